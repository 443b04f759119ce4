use super::{ImportReport, import_dir};
use crate::{App, Ceiling, Config, SystemClock};
use domain::{AgendaItem, Cabinet, Classification};
use serde_json::{Value, json};
use std::sync::Arc;

/// A cabinet of three items, each with a paper of four pages and a poll.
fn described() -> Value {
    let words = |words: &str| json!({ "vi": words, "en": words });
    let item = |key: &str, classification: &str| {
        json!({
            "key": key, "parent": null, "title": words(key), "sponsor": "chair",
            "minutes": 5, "kind": "decision", "classification": classification,
            "documents": [{
                "key": "paper", "role": "paper", "title": words(key),
                "file": "paper.pdf", "may_copy": true, "pages": 4,
            }],
            "polls": [{
                "key": "poll", "kind": "opinion_form", "question": words(key),
                "opens": "2027-01-01T00:00:00Z", "closes": "2027-01-02T00:00:00Z",
            }],
        })
    };
    json!({
        "body": { "key": "body", "name": words("Chính phủ"), "policy": "vietnam" },
        "people": [{
            "key": "chair", "name": "Chair", "office": words("Thủ tướng"), "role": "chair",
        }],
        "meeting": {
            "key": "meeting", "title": words("Phiên họp"), "place": words("Phòng họp"),
            "starts": "2027-01-05T01:30:00Z", "ends": "2027-01-05T04:00:00Z", "chair": "chair",
        },
        "items": [item("one", "internal"), item("two", "confidential"), item("three", "secret")],
    })
}

/// A server with a ceiling that has imported a description, and what it said.
fn imported(described: &Value, ceiling: Ceiling) -> (Arc<Cabinet>, ImportReport) {
    let (data, dir) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::fs::write(dir.path().join("cabinet.json"), described.to_string()).unwrap();
    std::fs::write(dir.path().join("paper.pdf"), b"%PDF-1.7").unwrap();
    let config = Config { ceiling, ..Config::for_data(data.path()) };
    let app = App::open(config, Arc::new(SystemClock)).unwrap();
    let report = import_dir(&app, dir.path()).unwrap();
    (app.cabinet().unwrap(), report)
}

/// The import at the console took whatever it was given, however it was classified.
#[test]
fn of_what_lies_above_the_ceiling_an_import_brings_a_line_without_words() {
    let (cabinet, report) = imported(&described(), Ceiling::Internal);
    assert_eq!(report.above_ceiling, ["two", "three"]);
    assert_eq!((report.n_items, report.n_documents), (3, 1));
    let classified = AgendaItem::classified_title();
    for item in cabinet.items() {
        let dossier = cabinet.dossier_of(item.id).unwrap();
        let is_above = dossier.classification > Classification::Internal;
        assert_eq!(item.face.title == classified, is_above);
        assert_eq!(item.public_face().title == classified, is_above);
        assert_eq!(cabinet.documents_of(dossier.id).is_empty(), is_above);
        assert_eq!(cabinet.polls_of(item.id).next().is_none(), is_above);
    }
}

#[test]
fn imported_papers_whose_pages_were_counted_have_their_places_in_the_book() {
    let (cabinet, _) = imported(&described(), Ceiling::Confidential);
    let mut pages: Vec<_> = cabinet.documents().filter_map(domain::book_pages).collect();
    pages.sort_unstable();
    assert_eq!(pages, [(1, 4), (5, 8)], "the third item lies above the ceiling");
}

#[test]
fn a_demonstration_is_moved_ahead_by_whole_weeks_with_its_polls() {
    let mut description = described();
    let starts = |description: &Value| {
        let (cabinet, _) = imported(description, Ceiling::Internal);
        let meeting = cabinet.meetings().next().unwrap().face.clone();
        let poll = cabinet.polls().next().unwrap().closes_at;
        (meeting.starts_at.as_micros(), poll.as_micros(), meeting.ends_at.as_micros())
    };
    let as_written = starts(&description);
    description["days_ahead"] = json!(4_000);
    let moved = starts(&description);
    let by = moved.0 - as_written.0;
    assert!(by > 0 && by % (7 * 86_400_000_000) == 0, "{by}");
    assert_eq!((moved.1 - as_written.1, moved.2 - as_written.2), (by, by));
    let ahead = moved.0 - crate::Clock::now(&SystemClock).as_micros();
    assert!((4_000..4_007).contains(&(ahead / 86_400_000_000)), "{ahead}");
}
