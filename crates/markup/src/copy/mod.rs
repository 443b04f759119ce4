//! Copies of papers with annotations in them.
//!
//! A copy is the paper, byte for byte, and an appendix behind it (an incremental update, ISO 32000-1, 7.5.6). So what
//! a signature covers stays as it was signed, and whoever cuts the appendix off has the original. [`survey`] says, in a
//! worker that is closed off, what must be known of the file; [`write_appendix`] writes the appendix, parsing nothing.

mod annotation;
mod appendix;
mod drawing;
mod face;
mod ink;
mod survey;
mod writer;

pub use appendix::write_appendix;
pub use survey::{ObjectId, PageSurvey, Survey, SurveyError, TableKind, survey};
pub use writer::AppendixError;
