//! Opinion forms, for those who answer and for those who gather the answers.

use super::{
    ChoiceView, PersonView, PollKindView, PollStateView, ResultView, SafetyView, TextView,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// Where a form stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "named by their words")]
pub enum FormStateView {
    Draft,
    Sent,
    Closed,
    MovedToSession,
}

/// How much a comment asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "named by their words")]
pub enum GradeView {
    Condition,
    Should,
    Remark,
}

/// A form on one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FormLineView {
    /// Identity.
    pub id: Uuid,
    /// Title.
    pub title: TextView,
    /// Item it asks about.
    pub item: Uuid,
    /// Number of that item.
    pub item_number: String,
    /// Title of that item.
    pub item_title: TextView,
    /// Meeting or written procedure.
    pub meeting: Uuid,
    /// Its title.
    pub meeting_title: TextView,
    /// Where it stands.
    pub state: FormStateView,
    /// Until when answers count.
    pub closes_at: Timestamp,
    /// Questions.
    pub n_questions: u32,
    /// Questions this person is to answer and has not, or whose papers changed.
    pub n_mine_open: u32,
    /// Questions whose papers changed since this person answered.
    pub n_mine_stale: u32,
    /// Members who answered every question; for those who may see it.
    pub n_answered: Option<u32>,
    /// Members on the roll.
    pub n_roll: u32,
}

/// A form with its questions and, for those who may see them, its answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FormView {
    /// On one line.
    pub line: FormLineView,
    /// The name of the body.
    pub body: TextView,
    /// Why the time is shorter than the rule.
    pub short_reason: String,
    /// Moved deadlines.
    pub extensions: Vec<ExtensionView>,
    /// Deadline in the body's zone, such as `2026-12-03T17:00`, to be edited.
    pub closes_wall: String,
    /// Whether the deadline of a form that is not closed falls in or after a year whose holidays are not all known, so
    /// that its working days want a person's eye; for those who run it.
    pub holidays_unknown: bool,
    /// Questions in order.
    pub questions: Vec<FormQuestionView>,
    /// Members in order of their given names; empty for those who may not see the answers.
    pub members: Vec<FormMemberView>,
    /// Whether this person runs it.
    pub may_run: bool,
    /// Whether this person may close its open questions now: everybody on the roll has answered.
    pub may_close: bool,
    /// Whether this person replies for the drafting ministry.
    pub may_reply: bool,
    /// The item in a session it was moved to.
    pub moved_to: Option<Uuid>,
    /// Sessions it could be moved to.
    pub sessions: Vec<SessionChoiceView>,
}

/// A session to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SessionChoiceView {
    /// Identity.
    pub id: Uuid,
    /// Title.
    pub title: TextView,
}

/// A deadline that was moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExtensionView {
    /// From.
    pub from: Timestamp,
    /// To.
    pub to: Timestamp,
    /// Why.
    pub reason: String,
    /// Who.
    pub by: String,
}

/// A question of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FormQuestionView {
    /// The poll it is, or will be.
    pub poll: Uuid,
    /// The question.
    pub text: TextView,
    /// Roll call or opinion form; always the latter here.
    pub kind: PollKindView,
    /// Where it stands; `planned` while the form is a draft.
    pub state: PollStateView,
    /// The result once closed; for those who may see answers, how it stands before.
    pub result: Option<ResultView>,
    /// Whether the result is final.
    pub is_final: bool,
    /// Whether the chair's word is awaited, and this person is the chair.
    pub may_settle: bool,
    /// This person's own answer.
    pub mine: Option<FormAnswerView>,
}

/// Where a member stands with a form. Never whether they have read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FormMemberStateView {
    /// Sent, nothing known of its arrival.
    Sent,
    /// On the member's device with all papers.
    Delivered,
    /// Some questions are answered.
    Partly,
    /// Every question is answered.
    Answered,
    /// An answer was given on papers that have changed.
    Stale,
    /// The deadline has passed without all answers.
    Overdue,
    /// Takes no part.
    Recused,
    /// No longer a member.
    Gone,
}

/// A member's line in the matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FormMemberView {
    /// Who.
    pub person: PersonView,
    /// Where they stand.
    pub state: FormMemberStateView,
    /// When the papers arrived on their device.
    pub delivered_at: Option<Timestamp>,
    /// One a question.
    pub answers: Vec<Option<FormAnswerView>>,
}

/// An answer in the matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FormAnswerView {
    /// The ballot.
    pub ballot: Uuid,
    /// Choice.
    pub choice: ChoiceView,
    /// How much the opinion asks.
    pub grade: Option<GradeView>,
    /// Opinion.
    pub opinion: Option<String>,
    /// When the server took it.
    pub received_at: Timestamp,
    /// How safe it is; for answers of others always `received`, `counted` or `late`.
    pub safety: SafetyView,
    /// Given on papers that have changed.
    pub stale: bool,
    /// The drafting ministry's reply.
    pub reply: Option<ReplyView>,
}

/// What the drafting ministry does with an opinion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "named by their words")]
pub enum ReplyKindView {
    Accepted,
    Explained,
    Refused,
}

/// A reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReplyView {
    /// What is done.
    pub does: ReplyKindView,
    /// In words.
    pub words: String,
    /// Who.
    pub by: String,
    /// When.
    pub at: Timestamp,
}
