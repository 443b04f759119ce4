//! What the server makes beside papers: words of scans, found and marked on laptops, and an index of which bytes each
//! page needs.

use crate::secretariat::{act, lodge, new_item, new_session, publish, sponsor};
use crate::stage::{Laptop, Stage, story};
use desk::view::{
    FileStateView, MarkInput, MarkView, MarksInput, SearchInput, SearchKindView, WordsView,
};
use reader::{Contents, OpenDocument, PictureAsk, Priority, RangeSource, Rotation};
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use sync::Request;
use testkit::NarrowLine;
use uuid::Uuid;
use wire::PageIndex;

/// Settings of a server that looks for no words: there are none in noise, and looking takes long.
const NO_WORDS: &str = "[papers]\nlanguages = []";

/// A paper held in memory; bytes outside of what is here cannot be read.
struct Bytes {
    all: Vec<u8>,
    here: Vec<Range<u64>>,
}

impl Bytes {
    fn whole(all: Vec<u8>) -> Arc<Self> {
        let length = all.len() as u64;
        Arc::new(Self { all, here: std::iter::once(0..length).collect() })
    }
}

impl RangeSource for Bytes {
    fn length(&self) -> u64 {
        self.all.len() as u64
    }

    fn is_near(&self) -> bool {
        false
    }

    fn read_at(&self, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        let end = (offset + length as u64).min(self.all.len() as u64);
        let mut at = offset;
        while let Some(part) = self.here.iter().find(|part| part.contains(&at)) {
            at = part.end;
            if at >= end {
                let part = usize::try_from(offset).unwrap()..usize::try_from(end).unwrap();
                return Ok(self.all[part].to_vec());
            }
        }
        Err(io::Error::other(format!("{offset}..{end} is not here")))
    }
}

