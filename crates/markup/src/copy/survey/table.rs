//! The tables that say where objects are, newest first: classic ones, streams, and both together (ISO 32000-1, 7.5.4
//! and 7.5.8).

use super::file::File;
use super::lexer::{Entry, Lexer, Stop, elements, entries, entry, text, whole_number};
use super::{ObjectId, SurveyError, TableKind};
use std::collections::BTreeSet;
use std::io::{Read, Seek};

/// Most objects of a file; the format has room for twice as many.
const MAX_OBJECTS: u32 = 4_000_000;
/// Most places of one table.
const MAX_PLACES: usize = 4_000_000;
/// Most tables of a file: one for each time that it was saved.
const MAX_TABLES: usize = 512;
/// Longest table in bytes.
const MAX_TABLE: usize = 90 * 1024 * 1024;
/// Where in its last bytes a file says where its table is.
const TAIL: u64 = 1024;

/// Where an object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Free,
    At { at: u64, generation: u16 },
    Within { stream: u32, index: u32 },
}

/// Where all objects are.
#[derive(Debug, Default)]
pub(super) struct Table(Vec<Option<Place>>);

/// What the newest trailer says, and what follows from all tables.
#[derive(Debug)]
pub(super) struct Trailer {
    pub(super) at: u64,
    pub(super) kind: TableKind,
    pub(super) size: u32,
    pub(super) root: ObjectId,
    pub(super) info: Option<ObjectId>,
    pub(super) ids: Option<(Vec<u8>, Vec<u8>)>,
}

type Places = Vec<(u32, Place)>;

impl Table {
    pub(super) fn place(&self, number: u32) -> Option<Place> {
        self.0.get(usize::try_from(number).ok()?).copied().flatten()
    }

    /// Notes a place unless a newer table knows one.
    fn note(&mut self, number: u32, place: Place) -> Result<(), SurveyError> {
        if number >= MAX_OBJECTS {
            return Err(SurveyError::TooComplex);
        }
        let index = usize::try_from(number).map_err(|_| SurveyError::TooComplex)?;
        if self.0.len() <= index {
            self.0.resize(index + 1, None);
        }
        if let Some(slot) = self.0.get_mut(index) {
            slot.get_or_insert(place);
        }
        Ok(())
    }
}

/// One table: its places, and the source of its trailer.
struct Section {
    kind: TableKind,
    places: Places,
    trailer: Vec<u8>,
}

/// Reads all tables of a file into it.
///
/// # Errors
/// [`SurveyError`] for whatever cannot be followed exactly.
pub(super) fn read_tables<R: Read + Seek>(file: &mut File<R>) -> Result<Trailer, SurveyError> {
    let newest = table_place(file)?;
    let mut next = Some(newest);
    let mut seen = BTreeSet::new();
    let mut trailer = None;
    while let Some(at) = next {
        if !seen.insert(at) || seen.len() > MAX_TABLES {
            return Err(SurveyError::Broken);
        }
        let section = read_section(file, at)?;
        let said = entries(&section.trailer).ok_or(SurveyError::Broken)?;
        if entry(&said, b"Encrypt").is_some() {
            return Err(SurveyError::Encrypted);
        }
        note_all(file, section.places, &said)?;
        next = entry(&said, b"Prev")
            .map(|at| whole_number(at).ok_or(SurveyError::Broken))
            .transpose()?;
        if trailer.is_none() {
            trailer = Some(newest_trailer(at, section.kind, &said)?);
        }
    }
    let mut trailer = trailer.ok_or(SurveyError::NoTable)?;
    // Some programs say less than they have.
    let known = u32::try_from(file.table.0.len()).map_err(|_| SurveyError::TooComplex)?;
    trailer.size = trailer.size.max(known);
    Ok(trailer)
}

fn table_place<R: Read + Seek>(file: &mut File<R>) -> Result<u64, SurveyError> {
    // What stands before the header would shift every place, and programs do not agree whether it does.
    if !file.bytes(0, 5)?.starts_with(b"%PDF-") {
        return Err(SurveyError::Foreign);
    }
    let tail = file.bytes(file.length.saturating_sub(TAIL), 1024)?;
    let word = b"startxref";
    let place = tail.windows(word.len()).rposition(|window| window == word);
    let after =
        place.and_then(|place| tail.get(place + word.len()..)).ok_or(SurveyError::NoTable)?;
    Lexer::whole(after).count().ok().filter(|at| *at > 0).ok_or(SurveyError::NoTable)
}

