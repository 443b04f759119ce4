use super::extract::Path;
use crate::app::App;
use crate::error::ApiError;
use crate::proof::Caller;
use crate::storage;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::{Digest, access};
use std::sync::Arc;
use wire::{MAX_COMPANION, PartWord, Problem};

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

/// What was made beside a document, by the BLAKE3 of the document; a record of kind `companion` tells of it.
#[utoipa::path(
    get,
    path = "/v1/files/{digest}/{part}",
    params(
        ("digest" = String, Path, description = "BLAKE3 of the document, 64 hexadecimal digits"),
        ("part" = PartWord, Path, description = "which part"),
    ),
    responses(
        (status = 200, description = "its bytes", content_type = "application/octet-stream"),
        (status = 404, body = Problem),
    )
)]
pub async fn companion(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((digest, part)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    let digest = Digest::from_hex(&digest).ok_or_else(ApiError::not_found)?;
    let part = PartWord::from_word(&part).ok_or_else(ApiError::not_found)?;
    app.run(move |app| {
        readable_length(app, &caller, digest)?;
        let rows = storage::read(app.storage.as_ref(), |transaction| {
            transaction.companions(Some(digest))
        })?;
        let row = rows.into_iter().find(|row| row.part == part);
        let row = row.filter(|row| row.length <= MAX_COMPANION).ok_or_else(ApiError::not_found)?;
        let object = row.object.ok_or_else(ApiError::not_found)?;
        let length = usize::try_from(row.length).map_err(|_| ApiError::not_found())?;
        let bytes = app.objects.read(object, 0, length)?;
        let headers = [
            (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
            (header::CACHE_CONTROL, "private, no-store".to_owned()),
        ];
        Ok((StatusCode::OK, headers, Body::from(bytes)).into_response())
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
