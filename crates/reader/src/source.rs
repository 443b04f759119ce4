//! The document's bytes as PDFium reads them: fetched from the core as it seeks through them.

use crate::protocol::{Ask, Say, read_ask, write_message};
use std::io::{self, Read, Seek, SeekFrom, Stdin, Stdout};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Blocks that are asked for where bytes are at hand: ways to and fro cost more than bytes.
const NEAR_BLOCK: u64 = 64 * 1024;
/// Where they are not, bytes cost more.
const FAR_BLOCK: u64 = 64;
/// Most bytes asked for at once; whole blocks.
const MAX_STRETCH: u64 = 1024 * 1024;
/// Stretches up to this length may be read again.
const MAX_KEPT: usize = 256 * 1024;
/// Stretches that follow one another before more is asked for than is wanted.
const PATIENT: u32 = 16;
/// Bytes that are kept of all.
const MAX_HELD: usize = 4 * 1024 * 1024;
/// Stretches that are kept.
const MAX_STRETCHES: usize = 512;

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
    block: u64,
    at: u64,
    /// Where the last stretch that was brought ends, and how many have followed one another.
    in_a_row: (u64, u32),
    /// Where each begins, and its bytes; the one used last is last.
    stretches: Vec<(u64, Vec<u8>)>,
}

impl Source {
    /// A document of this length, whose bytes are at hand or have to be brought from afar.
    pub fn new(pipes: Pipes, length: u64, is_near: bool) -> Self {
        let block = if is_near { NEAR_BLOCK } else { FAR_BLOCK };
        Self { pipes, length, block, at: 0, in_a_row: (0, 0), stretches: Vec::new() }
    }

    /// Copies what is kept of where it stands; nothing where that is none.
    fn copy(&mut self, buffer: &mut [u8]) -> usize {
        let holds = |(start, bytes): &(u64, Vec<u8>)| {
            (*start..start.saturating_add(bytes.len() as u64)).contains(&self.at)
        };
        let Some(place) = self.stretches.iter().rposition(holds) else {
            return 0;
        };
        let found = self.stretches.remove(place);
        let n_copied = copy_from(&found, self.at, buffer);
        self.stretches.push(found);
        n_copied
    }

    /// Asks for what begins where it stands and is not kept, and copies of it.
    fn bring(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let start = self.at / self.block * self.block;
        let n_before = if self.in_a_row.0 == start { self.in_a_row.1 } else { 0 };
        // Whoever reads on and on will go on: a damaged file is searched from end to end.
        let ahead = if n_before < PATIENT { 0 } else { NEAR_BLOCK };
        let wanted = self.at.saturating_add((buffer.len() as u64).max(ahead)).div_ceil(self.block);
        let end = wanted.saturating_mul(self.block).min(start + MAX_STRETCH).min(self.length);
        let kept = self.stretches.iter().map(|(start, _)| *start).filter(|start| *start > self.at);
        let end = kept.min().map_or(end, |next| end.min(next));
        self.in_a_row = (end, n_before.saturating_add(1));
        let length = u32::try_from(end.saturating_sub(start)).map_err(io::Error::other)?;
        self.pipes.say(&Say::Need { offset: start, length })?;
        let Ask::Bytes(bytes) = self.pipes.hear()? else {
            return Err(io::ErrorKind::UnexpectedEof.into());
        };
        let stretch = (start, bytes);
        let n_copied = copy_from(&stretch, self.at, buffer);
        if stretch.1.len() <= MAX_KEPT {
            self.stretches.push(stretch);
            self.forget();
        }
        Ok(n_copied)
    }

    /// Lets those go that were not used for longest.
    fn forget(&mut self) {
        let (mut n_kept, mut n_held) = (0, 0);
        for (_, bytes) in self.stretches.iter().rev() {
            n_held += bytes.len();
            if n_held > MAX_HELD || n_kept >= MAX_STRETCHES {
                break;
            }
            n_kept += 1;
        }
        self.stretches.drain(..self.stretches.len() - n_kept);
    }
}

/// Copies what a stretch has from this place on.
fn copy_from((start, bytes): &(u64, Vec<u8>), at: u64, buffer: &mut [u8]) -> usize {
    let inside = usize::try_from(at - start).unwrap_or(usize::MAX);
    let part = bytes.get(inside..).unwrap_or_default();
    let n_copied = part.len().min(buffer.len());
    buffer.iter_mut().zip(part).for_each(|(to, from)| *to = *from);
    n_copied
}

impl Read for Source {
    /// Fills the whole buffer where the document is long enough: PDFium's accessor asks once and takes a short answer
    /// for a damaged file.
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut n_read = 0;
        while let Some(rest) = buffer.get_mut(n_read..).filter(|rest| !rest.is_empty()) {
            if self.at >= self.length {
                break;
            }
            let n_more = match self.copy(rest) {
                0 => self.bring(rest)?,
                n_copied => n_copied,
            };
            if n_more == 0 {
                break;
            }
            n_read += n_more;
            self.at += n_more as u64;
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
