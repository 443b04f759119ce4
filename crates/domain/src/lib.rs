//! What a cabinet is: its words and its rules.
//!
//! This crate does no input or output, reads no clock and makes no random choice: time and identities come in as
//! parameters, so that server, laptop and auditor judge alike. It knows no encoding; `wire` holds those.
//!
//! Start at [`Cabinet`] for what there is, [`access`] for who may see and do what, [`act`] for what the secretariat
//! does, [`Policy`] and [`judge`] for how a vote is decided.

pub mod access;
pub mod act;
mod agenda;
mod annotation;
mod ballot;
mod body;
mod cabinet;
mod calendar;
mod clock;
mod counting;
mod dossier;
mod edit;
mod fields;
mod form;
mod id;
mod invitation;
mod meeting;
mod outcome;
mod person;
mod policy;
mod poll;
mod position;
mod publication;
mod session_plan;
mod sharing;
mod tally;
mod text;
mod zone;

pub use agenda::{
    AgendaItem, AgendaLine, ItemFace, ItemKind, LateDecision, LateRequest, Part, PartMove, Recusal,
    Visibility, number_agenda, place_item,
};
pub use annotation::{
    Anchor, Annotation, AnnotationChange, AnnotationError, AnnotationOp, Colour, Mark, Point, Rect,
    StampKind, Surroundings, TextStyle,
};
pub use ballot::{BoundPaper, CastBallot, same_papers};
pub use body::{Body, Delegation, Membership, Role};
pub use cabinet::{Cabinet, Entity, EntityKind, EntityRef};
pub use calendar::{Calendar, Country};
pub use clock::{HybridTime, Moment};
pub use counting::roll_of;
pub use dossier::{
    Classification, Digest, Document, DocumentRole, DocumentVersion, Dossier, DossierState,
};
pub use edit::{
    Conflict, Editable, Field, Merged, Value, changed_fields, differ_in_fields_alone, merge,
};
pub use form::{Delivery, Extension, Form, FormState, Grade, Question, Reply, ReplyKind};
pub use id::{
    AnnotationId, BallotId, BodyId, DelegationId, DeliveryId, DeviceId, DocumentId, DossierId,
    FormId, InvitationId, ItemId, MeetingId, MembershipId, OperationId, PersonId, PollId,
    PositionId, ReplyId,
};
pub use invitation::{Invitation, InvitationAnswer, Reminder, invited_to, reminders_due};
pub use meeting::{Meeting, MeetingFace, MeetingKind, MeetingState};
pub use outcome::{Basis, Judgement, Outcome, judge};
pub use person::Person;
pub use policy::{
    Base, Conditions, Fraction, Majority, Objection, Policy, PositionsSeen, Quorum, RecusalRule,
    Rules, Silence, SubstituteRule, Tie,
};
pub use poll::{AdmitError, Choice, OpenPoll, Poll, PollKind, PollState, Settlement};
pub use position::{Position, PositionValue};
pub use publication::{Announcement, announcements, book_pages, count_book, is_complete};
pub use session_plan::{PartReason, PlannedItem, SessionPlan, plan_session};
pub use sharing::{Layer, SharedNote, snapshot};
pub use tally::{Answer, Tally, Voter};
pub use text::{Text, TextError, check_words, tidied, unmarked};
pub use zone::{Twice, Zone, ZoneError};
