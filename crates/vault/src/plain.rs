//! The plaintext of a sealed file as a stream, for readers that seek.

use crate::{CHUNK_BYTES, FileReader};
use std::io::{self, Read, Seek, SeekFrom};

/// Reads a sealed file from any place on; keeps the chunk it read last, so that small reads decrypt it once.
pub struct PlainReader {
    file: FileReader,
    at: u64,
    chunk: Option<(u64, Vec<u8>)>,
}

impl PlainReader {
    /// A reader at the first byte.
    pub fn new(file: FileReader) -> Self {
        Self { file, at: 0, chunk: None }
    }

    fn chunk(&mut self, index: u64) -> io::Result<&[u8]> {
        let kept = self.chunk.take().filter(|(at, _)| *at == index);
        let chunk = match kept {
            Some(chunk) => chunk,
            None => {
                let read = self.file.read_at(index * CHUNK_BYTES as u64, CHUNK_BYTES);
                (index, read.map_err(io::Error::other)?)
            }
        };
        Ok(&self.chunk.insert(chunk).1)
    }
}

impl Read for PlainReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.file.length() {
            return Ok(0);
        }
        let (index, inside) = (self.at / CHUNK_BYTES as u64, self.at % CHUNK_BYTES as u64);
        let inside = usize::try_from(inside).map_err(io::Error::other)?;
        let part = self.chunk(index)?.get(inside..).unwrap_or_default();
        let n_read = part.len().min(buffer.len());
        buffer.iter_mut().zip(part).for_each(|(to, from)| *to = *from);
        self.at += n_read as u64;
        Ok(n_read)
    }
}

impl Seek for PlainReader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.file.length().checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = target.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::PlainReader;
    use crate::aead::make_secret;
    use crate::container::{Binding, FileReader, FileWriter};
    use crate::{CHUNK_BYTES, VaultError};
    use domain::DocumentId;
    use std::io::{Read, Seek, SeekFrom};
    use uuid::Uuid;

    fn sealed(text: &[u8]) -> (tempfile::TempDir, Result<FileReader, VaultError>) {
        let dir = tempfile::tempdir().unwrap();
        let key = make_secret().unwrap();
        let document = DocumentId::from_uuid(Uuid::from_u128(1));
        let binding = Binding { document, version: 0, length: text.len() as u64 };
        let path = dir.path().join("file");
        let mut writer = FileWriter::open(&path, &key, binding).unwrap();
        for chunk in text.chunks(CHUNK_BYTES) {
            writer.append(chunk).unwrap();
        }
        let file = FileReader::open(&path, &key, binding);
        (dir, file)
    }

    #[test]
    fn a_sealed_file_reads_like_an_open_one() {
        let text: Vec<u8> = (0..2 * CHUNK_BYTES + 17).map(|at| (at % 251) as u8).collect();
        let (_dir, file) = sealed(&text);
        let mut reader = PlainReader::new(file.unwrap());
        let mut whole = Vec::new();
        reader.read_to_end(&mut whole).unwrap();
        assert!(whole == text);
        for (to, at) in [
            (SeekFrom::Start(65_530), 65_530),
            (SeekFrom::End(-5), text.len() - 5),
            (SeekFrom::Current(-12), text.len() - 12),
        ] {
            assert_eq!(reader.seek(to).unwrap(), at as u64);
            let mut few = [0; 5];
            reader.read_exact(&mut few).unwrap();
            assert_eq!(few, text[at..at + 5]);
        }
        assert!(reader.seek(SeekFrom::End(-1_000_000)).is_err());
        reader.seek(SeekFrom::Start(1_000_000)).unwrap();
        assert_eq!(reader.read(&mut [0; 5]).unwrap(), 0);
    }
}
