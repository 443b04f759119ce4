//! What a screen sees: plain data, ready to be drawn, in the words of product.md.
//!
//! Views hold no wording: states are closed enums, and both the window and the command line look the words up in
//! the one catalogue (`assets/locales`). Times are RFC 3339 in UTC; the reader's zone is applied where it is drawn.
//! The TypeScript twins in `ui/src/ipc/bindings.ts` are generated from here (test `bindings_are_current`).

mod act;
mod book;
mod forms;
mod people;
mod prepare;
mod reading;
mod search;
mod sharing;
mod signatures;

pub use act::{ActInput, TwiceInput};
pub use book::{BookEntryView, BookView};
pub use forms::{
    ExtensionView, FormAnswerView, FormLineView, FormMemberStateView, FormMemberView,
    FormQuestionView, FormStateView, FormView, GradeView, ReplyKindView, ReplyView,
    SessionChoiceView,
};
pub use people::{
    AdministeredDeviceView, BodyView, DelegationView, EnrolmentCodeView, ImportColumnView,
    ImportDoesView, ImportLineView, ImportProblemView, PeopleImportView, PeopleView,
    PersonLineView, ReportFormatView, SavedFileView, SeatStateView, SeatView, TrailInput,
    TrailLineView, TrailSubjectView, TrailView,
};
pub use prepare::{
    AnnouncementView, ConflictView, DoneView, DossierStateView, ForecastView, ItemKindView,
    LateView, MeetingHeldAsView, PaperWarningView, PartReasonView, PartView, PersonChoiceView,
    PlaceInPlanView, PositionCountsView, PrepareDocumentView, PrepareItemView, PrepareView,
    RecusalView, RightsView, RoleView, SendingView, TakenFileView, VersionView, VisibilityView,
};
pub use reading::{
    AnnotationView, ChangesView, FindHitView, FindView, LinkTargetView, LinkView, MarkInput,
    MarkView, MarksInput, NotesFormatView, NotesView, OpenedView, OutlineView, PageChangeKindView,
    PageChangeView, PagePartsView, PageTextView, PageView, ParagraphChangeKindView,
    ParagraphChangeView, ParagraphView, PieceChangeView, PieceView, PlacementView, RectView,
    ReshapeInput, TakenNotesView, TextPlaceView, TextRunView, WordsView,
};
pub use search::{SearchHitView, SearchInput, SearchKindView, SearchPieceView, SearchView};
pub use sharing::{
    LayerView, OwnShareView, OwnSharingView, ReaderChoiceView, ShareInput, SharedNoteView,
    SharingKeyView, SharingPersonView, TakenOverView,
};
pub use signatures::{
    ChainView, IntegrityView, LaterView, ProvenByView, RangeFaultView, RevocationView,
    SignatureKindView, SignatureView, SignaturesStateView, SignaturesView, SignerView,
    SigningTimeView, TimestampFaultView,
};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// A name or title in the two languages of the cabinet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TextView {
    /// Vietnamese.
    pub vi: String,
    /// English; equal to the Vietnamese text where nobody translated it.
    pub en: String,
}

/// Which of the three lives the program is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AppPhase {
    /// No profile on this device yet.
    FirstRun,
    /// A profile is there, and its keys are not in memory.
    Locked,
    /// A profile is open.
    Open,
}

/// What the operating system's keyring said at start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeyringState {
    /// A keyring answers.
    Present,
    /// There is no keyring on this machine: a passphrase protects the profile.
    Absent,
}

/// The program as a whole, before any cabinet data is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AppView {
    /// First run, locked or open.
    pub phase: AppPhase,
    /// Whether unlocking asks for a passphrase.
    pub needs_passphrase: bool,
    /// Whether a new profile must be given a passphrase (no keyring here).
    pub keyring: KeyringState,
    /// `vi` or `en`.
    pub locale: String,
    /// `system`, `light` or `dark`.
    pub theme: String,
    /// Program version.
    pub version: String,
    /// The only personal datum the lock screen may show.
    pub person_name: Option<String>,
    /// Whether a demonstration server lies beside this program.
    pub demo_available: bool,
}

