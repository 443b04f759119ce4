//! Objects one after another behind those of a file, and at the end the table that says where they are.

use super::survey::{ObjectId, Survey, TableKind};
use pdf_writer::{Chunk, Name, Ref, Str};
use std::collections::BTreeMap;
use std::io::Write as _;

/// Highest number of an object (ISO 32000-1, Annex C).
const MAX_NUMBER: u32 = 8_388_607;
/// Places in classic tables have ten digits.
const MAX_PLACE: u64 = 9_999_999_999;
/// Most bytes that are appended.
const MAX_BYTES: usize = 512 * 1024 * 1024;

/// Why there is no copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AppendixError {
    /// What was said about the file cannot be so.
    #[error("what is known of the file cannot be true")]
    Survey,
    /// A mark lies on a page of which nothing is known.
    #[error("nothing is known of page {0}")]
    NoPage(u32),
    /// The mark with this place in the list has no place on its page: no points, or numbers that are none.
    #[error("mark {0} has no place on its page")]
    Mark(usize),
    /// There are too many marks, or the file is too long for more.
    #[error("there is no room in the file for the marks")]
    TooLong,
    /// A face of ours cannot be read, which a test rules out.
    #[error("a font of the program is damaged")]
    Font,
}

/// What is written.
pub(super) struct Writer {
    bytes: Vec<u8>,
    base: u64,
    next: u32,
    objects: BTreeMap<u32, (u64, u16)>,
}

impl Writer {
    /// Begins behind a file of this length with the first number that it does not have.
    pub(super) fn new(length: u64, next: u32) -> Self {
        // A file need not end with a line's end.
        Self { bytes: b"\n".to_vec(), base: length, next, objects: BTreeMap::new() }
    }

    /// A new number.
    pub(super) fn number(&mut self) -> Result<Ref, AppendixError> {
        if self.next > MAX_NUMBER {
            return Err(AppendixError::TooLong);
        }
        let number = i32::try_from(self.next).map_err(|_| AppendixError::TooLong)?;
        self.next += 1;
        Ok(Ref::new(number))
    }

    fn place(&self) -> Result<u64, AppendixError> {
        let place = self.base.saturating_add(self.bytes.len() as u64);
        if place > MAX_PLACE || self.bytes.len() > MAX_BYTES {
            return Err(AppendixError::TooLong);
        }
        Ok(place)
    }

    /// Writes a chunk of exactly one object.
    pub(super) fn put(&mut self, chunk: &Chunk) -> Result<(), AppendixError> {
        let mut numbers = chunk.refs();
        let (Some(number), None) = (numbers.next(), numbers.next()) else {
            return Err(AppendixError::Survey);
        };
        self.objects.insert(number.get().unsigned_abs(), (self.place()?, 0));
        self.bytes.extend_from_slice(chunk.as_bytes());
        Ok(())
    }

    /// Writes an object of the file anew: a dictionary from the source of its entries.
    pub(super) fn put_again(
        &mut self,
        id: ObjectId,
        entries: &[&[u8]],
    ) -> Result<(), AppendixError> {
        self.objects.insert(id.number, (self.place()?, id.generation));
        let ObjectId { number, generation } = id;
        self.bytes.extend(format!("{number} {generation} obj\n<<\n").as_bytes());
        entries.iter().for_each(|entry| self.bytes.extend_from_slice(entry));
        self.bytes.extend_from_slice(b">>\nendobj\n\n");
        Ok(())
    }

    /// Writes the table, in the kind of the file's own one.
    pub(super) fn finish(mut self, survey: &Survey) -> Result<Vec<u8>, AppendixError> {
        // The second part names this state of the file (ISO 32000-1, 14.4).
        let state = blake3::hash(&self.bytes);
        let ids = survey
            .ids
            .as_ref()
            .map(|(original, _)| (original.clone(), state.as_bytes()[..16].to_vec()));
        let at = match survey.table {
            TableKind::Classic => self.classic(survey, ids)?,
            TableKind::Stream => self.stream(survey, ids)?,
        };
        self.bytes.extend(format!("startxref\n{at}\n%%EOF\n").as_bytes());
        Ok(self.bytes)
    }

