//! Documents for tests: small ones made here, and those of a corpus where it is there.

use reader::{OpenDocument, RangeSource, ReaderError};
use std::io;
use std::path::Path;
use std::sync::Arc;

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_try-reader");

/// A document in memory.
pub struct Bytes(pub Vec<u8>);

impl RangeSource for Bytes {
    fn length(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&self, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        let from = (offset as usize).min(self.0.len());
        Ok(self.0[from..(from + length).min(self.0.len())].to_vec())
    }
}

pub fn open(bytes: Vec<u8>) -> Result<OpenDocument, ReaderError> {
    OpenDocument::open(Path::new(PROGRAM), Arc::new(Bytes(bytes)))
}

/// A file of the corpus of PDFs; `None`, with a word about it, where that is not there.
pub fn corpus(name: &str) -> Option<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora/pdf");
    let found = std::fs::read(folder.join(name)).ok();
    if found.is_none() {
        eprintln!("skipped: {} is not there", folder.join(name).display());
    }
    found
}

/// A document of these objects, the first of which is the catalogue.
pub fn document(objects: &[&[u8]]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n", index + 1).as_bytes());
        file.extend(*object);
        file.extend(b"\nendobj\n");
    }
    let table = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).as_bytes());
    for place in &places {
        file.extend(format!("{place:010} 00000 n \n").as_bytes());
    }
    let size = places.len() + 1;
    let end = format!("trailer<</Root 1 0 R/Size {size}>>\nstartxref\n{table}\n%%EOF");
    file.extend(end.as_bytes());
    file
}

/// A document of pages with this content each, and what else is in their dictionaries.
pub fn pages(n_pages: usize, words: &str, content: &str, more: &[&[u8]]) -> Vec<u8> {
    let first_page = 4 + more.len();
    let kids: String = (0..n_pages).map(|at| format!("{} 0 R ", first_page + at)).collect();
    let tree = format!("<</Type/Pages/Kids[{kids}]/Count {n_pages}>>");
    let page = format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]{words}/Contents 3 0 R>>");
    let stream = format!("<</Length {}>>stream\n{content}\nendstream", content.len());
    let mut objects: Vec<&[u8]> =
        vec![b"<</Type/Catalog/Pages 2 0 R>>", tree.as_bytes(), stream.as_bytes()];
    objects.extend(more);
    objects.extend(std::iter::repeat_n(page.as_bytes(), n_pages));
    document(&objects)
}
