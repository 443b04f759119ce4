//! Real signed papers, judged as the window shows them.

use super::{Judged, JudgedPapers, judge, stamp_of, without};
use crate::view::{
    ChainView, IntegrityView, LaterView, ProvenByView, RangeFaultView, RevocationView,
    SignatureKindView, SignatureView, SignaturesStateView, SignaturesView, SigningTimeView,
    TimestampFaultView,
};
use domain::DocumentId;
use jiff::{SignedDuration, Timestamp};
use papersign::{Bundle, Evidence, Limits, find_signatures};
use reader::RangeSource;
use std::io::{self, Cursor};
use std::path::Path;
use uuid::Uuid;

/// A paper of which no more is given at once than fits a chunk of the store.
struct Paper(Vec<u8>);

impl RangeSource for Paper {
    fn length(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&self, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        let from = (offset as usize).min(self.0.len());
        Ok(self.0[from..(from + length.min(1000)).min(self.0.len())].to_vec())
    }
}

fn file(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../papersign/tests/papers");
    std::fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// When the papers were signed, and when they are looked at.
const SIGNED: &str = "2026-06-01T08:00:00Z";
const NOW: &str = "2026-11-01T08:00:00Z";

fn bundle(ocsps: &[&str], crls: &[&str]) -> Bundle {
    let all = |names: &[&str]| names.iter().map(|name| file(name)).collect();
    let certificates = vec![file("issuing.der")];
    let evidence = Evidence { certificates, ocsps: all(ocsps), crls: all(crls) };
    Bundle { roots: vec![file("root.der")], evidence, gathered_at: at(NOW) }
}

fn look(name: &str, bundle: Option<Bundle>) -> SignaturesView {
    let bytes = file(&format!("{name}.pdf"));
    let found = find_signatures(&mut Cursor::new(&bytes), Limits::default()).unwrap();
    judge(&found, Paper(bytes), bundle, at(NOW)).unwrap()
}

/// The first signature, with roots and no answers beside what lies in the paper.
fn first(name: &str) -> SignatureView {
    look(name, Some(bundle(&[], &[]))).signatures.remove(0)
}

#[test]
fn a_paper_without_signatures_has_none_and_says_so() {
    assert_eq!(look("unsigned", None), without(SignaturesStateView::None));
}

#[test]
fn without_anything_from_the_server_nobody_is_trusted_and_bytes_are_judged_all_the_same() {
    let view = look("b-lta", None);
    assert_eq!((view.state, view.gathered_at), (SignaturesStateView::Found, None));
    assert_eq!(view.signatures.len(), 2);
    let signature = &view.signatures[0];
    assert_eq!(signature.integrity, IntegrityView::Intact);
    assert_eq!(signature.chain, ChainView::UnknownRoot);
    assert_eq!(signature.time, SigningTimeView::Claimed { at: at(SIGNED) });
    assert_eq!(signature.timestamp_fault, Some(TimestampFaultView::NotTrusted));
    assert_eq!(signature.revocation, RevocationView::NoChain);
    assert_eq!(signature.signer.as_ref().unwrap().name, "Nguyễn Văn An");
}

#[test]
fn what_the_server_gathered_makes_each_verdict_known() {
    let view = look("b-t", Some(bundle(&["an-good.ocsp"], &["root.crl"])));
    assert_eq!(view.gathered_at, Some(at(NOW)));
    let signature = &view.signatures[0];
    let root = "Gốc thử nghiệm".to_owned();
    assert_eq!(signature.kind, SignatureKindView::Signature);
    assert_eq!(signature.chain, ChainView::Trusted { root, at: at(SIGNED) });
    assert!(matches!(signature.revocation, RevocationView::Good { .. }), "{signature:?}");
    let SigningTimeView::Proven { authority, by, revocation, .. } = &signature.time else {
        panic!("{signature:?}");
    };
    assert_eq!((authority.as_str(), *by), ("Dấu thời gian", ProvenByView::Signature));
    assert!(matches!(revocation, RevocationView::Good { .. }), "{revocation:?}");
    let signer = signature.signer.as_ref().unwrap();
    assert_eq!(signer.organisation.as_deref(), Some("Văn phòng Thử nghiệm"));
    assert_eq!(signer.issuer, "Cấp phát thử nghiệm");
    assert_eq!(signature.reason.as_deref(), Some("Phê duyệt"));
}

#[test]
fn a_revocation_is_never_hidden_by_sound_bytes() {
    let revoked = look("revoked", Some(bundle(&["revoked-before.ocsp"], &["root.crl"])));
    let signature = &revoked.signatures[0];
    assert_eq!(signature.integrity, IntegrityView::Intact);
    assert_eq!(signature.revocation, RevocationView::Revoked { at: at("2026-05-01T00:00:00Z") });
    let later = look("revoked", Some(bundle(&["revoked-after.ocsp"], &["root.crl"])));
    let when = at("2026-07-01T08:00:00Z");
    assert_eq!(later.signatures[0].revocation, RevocationView::RevokedLater { at: when });
}

#[test]
fn bytes_are_told_apart_by_what_became_of_them() {
    for (name, integrity, later) in [
        ("b-b", IntegrityView::Intact, LaterView::Nothing),
        ("b-lt", IntegrityView::Intact, LaterView::Evidence),
        ("second", IntegrityView::Intact, LaterView::Signatures),
        ("annotated", IntegrityView::Intact, LaterView::Other),
        ("replaced", IntegrityView::Intact, LaterView::Other),
        ("changed", IntegrityView::Changed, LaterView::Nothing),
        ("sha1", IntegrityView::Weak, LaterView::Nothing),
        ("truncated", IntegrityView::Unreadable, LaterView::Nothing),
        ("b-b-pss-long-salt", IntegrityView::Unsupported, LaterView::Nothing),
    ] {
        let signature = first(name);
        assert_eq!((signature.integrity, signature.later), (integrity, later), "{name}");
        assert_eq!(signature.range_fault, None, "{name}");
    }
    let uncovered = first("uncovered");
    assert_eq!(uncovered.integrity, IntegrityView::NotCovered);
    assert_eq!(uncovered.range_fault, Some(RangeFaultView::GapHoldsMore));
    assert!(first("certified-annotated").is_forbidden_change);
    assert!(!first("annotated").is_forbidden_change);
}

#[test]
fn signers_are_told_apart_by_where_their_certificates_lead() {
    let root = "Gốc thử nghiệm".to_owned();
    for (name, chain) in [
        ("unknown-root", ChainView::UnknownRoot),
        ("expired", ChainView::Expired),
        ("wrong-usage", ChainView::WrongUsage),
        ("changed", ChainView::Missing),
        ("b-b-expired-since", ChainView::TrustedWhenClaimed { root, at: at(SIGNED) }),
    ] {
        assert_eq!(first(name).chain, chain, "{name}");
    }
}

#[test]
fn bytes_that_cannot_be_had_are_an_error_and_no_verdict() {
    let bytes = file("b-b.pdf");
    let found = find_signatures(&mut Cursor::new(&bytes), Limits::default()).unwrap();
    let cut = Paper(bytes[..bytes.len() - 10].to_vec());
    assert!(judge(&found, cut, None, at(NOW)).is_err());
}

#[test]
fn verdicts_are_remembered_for_an_hour_and_until_more_is_gathered() {
    let mut judged = JudgedPapers::default();
    let paper = |number: u128| (DocumentId::from_uuid(Uuid::from_u128(number)), 1);
    let (bare, view) = (stamp_of(None), without(SignaturesStateView::None));
    let now = at(NOW);
    judged.put(Judged { paper: paper(1), stamp: bare, at: now, view: view.clone() });
    assert_eq!(judged.get(paper(1), bare, now), Some(view.clone()));
    assert_eq!(judged.get(paper(1), stamp_of(Some(&bundle(&[], &[]))), now), None);
    assert_eq!(judged.get(paper(2), bare, now), None);
    let in_an_hour = now.checked_add(SignedDuration::from_hours(1)).unwrap();
    assert_eq!(judged.get(paper(1), bare, in_an_hour), None);
    for number in 2..40 {
        judged.put(Judged { paper: paper(number), stamp: bare, at: now, view: view.clone() });
    }
    assert_eq!(judged.get(paper(1), bare, now), None);
    assert_eq!(judged.get(paper(39), bare, now), Some(view));
}
