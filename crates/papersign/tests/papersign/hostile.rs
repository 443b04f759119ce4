//! Papers and evidence from people who mean harm: nothing panics, nothing goes on for ever, nothing false is said.

use super::{file, folder, found, judge_at, now, trust};
use papersign::{
    Chain, FindError, Found, Integrity, Later, Limits, Range, RangeFault, find_signatures, verify,
};
use proptest::prelude::*;
use std::io::Cursor;

fn find(data: &[u8]) -> Result<Found, FindError> {
    find_signatures(&mut Cursor::new(data), Limits::default())
}

#[test]
fn what_is_no_pdf_and_what_is_too_much_is_refused() {
    for data in [&b""[..], b"%PDF-1.7", b"%PDF-1.7\n%%EOF", &[0; 5000]] {
        assert!(matches!(find(data), Err(FindError::Broken)), "{data:?}");
    }
    let data = file("second.pdf");
    let find = |limits| find_signatures(&mut Cursor::new(&data), limits);
    let short = Limits { file: 1000, ..Limits::default() };
    assert!(matches!(find(short), Err(FindError::TooLarge)));
    let few = Limits { signatures: 1, ..Limits::default() };
    assert!(matches!(find(few), Err(FindError::TooMany)));
}

#[test]
fn a_file_that_shrank_since_is_told_and_not_judged() {
    let data = file("b-b.pdf");
    let found = found(&data);
    let shorter = &data[..data.len() - 10];
    let trust = trust(&["root.der"], &[], &[]);
    assert!(verify(&found, &mut Cursor::new(shorter), &trust, now()).is_err());
}

/// The tail of an update that changes nothing, with more behind it than readers look through for the table: some then
/// look for objects by themselves and find other ones.
#[test]
fn objects_behind_the_end_that_only_some_readers_would_find_are_another_change() {
    let mut data = file("b-b.pdf");
    data.extend(b"\n4 0 obj\n<< /Length 3 >>\nstream\nBT \nendstream\nendobj\n");
    assert_eq!(found(&data).signatures[0].later, Later::Other);
    data.extend([b' '; 2000]);
    data.extend(b"%%EOF\n");
    assert_eq!(found(&data).signatures[0].later, Later::Other);
}

#[test]
fn blanks_behind_the_end_are_nothing() {
    let mut data = file("b-b.pdf");
    data.extend(b"\r\n \n");
    assert_eq!(found(&data).signatures[0].later, Later::Nothing);
}

#[test]
fn nesting_without_end_does_no_harm() {
    for (open, close) in [("[", "]"), ("<</A ", ">>"), ("<</Kids [", "]>>")] {
        let depth = 20_000;
        let deep = open.repeat(depth) + "1" + &close.repeat(depth);
        let pdf = format!(
            "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields [{deep}]>>>>\nendobj\n\
             2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"
        );
        if let Ok(found) = find(pdf.as_bytes()) {
            assert_eq!(found.signatures, []);
        }
    }
}

#[test]
fn fields_that_lie_in_one_another_come_to_an_end() {
    let pdf = "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields [3 0 R]>>>>\nendobj\n\
        2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n3 0 obj\n<</T(a)/Kids[3 0 R 3 0 R 4 0 R]>>\nendobj\n\
        4 0 obj\n<</FT/Sig/T(b)/Parent 3 0 R/Kids[3 0 R]/V<</SubFilter/x>>>>\nendobj\n\
        trailer\n<</Root 1 0 R>>\n%%EOF\n";
    if let Ok(found) = find(pdf.as_bytes()) {
        assert!(found.signatures.len() <= 1, "{found:?}");
    }
}

#[test]
fn hostile_files_of_the_corpora_do_no_harm() {
    let corpora = folder().join("../../../../../shared/corpora/pdf-hostile");
    let Ok(entries) = std::fs::read_dir(&corpora) else {
        eprintln!("skipped: {} is not here", corpora.display());
        return;
    };
    let mut n_read = 0;
    for entry in entries.flatten() {
        let Ok(data) = std::fs::read(entry.path()) else { continue };
        if data.len() > 2_000_000 {
            continue;
        }
        if let Ok(found) = find(&data) {
            drop(verify(&found, &mut Cursor::new(&data), &trust(&["root.der"], &[], &[]), now()));
        }
        n_read += 1;
    }
    assert!(n_read > 0);
}

