//! Acts as they travel. Records in edits are those of the change feed, so that whoever reads the one reads the other.

use crate::record::travels::Travels;
use crate::record::{Record, RecordError, TextRecord};
use crate::words::{
    DocumentRoleWord, DossierStateWord, FieldWord, KindWord, MeetingStateWord, PartWord, ReplyWord,
};
use domain::act::{Act, LodgedVersion, RecordEdit};
use domain::{Entity, EntityRef, Moment, PersonId, Reply};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// What the secretariat, the chair or the administrator does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum ActBody {
    /// Writes, changes or takes away records, all or none.
    Edit {
        /// At most 1,000.
        edits: Vec<EditBody>,
    },
    /// Chooses in a conflict of two edits.
    ResolveConflict {
        /// `meeting` or `item`.
        kind: KindWord,
        /// Identity.
        id: Uuid,
        /// Field.
        field: FieldWord,
        /// Whether the waiting value is taken.
        take: bool,
    },
    /// Moves a meeting through its life.
    MoveMeeting {
        /// Meeting.
        meeting: Uuid,
        /// Next state.
        to: MeetingStateWord,
    },
    /// Takes an item off the agenda, or puts it back.
    WithdrawItem {
        /// Item.
        item: Uuid,
        /// Whether it is off.
        withdrawn: bool,
    },
    /// Moves an item between the parts of the session.
    MovePart {
        /// Item.
        item: Uuid,
        /// Where to; absent: as the positions say.
        part: Option<PartWord>,
        /// Why.
        reason: String,
    },
    /// Declares that a person takes no part in an item.
    Recuse {
        /// Item.
        item: Uuid,
        /// Person.
        person: Uuid,
        /// Why.
        reason: String,
    },
    /// Takes a recusal back.
    LiftRecusal {
        /// Item.
        item: Uuid,
        /// Person.
        person: Uuid,
    },
    /// Asks to lodge papers late.
    AskLate {
        /// Item.
        item: Uuid,
        /// The urgency.
        reason: String,
    },
    /// Answers such a request.
    DecideLate {
        /// Item.
        item: Uuid,
        /// Yes or no.
        approved: bool,
        /// Words with it.
        words: String,
    },
    /// Lodges a document, or a new version of one.
    Lodge {
        /// Document.
        document: Uuid,
        /// Dossier.
        dossier: Uuid,
        /// Part in the dossier.
        role: DocumentRoleWord,
        /// Title.
        title: TextRecord,
        /// The file.
        file: LodgedFileBody,
    },
    /// Takes a document back.
    Recall {
        /// Document.
        document: Uuid,
    },
    /// Moves a dossier through its life.
    MoveDossier {
        /// Dossier.
        dossier: Uuid,
        /// Next state.
        to: DossierStateWord,
    },
    /// Sends a form.
    SendForm {
        /// Form.
        form: Uuid,
    },
    /// Moves a form's deadline.
    ExtendForm {
        /// Form.
        form: Uuid,
        /// Until when.
        to: Timestamp,
        /// Why.
        reason: String,
    },
    /// Takes a form's matter to a session.
    MoveFormToSession {
        /// Form.
        form: Uuid,
        /// Meeting.
        meeting: Uuid,
        /// The new item.
        item: Uuid,
        /// Its dossier.
        dossier: Uuid,
        /// For each document in force, the identity of its copy.
        papers: BTreeMap<Uuid, Uuid>,
    },
    /// Replies to an opinion.
    ReplyToOpinion {
        /// Identity of a new reply.
        reply: Uuid,
        /// Question.
        poll: Uuid,
        /// The ballot whose opinion it answers.
        ballot: Uuid,
        /// What is done with the opinion.
        does: ReplyWord,
        /// In words.
        words: String,
    },
    /// The chair decides or confirms.
    Settle {
        /// Poll.
        poll: Uuid,
        /// For or against.
        adopted: bool,
        /// Why.
        reason: String,
    },
}

/// One record before and after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct EditBody {
    /// As the editor saw it; absent for a new record.
    pub was: Option<Record>,
    /// As the editor wants it; absent to take it away.
    pub now: Option<Record>,
}