/// Places of a table. Objects that a classic table calls free may stand in the stream beside it.
fn note_all<R: Read + Seek>(
    file: &mut File<R>,
    places: Places,
    trailer: &[Entry<'_>],
) -> Result<(), SurveyError> {
    let (free, used): (Places, Places) =
        places.into_iter().partition(|(_, place)| *place == Place::Free);
    for (number, place) in used {
        file.table.note(number, place)?;
    }
    if let Some(beside) = entry(trailer, b"XRefStm") {
        let at = whole_number(beside).ok_or(SurveyError::Broken)?;
        for (number, place) in read_stream(file, at)?.places {
            file.table.note(number, place)?;
        }
    }
    free.into_iter().try_for_each(|(number, place)| file.table.note(number, place))
}

fn newest_trailer(at: u64, kind: TableKind, said: &[Entry<'_>]) -> Result<Trailer, SurveyError> {
    let id = |name: &[u8]| entry(said, name).and_then(super::lexer::reference);
    let ids = entry(said, b"ID").and_then(elements).and_then(|ids| match ids.as_slice() {
        [original, modified] => Some((text(original)?, text(modified)?)),
        _ => None,
    });
    let size =
        entry(said, b"Size").and_then(whole_number).and_then(|size| u32::try_from(size).ok());
    let size = size.filter(|size| *size <= MAX_OBJECTS).ok_or(SurveyError::Broken)?;
    let root = id(b"Root").ok_or(SurveyError::Broken)?;
    let ids = ids.filter(|(original, modified)| original.len().max(modified.len()) <= 256);
    Ok(Trailer { at, kind, size, root, info: id(b"Info"), ids })
}

fn read_section<R: Read + Seek>(file: &mut File<R>, at: u64) -> Result<Section, SurveyError> {
    let begin = file.parse(at, 4096, |lexer| lexer.word().map(<[u8]>::to_vec))?;
    if begin != b"xref" {
        return read_stream(file, at);
    }
    file.parse(at, MAX_TABLE, |lexer| {
        lexer.word()?;
        let places = classic_places(lexer)?;
        let trailer = lexer.value()?.to_vec();
        Ok(Section { kind: TableKind::Classic, places, trailer })
    })
}

fn classic_places(lexer: &mut Lexer<'_>) -> Result<Places, Stop> {
    let mut places = Vec::new();
    loop {
        let word = lexer.word()?;
        if word == b"trailer" {
            return Ok(places);
        }
        let first = whole_number(word).and_then(|first| u32::try_from(first).ok());
        let (first, count) = (first.ok_or(Stop::Wrong)?, lexer.count()?);
        let count = u32::try_from(count).ok().filter(|count| *count <= MAX_OBJECTS);
        for index in 0..count.ok_or(Stop::Wrong)? {
            let (at, generation) = (lexer.count()?, lexer.count()?);
            let place = match lexer.word()? {
                b"n" => {
                    let generation = u16::try_from(generation).map_err(|_| Stop::Wrong)?;
                    Place::At { at, generation }
                }
                b"f" => Place::Free,
                _ => return Err(Stop::Wrong),
            };
            if places.len() >= MAX_PLACES {
                return Err(Stop::Wrong);
            }
            places.push((first.checked_add(index).ok_or(Stop::Wrong)?, place));
        }
    }
}

fn read_stream<R: Read + Seek>(file: &mut File<R>, at: u64) -> Result<Section, SurveyError> {
    let found = file.object_at(at)?;
    let dictionary = entries(&found.value).ok_or(SurveyError::Broken)?;
    if entry(&dictionary, b"Type") != Some(b"/XRef") {
        return Err(SurveyError::Broken);
    }
    let data = file.data(&found)?;
    let places = stream_places(&dictionary, &data).ok_or(SurveyError::Broken)?;
    Ok(Section { kind: TableKind::Stream, places, trailer: found.value })
}

fn stream_places(dictionary: &[Entry<'_>], data: &[u8]) -> Option<Places> {
    let numbers = |source: &[u8]| -> Option<Vec<u64>> {
        elements(source)?.into_iter().map(whole_number).collect()
    };
    let widths = numbers(entry(dictionary, b"W")?)?;
    let widths =
        widths.into_iter().map(|width| usize::try_from(width).ok().filter(|width| *width <= 8));
    let widths: [usize; 3] = widths.collect::<Option<Vec<usize>>>()?.try_into().ok()?;
    let size = whole_number(entry(dictionary, b"Size")?)?;
    let index = match entry(dictionary, b"Index") {
        Some(index) => numbers(index)?,
        None => vec![0, size],
    };
    let (ranges, rest) = index.as_chunks::<2>();
    let row = widths.iter().sum::<usize>();
    if !rest.is_empty() || row == 0 {
        return None;
    }
    let mut rows = data.chunks_exact(row);
    let mut places = Vec::new();
    for [first, count] in ranges {
        for number in *first..first.checked_add(*count)? {
            let Some(row) = rows.next() else { return Some(places) };
            if places.len() >= MAX_PLACES {
                return None;
            }
            if let Some(place) = place_of(row, widths)? {
                places.push((u32::try_from(number).ok()?, place));
            }
        }
    }
    Some(places)
}

/// A row of the table; `Some(None)` for kinds of objects that do not exist yet, which count as missing.
fn place_of(row: &[u8], [kind, second, third]: [usize; 3]) -> Option<Option<Place>> {
    let (kind_bytes, rest) = row.split_at_checked(kind)?;
    let (second, third) = rest.split_at_checked(second).filter(|(_, last)| last.len() == third)?;
    let value =
        |bytes: &[u8]| bytes.iter().fold(0_u64, |value, byte| value << 8 | u64::from(*byte));
    let kind = if kind == 0 { 1 } else { value(kind_bytes) };
    let (second, third) = (value(second), value(third));
    Some(match kind {
        0 => Some(Place::Free),
        1 => Some(Place::At { at: second, generation: u16::try_from(third).ok()? }),
        2 => {
            let (stream, index) = (u32::try_from(second).ok()?, u32::try_from(third).ok()?);
            Some(Place::Within { stream, index })
        }
        _ => None,
    })
}