/// What a worker could say that a paper has taken over.
#[test]
fn a_finder_that_lies_of_gaps_and_ends_is_not_believed() {
    let trust = trust(&["root.der"], &[], &[]);
    let verify = |found: &Found, data: &[u8]| {
        verify(found, &mut Cursor::new(data), &trust, now()).unwrap().remove(0).bytes
    };
    let data = file("annotated.pdf");
    let mut hides = found(&data);
    hides.signatures[0].later = Later::Nothing;
    assert_eq!(verify(&hides, &data).later, Later::Other);
    let data = file("b-b.pdf");
    let mut widens = found(&data);
    let Range::Whole { gap_end, .. } = &mut widens.signatures[0].range else { panic!() };
    *gap_end += 20;
    assert_eq!(verify(&widens, &data).integrity, Integrity::NotCovered(RangeFault::GapHoldsMore));
}

/// Whether anything says that this paper is as somebody trusted signed it.
fn is_believed(data: &[u8]) -> bool {
    let Ok(found) = find(data) else { return false };
    let trust = trust(&["root.der"], &[], &[]);
    let verdicts = verify(&found, &mut Cursor::new(data), &trust, now()).unwrap();
    verdicts.iter().any(|verdict| {
        verdict.bytes.integrity == Integrity::Intact
            && verdict.bytes.later != Later::Other
            && matches!(verdict.chain, Chain::Trusted { .. })
    })
}

#[test]
fn no_byte_that_is_covered_can_be_changed() {
    let data = file("b-b.pdf");
    let Range::Whole { gap_start, gap_end, .. } = found(&data).signatures[0].range else {
        panic!()
    };
    assert!(is_believed(&data));
    let covered = (0..gap_start as usize).chain(gap_end as usize..data.len());
    for place in covered.step_by(7) {
        let mut changed = data.clone();
        changed[place] ^= 0x01;
        assert!(!is_believed(&changed), "{place}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_signature_with_other_bytes_never_does_harm_and_is_never_another_signers(
        paper in prop::sample::select(vec!["b-b", "b-t", "b-b-elliptic", "b-b-pss"]),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut data = file(&format!("{paper}.pdf"));
        let mut found = found(&data);
        let before = judge_at(&data, &trust(&["root.der"], &[], &[]), now());
        let Range::Whole { gap_start, .. } = found.signatures[0].range else { panic!() };
        let contents = &mut found.signatures[0].contents;
        let used = contents.iter().rposition(|byte| *byte != 0).unwrap();
        for (place, value) in changes {
            let place = place.index(used);
            contents[place] = value;
            let digits = gap_start as usize + 1 + 2 * place;
            data[digits..digits + 2].copy_from_slice(format!("{value:02x}").as_bytes());
        }
        let trust = trust(&["root.der"], &[], &[]);
        let verdict = verify(&found, &mut Cursor::new(&data), &trust, now()).unwrap().remove(0);
        if verdict.bytes.integrity == Integrity::Intact && matches!(verdict.chain, Chain::Trusted { .. }) {
            prop_assert_eq!(&verdict.signer, &before[0].signer);
        }
    }

    #[test]
    fn a_paper_with_other_bytes_never_does_harm(
        paper in prop::sample::select(vec!["b-lta", "second", "annotated", "certified"]),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut data = file(&format!("{paper}.pdf"));
        for (place, value) in changes {
            let place = place.index(data.len());
            data[place] = value;
        }
        if let Some(cut) = cut {
            data.truncate(cut.index(data.len()));
        }
        if let Ok(found) = find(&data) {
            let sent = postcard::to_stdvec(&found).unwrap();
            prop_assert_eq!(&postcard::from_bytes::<Found>(&sent).unwrap(), &found);
            verify(&found, &mut Cursor::new(&data), &trust(&["root.der"], &[], &[]), now()).unwrap();
        }
    }

    #[test]
    fn evidence_with_other_bytes_never_does_harm(
        names in prop::sample::select(vec![
            ("an-good.ocsp", "issuing.crl"), ("revoked-before.ocsp", "issuing-revoked.crl"),
        ]),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut trust = trust(&["root.der"], &[names.0], &[names.1, "root.crl"]);
        let evidence = &mut trust.evidence;
        for all in [&mut evidence.ocsps, &mut evidence.crls, &mut evidence.certificates] {
            for (place, value) in &changes {
                let place = place.index(all[0].len());
                all[0][place] = *value;
            }
        }
        for paper in ["b-t.pdf", "revoked.pdf"] {
            judge_at(&file(paper), &trust, now());
        }
    }
}
