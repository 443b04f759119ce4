use crate::error::SyncError;
use crate::http::HttpTransport;
use crate::transport::Request;
use futures_util::StreamExt;

impl HttpTransport {
    /// Listens to the live stream and calls `on_poke` for each poke, until the stream ends.
    ///
    /// # Errors
    /// [`SyncError`]: the stream never ends well.
    pub async fn listen(&self, on_poke: impl Fn()) -> Result<(), SyncError> {
        let response = self.open(&Request::get("/v1/live")).await?;
        let mut pieces = response.bytes_stream();
        while let Some(piece) = pieces.next().await {
            let piece = piece.map_err(|_| SyncError::Unreachable)?;
            // A poke carries nothing that matters; a line of data is all that is looked for.
            if piece.windows(5).any(|window| window == b"data:") {
                on_poke();
            }
        }
        Err(SyncError::Unreachable)
    }
}
