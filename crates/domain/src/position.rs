use crate::{Grade, ItemId, Moment, PersonId, PositionId};

/// Where a member stands on an item before the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PositionValue {
    /// No objection: the item may be adopted without debate.
    NoObjection,
    /// Objects.
    Objects,
    /// Wishes to speak.
    WishesToSpeak,
}

impl PositionValue {
    /// The word that stands for it on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NoObjection => "no_objection",
            Self::Objects => "objects",
            Self::WishesToSpeak => "wishes_to_speak",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        let all = [Self::NoObjection, Self::Objects, Self::WishesToSpeak];
        all.into_iter().find(|value| value.word() == word)
    }
}

/// A member's position on an item; a later one replaces an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// Identity, kept when the value changes.
    pub id: PositionId,
    /// Item.
    pub item: ItemId,
    /// Member.
    pub person: PersonId,
    /// Value.
    pub value: PositionValue,
    /// Words with it; empty where there are none.
    pub comment: String,
    /// How much they ask.
    pub grade: Option<Grade>,
    /// When the server took it.
    pub received_at: Moment,
    /// Whether it came after the meeting's cut-off: kept and shown, without effect on the agenda.
    pub late: bool,
}

impl Position {
    /// Longest comment, in characters.
    pub const MAX_COMMENT_CHARS: usize = 4_000;
}
