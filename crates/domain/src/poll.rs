use crate::{FormId, Grade, ItemId, Moment, PersonId, Policy, PollId, Tally, Text};
use std::collections::{BTreeMap, BTreeSet};

/// What a poll is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PollKind {
    /// Named vote.
    RollCall,
    /// Written opinions (phiếu lấy ý kiến).
    OpinionForm,
}

/// An answer on a ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Choice {
    /// Đồng ý.
    Agree,
    /// Không đồng ý.
    Disagree,
    /// Ý kiến khác: always with words.
    Other,
    /// Không biểu quyết.
    Abstain,
}

impl Choice {
    /// The word that stands for it in sealed ballots and on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Agree => "agree",
            Self::Disagree => "disagree",
            Self::Other => "other",
            Self::Abstain => "abstain",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        let all = [Self::Agree, Self::Disagree, Self::Other, Self::Abstain];
        all.into_iter().find(|choice| choice.word() == word)
    }
}

impl PollKind {
    /// The choices offered, in the order of the paper form.
    pub const fn choices(self) -> &'static [Choice] {
        match self {
            Self::RollCall => &[Choice::Agree, Choice::Disagree, Choice::Abstain],
            Self::OpinionForm => &[Choice::Agree, Choice::Disagree, Choice::Other],
        }
    }
}

/// Where a poll stands. Closing is an entry in the log, not the passing of a clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PollState {
    /// Answers are taken from `opens_at` on.
    Open,
    /// Closed and counted.
    Closed {
        /// What was counted.
        tally: Tally,
        /// When the server closed it.
        closed_at: Moment,
    },
}

/// A question put to a vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Poll {
    /// Identity.
    pub id: PollId,
    /// Item.
    pub item: ItemId,
    /// Kind.
    pub kind: PollKind,
    /// Question.
    pub question: Text,
    /// From when answers are taken.
    pub opens_at: Moment,
    /// When the server will close it at the latest.
    pub closes_at: Moment,
    /// How it is decided.
    pub policy: Policy,
    /// Who may vote, fixed when the poll was put.
    pub roll: BTreeSet<PersonId>,
    /// Whose vote prevails where the policy lets the chair's vote break a tie.
    pub chair: PersonId,
    /// Votes of those who hold another number than 1.
    pub weights: BTreeMap<PersonId, u32>,
    /// The form it is a question of, with its place there from 0.
    pub form: Option<(FormId, u32)>,
    /// Where it stands.
    pub state: PollState,
    /// What the chair decided where the rule left it to a person, or confirmed.
    pub settled: Option<Settlement>,
}

/// The chair's word on a counted poll: a decision where the rule leaves it to the chair, or the confirmation with
/// which an adopted matter takes effect. Given by whoever [`presides`](crate::access::presides).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    /// For or against.
    pub adopted: bool,
    /// Why.
    pub reason: String,
    /// Who.
    pub by: PersonId,
    /// When.
    pub at: Moment,
}

/// Why a ballot cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AdmitError {
    /// The item was taken off the agenda.
    #[error("the item was withdrawn")]
    ItemWithdrawn,
    /// The voter takes no part in the item.
    #[error("the voter is recused from the item")]
    Recused,
    /// The voter is not on the roll.
    #[error("the voter is not on the poll's roll")]
    NotOnRoll,
    /// Closed by the server.
    #[error("the poll is closed")]
    Closed,
    /// Before its opening time.
    #[error("the poll is not open yet")]
    NotOpenYet,
    /// The poll does not offer this choice.
    #[error("the poll does not offer this choice")]
    ChoiceNotOffered,
    /// "Other opinion", or a graded comment, without words.
    #[error("an other opinion, and a graded comment, need words")]
    OpinionMissing,
    /// A grade on a named vote, or a condition on a vote against.
    #[error("only an agreement or an other opinion on an opinion form can carry a condition")]
    GradeNotOffered,
    /// Longer than [`OpenPoll::MAX_OPINION_CHARS`].
    #[error("the opinion is too long")]
    OpinionTooLong,
}

/// A poll that takes ballots: the only way to have one is to pass the checks.
#[derive(Debug, Clone, Copy)]
pub struct OpenPoll<'a> {
    poll: &'a Poll,
}

impl<'a> OpenPoll<'a> {
    /// Longest opinion taken, in characters.
    pub const MAX_OPINION_CHARS: usize = 20_000;

    /// Checks what a laptop may judge by itself. Its clock does not decide, so times are left to the server.
    ///
    /// # Errors
    /// [`AdmitError`] when item, voter or recorded state forbid a ballot.
    pub fn admit(
        poll: &'a Poll,
        item: &crate::AgendaItem,
        voter: PersonId,
    ) -> Result<Self, AdmitError> {
        if item.withdrawn {
            return Err(AdmitError::ItemWithdrawn);
        }
        if item.is_recused(voter) {
            return Err(AdmitError::Recused);
        }
        if !poll.roll.contains(&voter) {
            return Err(AdmitError::NotOnRoll);
        }
        match poll.state {
            PollState::Closed { .. } => Err(AdmitError::Closed),
            PollState::Open => Ok(Self { poll }),
        }
    }

    /// Checks what the server judges besides: its own clock.
    ///
    /// # Errors
    /// [`AdmitError::NotOpenYet`] or [`AdmitError::Closed`], by `now`.
    pub fn at(self, now: Moment) -> Result<Self, AdmitError> {
        if now < self.poll.opens_at {
            return Err(AdmitError::NotOpenYet);
        }
        if now >= self.poll.closes_at {
            return Err(AdmitError::Closed);
        }
        Ok(self)
    }

    /// Checks an answer against the form.
    ///
    /// # Errors
    /// [`AdmitError`] when the choice is not offered, or the opinion is missing or too long.
    pub fn check_answer(
        self,
        choice: Choice,
        grade: Option<Grade>,
        opinion: Option<&str>,
    ) -> Result<(), AdmitError> {
        Self::check_form(self.poll, choice, grade, opinion)
    }

    /// Checks an answer against the form of a poll that need not be open: a late ballot has to make sense, too.
    ///
    /// # Errors
    /// As [`OpenPoll::check_answer`].
    pub fn check_form(
        poll: &Poll,
        choice: Choice,
        grade: Option<Grade>,
        opinion: Option<&str>,
    ) -> Result<(), AdmitError> {
        if !poll.kind.choices().contains(&choice) {
            return Err(AdmitError::ChoiceNotOffered);
        }
        let words = opinion.map_or(0, |opinion| opinion.trim().chars().count());
        if (choice == Choice::Other || grade.is_some()) && words == 0 {
            return Err(AdmitError::OpinionMissing);
        }
        let fits = match grade {
            None => true,
            Some(Grade::Condition) => {
                poll.kind == PollKind::OpinionForm
                    && matches!(choice, Choice::Agree | Choice::Other)
            }
            Some(Grade::Should | Grade::Remark) => poll.kind == PollKind::OpinionForm,
        };
        if !fits {
            return Err(AdmitError::GradeNotOffered);
        }
        let whole = opinion.map_or(0, |opinion| opinion.chars().count());
        if whole > Self::MAX_OPINION_CHARS {
            return Err(AdmitError::OpinionTooLong);
        }
        Ok(())
    }
}
