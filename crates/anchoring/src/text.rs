//! A paper's text as one stream of words with their places, in lines and paragraphs, without running heads and feet.

use crate::furniture::find_furniture;
use crate::geometry::{Area, Point, Rect};
use crate::letters::{Token, is_parting, key_of, tokens};
use crate::lines::{Line, lines_of};
use crate::page::{PageText, TextError};
use crate::paragraphs::Breaker;
use std::ops::Range;

/// Most pages of a paper.
pub const MAX_PAGES: usize = 50_000;
/// Most words of a paper.
pub const MAX_WORDS: usize = 8_000_000;

/// The text of one version of a paper.
#[derive(Debug, Default)]
pub struct Text {
    letters: String,
    words: Vec<Word>,
    lines: Vec<LineBox>,
    paragraphs: Vec<Range<usize>>,
    /// Words of each page.
    pages: Vec<Range<usize>>,
    /// Heads, feet and page numbers of each page.
    furniture: Vec<Vec<Furniture>>,
}

/// A word. One that was parted at the end of a line has its second half in `tail`.
#[derive(Debug, Clone)]
struct Word {
    key: u64,
    at: Range<usize>,
    piece: Piece,
    tail: Option<Box<Piece>>,
    is_glued: bool,
}

#[derive(Debug, Clone, Copy)]
struct Piece {
    line: usize,
    left: f32,
    right: f32,
}

#[derive(Debug, Clone, Copy)]
struct LineBox {
    page: u32,
    rect: Rect,
}

#[derive(Debug, Clone)]
pub(crate) struct Furniture {
    pub(crate) rect: Rect,
    pub(crate) keys: Vec<u64>,
    pub(crate) text: String,
}

impl Text {
    /// Reads a paper's pages, all of them in order.
    ///
    /// # Errors
    /// [`TextError`] where it is longer than we follow.
    pub fn read(pages: &[PageText]) -> Result<Self, TextError> {
        if pages.len() > MAX_PAGES {
            return Err(TextError::TooManyPages);
        }
        let lines: Vec<Vec<Line>> = pages.iter().map(lines_of).collect();
        let furniture = find_furniture(&lines);
        let mut text = Self::default();
        let mut breaker = Breaker::default();
        for (page, (lines, marked)) in (0..).zip(lines.into_iter().zip(furniture)) {
            let (set_apart, body): (Vec<_>, Vec<_>) =
                lines.into_iter().zip(marked).partition(|(_, is_furniture)| *is_furniture);
            text.furniture.push(set_apart.into_iter().map(|(line, _)| keep(&line)).collect());
            let body: Vec<Line> = body.into_iter().map(|(line, _)| line).collect();
            breaker.begin_page(&body);
            for line in &body {
                let tokens = tokens(&line.letters);
                let Some(first) = tokens.first() else {
                    continue;
                };
                if breaker.begins_paragraph(line, &first.text) {
                    text.end_paragraph();
                }
                text.add_line(page, line.rect, tokens);
            }
            if text.words.len() > MAX_WORDS {
                return Err(TextError::TooManyWords);
            }
            let first = text.pages.last().map_or(0, |before| before.end);
            text.pages.push(first..text.words.len());
        }
        text.end_paragraph();
        Ok(text)
    }

    /// Number of pages.
    pub const fn n_pages(&self) -> usize {
        self.pages.len()
    }

    /// Number of words, heads and feet not counted.
    pub const fn n_words(&self) -> usize {
        self.words.len()
    }

    /// A page's paragraphs in reading order as a screen reader says them: heads first, feet last. Of a paragraph that
    /// goes over pages each page gives its part.
    pub fn reading_order(&self, page: u32) -> Vec<String> {
        let Some(words) = self.words_of_page(page) else {
            return Vec::new();
        };
        let furniture = self.furniture_of(page);
        let head = furniture.iter().filter(|line| line.rect.y < 0.5);
        let foot = furniture.iter().filter(|line| line.rect.y >= 0.5);
        let mut said: Vec<String> = head.map(|line| line.text.clone()).collect();
        for paragraph in self.paragraphs_within(&words) {
            let part = paragraph.start.max(words.start)..paragraph.end.min(words.end);
            said.push(self.quote(part));
        }
        said.extend(foot.map(|line| line.text.clone()));
        said
    }

    pub(crate) fn words_of_page(&self, page: u32) -> Option<Range<usize>> {
        self.pages.get(usize::try_from(page).ok()?).cloned()
    }

    pub(crate) fn furniture_of(&self, page: u32) -> &[Furniture] {
        let page = usize::try_from(page).unwrap_or(usize::MAX);
        self.furniture.get(page).map_or(&[], Vec::as_slice)
    }

    /// Paragraphs that have a word of a range.
    pub(crate) fn paragraphs_within(&self, words: &Range<usize>) -> &[Range<usize>] {
        let first = self.paragraphs.partition_point(|paragraph| paragraph.end <= words.start);
        let last = self.paragraphs.partition_point(|paragraph| paragraph.start < words.end);
        self.paragraphs.get(first..last.max(first)).unwrap_or(&[])
    }

    pub(crate) fn paragraph_of(&self, word: usize) -> Range<usize> {
        self.paragraphs_within(&(word..word + 1)).first().cloned().unwrap_or(word..word)
    }

    pub(crate) fn key(&self, word: usize) -> Option<u64> {
        self.words.get(word).map(|word| word.key)
    }

    pub(crate) fn keys(&self, range: Range<usize>) -> Vec<u64> {
        self.words.get(range).unwrap_or(&[]).iter().map(|word| word.key).collect()
    }

