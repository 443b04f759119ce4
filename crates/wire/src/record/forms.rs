use super::polls::BoundPaperRecord;
use super::travels::{Travels, record};
use super::{RecordError, TextRecord};
use crate::words::ReplyWord;
use domain::{Delivery, Extension, Form, FormState, Question, Reply};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

record! {
    /// One question of a form.
    QuestionRecord = Question {
        /// The poll it becomes.
        poll: Uuid,
        /// The question.
        text: TextRecord,
    }
}

record! {
    /// A deadline that was moved.
    ExtensionRecord = Extension {
        /// From.
        from: Timestamp,
        /// To.
        to: Timestamp,
        /// Why.
        reason: String,
        /// Who.
        by: Uuid,
        /// When.
        at: Timestamp,
    }
}

/// Where a form stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum FormStateRecord {
    /// Being written.
    Draft,
    /// Members answer.
    Sent,
    /// Counted.
    Closed,
    /// Taken to a session.
    MovedToSession {
        /// As this item.
        item: Uuid,
    },
}

impl Travels for FormState {
    type Wire = FormStateRecord;

    fn out(&self) -> FormStateRecord {
        match self {
            Self::Draft => FormStateRecord::Draft,
            Self::Sent => FormStateRecord::Sent,
            Self::Closed => FormStateRecord::Closed,
            Self::MovedToSession { item } => FormStateRecord::MovedToSession { item: item.out() },
        }
    }

    fn back(wire: FormStateRecord, field: &'static str) -> Result<Self, RecordError> {
        Ok(match wire {
            FormStateRecord::Draft => Self::Draft,
            FormStateRecord::Sent => Self::Sent,
            FormStateRecord::Closed => Self::Closed,
            FormStateRecord::MovedToSession { item } => {
                Self::MovedToSession { item: Travels::back(item, field)? }
            }
        })
    }
}

record! {
    /// An opinion form.
    FormRecord = Form {
        /// Identity.
        id: Uuid,
        /// Item.
        item: Uuid,
        /// Title.
        title: TextRecord,
        /// Questions.
        questions: Vec<QuestionRecord>,
        /// Until when answers count.
        closes_at: Timestamp,
        /// Why the time is shorter than the rule.
        short_reason: String,
        /// Moved deadlines.
        extensions: Vec<ExtensionRecord>,
        /// When it was sent.
        sent_at: Option<Timestamp>,
        /// State.
        state: FormStateRecord,
    }
}

record! {
    /// The drafting ministry's reply to an opinion.
    ReplyRecord = Reply {
        /// Identity, kept when it changes; `kind` names the record.
        id: Uuid,
        /// Question.
        poll: Uuid,
        /// The ballot whose opinion it answers.
        ballot: Uuid,
        /// What is done with the opinion.
        does: ReplyWord,
        /// In words.
        words: String,
        /// Who.
        by: Uuid,
        /// When.
        at: Timestamp,
    }
}

record! {
    /// A device's word that an item's papers arrived whole.
    DeliveryRecord = Delivery {
        /// Identity.
        id: Uuid,
        /// Item.
        item: Uuid,
        /// Member.
        person: Uuid,
        /// Papers that arrived.
        papers: Vec<BoundPaperRecord>,
        /// When the server heard of it.
        at: Timestamp,
    }
}
