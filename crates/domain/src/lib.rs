//! What a cabinet is: its words and its rules.
//!
//! This crate does no input or output, reads no clock and makes no random choice: time and identities come in as
//! parameters, so that server, laptop and auditor judge alike. It knows no encoding; `wire` holds those.
//!
//! Start at [`Cabinet`] for what there is, [`access`] for who may see and do what, [`Policy`] and [`judge`] for how
//! a vote is decided.

pub mod access;
mod agenda;
mod annotation;
mod ballot;
mod body;
mod cabinet;
mod clock;
mod dossier;
mod id;
mod meeting;
mod outcome;
mod person;
mod policy;
mod poll;
mod position;
mod text;

pub use agenda::{AgendaItem, AgendaLine, ItemKind, number_agenda};
pub use annotation::{
    Anchor, Annotation, AnnotationChange, AnnotationError, AnnotationOp, Colour, Mark, Point, Rect,
};
pub use ballot::{BoundPaper, CastBallot};
pub use body::{Body, Membership, Role};
pub use cabinet::{Cabinet, Entity, EntityKind, EntityRef};
pub use clock::{HybridTime, Moment};
pub use dossier::{Classification, Digest, Document, DocumentRole, DocumentVersion, Dossier};
pub use id::{
    AnnotationId, BallotId, BodyId, DeviceId, DocumentId, DossierId, ItemId, MeetingId,
    MembershipId, OperationId, PersonId, PollId, PositionId,
};
pub use meeting::{Meeting, MeetingState};
pub use outcome::{Basis, Judgement, Outcome, Tally, judge};
pub use person::Person;
pub use policy::{Base, Fraction, Majority, Policy, Quorum, Silence, Tie};
pub use poll::{AdmitError, Choice, OpenPoll, Poll, PollKind, PollState};
pub use position::{Position, PositionValue};
pub use text::Text;
