//! The plan of a session: which items are adopted without debate, and when it should end.

use crate::stage::{BODY, MEETING, cabinet, handle, item};
use domain::{
    Cabinet, Entity, ItemKind, Moment, Part, PartMove, PartReason, Position, PositionId,
    PositionValue, Rules, plan_session,
};
use uuid::Uuid;

fn state(cabinet: &mut Cabinet, name: &str, index: u128, value: PositionValue, late: bool) {
    cabinet.put(Entity::Position(Position {
        id: PositionId::from_uuid(Uuid::from_u128(handle(name).as_uuid().as_u128() * 16 + index)),
        item: item(index),
        person: handle(name),
        value,
        comment: String::new(),
        grade: None,
        received_at: Moment::from_micros(5),
        late,
    }));
}

fn rules(cabinet: &mut Cabinet, rules: Rules) {
    let mut body = cabinet.body(BODY).unwrap().clone();
    body.rules = rules;
    cabinet.put(Entity::Body(body));
}

fn check(cabinet: &Cabinet, expected: [(Part, PartReason); 3], minutes: i64) {
    let meeting = cabinet.meeting(MEETING).unwrap();
    let plan = plan_session(cabinet, handle("secretary_lan"), meeting);
    let parts: Vec<_> = plan.items.iter().map(|item| (item.part, item.reason)).collect();
    assert_eq!(parts, expected);
    let length = plan.ends_at.unwrap().as_micros() - meeting.face.starts_at.as_micros();
    assert_eq!(length, minutes * 60_000_000);
}

const OPEN: (Part, PartReason) = (Part::Discussion, PartReason::Opened);
const NOT_YET: (Part, PartReason) = (Part::Discussion, PartReason::NotEnoughYet);
const QUIET: (Part, PartReason) = (Part::WithoutDebate, PartReason::NobodyOpened);

#[test]
fn in_vietnam_silence_adopts_nothing_and_enough_words_of_no_objection_do() {
    let mut stage = cabinet();
    check(&stage, [NOT_YET; 3], 30);
    for name in ["chair", "minister_an", "minister_low"] {
        state(&mut stage, name, 0, PositionValue::NoObjection, false);
    }
    let enough = (Part::WithoutDebate, PartReason::EnoughAgree);
    check(&stage, [enough, NOT_YET, NOT_YET], 21);
    state(&mut stage, "minister_binh", 0, PositionValue::WishesToSpeak, false);
    check(&stage, [OPEN, NOT_YET, NOT_YET], 30);
}

#[test]
fn in_estonia_an_item_nobody_opens_is_adopted() {
    let mut stage = cabinet();
    rules(&mut stage, Rules::ESTONIA);
    check(&stage, [QUIET; 3], 1);
    state(&mut stage, "minister_an", 1, PositionValue::Objects, false);
    check(&stage, [QUIET, OPEN, QUIET], 11);
}

#[test]
fn a_late_position_and_one_of_a_recused_member_open_nothing() {
    let mut stage = cabinet();
    rules(&mut stage, Rules::ESTONIA);
    state(&mut stage, "minister_an", 0, PositionValue::Objects, true);
    state(&mut stage, "minister_binh", 2, PositionValue::Objects, false);
    check(&stage, [QUIET; 3], 1);
}

#[test]
fn a_discussion_is_discussed_and_an_item_moved_by_hand_stays_where_it_was_put() {
    let mut stage = cabinet();
    rules(&mut stage, Rules::ESTONIA);
    let mut discussion = stage.item(item(0)).unwrap().clone();
    discussion.face.kind = ItemKind::Discussion;
    stage.put(Entity::Item(discussion));
    let mut moved = stage.item(item(1)).unwrap().clone();
    let reason = "Đề nghị của Bộ Tài chính".to_owned();
    let (by, at) = (handle("secretary_lan"), Moment::from_micros(9));
    moved.moved = Some(PartMove { part: Part::Discussion, reason, by, at });
    stage.put(Entity::Item(moved));
    let expected = [
        (Part::Discussion, PartReason::IsADiscussion),
        (Part::Discussion, PartReason::Moved),
        QUIET,
    ];
    check(&stage, expected, 21);
}

#[test]
fn whoever_may_not_see_positions_is_told_no_part_but_one_moved_by_hand() {
    // Once, a member's laptop planned the session from that member's own position alone, and showed a wrong plan.
    let mut stage = cabinet();
    let meeting = stage.meeting(MEETING).unwrap().clone();
    let (by, at) = (handle("secretary_lan"), Moment::from_micros(9));
    let mut moved = stage.item(item(1)).unwrap().clone();
    moved.moved = Some(PartMove { part: Part::Discussion, reason: "x".to_owned(), by, at });
    stage.put(Entity::Item(moved));
    let plan = |stage: &Cabinet, name: &str| plan_session(stage, handle(name), &meeting);
    for name in ["minister_an", "adviser_mai", "auditor_son", "invitee_hoa"] {
        let seen = plan(&stage, name);
        let parts: Vec<_> = seen.items.iter().map(|one| (one.item, one.reason, one.at)).collect();
        assert_eq!(parts, [(item(1), PartReason::Moved, None)], "{name}");
        assert_eq!(seen.ends_at, None, "{name}");
    }
    assert_eq!(plan(&stage, "chair"), plan(&stage, "secretary_lan"));
    assert!(plan(&stage, "chair").ends_at.is_some());
    rules(&mut stage, Rules::ESTONIA);
    assert_eq!(plan(&stage, "minister_an").items.len(), 3);
    let aside = plan(&stage, "minister_binh");
    assert_eq!((aside.items.len(), aside.ends_at), (2, None), "recused from the third");
}
