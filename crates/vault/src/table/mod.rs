//! One file a table: its row, what reads it, what writes it.

pub mod companion;
pub mod contents;
pub mod dossier_key;
pub mod file;
pub mod mark_step;
pub mod note_op;
pub mod outbox;
pub mod outgoing_file;
pub mod own_ballot;
pub mod own_position;
pub mod page_text;
pub mod password;
pub mod quarantine;
pub mod reading;
pub mod record;
pub mod setting;
pub mod shared_note;
pub mod sharing_key;

use crate::VaultError;
use uuid::Uuid;

fn read_uuid(text: &str) -> Result<Uuid, VaultError> {
    Uuid::parse_str(text).map_err(|_| damaged("identity"))
}

fn damaged(what: &str) -> VaultError {
    VaultError::Damaged(format!("a stored {what} cannot be read"))
}
