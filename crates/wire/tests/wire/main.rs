//! Records survive the way out and back, and bad ones are named.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests fail loudly")]

use domain::{
    Anchor, AnnotationChange, AnnotationId, AnnotationOp, Body, BodyId, Colour, DeviceId,
    DocumentId, Entity, HybridTime, Mark, Membership, MembershipId, Moment, OperationId, PersonId,
    Point, Policy, Poll, PollId, PollKind, PollState, Rect, Role, StampKind, Surroundings, Tally,
    Text, TextStyle,
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
            stamps: StampKind::ALL.into(),
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
        stamps: StampKind::ALL.into(),
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
            surroundings: Some(Surroundings {
                before: "Điều 3.".to_owned(),
                after: "Điều 4.".to_owned(),
                paragraph: "Chính phủ thống nhất".to_owned(),
                rect: Some(Rect { x: 0.125, y: 0.25, w: 0.5, h: 0.0625 }),
            }),
            made_at: Moment::from_micros(7),
        },
    };
    let json = NoteOp::to_json(&op).unwrap();
    assert_eq!(NoteOp::from_json(&json).unwrap(), op);
    let json = String::from_utf8(json).unwrap();
    let newer = json.replacen("\"v\":1", "\"v\":2", 1);
    assert!(NoteOp::from_json(newer.as_bytes()).is_err());
    let off_the_page = json.replacen("[0.125,0.25,", "[1.125,0.25,", 1);
    assert!(NoteOp::from_json(off_the_page.as_bytes()).is_err());
}

#[test]
fn every_kind_of_mark_and_every_change_comes_back_equal() {
    let rect = Rect { x: 0.125, y: 0.25, w: 0.5, h: 0.0625 };
    let text = "Ý kiến".to_owned();
    let marked = |style| Mark::Text {
        style,
        rects: vec![rect],
        text: "Điều 3".to_owned(),
        colour: Colour::Green,
    };
    let marks = [
        marked(TextStyle::Highlight),
        marked(TextStyle::Underline),
        marked(TextStyle::StrikeOut),
        Mark::Note { x: 0.5, y: 0.25, text: text.clone(), colour: Colour::Blue },
        Mark::TextBox { rect, text: text.clone(), size: 11.0, colour: Colour::Red },
        Mark::Stamp { rect, stamp: StampKind::Urgent, colour: Colour::Red },
        Mark::Bookmark { title: text.clone() },
    ];
    let anchor =
        Anchor { document: DocumentId::from_uuid(Uuid::from_u128(6)), version: 2, page: 0 };
    let reshaped = |mark| AnnotationChange::Reshape {
        anchor,
        mark,
        surroundings: Some(Surroundings::default()),
    };
    let mut changes: Vec<_> = marks.into_iter().map(reshaped).collect();
    changes.extend([
        AnnotationChange::SetErased(true),
        AnnotationChange::SetText(text),
        AnnotationChange::LayAside(2),
    ]);
    for change in changes {
        let op = AnnotationOp {
            id: OperationId::from_uuid(Uuid::from_u128(1)),
            annotation: AnnotationId::from_uuid(Uuid::from_u128(2)),
            at: HybridTime {
                millis: 3,
                counter: 4,
                device: DeviceId::from_uuid(Uuid::from_u128(5)),
            },
            change,
        };
        assert_eq!(NoteOp::from_json(&NoteOp::to_json(&op).unwrap()).unwrap(), op);
    }
}

#[test]
fn a_note_from_before_notes_had_colours_is_yellow() {
    let json = r#"{"v":1,"id":"00000000-0000-0000-0000-000000000001",
        "annotation":"00000000-0000-0000-0000-000000000002","millis":1,"counter":0,
        "device":"00000000-0000-0000-0000-000000000003","change":{"change":"make",
        "document":"00000000-0000-0000-0000-000000000004","version":1,"page":0,
        "made_at":"2026-11-01T00:00:00Z","mark":{"mark":"note","x":0.5,"y":0.5,"text":"Ý kiến"}}}"#;
    let op = NoteOp::from_json(json.as_bytes()).unwrap();
    let AnnotationChange::Make { mark: Mark::Note { colour, .. }, surroundings: None, .. } =
        op.change
    else {
        panic!("another change: {:?}", op.change);
    };
    assert_eq!(colour, Colour::Yellow);
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

