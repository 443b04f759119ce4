//! The secretariat's desk against the real server: building offline, two hands on one agenda, papers, publication.

use crate::stage::{Laptop, Stage, story};
use desk::view::{
    ActInput, ClassificationView, DocumentRoleView, FileStateView, ItemKindView, MeetingHeldAsView,
    MeetingStateView, PrepareItemView, PrepareView, TextView, TrailInput,
};
use std::path::Path;
use uuid::Uuid;

pub fn text(words: &str) -> TextView {
    TextView { vi: words.to_owned(), en: String::new() }
}

pub fn new_session(title: &str) -> ActInput {
    ActInput::CreateMeeting {
        held_as: MeetingHeldAsView::Session,
        title: text(title),
        place: text("Phòng họp số 1"),
        zone: None,
        starts: "2027-01-05T08:30".to_owned(),
        ends: "2027-01-05T11:00".to_owned(),
        twice: None,
    }
}

pub fn new_item(meeting: Uuid, sponsor: Uuid, title: &str) -> ActInput {
    ActInput::AddItem {
        meeting,
        parent: None,
        after: None,
        title: text(title),
        sponsor,
        minutes: 10,
        kind: ItemKindView::Decision,
        classification: ClassificationView::Internal,
    }
}

/// Does an act and gives what came into being.
pub fn act(laptop: &Laptop, input: &ActInput) -> Uuid {
    laptop.desk().act(input).unwrap().id.unwrap()
}

pub fn item(view: &PrepareView, id: Uuid) -> PrepareItemView {
    view.items.iter().find(|item| item.id == id).unwrap().clone()
}

/// Somebody who may bring an item, as the secretariat's laptop knows them.
pub fn sponsor(laptop: &Laptop) -> Uuid {
    let meeting = laptop.desk().meetings().unwrap()[0].id;
    let view = laptop.desk().prepare(meeting).unwrap();
    view.people.iter().find(|choice| choice.votes).unwrap().person.id
}

/// Takes a file in and lodges it.
pub fn lodge(laptop: &Laptop, item: Uuid, path: &Path, document: Option<Uuid>) -> Uuid {
    let bytes = std::fs::read(path).unwrap();
    let desk = laptop.desk();
    let file = desk.begin_file(bytes.len() as u64).unwrap();
    let mut offset = 0;
    for piece in bytes.chunks(1024 * 1024) {
        desk.append_file(file, offset, piece).unwrap();
        offset += piece.len() as u64;
    }
    let name = path.file_name().unwrap().to_str().unwrap();
    let taken = desk.finish_file(file, name, item).unwrap();
    assert!(taken.n_pages.unwrap() > 0);
    let reason = if document.is_some() { "Sửa Điều 4".to_owned() } else { String::new() };
    act(
        laptop,
        &ActInput::Lodge {
            file,
            item,
            document,
            role: DocumentRoleView::Paper,
            title: text("Tờ trình"),
            name: name.to_owned(),
            reason,
        },
    )
}

pub fn publish(laptop: &Laptop, meeting: Uuid) {
    let to = MeetingStateView::Published;
    laptop.desk().act(&ActInput::MoveMeeting { meeting, to }).unwrap();
}

#[test]
fn an_agenda_built_without_a_network_goes_out_with_its_papers_when_there_is_one() {
    story(async {
        let stage = Stage::open();
        let lan = stage.laptop("secretary_lan", "lan").await;
        let an = stage.laptop("minister_an", "an").await;
        let who = sponsor(&lan);
        let meeting = act(&lan, &new_session("Phiên họp tháng 1 năm 2027"));
        let first = act(&lan, &new_item(meeting, who, "Nội dung thứ nhất"));
        let second = act(&lan, &new_item(meeting, who, "Nội dung thứ hai"));
        let place = ActInput::MoveItem { item: first, parent: None, after: None };
        lan.desk().act(&place).unwrap();
        let paper =
            lodge(&lan, first, &stage.place.demo_cabinet().join("papers/budget/paper.pdf"), None);
        publish(&lan, meeting);
        let built = lan.desk().prepare(meeting).unwrap();
        assert_eq!(built.meeting.state, MeetingStateView::Published);
        let numbers: Vec<_> =
            built.items.iter().map(|item| (item.id, item.number.as_str())).collect();
        assert_eq!(numbers, [(first, "1"), (second, "2")]);
        assert!(built.n_waiting >= 6, "{}", built.n_waiting);
        assert_eq!(item(&built, second).missing, [DocumentRoleView::Paper]);

        an.desk().sync_once().await.unwrap();
        assert!(an.desk().agenda(meeting).is_err(), "nothing has been sent yet");
        lan.desk().sync_once().await.unwrap();
        assert_eq!(lan.desk().status().unwrap().n_refused, 0, "{:?}", lan.desk().kept());
        assert_eq!(lan.desk().prepare(meeting).unwrap().n_waiting, 0);
        an.desk().sync_once().await.unwrap();
        let agenda = an.desk().agenda(meeting).unwrap();
        assert_eq!(agenda.items.len(), 2);
        let dossier = an.desk().dossier(first).unwrap();
        assert_eq!(dossier.documents[0].id, paper);
        assert_eq!(dossier.documents[0].file, FileStateView::Ready);
        an.desk().open_document(paper, 1).unwrap();
        assert!(an.desk().prepare(meeting).is_err(), "a member prepares nothing");
    });
}

