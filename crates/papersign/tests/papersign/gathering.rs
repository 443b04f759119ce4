//! What is wanted to judge signatures, and what is taken in of what came. The certificates, answers and lists are
//! OpenSSL's, made by `papers/asked/make.sh`.

use super::{file, found, now};
use jiff::{SignedDuration, Timestamp};
use papersign::{
    AddError, Bundle, BundleError, Chain, Evidence, Found, FoundSignature, Integrity, Kind, Later,
    Range, Revocation, SignatureVerdict, Wanted, verify, wanted,
};
use proptest::prelude::*;
use std::io::Cursor;

const SIGNED: &[u8] = "Nội dung đã ký".as_bytes();

fn asked(name: &str) -> Vec<u8> {
    file(&format!("asked/{name}"))
}

/// When what is wanted is asked for: shortly after everything was made.
fn asking() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

/// The signature in the middle of what it signs, as a worker would have found it.
fn paper() -> (Found, Vec<u8>) {
    let contents = asked("signature.cms");
    let hex: String = contents.iter().map(|byte| format!("{byte:02x}")).collect();
    let (before, after) = SIGNED.split_at(5);
    let data = [before, b"<", hex.as_bytes(), b">", after].concat();
    let (gap_end, end) = ((data.len() - after.len()) as u64, data.len() as u64);
    let signature = FoundSignature {
        field: "Sig1".to_owned(),
        kind: Kind::Signature,
        range: Range::Whole { gap_start: 5, gap_end, end },
        later: Later::Nothing,
        certifies: None,
        contents,
        name: None,
        reason: None,
        location: None,
        claimed_time: None,
    };
    (Found { length: end, signatures: vec![signature], evidence: Evidence::default() }, data)
}

fn judged(bundle: &Bundle) -> SignatureVerdict {
    let (found, data) = paper();
    verify(&found, &mut Cursor::new(data), &bundle.clone().into_trust(), asking())
        .unwrap()
        .remove(0)
}

fn rooted() -> Bundle {
    Bundle { roots: vec![asked("root.der")], ..Bundle::default() }
}

fn wants(bundle: &Bundle) -> Vec<Wanted> {
    wanted(&paper().0, bundle, asking())
}

fn addresses(bundle: &Bundle) -> Vec<String> {
    wants(bundle).iter().map(|one| one.address().to_owned()).collect()
}

fn add(bundle: &mut Bundle, address: &str, name: &str) -> Result<(), AddError> {
    let wanted = wants(bundle).into_iter().find(|one| one.address() == address);
    bundle.add(&wanted.expect(address), &asked(name), asking())
}

const ISSUING: &str = "http://pki.vi-du.vn/issuing.cer";
const STATE: &str = "http://ocsp.vi-du.vn/";
const LIST: &str = "http://pki.vi-du.vn/issuing.crl";
const ROOT_LIST: &str = "http://pki.vi-du.vn/root.crl";

/// With a chain: what is wanted next are states.
fn chained() -> Bundle {
    let mut bundle = rooted();
    add(&mut bundle, ISSUING, "issuing.der").unwrap();
    bundle
}

#[test]
fn what_is_missing_is_wanted_step_by_step_until_every_verdict_is_known() {
    let mut bundle = rooted();
    assert_eq!(judged(&bundle).bytes.integrity, Integrity::Intact);
    assert_eq!(judged(&bundle).chain, Chain::UnknownRoot);
    assert_eq!(addresses(&bundle), [ISSUING]);
    add(&mut bundle, ISSUING, "issuing.der").unwrap();
    assert!(matches!(judged(&bundle).chain, Chain::Trusted { .. }));
    assert_eq!(addresses(&bundle), [STATE, LIST, ROOT_LIST]);
    add(&mut bundle, STATE, "signer.ocsp").unwrap();
    assert!(matches!(judged(&bundle).revocation, Revocation::Unknown(_)));
    assert_eq!(addresses(&bundle), [ROOT_LIST]);
    add(&mut bundle, ROOT_LIST, "root.crl").unwrap();
    assert!(matches!(judged(&bundle).revocation, Revocation::Good { .. }));
    assert_eq!(addresses(&bundle), Vec::<String>::new());
    assert_eq!(bundle.gathered_at, asking());
    // A signature whose time nobody proves is about today: the answers grow old, and are wanted anew.
    let later = asking().checked_add(SignedDuration::from_hours(24 * 60)).unwrap();
    assert_eq!(wanted(&paper().0, &bundle, later).len(), 2);
}

