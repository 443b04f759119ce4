use super::extract::{Json, Query, within_store};
use crate::app::App;
use crate::error::ApiError;
use crate::proof::Caller;
use crate::storage::{self, TrailFilter, TrailRow};
use axum::extract::State;
use domain::{Cabinet, Entity, EntityRef, FormState, PersonId, access};
use std::sync::Arc;
use wire::{
    ActBody, Problem, TrailEntry, TrailQuery, TrailResponse, TrailSubject, moment_to_wire,
    wire_to_moment,
};

/// The trail of administrative acts, newest first. An act is given whole only to those who see the working records it
/// touched: an administrator or auditor learns that an item was edited, not what was written.
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
    let before = within_store(query.before.unwrap_or(0))?;
    let answer = app
        .run(move |app| {
            let cabinet = app.cabinet()?;
            if !access::may_read_trail(&cabinet, caller.person) {
                return Err(ApiError::not_found());
            }
            let filter = TrailFilter {
                before,
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
    let detail: serde_json::Value = serde_json::from_str(&row.detail).map_err(unreadable)?;
    let has_words = serde_json::from_value(detail.clone()).map_or(true, |act| has_words(&act));
    let may_see = |subject: &TrailSubject| {
        let kind = wire::KindWord::from_word(&subject.kind).and_then(wire::KindWord::entity);
        kind.and_then(|kind| cabinet.get(EntityRef { kind, id: subject.id })).is_some_and(
            |entity| {
                let seen = access::may_see(cabinet, reader, entity);
                seen && (!has_words || sees_workings(cabinet, reader, entity))
            },
        )
    };
    let detail = (!subjects.is_empty() && subjects.iter().all(may_see)).then_some(detail);
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

/// Whether an act says something in words, or carries records. What stands in the trail outlives what stands in the
/// record: wording that was never published, the reason of a recusal that was taken back.
fn has_words(act: &ActBody) -> bool {
    match act {
        ActBody::Edit { .. }
        | ActBody::MovePart { .. }
        | ActBody::Recuse { .. }
        | ActBody::AskLate { .. }
        | ActBody::DecideLate { .. }
        | ActBody::Lodge { .. }
        | ActBody::ExtendForm { .. }
        | ActBody::ReplyToOpinion { .. }
        | ActBody::Settle { .. } => true,
        ActBody::ResolveConflict { .. }
        | ActBody::MoveMeeting { .. }
        | ActBody::WithdrawItem { .. }
        | ActBody::LiftRecusal { .. }
        | ActBody::Recall { .. }
        | ActBody::MoveDossier { .. }
        | ActBody::SendForm { .. }
        | ActBody::MoveFormToSession { .. } => false,
    }
}

/// Whether a reader sees the working record and not a face of it: asked of the record with something in it that only
/// they would get, because a record without secrets today may have had some when the act was done.
fn sees_workings(cabinet: &Cabinet, reader: PersonId, entity: &Entity) -> bool {
    let mut probe = entity.clone();
    match &mut probe {
        Entity::Meeting(meeting) => {
            let mut issued = meeting.public_face().clone();
            issued.title.vi.push('*');
            meeting.issued = Some(issued);
        }
        Entity::Item(item) => {
            let mut issued = item.public_face().clone();
            issued.title.vi.push('*');
            item.issued = Some(issued);
        }
        Entity::Document(document) => document.pending = Some(document.newest().clone()),
        Entity::Person(person) => person.mail = Some("*".to_owned()),
        Entity::Form(form) => form.state = FormState::Draft,
        Entity::Body(_)
        | Entity::Membership(_)
        | Entity::Dossier(_)
        | Entity::Poll(_)
        | Entity::Position(_)
        | Entity::Ballot(_)
        | Entity::Reply(_)
        | Entity::Delivery(_)
        | Entity::Delegation(_)
        | Entity::Invitation(_) => {}
    }
    let whole = access::see(cabinet, reader, entity).is_some_and(|seen| seen == *entity);
    whole && access::see(cabinet, reader, &probe).is_some_and(|seen| seen == probe)
}

#[cfg(test)]
mod tests {
    use super::describe;
    use crate::storage::TrailRow;
    use domain::{
        AgendaItem, BodyId, Cabinet, Classification, Entity, ItemId, Meeting, MeetingId,
        MeetingKind, MeetingState, Membership, MembershipId, Moment, Person, PersonId, Role, Text,
    };
    use serde_json::{Value, json};
    use uuid::Uuid;

    const SECRETARY_LAN: u128 = 1;
    const AUDITOR_SON: u128 = 2;
    const ADMIN_TUAN: u128 = 3;
    const ITEM: u128 = 10;
    const MEETING: u128 = 11;

    fn person(id: u128) -> PersonId {
        PersonId::from_uuid(Uuid::from_u128(id))
    }

    fn seat(id: u128, role: Role) -> [Entity; 2] {
        [
            Entity::Person(Person {
                id: person(id),
                handle: id.to_string(),
                name: id.to_string(),
                office: Text::same(""),
                mail: Some("own@cabinet.example".to_owned()),
                removed: false,
            }),
            Entity::Membership(Membership {
                id: MembershipId::from_uuid(Uuid::from_u128(id)),
                body: BodyId::from_uuid(Uuid::nil()),
                person: person(id),
                role,
                clearance: Classification::Internal,
                votes: 1,
                from: None,
                until: None,
                ended: false,
            }),
        ]
    }

    /// A published meeting whose one item says to everybody what the secretariat has of it.
    fn cabinet() -> Cabinet {
        let mut cabinet = Cabinet::default();
        let seats = [
            seat(SECRETARY_LAN, Role::Secretariat),
            seat(AUDITOR_SON, Role::Auditor),
            seat(ADMIN_TUAN, Role::Administrator),
        ];
        seats.into_iter().flatten().for_each(|entity| cabinet.put(entity));
        let id = MeetingId::from_uuid(Uuid::from_u128(MEETING));
        let body = BodyId::from_uuid(Uuid::nil());
        let mut meeting = Meeting::blank(id, body, MeetingKind::Session, person(SECRETARY_LAN));
        meeting.state = MeetingState::Published;
        meeting.issued = Some(meeting.face.clone());
        cabinet.put(Entity::Meeting(meeting));
        let item = ItemId::from_uuid(Uuid::from_u128(ITEM));
        let mut item = AgendaItem::blank(item, id, person(SECRETARY_LAN));
        item.issued = Some(item.face.clone());
        cabinet.put(Entity::Item(item));
        cabinet
    }

    fn check(reader: u128, (kind, subject): (&str, u128), act: &Value, expected: bool) {
        let row = TrailRow {
            seq: 1,
            at: Moment::from_micros(0),
            person: person(SECRETARY_LAN),
            device: None,
            verb: "verb".to_owned(),
            subjects: json!([{ "kind": kind, "id": Uuid::from_u128(subject) }]).to_string(),
            detail: act.to_string(),
        };
        let entry = describe(&cabinet(), person(reader), &row).unwrap();
        assert_eq!(entry.detail.is_some(), expected, "{reader} reads {act}");
    }

    /// An auditor read in the trail why a member stood aside, although the record keeps it from them, and what was
    /// typed into an item and never published.
    #[test]
    fn the_words_of_an_act_are_for_those_who_see_the_working_record() {
        let item = ("item", ITEM);
        let recuse = json!({
            "act": "recuse", "item": Uuid::from_u128(ITEM), "person": Uuid::from_u128(5),
            "reason": "Có người thân trong dự án",
        });
        let edit = json!({ "act": "edit", "edits": [] });
        for act in [&recuse, &edit, &json!({ "act": "edit", "withheld": "ceiling" })] {
            check(SECRETARY_LAN, item, act, true);
            check(AUDITOR_SON, item, act, false);
            check(ADMIN_TUAN, item, act, false);
        }
        let move_meeting = json!({
            "act": "move_meeting", "meeting": Uuid::from_u128(MEETING), "to": "published",
        });
        check(AUDITOR_SON, ("meeting", MEETING), &move_meeting, true);
        check(ADMIN_TUAN, ("meeting", MEETING), &move_meeting, false);
        check(ADMIN_TUAN, ("person", SECRETARY_LAN), &edit, true);
        check(AUDITOR_SON, ("person", SECRETARY_LAN), &edit, false);
        check(SECRETARY_LAN, ("item", 99), &edit, false);
    }
}
