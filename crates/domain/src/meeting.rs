use crate::{BodyId, Conflict, MeetingId, Moment, PersonId, Text, Zone};

/// Whether people meet, or answer in writing without meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MeetingKind {
    /// People meet.
    Session,
    /// Nobody meets: the frame of opinion forms that belong to no session (lấy ý kiến bằng văn bản).
    WrittenProcedure,
}

/// Where a meeting stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MeetingState {
    /// The secretariat is still building it; nobody else sees it.
    Draft,
    /// The chair looks at it, too.
    InReview,
    /// Members see it and prepare.
    Published,
    /// It is running.
    InSession,
    /// It is over.
    Closed,
    /// Put away; still readable.
    Archived,
    /// It will not be held.
    Cancelled,
}

impl MeetingState {
    /// Whether a meeting may go from here to `next`. Publishing a published meeting again is a step, too: it brings
    /// amendments out.
    pub const fn may_become(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Self::Draft, Self::InReview | Self::Published)
                | (Self::InReview, Self::Draft | Self::Published)
                | (Self::Published, Self::Published | Self::InSession | Self::Cancelled)
                | (Self::InSession, Self::Published | Self::InSession | Self::Closed)
                | (Self::Closed, Self::InSession | Self::Archived)
                | (Self::Archived, Self::Closed)
        )
    }

    /// Whether members know of a meeting in this state.
    pub const fn is_out(self) -> bool {
        match self {
            Self::Draft | Self::InReview => false,
            Self::Published | Self::InSession | Self::Closed | Self::Archived | Self::Cancelled => {
                true
            }
        }
    }

    /// Whether the secretariat may still change the agenda.
    pub const fn is_open_to_change(self) -> bool {
        match self {
            Self::Draft | Self::InReview | Self::Published | Self::InSession => true,
            Self::Closed | Self::Archived | Self::Cancelled => false,
        }
    }
}

/// What of a meeting is only seen by members once it is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingFace {
    /// Title.
    pub title: Text,
    /// Where.
    pub place: Text,
    /// The zone in which its times were set, and in which deadlines end.
    pub zone: Zone,
    /// Planned start.
    pub starts_at: Moment,
    /// Planned end.
    pub ends_at: Moment,
    /// Who chairs it.
    pub chair: PersonId,
    /// Until when papers are lodged without asking.
    pub lodge_by: Option<Moment>,
    /// Until when positions count.
    pub positions_by: Option<Moment>,
}

/// A meeting of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// Identity.
    pub id: MeetingId,
    /// The body that meets.
    pub body: BodyId,
    /// Session or written procedure.
    pub held_as: MeetingKind,
    /// The meeting it was copied from: the one before it in its series.
    pub follows: Option<MeetingId>,
    /// As the secretariat has it now.
    pub face: MeetingFace,
    /// As it was last published; `None` before.
    pub issued: Option<MeetingFace>,
    /// Number of publications.
    pub edition: u32,
    /// Where it stands.
    pub state: MeetingState,
    /// Edits that met another's and wait for a word.
    pub conflicts: Vec<Conflict>,
}

impl Meeting {
    /// Most days a meeting may last.
    pub const MAX_DAYS: i64 = 31;

    /// A new meeting that nobody has filled in yet.
    pub fn blank(id: MeetingId, body: BodyId, held_as: MeetingKind, chair: PersonId) -> Self {
        let face = MeetingFace {
            title: Text::same(""),
            place: Text::same(""),
            zone: Zone::vietnam(),
            starts_at: Moment::from_micros(0),
            ends_at: Moment::from_micros(0),
            chair,
            lodge_by: None,
            positions_by: None,
        };
        Self {
            id,
            body,
            held_as,
            follows: None,
            face,
            issued: None,
            edition: 0,
            state: MeetingState::Draft,
            conflicts: Vec::new(),
        }
    }

    /// The face members see; the working one before the first publication.
    pub fn public_face(&self) -> &MeetingFace {
        self.issued.as_ref().unwrap_or(&self.face)
    }

    /// Whether members see something older than the secretariat has.
    pub fn is_amended(&self) -> bool {
        self.issued.as_ref().is_some_and(|issued| *issued != self.face)
    }
}
