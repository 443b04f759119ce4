//! Title page and table of contents.

use crate::face::Weight;
use crate::page::{A4, MARGIN};
use crate::writer::BookWriter;
use pdf_writer::types::{ActionType, AnnotationType};
use pdf_writer::{Chunk, Content, Finish, Rect, Ref};
use std::io;

/// Room for an item's number.
const NUMBER: f32 = 40.0;
/// Room for what stands on the right of a line.
const RIGHT: f32 = 64.0;

/// The words of the title page and the contents.
#[derive(Debug, Clone)]
pub struct Front {
    /// Language of the words, as in BCP 47.
    pub language: String,
    /// Who meets.
    pub body: String,
    /// What this is.
    pub heading: String,
    /// Title of the meeting.
    pub title: String,
    /// Time, place, chair.
    pub facts: Vec<String>,
    /// What a reader must know of this file.
    pub notes: Vec<String>,
    /// Heading of the contents.
    pub contents: String,
}

/// An item of the agenda.
#[derive(Debug, Clone)]
pub struct Section {
    /// `3` or `3.2`.
    pub number: String,
    /// Title.
    pub title: String,
    /// 0 at the top.
    pub depth: u32,
    /// Its papers.
    pub papers: Vec<Paper>,
}

/// A paper of an item.
#[derive(Debug, Clone)]
pub struct Paper {
    /// Title.
    pub title: String,
    /// What stands beside it: its page, and why it is not here.
    pub right: String,
    /// Where its first page stands among the pages of papers.
    pub page: usize,
}

/// A line of the contents.
struct Line {
    number: String,
    words: String,
    right: String,
    bold: bool,
    target: Option<usize>,
    space: f32,
    /// Lines after it that stand on the same page.
    n_kept: usize,
}

