//! The book of a meeting: the same numbers for everybody, and nothing of what is withheld.

use crate::bad_papers::write_papers;
use crate::secretariat::{act, lodge, new_item, new_session, publish, sponsor};
use crate::stage::{Laptop, Stage, story};
use desk::Language;
use desk::view::{ActInput, VisibilityView};
use reader::{OpenDocument, RangeSource};
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;

/// A file in memory, as a worker asks for it.
struct Whole(Vec<u8>);

impl RangeSource for Whole {
    fn length(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&self, offset: u64, length: usize) -> std::io::Result<Vec<u8>> {
        let offset = usize::try_from(offset).unwrap();
        Ok(self.0[offset..(offset + length).min(self.0.len())].to_vec())
    }
}

/// A saved book as a reader finds it.
struct Saved {
    labels: Vec<String>,
    texts: Vec<String>,
    outline: Vec<(u32, String, Option<u32>)>,
    path: String,
}

impl Saved {
    fn n_front(&self) -> usize {
        self.labels.iter().take_while(|label| label.starts_with(['i', 'v', 'x'])).count()
    }

    /// The text of the page that viewers call this.
    fn page(&self, label: &str) -> &str {
        let found = self.labels.iter().position(|one| one == label);
        &self.texts[found.unwrap_or_else(|| panic!("no page {label} among {:?}", self.labels))]
    }
}

fn save(stage: &Stage, laptop: &Laptop, meeting: Uuid) -> Saved {
    let folder = stage.folder.path().join("downloads");
    let saved = laptop.desk().save_book_beside(meeting, Language::Vietnamese, &folder).unwrap();
    let bytes = std::fs::read(&saved.path).unwrap();
    let program = stage.place.program("ecabinet-cli");
    let opened = OpenDocument::open(&program, Arc::new(Whole(bytes))).unwrap();
    let text = |page: usize| {
        let runs = opened.text(u32::try_from(page).unwrap()).unwrap();
        runs.into_iter().map(|run| run.text).collect::<Vec<_>>().join(" ")
    };
    let line = |entry: &reader::OutlineEntry| (entry.depth, entry.title.clone(), entry.page);
    Saved {
        labels: (0..opened.pages().len()).map(|page| opened.contents().label(page)).collect(),
        texts: (0..opened.pages().len()).map(text).collect(),
        outline: opened.outline().iter().map(line).collect(),
        path: saved.path,
    }
}

fn close_to(item: Uuid, reader: Uuid) -> ActInput {
    ActInput::EditItem {
        item,
        title: None,
        decision: None,
        sponsor: None,
        rapporteurs: None,
        minutes: None,
        kind: None,
        visibility: Some(VisibilityView::Readers),
        readers: Some(vec![reader]),
        invitees: None,
        classification: None,
        paper_expected: None,
        summary_expected: None,
    }
}

#[test]
#[allow(clippy::too_many_lines, reason = "one story from beginning to end")]
fn a_page_has_the_same_number_for_everybody_and_a_closed_item_leaves_its_numbers_and_nothing_else()
{
    story(async {
        let stage = Stage::open();
        let lan = stage.laptop("secretary_lan", "lan").await;
        let an = stage.laptop("minister_an", "an").await;
        let binh = stage.laptop("minister_binh", "binh").await;
        let papers = stage.place.demo_cabinet().join("papers");
        let (who, reader) = (sponsor(&lan), an.desk().status().unwrap().person.id);
        let meeting = act(&lan, &new_session("Phiên họp tháng 1 năm 2027"));
        let first = act(&lan, &new_item(meeting, who, "Ngân sách năm 2027"));
        let closed = act(&lan, &new_item(meeting, reader, "Nghị định về nhân sự"));
        let last = act(&lan, &new_item(meeting, who, "Đào tạo kỹ năng"));
        lan.desk().act(&close_to(closed, reader)).unwrap();
        for (before, item) in [(None, first), (Some(first), closed), (Some(closed), last)] {
            let place = ActInput::MoveItem { item, parent: None, after: before };
            lan.desk().act(&place).unwrap();
        }
        lodge(&lan, first, &papers.join("budget/paper.pdf"), None);
        lodge(&lan, closed, &papers.join("decree/paper.pdf"), None);
        let paper = lodge(&lan, last, &papers.join("skills/paper.pdf"), None);
        publish(&lan, meeting);
        for laptop in [&lan, &an, &binh] {
            laptop.desk().sync_once().await.unwrap();
        }
        assert_eq!(lan.desk().status().unwrap().n_refused, 0, "{:?}", lan.desk().kept());

        let numbers = |laptop: &Laptop| {
            let book = laptop.desk().book(meeting).unwrap();
            assert_eq!((book.n_pages, book.edition), (13, 1));
            let entries = book.entries.iter();
            entries.map(|one| (one.item, one.first_page, one.n_pages)).collect::<Vec<_>>()
        };
        let of = |item, page, n_pages| (item, Some(page), Some(n_pages));
        assert_eq!(numbers(&an), [of(first, 1, 4), of(closed, 5, 6), of(last, 11, 3)]);
        assert_eq!(numbers(&binh), [of(first, 1, 4), of(last, 11, 3)]);
        assert_eq!(an.desk().dossier(last).unwrap().documents[0].book_page, Some(11));

        let whole = save(&stage, &an, meeting);
        let front = ["i".to_owned(), "ii".to_owned()].into_iter();
        let label = |page: u32| page.to_string();
        assert_eq!(whole.labels, front.clone().chain((1..=13).map(label)).collect::<Vec<_>>());
        for page in 1..=13 {
            let item = if page < 5 {
                1
            } else if page < 11 {
                2
            } else {
                3
            };
            let text = whole.page(&label(page));
            assert!(text.contains(&format!("{item} · Tờ trình")), "{page}: {text}");
            assert!(text.contains(&format!("trang {page}")), "{page}: {text}");
        }
        assert!(whole.texts[0].contains("Phiên họp tháng 1 năm 2027"), "{}", whole.texts[0]);
        assert!(whole.texts[0].contains("không được mã hóa"), "{}", whole.texts[0]);
        assert!(whole.texts[1].contains("Nghị định về nhân sự"), "{}", whole.texts[1]);
        let lines: Vec<_> = whole.outline.iter().map(|(depth, _, page)| (*depth, *page)).collect();
        let on = |page: u32| Some(page + 1);
        let items = [(0, on(1)), (1, on(1)), (0, on(5)), (1, on(5)), (0, on(11)), (1, on(11))];
        assert_eq!(lines, [&[(0, Some(1))][..], &items].concat());
        assert_eq!(whole.outline[3].1, "2 Nghị định về nhân sự");

        let gap = save(&stage, &binh, meeting);
        assert_ne!(gap.path, whole.path);
        assert_eq!(gap.labels, front.chain((1..=4).chain(11..=13).map(label)).collect::<Vec<_>>());
        for page in [1, 4, 11, 13] {
            assert!(gap.page(&label(page)).contains(&format!("trang {page}")));
        }
        let body = |text: &str| text.split("trang").next().unwrap_or_default().len();
        assert!(body(gap.page("11")) > 200, "the paper's own words are there");
        let words = gap.texts.iter().chain(gap.outline.iter().map(|(_, title, _)| title));
        for words in words {
            assert!(!words.contains("nhân sự") && !words.contains("Nghị định về"), "{words}");
        }

        let forbid = ActInput::EditDocument {
            document: paper,
            title: None,
            role: None,
            order: None,
            may_copy: Some(false),
        };
        lan.desk().act(&forbid).unwrap();
        lan.desk().sync_once().await.unwrap();
        binh.desk().sync_once().await.unwrap();
        let without = save(&stage, &binh, meeting);
        assert_eq!(without.labels[2..], ["1", "2", "3", "4", "11–13"]);
        assert!(without.page("11–13").contains("không được phép sao chép"));
    });
}

