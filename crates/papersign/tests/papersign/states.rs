//! What was stored of the states of certificates, and for which moment it counts.

use super::{file, judge_at, now, trust};
use jiff::{SignedDuration, Timestamp};
use papersign::{Revocation, SigningTime, Unknown};

const ROOT_LIST: &str = "root.crl";

fn state(paper: &str, ocsps: &[&str], crls: &[&str], at: Timestamp) -> Revocation {
    let data = file(&format!("{paper}.pdf"));
    judge_at(&data, &trust(&["root.der"], ocsps, crls), at).remove(0).revocation
}

fn good(revocation: Revocation) -> bool {
    matches!(revocation, Revocation::Good { .. })
}

#[test]
fn an_answer_counts_for_the_proven_time_and_not_for_today() {
    // Answered two hours after signing; the list of the root holds for a month.
    assert!(good(state("b-t", &["an-good.ocsp"], &[ROOT_LIST], now())));
    assert_eq!(
        state("b-b", &["an-good.ocsp"], &[ROOT_LIST], now()),
        Revocation::Unknown(Unknown::Stale)
    );
    let that_day = super::signing().checked_add(SignedDuration::from_hours(3)).unwrap();
    assert!(good(state("b-b", &["an-good.ocsp"], &[ROOT_LIST], that_day)));
}

#[test]
fn every_certificate_below_the_root_is_asked_about() {
    let unknown = Revocation::Unknown(Unknown::NoAnswer);
    assert_eq!(state("b-t", &["an-good.ocsp"], &[], now()), unknown);
    assert_eq!(state("b-t", &[], &[ROOT_LIST], now()), unknown);
    assert!(good(state("b-t", &[], &[ROOT_LIST, "issuing.crl"], now())));
}

#[test]
fn old_answers_and_answers_of_strangers_say_nothing() {
    assert_eq!(
        state("b-t", &["an-stale.ocsp"], &[ROOT_LIST], now()),
        Revocation::Unknown(Unknown::Stale)
    );
    for (ocsps, crls) in [
        (&["an-by-stranger.ocsp"][..], &[ROOT_LIST][..]),
        (&["revoked-before.ocsp"], &[ROOT_LIST]),
        (&[], &[ROOT_LIST, "issuing-by-stranger.crl"]),
    ] {
        let unknown = Revocation::Unknown(Unknown::NoAnswer);
        assert_eq!(state("b-t", ocsps, crls, now()), unknown, "{ocsps:?} {crls:?}");
    }
}

#[test]
fn a_revocation_before_signing_counts_and_a_later_one_is_told_apart() {
    let before: Timestamp = "2026-05-01T00:00:00Z".parse().unwrap();
    let after: Timestamp = "2026-07-01T08:00:00Z".parse().unwrap();
    let revoked = Revocation::Revoked { at: before };
    assert_eq!(state("revoked", &["revoked-before.ocsp"], &[ROOT_LIST], now()), revoked);
    assert_eq!(state("revoked", &[], &[ROOT_LIST, "issuing-revoked.crl"], now()), revoked);
    assert_eq!(
        state("revoked", &["revoked-after.ocsp"], &[ROOT_LIST], now()),
        Revocation::RevokedLater { at: after }
    );
    // A good answer beside it changes nothing.
    let both = ["revoked-before.ocsp", "revoked-after.ocsp"];
    assert_eq!(state("revoked", &both, &[ROOT_LIST, "issuing.crl"], now()), revoked);
}

#[test]
fn an_answer_from_the_future_is_passed_over() {
    let early: Timestamp = "2026-06-01T08:30:00Z".parse().unwrap();
    let unknown = Revocation::Unknown(Unknown::NoAnswer);
    assert_eq!(state("b-t", &["an-good.ocsp"], &[ROOT_LIST], early), unknown);
}

#[test]
fn a_time_stamp_from_the_future_proves_nothing() {
    let data = file("b-t.pdf");
    let early: Timestamp = "2026-05-01T00:00:00Z".parse().unwrap();
    let verdict = judge_at(&data, &trust(&["root.der"], &[], &[]), early).remove(0);
    assert_eq!(verdict.timestamp_fault, Some(papersign::TimestampFault::InFuture));
    assert!(matches!(verdict.time, SigningTime::Claimed { .. }), "{verdict:?}");
}
