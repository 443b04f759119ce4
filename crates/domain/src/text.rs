use unicode_normalization::UnicodeNormalization;

/// Words shown to people, in the cabinet's two languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Vietnamese.
    pub vi: String,
    /// English; the Vietnamese words again where nobody has translated them.
    pub en: String,
}

impl Text {
    /// Makes a text that reads the same in both languages.
    pub fn same(words: impl Into<String>) -> Self {
        let words = words.into();
        Self { en: words.clone(), vi: words }
    }
}

/// Why words cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing but space.
    #[error("there are no words")]
    Empty,
    /// Too long.
    #[error("there are more than {most} characters")]
    TooLong {
        /// Most characters taken.
        most: usize,
    },
    /// Characters that no text needs and that can deceive: controls, or marks that turn the direction of writing.
    #[error("there are characters that no text needs")]
    Control,
}

impl Text {
    /// Most characters of a title (Decree 30/2020/NĐ-CP, Annex VI: a subject has at most 500).
    pub const MAX_TITLE_CHARS: usize = 500;
    /// Most characters of longer words, such as a recommended decision.
    pub const MAX_WORDS_CHARS: usize = 8_000;

    /// The same words, trimmed and composed (Unicode NFC), so that equal words are equal bytes.
    #[must_use]
    pub fn tidied(&self) -> Self {
        Self { vi: tidied(&self.vi), en: tidied(&self.en) }
    }

    /// Checks a title: one line, not empty.
    ///
    /// # Errors
    /// [`TextError`].
    pub fn check_title(&self) -> Result<(), TextError> {
        for words in [&self.vi, &self.en] {
            if words.trim().is_empty() {
                return Err(TextError::Empty);
            }
            check_words(words, Self::MAX_TITLE_CHARS)?;
            if words.contains('\n') {
                return Err(TextError::Control);
            }
        }
        Ok(())
    }

    /// Checks longer words, which may be empty and have several lines.
    ///
    /// # Errors
    /// [`TextError`].
    pub fn check_words(&self) -> Result<(), TextError> {
        check_words(&self.vi, Self::MAX_WORDS_CHARS)?;
        check_words(&self.en, Self::MAX_WORDS_CHARS)
    }
}

/// Words trimmed and composed (Unicode NFC).
pub fn tidied(words: &str) -> String {
    words.trim().nfc().collect()
}

/// Words without their marks: decomposed, combining marks dropped, đ as d. For comparing what people type.
pub fn unmarked(words: &str) -> String {
    let plain =
        words.nfd().filter(|letter| !unicode_normalization::char::is_combining_mark(*letter));
    let plain = plain.map(|letter| match letter {
        'đ' => 'd',
        'Đ' => 'D',
        other => other,
    });
    plain.collect()
}

/// Checks words that may be empty and have several lines.
///
/// # Errors
/// [`TextError`].
pub fn check_words(words: &str, most: usize) -> Result<(), TextError> {
    if words.chars().count() > most {
        return Err(TextError::TooLong { most });
    }
    let deceives = |character: char| {
        (character.is_control() && !matches!(character, '\n' | '\t'))
            || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    if words.chars().any(deceives) {
        return Err(TextError::Control);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Text, TextError, check_words, tidied};

    #[test]
    fn words_are_composed_so_that_equal_words_are_equal_bytes() {
        assert_eq!(tidied(" Nghị quye\u{302}\u{301}t "), "Nghị quyết");
    }

    #[test]
    fn titles_have_words_one_line_and_no_tricks() {
        for (title, expected) in [
            ("Dự thảo", Ok(())),
            ("<script>alert(1)</script>", Ok(())),
            ("=HYPERLINK(\"x\")", Ok(())),
            ("  ", Err(TextError::Empty)),
            ("hai\ndòng", Err(TextError::Control)),
            ("lật \u{202e}ngược", Err(TextError::Control)),
            ("không\0", Err(TextError::Control)),
        ] {
            assert_eq!(Text::same(title).check_title(), expected, "{title:?}");
        }
        let long = Text::same("ạ".repeat(501));
        assert_eq!(long.check_title(), Err(TextError::TooLong { most: 500 }));
        assert_eq!(check_words("hai\ndòng", 20), Ok(()));
    }
}
