//! The papers of a meeting as one PDF: title page, table of contents, the papers' pages with footers, outline, labels.
//!
//! Nothing is parsed here. Pages come as finished objects from a process that parses them ([`BookWriter::write`],
//! [`BookWriter::add_page`]) and are passed on as bytes, so a file of any size needs little memory, and whatever a page
//! holds, it cannot change another one, a footer or the table of contents. A page keeps its format and is drawn a
//! little smaller above its footer, so that nothing of it is covered.

mod face;
mod front;
mod label;
mod outline;
mod page;
mod writer;

pub use front::{Front, Paper, Section};
pub use label::Label;
pub use page::{Footer, PageForm};
pub use writer::{BookWriter, Place};