#[test]
fn a_book_of_unnumbered_papers_has_every_page_and_gives_none_a_number() {
    story(async {
        let mut stage = Stage::open();
        stage.server.stop().unwrap();
        stage.server.import(&stage.place.demo_cabinet().join("papers")).unwrap();
        stage.server.start().unwrap();
        let an = stage.laptop("minister_an", "an").await;
        an.desk().examine_new_files().unwrap();
        let meetings = an.desk().meetings().unwrap();
        let find = |named: bool| meetings.iter().find(|one| (one.title.vi == "papers") != named);
        let described = an.desk().book(find(true).unwrap().id).unwrap();
        assert!(described.entries.iter().all(|entry| entry.first_page.is_some()));
        let meeting = find(false).unwrap().id;
        let book = an.desk().book(meeting).unwrap();
        assert!(book.entries.iter().all(|entry| entry.first_page.is_none()));
        let pages = |copied: bool| {
            let entries = book.entries.iter().filter(move |entry| entry.may_copy == copied);
            entries.map(|entry| entry.n_pages.unwrap()).collect::<Vec<_>>()
        };
        let expected = pages(true).iter().sum::<u32>() as usize + pages(false).len();
        let saved = save(&stage, &an, meeting);
        assert_eq!(saved.labels.len() - saved.n_front(), expected);
        assert!(expected > 250, "{expected}");
        assert!(saved.page("+1").contains("trang 1/"), "{}", saved.page("+1"));
        assert!(saved.texts[0].contains("chưa được đánh số"), "{}", saved.texts[0]);
    });
}

#[test]
fn a_paper_that_cannot_be_shown_costs_one_page_that_says_so_and_the_rest_is_there() {
    story(async {
        let mut stage = Stage::open();
        let folder = stage.folder.path().join("papers");
        write_papers(&folder);
        stage.server.stop().unwrap();
        stage.server.import(&folder).unwrap();
        stage.server.start().unwrap();
        let an = stage.laptop("minister_an", "an").await;
        let meetings = an.desk().meetings().unwrap();
        let meeting = meetings.iter().find(|meeting| meeting.title.vi == "papers").unwrap().id;
        let saved = save(&stage, &an, meeting);
        let pages = &saved.texts[saved.n_front()..];
        let shown: Vec<bool> =
            pages.iter().map(|text| !text.contains("không hiển thị được")).collect();
        assert_eq!(shown, [true, false, false, false, false, true, true], "{pages:?}");
        assert!(saved.texts[1].contains("c-broken (không hiển thị được)"), "{}", saved.texts[1]);
    });
}

#[test]
fn a_book_that_cannot_be_written_leaves_nothing_behind() {
    story(async {
        let stage = Stage::open();
        let an = stage.laptop("minister_an", "an").await;
        let meeting = an.desk().meetings().unwrap()[0].id;
        let target = stage.folder.path().join("taken.pdf");
        std::fs::write(&target, b"somebody's").unwrap();
        let save = |path: &Path| an.desk().save_book_as(meeting, Language::English, path);
        let error = save(&target).unwrap_err();
        assert_eq!((error.code(), error.details()["why"].as_str()), ("save-failed", "taken"));
        assert_eq!(std::fs::read(&target).unwrap(), b"somebody's");
        let parts = std::fs::read_dir(stage.folder.path()).unwrap().map(Result::unwrap);
        assert!(parts.into_iter().all(|one| !one.path().to_string_lossy().ends_with(".part")));
        assert_eq!(an.desk().book(Uuid::nil()).unwrap_err().code(), "not-found");
    });
}
