//! Fetching files in ranges, from the last whole chunk on, verified by their digest.

use crate::cabinet::read_cabinet;
use crate::client::{Client, Topic};
use crate::error::SyncError;
use crate::plan::{FilePlan, plan_files};
use crate::transport::Request;
use uuid::Uuid;
use vault::{CHUNK_BYTES, FileRow, FileState};
use wire::codes;

/// Bytes asked for at once: whole chunks.
const STEP: u64 = 32 * CHUNK_BYTES as u64;
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
                    self.vault.remove_file(&old)?;
                    self.vault.put_file(&new)?;
                }
                FilePlan::Recall(dossier) if may_lose => self.vault.recall(dossier)?,
                FilePlan::Forget(row) if may_lose => self.vault.remove_file(&row)?,
                FilePlan::Recall(_) | FilePlan::Forget(_) => {}
            }
        }
        if changed {
            self.tell(Topic::Files);
        }
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
        let mut have = self.vault.n_file_bytes(row)?;
        while have < row.length {
            let last = (have + STEP).min(row.length) - 1;
            let mut request = Request::get(format!("/v1/files/{}", row.digest));
            request.range = Some((have, last));
            let reply = match self.transport.send(request).await {
                Ok(reply) => reply,
                Err(SyncError::Refused(problem)) if problem.code == codes::NOT_FOUND => {
                    self.note_problem(row, "document-not-here")?;
                    return Ok(false);
                }
                Err(error) => return Err(error),
            };
            self.note_contact();
            if reply.total != Some(row.length) || reply.body.len() as u64 != last + 1 - have {
                self.note_problem(row, "server-incomplete")?;
                return Err(SyncError::Incomplete);
            }
            have = self.vault.append_to_file(row, &reply.body)?;
            self.note_bytes(reply.body.len() as u64);
        }
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
