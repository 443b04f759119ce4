use std::sync::{Mutex, MutexGuard, PoisonError};
use testkit::journey::{Journey, Recorder, read_at_the_desk, show_every_document};
use testkit::session::Session;

/// One real window at a time: several on a small machine keep each other from answering in time. `tests/nextest.toml`
/// says the same to nextest, which gives each test a process of its own.
fn alone() -> MutexGuard<'static, ()> {
    static WINDOW: Mutex<()> = Mutex::new(());
    WINDOW.lock().unwrap_or_else(PoisonError::into_inner)
}

#[test]
fn the_journey_works_through_the_real_window() {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    let journey = Journey::prepare(folder.path(), (1280, 800)).unwrap();
    let mut recorder = Recorder::new(None).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(journey.walk(&mut recorder)).unwrap();
}

#[test]
fn the_reading_desk_works_through_the_real_window() {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    let journey = Journey::prepare(folder.path(), (1280, 800)).unwrap();
    let mut recorder = Recorder::new(None).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(read_at_the_desk(journey, &mut recorder)).unwrap();
}

#[test]
fn a_secretary_builds_a_session_and_members_answer_through_real_windows() {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    let session = Session::prepare(folder.path(), (1280, 800)).unwrap();
    let mut recorder = Recorder::new(None).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(session.walk(&mut recorder)).unwrap();
}

#[test]
fn every_document_of_a_folder_shows_its_first_page_or_a_named_error() {
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/pdf");
    if !corpus.exists() {
        eprintln!("skipped: {} is not here", corpus.display());
        return;
    }
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    let journey = Journey::prepare(folder.path(), (1280, 800)).unwrap();
    let mut recorder = Recorder::new(None).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(show_every_document(journey, &corpus, &mut recorder)).unwrap();
}

#[test]
fn the_search_for_canaries_finds_a_planted_one() {
    let folder = tempfile::tempdir().unwrap();
    let text = testkit::journey::NOTE;
    let hidden = [b"\0\0\0", text.as_bytes().get(10..18).unwrap(), b"\0"].concat();
    std::fs::create_dir(folder.path().join("deep")).unwrap();
    std::fs::write(folder.path().join("deep/cache.bin"), hidden).unwrap();
    let found = testkit::find_canaries(&[folder.path()], &[text]).unwrap();
    assert_eq!(found.len(), 1);
    std::fs::write(folder.path().join("deep/cache.bin"), "nothing here").unwrap();
    assert!(testkit::find_canaries(&[folder.path()], &[text]).unwrap().is_empty());
}
