//! The client core as the window and the command line use it: what a member sees, and what a member does.
//!
//! [`Desk`] is one open profile with its background synchronisation. Reading methods give views ([`view`]); acting
//! methods return only after the act is on disk twice.

mod acting;
mod agenda;
mod book;
mod changes;
mod companions;
mod copies;
mod desk;
mod devices;
mod dossier;
mod error;
mod expected;
mod export;
mod find;
mod forms;
mod home;
mod kept;
mod marks;
mod pages;
mod paper_text;
mod people;
mod polls;
mod prepare;
mod reading;
mod saved;
mod searching;
mod sharing;
mod signatures;
mod status;
pub mod view;
mod words;

pub use desk::{Desk, DeskOptions, EnrolOptions};
pub use error::{DeskError, error_view};
pub use home::{PROGRAM, default_profile_dir};
pub use phrases::{Language, Phrases};
pub use saved::{save_as, save_beside};
pub use sync::{Clock, SystemClock, Topic};
pub use vault::{OsKeyring, Passphrase, Profile, SecretStore};
