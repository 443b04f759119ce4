//! The full-text index on the laptop: encrypted, ranked, kept up to date while papers arrive.
//!
//! It knows nothing of a cabinet: it takes a key, a folder and entries of text, each in a group (a document) and a scope
//! (a meeting), and answers what somebody types. It is derived data: an index that cannot be read is said to be so
//! ([`Error::Unreadable`]), wiped and built again.
//!
//! Underneath are the postings of tantivy in files of sealed chunks (`directory`), and a query of our own over them.
//! Each word is one posting under the key *fold, zero byte, exact form*. All forms of a word a person may mean by `ho`
//! lie side by side in the dictionary, so a query without marks reads a range of it, a query with marks knows which of
//! these are exact, and nothing is indexed twice. What else was measured is in `docs/adr/0023-offline-search.md`.

mod answer;
mod cache;
mod directory;
mod door;
mod entry;
mod error;
mod index;
mod lookup;
mod nearness;
mod query;
mod scan;
mod schema;
mod sealed;
mod snippet;
mod top;
mod view;
mod writer;

pub use answer::{Answer, Count, Hit};
pub use entry::{Entry, Kind, MAX_TEXT_BYTES};
pub use error::Error;
pub use index::Index;
pub use query::{MAX_HITS, MAX_WORDS, Query};
pub use snippet::{Snippet, highlights};
pub use writer::Writer;
