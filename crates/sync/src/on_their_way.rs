use crate::client::Client;
use crate::error::SyncError;
use crate::push::refusal_code;
use domain::{AnnotationId, OperationId};
use serde::Deserialize;
use uuid::Uuid;
use vault::{OutboxKind, OutboxRow};

/// A note that is shared, changed for its readers or taken back, as long as the server has not taken that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareOnItsWay {
    /// The note.
    pub annotation: AnnotationId,
    /// The operation.
    pub operation: OperationId,
    /// Whether it takes the note back.
    pub takes_back: bool,
    /// The code of the server's refusal; `None` while it waits.
    pub refusal: Option<String>,
}

/// What tells a share from other operations, whatever else is in it.
#[derive(Deserialize)]
struct Tag {
    op: String,
    #[serde(default)]
    annotation: Option<Uuid>,
}

impl Client {
    /// What this device has shared or taken back and the server has not answered or has refused, in the order made.
    ///
    /// # Errors
    /// [`SyncError::Vault`]; [`SyncError::Broken`] for an operation that cannot be read.
    pub fn shares_on_their_way(&self) -> Result<Vec<ShareOnItsWay>, SyncError> {
        let outbox = self.vault.outbox()?;
        let of_notes = outbox.iter().filter(|row| row.kind == OutboxKind::Note);
        of_notes.filter_map(|row| read(row).transpose()).collect()
    }
}

/// A share; `None` for another operation about a note.
fn read(row: &OutboxRow) -> Result<Option<ShareOnItsWay>, SyncError> {
    let unreadable = SyncError::Broken("a waiting operation cannot be read");
    let Ok(tag) = serde_json::from_slice::<Tag>(&row.body) else {
        return Err(unreadable);
    };
    let takes_back = match tag.op.as_str() {
        "share_note" => false,
        "unshare_note" => true,
        _ => return Ok(None),
    };
    let annotation = AnnotationId::from_uuid(tag.annotation.ok_or(unreadable)?);
    let refusal = row.refusal.as_deref().map(refusal_code);
    Ok(Some(ShareOnItsWay { annotation, operation: row.id, takes_back, refusal }))
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::push::write;
    use domain::{Moment, OperationId};
    use uuid::Uuid;
    use vault::{OutboxKind, OutboxRow};
    use wire::{OperationBody, UnshareNoteBody};

    fn row(body: Vec<u8>, refusal: Option<&str>) -> OutboxRow {
        OutboxRow {
            id: OperationId::from_uuid(Uuid::from_u128(1)),
            kind: OutboxKind::Note,
            subject: String::new(),
            body,
            made_at: Moment::from_micros(0),
            refusal: refusal.map(str::to_owned),
            accepted: false,
        }
    }

    #[test]
    fn a_share_is_told_from_a_private_change_and_its_refusal_is_named() {
        let annotation = Uuid::from_u128(7);
        let body = UnshareNoteBody { annotation, revision: 2, replaces: Uuid::nil() };
        let back = write(&OperationBody::UnshareNote(body)).unwrap();
        let found = read(&row(back.clone(), None)).unwrap().unwrap();
        assert_eq!((found.annotation.as_uuid(), found.takes_back), (annotation, true));
        assert_eq!(found.refusal, None);
        let private = write(&OperationBody::Note { sealed: "share_note".to_owned() }).unwrap();
        assert_eq!(read(&row(private, None)).unwrap(), None);
        let problem = r#"{"status":409,"code":"share-outdated","title":""}"#;
        let refused = read(&row(back, Some(problem))).unwrap().unwrap();
        assert_eq!(refused.refusal.as_deref(), Some("share-outdated"));
        assert!(read(&row(b"{".to_vec(), None)).is_err());
    }
}
