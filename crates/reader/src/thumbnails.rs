//! Thumbnails that were drawn, kept for the strip that is scrolled back and forth: bounded in bytes, oldest out first.

use crate::picture::{Picture, PictureAsk, Rotation};
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};

/// Most bytes kept of one document: about a thousand pages.
const MOST: usize = 24 * 1024 * 1024;

/// Page, width in pixels, rotation in quarters.
type Key = (u32, u32, u8);

/// The thumbnails of a document.
#[derive(Default)]
pub struct Thumbnails {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    pictures: BTreeMap<Key, Picture>,
    order: VecDeque<Key>,
    n_bytes: usize,
}

impl Thumbnails {
    /// One that was drawn before.
    pub fn get(&self, page: u32, ask: &PictureAsk) -> Option<Picture> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.pictures.get(&key(page, ask)).cloned()
    }

    /// Keeps one.
    pub fn put(&self, page: u32, ask: &PictureAsk, picture: &Picture) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let key = key(page, ask);
        if kept.pictures.insert(key, picture.clone()).is_some() {
            return;
        }
        kept.n_bytes += picture.bytes.len();
        kept.order.push_back(key);
        while kept.n_bytes > MOST
            && let Some(oldest) = kept.order.pop_front()
        {
            if let Some(gone) = kept.pictures.remove(&oldest) {
                kept.n_bytes = kept.n_bytes.saturating_sub(gone.bytes.len());
            }
        }
    }
}

fn key(page: u32, ask: &PictureAsk) -> Key {
    let quarters = match ask.rotation {
        Rotation::None => 0,
        Rotation::Quarter => 1,
        Rotation::Half => 2,
        Rotation::ThreeQuarters => 3,
    };
    (page, ask.width, quarters)
}

#[cfg(test)]
mod tests {
    use super::{MOST, Thumbnails};
    use crate::picture::{Picture, PictureAsk, Priority, Rotation};

    #[test]
    fn thumbnails_are_kept_by_page_and_width_and_the_oldest_go_first() {
        let thumbnails = Thumbnails::default();
        let ask = |width| PictureAsk {
            width,
            tile: None,
            rotation: Rotation::None,
            priority: Priority::Thumbnail,
        };
        let picture =
            |fill, n| Picture { bytes: vec![fill; n], mime: "image/png", width: 1, height: 1 };
        thumbnails.put(1, &ask(90), &picture(1, MOST / 2));
        thumbnails.put(2, &ask(90), &picture(2, MOST / 2));
        assert_eq!(thumbnails.get(1, &ask(90)).unwrap().bytes[0], 1);
        assert!(thumbnails.get(1, &ask(180)).is_none());
        assert!(thumbnails.get(1, &PictureAsk { rotation: Rotation::Half, ..ask(90) }).is_none());
        thumbnails.put(3, &ask(90), &picture(3, 10));
        assert!(thumbnails.get(1, &ask(90)).is_none());
        assert!(thumbnails.get(2, &ask(90)).is_some() && thumbnails.get(3, &ask(90)).is_some());
    }
}
