//! The faces in which text boxes and stamps are set. Only the letters that were used are put into the copy.

use super::writer::{AppendixError, Writer, compressed};
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Chunk, Content, Filter, Finish, Name, Rect, Ref, Str};
use std::collections::BTreeMap;
use subsetter::GlyphRemapper;
use ttf_parser::{Face as Outlines, GlyphId};

/// Registry, ordering and supplement of fonts whose codes are numbers of glyphs.
const IDENTITY: SystemInfo<'_> =
    SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// Be Vietnam Pro has every letter of Vietnamese and of the languages of Europe in Latin letters, Noto Serif Greek and
/// Cyrillic, Noto Sans Symbols ticks and arrows; see `crates/report/fonts/README.md`.
const FILES: [(&[u8], &str); 4] = [
    (
        include_bytes!("../../../report/fonts/BeVietnamPro-Regular.ttf"),
        "MARKAA+BeVietnamPro-Regular",
    ),
    (
        include_bytes!("../../../report/fonts/BeVietnamPro-SemiBold.ttf"),
        "MARKAB+BeVietnamPro-SemiBold",
    ),
    (include_bytes!("../../../report/fonts/NotoSerif-Regular.ttf"), "MARKAC+NotoSerif-Regular"),
    (
        include_bytes!("../../../report/fonts/NotoSansSymbols2-Subset.ttf"),
        "MARKAD+NotoSansSymbols2",
    ),
];

/// Names of the faces in resources.
const NAMES: [&[u8]; 4] = [b"F0", b"F1", b"F2", b"F3"];

/// Which face words are set in, as far as it has their letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    SemiBold,
}

impl Weight {
    /// The faces in which letters are looked for, in this order.
    const fn order(self) -> [usize; 3] {
        match self {
            Self::Regular => [0, 2, 3],
            Self::SemiBold => [1, 2, 3],
        }
    }
}

struct Face {
    data: &'static [u8],
    name: &'static str,
    outlines: Outlines<'static>,
    used: GlyphRemapper,
    letters: BTreeMap<u16, char>,
    font: Ref,
}

/// All faces.
pub(super) struct Faces(Vec<Face>);

/// A letter's face, glyph and width in parts of its height.
struct Set {
    face: usize,
    glyph: GlyphId,
    width: f32,
    letter: char,
}

impl Faces {
    /// The faces, with numbers for their fonts.
    pub(super) fn new(
        mut number: impl FnMut() -> Result<Ref, AppendixError>,
    ) -> Result<Self, AppendixError> {
        let face = |(data, name): (&'static [u8], &'static str)| {
            let outlines = Outlines::parse(data, 0).map_err(|_| AppendixError::Font)?;
            let (used, letters) = (GlyphRemapper::new(), BTreeMap::new());
            Ok(Face { data, name, outlines, used, letters, font: number()? })
        };
        Ok(Self(FILES.into_iter().map(face).collect::<Result<_, _>>()?))
    }

    /// Names and numbers of the faces that were used, for resources.
    pub(super) fn used(&self) -> impl Iterator<Item = (Name<'static>, Ref)> {
        let named = self.0.iter().zip(NAMES);
        named
            .filter(|(face, _)| !face.letters.is_empty())
            .map(|(face, name)| (Name(name), face.font))
    }

    /// The letter in the first face that has it, or a question mark.
    fn set(&self, weight: Weight, letter: char) -> Option<Set> {
        let letter = if letter.is_whitespace() { ' ' } else { letter };
        let find = |letter: char| {
            weight.order().into_iter().find_map(|place| {
                let face = self.0.get(place)?;
                let glyph = face.outlines.glyph_index(letter)?;
                let advance = face.outlines.glyph_hor_advance(glyph).unwrap_or(0);
                let width = f32::from(advance) / f32::from(face.outlines.units_per_em());
                Some(Set { face: place, glyph, width, letter })
            })
        };
        find(letter).or_else(|| find('?'))
    }

    /// Width of words in points.
    pub(super) fn width(&self, weight: Weight, words: &str, size: f32) -> f32 {
        let widths = words.chars().filter_map(|letter| self.set(weight, letter));
        widths.map(|set| set.width * size).sum()
    }