/// What is needed to enrol this device.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EnrolInput {
    /// An `ecabinet://enrol?...` link, or the typed code.
    pub code_or_link: String,
    /// `https://host:port`; needed with a typed code, ignored with a link.
    pub server: Option<String>,
    /// How the member tells their devices apart.
    pub device_name: String,
    /// Extra passphrase; required where the machine has no keyring.
    pub passphrase: Option<String>,
}

/// Contact with the server and what is waiting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StatusView {
    /// Whether the last attempt to reach the server succeeded.
    pub online: bool,
    /// Whether a synchronisation is running now.
    pub syncing: bool,
    /// The last time the server answered.
    pub last_contact: Option<Timestamp>,
    /// Local changes not yet acknowledged by the server.
    pub n_waiting: u32,
    /// Ballots among them.
    pub n_waiting_ballots: u32,
    /// Operations the server refused; kept and shown.
    pub n_refused: u32,
    /// Received records this program could not read; kept aside.
    pub n_quarantined: u32,
    /// Dossiers whose every file is here and verified.
    pub dossiers_ready: u32,
    /// Dossiers this member should have.
    pub dossiers_total: u32,
    /// Bytes of files already here.
    #[ts(type = "number")]
    pub bytes_done: u64,
    /// Bytes of files wanted in all.
    #[ts(type = "number")]
    pub bytes_total: u64,
    /// Estimate from the last seconds' rate.
    pub seconds_left: Option<u32>,
    /// The problem to show, if any.
    pub problem: Option<ErrorView>,
    /// Server address, host and port only.
    pub server: String,
    /// Who is signed in.
    pub person: PersonView,
    /// This device's name.
    pub device_name: String,
    /// Whether this device holds the key of the member's private notes.
    pub has_note_key: bool,
    /// What this person may do beyond reading and answering.
    pub rights: RightsView,
}

/// An error as the person meets it: a stable code, and facts for the sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ErrorView {
    /// Key `error-CODE` of the catalogue.
    pub code: String,
    /// Named facts for the sentence.
    #[ts(type = "Record<string, string>")]
    pub details: std::collections::BTreeMap<String, String>,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PersonView {
    /// Identity.
    pub id: Uuid,
    /// Full name in Vietnamese order.
    pub name: String,
    /// Office held.
    pub office: TextView,
}

/// Where a meeting stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words are product.md's")]
pub enum MeetingStateView {
    Draft,
    InReview,
    Published,
    InSession,
    Closed,
    Archived,
    Cancelled,
}

/// One line of the list of meetings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MeetingView {
    /// Identity.
    pub id: Uuid,
    /// Title.
    pub title: TextView,
    /// The body that meets.
    pub body: TextView,
    /// Where.
    pub place: TextView,
    /// When it starts.
    pub starts_at: Timestamp,
    /// When it should end.
    pub ends_at: Timestamp,
    /// Where it stands.
    pub state: MeetingStateView,
    /// Session or written procedure.
    pub held_as: MeetingHeldAsView,
    /// The zone its times were set in, an IANA name.
    pub zone: String,
    /// Until when papers are lodged without asking.
    pub lodge_by: Option<Timestamp>,
    /// Until when positions count.
    pub positions_by: Option<Timestamp>,
    /// Number of publications.
    pub edition: u32,
    /// Amended and not published again; always false for members.
    pub amended: bool,
    /// Whether this person prepares it.
    pub may_prepare: bool,
    /// Who chairs.
    pub chair: String,
    /// Items this person may see.
    pub n_items: u32,
    /// Items, forms and ballots that wait for this person.
    pub n_expected: u32,
}

/// A position before the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words are product.md's")]
pub enum PositionValueView {
    NoObjection,
    Objects,
    WishesToSpeak,
}

/// How safe something the member did is. Never more than is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SafetyView {
    /// Saved on this device, not yet received.
    Saved,
    /// The server has it; for a ballot: its receipt is verified.
    Received,
    /// In a closed and verified count.
    Counted,
    /// Arrived after the deadline.
    Late,
    /// The server refused it.
    Refused,
    /// A receipt did not match.
    Disputed,
}

