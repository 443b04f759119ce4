//! The pages of papers: as they are, a little smaller, above a footer.

use crate::face::Weight;
use crate::label::Label;
use crate::writer::BookWriter;
use pdf_writer::{Chunk, Content, Finish, Name, Rect, Ref, Str};
use std::io;

/// Height of the footer as a part of the longer side, and its least height in points.
const FOOTER: f32 = 0.026;
const FOOTER_LEAST: f32 = 12.0;
/// A4 in points.
pub(crate) const A4: (f32, f32) = (595.28, 841.89);
/// Margin of pages of our own.
pub(crate) const MARGIN: f32 = 64.0;

/// A page that stands in the file as a form XObject, upright, its lower left corner at the origin.
#[derive(Debug, Clone, Copy)]
pub struct PageForm {
    /// Number of the object.
    pub form: u32,
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
}

/// What stands at the foot of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Footer {
    /// Item and document, on the left; shortened where it is too long.
    pub left: String,
    /// The page, on the right.
    pub right: String,
}

impl BookWriter<'_> {
    /// Adds a page of a paper and gives its place among the pages of papers, from 0.
    ///
    /// # Errors
    /// [`io::Error`] when the file cannot be written.
    pub fn add_page(&mut self, page: PageForm, footer: &Footer, label: Label) -> io::Result<usize> {
        let (width, height) = (page.width, page.height);
        let strip = (FOOTER * width.max(height)).max(FOOTER_LEAST).min(height / 4.0);
        let scale = (height - strip) / height;
        let mut content = Content::new();
        content.save_state();
        content.transform([scale, 0.0, 0.0, scale, width * (1.0 - scale) / 2.0, strip]);
        content.x_object(Name(b"P"));
        content.restore_state();
        self.set_footer(&mut content, footer, width, strip);
        let form = i32::try_from(page.form).map_err(io::Error::other)?;
        self.add_content(content, (width, height), Some(Ref::new(form)), label)
    }

    /// Adds a page of our own that says why a paper is not here: a heading and sentences.
    ///
    /// # Errors
    /// As [`BookWriter::add_page`].
    pub fn add_notice(
        &mut self,
        heading: &str,
        sentences: &[String],
        footer: &Footer,
        label: Label,
    ) -> io::Result<usize> {
        let (width, height) = A4;
        let mut content = Content::new();
        let mut line = height - 3.0 * MARGIN;
        let inside = width - 2.0 * MARGIN;
        for words in self.face(Weight::SemiBold).wrap(heading, 16.0, inside) {
            self.set(&mut content, Weight::SemiBold, 16.0, (MARGIN, line), &words);
            line -= 24.0;
        }
        for sentence in sentences {
            line -= 10.0;
            for words in self.face(Weight::Regular).wrap(sentence, 11.0, inside) {
                self.set(&mut content, Weight::Regular, 11.0, (MARGIN, line), &words);
                line -= 18.0;
            }
        }
        self.set_footer(&mut content, footer, width, FOOTER * height);
        self.add_content(content, A4, None, label)
    }

    /// Sets a line of words, in points from the lower left corner.
    pub(crate) fn set(
        &mut self,
        content: &mut Content,
        weight: Weight,
        size: f32,
        (x, y): (f32, f32),
        words: &str,
    ) {
        let codes = self.face_mut(weight).encode(words);
        content.begin_text();
        content.set_font(weight.name(), size);
        content.next_line(x, y);
        content.show(Str(&codes));
        content.end_text();
    }

    fn set_footer(&mut self, content: &mut Content, footer: &Footer, width: f32, strip: f32) {
        let (size, margin, base) = (strip * 0.37, strip * 1.5, strip * 0.36);
        let n_right = self.face(Weight::SemiBold).width(&footer.right, size);
        let right = (width - margin - n_right).max(margin);
        let room = (right - 2.0 * margin).max(0.0);
        let left = self.face(Weight::Regular).shorten(&footer.left, size, room);
        content.save_state();
        content.set_stroke_gray(0.7).set_line_width(0.4);
        content.move_to(margin, strip * 0.88).line_to(width - margin, strip * 0.88).stroke();
        content.set_fill_gray(0.25);
        self.set(content, Weight::Regular, size, (margin, base), &left);
        content.set_fill_gray(0.0);
        self.set(content, Weight::SemiBold, size, (right, base), &footer.right);
        content.restore_state();
    }

    fn add_content(
        &mut self,
        content: Content,
        size: (f32, f32),
        form: Option<Ref>,
        label: Label,
    ) -> io::Result<usize> {
        let page = self.new_ref()?;
        self.write_page(page, content, size, form, &[])?;
        Ok(self.push_page(page, label))
    }

    /// Writes a page and its content.
    pub(crate) fn write_page(
        &mut self,
        page: Ref,
        content: Content,
        (width, height): (f32, f32),
        form: Option<Ref>,
        links: &[Ref],
    ) -> io::Result<()> {
        let stream = self.new_ref()?;
        let mut chunk = Chunk::new();
        chunk.stream(stream, &content.finish());
        self.put(&chunk)?;
        let mut chunk = Chunk::new();
        let mut written = chunk.page(page);
        written.parent(self.pages_ref()).media_box(Rect::new(0.0, 0.0, width, height));
        written.contents(stream);
        if !links.is_empty() {
            written.annotations(links.iter().copied());
        }
        let mut resources = written.resources();
        let mut fonts = resources.fonts();
        for weight in [Weight::Regular, Weight::SemiBold] {
            fonts.pair(weight.name(), self.face(weight).font);
        }
        fonts.finish();
        if let Some(form) = form {
            resources.x_objects().pair(Name(b"P"), form);
        }
        resources.finish();
        written.finish();
        self.put(&chunk)
    }
}
