//! The file itself: objects one after another, and at the end the table that says where they are.

use crate::face::{Face, Weight};
use crate::front::{Front, Section};
use crate::label::{Label, write_labels};
use pdf_writer::types::PageMode;
use pdf_writer::writers::Catalog;
use pdf_writer::{Chunk, Finish, Name, Ref, TextStr};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};

/// Highest number of an object.
const MAX_NUMBER: i32 = 8_000_000;

/// A book that is being written.
pub struct BookWriter<'a> {
    file: BufWriter<&'a mut File>,
    at: u64,
    next: i32,
    objects: BTreeMap<u32, u64>,
    pages: Vec<Ref>,
    labels: Vec<Label>,
    regular: Face,
    semi_bold: Face,
    catalog: Ref,
    tree: Ref,
}

/// Where a book stood, to come back to.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    at: u64,
    next: i32,
    n_pages: usize,
}

impl<'a> BookWriter<'a> {
    /// Begins a book in an empty file.
    ///
    /// # Errors
    /// [`io::Error`] when the file cannot be written.
    pub fn begin(file: &'a mut File) -> io::Result<Self> {
        let numbers = [1, 2, 3, 4].map(Ref::new);
        let [catalog, tree, regular, semi_bold] = numbers;
        let mut book = Self {
            file: BufWriter::new(file),
            at: 0,
            next: 5,
            objects: BTreeMap::new(),
            pages: Vec::new(),
            labels: Vec::new(),
            regular: Face::new(Weight::Regular, regular)?,
            semi_bold: Face::new(Weight::SemiBold, semi_bold)?,
            catalog,
            tree,
        };
        book.write(b"%PDF-1.7\n%\x80\x80\x80\x80\n")?;
        Ok(book)
    }

    /// The first number that no object has yet.
    pub fn next_number(&self) -> u32 {
        self.next.unsigned_abs()
    }

    /// Where the book stands.
    pub fn place(&self) -> Place {
        Place { at: self.at, next: self.next, n_pages: self.pages.len() }
    }

    /// Takes back everything since a place.
    ///
    /// # Errors
    /// As [`BookWriter::begin`].
    pub fn go_back(&mut self, place: Place) -> io::Result<()> {
        self.file.flush()?;
        let file = self.file.get_mut();
        file.set_len(place.at)?;
        file.seek(SeekFrom::Start(place.at))?;
        self.at = place.at;
        self.next = place.next;
        self.objects.retain(|_, at| *at < place.at);
        self.pages.truncate(place.n_pages);
        self.labels.truncate(place.n_pages);
        Ok(())
    }

