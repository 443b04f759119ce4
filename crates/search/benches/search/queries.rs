//! What is asked: classes of queries, each drawn from the text itself.

use super::corpus::{Chance, Corpus, name, number};
use orthography::fold;
use std::collections::BTreeMap;

/// How a query is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Words that follow on one another.
    Phrase,
    /// Words that are all there.
    And,
    /// One beginning of a word.
    Prefix,
    /// Words, the last of them a beginning.
    Typed,
}

/// Queries of one class, without marks.
pub struct Class {
    pub name: &'static str,
    pub form: Form,
    pub queries: Vec<String>,
}

/// Draws so many queries of each class.
pub fn classes(corpus: &Corpus, n_queries: usize, seed: u64) -> Vec<Class> {
    let mut chance = Chance::new(seed);
    let frequent = frequent_words(corpus);
    let n_pages = corpus.pages.len();
    let mut times = |draw: &mut dyn FnMut(&mut Chance) -> String| -> Vec<String> {
        (0..n_queries).map(|_| draw(&mut chance)).collect()
    };
    let rare = times(&mut |chance| number(chance.below(n_pages)));
    let names = times(&mut |chance| fold(&name(chance)));
    let common = times(&mut |chance| chance.of(&frequent).clone());
    let phrases = times(&mut |chance| phrase(corpus, chance, 2));
    let three = times(&mut |chance| {
        let words: Vec<&str> = (0..3).map(|_| chance.of(&frequent).as_str()).collect();
        words.join(" ")
    });
    let prefixes = times(&mut |chance| {
        let word = chance.of(&frequent);
        word.chars().take(2).collect()
    });
    let mut typed = Vec::new();
    while typed.len() < n_queries {
        let whole = phrase(corpus, &mut chance, 2);
        let letters: Vec<char> = whole.chars().collect();
        typed.extend((1..=letters.len()).map(|n| letters.iter().take(n).collect::<String>()));
    }
    typed.retain(|query| !query.ends_with(' '));
    vec![
        Class { name: "rare number", form: Form::Phrase, queries: rare },
        Class { name: "name of 3 syllables", form: Form::Phrase, queries: names },
        Class { name: "common word", form: Form::And, queries: common },
        Class { name: "phrase of 2 syllables", form: Form::Phrase, queries: phrases },
        Class { name: "3 words, all there", form: Form::And, queries: three },
        Class { name: "beginning of 2 letters", form: Form::Prefix, queries: prefixes },
        Class { name: "as you type", form: Form::Typed, queries: typed },
    ]
}

/// Neighbouring syllables out of some sentence.
fn phrase(corpus: &Corpus, chance: &mut Chance, n_words: usize) -> String {
    loop {
        let sentence = chance.of(&corpus.sentences);
        let words: Vec<&str> = sentence.split(' ').collect();
        let start = chance.below(words.len());
        let part: Vec<&str> = words.into_iter().skip(start).take(n_words).collect();
        let is_plain = part.iter().all(|word| word.chars().all(char::is_alphabetic));
        if part.len() == n_words && is_plain {
            return fold(&part.join(" "));
        }
    }
}

/// The two hundred most frequent words.
fn frequent_words(corpus: &Corpus) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for page in corpus.pages.iter().take(5_000) {
        for token in orthography::tokens(page) {
            *counts.entry(token.fold).or_default() += 1;
        }
    }
    let mut words: Vec<(String, usize)> =
        counts.into_iter().filter(|(word, _)| word.chars().all(char::is_alphabetic)).collect();
    words.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    words.into_iter().take(200).map(|(word, _)| word).collect()
}
