//! Whole records as they travel in the change feed, tagged by `kind`.

use crate::words::{
    BaseWord, ChoiceWord, ClassificationWord, DocumentRoleWord, ItemKindWord, KindWord,
    MeetingStateWord, PollKindWord, PositionWord, SilenceWord, TieWord,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
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
    Meeting(MeetingRecord),
    Item(ItemRecord),
    Dossier(DossierRecord),
    Document(DocumentRecord),
    Poll(PollRecord),
    Position(PositionRecord),
    Ballot(BallotRecord),
    Note(NoteRecord),
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

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PersonRecord {
    /// Identity.
    pub id: Uuid,
    /// Handle.
    pub handle: String,
    /// Full name.
    pub name: String,
    /// Office.
    pub office: TextRecord,
}

/// A body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BodyRecord {
    /// Identity.
    pub id: Uuid,
    /// Name.
    pub name: TextRecord,
    /// Policy of roll calls.
    pub session_policy: PolicyRecord,
    /// Policy of opinion forms.
    pub written_policy: PolicyRecord,
}

/// A voting policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PolicyRecord {
    /// `[numerator, denominator]` of the roll that must take part.
    pub quorum: Option<[u32; 2]>,
    /// Whether the chair must take part.
    pub quorum_chair: bool,
    /// Of whom the majority is taken.
    pub base: BaseWord,
    /// `[numerator, denominator]`.
    pub share: [u32; 2],
    /// More than the share, rather than at least.
    pub strictly: bool,
    /// When votes are equal.
    pub tie: TieWord,
    /// When somebody does not answer.
    pub silence: SilenceWord,
}

/// A person's place in a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MembershipRecord {
    /// Identity.
    pub id: Uuid,
    /// Body.
    pub body: Uuid,
    /// Person.
    pub person: Uuid,
    /// `chair`, `member`, `adviser`, `secretariat`, `invitee`, `auditor` or `administrator`.
    pub role: String,
    /// The member an adviser works for.
    pub advises: Option<Uuid>,
    /// Highest classification readable.
    pub clearance: ClassificationWord,
    /// Whether it has ended.
    pub ended: bool,
}

/// A meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MeetingRecord {
    /// Identity.
    pub id: Uuid,
    /// Body.
    pub body: Uuid,
    /// Title.
    pub title: TextRecord,
    /// Place.
    pub place: TextRecord,
    /// Start.
    pub starts_at: Timestamp,
    /// End.
    pub ends_at: Timestamp,
    /// Chair.
    pub chair: Uuid,
    /// State.
    pub state: MeetingStateWord,
}

/// An agenda item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ItemRecord {
    /// Identity.
    pub id: Uuid,
    /// Meeting.
    pub meeting: Uuid,
    /// Item above.
    pub parent: Option<Uuid>,
    /// Order among siblings.
    pub order: u32,
    /// Title.
    pub title: TextRecord,
    /// Sponsor.
    pub sponsor: Uuid,
    /// Minutes planned.
    pub minutes: u32,
    /// What is asked.
    pub asks: ItemKindWord,
    /// Withdrawn.
    pub withdrawn: bool,
    /// Recused people.
    pub recused: BTreeSet<Uuid>,
    /// People invited for this item.
    pub invitees: BTreeSet<Uuid>,
}

/// A dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DossierRecord {
    /// Identity.
    pub id: Uuid,
    /// Item.
    pub item: Uuid,
    /// Classification.
    pub classification: ClassificationWord,
    /// Whether a paper must be lodged.
    pub paper_expected: bool,
}

/// A document with its version in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DocumentRecord {
    /// Identity.
    pub id: Uuid,
    /// Dossier.
    pub dossier: Uuid,
    /// Part in the dossier.
    pub role: DocumentRoleWord,
    /// Order within the role.
    pub order: u32,
    /// Title.
    pub title: TextRecord,
    /// Whether text may be copied.
    pub may_copy: bool,
    /// Whether it was taken back.
    pub recalled: bool,
    /// Version, from 1.
    pub version: u32,
    /// BLAKE3 of its bytes, hexadecimal.
    pub digest: String,
    /// Bytes.
    pub length: u64,
    /// Pages.
    pub n_pages: Option<u32>,
    /// Lodged at.
    pub lodged_at: Timestamp,
}

/// A poll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PollRecord {
    /// Identity.
    pub id: Uuid,
    /// Item.
    pub item: Uuid,
    /// Kind of poll.
    pub form: PollKindWord,
    /// Question.
    pub question: TextRecord,
    /// Opens.
    pub opens_at: Timestamp,
    /// Closes.
    pub closes_at: Timestamp,
    /// Policy.
    pub policy: PolicyRecord,
    /// Who may vote.
    pub roll: BTreeSet<Uuid>,
    /// Whose vote may break a tie.
    pub chair: Uuid,
    /// Counted when closed.
    pub tally: Option<TallyRecord>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
}

/// What was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TallyRecord {
    /// On the roll.
    pub total: u32,
    /// Agree.
    pub agree: u32,
    /// Disagree.
    pub disagree: u32,
    /// Other opinion.
    pub other: u32,
    /// Abstain.
    pub abstain: u32,
    /// The chair's choice.
    pub chair: Option<ChoiceWord>,
}

/// A position.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PositionRecord {
    /// Identity.
    pub id: Uuid,
    /// Item.
    pub item: Uuid,
    /// Person.
    pub person: Uuid,
    /// Value.
    pub value: PositionWord,
    /// When the server took it.
    pub received_at: Timestamp,
}

/// A cast ballot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BallotRecord {
    /// Identity.
    pub id: Uuid,
    /// Poll.
    pub poll: Uuid,
    /// Voter.
    pub voter: Uuid,
    /// Choice.
    pub choice: ChoiceWord,
    /// Opinion.
    pub opinion: Option<String>,
    /// Counts changes by the same voter.
    pub seq: u32,
    /// Claimed by the device.
    pub cast_at: Timestamp,
    /// When the server took it.
    pub received_at: Timestamp,
    /// Papers it is sealed over.
    pub papers: Vec<BoundPaperRecord>,
    /// JWS Compact.
    pub sealed: String,
    /// C2SP tlog-proof.
    pub receipt: String,
    /// Place in the log.
    pub log_index: u64,
    /// Whether it came in time.
    pub in_time: bool,
}

/// A paper a ballot is bound to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BoundPaperRecord {
    /// Document.
    pub document: Uuid,
    /// Version.
    pub version: u32,
    /// BLAKE3, hexadecimal.
    pub digest: String,
}

/// A change to a private annotation, readable by its author's devices only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NoteRecord {
    /// Identity of the change.
    pub id: Uuid,
    /// Sealed under the member's note key, base64url.
    pub sealed: String,
}

impl Record {
    /// Reads a record from JSON text.
    ///
    /// # Errors
    /// [`RecordError::Shape`] for anything this program does not know.
    pub fn from_json(json: &str) -> Result<Self, RecordError> {
        serde_json::from_str(json).map_err(RecordError::Shape)
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
            Self::Note(_) => KindWord::Note,
        }
    }
}
