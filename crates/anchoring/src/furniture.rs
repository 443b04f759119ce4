//! Running heads, feet and page numbers, which change from version to version without meaning anything.
//!
//! Only the outermost lines of a page can be furniture, in its upper or lower [`ZONE`]. A line is furniture when it
//! consists of a page number, or when the same words with other numbers stand at about the same height on at least
//! [`OFTEN`] pages, or when it stands at a height at which most pages have such a line.

use crate::letters::tokens;
use crate::lines::Line;
use std::collections::HashMap;

/// Part of the page, from above and from below, in which furniture is looked for.
const ZONE: f32 = 0.13;
/// On how many pages words must come again, or on all where there are fewer.
const OFTEN: usize = 3;
/// Heights are the same within this part of a page.
const STEP: f32 = 0.012;
/// No more outermost lines than this are looked at, each way.
const MAX_LINES: usize = 3;

/// Says of each page which of its lines are furniture.
pub(crate) fn find_furniture(pages: &[Vec<Line>]) -> Vec<Vec<bool>> {
    let outer: Vec<Vec<Outer>> = pages.iter().map(|lines| outer_lines(lines)).collect();
    let mut pages_of: HashMap<&str, Vec<(usize, f32)>> = HashMap::new();
    for (page, lines) in outer.iter().enumerate() {
        for line in lines {
            pages_of.entry(&line.signature).or_default().push((page, line.height));
        }
    }
    let often = OFTEN.min(pages.len()).max(2);
    let repeats = |line: &Outer| {
        let others = pages_of.get(line.signature.as_str()).map_or(&[][..], Vec::as_slice);
        let near = others.iter().filter(|(_, height)| (height - line.height).abs() < STEP);
        line.signature.len() > 1 && near.take(often).count() == often
    };
    let mut at_height: HashMap<i32, usize> = HashMap::new();
    let is_certain: Vec<Vec<bool>> = outer
        .iter()
        .map(|lines| lines.iter().map(|line| line.is_number || repeats(line)).collect())
        .collect();
    for (lines, certain) in outer.iter().zip(&is_certain) {
        for (line, _) in lines.iter().zip(certain).filter(|(_, certain)| **certain) {
            *at_height.entry(line.step()).or_default() += 1;
        }
    }
    let is_usual = |line: &Outer| {
        let step = line.step();
        let n: usize = (step - 1..=step + 1).filter_map(|near| at_height.get(&near)).sum();
        n >= OFTEN && n * 2 > pages.len() && line.is_apart
    };
    outer
        .iter()
        .zip(&is_certain)
        .zip(pages)
        .map(|((lines, certain), page)| {
            let mut marked = vec![false; page.len()];
            for from_top in [true, false] {
                let side = lines.iter().zip(certain).filter(|(line, _)| line.is_top == from_top);
                for (line, certain) in side {
                    if !*certain && !is_usual(line) {
                        break;
                    }
                    if let Some(mark) = marked.get_mut(line.line) {
                        *mark = true;
                    }
                }
            }
            marked
        })
        .collect()
}

/// An outermost line.
struct Outer {
    line: usize,
    is_top: bool,
    /// Distance of its middle from the top.
    height: f32,
    /// Its words with all numbers made equal.
    signature: String,
    is_number: bool,
    /// More than a line's height parts it from the text.
    is_apart: bool,
}

impl Outer {
    fn step(&self) -> i32 {
        (self.height / STEP) as i32
    }
}

/// The outermost lines, those at the top from above, then those at the bottom from below.
fn outer_lines(lines: &[Line]) -> Vec<Outer> {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    let top_of = |line: &usize| lines.get(*line).map_or(0.0, |line| line.rect.y);
    order.sort_by(|one, other| top_of(one).total_cmp(&top_of(other)));
    let mut outer = Vec::new();
    for is_top in [true, false] {
        for position in 0..order.len().min(MAX_LINES) {
            let at = |step: usize| {
                let step = if is_top { Some(step) } else { order.len().checked_sub(step + 1) };
                step.and_then(|step| order.get(step)).copied()
            };
            let Some((index, line)) =
                at(position).and_then(|index| lines.get(index).map(|line| (index, line)))
            else {
                break;
            };
            let height = line.rect.centre().y;
            let is_outside = if is_top { height < ZONE } else { height > 1.0 - ZONE };
            if !is_outside {
                break;
            }
            let next = at(position + 1).and_then(|index| lines.get(index));
            let is_apart = next.is_none_or(|next| {
                let gap = if is_top {
                    next.rect.y - line.rect.bottom()
                } else {
                    line.rect.y - next.rect.bottom()
                };
                gap > line.rect.h
            });
            let (signature, is_number) = sign(line);
            outer.push(Outer { line: index, is_top, height, signature, is_number, is_apart });
        }
    }
    outer
}

/// A line's words with numbers made equal, and whether it is nothing but a page number.
fn sign(line: &Line) -> (String, bool) {
    let mut signature = String::new();
    let mut n_numbers = 0;
    let mut n_words = 0;
    for token in tokens(&line.letters) {
        let is_word = token.text.chars().any(char::is_alphanumeric);
        if is_number(&token.text) {
            n_numbers += 1;
            signature.push('#');
        } else {
            n_words += usize::from(is_word && !is_page_word(&token.text));
            signature.push_str(&token.text.to_lowercase());
        }
        signature.push(' ');
    }
    (signature, n_words == 0 && (1..=2).contains(&n_numbers))
}

fn is_number(word: &str) -> bool {
    let is_roman = word.len() <= 7 && word.chars().all(|letter| "ivxlcIVXLC".contains(letter));
    is_roman || word.chars().all(|letter| letter.is_numeric())
}

/// Words that stand beside the number of a page.
fn is_page_word(word: &str) -> bool {
    ["trang", "page", "p", "of", "tr", "ページ", "第", "页", "頁", "共"]
        .contains(&word.to_lowercase().as_str())
}
