//! Objects of a file by their numbers.

use super::lexer::{Entry, Lexer, Stop, entries, entry, reference, whole_number};
use super::stream::unpack;
use super::table::{Place, Table};
use super::{ObjectId, SurveyError};
use std::collections::VecDeque;
use std::io::{Read, Seek, SeekFrom};

/// Bytes read at first for a value whose length nobody knows.
const FIRST_LOOK: usize = 4 * 1024;
/// Longest value of an object.
const MAX_VALUE: usize = 16 * 1024 * 1024;
/// Most bytes read and unpacked for one survey.
const MAX_WORK: u64 = 1024 * 1024 * 1024;
/// Most bytes of unpacked streams that are kept.
const MAX_KEPT: usize = 64 * 1024 * 1024;

/// A file that is looked into. Every way to its bytes counts against a limit of work.
pub(super) struct File<R> {
    reader: R,
    pub(super) length: u64,
    pub(super) table: Table,
    kept: VecDeque<(u32, Vec<u8>)>,
    work: u64,
}

/// An object as it stands in the file.
pub(super) struct Found {
    pub(super) id: ObjectId,
    /// Its value; of a stream, the dictionary.
    pub(super) value: Vec<u8>,
    /// Where its data begins, for a stream.
    data_at: Option<u64>,
}

impl<R: Read + Seek> File<R> {
    pub(super) fn open(mut reader: R) -> Result<Self, SurveyError> {
        let length = reader.seek(SeekFrom::End(0)).map_err(|_| SurveyError::Reading)?;
        Ok(Self { reader, length, table: Table::default(), kept: VecDeque::new(), work: 0 })
    }

    /// Up to `length` bytes from a place; fewer only where the file ends.
    pub(super) fn bytes(&mut self, at: u64, length: usize) -> Result<Vec<u8>, SurveyError> {
        let length = u64::try_from(length).map_err(|_| SurveyError::TooComplex)?;
        self.spend(length.min(self.length.saturating_sub(at)))?;
        self.reader.seek(SeekFrom::Start(at)).map_err(|_| SurveyError::Reading)?;
        let mut bytes = Vec::new();
        let mut limited = self.reader.by_ref().take(length);
        limited.read_to_end(&mut bytes).map_err(|_| SurveyError::Reading)?;
        Ok(bytes)
    }

    fn spend(&mut self, work: u64) -> Result<(), SurveyError> {
        self.work = self.work.saturating_add(work).saturating_add(256);
        if self.work > MAX_WORK { Err(SurveyError::TooComplex) } else { Ok(()) }
    }

