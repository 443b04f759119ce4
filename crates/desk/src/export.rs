use crate::desk::Desk;
use crate::error::DeskError;
use crate::view::{AnnotationView, DeviceView, MeetingView, StatusView};
use serde::Serialize;

/// Everything the member made, as plain data for their own keeping.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExportView {
    /// Contact and queue at the time.
    pub status: StatusView,
    /// Meetings.
    pub meetings: Vec<MeetingView>,
    /// Annotations of all documents.
    pub annotations: Vec<AnnotationView>,
    /// Sealed ballots with their receipts.
    pub ballots: Vec<ExportedBallot>,
    /// Devices.
    pub devices: Vec<DeviceView>,
}

/// A ballot with its evidence.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExportedBallot {
    /// Poll.
    pub poll: uuid::Uuid,
    /// JWS Compact.
    pub sealed: String,
    /// C2SP tlog-proof, once received.
    pub receipt: Option<String>,
}

impl Desk {
    /// Gathers everything the member made.
    ///
    /// # Errors
    /// [`DeskError`] when the store fails.
    pub fn export(&self) -> Result<ExportView, DeskError> {
        let cabinet = self.cabinet()?;
        let mut annotations = Vec::new();
        for document in cabinet.documents() {
            annotations.extend(self.all_annotations(document.id)?);
        }
        let ballots = self.vault.own_ballots()?.into_iter().map(|row| ExportedBallot {
            poll: row.poll.as_uuid(),
            sealed: row.sealed,
            receipt: row.receipt,
        });
        Ok(ExportView {
            status: self.status()?,
            meetings: self.meetings()?,
            annotations,
            ballots: ballots.collect(),
            devices: self.devices()?,
        })
    }
}
