//! Whole records as they travel in the change feed and in edits, tagged by `kind`.

mod agenda;
mod forms;
mod invitations;
mod papers;
mod people;
mod policy;
mod polls;
pub(crate) mod travels;
mod value;

pub use agenda::{
    ItemFaceRecord, ItemRecord, LateDecisionRecord, LateRequestRecord, MeetingFaceRecord,
    MeetingRecord, PartMoveRecord, RecusalRecord,
};
pub use forms::{
    DeliveryRecord, ExtensionRecord, FormRecord, FormStateRecord, QuestionRecord, ReplyRecord,
};
pub use invitations::InvitationRecord;
pub use papers::{DocumentRecord, DossierRecord, VersionRecord};
pub use people::{BodyRecord, CalendarRecord, DelegationRecord, MembershipRecord, PersonRecord};
pub use policy::{FractionRecord, MajorityRecord, PolicyRecord, QuorumRecord, RulesRecord};
pub use polls::{
    BallotRecord, BoundPaperRecord, PollRecord, PollStateRecord, PositionRecord, SettlementRecord,
    TallyRecord,
};
pub use value::{ConflictRecord, ValueRecord, value_word};

use crate::companion::CompanionRecord;
use crate::sharing::{SharedNoteRecord, SharingKeyRecord};
use crate::words::KindWord;
use domain::{Entity, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A record of the cabinet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(missing_docs, reason = "named after the records they hold")]
pub enum Record {
    Person(PersonRecord),
    Body(BodyRecord),
    Membership(MembershipRecord),
    Meeting(Box<MeetingRecord>),
    Item(Box<ItemRecord>),
    Dossier(DossierRecord),
    Document(Box<DocumentRecord>),
    Poll(Box<PollRecord>),
    Position(PositionRecord),
    Ballot(Box<BallotRecord>),
    Form(Box<FormRecord>),
    Reply(ReplyRecord),
    Delivery(DeliveryRecord),
    Delegation(DelegationRecord),
    Invitation(InvitationRecord),
    Note(NoteRecord),
    SharedNote(Box<SharedNoteRecord>),
    SharingKey(SharingKeyRecord),
    Companion(CompanionRecord),
}

/// Why a record cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// Not JSON of a kind this program knows.
    #[error("the record is of a kind or shape this program does not know")]
    Shape(#[source] serde_json::Error),
    /// A field holds what it must not.
    #[error("the record's field {field} is not valid")]
    Field {
        /// Which.
        field: &'static str,
    },
}

/// Words in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TextRecord {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

/// A change to a private annotation, readable by its author's devices only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NoteRecord {
    /// Identity of the change.
    pub id: Uuid,
    /// Sealed under the member's note key, base64url.
    pub sealed: String,
}

impl From<&Text> for TextRecord {
    fn from(text: &Text) -> Self {
        Self { vi: text.vi.clone(), en: text.en.clone() }
    }
}

impl From<TextRecord> for Text {
    fn from(text: TextRecord) -> Self {
        Self { vi: text.vi, en: text.en }
    }
}

impl From<&Entity> for Record {
    fn from(entity: &Entity) -> Self {
        match entity {
            Entity::Person(person) => Self::Person(person.into()),
            Entity::Body(body) => Self::Body(body.into()),
            Entity::Membership(membership) => Self::Membership(membership.into()),
            Entity::Meeting(meeting) => Self::Meeting(Box::new(meeting.into())),
            Entity::Item(item) => Self::Item(Box::new(item.into())),
            Entity::Dossier(dossier) => Self::Dossier(dossier.into()),
            Entity::Document(document) => Self::Document(Box::new(document.into())),
            Entity::Poll(poll) => Self::Poll(Box::new(poll.into())),
            Entity::Position(position) => Self::Position(position.into()),
            Entity::Ballot(ballot) => Self::Ballot(Box::new(ballot.into())),
            Entity::Form(form) => Self::Form(Box::new(form.into())),
            Entity::Reply(reply) => Self::Reply(reply.into()),
            Entity::Delivery(delivery) => Self::Delivery(delivery.into()),
            Entity::Delegation(delegation) => Self::Delegation(delegation.into()),
            Entity::Invitation(invitation) => Self::Invitation(invitation.into()),
        }
    }
}

impl Record {
    /// Reads a record from JSON text.
    ///
    /// # Errors
    /// [`RecordError::Shape`] for anything this program does not know.
    pub fn from_json(json: &str) -> Result<Self, RecordError> {
        serde_json::from_str(json).map_err(RecordError::Shape)
    }

    /// Turns the record into an entity; `None` for notes, which only those can open to whom they are sealed, for keys, and
    /// for what is made beside papers.
    ///
    /// # Errors
    /// [`RecordError::Field`] when a field holds what it must not.
    pub fn into_entity(self) -> Result<Option<Entity>, RecordError> {
        Ok(Some(match self {
            Self::Person(person) => Entity::Person(person.try_into()?),
            Self::Body(body) => Entity::Body(body.try_into()?),
            Self::Membership(membership) => Entity::Membership(membership.try_into()?),
            Self::Meeting(meeting) => Entity::Meeting((*meeting).try_into()?),
            Self::Item(item) => Entity::Item((*item).try_into()?),
            Self::Dossier(dossier) => Entity::Dossier(dossier.try_into()?),
            Self::Document(document) => Entity::Document((*document).try_into()?),
            Self::Poll(poll) => Entity::Poll((*poll).try_into()?),
            Self::Position(position) => Entity::Position(position.try_into()?),
            Self::Ballot(ballot) => Entity::Ballot((*ballot).try_into()?),
            Self::Form(form) => Entity::Form((*form).try_into()?),
            Self::Reply(reply) => Entity::Reply(reply.try_into()?),
            Self::Delivery(delivery) => Entity::Delivery(delivery.try_into()?),
            Self::Delegation(delegation) => Entity::Delegation(delegation.try_into()?),
            Self::Invitation(invitation) => Entity::Invitation(invitation.try_into()?),
            Self::Note(_) | Self::SharedNote(_) | Self::SharingKey(_) | Self::Companion(_) => {
                return Ok(None);
            }
        }))
    }

    /// Names the kind.
    pub const fn kind(&self) -> KindWord {
        match self {
            Self::Person(_) => KindWord::Person,
            Self::Body(_) => KindWord::Body,
            Self::Membership(_) => KindWord::Membership,
            Self::Meeting(_) => KindWord::Meeting,
            Self::Item(_) => KindWord::Item,
            Self::Dossier(_) => KindWord::Dossier,
            Self::Document(_) => KindWord::Document,
            Self::Poll(_) => KindWord::Poll,
            Self::Position(_) => KindWord::Position,
            Self::Ballot(_) => KindWord::Ballot,
            Self::Form(_) => KindWord::Form,
            Self::Reply(_) => KindWord::Reply,
            Self::Delivery(_) => KindWord::Delivery,
            Self::Delegation(_) => KindWord::Delegation,
            Self::Invitation(_) => KindWord::Invitation,
            Self::Note(_) => KindWord::Note,
            Self::SharedNote(_) => KindWord::SharedNote,
            Self::SharingKey(_) => KindWord::SharingKey,
            Self::Companion(_) => KindWord::Companion,
        }
    }
}
