//! PDF pages, text and outline, parsed in a worker process.
//!
//! PDF bytes are parsed nowhere else: the program starts itself again with [`WORKER_ARGUMENT`], the worker loads
//! libpdfium, gives up files, network and new processes, and answers over its pipes with pixels and text boxes. It asks
//! for ranges of the document as it needs them; no plaintext file exists. Threads were considered and left out:
//! PDFium serialises every call, and a crash on a hostile file must cost a page, not the program.

mod document;
mod error;
mod library;
mod picture;
mod process;
mod protocol;
#[cfg(target_os = "linux")]
mod sandbox;
mod sheets;
mod text;
mod worker;

pub use document::{OpenDocument, RangeSource};
pub use error::ReaderError;
pub use library::find_library;
pub use protocol::{OutlineEntry, PageSize, Sheet, TextRun};
pub use sheets::{Sheets, SheetsError};
pub use worker::{WORKER_ARGUMENT, run_worker_if_asked};
