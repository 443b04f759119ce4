//! A mark as an annotation with its appearance (ISO 32000-1, 12.5).

use super::drawing::{Drawing, draw};
use super::face::Faces;
use super::survey::PageSurvey;
use super::writer::{AppendixError, Writer, compressed, reference};
use crate::date;
use crate::mark::{Kind, Mark, PenPoint, Point, Rect, Shape};
use pdf_writer::types::BlendMode;
use pdf_writer::writers::FormXObject;
use pdf_writer::{Chunk, Dict, Filter, Finish, Name, Ref, Str, TextStr};

/// Shown and printed.
pub(super) const PRINTED: i32 = 4;
/// Shown, printed, and not to be changed or moved.
pub(super) const FIXED: i32 = 4 | 64 | 128;
/// Contents of more bytes than this are packed.
const PACKED_FROM: usize = 600;

/// Writes a mark and what belongs to it; gives the numbers that the page must name; `None` for a mark
/// without anything to draw.
pub(super) fn write_mark(
    writer: &mut Writer,
    mark: &Mark,
    flags: i32,
    page: &PageSurvey,
    faces: &mut Faces,
) -> Result<Option<Vec<Ref>>, AppendixError> {
    let Some(drawing) = draw(mark, &page.frame(), faces) else {
        return Ok(None);
    };
    let look = write_look(writer, mark, &drawing, faces)?;
    let annotation = writer.number()?;
    let popup = if has_popup(mark) { Some(writer.number()?) } else { None };
    let mut chunk = Chunk::new();
    let mut entries = chunk.indirect(annotation).dict();
    entries.pair(Name(b"Type"), Name(b"Annot"));
    entries.pair(Name(b"Subtype"), Name(subtype(mark.shape.kind())));
    entries.pair(Name(b"Rect"), rectangle(drawing.rect));
    entries.pair(Name(b"F"), flags);
    // A page of another generation than 0 goes unnamed; it names its annotations.
    if let Ok(page) = reference(page.id) {
        entries.pair(Name(b"P"), page);
    }
    write_words(&mut entries, mark);
    write_shape(&mut entries, mark);
    if let Some(popup) = popup {
        entries.pair(Name(b"Popup"), popup);
    }
    entries.insert(Name(b"AP")).dict().pair(Name(b"N"), look);
    entries.finish();
    writer.put(&chunk)?;
    let Some(popup) = popup else { return Ok(Some(vec![annotation])) };
    writer.put(&popup_chunk(popup, annotation, drawing.rect, page))?;
    Ok(Some(vec![annotation, popup]))
}

const fn subtype(kind: Kind) -> &'static [u8] {
    match kind {
        Kind::Highlight => b"Highlight",
        Kind::Underline => b"Underline",
        Kind::StrikeOut => b"StrikeOut",
        Kind::Ink => b"Ink",
        Kind::TextBox => b"FreeText",
        Kind::Note => b"Text",
        Kind::Stamp => b"Stamp",
    }
}

fn has_popup(mark: &Mark) -> bool {
    match mark.shape.kind() {
        Kind::TextBox => false,
        Kind::Note => true,
        Kind::Highlight | Kind::Underline | Kind::StrikeOut | Kind::Ink | Kind::Stamp => {
            !mark.contents.is_empty()
        }
    }
}

/// The window with the mark's words, beside the mark and within the page.
fn popup_chunk(popup: Ref, parent: Ref, beside: Rect, page: &PageSurvey) -> Chunk {
    let visible = page.frame().visible;
    let left = beside.right.min(visible.right - 180.0);
    let top = beside.top.clamp(visible.bottom, visible.top);
    let rect = Rect { left, bottom: top - 100.0, right: left + 180.0, top };
    let mut chunk = Chunk::new();
    let mut entries = chunk.indirect(popup).dict();
    entries.pair(Name(b"Type"), Name(b"Annot"));
    entries.pair(Name(b"Subtype"), Name(b"Popup"));
    entries.pair(Name(b"Rect"), rectangle(rect));
    entries.pair(Name(b"Parent"), parent);
    entries.pair(Name(b"F"), PRINTED);
    entries.pair(Name(b"Open"), false);
    entries.finish();
    chunk
}

fn write_words(entries: &mut Dict<'_>, mark: &Mark) {
    entries.pair(Name(b"Contents"), TextStr(&mark.contents));
    for (name, words) in
        [(b"T".as_slice(), &mark.author), (b"NM", &mark.name), (b"Subj", &mark.subject)]
    {
        if !words.is_empty() {
            entries.pair(Name(name), TextStr(words));
        }
    }
    for (name, at) in [(b"CreationDate".as_slice(), mark.created), (b"M", mark.modified)] {
        if let Some(at) = at.and_then(date::write) {
            entries.pair(Name(name), Str(at.as_bytes()));
        }
    }
    entries.pair(Name(b"CA"), mark.opacity.clamp(0.0, 1.0));
}

