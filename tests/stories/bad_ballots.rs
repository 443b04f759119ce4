//! Ballots that must not count: each is refused with its reason, and the member's own copy is kept and shown.

use crate::stage::{Stage, story};
use desk::view::{BallotInput, ChoiceView, KeptStateView, SafetyView};
use domain::Choice;
use wire::{ActBody, OperationBody, OperationOutcome};

fn refusal(outcome: &OperationOutcome) -> Option<&str> {
    match outcome {
        OperationOutcome::Refused { problem } => Some(&problem.code),
        OperationOutcome::Accepted { .. } | OperationOutcome::Late { .. } => None,
    }
}

#[test]
fn a_second_ballot_for_the_same_poll_is_refused_and_a_named_change_is_taken() {
    story(async {
        let stage = Stage::open();
        let member = stage.raw("minister_binh").await;
        let poll = member.cabinet.polls().next().unwrap().id;
        let first = member.seal(poll, Choice::Agree, None, (0, None)).unwrap();
        let cast = |sealed: &ballot::SealedBallot| OperationBody::Ballot {
            sealed: sealed.as_compact().to_owned(),
        };
        assert_eq!(refusal(&member.operate(cast(&first)).await.unwrap()), None);
        let again = member.seal(poll, Choice::Disagree, None, (0, None)).unwrap();
        let outcome = member.operate(cast(&again)).await.unwrap();
        assert_eq!(refusal(&outcome), Some("poll-already-answered"));
        let change = member.seal(poll, Choice::Disagree, None, (1, Some(first.tracker()))).unwrap();
        assert_eq!(refusal(&member.operate(cast(&change)).await.unwrap()), None);
    });
}

#[test]
fn the_same_operation_sent_twice_has_one_effect_and_one_answer() {
    story(async {
        let stage = Stage::open();
        let member = stage.raw("minister_binh").await;
        let poll = member.cabinet.polls().next().unwrap().id;
        let sealed = member.seal(poll, Choice::Agree, None, (0, None)).unwrap();
        let body = OperationBody::Ballot { sealed: sealed.as_compact().to_owned() };
        let id = uuid::Uuid::now_v7();
        let first = member.operate_as(id, body.clone()).await.unwrap();
        assert_eq!(member.operate_as(id, body).await.unwrap(), first);
        let other = OperationBody::Note { sealed: "x".to_owned() };
        assert_eq!(refusal(&member.operate_as(id, other).await.unwrap()), Some("conflict"));
        let checked = stage.server.console(&["check"]).unwrap();
        assert!(checked.contains("1 receipts are good"), "{checked}");
    });
}

/// A reviewer's find: the device chooses a ballot's identity, and an identity used twice once replaced the first
/// ballot's record, whoever it belonged to.
#[test]
fn a_ballot_cannot_take_the_identity_of_another() {
    story(async {
        let stage = Stage::open();
        let (an, binh) = (stage.raw("minister_an").await, stage.raw("minister_binh").await);
        let poll = an.cabinet.polls().next().unwrap().id;
        let first = an.seal(poll, Choice::Agree, None, (0, None)).unwrap();
        let vote = first.open(&an.credentials.signing_key().public()).unwrap();
        let cast = |sealed: &ballot::SealedBallot| OperationBody::Ballot {
            sealed: sealed.as_compact().to_owned(),
        };
        assert_eq!(refusal(&an.operate(cast(&first)).await.unwrap()), None);
        let own = binh.seal(poll, Choice::Disagree, None, (0, None)).unwrap();
        let key = binh.credentials.signing_key();
        let mut copied = own.open(&key.public()).unwrap();
        copied.ballot = vote.ballot;
        let forged = copied.seal(&key).unwrap();
        assert_eq!(refusal(&binh.operate(cast(&forged)).await.unwrap()), Some("conflict"));
        let checked = stage.server.console(&["check"]).unwrap();
        assert!(checked.contains("1 receipts are good"), "{checked}");
    });
}

#[test]
fn who_is_not_on_the_roll_or_forges_the_voter_is_refused() {
    story(async {
        let stage = Stage::open();
        let (member, secretary) =
            (stage.raw("minister_an").await, stage.raw("secretary_lan").await);
        let poll = member.cabinet.polls().next().unwrap().id;
        assert_eq!(
            refusal(&secretary.vote(poll, Choice::Agree).await.unwrap()),
            Some("not-entitled")
        );
        let hers = member.seal(poll, Choice::Agree, None, (0, None)).unwrap();
        let stolen = OperationBody::Ballot { sealed: hers.as_compact().to_owned() };
        assert_eq!(refusal(&secretary.operate(stolen).await.unwrap()), Some("seal-invalid"));
        let invitee = stage.raw("invitee_hoa").await;
        assert!(invitee.cabinet.polls().next().is_none(), "an invitee sees no poll");
    });
}

#[test]
fn a_ballot_after_the_close_is_kept_shown_as_late_and_not_counted() {
    story(async {
        let stage = Stage::open();
        let laptop = stage.laptop("minister_an", "laptop").await;
        let secretary = stage.raw("secretary_lan").await;
        let desk = laptop.desk();
        let poll = secretary.cabinet.polls().next().unwrap().id.as_uuid();
        let papers = desk.poll(poll).unwrap().papers;
        let input =
            BallotInput { poll, choice: ChoiceView::Agree, grade: None, opinion: None, papers };
        assert_eq!(desk.cast_ballot(input).unwrap().safety, SafetyView::Saved);
        secretary.operate(OperationBody::ClosePoll { poll }).await.unwrap();
        desk.sync_once().await.unwrap();
        let sheet = desk.poll(poll).unwrap();
        assert_eq!(sheet.line.my_ballot.unwrap().safety, SafetyView::Late);
        assert_eq!(sheet.result.unwrap().received, 0);
        let papers = sheet.papers;
        let again =
            BallotInput { poll, choice: ChoiceView::Agree, grade: None, opinion: None, papers };
        assert_eq!(desk.cast_ballot(again).unwrap_err().code(), "poll-closed");
    });
}

#[test]
fn a_ballot_for_a_withdrawn_item_is_refused_and_kept() {
    story(async {
        let stage = Stage::open();
        let laptop = stage.laptop("minister_an", "laptop").await;
        let secretary = stage.raw("secretary_lan").await;
        let poll = secretary.cabinet.polls().next().unwrap();
        let desk = laptop.desk();
        let mut input = BallotInput {
            grade: None,
            poll: poll.id.as_uuid(),
            choice: ChoiceView::Agree,
            opinion: None,
            papers: Vec::new(),
        };
        assert_eq!(desk.cast_ballot(input.clone()).unwrap_err().code(), "papers-changed");
        input.papers = desk.poll(poll.id.as_uuid()).unwrap().papers;
        desk.cast_ballot(input).unwrap();
        let item = poll.item.as_uuid();
        let does = Box::new(ActBody::WithdrawItem { item, withdrawn: true });
        secretary.operate(OperationBody::Act { does }).await.unwrap();
        desk.sync_once().await.unwrap();
        let mine = desk.poll(poll.id.as_uuid()).unwrap().line.my_ballot.unwrap();
        assert_eq!(mine.safety, SafetyView::Refused);
        assert_eq!(mine.refusal.unwrap().code, "item-withdrawn");
        let kept = desk.kept().unwrap();
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].state, KeptStateView::Refused);
        assert_eq!(kept[0].problem.as_ref().unwrap().code, "item-withdrawn");
    });
}
