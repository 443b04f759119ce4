//! What the secretariat, the chair and the administrator do, as acts that server and laptop apply with the same code:
//! the laptop at once, to show what will be, the server for good.
//!
//! An act gives the records it changes and touches nothing. Who may do what is asked of [`access`](crate::access).

mod agenda;
mod closing;
mod dossier;
mod editing;
mod form;
mod meeting;
mod people;

pub use closing::check_close;
pub use dossier::LodgedVersion;

use crate::edit::Field;
use crate::{
    Cabinet, DocumentId, DocumentRole, DossierId, DossierState, Entity, EntityRef, FormId, ItemId,
    MeetingId, MeetingState, Moment, Part, PersonId, PollId, Reply, Text, TextError,
};
use std::collections::BTreeMap;

/// One record before and after an edit; both at once are never absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordEdit {
    /// As the editor saw it; `None` for a new record.
    pub was: Option<Entity>,
    /// As the editor wants it; `None` to take it away.
    pub now: Option<Entity>,
}

/// An act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Writes, changes or takes away records, all or none: meetings, items, dossiers, drafts of forms, people.
    Edit(Vec<RecordEdit>),
    /// Chooses in a conflict of two edits: the waiting value, or the standing one.
    ResolveConflict {
        /// Meeting or item.
        subject: EntityRef,
        /// Field.
        field: Field,
        /// Whether the waiting value is taken.
        take: bool,
    },
    /// Moves a meeting through its life; to `Published` publishes it, or publishes it again.
    MoveMeeting {
        /// Meeting.
        meeting: MeetingId,
        /// Next state.
        to: MeetingState,
    },
    /// Takes an item off the agenda, or puts it back.
    WithdrawItem {
        /// Item.
        item: ItemId,
        /// Whether it is off.
        withdrawn: bool,
    },
    /// Moves an item between "adopt without debate" and "for discussion", or leaves it to the positions again.
    MovePart {
        /// Item.
        item: ItemId,
        /// Where to; `None`: as the positions say.
        part: Option<Part>,
        /// Why.
        reason: String,
    },
    /// Declares that a person takes no part in an item.
    Recuse {
        /// Item.
        item: ItemId,
        /// Person.
        person: PersonId,
        /// Why, as far as they say.
        reason: String,
    },
    /// Takes a recusal back.
    LiftRecusal {
        /// Item.
        item: ItemId,
        /// Person.
        person: PersonId,
    },
    /// Asks to lodge papers late.
    AskLate {
        /// Item.
        item: ItemId,
        /// The urgency.
        reason: String,
    },
    /// Answers such a request.
    DecideLate {
        /// Item.
        item: ItemId,
        /// Yes or no.
        approved: bool,
        /// Words with it.
        words: String,
    },
    /// Lodges a document, or a new version of one.
    Lodge {
        /// Document.
        document: DocumentId,
        /// Dossier.
        dossier: DossierId,
        /// Part in the dossier, for a new document.
        role: DocumentRole,
        /// Title, for a new document.
        title: Text,
        /// The file.
        version: LodgedVersion,
    },
    /// Takes a document back: nobody may read it any more.
    Recall {
        /// Document.
        document: DocumentId,
    },
    /// Moves a dossier through its life.
    MoveDossier {
        /// Dossier.
        dossier: DossierId,
        /// Next state.
        to: DossierState,
    },
    /// Sends a form to the members: its questions become polls.
    SendForm {
        /// Form.
        form: FormId,
    },
    /// Moves a form's deadline.
    ExtendForm {
        /// Form.
        form: FormId,
        /// Until when.
        to: Moment,
        /// Why.
        reason: String,
    },
    /// Takes a form's matter to a session, as a new item there.
    MoveFormToSession {
        /// Form.
        form: FormId,
        /// Meeting.
        meeting: MeetingId,
        /// The new item.
        item: ItemId,
        /// The new item's dossier.
        dossier: DossierId,
        /// For each document in force, the identity of its copy.
        papers: BTreeMap<DocumentId, DocumentId>,
    },
    /// Replies to an opinion in the name of the drafting ministry. Author and time are the server's to fill in.
    ReplyToOpinion {
        /// The reply.
        reply: Reply,
    },
    /// Whoever presides decides what the rule leaves to the chair, or confirms what was adopted.
    Settle {
        /// Poll.
        poll: PollId,
        /// For or against.
        adopted: bool,
        /// Why.
        reason: String,
    },
}

/// Who acts, and when by the judge's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor {
    /// Person.
    pub person: PersonId,
    /// Now.
    pub now: Moment,
}

/// What an act changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Records as they stand afterwards.
    pub put: Vec<Entity>,
    /// Records that are gone.
    pub removed: Vec<EntityRef>,
}

impl Changes {
    fn of(entity: Entity) -> Self {
        Self { put: vec![entity], removed: Vec::new() }
    }

    /// Carries them out on a cabinet.
    pub fn carry_out(&self, cabinet: &mut Cabinet) {
        for entity in &self.put {
            cabinet.put(entity.clone());
        }
        for reference in &self.removed {
            cabinet.remove(*reference);
        }
    }
}

