//! Answers of OCSP responders (RFC 6960, 4.2.1), and what they are asked.

use crate::asn1::{
    BIT_STRING, ENUMERATED, Element, GENERALIZED_TIME, INTEGER, NULL, OCTET_STRING, OID, SEQUENCE,
    algorithm, context, context_value, write,
};
use crate::certificate::{Certificate, Purpose};
use crate::dates::read_time;
use crate::digest::{Digest, SHA1_OID};
use crate::keys::{self, Proof};
use crate::revocation::{State, Statement};

const BASIC: &[u8] = &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01, 0x01];
const MAX_ANSWERS: usize = 256;
const MAX_CERTIFICATES: usize = 16;

/// The request for the state of one certificate (RFC 6960, 4.1.1), by SHA-1 because every responder knows that one (RFC
/// 5019, 2.1.1), and without a nonce: the answer is stored, and its own times say how fresh it is.
pub fn request(certificate: &Certificate<'_>, issuer: &Certificate<'_>) -> Vec<u8> {
    let digest = Digest::Sha1;
    let algorithm = [write(OID, SHA1_OID), write(NULL, &[])].concat();
    let id = [
        write(SEQUENCE, &algorithm),
        write(OCTET_STRING, &digest.of(issuer.subject())),
        write(OCTET_STRING, &digest.of(issuer.key_bits())),
        write(INTEGER, certificate.serial()),
    ];
    // From the inside: the identifier, the one request, the list of requests, the body, the whole.
    (0..5).fold(id.concat(), |inside, _| write(SEQUENCE, &inside))
}

/// What an answer says of a certificate, if it is of somebody who may give one for its issuer.
pub fn statement(
    response: &[u8],
    certificate: &Certificate<'_>,
    issuer: &Certificate<'_>,
) -> Option<Statement> {
    let mut response = Element::expect(response, SEQUENCE)?.parts();
    let is_successful = response.expect(ENUMERATED)?.content == [0];
    let mut basic = response.expect(context(0))?.parts().expect(SEQUENCE)?.parts();
    if !is_successful || basic.expect(OID)?.content != BASIC {
        return None;
    }
    let basic = basic.expect(OCTET_STRING)?.content;
    let mut parts = Element::expect(basic, SEQUENCE)?.parts();
    let data = parts.expect(SEQUENCE)?;
    let identifier = parts.expect(SEQUENCE)?;
    let signature = parts.expect(BIT_STRING)?.bits()?;
    let listed = parts.optional(context(0)).and_then(|list| list.parts().expect(SEQUENCE));
    let mut fields = data.parts();
    fields.optional(context(0));
    let responder = fields.next()?;
    let produced = read_time(&fields.expect(GENERALIZED_TIME)?)?;
    let mut answers = fields.expect(SEQUENCE)?.parts().take(MAX_ANSWERS);
    let found = answers.find_map(|answer| read_answer(&answer, certificate, issuer))?;
    let is_signed_by =
        |key: &[u8]| keys::verify(key, &identifier, None, data.raw, signature) == Proof::Good;
    let is_responder = |one: &Certificate<'_>| match responder.tag {
        tag if tag == context(1) => responder.content == one.subject(),
        tag if tag == context(2) => responder
            .parts()
            .expect(OCTET_STRING)
            .is_some_and(|key| key.content == Digest::Sha1.of(one.key_bits())),
        _ => false,
    };
    if is_responder(issuer) && is_signed_by(issuer.key()) {
        return Some(found);
    }
    let mut listed = listed.map(|list| list.parts()).into_iter().flatten().take(MAX_CERTIFICATES);
    let is_allowed = listed.any(|der| {
        Certificate::read(der.raw).is_some_and(|one| {
            is_responder(&one)
                && one.is_for(Purpose::States)
                && one.is_valid_at(produced)
                && one.is_signed_by(issuer)
                && is_signed_by(one.key())
        })
    });
    is_allowed.then_some(found)
}

fn read_answer(
    answer: &Element<'_>,
    certificate: &Certificate<'_>,
    issuer: &Certificate<'_>,
) -> Option<Statement> {
    let mut parts = answer.parts();
    let mut id = parts.expect(SEQUENCE)?.parts();
    let digest = Digest::by_oid(algorithm(&id.expect(SEQUENCE)?)?.0)?;
    let is_meant = id.expect(OCTET_STRING)?.content == digest.of(issuer.subject())
        && id.expect(OCTET_STRING)?.content == digest.of(issuer.key_bits())
        && id.expect(INTEGER)?.content == certificate.serial();
    if !is_meant {
        return None;
    }
    let state = parts.next()?;
    let state = match state.tag {
        tag if tag == context_value(0) => State::Good,
        tag if tag == context(1) => State::Revoked(read_time(&state.parts().next()?)?),
        _ => return None,
    };
    let from = read_time(&parts.expect(GENERALIZED_TIME)?)?;
    let until = match parts.optional(context(0)) {
        Some(until) => Some(read_time(&until.parts().expect(GENERALIZED_TIME)?)?),
        None => None,
    };
    Some(Statement { state, from, until })
}
