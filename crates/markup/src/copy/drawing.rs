//! How a mark looks: the content of its appearance.

use super::face::{Faces, Weight};
use super::ink::draw_ink;
use crate::frame::{Frame, Turn};
use crate::mark::{Mark, Point, Quad, Rect, Shape};
use pdf_writer::Content;
use pdf_writer::types::{LineCapStyle, LineJoinStyle};

/// Between a text box and its letters, in points.
const PADDING: f32 = 2.0;
/// Distance of lines as a part of the letters' height.
const LEADING: f32 = 1.3;
/// Where the base line of a line of letters is, from its top, as a part of the letters' height.
const ASCENT: f32 = 1.02;

/// An appearance: what is drawn, and where.
pub(super) struct Drawing {
    pub(super) content: Vec<u8>,
    /// The mark's rectangle on the page.
    pub(super) rect: Rect,
    /// The part of the drawing's own plane that is drawn.
    pub(super) bounds: Rect,
    /// Turns that plane.
    pub(super) matrix: [f32; 6],
    /// Whether it darkens what is below it instead of covering it.
    pub(super) multiplies: bool,
    /// Whether parts of it lie over one another, so that only the whole may be made transparent.
    pub(super) overlaps: bool,
}

/// Draws a mark; `None` for one that has nothing to draw.
pub(super) fn draw(mark: &Mark, frame: &Frame, faces: &mut Faces) -> Option<Drawing> {
    match &mark.shape {
        Shape::Highlight { quads } => {
            Some(Drawing { multiplies: true, ..on_page(&mark.shape, highlight(mark, quads))? })
        }
        Shape::Underline { quads } => on_page(&mark.shape, lines(mark, quads, 0.08)),
        Shape::StrikeOut { quads } => on_page(&mark.shape, lines(mark, quads, 0.42)),
        Shape::Ink { strokes, width } => {
            let mut content = coloured(mark);
            let overlaps = draw_ink(&mut content, strokes, *width);
            Some(Drawing { overlaps, ..on_page(&mark.shape, content)? })
        }
        Shape::TextBox { rect, size } => Some(text_box(mark, *rect, *size, frame, faces)),
        Shape::Note { rect } => Some(upright(*rect, frame.turn, |content, size| {
            note(content, mark, size);
        })),
        Shape::Stamp { rect, word } => Some(upright(*rect, frame.turn, |content, size| {
            stamp(content, mark, word, size, faces);
        })),
    }
}

/// A drawing in the plane of the page.
fn on_page(shape: &Shape, content: Content) -> Option<Drawing> {
    let rect = shape.bounds()?;
    Some(Drawing {
        content: content.finish().to_vec(),
        rect,
        bounds: rect,
        matrix: Turn::None.matrix(),
        multiplies: false,
        overlaps: false,
    })
}

/// A drawing that stands upright on the page as shown, in a plane with its origin at the lower left.
fn upright(rect: Rect, turn: Turn, draw: impl FnOnce(&mut Content, (f32, f32))) -> Drawing {
    let (width, height) = if turn.is_sideways() {
        (rect.height(), rect.width())
    } else {
        (rect.width(), rect.height())
    };
    let mut content = Content::new();
    draw(&mut content, (width, height));
    Drawing {
        content: content.finish().to_vec(),
        rect,
        bounds: Rect { left: 0.0, bottom: 0.0, right: width, top: height },
        matrix: turn.matrix(),
        multiplies: false,
        overlaps: true,
    }
}

/// Content that fills and strokes in the mark's colour.
fn coloured(mark: &Mark) -> Content {
    let [red, green, blue] = mark.colour.parts();
    let mut content = Content::new();
    content.set_fill_rgb(red, green, blue).set_stroke_rgb(red, green, blue);
    content.set_line_cap(LineCapStyle::RoundCap).set_line_join(LineJoinStyle::RoundJoin);
    content
}

fn highlight(mark: &Mark, quads: &[Quad]) -> Content {
    let mut content = coloured(mark);
    for quad in quads {
        content.move_to(quad.upper_left.x, quad.upper_left.y);
        for corner in [quad.upper_right, quad.lower_right, quad.lower_left] {
            content.line_to(corner.x, corner.y);
        }
        content.close_path();
    }
    content.fill_nonzero();
    content
}

