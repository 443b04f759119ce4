use crate::app::App;
use crate::error::ApiError;
use crate::proof::Caller;
use crate::storage::{self, TrailFilter, TrailRow};
use axum::Json;
use axum::extract::{Query, State};
use domain::{Cabinet, EntityRef, PersonId, access};
use std::sync::Arc;
use wire::{
    Problem, TrailEntry, TrailQuery, TrailResponse, TrailSubject, moment_to_wire, wire_to_moment,
};

/// The trail of administrative acts, newest first. The words of an act are given only to those who may see what it
/// touched: an administrator learns that an item was edited, not what it says.
#[utoipa::path(
    get,
    path = "/v1/trail",
    params(TrailQuery),
    responses((status = 200, body = TrailResponse), (status = 404, body = Problem))
)]
pub async fn trail(
    State(app): State<Arc<App>>,
    caller: Caller,
    Query(query): Query<TrailQuery>,
) -> Result<Json<TrailResponse>, ApiError> {
    let answer = app
        .run(move |app| {
            let cabinet = app.cabinet()?;
            if !access::may_read_trail(&cabinet, caller.person) {
                return Err(ApiError::not_found());
            }
            let filter = TrailFilter {
                before: query.before.unwrap_or(0),
                person: query.person.map(PersonId::from_uuid),
                verb: query.verb.filter(|verb| !verb.is_empty()),
                subject: query.subject,
                from: query.from.map(wire_to_moment),
                until: query.until.map(wire_to_moment),
                limit: query.limit.unwrap_or(100).clamp(1, 1000),
            };
            let rows = storage::read(app.storage.as_ref(), |transaction| {
                Ok::<_, ApiError>(transaction.trail(&filter)?)
            })?;
            let entries = rows.iter().map(|row| describe(&cabinet, caller.person, row));
            Ok(TrailResponse { entries: entries.collect::<Result<_, _>>()? })
        })
        .await?;
    Ok(Json(answer))
}

fn describe(cabinet: &Cabinet, reader: PersonId, row: &TrailRow) -> Result<TrailEntry, ApiError> {
    let unreadable = |_| ApiError::Broken("a line of the trail cannot be read");
    let subjects: Vec<TrailSubject> = serde_json::from_str(&row.subjects).map_err(unreadable)?;
    let may_see = |subject: &TrailSubject| {
        let kind = wire::KindWord::from_word(&subject.kind).and_then(wire::KindWord::entity);
        kind.and_then(|kind| cabinet.get(EntityRef { kind, id: subject.id }))
            .is_some_and(|entity| access::may_see(cabinet, reader, entity))
    };
    let detail = if !subjects.is_empty() && subjects.iter().all(may_see) {
        Some(serde_json::from_str(&row.detail).map_err(unreadable)?)
    } else {
        None
    };
    Ok(TrailEntry {
        seq: row.seq,
        at: moment_to_wire(row.at),
        person: row.person.as_uuid(),
        device: row.device.map(domain::DeviceId::as_uuid),
        verb: row.verb.clone(),
        subjects,
        detail,
    })
}