/// A PDF of pages that are pictures: raw gray pixels, or the data of a gray PNG.
fn write_pictures(path: &Path, pictures: &[(u32, u32, Vec<u8>, bool)]) {
    let kids: Vec<String> =
        (0..pictures.len()).map(|page| format!("{} 0 R", 3 + 3 * page)).collect();
    let mut objects: Vec<Vec<u8>> = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), kids.len()).into(),
    ];
    for (page, (width, height, data, is_png)) in pictures.iter().enumerate() {
        let first = 3 + 3 * page;
        objects.push(
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R \
                 /Resources << /XObject << /I {} 0 R >> >> >>",
                first + 1,
                first + 2
            )
            .into(),
        );
        let content = "595 0 0 842 0 0 cm /I Do";
        objects
            .push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()).into());
        let packed = format!(
            "/Filter /FlateDecode /DecodeParms \
             << /Predictor 15 /Colors 1 /BitsPerComponent 8 /Columns {width} >>"
        );
        let packed = if *is_png { packed.as_str() } else { "" };
        let head = format!(
            "<< /Type /XObject /Subtype /Image /Width {width} /Height {height} \
             /ColorSpace /DeviceGray /BitsPerComponent 8 {packed} /Length {} >>\nstream\n",
            data.len()
        );
        objects.push([head.as_bytes(), data, b"\nendstream"].concat());
    }
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut table = "0000000000 65535 f \n".to_owned();
    for (index, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", bytes.len());
        bytes.extend(format!("{} 0 obj\n", index + 1).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let (start, size) = (bytes.len(), objects.len() + 1);
    bytes.extend(
        format!("xref\n0 {size}\n{table}trailer\n<< /Root 1 0 R /Size {size} >>\n").bytes(),
    );
    bytes.extend(format!("startxref\n{start}\n%%EOF\n").bytes());
    std::fs::write(path, bytes).unwrap();
}

/// A page of a paper, drawn and made into a paper that is its picture.
fn write_scan(stage: &Stage, of: &Path, path: &Path) {
    let program = stage.place.program("ecabinet-cli");
    let open = OpenDocument::open(&program, Bytes::whole(std::fs::read(of).unwrap())).unwrap();
    let png = open.draw(0, 1654).unwrap();
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    // Signature, then the header: width, height, 8 bits, gray (PNG, third edition, 11.2.1).
    assert_eq!((png[24], png[25]), (8, 0), "a page of black text is drawn in gray");
    let (width, height) = (number(16), number(20));
    let mut data = Vec::new();
    let mut at = 8;
    while at < png.len() {
        let length = number(at) as usize;
        if &png[at + 4..at + 8] == b"IDAT" {
            data.extend(&png[at + 8..at + 8 + length]);
        }
        at += length + 12;
    }
    write_pictures(path, &[(width, height, data, true)]);
}

async fn brought(lan: &Laptop, an: &Laptop) {
    lan.desk().sync_once().await.unwrap();
    an.desk().sync_once().await.unwrap();
}

/// A meeting with one paper.
fn published(lan: &Laptop, path: &Path) -> Uuid {
    let meeting = act(lan, &new_session("Phiên họp về ngân sách"));
    let item = act(lan, &new_item(meeting, sponsor(lan), "Báo cáo đã ký"));
    let paper = lodge(lan, item, path, None);
    publish(lan, meeting);
    paper
}

#[test]
fn the_words_of_a_scan_are_read_by_the_server_and_found_and_marked_on_laptops() {
    story(async {
        let mut stage = Stage::open();
        let lan = stage.laptop("secretary_lan", "lan").await;
        let an = stage.laptop("minister_an", "an").await;
        let (source, path) = (
            stage.place.demo_cabinet().join("papers/budget/draft-resolution.pdf"),
            stage.folder.path().join("signed.pdf"),
        );
        write_scan(&stage, &source, &path);
        let paper = published(&lan, &path);
        brought(&lan, &an).await;
        let desk = an.desk();
        desk.open_document(paper, 1).unwrap();
        assert_eq!(desk.page_parts(paper, 1, 0).unwrap().words, WordsView::Awaited);
        let found = desk.find_in_paper(paper, 1, "nghi quyet").unwrap();
        assert_eq!((found.total, found.pages_without_text), (0, 1));
        desk.refresh_search().unwrap();
        let everywhere = |words: &str| {
            let input = SearchInput {
                words: words.to_owned(),
                meeting: None,
                document: None,
                kinds: vec![SearchKindView::Page],
                limit: 50,
            };
            let hits = desk.search(&input).unwrap().hits;
            hits.into_iter().filter(|hit| hit.document == Some(paper)).count()
        };
        assert_eq!(everywhere("nghị quyết"), 0);

        let said = stage.server.console(&["papers", "--read"]).unwrap();
        // The demonstration cabinet has a scan of its own.
        assert!(said.contains("words: 2 made"), "{said}");
        stage.server.stop().unwrap();
        stage.server.read_papers();
        stage.server.start().unwrap();
        desk.sync_once().await.unwrap();
        let parts = desk.page_parts(paper, 1, 0).unwrap();
        assert_eq!(parts.words, WordsView::Picture);
        let read: String = parts.paragraphs.iter().map(|one| one.text.clone() + "\n").collect();
        assert!(read.contains("NGHỊ QUYẾT") || read.contains("Nghị quyết"), "{read}");
        let found = desk.find_in_paper(paper, 1, "nghi quyet").unwrap();
        assert!(found.total > 0 && found.pages_without_text == 0, "{read}");
        desk.refresh_search().unwrap();
        assert!(everywhere("nghị quyết") > 0);

        let runs = desk.page_text(paper, 1, 0).unwrap().runs;
        let run = runs.iter().find(|run| run.text.chars().count() > 3).unwrap();
        let mark = MarkView::Highlight {
            rects: vec![run.rect],
            text: run.text.clone(),
            colour: "yellow".to_owned(),
        };
        let marks = vec![MarkInput { page: 0, mark }];
        desk.annotate(MarksInput { document: paper, version: 1, marks }).unwrap();
        assert_eq!(desk.annotations(paper, 1).unwrap().annotations.len(), 1);
    });
}

/// A paper of pages that are noise, so that none is like another; xorshift64 (Marsaglia, 2003).
fn write_long(path: &Path, n_pages: u32, (width, height): (u32, u32)) {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut noise = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    let pages: Vec<_> = (0..n_pages)
        .map(|_| (width, height, (0..width * height).map(|_| noise()).collect(), false))
        .collect();
    write_pictures(path, &pages);
}

fn n_bytes_in(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().metadata().unwrap().len()).sum()
}

