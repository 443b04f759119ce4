//! Words put together to lines, in reading order.

use crate::Word;

/// A line of a page: its words with a blank between each two, and the box around them in fractions of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Text.
    pub text: String,
    /// Left.
    pub x: f32,
    /// Top.
    pub y: f32,
    /// Width.
    pub w: f32,
    /// Height.
    pub h: f32,
}

/// The lines of a page in tesseract's reading order, without words it is less sure of than `least_confidence` (0 to 1).
/// Stamps, signatures and dirt come out as words of little confidence.
pub fn lines(words: &[Word], least_confidence: f32) -> Vec<Line> {
    grouped(words, least_confidence).iter().filter_map(|words| joined(words)).collect()
}

/// The words of each line.
pub fn grouped(words: &[Word], least_confidence: f32) -> Vec<Vec<&Word>> {
    let place = |word: &Word| (word.block, word.paragraph, word.line);
    let mut lines: Vec<Vec<&Word>> = Vec::new();
    for word in words.iter().filter(|word| word.confidence >= least_confidence) {
        match lines.last_mut() {
            Some(line) if line.last().is_some_and(|last| place(last) == place(word)) => {
                line.push(word);
            }
            Some(_) | None => lines.push(vec![word]),
        }
    }
    lines
}

fn joined(words: &[&Word]) -> Option<Line> {
    let (first, rest) = words.split_first()?;
    let (mut left, mut top) = (first.x, first.y);
    let (mut right, mut bottom) = (first.x + first.w, first.y + first.h);
    let mut text = first.text.clone();
    for word in rest {
        text.push(' ');
        text.push_str(&word.text);
        (left, top) = (left.min(word.x), top.min(word.y));
        (right, bottom) = (right.max(word.x + word.w), bottom.max(word.y + word.h));
    }
    Some(Line { text, x: left, y: top, w: right - left, h: bottom - top })
}

#[cfg(test)]
mod tests {
    use super::lines;
    use crate::Word;

    fn word(text: &str, line: u32, x: f32, y: f32, confidence: f32) -> Word {
        let (w, h) = (0.125, 0.25);
        Word { text: text.to_owned(), x, y, w, h, confidence, block: 1, paragraph: 1, line }
    }

    #[test]
    fn words_of_a_line_come_together_and_doubtful_ones_stay_away() {
        let words = [
            word("Nghị", 1, 0.125, 0.25, 0.9),
            word("~~", 1, 0.5, 0.5, 0.1),
            word("quyết", 1, 0.25, 0.125, 0.9),
            word("này", 2, 0.5, 0.5, 0.6),
        ];
        let lines = lines(&words, 0.3);
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["Nghị quyết", "này"]);
        assert_eq!((lines[0].x, lines[0].y, lines[0].w, lines[0].h), (0.125, 0.125, 0.25, 0.375));
    }
}