    fn classic(
        &mut self,
        survey: &Survey,
        ids: Option<(Vec<u8>, Vec<u8>)>,
    ) -> Result<u64, AppendixError> {
        let at = self.place()?;
        self.bytes.extend_from_slice(b"xref\n");
        for run in self.runs() {
            let first = run.first().map_or(0, |(number, ..)| *number);
            self.bytes.extend(format!("{first} {}\n", run.len()).as_bytes());
            for (_, place, generation) in run {
                self.bytes.extend(format!("{place:010} {generation:05} n\r\n").as_bytes());
            }
        }
        let Survey { table_at, root, .. } = survey;
        let size = self.next;
        let mut trailer = format!(
            "trailer\n<</Size {size}/Root {} {} R/Prev {table_at}",
            root.number, root.generation
        );
        if let Some(info) = survey.info {
            trailer.push_str(&format!("/Info {} {} R", info.number, info.generation));
        }
        if let Some((original, state)) = ids {
            let digits = |bytes: &[u8]| -> String {
                bytes.iter().map(|byte| format!("{byte:02X}")).collect()
            };
            trailer.push_str(&format!("/ID[<{}><{}>]", digits(&original), digits(&state)));
        }
        trailer.push_str(">>\n");
        self.bytes.extend(trailer.as_bytes());
        Ok(at)
    }

    fn stream(
        &mut self,
        survey: &Survey,
        ids: Option<(Vec<u8>, Vec<u8>)>,
    ) -> Result<u64, AppendixError> {
        let number = self.number()?;
        let at = self.place()?;
        self.objects.insert(number.get().unsigned_abs(), (at, 0));
        let mut rows = Vec::new();
        let mut index = Vec::new();
        for run in self.runs() {
            let first = run.first().map_or(0, |(number, ..)| *number);
            index.extend([i32::try_from(first), i32::try_from(run.len())]);
            for (_, place, generation) in run {
                let [.., a, b, c, d, e] = place.to_be_bytes();
                rows.extend([1, a, b, c, d, e]);
                rows.extend(generation.to_be_bytes());
            }
        }
        let index: Vec<i32> =
            index.into_iter().collect::<Result<_, _>>().map_err(|_| AppendixError::TooLong)?;
        let whole = |number: u64| i32::try_from(number).ok();
        let mut chunk = Chunk::new();
        let mut stream = chunk.stream(number, &rows);
        stream.pair(Name(b"Type"), Name(b"XRef"));
        stream.insert(Name(b"W")).array().items([1, 5, 2]);
        stream.insert(Name(b"Index")).array().items(index);
        stream.pair(Name(b"Size"), whole(u64::from(self.next)).ok_or(AppendixError::TooLong)?);
        // Whole numbers of this writer end at 2^31; a file that is longer has its table further on.
        stream.pair(Name(b"Prev"), whole(survey.table_at).ok_or(AppendixError::TooLong)?);
        stream.pair(Name(b"Root"), reference(survey.root)?);
        if let Some(info) = survey.info {
            stream.pair(Name(b"Info"), reference(info)?);
        }
        if let Some((original, state)) = &ids {
            stream.insert(Name(b"ID")).array().items([Str(original), Str(state)]);
        }
        drop(stream);
        self.bytes.write_all(chunk.as_bytes()).map_err(|_| AppendixError::TooLong)?;
        Ok(at)
    }

    /// Objects whose numbers follow one another, with their places.
    fn runs(&self) -> Vec<Vec<(u32, u64, u16)>> {
        let mut runs: Vec<Vec<(u32, u64, u16)>> = Vec::new();
        for (number, (place, generation)) in &self.objects {
            let entry = (*number, *place, *generation);
            match runs.last_mut() {
                Some(run) if run.last().is_some_and(|(last, ..)| last + 1 == *number) => {
                    run.push(entry)
                }
                Some(_) | None => runs.push(vec![entry]),
            }
        }
        runs
    }
}

/// A reference to an object of the file; pdf-writer knows those of generation 0 alone.
pub(super) fn reference(id: ObjectId) -> Result<Ref, AppendixError> {
    let number = i32::try_from(id.number).ok().filter(|number| *number > 0 && id.generation == 0);
    number.map(Ref::new).ok_or(AppendixError::Survey)
}

/// Data as Flate packs it.
pub(super) fn compressed(data: &[u8]) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec_zlib(data, 6)
}
