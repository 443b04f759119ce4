//! Whether certificates were revoked, by what was stored of their authorities' words.

use crate::asn1::{
    BIT_STRING, Element, INTEGER, OCTET_STRING, OID, SEQUENCE, context, context_value,
};
use crate::certificate::Certificate;
use crate::chain::Path;
use crate::dates::{moment, read_time};
use crate::keys::{self, Proof};
use crate::{Revocation, Unknown, ocsp};

const DAY: i64 = 24 * 60 * 60;
/// How far the clock of an authority may be ahead of ours, in seconds.
pub const AHEAD: i64 = 10 * 60;
/// Issuing distribution point: for which certificates a list is (RFC 5280, 5.2.5).
const DISTRIBUTION_POINT: &[u8] = &[0x55, 0x1d, 0x1c];

/// What an authority says of a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement {
    pub state: State,
    /// Known to be true then, in seconds since 1970.
    pub from: i64,
    /// When there is to be a newer one.
    pub until: Option<i64>,
}

/// A certificate's state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Good,
    Revoked(i64),
}

/// What is there to judge by, in DER, and what time it is, in seconds since 1970.
pub struct Words<'a> {
    pub ocsps: Vec<&'a [u8]>,
    pub crls: Vec<&'a [u8]>,
    pub now: i64,
}

/// Whether anything of a chain below its root was revoked at a moment.
pub fn of_path(path: &Path<'_>, words: &Words<'_>, at: i64) -> Revocation {
    let issuers = path.certificates.iter().skip(1).chain([&path.root]);
    let states = path.certificates.iter().zip(issuers);
    let mut worst: Option<Revocation> = None;
    for (certificate, issuer) in states {
        let next = of_one(certificate, issuer, words, at);
        worst = Some(worst.map_or(next, |worst| worse(worst, next)));
    }
    worst.unwrap_or(Revocation::Unknown(Unknown::NoChain))
}

fn worse(one: Revocation, other: Revocation) -> Revocation {
    let weight = |state: &Revocation| match state {
        Revocation::Good { .. } => 0,
        Revocation::RevokedLater { .. } => 1,
        Revocation::Unknown(_) => 2,
        Revocation::Revoked { .. } => 3,
    };
    match (one, other) {
        (Revocation::Good { as_of }, Revocation::Good { as_of: also }) => {
            Revocation::Good { as_of: as_of.min(also) }
        }
        (one, other) if weight(&other) > weight(&one) => other,
        (one, _) => one,
    }
}

/// Whether one certificate was revoked at a moment.
pub fn of_one(
    certificate: &Certificate<'_>,
    issuer: &Certificate<'_>,
    words: &Words<'_>,
    at: i64,
) -> Revocation {
    let answers = words.ocsps.iter().filter_map(|one| ocsp::statement(one, certificate, issuer));
    let lists = words.crls.iter().filter_map(|one| listed(one, certificate, issuer));
    let mut found = Revocation::Unknown(Unknown::NoAnswer);
    for statement in answers.chain(lists).filter(|one| one.from <= words.now + AHEAD) {
        let next = judge(&statement, at, certificate.not_after());
        found = better_known(found, next);
    }
    found
}

/// What a statement means for a moment. After a certificate has ended, authorities forget it, so that their silence says
/// nothing; a newer statement that it is good says that it was.
fn judge(statement: &Statement, at: i64, not_after: i64) -> Revocation {
    match statement.state {
        State::Revoked(when) if when <= at => Revocation::Revoked { at: moment(when) },
        State::Revoked(when) => Revocation::RevokedLater { at: moment(when) },
        State::Good => {
            let until = statement.until.unwrap_or(statement.from.saturating_add(DAY));
            if until >= at && statement.from <= not_after {
                Revocation::Good { as_of: moment(statement.from) }
            } else {
                Revocation::Unknown(Unknown::Stale)
            }
        }
    }
}

