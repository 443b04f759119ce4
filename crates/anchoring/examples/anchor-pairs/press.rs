//! Writes the new versions: real PDF files, set anew from words or made of the pages of others.

use anchoring::{Area, Rect};
use anyhow::Context;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Chunk, Content, Filter, Finish, Name, Ref, Str};
use reader::OpenDocument;
use std::collections::BTreeMap;
use std::path::Path;
use subsetter::GlyphRemapper;
use ttf_parser::{Face, GlyphId};

const IDENTITY: SystemInfo<'_> =
    SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// A typeface in memory.
pub struct Font {
    data: &'static [u8],
    face: Face<'static>,
}

impl Font {
    /// Reads a typeface; files live as long as the program.
    pub fn read(file: &Path) -> anyhow::Result<Self> {
        let data: &'static [u8] = Box::leak(std::fs::read(file)?.into_boxed_slice());
        let face = Face::parse(data, 0).context("reading a typeface")?;
        Ok(Self { data, face })
    }

    pub fn has(&self, text: &str) -> bool {
        text.chars().all(|letter| self.face.glyph_index(letter).is_some())
    }

    pub fn width(&self, text: &str, size: f32) -> f32 {
        let glyphs = text.chars().map(|letter| self.face.glyph_index(letter).unwrap_or_default());
        let units: f32 =
            glyphs.map(|glyph| f32::from(self.face.glyph_hor_advance(glyph).unwrap_or(0))).sum();
        units * size / f32::from(self.face.units_per_em())
    }
}

/// A file that is being written.
pub struct Press<'a> {
    font: &'a Font,
    bytes: Vec<u8>,
    objects: BTreeMap<u32, u64>,
    next: i32,
    pages: Vec<Ref>,
    used: GlyphRemapper,
    letters: BTreeMap<u16, char>,
}

/// Words at a place, in points from the lower left corner.
pub struct Placed {
    pub text: String,
    pub x: f32,
    pub y: f32,
    pub size: f32,
}

const CATALOG: Ref = Ref::new(1);
const TREE: Ref = Ref::new(2);
const FONT: Ref = Ref::new(3);

impl<'a> Press<'a> {
    pub fn new(font: &'a Font) -> Self {
        Self {
            font,
            bytes: b"%PDF-1.7\n%\x80\x80\x80\x80\n".to_vec(),
            objects: BTreeMap::new(),
            next: 4,
            pages: Vec::new(),
            used: GlyphRemapper::new(),
            letters: BTreeMap::new(),
        }
    }

    /// Adds a page of words.
    pub fn add_text(&mut self, size: (f32, f32), words: &[Placed]) {
        let mut content = Content::new();
        self.set(&mut content, words);
        self.add(size, content, None);
    }

    /// Adds a page of another paper, made smaller, with words over it. Says `false` where the page comes in another
    /// size than it is shown in, so that nobody could say where its words stand.
    pub fn add_sheet(
        &mut self,
        document: &OpenDocument,
        page: u32,
        scale: f32,
        words: &[Placed],
    ) -> anyhow::Result<bool> {
        let start = self.bytes.len() as u64;
        let bytes = &mut self.bytes;
        let number = self.next.unsigned_abs();
        let sheets = document.sheets(page..page + 1, number, &mut |piece| {
            bytes.extend_from_slice(piece);
            Ok(())
        })?;
        for (number, at) in &sheets.objects {
            self.objects.insert(*number, start + at);
            self.next = self.next.max(i32::try_from(*number)? + 1);
        }
        let sheet = sheets.sheets.first().context("a page without a form")?;
        let (width, height) = (sheet.width, sheet.height);
        let size = document.pages().get(page as usize).context("a page without a size")?;
        if (size.width - width).abs() + (size.height - height).abs() > 1.0 {
            return Ok(false);
        }
        let mut content = Content::new();
        content.save_state();
        content.transform([
            scale,
            0.0,
            0.0,
            scale,
            width * (1.0 - scale) / 2.0,
            height * (1.0 - scale),
        ]);
        content.x_object(Name(b"P"));
        content.restore_state();
        self.set(&mut content, words);
        let form = Ref::new(i32::try_from(sheet.form)?);
        self.add((width, height), content, Some(form));
        Ok(true)
    }

    /// Adds a page that is a gray picture.
    pub fn add_picture(&mut self, size: (f32, f32), pixels: &[u8], width: usize, height: usize) {
        let picture = self.new_ref();
        let mut chunk = Chunk::new();
        let packed = pack(pixels);
        let mut object = chunk.image_xobject(picture, &packed);
        object.filter(Filter::RunLengthDecode);
        object.width(width as i32).height(height as i32).bits_per_component(8);
        object.color_space().device_gray();
        object.finish();
        self.put(picture, &chunk);
        let mut content = Content::new();
        content.transform([size.0, 0.0, 0.0, size.1, 0.0, 0.0]);
        content.x_object(Name(b"P"));
        self.add(size, content, Some(picture));
    }

