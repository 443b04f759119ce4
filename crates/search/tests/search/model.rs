//! The index against looking at every word of every entry, over random entries, queries and changes.

use crate::stock::{KEY, group, ids, page};
use orthography::{Token, has_two_spellings, other_spelling, tokens};
use proptest::prelude::*;
use search::{Count, Index, Query};
use std::collections::{BTreeMap, BTreeSet};

const WORDS: [&str; 14] = [
    "hộ", "hồ", "ho", "hội", "nghị", "nghi", "quyết", "kỹ", "kĩ", "kim", "đà", "da", "39/2022",
    "NĐ-CP",
];

/// Tells by looking whether a text has what a query of one phrase, or of single words, asks for.
fn has(text: &str, typed: &str, is_phrase: bool, is_open: bool) -> bool {
    let all: Vec<Token> = tokens(text).collect();
    let wanted: Vec<Token> = tokens(typed).collect();
    let means = |at: usize, token: &Token| {
        let fold = &wanted[at].fold;
        let may_go_on = is_open && at + 1 == wanted.len();
        token.fold == *fold
            || (may_go_on && token.fold.starts_with(fold.as_str()))
            || (has_two_spellings(&token.exact)
                && other_spelling(fold).as_ref() == Some(&token.fold))
    };
    if is_phrase {
        (0..all.len()).any(|start| {
            (0..wanted.len()).all(|at| all.get(start + at).is_some_and(|token| means(at, token)))
        })
    } else {
        (0..wanted.len()).all(|at| all.iter().any(|token| means(at, token)))
    }
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&WORDS[..]), 1..12).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn it_finds_what_a_look_at_every_word_finds(
        rounds in prop::collection::vec((0_u8..5, prop::collection::vec(text(), 0..6)), 1..8),
        asked in prop::collection::vec((prop::collection::vec(prop::sample::select(&WORDS[..12]), 1..4), any::<bool>(), any::<bool>()), 12),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let index = Index::open(folder.path(), &KEY).unwrap();
        let mut writer = index.writer().unwrap();
        let mut model: BTreeMap<u8, Vec<(u64, String)>> = BTreeMap::new();
        let mut next = 0;
        for (number, texts) in rounds {
            let texts: Vec<(u64, String)> = texts
                .into_iter()
                .map(|text| {
                    next += 1;
                    (next, text)
                })
                .collect();
            writer.replace(&group(number), texts.iter().map(|(id, text)| page(*id, text))).unwrap();
            writer.commit().unwrap();
            model.insert(number, texts);
        }
        for (words, is_phrase, is_open) in asked {
            let typed = words.join(" ");
            let query = match (is_phrase, is_open) {
                (true, true) => format!("\"{typed}"),
                (true, false) => format!("\"{typed}\" "),
                (false, true) => typed.clone(),
                (false, false) => format!("{typed} "),
            };
            let wanted: BTreeSet<u64> = model
                .values()
                .flatten()
                .filter(|(_, text)| has(text, &typed, is_phrase, is_open))
                .map(|(id, _)| *id)
                .collect();
            let answer = index.search(&Query::new(&query, 1_000)).unwrap();
            prop_assert_eq!(answer.count, Count::Exactly(wanted.len() as u64), "{}", query);
            let found: BTreeSet<u64> = ids(&answer).into_iter().collect();
            prop_assert_eq!(found, wanted, "{}", query);
        }
    }

    #[test]
    fn no_query_makes_it_fail(typed in "\\PC{0,60}") {
        let (_folder, index) = crate::stock::index_of(&["một hai ba", &typed]);
        let answer = index.search(&Query::new(&typed, 10)).unwrap();
        let is_empty = tokens(&typed).next().is_none();
        prop_assert!(is_empty || ids(&answer).contains(&1) || typed.contains(['"', '“', '”', '«', '»']), "{:?}", typed);
        for hit in &answer.hits {
            let snippet = answer.snippet(hit).unwrap();
            prop_assert!(snippet.marks.iter().all(|mark| snippet.text.get(mark.clone()).is_some()));
        }
    }
}
