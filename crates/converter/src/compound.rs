//! Office files that are compound files: Word, Excel and PowerPoint before 2007, and enciphered Office Open XML.

use crate::{ConvertError, Family, Format, Kind};
use cfb::CompoundFile;
use std::io::{Read, Seek};

/// Where enciphered Office Open XML lies (\[MS-OFFCRYPTO] 2.3.4.4).
const ENCRYPTED_PACKAGE: &str = "/EncryptedPackage";
/// `fEncrypted` in the flags of Word's file information block (\[MS-DOC] 2.5.2).
const WORD_ENCRYPTED: u16 = 0x0100;
/// A record of Excel that says how the rest is enciphered, and those that may come before it (\[MS-XLS] 2.4.117).
const FILE_PASS: u16 = 0x002f;
const MAX_RECORDS_BEFORE: u32 = 16;
/// `headerToken` of a PowerPoint file that is enciphered (\[MS-PPT] 2.3.2).
const SLIDES_ENCRYPTED: u32 = 0xf3d1_c4df;
/// Header of PowerPoint's `VbaInfoAtom`: version 2, type 0x0400, 12 bytes (\[MS-PPT] 2.4.11).
const VBA_INFO: &[u8] = &[0x02, 0x00, 0x00, 0x04, 0x0c, 0x00, 0x00, 0x00];

pub fn inspect<S: Read + Seek>(source: &mut S) -> Result<Kind, ConvertError> {
    let mut file = CompoundFile::open(source).map_err(|_| ConvertError::Broken)?;
    if file.is_stream(ENCRYPTED_PACKAGE) {
        return Err(ConvertError::Encrypted);
    }
    if file.is_stream("/WordDocument") {
        let head = read_head(&mut file, "/WordDocument", 12)?;
        if number(&head, 10, 2).is_some_and(|flags| flags & u32::from(WORD_ENCRYPTED) != 0) {
            return Err(ConvertError::Encrypted);
        }
        let has_macros = file.exists("/Macros");
        return Ok(Kind::new(Family::Text, Format::Compound, has_macros));
    }
    for book in ["/Workbook", "/Book"] {
        if file.is_stream(book) {
            let may_be_encrypted = has_file_pass(&mut file, book)?;
            let has_macros = file.exists("/_VBA_PROJECT_CUR");
            let kind = Kind::new(Family::Sheets, Format::Compound, has_macros);
            return Ok(Kind { may_be_encrypted, ..kind });
        }
    }
    if file.is_stream("/PowerPoint Document") {
        if file.is_stream("/Current User") {
            let head = read_head(&mut file, "/Current User", 16)?;
            if number(&head, 12, 4) == Some(SLIDES_ENCRYPTED) {
                return Err(ConvertError::Encrypted);
            }
        }
        let has_macros = slides_have_macros(&mut file)?;
        return Ok(Kind::new(Family::Slides, Format::Compound, has_macros));
    }
    Err(ConvertError::NotOffice)
}

fn read_head<S: Read + Seek>(
    file: &mut CompoundFile<S>,
    stream: &str,
    length: u64,
) -> Result<Vec<u8>, ConvertError> {
    let mut head = Vec::new();
    let stream = file.open_stream(stream).map_err(|_| ConvertError::Broken)?;
    stream.take(length).read_to_end(&mut head).map_err(|_| ConvertError::Broken)?;
    Ok(head)
}

/// A little-endian number of up to four bytes; `None` where the bytes end before it.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    Some(bytes.iter().rev().fold(0, |number, byte| (number << 8) | u32::from(*byte)))
}

fn has_file_pass<S: Read + Seek>(
    file: &mut CompoundFile<S>,
    book: &str,
) -> Result<bool, ConvertError> {
    let head = read_head(file, book, 64 * 1024)?;
    let mut at = 0;
    for _ in 0..MAX_RECORDS_BEFORE {
        let (Some(record), Some(length)) = (number(&head, at, 2), number(&head, at + 2, 2)) else {
            return Ok(false);
        };
        if record == u32::from(FILE_PASS) {
            return Ok(true);
        }
        // Both fit: a record is at most 65,535 bytes long.
        at += 4 + length as usize;
    }
    Ok(false)
}

fn slides_have_macros<S: Read + Seek>(file: &mut CompoundFile<S>) -> Result<bool, ConvertError> {
    const BLOCK: u64 = 256 * 1024;
    /// Header and what follows it: where the project lies, and whether there is one.
    const ATOM: usize = 16;
    let mut stream = file.open_stream("/PowerPoint Document").map_err(|_| ConvertError::Broken)?;
    let mut bytes = Vec::new();
    loop {
        let n_read = Read::by_ref(&mut stream).take(BLOCK).read_to_end(&mut bytes);
        if n_read.map_err(|_| ConvertError::Broken)? == 0 {
            return Ok(false);
        }
        let says_so =
            |atom: &[u8]| atom.starts_with(VBA_INFO) && number(atom, 12, 4).unwrap_or(0) != 0;
        if bytes.windows(ATOM).any(says_so) {
            return Ok(true);
        }
        // An atom may lie across two blocks.
        bytes.drain(..bytes.len().saturating_sub(ATOM - 1));
    }
}
