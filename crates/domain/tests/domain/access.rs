//! One table: who reads, sees, states and votes where.

use crate::acts::act;
use crate::stage::{MEETING, PEOPLE, cabinet, document, dossier, handle, item, poll};
use domain::act::{Act, RecordEdit};
use domain::{
    Cabinet, DossierState, Entity, MeetingState, Moment, PollState, Tally, Visibility, access,
};

/// Rights on the items 0 (internal), 1 (confidential), 2 (internal, `minister_binh` recused), as letters:
/// s sees the line, r reads the papers, p sees the poll, v votes, o states a position, w sees others' positions.
const TABLE: [(&str, [&str; 3]); 9] = [
    ("chair", ["srpvow", "srpvow", "srpvow"]),
    ("minister_an", ["srpvo", "srpvo", "srpvo"]),
    ("minister_binh", ["srpvo", "srpvo", "s"]),
    ("minister_low", ["srpvo", "spvo", "srpvo"]),
    ("adviser_mai", ["srp", "srp", "srp"]),
    ("secretary_lan", ["srpw", "srpw", "srpw"]),
    ("invitee_hoa", ["sr", "", ""]),
    ("auditor_son", ["sp", "sp", "sp"]),
    ("admin_tuan", ["", "", ""]),
];

#[test]
fn each_role_has_exactly_the_rights_of_the_table() {
    let cabinet = cabinet();
    assert_eq!(TABLE.len(), PEOPLE.len());
    for (name, expected) in TABLE {
        for (index, expected) in expected.into_iter().enumerate() {
            let rights = rights(&cabinet, name, index as u128);
            assert_eq!(rights, expected, "{name} on item {index}");
        }
    }
}

#[test]
fn a_draft_meeting_is_the_secretariats_alone() {
    let mut cabinet = cabinet();
    let mut meeting = cabinet.meeting(MEETING).expect("the meeting").clone();
    meeting.state = MeetingState::Draft;
    cabinet.put(Entity::Meeting(meeting));
    for (name, _) in TABLE {
        let sees = rights(&cabinet, name, 0);
        let expected = if name == "secretary_lan" { "srpw" } else { "" };
        assert_eq!(sees, expected, "{name}");
    }
}

#[test]
fn an_ended_membership_gives_nothing() {
    let mut cabinet = cabinet();
    let memberships: Vec<_> = cabinet.memberships().cloned().collect();
    for mut membership in memberships {
        membership.ended = true;
        cabinet.put(Entity::Membership(membership));
    }
    for (name, _) in TABLE {
        assert_eq!(rights(&cabinet, name, 0), "", "{name}");
        let person = cabinet.person(handle("chair")).expect("a person").clone();
        assert!(!access::may_see(&cabinet, handle(name), &Entity::Person(person)));
    }
}

#[test]
fn a_recalled_document_gives_nobody_its_bytes() {
    let mut cabinet = cabinet();
    let mut paper = cabinet.document(document(0)).expect("the paper").clone();
    assert!(access::may_read_document(&cabinet, handle("chair"), &paper));
    paper.recalled = true;
    cabinet.put(Entity::Document(paper.clone()));
    for (name, _) in TABLE {
        assert!(!access::may_read_document(&cabinet, handle(name), &paper), "{name}");
    }
}

#[test]
fn others_opinions_show_to_secretariat_and_drafting_ministry_at_once_and_to_all_after_close() {
    let mut cabinet = cabinet();
    let seers = |cabinet: &Cabinet| -> Vec<&str> {
        let poll = cabinet.poll(poll(2)).expect("the poll");
        let sees = |name: &&str| access::may_see_ballots(cabinet, handle(name), poll);
        TABLE.iter().map(|(name, _)| *name).filter(sees).collect()
    };
    assert_eq!(seers(&cabinet), ["minister_an", "adviser_mai", "secretary_lan"]);
    let mut closed = cabinet.poll(poll(2)).expect("the poll").clone();
    closed.state =
        PollState::Closed { tally: Tally::default(), closed_at: Moment::from_micros(100) };
    cabinet.put(Entity::Poll(closed));
    let expected =
        ["chair", "minister_an", "minister_low", "adviser_mai", "secretary_lan", "auditor_son"];
    assert_eq!(seers(&cabinet), expected);
}