#[test]
fn a_list_serves_where_no_answer_is_had() {
    let mut bundle = chained();
    add(&mut bundle, LIST, "issuing-3.crl").unwrap();
    add(&mut bundle, ROOT_LIST, "root.crl").unwrap();
    assert_eq!(addresses(&bundle), Vec::<String>::new());
    assert!(matches!(judged(&bundle).revocation, Revocation::Good { .. }));
}

#[test]
fn the_request_is_the_one_that_openssl_makes() {
    let state = wants(&chained()).into_iter().find(|one| one.address() == STATE);
    let Some(Wanted::Ocsp { request, .. }) = state else { panic!("{state:?}") };
    assert_eq!(request, asked("signer.ocsp-request"));
}

#[test]
fn issuers_come_alone_or_in_a_bag_in_bytes_or_in_letters() {
    for name in ["issuing.der", "issuing.p7c", "issuing.pem"] {
        let mut bundle = rooted();
        add(&mut bundle, ISSUING, name).unwrap();
        // A bag holds a namesake that signed nothing of this; it stays out.
        assert_eq!(bundle.evidence.certificates, [asked("issuing.der")], "{name}");
    }
    let mut bundle = chained();
    add(&mut bundle, LIST, "issuing-1.crl.pem").unwrap();
    assert_eq!(bundle.evidence.crls, [asked("issuing-1.crl")]);
}

/// A certificate with the issuer's name and key and anything else, such as whoever stands between can make of the true
/// one, is not known to be false before its own issuer is here. It must not keep the true one away.
#[test]
fn an_issuer_that_was_changed_on_its_way_does_not_keep_the_true_one_away() {
    let mut changed = asked("issuing.der");
    let name = "Gốc ví dụ".as_bytes();
    let place = changed.windows(name.len()).position(|part| part == name).unwrap();
    changed[place] = b'X';
    let mut bundle = rooted();
    bundle.add(&wants(&bundle)[0].clone(), &changed, asking()).unwrap();
    assert!(!matches!(judged(&bundle).chain, Chain::Trusted { .. }));
    add(&mut bundle, ISSUING, "issuing.der").unwrap();
    assert!(matches!(judged(&bundle).chain, Chain::Trusted { .. }));
    assert!(!addresses(&bundle).contains(&ISSUING.to_owned()));
}

#[test]
fn what_is_not_what_was_wanted_is_not_taken_in() {
    let mut bundle = rooted();
    for name in ["root.der", "signer.der", "signer.ocsp", "make.sh"] {
        assert_eq!(add(&mut bundle, ISSUING, name), Err(AddError::Unfit), "{name}");
    }
    assert_eq!(bundle, rooted());
    let mut bundle = chained();
    for (address, name) in [
        (STATE, "stranger.ocsp"),
        (STATE, "signer.ocsp-request"),
        (STATE, "issuing-3.crl"),
        (LIST, "stranger.crl"),
        (LIST, "root.crl"),
        (LIST, "signer.ocsp"),
        (ROOT_LIST, "issuing-3.crl"),
    ] {
        assert_eq!(add(&mut bundle, address, name), Err(AddError::Unfit), "{address} {name}");
    }
    assert_eq!(bundle, chained());
}

#[test]
fn answers_that_are_too_long_too_early_or_not_newer_are_refused() {
    let mut bundle = chained();
    let state = wants(&bundle).remove(0);
    let long = vec![0x30; 300_000];
    assert_eq!(bundle.add(&state, &long, asking()), Err(AddError::TooLarge));
    let yesterday = asking().checked_sub(SignedDuration::from_hours(24)).unwrap();
    let answer = asked("signer.ocsp");
    assert_eq!(bundle.add(&state, &answer, yesterday), Err(AddError::FromFuture));
    bundle.add(&state, &answer, asking()).unwrap();
    assert_eq!(bundle.add(&state, &answer, asking()), Err(AddError::NotNewer));
    assert_eq!(bundle.evidence.ocsps.len(), 1);
}

