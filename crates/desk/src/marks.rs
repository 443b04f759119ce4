//! The member's own annotations.

use crate::agenda::timestamp;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::view::{AnnotationInput, AnnotationView, MarkView, RectView, SafetyView};
use domain::{
    Anchor, Annotation, AnnotationChange, AnnotationId, AnnotationOp, Colour, DocumentId,
    HybridTime, Mark, OperationId, Point, Rect,
};
use std::collections::{BTreeMap, BTreeSet};
use sync::Topic;
use uuid::Uuid;
use vault::{LocalChange, NewNote};

impl Desk {
    /// A document's annotations, in page order.
    ///
    /// # Errors
    /// [`DeskError`] when the store fails.
    pub fn annotations(&self, document: Uuid) -> Result<Vec<AnnotationView>, DeskError> {
        let waiting = self.waiting_annotations()?;
        let mut live = self.live_annotations(DocumentId::from_uuid(document))?;
        live.sort_by_key(|annotation| (annotation.anchor.page, annotation.made_at, annotation.id));
        Ok(live.iter().map(|annotation| annotation_view(annotation, &waiting)).collect())
    }

    /// Makes an annotation.
    ///
    /// # Errors
    /// `annotation-invalid`, `note-key-missing`, `disk-full` and other store errors: nothing is made then.
    pub fn annotate(&self, input: AnnotationInput) -> Result<AnnotationView, DeskError> {
        let mark = mark_from_view(input.mark)?;
        mark.check()?;
        let anchor = Anchor {
            document: DocumentId::from_uuid(input.document),
            version: input.version,
            page: input.page,
        };
        let id = AnnotationId::from_uuid(Uuid::now_v7());
        let change = AnnotationChange::Make { anchor, mark, made_at: self.clock.now() };
        self.apply_op(id, change)
    }

    /// Rewrites a note.
    ///
    /// # Errors
    /// As [`Desk::annotate`]; `not-found` when there is no such note.
    pub fn edit_note(&self, annotation: Uuid, text: String) -> Result<AnnotationView, DeskError> {
        let place = Mark::Note { x: 0.0, y: 0.0, text: text.clone() };
        place.check()?;
        self.apply_op(AnnotationId::from_uuid(annotation), AnnotationChange::SetText(text))
    }

    /// Erases an annotation, or brings it back.
    ///
    /// # Errors
    /// As [`Desk::edit_note`].
    pub fn set_erased(&self, annotation: Uuid, erased: bool) -> Result<(), DeskError> {
        let change = AnnotationChange::SetErased(erased);
        self.apply_op(AnnotationId::from_uuid(annotation), change)?;
        Ok(())
    }

    pub(crate) fn live_annotations(
        &self,
        document: DocumentId,
    ) -> Result<Vec<Annotation>, DeskError> {
        let mut by_annotation: BTreeMap<AnnotationId, Vec<AnnotationOp>> = BTreeMap::new();
        for body in self.vault.note_ops(document)? {
            let op = sync::op_from_json(&body)?;
            by_annotation.entry(op.annotation).or_default().push(op);
        }
        let built = by_annotation.values().filter_map(Annotation::from_ops);
        Ok(built.filter(|annotation| !annotation.erased).collect())
    }

