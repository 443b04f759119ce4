//! A real paper, read through the sandboxed reader, with a reading of words of the harness's own.

use anchoring::{Area, PageText, Rect, Run};
use anyhow::Context;
use reader::{OpenDocument, RangeSource};
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// Heads and feet lie outside of this part of the page.
const BODY: Range<f32> = 0.078..0.925;
const SPACE: f32 = 0.18;

/// Bytes in memory.
pub struct Bytes(pub Vec<u8>);

impl RangeSource for Bytes {
    fn length(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&self, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        let start = usize::try_from(offset).map_err(io::Error::other)?.min(self.0.len());
        let end = start.saturating_add(length).min(self.0.len());
        Ok(self.0.get(start..end).unwrap_or(&[]).to_vec())
    }
}

/// A word of the old version; its number tells it apart from every other one.
#[derive(Debug, Clone)]
pub struct Word {
    pub number: usize,
    pub text: String,
    pub is_glued: bool,
    pub area: Area,
    /// Lines are counted through the paper.
    pub line: usize,
}

/// Pages of a paper, which are one old version.
pub struct Paper {
    pub name: String,
    pub document: OpenDocument,
    pub pages: Range<u32>,
    pub texts: Vec<PageText>,
    pub paragraphs: Vec<Vec<Word>>,
}

/// Opens a PDF in a worker, which is this very program.
pub fn open(bytes: Vec<u8>) -> anyhow::Result<OpenDocument> {
    let program = std::env::current_exe().context("finding this program")?;
    OpenDocument::open(&program, Arc::new(Bytes(bytes))).context("opening the paper")
}

/// Reads pages.
pub fn read_pages(document: &OpenDocument, pages: Range<u32>) -> anyhow::Result<Vec<PageText>> {
    pages
        .map(|page| {
            let size = document.pages().get(page as usize).context("finding the page")?;
            let runs = document.text(page).context("reading the page")?;
            let runs = runs
                .into_iter()
                .map(|run| Run { text: run.text, x: run.x, y: run.y, w: run.w, h: run.h })
                .collect();
            Ok(PageText { width: size.width, height: size.height, runs })
        })
        .collect()
}

impl Paper {
    /// Reads pages of a file as an old version.
    pub fn read(file: &Path, pages: Range<u32>) -> anyhow::Result<Self> {
        let document = open(std::fs::read(file).context("reading the file")?)?;
        let n_pages = u32::try_from(document.pages().len())?;
        let pages = pages.start.min(n_pages)..pages.end.min(n_pages);
        let texts = read_pages(&document, pages.clone())?;
        let paragraphs = paragraphs_of(&texts);
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self { name, document, pages, texts, paragraphs })
    }

    /// All words in order.
    pub fn words(&self) -> Vec<&Word> {
        self.paragraphs.iter().flatten().collect()
    }
}

struct Line {
    page: u32,
    rect: Rect,
    words: Vec<Word>,
    ends_with_space: bool,
}

/// Words of pages in the order of the file, in paragraphs by indentation, short lines and gaps.
pub fn paragraphs_of(texts: &[PageText]) -> Vec<Vec<Word>> {
    let mut lines: Vec<Line> = Vec::new();
    for (page, text) in (0..).zip(texts) {
        for run in &text.runs {
            add_run(page, text, run, &mut lines);
        }
    }
    lines.retain(|line| BODY.contains(&line.rect.centre().y));
    let left = lines.iter().map(|line| line.rect.x).fold(1.0, f32::min);
    let right = lines.iter().map(|line| line.rect.right()).fold(0.0, f32::max);
    let mut paragraphs: Vec<Vec<Word>> = Vec::new();
    let mut before: Option<(u32, Rect)> = None;
    let mut number = 0;
    for (count, line) in lines.into_iter().enumerate() {
        let begins = before.is_none_or(|(page, rect)| {
            let is_short = rect.right() < right - 0.12 * (right - left);
            let gap = line.rect.y - rect.bottom();
            is_short || line.rect.x > rect.x + 0.015 || (page == line.page && gap > line.rect.h)
        });
        before = Some((line.page, line.rect));
        if begins {
            paragraphs.push(Vec::new());
        }
        for mut word in line.words {
            word.number = number;
            word.line = count;
            word.area.rect.y = line.rect.y;
            word.area.rect.h = line.rect.h;
            number += 1;
            if let Some(paragraph) = paragraphs.last_mut() {
                paragraph.push(word);
            }
        }
    }
    paragraphs
}

fn add_run(page: u32, text: &PageText, run: &Run, lines: &mut Vec<Line>) {
    let rect = run.rect();
    let aspect = text.height / text.width.max(1.0);
    let goes_on = lines.last().is_some_and(|line| {
        let shared = line.rect.bottom().min(rect.bottom()) - line.rect.y.max(rect.y);
        line.page == page
            && shared > 0.4 * line.rect.h.min(rect.h)
            && rect.x > line.rect.right() - 0.01
    });
    if !goes_on {
        lines.push(Line { page, rect, words: Vec::new(), ends_with_space: true });
    }
    let Some(line) = lines.last_mut() else {
        return;
    };
    let gap = rect.x - line.rect.right();
    let mut is_glued = goes_on
        && gap < SPACE * line.rect.h.max(rect.h) * aspect
        && !run.text.starts_with(char::is_whitespace)
        && !line.ends_with_space;
    line.ends_with_space = run.text.ends_with(char::is_whitespace);
    line.rect = line.rect.union(&rect);
    let whole: f32 = run.text.trim_end().chars().map(weight).sum();
    let mut at = 0.0;
    let mut begun = false;
    for letter in run.text.chars() {
        let (start, end) = (at, at + weight(letter));
        at = end;
        if letter.is_whitespace() || letter == '\0' {
            begun = false;
            is_glued = false;
            continue;
        }
        let place = |part: f32| rect.x + rect.w * part / whole.max(0.1);
        let here = Rect::between(place(start), rect.y, place(end), rect.bottom());
        match line.words.last_mut() {
            Some(word) if begun && !is_alone(letter) && !word.text.ends_with(is_alone) => {
                word.text.push(letter);
                word.area.rect = word.area.rect.union(&here);
            }
            Some(_) | None => line.words.push(Word {
                number: 0,
                text: letter.to_string(),
                is_glued: begun || is_glued,
                area: Area { page, rect: here },
                line: 0,
            }),
        }
        begun = true;
    }
}

/// Whether a letter is a word of its own.
pub fn is_alone(letter: char) -> bool {
    matches!(u32::from(letter), 0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0xFF00..=0xFFEF)
}

/// Widths of letters as they are in most faces.
fn weight(letter: char) -> f32 {
    match letter {
        _ if is_alone(letter) => 1.9,
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ';' | ':' | '\'' | '|' | '!' | ' ' => 0.55,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' => 0.7,
        'm' | 'w' | 'M' | 'W' | '—' | '…' => 1.6,
        _ if letter.is_uppercase() => 1.35,
        _ => 1.0,
    }
}