/// Why an act is not done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ActError {
    /// There is no such thing, or it is not this person's to see.
    #[error("no such thing, or not for you")]
    NotFound,
    /// Visible, and not this person's to change.
    #[error("this is not yours to change")]
    NotEntitled,
    /// Words that cannot be taken.
    #[error("the words of {field:?} cannot be taken: {source}")]
    Words {
        /// Field.
        field: Field,
        /// Why.
        source: TextError,
    },
    /// Something was changed that is not edited this way.
    #[error("the edit touches what is not edited this way")]
    NotEditable,
    /// Somebody else changed the same record, which keeps no conflicts, or its identity is taken.
    #[error("this was changed by somebody else a moment ago")]
    Conflict,
    /// It ends before it starts, or lasts too long.
    #[error(
        "the meeting ends before it starts, or lasts longer than {} days",
        crate::Meeting::MAX_DAYS
    )]
    BadTimes,
    /// A deadline in the past.
    #[error("the deadline lies in the past")]
    DeadlinePast,
    /// A deadline on a day on which nobody works, without a reason.
    #[error("the deadline is not on a working day")]
    DeadlineOnHoliday,
    /// A reason is needed.
    #[error("a reason is needed")]
    ReasonMissing,
    /// An item would lie under itself, or under an item of another meeting.
    #[error("an item cannot lie under itself")]
    Ring,
    /// The step is not possible from where the thing stands.
    #[error("this is not possible from where it stands")]
    NotPossibleNow,
    /// The dossier lacks a paper that is expected.
    #[error("a paper that is expected is missing")]
    Incomplete,
    /// Nothing to publish or send.
    #[error("there is nothing in it yet")]
    Empty,
    /// Members have it already: it can be withdrawn or recalled, not taken away.
    #[error("members have it already")]
    AlreadyOut,
    /// Above the server's ceiling: the paper stays on paper, the agenda has a line without content.
    #[error("content of this classification does not enter the server")]
    AboveCeiling,
    /// After the meeting's deadline for papers, and nobody allowed it.
    #[error("papers are no longer lodged for this meeting without an approved request")]
    LodgingClosed,
    /// The file was not sent, or is no PDF.
    #[error("the file is not on the server")]
    FileMissing,
    /// An administrator changed their own rights, or an adviser was bound to nobody.
    #[error("nobody changes their own rights")]
    OwnRights,
    /// The handle is another person's.
    #[error("the handle is another person's")]
    HandleTaken,
    /// A number beyond what makes sense.
    #[error("the number is beyond what makes sense")]
    BadNumber,
    /// A form or a poll of the meeting still takes answers: it has to be closed, or its matter moved to a session,
    /// before the meeting is cancelled or put away.
    #[error("a form or a poll of this meeting still takes answers; it is closed or moved first")]
    AnswersOpen,
    /// Members have time to answer until the deadline, and not everybody has.
    #[error(
        "not everybody on the roll has answered on the papers in force, and the deadline is not over"
    )]
    AnswersAwaited,
    /// The person has another place in the same body at the same time.
    #[error("this person has another place in the body at that time")]
    PlaceTaken,
}

/// Judges an act and gives what it changes.
///
/// # Errors
/// [`ActError`]; nothing is changed then.
pub fn apply(cabinet: &Cabinet, actor: Actor, act: &Act) -> Result<Changes, ActError> {
    match act {
        Act::Edit(edits) => editing::edit(cabinet, actor, edits),
        Act::ResolveConflict { subject, field, take } => {
            editing::resolve(cabinet, actor, *subject, *field, *take)
        }
        Act::MoveMeeting { meeting, to } => meeting::go_to(cabinet, actor, *meeting, *to),
        Act::WithdrawItem { item, withdrawn } => {
            agenda::withdraw(cabinet, actor, *item, *withdrawn)
        }
        Act::MovePart { item, part, reason } => {
            agenda::move_part(cabinet, actor, *item, *part, reason)
        }
        Act::Recuse { item, person, reason } => {
            agenda::recuse(cabinet, actor, *item, *person, reason)
        }
        Act::LiftRecusal { item, person } => agenda::lift_recusal(cabinet, actor, *item, *person),
        Act::AskLate { item, reason } => agenda::ask_late(cabinet, actor, *item, reason),
        Act::DecideLate { item, approved, words } => {
            agenda::decide_late(cabinet, actor, *item, *approved, words)
        }
        Act::Lodge { document, dossier, role, title, version } => {
            let new = dossier::NewDocument { id: *document, dossier: *dossier, role: *role, title };
            dossier::lodge(cabinet, actor, &new, version)
        }
        Act::Recall { document } => dossier::recall(cabinet, actor, *document),
        Act::MoveDossier { dossier, to } => dossier::go_to(cabinet, actor, *dossier, *to),
        Act::SendForm { form } => form::send(cabinet, actor, *form),
        Act::ExtendForm { form, to, reason } => form::extend(cabinet, actor, *form, *to, reason),
        Act::MoveFormToSession { form, meeting, item, dossier, papers } => {
            let landing = form::Landing { item: *item, dossier: *dossier, papers };
            form::move_to_session(cabinet, actor, *form, *meeting, &landing)
        }
        Act::ReplyToOpinion { reply } => form::reply(cabinet, actor, reply),
        Act::Settle { poll, adopted, reason } => {
            form::settle(cabinet, actor, *poll, *adopted, reason)
        }
    }
}

fn check_reason(reason: &str) -> Result<String, ActError> {
    let tidied = crate::tidied(reason);
    if tidied.is_empty() {
        return Err(ActError::ReasonMissing);
    }
    check_optional(&tidied, Field::Reason)?;
    Ok(tidied)
}

fn check_optional(words: &str, field: Field) -> Result<(), ActError> {
    crate::check_words(words, Text::MAX_WORDS_CHARS)
        .map_err(|source| ActError::Words { field, source })
}
