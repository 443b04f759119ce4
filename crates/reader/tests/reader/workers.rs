//! Workers that die, hang, are many, and are asked by many.

use super::documents::{Bytes, PROGRAM, corpus, open, pages};
use reader::{Contents, OpenDocument, PictureAsk, Priority, RangeSource, ReaderError, Rotation};
use std::io;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

fn thumbnail(width: u32) -> PictureAsk {
    PictureAsk { width, tile: None, rotation: Rotation::None, priority: Priority::Thumbnail }
}

fn kill(id: u32) {
    assert!(Command::new("kill").arg("-9").arg(id.to_string()).status().unwrap().success());
}

#[test]
fn a_worker_that_is_killed_costs_one_page_and_is_back_within_half_a_second() {
    let document = open(pages(3, "", "0 0 300 300 re f", &[])).unwrap();
    let other = open(pages(1, "", "", &[])).unwrap();
    document.draw(0, 200).unwrap();
    kill(document.worker_id().unwrap());
    assert_eq!(document.draw(0, 200), Err(ReaderError::Crashed));
    let begin = Instant::now();
    document.draw(1, 200).unwrap();
    let took = begin.elapsed();
    assert!(took < Duration::from_millis(500), "the next page took {took:?}");
    other.draw(0, 200).unwrap();
}

#[test]
fn a_document_is_read_by_two_workers_at_once_and_by_one_when_nobody_else_asks() {
    let document = open(pages(40, "", "0 0 300 300 re f", &[])).unwrap();
    document.draw(0, 200).unwrap();
    assert_eq!(document.worker_ids().len(), 1);
    let drawn = Mutex::new(Vec::new());
    document.thumbnails(0..40, 100, &|page, picture| {
        picture.unwrap();
        drawn.lock().unwrap().push(page);
    });
    let mut drawn = drawn.into_inner().unwrap();
    drawn.sort_unstable();
    assert_eq!(drawn, (0..40).collect::<Vec<_>>());
    std::thread::scope(|scope| {
        for page in 0..8 {
            let document = &document;
            scope.spawn(move || document.draw(page, 2000).unwrap());
        }
    });
    assert_eq!(document.worker_ids().len(), 2);
}

/// A document that is read only while somebody lets it.
struct Gate {
    bytes: Bytes,
    asked: Mutex<Option<Sender<()>>>,
    let_through: Mutex<Receiver<()>>,
}

impl RangeSource for Gate {
    fn length(&self) -> u64 {
        self.bytes.length()
    }

    fn read_at(&self, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        let asked = self.asked.lock().unwrap().clone();
        if let Some(asked) = asked {
            asked.send(()).unwrap();
            self.let_through.lock().unwrap().recv().unwrap();
        }
        self.bytes.read_at(offset, length)
    }
}

/// Pages whose contents are read only when they are drawn: far apart in the file.
fn spread_out() -> Vec<u8> {
    let padding = "% ".repeat(3_000_000);
    pages(3, "", &format!("0 0 9 9 re f {padding}"), &[])
}

#[test]
fn requests_that_nobody_wants_any_more_are_let_go_while_they_wait() {
    let (asked, was_asked) = channel();
    let (open_gate, let_through) = channel();
    let bytes = Bytes(spread_out());
    let gate =
        Arc::new(Gate { bytes, asked: Mutex::new(None), let_through: Mutex::new(let_through) });
    let source: Arc<dyn RangeSource> = Arc::clone(&gate) as _;
    // Opened with what is known of it, so that nothing of its pages was read before.
    let known = Some(open(spread_out()).unwrap().contents().clone());
    let document = OpenDocument::open_with(Path::new(PROGRAM), source, None, known).unwrap();
    *gate.asked.lock().unwrap() = Some(asked);
    std::thread::scope(|scope| {
        let in_work = scope.spawn(|| document.picture(0, &thumbnail(50)));
        was_asked.recv().unwrap();
        let waiting: Vec<_> =
            (1..3).map(|_| scope.spawn(|| document.picture(2, &thumbnail(50)))).collect();
        // One of them may have begun in the second worker before it is let go; the other waits for certain.
        while waiting.iter().all(|one| !one.is_finished()) {
            document.wanting(Priority::Thumbnail, &(0..1));
            std::thread::yield_now();
        }
        *gate.asked.lock().unwrap() = None;
        for _ in 0..200 {
            let _ = open_gate.send(());
        }
        assert!(in_work.join().unwrap().is_ok());
        let answers: Vec<_> = waiting.into_iter().map(|one| one.join().unwrap()).collect();
        assert!(answers.contains(&Err(ReaderError::Cancelled)), "{answers:?}");
    });
}

