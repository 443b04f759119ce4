//! Searching everything on this device: papers, own notes and shared ones, titles. No network is asked.

mod groups;
mod keeping;

use crate::agenda::text_view;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::view::{SearchHitView, SearchInput, SearchKindView, SearchPieceView, SearchView};
use domain::{Anchor, AnnotationId, Cabinet, Document, DocumentId, DossierId, ItemId, MeetingId};
use groups::{NOTES, PAPERS, TITLES, id_of};
use search::{Answer, Count, Hit, Kind, Query, Snippet};
use std::collections::BTreeSet;
use uuid::Uuid;
use vault::{FileState, TextRow};

pub(crate) use keeping::SearchState;

/// Hits given at most.
const MAX_HITS: u32 = 200;

impl Desk {
    /// Searches papers, own and shared notes, and titles on this device. What this person may no longer see is not found.
    ///
    /// # Errors
    /// `search-unreadable` where the index cannot be read: it is built anew in the background.
    pub fn search(&self, input: &SearchInput) -> Result<SearchView, DeskError> {
        let cabinet = self.cabinet()?;
        let index = self.search_index()?;
        let query = Query {
            text: input.words.clone(),
            scope: input.meeting.map(Uuid::into_bytes),
            group: input.document.map(|document| PAPERS.group(document)),
            kinds: input.kinds.iter().map(|kind| kind_of(*kind)).collect(),
            limit: usize::try_from(input.limit.clamp(1, MAX_HITS)).unwrap_or(1),
        };
        let answer = index.search(&query)?;
        let mut hits = Vec::new();
        for hit in &answer.hits {
            hits.extend(self.hit_view(&cabinet, &answer, hit)?);
        }
        let (count, total_is_more) = match answer.count {
            Count::Exactly(count) => (count, false),
            Count::AtLeast(count) => (count, true),
        };
        let (indexed, to_index, without_text) = self.search_progress()?;
        Ok(SearchView {
            hits,
            total: u32::try_from(count).unwrap_or(u32::MAX),
            total_is_more,
            indexed,
            to_index,
            without_text,
        })
    }

    /// Papers that can be searched, that are still being read in, and that have pages without text.
    fn search_progress(&self) -> Result<(u32, u32, u32), DeskError> {
        let texts = self.vault.texts()?;
        let files = self.vault.files()?;
        let ready: BTreeSet<(DocumentId, u32)> = files
            .iter()
            .filter(|row| row.state == FileState::Ready && row.problem.is_none())
            .map(|row| (row.document, row.version))
            .collect();
        let indexed: Vec<&TextRow> = texts
            .iter()
            .filter(|text| text.indexed && ready.contains(&(text.document, text.version)))
            .collect();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let without_text = indexed.iter().filter(|text| text.n_textless > 0).count();
        Ok((
            count(indexed.len()),
            count(ready.len().saturating_sub(indexed.len())),
            count(without_text),
        ))
    }

    /// A hit as a screen shows it; `None` for what is no longer to be seen.
    fn hit_view(
        &self,
        cabinet: &Cabinet,
        answer: &Answer,
        hit: &Hit,
    ) -> Result<Option<SearchHitView>, DeskError> {
        let found = match hit.kind {
            Kind::Page => self.paper_hit(cabinet, id_of(PAPERS, hit.group), Some(hit.page)),
            Kind::Note => self.note_hit(cabinet, id_of(NOTES, hit.group))?,
            Kind::Title => title_hit(cabinet, id_of(TITLES, hit.group)),
            Kind::Minutes => None,
        };
        let Some(found) = found else {
            return Ok(None);
        };
        let pieces = pieces_of(&answer.snippet(hit)?);
        Ok(Some(SearchHitView { exact: hit.is_exact, pieces, ..found }))
    }

    fn paper_hit(&self, cabinet: &Cabinet, id: Uuid, page: Option<u32>) -> Option<SearchHitView> {
        let document = cabinet.document(DocumentId::from_uuid(id))?;
        let mut hit = about_document(cabinet, document)?;
        hit.page = page;
        Some(hit)
    }

    fn note_hit(&self, cabinet: &Cabinet, id: Uuid) -> Result<Option<SearchHitView>, DeskError> {
        let Some((anchor, author)) = self.note_found(AnnotationId::from_uuid(id))? else {
            return Ok(None);
        };
        let hit = self.paper_hit(cabinet, anchor.document.as_uuid(), Some(anchor.page));
        let (kind, annotation) = (SearchKindView::Note, Some(id));
        Ok(hit.map(|hit| SearchHitView { kind, annotation, author, ..hit }))
    }

