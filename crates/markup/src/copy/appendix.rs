//! What is appended to a file so that it shows marks.

use super::annotation::{FIXED, PRINTED, write_mark};
use super::face::Faces;
use super::survey::{PageSurvey, Survey};
use super::writer::{AppendixError, Writer};
use crate::mark::{Colour, Mark, Point, Rect, Shape};
use std::collections::{BTreeMap, BTreeSet};

const MAX_NUMBER: u32 = 8_000_000;
/// Most bytes of a page's dictionary and of the annotations that it has already.
const MAX_SOURCE: usize = 24 * 1024 * 1024;
/// Height of the letters of the line that says that this is a copy, in points.
const NOTICE_SIZE: f32 = 7.0;

/// Writes what must be appended to a file, byte for byte behind it, so that it shows marks: annotations with their
/// appearances, the dictionaries of their pages anew, and a table of the kind that the file has.
///
/// The `notice` says on the first page surveyed, at its upper edge, that this is a copy with marks; an empty one says
/// nothing. All words are the caller's.
///
/// # Errors
/// [`AppendixError`] when a mark lies on a page that was not surveyed or nowhere, when what was surveyed cannot be so,
/// or when there is no room.
pub fn write_appendix(
    survey: &Survey,
    marks: &[Mark],
    notice: &str,
) -> Result<Vec<u8>, AppendixError> {
    check(survey)?;
    let pages: BTreeMap<u32, &PageSurvey> =
        survey.pages.iter().map(|page| (page.page, page)).collect();
    let mut writer = Writer::new(survey.length, survey.size);
    let mut faces = Faces::new(|| writer.number())?;
    let mut added: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    let notice = pages
        .values()
        .next()
        .filter(|_| !notice.trim().is_empty())
        .map(|page| (notice_mark(notice, page), FIXED));
    let marks = marks.iter().map(|mark| (mark, PRINTED));
    let marks = marks.chain(notice.iter().map(|(mark, flags)| (mark, *flags)));
    for (index, (mark, flags)) in marks.enumerate() {
        let page = pages.get(&mark.page).ok_or(AppendixError::NoPage(mark.page))?;
        if !is_usable(mark) {
            return Err(AppendixError::Mark(index));
        }
        let written = write_mark(&mut writer, mark, flags, page, &mut faces)?;
        let written = written.ok_or(AppendixError::Mark(index))?;
        let names = written.into_iter().map(|number| format!("{} 0 R ", number.get()));
        added.entry(mark.page).or_default().extend(names);
    }
    for (page, names) in &added {
        let page = pages.get(page).ok_or(AppendixError::NoPage(*page))?;
        let names = names.concat();
        let entries: [&[u8]; 6] =
            [&page.entries, b"/Annots [", &page.annotations, b"\n", names.as_bytes(), b"]\n"];
        writer.put_again(page.id, &entries)?;
    }
    faces.write(&mut writer)?;
    writer.finish(survey)
}

/// Whether what a worker says can be so.
fn check(survey: &Survey) -> Result<(), AppendixError> {
    let objects: BTreeSet<u32> = survey.pages.iter().map(|page| page.id.number).collect();
    let pages: BTreeSet<u32> = survey.pages.iter().map(|page| page.page).collect();
    let is_own = |number: u32| (1..survey.size).contains(&number);
    let ids = survey.ids.as_ref().is_none_or(|(one, other)| one.len().max(other.len()) <= 256);
    let sound = survey.pages.iter().all(|page| {
        let [left, bottom, right, top] = page.visible;
        let in_order =
            page.visible.iter().all(|side| side.is_finite()) && left < right && bottom < top;
        let short = page.entries.len().saturating_add(page.annotations.len()) <= MAX_SOURCE;
        in_order && short && is_own(page.id.number)
    });
    let distinct = objects.len() == survey.pages.len() && pages.len() == survey.pages.len();
    let in_file = survey.table_at > 0 && survey.table_at < survey.length;
    let numbers = survey.size <= MAX_NUMBER
        && is_own(survey.root.number)
        && survey.info.is_none_or(|info| is_own(info.number));
    if sound && distinct && in_file && numbers && ids { Ok(()) } else { Err(AppendixError::Survey) }
}

/// Whether all numbers of a mark can be written.
fn is_usable(mark: &Mark) -> bool {
    let sizes = match &mark.shape {
        Shape::Ink { width, .. } => width.is_finite() && (0.0..=1000.0).contains(width),
        Shape::TextBox { size, .. } => size.is_finite() && (1.0..=1000.0).contains(size),
        Shape::Highlight { .. }
        | Shape::Underline { .. }
        | Shape::StrikeOut { .. }
        | Shape::Note { .. }
        | Shape::Stamp { .. } => true,
    };
    let points = match &mark.shape {
        Shape::Highlight { quads } | Shape::Underline { quads } | Shape::StrikeOut { quads } => {
            quads.iter().flat_map(|quad| quad.corners()).all(Point::is_usable)
        }
        Shape::Ink { strokes, .. } => strokes
            .iter()
            .flatten()
            .all(|point| point.at.is_usable() && (0.0..=1.0).contains(&point.pressure)),
        Shape::TextBox { rect, .. } | Shape::Note { rect } | Shape::Stamp { rect, .. } => {
            let lower = Point::new(rect.left, rect.bottom);
            let upper = Point::new(rect.right, rect.top);
            lower.is_usable() && upper.is_usable() && rect.width() > 0.0 && rect.height() > 0.0
        }
    };
    sizes && points && mark.opacity.is_finite()
}

fn notice_mark(words: &str, page: &PageSurvey) -> Mark {
    let frame = page.frame();
    let (width, height) = frame.shown_size();
    let room = NOTICE_SIZE * 1.3 + 4.0;
    let rect: Rect = frame.rect([8.0 / width, 4.0 / height, (width - 16.0) / width, room / height]);
    Mark {
        page: page.page,
        name: "copy-notice".to_owned(),
        author: String::new(),
        subject: String::new(),
        contents: words.to_owned(),
        quote: String::new(),
        colour: Colour::new(176, 0, 32),
        opacity: 1.0,
        created: None,
        modified: None,
        shape: Shape::TextBox { rect, size: NOTICE_SIZE },
    }
}
