//! Pictures of pages, and what changed between two.

use markup::mark::{Colour, Kind};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

pub struct Picture {
    pub width: usize,
    pub height: usize,
    /// What a program said of the annotations beside the picture, if it did.
    pub said: String,
    /// Red, green, blue.
    pixels: Vec<[u8; 3]>,
}

impl Picture {
    pub fn read(path: &Path) -> Self {
        let mut decoder = png::Decoder::new(BufReader::new(File::open(path).unwrap()));
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().unwrap();
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut bytes).unwrap();
        bytes.truncate(info.buffer_size());
        let n_samples = info.color_type.samples();
        let pixel = |samples: &[u8]| match samples {
            [gray] | [gray, _] => [*gray; 3],
            [red, green, blue, ..] => [*red, *green, *blue],
            [] => unreachable!(),
        };
        let pixels = bytes.chunks_exact(n_samples).map(pixel).collect();
        let said = std::fs::read_to_string(path.with_extension("png.txt")).unwrap_or_default();
        Self { width: info.width as usize, height: info.height as usize, said, pixels }
    }

    fn at(&self, x: usize, y: usize) -> [u8; 3] {
        self.pixels[y * self.width + x]
    }

    /// The pixels of a part of the page, given in fractions, with a margin in pixels.
    fn area(&self, [x, y, w, h]: [f32; 4], margin: f32) -> Area {
        let (width, height) = (self.width as f32, self.height as f32);
        Area {
            left: (x * width - margin).max(0.0) as usize,
            top: (y * height - margin).max(0.0) as usize,
            right: (((x + w) * width + margin) as usize).min(self.width),
            bottom: (((y + h) * height + margin) as usize).min(self.height),
        }
    }
}

struct Area {
    left: usize,
    top: usize,
    right: usize,
    bottom: usize,
}

impl Area {
    fn contains(&self, x: usize, y: usize) -> bool {
        (self.left..self.right).contains(&x) && (self.top..self.bottom).contains(&y)
    }

    fn pixels(&self) -> impl Iterator<Item = (usize, usize)> {
        let columns = self.left..self.right;
        (self.top..self.bottom).flat_map(move |y| columns.clone().map(move |x| (x, y)))
    }
}

fn distance(one: [u8; 3], other: [u8; 3]) -> u8 {
    one.iter().zip(other).map(|(one, other)| one.abs_diff(other)).max().unwrap()
}

/// How many pixels changed outside all areas.
pub fn n_changed_outside(before: &Picture, after: &Picture, areas: &[[f32; 4]]) -> usize {
    assert_eq!((before.width, before.height), (after.width, after.height));
    let areas: Vec<Area> = areas.iter().map(|area| after.area(*area, 3.0)).collect();
    let changed = (0..after.height).flat_map(|y| (0..after.width).map(move |x| (x, y)));
    changed
        .filter(|(x, y)| distance(before.at(*x, *y), after.at(*x, *y)) > 12)
        .filter(|(x, y)| !areas.iter().any(|area| area.contains(*x, *y)))
        .count()
}

/// Says what is wrong with how a mark looks, if anything is.
pub fn fault(
    before: &Picture,
    after: &Picture,
    area: [f32; 4],
    colour: Colour,
    kind: Kind,
) -> Option<String> {
    let colour = [colour.red, colour.green, colour.blue];
    let area = after.area(area, 0.0);
    let share = |is_counted: &dyn Fn([u8; 3], [u8; 3]) -> bool| {
        let all: Vec<(usize, usize)> = area.pixels().collect();
        let found = all.iter().filter(|(x, y)| is_counted(before.at(*x, *y), after.at(*x, *y)));
        found.count() as f32 / all.len() as f32
    };
    // Where the paper was light before, so that the letters of the page do not count.
    let coloured = share(&|before, after| {
        before.iter().all(|part| *part > 200) && distance(after, colour) <= 48
    });
    let least = match kind {
        Kind::Highlight => 0.3,
        Kind::Note => 0.02,
        Kind::Underline | Kind::StrikeOut | Kind::Ink | Kind::TextBox => 0.01,
        Kind::Stamp => 0.02,
    };
    if coloured < least {
        return Some(format!("{kind:?}: only {coloured} of its place has its colour"));
    }
    if kind != Kind::Highlight {
        return None;
    }
    // A highlight darkens: letters below it stay.
    let covered = share(&|before, after| {
        before.iter().all(|part| *part < 40) && after.iter().any(|part| *part > 90)
    });
    (covered > 0.0).then(|| format!("{kind:?} covers {covered} of its place"))
}

impl Picture {
    /// The darkest red of a part of the page.
    pub fn darkest(&self, area: [f32; 4]) -> u8 {
        self.area(area, 0.0).pixels().map(|(x, y)| self.at(x, y)[0]).min().unwrap()
    }
}
