//! The text layer of a scanned paper as bytes: what the server makes once and every laptop reads.
//!
//! `ECTEXT`, a version, then a zlib stream of postcard values: the head (engine, its version, languages, number of
//! pages), then each page (whether it was read, width, height, number of lines), then each line (text, box) and a box
//! for each of its words. Boxes are in 65,535ths of the page; that of a word is told by its distance from its
//! neighbour's and its line's, because that packs well. Everything is counted before memory is taken for it: a layer is
//! read on laptops that did not make it.

use crate::Recognised;
use crate::lines::grouped;
use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_zlib_with_limit};
use serde::{Deserialize, Serialize};

const MARK: &[u8] = b"ECTEXT";
const VERSION: u8 = 1;
const LEVEL: u8 = 9;
/// Longest layer that is read, in bytes. A page of text takes about 3 KB.
pub const MAX_LAYER: usize = 32 * 1024 * 1024;
const MAX_UNPACKED: usize = 64 * 1024 * 1024;
const MAX_PAGES: u32 = 20_000;
const MAX_LINES: usize = 1_000_000;
const MAX_WORDS: usize = 8_000_000;
const MAX_LANGUAGES: u32 = 16;
const WHOLE: i32 = 65_535;

/// Why bytes are no text layer, or a text layer does not become bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LayerError {
    /// They begin like none.
    #[error("this is not a text layer")]
    NotALayer,
    /// A newer program made it.
    #[error("the text layer was made by a newer program")]
    Newer,
    /// It is larger than is read, has more pages, lines or words than a paper has.
    #[error("the text layer is larger than is read")]
    TooLarge,
    /// Its values do not fit together.
    #[error("the text layer cannot be read")]
    Broken,
}

/// The words of a scanned paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextLayer {
    /// What read them: `tesseract`.
    pub engine: String,
    /// Its version.
    pub engine_version: String,
    /// The languages it expected.
    pub languages: Vec<String>,
    /// One for each page of the paper; `None` where a page was not read, because it has text of its own or could not be.
    pub pages: Vec<Option<PageText>>,
}

/// The words of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageText {
    /// Width of the picture that was read, in points.
    pub width: u32,
    /// Height of the picture that was read, in points.
    pub height: u32,
    /// Lines in reading order.
    pub lines: Vec<TextLine>,
}

/// A line: words with one blank between each two, and a box for each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextLine {
    text: String,
    words: Vec<WordBox>,
}

/// The box of a word in 65,535ths of the page's width and height, origin top left.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WordBox {
    /// Left.
    pub x: u16,
    /// Top.
    pub y: u16,
    /// Width.
    pub w: u16,
    /// Height.
    pub h: u16,
}

impl PageText {
    /// What was read off a page, without words that are less sure than `least_confidence` (0 to 1).
    pub fn of(read: &Recognised, least_confidence: f32) -> Self {
        let part = |fraction: f32| (fraction.clamp(0.0, 1.0) * WHOLE as f32).round() as u16;
        let lines = grouped(&read.words, least_confidence).into_iter().filter_map(|words| {
            let boxes = words.iter().map(|word| {
                let (x, y) = (part(word.x), part(word.y));
                WordBox { x, y, w: part(word.x + word.w) - x, h: part(word.y + word.h) - y }
            });
            let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
            TextLine::new(texts.join(" "), boxes.collect())
        });
        Self { width: read.width, height: read.height, lines: lines.collect() }
    }
}

impl TextLine {
    /// A line of this text, whose words are apart by single blanks; `None` unless each word is there and has a box.
    pub fn new(text: String, words: Vec<WordBox>) -> Option<Self> {
        let mut n_words = 0;
        for word in text.split(' ') {
            if word.is_empty() || word.chars().any(char::is_control) {
                return None;
            }
            n_words += 1;
        }
        (n_words == words.len()).then_some(Self { text, words })
    }

    /// The whole line.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Each word with its box.
    pub fn words(&self) -> impl Iterator<Item = (&str, WordBox)> {
        self.text.split(' ').zip(self.words.iter().copied())
    }

    /// The box around all its words.
    pub fn bounds(&self) -> WordBox {
        let [x, y, w, h] = around(&self.words).map(|part| part.clamp(0, WHOLE) as u16);
        WordBox { x, y, w, h }
    }
}

#[derive(Serialize, Deserialize)]
struct Head<'a> {
    engine: &'a str,
    engine_version: &'a str,
    n_languages: u32,
    n_pages: u32,
}

#[derive(Serialize, Deserialize)]
struct PageHead {
    width: u32,
    height: u32,
    n_lines: u32,
}

impl TextLayer {
    /// As bytes.
    ///
    /// # Errors
    /// [`LayerError::TooLarge`] where it has more than [`TextLayer::from_bytes`] would read.
    pub fn to_bytes(&self) -> Result<Vec<u8>, LayerError> {
        let mut plain = Vec::new();
        let count = |n: usize| u32::try_from(n).map_err(|_| LayerError::TooLarge);
        let (engine, engine_version) = (&*self.engine, &*self.engine_version);
        let (n_languages, n_pages) = (count(self.languages.len())?, count(self.pages.len())?);
        put(&mut plain, &Head { engine, engine_version, n_languages, n_pages })?;
        for language in &self.languages {
            put(&mut plain, language)?;
        }
        for page in &self.pages {
            let Some(PageText { width, height, lines }) = page else {
                put(&mut plain, &None::<PageHead>)?;
                continue;
            };
            let (width, height, n_lines) = (*width, *height, count(lines.len())?);
            put(&mut plain, &Some(PageHead { width, height, n_lines }))?;
            for line in lines {
                put_line(&mut plain, line)?;
            }
        }
        let mut bytes = [MARK, &[VERSION]].concat();
        bytes.extend(compress_to_vec_zlib(&plain, LEVEL));
        Self::from_bytes(&bytes).map(|_| bytes)
    }

