//! XFDF out.

use super::{NAMESPACE, OWN_NAMESPACE, Paper};
use crate::date;
use crate::mark::{Mark, PenPoint, Point, Quad, Rect, Shape};

/// Writes marks as XFDF. Letters that XML cannot hold (most controls) become U+FFFD.
#[must_use]
pub fn write(marks: &[Mark], paper: &Paper) -> Vec<u8> {
    let mut file = File { text: String::new() };
    file.text.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let spaces = format!("xmlns=\"{NAMESPACE}\" xmlns:e=\"{OWN_NAMESPACE}\"");
    file.text.push_str(&format!("<xfdf {spaces} xml:space=\"preserve\">\n<annots>\n"));
    for mark in marks {
        file.mark(mark);
    }
    file.text.push_str("</annots>\n<f");
    file.attribute("href", &paper.file);
    file.text.push_str("/>\n");
    if let Some((original, modified)) = &paper.ids {
        file.text.push_str("<ids");
        file.attribute("original", &hexadecimal(original));
        file.attribute("modified", &hexadecimal(modified));
        file.text.push_str("/>\n");
    }
    file.text.push_str("</xfdf>\n");
    file.text.into_bytes()
}

struct File {
    text: String,
}

impl File {
    fn mark(&mut self, mark: &Mark) {
        let name = match &mark.shape {
            Shape::Highlight { .. } => "highlight",
            Shape::Underline { .. } => "underline",
            Shape::StrikeOut { .. } => "strikeout",
            Shape::Ink { .. } => "ink",
            Shape::TextBox { .. } => "freetext",
            Shape::Note { .. } => "text",
            Shape::Stamp { .. } => "stamp",
        };
        self.text.push('<');
        self.text.push_str(name);
        self.common(mark);
        match &mark.shape {
            Shape::Highlight { quads }
            | Shape::Underline { quads }
            | Shape::StrikeOut { quads } => {
                self.attribute("coords", &corners(quads));
            }
            Shape::Ink { width, .. } => self.attribute("width", &width.to_string()),
            Shape::TextBox { .. } => self.attribute("width", "0"),
            Shape::Note { .. } => self.attribute("icon", "Comment"),
            Shape::Stamp { word, .. } => self.attribute("icon", word),
        }
        self.text.push('>');
        if !mark.contents.is_empty() {
            self.text.push_str("<contents>");
            escape(&mark.contents, &mut self.text);
            self.text.push_str("</contents>");
        }
        match &mark.shape {
            Shape::Ink { strokes, .. } => self.strokes(strokes),
            Shape::TextBox { size, .. } => self.letters(mark, *size),
            Shape::Highlight { .. }
            | Shape::Underline { .. }
            | Shape::StrikeOut { .. }
            | Shape::Note { .. }
            | Shape::Stamp { .. } => {}
        }
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push_str(">\n");
    }

    fn common(&mut self, mark: &Mark) {
        self.attribute("page", &mark.page.to_string());
        self.attribute("name", &mark.name);
        self.attribute("title", &mark.author);
        self.attribute("subject", &mark.subject);
        // A text box's `color` is that of its ground, and ours have none.
        if !matches!(mark.shape, Shape::TextBox { .. }) {
            self.attribute("color", &hexadecimal_colour(mark));
        }
        self.attribute("opacity", &mark.opacity.to_string());
        if let Some(at) = mark.created.and_then(date::write) {
            self.attribute("creationdate", &at);
        }
        if let Some(at) = mark.modified.and_then(date::write) {
            self.attribute("date", &at);
        }
        self.attribute("flags", "print");
        if let Some(rect) = mark.shape.bounds() {
            self.attribute("rect", &rectangle(rect));
        }
        if !mark.quote.is_empty() {
            self.attribute("e:quote", &mark.quote);
        }
    }

    fn strokes(&mut self, strokes: &[Vec<PenPoint>]) {
        self.text.push_str("<inklist>");
        for stroke in strokes {
            self.text.push_str("<gesture");
            if stroke.iter().any(|point| point.pressure != 0.5) {
                let pressures: Vec<String> =
                    stroke.iter().map(|point| point.pressure.to_string()).collect();
                self.attribute("e:pressure", &pressures.join(","));
            }
            self.text.push('>');
            let places: Vec<String> = stroke.iter().map(|point| pair(point.at)).collect();
            self.text.push_str(&places.join(";"));
            self.text.push_str("</gesture>");
        }
        self.text.push_str("</inklist>");
    }

    fn letters(&mut self, mark: &Mark, size: f32) {
        let [red, green, blue] = mark.colour.parts();
        let colour = hexadecimal_colour(mark);
        let appearance = format!("{red} {green} {blue} rg /Helv {size} Tf");
        let style = format!("font: {size}pt sans-serif; color: {colour}");
        self.text.push_str(&format!("<defaultappearance>{appearance}</defaultappearance>"));
        self.text.push_str(&format!("<defaultstyle>{style}</defaultstyle>"));
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.text.push(' ');
        self.text.push_str(name);
        self.text.push_str("=\"");
        escape(value, &mut self.text);
        self.text.push('"');
    }
}

/// Letters as they may stand in texts and in attributes. Ends of lines are written as numbers because readers of XML
/// would change them.
fn escape(words: &str, text: &mut String) {
    for letter in words.chars() {
        match letter {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            '\t' => text.push_str("&#9;"),
            '\n' => text.push_str("&#10;"),
            '\r' => text.push_str("&#13;"),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => text.push('\u{FFFD}'),
            _ => text.push(letter),
        }
    }
}

fn corners(quads: &[Quad]) -> String {
    let corners: Vec<String> = quads.iter().flat_map(|quad| quad.corners()).map(pair).collect();
    corners.join(",")
}

fn pair(point: Point) -> String {
    format!("{},{}", point.x, point.y)
}

fn rectangle(rect: Rect) -> String {
    format!("{},{},{},{}", rect.left, rect.bottom, rect.right, rect.top)
}

fn hexadecimal_colour(mark: &Mark) -> String {
    let crate::mark::Colour { red, green, blue } = mark.colour;
    format!("#{red:02X}{green:02X}{blue:02X}")
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect()
}
