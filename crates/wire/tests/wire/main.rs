//! Records survive the way out and back, and bad ones are named.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests fail loudly")]

use domain::{
    Anchor, AnnotationChange, AnnotationId, AnnotationOp, Body, BodyId, Colour, DeviceId,
    DocumentId, Entity, HybridTime, Mark, Membership, MembershipId, Moment, OperationId, PersonId,
    Point, Policy, Poll, PollId, PollKind, PollState, Role, Tally, Text,
};
use uuid::Uuid;
use wire::{NoteOp, Record, RecordError};

fn there_and_back(entity: &Entity) -> Entity {
    let json = serde_json::to_string(&Record::from(entity)).unwrap();
    Record::from_json(&json).unwrap().into_entity().unwrap().unwrap()
}

#[test]
fn bodies_memberships_and_polls_come_back_equal() {
    let person = PersonId::from_uuid(Uuid::from_u128(1));
    let body = BodyId::from_uuid(Uuid::from_u128(2));
    let membership = |role| {
        Entity::Membership(Membership {
            id: MembershipId::from_uuid(Uuid::from_u128(3)),
            body,
            person,
            role,
            clearance: domain::Classification::Confidential,
            votes: 2,
            from: None,
            until: Some(Moment::from_micros(1_767_225_600_000_001)),
            ended: false,
        })
    };
    let poll = |state| {
        Entity::Poll(Poll {
            id: PollId::from_uuid(Uuid::from_u128(4)),
            item: domain::ItemId::from_uuid(Uuid::from_u128(5)),
            kind: PollKind::OpinionForm,
            question: Text::same("Có đồng ý không?"),
            opens_at: Moment::from_micros(1),
            closes_at: Moment::from_micros(1_767_225_600_000_001),
            policy: Policy::ESTONIA_SESSION,
            roll: [person].into(),
            chair: person,
            weights: [(person, 3)].into(),
            form: Some((domain::FormId::from_uuid(Uuid::from_u128(6)), 1)),
            state,
            settled: Some(domain::Settlement {
                adopted: true,
                reason: "Đồng ý".into(),
                by: person,
                at: Moment::from_micros(9),
            }),
        })
    };
    let entities = [
        Entity::Body(Body {
            id: body,
            name: Text { vi: "Chính phủ".into(), en: "Government".into() },
            rules: domain::Rules::UNITED_KINGDOM,
            calendar: domain::Calendar {
                closed: [jiff::civil::date(2026, 9, 1)].into(),
                ..domain::Calendar::of(domain::Country::Vietnam)
            },
            zone: domain::Zone::vietnam(),
            ceiling: domain::Classification::Secret,
        }),
        membership(Role::Chair),
        membership(Role::Adviser { advises: person }),
        poll(PollState::Open),
        poll(PollState::Closed {
            tally: Tally { total: 3, stale: 1, ..Tally::default() },
            closed_at: Moment::from_micros(9),
        }),
    ];
    for entity in entities {
        assert_eq!(there_and_back(&entity), entity);
    }
}

