//! Fetching files in ranges of whole chunks, what is missing, and verified by their digest.

use crate::cabinet::read_cabinet;
use crate::client::{Client, Topic};
use crate::error::SyncError;
use crate::plan::{FilePlan, plan_files};
use crate::transport::Request;
use crate::turns::STEP;
use futures_util::future::{Either, select};
use futures_util::{StreamExt, TryStreamExt, stream};
use std::ops::Range;
use std::pin::pin;
use std::time::Instant;
use uuid::Uuid;
use vault::{CHUNK_BYTES, FileRow, FileState};
use wire::codes;

/// Stretches of a file that somebody waits for are brought side by side: each alone would wait for the way there and back.
const SIDE_BY_SIDE: usize = 6;
/// Times a file that does not match its digest is begun anew within one synchronisation.
const MAX_RESTARTS: u32 = 2;

impl Client {
    /// Carries out the plan for files: recalls and forgets at once, then fetches.
    pub(crate) async fn fetch_files(&self) -> Result<(), SyncError> {
        let cabinet = read_cabinet(&self.vault)?;
        let files = self.vault.files()?;
        let plans = plan_files(&cabinet, self.credentials.person_id(), &files, Uuid::now_v7);
        let changed = !plans.is_empty();
        let may_lose = !self.holds_unreadable_rights()?;
        for plan in plans {
            match plan {
                FilePlan::Want(row) => self.vault.put_file(&row)?,
                FilePlan::Replace { old, new } => {
                    self.put_aside(&old, &new)?;
                    self.vault.put_file(&new)?;
                }
                FilePlan::Recall(dossier) if may_lose => self.vault.recall(dossier)?,
                FilePlan::Forget(row) if may_lose => self.vault.remove_document(row.document)?,
                FilePlan::Recall(_) | FilePlan::Forget(_) => {}
            }
        }
        if changed {
            self.tell(Topic::Files);
        }
        self.fetch_companions().await?;
        let mut wanted = self.vault.files()?;
        wanted.retain(|row| row.state == FileState::Wanted);
        wanted.sort_by_key(|row| (row.length, row.document));
        // One file that cannot be had must not keep the others away; its trouble is told in the end.
        let mut trouble = Ok(());
        for row in wanted {
            match self.fetch(row).await {
                Err(SyncError::Incomplete) => trouble = Err(SyncError::Incomplete),
                fetched => fetched?,
            }
            self.tell(Topic::Files);
        }
        self.end_transfer();
        trouble
    }

    /// Keeps a replaced version where this member opened or wrote on it: what changed is shown against it, and a note that
    /// finds no place on the new version is seen on it. Otherwise it goes.
    fn put_aside(&self, old: &FileRow, new: &FileRow) -> Result<(), SyncError> {
        let is_known = self.vault.versions_opened(old.document)?.contains(&old.version)
            || !self.vault.note_ops(old.document)?.is_empty();
        if old.state == FileState::Ready && old.version != new.version && is_known {
            return Ok(self.vault.keep_file(old)?);
        }
        Ok(self.vault.remove_file(old)?)
    }

    /// Whether a record that decides over access came in a form of a newer program: what it says is not known, so
    /// nothing is destroyed because of it.
    fn holds_unreadable_rights(&self) -> Result<bool, SyncError> {
        let kinds = ["membership", "meeting", "item", "dossier", "document"];
        Ok(self.vault.quarantine()?.iter().any(|row| kinds.contains(&row.kind.as_str())))
    }

    async fn fetch(&self, row: FileRow) -> Result<(), SyncError> {
        for _ in 0..=MAX_RESTARTS {
            if !self.fetch_rest(&row).await? {
                return Ok(());
            }
            if self.vault.verify_file(&row)? {
                return Ok(());
            }
            tracing::warn!(document = %row.document, "a file did not match its digest");
        }
        self.fail(row, "server-incomplete")
    }

    /// Fetches what is missing; `false` when the server will not give it.
    async fn fetch_rest(&self, row: &FileRow) -> Result<bool, SyncError> {
        loop {
            self.turns.free().await;
            // Asked anew before each piece: somebody who reads may have had other parts brought over meanwhile.
            let Some(next) = self.vault.missing_ranges(row)?.into_iter().next() else {
                return Ok(true);
            };
            let piece = self.turns.piece(next);
            let (began, length) = (Instant::now(), piece.end - piece.start);
            let claimed = pin!(self.turns.claimed());
            let fetching = pin!(self.fetch_piece(row, piece));
            // A piece on its way is let go for whoever waits: it would take the line from them.
            let Either::Left((fetched, _)) = select(fetching, claimed).await else {
                continue;
            };
            if !fetched? {
                return Ok(false);
            }
            self.turns.note(length, began.elapsed());
        }
    }

