//! Where annotations from older versions stand on a newer one. Nothing is ever changed for it: an annotation stays as it
//! was made until the member confirms its new place.

use super::shape::rect_of;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::paper_text::PaperText;
use crate::view::PlacementView;
use anchoring::{
    Area, Doubt, InkAnchor, PagePair, PageText, Placement, PointAnchor, Quote, Reanchoring, Run,
    Text, TextAnchor,
};
use domain::{Annotation, AnnotationId, DocumentId, Mark, Point, Rect, Surroundings};
use reader::{PictureAsk, Priority, Rotation};
use std::collections::BTreeMap;
use vault::FileRow;

/// Pages without text are compared by pictures so wide, in pixels.
const LIKENESS_WIDTH: u32 = 48;
/// A page without text is looked for so many pages around where it was.
const LIKENESS_REACH: u32 = 12;

/// An annotation as it stands on a newer version.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The mark in its new place; where it has none, as it was made.
    pub mark: Mark,
    /// Its page, of the version that the mark speaks of.
    pub page: u32,
    /// How it stands.
    pub placement: PlacementView,
    /// Whether its text is no longer the same.
    pub text_changed: bool,
}

/// Placements that are known, of one version.
#[derive(Debug, Default)]
pub struct PlacedNotes {
    of: Option<(DocumentId, u32)>,
    known: BTreeMap<AnnotationId, (Annotation, Placed)>,
}

impl Desk {
    /// Places annotations of older versions on the version of a file.
    pub(super) fn placed(
        &self,
        row: &FileRow,
        annotations: &[&Annotation],
    ) -> Result<BTreeMap<AnnotationId, Placed>, DeskError> {
        let mut notes = self.placed.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if notes.of != Some((row.document, row.version)) {
            *notes =
                PlacedNotes { of: Some((row.document, row.version)), ..PlacedNotes::default() };
        }
        let mut by_version: BTreeMap<u32, Vec<&Annotation>> = BTreeMap::new();
        for annotation in annotations {
            let is_known =
                notes.known.get(&annotation.id).is_some_and(|(known, _)| known == *annotation);
            if !is_known {
                by_version.entry(annotation.anchor.version).or_default().push(annotation);
            }
        }
        for (version, annotations) in by_version {
            for (id, placed) in self.place_all(row, version, &annotations)? {
                let annotation = annotations.iter().find(|annotation| annotation.id == id);
                if let Some(annotation) = annotation {
                    notes.known.insert(id, ((*annotation).clone(), placed));
                }
            }
        }
        let placed = annotations.iter().filter_map(|annotation| {
            let (_, placed) = notes.known.get(&annotation.id)?;
            Some((annotation.id, placed.clone()))
        });
        Ok(placed.collect())
    }

    fn place_all(
        &self,
        row: &FileRow,
        made_on: u32,
        annotations: &[&Annotation],
    ) -> Result<Vec<(AnnotationId, Placed)>, DeskError> {
        let new_pages = self.paper_text(row)?;
        let Ok(new) = Text::read(&new_pages) else {
            return Ok(annotations.iter().map(|one| (one.id, left_behind(one))).collect());
        };
        let old_row = self.version_row(row.document, made_on).ok();
        let old_pages = old_row.as_ref().map(|row| self.paper_text(row)).transpose()?;
        let Some((old_row, old_pages)) = old_row.zip(old_pages) else {
            // The old version is on another device: what was noted of its text is all there is.
            let placed = annotations.iter().map(|one| (one.id, place_by_surroundings(one, &new)));
            return Ok(placed.collect());
        };
        let Ok(old) = Text::read(&old_pages) else {
            return Ok(annotations.iter().map(|one| (one.id, left_behind(one))).collect());
        };
        let alike = self.alike_pages((&old_row, &old_pages), (row, &new_pages), annotations);
        let comparison = Reanchoring::new(&old, &new, &alike);
        let placed = annotations.iter().map(|annotation| {
            let placed = match anchor_of(&annotation.mark, annotation.anchor.page, &old) {
                Some(anchor) => placed_as(annotation, &comparison.place(&anchor)),
                None => place_by_page(annotation, &comparison, new_pages.len()),
            };
            (annotation.id, placed)
        });
        Ok(placed.collect())
    }