    /// Ends the file.
    pub fn finish(mut self) -> anyhow::Result<Vec<u8>> {
        let mut chunk = Chunk::new();
        let count = i32::try_from(self.pages.len())?;
        chunk.pages(TREE).kids(self.pages.iter().copied()).count(count);
        self.put(TREE, &chunk);
        let mut chunk = Chunk::new();
        chunk
            .indirect(CATALOG)
            .dict()
            .pair(Name(b"Type"), Name(b"Catalog"))
            .pair(Name(b"Pages"), TREE);
        self.put(CATALOG, &chunk);
        self.put_font()?;
        let at = self.bytes.len();
        let mut table = format!("xref\n0 1\n{:010} 65535 f\r\n", 0);
        for (number, place) in &self.objects {
            table.push_str(&format!("{number} 1\n{place:010} 00000 n\r\n"));
        }
        let size = self.next;
        table.push_str(&format!(
            "trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n"
        ));
        self.bytes.extend_from_slice(table.as_bytes());
        Ok(self.bytes)
    }

    fn set(&mut self, content: &mut Content, words: &[Placed]) {
        for placed in words {
            let mut codes = Vec::new();
            for letter in placed.text.chars() {
                let glyph = self.font.face.glyph_index(letter).unwrap_or_default();
                let code = self.used.remap(glyph.0);
                self.letters.insert(code, letter);
                codes.extend(code.to_be_bytes());
            }
            content.begin_text();
            content.set_font(Name(b"F"), placed.size);
            content.next_line(placed.x, placed.y);
            content.show(Str(&codes));
            content.end_text();
        }
    }

    fn add(&mut self, (width, height): (f32, f32), content: Content, form: Option<Ref>) {
        let (page, stream) = (self.new_ref(), self.new_ref());
        let mut chunk = Chunk::new();
        chunk.stream(stream, &content.finish());
        self.put(stream, &chunk);
        let mut chunk = Chunk::new();
        let mut writer = chunk.page(page);
        writer
            .parent(TREE)
            .media_box(pdf_writer::Rect::new(0.0, 0.0, width, height))
            .contents(stream);
        let mut resources = writer.resources();
        resources.fonts().pair(Name(b"F"), FONT);
        if let Some(form) = form {
            resources.x_objects().pair(Name(b"P"), form);
        }
        resources.finish();
        writer.finish();
        self.put(page, &chunk);
        self.pages.push(page);
    }

    fn put_font(&mut self) -> anyhow::Result<()> {
        let [cid, descriptor, file, cmap] = [(); 4].map(|()| self.new_ref());
        let face = &self.font.face;
        let scale = 1000.0 / f32::from(face.units_per_em());
        let name = Name(b"PRESSA+Face");
        let mut chunk = Chunk::new();
        chunk
            .type0_font(FONT)
            .base_font(name)
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(cid)
            .to_unicode(cmap);
        self.put(FONT, &chunk);
        let mut chunk = Chunk::new();
        let mut font = chunk.cid_font(cid);
        font.subtype(CidFontType::Type2).base_font(name).system_info(IDENTITY);
        font.font_descriptor(descriptor).cid_to_gid_map_predefined(Name(b"Identity"));
        let advance =
            |glyph| f32::from(face.glyph_hor_advance(GlyphId(glyph)).unwrap_or(0)) * scale;
        font.widths().consecutive(0, self.used.remapped_gids().map(advance));
        font.finish();
        self.put(cid, &chunk);
        let bounds = face.global_bounding_box();
        let [left, low, right, high] = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max]
            .map(|units| f32::from(units) * scale);
        let mut chunk = Chunk::new();
        chunk
            .font_descriptor(descriptor)
            .name(name)
            .flags(FontFlags::SYMBOLIC)
            .bbox(pdf_writer::Rect::new(left, low, right, high))
            .italic_angle(0.0)
            .ascent(f32::from(face.ascender()) * scale)
            .descent(f32::from(face.descender()) * scale)
            .cap_height(700.0)
            .stem_v(90.0)
            .font_file2(file);
        self.put(descriptor, &chunk);
        let subset = subsetter::subset(self.font.data, 0, &self.used)?;
        let mut chunk = Chunk::new();
        chunk.stream(file, &subset);
        self.put(file, &chunk);
        let mut map = UnicodeCmap::new(Name(b"Letters"), IDENTITY);
        for (code, letter) in &self.letters {
            map.pair(*code, *letter);
        }
        let mut chunk = Chunk::new();
        chunk.cmap(cmap, &map.finish());
        self.put(cmap, &chunk);
        Ok(())
    }

    const fn new_ref(&mut self) -> Ref {
        self.next += 1;
        Ref::new(self.next - 1)
    }

    fn put(&mut self, number: Ref, chunk: &Chunk) {
        self.objects.insert(number.get().unsigned_abs(), self.bytes.len() as u64);
        self.bytes.extend_from_slice(chunk.as_bytes());
    }
}