/// Of two statements about one certificate: a revocation counts more than its absence, the newest of equals.
fn better_known(one: Revocation, other: Revocation) -> Revocation {
    match (one, other) {
        (Revocation::Revoked { at }, Revocation::Revoked { at: also }) => {
            Revocation::Revoked { at: at.min(also) }
        }
        (Revocation::Good { as_of }, Revocation::Good { as_of: also }) => {
            Revocation::Good { as_of: as_of.max(also) }
        }
        (found @ Revocation::Revoked { .. }, _) | (_, found @ Revocation::Revoked { .. }) => found,
        (found @ Revocation::RevokedLater { .. }, _)
        | (_, found @ Revocation::RevokedLater { .. }) => found,
        (found @ Revocation::Good { .. }, _) | (_, found @ Revocation::Good { .. }) => found,
        (found @ Revocation::Unknown(Unknown::Stale), _) => found,
        (Revocation::Unknown(_), other) => other,
    }
}

/// What a revocation list says of a certificate, if it is by its issuer, whole, and for such certificates (RFC 5280, 5).
/// It is walked, not taken apart: lists have a million lines.
pub fn listed(
    list: &[u8],
    certificate: &Certificate<'_>,
    issuer: &Certificate<'_>,
) -> Option<Statement> {
    let mut list = Element::expect(list, SEQUENCE)?.parts();
    let (body, identifier) = (list.expect(SEQUENCE)?, list.expect(SEQUENCE)?);
    let signature = list.expect(BIT_STRING)?.bits()?;
    let mut fields = body.parts();
    fields.optional(INTEGER);
    fields.expect(SEQUENCE)?;
    if fields.expect(SEQUENCE)?.raw != issuer.subject() || !issuer.may_sign_lists() {
        return None;
    }
    // Before its lines are walked: anybody can write a list as long as they like.
    if keys::verify(issuer.key(), &identifier, None, body.raw, signature) != Proof::Good {
        return None;
    }
    let from = read_time(&fields.next()?)?;
    let mut next = fields.next();
    let until = next.as_ref().and_then(read_time);
    if until.is_some() {
        next = fields.next();
    }
    let mut revoked = None;
    if let Some(lines) = next.filter(|lines| lines.tag == SEQUENCE) {
        revoked = find_line(&lines, certificate.serial());
        next = fields.next();
    }
    let covers = match next {
        Some(extensions) if extensions.tag == context(0) => is_for(&extensions, certificate)?,
        Some(_) => return None,
        None => true,
    };
    match revoked {
        Some(line) => Some(Statement { state: State::Revoked(line?), from, until }),
        None if covers => Some(Statement { state: State::Good, from, until }),
        None => None,
    }
}

/// When a serial number was revoked; inside, `None` if the line does not say when.
#[expect(clippy::option_option, reason = "a line without a time is still a line")]
fn find_line(lines: &Element<'_>, serial: &[u8]) -> Option<Option<i64>> {
    let mut lines = lines.parts();
    lines.find_map(|line| {
        let mut parts = line.parts();
        let is_it = parts.expect(INTEGER)?.content == serial;
        is_it.then(|| parts.next().and_then(|time| read_time(&time)))
    })
}

/// Whether a list with these extensions covers a certificate; `None` if it has a critical one that is not understood
/// here, as those that only tell of changes have.
fn is_for(extensions: &Element<'_>, certificate: &Certificate<'_>) -> Option<bool> {
    let mut covers = true;
    for extension in extensions.parts().expect(SEQUENCE)?.parts() {
        let mut parts = extension.parts();
        let oid = parts.expect(OID)?.content;
        let is_critical = parts.optional(0x01).is_some_and(|value| value.content != [0]);
        let value = parts.expect(OCTET_STRING)?.content;
        if oid == DISTRIBUTION_POINT {
            for part in Element::expect(value, SEQUENCE)?.parts() {
                covers &= match part.tag {
                    tag if tag == context(0) => true,
                    tag if tag == context_value(1) => !certificate.is_authority(),
                    tag if tag == context_value(2) => certificate.is_authority(),
                    // Some reasons alone, lists for others, attribute certificates.
                    _ => false,
                };
            }
        } else if is_critical {
            return None;
        }
    }
    Some(covers)
}
