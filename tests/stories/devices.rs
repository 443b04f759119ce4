//! A device is more than its token, and stops being one at its next request.

use crate::stage::{Laptop, Stage, story};
use desk::view::{ActInput, MarkInput, MarkView, MarksInput};
use sync::Request;

#[test]
fn a_revoked_device_gets_nothing_from_its_next_request_on() {
    story(async {
        let stage = Stage::open();
        let laptop = stage.laptop("minister_an", "laptop").await;
        let thief = stage.raw("minister_an").await;
        assert!(thief.send(Request::get("/v1/devices")).await.is_ok());
        laptop.desk().sync_once().await.unwrap();
        let devices = laptop.desk().devices().unwrap();
        let stolen = devices.iter().find(|device| !device.this_device).unwrap().id;
        laptop.desk().revoke_device(stolen).await.unwrap();
        let refused = thief.send(Request::get("/v1/devices")).await.unwrap_err();
        assert_eq!(refused.code(), "device-revoked");
        laptop.desk().sync_once().await.unwrap();
    });
}

#[test]
fn the_devices_of_whoever_is_removed_are_revoked_at_once_and_they_get_no_new_one() {
    story(async {
        let stage = Stage::open();
        let admin = stage.laptop("admin_tuan", "admin").await;
        let laptop = stage.laptop("minister_an", "laptop").await;
        let tablet = stage.raw("minister_an").await;
        let unused = stage.link("minister_an");
        assert!(tablet.send(Request::get("/v1/devices")).await.is_ok());
        let person = laptop.desk().status().unwrap().person.id;
        admin.desk().act(&ActInput::RemovePerson { person }).unwrap();
        admin.desk().sync_once().await.unwrap();
        assert_eq!(admin.desk().status().unwrap().n_refused, 0, "{:?}", admin.desk().kept());

        let refused = tablet.send(Request::get("/v1/devices")).await.unwrap_err();
        assert_eq!(refused.code(), "device-revoked");
        let refused = laptop.desk().sync_once().await.unwrap_err();
        assert_eq!(refused.code(), "device-revoked");
        let trail = stage.raw("auditor_son").await.trail().await.unwrap();
        let revoked: Vec<_> = trail.iter().filter(|line| line.verb == "revoke_device").collect();
        assert_eq!(revoked.len(), 2, "one line for each device");
        assert!(revoked.iter().all(|line| line.subjects.iter().any(|about| about.id == person)));

        let late = Laptop::new(&stage.place, &stage.folder.path().join("late"));
        let refused = late.enrol(&unused).await.err().unwrap();
        assert_eq!(refused.code(), "code-expired");
        let refused = admin.desk().make_enrolment_code(person).await.err().unwrap();
        assert_eq!(refused.code(), "person-removed");
        let refused = stage.server.enrol("minister_an").unwrap_err().to_string();
        assert!(refused.contains("was removed"), "{refused}");
    });
}

#[test]
fn notes_reach_a_second_device_only_after_the_first_approved_it_or_by_the_printed_code() {
    story(async {
        let stage = Stage::open();
        let laptop = stage.laptop("minister_an", "laptop").await;
        let desk = laptop.desk();
        let item = desk.agenda(desk.meetings().unwrap()[0].id).unwrap().items[0].id;
        let document = desk.dossier(item).unwrap().documents[0].id;
        let mark = MarkView::Note {
            x: 0.5,
            y: 0.5,
            text: "Ý kiến riêng".to_owned(),
            colour: "yellow".to_owned(),
        };
        let marks = vec![MarkInput { page: 0, mark }];
        desk.annotate(MarksInput { document, version: 1, marks }).unwrap();
        desk.sync_once().await.unwrap();

        let tablet = stage.laptop("minister_an", "tablet").await;
        assert!(tablet.desk().annotations(document, 1).unwrap().annotations.is_empty());
        assert_eq!(tablet.desk().status().unwrap().n_quarantined, 1);
        desk.sync_once().await.unwrap();
        let waiting = desk.devices().unwrap();
        let waiting = waiting.iter().find(|device| device.pairing_code.is_some()).unwrap();
        let holder = tablet.desk().devices().unwrap();
        let holder = holder.iter().find(|device| device.pairing_code.is_some()).unwrap();
        assert_eq!(waiting.pairing_code, holder.pairing_code);
        desk.approve_device(waiting.id).await.unwrap();
        tablet.desk().sync_once().await.unwrap();
        assert_eq!(tablet.desk().annotations(document, 1).unwrap().annotations.len(), 1);
        assert_eq!(tablet.desk().status().unwrap().n_quarantined, 0);

        let third = stage.laptop("minister_an", "third").await;
        let wrong = third.desk().restore_note_key("AAAA-AAAA").await.unwrap_err();
        assert_eq!(wrong.code(), "recovery-code-wrong");
        let printed = desk.recovery_code().unwrap();
        third.desk().restore_note_key(&printed).await.unwrap();
        assert_eq!(third.desk().annotations(document, 1).unwrap().annotations.len(), 1);
        let stranger = stage.laptop("minister_binh", "stranger").await;
        let refused = stranger.desk().restore_note_key(&printed).await.unwrap_err();
        assert_eq!(refused.code(), "recovery-code-wrong");
    });
}
