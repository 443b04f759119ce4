//! The bytes of a paper in the encrypted store, read through from any place.

use reader::RangeSource;
use std::io::{self, Read, Seek, SeekFrom};

/// A paper that is read from place to place.
pub struct Covered<S> {
    bytes: S,
    at: u64,
}

impl<S: RangeSource> Covered<S> {
    pub const fn new(bytes: S) -> Self {
        Self { bytes, at: 0 }
    }
}

impl<S: RangeSource> Read for Covered<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.bytes.length() {
            return Ok(0);
        }
        let read = self.bytes.read_at(self.at, buffer.len())?;
        buffer.iter_mut().zip(&read).for_each(|(to, from)| *to = *from);
        let n_read = read.len().min(buffer.len());
        self.at += n_read as u64;
        Ok(n_read)
    }
}

impl<S: RangeSource> Seek for Covered<S> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.bytes.length().checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = target.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}
