//! Keeping the search index up to date. It is derived from what the store holds and can be built anew at any time.
//!
//! What a recalled paper said must not stay behind in files of the index: when a paper goes, the index is begun anew
//! under a new key, and the old files cannot be read by anybody any more.

use super::groups::{NOTES, PAPERS, TITLES};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::paper_text::join;
use domain::{Annotation, Cabinet, Document, DocumentId, Mark, Text};
use search::{Entry, Index, Kind, Writer};
use std::collections::BTreeMap;
use std::sync::{MutexGuard, PoisonError};
use uuid::Uuid;
use vault::{FileRow, FileState};

/// Pages put into the index between two commits.
const PAGES_AT_ONCE: usize = 2_000;

type Group = [u8; 16];

/// The open index, and what of titles and notes it holds.
#[derive(Default)]
pub struct SearchState {
    index: Option<Index>,
    stamps: BTreeMap<Group, String>,
}

/// What should be in the index besides pages: words by their group, with the meeting they belong to.
struct Words {
    scope: Uuid,
    kind: Kind,
    page: u32,
    text: String,
}

impl Words {
    /// Tells whether the index has the same.
    fn stamp(&self) -> String {
        format!("{} {} {}", self.scope, self.page, self.text)
    }
}

impl Desk {
    /// The open index.
    pub(super) fn search_index(&self) -> Result<Index, DeskError> {
        let mut state = self.lock_search();
        if let Some(index) = &state.index {
            return Ok(index.clone());
        }
        let opened = self.open_index();
        let index = match opened {
            Ok(index) => index,
            Err(search::Error::Unreadable(why)) => {
                tracing::warn!(why, "the search index is built anew");
                self.begin_index_anew(&mut state)?
            }
            Err(error) => return Err(error.into()),
        };
        state.index = Some(index.clone());
        Ok(index)
    }

    fn open_index(&self) -> Result<Index, search::Error> {
        let key = self
            .vault
            .search_key()
            .map_err(|error| search::Error::Io(std::io::Error::other(error)))?;
        Index::open(&self.vault.search_folder(), &key)
    }

    fn begin_index_anew(&self, state: &mut SearchState) -> Result<Index, DeskError> {
        state.index = None;
        state.stamps.clear();
        Index::wipe(&self.vault.search_folder())?;
        self.vault.renew_search_key()?;
        self.vault.none_indexed()?;
        Ok(self.open_index()?)
    }

    /// Brings the index up to date with the store: reads new papers in, and takes out what is gone. Meant for a
    /// background thread, one at a time; gives whether anything changed.
    ///
    /// # Errors
    /// [`DeskError`]; what was put in until then stays.
    pub fn refresh_search(&self) -> Result<bool, DeskError> {
        let cabinet = self.cabinet()?;
        let mut index = self.search_index()?;
        let files = self.vault.files()?;
        let papers: BTreeMap<Group, (&FileRow, &Document)> = files
            .iter()
            .filter(|row| row.state == FileState::Ready && row.problem.is_none())
            .filter_map(|row| Some((row, cabinet.document(row.document)?)))
            .map(|(row, document)| (PAPERS.group(row.document.as_uuid()), (row, document)))
            .collect();
        let is_gone = |group: &Group| PAPERS.holds(*group) && !papers.contains_key(group);
        if index.groups()?.iter().any(is_gone) {
            let mut state = self.lock_search();
            drop(index);
            index = self.begin_index_anew(&mut state)?;
            state.index = Some(index.clone());
        }
        let words = self.words_to_put(&cabinet, &index)?;
        let texts = self.vault.texts()?;
        let is_indexed = |row: &FileRow| {
            let mut known = texts.iter().filter(|text| text.indexed);
            known.any(|text| text.document == row.document && text.version == row.version)
        };
        let new: Vec<(Group, &FileRow, &Document)> = papers
            .into_iter()
            .filter(|(_, (row, _))| !is_indexed(row))
            .map(|(group, (row, document))| (group, row, document))
            .collect();
        if words.is_empty() && new.is_empty() {
            return Ok(false);
        }
        let mut writer = index.writer()?;
        self.put_words(words, &mut writer)?;
        self.put_papers(&cabinet, &new, &mut writer)?;
        writer.finish()?;
        Ok(true)
    }

    /// Titles and notes that are new or other than in the index, and groups that are gone.
    fn words_to_put(
        &self,
        cabinet: &Cabinet,
        index: &Index,
    ) -> Result<BTreeMap<Group, Option<Words>>, DeskError> {
        let wanted = self.words_to_index(cabinet)?;
        let known = index.groups()?;
        let state = self.lock_search();
        let gone = known.into_iter().filter(|group| !PAPERS.holds(*group));
        let gone = gone.filter(|group| !wanted.contains_key(group));
        let mut to_put: BTreeMap<Group, Option<Words>> = gone.map(|group| (group, None)).collect();
        for (group, words) in wanted {
            if state.stamps.get(&group) != Some(&words.stamp()) {
                to_put.insert(group, Some(words));
            }
        }
        Ok(to_put)
    }