fn rights(cabinet: &Cabinet, name: &str, index: u128) -> String {
    let person = handle(name);
    let line = cabinet.item(item(index)).expect("the item");
    let papers = cabinet.dossier(dossier(index)).expect("the dossier");
    let vote = cabinet.poll(poll(index)).expect("the poll");
    [
        ('s', access::may_see_item(cabinet, person, line)),
        ('r', access::may_read_dossier(cabinet, person, papers)),
        ('p', access::may_see_poll(cabinet, person, vote)),
        ('v', access::may_vote(cabinet, person, vote)),
        ('o', access::may_state_position(cabinet, person, line)),
        ('w', access::may_see_positions(cabinet, person, line.id)),
    ]
    .into_iter()
    .filter_map(|(letter, has)| has.then_some(letter))
    .collect()
}

#[test]
fn a_withdrawn_dossier_is_the_secretariats_alone() {
    let mut cabinet = cabinet();
    let mut papers = cabinet.dossier(dossier(0)).expect("the dossier").clone();
    papers.state = DossierState::Withdrawn;
    cabinet.put(Entity::Dossier(papers.clone()));
    let paper = cabinet.document(document(0)).expect("the paper").clone();
    for (name, _) in TABLE {
        let is_lan = name == "secretary_lan";
        assert_eq!(access::may_read_dossier(&cabinet, handle(name), &papers), is_lan, "{name}");
        assert_eq!(access::may_read_document(&cabinet, handle(name), &paper), is_lan, "{name}");
        assert_eq!(cabinet.papers_in_force(item(0), handle(name)), [], "{name}");
    }
}

#[test]
fn a_new_sponsor_gets_the_items_papers_and_opinions_when_it_is_published_and_not_before() {
    // Once, the working face opened an item for named readers, and the issued one its opinions.
    let mut cabinet = cabinet();
    let mut line = cabinet.item(item(0)).expect("the item").clone();
    line.visibility = Visibility::Readers;
    line.face.sponsor = handle("minister_binh");
    cabinet.put(Entity::Item(line.clone()));
    let rights = |cabinet: &Cabinet, name: &str| {
        let line = cabinet.item(item(0)).expect("the item");
        let sees = access::may_see_item(cabinet, handle(name), line);
        (sees, access::may_reply(cabinet, handle(name), poll(0)))
    };
    assert_eq!(rights(&cabinet, "minister_an"), (true, true));
    assert_eq!(rights(&cabinet, "minister_binh"), (false, false));
    line.issued = Some(line.face.clone());
    cabinet.put(Entity::Item(line));
    assert_eq!(rights(&cabinet, "minister_an"), (false, false));
    assert_eq!(rights(&cabinet, "minister_binh"), (true, true));
}

#[test]
fn an_edit_never_tells_whether_a_record_withheld_is_there() {
    // Once, a record repeated as it stands was accepted from anybody, and a guessed one that differs was a conflict.
    let full = cabinet();
    let strangers = ["minister_binh", "invitee_hoa", "auditor_son", "chair"];
    let records: Vec<Entity> = full.entities().cloned().collect();
    for record in &records {
        let mut without = full.clone();
        without.remove(record.reference());
        for name in strangers {
            assert!(!access::may_edit(&full, handle(name), record), "{name} {record:?}");
            let edits = [
                (None, Some(record.clone())),
                (Some(record.clone()), Some(record.clone())),
                (Some(record.clone()), None),
            ];
            for (was, now) in edits {
                let edit = Act::Edit(vec![RecordEdit { was, now }]);
                let there = act(&mut full.clone(), name, &edit);
                assert_eq!(there, act(&mut without.clone(), name, &edit), "{name} {record:?}");
                assert!(there.is_err(), "{name} {record:?}");
            }
        }
    }
}
