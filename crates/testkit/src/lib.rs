//! A cabinet in a box: the real server, the real window, a real keyring, on a display and bus of their own.
//!
//! Tests, the headless demonstration, benchmarks and soaks stand on the same parts, so that what is shown is what is
//! tested. Every part ends its processes when it is dropped.

mod canary;
mod door;
mod fake_server;
pub mod figures;
pub mod journey;
mod keyring;
mod mail_server;
mod narrow;
mod place;
pub mod probes;
mod raw_member;
pub mod reading;
mod server_process;
pub mod session;
pub mod soak;

mod surroundings;
mod window;

pub use canary::find_canaries;
pub use door::Door;
pub use fake_server::{FakeAnswer, FakeServer};
pub use keyring::MemoryKeyring;
pub use mail_server::MailServer;
pub use narrow::NarrowLine;
pub use place::Place;
pub use raw_member::RawMember;
pub use server_process::ServerProcess;
pub use surroundings::Surroundings;
pub use window::Window;
