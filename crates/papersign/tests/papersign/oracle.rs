//! The same papers judged by pyHanko when they were made (`verdicts.tsv`).

use super::{file, judge_at, now, signing, trust};
use papersign::{Chain, Integrity, Kind, Later, SignatureVerdict};

/// Where we know better or say it otherwise, and why.
const OTHERWISE: &[(&str, &str)] = &[
    ("truncated", "pyHanko gives up on it without a verdict"),
    (
        "b-b-pss-long-salt",
        "ring verifies PSS with salts of the digest's length alone; said to be unsupported",
    ),
    ("b-t-expired-since", "pyHanko asks about now; the proven time counts here"),
    ("b-lt-expired-since", "as b-t-expired-since"),
];

fn is_intact(verdict: &SignatureVerdict) -> bool {
    !matches!(
        verdict.bytes.integrity,
        Integrity::Changed | Integrity::Unreadable | Integrity::NotCovered(_)
    )
}

#[test]
fn pyhanko_agrees_on_every_paper() {
    let table = String::from_utf8(file("verdicts.tsv")).unwrap();
    let trust = trust(&["root.der"], &[], &[]);
    let mut n_compared = 0;
    for row in table.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [paper, field, intact, _valid, trusted, coverage, modification, _] = cells[..] else {
            panic!("{row}");
        };
        if OTHERWISE.iter().any(|(name, _)| *name == paper) {
            continue;
        }
        // The papers of one level are asked about today, the others about the day they were signed.
        let at = if paper.starts_with("b-") { now() } else { signing() };
        let verdicts = judge_at(&file(&format!("{paper}.pdf")), &trust, at);
        let verdict = verdicts.iter().find(|verdict| verdict.field == field).expect(row);
        assert_eq!(verdict.kind, Kind::Signature, "{row}");
        let is_covered = !matches!(verdict.bytes.integrity, Integrity::NotCovered(_));
        assert_eq!(is_covered, coverage != "UNCLEAR", "{row}: {verdict:?}");
        if is_covered {
            assert_eq!(is_intact(verdict), intact == "True", "{row}: {verdict:?}");
            let is_trusted = matches!(verdict.chain, Chain::Trusted { .. })
                && verdict.bytes.integrity == Integrity::Intact;
            assert_eq!(is_trusted, trusted == "True", "{row}: {verdict:?}");
            let later = match modification {
                "NONE" => Later::Nothing,
                "LTA_UPDATES" => Later::Evidence,
                "FORM_FILLING" => Later::Signatures,
                "OTHER" => Later::Other,
                other => panic!("{other}"),
            };
            assert_eq!(verdict.bytes.later, later, "{row}: {verdict:?}");
        }
        n_compared += 1;
    }
    assert!(n_compared >= 20, "{n_compared}");
}
