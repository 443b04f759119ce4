//! Entries and indexes for tests.

use search::{Answer, Entry, Index, Kind, Query};
use tempfile::TempDir;

pub const KEY: [u8; 32] = [7; 32];

/// A group of this number.
pub fn group(number: u8) -> [u8; 16] {
    [number; 16]
}

/// An entry of one page.
pub fn page(id: u64, text: &str) -> Entry {
    Entry { id, scope: group(1), kind: Kind::Page, page: id as u32 + 1, text: text.to_owned() }
}

/// An index with these texts, each a page with its place in the list as number; all are one group.
pub fn index_of(texts: &[&str]) -> (TempDir, Index) {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path(), &KEY).unwrap();
    let mut writer = index.writer().unwrap();
    let pages = texts.iter().enumerate().map(|(id, text)| page(id as u64, text));
    writer.replace(&group(1), pages).unwrap();
    writer.commit().unwrap();
    (folder, index)
}

/// Searches everywhere.
pub fn ask(index: &Index, text: &str) -> Answer {
    index.search(&Query::new(text, 100)).unwrap()
}

/// Numbers of the hits, best first.
pub fn ids(answer: &Answer) -> Vec<u64> {
    answer.hits.iter().map(|hit| hit.id).collect()
}
