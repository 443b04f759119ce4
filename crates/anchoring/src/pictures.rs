//! Where two pictures of a page differ, for scans, whose text says little.
//!
//! A page that is scanned again lies a little askew, is a little lighter, and has other specks. So both pictures are
//! made small and soft, brought to the same black and white, turned and shifted onto each other, and then compared block
//! by block, each block once more with a little play. What differs after that is darker or lighter over an area as
//! large as a letter.

use crate::geometry::Rect;

/// Pictures are compared with about this many pixels on their longer side.
const FINE: usize = 1_000;
/// The page's shift and turn are found on pictures of these sizes.
const COARSE: usize = 120;
const MIDDLE: usize = 440;
/// Side of a compared block.
const BLOCK: usize = 12;
/// Play of a block each way.
const PLAY: i32 = 3;
/// A block differs when its pixels do by more than this on average, of 255.
const LOUD: f32 = 26.0;
/// Largest turn that is looked for, in degrees, and its step.
const TURN: (f32, f32) = (1.8, 0.2);
/// Largest shift that is looked for, as a part of the page.
const SHIFT: f32 = 0.04;
/// Most pixels of a picture.
const MAX_PIXELS: usize = 200_000_000;

/// Boxes of the new picture, as fractions of the page, in which it differs from the old one. Both are gray, 8 bit, of
/// `width` times `height` pixels; pictures of other lengths differ wholly.
pub fn page_pictures_differ(old: &[u8], new: &[u8], width: usize, height: usize) -> Vec<Rect> {
    let whole = Rect { x: 0.0, y: 0.0, w: 1.0, h: 1.0 };
    let n_pixels = width.checked_mul(height).filter(|n| (1..=MAX_PIXELS).contains(n));
    if n_pixels != Some(old.len()) || old.len() != new.len() {
        return if old == new { Vec::new() } else { vec![whole] };
    }
    let shrunk =
        |pixels: &[u8], side: usize| Picture::shrunk(pixels, width, height, side).stretched();
    let turns = (TURN.0 / TURN.1) as i32;
    let steps = (TURN.1.to_radians(), 1.0 / COARSE as f32);
    let shifts = (SHIFT * COARSE as f32) as i32;
    let (small_old, small_new) = (shrunk(old, COARSE).softened(), shrunk(new, COARSE).softened());
    let turned =
        find_pose(&small_old, &small_new, Pose::default(), (steps.0, steps.1), (turns, shifts), 2);
    let (half_old, half_new) = (shrunk(old, MIDDLE).softened(), shrunk(new, MIDDLE).softened());
    let pose = find_pose(&half_old, &half_new, turned, (steps.0 / 2.0, steps.1 / 2.0), (2, 2), 5);
    let old = shrunk(old, FINE).turned(pose).softened();
    let new = shrunk(new, FINE).softened();
    let (across, down) = (new.width.div_ceil(BLOCK), new.height.div_ceil(BLOCK));
    let mut marked = vec![false; across * down];
    for (index, mark) in marked.iter_mut().enumerate() {
        let (left, top) = (index % across * BLOCK, index / across * BLOCK);
        *mark = block_differs(&old, &new, left, top);
    }
    boxes_of(&marked, across)
        .into_iter()
        .map(|(left, top, right, bottom)| {
            let part = |block: usize, of: usize| (block * BLOCK) as f32 / of as f32;
            Rect::between(
                part(left, new.width),
                part(top, new.height),
                part(right + 1, new.width).min(1.0),
                part(bottom + 1, new.height).min(1.0),
            )
        })
        .collect()
}

/// How the old picture lies under the new one.
#[derive(Debug, Clone, Copy, Default)]
struct Pose {
    /// Turn in radians.
    turn: f32,
    /// Shift as a part of the longer side.
    across: f32,
    down: f32,
}

struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<f32>,
}

impl Picture {
    /// Averages squares so that the longer side has at most `side` pixels.
    fn shrunk(pixels: &[u8], width: usize, height: usize, side: usize) -> Self {
        let step = width.max(height).div_ceil(side).max(1);
        let (small_width, small_height) = (width.div_ceil(step), height.div_ceil(step));
        let mut sums = vec![(0_u32, 0_u32); small_width * small_height];
        for (y, row) in pixels.chunks(width).enumerate() {
            for (x, pixel) in row.iter().enumerate() {
                if let Some((sum, n)) = sums.get_mut(y / step * small_width + x / step) {
                    *sum += u32::from(*pixel);
                    *n += 1;
                }
            }
        }
        let pixels = sums.iter().map(|(sum, n)| *sum as f32 / (*n).max(1) as f32).collect();
        Self { width: small_width, height: small_height, pixels }
    }

