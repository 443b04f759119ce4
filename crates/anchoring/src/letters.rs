//! Letters of a line, and how they make words that compare equal however a program writes them.
//!
//! Words are compared after NFKC (ligatures, full-width forms, composed and decomposed diacritics are the same), without
//! hyphens, and with one kind of quotation mark and dash. Case and every other sign count. Han and Kana stand alone, since
//! their lines break anywhere; so does each punctuation mark, of which a row of equal ones counts as one.

use std::hash::{DefaultHasher, Hash, Hasher};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A letter with its edges as fractions of the page's width.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Letter {
    pub(crate) sign: char,
    pub(crate) left: f32,
    pub(crate) right: f32,
}

/// Neighbouring letters that are compared as one.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Token {
    pub(crate) text: String,
    pub(crate) left: f32,
    pub(crate) right: f32,
    /// Nothing stands between it and the one before.
    pub(crate) is_glued: bool,
}

/// What a token is compared by.
pub(crate) fn key_of(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    for letter in text.chars().filter(|letter| !is_hyphen(*letter) || text.len() <= 3) {
        plain(letter).hash(&mut hasher);
    }
    hasher.finish()
}

/// Whether the token is a hyphen that may part a word at the end of a line. PDFium writes U+0002 for it.
pub(crate) fn is_parting(text: &str) -> bool {
    let mut letters = text.chars();
    matches!((letters.next(), letters.next()), (Some(letter), None) if is_hyphen(letter))
}

fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{ad}' | '\u{2010}' | '\u{2011}' | '\u{2}' | '\u{fffe}')
}

fn plain(letter: char) -> char {
    match letter {
        '‘' | '’' | '‛' | '`' | '´' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '–' | '—' | '−' | '\u{2010}' | '\u{2011}' | '\u{ad}' | '\u{2}' => '-',
        '•' | '●' | '▪' | '\u{b7}' => '•',
        other => other,
    }
}

/// Letters of a run in its box, normalised; widths are guessed from the shapes of letters.
pub(crate) fn spread(text: &str, left: f32, width: f32, letters: &mut Vec<Letter>) {
    let first = letters.len();
    let mut at = 0.0;
    let trimmed = text.trim_end();
    for sign in trimmed.nfkc().filter(|sign| *sign != '\0') {
        let wide = weight(sign);
        letters.push(Letter { sign, left: at, right: at + wide });
        at += wide;
    }
    let scale = if at > 0.0 { width / at } else { 0.0 };
    for letter in letters.iter_mut().skip(first) {
        letter.left = left + letter.left * scale;
        letter.right = left + letter.right * scale;
    }
}

fn weight(sign: char) -> f32 {
    match sign {
        _ if is_combining_mark(sign) => 0.0,
        _ if stands_alone(sign) => 1.9,
        'i' | 'j' | 'l' | 'I' | 'ì' | 'í' | 'ị' | 'ỉ' | 'ĩ' | '.' | ',' | ';' | ':' | '\''
        | '|' | '!' | ' ' => 0.55,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' => 0.7,
        'm' | 'w' | 'M' | 'W' | '—' | '…' => 1.6,
        _ if sign.is_uppercase() => 1.35,
        _ => 1.0,
    }
}

