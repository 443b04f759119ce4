//! Notes as text: page by page, each with the words of the paper it lies on and where they stand.
//!
//! All words of the text come from the caller, in the reader's language; this module has none.

use crate::mark::{Kind, Mark};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// How the text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Lines of plain text.
    Plain,
    /// Markdown (CommonMark), in which words of notes and papers never count as marks of their own.
    Markdown,
}

/// The words of the text. Pages are counted from 0 here; what a reader sees is the caller's affair.
pub trait Words {
    /// The heading, with the paper's title.
    fn title(&self) -> String;
    /// The heading of a page.
    fn page(&self, page: u32) -> String;
    /// What a kind of mark is called.
    fn kind(&self, kind: Kind) -> String;
    /// Who made a mark and when; empty for nothing.
    fn byline(&self, author: &str, at: Option<Timestamp>) -> String;
    /// Where quoted words stand: paper, version, page.
    fn source(&self, page: u32) -> String;
    /// What stands in place of notes where there are none.
    fn nothing(&self) -> String;
}

/// The notes as text, by page and from top to bottom of the stored page, marks without words last among equals.
#[must_use]
pub fn write(marks: &[Mark], words: &impl Words, format: Format) -> String {
    let mut text = Lines { text: String::new(), format };
    text.heading(1, &words.title());
    if marks.is_empty() {
        text.paragraph(&words.nothing());
    }
    for (page, marks) in by_page(marks) {
        text.heading(2, &words.page(page));
        for mark in marks {
            text.mark(mark, words);
        }
    }
    text.text
}

fn by_page(marks: &[Mark]) -> BTreeMap<u32, Vec<&Mark>> {
    let mut pages: BTreeMap<u32, Vec<&Mark>> = BTreeMap::new();
    for mark in marks {
        pages.entry(mark.page).or_default().push(mark);
    }
    let top = |mark: &Mark| mark.shape.bounds().map_or(f32::MIN, |rect| rect.top);
    for marks in pages.values_mut() {
        marks.sort_by(|one, other| top(other).total_cmp(&top(one)));
    }
    pages
}

struct Lines {
    text: String,
    format: Format,
}

impl Lines {
    fn heading(&mut self, depth: usize, words: &str) {
        let words = one_line(words);
        match self.format {
            Format::Plain => {
                let rule = if depth == 1 { "=" } else { "-" };
                let length = words.chars().count().min(72);
                self.blank();
                self.line(&words);
                self.line(&rule.repeat(length));
            }
            Format::Markdown => {
                self.blank();
                self.line(&format!("{} {}", "#".repeat(depth), escaped(&words)));
            }
        }
    }

    fn mark(&mut self, mark: &Mark, words: &impl Words) {
        let kind = words.kind(mark.shape.kind());
        let byline = words.byline(&mark.author, mark.modified.or(mark.created));
        let byline = one_line(&byline);
        self.blank();
        let comma = if byline.is_empty() { "" } else { " · " };
        match self.format {
            Format::Plain => self.line(&format!("{kind}{comma}{byline}")),
            Format::Markdown => {
                self.line(&format!("**{}**{comma}{}", escaped(&kind), escaped(&byline)));
            }
        }
        if !mark.quote.trim().is_empty() {
            self.quotation(&mark.quote, &words.source(mark.page));
        }
        let written = match &mark.shape {
            crate::mark::Shape::Stamp { word, .. } if mark.contents.trim().is_empty() => word,
            crate::mark::Shape::Stamp { .. }
            | crate::mark::Shape::Highlight { .. }
            | crate::mark::Shape::Underline { .. }
            | crate::mark::Shape::StrikeOut { .. }
            | crate::mark::Shape::Ink { .. }
            | crate::mark::Shape::TextBox { .. }
            | crate::mark::Shape::Note { .. } => &mark.contents,
        };
        if !written.trim().is_empty() {
            self.paragraph(written);
        }
    }

    fn quotation(&mut self, quote: &str, source: &str) {
        let (quote, source) = (one_line(quote), one_line(source));
        self.blank();
        match self.format {
            Format::Plain => {
                self.line(&format!("    “{quote}”"));
                self.line(&format!("    — {source}"));
            }
            Format::Markdown => {
                self.line(&format!("> “{}”", escaped(&quote)));
                self.line(">");
                self.line(&format!("> — {}", escaped(&source)));
            }
        }
    }

    fn paragraph(&mut self, words: &str) {
        self.blank();
        for line in words.trim().lines() {
            match self.format {
                Format::Plain => self.line(&without_controls(line)),
                // Two blanks at the end of a line break it.
                Format::Markdown => self.line(&format!("{}  ", escaped(line.trim()))),
            }
        }
    }

