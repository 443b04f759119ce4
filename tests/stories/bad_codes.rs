//! Enrolment with codes and servers that are not right: nothing is written, and the reason is named.

use crate::stage::{Laptop, Stage, story};

async fn check(stage: &Stage, code: &str, expected: &str) {
    let folder = stage.folder.path().join(uuid::Uuid::now_v7().to_string());
    let laptop = Laptop::new(&stage.place, &folder);
    let refused = laptop.enrol(code).await.err().map(|error| error.code().to_owned());
    assert_eq!(refused.as_deref(), Some(expected), "{code}");
    assert!(!laptop.profile.exists(), "nothing may be written");
}

#[test]
fn wrong_used_and_mangled_codes_are_named() {
    story(async {
        let stage = Stage::open();
        let link = stage.link("minister_an");
        let wrong = link.replace("code=", "code=00").replacen("code=00", "code=", 1);
        assert_eq!(wrong, link);
        let secret = link.split("code=").nth(1).unwrap().split('&').next().unwrap();
        let other: String = secret.chars().rev().collect();
        check(&stage, &link.replace(secret, &other), "code-wrong").await;
        check(&stage, "ecabinet://enrol?server=https://127.0.0.1:1&code=x", "code-wrong").await;
        let laptop = stage.laptop("minister_an", "first").await;
        assert!(laptop.desk().status().unwrap().online);
        let used = stage.link("minister_an");
        drop(testkit::RawMember::enrol(&used).await.unwrap());
        check(&stage, &used, "code-used").await;
    });
}

#[test]
fn an_expired_code_is_named() {
    story(async {
        let mut stage = Stage::open();
        stage.server.stop().unwrap();
        std::fs::write(stage.server.data().join("ecabinet-server.toml"), "code_hours = 0").unwrap();
        stage.server.start().unwrap();
        let link = stage.link("minister_an");
        check(&stage, &link, "code-expired").await;
    });
}

#[test]
fn too_many_wrong_codes_close_the_door_for_a_while() {
    story(async {
        let stage = Stage::open();
        let link = stage.link("minister_an");
        let secret = link.split("code=").nth(1).unwrap().split('&').next().unwrap();
        for n in 0..10 {
            let wrong = link.replace(secret, &format!("0000000{n}"));
            check(&stage, &wrong, "code-wrong").await;
        }
        check(&stage, &link, "too-many-attempts").await;
    });
}

#[test]
fn a_server_that_is_not_the_pinned_one_gets_nothing() {
    story(async {
        let (stage, impostor) = (Stage::open(), Stage::open());
        let (link, theirs) = (stage.link("minister_an"), impostor.link("minister_an"));
        let pin = |link: &str| link.split("pin=").nth(1).unwrap().to_owned();
        check(&stage, &link.replace(&pin(&link), &pin(&theirs)), "pin-mismatch").await;
    });
}

#[test]
fn a_server_that_cannot_be_reached_is_named() {
    story(async {
        let mut stage = Stage::open();
        let link = stage.link("minister_an");
        stage.server.stop().unwrap();
        check(&stage, &link, "network-unreachable").await;
    });
}
