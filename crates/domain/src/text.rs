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