    /// Pages without text that have annotations, with the pages of the new version that look the same.
    fn alike_pages(
        &self,
        (old_row, old): (&FileRow, &PaperText),
        (new_row, new): (&FileRow, &PaperText),
        annotations: &[&Annotation],
    ) -> Vec<PagePair> {
        let is_blank = |text: &PaperText, page: u32| {
            text.get(page as usize).is_some_and(|page| page.runs.is_empty())
        };
        let mut pages: Vec<u32> = annotations
            .iter()
            .map(|annotation| annotation.anchor.page)
            .filter(|page| is_blank(old, *page))
            .collect();
        pages.sort_unstable();
        pages.dedup();
        let mut pictures: BTreeMap<u32, Option<Vec<u8>>> = BTreeMap::new();
        let mut alike = Vec::new();
        for page in pages {
            let Some(wanted) = self.likeness(old_row, page) else {
                continue;
            };
            let around = page.saturating_sub(LIKENESS_REACH)..=page.saturating_add(LIKENESS_REACH);
            let mut around: Vec<u32> = around.filter(|page| is_blank(new, *page)).collect();
            around.sort_by_key(|other| other.abs_diff(page));
            let found = around.into_iter().find(|other| {
                let picture =
                    pictures.entry(*other).or_insert_with(|| self.likeness(new_row, *other));
                picture.as_ref() == Some(&wanted)
            });
            alike.extend(found.map(|new| PagePair { old: page, new }));
        }
        alike
    }

    fn likeness(&self, row: &FileRow, page: u32) -> Option<Vec<u8>> {
        let ask = PictureAsk {
            width: LIKENESS_WIDTH,
            tile: None,
            rotation: Rotation::None,
            priority: Priority::Thumbnail,
        };
        let open = self.reader(row.document, row.version).ok()?;
        open.picture(page, &ask).ok().map(|picture| picture.bytes)
    }
}

/// What holds a mark to its text; `None` for one that belongs to its page.
pub fn anchor_of(mark: &Mark, page: u32, text: &Text) -> Option<anchoring::Anchor> {
    match mark {
        Mark::Text { rects, .. } => {
            let areas: Vec<Area> =
                rects.iter().map(|rect| Area { page, rect: to_anchoring(*rect) }).collect();
            let first = areas.first()?.rect;
            // A highlight that was drawn where no text is read stays with what lies around it.
            let anchor = TextAnchor::new(text, &areas).map(anchoring::Anchor::Text);
            Some(
                anchor.unwrap_or_else(|| anchoring::Anchor::Ink(InkAnchor::new(text, page, first))),
            )
        }
        Mark::Stroke { .. } => {
            let bounds = rect_of(mark)?;
            Some(anchoring::Anchor::Ink(InkAnchor::new(text, page, to_anchoring(bounds))))
        }
        Mark::Note { .. } | Mark::TextBox { .. } | Mark::Stamp { .. } => {
            let Rect { x, y, .. } = rect_of(mark)?;
            let at = anchoring::Point { x, y };
            Some(anchoring::Anchor::Point(PointAnchor::new(text, page, at)))
        }
        Mark::Bookmark { .. } => None,
    }
}

fn placed_as(annotation: &Annotation, placement: &Placement) -> Placed {
    let (word, text_changed) = match placement {
        Placement::Carried { .. } => (PlacementView::Carried, false),
        Placement::Moved { .. } => (PlacementView::Moved, false),
        Placement::Check { doubt, .. } => (PlacementView::Check, *doubt == Doubt::Edited),
        Placement::Unplaced => return left_behind(annotation),
    };
    match moved(&annotation.mark, placement.areas()) {
        Some((page, mark)) if mark.check().is_ok() => {
            Placed { mark, page, placement: word, text_changed }
        }
        _ => left_behind(annotation),
    }
}

