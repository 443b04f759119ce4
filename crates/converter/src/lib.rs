//! Office files made into PDF by LibreOffice, where it is installed.
//!
//! LibreOffice is a large program that reads hostile files, so it is treated as one that will be taken over: the
//! program starts itself again with [`WORKER_ARGUMENT`], the worker gives up files, network, signals and new processes
//! (`sandbox.rs`), and only then becomes `soffice.bin`. What it works on lies in memory, in a folder of its own on a
//! tmpfs (`folder.rs`); what it leaves there is looked at like any other PDF from outside. Before anything is started,
//! the file is judged by its table of contents alone (`inspect.rs`). The decision: docs/adr/0019.

mod compound;
mod error;
mod inspect;
mod kind;
mod office;
mod package;

#[cfg(target_os = "linux")]
mod convert;
#[cfg(target_os = "linux")]
mod folder;
#[cfg(target_os = "linux")]
mod sandbox;
#[cfg(target_os = "linux")]
mod settings;
#[cfg(target_os = "linux")]
mod worker;

#[cfg(not(target_os = "linux"))]
mod elsewhere;

#[cfg(target_os = "linux")]
pub use convert::convert;
#[cfg(not(target_os = "linux"))]
pub use elsewhere::{convert, remove_leftovers, run_worker_if_asked};
pub use error::ConvertError;
#[cfg(target_os = "linux")]
pub use folder::{WorkFolder, memory_folders, remove_leftovers, remove_leftovers_in};
pub use inspect::{MAX_SOURCE, inspect};
pub use kind::{Family, Format, Kind};
pub use office::{Converted, Limits, Office, Order, find_office};
#[cfg(target_os = "linux")]
pub use worker::run_worker_if_asked;

/// Starts the program as the worker that becomes LibreOffice.
pub const WORKER_ARGUMENT: &str = "--office-worker";
