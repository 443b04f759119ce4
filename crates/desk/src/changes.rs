//! What changed between two versions of a paper, for the member who read the older one.

mod scans;

use crate::desk::Desk;
use crate::error::DeskError;
use crate::view::{
    AnnotationView, ChangesView, MarkView, PageChangeKindView, PageChangeView,
    ParagraphChangeKindView, ParagraphChangeView, PieceChangeView, PieceView, PlacementView,
    RectView,
};
use anchoring::{Area, PageState, ParagraphChange, ParagraphKind, Piece, Reanchoring, Text};
use domain::DocumentId;
use scans::ScanPair;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Half the side of a point that is looked for under a change, in fractions of the page.
const POINT: f32 = 0.01;

impl Desk {
    /// Tells what changed from one version to a newer one, page by page. Both must be on this device.
    ///
    /// # Errors
    /// As [`Desk::open_document`]; `paper-too-long` for papers whose text is longer than can be followed.
    pub fn changes(&self, document: Uuid, from: u32, to: u32) -> Result<ChangesView, DeskError> {
        let id = DocumentId::from_uuid(document);
        let (old_row, new_row) = (self.version_row(id, from)?, self.version_row(id, to)?);
        let (old_pages, new_pages) = (self.paper_text(&old_row)?, self.paper_text(&new_row)?);
        let too_long = |_| DeskError::from_code("paper-too-long");
        let old = Text::read(&old_pages).map_err(too_long)?;
        let new = Text::read(&new_pages).map_err(too_long)?;
        let comparison = Reanchoring::new(&old, &new, &[]);
        let differences = comparison.differences();
        let notes = self.annotations(document, to)?.annotations;
        let mut by_page: BTreeMap<u32, Vec<ParagraphChangeView>> = BTreeMap::new();
        for change in &differences.paragraphs {
            by_page.entry(change.page).or_default().push(paragraph_view(change, &notes));
        }
        let scans = self.compare_scans((&old_row, &old_pages), (&new_row, &new_pages))?;
        let mut pages: Vec<PageChangeView> = differences
            .pages
            .iter()
            .map(|change| {
                let paragraphs = by_page.remove(&change.page).unwrap_or_default();
                let scan = scans.pairs.iter().find(|pair| pair.new == change.page);
                page_view(change.page, change.state, paragraphs, scan)
            })
            .collect();
        let removed = differences.removed_pages.iter().chain(&scans.removed);
        for old_page in removed {
            put_removed(&mut pages, *old_page);
        }
        Ok(ChangesView { from, to, pages })
    }
}

fn page_view(
    page: u32,
    state: PageState,
    paragraphs: Vec<ParagraphChangeView>,
    scan: Option<&ScanPair>,
) -> PageChangeView {
    let (kind, old_page) = match (state, scan) {
        (PageState::Unreadable, Some(scan)) if scan.areas.is_empty() => {
            (PageChangeKindView::Same, Some(scan.old))
        }
        (PageState::Unreadable, Some(scan)) => (PageChangeKindView::Changed, Some(scan.old)),
        (PageState::Unreadable | PageState::Added, _) => (PageChangeKindView::Added, None),
        (PageState::Same, _) => (PageChangeKindView::Same, None),
        (PageState::Changed, _) => (PageChangeKindView::Changed, None),
        (PageState::Moved(from), _) => (PageChangeKindView::Moved, Some(from)),
    };
    let areas = scan.map_or_else(Vec::new, |scan| scan.areas.iter().copied().map(rect).collect());
    PageChangeView { page: Some(page), old_page, kind, paragraphs, areas }
}

/// Puts a page that is gone behind the last page that came from before it, or at the beginning.
fn put_removed(pages: &mut Vec<PageChangeView>, old_page: u32) {
    let before = |page: &PageChangeView| {
        let was = page.old_page.or(page.page);
        was.is_some_and(|was| was < old_page)
    };
    let at = pages.iter().rposition(before).map_or(0, |place| place + 1);
    let gone = PageChangeView {
        page: None,
        old_page: Some(old_page),
        kind: PageChangeKindView::Removed,
        paragraphs: Vec::new(),
        areas: Vec::new(),
    };
    pages.insert(at, gone);
}

fn paragraph_view(change: &ParagraphChange, notes: &[AnnotationView]) -> ParagraphChangeView {
    let kind = match change.kind {
        ParagraphKind::Added => ParagraphChangeKindView::Added,
        ParagraphKind::Removed => ParagraphChangeKindView::Removed,
        ParagraphKind::Edited => ParagraphChangeKindView::Edited,
        ParagraphKind::Moved => ParagraphChangeKindView::Moved,
    };
    let new_areas: Vec<Area> =
        change.pieces.iter().flat_map(|piece| piece.new_areas.iter().copied()).collect();
    let old_areas: Vec<Area> =
        change.pieces.iter().flat_map(|piece| piece.old_areas.iter().copied()).collect();
    let old_page = old_areas.first().map(|area| area.page);
    let on = |areas: &[Area], page: u32| -> Vec<RectView> {
        areas.iter().filter(|area| area.page == page).map(|area| rect(area.rect)).collect()
    };
    let is_on = |note: &&AnnotationView| {
        note.placement != PlacementView::Unplaced
            && new_areas.iter().any(|area| area.page == note.page && touches(&note.mark, area))
    };
    ParagraphChangeView {
        kind,
        pieces: change.pieces.iter().flat_map(|piece| pieces_of(change.kind, piece)).collect(),
        rects: on(&new_areas, change.page),
        old_page,
        old_rects: old_page.map_or_else(Vec::new, |page| on(&old_areas, page)),
        notes: notes.iter().filter(is_on).map(|note| note.id).collect(),
    }
}