    /// Where a note lies that was found, and whose it is if it is not the member's own.
    fn note_found(&self, id: AnnotationId) -> Result<Option<(Anchor, Option<String>)>, DeskError> {
        if let Ok(own) = self.annotation(id) {
            return Ok((!own.erased).then_some((own.anchor, None)));
        }
        let Some(row) = self.vault.shared_note(id)? else {
            return Ok(None);
        };
        let Some(share) = self.share_of_another(row.document, id)? else {
            return Ok(None);
        };
        Ok(Some((share.note.anchor, Some(self.name_of_author(share.author)?))))
    }
}

fn kind_of(kind: SearchKindView) -> Kind {
    match kind {
        SearchKindView::Page => Kind::Page,
        SearchKindView::Note => Kind::Note,
        SearchKindView::Title => Kind::Title,
        SearchKindView::Minutes => Kind::Minutes,
    }
}

fn title_hit(cabinet: &Cabinet, id: Uuid) -> Option<SearchHitView> {
    let about = if let Some(document) = cabinet.document(DocumentId::from_uuid(id)) {
        about_document(cabinet, document)?
    } else if let Some(item) = cabinet.item(ItemId::from_uuid(id)) {
        about_item(cabinet, item.id)?
    } else {
        about_meeting(cabinet, MeetingId::from_uuid(id))?
    };
    Some(SearchHitView { kind: SearchKindView::Title, ..about })
}

fn about_document(cabinet: &Cabinet, document: &Document) -> Option<SearchHitView> {
    let dossier = cabinet.dossier(DossierId::from_uuid(document.dossier.as_uuid()))?;
    let item = about_item(cabinet, dossier.item)?;
    Some(SearchHitView {
        kind: SearchKindView::Page,
        document: Some(document.id.as_uuid()),
        version: document.newest().number,
        title: text_view(&document.title),
        ..item
    })
}

fn about_item(cabinet: &Cabinet, item: ItemId) -> Option<SearchHitView> {
    let item = cabinet.item(item)?;
    let meeting = about_meeting(cabinet, item.meeting)?;
    Some(SearchHitView {
        item: Some(item.id.as_uuid()),
        title: text_view(&item.public_face().title),
        place: Some(meeting.title.clone()),
        ..meeting
    })
}

fn about_meeting(cabinet: &Cabinet, meeting: MeetingId) -> Option<SearchHitView> {
    let meeting = cabinet.meeting(meeting)?;
    Some(SearchHitView {
        kind: SearchKindView::Title,
        document: None,
        version: 0,
        page: None,
        item: None,
        meeting: Some(meeting.id.as_uuid()),
        annotation: None,
        author: None,
        title: text_view(&meeting.public_face().title),
        place: None,
        pieces: Vec::new(),
        exact: false,
    })
}

/// The words of a snippet, found ones apart.
fn pieces_of(snippet: &Snippet) -> Vec<SearchPieceView> {
    let mut pieces = Vec::new();
    let mut put = |text: Option<&str>, found| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            pieces.push(SearchPieceView { text: text.to_owned(), found });
        }
    };
    if snippet.start > 0 {
        put(Some("… "), false);
    }
    let mut at = 0;
    for mark in &snippet.marks {
        put(snippet.text.get(at..mark.start), false);
        put(snippet.text.get(mark.clone()), true);
        at = mark.end;
    }
    put(snippet.text.get(at..), false);
    if snippet.goes_on {
        put(Some(" …"), false);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::pieces_of;
    use search::Snippet;

    #[test]
    fn a_snippet_shows_what_was_found_and_that_there_is_more() {
        let text = "của Chính phủ về".to_owned();
        let found = text.find("Chính phủ").unwrap();
        let mark = found..found + "Chính phủ".len();
        let pieces =
            pieces_of(&Snippet { text, marks: Vec::from([mark]), start: 9, goes_on: true });
        let pieces: Vec<_> =
            pieces.iter().map(|piece| (piece.text.as_str(), piece.found)).collect();
        assert_eq!(
            pieces,
            [("… ", false), ("của ", false), ("Chính phủ", true), (" về", false), (" …", false),]
        );
    }
}