    /// Writes bytes of finished objects as they are.
    ///
    /// # Errors
    /// As [`BookWriter::begin`].
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)?;
        self.at += bytes.len() as u64;
        Ok(())
    }

    /// Says which objects the bytes since `place` were, by their numbers and their places in these bytes.
    ///
    /// # Errors
    /// [`io::Error`] for numbers that are taken or too high.
    pub fn add_objects(&mut self, place: Place, objects: &[(u32, u64)]) -> io::Result<()> {
        for (number, at) in objects {
            let next = i32::try_from(*number).ok().and_then(|number| number.checked_add(1));
            let next = next.filter(|next| *next <= MAX_NUMBER).ok_or_else(too_many)?;
            if self.objects.insert(*number, place.at + at).is_some() {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            self.next = self.next.max(next);
        }
        self.write(b"\n")
    }

    /// Writes title page, contents, outline and the table of objects. `sections` say where papers begin by the places
    /// that adding their pages gave.
    ///
    /// # Errors
    /// As [`BookWriter::begin`].
    pub fn finish(mut self, front: &Front, sections: &[Section]) -> io::Result<()> {
        let pages = std::mem::take(&mut self.pages);
        let labels = std::mem::take(&mut self.labels);
        let first = self.write_front(front, sections, &pages)?;
        let outline = self.write_outline(front, sections, &first, &pages)?;
        let count = first.len() + pages.len();
        let mut chunk = Chunk::new();
        chunk
            .pages(self.tree)
            .count(i32::try_from(count).map_err(io::Error::other)?)
            .kids(first.iter().chain(&pages).copied());
        self.put(&chunk)?;
        let mut chunk = Chunk::new();
        let mut catalog = chunk.indirect(self.catalog).start::<Catalog<'_>>();
        catalog.pages(self.tree).outlines(outline).page_mode(PageMode::UseOutlines);
        catalog.lang(TextStr(&front.language));
        catalog.viewer_preferences().display_doc_title(true);
        write_labels(&mut catalog.insert(Name(b"PageLabels")).dict(), first.len(), &labels);
        catalog.finish();
        self.put(&chunk)?;
        let info = self.new_ref()?;
        let mut chunk = Chunk::new();
        chunk.indirect(info).dict().pair(Name(b"Title"), TextStr(&front.title));
        self.put(&chunk)?;
        self.write_faces()?;
        self.write_table(info)
    }

    fn write_faces(&mut self) -> io::Result<()> {
        for weight in [Weight::Regular, Weight::SemiBold] {
            // The face is taken out while it writes itself; nothing is set in it any more.
            let blank = Face::new(weight, self.face(weight).font)?;
            let face = std::mem::replace(self.face_mut(weight), blank);
            face.write(self)?;
        }
        Ok(())
    }

    /// The table of objects and the trailer (ISO 32000-1, 7.5.4 and 7.5.5). Numbers that nobody has are free for ever.
    fn write_table(mut self, info: Ref) -> io::Result<()> {
        let begin = self.at;
        let (file, objects) = (&mut self.file, &self.objects);
        let n_numbers = objects.last_key_value().map_or(1, |(last, _)| last + 1);
        write!(file, "xref\n0 {n_numbers}\n")?;
        for number in 0..n_numbers {
            match objects.get(&number) {
                Some(at) => write!(file, "{at:010} 00000 n\r\n")?,
                None => write!(file, "0000000000 65535 f\r\n")?,
            }
        }
        let (catalog, info) = (self.catalog.get(), info.get());
        write!(file, "trailer\n<</Size {n_numbers}/Root {catalog} 0 R/Info {info} 0 R>>\n")?;
        write!(file, "startxref\n{begin}\n%%EOF\n")?;
        file.flush()
    }

    /// A new number for an object.
    pub(crate) fn new_ref(&mut self) -> io::Result<Ref> {
        if self.next >= MAX_NUMBER {
            return Err(too_many());
        }
        let number = Ref::new(self.next);
        self.next += 1;
        Ok(number)
    }

    /// Writes a chunk of exactly one object.
    pub(crate) fn put(&mut self, chunk: &Chunk) -> io::Result<()> {
        let mut numbers = chunk.refs();
        let (Some(number), None) = (numbers.next(), numbers.next()) else {
            return Err(io::ErrorKind::InvalidInput.into());
        };
        self.objects.insert(number.get().unsigned_abs(), self.at);
        self.write(chunk.as_bytes())
    }

    pub(crate) fn push_page(&mut self, page: Ref, label: Label) -> usize {
        self.pages.push(page);
        self.labels.push(label);
        self.pages.len() - 1
    }

    pub(crate) fn pages_ref(&self) -> Ref {
        self.tree
    }

    pub(crate) fn face(&self, weight: Weight) -> &Face {
        match weight {
            Weight::Regular => &self.regular,
            Weight::SemiBold => &self.semi_bold,
        }
    }

    pub(crate) fn face_mut(&mut self, weight: Weight) -> &mut Face {
        match weight {
            Weight::Regular => &mut self.regular,
            Weight::SemiBold => &mut self.semi_bold,
        }
    }
}

fn too_many() -> io::Error {
    io::Error::other("the book has more objects than a file may have")
}

#[cfg(test)]
mod tests {
    use super::BookWriter;
    use crate::{Footer, Front, Label, PageForm, Paper, Section};
    use std::io::{Read, Seek, SeekFrom};

    const FORM: &str = "<</Type/XObject/Subtype/Form/BBox[0 0 200 200]/Length 0>>";

    fn front() -> Front {
        Front {
            language: "vi".to_owned(),
            body: "Chính phủ".to_owned(),
            heading: "Tập tài liệu".to_owned(),
            title: "Phiên họp".to_owned(),
            facts: vec!["Phòng họp số 1".to_owned()],
            notes: Vec::new(),
            contents: "Mục lục".to_owned(),
        }
    }