/// A file to be lodged, which is on the server already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LodgedFileBody {
    /// BLAKE3 of its bytes, hexadecimal.
    pub digest: String,
    /// Bytes.
    pub length: u64,
    /// Pages.
    pub n_pages: Option<u32>,
    /// Whether there is text to search.
    pub has_text: Option<bool>,
    /// Name.
    pub name: String,
    /// Why there is a new version.
    pub reason: String,
}

impl From<&Act> for ActBody {
    #[allow(clippy::too_many_lines, reason = "one arm for each act, nothing else")]
    fn from(act: &Act) -> Self {
        match act {
            Act::Edit(edits) => Self::Edit { edits: edits.iter().map(Into::into).collect() },
            Act::ResolveConflict { subject, field, take } => Self::ResolveConflict {
                kind: subject.kind.into(),
                id: subject.id,
                field: (*field).into(),
                take: *take,
            },
            Act::MoveMeeting { meeting, to } => {
                Self::MoveMeeting { meeting: meeting.out(), to: (*to).into() }
            }
            Act::WithdrawItem { item, withdrawn } => {
                Self::WithdrawItem { item: item.out(), withdrawn: *withdrawn }
            }
            Act::MovePart { item, part, reason } => {
                Self::MovePart { item: item.out(), part: part.out(), reason: reason.clone() }
            }
            Act::Recuse { item, person, reason } => {
                Self::Recuse { item: item.out(), person: person.out(), reason: reason.clone() }
            }
            Act::LiftRecusal { item, person } => {
                Self::LiftRecusal { item: item.out(), person: person.out() }
            }
            Act::AskLate { item, reason } => {
                Self::AskLate { item: item.out(), reason: reason.clone() }
            }
            Act::DecideLate { item, approved, words } => {
                Self::DecideLate { item: item.out(), approved: *approved, words: words.clone() }
            }
            Act::Lodge { document, dossier, role, title, version } => Self::Lodge {
                document: document.out(),
                dossier: dossier.out(),
                role: (*role).into(),
                title: title.out(),
                file: version.into(),
            },
            Act::Recall { document } => Self::Recall { document: document.out() },
            Act::MoveDossier { dossier, to } => {
                Self::MoveDossier { dossier: dossier.out(), to: (*to).into() }
            }
            Act::SendForm { form } => Self::SendForm { form: form.out() },
            Act::ExtendForm { form, to, reason } => {
                Self::ExtendForm { form: form.out(), to: to.out(), reason: reason.clone() }
            }
            Act::MoveFormToSession { form, meeting, item, dossier, papers } => {
                Self::MoveFormToSession {
                    form: form.out(),
                    meeting: meeting.out(),
                    item: item.out(),
                    dossier: dossier.out(),
                    papers: papers.out(),
                }
            }
            Act::ReplyToOpinion { reply } => Self::ReplyToOpinion {
                reply: reply.id.out(),
                poll: reply.poll.out(),
                ballot: reply.ballot.out(),
                does: reply.does.into(),
                words: reply.words.clone(),
            },
            Act::Settle { poll, adopted, reason } => {
                Self::Settle { poll: poll.out(), adopted: *adopted, reason: reason.clone() }
            }
        }
    }
}

impl TryFrom<ActBody> for Act {
    type Error = RecordError;

