//! Which ballots a poll takes.

use crate::stage::{cabinet, handle, item, poll};
use domain::{AdmitError, Choice, Entity, Grade, Moment, OpenPoll, PollState, Tally};

fn check(voter: &str, index: u128, expected: Result<(), AdmitError>) {
    let cabinet = cabinet();
    let vote = cabinet.poll(poll(index)).expect("the poll");
    let line = cabinet.item(item(index)).expect("the item");
    assert_eq!(OpenPoll::admit(vote, line, handle(voter)).map(|_| ()), expected, "{voter}");
}

#[test]
fn only_people_on_the_roll_and_not_recused_are_admitted() {
    check("minister_an", 0, Ok(()));
    check("minister_binh", 2, Err(AdmitError::Recused));
    check("secretary_lan", 0, Err(AdmitError::NotOnRoll));
    check("adviser_mai", 0, Err(AdmitError::NotOnRoll));
}

#[test]
fn a_withdrawn_item_and_a_closed_poll_take_nothing() {
    let cabinet = cabinet();
    let vote = cabinet.poll(poll(0)).expect("the poll").clone();
    let mut line = cabinet.item(item(0)).expect("the item").clone();
    let mut closed = vote.clone();
    closed.state =
        PollState::Closed { tally: Tally::default(), closed_at: Moment::from_micros(50) };
    let refused = OpenPoll::admit(&closed, &line, handle("chair")).map(|_| ());
    assert_eq!(refused, Err(AdmitError::Closed));
    line.withdrawn = true;
    let refused = OpenPoll::admit(&vote, &line, handle("chair")).map(|_| ());
    assert_eq!(refused, Err(AdmitError::ItemWithdrawn));
}

#[test]
fn the_servers_clock_opens_and_closes_to_the_microsecond() {
    let cabinet = cabinet();
    let vote = cabinet.poll(poll(0)).expect("the poll");
    let line = cabinet.item(item(0)).expect("the item");
    let open = OpenPoll::admit(vote, line, handle("chair")).expect("admitted");
    for (micros, expected) in [
        (9, Err(AdmitError::NotOpenYet)),
        (10, Ok(())),
        (99, Ok(())),
        (100, Err(AdmitError::Closed)),
    ] {
        assert_eq!(open.at(Moment::from_micros(micros)).map(|_| ()), expected, "{micros}");
    }
}

#[test]
fn an_other_opinion_needs_words_and_abstaining_is_not_on_the_form() {
    let cabinet = cabinet();
    let vote = cabinet.poll(poll(0)).expect("the poll");
    let line = cabinet.item(item(0)).expect("the item");
    let open = OpenPoll::admit(vote, line, handle("chair")).expect("admitted");
    let long = "ơ".repeat(OpenPoll::MAX_OPINION_CHARS + 1);
    for (choice, opinion, expected) in [
        (Choice::Agree, None, Ok(())),
        (Choice::Other, Some("Đề nghị bổ sung Điều 4"), Ok(())),
        (Choice::Other, None, Err(AdmitError::OpinionMissing)),
        (Choice::Other, Some(" \n"), Err(AdmitError::OpinionMissing)),
        (Choice::Abstain, None, Err(AdmitError::ChoiceNotOffered)),
        (Choice::Agree, Some(long.as_str()), Err(AdmitError::OpinionTooLong)),
    ] {
        assert_eq!(open.check_answer(choice, None, opinion), expected, "{choice:?}");
    }
    // Where silence is consent, an other opinion that is meant as an objection says so by its condition.
    for (choice, grade, expected) in [
        (Choice::Agree, Grade::Condition, Ok(())),
        (Choice::Other, Grade::Condition, Ok(())),
        (Choice::Disagree, Grade::Condition, Err(AdmitError::GradeNotOffered)),
        (Choice::Disagree, Grade::Should, Ok(())),
    ] {
        assert_eq!(open.check_answer(choice, Some(grade), Some("x")), expected, "{choice:?}");
    }
    assert!(matches!(cabinet.get(Entity::Poll(vote.clone()).reference()), Some(Entity::Poll(_))));
}
