//! Stories of the whole program: real window, real server, real database, real keyring.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "tests fail loudly, and say when they are skipped"
)]

mod bad_ballots;
mod bad_codes;
mod bad_papers;
mod bad_profiles;
mod bad_servers;
mod book;
mod clocks;
mod companions;
mod devices;
mod forms;
mod full_disk;
mod house;
mod journey;
mod kills;
mod lock;
mod mail;
mod probes;
mod reading;
mod secretariat;
mod sharing;
mod signatures;
mod stage;
