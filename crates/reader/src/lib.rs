//! PDF pages, text, outline and signatures, parsed in worker processes.
//!
//! PDF bytes are parsed nowhere else: the program starts itself again with [`WORKER_ARGUMENT`], the worker loads
//! libpdfium, gives up files, network and new processes, and answers over its pipes with pixels and text boxes. It asks
//! for ranges of the document as it needs them; no plaintext file exists. Threads were considered and left out:
//! PDFium serialises every call, and a crash on a hostile file must cost a page, not the program.

mod addresses;
mod contents;
mod document;
mod draw;
mod error;
mod geometry;
mod images;
mod library;
mod links;
mod picture;
mod pool;
mod process;
mod protocol;
mod queue;
mod reply;
mod sandbox;
mod scan;
mod sheets;
mod shrink;
mod signatures;
mod source;
mod spare;
mod survey;
mod text;
mod thumbnails;
mod worker;

pub use contents::Contents;
pub use document::{OpenDocument, RangeSource};
pub use error::{ReaderError, SignaturesFault};
pub use library::find_library;
pub use picture::{Picture, PictureAsk, Priority, Rotation, Tile};
pub use protocol::{Area, Link, LinkTarget, OutlineEntry, PageSize, Refused, Sheet, TextRun};
pub use sheets::{Sheets, SheetsError};
pub use survey::MarkingBase;
pub use worker::{WORKER_ARGUMENT, run_worker_if_asked};