/// A line along each quad, `up` from its lower edge as a part of its height.
fn lines(mark: &Mark, quads: &[Quad], up: f32) -> Content {
    let mut content = coloured(mark);
    content.set_line_cap(LineCapStyle::ButtCap);
    for quad in quads {
        let between = |lower: Point, upper: Point| {
            (lower.x + (upper.x - lower.x) * up, lower.y + (upper.y - lower.y) * up)
        };
        let (begin_x, begin_y) = between(quad.lower_left, quad.upper_left);
        let (end_x, end_y) = between(quad.lower_right, quad.upper_right);
        let (wide, high) =
            (quad.upper_left.x - quad.lower_left.x, quad.upper_left.y - quad.lower_left.y);
        content.set_line_width((wide.hypot(high) * 0.07).clamp(0.4, 4.0));
        content.move_to(begin_x, begin_y).line_to(end_x, end_y).stroke();
    }
    content
}

/// Words in their box, which grows downwards, as shown, until all of them have room or it is a page longer; what has no
/// room then is in the annotation alone.
fn text_box(mark: &Mark, rect: Rect, size: f32, frame: &Frame, faces: &mut Faces) -> Drawing {
    let turn = frame.turn;
    let (width, height) = if turn.is_sideways() {
        (rect.height(), rect.width())
    } else {
        (rect.width(), rect.height())
    };
    let lines = faces.wrap(Weight::Regular, &mark.contents, size, width - 2.0 * PADDING);
    // Exact for more lines than a page can hold.
    let needed = lines.len() as f32 * size * LEADING + 2.0 * PADDING;
    let rect = grown_down(rect, turn, (needed - height).clamp(0.0, frame.shown_size().1));
    upright(rect, turn, |content, (_, height)| {
        let [red, green, blue] = mark.colour.parts();
        content.set_fill_rgb(red, green, blue);
        let mut line_at = height - PADDING - size * ASCENT;
        for line in &lines {
            if line_at < -size {
                break;
            }
            faces.show(content, Weight::Regular, size, (PADDING, line_at), line);
            line_at -= size * LEADING;
        }
    })
}

const fn grown_down(mut rect: Rect, turn: Turn, by: f32) -> Rect {
    match turn {
        Turn::None => rect.bottom -= by,
        Turn::Quarter => rect.right += by,
        Turn::Half => rect.top += by,
        Turn::ThreeQuarters => rect.left -= by,
    }
    rect
}

/// A sheet with an asterisk, in the mark's colour. It looks the same from all sides, because programs do not agree
/// whether a note turns with its page.
fn note(content: &mut Content, mark: &Mark, (width, height): (f32, f32)) {
    let [red, green, blue] = mark.colour.parts();
    content.set_fill_rgb(red, green, blue).set_stroke_gray(0.2);
    content.set_line_width(width.min(height) * 0.05);
    let inset = width.min(height) * 0.08;
    rounded(
        content,
        Rect { left: inset, bottom: inset, right: width - inset, top: height - inset },
    );
    content.close_fill_nonzero_and_stroke();
    let (middle_x, middle_y) = (width / 2.0, height / 2.0);
    for (right, up) in [(0.0, 0.26), (0.26, 0.0), (0.19, 0.19), (0.19, -0.19)] {
        let (right, up) = (right * width, up * height);
        content.move_to(middle_x - right, middle_y - up);
        content.line_to(middle_x + right, middle_y + up);
    }
    content.set_line_width(width.min(height) * 0.08);
    content.stroke();
}

