//! Whether a note landed on its text.

use crate::marks::{Mark, areas_of};
use crate::pair::Truth;
use crate::paper::Word;
use anchoring::{Anchor, Area, Doubt, Placement, Rect};

/// What became of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// On its text, and said so.
    Right,
    /// Its text was changed, and it is shown to a person or kept beside the old page.
    Honest,
    /// Strokes whose words are the same in other lines, shown to a person.
    Bent,
    /// Recognised text of a scan whose picture nobody compared, shown to a person: a word that was read wrongly cannot be
    /// told from one that was changed.
    Misread,
    /// Its text is the same, and yet it is shown to a person, with the right place.
    NeedlessCheck,
    /// Its text is the same, and yet it has no place, or a wrong one to be checked.
    NeedlessLoss,
    /// On other text, and said to be right.
    Wrong,
}

/// Judges a placement.
pub fn judge(
    mark: &Mark,
    words: &[&Word],
    truth: &Truth,
    placement: &Placement,
    is_recognised: bool,
) -> Verdict {
    let held = words.get(mark.words.clone()).unwrap_or(&[]);
    let is_same = is_unchanged(held, truth);
    let is_confident = matches!(placement, Placement::Carried { .. } | Placement::Moved { .. });
    if !is_same {
        return if is_confident && !is_harmless(mark, held, truth, placement) {
            Verdict::Wrong
        } else {
            Verdict::Honest
        };
    }
    let is_right = lands(mark, held, truth, placement.areas());
    match placement {
        Placement::Carried { .. } | Placement::Moved { .. } if is_right => Verdict::Right,
        Placement::Carried { .. } | Placement::Moved { .. } => Verdict::Wrong,
        Placement::Check { doubt: Doubt::Reflowed, .. } if lines_changed(held, truth) => {
            Verdict::Bent
        }
        Placement::Check { .. } | Placement::Unplaced if is_recognised => Verdict::Misread,
        Placement::Check { .. } if is_right => Verdict::NeedlessCheck,
        Placement::Check { .. } | Placement::Unplaced => Verdict::NeedlessLoss,
    }
}

/// Whether words stand in the new version as they stood in the old one.
fn is_unchanged(held: &[&Word], truth: &Truth) -> bool {
    let position = |word: &&Word| truth.positions.get(&word.number).copied();
    let Some(first) = held.first().and_then(position) else {
        return false;
    };
    held.iter().zip(first..).all(|(word, at)| position(word) == Some(at))
}

fn lines_changed(held: &[&Word], truth: &Truth) -> bool {
    let Some(lines) = &truth.lines else {
        return false;
    };
    let breaks = |line: &dyn Fn(&Word) -> Option<usize>| -> Vec<bool> {
        held.windows(2).map(|pair| matches!(pair, [one, next] if line(one) != line(next))).collect()
    };
    breaks(&|word| Some(word.line)) != breaks(&|word| lines.get(&word.number).copied())
        || held.first().map(|word| word.area.page) != held.last().map(|word| word.area.page)
}

/// Notes that stand beside text are right beside what is left of it.
fn is_harmless(mark: &Mark, held: &[&Word], truth: &Truth, placement: &Placement) -> bool {
    match mark.anchor {
        Anchor::Text(_) => false,
        Anchor::Ink(_) if mark.what == "ink" => false,
        Anchor::Ink(_) | Anchor::Point(_) => {
            let left: Vec<&Word> = held
                .iter()
                .copied()
                .filter(|word| truth.places.contains_key(&word.number))
                .collect();
            left.len() * 2 > held.len() && lands(mark, &left, truth, placement.areas())
        }
    }
}

fn lands(mark: &Mark, held: &[&Word], truth: &Truth, areas: &[Area]) -> bool {
    let moved: Vec<Word> = held
        .iter()
        .filter_map(|word| {
            let area = *truth.places.get(&word.number)?;
            let line = truth
                .lines
                .as_ref()
                .map_or(Some(word.line), |lines| lines.get(&word.number).copied())?;
            Some(Word { area, line, ..(*word).clone() })
        })
        .collect();
    let truths = areas_of(&moved.iter().collect::<Vec<_>>());
    match (&mark.anchor, areas, truths.as_slice()) {
        (Anchor::Text(_), _, _) => {
            covered(&truths, areas) >= if held.len() < 4 { 0.4 } else { 0.6 }
        }
        (_, [area], [first, ..]) => {
            let on_page = truths.iter().filter(|one| one.page == first.page).map(|one| one.rect);
            let around = on_page.reduce(|one, other| one.union(&other)).unwrap_or_default();
            let middle = area.rect.centre();
            let room = Rect::between(0.0, around.y - 0.015, 1.0, around.bottom() + 0.015);
            let near = Rect::between(around.x - 0.04, room.y, around.right() + 0.04, room.bottom());
            let is_beside = mark.what == "margin";
            area.page == first.page
                && if is_beside { room.holds(middle) } else { near.holds(middle) }
        }
        (Anchor::Ink(_) | Anchor::Point(_), _, _) => false,
    }
}

/// Where a word stands in a run as long as its line is guessed from the shapes of letters, by this part of a page's width
/// at most.
const GUESS: f32 = 0.028;

/// Shared length of boxes in lines as a part of all their length.
fn covered(truths: &[Area], areas: &[Area]) -> f32 {
    let mut shared = 0.0;
    for one in truths {
        for other in areas.iter().filter(|other| other.page == one.page) {
            let down = one.rect.bottom().min(other.rect.bottom()) - one.rect.y.max(other.rect.y);
            if down > 0.3 * one.rect.h.min(other.rect.h) {
                let across =
                    one.rect.right().min(other.rect.right()) - one.rect.x.max(other.rect.x);
                shared += (across + GUESS).min(one.rect.w).min(other.rect.w).max(0.0);
            }
        }
    }
    let length = |areas: &[Area]| areas.iter().map(|area| area.rect.w).sum::<f32>();
    shared / (length(truths) + length(areas) - shared).max(1e-5)
}