#[test]
fn of_lists_on_the_same_the_oldest_and_the_newest_are_kept() {
    let mut bundle = chained();
    for name in ["issuing-1.crl", "issuing-2.crl", "issuing-3.crl"] {
        // The first two are out of date, and so the list stays wanted.
        add(&mut bundle, LIST, name).unwrap();
    }
    assert_eq!(bundle.evidence.crls, [asked("issuing-1.crl"), asked("issuing-3.crl")]);
    let list = wants(&chained()).into_iter().find(|one| one.address() == LIST).unwrap();
    let again = bundle.add(&list, &asked("issuing-2.crl"), asking());
    assert_eq!(again, Err(AddError::NotNewer));
}

#[test]
fn nothing_is_wanted_where_nobody_is_trusted_or_nothing_is_signed_or_all_lies_in_the_paper() {
    let mut strangers = chained();
    strangers.roots = vec![file("other-root.der")];
    let root = "http://pki.vi-du.vn/root.cer";
    assert_eq!(addresses(&strangers), [ISSUING, root]);
    assert_eq!(add(&mut strangers, ISSUING, "issuing.der"), Err(AddError::NotNewer));
    add(&mut strangers, root, "root.der").unwrap();
    assert_eq!(addresses(&strangers), Vec::<String>::new());
    let bundle = Bundle { roots: vec![file("root.der")], ..Bundle::default() };
    for name in ["unsigned.pdf", "b-lt.pdf", "truncated.pdf"] {
        assert_eq!(wanted(&found(&file(name)), &bundle, now()), [], "{name}");
    }
}

#[test]
fn a_bundle_is_read_as_it_was_stored_and_nothing_else_is() {
    let mut bundle = chained();
    add(&mut bundle, STATE, "signer.ocsp").unwrap();
    let stored = bundle.encode().unwrap();
    assert_eq!(Bundle::decode(&stored), Ok(bundle.clone()));
    assert_eq!(Bundle::decode(&[]), Err(BundleError::Unreadable));
    assert_eq!(Bundle::decode(&[&[2], &stored[1..]].concat()), Err(BundleError::OtherFormat));
    assert_eq!(Bundle::decode(&[&stored[..], &[0]].concat()), Err(BundleError::Unreadable));
    for end in 1..stored.len() {
        assert_eq!(Bundle::decode(&stored[..end]), Err(BundleError::Unreadable), "{end}");
    }
    // A million empty roots: a short message that would take 24 times its length.
    let many = [&[1, 0xc0, 0x84, 0x3d], &vec![0; 1_000_000][..]].concat();
    assert_eq!(Bundle::decode(&many), Err(BundleError::Unreadable));
    bundle.evidence.crls = vec![vec![0; 65 * 1024 * 1024]];
    assert_eq!(bundle.encode(), Err(BundleError::TooLarge));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn changed_bytes_in_what_is_stored_and_in_what_comes_do_no_harm(
        name in prop::sample::select(vec!["issuing.p7c", "signer.ocsp", "issuing-3.crl"]),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..5),
    ) {
        let change = |mut bytes: Vec<u8>| {
            for (place, value) in &changes {
                let place = place.index(bytes.len());
                bytes[place] = *value;
            }
            bytes
        };
        if let Ok(bundle) = Bundle::decode(&change(chained().encode().unwrap())) {
            prop_assert!(wants(&bundle).len() <= 64);
        }
        let (mut found, _) = paper();
        found.signatures[0].contents = change(found.signatures[0].contents.clone());
        prop_assert!(wanted(&found, &rooted(), asking()).len() <= 64);
        let answer = change(asked(name));
        for wanted in wants(&rooted()).into_iter().chain(wants(&chained())) {
            let mut bundle = chained();
            let _ = bundle.add(&wanted, &answer, asking());
            // What lies around a signed part may change, and the part itself not.
            let verdict = judged(&bundle);
            let is_trusted = matches!(verdict.chain, Chain::Trusted { .. });
            let is_revoked = matches!(verdict.revocation, Revocation::Revoked { .. });
            prop_assert!(is_trusted && !is_revoked, "{:?}", verdict);
        }
    }
}
