//! Sending files that are to be lodged, in pieces, from where the server has them.

use crate::client::{Client, Topic};
use crate::error::SyncError;
use crate::transport::{Request, read_json};
use domain::Digest;
use std::collections::BTreeSet;
use vault::{CHUNK_BYTES, OutboxKind, OutgoingFileRow};
use wire::{UploadResponse, codes};

/// Bytes sent at once: whole chunks.
const STEP: u64 = 32 * CHUNK_BYTES as u64;
/// Times the server's word on where a file ends is asked for anew.
const MAX_RESUMES: u32 = 5;

impl Client {
    /// Sends every file that an act waits for, and lets go of those that no act waits for any more.
    pub(crate) async fn send_files(&self) -> Result<(), SyncError> {
        let wanted = self.wanted_files()?;
        for row in self.vault.outgoing_files()? {
            let Some(digest) = row.digest else {
                continue;
            };
            if !wanted.contains(&digest.to_string()) {
                if row.done {
                    self.vault.remove_outgoing(&row)?;
                }
            } else if !row.done {
                self.send_file(row, digest).await?;
            }
        }
        self.end_transfer();
        Ok(())
    }

    /// Digests of the files that waiting acts lodge.
    fn wanted_files(&self) -> Result<BTreeSet<String>, SyncError> {
        let waiting = self.vault.outbox()?.into_iter();
        let lodging = waiting.filter(|row| row.kind == OutboxKind::Lodge && row.is_waiting());
        Ok(lodging.map(|row| row.subject).collect())
    }

    /// Whether the server has checked a file.
    pub(crate) fn is_sent(&self, digest: &str) -> Result<bool, SyncError> {
        let known = self.vault.outgoing_files()?;
        let found =
            known.iter().find(|row| row.digest.is_some_and(|one| one.to_string() == digest));
        // Lodged again from another device, or after its container was let go: the server will say.
        Ok(found.is_none_or(|row| row.done))
    }

    async fn send_file(&self, mut row: OutgoingFileRow, digest: Digest) -> Result<(), SyncError> {
        let reader = self.vault.open_outgoing(&row)?;
        for _ in 0..=MAX_RESUMES {
            let path = format!("/v1/uploads/{digest}");
            let state: UploadResponse =
                read_json(&self.transport.send(Request::get(path.clone())).await?)?;
            self.note_contact();
            let mut state = state;
            while !state.complete && state.received < row.length {
                let first = state.received;
                let n_bytes = usize::try_from(STEP.min(row.length - first)).unwrap_or(CHUNK_BYTES);
                let piece = reader.read_at(first, n_bytes)?;
                let n_sent = piece.len() as u64;
                let request = Request::piece(path.clone(), piece, (first, row.length));
                state = match self.transport.send(request).await {
                    Ok(reply) => read_json(&reply)?,
                    Err(SyncError::Refused(problem)) if problem.code == codes::CONFLICT => break,
                    Err(error) => return Err(error),
                };
                self.note_bytes(n_sent);
                row.sent = state.received;
                row.done = state.complete;
                self.vault.put_outgoing(&row)?;
                self.tell(Topic::Files);
            }
            if state.complete {
                row.sent = row.length;
                row.done = true;
                self.vault.put_outgoing(&row)?;
                self.tell(Topic::Files);
                return Ok(());
            }
        }
        Err(SyncError::Incomplete)
    }
}
