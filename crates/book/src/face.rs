//! The two faces of the book, of which only the letters that were used are put into the file.

use crate::writer::BookWriter;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Chunk, Finish, Name, Rect, Ref, Str};
use std::collections::BTreeMap;
use std::io;
use subsetter::GlyphRemapper;
use ttf_parser::Face as Outlines;

/// Be Vietnam Pro, which has every letter of Vietnamese; see `crates/report/fonts/README.md`.
static REGULAR: &[u8] = include_bytes!("../../report/fonts/BeVietnamPro-Regular.ttf");
static SEMI_BOLD: &[u8] = include_bytes!("../../report/fonts/BeVietnamPro-SemiBold.ttf");

/// Registry, ordering and supplement of fonts whose codes are numbers of glyphs.
const IDENTITY: SystemInfo<'_> =
    SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// Which face words are set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    SemiBold,
}

impl Weight {
    /// The name of the face in resources.
    pub(crate) const fn name(self) -> Name<'static> {
        match self {
            Self::Regular => Name(b"R"),
            Self::SemiBold => Name(b"B"),
        }
    }
}

/// A face and what was used of it.
pub(crate) struct Face {
    data: &'static [u8],
    name: &'static str,
    outlines: Outlines<'static>,
    used: GlyphRemapper,
    letters: BTreeMap<u16, char>,
    /// The number of the font in the file.
    pub(crate) font: Ref,
}

impl Face {
    pub(crate) fn new(weight: Weight, font: Ref) -> io::Result<Self> {
        let (data, name) = match weight {
            Weight::Regular => (REGULAR, "BOOKAA+BeVietnamPro-Regular"),
            Weight::SemiBold => (SEMI_BOLD, "BOOKAB+BeVietnamPro-SemiBold"),
        };
        let outlines = Outlines::parse(data, 0).map_err(io::Error::other)?;
        Ok(Self {
            data,
            name,
            outlines,
            used: GlyphRemapper::new(),
            letters: BTreeMap::new(),
            font,
        })
    }

    /// Words as codes of the font.
    pub(crate) fn encode(&mut self, words: &str) -> Vec<u8> {
        let mut codes = Vec::with_capacity(words.len() * 2);
        for letter in words.chars() {
            let (glyph, letter) = glyph_of(&self.outlines, letter);
            let code = self.used.remap(glyph);
            self.letters.insert(code, letter);
            codes.extend(code.to_be_bytes());
        }
        codes
    }

    /// Width of words in points.
    pub(crate) fn width(&self, words: &str, size: f32) -> f32 {
        let advance = |letter| {
            let (glyph, _) = glyph_of(&self.outlines, letter);
            self.outlines.glyph_hor_advance(ttf_parser::GlyphId(glyph)).unwrap_or(0)
        };
        let units: f32 = words.chars().map(|letter| f32::from(advance(letter))).sum();
        units * size / f32::from(self.outlines.units_per_em())
    }

    /// Words in lines no wider than `width` points, at least one; words that are wider are broken.
    pub(crate) fn wrap(&self, words: &str, size: f32, width: f32) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        for word in words.split_whitespace() {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if self.width(&longer, size) <= width {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for letter in word.chars() {
                let mut longer = line.clone();
                longer.push(letter);
                if !line.is_empty() && self.width(&longer, size) > width {
                    lines.push(std::mem::replace(&mut line, letter.to_string()));
                } else {
                    line = longer;
                }
            }
        }
        lines.push(line);
        lines
    }

    /// Words no wider than `width` points, with an ellipsis in place of what is left out.
    pub(crate) fn shorten(&self, words: &str, size: f32, width: f32) -> String {
        if self.width(words, size) <= width {
            return words.to_owned();
        }
        let mut short: String = words.to_owned();
        while short.pop().is_some() {
            let with_dots = format!("{}…", short.trim_end());
            if self.width(&with_dots, size) <= width {
                return with_dots;
            }
        }
        String::new()
    }