/// Whether a letter is a word of its own: Han, Kana, and signs that are written in rows with them.
fn stands_alone(sign: char) -> bool {
    matches!(u32::from(sign),
        0x2E80..=0x2FDF | 0x3005..=0x3007 | 0x3040..=0x30FF | 0x31F0..=0x31FF | 0x3400..=0x4DBF
        | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

#[derive(PartialEq, Clone, Copy)]
enum Class {
    Space,
    Word,
    Alone,
    Mark,
}

fn class(sign: char) -> Class {
    if sign.is_whitespace() || (sign.is_control() && sign != '\u{2}') {
        Class::Space
    } else if stands_alone(sign) {
        Class::Alone
    } else if sign.is_alphanumeric() || sign == '_' || is_combining_mark(sign) {
        Class::Word
    } else {
        Class::Mark
    }
}

/// Words of a line.
pub(crate) fn tokens(letters: &[Letter]) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut before = Class::Space;
    for (position, letter) in letters.iter().enumerate() {
        let mut here = class(letter.sign);
        if here == Class::Mark && before == Class::Word {
            let after = letters.get(position + 1).map(|next| next.sign);
            let ahead = position.checked_sub(1).and_then(|at| letters.get(at)).map(|one| one.sign);
            if joins(letter.sign, ahead, after) {
                here = Class::Word;
            }
        }
        let is_glued = before != Class::Space;
        match (here, tokens.last_mut()) {
            (Class::Space, _) => {}
            (Class::Word, Some(last)) if before == Class::Word => {
                last.text.push(letter.sign);
                last.right = last.right.max(letter.right);
            }
            (Class::Mark, Some(last))
                if before != Class::Word && is_row(&last.text, letter.sign) =>
            {
                last.right = last.right.max(letter.right);
            }
            (Class::Word | Class::Alone | Class::Mark, _) => tokens.push(Token {
                text: letter.sign.to_string(),
                left: letter.left,
                right: letter.right,
                is_glued,
            }),
        }
        before = here;
    }
    tokens
}

/// Whether a mark between two letters makes one word of them: hyphens and apostrophes between letters, points and commas
/// between digits.
fn joins(mark: char, before: Option<char>, after: Option<char>) -> bool {
    let (Some(before), Some(after)) = (before, after) else {
        return false;
    };
    if !before.is_alphanumeric() || class(after) != Class::Word {
        return false;
    }
    match mark {
        '.' | ',' => before.is_ascii_digit() && after.is_ascii_digit(),
        '\'' | '’' => true,
        _ => is_hyphen(mark),
    }
}

fn is_row(last: &str, sign: char) -> bool {
    let mut letters = last.chars();
    letters.next() == Some(sign) && letters.next().is_none()
}

/// Words of a quotation that has no places.
pub(crate) fn keys_of_quote(quote: &str) -> Vec<u64> {
    let mut letters = Vec::new();
    spread(quote, 0.0, 1.0, &mut letters);
    tokens(&letters).iter().map(|token| key_of(&token.text)).collect()
}

#[cfg(test)]
mod tests {
    use super::{key_of, spread, tokens};

    fn words(text: &str) -> Vec<String> {
        let mut letters = Vec::new();
        spread(text, 0.0, 1.0, &mut letters);
        tokens(&letters).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn numbers_and_compounds_stay_whole_and_marks_stand_alone() {
        assert_eq!(
            words("tăng 5,3% (so với 2025)."),
            ["tăng", "5,3", "%", "(", "so", "với", "2025", ")", "."]
        );
        assert_eq!(words("39/2022/NĐ-CP"), ["39", "/", "2022", "/", "NĐ-CP"]);
        assert_eq!(words("Mục lục . . . . . . 7"), ["Mục", "lục", ".", "7"]);
        assert_eq!(words("第三章 LaTeX"), ["第", "三", "章", "LaTeX"]);
    }

    #[test]
    fn one_word_written_in_several_ways_has_one_key() {
        let composed = words("Điều lệ ﬁnancial ＡＢＣ");
        let decomposed = words("Đie\u{302}\u{300}u le\u{323}\u{302} financial ABC");
        let decomposed_keys: Vec<u64> = decomposed.iter().map(|word| key_of(word)).collect();
        assert_eq!(composed.iter().map(|word| key_of(word)).collect::<Vec<_>>().len(), 4);
        for (one, other) in composed.iter().zip(&decomposed_keys) {
            assert_eq!(key_of(one), *other, "{one}");
        }
        assert_eq!(key_of("e-cabinet"), key_of("ecabinet"));
        assert_eq!(key_of("“"), key_of("\""));
        assert_ne!(key_of("5"), key_of("6"));
        assert_ne!(key_of("-"), key_of("+"));
    }

    #[test]
    fn letters_fill_the_box_of_their_run_in_order() {
        let mut letters = Vec::new();
        spread("mill trong", 0.2, 0.5, &mut letters);
        let first = letters.first().map(|letter| letter.left);
        let last = letters.last().map(|letter| letter.right);
        assert_eq!(first, Some(0.2));
        assert!(last.is_some_and(|right| (right - 0.7).abs() < 1e-4));
        assert!(letters.is_sorted_by(|one, next| one.right <= next.left + 1e-5));
    }
}
