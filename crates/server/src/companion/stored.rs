use crate::app::App;
use crate::objects::Objects;
use domain::Digest;
use reader::RangeSource;
use std::io;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

/// A stored paper as workers ask for it, with a note of what they asked for.
pub struct Stored {
    objects: Arc<dyn Objects>,
    file: Digest,
    length: u64,
    asked: Mutex<Vec<Range<u64>>>,
}

impl Stored {
    /// A paper of this length.
    pub fn new(app: &App, file: Digest, length: u64) -> Arc<Self> {
        let objects = Arc::clone(&app.objects);
        Arc::new(Self { objects, file, length, asked: Mutex::default() })
    }

    /// What was asked for since the last time: sorted, apart from one another.
    pub fn take_asked(&self) -> Vec<Range<u64>> {
        let asked = std::mem::take(&mut *self.asked.lock().unwrap_or_else(PoisonError::into_inner));
        merged(asked)
    }
}

impl RangeSource for Stored {
    fn length(&self) -> u64 {
        self.length
    }

    fn read_at(&self, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        let end = offset.saturating_add(length as u64).min(self.length);
        if offset >= end {
            return Ok(Vec::new());
        }
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).push(offset..end);
        let length = usize::try_from(end - offset).map_err(io::Error::other)?;
        self.objects.read(self.file, offset, length)
    }

    /// It notes what is needed where it is not.
    fn is_near(&self) -> bool {
        false
    }
}

/// Stretches sorted, with those that touch made one.
pub fn merged(mut stretches: Vec<Range<u64>>) -> Vec<Range<u64>> {
    stretches.sort_by_key(|stretch| stretch.start);
    let mut apart: Vec<Range<u64>> = Vec::new();
    for stretch in stretches {
        match apart.last_mut() {
            Some(last) if stretch.start <= last.end => last.end = last.end.max(stretch.end),
            Some(_) | None => apart.push(stretch),
        }
    }
    apart
}

/// What of some stretches does not lie in others; both sorted and apart.
pub fn without(stretches: &[Range<u64>], others: &[Range<u64>]) -> Vec<Range<u64>> {
    let mut left = Vec::new();
    for stretch in stretches {
        let mut start = stretch.start;
        for other in others.iter().filter(|other| other.end > stretch.start) {
            if other.start >= stretch.end {
                break;
            }
            if other.start > start {
                left.push(start..other.start);
            }
            start = start.max(other.end);
        }
        if start < stretch.end {
            left.push(start..stretch.end);
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::{merged, without};

    #[test]
    fn stretches_are_merged_and_taken_from_one_another() {
        assert_eq!(merged(vec![5..9, 0..3, 3..4, 8..12]), [0..4, 5..12]);
        assert_eq!(without(&[0..10, 20..30], &[2..4, 8..22, 29..40]), [0..2, 4..8, 22..29]);
        assert_eq!(without(&[0..10, 12..13], &[]), [0..10, 12..13]);
        assert_eq!(without(&[0..10, 12..13], &[0..13, 20..21]), []);
        assert_eq!(without(&[5..6, 8..9], &[0..5, 6..7]), [5..6, 8..9]);
    }
}
