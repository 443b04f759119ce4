//! Sending, closing, moving and settling: what is possible when, and by whom.

use crate::acts::{act, at, lodge, put_form};
use crate::stage::{BODY, MEETING, cabinet, document, dossier, handle, item, person, poll};
use domain::act::{Act, ActError, Actor, check_close};
use domain::{
    BallotId, Cabinet, CastBallot, Choice, DocumentId, DossierId, DossierState, Entity, ItemId,
    Meeting, MeetingId, MeetingKind, MeetingState, Moment, PollKind, PollState, Recusal, Tally,
    access,
};
use std::collections::BTreeMap;
use uuid::Uuid;

fn in_state(state: MeetingState) -> Cabinet {
    let mut stage = cabinet();
    let meeting = stage.meeting(MEETING).unwrap().clone();
    stage.put(Entity::Meeting(Meeting { state, ..meeting }));
    stage
}

fn answer(cabinet: &mut Cabinet, name: &str) {
    cabinet.put(Entity::Ballot(CastBallot {
        id: BallotId::from_uuid(handle(name).as_uuid()),
        poll: poll(0),
        voter: handle(name),
        choice: Choice::Agree,
        grade: None,
        opinion: None,
        seq: 0,
        cast_at: Moment::from_micros(20),
        received_at: Moment::from_micros(20),
        papers: cabinet.papers_in_force(item(0), handle(name)),
        sealed: String::new(),
        receipt: String::new(),
        log_index: 0,
        in_time: true,
    }));
}

fn may_close(cabinet: &Cabinet, name: &str, now: i64) -> Result<(), ActError> {
    let actor = Actor { person: handle(name), now: Moment::from_micros(now) };
    check_close(cabinet, actor, cabinet.poll(poll(0)).unwrap())
}

fn recuse(cabinet: &mut Cabinet, names: &[&str]) {
    let mut line = cabinet.item(item(0)).unwrap().clone();
    let declared = Recusal { reason: String::new(), by: person(5), at: Moment::from_micros(0) };
    line.recused.extend(names.iter().map(|name| (handle(name), declared.clone())));
    cabinet.put(Entity::Item(line));
}

#[test]
fn a_form_is_sent_while_its_meeting_is_before_the_members_and_not_after() {
    for (state, expected) in [
        (MeetingState::Draft, Err(ActError::NotPossibleNow)),
        (MeetingState::Published, Ok(())),
        (MeetingState::InSession, Ok(())),
        (MeetingState::Closed, Err(ActError::NotPossibleNow)),
        (MeetingState::Archived, Err(ActError::NotPossibleNow)),
        (MeetingState::Cancelled, Err(ActError::NotPossibleNow)),
    ] {
        let mut stage = in_state(state);
        let form = put_form(&mut stage, 10_000_000, "khẩn");
        assert_eq!(
            act(&mut stage, "secretary_lan", &Act::SendForm { form }),
            expected,
            "{state:?}"
        );
    }
}

#[test]
fn a_meeting_is_neither_cancelled_nor_put_away_while_answers_are_taken() {
    for (from, to) in [
        (MeetingState::Published, MeetingState::Cancelled),
        (MeetingState::Closed, MeetingState::Archived),
    ] {
        let mut stage = in_state(from);
        let go = Act::MoveMeeting { meeting: MEETING, to };
        assert_eq!(act(&mut stage, "secretary_lan", &go), Err(ActError::AnswersOpen), "{to:?}");
        for index in [0, 1] {
            let mut vote = stage.poll(poll(index)).unwrap().clone();
            let closed_at = Moment::from_micros(90);
            vote.state = PollState::Closed { tally: Tally::default(), closed_at };
            stage.put(Entity::Poll(vote));
        }
        assert_eq!(act(&mut stage, "secretary_lan", &go), Err(ActError::AnswersOpen), "{to:?}");
        let mut line = stage.item(item(2)).unwrap().clone();
        line.withdrawn = true;
        stage.put(Entity::Item(line));
        assert_eq!(act(&mut stage, "secretary_lan", &go), Ok(()), "a withdrawn item asks nobody");
    }
}

#[test]
fn an_opinion_form_is_closed_before_its_deadline_only_when_everybody_has_answered() {
    // Once, the secretariat could end a form while members still had days to answer.
    let mut stage = cabinet();
    for name in ["chair", "minister_an", "minister_binh"] {
        answer(&mut stage, name);
        assert_eq!(may_close(&stage, "secretary_lan", 50), Err(ActError::AnswersAwaited));
    }
    assert_eq!(may_close(&stage, "secretary_lan", 100), Ok(()), "the deadline is over");
    assert_eq!(may_close(&stage, "minister_an", 100), Err(ActError::NotEntitled));
    assert_eq!(may_close(&stage, "admin_tuan", 100), Err(ActError::NotFound));
    let mut without_low = stage.clone();
    recuse(&mut without_low, &["minister_low"]);
    assert_eq!(may_close(&without_low, "secretary_lan", 50), Ok(()), "who stands aside");
    answer(&mut stage, "minister_low");
    assert_eq!(may_close(&stage, "secretary_lan", 50), Ok(()));
    at(&mut stage, "secretary_lan", 30, &lodge(0, "Sửa")).unwrap();
    let publish = Act::MoveMeeting { meeting: MEETING, to: MeetingState::Published };
    at(&mut stage, "secretary_lan", 40, &publish).unwrap();
    assert_eq!(may_close(&stage, "secretary_lan", 50), Err(ActError::AnswersAwaited), "all stale");
}