    #[allow(clippy::too_many_lines, reason = "one arm for each act, nothing else")]
    fn try_from(body: ActBody) -> Result<Self, RecordError> {
        Ok(match body {
            ActBody::Edit { edits } => {
                Self::Edit(edits.into_iter().map(TryInto::try_into).collect::<Result<_, _>>()?)
            }
            ActBody::ResolveConflict { kind, id, field, take } => {
                let kind = kind.entity().ok_or(RecordError::Field { field: "kind" })?;
                Self::ResolveConflict { subject: EntityRef { kind, id }, field: field.into(), take }
            }
            ActBody::MoveMeeting { meeting, to } => {
                Self::MoveMeeting { meeting: Travels::back(meeting, "meeting")?, to: to.into() }
            }
            ActBody::WithdrawItem { item, withdrawn } => {
                Self::WithdrawItem { item: Travels::back(item, "item")?, withdrawn }
            }
            ActBody::MovePart { item, part, reason } => Self::MovePart {
                item: Travels::back(item, "item")?,
                part: Travels::back(part, "part")?,
                reason,
            },
            ActBody::Recuse { item, person, reason } => Self::Recuse {
                item: Travels::back(item, "item")?,
                person: Travels::back(person, "person")?,
                reason,
            },
            ActBody::LiftRecusal { item, person } => Self::LiftRecusal {
                item: Travels::back(item, "item")?,
                person: Travels::back(person, "person")?,
            },
            ActBody::AskLate { item, reason } => {
                Self::AskLate { item: Travels::back(item, "item")?, reason }
            }
            ActBody::DecideLate { item, approved, words } => {
                Self::DecideLate { item: Travels::back(item, "item")?, approved, words }
            }
            ActBody::Lodge { document, dossier, role, title, file } => Self::Lodge {
                document: Travels::back(document, "document")?,
                dossier: Travels::back(dossier, "dossier")?,
                role: role.into(),
                title: title.into(),
                version: file.try_into()?,
            },
            ActBody::Recall { document } => {
                Self::Recall { document: Travels::back(document, "document")? }
            }
            ActBody::MoveDossier { dossier, to } => {
                Self::MoveDossier { dossier: Travels::back(dossier, "dossier")?, to: to.into() }
            }
            ActBody::SendForm { form } => Self::SendForm { form: Travels::back(form, "form")? },
            ActBody::ExtendForm { form, to, reason } => Self::ExtendForm {
                form: Travels::back(form, "form")?,
                to: Travels::back(to, "to")?,
                reason,
            },
            ActBody::MoveFormToSession { form, meeting, item, dossier, papers } => {
                Self::MoveFormToSession {
                    form: Travels::back(form, "form")?,
                    meeting: Travels::back(meeting, "meeting")?,
                    item: Travels::back(item, "item")?,
                    dossier: Travels::back(dossier, "dossier")?,
                    papers: Travels::back(papers, "papers")?,
                }
            }
            ActBody::ReplyToOpinion { reply, poll, ballot, does, words } => Self::ReplyToOpinion {
                reply: Reply {
                    id: Travels::back(reply, "reply")?,
                    poll: Travels::back(poll, "poll")?,
                    ballot: Travels::back(ballot, "ballot")?,
                    does: does.into(),
                    words,
                    by: PersonId::from_uuid(Uuid::nil()),
                    at: Moment::from_micros(0),
                },
            },
            ActBody::Settle { poll, adopted, reason } => {
                Self::Settle { poll: Travels::back(poll, "poll")?, adopted, reason }
            }
        })
    }
}

impl From<&RecordEdit> for EditBody {
    fn from(edit: &RecordEdit) -> Self {
        Self { was: edit.was.as_ref().map(Into::into), now: edit.now.as_ref().map(Into::into) }
    }
}

impl TryFrom<EditBody> for RecordEdit {
    type Error = RecordError;

    fn try_from(body: EditBody) -> Result<Self, RecordError> {
        let read = |record: Option<Record>| -> Result<Option<Entity>, RecordError> {
            let Some(record) = record else {
                return Ok(None);
            };
            let entity = record.into_entity()?;
            entity.map(Some).ok_or(RecordError::Field { field: "kind" })
        };
        Ok(Self { was: read(body.was)?, now: read(body.now)? })
    }
}

impl From<&LodgedVersion> for LodgedFileBody {
    fn from(version: &LodgedVersion) -> Self {
        Self {
            digest: version.digest.out(),
            length: version.length,
            n_pages: version.n_pages,
            has_text: version.has_text,
            name: version.name.clone(),
            reason: version.reason.clone(),
        }
    }
}

impl TryFrom<LodgedFileBody> for LodgedVersion {
    type Error = RecordError;

    fn try_from(body: LodgedFileBody) -> Result<Self, RecordError> {
        Ok(Self {
            digest: Travels::back(body.digest, "digest")?,
            length: body.length,
            n_pages: body.n_pages,
            has_text: body.has_text,
            name: body.name,
            reason: body.reason,
        })
    }
}
