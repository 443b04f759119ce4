//! Watching the public log: each new head must continue the one this device verified before.

use crate::client::Client;
use crate::error::SyncError;
use crate::transport::{Request, read_json};
use ballot::{Hash, SeenHead, verify_consistency};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use wire::CheckpointResponse;

const SETTING: &str = "log-head";

#[derive(Serialize, Deserialize)]
struct KnownHead {
    size: u64,
    root: Hash,
}

impl Client {
    /// Asks for the log's head and checks that it continues the known one; keeps it then.
    pub(crate) async fn watch_log(&self) -> Result<(), SyncError> {
        let known = self.known_head()?;
        let from = known.as_ref().map_or(0, |head| head.size);
        let request = Request::get("/v1/log/checkpoint").with_query(format!("from={from}"));
        let reply = match self.transport.send(request).await {
            // A log that is shorter than it was has been cut.
            Err(SyncError::Refused(problem)) if problem.status == 400 => {
                return Err(SyncError::LogContradicts);
            }
            reply => reply?,
        };
        let answer: CheckpointResponse = read_json(&reply)?;
        let head = self
            .credentials
            .log()?
            .open(&answer.checkpoint)
            .map_err(|_| SyncError::LogContradicts)?;
        let path = answer.consistency.iter().map(|hash| read_hash(hash));
        let path = path.collect::<Result<Vec<Hash>, _>>()?;
        if let Some(known) = &known {
            let (old, new) = ((known.size, &known.root), (head.size, &head.root));
            verify_consistency(old, new, &path).map_err(|_| SyncError::LogContradicts)?;
        }
        let kept = serde_json::to_vec(&KnownHead { size: head.size, root: head.root })
            .map_err(|_| SyncError::Broken("a log head cannot be written"))?;
        Ok(self.vault.put_settings(&[(SETTING, &kept)])?)
    }

    /// The newest head this device has verified, as a ballot names it.
    ///
    /// # Errors
    /// [`SyncError::Vault`].
    pub fn seen_head(&self) -> Result<Option<SeenHead>, SyncError> {
        let head = self.known_head()?;
        Ok(head.map(|head| SeenHead {
            size: head.size,
            root: head.root.iter().map(|byte| format!("{byte:02x}")).collect(),
        }))
    }

    fn known_head(&self) -> Result<Option<KnownHead>, SyncError> {
        let bytes = self.vault.setting(SETTING)?;
        bytes
            .map(|bytes| serde_json::from_slice(&bytes))
            .transpose()
            .map_err(|_| SyncError::Broken("the kept log head cannot be read"))
    }
}

fn read_hash(text: &str) -> Result<Hash, SyncError> {
    let bytes = STANDARD.decode(text).map_err(|_| SyncError::LogContradicts)?;
    bytes.try_into().map_err(|_| SyncError::LogContradicts)
}
