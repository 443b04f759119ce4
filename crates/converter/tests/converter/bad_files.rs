//! Files that are judged by their table of contents and never reach LibreOffice.

use super::documents::{
    Part, archive, compound, docm, docx, odt, odt_with_macro, odt_with_password, pptx, xlsx,
};
use converter::{ConvertError, Kind, MAX_SOURCE, inspect};
use std::io::{Cursor, Read, Seek, SeekFrom, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn look(bytes: &[u8]) -> Result<Kind, ConvertError> {
    inspect(&mut Cursor::new(bytes))
}

fn code(bytes: &[u8]) -> &'static str {
    look(bytes).unwrap_err().code()
}

#[test]
fn a_file_is_what_it_contains_whatever_its_name_says() {
    let word = [0_u8; 64];
    for (bytes, ending, has_macros) in [
        (docx("a"), "docx", false),
        (docm("a"), "docm", true),
        (xlsx("a"), "xlsx", false),
        (pptx("a"), "pptx", false),
        (odt("a"), "odt", false),
        (odt_with_macro("a", "/nowhere"), "odt", true),
        (compound(&[("/WordDocument", &word)]), "doc", false),
        (compound(&[("/WordDocument", &word), ("/Macros/VBA/dir", b"x")]), "doc", true),
        (compound(&[("/Workbook", b"")]), "xls", false),
        (compound(&[("/Workbook", b""), ("/_VBA_PROJECT_CUR/VBA/dir", b"x")]), "xls", true),
        (compound(&[("/PowerPoint Document", &slides(0))]), "ppt", false),
        (compound(&[("/PowerPoint Document", &slides(1))]), "ppt", true),
    ] {
        let kind = look(&bytes).unwrap();
        assert_eq!((kind.ending(), kind.has_macros), (ending, has_macros));
    }
}

/// PowerPoint's word about macros, across the border of the pieces it is read in.
fn slides(has_macros: u8) -> Vec<u8> {
    let mut stream = vec![0; 256 * 1024 - 5];
    stream.extend([0x02, 0, 0, 0x04, 0x0c, 0, 0, 0, 9, 0, 0, 0, has_macros, 0, 0, 0, 2, 0, 0, 0]);
    stream
}

#[test]
fn what_is_no_office_file_is_not_taken_for_one() {
    for bytes in [
        b"".to_vec(),
        b"MZ\x90".to_vec(),
        b"%PDF-1.7".to_vec(),
        archive(&[("readme.txt", b"text")]),
        archive(&[("mimetype", b"application/epub+zip")]),
        archive(&[("[Content_Types].xml", b"<Types/>")]),
        compound(&[("/__properties_version1.0", b"mail")]),
    ] {
        assert_eq!(code(&bytes), "file-not-pdf");
    }
}

#[test]
fn a_password_is_told_before_anything_is_started() {
    let mut word = vec![0; 64];
    word[11] = 0x01;
    let mut user = vec![0; 32];
    user[12..16].copy_from_slice(&0xf3d1_c4df_u32.to_le_bytes());
    let parts: [Part<'_>; 2] = [("/EncryptionInfo", b"x"), ("/EncryptedPackage", b"x")];
    for bytes in [
        compound(&parts),
        compound(&[("/WordDocument", &word)]),
        compound(&[("/PowerPoint Document", b""), ("/Current User", &user)]),
        odt_with_password(),
    ] {
        assert_eq!(code(&bytes), "office-encrypted");
    }
}

#[test]
fn a_file_cut_short_is_broken() {
    for whole in [docx("a"), compound(&[("/WordDocument", &[0; 64])])] {
        for length in [9, whole.len() / 2] {
            assert_eq!(code(&whole[..length]), "office-broken", "{length}");
        }
    }
    let all = docx("a");
    assert_eq!(code(&all[..all.len() - 1]), "office-broken");
}

/// A file of a gigabyte that is an office file by its head.
struct Huge {
    at: u64,
}

impl Huge {
    const LENGTH: u64 = 1 << 30;
}

impl Read for Huge {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        assert!(self.at < 64, "a file that is too large is not read");
        let head = b"PK\x03\x04\x14\x00\x00\x00";
        let at = usize::try_from(self.at).unwrap();
        let n_read = head.len().saturating_sub(at).min(buffer.len());
        buffer[..n_read].copy_from_slice(&head[at..at + n_read]);
        self.at += n_read as u64;
        Ok(n_read)
    }
}

impl Seek for Huge {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::End(_) => Self::LENGTH,
            SeekFrom::Current(_) => self.at,
        };
        Ok(self.at)
    }
}

#[test]
fn a_file_of_a_gigabyte_is_refused_unread() {
    const { assert!(Huge::LENGTH > MAX_SOURCE) };
    let refused = inspect(&mut Huge { at: 0 }).unwrap_err();
    assert_eq!(refused.code(), "office-too-large");
}

/// A document with a part of `length` zeros, which pack to a thousandth.
fn with_zeros(length: u64) -> Vec<u8> {
    let mut archive = ZipWriter::new_append(Cursor::new(docx("a"))).unwrap();
    let options = SimpleFileOptions::default().large_file(true);
    archive.start_file("word/media/zeros.bmp", options).unwrap();
    let piece = vec![0; 1 << 20];
    for _ in 0..length >> 20 {
        archive.write_all(&piece).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn an_archive_that_unpacks_out_of_proportion_is_a_bomb() {
    assert!(look(&with_zeros(40 << 20)).is_ok(), "below 50 MiB it harms nobody");
    assert_eq!(code(&with_zeros(60 << 20)), "office-bomb");
    assert_eq!(code(&with_declared_length(u32::MAX - 1)), "office-bomb");
}

/// A document whose table of contents says that a part is this long.
fn with_declared_length(length: u32) -> Vec<u8> {
    let mut bytes = docx("a");
    let entry = bytes.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
    bytes[entry + 24..entry + 28].copy_from_slice(&length.to_le_bytes());
    bytes
}

#[test]
fn an_archive_of_too_many_entries_is_a_bomb_even_if_its_end_denies_them() {
    let names: Vec<String> = (0..20_100).map(|n| format!("p/{n}")).collect();
    let mut archive = ZipWriter::new_append(Cursor::new(docx("a"))).unwrap();
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for name in &names {
        archive.start_file(name, stored).unwrap();
    }
    let mut bytes = archive.finish().unwrap().into_inner();
    assert_eq!(code(&bytes), "office-bomb");
    let end = bytes.windows(4).rposition(|window| window == b"PK\x05\x06").unwrap();
    bytes[end + 8..end + 12].copy_from_slice(&[3, 0, 3, 0]);
    assert_eq!(code(&bytes), "office-bomb");
}

#[test]
fn two_parts_with_one_name_are_refused() {
    let mut bytes = archive(&[("word/a.xml", b"1"), ("word/b.xml", b"2")]);
    let other = bytes.windows(10).rposition(|window| window == b"word/b.xml").unwrap();
    bytes[other + 5] = b'a';
    assert_eq!(code(&bytes), "office-broken");
}
