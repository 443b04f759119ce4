//! Who goes first on the line: what somebody waits for comes before what is brought without being asked for.

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::sync::watch;
use vault::CHUNK_BYTES;

const CHUNK: u64 = CHUNK_BYTES as u64;
/// Most bytes asked for at once: whole chunks.
pub const STEP: u64 = 32 * CHUNK;
/// Fewest bytes asked for at once without anybody waiting for them.
const LEAST_STEP: u64 = 2 * CHUNK;
/// How long a piece may take that nobody waits for: whoever comes meanwhile waits for its end.
const LONG: Duration = Duration::from_millis(300);
/// A piece that came in this time may be followed by one of twice its length.
const SHORT: Duration = Duration::from_millis(100);

/// Those who wait for parts of papers, and how long a piece is on this line.
pub struct Turns {
    n_waiting: watch::Sender<usize>,
    step: AtomicU64,
}

impl Default for Turns {
    fn default() -> Self {
        Self { n_waiting: watch::Sender::new(0), step: AtomicU64::new(LEAST_STEP) }
    }
}

impl Turns {
    /// Somebody waits, until what is given goes.
    pub fn wait(&self) -> Waiting<'_> {
        self.n_waiting.send_modify(|n_waiting| *n_waiting += 1);
        Waiting(self)
    }

    /// Comes back when nobody waits.
    pub async fn free(&self) {
        // The sender is here, so that waiting can end in no other way.
        drop(self.n_waiting.subscribe().wait_for(|n_waiting| *n_waiting == 0).await);
    }

    /// Comes back when somebody waits.
    pub async fn claimed(&self) {
        drop(self.n_waiting.subscribe().wait_for(|n_waiting| *n_waiting > 0).await);
    }

    /// The beginning of a stretch: as much as comes in a short time.
    pub fn piece(&self, stretch: Range<u64>) -> Range<u64> {
        let step = self.step.load(Ordering::Relaxed);
        stretch.start..stretch.end.min(stretch.start.saturating_add(step))
    }

    /// Notes how long a piece of this length took.
    pub fn note(&self, n_bytes: u64, took: Duration) {
        let step = self.step.load(Ordering::Relaxed);
        let next = if took > LONG {
            (step / 2 / CHUNK * CHUNK).max(LEAST_STEP)
        } else if took < SHORT && n_bytes >= step {
            (step * 2).min(STEP)
        } else {
            step
        };
        self.step.store(next, Ordering::Relaxed);
    }
}

/// Somebody who waits.
pub struct Waiting<'a>(&'a Turns);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.n_waiting.send_modify(|n_waiting| *n_waiting -= 1);
    }
}

#[cfg(test)]
mod tests {
    use super::{LEAST_STEP, STEP, Turns};
    use futures_util::FutureExt;
    use std::time::Duration;

    #[test]
    fn what_nobody_asked_for_waits_until_the_last_who_waits_is_served() {
        let turns = Turns::default();
        assert!(turns.free().now_or_never().is_some());
        let mut claimed = Box::pin(turns.claimed());
        assert!(claimed.as_mut().now_or_never().is_none());
        let (one, other) = (turns.wait(), turns.wait());
        assert!(claimed.now_or_never().is_some());
        let mut free = Box::pin(turns.free());
        assert!(free.as_mut().now_or_never().is_none());
        drop(one);
        assert!(free.as_mut().now_or_never().is_none());
        drop(other);
        assert!(free.now_or_never().is_some());
    }

    #[test]
    fn a_piece_is_as_long_as_the_line_is_fast() {
        let turns = Turns::default();
        assert_eq!(turns.piece(7..u64::MAX), 7..7 + LEAST_STEP);
        assert_eq!(turns.piece(7..9), 7..9);
        for _ in 0..10 {
            let piece = turns.piece(0..u64::MAX);
            turns.note(piece.end, Duration::from_millis(5));
        }
        assert_eq!(turns.piece(0..u64::MAX), 0..STEP);
        turns.note(1, Duration::from_millis(200));
        assert_eq!(turns.piece(0..u64::MAX), 0..STEP);
        turns.note(STEP, Duration::from_secs(2));
        assert_eq!(turns.piece(0..u64::MAX), 0..STEP / 2);
        for _ in 0..10 {
            turns.note(STEP, Duration::from_secs(2));
        }
        assert_eq!(turns.piece(0..u64::MAX), 0..LEAST_STEP);
    }
}
