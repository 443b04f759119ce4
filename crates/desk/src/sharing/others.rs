use super::standing::view_of;
use super::{people_of, person_of};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::marks::{LiveNote, seen_on, sort_by_page};
use crate::view::{AnnotationView, LayerView, PlacementView, SharedNoteView, TakenOverView};
use domain::{Annotation, AnnotationId, DocumentId, Layer, Mark, PersonId};
use sync::OpenedShare;

impl Desk {
    /// What others share with this member on a document, as it stands on a version.
    pub(crate) fn shared_by_others(
        &self,
        document: DocumentId,
        version: u32,
        own: &[LiveNote],
    ) -> Result<Vec<SharedNoteView>, DeskError> {
        let shares = self.client.shared_notes(document)?.into_iter().filter(|share| !share.mine);
        let shares: Vec<OpenedShare> = shares.collect();
        if shares.is_empty() {
            return Ok(Vec::new());
        }
        let cabinet = self.cabinet()?;
        let notes: Vec<&Annotation> = shares.iter().map(|share| &share.note).collect();
        let placed = self.placed_on(document, version, &notes)?;
        let n_pages = self.version_row(document, version).ok().and_then(|row| row.n_pages);
        let views = shares.iter().filter_map(|share| {
            let note = seen_on(version, &share.note, view_of(&share.note), &placed)?;
            let others = share.readers.iter().filter(|reader| **reader != self.person());
            Some(SharedNoteView {
                note: kept_on_pages(note, version, n_pages),
                author: person_of(&cabinet, share.author),
                layer: layer_view(share.layer),
                others: people_of(&cabinet, others),
                taken: taken_over(share, own),
            })
        });
        let mut views: Vec<SharedNoteView> = views.collect();
        sort_by_page(&mut views, |view| &view.note);
        Ok(views)
    }

    /// A note that somebody else shares, as it stands.
    pub(crate) fn share_of_another(
        &self,
        document: DocumentId,
        note: AnnotationId,
    ) -> Result<Option<OpenedShare>, DeskError> {
        let mut shares = self.client.shared_notes(document)?.into_iter();
        Ok(shares.find(|share| !share.mine && share.note.id == note))
    }

    /// Whose note somebody else's is, by name.
    pub(crate) fn name_of_author(&self, author: PersonId) -> Result<String, DeskError> {
        Ok(crate::agenda::name_of(&*self.cabinet()?, author))
    }
}

/// A note says on which page it lies; one on a page that the paper does not have lies nowhere.
fn kept_on_pages(note: AnnotationView, version: u32, n_pages: Option<u32>) -> AnnotationView {
    let is_off = note.version == version && n_pages.is_some_and(|n_pages| note.page >= n_pages);
    let placement = if is_off { PlacementView::Unplaced } else { note.placement };
    AnnotationView { placement, ..note }
}

/// Whether one of the own notes was made of a shared one.
pub fn taken_over(share: &OpenedShare, own: &[LiveNote]) -> TakenOverView {
    let sources = own.iter().filter_map(|note| note.source.as_ref());
    let (author, annotation) = (share.author.as_uuid(), share.note.id.as_uuid());
    let taken = sources.filter(|(from, _)| (from.author, from.annotation) == (author, annotation));
    let marks: Vec<&Mark> = taken.map(|(_, mark)| mark).collect();
    if marks.is_empty() {
        TakenOverView::No
    } else if marks.contains(&&share.note.mark) {
        TakenOverView::Yes
    } else {
        TakenOverView::Earlier
    }
}

const fn layer_view(layer: Layer) -> LayerView {
    match layer {
        Layer::Advice => LayerView::Advice,
        Layer::Shared => LayerView::Shared,
    }
}

#[cfg(test)]
mod tests {
    use super::{kept_on_pages, taken_over, view_of};
    use crate::marks::LiveNote;
    use crate::view::{PlacementView, TakenOverView};
    use domain::{
        Anchor, Annotation, AnnotationId, Colour, DeviceId, DocumentId, HybridTime, Layer, Mark,
        Moment, OperationId, PersonId,
    };
    use std::collections::BTreeSet;
    use sync::{OpenedShare, TakenFrom};
    use uuid::Uuid;

    fn note(id: u128, text: &str) -> Annotation {
        let time = HybridTime { millis: 0, counter: 0, device: DeviceId::from_uuid(Uuid::nil()) };
        Annotation {
            id: AnnotationId::from_uuid(Uuid::from_u128(id)),
            anchor: Anchor { document: DocumentId::from_uuid(Uuid::nil()), version: 1, page: 4 },
            mark: Mark::Note { x: 0.5, y: 0.5, text: text.to_owned(), colour: Colour::Blue },
            surroundings: None,
            made_at: Moment::from_micros(0),
            erased: false,
            laid_aside: None,
            erased_changed: time,
            text_changed: time,
        }
    }

    fn shared_by(author: u128, note: Annotation) -> OpenedShare {
        OpenedShare {
            author: PersonId::from_uuid(Uuid::from_u128(author)),
            layer: Layer::Advice,
            note,
            readers: BTreeSet::new(),
            mine: false,
            waiting: false,
            operation: OperationId::from_uuid(Uuid::from_u128(9)),
        }
    }

    #[test]
    fn a_note_is_taken_over_as_it_stands_or_as_it_stood_earlier_and_only_from_its_author() {
        let advice = shared_by(1, note(7, "bỏ Điều 3"));
        let taken = |author: u128, annotation: u128, text: &str| LiveNote {
            annotation: note(8, "đã viết thêm"),
            source: Some((
                TakenFrom {
                    author: Uuid::from_u128(author),
                    annotation: Uuid::from_u128(annotation),
                    operation: Uuid::from_u128(3),
                },
                note(0, text).mark,
            )),
        };
        let own = LiveNote { annotation: note(7, "bỏ Điều 3"), source: None };
        for (notes, expected) in [
            (vec![own], TakenOverView::No),
            (vec![taken(1, 7, "bỏ Điều 3")], TakenOverView::Yes),
            (vec![taken(1, 7, "giữ Điều 3")], TakenOverView::Earlier),
            (vec![taken(1, 7, "giữ Điều 3"), taken(1, 7, "bỏ Điều 3")], TakenOverView::Yes),
            (vec![taken(2, 7, "bỏ Điều 3")], TakenOverView::No),
            (vec![taken(1, 6, "bỏ Điều 3")], TakenOverView::No),
        ] {
            assert_eq!(taken_over(&advice, &notes), expected);
        }
    }

    #[test]
    fn a_note_on_a_page_that_the_paper_does_not_have_has_no_place() {
        let placed = |n_pages| kept_on_pages(view_of(&note(7, "?")), 1, n_pages).placement;
        assert_eq!(placed(Some(5)), PlacementView::Here);
        assert_eq!(placed(Some(4)), PlacementView::Unplaced);
        assert_eq!(placed(None), PlacementView::Here);
    }
}
