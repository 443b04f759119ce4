use icu_normalizer::ComposingNormalizerBorrowed;

use crate::world;

/// Brings words into a form that our faces can set, and hides nothing while doing so.
///
/// Letters and their marks are composed (NFC), so that the paper can be searched. Every kind of line end becomes `\n`,
/// an unknown blank a space. Letters without ink, such as the marks that turn the direction of writing, are left out.
/// A letter without a glyph, a control sign and a private one are spelled out: `[U+1F600]`.
pub(crate) fn printable(words: &str) -> String {
    let words = ComposingNormalizerBorrowed::new_nfc().normalize(words);
    let mut printed = String::with_capacity(words.len());
    let mut letters = words.chars().peekable();
    while let Some(letter) = letters.next() {
        if is_inkless(letter) {
            continue;
        }
        if is_line_end(letter) {
            let is_first_half = letter == '\r' && letters.peek() == Some(&'\n');
            if !is_first_half {
                printed.push('\n');
            }
        } else if !letter.is_control() && !is_private(letter) && world::has_glyph(letter) {
            printed.push(letter);
        } else if letter.is_whitespace() {
            printed.push(' ');
        } else {
            printed.push_str(&format!("[U+{:04X}]", u32::from(letter)));
        }
    }
    printed
}

fn is_line_end(letter: char) -> bool {
    matches!(letter, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Soft hyphen, joiners, marks of direction, variation selectors, byte order mark.
fn is_inkless(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

fn is_private(letter: char) -> bool {
    matches!(
        letter,
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}'
    )
}

#[cfg(test)]
mod tests {
    use super::printable;

    fn check(words: &str, expected: &str) {
        assert_eq!(printable(words), expected, "{words:?}");
    }

    #[test]
    fn ordinary_words_stay_as_they_are() {
        check(
            "Nghị quyết số 12/NQ-CP: 1.940 tỷ ₫ (≥ 50%) → “thông qua” ✓",
            "Nghị quyết số 12/NQ-CP: 1.940 tỷ ₫ (≥ 50%) → “thông qua” ✓",
        );
        check("#read(\"/etc/passwd\") *bold* $x$", "#read(\"/etc/passwd\") *bold* $x$");
        check("Ελληνικά, Русский", "Ελληνικά, Русский");
        check("", "");
    }

    #[test]
    fn loose_marks_are_composed() {
        check("A\u{306}\u{323}", "Ặ");
        check("E\u{302}\u{303}", "Ễ");
    }

    #[test]
    fn line_ends_become_one_kind() {
        check("a\r\nb\rc\u{2028}d\u{b}e", "a\nb\nc\nd\ne");
        check("a\tb", "a b");
    }

    #[test]
    fn letters_without_ink_are_left_out() {
        check("a\u{202e}gpj.exe\u{202c}\u{200b}\u{feff}\u{ad}b", "agpj.exeb");
    }

    #[test]
    fn letters_that_cannot_be_set_are_spelled_out() {
        check("a😀b", "a[U+1F600]b");
        check("\0\u{1b}", "[U+0000][U+001B]");
        check("\u{e000}", "[U+E000]");
        check("שלום", "[U+05E9][U+05DC][U+05D5][U+05DD]");
    }
}
