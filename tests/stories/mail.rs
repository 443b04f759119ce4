//! Invitations and their replies, through a real mail server, read by another calendar library.

use crate::secretariat::{act, new_item, new_session, publish, sponsor, text};
use crate::stage::{Laptop, Stage, story};
use desk::Clock;
use desk::view::{ActInput, MeetingStateView};
use domain::{Entity, InvitationAnswer, Moment, Zone};
use testkit::{MailServer, RawMember};
use uuid::Uuid;
use wire::{ActBody, EditBody, OperationBody, OperationOutcome, Record};

/// Gives people addresses, as an administrator does.
async fn give_addresses(admin: &RawMember, handles: &[(&str, &str)]) {
    for (handle, mail) in handles {
        let person = admin.cabinet.people().find(|one| one.handle == *handle).unwrap().clone();
        let mut changed = person.clone();
        changed.mail = Some((*mail).to_owned());
        let edit = EditBody {
            was: Some(Record::from(&Entity::Person(person))),
            now: Some(Record::from(&Entity::Person(changed))),
        };
        let does = Box::new(ActBody::Edit { edits: vec![edit] });
        let done = admin.operate(OperationBody::Act { does }).await.unwrap();
        assert!(matches!(done, OperationOutcome::Accepted { .. }), "{done:?}");
    }
}

fn edit_time(meeting: Uuid, starts: &str) -> ActInput {
    ActInput::EditMeeting {
        meeting,
        title: None,
        place: None,
        zone: None,
        starts: Some(starts.to_owned()),
        ends: None,
        twice: None,
        chair: None,
        lodge_by: None,
        positions_by: None,
    }
}

async fn built(stage: &Stage) -> (Laptop, Uuid) {
    let lan = stage.laptop("secretary_lan", "lan").await;
    let who = sponsor(&lan);
    let meeting = act(&lan, &new_session("Phiên họp tháng 1 năm 2027"));
    act(&lan, &new_item(meeting, who, "Nội dung bí ẩn"));
    (lan, meeting)
}