fn write_shape(entries: &mut Dict<'_>, mark: &Mark) {
    let parts = mark.colour.parts();
    if mark.shape.kind() != Kind::TextBox {
        entries.insert(Name(b"C")).array().items(parts);
    }
    match &mark.shape {
        Shape::Highlight { quads } | Shape::Underline { quads } | Shape::StrikeOut { quads } => {
            let corners = quads.iter().flat_map(|quad| quad.corners());
            write_points(entries.insert(Name(b"QuadPoints")).array(), corners);
        }
        Shape::Ink { strokes, width } => {
            let mut list = entries.insert(Name(b"InkList")).array();
            for stroke in strokes {
                write_points(list.push().array(), stroke.iter().map(|point: &PenPoint| point.at));
            }
            list.finish();
            entries
                .insert(Name(b"BS"))
                .dict()
                .pair(Name(b"W"), *width)
                .pair(Name(b"S"), Name(b"S"));
        }
        Shape::TextBox { size, .. } => {
            let [red, green, blue] = parts;
            let letters = format!("{red} {green} {blue} rg /Helv {size} Tf");
            entries.pair(Name(b"DA"), Str(letters.as_bytes()));
            entries.pair(Name(b"IT"), Name(b"FreeTextTypewriter"));
            entries.insert(Name(b"BS")).dict().pair(Name(b"W"), 0);
        }
        Shape::Note { .. } => {
            entries.pair(Name(b"Name"), Name(b"Comment")).pair(Name(b"Open"), false);
        }
        Shape::Stamp { word, .. } => {
            entries.pair(Name(b"Name"), Name(stamp_name(word).as_bytes()));
        }
    }
}

/// A stamp's word as a name, which has room for 127 bytes (ISO 32000-1, Annex C).
fn stamp_name(word: &str) -> &str {
    let end = word
        .char_indices()
        .map(|(at, letter)| at + letter.len_utf8())
        .take_while(|end| *end <= 120);
    word.get(..end.last().unwrap_or(0)).filter(|word| !word.is_empty()).unwrap_or("Stamp")
}

fn write_points(mut array: pdf_writer::Array<'_>, points: impl Iterator<Item = Point>) {
    array.items(points.flat_map(|point| [point.x, point.y]));
}

/// Writes the appearance and gives its number.
fn write_look(
    writer: &mut Writer,
    mark: &Mark,
    drawing: &Drawing,
    faces: &Faces,
) -> Result<Ref, AppendixError> {
    let look = writer.number()?;
    let opacity = mark.opacity.clamp(0.0, 1.0);
    let is_plain = opacity >= 1.0 && !drawing.multiplies;
    let in_group = drawing.overlaps && opacity < 1.0;
    if !in_group {
        let begin: &[u8] = if is_plain { b"" } else { b"/G gs\n" };
        let content = [begin, &drawing.content].concat();
        let state = (!is_plain).then_some((opacity, drawing.multiplies));
        return put_form(writer, look, &content, drawing, |form| {
            write_resources(form, state, None, faces);
        });
    }
    // What lies over one another is drawn first, and then made transparent as a whole.
    let inner = writer.number()?;
    put_form(writer, inner, &drawing.content, &in_own_plane(drawing), |form| {
        write_resources(form, None, None, faces);
        form.group().transparency().isolated(true);
    })?;
    put_form(writer, look, b"/G gs\n/X Do\n", drawing, |form| {
        write_resources(form, Some((opacity, drawing.multiplies)), Some(inner), faces);
    })
}

/// The same drawing, not turned.
fn in_own_plane(drawing: &Drawing) -> Drawing {
    Drawing { content: Vec::new(), matrix: crate::frame::Turn::None.matrix(), ..*drawing }
}

fn put_form(
    writer: &mut Writer,
    number: Ref,
    content: &[u8],
    drawing: &Drawing,
    more: impl FnOnce(&mut FormXObject<'_>),
) -> Result<Ref, AppendixError> {
    let is_packed = content.len() >= PACKED_FROM;
    let data = if is_packed { compressed(content) } else { content.to_vec() };
    let mut chunk = Chunk::new();
    let mut form = chunk.form_xobject(number, &data);
    form.bbox(rectangle(drawing.bounds)).matrix(drawing.matrix);
    if is_packed {
        form.filter(Filter::FlateDecode);
    }
    more(&mut form);
    form.finish();
    writer.put(&chunk)?;
    Ok(number)
}

fn write_resources(
    form: &mut FormXObject<'_>,
    state: Option<(f32, bool)>,
    inner: Option<Ref>,
    faces: &Faces,
) {
    let mut resources = form.resources();
    if let Some((opacity, multiplies)) = state {
        let mut states = resources.ext_g_states();
        let mut state =
            states.insert(Name(b"G")).start::<pdf_writer::writers::ExtGraphicsState<'_>>();
        state.non_stroking_alpha(opacity).stroking_alpha(opacity);
        if multiplies {
            state.blend_mode(BlendMode::Multiply);
        }
        state.finish();
    }
    if let Some(inner) = inner {
        resources.x_objects().pair(Name(b"X"), inner);
    }
    let mut fonts = resources.fonts();
    for (name, font) in faces.used() {
        fonts.pair(name, font);
    }
}

const fn rectangle(rect: Rect) -> pdf_writer::Rect {
    pdf_writer::Rect { x1: rect.left, y1: rect.bottom, x2: rect.right, y2: rect.top }
}