    fn section(number: &str, depth: u32, page: usize) -> Section {
        let paper = Paper { title: "Tờ trình".to_owned(), right: "1".to_owned(), page };
        let title = "Nội dung".to_owned();
        Section { number: number.to_owned(), title, depth, papers: vec![paper] }
    }

    fn add_form(book: &mut BookWriter<'_>, label: Label) -> usize {
        let (place, number) = (book.place(), book.next_number());
        let object = format!("{number} 0 obj\n{FORM}\nstream\n\nendstream\nendobj\n");
        book.write(object.as_bytes()).unwrap();
        book.add_objects(place, &[(number, 0)]).unwrap();
        let form = PageForm { form: number, width: 200.0, height: 200.0 };
        let footer = Footer { left: "1 · Tờ trình".to_owned(), right: "trang 1".to_owned() };
        book.add_page(form, &footer, label).unwrap()
    }

    fn written(make: impl FnOnce(BookWriter<'_>)) -> Vec<u8> {
        let mut file = tempfile::tempfile().unwrap();
        make(BookWriter::begin(&mut file).unwrap());
        file.seek(SeekFrom::Start(0)).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        bytes
    }

    /// Every number in the table with its place.
    fn table(bytes: &[u8]) -> Vec<(usize, usize)> {
        let text = String::from_utf8_lossy(&bytes[bytes.len() - 30..]).into_owned();
        let begin = text.split("startxref\n").nth(1).unwrap().lines().next().unwrap();
        let table = String::from_utf8(bytes[begin.parse::<usize>().unwrap()..].to_vec()).unwrap();
        let entries = table.lines().skip(2).take_while(|line| !line.starts_with("trailer"));
        let used = entries.enumerate().filter(|(_, line)| line.trim_end().ends_with('n'));
        let place = |line: &str| line.split(' ').next().unwrap().parse().unwrap();
        used.map(|(number, line)| (number, place(line))).collect()
    }

    #[test]
    fn every_object_stands_where_the_table_says() {
        let bytes = written(|mut book| {
            let first = add_form(&mut book, Label::Number(47));
            let second = add_form(&mut book, Label::Words("+1".to_owned()));
            let sections = [section("1", 0, first), section("1.1", 1, second)];
            book.finish(&front(), &sections).unwrap();
        });
        let objects = table(&bytes);
        assert!(objects.len() > 20, "{}", objects.len());
        for (number, place) in objects {
            assert!(bytes[place..].starts_with(format!("{number} 0 obj").as_bytes()), "{number}");
        }
    }

    #[test]
    fn what_is_taken_back_leaves_no_trace() {
        let one = |taken_back: bool| {
            written(|mut book| {
                let place = book.place();
                if taken_back {
                    add_form(&mut book, Label::Number(9));
                    book.write(b"half an object").unwrap();
                    book.go_back(place).unwrap();
                }
                let page = add_form(&mut book, Label::Number(1));
                book.finish(&front(), &[section("1", 0, page)]).unwrap();
            })
        };
        assert_eq!(one(true), one(false));
    }

    #[test]
    fn a_number_that_is_taken_is_refused() {
        written(|mut book| {
            let place = book.place();
            assert!(book.add_objects(place, &[(5, 0)]).is_ok());
            assert!(book.add_objects(place, &[(5, 0)]).is_err());
            assert!(book.add_objects(place, &[(u32::MAX, 0)]).is_err());
        });
    }

    #[test]
    fn a_book_of_many_items_has_contents_of_several_pages_and_one_of_none_has_one() {
        let n_pages = |n_items: usize| {
            let bytes = written(|mut book| {
                let page = add_form(&mut book, Label::Number(1));
                let items = (0..n_items).map(|_| section("1", 0, page)).collect::<Vec<_>>();
                book.finish(&front(), &items).unwrap();
            });
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let tree = text.split("\n2 0 obj").nth(1).unwrap();
            let count = tree.split("/Count ").nth(1).unwrap();
            count.split(|sign: char| !sign.is_ascii_digit()).next().unwrap().parse().unwrap()
        };
        let counts: [u32; 2] = [n_pages(0), n_pages(100)];
        assert_eq!(counts[0], 3);
        assert!(counts[1] > 6, "{counts:?}");
    }
}
