//! One table: who shares notes with whom, and who keeps what was shared.

use crate::stage::{PEOPLE, cabinet, document, handle, item};
use domain::{
    AnnotationId, Cabinet, Entity, Layer, PersonId, Recusal, SharedNote, Visibility, access,
};
use uuid::Uuid;

fn readers(cabinet: &Cabinet, author: &str, index: u128) -> Vec<&'static str> {
    let paper = cabinet.document(document(index)).unwrap();
    let with = |name: &&str| {
        access::may_share(cabinet, handle(author), handle(name), (paper, &paper.version))
    };
    PEOPLE.iter().map(|(name, ..)| *name).filter(with).collect()
}

/// With whom each shares notes on the items 0 (internal), 1 (confidential), 2 (internal, `minister_binh` stands aside):
/// first letters of chair, An, Binh, Low, Mai, Lan (k), Hoa, Sơn, Tuấn.
const TABLE: [(&str, [&str; 3]); 9] = [
    ("chair", ["ablkh", "abk", "alk"]),
    ("minister_an", ["cblmkh", "cbmk", "clmk"]),
    ("minister_binh", ["calkh", "cak", ""]),
    ("minister_low", ["cabkh", "", "cak"]),
    ("adviser_mai", ["a", "a", "a"]),
    ("secretary_lan", ["cablh", "cab", "cal"]),
    ("invitee_hoa", ["cablk", "", ""]),
    ("auditor_son", ["", "", ""]),
    ("admin_tuan", ["", "", ""]),
];

#[test]
fn members_secretariat_and_those_invited_share_with_one_another_and_advisers_with_their_member() {
    let cabinet = cabinet();
    assert_eq!(TABLE.len(), PEOPLE.len());
    for (author, expected) in TABLE {
        for (index, expected) in (0..).zip(expected) {
            let readers = readers(&cabinet, author, index);
            let letter = |name: &str| {
                let at = PEOPLE.iter().position(|(known, ..)| *known == name).unwrap();
                "cablmkhst".chars().nth(at).unwrap()
            };
            let found: String = readers.into_iter().map(letter).collect();
            assert_eq!(found, expected, "{author} on item {index}");
        }
    }
}

#[test]
fn sharing_works_both_ways_or_not_at_all() {
    let cabinet = cabinet();
    for index in 0..3 {
        for (author, ..) in PEOPLE {
            for reader in readers(&cabinet, author, index) {
                assert!(readers(&cabinet, reader, index).contains(&author), "{author} {reader}");
            }
        }
    }
}

#[test]
fn a_reader_keeps_a_shared_note_as_long_as_they_may_read_the_paper_and_its_author_always() {
    let mut cabinet = cabinet();
    let note = SharedNote {
        annotation: AnnotationId::from_uuid(Uuid::from_u128(1)),
        author: handle("minister_an"),
        document: document(0),
        version: 1,
        readers: [handle("minister_binh")].into(),
    };
    let has = |cabinet: &Cabinet| -> Vec<&'static str> {
        let has = |name: &&str| access::may_see_shared(cabinet, handle(name), &note);
        PEOPLE.iter().map(|(name, ..)| *name).filter(has).collect()
    };
    let before = cabinet.clone();
    assert_eq!(has(&cabinet), ["minister_an", "minister_binh"]);
    let mut line = cabinet.item(item(0)).unwrap().clone();
    for name in ["minister_an", "minister_binh"] {
        let recusal =
            Recusal { reason: String::new(), by: handle(name), at: domain::Moment::from_micros(1) };
        line.recused.insert(handle(name), recusal);
    }
    cabinet.put(Entity::Item(line));
    assert_eq!(has(&cabinet), ["minister_an"]);

    let mut cabinet = before.clone();
    let mut paper = cabinet.document(document(0)).unwrap().clone();
    paper.recalled = true;
    cabinet.put(Entity::Document(paper));
    assert_eq!(has(&cabinet), ["minister_an"]);

    let mut cabinet = before;
    let seats: Vec<_> = cabinet.memberships().cloned().collect();
    for mut seat in seats {
        seat.ended = true;
        cabinet.put(Entity::Membership(seat));
    }
    assert_eq!(has(&cabinet), Vec::<&str>::new());
    let knows = |person: PersonId| access::may_know_sharing_keys(&cabinet, person);
    assert!(!knows(handle("chair")));
}

#[test]
fn a_screen_offers_whom_the_server_would_take_and_of_named_readers_whoever_could_be_one() {
    let mut cabinet = cabinet();
    let offered = |cabinet: &Cabinet, author: &str| {
        let paper = cabinet.document(document(0)).unwrap();
        access::readers_to_offer(cabinet, handle(author), (paper, &paper.version))
    };
    for (author, ..) in PEOPLE {
        let expected = readers(&cabinet, author, 0);
        let offered = offered(&cabinet, author);
        assert_eq!(offered.len(), expected.len(), "{author}");
        assert!(expected.iter().all(|name| offered.contains(&handle(name))), "{author}");
    }
    let mut line = cabinet.item(item(0)).unwrap().clone();
    line.visibility = Visibility::Readers;
    line.readers = [handle("chair")].into();
    cabinet.put(Entity::Item(line));
    let offered = offered(&cabinet, "chair");
    assert!(offered.contains(&handle("minister_binh")), "the laptop cannot know");
    assert!(!offered.contains(&handle("admin_tuan")) && !offered.contains(&handle("auditor_son")));
    let paper = cabinet.document(document(0)).unwrap();
    let layer = |name: &str| access::layer_of(&cabinet, handle(name), paper);
    assert_eq!(layer("adviser_mai"), Some(Layer::Advice));
    assert_eq!(layer("chair"), Some(Layer::Shared));
}
