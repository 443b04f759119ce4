//! Papers, and marks of every kind on them.

use markup::copy::{PageSurvey, Survey, SurveyError, survey, write_appendix};
use markup::frame::{Frame, Turn};
use markup::mark::{Colour, Mark, PenPoint, Shape};
use std::collections::BTreeSet;
use std::io::Cursor;
use std::path::PathBuf;

/// A real paper, or `None` with a message where the collection is not here.
pub fn paper(name: &str) -> Option<Vec<u8>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora/pdf");
    if !folder.exists() {
        eprintln!("skipped: {} is not here", folder.display());
        return None;
    }
    Some(std::fs::read(folder.join(name)).unwrap())
}

pub fn survey_of(paper: &[u8], pages: &[u32]) -> Result<Survey, SurveyError> {
    survey(Cursor::new(paper), &pages.iter().copied().collect::<BTreeSet<u32>>())
}

/// The paper with marks and notice.
pub fn copy_of(paper: &[u8], survey: &Survey, marks: &[Mark], notice: &str) -> Vec<u8> {
    let appendix = write_appendix(survey, marks, notice).unwrap();
    [paper, &appendix].concat()
}

/// A mark of each kind, with the part of the page as shown (fractions x, y, w, h) where it must be seen.
pub fn marks(page: &PageSurvey) -> Vec<(Mark, [f32; 4])> {
    let frame = page.frame();
    let (width, height) = frame.shown_size();
    let quads = |areas: &[[f32; 4]]| areas.iter().map(|area| frame.quad(*area)).collect();
    let one = |name: &str, colour: (u8, u8, u8), area: [f32; 4], contents: &str, shape| {
        let mark = Mark {
            page: page.page,
            name: format!("{name}-{}", page.page),
            author: "Bộ trưởng An".into(),
            subject: name.into(),
            contents: contents.into(),
            quote: String::new(),
            colour: Colour::new(colour.0, colour.1, colour.2),
            opacity: 1.0,
            created: Some("2026-11-22T07:09:19Z".parse().unwrap()),
            modified: Some("2026-11-22T08:00:00Z".parse().unwrap()),
            shape,
        };
        (mark, area)
    };
    let lines = [[0.15, 0.10, 0.6, 0.02], [0.15, 0.13, 0.4, 0.02]];
    let under = [0.15, 0.20, 0.5, 0.03];
    let strike = [0.15, 0.28, 0.5, 0.03];
    let ink = [0.15, 0.36, 0.5, 0.08];
    let words = [0.15, 0.50, 0.5, 0.12];
    let stamp = [0.15, 0.70, 0.4, 0.08];
    let note = frame.note(0.8, 0.5);
    let note_area = [0.8, 0.5, 20.0 / width, 20.0 / height];
    // Poppler and Acrobat turn a note about its upper left corner on the stored page, others do not.
    let around = [0.8 - 20.0 / width, 0.5 - 20.0 / height, 60.0 / width, 60.0 / height];
    let note_area = if page.turn == Turn::None { note_area } else { around };
    vec![
        one(
            "highlight",
            (255, 221, 0),
            [0.15, 0.10, 0.6, 0.05],
            "xem lại",
            Shape::Highlight { quads: quads(&lines) },
        ),
        one("underline", (0, 120, 215), under, "", Shape::Underline { quads: quads(&[under]) }),
        one("strikeout", (200, 0, 60), strike, "", Shape::StrikeOut { quads: quads(&[strike]) }),
        one("ink", (0, 140, 60), ink, "", Shape::Ink { strokes: wave(&frame, ink), width: 3.0 }),
        one(
            "words",
            (120, 0, 160),
            words,
            "Đề nghị làm rõ nguồn vốn – ấp Ặ Ễ ✓",
            Shape::TextBox { rect: frame.rect(words), size: (height * 0.025).max(4.0) },
        ),
        one(
            "stamp",
            (190, 20, 30),
            stamp,
            "",
            Shape::Stamp { rect: frame.rect(stamp), word: "ĐỒNG Ý".into() },
        ),
        one("note", (255, 150, 0), note_area, "Hỏi Bộ Tài chính", Shape::Note { rect: note }),
    ]
}

/// Two strokes, one of them with pressure.
fn wave(frame: &Frame, [x, y, w, h]: [f32; 4]) -> Vec<Vec<PenPoint>> {
    let stroke = |top: f32, pressure: fn(f32) -> f32| {
        let point = |step: u16| {
            let part = f32::from(step) / 60.0;
            let up = (part * 12.0).sin() * 0.15 + top;
            PenPoint {
                at: frame.point(x + w * (0.02 + part * 0.96), y + h * up),
                pressure: pressure(part),
            }
        };
        (0..=60).map(point).collect()
    };
    vec![stroke(0.25, |_| 0.5), stroke(0.7, |part| part)]
}
