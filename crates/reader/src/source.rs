//! The document's bytes as PDFium reads them: fetched from the core in blocks, as it seeks through them.

use crate::protocol::{Ask, Say, read_ask, write_message};
use std::io::{self, Read, Seek, SeekFrom, Stdin, Stdout};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

const BLOCK: u64 = 64 * 1024;
const MAX_BLOCKS: usize = 64;

/// The worker's pipes.
#[derive(Clone)]
pub struct Pipes(Arc<Mutex<(Stdin, Stdout)>>);

impl Pipes {
    /// Those of this process.
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new((io::stdin(), io::stdout()))))
    }

    /// Says something to the core.
    pub fn say(&self, message: &Say) -> io::Result<()> {
        write_message(&mut self.lock().1, message)
    }

    /// Waits for what the core asks.
    pub fn hear(&self) -> io::Result<Ask> {
        read_ask(&mut self.lock().0)
    }

    fn lock(&self) -> MutexGuard<'_, (Stdin, Stdout)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The document's bytes.
pub struct Source {
    pipes: Pipes,
    length: u64,
    at: u64,
    /// Newest last.
    blocks: Vec<(u64, Vec<u8>)>,
}

impl Source {
    /// A document of this length.
    pub fn new(pipes: Pipes, length: u64) -> Self {
        Self { pipes, length, at: 0, blocks: Vec::new() }
    }

    fn block(&mut self, index: u64) -> io::Result<&[u8]> {
        if let Some(place) = self.blocks.iter().position(|(at, _)| *at == index) {
            let found = self.blocks.remove(place);
            self.blocks.push(found);
        } else {
            let offset = index * BLOCK;
            let length = BLOCK.min(self.length.saturating_sub(offset));
            let length = u32::try_from(length).map_err(io::Error::other)?;
            self.pipes.say(&Say::Need { offset, length })?;
            let Ask::Bytes(bytes) = self.pipes.hear()? else {
                return Err(io::ErrorKind::UnexpectedEof.into());
            };
            if self.blocks.len() >= MAX_BLOCKS {
                self.blocks.remove(0);
            }
            self.blocks.push((index, bytes));
        }
        let newest = self.blocks.last().ok_or(io::ErrorKind::UnexpectedEof)?;
        Ok(&newest.1)
    }

    /// Copies from one block; 0 at the end of the document.
    fn read_from_block(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.length || buffer.is_empty() {
            return Ok(0);
        }
        let (index, inside) = (self.at / BLOCK, self.at % BLOCK);
        let inside = usize::try_from(inside).map_err(io::Error::other)?;
        let block = self.block(index)?;
        let part = block.get(inside..).unwrap_or_default();
        let n_read = part.len().min(buffer.len());
        buffer.iter_mut().zip(part).for_each(|(to, from)| *to = *from);
        self.at += n_read as u64;
        Ok(n_read)
    }
}

impl Read for Source {
    /// Fills the whole buffer where the document is long enough: PDFium's accessor asks once and takes a short answer
    /// for a damaged file.
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut n_read = 0;
        while let Some(rest) = buffer.get_mut(n_read..).filter(|rest| !rest.is_empty()) {
            let n_more = self.read_from_block(rest)?;
            if n_more == 0 {
                break;
            }
            n_read += n_more;
        }
        Ok(n_read)
    }
}

impl Seek for Source {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.length.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = target.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}
