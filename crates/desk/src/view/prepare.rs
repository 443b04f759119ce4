//! What the secretariat sees while it prepares, and what it sends.

use super::{
    ClassificationView, DocumentRoleView, FormLineView, MeetingStateView, MeetingView, PersonView,
    TextView,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// What a person may do here beyond reading and answering.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RightsView {
    /// Prepares meetings and circulates forms: the secretariat.
    pub prepares: bool,
    /// Runs people and devices.
    pub administers: bool,
    /// Reads the trail of administrative acts.
    pub reads_trail: bool,
    /// Votes.
    pub votes: bool,
}

/// Whether people meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "named by their words")]
pub enum MeetingHeldAsView {
    Session,
    WrittenProcedure,
}

/// What an item asks of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "named by their words")]
pub enum ItemKindView {
    Decision,
    Discussion,
    Information,
}

/// Who sees an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "named by their words")]
pub enum VisibilityView {
    Body,
    Readers,
    Secretariat,
}

/// The part of the session an item belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "named by their words")]
pub enum PartView {
    WithoutDebate,
    Discussion,
}

/// Why an item is in its part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "named by their words")]
pub enum PartReasonView {
    Moved,
    IsADiscussion,
    Opened,
    NobodyOpened,
    EnoughAgree,
    NotEnoughYet,
}

/// Where a dossier stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "named by their words")]
pub enum DossierStateView {
    Draft,
    Lodged,
    Published,
    Confirmed,
    Considered,
    Withdrawn,
}

/// How many members said what on an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PositionCountsView {
    /// Without objection.
    pub no_objection: u32,
    /// Object.
    pub objects: u32,
    /// Wish to speak.
    pub speak: u32,
    /// Nothing yet.
    pub silent: u32,
}

/// Where an item stands in the plan of the session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlaceInPlanView {
    /// Part.
    pub part: PartView,
    /// Why.
    pub reason: PartReasonView,
    /// Words of whoever moved it by hand.
    pub moved_because: Option<String>,
    /// When it should be called up; absent for those from whom the positions on any item are hidden.
    pub begins_at: Option<Timestamp>,
    /// Positions in time; absent for those who may not see them.
    pub counts: Option<PositionCountsView>,
}

/// The plan of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ForecastView {
    /// Items adopted without debate.
    pub n_without_debate: u32,
    /// Items for discussion.
    pub n_discussion: u32,
    /// When the session should end.
    pub ends_at: Timestamp,
    /// Minutes planned for everything, as if every item were discussed.
    pub minutes_planned: u32,
}

/// A meeting on the secretariat's desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PrepareView {
    /// The meeting, as the secretariat has it now.
    pub meeting: MeetingView,
    /// Who chairs.
    pub chair: Uuid,
    /// Start in the meeting's zone, such as `2026-12-03T08:30`.
    pub starts_wall: String,
    /// End in the meeting's zone.
    pub ends_wall: String,
    /// Deadline for papers in the meeting's zone.
    pub lodge_by_wall: Option<String>,
    /// Cut-off for positions in the meeting's zone.
    pub positions_by_wall: Option<String>,
    /// Whether one of these two falls in a year whose holidays are not all known, so that it may be a day off.
    pub holidays_unknown: bool,
    /// Items in agenda order.
    pub items: Vec<PrepareItemView>,
    /// The plan.
    pub forecast: ForecastView,
    /// What members will see change with the next publication.
    pub announcements: Vec<AnnouncementView>,
    /// Edits of the meeting itself that met another's.
    pub conflicts: Vec<ConflictView>,
    /// States it may go to from here.
    pub next_states: Vec<MeetingStateView>,
    /// The people of the body, to choose from, sorted by given name.
    pub people: Vec<PersonChoiceView>,
    /// The highest classification whose content may be on the server.
    pub ceiling: ClassificationView,
    /// What `undo` would take back, as the act's word.
    pub undo: Option<String>,
    /// What `redo` would do again.
    pub redo: Option<String>,
    /// Acts on this device that the server has not taken yet.
    pub n_waiting: u32,
}

/// A person to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PersonChoiceView {
    /// Who.
    pub person: PersonView,
    /// Role in the body.
    pub role: RoleView,
    /// Whether they vote.
    pub votes: bool,
}

/// A role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words are product.md's")]
pub enum RoleView {
    Chair,
    Member,
    Adviser,
    Secretariat,
    Invitee,
    Auditor,
    Administrator,
}

/// An item on the secretariat's desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PrepareItemView {
    /// Identity.
    pub id: Uuid,
    /// The item it lies under.
    pub parent: Option<Uuid>,
    /// `3` or `3.2`.
    pub number: String,
    /// 0 at the top.
    pub depth: u32,
    /// Title.
    pub title: TextView,
    /// Recommended decision.
    pub decision: TextView,
    /// Who brings it.
    pub sponsor: Uuid,
    /// Their name.
    pub sponsor_name: String,
    /// Who presents it.
    pub rapporteurs: Vec<Uuid>,
    /// Minutes planned.
    pub minutes: u32,
    /// What is asked.
    pub kind: ItemKindView,
    /// Who sees it.
    pub visibility: VisibilityView,
    /// Named readers.
    pub readers: Vec<Uuid>,
    /// People invited for this item.
    pub invitees: Vec<Uuid>,
    /// Taken off the agenda.
    pub withdrawn: bool,
    /// Whether members know of it.
    pub is_out: bool,
    /// Whether members see an older wording.
    pub is_amended: bool,
    /// Its place in the plan.
    pub plan: Option<PlaceInPlanView>,
    /// Who takes no part.
    pub recusals: Vec<RecusalView>,
    /// A request to lodge late.
    pub late: Option<LateView>,
    /// Its dossier.
    pub dossier: Option<Uuid>,
    /// Where the dossier stands.
    pub dossier_state: DossierStateView,
    /// How closely it is held.
    pub classification: ClassificationView,
    /// Whether its content may not be on the server at all.
    pub on_paper_only: bool,
    /// Whether a paper is expected.
    pub paper_expected: bool,
    /// Whether a summary sheet is expected.
    pub summary_expected: bool,
    /// What is expected and not there.
    pub missing: Vec<DocumentRoleView>,
    /// Documents in reading order.
    pub documents: Vec<PrepareDocumentView>,
    /// Edits that met another's.
    pub conflicts: Vec<ConflictView>,
    /// Opinion forms on it.
    pub forms: Vec<FormLineView>,
}