/// This member's own position on an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MyPositionView {
    /// What was stated.
    pub value: PositionValueView,
    /// How safe it is.
    pub safety: SafetyView,
    /// Words with it.
    pub comment: String,
    /// How much they ask.
    pub grade: Option<GradeView>,
}

/// A position on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PositionInput {
    /// Item.
    pub item: Uuid,
    /// Value.
    pub value: PositionValueView,
    /// Words with it.
    pub comment: String,
    /// How much they ask.
    pub grade: Option<GradeView>,
}

/// Somebody else's position, for those who may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StatedPositionView {
    /// Who.
    pub person: PersonView,
    /// What.
    pub value: PositionValueView,
    /// Words with it.
    pub comment: String,
    /// How much they ask.
    pub grade: Option<GradeView>,
    /// After the cut-off: shown, without effect.
    pub late: bool,
}

/// Whether a dossier's papers are all here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PapersStateView {
    /// Lodged, on this device, verified.
    Ready,
    /// Lodged, not all on this device yet.
    Syncing,
    /// The secretariat has not lodged a paper that belongs here.
    Missing,
    /// The item needs no papers.
    None,
    /// Taken back; unreadable on this device.
    Recalled,
}

/// One line of the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ItemView {
    /// Identity.
    pub id: Uuid,
    /// The item it lies under.
    pub parent: Option<Uuid>,
    /// `3` or `3.2`, computed from the tree.
    pub number: String,
    /// 0 for the top of the tree.
    pub depth: u32,
    /// Title.
    pub title: TextView,
    /// Who brings it.
    pub sponsor: String,
    /// Minutes planned.
    pub minutes: u32,
    /// Taken off the agenda.
    pub withdrawn: bool,
    /// Whether this person takes no part in it.
    pub recused: bool,
    /// Papers.
    pub papers: PapersStateView,
    /// Number of documents in the dossier.
    pub n_documents: u32,
    /// Whether this person may state a position.
    pub may_state_position: bool,
    /// Own position.
    pub my_position: Option<MyPositionView>,
    /// Polls put on this item.
    pub polls: Vec<PollLineView>,
    /// What is asked.
    pub kind: ItemKindView,
    /// Recommended decision.
    pub decision: TextView,
    /// Its place in the plan; absent where it is withdrawn, and for those who may not see the positions on it, unless
    /// it was moved by hand.
    pub plan: Option<PlaceInPlanView>,
    /// Positions of others, for those who may see them.
    pub positions: Vec<StatedPositionView>,
    /// Papers that came late, and who allowed it.
    pub late: Option<LateView>,
    /// Whether its content stays on paper.
    pub on_paper_only: bool,
    /// Whether this person may declare a conflict of interest.
    pub may_recuse: bool,
    /// Opinion forms on it.
    pub forms: Vec<FormLineView>,
    /// Documents with a version this person has not opened yet.
    pub n_new_papers: u32,
}

/// What a poll is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PollKindView {
    /// Named vote in the session.
    RollCall,
    /// Phiếu lấy ý kiến.
    OpinionForm,
}

/// Where a poll stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PollStateView {
    /// Not open yet.
    Planned,
    /// Answers count.
    Open,
    /// Closed and counted.
    Closed,
    /// Withdrawn with its item.
    Withdrawn,
}

/// A choice on a ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words are product.md's")]
pub enum ChoiceView {
    Agree,
    Disagree,
    Other,
    Abstain,
}

/// A poll on one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PollLineView {
    /// Identity.
    pub id: Uuid,
    /// Roll call or opinion form.
    pub kind: PollKindView,
    /// Where it stands.
    pub state: PollStateView,
    /// When it closes.
    pub closes_at: Timestamp,
    /// Whether this person is on its roll.
    pub may_vote: bool,
    /// Own ballot, if cast.
    pub my_ballot: Option<MyBallotView>,
}

/// A meeting with its agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AgendaView {
    /// The meeting.
    pub meeting: MeetingView,
    /// Items in agenda order.
    pub items: Vec<ItemView>,
    /// The plan of the session; absent for those from whom the positions on any item are hidden.
    pub forecast: Option<ForecastView>,
}

