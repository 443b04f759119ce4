//! What answers is not always an e-Cabinet: portals, proxies, servers that die in the middle of a sentence.

use crate::stage::{Laptop, Stage, story};
use testkit::{FakeAnswer, FakeServer};

async fn check(answer: FakeAnswer, expected: &str) {
    let stage = Stage::open();
    let server = FakeServer::start(answer).unwrap();
    let laptop = Laptop::new(&stage.place, &stage.folder.path().join("laptop"));
    let refused = laptop.enrol(&server.link()).await.err().map(|error| error.code().to_owned());
    assert_eq!(refused.as_deref(), Some(expected), "{answer:?}");
    assert!(!laptop.profile.exists());
}

#[test]
fn a_page_of_html_is_not_taken_for_a_server() {
    story(check(FakeAnswer::Html, "server-not-ecabinet"));
}

#[test]
fn half_a_body_is_named() {
    story(check(FakeAnswer::HalfABody, "server-incomplete"));
}

#[test]
fn a_connection_that_ends_without_a_word_is_named() {
    story(check(FakeAnswer::Nothing, "network-unreachable"));
}

#[test]
fn what_was_synchronised_stays_readable_while_the_server_is_gone() {
    story(async {
        let mut stage = Stage::open();
        let laptop = stage.laptop("minister_an", "laptop").await;
        stage.server.kill().unwrap();
        let desk = laptop.desk();
        let error = desk.sync_once().await.unwrap_err();
        assert_eq!(error.code(), "network-unreachable");
        let status = desk.status().unwrap();
        assert!(!status.online);
        assert_eq!((status.dossiers_ready, status.dossiers_total), (14, 14));
        let meeting = desk.meetings().unwrap()[0].id;
        let item = desk.agenda(meeting).unwrap().items[2].id;
        let document = desk.dossier(item).unwrap().documents[0].id;
        assert!(!desk.page_text(document, 1, 0).unwrap().runs.is_empty());
    });
}
