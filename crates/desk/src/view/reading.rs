//! What the reading desk shows: pages, what lies on them, and what changed between two versions.

use super::{DocumentView, OwnShareView, PersonView, SafetyView, SharedNoteView};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// An opened document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenedView {
    /// The document.
    pub document: DocumentView,
    /// The version that is open.
    pub version: u32,
    /// Its item.
    pub item: Uuid,
    /// Its pages.
    pub pages: Vec<PageView>,
    /// Its outline, depth first.
    pub outline: Vec<OutlineView>,
    /// Versions that can be opened on this device, oldest first.
    pub readable_versions: Vec<u32>,
    /// The newest version that this member opened before this one.
    pub previous: Option<u32>,
    /// Whether copies with notes may be saved.
    pub may_export: bool,
    /// Whether it may be printed.
    pub may_print: bool,
    /// Stamps that may be put on it, by their words.
    pub stamps: Vec<String>,
}

/// A page's size and label.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PageView {
    /// Width in points (1/72 inch), rotation applied.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// Printed page label, such as `iv`.
    pub label: String,
}

/// A line of the outline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OutlineView {
    /// 0 for the top.
    pub depth: u32,
    /// Title.
    pub title: String,
    /// Target page from 0.
    pub page: Option<u32>,
}

/// The text of a page with its boxes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PageTextView {
    /// Runs in reading order.
    pub runs: Vec<TextRunView>,
}

/// A run of text on one line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TextRunView {
    /// Its text.
    pub text: String,
    /// Its box, in fractions of the page's width and height, origin top left.
    pub rect: RectView,
}

/// A rectangle in fractions of the page, origin top left.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct RectView {
    /// Left edge, 0 to 1.
    pub x: f32,
    /// Top edge, 0 to 1.
    pub y: f32,
    /// Width.
    pub w: f32,
    /// Height.
    pub h: f32,
}

/// What lies on a page besides its picture and its text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PagePartsView {
    /// Links.
    pub links: Vec<LinkView>,
    /// Pictures, which dark pages leave as they are.
    pub images: Vec<RectView>,
    /// The text in reading order, for those who have it read out.
    pub paragraphs: Vec<ParagraphView>,
    /// Where its words come from.
    pub words: WordsView,
}

/// Where the words of a page come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WordsView {
    /// The paper has them.
    Paper,
    /// The server's program read them off the picture; they may be wrong here and there.
    Picture,
    /// A scan whose words nobody has read yet.
    Awaited,
    /// There are none, or they cannot be read.
    None,
}

/// A link on a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct LinkView {
    /// Where it lies.
    pub rects: Vec<RectView>,
    /// Where it leads.
    pub target: LinkTargetView,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LinkTargetView {
    /// Into the same paper.
    Page {
        /// Page from 0.
        page: u32,
        /// How far down it, 0 to 1.
        y: f32,
    },
    /// Out of the program; followed only after the person has seen the address and said so.
    Address {
        /// The address.
        address: String,
    },
    /// Somewhere this program never goes: another file, a program, a script.
    Refused {
        /// What it asked for, by its word.
        what: String,
    },
}

/// A paragraph of a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ParagraphView {
    /// Its text.
    pub text: String,
    /// Whether the outline names it.
    pub heading: bool,
}

/// What is drawn or written on a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MarkView {
    /// A highlight over text.
    Highlight {
        /// One box per line.
        rects: Vec<RectView>,
        /// The text under it.
        text: String,
        /// `yellow`, `green`, `blue` or `pink`.
        colour: String,
    },
    /// A line under text.
    Underline {
        /// One box per line.
        rects: Vec<RectView>,
        /// The text above it.
        text: String,
        /// As a highlight's.
        colour: String,
    },
    /// A line through text.
    StrikeOut {
        /// One box per line.
        rects: Vec<RectView>,
        /// The text under it.
        text: String,
        /// As a highlight's.
        colour: String,
    },
    /// A pen stroke: flat `[x, y, pressure, ...]`, fractions of the page, pressure 0 to 1.
    Stroke {
        /// Points.
        points: Vec<f32>,
        /// Width as a fraction of the page's width.
        width: f32,
        /// `ink`, `red` or `blue`.
        colour: String,
    },
    /// A written note pinned to a place.
    Note {
        /// Horizontal place, 0 to 1.
        x: f32,
        /// Vertical place, 0 to 1.
        y: f32,
        /// What is written.
        text: String,
        /// As a highlight's.
        colour: String,
    },
    /// Words written on the page itself.
    TextBox {
        /// Where.
        rect: RectView,
        /// The words.
        text: String,
        /// Height of the letters in points.
        size: f32,
        /// As a stroke's.
        colour: String,
    },
    /// A stamp.
    Stamp {
        /// Where.
        rect: RectView,
        /// Which, by its word.
        stamp: String,
        /// As a stroke's.
        colour: String,
    },
    /// A bookmark of the page.
    Bookmark {
        /// What the member calls it; may be empty.
        title: String,
    },
}

/// How an annotation stands on the version that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PlacementView {
    /// Made or confirmed on this version.
    Here,
    /// Found unchanged on this version.
    Carried,
    /// Found, elsewhere in the paper.
    Moved,
    /// Probably here: the member should look.
    Check,
    /// Nowhere on this version; it is seen on the version it was made on.
    Unplaced,
}

