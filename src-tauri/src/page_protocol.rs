//! Page pictures: `page://localhost/DOCUMENT/VERSION/PAGE?w=PIXELS` answers a PNG.

use crate::state::{AppState, log_and_view};
use desk::error_view;
use desk::view::ErrorView;
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
            Some((page, width)) => match draw(&state, page, width) {
                Ok(png) => picture(png),
                Err(error) => {
                    state.note_problem(page, error.clone());
                    problem(StatusCode::UNPROCESSABLE_ENTITY, &error)
                }
            },
        };
        responder.respond(response);
    }));
}

fn draw(state: &AppState, page: (Uuid, u32, u32), width: u32) -> Result<Vec<u8>, ErrorView> {
    let (document, version, page) = page;
    let desk = state.desk()?;
    desk.page_png(document, version, page, width).map_err(|error| log_and_view(&error))
}

fn read_address(path: &str, query: Option<&str>) -> Option<((Uuid, u32, u32), u32)> {
    let mut parts = path.trim_start_matches('/').split('/');
    let document = Uuid::parse_str(parts.next()?).ok()?;
    let version = parts.next()?.parse().ok()?;
    let page = parts.next()?.parse().ok()?;
    let width = query
        .and_then(|query| query.split('&').find_map(|pair| pair.strip_prefix("w=")))
        .map_or(Some(DEFAULT_WIDTH), |width| width.parse().ok())?;
    parts.next().is_none().then_some(((document, version, page), width))
}

fn picture(png: Vec<u8>) -> Response<Vec<u8>> {
    let mut response = Response::new(png);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static("image/png"));
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
    use uuid::Uuid;

    #[test]
    fn only_well_formed_addresses_are_read() {
        let document = Uuid::from_u128(7);
        let path = format!("/{document}/1/249");
        assert_eq!(read_address(&path, Some("w=960")), Some(((document, 1, 249), 960)));
        assert_eq!(read_address(&path, None), Some(((document, 1, 249), 1_200)));
        for (path, query) in [
            ("/../../etc/passwd", None),
            ("/", None),
            (&format!("/{document}/1"), None),
            (&format!("/{document}/1/-1"), None),
            (&format!("/{document}/1/2/3"), None),
            (path.as_str(), Some("w=x")),
        ] {
            assert_eq!(read_address(path, query), None, "{path} {query:?}");
        }
    }
}
