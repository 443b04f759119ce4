//! The life of a meeting: publishing, closing, opening again, and its book.

use crate::acts::{act, edit, lodge};
use crate::stage::{MEETING, cabinet, document, dossier, handle, item};
use domain::act::{Act, ActError, RecordEdit};
use domain::{
    Cabinet, Conflict, DossierState, Entity, Field, Meeting, MeetingState, Moment, Text, Value,
    book_pages,
};

const PUBLISH: Act = Act::MoveMeeting { meeting: MEETING, to: MeetingState::Published };

fn go(stage: &mut Cabinet, to: MeetingState) {
    act(stage, "secretary_lan", &Act::MoveMeeting { meeting: MEETING, to }).unwrap();
}

fn pages(stage: &Cabinet) -> Vec<Option<(u32, u32)>> {
    (0..3).map(|one| book_pages(stage.document(document(one)).unwrap())).collect()
}

#[test]
fn the_book_is_counted_anew_through_everything_that_members_have() {
    // Once, a dossier that was incomplete at a later publication kept its old pages, and two papers had the same.
    let mut stage = cabinet();
    act(&mut stage, "secretary_lan", &PUBLISH).unwrap();
    assert_eq!(pages(&stage), [Some((1, 1)), Some((2, 2)), Some((3, 3))]);
    let was = stage.dossier(dossier(1)).unwrap().clone();
    let mut incomplete = was.clone();
    incomplete.summary_expected = true;
    let expect_more = edit(Some(Entity::Dossier(was)), Entity::Dossier(incomplete));
    act(&mut stage, "secretary_lan", &expect_more).unwrap();
    act(&mut stage, "secretary_lan", &lodge(0, "Dài hơn")).unwrap();
    act(&mut stage, "secretary_lan", &PUBLISH).unwrap();
    assert_eq!(pages(&stage), [Some((1, 4)), Some((5, 5)), Some((6, 6))]);
}

#[test]
fn what_is_withdrawn_or_recalled_has_no_page() {
    let withdrawn = Act::WithdrawItem { item: item(0), withdrawn: true };
    let taken_back = Act::MoveDossier { dossier: dossier(0), to: DossierState::Withdrawn };
    for does in [withdrawn, taken_back, Act::Recall { document: document(0) }] {
        let mut stage = cabinet();
        act(&mut stage, "secretary_lan", &PUBLISH).unwrap();
        act(&mut stage, "secretary_lan", &does).unwrap();
        act(&mut stage, "secretary_lan", &PUBLISH).unwrap();
        assert_eq!(pages(&stage), [None, Some((1, 1)), Some((2, 2))], "{does:?}");
    }
}

#[test]
fn papers_of_a_withdrawn_dossier_come_back_with_the_next_publication_and_not_before() {
    let mut stage = cabinet();
    let to = |to| Act::MoveDossier { dossier: dossier(0), to };
    act(&mut stage, "secretary_lan", &to(DossierState::Withdrawn)).unwrap();
    act(&mut stage, "secretary_lan", &to(DossierState::Draft)).unwrap();
    let an = handle("minister_an");
    assert_eq!(stage.papers_in_force(item(0), an), []);
    let paper = Entity::Document(stage.document(document(0)).unwrap().clone());
    let remove = Act::Edit(vec![RecordEdit { was: Some(paper), now: None }]);
    let removed = act(&mut stage, "secretary_lan", &remove);
    assert_eq!(removed, Err(ActError::AlreadyOut), "members had it once");
    act(&mut stage, "secretary_lan", &PUBLISH).unwrap();
    assert_eq!(stage.papers_in_force(item(0), an).len(), 1);
}

#[test]
fn a_meeting_that_is_opened_again_has_its_dossiers_before_it_again() {
    let mut stage = cabinet();
    let confirm = Act::MoveDossier { dossier: dossier(1), to: DossierState::Confirmed };
    act(&mut stage, "chair", &confirm).unwrap();
    let states = |stage: &Cabinet| -> Vec<DossierState> {
        (0..3).map(|one| stage.dossier(dossier(one)).unwrap().state).collect()
    };
    go(&mut stage, MeetingState::InSession);
    go(&mut stage, MeetingState::Closed);
    assert_eq!(states(&stage), [DossierState::Considered; 3]);
    go(&mut stage, MeetingState::InSession);
    assert_eq!(states(&stage), [DossierState::Published; 3]);
    go(&mut stage, MeetingState::Closed);
    assert_eq!(states(&stage), [DossierState::Considered; 3]);
}

#[test]
fn a_conflict_on_a_closed_meeting_is_not_chosen_in() {
    // Once, choosing in a conflict changed a meeting that no edit could change.
    for (state, expected) in [
        (MeetingState::Published, Ok(())),
        (MeetingState::Closed, Err(ActError::NotPossibleNow)),
        (MeetingState::Cancelled, Err(ActError::NotPossibleNow)),
    ] {
        let mut stage = cabinet();
        let meeting = stage.meeting(MEETING).unwrap().clone();
        let waiting = Conflict {
            field: Field::Title,
            value: Value::Text(Text::same("Phiên họp bất thường")),
            by: handle("secretary_lan"),
            at: Moment::from_micros(1),
        };
        let meeting = Meeting { state, conflicts: vec![waiting], ..meeting };
        let subject = Entity::Meeting(meeting.clone()).reference();
        stage.put(Entity::Meeting(meeting));
        let choose = Act::ResolveConflict { subject, field: Field::Title, take: true };
        assert_eq!(act(&mut stage, "secretary_lan", &choose), expected, "{state:?}");
    }
}