    /// Brings paper to 255 and ink to 0. A page without ink stays white.
    fn stretched(mut self) -> Self {
        let mut sorted = self.pixels.clone();
        sorted.sort_by(f32::total_cmp);
        let at = |part: usize| sorted.get(sorted.len() * part / 1000).copied().unwrap_or(255.0);
        let (ink, paper) = (at(5), at(700));
        let range = (paper - ink).max(80.0);
        for pixel in &mut self.pixels {
            *pixel = (255.0 - (paper - *pixel) / range * 255.0).clamp(0.0, 255.0);
        }
        self
    }

    fn at(&self, x: i32, y: i32) -> f32 {
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else {
            return 255.0;
        };
        if x >= self.width {
            return 255.0;
        }
        self.pixels.get(y * self.width + x).copied().unwrap_or(255.0)
    }

    fn between(&self, x: f32, y: f32) -> f32 {
        let (left, top) = (x.floor(), y.floor());
        let (part_x, part_y) = (x - left, y - top);
        let (left, top) = (left as i32, top as i32);
        let upper = self.at(left, top) * (1.0 - part_x) + self.at(left + 1, top) * part_x;
        let lower = self.at(left, top + 1) * (1.0 - part_x) + self.at(left + 1, top + 1) * part_x;
        upper * (1.0 - part_y) + lower * part_y
    }

    /// Where a pixel comes from when the picture is turned around its middle and shifted.
    fn source(&self, pose: Pose, x: f32, y: f32) -> (f32, f32) {
        let side = self.width.max(self.height) as f32;
        let (middle_x, middle_y) = (self.width as f32 / 2.0, self.height as f32 / 2.0);
        let (x, y) = (x - middle_x - pose.across * side, y - middle_y - pose.down * side);
        let (sine, cosine) = pose.turn.sin_cos();
        (x * cosine + y * sine + middle_x, y * cosine - x * sine + middle_y)
    }

    fn turned(&self, pose: Pose) -> Self {
        let mut pixels = Vec::with_capacity(self.pixels.len());
        for y in 0..self.height {
            for x in 0..self.width {
                let (from_x, from_y) = self.source(pose, x as f32, y as f32);
                pixels.push(self.between(from_x, from_y));
            }
        }
        Self { width: self.width, height: self.height, pixels }
    }

    /// Averages each pixel with its neighbours, twice: specks vanish.
    fn softened(mut self) -> Self {
        for _ in 0..2 {
            let mut pixels = Vec::with_capacity(self.pixels.len());
            for y in 0..self.height as i32 {
                for x in 0..self.width as i32 {
                    let sum: f32 = (-1..=1)
                        .flat_map(|down| (-1..=1).map(move |across| (across, down)))
                        .map(|(across, down)| self.at(x + across, y + down))
                        .sum();
                    pixels.push(sum / 9.0);
                }
            }
            self.pixels = pixels;
        }
        self
    }
}

/// Finds how the old picture lies under the new one around a pose: steps first, then half of them around the best, as
/// often as asked.
fn find_pose(
    old: &Picture,
    new: &Picture,
    around: Pose,
    (mut turn_by, mut shift_by): (f32, f32),
    reach: (i32, i32),
    rounds: usize,
) -> Pose {
    let mut best = (distance(old, new, around), around);
    for round in 0..rounds {
        let centre = best.1;
        let (turns, shifts) = if round == 0 { reach } else { (1, 1) };
        for turn in -turns..=turns {
            for across in -shifts..=shifts {
                for down in -shifts..=shifts {
                    let pose = Pose {
                        turn: centre.turn + turn as f32 * turn_by,
                        across: centre.across + across as f32 * shift_by,
                        down: centre.down + down as f32 * shift_by,
                    };
                    let apart = distance(old, new, pose);
                    if apart < best.0 {
                        best = (apart, pose);
                    }
                }
            }
        }
        (turn_by, shift_by) = (turn_by / 2.0, shift_by / 2.0);
    }
    best.1
}

/// Mean difference of two pictures at every second pixel.
fn distance(old: &Picture, new: &Picture, pose: Pose) -> f32 {
    let mut sum = 0.0;
    for y in (0..new.height).step_by(2) {
        for x in (0..new.width).step_by(2) {
            let (from_x, from_y) = new.source(pose, x as f32, y as f32);
            sum += (old.between(from_x, from_y) - new.at(x as i32, y as i32)).abs();
        }
    }
    sum
}

/// Whether a block looks different with all the play it has.
fn block_differs(old: &Picture, new: &Picture, left: usize, top: usize) -> bool {
    let mean = |across: i32, down: i32, limit: f32| {
        let mut sum = 0.0;
        let mut n = 0.0_f32;
        for y in top..(top + BLOCK).min(new.height) {
            for x in left..(left + BLOCK).min(new.width) {
                let (x, y) = (x as i32, y as i32);
                sum += (old.at(x + across, y + down) - new.at(x, y)).abs();
                n += 1.0;
            }
            if sum > limit * (BLOCK * BLOCK) as f32 {
                break;
            }
        }
        sum / n.max(1.0)
    };
    if mean(0, 0, 255.0) < LOUD {
        return false;
    }
    let mut shifts =
        (-PLAY..=PLAY).flat_map(|down| (-PLAY..=PLAY).map(move |across| (across, down)));
    !shifts.any(|(across, down)| mean(across, down, LOUD) < LOUD)
}

