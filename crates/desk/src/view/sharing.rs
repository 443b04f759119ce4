//! Notes that members share with one another, and the keys for it.

use super::{AnnotationView, ErrorView, PersonView, RoleView, SafetyView};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// The layer of a paper on which a shared note lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LayerView {
    /// What an adviser prepared.
    Advice,
    /// What a colleague shares.
    Shared,
}

/// How a note of the member's own is shared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OwnShareView {
    /// Who reads it. Nobody where it is being taken back, or where the server refused to share it.
    pub readers: Vec<PersonView>,
    /// Saved on this device, received, or refused.
    pub safety: SafetyView,
    /// Whether the readers have an earlier state of the note than the one shown.
    pub behind: bool,
    /// Why it was refused, or why the readers cannot have the newest state.
    pub problem: Option<ErrorView>,
}

/// A note that somebody shares with this member. It is never changed here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SharedNoteView {
    /// The note as it stands on the version asked for; its identity is its author's.
    pub note: AnnotationView,
    /// Who shares it.
    pub author: PersonView,
    /// On which layer it lies.
    pub layer: LayerView,
    /// Who else reads it, besides its author and this member.
    pub others: Vec<PersonView>,
    /// Whether this member has made it their own.
    pub taken: TakenOverView,
}

/// Whether a shared note was taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TakenOverView {
    /// Not taken over, or what was made of it is erased.
    No,
    /// Taken over as it stands.
    Yes,
    /// Taken over before its author changed it.
    Earlier,
}

/// What this device knows of the key to which notes for a person are sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SharingKeyView {
    /// They have published none yet: nothing can be sealed to them.
    Missing,
    /// The first key that this device heard of.
    Known,
    /// A key whose code the member has compared.
    Compared,
    /// Another key is told than before: nothing is sealed to them until one of the two codes was confirmed.
    Changed,
}

/// Somebody to whom notes are sealed, with the codes to compare.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SharingPersonView {
    /// Who.
    pub person: PersonView,
    /// Their key.
    pub key: SharingKeyView,
    /// Code of the key they are held to, in groups of four; `None` where there is none.
    pub code: Option<String>,
    /// Code of the other key that is told of them since.
    pub new_code: Option<String>,
}

/// Somebody who may be given a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReaderChoiceView {
    /// Who, and their key.
    pub reader: SharingPersonView,
    /// Their role in the body of the paper.
    pub role: RoleView,
}

/// Notes to be shared, or given to other readers than before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ShareInput {
    /// The member's own annotations.
    pub annotations: Vec<Uuid>,
    /// Who is to read them.
    pub readers: Vec<Uuid>,
    /// Whether those who read a note already stay its readers.
    pub keep: bool,
}

/// The member's own key for shared notes, and keys of colleagues that want a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OwnSharingView {
    /// Code of the own key, for colleagues to compare; `None` while this device cannot read private notes.
    pub code: Option<String>,
    /// Whether the server tells another key in this member's name.
    pub is_contested: bool,
    /// People of whom another key is told than before.
    pub changed: Vec<SharingPersonView>,
}