    fn put_words(
        &self,
        words: BTreeMap<Group, Option<Words>>,
        writer: &mut Writer,
    ) -> Result<(), DeskError> {
        let mut stamps = BTreeMap::new();
        for (group, words) in words {
            let Some(words) = words else {
                writer.remove(&group);
                stamps.insert(group, None);
                continue;
            };
            stamps.insert(group, Some(words.stamp()));
            let Words { scope, kind, page, text } = words;
            let entry = Entry { id: 0, scope: scope.into_bytes(), kind, page, text };
            writer.replace(&group, [entry])?;
        }
        writer.commit()?;
        let mut state = self.lock_search();
        for (group, stamp) in stamps {
            match stamp {
                Some(stamp) => state.stamps.insert(group, stamp),
                None => state.stamps.remove(&group),
            };
        }
        Ok(())
    }

    /// Puts the text of papers into the index.
    fn put_papers(
        &self,
        cabinet: &Cabinet,
        papers: &[(Group, &FileRow, &Document)],
        writer: &mut Writer,
    ) -> Result<(), DeskError> {
        let mut gathered: Vec<&FileRow> = Vec::new();
        let mut n_pages = 0;
        for (group, row, document) in papers {
            if self.is_closing() {
                break;
            }
            // A paper that cannot be read keeps no other from being found.
            let Ok(text) = self.paper_text(row) else {
                continue;
            };
            let scope = meeting_of(cabinet, document).unwrap_or_default();
            let entries = (0_u32..).zip(text.iter()).map(|(page, text)| Entry {
                id: u64::from(page),
                scope: scope.into_bytes(),
                kind: Kind::Page,
                page,
                text: join(&text.runs).0,
            });
            writer.replace(group, entries)?;
            n_pages += text.len();
            gathered.push(row);
            if n_pages >= PAGES_AT_ONCE {
                self.commit_papers(writer, &gathered)?;
                gathered.clear();
                n_pages = 0;
            }
        }
        self.commit_papers(writer, &gathered)
    }

    fn commit_papers(&self, writer: &mut Writer, papers: &[&FileRow]) -> Result<(), DeskError> {
        if papers.is_empty() {
            return Ok(());
        }
        writer.commit()?;
        for row in papers {
            self.vault.set_indexed(row.document, row.version, true)?;
        }
        Ok(())
    }

    fn words_to_index(&self, cabinet: &Cabinet) -> Result<BTreeMap<Group, Words>, DeskError> {
        let mut wanted = BTreeMap::new();
        let title =
            |scope, title: &Text| Words { scope, kind: Kind::Title, page: 0, text: both(title) };
        for meeting in cabinet.meetings() {
            let id = meeting.id.as_uuid();
            wanted.insert(TITLES.group(id), title(id, &meeting.public_face().title));
            for item in cabinet.items_of(meeting.id) {
                let words = title(id, &item.public_face().title);
                wanted.insert(TITLES.group(item.id.as_uuid()), words);
            }
        }
        for document in cabinet.documents() {
            let Some(scope) = meeting_of(cabinet, document) else {
                continue;
            };
            wanted.insert(TITLES.group(document.id.as_uuid()), title(scope, &document.title));
            for annotation in self.notes_to_index(document.id)? {
                if let Some(text) = words_of(&annotation) {
                    let page = annotation.anchor.page;
                    let words = Words { scope, kind: Kind::Note, page, text };
                    wanted.entry(NOTES.group(annotation.id.as_uuid())).or_insert(words);
                }
            }
        }
        Ok(wanted)
    }

    /// Own notes on a document, then those that others share.
    fn notes_to_index(&self, document: DocumentId) -> Result<Vec<Annotation>, DeskError> {
        let mut notes = self.live_annotations(document)?;
        let shares = self.client.shared_notes(document)?.into_iter();
        // Groups are told from one another by the version of the identity, which is its author's choice.
        let sound = shares.filter(|share| share.note.id.as_uuid().get_version_num() == 7);
        notes.extend(sound.filter(|share| !share.mine).map(|share| share.note));
        Ok(notes)
    }

    fn lock_search(&self) -> MutexGuard<'_, SearchState> {
        self.searching.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn meeting_of(cabinet: &Cabinet, document: &Document) -> Option<Uuid> {
    let item = cabinet.dossier(document.dossier)?.item;
    Some(cabinet.item(item)?.meeting.as_uuid())
}

/// A title in its languages, once where they are the same.
fn both(title: &Text) -> String {
    let view = crate::agenda::text_view(title);
    if view.vi == view.en { view.vi } else { format!("{}\n{}", view.vi, view.en) }
}

/// What can be found of an annotation: the words the member wrote, and the words they marked.
fn words_of(annotation: &Annotation) -> Option<String> {
    let text = match &annotation.mark {
        Mark::Text { text, .. } => text,
        Mark::Note { text, .. } | Mark::TextBox { text, .. } => text,
        Mark::Bookmark { title } => title,
        Mark::Stroke { .. } | Mark::Stamp { .. } => return None,
    };
    (!text.trim().is_empty()).then(|| text.clone())
}