/// One thing expected of this person, most urgent first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExpectedView {
    /// `position`, `opinion_form` or `roll_call`.
    pub kind: ExpectedKindView,
    /// Meeting it belongs to.
    pub meeting: Uuid,
    /// Item it belongs to.
    pub item: Uuid,
    /// Poll, where it is one.
    pub poll: Option<Uuid>,
    /// Form, where it is one; its questions are one row.
    pub form: Option<Uuid>,
    /// Questions to answer, or papers to read.
    pub n_asked: u32,
    /// Whether an answer must be confirmed because papers changed.
    pub stale: bool,
    /// Number of the item.
    pub number: String,
    /// Title of the item, or the question.
    pub title: TextView,
    /// Title of the meeting.
    pub meeting_title: TextView,
    /// By when.
    pub due_at: Timestamp,
    /// Pages in the dossier.
    pub n_pages: u32,
}

/// What is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "named by their words")]
pub enum ExpectedKindView {
    Position,
    OpinionForm,
    RollCall,
    NewPapers,
    Settle,
}

/// The part a document plays in its dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words are product.md's")]
pub enum DocumentRoleView {
    SummarySheet,
    Paper,
    Attachment,
}

/// A file's way to this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FileStateView {
    /// Not begun.
    Waiting,
    /// Partly here.
    Partial,
    /// Here, and its hash matches.
    Ready,
    /// Its key was destroyed.
    Recalled,
    /// Longer than this device accepts, or no room: see `problem`.
    Failed,
}

/// A document of a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DocumentView {
    /// Identity.
    pub id: Uuid,
    /// Title.
    pub title: TextView,
    /// Part in the dossier.
    pub role: DocumentRoleView,
    /// Latest version, from 1.
    pub version: u32,
    /// When that version was lodged.
    pub lodged_at: Timestamp,
    /// Pages, as the lodger's reader counted them; `None` where unreadable.
    pub n_pages: Option<u32>,
    /// Length in bytes.
    #[ts(type = "number")]
    pub length: u64,
    /// Way to this device.
    pub file: FileStateView,
    /// Bytes already here.
    #[ts(type = "number")]
    pub bytes_done: u64,
    /// Why it failed.
    pub problem: Option<ErrorView>,
    /// Own live annotations.
    pub n_annotations: u32,
    /// Notes that others share with this person.
    pub n_shared: u32,
    /// The page last read, from 0.
    pub last_page: u32,
    /// Whether text may be copied out.
    pub may_copy: bool,
    /// Its first page in the book of the meeting, the same for everybody; `None` where it has no number there.
    pub book_page: Option<u32>,
}

/// A dossier: an item's papers as one unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DossierView {
    /// The item it belongs to.
    pub item: ItemView,
    /// The meeting.
    pub meeting: MeetingView,
    /// Summary sheet first, then papers, then attachments.
    pub documents: Vec<DocumentView>,
    /// Classification word.
    pub classification: ClassificationView,
}

/// How a dossier is classified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words are product.md's")]
pub enum ClassificationView {
    Open,
    Internal,
    Confidential,
    Secret,
    HighlySecret,
    TopSecret,
}

/// A ballot sheet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PollView {
    /// Line data.
    pub line: PollLineView,
    /// The form it is a question of.
    pub form: Option<Uuid>,
    /// Question.
    pub question: TextView,
    /// Item.
    pub item: Uuid,
    /// Item's number.
    pub item_number: String,
    /// Item's title.
    pub item_title: TextView,
    /// Meeting.
    pub meeting: Uuid,
    /// When it opened.
    pub opens_at: Timestamp,
    /// The papers the ballot is bound to.
    pub papers: Vec<BoundPaperView>,
    /// Choices offered, in order.
    pub choices: Vec<ChoiceView>,
    /// Number of people on the roll.
    pub n_roll: u32,
    /// The result after close.
    pub result: Option<ResultView>,
    /// Whether this person may close it now.
    pub may_close: bool,
}

/// A paper a ballot is bound to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BoundPaperView {
    /// Document.
    pub document: Uuid,
    /// Title.
    pub title: TextView,
    /// Version.
    pub version: u32,
}

