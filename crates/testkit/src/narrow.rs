//! A narrow line to a server: bytes pass unchanged, and those that come back pass at a given rate.

use anyhow::Context;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Mutex;
use tokio::time::Instant;

/// Bytes passed at once.
const PIECE: usize = 16 * 1024;

/// When the line is free again: all connections share it, as on a real line.
type Line = Arc<Mutex<Instant>>;

/// Opens a line to `server` and gives its address. It stays open as long as the runtime runs.
///
/// # Errors
/// When no port can be had.
pub async fn narrow_line(server: SocketAddr, bytes_per_second: u64) -> anyhow::Result<SocketAddr> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.context("a port")?;
    let address = listener.local_addr().context("its address")?;
    let line = Arc::new(Mutex::new(Instant::now()));
    tokio::spawn(async move {
        while let Ok((here, _)) = listener.accept().await {
            tokio::spawn(pass(here, server, Arc::clone(&line), bytes_per_second));
        }
    });
    Ok(address)
}

/// Ends when either side does; what they see then is a connection that ended.
async fn pass(mut here: TcpStream, server: SocketAddr, line: Line, rate: u64) {
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
            let mut free = line.lock().await;
            let cost = Duration::from_secs_f64(n as f64 / rate as f64);
            *free = (*free).max(Instant::now()) + cost;
            let until = *free;
            drop(free);
            tokio::time::sleep_until(until).await;
            gets.write_all(bytes).await?;
        }
    };
    tokio::select! {
        _ = copy(&mut asks, &mut sends) => {}
        _ = back => {}
    }
}
