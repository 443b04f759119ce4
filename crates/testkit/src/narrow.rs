//! A narrow line to a server: bytes pass unchanged, and those that come back are counted and pass at a given rate.

use anyhow::Context;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Mutex;
use tokio::time::Instant;

/// Bytes passed at once.
const PIECE: usize = 16 * 1024;

/// A line to a server, open as long as the runtime runs.
pub struct NarrowLine {
    /// Where it is reached instead of the server.
    pub address: SocketAddr,
    line: Arc<Line>,
}

/// All connections share it, as on a real line.
struct Line {
    bytes_per_second: u64,
    /// When it is free again.
    free: Mutex<Instant>,
    n_bytes: AtomicU64,
}

impl NarrowLine {
    /// Opens a line to `server`.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn to(server: SocketAddr, bytes_per_second: u64) -> anyhow::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.context("a port")?;
        let address = listener.local_addr().context("its address")?;
        let (free, n_bytes) = (Mutex::new(Instant::now()), AtomicU64::new(0));
        let line = Arc::new(Line { bytes_per_second, free, n_bytes });
        let shared = Arc::clone(&line);
        tokio::spawn(async move {
            while let Ok((here, _)) = listener.accept().await {
                tokio::spawn(pass(here, server, Arc::clone(&shared)));
            }
        });
        Ok(Self { address, line })
    }

    /// Bytes that have come back from the server so far, all that the line carries included.
    pub fn n_bytes(&self) -> u64 {
        self.line.n_bytes.load(Ordering::Relaxed)
    }
}

/// Ends when either side does; what they see then is a connection that ended.
async fn pass(mut here: TcpStream, server: SocketAddr, line: Arc<Line>) {
    let Ok(mut there) = TcpStream::connect(server).await else {
        return;
    };
    let (mut asks, mut gets) = here.split();
    let (mut answers, mut sends) = there.split();
    let back = async {
        let mut piece = vec![0; PIECE];
        loop {
            let n = answers.read(&mut piece).await?;
            let Some(bytes) = piece.get(..n).filter(|bytes| !bytes.is_empty()) else {
                return Ok::<_, std::io::Error>(());
            };
            let mut free = line.free.lock().await;
            let cost = Duration::from_secs_f64(n as f64 / line.bytes_per_second as f64);
            *free = (*free).max(Instant::now()) + cost;
            let until = *free;
            drop(free);
            tokio::time::sleep_until(until).await;
            line.n_bytes.fetch_add(n as u64, Ordering::Relaxed);
            gets.write_all(bytes).await?;
        }
    };
    tokio::select! {
        _ = copy(&mut asks, &mut sends) => {}
        _ = back => {}
    }
}
