//! Where paragraphs begin: after a wider gap, with an indentation, with a mark of enumeration, in another size.

use crate::lines::Line;

/// A gap of this many usual distances between lines parts paragraphs.
const WIDE_GAP: f32 = 1.4;
/// Indentations are at least this part of the page's width.
const INDENT: f32 = 0.012;
/// A line that ends this part of its column before the edge is short.
const SHORT: f32 = 0.16;
/// Letters of one size have lines of this proportion at most.
const SAME_SIZE: f32 = 1.5;

/// Goes through the lines of a paper and says where paragraphs begin.
#[derive(Debug, Default)]
pub(crate) struct Breaker {
    columns: Vec<Column>,
    last: Option<Last>,
}

/// What is usual in a column of the page.
#[derive(Debug, Clone, Copy)]
struct Column {
    left: f32,
    right: f32,
    pitch: f32,
}

#[derive(Debug, Clone, Copy)]
struct Last {
    column: usize,
    left: f32,
    bottom: f32,
    height: f32,
    n_letters: usize,
    is_short: bool,
    /// Ends as sentences and items of lists do.
    is_ended: bool,
    is_mark: bool,
    is_first: bool,
    is_indented: bool,
    page: usize,
}

impl Breaker {
    /// Takes in the lines of the next page.
    pub(crate) fn begin_page(&mut self, lines: &[Line]) {
        let n_columns = lines.last().map_or(0, |line| line.column + 1);
        self.columns = (0..n_columns).map(|column| measure(lines, column)).collect();
        if let Some(last) = &mut self.last {
            last.page += 1;
        }
    }

    /// Whether a paragraph begins with this line.
    pub(crate) fn begins_paragraph(&mut self, line: &Line, first_word: &str) -> bool {
        let column = self.columns.get(line.column).copied().unwrap_or(Column {
            left: line.rect.x,
            right: line.rect.right(),
            pitch: 0.0,
        });
        let is_mark = begins_item(line, first_word);
        let is_indented = line.rect.x - column.left > INDENT;
        let begins = self.last.is_none_or(|last| {
            begins_after(&last, &column, line, first_word, is_mark, is_indented)
        });
        let width = (column.right - column.left).max(1e-5);
        let end = line.letters.iter().rev().find(|letter| !letter.sign.is_whitespace());
        self.last = Some(Last {
            column: line.column,
            left: line.rect.x,
            bottom: line.rect.bottom(),
            height: line.rect.h,
            n_letters: line.letters.len(),
            is_short: column.right - line.rect.right() > SHORT * width,
            is_ended: end.is_some_and(|end| ".;:!?。；：！？”".contains(end.sign)),
            is_mark,
            is_first: begins,
            is_indented,
            page: 0,
        });
        begins
    }
}

fn begins_after(
    last: &Last,
    column: &Column,
    line: &Line,
    first_word: &str,
    is_mark: bool,
    is_indented: bool,
) -> bool {
    let is_small_step = last.page == 0 && last.column == line.column;
    let proportion = last.height.max(line.rect.h) / last.height.min(line.rect.h).max(1e-5);
    if proportion > SAME_SIZE && last.n_letters > 6 && line.letters.len() > 6 {
        return true;
    }
    if is_small_step && line.rect.bottom() - last.bottom > WIDE_GAP * column.pitch {
        return true;
    }
    if is_mark && (last.is_short || last.is_ended || is_indented != last.is_indented) {
        return true;
    }
    if !is_small_step {
        let goes_on = first_word.starts_with(char::is_lowercase);
        return !goes_on && (last.is_short || last.is_ended || is_indented);
    }
    let step = line.rect.x - last.left;
    // The second line of a paragraph may stand to the left of the first, and in a list to the right of it.
    let steps_in = step > INDENT && !last.is_mark;
    let steps_out = step < -INDENT && !last.is_first;
    let is_upper = !first_word.starts_with(char::is_lowercase);
    (steps_in && (is_upper || last.is_short))
        || (steps_out && is_upper)
        || (last.is_short && last.is_ended && is_upper)
}

/// Whether a line begins as items of lists and articles of laws do: "a)", "1.", "•", "Điều 5".
fn begins_item(line: &Line, first_word: &str) -> bool {
    let mut letters = line.letters.iter().map(|letter| letter.sign).skip_while(|one| *one == ' ');
    let mut n_before = 0;
    let closing = letters.by_ref().find(|letter| {
        n_before += 1;
        !letter.is_alphanumeric() && *letter != '.'
    });
    let is_counted = n_before <= 5 && closing == Some(')');
    let after_number =
        line.letters.iter().map(|letter| letter.sign).find(|sign| !sign.is_ascii_digit());
    let is_number = first_word.starts_with(|letter: char| letter.is_ascii_digit())
        && after_number == Some('.')
        && closing == Some(' ')
        && n_before <= 8;
    let is_bullet = matches!(first_word, "•" | "●" | "▪" | "-" | "–" | "·" | "+" | "*");
    let is_article = ["Điều", "Khoản", "Chương", "Mục", "Article", "Chapter", "Section"]
        .contains(&first_word)
        && n_before <= 12;
    is_counted || is_number || is_bullet || is_article
}

fn measure(lines: &[Line], column: usize) -> Column {
    let lines: Vec<&Line> = lines.iter().filter(|line| line.column == column).collect();
    let median = |mut numbers: Vec<f32>, at: usize| {
        numbers.sort_by(f32::total_cmp);
        numbers.get(numbers.len() * at / 10).copied()
    };
    let lefts = lines.iter().map(|line| line.rect.x).collect();
    let rights = lines.iter().map(|line| line.rect.right()).collect();
    let pitches = lines
        .windows(2)
        .filter_map(|pair| match pair {
            [one, next] => Some(next.rect.bottom() - one.rect.bottom()),
            _ => None,
        })
        .filter(|pitch| *pitch > 0.0)
        .collect();
    Column {
        left: median(lefts, 1).unwrap_or(0.0),
        right: median(rights, 9).unwrap_or(1.0),
        pitch: median(pitches, 4).unwrap_or(1.0),
    }
}