#[test]
fn a_page_of_a_paper_that_is_still_arriving_comes_before_the_rest() {
    story(async {
        let stage = Stage::open_with(NO_WORDS);
        let lan = stage.laptop("secretary_lan", "lan").await;
        let path = stage.folder.path().join("long.pdf");
        // Twenty seconds on this line, so that a slow machine, too, shows the page long before the end.
        write_long(&path, 40, (724, 1024));
        let paper = published(&lan, &path);
        lan.desk().sync_once().await.unwrap();
        stage.server.console(&["papers", "--read"]).unwrap();

        let line = NarrowLine::to(stage.server.address().unwrap(), 1_500_000).await.unwrap();
        let link = stage.server.enrol_at("minister_an", &line.address.to_string()).unwrap();
        let an = Laptop::new(&stage.place, &stage.folder.path().join("an"));
        let desk = Arc::new(an.enrol(link["link"].as_str().unwrap()).await.unwrap());
        desk.start_background();
        let shown = tokio::task::spawn_blocking({
            let desk = Arc::clone(&desk);
            move || {
                let deadline = Instant::now() + Duration::from_secs(60);
                while !desk.knows_pages(paper, 1).unwrap_or(false) {
                    assert!(Instant::now() < deadline, "the index of pages does not come");
                    std::thread::park_timeout(Duration::from_millis(20));
                }
                let opened = desk.open_document(paper, 1).unwrap();
                let ask = PictureAsk {
                    width: 400,
                    tile: None,
                    rotation: Rotation::None,
                    priority: Priority::Visible,
                };
                let picture = desk.page_picture(paper, 1, 38, &ask).unwrap();
                (opened.pages.len(), picture.bytes)
            }
        });
        let (n_pages, picture) = shown.await.unwrap();
        assert_eq!(n_pages, 40);
        let program = stage.place.program("ecabinet-cli");
        let whole = OpenDocument::open(&program, Bytes::whole(std::fs::read(&path).unwrap()));
        assert_eq!(picture, whole.unwrap().draw(38, 400).unwrap());
        let item = desk.open_document(paper, 1).unwrap().item;
        let documents = desk.dossier(item).unwrap().documents;
        let state = documents.iter().find(|one| one.id == paper).unwrap().file;
        assert_ne!(state, FileStateView::Ready, "the rest was here before the page");

        // Reading on where the bytes are here holds up nothing: the rest comes once, while the page is asked for again.
        let before = line.n_bytes();
        let came = tokio::task::spawn_blocking(move || {
            let deadline = Instant::now() + Duration::from_secs(120);
            loop {
                let documents = desk.dossier(item).unwrap().documents;
                let state = documents.iter().find(|one| one.id == paper).unwrap().file;
                if state == FileStateView::Ready {
                    return line.n_bytes() - before;
                }
                assert!(Instant::now() < deadline, "the rest does not come: {state:?}");
                let ask = PictureAsk {
                    width: 401,
                    tile: None,
                    rotation: Rotation::None,
                    priority: Priority::Visible,
                };
                desk.page_picture(paper, 1, 38, &ask).unwrap();
                std::thread::park_timeout(Duration::from_millis(20));
            }
        });
        let papers = stage.place.demo_cabinet().join("papers");
        let all: u64 = std::fs::read_dir(papers)
            .unwrap()
            .map(|folder| n_bytes_in(&folder.unwrap().path()))
            .sum();
        let (came, all) = (came.await.unwrap(), all + std::fs::metadata(&path).unwrap().len());
        assert!(came < all * 11 / 10, "{came} bytes came for papers of {all}");
    });
}

#[test]
fn each_page_of_a_long_paper_can_be_shown_from_the_bytes_that_the_index_names() {
    story(async {
        let stage = Stage::open_with(NO_WORDS);
        let lan = stage.laptop("secretary_lan", "lan").await;
        let path = stage.folder.path().join("long.pdf");
        write_long(&path, 24, (512, 724));
        let paper = published(&lan, &path);
        lan.desk().sync_once().await.unwrap();
        stage.server.console(&["papers", "--read"]).unwrap();

        let an = stage.raw("minister_an").await;
        let bytes = std::fs::read(&path).unwrap();
        let digest = blake3::hash(&bytes).to_hex();
        let reply = an.send(Request::get(format!("/v1/files/{digest}/pages"))).await.unwrap();
        let index = PageIndex::from_bytes(&reply.body).unwrap();
        assert_eq!((index.length, index.pages.len()), (bytes.len() as u64, 24));
        let sent = index.decoded_shared();
        assert!(!index.shared.is_empty(), "the way to late pages is sent along");
        for (start, end) in &index.shared {
            let here = usize::try_from(*start).unwrap()..usize::try_from(*end).unwrap();
            assert_eq!(sent.read(*start, here.len()), Some(bytes[here].to_vec()));
        }
        let contents = Contents::from_bytes(&index.decoded_contents().unwrap()).unwrap();
        let program = stage.place.program("ecabinet-cli");
        let whole = OpenDocument::open(&program, Bytes::whole(bytes.clone())).unwrap();
        assert_eq!(&contents, whole.contents());
        for page in [0, 11, 23] {
            // Its tree is flat: on the way to a later page PDFium looks at those before it, which came with the index.
            let shared = index.shared.iter().map(|(start, end)| *start..*end);
            let mut here: Vec<Range<u64>> = index.needed(page).chain(shared).collect();
            here.sort_by_key(|part| part.start);
            let n_here: u64 = here.iter().map(|part| part.end - part.start).sum();
            let n_of_a_page = bytes.len() as u64 / 24;
            assert!(n_here < n_of_a_page * 11 / 10, "page {page} needs {n_here} bytes");
            let part = Arc::new(Bytes { all: bytes.clone(), here });
            let known = Some(contents.clone());
            let open = OpenDocument::open_with(&program, part, None, known).unwrap();
            assert_eq!(open.draw(page, 400).unwrap(), whole.draw(page, 400).unwrap());
        }

        let absent = an.send(Request::get(format!("/v1/files/{digest}/signatures"))).await;
        let nowhere = blake3::hash(b"nowhere").to_hex();
        let nothing = an.send(Request::get(format!("/v1/files/{nowhere}/pages"))).await;
        assert_eq!(absent.err().unwrap().to_string(), nothing.err().unwrap().to_string());
        let mai = stage.raw("auditor_son").await;
        let refused = mai.send(Request::get(format!("/v1/files/{digest}/pages"))).await;
        assert!(refused.is_err(), "who may not read a paper gets nothing of it");
        lan.desk().sync_once().await.unwrap();
        let known = lan.desk().open_document(paper, 1).unwrap();
        assert_eq!(known.pages.len(), 24);
    });
}
