use super::policy::PolicyRecord;
use super::travels::{Travels, record};
use super::{RecordError, TextRecord};
use crate::words::{ChoiceWord, GradeWord, PollKindWord, PositionWord};
use domain::{BoundPaper, CastBallot, Poll, PollState, Position, Settlement, Tally};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;
use uuid::Uuid;

record! {
    /// What was counted: votes, where nothing else is said.
    TallyRecord = Tally {
        /// People a quorum is taken of.
        members: u32,
        /// People who took part.
        present: u32,
        /// All votes on the roll.
        total: u32,
        /// Agree.
        agree: u32,
        /// On a condition not accepted, where the rule holds such answers back.
        held: u32,
        /// Disagree.
        disagree: u32,
        /// Other opinion.
        other: u32,
        /// Abstain.
        abstain: u32,
        /// Answered on papers no longer in force.
        stale: u32,
        /// Silent, papers delivered.
        reached: u32,
        /// People among those.
        people_reached: u32,
        /// Silent, delivery not confirmed.
        unreached: u32,
        /// Standing aside, and kept in the total.
        aside: u32,
        /// Whether the chair took part.
        chair_took_part: bool,
        /// The chair's choice.
        chair: Option<ChoiceWord>,
    }
}

/// Where a poll stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum PollStateRecord {
    /// Answers are taken.
    Open,
    /// Closed and counted.
    Closed {
        /// What was counted.
        tally: TallyRecord,
        /// When.
        closed_at: Timestamp,
    },
}

impl Travels for PollState {
    type Wire = PollStateRecord;

    fn out(&self) -> PollStateRecord {
        match self {
            Self::Open => PollStateRecord::Open,
            Self::Closed { tally, closed_at } => {
                PollStateRecord::Closed { tally: tally.out(), closed_at: closed_at.out() }
            }
        }
    }

    fn back(wire: PollStateRecord, field: &'static str) -> Result<Self, RecordError> {
        Ok(match wire {
            PollStateRecord::Open => Self::Open,
            PollStateRecord::Closed { tally, closed_at } => Self::Closed {
                tally: Travels::back(tally, field)?,
                closed_at: Travels::back(closed_at, field)?,
            },
        })
    }
}

record! {
    /// The chair's word on a counted poll.
    SettlementRecord = Settlement {
        /// For or against.
        adopted: bool,
        /// Why.
        reason: String,
        /// Who.
        by: Uuid,
        /// When.
        at: Timestamp,
    }
}

/// A poll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PollRecord {
    /// Identity.
    pub id: Uuid,
    /// Item.
    pub item: Uuid,
    /// What it is; `kind` names the record.
    pub asked_as: PollKindWord,
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
    /// Votes of those who hold another number than 1.
    pub weights: BTreeMap<Uuid, u32>,
    /// The form it belongs to.
    pub form: Option<Uuid>,
    /// Its place there, from 0.
    pub place: u32,
    /// State.
    pub state: PollStateRecord,
    /// The chair's word.
    pub settled: Option<SettlementRecord>,
}

impl From<&Poll> for PollRecord {
    fn from(poll: &Poll) -> Self {
        Self {
            id: poll.id.out(),
            item: poll.item.out(),
            asked_as: poll.kind.into(),
            question: poll.question.out(),
            opens_at: poll.opens_at.out(),
            closes_at: poll.closes_at.out(),
            policy: poll.policy.out(),
            roll: poll.roll.out(),
            chair: poll.chair.out(),
            weights: poll.weights.out(),
            form: poll.form.map(|(form, _)| form.as_uuid()),
            place: poll.form.map_or(0, |(_, place)| place),
            state: poll.state.out(),
            settled: poll.settled.out(),
        }
    }
}

impl TryFrom<PollRecord> for Poll {
    type Error = RecordError;

    fn try_from(poll: PollRecord) -> Result<Self, RecordError> {
        let form: Option<domain::FormId> = Travels::back(poll.form, "form")?;
        Ok(Self {
            id: Travels::back(poll.id, "id")?,
            item: Travels::back(poll.item, "item")?,
            kind: poll.asked_as.into(),
            question: poll.question.into(),
            opens_at: Travels::back(poll.opens_at, "opens_at")?,
            closes_at: Travels::back(poll.closes_at, "closes_at")?,
            policy: poll.policy.try_into()?,
            roll: Travels::back(poll.roll, "roll")?,
            chair: Travels::back(poll.chair, "chair")?,
            weights: Travels::back(poll.weights, "weights")?,
            form: form.map(|form| (form, poll.place)),
            state: Travels::back(poll.state, "state")?,
            settled: Travels::back(poll.settled, "settled")?,
        })
    }
}

record! {
    /// A position.
    PositionRecord = Position {
        /// Identity.
        id: Uuid,
        /// Item.
        item: Uuid,
        /// Person.
        person: Uuid,
        /// Value.
        value: PositionWord,
        /// Words with it.
        comment: String,
        /// How much they ask.
        grade: Option<GradeWord>,
        /// When the server took it.
        received_at: Timestamp,
        /// Whether it came after the cut-off.
        late: bool,
    }
}

record! {
    /// A paper a ballot or a delivery is bound to.
    BoundPaperRecord = BoundPaper {
        /// Document.
        document: Uuid,
        /// Version.
        version: u32,
        /// BLAKE3, hexadecimal.
        digest: String,
    }
}

record! {
    /// A cast ballot.
    BallotRecord = CastBallot {
        /// Identity.
        id: Uuid,
        /// Poll.
        poll: Uuid,
        /// Voter.
        voter: Uuid,
        /// Choice.
        choice: ChoiceWord,
        /// How much the opinion asks.
        grade: Option<GradeWord>,
        /// Opinion.
        opinion: Option<String>,
        /// Counts changes by the same voter.
        seq: u32,
        /// Claimed by the device.
        cast_at: Timestamp,
        /// When the server took it.
        received_at: Timestamp,
        /// Papers it is sealed over.
        papers: Vec<BoundPaperRecord>,
        /// JWS Compact.
        sealed: String,
        /// C2SP tlog-proof.
        receipt: String,
        /// Place in the log.
        log_index: u64,
        /// Whether it came in time.
        in_time: bool,
    }
}
