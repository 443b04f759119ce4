//! Whose answer counts, on which papers, and who was reached.

use crate::acts::{act, edit, lodge};
use crate::stage::{BODY, MEETING, cabinet, document, dossier, handle, item, poll};
use domain::act::Act;
use domain::{
    BallotId, BoundPaper, Cabinet, CastBallot, Choice, Classification, Delegation, DelegationId,
    Delivery, DeliveryId, Digest, Document, DocumentRole, DossierState, Entity, Grade,
    MeetingState, Moment, Policy, PollState, Reply, ReplyId, ReplyKind, SubstituteRule, roll_of,
};
use uuid::Uuid;

fn deliver(cabinet: &mut Cabinet, index: u128, name: &str, papers: Vec<BoundPaper>) {
    let id = handle(name).as_uuid().as_u128() * 16 + index;
    cabinet.put(Entity::Delivery(Delivery {
        id: DeliveryId::from_uuid(Uuid::from_u128(id)),
        item: item(index),
        person: handle(name),
        papers,
        at: Moment::from_micros(20),
    }));
}

fn answer(cabinet: &mut Cabinet, name: &str, choice: Choice, grade: Option<Grade>) -> BallotId {
    let id = BallotId::from_uuid(handle(name).as_uuid());
    cabinet.put(Entity::Ballot(CastBallot {
        id,
        poll: poll(0),
        voter: handle(name),
        choice,
        grade,
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
    id
}

fn is_stale(cabinet: &Cabinet, name: &str) -> bool {
    let vote = cabinet.poll(poll(0)).unwrap();
    cabinet.is_stale(vote, cabinet.standing_ballot(poll(0), handle(name)).unwrap())
}

fn close(cabinet: &mut Cabinet, at: i64) {
    let mut vote = cabinet.poll(poll(0)).unwrap().clone();
    let tally = cabinet.count(&vote);
    vote.state = PollState::Closed { tally, closed_at: Moment::from_micros(at) };
    cabinet.put(Entity::Poll(vote));
}

fn publish_version(cabinet: &mut Cabinet) {
    act(cabinet, "secretary_lan", &lodge(0, "Sửa Điều 4")).unwrap();
    let publish = Act::MoveMeeting { meeting: MEETING, to: MeetingState::Published };
    act(cabinet, "secretary_lan", &publish).unwrap();
}

fn add_attachment(cabinet: &mut Cabinet) {
    let paper = cabinet.document(document(0)).unwrap().clone();
    let role = DocumentRole::Attachment;
    cabinet.put(Entity::Document(Document { id: document(7), role, order: 1, ..paper }));
}

#[test]
fn whoever_may_not_read_the_papers_is_never_reached() {
    // Once, a member without the clearance confirmed an empty list, and their silence was consent.
    let mut stage = cabinet();
    for name in ["minister_an", "minister_low"] {
        let papers = stage.papers_in_force(item(1), handle(name));
        deliver(&mut stage, 1, name, papers);
    }
    assert!(stage.is_delivered(item(1), handle("minister_an")));
    assert!(!stage.is_delivered(item(1), handle("minister_low")));
}

#[test]
fn a_part_of_the_papers_reaches_nobody_and_an_item_without_papers_arrives_by_itself() {
    let mut stage = cabinet();
    let an = handle("minister_an");
    assert!(!stage.is_delivered(item(0), an), "nothing was confirmed");
    deliver(&mut stage, 0, "minister_an", Vec::new());
    assert!(!stage.is_delivered(item(0), an));
    let mut paper = stage.document(document(0)).unwrap().clone();
    paper.recalled = true;
    stage.put(Entity::Document(paper));
    assert!(stage.is_delivered(item(0), an), "no paper is in force: the form is all there is");
    let mut papers = stage.dossier(dossier(0)).unwrap().clone();
    papers.classification = Classification::Secret;
    stage.put(Entity::Dossier(papers));
    assert!(!stage.is_delivered(item(0), an), "the papers of a state secret are on paper");
}

#[test]
fn another_order_of_the_same_papers_makes_no_answer_stale_and_undoes_no_delivery() {
    // Once, the lists were compared with their order, and putting an attachment first asked everybody anew.
    let mut stage = cabinet();
    add_attachment(&mut stage);
    answer(&mut stage, "minister_an", Choice::Agree, None);
    let papers = stage.papers_in_force(item(0), handle("minister_an"));
    assert_eq!(papers.len(), 2);
    deliver(&mut stage, 0, "minister_an", papers.clone());
    let was = stage.document(document(7)).unwrap().clone();
    let mut now = was.clone();
    now.role = DocumentRole::SummarySheet;
    let reorder = edit(Some(Entity::Document(was)), Entity::Document(now));
    act(&mut stage, "secretary_lan", &reorder).unwrap();
    assert_ne!(stage.papers_in_force(item(0), handle("minister_an")), papers);
    assert!(!is_stale(&stage, "minister_an"));
    assert!(stage.is_delivered(item(0), handle("minister_an")));
}

#[test]
fn an_answer_is_stale_once_a_paper_changes_comes_or_goes_while_the_poll_is_open() {
    let fresh = || {
        let mut stage = cabinet();
        answer(&mut stage, "minister_an", Choice::Agree, None);
        assert!(!is_stale(&stage, "minister_an"));
        stage
    };
    let mut stage = fresh();
    act(&mut stage, "secretary_lan", &lodge(0, "Sửa Điều 4")).unwrap();
    assert!(!is_stale(&stage, "minister_an"), "members do not have it yet");
    publish_version(&mut stage);
    assert!(is_stale(&stage, "minister_an"));
    let mut stage = fresh();
    add_attachment(&mut stage);
    assert!(is_stale(&stage, "minister_an"));
    let mut stage = fresh();
    act(&mut stage, "secretary_lan", &Act::Recall { document: document(0) }).unwrap();
    assert!(is_stale(&stage, "minister_an"));
    let mut stage = fresh();
    let withdrawn = Act::MoveDossier { dossier: dossier(0), to: DossierState::Withdrawn };
    act(&mut stage, "secretary_lan", &withdrawn).unwrap();
    assert!(is_stale(&stage, "minister_an"));
}

#[test]
fn an_answer_that_was_counted_never_turns_stale_and_one_that_was_not_stays_so() {
    // Once, papers published for the session after a form had ended turned its counted answers stale in every list.
    let mut stage = cabinet();
    answer(&mut stage, "minister_an", Choice::Agree, None);
    close(&mut stage, 400);
    publish_version(&mut stage);
    assert!(!is_stale(&stage, "minister_an"), "published at 500, closed at 400");
    let mut stage = cabinet();
    answer(&mut stage, "minister_an", Choice::Agree, None);
    publish_version(&mut stage);
    close(&mut stage, 600);
    assert!(is_stale(&stage, "minister_an"), "published at 500, closed at 600");
}

#[test]
fn what_a_reader_may_not_read_makes_nobodys_answer_stale_for_them() {
    let mut stage = cabinet();
    answer(&mut stage, "minister_an", Choice::Agree, None);
    let paper = stage.document(document(0)).unwrap().clone();
    stage.remove(Entity::Document(paper).reference());
    stage.remove(Entity::Dossier(stage.dossier(dossier(0)).unwrap().clone()).reference());
    assert!(!is_stale(&stage, "minister_an"));
    let mut stage = cabinet();
    let mut held = stage.dossier(dossier(0)).unwrap().clone();
    held.classification = Classification::Confidential;
    stage.put(Entity::Dossier(held));
    answer(&mut stage, "minister_low", Choice::Agree, None);
    publish_version(&mut stage);
    assert!(!is_stale(&stage, "minister_low"), "new papers that this voter may not read");
}

#[test]
fn the_condition_of_an_other_opinion_is_met_when_the_ministry_accepts_it() {
    let mut stage = cabinet();
    let ballot = answer(&mut stage, "minister_an", Choice::Other, Some(Grade::Condition));
    let mut vote = stage.poll(poll(0)).unwrap().clone();
    vote.policy = Policy::EU_SILENCE;
    assert_eq!((stage.count(&vote).held, stage.count(&vote).other), (1, 0));
    stage.put(Entity::Reply(Reply {
        id: ReplyId::from_uuid(Uuid::from_u128(1)),
        poll: poll(0),
        ballot,
        does: ReplyKind::Accepted,
        words: String::new(),
        by: handle("secretary_lan"),
        at: Moment::from_micros(30),
    }));
    assert_eq!((stage.count(&vote).held, stage.count(&vote).other), (0, 1));
}

#[test]
fn the_policy_of_the_poll_alone_says_whether_substitutes_vote() {
    // Once, the roll followed the rule for sessions and the vote the rule of the poll: a form had substitutes on its
    // roll who could not answer.
    let mut stage = cabinet();
    stage.put(Entity::Delegation(Delegation {
        id: DelegationId::from_uuid(Uuid::from_u128(1)),
        body: BODY,
        member: handle("minister_an"),
        substitute: handle("invitee_hoa"),
        meeting: None,
        reason: "x".to_owned(),
        ended: false,
    }));
    let mut body = stage.body(BODY).unwrap().clone();
    body.rules.session.substitutes = SubstituteRule::Votes;
    stage.put(Entity::Body(body.clone()));
    let line = stage.item(item(0)).unwrap();
    let (by_form, _) = roll_of(&stage, &body, line, &body.rules.written);
    assert!(by_form.contains(&handle("minister_an")) && !by_form.contains(&handle("invitee_hoa")));
    let (in_session, _) = roll_of(&stage, &body, line, &body.rules.session);
    assert!(in_session.contains(&handle("invitee_hoa")));
    let mut vote = stage.poll(poll(0)).unwrap().clone();
    (vote.roll, vote.policy) = (in_session, body.rules.session);
    assert!(domain::access::may_vote(&stage, handle("invitee_hoa"), &vote));
}

#[test]
fn two_lists_of_papers_are_the_same_whatever_their_order_and_differ_by_version_or_bytes() {
    let paper = |index, version, byte| BoundPaper {
        document: document(index),
        version,
        digest: Digest::from_bytes([byte; 32]),
    };
    let of = [paper(0, 1, 1), paper(1, 2, 2)];
    for (other, same) in [
        (vec![paper(1, 2, 2), paper(0, 1, 1)], true),
        (vec![paper(0, 1, 1)], false),
        (vec![paper(0, 2, 1), paper(1, 2, 2)], false),
        (vec![paper(0, 1, 9), paper(1, 2, 2)], false),
    ] {
        assert_eq!(domain::same_papers(&of, &other), same, "{other:?}");
    }
}
