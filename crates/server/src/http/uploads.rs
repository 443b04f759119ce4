//! Files on their way in: content-addressed, in pieces, resumable. Sending a file gives no right to read it.

use super::extract::{Json, Path};
use crate::app::App;
use crate::error::ApiError;
use crate::proof::Caller;
use crate::storage::{self, UploadRow};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use domain::act::LodgedVersion;
use domain::{Digest, Moment, access};
use std::io;
use std::sync::Arc;
use wire::{Problem, UploadResponse, codes};

/// Longest file, in bytes: far above what a member can study, far below what a disk holds.
const MAX_FILE: u64 = 4 * 1024 * 1024 * 1024;
/// Longest piece, in bytes.
const MAX_PIECE: usize = 8 * 1024 * 1024;

/// How much of a file has arrived from the asker.
#[utoipa::path(
    get,
    path = "/v1/uploads/{digest}",
    params(("digest" = String, Path, description = "BLAKE3, 64 hexadecimal digits")),
    responses((status = 200, body = UploadResponse), (status = 404, body = Problem))
)]
pub async fn upload_state(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(digest): Path<String>,
) -> Result<Json<UploadResponse>, ApiError> {
    let digest = Digest::from_hex(&digest).ok_or_else(ApiError::not_found)?;
    let answer = app
        .run(move |app| {
            check_right(app, &caller)?;
            let row = find(app, digest, &caller)?;
            let complete = row.as_ref().is_some_and(|row| row.done_at.is_some());
            let received = match &row {
                Some(row) if complete => row.length,
                Some(_) => app.objects.n_incoming(&name_of(digest, &caller))?,
                None => 0,
            };
            Ok(UploadResponse { received, complete })
        })
        .await?;
    Ok(Json(answer))
}

/// Takes the next piece of a file. With the last one the whole is checked against its digest.
#[utoipa::path(
    put,
    path = "/v1/uploads/{digest}",
    params(
        ("digest" = String, Path, description = "BLAKE3 of the whole file, 64 hexadecimal digits"),
        ("Content-Range" = String, Header, description = "`bytes FIRST-LAST/TOTAL`; at most 8 MiB a piece"),
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 200, body = UploadResponse, description = "durable when it arrives"),
        (status = 400, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "the file does not end where the piece begins: ask, and go on"),
    )
)]
pub async fn upload_piece(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(digest): Path<String>,
    headers: HeaderMap,
    piece: Bytes,
) -> Result<Json<UploadResponse>, ApiError> {
    let digest = Digest::from_hex(&digest).ok_or_else(ApiError::not_found)?;
    let range = headers.get(header::CONTENT_RANGE).and_then(|range| range.to_str().ok());
    let (first, total) = range
        .and_then(|range| read_range(range, piece.len()))
        .ok_or_else(|| ApiError::bad_request("Content-Range does not fit the piece"))?;
    if total > MAX_FILE {
        return Err(ApiError::bad_request("files of more than 4 GiB are not taken"));
    }
    let answer = app.run(move |app| take(app, &caller, digest, (first, total), &piece)).await?;
    Ok(Json(answer))
}

fn take(
    app: &App,
    caller: &Caller,
    digest: Digest,
    (first, total): (u64, u64),
    piece: &[u8],
) -> Result<UploadResponse, ApiError> {
    check_right(app, caller)?;
    let known = find(app, digest, caller)?;
    if let Some(row) = known.as_ref().filter(|row| row.done_at.is_some()) {
        return Ok(UploadResponse { received: row.length, complete: true });
    }
    let now = app.now();
    let begun_at = known.as_ref().map_or(now, |row| row.begun_at);
    if known.is_none_or(|row| row.length != total) {
        put(app, digest, caller, total, (begun_at, None))?;
    }
    let name = name_of(digest, caller);
    let received = app.objects.append_incoming(&name, first, piece).map_err(|error| {
        if error.kind() == io::ErrorKind::InvalidInput {
            let title = "the file does not end where this piece begins";
            return ApiError::Public(Problem::new(409, codes::CONFLICT, title));
        }
        ApiError::Objects(error)
    })?;
    if received < total {
        return Ok(UploadResponse { received, complete: false });
    }
    if !app.objects.take_incoming(&name, digest)? {
        let title =
            "the bytes do not have the digest they were announced with; send the file again";
        return Err(ApiError::Public(Problem::new(409, codes::CONFLICT, title)));
    }
    put(app, digest, caller, total, (begun_at, Some(now)))?;
    Ok(UploadResponse { received, complete: true })
}

fn check_right(app: &App, caller: &Caller) -> Result<(), ApiError> {
    let may = access::may_upload(&*app.cabinet()?, caller.person);
    may.then_some(()).ok_or_else(ApiError::not_found)
}

fn find(app: &App, digest: Digest, caller: &Caller) -> Result<Option<UploadRow>, ApiError> {
    storage::read(
        app.storage.as_ref(),
        |transaction| Ok(transaction.upload(digest, caller.person)?),
    )
}

fn put(
    app: &App,
    digest: Digest,
    caller: &Caller,
    length: u64,
    (begun_at, done_at): (Moment, Option<Moment>),
) -> Result<(), ApiError> {
    let row = UploadRow { digest, person: caller.person, length, begun_at, done_at };
    storage::write(app.storage.as_ref(), |transaction| Ok(transaction.put_upload(&row)?))
}

fn name_of(digest: Digest, caller: &Caller) -> String {
    format!("{}-{digest}", caller.person)
}

/// First byte and total of `bytes FIRST-LAST/TOTAL`, where it fits a piece of `n_bytes`.
fn read_range(range: &str, n_bytes: usize) -> Option<(u64, u64)> {
    let (span, total) = range.strip_prefix("bytes ")?.split_once('/')?;
    let (first, last) = span.split_once('-')?;
    let (first, last): (u64, u64) = (first.parse().ok()?, last.parse().ok()?);
    let total: u64 = total.parse().ok()?;
    let fits = n_bytes > 0
        && n_bytes <= MAX_PIECE
        && last.checked_sub(first)?.checked_add(1)? == n_bytes as u64
        && last < total
        && total <= LodgedVersion::MAX_LENGTH;
    fits.then_some((first, total))
}

#[cfg(test)]
mod tests {
    use super::read_range;

    #[test]
    fn a_piece_says_exactly_where_it_belongs() {
        for (range, n_bytes, expected) in [
            ("bytes 0-9/10", 10, Some((0, 10))),
            ("bytes 10-19/30", 10, Some((10, 30))),
            ("bytes 0-9/10", 9, None),
            ("bytes 9-0/10", 10, None),
            ("bytes 0-10/10", 11, None),
            ("bytes 0-9/9999999999999", 10, None),
            ("bytes 0-9", 10, None),
            ("bytes 0--1/10", 0, None),
            ("bytes 18446744073709551615-18446744073709551615/1", 1, None),
        ] {
            assert_eq!(read_range(range, n_bytes), expected, "{range}");
        }
    }
}
