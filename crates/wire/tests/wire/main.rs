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
            state,
        })
    };
    let entities = [
        Entity::Body(Body {
            id: body,
            name: Text { vi: "Chính phủ".into(), en: "Government".into() },
            session_policy: Policy::VIETNAM_SESSION,
            written_policy: Policy::UK_WRITE_ROUND,
        }),
        membership(Role::Chair),
        membership(Role::Adviser { advises: person }),
        poll(PollState::Open),
        poll(PollState::Closed { tally: Tally::count(3, []), closed_at: Moment::from_micros(9) }),
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
fn a_policy_that_divides_by_zero_is_refused() {
    let json = r#"{"kind":"body","id":"00000000-0000-0000-0000-000000000001",
        "name":{"vi":"x","en":"x"},
        "session_policy":{"quorum":null,"quorum_chair":false,"base":"total","share":[1,0],
            "strictly":true,"tie":"falls","silence":"not_counted"},
        "written_policy":{"quorum":null,"quorum_chair":false,"base":"total","share":[1,2],
            "strictly":true,"tie":"falls","silence":"not_counted"}}"#;
    let error = Record::from_json(json).unwrap().into_entity().unwrap_err();
    assert!(matches!(error, RecordError::Field { field: "share" }));
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
