use crate::agenda::timestamp;
use crate::desk::Desk;
use crate::error::{DeskError, error_view};
use crate::view::{KeptStateView, KeptView};
use vault::OutboxKind;

impl Desk {
    /// What waits, what was refused, and what could not be read: nothing is dropped silently.
    ///
    /// # Errors
    /// [`DeskError`] when the store fails.
    pub fn kept(&self) -> Result<Vec<KeptView>, DeskError> {
        let outbox = self.vault.outbox()?.into_iter().filter(|row| !row.accepted);
        let outbox = outbox.map(|row| KeptView {
            id: row.id.to_string(),
            state: match row.refusal {
                Some(_) => KeptStateView::Refused,
                None => KeptStateView::Waiting,
            },
            kind: match row.kind {
                OutboxKind::Note => "annotation",
                OutboxKind::Position => "position",
                OutboxKind::Ballot => "ballot",
                OutboxKind::Act => "act",
                OutboxKind::Lodge => "lodge",
            }
            .to_owned(),
            at: timestamp(row.made_at).unwrap_or_default(),
            problem: row.refusal.as_deref().map(|text| error_view(&sync::refusal_code(text))),
        });
        let unreadable = self.vault.quarantine()?.into_iter().map(|row| {
            let problem = match row.reason.as_str() {
                "note-key-missing" => Some(error_view("note-key-missing")),
                "sharing-key-changed" => Some(error_view("shared-note-key-changed")),
                _ => None,
            };
            KeptView {
                id: row.id.to_string(),
                state: KeptStateView::Unreadable,
                kind: row.kind,
                at: timestamp(row.kept_at).unwrap_or_default(),
                problem,
            }
        });
        Ok(outbox.chain(unreadable).collect())
    }
}
