//! Edits that two people may make at once: field by field against what each of them saw.
//!
//! Whoever edits sends what they saw and what they made of it. A field only one of them touched takes the new value;
//! a field both touched keeps the value that came first, and the other stays beside it as a [`Conflict`] until a
//! person chooses. Nothing that was typed is lost. Whole-record locking was considered and left out: it fails
//! whoever works offline.

use crate::{
    Calendar, Classification, DocumentRole, ItemId, ItemKind, MeetingId, Moment, PersonId,
    Question, Role, Rules, Text, Visibility, Zone,
};
use std::collections::BTreeSet;

/// The fields that can be edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "named after the fields they stand for")]
pub enum Field {
    Title,
    Place,
    Zone,
    StartsAt,
    EndsAt,
    Chair,
    LodgeBy,
    PositionsBy,
    Follows,
    Rank,
    Sponsor,
    Rapporteurs,
    Minutes,
    Kind,
    Decision,
    Visibility,
    Readers,
    Invitees,
    Classification,
    PaperExpected,
    SummaryExpected,
    DocumentRole,
    Order,
    MayCopy,
    Questions,
    ClosesAt,
    ShortReason,
    Name,
    Handle,
    Office,
    Mail,
    Removed,
    Role,
    Clearance,
    Votes,
    From,
    Until,
    Rules,
    Calendar,
    Ended,
    Reason,
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "named after the types they hold")]
pub enum Value {
    Text(Text),
    Words(String),
    MaybeWords(Option<String>),
    Number(u32),
    Flag(bool),
    Moment(Moment),
    MaybeMoment(Option<Moment>),
    Person(PersonId),
    People(BTreeSet<PersonId>),
    Zone(Zone),
    MaybeMeeting(Option<MeetingId>),
    /// Place in the tree of an agenda.
    Rank {
        /// The item it lies under.
        parent: Option<ItemId>,
        /// Order among its siblings.
        order: u32,
    },
    ItemKind(ItemKind),
    Visibility(Visibility),
    Classification(Classification),
    DocumentRole(DocumentRole),
    Questions(Vec<Question>),
    Role(Role),
    Rules(Box<Rules>),
    Calendar(Calendar),
}

/// An edit that came second: the field kept what came first, and this waits for a person's word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Field.
    pub field: Field,
    /// What the later edit wanted.
    pub value: Value,
    /// Whose edit.
    pub by: PersonId,
    /// When it came.
    pub at: Moment,
}

/// A record whose fields can be edited one by one.
pub trait Editable: Clone + PartialEq {
    /// The editable fields.
    const FIELDS: &'static [Field];

    /// A field's value; `None` for a field this record has not.
    fn get(&self, field: Field) -> Option<Value>;

    /// Sets a field; `false` for a field or a kind of value this record has not.
    fn set(&mut self, field: Field, value: &Value) -> bool;

    /// A record of the same identity and place with nothing filled in.
    fn blank_like(&self) -> Self;
}

/// What became of an edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged<T> {
    /// The record with everything that could be taken.
    pub record: T,
    /// Fields in which somebody else came first, with the values that were not taken.
    pub missed: Vec<(Field, Value)>,
}

/// Brings an edit from `was` to `now` to the record as it stands.
pub fn merge<T: Editable>(was: &T, now: &T, current: &T) -> Merged<T> {
    let mut merged = Merged { record: current.clone(), missed: Vec::new() };
    for field in T::FIELDS {
        let (before, wanted, stands) = (was.get(*field), now.get(*field), current.get(*field));
        let Some(wanted) = wanted.filter(|wanted| before.as_ref() != Some(wanted)) else {
            continue;
        };
        if stands == before || stands.as_ref() == Some(&wanted) {
            merged.record.set(*field, &wanted);
        } else {
            merged.missed.push((*field, wanted));
        }
    }
    merged
}

/// Whether two records differ in editable fields alone: whatever else was changed was not the editor's to change.
pub fn differ_in_fields_alone<T: Editable>(was: &T, now: &T) -> bool {
    let mut probe = was.clone();
    for field in T::FIELDS {
        if let Some(value) = now.get(*field) {
            probe.set(*field, &value);
        }
    }
    probe == *now
}

/// The fields in which two records differ.
pub fn changed_fields<T: Editable>(was: &T, now: &T) -> Vec<Field> {
    T::FIELDS.iter().copied().filter(|field| was.get(*field) != now.get(*field)).collect()
}