/// An annotation of the member's own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AnnotationView {
    /// Identity.
    pub id: Uuid,
    /// Document.
    pub document: Uuid,
    /// Version that page and mark speak of: the one asked for; for an unplaced one, the one it was made on.
    pub version: u32,
    /// Page from 0.
    pub page: u32,
    /// The mark.
    pub mark: MarkView,
    /// Version it was made on, or was last confirmed on.
    pub made_on: u32,
    /// How it stands on the version asked for.
    pub placement: PlacementView,
    /// Whether the text it lies on is no longer the same.
    pub text_changed: bool,
    /// When it was made, by the clock of the device that made it.
    pub made_at: Timestamp,
    /// Saved or received.
    pub safety: SafetyView,
    /// With whom it is shared; `None` where nobody else reads it.
    pub share: Option<OwnShareView>,
    /// From whom it was taken over.
    pub taken_from: Option<PersonView>,
}

/// The annotations of a document as they stand on one version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NotesView {
    /// The annotations in page order; unplaced ones last.
    pub annotations: Vec<AnnotationView>,
    /// What others share with this member, in the same order.
    pub shared: Vec<SharedNoteView>,
    /// Whether there is a step to undo.
    pub can_undo: bool,
    /// Whether there is a step to do again.
    pub can_redo: bool,
    /// Notes from older versions that were found unchanged.
    pub carried: u32,
    /// Found elsewhere.
    pub moved: u32,
    /// To be looked at.
    pub to_check: u32,
    /// In the tray.
    pub unplaced: u32,
    /// The newest older version that notes come from.
    pub carried_from: Option<u32>,
}

/// A new mark and its page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MarkInput {
    /// Page from 0.
    pub page: u32,
    /// The mark.
    pub mark: MarkView,
}

/// New annotations, undone and done again together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MarksInput {
    /// Document.
    pub document: Uuid,
    /// Version on screen.
    pub version: u32,
    /// The marks.
    pub marks: Vec<MarkInput>,
}

/// A new place, size, words or colour of an annotation; also what confirms its place on a newer version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReshapeInput {
    /// Annotation.
    pub annotation: Uuid,
    /// Version on screen.
    pub version: u32,
    /// Page from 0.
    pub page: u32,
    /// The mark, of the same kind.
    pub mark: MarkView,
}

/// How notes are written into a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NotesFormatView {
    /// XFDF, which other PDF programs read.
    Xfdf,
    /// Plain text.
    Text,
}

/// What came of a file with notes from another program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TakenNotesView {
    /// Notes taken.
    pub taken: u32,
    /// What was left, by its kind's word.
    pub left: Vec<String>,
}

/// A place in a page's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TextPlaceView {
    /// Run, from 0.
    pub run: u32,
    /// UTF-16 units into its text, as the window counts.
    pub offset: u32,
}

/// A hit in a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FindHitView {
    /// Page from 0.
    pub page: u32,
    /// Where it begins.
    pub from: TextPlaceView,
    /// Where it ends.
    pub to: TextPlaceView,
    /// Words before it.
    pub before: String,
    /// What was found, as it is written.
    pub found: String,
    /// Words after it.
    pub after: String,
    /// Whether it has the diacritics that were typed.
    pub exact: bool,
}

/// What was found in a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FindView {
    /// Hits in page order, as many as are worth showing.
    pub hits: Vec<FindHitView>,
    /// Hits in all.
    pub total: u32,
    /// Pages of the paper.
    pub pages: u32,
    /// Pages without any text.
    pub pages_without_text: u32,
}

/// What became of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PageChangeKindView {
    /// Reads as before.
    Same,
    /// Something on it changed.
    Changed,
    /// New.
    Added,
    /// As before, elsewhere in the paper.
    Moved,
    /// No longer there.
    Removed,
}

/// What became of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ParagraphChangeKindView {
    /// New.
    Added,
    /// No longer there.
    Removed,
    /// Other words.
    Edited,
    /// As before, elsewhere.
    Moved,
}

/// What became of some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PieceChangeView {
    /// As before.
    Same,
    /// New.
    Added,
    /// No longer there.
    Removed,
}

/// Some words of a changed paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PieceView {
    /// The words.
    pub text: String,
    /// What became of them.
    pub change: PieceChangeView,
}

/// A paragraph that changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ParagraphChangeView {
    /// What became of it.
    pub kind: ParagraphChangeKindView,
    /// Its words, old and new.
    pub pieces: Vec<PieceView>,
    /// Where it lies on the new page; what is new in it, where that is known.
    pub rects: Vec<RectView>,
    /// Its page in the older version, from 0.
    pub old_page: Option<u32>,
    /// Where it lay there.
    pub old_rects: Vec<RectView>,
    /// The member's own annotations on it.
    pub notes: Vec<Uuid>,
}

/// What became of a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PageChangeView {
    /// Page of the newer version from 0; `None` for one that is gone.
    pub page: Option<u32>,
    /// Page of the older version from 0; `None` for a new one.
    pub old_page: Option<u32>,
    /// What became of it.
    pub kind: PageChangeKindView,
    /// Its changed paragraphs.
    pub paragraphs: Vec<ParagraphChangeView>,
    /// Where the picture of a scan differs.
    pub areas: Vec<RectView>,
}

/// What changed between two versions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ChangesView {
    /// The older version.
    pub from: u32,
    /// The newer version.
    pub to: u32,
    /// Pages in the order of the newer version, with those that are gone where they were.
    pub pages: Vec<PageChangeView>,
}
