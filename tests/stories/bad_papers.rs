//! Papers that cannot be read: each is named, and everything else goes on.

use crate::stage::{Laptop, Stage, story};
use desk::view::{DocumentView, FileStateView};
use desk::{Desk, DeskError};
use reader::{PictureAsk, Priority, Rotation};
use std::path::Path;
use std::time::{Duration, Instant};
use testkit::journey::SENTENCE;
use uuid::Uuid;

fn draw(desk: &Desk, paper: Uuid, page: u32, width: u32) -> Result<Vec<u8>, DeskError> {
    let (tile, rotation, priority) = (None, Rotation::None, Priority::Visible);
    let ask = PictureAsk { width, tile, rotation, priority };
    Ok(desk.page_picture(paper, 1, page, &ask)?.bytes)
}

/// A PDF with this catalog, pages object and trailer entries.
fn pdf(pages: &str, trailer: &str) -> String {
    format!(
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
         2 0 obj\n{pages}\nendobj\n\
         3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>\nendobj\n\
         trailer\n<< /Root 1 0 R /Size 4 {trailer} >>\n%%EOF\n"
    )
}

/// A sound PDF, cross-reference table and all, without pages.
fn pageless() -> String {
    let objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"];
    let mut text = "%PDF-1.4\n".to_owned();
    let mut table = "0000000000 65535 f \n".to_owned();
    for (index, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", text.len());
        text += &format!("{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let start = text.len();
    let trailer = "trailer\n<< /Root 1 0 R /Size 3 >>\nstartxref";
    format!("{text}xref\n0 3\n{table}{trailer}\n{start}\n%%EOF\n")
}

pub fn write_papers(folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.join(name), bytes).unwrap();
    let one_page = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>";
    let hex = "00".repeat(32);
    let locked = format!(
        "/Encrypt << /Filter /Standard /V 1 /R 2 /O <{hex}> /U <{hex}> /P -44 >> /ID [<00> <00>]"
    );
    write("a-good.pdf", pdf(one_page, "").as_bytes());
    write("b-empty.pdf", b"");
    write("c-broken.pdf", b"this is no PDF, whatever its name says");
    write("d-locked.pdf", pdf(one_page, &locked).as_bytes());
    write("e-no-pages.pdf", pageless().as_bytes());
    write("f-huge.pdf", pdf(one_page, "/X 1").as_bytes());
    write("g-short.pdf", pdf(one_page, "/X 2").as_bytes());
}

/// Changes what the server's records say of a file's length, as a damaged or hostile server would.
fn declare_length(stage: &Stage, title: &str, length: u64) {
    let database = rusqlite::Connection::open(stage.server.data().join("cabinet.db")).unwrap();
    let sql = "
        UPDATE record SET body = json_set(body, '$.version.length', ?2)
        WHERE kind = 'document' AND json_extract(body, '$.title.vi') = ?1";
    let length = i64::try_from(length).unwrap();
    assert_eq!(database.execute(sql, (title, length)).unwrap(), 1);
}

fn documents(laptop: &Laptop) -> Vec<DocumentView> {
    let desk = laptop.desk();
    let meetings = desk.meetings().unwrap();
    let imported = meetings.iter().find(|meeting| meeting.title.vi == "papers").unwrap();
    let items = desk.agenda(imported.id).unwrap().items;
    items.iter().flat_map(|item| desk.dossier(item.id).unwrap().documents).collect()
}

#[test]
fn broken_locked_empty_pageless_and_endless_papers_are_named_and_the_good_one_opens() {
    story(async {
        let mut stage = Stage::open();
        let folder = stage.folder.path().join("papers");
        write_papers(&folder);
        stage.server.stop().unwrap();
        stage.server.import(&folder).unwrap();
        declare_length(&stage, "f-huge", 2 * 1024 * 1024 * 1024 + 5);
        stage.server.start().unwrap();
        let laptop = stage.laptop("minister_an", "laptop").await;
        laptop.desk().examine_new_files().unwrap();
        let found: Vec<(String, Option<String>)> = documents(&laptop)
            .into_iter()
            .map(|paper| (paper.title.vi, paper.problem.map(|problem| problem.code)))
            .collect();
        let expected = [
            ("a-good", None),
            ("b-empty", Some("document-empty")),
            ("c-broken", Some("document-broken")),
            ("d-locked", Some("document-encrypted")),
            ("e-no-pages", Some("document-no-pages")),
            ("f-huge", Some("document-too-large")),
            ("g-short", None),
        ];
        let expected: Vec<(String, Option<String>)> = expected
            .into_iter()
            .map(|(title, code)| (title.to_owned(), code.map(str::to_owned)))
            .collect();
        assert_eq!(found, expected);
        for paper in documents(&laptop) {
            let opened = laptop.desk().open_document(paper.id, 1);
            assert_eq!(opened.err().map(|e| e.code().to_owned()), paper.problem.map(|p| p.code));
        }
    });
}

#[test]
fn a_file_shorter_than_promised_is_named_and_nothing_else_waits_for_it() {
    story(async {
        let mut stage = Stage::open();
        let folder = stage.folder.path().join("papers");
        write_papers(&folder);
        stage.server.stop().unwrap();
        stage.server.import(&folder).unwrap();
        declare_length(&stage, "g-short", 5_000);
        stage.server.start().unwrap();
        let mut laptop = Laptop::new(&stage.place, &stage.folder.path().join("laptop"));
        laptop.desk = Some(laptop.enrol(&stage.link("minister_an")).await.unwrap());
        let error = laptop.desk().sync_once().await.unwrap_err();
        assert_eq!(error.code(), "server-incomplete");
        let papers = documents(&laptop);
        let short = papers.iter().find(|paper| paper.title.vi == "g-short").unwrap();
        assert_eq!(short.problem.as_ref().unwrap().code, "server-incomplete");
        let good = papers.iter().find(|paper| paper.title.vi == "a-good").unwrap();
        assert_eq!(good.file, FileStateView::Ready);
        assert_eq!(laptop.desk().status().unwrap().dossiers_ready, 20);
    });
}

#[test]
fn a_worker_that_dies_costs_one_answer_and_the_next_page_is_drawn() {
    story(async {
        let stage = Stage::open();
        let laptop = stage.laptop("minister_an", "laptop").await;
        let desk = laptop.desk();
        let item = desk.agenda(desk.meetings().unwrap()[0].id).unwrap().items[0].id;
        let paper = desk.dossier(item).unwrap().documents[0].id;
        assert!(draw(desk, paper, 0, 600).is_ok());
        let worker = desk.worker_ids()[0];
        let killed = std::process::Command::new("kill").args(["-9", &worker.to_string()]).status();
        assert!(killed.unwrap().success());
        let error = draw(desk, paper, 0, 600).unwrap_err();
        assert_eq!(error.code(), "reader-crashed");
        assert!(draw(desk, paper, 0, 600).is_ok());
        assert_ne!(desk.worker_ids()[0], worker);
    });
}

/// A short answer of the byte source once made PDFium drop an embedded font: every Vietnamese letter with a mark was
/// missing from the page, and nothing failed. The line must have ink wherever it has text.
#[test]
fn every_letter_of_a_vietnamese_line_is_drawn() {
    story(async {
        let stage = Stage::open();
        let laptop = stage.laptop("minister_an", "laptop").await;
        let desk = laptop.desk();
        let item = desk.agenda(desk.meetings().unwrap()[0].id).unwrap().items;
        let plan = item.iter().find(|item| item.number == "3").unwrap().id;
        let papers = desk.dossier(plan).unwrap().documents;
        let paper = papers.iter().max_by_key(|paper| paper.length).unwrap().id;
        let runs = desk.page_text(paper, 1, 249).unwrap().runs;
        let line = runs.iter().find(|run| run.text.contains(SENTENCE)).unwrap().rect;
        let png = draw(desk, paper, 249, 1_600).unwrap();
        let mut decoder = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
        let mut pixels = vec![0; decoder.output_buffer_size().unwrap()];
        let info = decoder.next_frame(&mut pixels).unwrap();
        let samples = info.line_size / info.width as usize;
        let (width, height) = (info.width as f32, info.height as f32);
        let rows = (line.y * height) as usize..((line.y + line.h) * height) as usize;
        let columns = (line.x * width) as usize..((line.x + line.w) * width) as usize;
        let has_ink = |column: usize| {
            rows.clone().any(|row| pixels[row * info.line_size + column * samples] < 140)
        };
        let (mut gap, mut widest) = (0, 0);
        for column in columns {
            gap = if has_ink(column) { 0 } else { gap + 1 };
            widest = widest.max(gap);
        }
        // A space between words of this size is about 8 pixels wide; a missing letter leaves 15 and more.
        assert!(widest < 13, "{widest} columns of the line are empty");
    });
}

/// Not a wait of the test's: a document whose worker is stopped must be answered within the reader's own patience.
#[test]
fn a_worker_that_hangs_is_given_up_and_replaced() {
    story(async {
        let stage = Stage::open();
        let laptop = stage.laptop("minister_an", "laptop").await;
        let desk = laptop.desk();
        let item = desk.agenda(desk.meetings().unwrap()[0].id).unwrap().items[0].id;
        let paper = desk.dossier(item).unwrap().documents[0].id;
        assert!(draw(desk, paper, 0, 600).is_ok());
        let worker = desk.worker_ids()[0].to_string();
        let stopped = std::process::Command::new("kill").args(["-STOP", &worker]).status();
        assert!(stopped.unwrap().success());
        let began = Instant::now();
        let error = draw(desk, paper, 0, 640).unwrap_err();
        assert_eq!(error.code(), "reader-timeout");
        assert!(began.elapsed() < Duration::from_secs(30));
        assert!(draw(desk, paper, 0, 640).is_ok());
    });
}
