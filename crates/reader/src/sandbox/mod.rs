//! The sandbox of the worker: no files, no network, no other process, limited memory and computing.
//!
//! One face, [`enter`], and one module for each system. It is entered after libpdfium is loaded and before the first
//! byte of a document is read, and it is never left.

#[cfg(target_os = "linux")]
mod calls;
#[cfg(not(target_os = "linux"))]
mod elsewhere;
#[cfg(target_os = "linux")]
mod linux;

#[cfg(not(target_os = "linux"))]
pub use elsewhere::{Sandbox, enter};
#[cfg(target_os = "linux")]
pub use linux::{Sandbox, enter};

/// Layers that stand by themselves: tests leave some out to see that the others hold. Limits, closed descriptors and
/// the rest of the process's own state come with any of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layers {
    /// Landlock: no files, no TCP, no signals and no abstract sockets outside.
    pub landlock: bool,
    /// seccomp: the system calls of the list and no others.
    pub seccomp: bool,
    /// A network of its own, in which there is nothing.
    pub namespaces: bool,
}

impl Layers {
    /// What a worker enters.
    pub const ALL: Self = Self { landlock: true, seccomp: true, namespaces: true };
}
