//! The encrypted store on the laptop.
//!
//! A profile is a folder: `profile.json` (how the root key is wrapped, nothing personal), `vault.db` (SQLCipher),
//! `journal` (the unsent work a second time, sealed frame by frame) and `files/` (papers as sealed chunks). The root
//! key is wrapped by the operating system's keyring, a passphrase, or both; it is never on disk as it is.
//!
//! This crate knows nothing of the network. What came from the server it keeps as the server wrote it; what the member
//! did it keeps twice until the server has it.

mod aead;
mod arrival;
mod change;
mod companions;
mod container;
mod db;
mod error;
mod files;
mod journal;
mod keyring_store;
mod note_key;
mod outgoing;
mod plain;
mod profile;
mod reading;
mod root;
mod sharing;
mod table;
mod vault;

pub use change::{LocalChange, NewBallot, NewNote, NewPosition, Outgoing};
pub use container::{CHUNK_BYTES, FileReader};
pub use error::VaultError;
pub use keyring_store::{OsKeyring, SecretStore, SecretStoreError};
pub use note_key::{AgreementKey, NoteKey, NoteKeyError};
pub use plain::PlainReader;
pub use profile::Profile;
pub use root::{Passphrase, Protection};
pub use sharing::{SealedShare, ShareBinding, ShareError, SharingKey, WrappedContentKey};
pub use table::companion::CompanionRow;
pub use table::file::{FileRow, FileState};
pub use table::outbox::{OutboxKind, OutboxRow};
pub use table::outgoing_file::OutgoingFileRow;
pub use table::own_ballot::{OwnBallotRow, OwnBallotState};
pub use table::own_position::OwnPositionRow;
pub use table::page_text::TextRow;
pub use table::quarantine::QuarantineRow;
pub use table::record::RecordRow;
pub use table::shared_note::SharedNoteRow;
pub use table::sharing_key::SharingKeyRow;
pub use vault::{PulledChange, Vault};