/// Run lengths, as PDF defines them: rows of equal bytes are short, everything else grows by a 128th.
fn pack(pixels: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    let mut loose: Vec<u8> = Vec::new();
    let flush = |loose: &mut Vec<u8>, packed: &mut Vec<u8>| {
        for part in loose.chunks(128) {
            packed.push(u8::try_from(part.len() - 1).unwrap_or(127));
            packed.extend_from_slice(part);
        }
        loose.clear();
    };
    for run in pixels.chunk_by(|one, other| one == other) {
        if run.len() < 3 {
            loose.extend_from_slice(run);
            continue;
        }
        flush(&mut loose, &mut packed);
        for part in run.chunks(128) {
            match (part.len(), part.first()) {
                (1, Some(pixel)) => packed.extend([0, *pixel]),
                (n, Some(pixel)) => packed.extend([u8::try_from(257 - n).unwrap_or(129), *pixel]),
                (_, None) => {}
            }
        }
    }
    flush(&mut loose, &mut packed);
    packed.push(128);
    packed
}

/// A word to be set; words of the old version keep their number.
#[derive(Debug, Clone)]
pub struct SetWord {
    pub number: Option<usize>,
    pub text: String,
    pub is_glued: bool,
}

/// How a version is set.
pub struct Layout {
    pub size: (f32, f32),
    pub margin: f32,
    pub points: f32,
    pub leading: f32,
    pub indent: f32,
    pub gap: f32,
    pub head: String,
    pub first_page: usize,
}

/// A new version and where each word of the old one stands on it.
pub struct Version {
    pub bytes: Vec<u8>,
    pub places: BTreeMap<usize, Area>,
    /// Lines of the new version, counted through it, of each word.
    pub lines: BTreeMap<usize, usize>,
}

/// Sets paragraphs.
pub fn print(font: &Font, layout: &Layout, paragraphs: &[Vec<SetWord>]) -> anyhow::Result<Version> {
    let (width, height) = layout.size;
    let mut press = Press::new(font);
    let mut places = BTreeMap::new();
    let mut lines = BTreeMap::new();
    let (mut page, mut line) = (0_u32, 0_usize);
    let mut y = layout.margin;
    let mut set: Vec<Placed> = Vec::new();
    for paragraph in paragraphs {
        let mut x = layout.margin + layout.indent;
        let mut text = String::new();
        let mut start = x;
        for word in paragraph {
            let space = if text.is_empty() || word.is_glued { "" } else { " " };
            let wide = font.width(space, layout.points);
            let own = font.width(&word.text, layout.points);
            if !text.is_empty() && x + wide + own > width - layout.margin {
                set.push(Placed {
                    text: std::mem::take(&mut text),
                    x: start,
                    y: height - y,
                    size: layout.points,
                });
                y += layout.leading;
                line += 1;
                x = layout.margin;
                start = x;
                if y > height - layout.margin {
                    finish_page(&mut press, layout, page, &mut set);
                    page += 1;
                    y = layout.margin;
                }
            } else {
                text.push_str(space);
                x += wide;
            }
            text.push_str(&word.text);
            if let Some(number) = word.number {
                let (up, down) = (0.75 * layout.points, 0.22 * layout.points);
                let rect = Rect::between(
                    x / width,
                    (y - up) / height,
                    (x + own) / width,
                    (y + down) / height,
                );
                places.insert(number, Area { page, rect });
                lines.insert(number, line);
            }
            x += own;
        }
        set.push(Placed { text, x: start, y: height - y, size: layout.points });
        line += 1;
        y += layout.leading + layout.gap;
        if y > height - layout.margin {
            finish_page(&mut press, layout, page, &mut set);
            page += 1;
            y = layout.margin;
        }
    }
    if !set.is_empty() {
        finish_page(&mut press, layout, page, &mut set);
    }
    Ok(Version { bytes: press.finish()?, places, lines })
}

fn finish_page(press: &mut Press<'_>, layout: &Layout, page: u32, set: &mut Vec<Placed>) {
    let (_, height) = layout.size;
    let number = (page as usize + layout.first_page).to_string();
    set.push(Placed { text: layout.head.clone(), x: layout.margin, y: height - 30.0, size: 8.0 });
    set.push(Placed { text: number, x: layout.size.0 / 2.0, y: 28.0, size: 9.0 });
    press.add_text(layout.size, set);
    set.clear();
}
