//! Lines of a page in the order in which they are read.
//!
//! Runs that stand beside each other make a line; runs of a table's row make one line, too. Where a gutter parts two
//! columns of running text, the left column is read before the right one, between any lines that span both.

use crate::geometry::Rect;
use crate::letters::{Letter, spread};
use crate::page::PageText;

/// Longest page in runs; what comes after is not followed.
const MAX_RUNS: usize = 20_000;
/// Two runs stand beside each other when this part of the lower one does.
const BESIDE: f32 = 0.5;
/// A space is at least this part of the line's height.
const SPACE: f32 = 0.18;
/// Runs farther apart than this many heights are cells or columns.
const APART: f32 = 1.6;
const BINS: usize = 240;

/// A line of a page.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) rect: Rect,
    pub(crate) letters: Vec<Letter>,
    /// The column it belongs to, counted through the page.
    pub(crate) column: usize,
}

#[derive(Debug, Clone)]
struct Fragment {
    rect: Rect,
    letters: Vec<Letter>,
}

/// Reads a page's lines.
pub(crate) fn lines_of(page: &PageText) -> Vec<Line> {
    let aspect = if page.height > 0.0 && page.width > 0.0 { page.height / page.width } else { 1.0 };
    let fragments = fragments_of(page, aspect);
    let mut column = 0;
    let mut lines = Vec::new();
    read_columns(fragments, aspect, 0, &mut column, &mut lines);
    lines
}

fn fragments_of(page: &PageText, aspect: f32) -> Vec<Fragment> {
    let mut fragments: Vec<Fragment> = Vec::new();
    for run in page.runs.iter().take(MAX_RUNS) {
        let rect = run.rect();
        if !rect.is_sound() {
            continue;
        }
        if run.text.trim().is_empty() {
            if let Some(last) = fragments.last_mut() {
                last.letters.push(space(last.rect.right(), last.rect.right()));
            }
            continue;
        }
        let starts_with_space = run.text.starts_with(char::is_whitespace);
        let mut letters = Vec::new();
        spread(run.text.trim_start(), rect.x, rect.w, &mut letters);
        if run.text.ends_with(char::is_whitespace) {
            letters.push(space(rect.right(), rect.right()));
        }
        match fragments.last_mut() {
            Some(last) if continues(&last.rect, &rect, aspect) => {
                let height = last.rect.h.max(rect.h) * aspect;
                let gap = rect.x - last.rect.right();
                if starts_with_space || gap > SPACE * height {
                    last.letters.push(space(last.rect.right(), rect.x));
                }
                last.letters.append(&mut letters);
                last.rect = last.rect.union(&rect);
            }
            Some(_) | None => fragments.push(Fragment { rect, letters }),
        }
    }
    fragments
}

const fn space(left: f32, right: f32) -> Letter {
    Letter { sign: ' ', left, right }
}

fn continues(line: &Rect, run: &Rect, aspect: f32) -> bool {
    let height = line.h.max(run.h) * aspect;
    let gap = run.x - line.right();
    line.beside(run) >= BESIDE && gap > -0.6 * height && gap < APART * height
}

fn read_columns(
    fragments: Vec<Fragment>,
    aspect: f32,
    depth: usize,
    column: &mut usize,
    lines: &mut Vec<Line>,
) {
    let gutter = if depth < 3 { find_gutter(&fragments) } else { None };
    let Some(gutter) = gutter else {
        read_rows(fragments, aspect, *column, lines);
        *column += 1;
        return;
    };
    let mut fragments = fragments;
    fragments.sort_by(|one, other| one.rect.y.total_cmp(&other.rect.y));
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let mut spanning: Vec<Fragment> = Vec::new();
    for fragment in fragments {
        let spans = fragment.rect.x < gutter && fragment.rect.right() > gutter;
        if spans {
            read_columns(std::mem::take(&mut left), aspect, depth + 1, column, lines);
            read_columns(std::mem::take(&mut right), aspect, depth + 1, column, lines);
            spanning.push(fragment);
            continue;
        }
        if !spanning.is_empty() {
            read_rows(std::mem::take(&mut spanning), aspect, *column, lines);
            *column += 1;
        }
        if fragment.rect.x < gutter { left.push(fragment) } else { right.push(fragment) }
    }
    read_rows(spanning, aspect, *column, lines);
    *column += 1;
    read_columns(left, aspect, depth + 1, column, lines);
    read_columns(right, aspect, depth + 1, column, lines);
}

