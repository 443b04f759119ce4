//! Words read off scanned pages by tesseract, where it is installed, and the text layer they are kept in.
//!
//! Tesseract is a large program in C++ that is shown pictures from outside, so it is treated as one that will be taken
//! over: the program starts itself again with [`WORKER_ARGUMENT`], the worker gives up files, network, signals and new
//! processes (`sandbox.rs`), and only then becomes `tesseract`. The picture is a file in memory without a name and comes
//! by standard input; what comes back is a table that is read as from a stranger (`table.rs`). The decision:
//! docs/adr/0028.

mod error;
mod layer;
mod lines;
mod picture;
mod table;
mod tesseract;

#[cfg(target_os = "linux")]
mod recognise;
#[cfg(target_os = "linux")]
mod sandbox;
#[cfg(target_os = "linux")]
mod worker;

#[cfg(not(target_os = "linux"))]
mod elsewhere;

#[cfg(not(target_os = "linux"))]
pub use elsewhere::{find_tesseract, recognise, run_worker_if_asked};
pub use error::OcrError;
pub use layer::{LayerError, MAX_LAYER, PageText, TextLayer, TextLine, WordBox};
pub use lines::{Line, lines};
pub use picture::{MAX_PICTURE, MAX_PIXELS};
#[cfg(target_os = "linux")]
pub use recognise::recognise;
pub use table::Word;
#[cfg(target_os = "linux")]
pub use tesseract::find_tesseract;
pub use tesseract::{Limits, Order, Recognised, Tesseract};
#[cfg(target_os = "linux")]
pub use worker::run_worker_if_asked;

/// Starts the program as the worker that becomes tesseract.
pub const WORKER_ARGUMENT: &str = "--ocr-worker";