/// A declared conflict of interest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecusalView {
    /// Who.
    pub person: Uuid,
    /// Their name.
    pub name: String,
    /// Why; empty where it was not said.
    pub reason: String,
    /// When it was declared.
    pub at: Timestamp,
}

/// A request to lodge papers late.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LateView {
    /// The urgency.
    pub reason: String,
    /// Who asks.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// The answer, once there is one.
    pub approved: Option<bool>,
    /// Words with the answer.
    pub words: String,
    /// Who answered.
    pub decided_by: Option<String>,
    /// Whether this person may answer: never whoever asked.
    pub may_decide: bool,
}

/// A document on the secretariat's desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PrepareDocumentView {
    /// Identity.
    pub id: Uuid,
    /// Title.
    pub title: TextView,
    /// Part in the dossier.
    pub role: DocumentRoleView,
    /// Order within the role.
    pub order: u32,
    /// Whether members have it.
    pub published: bool,
    /// Taken back.
    pub recalled: bool,
    /// Whether text may be copied out.
    pub may_copy: bool,
    /// The newest version, which goes out with the next publication if it is not out yet.
    pub newest: VersionView,
    /// All versions, newest first.
    pub versions: Vec<VersionView>,
    /// Bytes the server has, while the file is being sent.
    pub sending: Option<SendingView>,
    /// What to look at.
    pub warnings: Vec<PaperWarningView>,
    /// First page in the book of the meeting.
    pub book_page: Option<u32>,
}

/// A version of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VersionView {
    /// From 1.
    pub number: u32,
    /// Bytes.
    #[ts(type = "number")]
    pub length: u64,
    /// Pages.
    pub n_pages: Option<u32>,
    /// Whether there is text to search.
    pub has_text: Option<bool>,
    /// First letters of its BLAKE3 digest.
    pub digest: String,
    /// The file's name.
    pub name: String,
    /// Why there is a new version.
    pub reason: String,
    /// Who lodged it.
    pub lodged_by: Option<String>,
    /// When.
    pub lodged_at: Timestamp,
    /// When members got it.
    pub issued_at: Option<Timestamp>,
}

/// A file on its way to the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SendingView {
    /// Bytes the server has.
    #[ts(type = "number")]
    pub sent: u64,
    /// Bytes in all.
    #[ts(type = "number")]
    pub length: u64,
}

/// What to look at before a paper goes out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PaperWarningView {
    /// The very same file lies elsewhere in this meeting.
    SameFile {
        /// Number of that item.
        number: String,
        /// Title of that document.
        title: TextView,
    },
    /// The same file as the version before.
    Unchanged,
    /// No text to search: a scan.
    NoText,
    /// It was an office file; what is lodged is the PDF made of it.
    Converted {
        /// What it was: `docx`, `xls` and so on.
        from: String,
    },
    /// Macros lay in the office file. They were not run and are not in the PDF.
    HasMacros,
    /// It cannot be opened.
    Unreadable {
        /// Code of the reason.
        code: String,
    },
    /// A name that looks like another part of the dossier: `phu-luc.pdf` as the paper.
    LooksLike {
        /// That part.
        role: DocumentRoleView,
    },
}

/// One thing members will see change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AnnouncementView {
    /// `meeting`, `new_item`, `item`, `new_document`, `new_version` or `missing`.
    pub kind: String,
    /// Item it is about.
    pub item: Option<Uuid>,
    /// Number of that item.
    pub number: String,
    /// Title of the item or document.
    pub title: TextView,
    /// The field that changes, as its word.
    pub field: Option<String>,
}

/// An edit that met another's and waits for a word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ConflictView {
    /// `meeting` or `item`.
    pub kind: String,
    /// Identity of the meeting or item.
    pub id: Uuid,
    /// Field, as its word.
    pub field: String,
    /// What stands: words as they are, people as identities apart by commas, times in RFC 3339, else the word of a closed
    /// vocabulary.
    pub standing: String,
    /// What the later edit wanted, likewise.
    pub waiting: String,
    /// Whose edit waits.
    pub by: String,
    /// When it came.
    pub at: Timestamp,
}

/// A file that was taken in, before it is lodged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TakenFileView {
    /// Identity on this device.
    pub id: Uuid,
    /// Bytes.
    #[ts(type = "number")]
    pub length: u64,
    /// Pages.
    pub n_pages: Option<u32>,
    /// Whether there is text to search.
    pub has_text: Option<bool>,
    /// What to look at.
    pub warnings: Vec<PaperWarningView>,
}

/// What became of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DoneView {
    /// The thing that came into being, where one did.
    pub id: Option<Uuid>,
}