    /// Writes the font with the letters that were used.
    pub(crate) fn write(&self, book: &mut BookWriter<'_>) -> io::Result<()> {
        let (cid, descriptor, file, cmap) =
            (book.new_ref()?, book.new_ref()?, book.new_ref()?, book.new_ref()?);
        let name = Name(self.name.as_bytes());
        let mut chunk = Chunk::new();
        chunk
            .type0_font(self.font)
            .base_font(name)
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(cid)
            .to_unicode(cmap);
        book.put(&chunk)?;
        let scale = 1000.0 / f32::from(self.outlines.units_per_em());
        let mut chunk = Chunk::new();
        let mut font = chunk.cid_font(cid);
        font.subtype(CidFontType::Type2).base_font(name).system_info(IDENTITY);
        font.font_descriptor(descriptor).cid_to_gid_map_predefined(Name(b"Identity"));
        let advances = self.used.remapped_gids().map(|glyph| {
            let advance = self.outlines.glyph_hor_advance(ttf_parser::GlyphId(glyph));
            f32::from(advance.unwrap_or(0)) * scale
        });
        font.widths().consecutive(0, advances);
        font.finish();
        book.put(&chunk)?;
        let bounds = self.outlines.global_bounding_box();
        let points = |units: i16| f32::from(units) * scale;
        let mut chunk = Chunk::new();
        chunk
            .font_descriptor(descriptor)
            .name(name)
            .flags(FontFlags::SYMBOLIC)
            .bbox(Rect::new(
                points(bounds.x_min),
                points(bounds.y_min),
                points(bounds.x_max),
                points(bounds.y_max),
            ))
            .italic_angle(0.0)
            .ascent(points(self.outlines.ascender()))
            .descent(points(self.outlines.descender()))
            .cap_height(points(self.outlines.capital_height().unwrap_or(700)))
            .stem_v(90.0)
            .font_file2(file);
        book.put(&chunk)?;
        let subset = subsetter::subset(self.data, 0, &self.used).map_err(io::Error::other)?;
        let mut chunk = Chunk::new();
        chunk.stream(file, &subset);
        book.put(&chunk)?;
        let mut map = UnicodeCmap::new(Name(b"Letters"), IDENTITY);
        for (code, letter) in &self.letters {
            map.pair(*code, *letter);
        }
        let mut chunk = Chunk::new();
        chunk.cmap(cmap, &map.finish());
        book.put(&chunk)
    }
}

/// The glyph of a letter, or a question mark where the face has none.
fn glyph_of(outlines: &Outlines<'_>, letter: char) -> (u16, char) {
    let letter = if letter.is_whitespace() { ' ' } else { letter };
    let known = outlines.glyph_index(letter).map(|glyph| (glyph.0, letter));
    known.unwrap_or_else(|| (outlines.glyph_index('?').map_or(0, |glyph| glyph.0), '?'))
}

#[cfg(test)]
mod tests {
    use super::{Face, Weight};
    use pdf_writer::Ref;

    fn face() -> Face {
        Face::new(Weight::Regular, Ref::new(1)).unwrap()
    }

    #[test]
    fn both_faces_have_the_signs_the_book_sets() {
        for weight in [Weight::Regular, Weight::SemiBold] {
            let mut face = Face::new(weight, Ref::new(1)).unwrap();
            face.encode("Ặặ Ễễ Ổổ Ữữ Đđ · … – 0123456789");
            assert!(!face.letters.values().any(|letter| *letter == '?'));
        }
    }

    #[test]
    fn lines_keep_their_width_and_every_letter() {
        let face = face();
        let long = "Báo cáo ".repeat(30) + &"ộ".repeat(300);
        let lines = face.wrap(&long, 10.0, 120.0);
        assert!(lines.iter().all(|line| face.width(line, 10.0) <= 120.0));
        let letters = |words: &str| words.chars().filter(|one| *one != ' ').count();
        assert_eq!(lines.iter().map(|line| letters(line)).sum::<usize>(), letters(&long));
        assert_eq!(face.wrap("", 10.0, 120.0), [""]);
    }

    #[test]
    fn words_that_are_too_long_end_in_dots() {
        let face = face();
        assert_eq!(face.shorten("Tờ trình", 10.0, 500.0), "Tờ trình");
        let short = face.shorten("Tờ trình về kế hoạch đầu tư công", 10.0, 80.0);
        assert!(short.starts_with("Tờ trình") && short.ends_with('…'), "{short}");
        assert_eq!(face.shorten("Tờ trình", 10.0, 1.0), "");
    }

    #[test]
    fn a_letter_the_face_lacks_is_a_question_mark() {
        let mut face = face();
        face.encode("李\t");
        assert_eq!(face.letters.values().copied().collect::<String>(), "? ");
    }
}
