//! Tesseract's table of words (`tessedit_create_tsv`), read as from a stranger.
//!
//! Twelve columns apart by tabs: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.
//! Words have level 5; the others are boxes around them. What does not look like that is passed over.

use unicode_normalization::UnicodeNormalization;

/// Most words of a page; the rest is passed over. A dense page of text has 1,000.
const MAX_WORDS: usize = 20_000;
/// Most letters of a word.
const MAX_LETTERS: usize = 200;
/// The level of words in the table.
const WORD: &str = "5";

/// A word on a page. Its box is in fractions of the page, origin top left.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// Its letters, in NFC, without blanks.
    pub text: String,
    /// Left.
    pub x: f32,
    /// Top.
    pub y: f32,
    /// Width.
    pub w: f32,
    /// Height.
    pub h: f32,
    /// How sure tesseract is of it, from 0 to 1.
    pub confidence: f32,
    /// Block of the page, from 1.
    pub block: u32,
    /// Paragraph of the block, from 1.
    pub paragraph: u32,
    /// Line of the paragraph, from 1.
    pub line: u32,
}

/// The words of a table, in its order; boxes in points of a picture of this size become fractions.
pub fn read_words(table: &[u8], (width, height): (u32, u32)) -> Vec<Word> {
    let rows = table.split(|byte| *byte == b'\n');
    rows.filter_map(|row| read_word(row, width, height)).take(MAX_WORDS).collect()
}

fn read_word(row: &[u8], width: u32, height: u32) -> Option<Word> {
    let row = std::str::from_utf8(row).ok()?;
    let mut cells = row.splitn(12, '\t');
    let mut next = || cells.next();
    if next()? != WORD {
        return None;
    }
    let _page = next()?;
    let [block, paragraph, line] = [next()?, next()?, next()?].map(|cell| cell.parse().ok());
    let _word = next()?;
    let [left, top, wide, high] =
        [next()?, next()?, next()?, next()?].map(|cell| cell.parse().ok());
    let confidence: f32 = next()?.parse().ok()?;
    let text = next()?.chars().filter(|letter| !letter.is_control() && !letter.is_whitespace());
    let text: String = text.nfc().take(MAX_LETTERS).collect();
    if text.is_empty() || !confidence.is_finite() || confidence < 0.0 {
        return None;
    }
    let (x, w) = within(left?, wide?, width)?;
    let (y, h) = within(top?, high?, height)?;
    let confidence = (confidence / 100.0).min(1.0);
    Some(Word { text, x, y, w, h, confidence, block: block?, paragraph: paragraph?, line: line? })
}

/// Start and length as fractions, cut off where the page ends; `None` for what lies beside it.
fn within(start: u32, length: u32, whole: u32) -> Option<(f32, f32)> {
    let end = start.saturating_add(length).min(whole);
    if start >= end {
        return None;
    }
    let fraction = |points: u32| points as f32 / whole as f32;
    Some((fraction(start), fraction(end - start)))
}

#[cfg(test)]
mod tests {
    use super::{MAX_WORDS, read_words};
    use proptest::prelude::*;

    const HEAD: &str = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n";

    #[test]
    fn words_come_with_their_boxes_and_other_rows_are_passed_over() {
        let table = format!(
            "{HEAD}1\t1\t0\t0\t0\t0\t0\t0\t1000\t2000\t-1\t\n\
             4\t1\t1\t1\t2\t0\t100\t200\t300\t50\t-1\t\n\
             5\t1\t1\t1\t2\t1\t100\t200\t100\t50\t96.5\tTo\u{302}\u{300} tri\u{300}nh\n\
             5\t1\t1\t1\t2\t2\t250\t200\t50\t50\t12\t \n\
             5\t1\t1\t1\t2\t3\t250\t200\t50\t50\t-1\tx\n"
        );
        let words = read_words(table.as_bytes(), (1000, 2000));
        assert_eq!(words.len(), 1);
        assert_eq!(words[0].text, "Tồtrình");
        assert_eq!((words[0].x, words[0].y, words[0].w, words[0].h), (0.1, 0.1, 0.1, 0.025));
        assert_eq!((words[0].block, words[0].paragraph, words[0].line), (1, 1, 2));
        assert!((words[0].confidence - 0.965).abs() < 1e-6);
    }

    #[test]
    fn boxes_beside_the_page_and_numbers_that_are_none_are_passed_over() {
        for cells in [
            "5\t1\t1\t1\t1\t1\t-5\t0\t9\t9\t90\ta",
            "5\t1\t1\t1\t1\t1\t100\t0\t9\t9\t90\ta",
            "5\t1\t1\t1\t1\t1\t0\t0\t0\t9\t90\ta",
            "5\t1\t1\t1\t1\t1\t0\t99999999999\t9\t9\t90\ta",
            "5\t1\t1\t1\t1\t1\t0\t0\t9\t9\tNaN\ta",
            "5\t1\t1\t1\t1\t1\t0\t0\t9\t9\tinf\ta",
            "5\t1\tx\t1\t1\t1\t0\t0\t9\t9\t90\ta",
            "5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t90",
        ] {
            assert_eq!(read_words(cells.as_bytes(), (100, 100)), [], "{cells}");
        }
        let cut = read_words(b"5\t1\t1\t1\t1\t1\t90\t90\t4294967295\t99\t200\ta\tb", (100, 100));
        assert_eq!((cut[0].w, cut[0].h, cut[0].confidence), (0.1, 0.1, 1.0));
        assert_eq!(cut[0].text, "ab");
    }

    #[test]
    fn a_page_has_an_end() {
        let table = "5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t90\tx\n".repeat(MAX_WORDS + 5);
        assert_eq!(read_words(table.as_bytes(), (100, 100)).len(), MAX_WORDS);
        let long = format!("5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t90\t{}", "á".repeat(100_000));
        assert_eq!(read_words(long.as_bytes(), (100, 100))[0].text.chars().count(), 200);
    }

    proptest! {
        #[test]
        fn whatever_it_says_every_box_lies_on_the_page(
            rows in proptest::collection::vec("5(\t[-0-9.]{1,11}){10}\t.{0,9}", 0..20),
            noise in proptest::collection::vec(any::<u8>(), 0..50),
        ) {
            let table = [rows.join("\n").as_bytes(), b"\n", &noise].concat();
            for word in read_words(&table, (1240, 1754)) {
                prop_assert!(word.x >= 0.0 && word.w > 0.0 && word.x + word.w <= 1.000_001);
                prop_assert!(word.y >= 0.0 && word.h > 0.0 && word.y + word.h <= 1.000_001);
                prop_assert!((0.0..=1.0).contains(&word.confidence) && !word.text.is_empty());
            }
        }
    }
}