    /// Words in lines no wider than `width` points; ends of lines stay, words that are wider are broken.
    pub(super) fn wrap(&self, weight: Weight, words: &str, size: f32, width: f32) -> Vec<String> {
        let mut lines = Vec::new();
        for paragraph in words.lines() {
            let (mut line, mut reached) = (String::new(), 0.0);
            for word in paragraph.split_whitespace() {
                let blank = if line.is_empty() { "" } else { " " };
                let more = self.width(weight, word, size) + self.width(weight, blank, size);
                if reached + more <= width {
                    line.push_str(blank);
                    line.push_str(word);
                    reached += more;
                    continue;
                }
                if !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                }
                reached = 0.0;
                for letter in word.chars() {
                    let more = self.set(weight, letter).map_or(0.0, |set| set.width * size);
                    if !line.is_empty() && reached + more > width {
                        lines.push(std::mem::take(&mut line));
                        reached = 0.0;
                    }
                    line.push(letter);
                    reached += more;
                }
            }
            lines.push(line);
        }
        lines
    }

    /// Draws a line of words from a place on its base line.
    pub(super) fn show(
        &mut self,
        content: &mut Content,
        weight: Weight,
        size: f32,
        (x, y): (f32, f32),
        words: &str,
    ) {
        let sets: Vec<Set> = words.chars().filter_map(|letter| self.set(weight, letter)).collect();
        content.begin_text();
        content.next_line(x, y);
        for run in sets.chunk_by(|one, next| one.face == next.face) {
            let Some(place) = run.first().map(|set| set.face) else { continue };
            let (Some(face), Some(name)) = (self.0.get_mut(place), NAMES.get(place)) else {
                continue;
            };
            let mut codes = Vec::with_capacity(run.len() * 2);
            for set in run {
                let code = face.used.remap(set.glyph.0);
                face.letters.insert(code, set.letter);
                codes.extend(code.to_be_bytes());
            }
            content.set_font(Name(name), size);
            content.show(Str(&codes));
        }
        content.end_text();
    }

    /// Writes the fonts of the faces that were used.
    pub(super) fn write(self, writer: &mut Writer) -> Result<(), AppendixError> {
        let mut used = self.0.into_iter().filter(|face| !face.letters.is_empty());
        used.try_for_each(|face| face.write(writer))
    }
}

impl Face {
    fn write(self, writer: &mut Writer) -> Result<(), AppendixError> {
        let (cid, descriptor) = (writer.number()?, writer.number()?);
        let (file, cmap) = (writer.number()?, writer.number()?);
        let name = Name(self.name.as_bytes());
        let mut chunk = Chunk::new();
        chunk
            .type0_font(self.font)
            .base_font(name)
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(cid)
            .to_unicode(cmap);
        writer.put(&chunk)?;
        let scale = 1000.0 / f32::from(self.outlines.units_per_em());
        let mut chunk = Chunk::new();
        let mut font = chunk.cid_font(cid);
        font.subtype(CidFontType::Type2).base_font(name).system_info(IDENTITY);
        font.font_descriptor(descriptor).cid_to_gid_map_predefined(Name(b"Identity"));
        let advances = self.used.remapped_gids().map(|glyph| {
            let advance = self.outlines.glyph_hor_advance(GlyphId(glyph));
            f32::from(advance.unwrap_or(0)) * scale
        });
        font.widths().consecutive(0, advances);
        font.finish();
        writer.put(&chunk)?;
        writer.put(&self.descriptor(descriptor, file, scale))?;
        let subset =
            subsetter::subset(self.data, 0, &self.used).map_err(|_| AppendixError::Font)?;
        let packed = compressed(&subset);
        let mut chunk = Chunk::new();
        chunk.stream(file, &packed).filter(Filter::FlateDecode);
        writer.put(&chunk)?;
        let mut map = UnicodeCmap::new(Name(b"Letters"), IDENTITY);
        for (code, letter) in &self.letters {
            map.pair(*code, *letter);
        }
        let mut chunk = Chunk::new();
        chunk.cmap(cmap, &map.finish());
        writer.put(&chunk)
    }

    fn descriptor(&self, descriptor: Ref, file: Ref, scale: f32) -> Chunk {
        let bounds = self.outlines.global_bounding_box();
        let points = |units: i16| f32::from(units) * scale;
        let mut chunk = Chunk::new();
        chunk
            .font_descriptor(descriptor)
            .name(Name(self.name.as_bytes()))
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
        chunk
    }
}

#[cfg(test)]
mod tests {
    use super::{Faces, Weight};
    use pdf_writer::{Content, Ref};

    fn faces() -> Faces {
        Faces::new(|| Ok(Ref::new(1))).unwrap()
    }

    #[test]
    fn letters_come_from_the_first_face_that_has_them() {
        let mut faces = faces();
        let mut content = Content::new();
        faces.show(&mut content, Weight::Regular, 10.0, (0.0, 0.0), "Đồng ý ✓ Привет 李");
        let letters = |place: usize| faces.0[place].letters.values().collect::<String>();
        assert!(letters(0).contains('Đ') && letters(0).contains('?'), "{}", letters(0));
        assert_eq!(letters(1), "");
        assert!(letters(2).contains('П'), "{}", letters(2));
        assert_eq!(letters(3), "✓");
    }

    #[test]
    fn lines_keep_their_width_and_every_letter() {
        let faces = faces();
        let long = "Báo cáo ".repeat(30) + "\n\n" + &"ộ".repeat(300);
        let lines = faces.wrap(Weight::Regular, &long, 10.0, 120.0);
        assert!(lines.iter().all(|line| faces.width(Weight::Regular, line, 10.0) <= 120.01));
        let letters = |words: &str| words.chars().filter(|one| !one.is_whitespace()).count();
        assert_eq!(lines.iter().map(|line| letters(line)).sum::<usize>(), letters(&long));
        assert_eq!(faces.wrap(Weight::Regular, "W", 10.0, 1.0), ["W"]);
    }
}