#[test]
fn a_roll_call_is_closed_by_the_secretariat_or_whoever_presides_at_any_time() {
    let mut stage = cabinet();
    let mut vote = stage.poll(poll(0)).unwrap().clone();
    vote.kind = PollKind::RollCall;
    stage.put(Entity::Poll(vote));
    for (name, expected) in
        [("secretary_lan", Ok(())), ("chair", Ok(())), ("minister_an", Err(ActError::NotEntitled))]
    {
        assert_eq!(may_close(&stage, name, 50), expected, "{name}");
    }
}

fn tied() -> Cabinet {
    let mut stage = cabinet();
    let mut vote = stage.poll(poll(0)).unwrap().clone();
    let tally =
        Tally { members: 4, present: 4, total: 4, agree: 2, disagree: 2, ..Tally::default() };
    vote.state = PollState::Closed { tally, closed_at: Moment::from_micros(100) };
    vote.chair = handle("minister_binh");
    stage.put(Entity::Poll(vote));
    let mut meeting = stage.meeting(MEETING).unwrap().clone();
    meeting.face.chair = handle("minister_an");
    meeting.issued = Some(meeting.face.clone());
    stage.put(Entity::Meeting(meeting));
    stage
}

#[test]
fn whoever_presides_settles_and_the_secretariat_where_nobody_is_left() {
    // Once, a poll whose chair stood aside or had left could be settled by nobody.
    let settle =
        |reason: &str| Act::Settle { poll: poll(0), adopted: true, reason: reason.to_owned() };
    let everybody = ["minister_binh", "minister_an", "chair", "secretary_lan"];
    for (n_aside, expected) in everybody.iter().enumerate() {
        let mut stage = tied();
        recuse(&mut stage, &everybody[..n_aside]);
        for name in everybody.iter().chain(&["minister_low", "auditor_son"]) {
            let vote = stage.poll(poll(0)).unwrap();
            let may = access::may_settle(&stage, handle(name), vote);
            assert_eq!(may, name == expected, "{name} with {n_aside} aside");
            let done = act(&mut stage.clone(), name, &settle("Đã thống nhất"));
            assert_eq!(done.is_ok(), name == expected, "{name} with {n_aside} aside: {done:?}");
        }
        assert_eq!(act(&mut stage, expected, &settle("")), Err(ActError::ReasonMissing));
    }
    let mut stage = tied();
    let mut left =
        stage.memberships().find(|one| one.person == handle("minister_binh")).unwrap().clone();
    left.ended = true;
    stage.put(Entity::Membership(left));
    assert_eq!(act(&mut stage, "minister_an", &settle("Đã thống nhất")), Ok(()));
}

#[test]
fn a_confirmation_by_the_secretariat_needs_a_reason_too() {
    let mut stage = tied();
    let mut vote = stage.poll(poll(0)).unwrap().clone();
    let tally = Tally { members: 4, present: 4, total: 4, agree: 4, ..Tally::default() };
    vote.state = PollState::Closed { tally, closed_at: Moment::from_micros(100) };
    vote.policy.chair_confirms = true;
    stage.put(Entity::Poll(vote));
    let settle =
        |reason: &str| Act::Settle { poll: poll(0), adopted: true, reason: reason.to_owned() };
    assert_eq!(act(&mut stage.clone(), "minister_binh", &settle("")), Ok(()));
    recuse(&mut stage, &["minister_binh", "minister_an", "chair"]);
    assert_eq!(act(&mut stage, "secretary_lan", &settle("")), Err(ActError::ReasonMissing));
    assert_eq!(act(&mut stage, "secretary_lan", &settle("Biên bản số 5")), Ok(()));
}

#[test]
fn papers_that_were_withdrawn_do_not_come_back_with_a_form_that_goes_to_a_session() {
    for withdrawn in [false, true] {
        let mut stage = cabinet();
        let form = put_form(&mut stage, 10_000_000, "khẩn");
        act(&mut stage, "secretary_lan", &Act::SendForm { form }).unwrap();
        if withdrawn {
            let away = Act::MoveDossier { dossier: dossier(0), to: DossierState::Withdrawn };
            act(&mut stage, "secretary_lan", &away).unwrap();
        }
        let next = MeetingId::from_uuid(Uuid::from_u128(0x900));
        let target = Meeting::blank(next, BODY, MeetingKind::Session, handle("chair"));
        stage.put(Entity::Meeting(target));
        let copy = DocumentId::from_uuid(Uuid::from_u128(0x903));
        let (new, held) = (Uuid::from_u128(0x901), Uuid::from_u128(0x902));
        let go = Act::MoveFormToSession {
            form,
            meeting: next,
            item: ItemId::from_uuid(new),
            dossier: DossierId::from_uuid(held),
            papers: BTreeMap::from([(document(0), copy)]),
        };
        act(&mut stage, "secretary_lan", &go).unwrap();
        let landed = stage.dossier(DossierId::from_uuid(held)).unwrap();
        let state = if withdrawn { DossierState::Draft } else { DossierState::Lodged };
        assert_eq!(landed.state, state);
        assert_eq!(stage.document(copy).is_some(), !withdrawn);
    }
}