/// Bookmarks follow their page.
fn place_by_page(annotation: &Annotation, comparison: &Reanchoring<'_>, n_pages: usize) -> Placed {
    let old = annotation.anchor.page;
    let (page, placement) = match comparison.page_of_page(old) {
        Some(page) if page == old => (page, PlacementView::Carried),
        Some(page) => (page, PlacementView::Moved),
        None if (old as usize) < n_pages => (old, PlacementView::Check),
        None => return left_behind(annotation),
    };
    Placed { mark: annotation.mark.clone(), page, placement, text_changed: false }
}

/// Looks for the words that were noted when the annotation was made.
fn place_by_surroundings(annotation: &Annotation, new: &Text) -> Placed {
    let Some(Surroundings { before, after, paragraph, .. }) = &annotation.surroundings else {
        return left_behind(annotation);
    };
    let words = match &annotation.mark {
        Mark::Text { text, .. } => text,
        Mark::Stroke { .. }
        | Mark::Note { .. }
        | Mark::TextBox { .. }
        | Mark::Stamp { .. }
        | Mark::Bookmark { .. } => paragraph,
    };
    let line = |y, text: &str| Run { text: text.to_owned(), x: 0.1, y, w: 0.8, h: 0.02 };
    let page = PageText {
        width: 595.0,
        height: 842.0,
        runs: vec![line(0.4, before), line(0.43, words), line(0.46, after)],
    };
    let Ok(old) = Text::read(&[page]) else {
        return left_behind(annotation);
    };
    let area = Area { page: 0, rect: anchoring::Rect { x: 0.1, y: 0.43, w: 0.8, h: 0.02 } };
    let quote = Quote { words: words.clone(), before: before.clone(), after: after.clone() };
    let anchor = anchoring::Anchor::Text(TextAnchor { quote, areas: vec![area] });
    let placement = Reanchoring::new(&old, new, &[]).place(&anchor);
    if matches!(annotation.mark, Mark::Text { .. }) {
        return placed_as(annotation, &placement);
    }
    beside(annotation, placement.areas())
}

/// Puts what has no text of its own as far from its paragraph as it was; the member looks whether that is right.
fn beside(annotation: &Annotation, areas: &[Area]) -> Placed {
    let was = annotation.surroundings.as_ref().and_then(|around| around.rect);
    let own = rect_of(&annotation.mark);
    let (Some(first), Some(was), Some(own)) = (areas.first(), was, own) else {
        return left_behind(annotation);
    };
    let rect = anchoring::Rect {
        x: own.x + first.rect.x - was.x,
        y: own.y + first.rect.y - was.y,
        w: own.w,
        h: own.h,
    };
    let area = Area { page: first.page, rect };
    match moved(&annotation.mark, &[area]) {
        Some((page, mark)) if mark.check().is_ok() => {
            Placed { mark, page, placement: PlacementView::Check, text_changed: false }
        }
        _ => left_behind(annotation),
    }
}

/// The same mark at other places, and their page.
fn moved(mark: &Mark, areas: &[Area]) -> Option<(u32, Mark)> {
    let page = areas.first()?.page;
    let rects: Vec<Rect> = areas
        .iter()
        .filter(|area| area.page == page)
        .map(|area| from_anchoring(area.rect))
        .collect();
    let to = rects.iter().copied().reduce(around)?;
    let mark = match mark.clone() {
        Mark::Text { style, text, colour, .. } => Mark::Text { style, rects, text, colour },
        Mark::Stroke { points, width, colour } => {
            let from = rect_of(&Mark::Stroke { points: points.clone(), width, colour })?;
            let scale = |new: f32, old: f32| if old > f32::EPSILON { new / old } else { 1.0 };
            let (across, down) = (scale(to.w, from.w), scale(to.h, from.h));
            let points = points.iter().map(|point| Point {
                x: (to.x + (point.x - from.x) * across).clamp(0.0, 1.0),
                y: (to.y + (point.y - from.y) * down).clamp(0.0, 1.0),
                pressure: point.pressure,
            });
            Mark::Stroke { points: points.collect(), width: width * across, colour }
        }
        Mark::Note { text, colour, .. } => {
            Mark::Note { x: to.x.clamp(0.0, 1.0), y: to.y.clamp(0.0, 1.0), text, colour }
        }
        Mark::TextBox { rect, text, size, colour } => {
            Mark::TextBox { rect: at(rect, to), text, size, colour }
        }
        Mark::Stamp { rect, stamp, colour } => Mark::Stamp { rect: at(rect, to), stamp, colour },
        Mark::Bookmark { title } => Mark::Bookmark { title },
    };
    Some((page, mark))
}

