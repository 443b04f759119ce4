//! What is said of each paper, verdict by verdict.

use super::{file, found, judge, judge_at, now, signing, trust};
use papersign::{
    Chain, Evidence, Integrity, Kind, Later, ProvenBy, RangeFault, Revocation, SigningTime, Trust,
    Unknown,
};

fn trusted_at(at: jiff::Timestamp) -> Chain {
    Chain::Trusted { root: "Gốc thử nghiệm".to_owned(), at }
}

#[test]
fn a_paper_without_signatures_has_none() {
    assert_eq!(found(&file("unsigned.pdf")).signatures, []);
    assert_eq!(judge("unsigned"), []);
}

#[test]
fn a_plain_signature_names_its_signer_and_claims_its_time() {
    for name in ["b-b", "b-b-elliptic", "b-b-pss", "b-b-sha512", "adobe"] {
        let verdict = judge(name).remove(0);
        assert_eq!(verdict.kind, Kind::Signature, "{name}");
        assert_eq!(verdict.bytes.integrity, Integrity::Intact, "{name}");
        assert_eq!(verdict.bytes.later, Later::Nothing, "{name}");
        assert_eq!(verdict.chain, trusted_at(now()), "{name}");
        assert_eq!(verdict.time, SigningTime::Claimed { at: signing() }, "{name}");
        assert_eq!(verdict.revocation, Revocation::Unknown(Unknown::NoAnswer), "{name}");
        let signer = verdict.signer.unwrap();
        let person = if name == "b-b-elliptic" { "Trần Thị Bình" } else { "Nguyễn Văn An" };
        assert_eq!(signer.name, person);
        assert_eq!(signer.organisation.as_deref(), Some("Văn phòng Thử nghiệm"));
        assert_eq!(signer.issuer, "Cấp phát thử nghiệm");
        assert_eq!(verdict.reason.as_deref(), Some("Phê duyệt"));
        assert_eq!(verdict.location.as_deref(), Some("Hà Nội"));
    }
}

#[test]
fn a_time_stamp_proves_the_time() {
    let verdict = judge("b-t").remove(0);
    let SigningTime::Proven { at, authority, by, .. } = verdict.time else {
        panic!("{verdict:?}");
    };
    assert_eq!((at, by), (signing(), ProvenBy::SignatureTimestamp));
    assert_eq!(authority, "Dấu thời gian");
    assert_eq!(verdict.chain, trusted_at(signing()));
    assert_eq!(verdict.timestamp_fault, None);
}

#[test]
fn a_paper_that_carries_its_evidence_is_judged_without_any_other() {
    let data = file("b-lt.pdf");
    let bare = Trust { roots: vec![file("root.der")], evidence: Evidence::default() };
    let verdict = judge_at(&data, &bare, now()).remove(0);
    assert_eq!(verdict.bytes.later, Later::Evidence);
    assert_eq!(verdict.chain, trusted_at(signing()));
    assert!(matches!(verdict.revocation, Revocation::Good { .. }), "{verdict:?}");
    let SigningTime::Proven { revocation, .. } = verdict.time else { panic!("{:?}", verdict.time) };
    assert!(matches!(revocation, Revocation::Good { .. }), "{revocation:?}");
}

#[test]
fn a_time_stamp_on_the_whole_paper_stands_beside_the_signature() {
    let verdicts = judge("b-lta");
    let kinds: Vec<Kind> = verdicts.iter().map(|verdict| verdict.kind).collect();
    assert_eq!(kinds, [Kind::Signature, Kind::DocumentTimestamp]);
    assert_eq!(verdicts[0].bytes.later, Later::Evidence);
    assert_eq!(verdicts[1].bytes.integrity, Integrity::Intact);
    assert_eq!(verdicts[1].signer.as_ref().unwrap().name, "Dấu thời gian");
    assert_eq!(verdicts[1].chain, trusted_at(signing()));
    assert!(matches!(
        verdicts[1].time,
        SigningTime::Proven { by: ProvenBy::DocumentTimestamp, .. }
    ));
}

