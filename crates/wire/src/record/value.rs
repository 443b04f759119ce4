use super::forms::QuestionRecord;
use super::people::{CalendarRecord, role_of, role_words};
use super::policy::RulesRecord;
use super::travels::{Travels, record};
use super::{RecordError, TextRecord};
use crate::words::{ClassificationWord, DocumentRoleWord, FieldWord, ItemKindWord, VisibilityWord};
use domain::{Conflict, Value};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;
use uuid::Uuid;

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "is", content = "value", rename_all = "snake_case")]
#[allow(missing_docs, reason = "named after the types they hold")]
pub enum ValueRecord {
    Text(TextRecord),
    Words(String),
    MaybeWords(Option<String>),
    Number(u32),
    Flag(bool),
    Moment(Timestamp),
    MaybeMoment(Option<Timestamp>),
    Person(Uuid),
    People(BTreeSet<Uuid>),
    Zone(String),
    MaybeMeeting(Option<Uuid>),
    Rank { parent: Option<Uuid>, order: u32 },
    ItemKind(ItemKindWord),
    Visibility(VisibilityWord),
    Classification(ClassificationWord),
    DocumentRole(DocumentRoleWord),
    Questions(Vec<QuestionRecord>),
    Role { role: String, advises: Option<Uuid> },
    Rules(Box<RulesRecord>),
    Calendar(CalendarRecord),
}

impl Travels for Value {
    type Wire = ValueRecord;

    fn out(&self) -> ValueRecord {
        match self {
            Self::Text(text) => ValueRecord::Text(text.out()),
            Self::Words(words) => ValueRecord::Words(words.clone()),
            Self::MaybeWords(words) => ValueRecord::MaybeWords(words.clone()),
            Self::Number(number) => ValueRecord::Number(*number),
            Self::Flag(flag) => ValueRecord::Flag(*flag),
            Self::Moment(moment) => ValueRecord::Moment(moment.out()),
            Self::MaybeMoment(moment) => ValueRecord::MaybeMoment(moment.out()),
            Self::Person(person) => ValueRecord::Person(person.out()),
            Self::People(people) => ValueRecord::People(people.out()),
            Self::Zone(zone) => ValueRecord::Zone(zone.out()),
            Self::MaybeMeeting(meeting) => ValueRecord::MaybeMeeting(meeting.out()),
            Self::Rank { parent, order } => {
                ValueRecord::Rank { parent: parent.out(), order: *order }
            }
            Self::ItemKind(kind) => ValueRecord::ItemKind((*kind).into()),
            Self::Visibility(visibility) => ValueRecord::Visibility((*visibility).into()),
            Self::Classification(level) => ValueRecord::Classification((*level).into()),
            Self::DocumentRole(role) => ValueRecord::DocumentRole((*role).into()),
            Self::Questions(questions) => ValueRecord::Questions(questions.out()),
            Self::Role(role) => {
                let (role, advises) = role_words(*role);
                ValueRecord::Role { role: role.to_owned(), advises }
            }
            Self::Rules(rules) => ValueRecord::Rules(Box::new(rules.out())),
            Self::Calendar(calendar) => ValueRecord::Calendar(calendar.out()),
        }
    }

    fn back(wire: ValueRecord, field: &'static str) -> Result<Self, RecordError> {
        Ok(match wire {
            ValueRecord::Text(text) => Self::Text(text.into()),
            ValueRecord::Words(words) => Self::Words(words),
            ValueRecord::MaybeWords(words) => Self::MaybeWords(words),
            ValueRecord::Number(number) => Self::Number(number),
            ValueRecord::Flag(flag) => Self::Flag(flag),
            ValueRecord::Moment(moment) => Self::Moment(Travels::back(moment, field)?),
            ValueRecord::MaybeMoment(moment) => Self::MaybeMoment(Travels::back(moment, field)?),
            ValueRecord::Person(person) => Self::Person(Travels::back(person, field)?),
            ValueRecord::People(people) => Self::People(Travels::back(people, field)?),
            ValueRecord::Zone(zone) => Self::Zone(Travels::back(zone, field)?),
            ValueRecord::MaybeMeeting(meeting) => {
                Self::MaybeMeeting(Travels::back(meeting, field)?)
            }
            ValueRecord::Rank { parent, order } => {
                Self::Rank { parent: Travels::back(parent, field)?, order }
            }
            ValueRecord::ItemKind(kind) => Self::ItemKind(kind.into()),
            ValueRecord::Visibility(visibility) => Self::Visibility(visibility.into()),
            ValueRecord::Classification(level) => Self::Classification(level.into()),
            ValueRecord::DocumentRole(role) => Self::DocumentRole(role.into()),
            ValueRecord::Questions(questions) => Self::Questions(Travels::back(questions, field)?),
            ValueRecord::Role { role, advises } => Self::Role(role_of(&role, advises)?),
            ValueRecord::Rules(rules) => Self::Rules(Box::new(Travels::back(*rules, field)?)),
            ValueRecord::Calendar(calendar) => Self::Calendar(Travels::back(calendar, field)?),
        })
    }
}

record! {
    /// An edit that waits for a word.
    ConflictRecord = Conflict {
        /// Field.
        field: FieldWord,
        /// What it wanted.
        value: ValueRecord,
        /// Whose edit.
        by: Uuid,
        /// When it came.
        at: Timestamp,
    }
}

/// A value as it travels, in letters: for the words of closed vocabularies.
pub fn value_word(value: &Value) -> String {
    let json = serde_json::to_value(value.out()).unwrap_or_default();
    match json.get("value") {
        Some(serde_json::Value::String(word)) => word.clone(),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}
