use crate::{BodyId, MeetingId, Moment, PersonId, Text};

/// Where a meeting stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeetingState {
    /// The secretariat is still building it; nobody else sees it.
    Draft,
    /// Members see it and prepare.
    Published,
    /// It is running.
    InSession,
    /// It is over.
    Closed,
}

/// A meeting of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// Identity.
    pub id: MeetingId,
    /// The body that meets.
    pub body: BodyId,
    /// Title.
    pub title: Text,
    /// Where.
    pub place: Text,
    /// Planned start.
    pub starts_at: Moment,
    /// Planned end.
    pub ends_at: Moment,
    /// Who chairs it.
    pub chair: PersonId,
    /// Where it stands.
    pub state: MeetingState,
}