fn pieces_of(kind: ParagraphKind, piece: &Piece) -> Vec<PieceView> {
    let view = |text: &str, change| PieceView { text: text.to_owned(), change };
    if kind == ParagraphKind::Moved {
        let text = if piece.new.is_empty() { &piece.old } else { &piece.new };
        return vec![view(text, PieceChangeView::Same)];
    }
    let old = (!piece.old.is_empty()).then(|| view(&piece.old, PieceChangeView::Removed));
    let new = (!piece.new.is_empty()).then(|| view(&piece.new, PieceChangeView::Added));
    old.into_iter().chain(new).collect()
}

fn touches(mark: &MarkView, area: &Area) -> bool {
    let place = area.rect;
    let meets = |rect: &RectView| {
        rect.x <= place.x + place.w
            && place.x <= rect.x + rect.w
            && rect.y <= place.y + place.h
            && place.y <= rect.y + rect.h
    };
    let around =
        |x: f32, y: f32| RectView { x: x - POINT, y: y - POINT, w: 2.0 * POINT, h: 2.0 * POINT };
    match mark {
        MarkView::Highlight { rects, .. }
        | MarkView::Underline { rects, .. }
        | MarkView::StrikeOut { rects, .. } => rects.iter().any(meets),
        MarkView::Stroke { points, .. } => {
            points.as_chunks::<3>().0.iter().any(|[x, y, _]| meets(&around(*x, *y)))
        }
        MarkView::Note { x, y, .. } => meets(&around(*x, *y)),
        MarkView::TextBox { rect, .. } | MarkView::Stamp { rect, .. } => meets(rect),
        MarkView::Bookmark { .. } => false,
    }
}

const fn rect(rect: anchoring::Rect) -> RectView {
    RectView { x: rect.x, y: rect.y, w: rect.w, h: rect.h }
}

#[cfg(test)]
mod tests {
    use super::{paragraph_view, put_removed};
    use crate::view::{
        AnnotationView, MarkView, PageChangeKindView, PageChangeView, PieceChangeView,
        PlacementView, SafetyView,
    };
    use anchoring::{Area, ParagraphChange, ParagraphKind, Piece, Rect};
    use uuid::Uuid;

    fn area(page: u32, y: f32) -> Area {
        Area { page, rect: Rect { x: 0.1, y, w: 0.5, h: 0.02 } }
    }

    fn note(page: u32, y: f32) -> AnnotationView {
        AnnotationView {
            id: Uuid::from_u128(u128::from(page) * 100 + (y * 100.0) as u128),
            document: Uuid::nil(),
            version: 2,
            page,
            mark: MarkView::Note { x: 0.2, y, text: "?".to_owned(), colour: "yellow".to_owned() },
            made_on: 1,
            placement: PlacementView::Carried,
            text_changed: false,
            made_at: jiff::Timestamp::UNIX_EPOCH,
            safety: SafetyView::Received,
            share: None,
            taken_from: None,
        }
    }

    #[test]
    fn an_edited_paragraph_says_what_was_replaced_where_and_which_notes_lie_on_it() {
        let change = ParagraphChange {
            page: 3,
            kind: ParagraphKind::Edited,
            pieces: vec![Piece {
                old: "100 tỷ".to_owned(),
                new: "150 tỷ".to_owned(),
                old_areas: vec![area(2, 0.5)],
                new_areas: vec![area(3, 0.5)],
            }],
        };
        let notes = [note(3, 0.51), note(3, 0.8), note(2, 0.51)];
        let view = paragraph_view(&change, &notes);
        let pieces: Vec<_> =
            view.pieces.iter().map(|piece| (piece.text.as_str(), piece.change)).collect();
        assert_eq!(
            pieces,
            [("100 tỷ", PieceChangeView::Removed), ("150 tỷ", PieceChangeView::Added),]
        );
        assert_eq!((view.old_page, view.old_rects.len(), view.rects.len()), (Some(2), 1, 1));
        assert_eq!(view.notes, [notes[0].id]);
    }

    #[test]
    fn a_page_that_is_gone_stands_where_it_was() {
        let page = |page| PageChangeView {
            page: Some(page),
            old_page: None,
            kind: PageChangeKindView::Same,
            paragraphs: Vec::new(),
            areas: Vec::new(),
        };
        let mut pages = vec![page(0), page(1), page(2)];
        put_removed(&mut pages, 2);
        put_removed(&mut pages, 0);
        let order: Vec<_> = pages.iter().map(|page| (page.page, page.old_page)).collect();
        assert_eq!(
            order,
            [(None, Some(0)), (Some(0), None), (Some(1), None), (None, Some(2)), (Some(2), None),]
        );
    }
}