#[test]
fn a_kind_from_a_newer_program_is_named_as_unknown() {
    let error = Record::from_json(r#"{"kind":"hologram","id":"x"}"#).unwrap_err();
    assert!(matches!(error, RecordError::Shape(_)));
}

#[test]
fn a_policy_that_divides_by_zero_or_asks_for_a_crowd_is_refused() {
    let body = Entity::Body(Body {
        id: BodyId::from_uuid(Uuid::from_u128(2)),
        name: Text::same("x"),
        rules: domain::Rules::VIETNAM,
        calendar: domain::Calendar::of(domain::Country::Vietnam),
        zone: domain::Zone::vietnam(),
        ceiling: domain::Classification::Internal,
    });
    let json = serde_json::to_string(&Record::from(&body)).unwrap();
    let by_zero = json.replacen("\"share\":[1,2]", "\"share\":[1,0]", 1);
    let error = Record::from_json(&by_zero).unwrap().into_entity().unwrap_err();
    assert!(matches!(error, RecordError::Field { field: "share" }));
    let crowd = json.replacen("\"and_more\":0", "\"and_more\":4000000000", 1);
    let error = Record::from_json(&crowd).unwrap().into_entity().unwrap_err();
    assert!(matches!(error, RecordError::Field { field: "and_more" }));
}

#[test]
fn annotation_changes_come_back_equal_and_newer_versions_are_refused() {
    let op = AnnotationOp {
        id: OperationId::from_uuid(Uuid::from_u128(1)),
        annotation: AnnotationId::from_uuid(Uuid::from_u128(2)),
        at: HybridTime { millis: 3, counter: 4, device: DeviceId::from_uuid(Uuid::from_u128(5)) },
        change: AnnotationChange::Make {
            anchor: Anchor {
                document: DocumentId::from_uuid(Uuid::from_u128(6)),
                version: 1,
                page: 249,
            },
            mark: Mark::Stroke {
                points: vec![Point { x: 0.125, y: 0.1, pressure: 0.5 }],
                width: 0.002,
                colour: Colour::Ink,
            },
            made_at: Moment::from_micros(7),
        },
    };
    let json = NoteOp::to_json(&op).unwrap();
    assert_eq!(NoteOp::from_json(&json).unwrap(), op);
    let newer = String::from_utf8(json).unwrap().replacen("\"v\":1", "\"v\":2", 1);
    assert!(NoteOp::from_json(newer.as_bytes()).is_err());
}

#[test]
fn meetings_items_and_edits_come_back_equal_with_their_conflicts() {
    use domain::act::{Act, RecordEdit};
    use domain::{AgendaItem, Conflict, Field, ItemId, Meeting, MeetingId, MeetingKind, Value};
    let id = |n| Uuid::from_u128(n);
    let person = PersonId::from_uuid(id(1));
    let meeting = MeetingId::from_uuid(id(2));
    let body = BodyId::from_uuid(id(3));
    let mut session = Meeting::blank(meeting, body, MeetingKind::WrittenProcedure, person);
    session.face.lodge_by = Some(Moment::from_micros(5));
    session.issued = Some(session.face.clone());
    let mut item = AgendaItem::blank(ItemId::from_uuid(id(4)), meeting, person);
    item.readers.insert(person);
    let recusal = domain::Recusal { reason: "x".into(), by: person, at: Moment::from_micros(7) };
    item.recused.insert(person, recusal);
    for (field, value) in [
        (Field::Title, Value::Text(Text::same("Của tôi"))),
        (Field::Rank, Value::Rank { parent: None, order: 9 }),
        (Field::Rapporteurs, Value::People([person].into())),
        (Field::LodgeBy, Value::MaybeMoment(None)),
    ] {
        let at = Moment::from_micros(8);
        item.conflicts.push(Conflict { field, value, by: person, at });
    }
    let (session, item) = (Entity::Meeting(session), Entity::Item(item));
    assert_eq!(there_and_back(&session), session);
    assert_eq!(there_and_back(&item), item);
    let act = Act::Edit(vec![
        RecordEdit { was: None, now: Some(session) },
        RecordEdit { was: Some(item), now: None },
    ]);
    let json = serde_json::to_string(&wire::ActBody::from(&act)).unwrap();
    let back: wire::ActBody = serde_json::from_str(&json).unwrap();
    assert_eq!(Act::try_from(back).unwrap(), act);
}

#[test]
fn every_fields_word_is_the_one_its_record_has() {
    for field in [domain::Field::Title, domain::Field::StartsAt, domain::Field::SummaryExpected] {
        let conflict = domain::Conflict {
            field,
            value: domain::Value::Number(1),
            by: PersonId::from_uuid(Uuid::nil()),
            at: Moment::from_micros(0),
        };
        let record = serde_json::to_value(wire::ConflictRecord::from(&conflict)).unwrap();
        assert_eq!(record["field"], wire::field_word(field));
    }
}
