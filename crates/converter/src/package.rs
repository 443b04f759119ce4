//! Office files that are zip archives: Office Open XML and OpenDocument.

use crate::{ConvertError, Family, Format, Kind};
use std::io::{Read, Seek, SeekFrom};
use zip::ZipArchive;

/// Most entries of an archive. Real documents have some hundred; slides with many pictures some thousand.
const MAX_ENTRIES: usize = 20_000;
/// Begins each entry of the table of contents (APPNOTE 4.3.12).
const ENTRY: &[u8] = b"PK\x01\x02";
/// Most bytes of all entries together, unpacked.
const MAX_UNPACKED: u64 = 500 * 1024 * 1024;
/// Above this many unpacked bytes the ratio counts; below, it harms nobody, and small documents often pack well.
const FREE_UNPACKED: u64 = 50 * 1024 * 1024;
/// Most unpacked bytes for one packed. Text packs to a twentieth at best; deflate can do a thousand.
const MAX_RATIO: u64 = 200;
/// Most bytes read of a part that names the others.
const MAX_NAMING_PART: u64 = 8 * 1024 * 1024;

const CONTENT_TYPES: &str = "[Content_Types].xml";
const MEDIA_TYPE: &str = "mimetype";
const MANIFEST: &str = "META-INF/manifest.xml";

/// The main parts of Office Open XML by their content types (ECMA-376 part 1, 15.2; \[MS-OFFMACRO2]).
const MAIN_PARTS: &[(&str, Family, Format)] = &[
    ("wordprocessingml.document.main+xml", Family::Text, Format::OpenXml),
    ("wordprocessingml.template.main+xml", Family::Text, Format::OpenXml),
    ("ms-word.document.macroenabled.main+xml", Family::Text, Format::OpenXmlWithMacros),
    ("ms-word.template.macroenabledtemplate.main+xml", Family::Text, Format::OpenXmlWithMacros),
    ("spreadsheetml.sheet.main+xml", Family::Sheets, Format::OpenXml),
    ("spreadsheetml.template.main+xml", Family::Sheets, Format::OpenXml),
    ("ms-excel.sheet.macroenabled.main+xml", Family::Sheets, Format::OpenXmlWithMacros),
    ("ms-excel.template.macroenabled.main+xml", Family::Sheets, Format::OpenXmlWithMacros),
    ("ms-excel.sheet.binary.macroenabled.main", Family::Sheets, Format::BinaryWorkbook),
    ("presentationml.presentation.main+xml", Family::Slides, Format::OpenXml),
    ("presentationml.template.main+xml", Family::Slides, Format::OpenXml),
    ("presentationml.slideshow.main+xml", Family::Slides, Format::OpenXml),
    ("ms-powerpoint.presentation.macroenabled.main+xml", Family::Slides, Format::OpenXmlWithMacros),
    ("ms-powerpoint.template.macroenabled.main+xml", Family::Slides, Format::OpenXmlWithMacros),
    ("ms-powerpoint.slideshow.macroenabled.main+xml", Family::Slides, Format::OpenXmlWithMacros),
];

pub fn inspect<S: Read + Seek>(source: &mut S, length: u64) -> Result<Kind, ConvertError> {
    count_entries(source)?;
    let mut archive = ZipArchive::new(source).map_err(|_| ConvertError::Broken)?;
    let metadata = archive.metadata();
    // Of two parts with one name, nobody knows which one the next program reads.
    if metadata.has_duplicate_names() {
        return Err(ConvertError::Broken);
    }
    let (mut unpacked, mut has_macros, mut is_encrypted) = (0_u64, false, false);
    for index in 0..metadata.len() {
        let entry = metadata.entry(index).map_err(|_| ConvertError::Broken)?;
        unpacked = unpacked.saturating_add(entry.size());
        has_macros |= holds_macros(&String::from_utf8_lossy(entry.name_raw()));
        is_encrypted |= entry.encrypted();
    }
    let is_out_of_proportion = unpacked > FREE_UNPACKED && unpacked / MAX_RATIO > length;
    if unpacked > MAX_UNPACKED || is_out_of_proportion {
        return Err(ConvertError::Bomb);
    }
    if is_encrypted {
        return Err(ConvertError::Encrypted);
    }
    if let Some(types) = read_part(&mut archive, CONTENT_TYPES)? {
        let (family, format) = main_part(&types).ok_or(ConvertError::NotOffice)?;
        return Ok(Kind::new(family, format, has_macros));
    }
    let media_type = read_part(&mut archive, MEDIA_TYPE)?.ok_or(ConvertError::NotOffice)?;
    let family = open_document(&media_type).ok_or(ConvertError::NotOffice)?;
    let manifest = read_part(&mut archive, MANIFEST)?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(ConvertError::Encrypted);
    }
    Ok(Kind::new(family, Format::OpenDocument, has_macros))
}

/// Counts the entries before the table of contents is read into memory. Over the whole file, because what stands at its
/// end about their number and place can lie; each entry needs its mark somewhere.
fn count_entries<S: Read + Seek>(source: &mut S) -> Result<(), ConvertError> {
    const PIECE: u64 = 256 * 1024;
    source.seek(SeekFrom::Start(0)).map_err(ConvertError::Source)?;
    let mut piece = Vec::new();
    let mut n_entries = 0;
    loop {
        let mut next = Read::by_ref(source).take(PIECE);
        if next.read_to_end(&mut piece).map_err(ConvertError::Source)? == 0 {
            return Ok(());
        }
        n_entries += piece.windows(ENTRY.len()).filter(|window| *window == ENTRY).count();
        if n_entries > MAX_ENTRIES {
            return Err(ConvertError::Bomb);
        }
        // A mark may lie across two pieces.
        piece.drain(..piece.len().saturating_sub(ENTRY.len() - 1));
    }
}

/// Visual Basic and Excel 4 macro sheets in Office Open XML; Basic and other scripts in OpenDocument.
fn holds_macros(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with("vbaproject.bin")
        || name.starts_with("xl/macrosheets/")
        || name.starts_with("basic/")
        || name.starts_with("scripts/")
}

/// A naming part in lower case, if it is there. It may be UTF-16, of which the half that says something is ASCII.
fn read_part<S: Read + Seek>(
    archive: &mut ZipArchive<S>,
    name: &str,
) -> Result<Option<String>, ConvertError> {
    let Some(index) = archive.index_for_name(name) else { return Ok(None) };
    let part = archive.by_index(index).map_err(|_| ConvertError::Broken)?;
    let mut bytes = Vec::new();
    part.take(MAX_NAMING_PART).read_to_end(&mut bytes).map_err(|_| ConvertError::Broken)?;
    bytes.retain(|byte| *byte != 0);
    Ok(Some(String::from_utf8_lossy(&bytes).to_ascii_lowercase()))
}

fn main_part(types: &str) -> Option<(Family, Format)> {
    let named = MAIN_PARTS.iter().find(|(content_type, ..)| types.contains(content_type));
    named.map(|(_, family, format)| (*family, *format))
}

/// The family of an OpenDocument by its media type (ODF 1.3 part 3, appendix C), templates included.
fn open_document(media_type: &str) -> Option<Family> {
    let word = media_type.trim().strip_prefix("application/vnd.oasis.opendocument.")?;
    match word.strip_suffix("-template").unwrap_or(word) {
        "text" | "text-master" => Some(Family::Text),
        "spreadsheet" => Some(Family::Sheets),
        "presentation" => Some(Family::Slides),
        _ => None,
    }
}
