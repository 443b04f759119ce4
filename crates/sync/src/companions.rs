//! Fetching what the server made beside papers, before the papers themselves: an index of their pages tells which bytes
//! of a long one are wanted first.

use crate::client::{Client, Topic};
use crate::error::SyncError;
use crate::transport::Request;
use domain::Digest;
use vault::{CompanionRow, FileRow, FileState};
use wire::{CompanionPartRecord, CompanionRecord, KindWord, MAX_COMPANION, PartWord, Record};

impl Client {
    /// Fetches the parts that are not here, of the papers that are here or wanted. A part that cannot be had keeps nothing
    /// else away: without it a paper is only slower, or cannot be searched.
    pub(crate) async fn fetch_companions(&self) -> Result<(), SyncError> {
        let here = self.vault.companions()?;
        let mut files = self.vault.files()?;
        files.extend(self.vault.kept_files()?);
        files.retain(|row| row.state != FileState::Recalled);
        for row in files {
            for (part, companion) in self.parts_of(&row)? {
                if !here.contains(&companion) {
                    self.fetch_companion(&row, part, &companion).await?;
                }
            }
        }
        Ok(())
    }

    /// What the server told of the parts beside a version.
    fn told_parts(&self, row: &FileRow) -> Result<Vec<CompanionPartRecord>, SyncError> {
        let kind = KindWord::Companion.as_str();
        let Some(record) = self.vault.record(kind, row.document.as_uuid())? else {
            return Ok(Vec::new());
        };
        let Ok(Record::Companion(CompanionRecord { versions, .. })) =
            Record::from_json(&record.body)
        else {
            return Ok(Vec::new());
        };
        let file = row.digest.to_string();
        let this = versions.into_iter().filter(|one| one.version == row.version);
        Ok(this.filter(|one| one.file == file).flat_map(|one| one.parts).collect())
    }

    fn parts_of(&self, row: &FileRow) -> Result<Vec<(PartWord, CompanionRow)>, SyncError> {
        let parts = self.told_parts(row)?.into_iter();
        Ok(parts
            .filter(|part| part.length <= MAX_COMPANION)
            .filter_map(|part| {
                let digest = Digest::from_hex(part.digest.as_deref()?)?;
                let (document, version) = (row.document, row.version);
                let word = PartWord::from_word(&part.part)?;
                Some((word, CompanionRow { document, version, part: part.part, digest }))
            })
            .collect())
    }

    async fn fetch_companion(
        &self,
        row: &FileRow,
        part: PartWord,
        companion: &CompanionRow,
    ) -> Result<(), SyncError> {
        let request = Request::get(format!("/v1/files/{}/{}", row.digest, part.as_str()));
        let reply = match self.transport.send(request).await {
            Ok(reply) => reply,
            // Taken back since, or made anew: the feed will say. A server in trouble gives it the next time.
            Err(SyncError::Refused(_)) => return Ok(()),
            Err(error) => return Err(error),
        };
        self.note_contact();
        let renews_text = part == PartWord::Words;
        if self.vault.put_companion(companion, &reply.body, renews_text)? {
            self.tell(Topic::Files);
        } else {
            tracing::warn!(document = %row.document, part = part.as_str(), "other bytes than told");
        }
        Ok(())
    }
}

/// Where a part made beside a paper stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartState {
    /// The server has not decided, or its bytes are not here yet.
    Awaited,
    /// Its bytes are here.
    There,
    /// There is nothing to have.
    Nothing,
}

impl Client {
    /// Where a part made beside a version stands.
    ///
    /// # Errors
    /// [`SyncError::Vault`].
    pub fn part_state(&self, row: &FileRow, part: PartWord) -> Result<PartState, SyncError> {
        let told = self.told_parts(row)?;
        let Some(told) = told.into_iter().find(|told| told.part == part.as_str()) else {
            return Ok(PartState::Awaited);
        };
        if told.digest.is_none() {
            return Ok(PartState::Nothing);
        }
        let here = self.vault.companion(row.document, row.version, part.as_str())?;
        Ok(if here.is_some() { PartState::There } else { PartState::Awaited })
    }
}