#[test]
fn two_secretaries_on_one_agenda_keep_both_edits_and_see_the_conflict() {
    story(async {
        let stage = Stage::open();
        let lan = stage.laptop("secretary_lan", "lan").await;
        let minh = stage.laptop("secretary_minh", "minh").await;
        let meeting = lan.desk().meetings().unwrap()[0].id;
        let one = lan.desk().prepare(meeting).unwrap().items[1].clone();
        let edit = |title: &str, minutes| ActInput::EditItem {
            item: one.id,
            title: Some(text(title)),
            decision: None,
            sponsor: None,
            rapporteurs: None,
            minutes,
            kind: None,
            visibility: None,
            readers: None,
            invitees: None,
            classification: None,
            paper_expected: None,
            summary_expected: None,
        };
        lan.desk().act(&edit("Lan viết", None)).unwrap();
        minh.desk().act(&edit("Minh viết", Some(45))).unwrap();
        lan.desk().sync_once().await.unwrap();
        minh.desk().sync_once().await.unwrap();
        lan.desk().sync_once().await.unwrap();
        for laptop in [&lan, &minh] {
            let merged = item(&laptop.desk().prepare(meeting).unwrap(), one.id);
            assert_eq!(merged.title.vi, "Lan viết");
            assert_eq!(merged.minutes, 45);
            assert_eq!(merged.conflicts.len(), 1);
            assert_eq!(merged.conflicts[0].waiting, "Minh viết");
        }
        let resolve = ActInput::ResolveConflict {
            kind: "item".to_owned(),
            id: one.id,
            field: "title".to_owned(),
            take: true,
        };
        minh.desk().act(&resolve).unwrap();
        minh.desk().sync_once().await.unwrap();
        lan.desk().sync_once().await.unwrap();
        let settled = item(&lan.desk().prepare(meeting).unwrap(), one.id);
        assert_eq!((settled.title.vi.as_str(), settled.conflicts.len()), ("Minh viết", 0));
        assert!(settled.is_amended, "members see the old wording until it is published");
    });
}

#[test]
fn what_was_edited_can_be_taken_back_and_done_again() {
    story(async {
        let stage = Stage::open();
        let lan = stage.laptop("secretary_lan", "lan").await;
        let who = sponsor(&lan);
        let meeting = act(&lan, &new_session("Phiên họp"));
        let one = act(&lan, &new_item(meeting, who, "Một"));
        let titles = |lan: &Laptop| -> Vec<String> {
            let view = lan.desk().prepare(meeting).unwrap();
            view.items.into_iter().map(|item| item.title.vi).collect()
        };
        act(&lan, &new_item(meeting, who, "Hai"));
        assert_eq!(titles(&lan), ["Hai", "Một"]);
        lan.desk().act(&ActInput::MoveItem { item: one, parent: None, after: None }).unwrap();
        assert_eq!(titles(&lan), ["Một", "Hai"]);
        lan.desk().undo().unwrap();
        assert_eq!(titles(&lan), ["Hai", "Một"]);
        lan.desk().undo().unwrap();
        assert_eq!(titles(&lan), ["Một"]);
        lan.desk().redo().unwrap();
        lan.desk().redo().unwrap();
        assert_eq!(titles(&lan), ["Một", "Hai"]);
        assert!(lan.desk().redo().is_err());
        lan.desk().sync_once().await.unwrap();
        assert_eq!(lan.desk().status().unwrap().n_refused, 0, "{:?}", lan.desk().kept());
        assert_eq!(titles(&lan), ["Một", "Hai"]);
    });
}