/// A box of the same size elsewhere, kept on the page.
fn at(rect: Rect, to: Rect) -> Rect {
    let within = |place: f32, length: f32| place.clamp(0.0, (1.0 - length).max(0.0));
    Rect { x: within(to.x, rect.w), y: within(to.y, rect.h), ..rect }
}

fn left_behind(annotation: &Annotation) -> Placed {
    Placed {
        mark: annotation.mark.clone(),
        page: annotation.anchor.page,
        placement: PlacementView::Unplaced,
        text_changed: true,
    }
}

/// The smallest box around both.
pub fn around(one: Rect, other: Rect) -> Rect {
    let (x, y) = (one.x.min(other.x), one.y.min(other.y));
    let right = (one.x + one.w).max(other.x + other.w);
    let bottom = (one.y + one.h).max(other.y + other.h);
    Rect { x, y, w: right - x, h: bottom - y }
}

/// A box as `anchoring` takes it.
pub const fn to_anchoring(rect: Rect) -> anchoring::Rect {
    anchoring::Rect { x: rect.x, y: rect.y, w: rect.w, h: rect.h }
}

const fn from_anchoring(rect: anchoring::Rect) -> Rect {
    Rect { x: rect.x, y: rect.y, w: rect.w, h: rect.h }
}

#[cfg(test)]
mod tests {
    use super::{Area, anchor_of, moved, place_by_surroundings, placed_as};
    use crate::view::PlacementView;
    use anchoring::{PageText, Reanchoring, Run, Text};
    use domain::{
        Anchor, Annotation, AnnotationId, Colour, DeviceId, DocumentId, HybridTime, Mark, Moment,
        Point, Rect, Surroundings, TextStyle,
    };
    use uuid::Uuid;

    fn paper(lines: &[&str]) -> Text {
        let run = |(n, text): (usize, &&str)| Run {
            text: (*text).to_owned(),
            x: 0.1,
            y: 0.1 + 0.03 * n as f32,
            w: 0.01 * text.chars().count() as f32,
            h: 0.02,
        };
        let runs = lines.iter().enumerate().map(run).collect();
        Text::read(&[PageText { width: 595.0, height: 842.0, runs }]).unwrap()
    }

    fn made(mark: Mark, surroundings: Option<Surroundings>) -> Annotation {
        let time = HybridTime { millis: 0, counter: 0, device: DeviceId::from_uuid(Uuid::nil()) };
        Annotation {
            id: AnnotationId::from_uuid(Uuid::nil()),
            anchor: Anchor { document: DocumentId::from_uuid(Uuid::nil()), version: 1, page: 0 },
            mark,
            surroundings,
            made_at: Moment::from_micros(0),
            erased: false,
            laid_aside: None,
            erased_changed: time,
            text_changed: time,
        }
    }

    fn highlight(y: f32, text: &str) -> Mark {
        Mark::Text {
            style: TextStyle::Highlight,
            rects: vec![Rect { x: 0.1, y, w: 0.01 * text.chars().count() as f32, h: 0.02 }],
            text: text.to_owned(),
            colour: Colour::Yellow,
        }
    }