    /// Out of bytes, from whomever they come.
    ///
    /// # Errors
    /// [`LayerError`], by what is wrong with them.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, LayerError> {
        if bytes.len() > MAX_LAYER {
            return Err(LayerError::TooLarge);
        }
        let rest = bytes.strip_prefix(MARK).ok_or(LayerError::NotALayer)?;
        let (version, packed) = rest.split_first().ok_or(LayerError::NotALayer)?;
        if *version != VERSION {
            return Err(if *version > VERSION { LayerError::Newer } else { LayerError::NotALayer });
        }
        let plain = decompress_to_vec_zlib_with_limit(packed, MAX_UNPACKED).map_err(|error| {
            if error.status == TINFLStatus::HasMoreOutput {
                LayerError::TooLarge
            } else {
                LayerError::Broken
            }
        })?;
        Reading { rest: &plain, n_lines: 0, n_words: 0 }.layer()
    }
}

fn put(to: &mut Vec<u8>, value: &impl Serialize) -> Result<(), LayerError> {
    let all = postcard::to_extend(value, std::mem::take(to)).map_err(|_| LayerError::TooLarge)?;
    *to = all;
    Ok(())
}

/// Left, top, width and height of the box around some.
fn around(words: &[WordBox]) -> [i32; 4] {
    let wide = |parts: (u16, u16)| (i32::from(parts.0), i32::from(parts.0) + i32::from(parts.1));
    let (mut left, mut top, mut right, mut bottom) = (WHOLE, WHOLE, 0, 0);
    for word in words {
        let ((x, end), (y, foot)) = (wide((word.x, word.w)), wide((word.y, word.h)));
        (left, top, right, bottom) = (left.min(x), top.min(y), right.max(end), bottom.max(foot));
    }
    [left, top, right - left, bottom - top]
}

fn put_line(to: &mut Vec<u8>, line: &TextLine) -> Result<(), LayerError> {
    let [left, top, _, high] = around(&line.words);
    put(to, &(line.text.as_str(), left, top, high))?;
    let mut at = left;
    for word in &line.words {
        let (x, w) = (i32::from(word.x), i32::from(word.w));
        put(to, &(x - at, w, i32::from(word.y) - top, i32::from(word.h) - high))?;
        at = x + w;
    }
    Ok(())
}

/// A layer being read: what is left of it, and how much it has had so far.
struct Reading<'a> {
    rest: &'a [u8],
    n_lines: usize,
    n_words: usize,
}

impl<'a> Reading<'a> {
    fn take<T: Deserialize<'a>>(&mut self) -> Result<T, LayerError> {
        let (value, rest) = postcard::take_from_bytes(self.rest).map_err(|_| LayerError::Broken)?;
        self.rest = rest;
        Ok(value)
    }

    fn layer(mut self) -> Result<TextLayer, LayerError> {
        let Head { engine, engine_version, n_languages, n_pages } = self.take()?;
        if n_pages > MAX_PAGES || n_languages > MAX_LANGUAGES {
            return Err(LayerError::TooLarge);
        }
        let languages = (0..n_languages).map(|_| self.take::<&str>().map(str::to_owned));
        let languages = languages.collect::<Result<_, _>>()?;
        let pages = (0..n_pages).map(|_| self.page()).collect::<Result<_, _>>()?;
        if !self.rest.is_empty() {
            return Err(LayerError::Broken);
        }
        let (engine, engine_version) = (engine.to_owned(), engine_version.to_owned());
        Ok(TextLayer { engine, engine_version, languages, pages })
    }

    fn page(&mut self) -> Result<Option<PageText>, LayerError> {
        let Some(PageHead { width, height, n_lines }) = self.take()? else {
            return Ok(None);
        };
        self.n_lines = self.n_lines.saturating_add(n_lines as usize);
        if self.n_lines > MAX_LINES {
            return Err(LayerError::TooLarge);
        }
        let lines = (0..n_lines).map(|_| self.line()).collect::<Result<_, _>>()?;
        Ok(Some(PageText { width, height, lines }))
    }

    fn line(&mut self) -> Result<TextLine, LayerError> {
        let (text, left, top, high): (&str, i32, i32, i32) = self.take()?;
        let n_words = text.split(' ').count();
        self.n_words = self.n_words.saturating_add(n_words);
        if self.n_words > MAX_WORDS {
            return Err(LayerError::TooLarge);
        }
        let mut at = left;
        let mut words = Vec::new();
        for _ in 0..n_words {
            let (gap, w, down, taller): (i32, i32, i32, i32) = self.take()?;
            let x = part(at.checked_add(gap))?;
            let (y, h) = (part(top.checked_add(down))?, part(high.checked_add(taller))?);
            let w = part(Some(w))?;
            at = i32::from(x) + i32::from(w);
            if at > WHOLE || i32::from(y) + i32::from(h) > WHOLE {
                return Err(LayerError::Broken);
            }
            words.push(WordBox { x, y, w, h });
        }
        TextLine::new(text.to_owned(), words).ok_or(LayerError::Broken)
    }
}

fn part(value: Option<i32>) -> Result<u16, LayerError> {
    value.and_then(|value| u16::try_from(value).ok()).ok_or(LayerError::Broken)
}
