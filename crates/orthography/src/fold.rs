//! The two forms of a text: without marks, and exact.

use crate::letter::{is_accent, is_invisible, letter, lower, stroked};
use crate::spelling::one_spelling;
use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Composes (NFC), as TCVN 6909 and decree 30/2020 want text kept.
pub fn nfc(text: &str) -> Cow<'_, str> {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(text.nfc().collect()),
    }
}

/// Takes case and marks away: lower case, no accents, d for đ and its look-alikes, plain letters for ligatures and
/// full-width forms, nothing for soft hyphens and zero-width characters. Folding twice changes nothing.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(of) = letters.next() {
        let is_followed = letters.peek().is_some_and(|next| is_accent(*next));
        let known = if of.is_ascii() {
            Some(of.to_ascii_lowercase())
        } else {
            letter(of).filter(|found| found.base != 0).map(|found| char::from(found.base))
        };
        match known {
            Some(base) if !is_followed => folded.push(base),
            _ => return fold_slowly(text),
        }
    }
    folded
}

/// Gives the exact form of one word: composed, lower case, its tone where the rule puts it, and `kỹ` for `kĩ` where
/// both are the same word. Ligatures, full-width forms and invisible characters are as in [`fold`].
pub fn exact(word: &str) -> String {
    let composed: String =
        word.nfkc().filter(|of| !is_invisible(*of)).flat_map(lower).nfkc().collect();
    one_spelling(composed)
}

/// [`fold`] by full normalisation, for what the table of letters lacks.
pub(crate) fn fold_slowly(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let open = text.nfkd().flat_map(char::to_lowercase).nfkd();
    for of in open.filter(|of| !is_accent(*of) && !is_invisible(*of)) {
        match stroked(of) {
            Some(plain) => folded.push_str(plain),
            None => folded.push(of),
        }
    }
    nfc(&folded).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, folded: &str) {
        assert_eq!(fold(text), folded, "{text}");
        assert_eq!(fold(&text.nfd().collect::<String>()), folded, "{text}, decomposed");
        assert_eq!(fold(&text.to_uppercase()), folded, "{text}, in capitals");
    }

    #[test]
    fn a_fold_has_no_case_no_marks_and_no_stroke() {
        check("Hộ tịch Đà Nẵng đường phố", "ho tich da nang duong pho");
        check("Nghị định số 39/2022/NĐ-CP", "nghi dinh so 39/2022/nd-cp");
        check("Tõnu õpetab ülikoolis", "tonu opetab ulikoolis");
        check("Łódź, où, Straße", "lodz, ou, strasse");
        assert_eq!(fold("Ðà Nẵng \u{189}"), "da nang d");
    }

    #[test]
    fn ligatures_wide_digits_and_what_cannot_be_seen_are_plain_letters_or_nothing() {
        check("con\u{AD}ﬁrm\u{200B}ed", "confirmed");
        check("２０２６", "2026");
        check("m²", "m2");
    }

    #[test]
    fn the_same_word_has_one_exact_form() {
        for (one, other) in [
            ("hoà", "hòa"),
            ("THUỶ", "thủy"),
            ("hoả", "hỏa"),
            ("tóan", "toán"),
            ("qúy", "quý"),
            ("kĩ", "kỹ"),
            ("quí", "quý"),
            ("Ðà", "Đà"),
            ("hộ", "ho\u{302}\u{323}"),
            ("hộ", "h\u{1ECD}\u{302}"),
        ] {
            assert_eq!(exact(one), exact(other));
        }
        for (one, other) in [("hộ", "hồ"), ("ti", "ty"), ("mi", "my"), ("tí", "tý"), ("été", "ete")]
        {
            assert_ne!(exact(one), exact(other));
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn composed_and_decomposed_text_fold_alike(text in "[a-zA-ZàáảãạăằắẳẵặâầấẩẫậđĐèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ 0-9/-]{0,60}") {
            let decomposed: String = text.nfd().collect();
            prop_assert_eq!(fold(&decomposed), fold(&text));
            prop_assert_eq!(fold_slowly(&text), fold(&text));
            prop_assert_eq!(exact(&decomposed), exact(&text));
            prop_assert_eq!(nfc(&decomposed), nfc(&text));
        }

        #[test]
        fn the_exact_form_folds_to_a_spelling_of_the_fold(word in "[a-zàáảãạăâđèéêìíòóôơùúưỳý]{1,8}") {
            let (of_exact, of_word) = (fold(&exact(&word)), fold(&word));
            let is_one = of_exact == of_word || crate::other_spelling(&of_word) == Some(of_exact);
            prop_assert!(is_one);
        }
    }
}
