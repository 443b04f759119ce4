//! Signatures found by the worker: the same as anybody finds who may hold the file, and nothing where that is too much.

use super::documents::{Bytes, PROGRAM, document, open, pages};
use papersign::{Found, Kind, Later, Limits, Range, find_signatures};
use reader::{OpenDocument, RangeSource, ReaderError, SignaturesFault};
use std::io::{self, Cursor};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

fn papers() -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../papersign/tests/papers");
    let all = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let pdfs = all.filter(|path| path.extension().is_some_and(|end| end == "pdf"));
    pdfs.map(|path| (path.clone(), std::fs::read(path).unwrap())).collect()
}

#[test]
fn the_worker_finds_in_every_signed_paper_what_lies_in_it() {
    let papers = papers();
    assert!(papers.len() >= 25, "{}", papers.len());
    for (path, bytes) in papers {
        let here = find_signatures(&mut Cursor::new(&bytes), Limits::default()).unwrap();
        let found = open(bytes).unwrap().signatures().unwrap();
        assert_eq!(found, here, "{}", path.display());
    }
}

/// A document that counts what is read of it, and stops giving when told to.
struct Counted {
    bytes: Bytes,
    n_read: AtomicU64,
    is_gone: AtomicBool,
}

impl Counted {
    fn open(bytes: Vec<u8>) -> (Arc<Self>, OpenDocument) {
        let (n_read, is_gone) = (AtomicU64::new(0), AtomicBool::new(false));
        let source = Arc::new(Self { bytes: Bytes(bytes), n_read, is_gone });
        let open = OpenDocument::open(Path::new(PROGRAM), Arc::clone(&source) as Arc<_>);
        (source, open.unwrap())
    }
}

impl RangeSource for Counted {
    fn length(&self) -> u64 {
        self.bytes.length()
    }

    fn read_at(&self, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        if self.is_gone.load(Ordering::Acquire) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let read = self.bytes.read_at(offset, length)?;
        self.n_read.fetch_add(read.len() as u64, Ordering::AcqRel);
        Ok(read)
    }
}

#[test]
fn a_paper_without_a_form_has_no_signatures_and_is_not_read_for_that() {
    let (source, open) = Counted::open(pages(3, "", "0 0 9 9 re f", &[]));
    let before = source.n_read.load(Ordering::Acquire);
    let found = open.signatures().unwrap();
    assert_eq!(found, Found { length: source.length(), ..Found::default() });
    assert_eq!(source.n_read.load(Ordering::Acquire), before);
}

#[test]
fn a_paper_whose_bytes_cannot_be_had_is_told_apart_from_a_broken_one() {
    let signed = papers().into_iter().find(|(path, _)| path.ends_with("b-b.pdf")).unwrap().1;
    let (source, open) = Counted::open(signed);
    source.is_gone.store(true, Ordering::Release);
    assert_eq!(open.signatures(), Err(ReaderError::Source));
    source.is_gone.store(false, Ordering::Release);
    assert_eq!(open.signatures().unwrap().signatures.len(), 1);
}

/// A document with blanks before its table, which take no memory here.
struct Long {
    head: Vec<u8>,
    tail: Vec<u8>,
    n_blanks: u64,
}

impl Long {
    fn new(document: &[u8], n_blanks: u64) -> Self {
        let table = document.windows(6).position(|part| part == b"\nxref\n").unwrap() + 1;
        let (head, tail) = document.split_at(table);
        let old = format!("startxref\n{table}\n");
        let new = format!("startxref\n{}\n", table as u64 + n_blanks);
        let tail = String::from_utf8(tail.to_vec()).unwrap().replace(&old, &new).into_bytes();
        Self { head: head.to_vec(), tail, n_blanks }
    }
}

impl RangeSource for Long {
    fn length(&self) -> u64 {
        self.head.len() as u64 + self.n_blanks + self.tail.len() as u64
    }

    fn read_at(&self, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        let (head, blanks) = (self.head.len() as u64, self.head.len() as u64 + self.n_blanks);
        let end = (offset + length as u64).min(self.length());
        let byte = |at: u64| match at {
            at if at < head => self.head[at as usize],
            at if at < blanks => b' ',
            at => self.tail[(at - blanks) as usize],
        };
        Ok((offset..end).map(byte).collect())
    }
}

/// One page, and a form with a field that bears a signature of nothing.
fn with_form() -> Vec<u8> {
    document(&[
        b"<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[4 0 R]>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>",
        b"<</FT/Sig/T(Ky)/V 5 0 R>>",
        b"<</Type/Sig/SubFilter/adbe.pkcs7.detached/ByteRange[0 1 2 3]/Contents<00>>>",
    ])
}

#[test]
fn a_paper_too_large_to_be_held_is_shown_and_its_signatures_are_said_to_be_unchecked() {
    let length = |n_blanks| {
        let source: Arc<dyn RangeSource> = Arc::new(Long::new(&with_form(), n_blanks));
        OpenDocument::open(Path::new(PROGRAM), source).unwrap()
    };
    let small = length(1000);
    let found = small.signatures().unwrap();
    assert_eq!(found.signatures.len(), 1);
    assert_eq!(found.signatures[0].kind, Kind::Signature);
    assert!(matches!(found.signatures[0].range, Range::Broken(_)));
    assert_eq!(found.signatures[0].later, Later::Other);
    let large = length(193 * 1024 * 1024);
    let fault = ReaderError::Signatures(SignaturesFault::TooLarge);
    assert_eq!(fault.code(), "signatures-too-large");
    assert_eq!(large.signatures(), Err(fault));
    large.draw(0, 50).unwrap();
}

#[test]
fn more_signatures_than_are_looked_at_are_said_to_be_too_many() {
    let fields: String = (0..40).map(|number| format!("{} 0 R ", 5 + 2 * number)).collect();
    let form = format!("<</Fields[{fields}]>>");
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R/AcroForm 4 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>".to_owned(),
        form,
    ];
    for number in 0..40 {
        objects.push(format!("<</FT/Sig/T({number})/V {} 0 R>>", 6 + 2 * number));
        objects.push("<</Type/Sig/SubFilter/adbe.pkcs7.detached/Contents<00>>>".to_owned());
    }
    let objects: Vec<&[u8]> = objects.iter().map(String::as_bytes).collect();
    let open = open(document(&objects)).unwrap();
    assert_eq!(open.signatures(), Err(ReaderError::Signatures(SignaturesFault::TooMany)));
}
