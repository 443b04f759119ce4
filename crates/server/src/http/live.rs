use crate::app::{App, STREAMS_END};
use crate::proof::Caller;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::{Stream, StreamExt, stream};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use wire::LivePoke;

/// A stream that says when the feed has grown, and nothing more.
pub async fn live(
    State(app): State<Arc<App>>,
    _caller: Caller,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut pokes = app.pokes.subscribe();
    pokes.mark_changed();
    let pokes = stream::unfold(pokes, |mut pokes| async move {
        pokes.changed().await.ok()?;
        let seq = *pokes.borrow_and_update();
        (seq != STREAMS_END).then_some((seq, pokes))
    });
    let events = pokes.filter_map(|seq| async move {
        Event::default().event("poke").json_data(LivePoke { seq }).ok().map(Ok)
    });
    Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(20)))
}