    /// What `parse` reads at a place, however many bytes it needs up to `most`.
    pub(super) fn parse<T>(
        &mut self,
        at: u64,
        most: usize,
        parse: impl Fn(&mut Lexer<'_>) -> Result<T, Stop>,
    ) -> Result<T, SurveyError> {
        if at >= self.length {
            return Err(SurveyError::Broken);
        }
        let mut look = FIRST_LOOK;
        loop {
            let bytes = self.bytes(at, look)?;
            let is_all = at + bytes.len() as u64 >= self.length;
            let mut lexer = if is_all { Lexer::whole(&bytes) } else { Lexer::part(&bytes) };
            match parse(&mut lexer) {
                Ok(found) => return Ok(found),
                Err(Stop::Short) if look < most && !is_all => look = look.saturating_mul(4),
                Err(Stop::Short) => return Err(SurveyError::TooComplex),
                Err(Stop::Wrong) => return Err(SurveyError::Broken),
            }
        }
    }

    /// The object that stands at a place.
    pub(super) fn object_at(&mut self, at: u64) -> Result<Found, SurveyError> {
        let (number, generation, value, data_at) = self.parse(at, MAX_VALUE, |lexer| {
            let (number, generation) = (lexer.count()?, lexer.count()?);
            if lexer.word()? != b"obj" {
                return Err(Stop::Wrong);
            }
            let value = lexer.value()?.to_vec();
            let is_stream = value.starts_with(b"<<") && lexer.word()? == b"stream";
            lexer.skip_line_end();
            Ok((number, generation, value, is_stream.then_some(lexer.at())))
        })?;
        let number = u32::try_from(number).map_err(|_| SurveyError::Broken)?;
        let generation = u16::try_from(generation).map_err(|_| SurveyError::Broken)?;
        let data_at = data_at.map(|from| at + from as u64);
        Ok(Found { id: ObjectId { number, generation }, value, data_at })
    }

    /// The value of an object; `null` for one that does not exist.
    pub(super) fn object(&mut self, id: ObjectId) -> Result<Vec<u8>, SurveyError> {
        match self.table.place(id.number) {
            None | Some(Place::Free) => Ok(b"null".to_vec()),
            Some(Place::At { at, generation }) => {
                if generation != id.generation {
                    return Ok(b"null".to_vec());
                }
                let found = self.object_at(at)?;
                if found.id == id { Ok(found.value) } else { Err(SurveyError::Broken) }
            }
            Some(Place::Within { stream, index }) => self.within(id, stream, index),
        }
    }

    /// A value, or what it refers to.
    pub(super) fn resolved(&mut self, source: &[u8]) -> Result<Vec<u8>, SurveyError> {
        match reference(source) {
            Some(id) => self.object(id),
            None => Ok(source.to_vec()),
        }
    }

    /// The unpacked data of a stream.
    pub(super) fn data(&mut self, found: &Found) -> Result<Vec<u8>, SurveyError> {
        let dictionary = entries(&found.value).ok_or(SurveyError::Broken)?;
        let length = self.stream_length(&dictionary)?;
        let at = found.data_at.ok_or(SurveyError::Broken)?;
        let data = self.bytes(at, length)?;
        if data.len() < length {
            return Err(SurveyError::Broken);
        }
        let unpacked = unpack(&dictionary, data)?;
        self.spend(unpacked.len() as u64)?;
        Ok(unpacked)
    }

    fn stream_length(&mut self, dictionary: &[Entry<'_>]) -> Result<usize, SurveyError> {
        let length = entry(dictionary, b"Length").ok_or(SurveyError::Broken)?;
        let length = match reference(length).map(|id| self.table.place(id.number)) {
            // A length within a stream could need that stream's own length.
            Some(Some(Place::Within { .. })) => return Err(SurveyError::Foreign),
            Some(_) => self.resolved(length)?,
            None => length.to_vec(),
        };
        let length = whole_number(&length).and_then(|length| usize::try_from(length).ok());
        length.ok_or(SurveyError::Broken)
    }

    /// An object within a stream (ISO 32000-1, 7.5.7).
    fn within(&mut self, id: ObjectId, stream: u32, index: u32) -> Result<Vec<u8>, SurveyError> {
        let data = match self.kept.iter().position(|(number, _)| *number == stream) {
            Some(place) => self.kept.remove(place).map(|(_, data)| data),
            None => Some(self.object_stream(stream)?),
        };
        let data = data.ok_or(SurveyError::Broken)?;
        self.spend(u64::from(index) * 8)?;
        let value = value_within(&data, id, index);
        self.kept.push_back((stream, data));
        let size = |kept: &VecDeque<(u32, Vec<u8>)>| -> usize {
            kept.iter().map(|(_, data)| data.len()).sum()
        };
        while self.kept.len() > 16 || size(&self.kept) > MAX_KEPT {
            self.kept.pop_front();
        }
        value.ok_or(SurveyError::Broken)
    }

    /// The data of a stream of objects, its table of places cut off and put before it in a form of its own.
    fn object_stream(&mut self, stream: u32) -> Result<Vec<u8>, SurveyError> {
        let Some(Place::At { at, generation: 0 }) = self.table.place(stream) else {
            return Err(SurveyError::Broken);
        };
        let found = self.object_at(at)?;
        if found.id.number != stream {
            return Err(SurveyError::Broken);
        }
        let dictionary = entries(&found.value).ok_or(SurveyError::Broken)?;
        let number = |name: &[u8]| {
            let value = entry(&dictionary, name).and_then(whole_number);
            value.and_then(|value| u32::try_from(value).ok()).ok_or(SurveyError::Broken)
        };
        let (first, count) = (number(b"First")?, number(b"N")?);
        let data = self.data(&found)?;
        let mut kept = Vec::with_capacity(data.len() + 8);
        kept.extend(first.to_be_bytes());
        kept.extend(count.to_be_bytes());
        kept.extend(data);
        Ok(kept)
    }
}

/// The value of an object in the data of its stream, before which `First` and `N` stand as four bytes each.
fn value_within(kept: &[u8], id: ObjectId, index: u32) -> Option<Vec<u8>> {
    let (first, rest) = kept.split_first_chunk::<4>()?;
    let (count, data) = rest.split_first_chunk::<4>()?;
    let (first, count) = (u32::from_be_bytes(*first), u32::from_be_bytes(*count));
    if index >= count || id.generation != 0 {
        return None;
    }
    let (places, values) = data.split_at_checked(usize::try_from(first).ok()?)?;
    let mut lexer = Lexer::whole(places);
    for _ in 0..index {
        lexer.count().ok()?;
        lexer.count().ok()?;
    }
    if lexer.count().ok()? != u64::from(id.number) {
        return None;
    }
    let at = usize::try_from(lexer.count().ok()?).ok()?;
    Some(Lexer::whole(values.get(at..)?).value().ok()?.to_vec())
}