#[test]
fn an_upload_that_broke_off_goes_on_where_the_server_has_it() {
    story(async {
        let stage = Stage::open();
        let lan = stage.laptop("secretary_lan", "lan").await;
        let raw = stage.raw("secretary_lan").await;
        let who = sponsor(&lan);
        let meeting = act(&lan, &new_session("Phiên họp"));
        let one = act(&lan, &new_item(meeting, who, "Một"));
        let path = stage.place.demo_cabinet().join("papers/investment-plan/paper.pdf");
        let bytes = std::fs::read(&path).unwrap();
        let digest = blake3::hash(&bytes).to_hex().to_string();
        raw.upload(&digest, &bytes[..300_000], (0, bytes.len() as u64)).await.unwrap();
        let gap =
            raw.upload(&digest, &bytes[400_000..500_000], (400_000, bytes.len() as u64)).await;
        assert_eq!(gap.unwrap_err().code(), "conflict");
        let paper = lodge(&lan, one, &path, None);
        lan.desk().sync_once().await.unwrap();
        assert_eq!(lan.desk().status().unwrap().n_refused, 0, "{:?}", lan.desk().kept());
        let lodged = item(&lan.desk().prepare(meeting).unwrap(), one).documents[0].clone();
        assert_eq!(lodged.id, paper);
        assert_eq!(lodged.sending, None);
        assert_eq!(lodged.newest.length, bytes.len() as u64);
        lan.desk().open_document(paper, 1).unwrap();
        let member = stage.raw("minister_an").await;
        let refused = member.upload(&digest, &bytes[..10], (0, 10)).await.unwrap_err();
        assert_eq!(refused.code(), "not-found", "members send no files");
    });
}

#[test]
fn nobody_lodges_a_file_by_its_digest_alone() {
    story(async {
        let stage = Stage::open();
        let lan = stage.laptop("secretary_lan", "lan").await;
        let raw = stage.raw("secretary_minh").await;
        let meeting = lan.desk().meetings().unwrap()[0].id;
        let view = lan.desk().prepare(meeting).unwrap();
        let known = raw.cabinet.documents().next().unwrap().clone();
        let does = Box::new(wire::ActBody::Lodge {
            document: Uuid::now_v7(),
            dossier: view.items[0].dossier.unwrap(),
            role: serde_json::from_str("\"paper\"").unwrap(),
            title: wire::TextRecord { vi: "x".into(), en: "x".into() },
            file: wire::LodgedFileBody {
                digest: known.version.digest.to_string(),
                length: known.version.length,
                n_pages: None,
                has_text: None,
                name: "x.pdf".into(),
                reason: String::new(),
            },
        });
        match raw.operate(wire::OperationBody::Act { does }).await.unwrap() {
            wire::OperationOutcome::Refused { problem } => assert_eq!(problem.code, "file-missing"),
            other @ (wire::OperationOutcome::Accepted { .. }
            | wire::OperationOutcome::Late { .. }) => panic!("{other:?}"),
        }
    });
}

#[test]
fn a_member_who_stands_aside_loses_the_papers_at_once_and_the_trail_tells_who_did_what() {
    story(async {
        let stage = Stage::open();
        let an = stage.laptop("minister_an", "an").await;
        let lan = stage.laptop("secretary_lan", "lan").await;
        let auditor = stage.raw("auditor_son").await;
        let meeting = an.desk().meetings().unwrap()[0].id;
        let one = an.desk().agenda(meeting).unwrap().items[1].clone();
        let paper = an.desk().dossier(one.id).unwrap().documents[0].id;
        an.desk().open_document(paper, 1).unwrap();
        let reason = "Có người thân trong dự án".to_owned();
        an.desk()
            .act(&ActInput::Recuse { item: one.id, person: None, reason: reason.clone() })
            .unwrap();
        an.desk().sync_once().await.unwrap();
        assert!(an.desk().agenda(meeting).unwrap().items[1].recused);
        assert!(an.desk().open_document(paper, 1).is_err());
        lan.desk().sync_once().await.unwrap();
        let seen = item(&lan.desk().prepare(meeting).unwrap(), one.id);
        assert_eq!(seen.recusals[0].reason, reason);
        let trail = auditor.trail().await.unwrap();
        assert_eq!(trail[0].verb, "recuse");
        assert_eq!(trail[0].person, an.desk().status().unwrap().person.id);
        let refused = stage.raw("minister_an").await.trail().await.unwrap_err();
        assert_eq!(refused.code(), "not-found");
    });
}

#[test]
fn a_poll_closed_by_hand_leaves_a_line_in_the_trail_that_can_be_looked_for() {
    story(async {
        let stage = Stage::open();
        let secretary = stage.raw("secretary_lan").await;
        let auditor = stage.laptop("auditor_son", "auditor").await;
        let roll_call = |poll: &&domain::Poll| poll.kind == domain::PollKind::RollCall;
        let poll = secretary.cabinet.polls().find(roll_call).unwrap().id.as_uuid();
        for _ in 0..2 {
            let close = wire::OperationBody::ClosePoll { poll };
            let done = secretary.operate(close).await.unwrap();
            assert!(matches!(done, wire::OperationOutcome::Accepted { .. }), "{done:?}");
        }
        let verb = Some("close_poll".to_owned());
        let trail = auditor.desk().trail(&TrailInput { verb, ..TrailInput::default() }).await;
        let trail = trail.unwrap();
        assert!(trail.verbs.iter().any(|verb| verb == "close_poll"));
        assert_eq!(trail.lines.len(), 1, "closing a closed poll changes nothing");
        assert_eq!(trail.lines[0].subjects[0].id, poll);
        assert!(!trail.lines[0].console);
    });
}