#[test]
fn a_certificate_that_ended_since_counts_with_a_proven_time_and_is_told_apart_without() {
    assert_eq!(judge("b-t-expired-since")[0].chain, trusted_at(signing()));
    let long = judge("b-lt-expired-since").remove(0);
    assert_eq!(long.chain, trusted_at(signing()));
    assert!(matches!(long.revocation, Revocation::Good { .. }), "{long:?}");
    let root = "Gốc thử nghiệm".to_owned();
    let claimed = Chain::TrustedWhenClaimed { root, claimed: signing() };
    assert_eq!(judge("b-b-expired-since")[0].chain, claimed);
    assert_eq!(judge("expired")[0].chain, Chain::Expired);
}

#[test]
fn changed_bytes_and_a_signature_that_is_cut_off() {
    let changed = judge("changed").remove(0);
    assert_eq!(changed.bytes.integrity, Integrity::Changed);
    assert_eq!((changed.signer, changed.chain), (None, Chain::Missing));
    assert_eq!(judge("truncated")[0].bytes.integrity, Integrity::Unreadable);
    let uncovered = judge("uncovered").remove(0);
    assert_eq!(uncovered.bytes.integrity, Integrity::NotCovered(RangeFault::GapHoldsMore));
    assert_eq!(uncovered.bytes.later, Later::Other);
}

#[test]
fn what_cannot_be_verified_here_is_said() {
    let verdict = judge("b-b-pss-long-salt").remove(0);
    assert_eq!(verdict.bytes.integrity, Integrity::Unsupported);
    assert_eq!((verdict.signer, verdict.chain), (None, Chain::Missing));
}

#[test]
fn what_was_added_afterwards_is_told_apart() {
    for (name, expected) in [
        ("annotated", vec![Later::Other]),
        ("replaced", vec![Later::Other]),
        ("second", vec![Later::Signatures, Later::Nothing]),
        ("second-annotated-between", vec![Later::Other, Later::Nothing]),
        ("certified", vec![Later::Nothing]),
        ("certified-annotated", vec![Later::Other]),
    ] {
        let verdicts = judge(name);
        let later: Vec<Later> = verdicts.iter().map(|verdict| verdict.bytes.later).collect();
        assert_eq!(later, expected, "{name}");
        for verdict in verdicts {
            assert_eq!(verdict.bytes.integrity, Integrity::Intact, "{name}");
            let is_forbidden = name == "certified-annotated";
            assert_eq!(verdict.bytes.is_forbidden_change, is_forbidden, "{name}");
        }
    }
}

#[test]
fn a_further_signature_that_does_not_hold_is_another_change() {
    let mut data = file("second.pdf");
    let second = found(&data).signatures[1].clone();
    let papersign::Range::Whole { gap_start, .. } = second.range else { panic!("{second:?}") };
    let last = second.contents.iter().rposition(|byte| *byte != 0).unwrap();
    let digit = gap_start as usize + 1 + 2 * last;
    data[digit] = if data[digit] == b'0' { b'1' } else { b'0' };
    let verdicts = judge_at(&data, &trust(&["root.der"], &[], &[]), now());
    assert_ne!(verdicts[1].bytes.integrity, Integrity::Intact);
    assert_eq!(verdicts[0].bytes.integrity, Integrity::Intact);
    assert_eq!(verdicts[0].bytes.later, Later::Other);
}

#[test]
fn strangers_and_wrong_purposes_and_old_methods() {
    assert_eq!(judge("unknown-root")[0].chain, Chain::UnknownRoot);
    assert_eq!(judge("unknown-root")[0].bytes.integrity, Integrity::Intact);
    let trust_both = trust(&["root.der", "other-root.der"], &[], &[]);
    let known = judge_at(&file("unknown-root.pdf"), &trust_both, now()).remove(0);
    assert_eq!(known.chain, Chain::Trusted { root: "Gốc lạ".to_owned(), at: now() });
    assert_eq!(judge("wrong-usage")[0].chain, Chain::WrongUsage);
    let old = judge("sha1").remove(0);
    assert_eq!(old.bytes.integrity, Integrity::Weak);
    assert_eq!(old.chain, trusted_at(now()));
}

#[test]
fn nobody_is_trusted_without_roots() {
    let nobody = trust(&[], &[], &[]);
    for name in ["b-b", "b-t", "b-lt", "b-lta"] {
        for verdict in judge_at(&file(&format!("{name}.pdf")), &nobody, now()) {
            assert_eq!(verdict.chain, Chain::UnknownRoot, "{name}");
            assert!(!matches!(verdict.time, SigningTime::Proven { .. }), "{name}");
            assert!(matches!(verdict.revocation, Revocation::Unknown(_)), "{name}");
        }
    }
}
