//! The background loop: synchronises when something waits or the server pokes, and backs off when it fails.

use crate::backoff::delay_after;
use crate::client::Client;
use crate::error::SyncError;
use crate::http::HttpTransport;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

/// With nothing to do, look again after this long.
const IDLE: Duration = Duration::from_secs(60);

/// Wakes the loop.
#[derive(Clone, Default)]
pub struct Wake(Arc<Notify>);

impl Wake {
    /// Asks for a synchronisation soon.
    pub fn wake(&self) {
        self.0.notify_one();
    }
}

/// The running loop; dropping it stops the loop.
pub struct Runner {
    tasks: [JoinHandle<()>; 2],
}

impl Runner {
    /// Starts the loop and the live stream on the current runtime.
    pub fn start(client: Arc<Client>, transport: Arc<HttpTransport>, wake: Wake) -> Self {
        let looping = tokio::spawn(synchronise(Arc::clone(&client), wake.clone()));
        let listening = tokio::spawn(listen(client, transport, wake));
        Self { tasks: [looping, listening] }
    }
}

impl Drop for Runner {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}

async fn synchronise(client: Arc<Client>, wake: Wake) {
    let mut n_failures = 0_u32;
    loop {
        let wait = match client.sync().await {
            Ok(()) => {
                n_failures = 0;
                IDLE
            }
            Err(SyncError::Refused(problem)) if problem.code == wire::codes::DEVICE_REVOKED => {
                tracing::warn!("this device was revoked; synchronisation ends");
                return;
            }
            Err(_) => {
                n_failures = n_failures.saturating_add(1);
                delay_after(n_failures, chance())
            }
        };
        // A wake within the wait ends it: a member who presses "send now" is not made to wait.
        drop(tokio::time::timeout(wait, wake.0.notified()).await);
    }
}

async fn listen(client: Arc<Client>, transport: Arc<HttpTransport>, wake: Wake) {
    let mut n_failures = 0_u32;
    loop {
        let heard = std::sync::atomic::AtomicBool::new(false);
        let ended = transport
            .listen(|| {
                heard.store(true, std::sync::atomic::Ordering::Relaxed);
                wake.wake();
            })
            .await;
        if heard.into_inner() {
            n_failures = 0;
            if let Err(error) = &ended {
                client.note_lost(error);
                wake.wake();
            }
        }
        n_failures = n_failures.saturating_add(1);
        tokio::time::sleep(delay_after(n_failures, chance())).await;
    }
}

fn chance() -> u8 {
    uuid::Uuid::now_v7().as_bytes().last().copied().unwrap_or(128)
}