    const OLD: [&str; 3] = [
        "Điều 1. Chính phủ thống nhất chủ trương trình Quốc hội.",
        "Điều 2. Bộ Tài chính bố trí đủ vốn cho chương trình năm tới.",
        "Điều 3. Nghị quyết này có hiệu lực từ ngày ký ban hành.",
    ];
    const NEW: [&str; 4] = [
        "Căn cứ Luật Tổ chức Chính phủ và các văn bản liên quan;",
        "Điều 1. Chính phủ thống nhất chủ trương trình Quốc hội.",
        "Điều 2. Bộ Tài chính bố trí đủ vốn cho chương trình năm tới.",
        "Điều 3. Nghị quyết này có hiệu lực từ ngày ký ban hành.",
    ];

    #[test]
    fn a_highlight_a_stroke_and_a_note_follow_their_words() {
        let (old, new) = (paper(&OLD), paper(&NEW));
        let comparison = Reanchoring::new(&old, &new, &[]);
        let stroke = Mark::Stroke {
            points: vec![
                Point { x: 0.1, y: 0.15, pressure: 0.5 },
                Point { x: 0.4, y: 0.15, pressure: 0.5 },
            ],
            width: 0.002,
            colour: Colour::Ink,
        };
        let note =
            Mark::Note { x: 0.3, y: 0.14, text: "Vốn nào?".to_owned(), colour: Colour::Blue };
        for mark in [highlight(0.13, OLD[1]), stroke, note] {
            let annotation = made(mark, None);
            let anchor = anchor_of(&annotation.mark, 0, &old).unwrap();
            let placed = placed_as(&annotation, &comparison.place(&anchor));
            assert_eq!(placed.placement, PlacementView::Carried, "{:?}", placed.mark);
            let down = super::rect_of(&placed.mark).unwrap().y
                - super::rect_of(&annotation.mark).unwrap().y;
            assert!((down - 0.03).abs() < 0.004, "moved down by {down}: {:?}", placed.mark);
        }
    }

    #[test]
    fn without_the_old_version_the_noted_words_find_the_place() {
        let around = Surroundings {
            before: OLD[0].to_owned(),
            after: OLD[2].to_owned(),
            paragraph: OLD[1].to_owned(),
            rect: Some(Rect { x: 0.1, y: 0.13, w: 0.6, h: 0.02 }),
        };
        let new = paper(&NEW);
        let text = made(highlight(0.13, OLD[1]), Some(around.clone()));
        let placed = place_by_surroundings(&text, &new);
        assert_eq!(placed.placement, PlacementView::Carried);
        assert!((super::rect_of(&placed.mark).unwrap().y - 0.16).abs() < 0.004);
        let note = Mark::Note { x: 0.3, y: 0.14, text: "?".to_owned(), colour: Colour::Blue };
        let placed = place_by_surroundings(&made(note.clone(), Some(around)), &new);
        assert_eq!(placed.placement, PlacementView::Check);
        assert!((super::rect_of(&placed.mark).unwrap().y - 0.17).abs() < 0.004);
        let unknown = place_by_surroundings(&made(note, None), &new);
        assert_eq!(unknown.placement, PlacementView::Unplaced);
    }

    #[test]
    fn what_is_moved_keeps_its_size_and_stays_on_the_page() {
        let rect = Rect { x: 0.2, y: 0.2, w: 0.3, h: 0.1 };
        let mark =
            Mark::TextBox { rect, text: "Ý kiến".to_owned(), size: 11.0, colour: Colour::Ink };
        let to = anchoring::Rect { x: 0.9, y: 0.95, w: 0.0, h: 0.0 };
        let (page, moved) = moved(&mark, &[Area { page: 4, rect: to }]).unwrap();
        let found = super::rect_of(&moved).unwrap();
        assert_eq!((page, found.w, found.h), (4, 0.3, 0.1));
        assert!(found.x + found.w <= 1.0 && found.y + found.h <= 1.0 && moved.check().is_ok());
    }
}
