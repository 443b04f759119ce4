//! What is known of one letter, from a table.

use std::sync::LazyLock;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The marks of the five tones, in the order of [`Letter::tone`] less one: huyền, sắc, hỏi, ngã, nặng.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{309}', '\u{303}', '\u{323}'];
const LATIN_END: usize = 0x250;
const VIETNAMESE_START: usize = 0x1E00;
const VIETNAMESE_LEN: usize = 0x100;

/// A letter or digit of the Latin script.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Letter {
    /// In lower case; đ also for the look-alikes Ð and Ɖ.
    pub lower: char,
    /// Its ASCII letter or digit; 0 when it is none, or more than one.
    pub base: u8,
    /// In lower case and without its tone: `ấ` gives `â`.
    pub bare: char,
    /// 0 without a tone, else 1 to 5.
    pub tone: u8,
}

static TABLE: LazyLock<Vec<Option<Letter>>> = LazyLock::new(|| {
    let vietnamese = VIETNAMESE_START..VIETNAMESE_START + VIETNAMESE_LEN;
    (0..LATIN_END)
        .chain(vietnamese)
        .map(|code| char::from_u32(code as u32).and_then(work_out))
        .collect()
});

/// Looks a letter up; nothing for what is not a letter or digit, and for what the table lacks.
pub(crate) fn letter(of: char) -> Option<Letter> {
    let code = of as usize;
    let at = if code < LATIN_END {
        code
    } else {
        LATIN_END + code.checked_sub(VIETNAMESE_START).filter(|at| *at < VIETNAMESE_LEN)?
    };
    TABLE.get(at).copied().flatten()
}

/// Puts a tone onto a vowel; the vowel alone where Unicode has no such letter.
pub(crate) fn with_tone(bare: char, tone: u8) -> char {
    let Some(mark) = usize::from(tone).checked_sub(1).and_then(|at| TONES.get(at)) else {
        return bare;
    };
    let mut composed = [bare, *mark].into_iter().nfc();
    match (composed.next(), composed.next()) {
        (Some(letter), None) => letter,
        _ => bare,
    }
}

/// Lower case, and đ for the letters that look like it.
pub(crate) fn lower(of: char) -> impl Iterator<Item = char> {
    of.to_lowercase().map(|letter| if matches!(letter, 'ð' | 'ɖ') { 'đ' } else { letter })
}

/// Letters that no decomposition leads to ASCII, though people type them so.
pub(crate) fn stroked(of: char) -> Option<&'static str> {
    Some(match of {
        'đ' | 'ð' | 'ɖ' => "d",
        'ł' => "l",
        'ø' => "o",
        'ħ' => "h",
        'ŧ' => "t",
        'ı' => "i",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => return None,
    })
}

/// Tells whether a character is an accent over another letter. Signs that are letters of their own scripts are not.
pub(crate) fn is_accent(of: char) -> bool {
    matches!(of, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}')
}

/// Tells whether a character stands inside a word without being seen or without being a letter of its own.
pub(crate) fn is_inner(of: char) -> bool {
    is_invisible(of) || is_combining_mark(of)
}

/// Soft hyphen, zero-width spaces and joiners, byte order mark.
pub(crate) fn is_invisible(of: char) -> bool {
    matches!(of, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

fn work_out(of: char) -> Option<Letter> {
    if !of.is_alphanumeric() || !is_nfc(of.encode_utf8(&mut [0; 4])) {
        return None;
    }
    let mut lowered = lower(of);
    let (Some(lower), None) = (lowered.next(), lowered.next()) else { return None };
    // What has a compatibility spelling of its own, as ² has, is left to full normalisation.
    let mut compatible = std::iter::once(lower).nfkc();
    if compatible.next() != Some(lower) || compatible.next().is_some() {
        return None;
    }
    let parts: Vec<char> = std::iter::once(lower).nfd().collect();
    let tone_at = parts.iter().position(|part| TONES.contains(part));
    let tone = tone_at
        .and_then(|at| parts.get(at))
        .and_then(|mark| TONES.iter().position(|tone| tone == mark))
        .map_or(0, |at| at + 1);
    let kept = parts.iter().enumerate().filter(|(at, _)| Some(*at) != tone_at);
    let bare: String = kept.map(|(_, part)| *part).nfc().collect();
    let mut folded = String::new();
    for part in parts.iter().filter(|part| !is_accent(**part)) {
        match stroked(*part) {
            Some(plain) => folded.push_str(plain),
            None => folded.push(*part),
        }
    }
    let base = match folded.as_bytes() {
        [one] if one.is_ascii_alphanumeric() => *one,
        _ => 0,
    };
    let bare = bare.chars().next().filter(|_| bare.chars().count() == 1).unwrap_or(lower);
    Some(Letter { lower, base, bare, tone: u8::try_from(tone).unwrap_or(0) })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests fail loudly")]
    use super::*;

    #[test]
    fn every_vietnamese_vowel_can_be_taken_apart_and_put_together() {
        let mut n_letters = 0;
        for bare in "aăâeêioôơuưy".chars() {
            for tone in 0..=5 {
                let whole = with_tone(bare, tone);
                let found = letter(whole).unwrap();
                assert_eq!((found.bare, found.tone), (bare, tone), "{whole}");
                n_letters += usize::from(tone == 0 || whole != bare);
            }
        }
        assert_eq!(n_letters, 72);
    }

    #[test]
    fn the_look_alikes_of_d_with_a_stroke_are_one_letter() {
        for of in ['Đ', 'đ', 'Ð', 'ð', '\u{189}'] {
            let found = letter(of).unwrap();
            assert_eq!((found.lower, found.base), ('đ', b'd'), "{of}");
        }
    }
}
