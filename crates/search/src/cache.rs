//! Decrypted chunks that were wanted lately.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

/// Chunks kept in memory: 16 MiB.
const MAX_CHUNKS: usize = 1024;

/// A file by the order of its opening, and a chunk of it.
pub(crate) type Place = (u64, u64);

/// Keeps chunks, first in, first out. Dictionaries are read once and stay with their readers; what comes here are the
/// postings of neighbouring words, read one after the other.
#[derive(Default)]
pub(crate) struct Cache {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    chunks: HashMap<Place, Arc<[u8]>>,
    order: VecDeque<Place>,
}

impl Cache {
    pub(crate) fn get(&self, place: Place) -> Option<Arc<[u8]>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.chunks.get(&place).cloned()
    }

    pub(crate) fn put(&self, place: Place, chunk: Arc<[u8]>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.chunks.insert(place, chunk).is_none() {
            kept.order.push_back(place);
        }
        while kept.order.len() > MAX_CHUNKS {
            if let Some(oldest) = kept.order.pop_front() {
                kept.chunks.remove(&oldest);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_chunks_make_room() {
        let cache = Cache::default();
        for chunk in 0..=MAX_CHUNKS as u64 {
            cache.put((1, chunk), Arc::from([0_u8].as_slice()));
        }
        assert!(cache.get((1, 0)).is_none());
        assert!(cache.get((1, 1)).is_some());
        assert!(cache.get((2, 1)).is_none());
    }
}
