use super::TextView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// What is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SearchKindView {
    /// The text of a page.
    Page,
    /// A note of the member's own.
    Note,
    /// The title of a meeting, an item or a paper.
    Title,
    /// Minutes.
    Minutes,
}

/// A search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SearchInput {
    /// What was typed so far.
    pub words: String,
    /// Only in this meeting.
    pub meeting: Option<Uuid>,
    /// Only in this paper.
    pub document: Option<Uuid>,
    /// Only these kinds; all when empty.
    pub kinds: Vec<SearchKindView>,
    /// Most hits wanted.
    pub limit: u32,
}

/// Some words of a hit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SearchPieceView {
    /// The words.
    pub text: String,
    /// Whether they are what was searched.
    pub found: bool,
}

/// A hit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SearchHitView {
    /// What was found.
    pub kind: SearchKindView,
    /// Paper.
    pub document: Option<Uuid>,
    /// Version of the paper.
    pub version: u32,
    /// Page from 0.
    pub page: Option<u32>,
    /// Item.
    pub item: Option<Uuid>,
    /// Meeting.
    pub meeting: Option<Uuid>,
    /// Annotation.
    pub annotation: Option<Uuid>,
    /// Name of who shares it, where it is somebody else's.
    pub author: Option<String>,
    /// Title of the paper, item or meeting.
    pub title: TextView,
    /// Title of the meeting around it.
    pub place: Option<TextView>,
    /// The words around the hit.
    pub pieces: Vec<SearchPieceView>,
    /// Whether it has the diacritics that were typed.
    pub exact: bool,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SearchView {
    /// Best first.
    pub hits: Vec<SearchHitView>,
    /// Hits in all, or as many as were counted.
    pub total: u32,
    /// Whether there are more than were counted.
    pub total_is_more: bool,
    /// Papers that can be searched.
    pub indexed: u32,
    /// Papers that are still being read in.
    pub to_index: u32,
    /// Papers that have pages without a text layer.
    pub without_text: u32,
}
