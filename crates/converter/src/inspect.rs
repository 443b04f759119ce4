//! What a file is and whether it may be converted, by its table of contents; nothing of it is unpacked but the few lines
//! that name its parts. Names and endings are not asked: anybody can rename a file.

use crate::{ConvertError, Kind, compound, package};
use std::io::{Read, Seek, SeekFrom};

/// Longest office file that is converted: 200 MiB. LibreOffice holds a document in memory several times over.
pub const MAX_SOURCE: u64 = 200 * 1024 * 1024;

const ZIP: &[u8] = b"PK\x03\x04";
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Looks at an office file without starting anything.
///
/// # Errors
/// [`ConvertError::NotOffice`], [`ConvertError::TooLarge`], [`ConvertError::Bomb`], [`ConvertError::Encrypted`],
/// [`ConvertError::Broken`], [`ConvertError::Source`].
pub fn inspect<S: Read + Seek>(source: &mut S) -> Result<Kind, ConvertError> {
    let length = source.seek(SeekFrom::End(0)).map_err(ConvertError::Source)?;
    source.seek(SeekFrom::Start(0)).map_err(ConvertError::Source)?;
    let mut head = Vec::with_capacity(COMPOUND.len());
    let mut first = Read::by_ref(source).take(COMPOUND.len() as u64);
    first.read_to_end(&mut head).map_err(ConvertError::Source)?;
    let (is_zip, is_compound) = (head.starts_with(ZIP), head.starts_with(COMPOUND));
    if !is_zip && !is_compound {
        return Err(ConvertError::NotOffice);
    }
    if length > MAX_SOURCE {
        return Err(ConvertError::TooLarge);
    }
    if is_zip { package::inspect(source, length) } else { compound::inspect(source) }
}
