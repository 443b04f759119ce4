use super::extract::Path;
use crate::app::App;
use crate::error::ApiError;
use crate::proof::Caller;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::{Digest, access};
use std::sync::Arc;
use wire::Problem;

/// Most bytes in one answer; a longer range is answered in part, as RFC 9110 allows.
const MAX_RANGE: u64 = 8 * 1024 * 1024;

/// The bytes of a document, by the BLAKE3 of the whole, in ranges.
#[utoipa::path(
    get,
    path = "/v1/files/{digest}",
    params(
        ("digest" = String, Path, description = "BLAKE3, 64 hexadecimal digits"),
        ("Range" = Option<String>, Header, description = "one range of bytes; at most 8 MiB are answered"),
    ),
    responses(
        (status = 206, description = "the range", content_type = "application/pdf"),
        (status = 304, description = "the ETag matches"),
        (status = 404, body = Problem),
        (status = 416, description = "the range lies outside the file"),
    )
)]
pub async fn file(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(digest): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let digest = Digest::from_hex(&digest).ok_or_else(ApiError::not_found)?;
    let etag = format!("\"{digest}\"");
    let known = headers.get(header::IF_NONE_MATCH).and_then(|tag| tag.to_str().ok());
    let known = known == Some(etag.as_str());
    let range = headers.get(header::RANGE).map(|range| range.to_str().unwrap_or("").to_owned());
    app.run(move |app| {
        let length = readable_length(app, &caller, digest)?;
        let base = [(header::ETAG, etag), (header::ACCEPT_RANGES, "bytes".to_owned())];
        if known {
            return Ok((StatusCode::NOT_MODIFIED, base).into_response());
        }
        let Some((first, last)) = pick_range(range.as_deref(), length) else {
            let total = [(header::CONTENT_RANGE, format!("bytes */{length}"))];
            return Ok((StatusCode::RANGE_NOT_SATISFIABLE, total).into_response());
        };
        let n_bytes = usize::try_from(last + 1 - first).map_err(|_| ApiError::not_found())?;
        let bytes = app.objects.read(digest, first, n_bytes)?;
        let more = [
            (header::CONTENT_TYPE, "application/pdf".to_owned()),
            (header::CONTENT_RANGE, format!("bytes {first}-{last}/{length}")),
            (header::CACHE_CONTROL, "private, no-store".to_owned()),
        ];
        Ok((StatusCode::PARTIAL_CONTENT, base, more, Body::from(bytes)).into_response())
    })
    .await
}

fn readable_length(app: &App, caller: &Caller, digest: Digest) -> Result<u64, ApiError> {
    let cabinet = app.cabinet()?;
    let readable = cabinet
        .documents()
        .flat_map(|document| document.versions().map(move |version| (document, version)))
        .filter(|(_, version)| version.digest == digest)
        .any(|(document, version)| {
            access::may_read_version(&cabinet, caller.person, document, version)
        });
    if !readable {
        return Err(ApiError::not_found());
    }
    app.objects.length(digest)?.filter(|length| *length > 0).ok_or_else(ApiError::not_found)
}

/// First and last byte of the one range asked for, cut to [`MAX_RANGE`]; `None` when it cannot be satisfied.
fn pick_range(range: Option<&str>, length: u64) -> Option<(u64, u64)> {
    let Some(range) = range else {
        return Some((0, length.min(MAX_RANGE).checked_sub(1)?));
    };
    let (first, last) = range.strip_prefix("bytes=")?.split_once('-')?;
    let end = length.checked_sub(1)?;
    let (first, last) = match (first.parse::<u64>().ok(), last.parse::<u64>().ok()) {
        (Some(first), Some(last)) => (first, last.min(end)),
        (Some(first), None) if last.is_empty() => (first, end),
        (None, Some(n_last)) if first.is_empty() => (length.saturating_sub(n_last), end),
        _ => return None,
    };
    (first <= last).then(|| (first, last.min(first + MAX_RANGE - 1)))
}

#[cfg(test)]
mod tests {
    use super::{MAX_RANGE, pick_range};

    #[test]
    fn ranges_are_read_as_rfc_9110_says() {
        for (range, length, expected) in [
            (None, 10, Some((0, 9))),
            (Some("bytes=2-5"), 10, Some((2, 5))),
            (Some("bytes=2-"), 10, Some((2, 9))),
            (Some("bytes=-3"), 10, Some((7, 9))),
            (Some("bytes=2-99"), 10, Some((2, 9))),
            (Some("bytes=10-"), 10, None),
            (Some("bytes=5-2"), 10, None),
            (Some("bytes=0-1,4-5"), 10, None),
            (Some("lines=0-1"), 10, None),
            (Some("bytes=0-"), 2 * MAX_RANGE, Some((0, MAX_RANGE - 1))),
            (None, 0, None),
        ] {
            assert_eq!(pick_range(range, length), expected, "{range:?} of {length}");
        }
    }
}
