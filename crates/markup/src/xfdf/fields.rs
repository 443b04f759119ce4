//! Values as XFDF writes them in attributes and texts.

use super::element::{Content, Element};
use crate::mark::{Colour, MAX_COORDINATE, Point, Rect};

/// Most letters of one text; longer ones are cut.
const MAX_LETTERS: usize = 200_000;

/// A number that is finite and not absurd.
pub(super) fn number(words: &str) -> Option<f32> {
    let number: f32 = words.trim().parse().ok()?;
    (number.is_finite() && number.abs() <= MAX_COORDINATE).then_some(number)
}

/// Numbers between commas, semicolons or blanks, if all are numbers and no more than `most`.
pub(super) fn numbers(words: &str, most: usize) -> Option<Vec<f32>> {
    let parts =
        words.split(|letter: char| letter == ',' || letter == ';' || letter.is_whitespace());
    let parts = parts.filter(|part| !part.is_empty()).take(most.saturating_add(1));
    let found: Option<Vec<f32>> = parts.map(number).collect();
    found.filter(|found| found.len() <= most)
}

/// Pairs of numbers as points.
pub(super) fn points(words: &str, most: usize) -> Option<Vec<Point>> {
    let numbers = numbers(words, most.saturating_mul(2))?;
    let (pairs, rest) = numbers.as_chunks::<2>();
    rest.is_empty().then(|| pairs.iter().map(|[x, y]| Point::new(*x, *y)).collect())
}

/// The attribute `rect`.
pub(super) fn rect(element: &Element) -> Option<Rect> {
    let numbers = numbers(element.attribute("rect")?, 4)?;
    let [left, bottom, right, top] = numbers.try_into().ok()?;
    Some(Rect::between(Point::new(left, bottom), Point::new(right, top)))
}

/// `#RRGGBB`.
pub(super) fn colour(words: &str) -> Option<Colour> {
    let digits = words.trim().strip_prefix('#')?;
    let all = u32::from_str_radix(digits, 16).ok().filter(|_| digits.len() == 6)?;
    let [_, red, green, blue] = all.to_be_bytes();
    Some(Colour::new(red, green, blue))
}

/// The words of a mark: `contents`, or the text of `contents-richtext`.
pub(super) fn contents(element: &Element) -> String {
    let plain = element.child("contents").map(Element::text);
    let rich = || {
        let mut words = String::new();
        if let Some(rich) = element.child("contents-richtext") {
            collect(rich, &mut words);
        }
        words.trim().to_owned()
    };
    cut(plain.filter(|plain| !plain.is_empty()).unwrap_or_else(rich))
}

/// The text of rich text, a line for each paragraph. The depth is limited where elements are read.
fn collect(element: &Element, words: &mut String) {
    for content in &element.content {
        match content {
            Content::Text(text) => words.push_str(text),
            Content::Element(child) => {
                let is_block = matches!(child.name.as_str(), "p" | "div" | "li" | "br");
                if is_block && !words.is_empty() && !words.ends_with('\n') {
                    words.push('\n');
                }
                collect(child, words);
            }
        }
    }
}

pub(super) fn cut(mut words: String) -> String {
    if let Some((end, _)) = words.char_indices().nth(MAX_LETTERS) {
        words.truncate(end);
    }
    words
}

/// Colour and size of letters from `defaultappearance` (`0 0 1 rg /Helv 12 Tf`) or `defaultstyle`
/// (`font: 12pt Arial; color: #0000FF`).
pub(super) fn letters(element: &Element) -> (Option<Colour>, Option<f32>) {
    let (mut colour_found, mut size) = (None, None);
    let appearance = element.child("defaultappearance").map(Element::text).unwrap_or_default();
    let mut operands: Vec<&str> = Vec::new();
    for word in appearance.split_whitespace().take(64) {
        match (word, operands.as_slice()) {
            ("Tf", [.., last]) => size = number(last),
            ("rg", [.., red, green, blue]) => colour_found = parts([red, green, blue]),
            ("g", [.., gray]) => colour_found = parts([gray, gray, gray]),
            _ => {
                operands.push(word);
                continue;
            }
        }
        operands.clear();
    }
    let style = element.child("defaultstyle").map(Element::text).unwrap_or_default();
    for entry in style.split(';').take(32) {
        let Some((key, value)) = entry.split_once(':') else { continue };
        match key.trim() {
            "color" => colour_found = colour_found.or_else(|| colour(value)),
            "font" | "font-size" => size = size.or_else(|| points_of(value)),
            _ => {}
        }
    }
    (colour_found, size.filter(|size| (1.0..=1000.0).contains(size)))
}

fn points_of(style: &str) -> Option<f32> {
    style.split_whitespace().find_map(|word| number(word.trim_end_matches(',').strip_suffix("pt")?))
}

fn parts(words: [&str; 3]) -> Option<Colour> {
    let [red, green, blue] = words.map(|word| {
        // Truncation cannot happen: the number lies within 0 and 255.
        number(word).map(|part| (part.clamp(0.0, 1.0) * 255.0).round() as u8)
    });
    Some(Colour::new(red?, green?, blue?))
}
