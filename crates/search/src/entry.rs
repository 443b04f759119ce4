//! What is indexed.

/// Bytes of an entry's text that are indexed; what lies behind is left out. A page has two or three thousand.
pub const MAX_TEXT_BYTES: usize = 1 << 20;

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The text of one page of a document.
    Page,
    /// A note somebody wrote.
    Note,
    /// A title: of a document, an item, a meeting.
    Title,
    /// A part of minutes.
    Minutes,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Page, Self::Note, Self::Title, Self::Minutes];

    /// The number on disk; never given another meaning.
    pub(crate) fn code(self) -> u64 {
        match self {
            Self::Page => 0,
            Self::Note => 1,
            Self::Title => 2,
            Self::Minutes => 3,
        }
    }

    pub(crate) fn of_code(code: u64) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// How much more a hit counts here: few words, chosen to say what the whole is about.
    pub(crate) fn weight(self) -> f32 {
        match self {
            Self::Page | Self::Minutes => 1.0,
            Self::Note => 1.2,
            Self::Title => 2.0,
        }
    }
}

/// A piece of text with what a hit in it has to say of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The caller's own number for it; the index gives it back and draws no conclusions from it.
    pub id: u64,
    /// What it belongs to, as a meeting; a query can be confined to it.
    pub scope: [u8; 16],
    /// What it is.
    pub kind: Kind,
    /// Page it stands on, as the caller counts them.
    pub page: u32,
    /// The text, composed or decomposed, as it should be shown in a snippet.
    pub text: String,
}
