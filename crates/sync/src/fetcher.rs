use crate::client::Client;
use crate::error::SyncError;
use std::ops::Range;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::time::Duration;
use tokio::runtime::Handle;
use vault::FileRow;

/// Brings parts of files over for whoever waits on a thread, such as a reader of a paper that is still arriving.
#[derive(Clone)]
pub struct Fetcher {
    client: Arc<Client>,
    runtime: Handle,
}

impl Fetcher {
    /// A fetcher on the current runtime.
    pub fn new(client: Arc<Client>) -> Self {
        Self { client, runtime: Handle::current() }
    }

    /// Waits until these parts of a file are here, at most as long as `patience`.
    ///
    /// # Errors
    /// [`SyncError`]; [`SyncError::Incomplete`] when patience ends: what has come by then stays.
    pub fn fetch(
        &self,
        row: &FileRow,
        parts: Vec<Range<u64>>,
        patience: Duration,
    ) -> Result<(), SyncError> {
        let (sender, answer) = sync_channel(1);
        let (client, row) = (Arc::clone(&self.client), row.clone());
        self.runtime.spawn(async move {
            // Whoever waited may have gone.
            drop(sender.send(client.fetch_parts(&row, &parts).await));
        });
        answer.recv_timeout(patience).unwrap_or(Err(SyncError::Incomplete))
    }
}