/// This member's own ballot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MyBallotView {
    /// Choice.
    pub choice: ChoiceView,
    /// How much the opinion asks.
    pub grade: Option<GradeView>,
    /// Opinion in words.
    pub opinion: Option<String>,
    /// When it was confirmed, by this device's clock.
    pub cast_at: Timestamp,
    /// How safe it is.
    pub safety: SafetyView,
    /// Position in the public log, once received.
    #[ts(type = "number | null")]
    pub log_index: Option<u64>,
    /// First characters of the ballot's SHA-256, to compare by eye.
    pub tracker: String,
    /// The papers changed since: confirm or change.
    pub stale: bool,
    /// Why it was refused.
    pub refusal: Option<ErrorView>,
}

/// A ballot to be cast.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BallotInput {
    /// Poll.
    pub poll: Uuid,
    /// Choice.
    pub choice: ChoiceView,
    /// How much the opinion asks.
    #[serde(default)]
    pub grade: Option<GradeView>,
    /// Opinion; required with `other`.
    pub opinion: Option<String>,
    /// The papers that lay on the sheet when the member reviewed it; refused when they have changed since.
    pub papers: Vec<BoundPaperView>,
}

/// A closed poll's result: the numbers and the sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ResultView {
    /// `adopted`, `not_adopted`, `no_quorum` or `chair_decides`.
    pub outcome: OutcomeView,
    /// People entitled.
    pub total: u32,
    /// Ballots received in time.
    pub received: u32,
    /// Agree.
    pub agree: u32,
    /// Disagree.
    pub disagree: u32,
    /// Other opinion.
    pub other: u32,
    /// Abstain.
    pub abstain: u32,
    /// On a condition not accepted.
    pub held: u32,
    /// Answered on papers that changed.
    pub stale: u32,
    /// Silent and delivered.
    pub reached: u32,
    /// Silent, delivery not confirmed.
    pub unreached: u32,
    /// Standing aside and kept in the base.
    pub aside: u32,
    /// Agreements needed.
    pub needed: u32,
    /// Whether it takes effect only when the chair confirms it.
    pub awaits_chair: bool,
    /// The chair's word, once given.
    pub settled: Option<SettledView>,
    /// The sentence that explains it, in both languages.
    pub sentence: TextView,
    /// How each named member voted; empty where this person may not see it.
    pub votes: Vec<NamedVoteView>,
}

/// The chair's word on a counted poll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SettledView {
    /// For or against.
    pub adopted: bool,
    /// Why.
    pub reason: String,
    /// Who.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// How a poll ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "named by their words")]
pub enum OutcomeView {
    Adopted,
    NotAdopted,
    NoQuorum,
    ChairDecides,
    GoesToSession,
    Unreached,
}

/// One member's vote in a closed poll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NamedVoteView {
    /// Who.
    pub person: PersonView,
    /// What; `None` where no ballot came in time.
    pub choice: Option<ChoiceView>,
    /// How much the opinion asks.
    pub grade: Option<GradeView>,
    /// Opinion in words.
    pub opinion: Option<String>,
}

/// A device of this member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeviceView {
    /// Identity.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// Whether it is the one in use.
    pub this_device: bool,
    /// When it enrolled.
    pub enrolled_at: Timestamp,
    /// Revoked devices stay listed.
    pub revoked: bool,
    /// Whether it holds the key of the private notes.
    pub has_note_key: bool,
    /// The code both devices show; compare before approving. `None` on devices that need no approval.
    pub pairing_code: Option<String>,
}

/// Something that was kept back, shown so that nothing is dropped silently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeptView {
    /// Operation or record.
    pub id: String,
    /// `waiting`, `refused` or `unreadable`.
    pub state: KeptStateView,
    /// `annotation`, `position`, `ballot` or a record's kind.
    pub kind: String,
    /// When it was made or came.
    pub at: Timestamp,
    /// Why.
    pub problem: Option<ErrorView>,
}

/// Why something is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "named by their words")]
pub enum KeptStateView {
    Waiting,
    Refused,
    Unreadable,
}