#[test]
fn a_shared_note_comes_back_as_it_was_sent_and_as_no_other() {
    use domain::Layer;
    use wire::{SharedBody, SharedBodyError};
    let (annotation, document) =
        (AnnotationId::from_uuid(Uuid::from_u128(2)), DocumentId::from_uuid(Uuid::from_u128(6)));
    let op = AnnotationOp {
        id: OperationId::from_uuid(Uuid::from_u128(1)),
        annotation,
        at: HybridTime { millis: 3, counter: 4, device: DeviceId::from_uuid(Uuid::from_u128(5)) },
        change: AnnotationChange::Make {
            anchor: Anchor { document, version: 2, page: 7 },
            mark: Mark::Bookmark { title: "Điều 3".to_owned() },
            surroundings: None,
            made_at: Moment::from_micros(7),
        },
    };
    for layer in [Layer::Advice, Layer::Shared] {
        let json = SharedBody::to_json(layer, &op).unwrap();
        let read = SharedBody::from_json(&json, (annotation, document)).unwrap();
        assert_eq!(read, (layer, op.clone()));
        let other = AnnotationId::from_uuid(Uuid::nil());
        let refused = SharedBody::from_json(&json, (other, document));
        assert!(matches!(refused, Err(SharedBodyError::Other)));
        let other = DocumentId::from_uuid(Uuid::nil());
        let refused = SharedBody::from_json(&json, (annotation, other));
        assert!(matches!(refused, Err(SharedBodyError::Other)));
        let newer = String::from_utf8(json).unwrap().replacen("\"v\":1", "\"v\":2", 1);
        let refused = SharedBody::from_json(newer.as_bytes(), (annotation, document));
        assert!(matches!(refused, Err(SharedBodyError::Version(2))));
    }
    let erased = AnnotationOp { change: AnnotationChange::SetErased(true), ..op };
    let json = SharedBody::to_json(Layer::Shared, &erased).unwrap();
    let refused = SharedBody::from_json(&json, (annotation, document));
    assert!(matches!(refused, Err(SharedBodyError::Other)));
}

#[test]
fn a_note_taken_over_remembers_from_whom_and_reads_like_any_other() {
    use wire::TakenFrom;
    let id = Uuid::from_u128;
    let op = AnnotationOp {
        id: OperationId::from_uuid(id(1)),
        annotation: AnnotationId::from_uuid(id(2)),
        at: HybridTime { millis: 3, counter: 4, device: DeviceId::from_uuid(id(5)) },
        change: AnnotationChange::SetErased(false),
    };
    let from = TakenFrom { author: id(7), annotation: id(8), operation: id(9) };
    let json = NoteOp::to_json_taken_from(&op, from).unwrap();
    assert_eq!(NoteOp::from_json(&json).unwrap(), op);
    assert_eq!(NoteOp::taken_from(&json).unwrap(), Some(from));
    let own = NoteOp::to_json(&op).unwrap();
    assert_eq!(NoteOp::taken_from(&own).unwrap(), None);
    assert!(!String::from_utf8(own).unwrap().contains("taken_from"));
}

#[test]
fn sharing_and_taking_back_travel_as_operations_and_as_records_that_are_no_entities() {
    use wire::{Operation, OperationBody, ShareNoteBody, SharedNoteRecord, WrappedKey};
    let id = Uuid::from_u128;
    let wrapped = WrappedKey { person: id(3), enc: "AA".to_owned(), key: "BB".to_owned() };
    let body = ShareNoteBody {
        annotation: id(1),
        document: id(2),
        version: 1,
        revision: 2,
        replaces: Some(id(9)),
        readers: [id(3)].into(),
        sealed: "CC".to_owned(),
        wrapped: vec![wrapped.clone()],
    };
    let operation = Operation { id: id(4), body: OperationBody::ShareNote(Box::new(body)) };
    let json = serde_json::to_string(&operation).unwrap();
    assert!(json.contains(r#""op":"share_note""#), "{json}");
    assert_eq!(serde_json::from_str::<Operation>(&json).unwrap(), operation);
    let record = Record::SharedNote(Box::new(SharedNoteRecord {
        annotation: id(1),
        author: id(5),
        operation: id(4),
        document: id(2),
        version: 1,
        revision: 2,
        readers: [id(3)].into(),
        sealed: "CC".to_owned(),
        wrapped: Some(wrapped),
    }));
    let json = serde_json::to_string(&record).unwrap();
    assert!(json.contains(r#""kind":"shared_note""#), "{json}");
    let back = Record::from_json(&json).unwrap();
    assert_eq!(back, record);
    assert_eq!(back.kind(), wire::KindWord::SharedNote);
    assert_eq!(back.into_entity().unwrap(), None);
}