#[test]
fn invitations_change_and_cancel_the_same_entry_and_a_reply_comes_back() {
    story(async {
        let folder = tempfile::tempdir().unwrap();
        let mut mail = MailServer::on(folder.path()).unwrap();
        mail.start().unwrap();
        let stage = Stage::open_with(&mail.settings());
        let admin = stage.raw("admin_tuan").await;
        let addresses =
            [("minister_an", "an@cabinet.example"), ("chair", "nobody@cabinet.example")];
        give_addresses(&admin, &addresses).await;
        let (lan, meeting) = built(&stage).await;
        publish(&lan, meeting);
        lan.desk().sync_once().await.unwrap();
        let first = &mail.letters("an", 1).unwrap()[0];
        let entry = &first["calendar"];
        assert_eq!(entry["mime_method"], "REQUEST");
        assert_eq!(entry["method"], "REQUEST");
        assert_eq!(entry["sequence"], 0);
        assert_eq!(entry["summary"], "Phiên họp tháng 1 năm 2027");
        assert_eq!(entry["starts"], "2027-01-05T01:30:00+00:00");
        assert_eq!(entry["attendee"], "mailto:an@cabinet.example");
        assert!(!first["whole"].as_str().unwrap().contains("bí ẩn"), "no word of the agenda");
        assert!(!first["text"].as_str().unwrap().contains("bí ẩn"));

        lan.desk().act(&edit_time(meeting, "2027-01-05T09:00")).unwrap();
        publish(&lan, meeting);
        lan.desk().sync_once().await.unwrap();
        let changed = &mail.letters("an", 2).unwrap()[1]["calendar"];
        assert_eq!((&changed["uid"], &changed["sequence"]), (&entry["uid"], &1.into()));
        assert_eq!(changed["starts"], "2027-01-05T02:00:00+00:00");

        let uid = entry["uid"].as_str().unwrap();
        let reply = format!(
            "From: an@cabinet.example\r\nTo: secretariat@cabinet.example\r\nSubject: Accepted\r\n\
             MIME-Version: 1.0\r\nContent-Type: text/calendar; method=REPLY; charset=UTF-8\r\n\r\n\
             BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n\
             UID:{uid}\r\nSEQUENCE:1\r\nDTSTAMP:20261201T000000Z\r\n\
             ATTENDEE;PARTSTAT=ACCEPTED:MAILTO:An@cabinet.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        );
        mail.hand_in("secretariat@cabinet.example", &reply).unwrap();
        let mut raw = stage.raw("secretary_lan").await;
        let an = raw.cabinet.people().find(|one| one.handle == "minister_an").unwrap().id;
        let chair = raw.cabinet.people().find(|one| one.handle == "chair").unwrap().id;
        let answered = raw
            .until(|cabinet| {
                let own = cabinet.invitations().find(|one| one.person == an)?;
                own.answer
            })
            .await;
        assert_eq!(answered, InvitationAnswer::Accepted);
        let problem = raw
            .until(|cabinet| cabinet.invitations().find(|one| one.person == chair)?.problem.clone())
            .await;
        assert!(problem.contains("no such mailbox"), "{problem}");

        let to = MeetingStateView::Cancelled;
        lan.desk().act(&ActInput::MoveMeeting { meeting, to }).unwrap();
        lan.desk().sync_once().await.unwrap();
        let cancelled = &mail.letters("an", 3).unwrap()[2]["calendar"];
        assert_eq!(cancelled["method"], "CANCEL");
        assert_eq!(cancelled["status"], "CANCELLED");
        assert_eq!((&cancelled["uid"], &cancelled["sequence"]), (&entry["uid"], &2.into()));
    });
}

#[test]
fn letters_wait_for_a_mail_server_that_is_away_and_survive_a_restart() {
    story(async {
        let folder = tempfile::tempdir().unwrap();
        let mut mail = MailServer::on(folder.path()).unwrap();
        let mut stage = Stage::open_with(&mail.settings());
        let admin = stage.raw("admin_tuan").await;
        give_addresses(&admin, &[("minister_an", "an@cabinet.example")]).await;
        let (lan, meeting) = built(&stage).await;
        publish(&lan, meeting);
        lan.desk().sync_once().await.unwrap();
        stage.server.kill().unwrap();
        mail.start().unwrap();
        stage.server.start().unwrap();
        let letters = mail.letters("an", 1).unwrap();
        assert_eq!(letters[0]["calendar"]["method"], "REQUEST");
    });
}

#[test]
fn a_member_who_has_not_answered_is_reminded_before_the_deadline_without_a_word_of_the_matter() {
    story(async {
        let folder = tempfile::tempdir().unwrap();
        let mut mail = MailServer::on(folder.path()).unwrap();
        mail.start().unwrap();
        let stage = Stage::open_with(&mail.settings());
        let admin = stage.raw("admin_tuan").await;
        give_addresses(&admin, &[("minister_an", "an@cabinet.example")]).await;
        let lan = stage.laptop("secretary_lan", "lan").await;
        let meeting = lan.desk().meetings().unwrap()[0].id;
        let item = lan.desk().prepare(meeting).unwrap().items[1].id;
        // Reminders go out a day ahead.
        let half_a_day = 12 * 3_600 * 1_000_000;
        let closes_at = Moment::from_micros(desk::SystemClock.now().as_micros() + half_a_day);
        let closes = Zone::vietnam().wall_of(closes_at).unwrap();
        let form = act(
            &lan,
            &ActInput::DraftForm {
                item,
                title: text("Phiếu về việc bí ẩn"),
                questions: vec![text("Có đồng ý việc bí ẩn không?")],
                closes: Some(closes.strftime("%Y-%m-%dT%H:%M").to_string()),
                short_reason: "Lũ khẩn cấp".to_owned(),
            },
        );
        lan.desk().act(&ActInput::SendForm { form }).unwrap();
        lan.desk().sync_once().await.unwrap();
        assert_eq!(lan.desk().status().unwrap().n_refused, 0, "{:?}", lan.desk().kept());
        let letter = &mail.letters("an", 1).unwrap()[0];
        let due = closes.strftime("%H:%M, %d/%m/%Y").to_string();
        let subject = letter["subject"].as_str().unwrap();
        assert_eq!(subject, format!("Nhắc: phiếu lấy ý kiến hết hạn lúc {due}"));
        assert!(letter["text"].as_str().unwrap().contains(&due), "{letter}");
        assert!(letter["calendar"].is_null());
        for said in [&letter["text"], &letter["whole"], &letter["subject"]] {
            assert!(!said.as_str().unwrap().contains("bí ẩn"), "no word of the matter");
        }
    });
}