/// Boxes around marked blocks that touch each other, corners included, as first and last column and row.
fn boxes_of(marked: &[bool], across: usize) -> Vec<(usize, usize, usize, usize)> {
    let mut left = marked.to_vec();
    let mut boxes = Vec::new();
    for start in 0..marked.len() {
        if left.get(start) != Some(&true) {
            continue;
        }
        let (x, y) = (start % across, start / across);
        let mut found = (x, y, x, y);
        let mut waiting = vec![start];
        while let Some(block) = waiting.pop() {
            match left.get_mut(block) {
                Some(mark) if *mark => *mark = false,
                Some(_) | None => continue,
            }
            let (x, y) = (block % across, block / across);
            found = (found.0.min(x), found.1.min(y), found.2.max(x), found.3.max(y));
            for row in y.saturating_sub(1)..=y + 1 {
                for column in x.saturating_sub(1)..=(x + 1).min(across - 1) {
                    waiting.push(row * across + column);
                }
            }
        }
        boxes.push(found);
    }
    boxes
}

#[cfg(test)]
mod tests {
    use super::page_pictures_differ;

    const WIDTH: usize = 1_240;
    const HEIGHT: usize = 1_754;

    /// A page of bars as long as words, turned, shifted and speckled as a scanner does.
    fn scan(turn: f32, shift: (f32, f32), seed: u64, change: Option<(usize, usize)>) -> Vec<u8> {
        let mut state = seed;
        let (sine, cosine) = turn.to_radians().sin_cos();
        let mut pixels = Vec::with_capacity(WIDTH * HEIGHT);
        for y in 0..HEIGHT {
            for x in 0..WIDTH {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695);
                let (along, down) = (x as f32 - shift.0 - 620.0, y as f32 - shift.1 - 877.0);
                let column = (along * cosine + down * sine + 620.0).max(0.0) as usize;
                let row = (down * cosine - along * sine + 877.0).max(0.0) as usize;
                let (line, word): (usize, usize) = (row / 32, column / 62);
                let is_text = (120..1120).contains(&column) && (120..1600).contains(&row);
                let cell = ((line * 97 + word) * 89 + column / 10) * 83 + row / 8;
                let shape = (cell as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 62 < 2;
                let is_gap = row % 32 > 16 || column % 62 > 48;
                let is_changed = change == Some((line, word));
                let ink = is_text && !is_gap && (shape || is_changed);
                let noise = (state >> 59) as i32 - 16;
                let speck = state >> 50 == 0;
                let level = if ink || speck { 40 } else { 232 } + noise;
                pixels.push(u8::try_from(level.clamp(0, 255)).unwrap());
            }
        }
        pixels
    }

    #[test]
    fn a_page_scanned_again_is_the_same_however_it_lay() {
        let old = scan(0.0, (0.0, 0.0), 1, None);
        for (turn, shift) in [(0.0, (0.0, 0.0)), (0.5, (4.0, -6.0)), (-0.9, (-9.0, 7.0))] {
            let new = scan(turn, shift, 2, None);
            assert_eq!(page_pictures_differ(&old, &new, WIDTH, HEIGHT), [], "{turn} {shift:?}");
        }
    }

    #[test]
    fn a_changed_word_is_found_where_it_stands() {
        let old = scan(0.0, (0.0, 0.0), 3, None);
        let new = scan(0.4, (3.0, 2.0), 4, Some((20, 9)));
        let boxes = page_pictures_differ(&old, &new, WIDTH, HEIGHT);
        assert_eq!(boxes.len(), 1, "{boxes:?}");
        let centre = boxes[0].centre();
        let expected = (9.5 * 62.0 / WIDTH as f32, 20.3 * 32.0 / HEIGHT as f32);
        assert!((centre.x - expected.0).abs() < 0.03, "{centre:?} {expected:?}");
        assert!((centre.y - expected.1).abs() < 0.03, "{centre:?} {expected:?}");
    }

    #[test]
    fn pictures_that_are_none_differ_without_harm() {
        assert_eq!(page_pictures_differ(&[], &[], 0, 0), []);
        assert_eq!(page_pictures_differ(&[1], &[1, 2], 1, 1).len(), 1);
        assert_eq!(page_pictures_differ(&[7], &[200], usize::MAX, 2).len(), 1);
        assert_eq!(page_pictures_differ(&[255; 6], &[255; 6], 3, 2), []);
    }
}
