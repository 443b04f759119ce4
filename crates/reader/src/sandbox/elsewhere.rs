//! Systems for which there is no sandbox yet: the worker is a process of its own, and that is all.

use super::Layers;

/// The sandbox that was entered.
pub struct Sandbox;

impl Sandbox {
    /// Begins a request; the core's deadline is what ends it here.
    pub fn begin_request(&mut self, _seconds: u32) {}

    /// Largest amount of memory the process has held, in bytes; 0 where it is not known.
    pub fn peak_memory(&self) -> u64 {
        0
    }
}

/// Enters nothing.
///
/// # Errors
/// None on these systems.
pub fn enter(_layers: Layers) -> Result<Sandbox, String> {
    Ok(Sandbox)
}