    /// Brings the parts of a file that somebody wants to read now, ahead of what the synchronisation brings. Where all of
    /// them are here, nothing else is held up.
    ///
    /// # Errors
    /// [`SyncError`]; [`SyncError::Incomplete`] when the server will not give one.
    pub async fn fetch_parts(&self, row: &FileRow, parts: &[Range<u64>]) -> Result<(), SyncError> {
        let pieces = missing_pieces(&self.vault.missing_ranges(row)?, parts);
        if pieces.is_empty() {
            return Ok(());
        }
        let _first = self.turns.wait();
        let fetched = stream::iter(pieces).map(|piece| self.fetch_piece(row, piece));
        let all = fetched.buffer_unordered(SIDE_BY_SIDE);
        let is_whole = all.try_fold(true, async |so_far, came| Ok(so_far && came)).await?;
        if is_whole { Ok(()) } else { Err(SyncError::Incomplete) }
    }

    /// Fetches the beginning of a stretch, at most a step; `false` when the server will not give it.
    async fn fetch_piece(&self, row: &FileRow, piece: Range<u64>) -> Result<bool, SyncError> {
        let last = piece.end.min(piece.start + STEP) - 1;
        let mut request = Request::get(format!("/v1/files/{}", row.digest));
        request.range = Some((piece.start, last));
        let reply = match self.transport.send(request).await {
            Ok(reply) => reply,
            Err(SyncError::Refused(problem)) if problem.code == codes::NOT_FOUND => {
                self.note_problem(row, "document-not-here")?;
                return Ok(false);
            }
            Err(error) => return Err(error),
        };
        self.note_contact();
        let is_whole = reply.body.len() as u64 == last + 1 - piece.start;
        if reply.total != Some(row.length) || !is_whole {
            self.note_problem(row, "server-incomplete")?;
            return Err(SyncError::Incomplete);
        }
        self.vault.put_file_range(row, piece.start, &reply.body)?;
        self.note_bytes(reply.body.len() as u64);
        Ok(true)
    }

    fn note_problem(&self, row: &FileRow, problem: &str) -> Result<(), SyncError> {
        let row = FileRow { problem: Some(problem.to_owned()), ..row.clone() };
        Ok(self.vault.put_file(&row)?)
    }

    fn fail(&self, row: FileRow, problem: &str) -> Result<(), SyncError> {
        let problem = Some(problem.to_owned());
        Ok(self.vault.put_file(&FileRow { state: FileState::Failed, problem, ..row })?)
    }
}

/// What is missing of these parts: whole chunks, a step at most each.
fn missing_pieces(missing: &[Range<u64>], parts: &[Range<u64>]) -> Vec<Range<u64>> {
    const CHUNK: u64 = CHUNK_BYTES as u64;
    let mut pieces = Vec::new();
    for part in parts {
        for missing in missing {
            let mut at = missing.start.max(part.start / CHUNK * CHUNK);
            let last = missing.end.min(part.end.div_ceil(CHUNK) * CHUNK);
            while at < last {
                let end = last.min(at + STEP);
                pieces.push(at..end);
                at = end;
            }
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::missing_pieces;
    use crate::turns::STEP;
    use std::ops::Range;
    use vault::CHUNK_BYTES;

    #[test]
    fn of_what_is_wanted_only_missing_chunks_are_asked_for() {
        let chunk = CHUNK_BYTES as u64;
        let missing = [2 * chunk..5 * chunk, 9 * chunk..9 * chunk + 7];
        let of = |missing: &[Range<u64>], start: u64, end: u64| -> Vec<(u64, u64)> {
            let part = Range { start, end };
            let pieces = missing_pieces(missing, std::slice::from_ref(&part));
            pieces.into_iter().map(|piece| (piece.start, piece.end)).collect()
        };
        assert_eq!(of(&missing, 3 * chunk + 5, 3 * chunk + 6), [(3 * chunk, 4 * chunk)]);
        assert_eq!(of(&missing, 0, 3 * chunk), [(2 * chunk, 3 * chunk)]);
        let both = [(4 * chunk, 5 * chunk), (9 * chunk, 9 * chunk + 7)];
        assert_eq!(of(&missing, 4 * chunk, 20 * chunk), both);
        assert_eq!(of(&missing, 5 * chunk, 9 * chunk), []);
        let long = Range { start: 0, end: STEP + chunk };
        let steps = of(std::slice::from_ref(&long), 0, STEP * 9);
        assert_eq!(steps, [(0, STEP), (STEP, STEP + chunk)]);
    }
}