#[test]
fn bytes_that_cannot_be_had_are_not_taken_for_a_broken_document() {
    struct Gone;
    impl RangeSource for Gone {
        fn length(&self) -> u64 {
            5_000
        }

        fn read_at(&self, _: u64, _: usize) -> io::Result<Vec<u8>> {
            Err(io::ErrorKind::NotFound.into())
        }
    }
    let opened = OpenDocument::open(Path::new(PROGRAM), Arc::new(Gone));
    assert_eq!(opened.err(), Some(ReaderError::Source));
}

/// Counts the bytes that are read.
struct Counted(Bytes, AtomicUsize);

impl RangeSource for Counted {
    fn length(&self) -> u64 {
        self.0.length()
    }

    fn read_at(&self, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        self.1.fetch_add(length, Ordering::Relaxed);
        self.0.read_at(offset, length)
    }
}

#[test]
fn a_document_whose_contents_are_known_is_opened_without_visiting_its_pages() {
    let Some(bytes) = corpus("big-r-fullrefman.pdf") else {
        return;
    };
    let open = |known: Option<Contents>| {
        let source = Arc::new(Counted(Bytes(bytes.clone()), AtomicUsize::new(0)));
        let counted = Arc::clone(&source);
        let document = OpenDocument::open_with(Path::new(PROGRAM), source, None, known).unwrap();
        (document, counted.1.load(Ordering::Relaxed))
    };
    let (first, visited) = open(None);
    let contents = first.contents().clone();
    assert_eq!(contents.pages.len(), 2415);
    let labels = [0, 300, 2414].map(|page| contents.label(page));
    assert_eq!(labels, ["I", "270", "2384"]);
    let kept = Contents::from_bytes(&contents.to_bytes().unwrap());
    let (again, read) = open(kept);
    assert_eq!(again.contents(), &contents);
    assert!(read * 10 < visited, "{read} bytes instead of {visited}");
    assert_eq!(again.draw(900, 200).unwrap(), first.draw(900, 200).unwrap());

    let mut of_another = contents.clone();
    of_another.pages.pop();
    let (corrected, _) = open(Some(of_another));
    assert_eq!(corrected.contents(), &contents, "they are of another document");
}

#[test]
fn a_jump_costs_its_own_page_once_nobody_has_asked_for_a_moment() {
    let Some(bytes) = corpus("big-r-fullrefman.pdf") else {
        return;
    };
    let known = open(bytes.clone()).unwrap().contents().clone();
    let jump = |walks: bool| {
        let source = Arc::new(Counted(Bytes(bytes.clone()), AtomicUsize::new(0)));
        let counted = Arc::clone(&source);
        let document =
            OpenDocument::open_with(Path::new(PROGRAM), source, None, Some(known.clone())).unwrap();
        document.draw(0, 200).unwrap();
        let deadline = Instant::now() + Duration::from_secs(30);
        if walks {
            document.walk_ahead();
            while !document.knows_the_way() {
                assert!(Instant::now() < deadline, "it never arrives");
                std::thread::yield_now();
            }
        }
        let before = counted.1.load(Ordering::Relaxed);
        let picture = document.draw(2000, 200).unwrap();
        assert_eq!(document.worker_ids().len(), 1, "no second worker is needed for it");
        (counted.1.load(Ordering::Relaxed) - before, picture)
    };
    let (plain, first) = jump(false);
    let (walked, second) = jump(true);
    assert!(walked * 2 < plain, "{walked} bytes instead of {plain}");
    assert_eq!(first, second);
}

#[test]
fn a_document_that_is_closed_takes_its_workers_along_wherever_they_are_on_their_way() {
    let document = open(pages(400, "", "0 0 300 300 re f", &[])).unwrap();
    document.walk_ahead();
    document.draw(3, 100).unwrap();
    let worker = format!("/proc/{}", document.worker_id().unwrap());
    assert!(Path::new(&worker).exists());
    drop(document);
    let deadline = Instant::now() + Duration::from_secs(10);
    while Path::new(&worker).exists() {
        assert!(Instant::now() < deadline, "the worker is still there");
        std::thread::yield_now();
    }
}

#[test]
fn a_password_is_asked_for_and_a_wrong_one_is_named() {
    let Some(bytes) = corpus("enc-r6-hello.pdf") else {
        return;
    };
    let open = |password: Option<&str>| {
        let source = Arc::new(Bytes(bytes.clone()));
        OpenDocument::open_with(Path::new(PROGRAM), source, password, None)
    };
    assert_eq!(open(None).err(), Some(ReaderError::Encrypted));
    assert_eq!(open(Some("motel")).err(), Some(ReaderError::WrongPassword));
    assert!(open(Some("hôtel")).unwrap().draw(0, 100).is_ok());
}

#[test]
fn hostile_files_cost_their_own_pages_and_nothing_else() {
    let nowhere = tempfile::tempdir().unwrap();
    let mut command = Command::new(PROGRAM);
    command.arg("hostile").arg(nowhere.path().join("no-corpus")).args(["30", "7", "quick"]);
    let run = command.current_dir(nowhere.path()).output().unwrap();
    let report = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success(), "{report}");
}