    /// The word as it is written.
    pub(crate) fn written(&self, word: usize) -> &str {
        let word = self.words.get(word);
        word.and_then(|word| self.letters.get(word.at.clone())).unwrap_or("")
    }

    /// Words as they are written, with spaces where they have any.
    pub(crate) fn quote(&self, range: Range<usize>) -> String {
        let mut quote = String::new();
        for word in range.clone() {
            let is_glued = self.words.get(word).is_some_and(|word| word.is_glued);
            if word > range.start && !is_glued {
                quote.push(' ');
            }
            quote.push_str(self.written(word));
        }
        quote
    }

    pub(crate) fn line_of(&self, word: usize) -> usize {
        self.words.get(word).map_or(usize::MAX, |word| word.piece.line)
    }

    pub(crate) fn page_of(&self, word: usize) -> Option<u32> {
        let line = self.lines.get(self.words.get(word)?.piece.line)?;
        Some(line.page)
    }

    /// Boxes of words, one a line.
    pub(crate) fn areas(&self, range: Range<usize>) -> Vec<Area> {
        let mut areas: Vec<(usize, Area)> = Vec::new();
        for word in self.words.get(range).unwrap_or(&[]) {
            for piece in std::iter::once(&word.piece).chain(word.tail.as_deref()) {
                let Some(line) = self.lines.get(piece.line) else {
                    continue;
                };
                let rect = Rect::between(piece.left, line.rect.y, piece.right, line.rect.bottom());
                match areas.last_mut() {
                    Some((at, area)) if *at == piece.line => area.rect = area.rect.union(&rect),
                    Some(_) | None => areas.push((piece.line, Area { page: line.page, rect })),
                }
            }
        }
        areas.into_iter().map(|(_, area)| area).collect()
    }

    /// The words of a page whose middles lie in one of the boxes, from the first to the last.
    pub(crate) fn words_in(&self, page: u32, rects: &[Rect]) -> Option<Range<usize>> {
        let words = self.words_of_page(page)?;
        let lies_in = |word: &usize| {
            self.middles(*word, page).any(|middle| rects.iter().any(|rect| rect.holds(middle)))
        };
        // A word parted between pages is counted with the page before.
        let first = words.start.saturating_sub(1);
        let mut inside = (first..words.end).filter(lies_in);
        let first = inside.next()?;
        Some(first..inside.next_back().unwrap_or(first) + 1)
    }

    fn middles(&self, word: usize, page: u32) -> impl Iterator<Item = Point> {
        let word = self.words.get(word);
        let pieces = word
            .into_iter()
            .flat_map(|word| std::iter::once(word.piece).chain(word.tail.as_deref().copied()));
        pieces.filter_map(move |piece| {
            let line = self.lines.get(piece.line).filter(|line| line.page == page)?;
            let x = f32::midpoint(piece.left, piece.right);
            Some(Point { x, y: line.rect.centre().y })
        })
    }

    fn add_line(&mut self, page: u32, rect: Rect, tokens: Vec<Token>) {
        let line = self.lines.len();
        self.lines.push(LineBox { page, rect });
        let mut tokens = tokens.into_iter().peekable();
        if let Some(second) = tokens.next_if(|token| self.parts_word(&token.text)) {
            self.join_parted(&second, Piece { line, left: second.left, right: second.right });
        }
        for token in tokens {
            let start = self.letters.len();
            self.letters.push_str(&token.text);
            self.words.push(Word {
                key: key_of(&token.text),
                at: start..self.letters.len(),
                piece: Piece { line, left: token.left, right: token.right },
                tail: None,
                is_glued: token.is_glued,
            });
        }
    }

    /// Whether the last line ended with a hyphen that parts a word which goes on like this.
    fn parts_word(&self, next: &str) -> bool {
        let is_open = self.paragraphs.last().map_or(0, |last| last.end) < self.words.len();
        let [.., before, hyphen] = self.words.as_slice() else {
            return false;
        };
        let written = |word: &Word| self.letters.get(word.at.clone()).unwrap_or("");
        is_open
            && hyphen.is_glued
            && is_parting(written(hyphen))
            && before.tail.is_none()
            && written(before).ends_with(char::is_alphabetic)
            && next.starts_with(char::is_lowercase)
    }

    fn join_parted(&mut self, second: &Token, tail: Piece) {
        let Some(hyphen) = self.words.pop() else {
            return;
        };
        self.letters.truncate(hyphen.at.start);
        // A word parted between pages belongs to the first of them.
        if let Some(before) = self.pages.last_mut() {
            before.end = before.end.min(self.words.len());
        }
        let Some(word) = self.words.last_mut() else {
            return;
        };
        self.letters.push_str(&second.text);
        word.at.end = self.letters.len();
        word.piece.right = hyphen.piece.right;
        word.tail = Some(Box::new(tail));
        word.key = key_of(self.letters.get(word.at.clone()).unwrap_or(""));
    }

    fn end_paragraph(&mut self) {
        let start = self.paragraphs.last().map_or(0, |last| last.end);
        if start < self.words.len() {
            self.paragraphs.push(start..self.words.len());
        }
    }
}

fn keep(line: &Line) -> Furniture {
    let tokens = tokens(&line.letters);
    let mut text = String::new();
    for token in &tokens {
        if !text.is_empty() && !token.is_glued {
            text.push(' ');
        }
        text.push_str(&token.text);
    }
    let keys = tokens.iter().map(|token| key_of(&token.text)).collect();
    Furniture { rect: line.rect, keys, text }
}
