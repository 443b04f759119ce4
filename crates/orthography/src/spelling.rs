//! One spelling for words that are written in two ways.

use crate::letter::letter;
use crate::syllable::place_tone;

/// Words written with i or y at will, in the spelling with y. Pairs that differ in meaning (`ti` and `ty`, `mi` and
/// `my`, `tí` and `tý`) are not here.
const EITHER: &[&str] = &[
    "kỳ", "ký", "kỷ", "kỹ", "kỵ", "ly", "lý", "lỳ", "lỵ", "mỳ", "mỹ", "mỵ", "sỹ", "tỳ", "tỷ", "tỵ",
    "hy", "hỷ", "hý", "quy", "quỳ", "quý", "quỷ", "quỹ", "quỵ",
];
const PAIRS: &[(char, char)] =
    &[('i', 'y'), ('ì', 'ỳ'), ('í', 'ý'), ('ỉ', 'ỷ'), ('ĩ', 'ỹ'), ('ị', 'ỵ')];

/// Tells whether an exact form stands for words written with i or y at will.
pub fn has_two_spellings(exact: &str) -> bool {
    EITHER.contains(&exact)
}

/// Gives the other way to write a folded word that may end in i or y: `ki` for `ky`. Not every word under it is the
/// same one; [`has_two_spellings`] tells of its exact form.
pub fn other_spelling(folded: &str) -> Option<String> {
    let (onset, other) = match (folded.strip_suffix('i'), folded.strip_suffix('y')) {
        (Some(onset), _) => (onset, 'y'),
        (None, Some(onset)) => (onset, 'i'),
        (None, None) => return None,
    };
    matches!(onset, "h" | "k" | "l" | "m" | "s" | "t" | "qu").then(|| format!("{onset}{other}"))
}

/// Tells whether an exact form may be what somebody who has typed `beginning` is typing: the same letters, and the tone
/// of the beginning if it has one. Where in the word the tone stands is left open, for it moves while a word grows
/// (`hòa`, `hoàn`).
pub fn begins_with(exact: &str, beginning: &str) -> bool {
    let (typed, tone) = toneless(beginning);
    let (whole, of_whole) = toneless(exact);
    whole.starts_with(&typed) && (tone == 0 || tone == of_whole)
}

fn toneless(word: &str) -> (String, u8) {
    let mut tone = 0;
    let bare = word.chars().map(|of| match letter(of) {
        Some(found) => {
            tone = tone.max(found.tone);
            found.bare
        }
        None => of,
    });
    let bare: String = bare.collect();
    (bare, tone)
}

/// Puts the tone in its place, and y for i where both are the same word.
pub(crate) fn one_spelling(word: String) -> String {
    if word.is_ascii() && !word.ends_with('i') {
        return word;
    }
    let placed = place_tone(&word).unwrap_or(word);
    let Some(end) = placed.chars().next_back() else { return placed };
    let Some((_, other)) = PAIRS.iter().find(|(i, _)| *i == end) else { return placed };
    let with_y = format!("{}{other}", placed.strip_suffix(end).unwrap_or_default());
    if has_two_spellings(&with_y) { with_y } else { placed }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact;

    #[test]
    fn a_word_half_typed_begins_the_words_it_may_become() {
        for (whole, typed) in
            [("hội", "hộ"), ("hoàn", "hoà"), ("hộ", "hô"), ("nghị", "n"), ("đà", "đ")]
        {
            assert!(begins_with(&exact(whole), &exact(typed)), "{whole}, {typed}");
        }
        for (whole, typed) in [("hồi", "hộ"), ("hoan", "hoà"), ("hộ", "hơ"), ("da", "đ")] {
            assert!(!begins_with(&exact(whole), &exact(typed)), "{whole}, {typed}");
        }
    }
}
