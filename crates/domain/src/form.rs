//! Opinion forms (phiếu lấy ý kiến): several questions on one item, each put as a poll of its own, with one deadline.

use crate::{
    BallotId, BoundPaper, DeliveryId, FormId, ItemId, Moment, PersonId, PollId, ReplyId, Text,
};

/// How much a comment asks of the drafting ministry (Cabinet Office guidance on write-rounds).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Agreement depends on it.
    Condition,
    /// It should be addressed; agreement does not depend on it.
    Should,
    /// Said for the record.
    Remark,
}

impl Grade {
    /// The word that stands for it in sealed ballots and on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Condition => "condition",
            Self::Should => "should",
            Self::Remark => "remark",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Condition, Self::Should, Self::Remark].into_iter().find(|grade| grade.word() == word)
    }
}

/// Where a form stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormState {
    /// Being written; the secretariat's alone.
    Draft,
    /// Members answer.
    Sent,
    /// Every question is closed and counted.
    Closed,
    /// The secretariat took it to a session, as this item there: after an objection, or for any other reason.
    MovedToSession {
        /// The item.
        item: ItemId,
    },
}

/// One question of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The poll it becomes when the form is sent.
    pub poll: PollId,
    /// The question.
    pub text: Text,
}

/// A deadline that was moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    /// Until when it was.
    pub from: Moment,
    /// Until when it is.
    pub to: Moment,
    /// Why.
    pub reason: String,
    /// Who moved it.
    pub by: PersonId,
    /// When.
    pub at: Moment,
}

/// An opinion form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Identity.
    pub id: FormId,
    /// The item it asks about.
    pub item: ItemId,
    /// Title.
    pub title: Text,
    /// Questions in order; at least one when it is sent.
    pub questions: Vec<Question>,
    /// Until when answers count.
    pub closes_at: Moment,
    /// Why the time is shorter than the body's minimum; empty where it is not.
    pub short_reason: String,
    /// How the deadline was moved, oldest first.
    pub extensions: Vec<Extension>,
    /// When it was sent.
    pub sent_at: Option<Moment>,
    /// Where it stands.
    pub state: FormState,
}

impl Form {
    /// Most questions on one form.
    pub const MAX_QUESTIONS: usize = 40;

    /// A new form that nobody has filled in yet.
    pub fn blank(id: FormId, item: ItemId) -> Self {
        Self {
            id,
            item,
            title: Text::same(""),
            questions: Vec::new(),
            closes_at: Moment::from_micros(0),
            short_reason: String::new(),
            extensions: Vec::new(),
            sent_at: None,
            state: FormState::Draft,
        }
    }
}

/// What the drafting ministry does with an opinion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReplyKind {
    /// Taken up (tiếp thu).
    Accepted,
    /// Not taken up, with the reason (giải trình).
    Explained,
    /// Refused.
    Refused,
}

/// The drafting ministry's reply to one opinion; a later one replaces an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// Identity, kept when it changes.
    pub id: ReplyId,
    /// The question.
    pub poll: PollId,
    /// The ballot whose opinion it answers.
    pub ballot: BallotId,
    /// What is done with it.
    pub does: ReplyKind,
    /// In words; needed unless it is taken up.
    pub words: String,
    /// Who replied.
    pub by: PersonId,
    /// When.
    pub at: Moment,
}

impl Reply {
    /// Longest reply, in characters.
    pub const MAX_WORDS_CHARS: usize = 8_000;
}

/// A device's word that an item and these papers of its dossier have arrived whole. It says nothing of reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Identity, kept when it changes.
    pub id: DeliveryId,
    /// Item.
    pub item: ItemId,
    /// Member.
    pub person: PersonId,
    /// The papers that arrived, in reading order.
    pub papers: Vec<BoundPaper>,
    /// When the server heard of it.
    pub at: Moment,
}
