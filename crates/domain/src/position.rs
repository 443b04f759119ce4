use crate::{ItemId, Moment, PersonId, PositionId};

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
    /// When the server took it.
    pub received_at: Moment,
}