    fn apply_op(
        &self,
        annotation: AnnotationId,
        change: AnnotationChange,
    ) -> Result<AnnotationView, DeskError> {
        let note_key =
            self.client.note_key()?.ok_or_else(|| DeskError::from_code("note-key-missing"))?;
        let known = self.vault.note_ops_of(annotation)?;
        let mut ops =
            known.iter().map(|body| sync::op_from_json(body)).collect::<Result<Vec<_>, _>>()?;
        let document = match &change {
            AnnotationChange::Make { anchor, .. } => Some(anchor.document),
            AnnotationChange::SetErased(_) | AnnotationChange::SetText(_) => None,
        };
        if document.is_none() && ops.is_empty() {
            return Err(DeskError::from_code("not-found"));
        }
        let seen = ops.iter().map(|op| op.at).max();
        let device = self.client.credentials().device_id();
        let op = AnnotationOp {
            id: OperationId::from_uuid(Uuid::now_v7()),
            annotation,
            at: HybridTime::next(self.clock.now(), device, seen),
            change,
        };
        let body = sync::op_to_json(&op)?;
        let sealed = note_key.seal(op.id.as_uuid(), &body)?;
        let outgoing = self.outgoing(op.id, sync::note_body(&sealed)?);
        let note = NewNote { annotation, document, body };
        self.save(&LocalChange::note(note, outgoing), Topic::Annotations)?;
        ops.push(op);
        let built = Annotation::from_ops(&ops).ok_or_else(|| DeskError::from_code("not-found"))?;
        Ok(annotation_view(&built, &self.waiting_annotations()?))
    }

    fn waiting_annotations(&self) -> Result<BTreeSet<String>, DeskError> {
        let outbox = self.vault.outbox()?;
        Ok(outbox.into_iter().map(|row| row.subject).collect())
    }
}

fn annotation_view(annotation: &Annotation, waiting: &BTreeSet<String>) -> AnnotationView {
    let is_waiting = waiting.contains(&annotation.id.to_string());
    AnnotationView {
        id: annotation.id.as_uuid(),
        document: annotation.anchor.document.as_uuid(),
        version: annotation.anchor.version,
        page: annotation.anchor.page,
        mark: mark_to_view(&annotation.mark),
        made_at: timestamp(annotation.made_at).unwrap_or_default(),
        safety: if is_waiting { SafetyView::Saved } else { SafetyView::Received },
    }
}

const COLOURS: [(Colour, &str); 6] = [
    (Colour::Yellow, "yellow"),
    (Colour::Green, "green"),
    (Colour::Blue, "blue"),
    (Colour::Pink, "pink"),
    (Colour::Ink, "ink"),
    (Colour::Red, "red"),
];

fn colour_word(colour: Colour) -> String {
    let found = COLOURS.iter().find(|(known, _)| *known == colour);
    found.map_or("ink", |(_, word)| word).to_owned()
}

fn read_colour(word: &str) -> Result<Colour, DeskError> {
    let found = COLOURS.iter().find(|(_, known)| *known == word);
    found.map(|(colour, _)| *colour).ok_or_else(|| DeskError::from_code("annotation-invalid"))
}

fn mark_from_view(mark: MarkView) -> Result<Mark, DeskError> {
    Ok(match mark {
        MarkView::Highlight { rects, text, colour } => Mark::Highlight {
            rects: rects
                .into_iter()
                .map(|rect| Rect { x: rect.x, y: rect.y, w: rect.w, h: rect.h })
                .collect(),
            text,
            colour: read_colour(&colour)?,
        },
        MarkView::Stroke { points, width, colour } => {
            let (triples, rest) = points.as_chunks::<3>();
            if !rest.is_empty() {
                return Err(DeskError::from_code("annotation-invalid"));
            }
            let point = |[x, y, pressure]: &[f32; 3]| Point { x: *x, y: *y, pressure: *pressure };
            let points = triples.iter().map(point).collect();
            Mark::Stroke { points, width, colour: read_colour(&colour)? }
        }
        MarkView::Note { x, y, text } => Mark::Note { x, y, text },
    })
}

fn mark_to_view(mark: &Mark) -> MarkView {
    match mark {
        Mark::Highlight { rects, text, colour } => MarkView::Highlight {
            rects: rects
                .iter()
                .map(|rect| RectView { x: rect.x, y: rect.y, w: rect.w, h: rect.h })
                .collect(),
            text: text.clone(),
            colour: colour_word(*colour),
        },
        Mark::Stroke { points, width, colour } => MarkView::Stroke {
            points: points.iter().flat_map(|point| [point.x, point.y, point.pressure]).collect(),
            width: *width,
            colour: colour_word(*colour),
        },
        Mark::Note { x, y, text } => MarkView::Note { x: *x, y: *y, text: text.clone() },
    }
}
