//! What the secretariat, the chair and members send beyond positions and ballots: one shape for each act.

use super::{
    ClassificationView, DocumentRoleView, DossierStateView, ItemKindView, MeetingHeldAsView,
    MeetingStateView, PartView, ReplyKindView, RoleView, TextView, VisibilityView,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// Which of two instants is meant where clocks are set back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "named by their words")]
pub enum TwiceInput {
    First,
    Second,
}

/// An act. Times are wall times such as `2026-12-03T08:30` in the meeting's zone, those of forms in the body's. A
/// field that is absent (`null`) stays as it is; an empty text takes a time away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "act", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum ActInput {
    /// Makes a meeting.
    CreateMeeting {
        /// Session or written procedure.
        held_as: MeetingHeldAsView,
        /// Title.
        title: TextView,
        /// Place.
        place: TextView,
        /// IANA zone; the body's where absent.
        zone: Option<String>,
        /// Start.
        starts: String,
        /// End.
        ends: String,
        /// Where clocks are set back.
        twice: Option<TwiceInput>,
    },
    /// Makes a meeting from another: its place, its people, and the items that come back.
    CopyMeeting {
        /// The other.
        from: Uuid,
        /// Title.
        title: TextView,
        /// Start.
        starts: String,
        /// End.
        ends: String,
        /// Items to copy, without papers and positions.
        items: Vec<Uuid>,
    },
    /// Changes a meeting.
    EditMeeting {
        /// Which.
        meeting: Uuid,
        /// Title.
        title: Option<TextView>,
        /// Place.
        place: Option<TextView>,
        /// Zone.
        zone: Option<String>,
        /// Start.
        starts: Option<String>,
        /// End.
        ends: Option<String>,
        /// Where clocks are set back.
        twice: Option<TwiceInput>,
        /// Chair.
        chair: Option<Uuid>,
        /// Deadline for papers.
        lodge_by: Option<String>,
        /// Cut-off for positions.
        positions_by: Option<String>,
    },
    /// Moves a meeting through its life; to `published` publishes it.
    MoveMeeting {
        /// Which.
        meeting: Uuid,
        /// Next state.
        to: MeetingStateView,
    },
    /// Takes a meeting away that nobody has seen.
    RemoveMeeting {
        /// Which.
        meeting: Uuid,
    },
    /// Adds an item with an empty dossier.
    AddItem {
        /// Meeting.
        meeting: Uuid,
        /// The item it lies under.
        parent: Option<Uuid>,
        /// The sibling before it; first where absent.
        after: Option<Uuid>,
        /// Title.
        title: TextView,
        /// Who brings it.
        sponsor: Uuid,
        /// Minutes.
        minutes: u32,
        /// What is asked.
        kind: ItemKindView,
        /// How closely it is held.
        classification: ClassificationView,
    },
    /// Copies items with their wording into a meeting, at its end.
    CopyItems {
        /// Where to.
        meeting: Uuid,
        /// Which.
        items: Vec<Uuid>,
    },
    /// Changes an item or its dossier's settings.
    EditItem {
        /// Which.
        item: Uuid,
        /// Title.
        title: Option<TextView>,
        /// Recommended decision.
        decision: Option<TextView>,
        /// Who brings it.
        sponsor: Option<Uuid>,
        /// Who presents it.
        rapporteurs: Option<Vec<Uuid>>,
        /// Minutes.
        minutes: Option<u32>,
        /// What is asked.
        kind: Option<ItemKindView>,
        /// Who sees it.
        visibility: Option<VisibilityView>,
        /// Named readers.
        readers: Option<Vec<Uuid>>,
        /// People invited for it.
        invitees: Option<Vec<Uuid>>,
        /// How closely it is held.
        classification: Option<ClassificationView>,
        /// Whether a paper is expected.
        paper_expected: Option<bool>,
        /// Whether a summary sheet is expected.
        summary_expected: Option<bool>,
    },
    /// Gives an item its place.
    MoveItem {
        /// Which.
        item: Uuid,
        /// The item it lies under.
        parent: Option<Uuid>,
        /// The sibling before it; first where absent.
        after: Option<Uuid>,
    },
    /// Takes an item away that nobody has seen, with its papers.
    RemoveItem {
        /// Which.
        item: Uuid,
    },
    /// Takes an item off the agenda, or puts it back.
    WithdrawItem {
        /// Which.
        item: Uuid,
        /// Whether it is off.
        withdrawn: bool,
    },
    /// Moves an item between the parts of the session.
    MovePart {
        /// Which.
        item: Uuid,
        /// Where to; absent: as the positions say.
        part: Option<PartView>,
        /// Why.
        reason: String,
    },
    /// Declares that a person takes no part.
    Recuse {
        /// In which item.
        item: Uuid,
        /// Who; this person where absent.
        person: Option<Uuid>,
        /// Why.
        reason: String,
    },
    /// Takes a recusal back.
    LiftRecusal {
        /// In which item.
        item: Uuid,
        /// Whose.
        person: Uuid,
    },
    /// Asks to lodge late.
    AskLate {
        /// Which item.
        item: Uuid,
        /// The urgency.
        reason: String,
    },
    /// Answers such a request.
    DecideLate {
        /// Which item.
        item: Uuid,
        /// Yes or no.
        approved: bool,
        /// Words with it.
        words: String,
    },
    /// Chooses in a conflict of two edits.
    ResolveConflict {
        /// `meeting` or `item`.
        kind: String,
        /// Identity.
        id: Uuid,
        /// Field, as its word.
        field: String,
        /// Whether the waiting value is taken.
        take: bool,
    },
    /// Lodges a file that was taken in: as a new document, or as a new version of one.
    Lodge {
        /// The taken file.
        file: Uuid,
        /// The item whose dossier it belongs to.
        item: Uuid,
        /// The document it is a new version of.
        document: Option<Uuid>,
        /// Part in the dossier, for a new document.
        role: DocumentRoleView,
        /// Title, for a new document.
        title: TextView,
        /// The file's name.
        name: String,
        /// Why there is a new version.
        reason: String,
    },
    /// Changes a document's title, part, order or the right to copy.
    EditDocument {
        /// Which.
        document: Uuid,
        /// Title.
        title: Option<TextView>,
        /// Part.
        role: Option<DocumentRoleView>,
        /// Order within the part.
        order: Option<u32>,
        /// Whether text may be copied out.
        may_copy: Option<bool>,
    },
    /// Takes a document away that nobody has seen.
    RemoveDocument {
        /// Which.
        document: Uuid,
    },
    /// Takes a document back from everybody.
    Recall {
        /// Which.
        document: Uuid,
    },
    /// Moves a dossier through its life.
    MoveDossier {
        /// Of which item.
        item: Uuid,
        /// Next state.
        to: DossierStateView,
    },
    /// Writes a form on an item.
    DraftForm {
        /// Item.
        item: Uuid,
        /// Title.
        title: TextView,
        /// Questions.
        questions: Vec<TextView>,
        /// Deadline; by the rule where absent.
        closes: Option<String>,
        /// Why the time is shorter than the rule.
        short_reason: String,
    },
    /// Changes a form that is not sent yet.
    EditForm {
        /// Which.
        form: Uuid,
        /// Title.
        title: Option<TextView>,
        /// Questions.
        questions: Option<Vec<TextView>>,
        /// Deadline.
        closes: Option<String>,
        /// Why the time is shorter than the rule.
        short_reason: Option<String>,
    },
    /// Takes a form away that is not sent yet.
    RemoveForm {
        /// Which.
        form: Uuid,
    },
    /// Sends a form.
    SendForm {
        /// Which.
        form: Uuid,
    },
    /// Moves a form's deadline further.
    ExtendForm {
        /// Which.
        form: Uuid,
        /// Until when.
        closes: String,
        /// Why.
        reason: String,
    },
    /// Takes a form's matter to a session.
    MoveFormToSession {
        /// Which.
        form: Uuid,
        /// Session.
        meeting: Uuid,
    },
    /// Replies to an opinion.
    Reply {
        /// Question.
        poll: Uuid,
        /// Ballot.
        ballot: Uuid,
        /// What is done.
        does: ReplyKindView,
        /// In words.
        words: String,
    },
    /// The chair decides or confirms.
    Settle {
        /// Poll.
        poll: Uuid,
        /// For or against.
        adopted: bool,
        /// Why.
        reason: String,
    },
    /// Writes down a person, or changes one.
    SavePerson {
        /// Which; a new one where absent.
        person: Option<Uuid>,
        /// Full name.
        name: String,
        /// Short handle.
        handle: String,
        /// Office.
        office: TextView,
        /// Where invitations go; empty for nowhere.
        mail: String,
    },
    /// Notes that a person has left: every right ends, the name stays in the history.
    RemovePerson {
        /// Who.
        person: Uuid,
    },
    /// Gives somebody a seat, or changes one. Days are of the body's zone, such as `2026-12-01`; empty for none.
    SaveSeat {
        /// Which; a new one where absent.
        seat: Option<Uuid>,
        /// Whose.
        person: Uuid,
        /// In which body.
        body: Uuid,
        /// Role.
        role: RoleView,
        /// The member an adviser works for.
        advises: Option<Uuid>,
        /// What they may read at most.
        clearance: ClassificationView,
        /// Votes.
        votes: u32,
        /// First day.
        from: String,
        /// First day it no longer holds.
        until: String,
    },
    /// Ends a seat now.
    EndSeat {
        /// Which.
        seat: Uuid,
    },
    /// Notes that somebody stands in for a member.
    Delegate {
        /// In which body.
        body: Uuid,
        /// For whom.
        member: Uuid,
        /// Who.
        substitute: Uuid,
        /// For this meeting alone.
        meeting: Option<Uuid>,
        /// Why.
        reason: String,
    },
    /// Closes and counts a poll. It closes when the server takes this in.
    ClosePoll {
        /// Which.
        poll: Uuid,
    },
    /// Takes a delegation back.
    EndDelegation {
        /// Which.
        delegation: Uuid,
    },
    /// Carries out a list of people that was looked through.
    ImportPeople {
        /// The reading.
        import: Uuid,
        /// Lines to pass over.
        leave_out: Vec<u32>,
    },
}
