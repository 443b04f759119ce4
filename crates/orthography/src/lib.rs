//! How Vietnamese is written: comparing text whatever way it was typed, splitting it into words, mending text that old
//! fonts left behind.
//!
//! A word has two forms. The *fold* is what a person types in a hurry: no case, no marks, d for đ. The *exact form*
//! keeps the marks, but is one and the same for spellings of one word: decomposed or composed, `hoà` or `hòa`, `kĩ` or
//! `kỹ`. An index keeps both, finds by the fold and ranks by the exact form.
//!
//! Folding by full Unicode normalisation costs more than indexing does, so letters that Vietnamese and its neighbours
//! use come from a table, and normalisation is asked only about words with something else in them.

mod fold;
mod legacy;
mod letter;
mod spelling;
mod syllable;
mod tokens;

pub use fold::{exact, fold, nfc};
pub use legacy::{Encoding, detect, repair};
pub use spelling::{begins_with, has_two_spellings, other_spelling};
pub use syllable::is_syllable;
pub use tokens::{Token, Tokens, tokens};