    fn blank(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn line(&mut self, words: &str) {
        self.text.push_str(words);
        self.text.push('\n');
    }
}

/// Words on one line, without anything that steers a terminal or turns the direction of writing.
fn one_line(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    without_controls(&words)
}

fn without_controls(words: &str) -> String {
    let turns = |letter: &char| matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}');
    words.chars().filter(|letter| !letter.is_control() && !turns(letter)).collect()
}

/// Words in which no letter is a mark of Markdown: every punctuation of ASCII that can begin or enclose one has a
/// backslash (CommonMark 0.31, 2.4).
fn escaped(words: &str) -> String {
    let words = without_controls(words);
    let mut safe = String::with_capacity(words.len());
    let n_digits = words.bytes().take_while(u8::is_ascii_digit).count();
    for (place, letter) in words.char_indices() {
        let begins_list = match letter {
            '-' | '+' | '=' => place == 0,
            '.' | ')' => place == n_digits && place > 0,
            _ => false,
        };
        if begins_list || "\\`*_{}[]<>#!|~&".contains(letter) || is_address(&words, place, letter) {
            safe.push('\\');
        }
        safe.push(letter);
    }
    safe
}

/// Whether the letter is the colon of an address or the point after `www`, of which programs make links by themselves.
fn is_address(words: &str, place: usize, letter: char) -> bool {
    let (before, after) = (words.get(..place), words.get(place..));
    match letter {
        ':' => after.is_some_and(|after| after.starts_with("://")),
        '.' => before.is_some_and(|before| before.to_ascii_lowercase().ends_with("www")),
        '@' => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Format, Words, write};
    use crate::mark::{Colour, Kind, Mark, Point, Quad, Rect, Shape};
    use jiff::Timestamp;

    struct English;

    impl Words for English {
        fn title(&self) -> String {
            "Notes on the budget".into()
        }
        fn page(&self, page: u32) -> String {
            format!("Page {}", page + 1)
        }
        fn kind(&self, kind: Kind) -> String {
            format!("{kind:?}")
        }
        fn byline(&self, author: &str, at: Option<Timestamp>) -> String {
            at.map_or_else(|| author.to_owned(), |at| format!("{author}, {at}"))
        }
        fn source(&self, page: u32) -> String {
            format!("Budget, page {}", page + 1)
        }
        fn nothing(&self) -> String {
            "No notes.".into()
        }
    }

    fn mark(page: u32, top: f32, quote: &str, contents: &str) -> Mark {
        let rect = Rect::between(Point::new(10.0, top - 10.0), Point::new(90.0, top));
        Mark {
            page,
            name: "one".into(),
            author: "Minister An".into(),
            subject: String::new(),
            contents: contents.into(),
            quote: quote.into(),
            colour: Colour::new(255, 221, 0),
            opacity: 1.0,
            created: None,
            modified: None,
            shape: Shape::Highlight { quads: vec![Quad::of_rect(rect)] },
        }
    }

    #[test]
    fn notes_stand_by_page_and_from_top_to_bottom_with_their_sources() {
        let marks = [
            mark(4, 300.0, "", "below"),
            mark(0, 700.0, "a deficit\n  of 3 %", "too high?"),
            mark(4, 600.0, "growth", ""),
        ];
        let text = write(&marks, &English, Format::Plain);
        assert_eq!(
            text,
            "Notes on the budget\n===================\n\nPage 1\n------\n\nHighlight · Minister An\n\n    \
             “a deficit of 3 %”\n    — Budget, page 1\n\ntoo high?\n\nPage 5\n------\n\nHighlight · Minister An\n\n    \
             “growth”\n    — Budget, page 5\n\nHighlight · Minister An\n\nbelow\n"
        );
    }

    #[test]
    fn no_notes_are_said_so() {
        assert!(write(&[], &English, Format::Markdown).ends_with("\n\nNo notes.  \n"));
    }

    #[test]
    fn what_was_written_never_becomes_markdown() {
        let check = |contents: &str, expected: &str| {
            let text = write(&[mark(0, 10.0, "", contents)], &English, Format::Markdown);
            assert!(text.ends_with(&format!("\n\n{expected}  \n")), "{text}");
        };
        check("# heading", "\\# heading");
        check("1. one", "1\\. one");
        check("- one", "\\- one");
        check("39/2022/NĐ-CP", "39/2022/NĐ-CP");
        check("[a](http://b) <img>", "\\[a\\](http\\://b) \\<img\\>");
        check("see www.example.org", "see www\\.example.org");
        check("\u{202E}turned\u{1b}[31m", "turned\\[31m");
    }
}