/// A word in a frame, as large as it fits.
fn stamp(
    content: &mut Content,
    mark: &Mark,
    word: &str,
    (width, height): (f32, f32),
    faces: &mut Faces,
) {
    let [red, green, blue] = mark.colour.parts();
    content.set_fill_rgb(red, green, blue).set_stroke_rgb(red, green, blue);
    let line = (height * 0.06).clamp(0.5, 3.0);
    content.set_line_width(line);
    rounded(content, Rect { left: line, bottom: line, right: width - line, top: height - line });
    content.close_and_stroke();
    let at_one = faces.width(Weight::SemiBold, word, 1.0);
    let fits = if at_one > 0.0 { (width * 0.86 / at_one).min(height * 0.56) } else { return };
    let begin = (width - at_one * fits) / 2.0;
    // Capitals of the face are 0.7 of its height.
    let base = (height - fits * 0.7) / 2.0;
    faces.show(content, Weight::SemiBold, fits, (begin, base), word);
}

/// The outline of a rectangle with round corners, not yet closed.
fn rounded(content: &mut Content, rect: Rect) {
    let Rect { left, bottom, right, top } = rect;
    let radius = rect.width().min(rect.height()) * 0.18;
    // The handle of a quarter of a circle.
    let handle = radius * 0.447_715;
    content.move_to(left + radius, bottom).line_to(right - radius, bottom);
    content.cubic_to(right - handle, bottom, right, bottom + handle, right, bottom + radius);
    content.line_to(right, top - radius);
    content.cubic_to(right, top - handle, right - handle, top, right - radius, top);
    content.line_to(left + radius, top);
    content.cubic_to(left + handle, top, left, top - handle, left, top - radius);
    content.line_to(left, bottom + radius);
    content.cubic_to(left, bottom + handle, left + handle, bottom, left + radius, bottom);
}

#[cfg(test)]
mod tests {
    use super::draw;
    use crate::copy::face::Faces;
    use crate::frame::{Frame, Turn};
    use crate::mark::{Colour, Mark, Rect, Shape};
    use pdf_writer::Ref;

    const PAGE: Rect = Rect { left: 0.0, bottom: 0.0, right: 400.0, top: 600.0 };

    /// The rectangle of a text box in the middle of a page.
    fn drawn(contents: &str, turn: Turn, rect: Rect) -> (Rect, usize) {
        let mark = Mark {
            page: 0,
            name: String::new(),
            author: String::new(),
            subject: String::new(),
            contents: contents.into(),
            quote: String::new(),
            colour: Colour::new(0, 0, 0),
            opacity: 1.0,
            created: None,
            modified: None,
            shape: Shape::TextBox { rect, size: 10.0 },
        };
        let mut faces = Faces::new(|| Ok(Ref::new(1))).unwrap();
        let drawing = draw(&mark, &Frame { visible: PAGE, turn }, &mut faces).unwrap();
        (drawing.rect, drawing.content.len())
    }

    #[test]
    fn a_text_box_grows_downwards_as_shown() {
        let rect = Rect { left: 100.0, bottom: 300.0, right: 200.0, top: 400.0 };
        assert_eq!(drawn("ngắn", Turn::None, rect).0, rect);
        let long = "Đề nghị làm rõ. ".repeat(20);
        let check = |turn, moved: fn(Rect) -> (f32, Rect)| {
            let (by, rest) = moved(drawn(&long, turn, rect).0);
            assert!((20.0..400.0).contains(&by) && rest == rect, "{turn:?}: {by}, {rest:?}");
        };
        check(Turn::None, |rect| (300.0 - rect.bottom, Rect { bottom: 300.0, ..rect }));
        check(Turn::Quarter, |rect| (rect.right - 200.0, Rect { right: 200.0, ..rect }));
        check(Turn::Half, |rect| (rect.top - 400.0, Rect { top: 400.0, ..rect }));
        check(Turn::ThreeQuarters, |rect| (100.0 - rect.left, Rect { left: 100.0, ..rect }));
    }

    #[test]
    fn a_text_without_end_in_a_narrow_box_costs_no_more_than_a_page() {
        let narrow = Rect { left: 100.0, bottom: 300.0, right: 101.0, top: 400.0 };
        let (rect, n_bytes) = drawn(&"chữ ".repeat(50_000), Turn::None, narrow);
        assert!(rect.height() <= 700.0 && n_bytes < 20_000, "{rect:?}, {n_bytes}");
    }
}
