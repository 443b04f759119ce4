//! Pulling: pages of the change feed into the mirror, each with its cursor in one transaction.

use crate::client::{Client, Topic};
use crate::error::SyncError;
use crate::transport::{Request, read_json};
use domain::AnnotationChange;
use std::collections::BTreeSet;
use uuid::Uuid;
use vault::{NoteKey, PulledChange, QuarantineRow, RecordRow};
use wire::{Change, ChangesResponse, KindWord, Record};

const PAGE: u32 = 500;
/// Reason under which sealed notes wait for the member's key.
pub const WAITS_FOR_KEY: &str = "note-key-missing";

impl Client {
    /// Pulls until there is nothing new.
    pub(crate) async fn pull(&self) -> Result<(), SyncError> {
        let note_key = self.note_key()?;
        let accepted = self.accepted_acts()?;
        loop {
            let cursor = self.vault.cursor()?;
            let query = format!("after={cursor}&limit={PAGE}");
            let request = Request::get("/v1/changes").with_query(query);
            let page: ChangesResponse = read_json(&self.transport.send(request).await?)?;
            self.note_contact();
            if cursor > 0 && (self.is_another_feed(page.feed)? || page.next < cursor) {
                // A restored or replaced server: everything is pulled again, nothing of the member's own is touched.
                self.vault.apply_page(&[], 0, true)?;
                self.vault.put_settings(&[("feed", page.feed.as_bytes())])?;
                self.forget_publication()?;
                continue;
            }
            if page.more && page.next <= cursor {
                return Err(SyncError::NotECabinet);
            }
            self.vault.put_settings(&[("feed", page.feed.as_bytes())])?;
            self.take_keys(&page.changes)?;
            let changes: Vec<PulledChange> =
                page.changes.iter().map(|change| self.read(change, note_key.as_ref())).collect();
            if !changes.is_empty() || page.next != cursor {
                self.vault.apply_page(&changes, page.next, false)?;
            }
            if !page.more && !accepted.is_empty() {
                self.vault.forget_accepted(&accepted)?;
            }
            self.tell_about(&page.changes);
            if !page.more {
                return Ok(());
            }
        }
    }

    /// Takes the sharing keys of a page before its notes, which need them.
    fn take_keys(&self, changes: &[Change]) -> Result<(), SyncError> {
        let keys =
            changes.iter().filter(|change| change.known_kind() == Some(KindWord::SharingKey));
        let keys: Vec<PulledChange> = keys
            .map(|change| self.read(change, None))
            .filter(|read| matches!(read, PulledChange::SharingKey { .. }))
            .collect();
        if keys.is_empty() { Ok(()) } else { Ok(self.vault.apply_notes(&keys)?) }
    }

    fn is_another_feed(&self, feed: Uuid) -> Result<bool, SyncError> {
        let known = self.vault.setting("feed")?;
        Ok(known.is_some_and(|known| known != feed.as_bytes()))
    }

    fn read(&self, change: &Change, note_key: Option<&NoteKey>) -> PulledChange {
        let Some(value) = &change.record else {
            return PulledChange::Remove { kind: change.kind.clone(), id: change.id };
        };
        let body = value.to_string();
        let row =
            |body| RecordRow { kind: change.kind.clone(), id: change.id, seq: change.seq, body };
        match Record::from_json(&body) {
            Ok(Record::Note(note)) => match open_note(note_key, &note) {
                Ok(opened) => opened,
                Err(reason) => self.quarantine(row(body), &reason),
            },
            Ok(Record::SharedNote(note)) => match self.open_share(&note, note_key) {
                Ok(opened) => opened,
                Err(reason) => self.quarantine(row(body), &reason),
            },
            Ok(Record::SharingKey(key)) => match self.read_key(&key) {
                Ok(read) => read,
                Err(reason) => self.quarantine(row(body), &reason),
            },
            Ok(record) => match record.into_entity() {
                Ok(_) => PulledChange::Put(row(body)),
                Err(error) => self.quarantine(row(body), &error.to_string()),
            },
            Err(error) => self.quarantine(row(body), &error.to_string()),
        }
    }

    fn quarantine(&self, row: RecordRow, reason: &str) -> PulledChange {
        PulledChange::Quarantine(QuarantineRow {
            kind: row.kind,
            id: row.id,
            seq: row.seq,
            body: row.body,
            reason: reason.to_owned(),
            kept_at: self.clock.now(),
        })
    }

    /// Opens the sealed notes that waited for the member's key.
    pub(crate) fn reopen_notes(&self) -> Result<(), SyncError> {
        let Some(note_key) = self.note_key()? else {
            return Ok(());
        };
        let mut opened = Vec::new();
        let kinds = [KindWord::Note, KindWord::SharedNote].map(KindWord::as_str);
        let waiting = self.vault.quarantine()?;
        for row in waiting.into_iter().filter(|row| kinds.contains(&row.kind.as_str())) {
            let change = match Record::from_json(&row.body) {
                Ok(Record::Note(note)) => open_note(Some(&note_key), &note),
                Ok(Record::SharedNote(note)) => self.open_share(&note, Some(&note_key)),
                Ok(_) | Err(_) => continue,
            };
            opened.extend(change);
        }
        if !opened.is_empty() {
            self.vault.apply_notes(&opened)?;
            self.tell(Topic::Annotations);
        }
        Ok(())
    }

    fn tell_about(&self, changes: &[Change]) {
        let kinds: BTreeSet<KindWord> = changes.iter().filter_map(Change::known_kind).collect();
        if kinds.contains(&KindWord::Note) || kinds.contains(&KindWord::SharedNote) {
            self.tell(Topic::Annotations);
        }
        if [KindWord::Poll, KindWord::Ballot, KindWord::Form, KindWord::Reply]
            .iter()
            .any(|kind| kinds.contains(kind))
        {
            self.tell(Topic::Polls);
        }
        if kinds.contains(&KindWord::SharingKey) {
            self.tell(Topic::Devices);
        }
        if !kinds.is_empty() {
            self.tell(Topic::Agenda);
        }
    }
}

fn open_note(key: Option<&NoteKey>, note: &wire::NoteRecord) -> Result<PulledChange, String> {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    let key = key.ok_or(WAITS_FOR_KEY)?;
    let sealed = URL_SAFE_NO_PAD.decode(&note.sealed).map_err(|error| error.to_string())?;
    let body = key.open(note.id, &sealed).map_err(|error| error.to_string())?;
    let op = wire::NoteOp::from_json(&body).map_err(|error| error.to_string())?;
    let document = match &op.change {
        AnnotationChange::Make { anchor, .. } => Some(anchor.document),
        AnnotationChange::SetErased(_)
        | AnnotationChange::SetText(_)
        | AnnotationChange::Reshape { .. }
        | AnnotationChange::LayAside(_) => None,
    };
    Ok(PulledChange::Note { id: note.id, annotation: op.annotation, document, body })
}
