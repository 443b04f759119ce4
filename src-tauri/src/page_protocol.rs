//! Page pictures: `page://localhost/DOCUMENT/VERSION/PAGE?w=PIXELS` answers an image of that page, so wide.
//!
//! `x`, `y`, `tw` and `th` ask for a part of it in pixels of the whole, `r` turns it clockwise by degrees, `k` says who
//! waits: `v` somebody who looks at it, `n` who is about to, `t` a thumbnail.

use crate::state::{AppState, log_and_view};
use desk::error_view;
use desk::view::ErrorView;
use reader::{Picture, PictureAsk, Priority, Rotation, Tile};
use tauri::http::{Request, Response, StatusCode, header};
use tauri::{Manager, Runtime, UriSchemeContext, UriSchemeResponder};
use uuid::Uuid;

const DEFAULT_WIDTH: u32 = 1_200;

/// Answers one request, away from the main thread.
pub fn answer<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let app = context.app_handle().clone();
    drop(tauri::async_runtime::spawn_blocking(move || {
        let state = app.state::<AppState>();
        let uri = request.uri();
        let response = match read_address(uri.path(), uri.query()) {
            None => problem(StatusCode::BAD_REQUEST, &error_view("bad-request")),
            Some((page, ask)) => match draw(&state, page, &ask) {
                Ok(drawn) => picture(drawn),
                Err(error) => {
                    state.note_problem(page, error.clone());
                    problem(StatusCode::UNPROCESSABLE_ENTITY, &error)
                }
            },
        };
        responder.respond(response);
    }));
}

fn draw(state: &AppState, page: (Uuid, u32, u32), ask: &PictureAsk) -> Result<Picture, ErrorView> {
    let (document, version, page) = page;
    let desk = state.desk()?;
    desk.page_picture(document, version, page, ask).map_err(|error| log_and_view(&error))
}

fn read_address(path: &str, query: Option<&str>) -> Option<((Uuid, u32, u32), PictureAsk)> {
    let mut parts = path.trim_start_matches('/').split('/');
    let document = Uuid::parse_str(parts.next()?).ok()?;
    let version = parts.next()?.parse().ok()?;
    let page = parts.next()?.parse().ok()?;
    let ask = read_ask(query.unwrap_or_default())?;
    parts.next().is_none().then_some(((document, version, page), ask))
}

fn read_ask(query: &str) -> Option<PictureAsk> {
    let mut ask = PictureAsk {
        width: DEFAULT_WIDTH,
        tile: None,
        rotation: Rotation::None,
        priority: Priority::Visible,
    };
    let mut tile = Tile { x: 0, y: 0, w: 0, h: 0 };
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=')?;
        match name {
            "w" => ask.width = value.parse().ok()?,
            "x" => tile.x = value.parse().ok()?,
            "y" => tile.y = value.parse().ok()?,
            "tw" => tile.w = value.parse().ok()?,
            "th" => tile.h = value.parse().ok()?,
            "r" => ask.rotation = read_rotation(value)?,
            "k" => ask.priority = read_priority(value)?,
            _ => return None,
        }
    }
    ask.tile = (tile.w > 0 && tile.h > 0).then_some(tile);
    Some(ask)
}

fn read_rotation(degrees: &str) -> Option<Rotation> {
    match degrees {
        "0" => Some(Rotation::None),
        "90" => Some(Rotation::Quarter),
        "180" => Some(Rotation::Half),
        "270" => Some(Rotation::ThreeQuarters),
        _ => None,
    }
}

fn read_priority(word: &str) -> Option<Priority> {
    match word {
        "v" => Some(Priority::Visible),
        "n" => Some(Priority::Next),
        "t" => Some(Priority::Thumbnail),
        _ => None,
    }
}

fn picture(drawn: Picture) -> Response<Vec<u8>> {
    let mime = header::HeaderValue::from_static(drawn.mime);
    let mut response = Response::new(drawn.bytes);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, mime);
    // A picture is plaintext: it may live in the web view's memory, never in its disk cache.
    headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    response
}

fn problem(status: StatusCode, error: &ErrorView) -> Response<Vec<u8>> {
    let mut response = Response::new(serde_json::to_vec(error).unwrap_or_default());
    *response.status_mut() = status;
    response
}

#[cfg(test)]
mod tests {
    use super::read_address;
    use reader::{PictureAsk, Priority, Rotation, Tile};
    use uuid::Uuid;

    const WHOLE: PictureAsk = PictureAsk {
        width: 1_200,
        tile: None,
        rotation: Rotation::None,
        priority: Priority::Visible,
    };

    #[test]
    fn only_well_formed_addresses_are_read() {
        let document = Uuid::from_u128(7);
        let path = format!("/{document}/1/249");
        let read = |query| read_address(&path, query);
        let page = (document, 1, 249);
        assert_eq!(read(Some("w=960")), Some((page, PictureAsk { width: 960, ..WHOLE })));
        assert_eq!(read(None), Some((page, WHOLE)));
        let tile = PictureAsk {
            width: 4_000,
            tile: Some(Tile { x: 512, y: 1_024, w: 512, h: 512 }),
            rotation: Rotation::Quarter,
            priority: Priority::Next,
        };
        let query = "w=4000&x=512&y=1024&tw=512&th=512&r=90&k=n";
        assert_eq!(read(Some(query)), Some((page, tile)));
        for (path, query) in [
            ("/../../etc/passwd", None),
            ("/", None),
            (&format!("/{document}/1"), None),
            (&format!("/{document}/1/-1"), None),
            (&format!("/{document}/1/2/3"), None),
            (path.as_str(), Some("w=x")),
            (path.as_str(), Some("w=900&r=45")),
            (path.as_str(), Some("w=900&k=")),
            (path.as_str(), Some("w=900&file=a")),
            (path.as_str(), Some("w")),
        ] {
            assert_eq!(read_address(path, query), None, "{path} {query:?}");
        }
    }
}
