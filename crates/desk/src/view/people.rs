//! People, their seats and devices, and the trail of administrative acts.

use super::{ClassificationView, PersonView, RoleView, TextView};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// The directory: bodies, people, who sits where, who stands in for whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PeopleView {
    /// Bodies, by name.
    pub bodies: Vec<BodyView>,
    /// People, by given name as Vietnamese lists are.
    pub people: Vec<PersonLineView>,
    /// Delegations, newest first.
    pub delegations: Vec<DelegationView>,
}

/// A body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BodyView {
    /// Identity.
    pub id: Uuid,
    /// Name.
    pub name: TextView,
    /// IANA zone.
    pub zone: String,
    /// Seats that vote now.
    pub n_voting: u32,
    /// Whether this person runs its people.
    pub may_administer: bool,
    /// Whether this person notes who stands in for whom.
    pub may_delegate: bool,
    /// Whether a substitute votes, or sits and speaks only.
    pub substitutes_vote: bool,
}

/// A person with their seats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PersonLineView {
    /// Who.
    pub person: PersonView,
    /// Short handle.
    pub handle: String,
    /// Where invitations go; empty where there is none or this person may not know.
    pub mail: String,
    /// Has left; kept for the names in the history.
    pub removed: bool,
    /// Whether this is the person at the desk.
    pub is_me: bool,
    /// Their seats, those of now first.
    pub seats: Vec<SeatView>,
}

/// A membership.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SeatView {
    /// Identity.
    pub id: Uuid,
    /// Body.
    pub body: Uuid,
    /// Role.
    pub role: RoleView,
    /// The member an adviser works for.
    pub advises: Option<Uuid>,
    /// Their name.
    pub advises_name: Option<String>,
    /// What they may read at most.
    pub clearance: ClassificationView,
    /// Votes, where the body weighs them.
    pub votes: u32,
    /// First day, in the body's zone, such as `2026-12-01`.
    pub from: Option<String>,
    /// First day it no longer holds, likewise.
    pub until: Option<String>,
    /// Whether it holds.
    pub state: SeatStateView,
}

/// Whether a seat holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "named by their words")]
pub enum SeatStateView {
    Now,
    Coming,
    Over,
}

/// Somebody stands in for a member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DelegationView {
    /// Identity.
    pub id: Uuid,
    /// Body.
    pub body: Uuid,
    /// Who is represented.
    pub member: Uuid,
    /// Their name.
    pub member_name: String,
    /// Who stands in.
    pub substitute: Uuid,
    /// Their name.
    pub substitute_name: String,
    /// For this meeting alone.
    pub meeting: Option<Uuid>,
    /// Its title.
    pub meeting_title: Option<TextView>,
    /// Why.
    pub reason: String,
    /// Taken back.
    pub ended: bool,
}

/// What a list of people would do, before anything is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PeopleImportView {
    /// Names this reading; handed back to carry it out.
    pub import: Uuid,
    /// How the letters were read, such as `UTF-8` or `windows-1258`.
    pub encoding: String,
    /// What stands between cells: `,`, `;` or a tab.
    pub separator: String,
    /// Headings as they stand, each with the field it was taken for.
    pub columns: Vec<ImportColumnView>,
    /// Fields that are needed and have no column, as words; then there are no lines.
    pub missing: Vec<String>,
    /// Lines in the file's order.
    pub lines: Vec<ImportLineView>,
    /// Lines that make somebody new.
    pub n_new: u32,
    /// Lines that change somebody.
    pub n_changed: u32,
    /// Lines that change nothing.
    pub n_same: u32,
    /// Lines that cannot be taken.
    pub n_bad: u32,
}

/// A column of a list of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportColumnView {
    /// Heading.
    pub heading: String,
    /// `handle`, `name`, `office_vi`, `office_en`, `mail`, `role`, `advises`, `clearance`, `votes`, `from`, `until`;
    /// absent where the column is passed over.
    pub field: Option<String>,
}

/// A line of a list of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportLineView {
    /// Line of the file, from 1, headings included.
    pub line: u32,
    /// Handle, given or made from the name.
    pub handle: String,
    /// Name.
    pub name: String,
    /// Office.
    pub office: TextView,
    /// Address.
    pub mail: String,
    /// Role.
    pub role: Option<RoleView>,
    /// What it does.
    pub does: ImportDoesView,
    /// Fields it changes, as words, for a person who is there already.
    pub changes: Vec<String>,
    /// Why it cannot be taken, or what to look at.
    pub problems: Vec<ImportProblemView>,
}

/// What a line does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "named by their words")]
pub enum ImportDoesView {
    New,
    Changes,
    Same,
    Bad,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportProblemView {
    /// Field, as its word; absent for the whole line.
    pub field: Option<String>,
    /// Code: `import-cells`, `import-name-empty`, `import-handle`, `import-twice`, `import-mail`, `import-role`,
    /// `import-advises`, `import-clearance`, `import-votes`, `import-date`, `import-place-taken`,
    /// `import-own-rights`, `import-looks-like`.
    pub code: String,
    /// What stands there, or the other line.
    pub detail: String,
}

/// A device, as an administrator sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AdministeredDeviceView {
    /// Identity.
    pub id: Uuid,
    /// Whose.
    pub person: PersonView,
    /// Name its owner gave it.
    pub name: String,
    /// Since when.
    pub enrolled_at: Timestamp,
    /// Revoked when.
    pub revoked_at: Option<Timestamp>,
    /// Whether this is the device at hand.
    pub this_device: bool,
}

/// A one-time code to enrol a device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EnrolmentCodeView {
    /// For whom.
    pub person: PersonView,
    /// Address of the server.
    pub server: String,
    /// Code to type.
    pub code: String,
    /// Link to open.
    pub link: String,
    /// Until when it is good.
    pub expires_at: Timestamp,
}

/// Which part of the trail.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TrailInput {
    /// Lines before this place; from the newest where absent.
    #[ts(type = "number | null")]
    pub before: Option<u64>,
    /// Of this person.
    pub person: Option<Uuid>,
    /// With this verb.
    pub verb: Option<String>,
    /// About this record.
    pub subject: Option<Uuid>,
    /// From this day on, such as `2026-12-01`, in the laptop's zone.
    pub from: Option<String>,
    /// To this day, with it.
    pub until: Option<String>,
}

/// A part of the trail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TrailView {
    /// Lines, newest first.
    pub lines: Vec<TrailLineView>,
    /// Whether there are older ones.
    pub more: bool,
    /// All verbs there are, to choose from.
    pub verbs: Vec<String>,
}

/// One administrative act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TrailLineView {
    /// Place in the trail.
    #[ts(type = "number")]
    pub seq: u64,
    /// When.
    pub at: Timestamp,
    /// Who; their name.
    pub person: String,
    /// Whether it came from the server's console.
    pub console: bool,
    /// What, as its word.
    pub verb: String,
    /// Records it touched.
    pub subjects: Vec<TrailSubjectView>,
    /// The act itself as indented JSON, for those who may see what it touched.
    pub detail: Option<String>,
}

/// A record an act touched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TrailSubjectView {
    /// Kind, as its word.
    pub kind: String,
    /// Identity.
    pub id: Uuid,
    /// Its title or name, where this person sees it.
    pub title: Option<TextView>,
}

/// A file that was saved outside the encrypted store, at its reader's wish.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SavedFileView {
    /// Where it lies.
    pub path: String,
    /// Its name.
    pub name: String,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "named by their words")]
pub enum ReportFormatView {
    Pdf,
    Xlsx,
}