/// Finds where a gutter parts two columns of running text: few fragments cross it, and both sides have several lines
/// that are wide for a cell of a table.
fn find_gutter(fragments: &[Fragment]) -> Option<f32> {
    if fragments.len() < 12 {
        return None;
    }
    let whole = fragments.iter().map(|one| one.rect).reduce(|one, other| one.union(&other))?;
    let bin_of = |x: f32| (((x - whole.x) / whole.w.max(1e-5) * BINS as f32) as usize).min(BINS);
    let mut changes = vec![0_i32; BINS + 2];
    for fragment in fragments {
        if let Some(change) = changes.get_mut(bin_of(fragment.rect.x)) {
            *change += 1;
        }
        if let Some(change) = changes.get_mut(bin_of(fragment.rect.right()) + 1) {
            *change -= 1;
        }
    }
    let mut covering = 0;
    let mut best: Option<(i32, usize)> = None;
    for (bin, change) in changes.iter().enumerate().take(BINS) {
        covering += change;
        let is_inside = bin > BINS / 5 && bin < BINS * 4 / 5;
        if is_inside && best.is_none_or(|(fewest, _)| covering < fewest) {
            best = Some((covering, bin));
        }
    }
    let (crossing, bin) = best?;
    let gutter = whole.x + (bin as f32 + 0.5) / BINS as f32 * whole.w;
    let many = usize::try_from(crossing).ok()?;
    let left: Vec<&Fragment> = fragments.iter().filter(|one| one.rect.right() <= gutter).collect();
    let right: Vec<&Fragment> = fragments.iter().filter(|one| one.rect.x >= gutter).collect();
    let is_text = many * 8 <= fragments.len()
        && is_running_text(&left, whole.w)
        && is_running_text(&right, whole.w);
    is_text.then_some(gutter)
}

fn is_running_text(side: &[&Fragment], width: f32) -> bool {
    let n_wide = side.iter().filter(|one| one.rect.w > 0.3 * width).count();
    n_wide >= 5 && n_wide * 2 >= side.len()
}

fn read_rows(mut fragments: Vec<Fragment>, aspect: f32, column: usize, lines: &mut Vec<Line>) {
    let tall = 2.2 * median_height(&fragments);
    fragments.sort_by(|one, other| one.rect.y.total_cmp(&other.rect.y));
    let mut rows: Vec<(Rect, Vec<Fragment>)> = Vec::new();
    for fragment in fragments {
        let is_tall = fragment.rect.h > tall;
        // Sorted by their tops, only the latest rows can still stand beside this one.
        let row =
            rows.iter_mut().rev().take(3).find(|(rect, _)| {
                !is_tall && rect.h <= tall && rect.beside(&fragment.rect) >= BESIDE
            });
        match row {
            Some((rect, row)) => {
                if fragment.rect.h > rect.h {
                    *rect = fragment.rect;
                }
                row.push(fragment);
            }
            None => rows.push((fragment.rect, vec![fragment])),
        }
    }
    rows.sort_by(|(one, _), (other, _)| one.bottom().total_cmp(&other.bottom()));
    lines.extend(rows.into_iter().filter_map(|(_, row)| line_of(row, aspect, column)));
}

fn line_of(mut row: Vec<Fragment>, aspect: f32, column: usize) -> Option<Line> {
    row.sort_by(|one, other| one.rect.x.total_cmp(&other.rect.x));
    let mut line: Option<Line> = None;
    for mut fragment in row {
        match &mut line {
            Some(line) => {
                let height = line.rect.h.max(fragment.rect.h) * aspect;
                if fragment.rect.x - line.rect.right() > SPACE * height {
                    line.letters.push(space(line.rect.right(), fragment.rect.x));
                }
                line.letters.append(&mut fragment.letters);
                line.rect = line.rect.union(&fragment.rect);
            }
            None => line = Some(Line { rect: fragment.rect, letters: fragment.letters, column }),
        }
    }
    line
}

fn median_height(fragments: &[Fragment]) -> f32 {
    let mut heights: Vec<f32> = fragments.iter().map(|one| one.rect.h).collect();
    heights.sort_by(f32::total_cmp);
    heights.get(heights.len() / 2).copied().unwrap_or(0.0)
}