impl BookWriter<'_> {
    /// Writes the first pages and gives their numbers.
    pub(crate) fn write_front(
        &mut self,
        front: &Front,
        sections: &[Section],
        pages: &[Ref],
    ) -> io::Result<Vec<Ref>> {
        let title = self.new_ref()?;
        let content = self.title_page(front);
        self.write_page(title, content, A4, None, &[])?;
        let mut written = vec![title];
        let lines = self.lines_of(sections);
        let mut rest = lines.as_slice();
        while !rest.is_empty() || written.len() == 1 {
            let heading = (written.len() == 1).then_some(front.contents.as_str());
            let page = self.new_ref()?;
            rest = self.contents_page(page, heading, rest, pages)?;
            written.push(page);
        }
        Ok(written)
    }

    fn title_page(&mut self, front: &Front) -> Content {
        let (width, height) = A4;
        let inside = width - 2.0 * MARGIN;
        let mut content = Content::new();
        let mut y = height - 1.5 * MARGIN;
        let mut block =
            |book: &mut Self, words: &str, (weight, size): (Weight, f32), above: f32| {
                y -= above;
                for line in book.face(weight).wrap(words, size, inside) {
                    book.set(&mut content, weight, size, (MARGIN, y), &line);
                    y -= size * 1.5;
                }
            };
        block(self, &front.body, (Weight::Regular, 12.0), 0.0);
        block(self, &front.heading, (Weight::SemiBold, 13.0), 120.0);
        block(self, &front.title, (Weight::SemiBold, 24.0), 22.0);
        for (index, fact) in front.facts.iter().enumerate() {
            block(self, fact, (Weight::Regular, 12.0), if index == 0 { 24.0 } else { 2.0 });
        }
        for (index, note) in front.notes.iter().enumerate() {
            block(self, note, (Weight::Regular, 10.0), if index == 0 { 90.0 } else { 6.0 });
        }
        content
    }

    fn lines_of(&self, sections: &[Section]) -> Vec<Line> {
        let inside = A4.0 - 2.0 * MARGIN - NUMBER - RIGHT;
        let mut lines = Vec::new();
        for section in sections {
            let target = section.papers.first().map(|paper| paper.page);
            let words = self.face(Weight::SemiBold).wrap(&section.title, 10.5, inside);
            let begin = lines.len();
            for (index, words) in words.into_iter().enumerate() {
                let number = if index == 0 { section.number.clone() } else { String::new() };
                let space = if index == 0 { 26.0 } else { 15.0 };
                let (right, bold, n_kept) = (String::new(), true, 0);
                lines.push(Line { number, words, right, bold, target, space, n_kept });
            }
            for (nth, paper) in section.papers.iter().enumerate() {
                // A heading stays with the first paper below it.
                let begin = if nth == 0 { begin } else { lines.len() };
                let words = self.face(Weight::Regular).wrap(&paper.title, 10.0, inside);
                for (index, words) in words.into_iter().enumerate() {
                    let right = if index == 0 { paper.right.clone() } else { String::new() };
                    let space = if index == 0 { 17.0 } else { 14.0 };
                    let target = Some(paper.page);
                    let number = String::new();
                    let (bold, n_kept) = (false, 0);
                    lines.push(Line { number, words, right, bold, target, space, n_kept });
                }
                keep_together(&mut lines, begin);
            }
        }
        lines
    }

    /// Writes one page of the contents and gives the lines that did not fit.
    fn contents_page<'l>(
        &mut self,
        page: Ref,
        heading: Option<&str>,
        lines: &'l [Line],
        pages: &[Ref],
    ) -> io::Result<&'l [Line]> {
        let (width, height) = A4;
        let mut content = Content::new();
        let mut y = height - 1.2 * MARGIN;
        if let Some(heading) = heading {
            self.set(&mut content, Weight::SemiBold, 18.0, (MARGIN, y), heading);
            y -= 12.0;
        }
        let mut links = Vec::new();
        let mut rest = lines;
        while let Some((line, others)) = rest.split_first() {
            let block = rest.iter().take(line.n_kept + 1).map(|line| line.space).sum::<f32>();
            let is_empty = rest.len() == lines.len();
            if y - line.space < MARGIN || (y - block < MARGIN && !is_empty) {
                break;
            }
            y -= line.space;
            rest = others;
            self.set_line(&mut content, line, y);
            if let Some(target) = line.target.and_then(|target| pages.get(target)) {
                let area = Rect::new(MARGIN, y - 4.0, width - MARGIN, y + 11.0);
                links.push(self.write_link(area, *target)?);
            }
        }
        self.write_page(page, content, A4, None, &links)?;
        Ok(rest)
    }

    fn set_line(&mut self, content: &mut Content, line: &Line, y: f32) {
        let (weight, size) =
            if line.bold { (Weight::SemiBold, 10.5) } else { (Weight::Regular, 10.0) };
        self.set(content, weight, size, (MARGIN, y), &line.number);
        self.set(content, weight, size, (MARGIN + NUMBER, y), &line.words);
        let right = self.face(weight).shorten(&line.right, size, RIGHT - 8.0);
        let x = A4.0 - MARGIN - self.face(weight).width(&right, size);
        self.set(content, weight, size, (x, y), &right);
    }

    fn write_link(&mut self, area: Rect, target: Ref) -> io::Result<Ref> {
        let link = self.new_ref()?;
        let mut chunk = Chunk::new();
        let mut annotation = chunk.annotation(link);
        annotation.subtype(AnnotationType::Link).rect(area).border(0.0, 0.0, 0.0, None);
        annotation.action().action_type(ActionType::GoTo).destination().page(target).fit();
        annotation.finish();
        self.put(&chunk)?;
        Ok(link)
    }
}

/// Keeps the lines from `begin` on together.
fn keep_together(lines: &mut [Line], begin: usize) {
    let n_after = lines.len().saturating_sub(begin + 1);
    if let Some(line) = lines.get_mut(begin) {
        line.n_kept = n_after;
    }
}
