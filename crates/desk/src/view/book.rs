use super::{DocumentRoleView, ErrorView, FileStateView, TextView};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// The papers of a meeting as one book, as far as this person may read them. What is withheld from them leaves a gap in
/// the numbers and nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BookView {
    /// The meeting.
    pub meeting: Uuid,
    /// Its title.
    pub title: TextView,
    /// The publication whose numbers these are.
    pub edition: u32,
    /// Papers in agenda order.
    pub entries: Vec<BookEntryView>,
    /// The last page that this person knows of.
    pub n_pages: u32,
}

/// A paper in the book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BookEntryView {
    /// Its item.
    pub item: Uuid,
    /// Number of the item on this person's agenda.
    pub number: String,
    /// Title of the item.
    pub item_title: TextView,
    /// The document.
    pub document: Uuid,
    /// Its title.
    pub title: TextView,
    /// Part in the dossier.
    pub role: DocumentRoleView,
    /// The version in force.
    pub version: u32,
    /// Its first page in the book, the same for everybody; `None` where the book gives it no number.
    pub first_page: Option<u32>,
    /// Pages.
    pub n_pages: Option<u32>,
    /// Way to this device: it can be opened when it is `ready` and has no `problem`.
    pub file: FileStateView,
    /// Why it cannot be shown.
    pub problem: Option<ErrorView>,
    /// Whether it may be copied out, and so stands in a saved book.
    pub may_copy: bool,
}
