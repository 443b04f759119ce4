//! The reading desk against the real server and real workers: notes on a paper that is published anew, what changed,
//! search, copies with notes, papers that are still arriving, protected ones.

use crate::secretariat::{act, lodge, new_item, new_session, publish, sponsor};
use crate::stage::{Laptop, SkewedClock, Stage, story};
use desk::Language;
use desk::view::{
    ActInput, AnnotationView, MarkInput, MarkView, MarksInput, NotesFormatView, PageChangeKindView,
    PieceChangeView, PlacementView, RectView, ReshapeInput, SearchInput, SearchKindView,
};
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;

pub const FIRST: [&str; 6] = [
    "Dieu 1. Chinh phu thong nhat chu truong trinh Quoc hoi xem xet.",
    "Dieu 2. Bo Tai chinh bo tri du von cho chuong trinh nam toi.",
    "Dieu 3. Giao Bo Noi vu soat lai bien che cua cac co quan.",
    "Dieu 4. Kinh phi thuc hien la mot tram ty dong tu ngan sach.",
    "Dieu 5. Cac dia phuong bao cao ket qua truoc ngay ba muoi.",
    "Dieu 6. Nghi quyet nay co hieu luc tu ngay ky ban hanh.",
];
/// With a recital before it, another sum in article 4, and without article 5.
pub const SECOND: [&str; 6] = [
    "Can cu Luat To chuc Chinh phu va cac van ban lien quan den nganh;",
    FIRST[0],
    FIRST[1],
    FIRST[2],
    "Dieu 4. Kinh phi thuc hien la ba tram ty dong tu ngan sach.",
    FIRST[5],
];

/// A paper of one page with these paragraphs.
pub fn write_paper(path: &Path, paragraphs: &[&str]) {
    let mut content = "BT /F1 11 Tf 60 760 Td 0 -48 TD\n".to_owned();
    for paragraph in paragraphs {
        content += &format!("({paragraph}) Tj T*\n");
    }
    content += "ET";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_owned(),
    ];
    let mut text = "%PDF-1.4\n".to_owned();
    let mut table = "0000000000 65535 f \n".to_owned();
    for (index, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", text.len());
        text += &format!("{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let start = text.len();
    text += &format!(
        "xref\n0 6\n{table}trailer\n<< /Root 1 0 R /Size 6 >>\nstartxref\n{start}\n%%EOF\n"
    );
    std::fs::write(path, text).unwrap();
}

/// A paper that a minister has read, on a server with a secretary.
struct Read {
    stage: Stage,
    lan: Laptop,
    an: Laptop,
    meeting: Uuid,
    item: Uuid,
    paper: Uuid,
}

impl Read {
    async fn open() -> Self {
        Self::open_on(Stage::open()).await
    }

    async fn open_on(stage: Stage) -> Self {
        let lan = stage.laptop("secretary_lan", "lan").await;
        let an = stage.laptop("minister_an", "an").await;
        let meeting = act(&lan, &new_session("Phiên họp về ngân sách"));
        let item = act(&lan, &new_item(meeting, sponsor(&lan), "Chương trình đầu tư"));
        let path = stage.folder.path().join("first.pdf");
        write_paper(&path, &FIRST);
        let paper = lodge(&lan, item, &path, None);
        publish(&lan, meeting);
        let read = Self { stage, lan, an, meeting, item, paper };
        read.sync().await;
        read.an.desk().open_document(paper, 1).unwrap();
        read
    }

    async fn sync(&self) {
        self.lan.desk().sync_once().await.unwrap();
        self.an.desk().sync_once().await.unwrap();
    }

    async fn republish(&self, paragraphs: &[&str]) {
        let path = self.stage.folder.path().join("again.pdf");
        write_paper(&path, paragraphs);
        lodge(&self.lan, self.item, &path, Some(self.paper));
        publish(&self.lan, self.meeting);
        self.sync().await;
    }

    /// Where a paragraph stands on a version.
    fn line(&self, version: u32, begins: &str) -> RectView {
        let runs = self.an.desk().page_text(self.paper, version, 0).unwrap().runs;
        runs.iter().find(|run| run.text.starts_with(begins)).unwrap().rect
    }

    fn mark(&self, mark: MarkView) -> Uuid {
        let marks = vec![MarkInput { page: 0, mark }];
        let input = MarksInput { document: self.paper, version: 1, marks };
        self.an.desk().annotate(input).unwrap()[0].id
    }

    fn highlight(&self, paragraph: &str) -> Uuid {
        let rects = vec![self.line(1, paragraph.get(..6).unwrap())];
        let (text, colour) = (paragraph.to_owned(), "yellow".to_owned());
        self.mark(MarkView::Highlight { rects, text, colour })
    }

    fn note(&self, version: u32, id: Uuid) -> AnnotationView {
        let notes = self.an.desk().annotations(self.paper, version).unwrap().annotations;
        notes.into_iter().find(|note| note.id == id).unwrap()
    }
}

fn top(mark: &MarkView) -> f32 {
    if let MarkView::Note { y, .. } = mark {
        return *y;
    }
    let MarkView::Highlight { rects, .. } = mark else {
        panic!("not expected here: {mark:?}");
    };
    rects[0].y
}

#[test]
#[allow(clippy::too_many_lines, reason = "one story from beginning to end")]
fn notes_go_with_their_words_into_a_new_version_and_what_changed_is_told() {
    story(async {
        let mut read = Read::open().await;
        let carried = read.highlight(FIRST[1]);
        let edited = read.highlight(FIRST[3]);
        let gone = read.highlight(FIRST[4]);
        let line = read.line(1, "Dieu 3");
        let (text, colour) = ("Bao giờ?".to_owned(), "blue".to_owned());
        let pinned = read.mark(MarkView::Note { x: line.x, y: line.y, text, colour });
        read.republish(&SECOND).await;

        let desk = read.an.desk();
        let opened = desk.open_document(read.paper, 2).unwrap();
        assert_eq!((opened.previous, opened.readable_versions), (Some(1), vec![1, 2]));
        let notes = desk.annotations(read.paper, 2).unwrap();
        let counts = (notes.carried, notes.moved, notes.to_check, notes.unplaced);
        assert_eq!((counts, notes.carried_from), ((2, 0, 1, 1), Some(1)), "{notes:?}");
        let placed = read.note(2, carried);
        assert_eq!(placed.placement, PlacementView::Carried);
        assert!((top(&placed.mark) - read.line(2, "Dieu 2").y).abs() < 0.01, "{placed:?}");
        assert!((top(&read.note(2, pinned).mark) - read.line(2, "Dieu 3").y).abs() < 0.02);
        assert!(read.note(2, edited).text_changed);
        let left = read.note(2, gone);
        assert_eq!((left.placement, left.version), (PlacementView::Unplaced, 1));
        assert_eq!(top(&read.note(1, gone).mark), top(&left.mark), "it lies on its old page");
        desk.page_parts(read.paper, 1, 0).unwrap();

        let changes = desk.changes(read.paper, 1, 2).unwrap();
        let page = &changes.pages[0];
        assert_eq!((page.page, page.kind), (Some(0), PageChangeKindView::Changed));
        let pieces: Vec<_> = page.paragraphs.iter().flat_map(|change| &change.pieces).collect();
        for (words, change) in [
            ("Can cu Luat", PieceChangeView::Added),
            ("Dieu 5.", PieceChangeView::Removed),
            ("mot", PieceChangeView::Removed),
            ("ba", PieceChangeView::Added),
        ] {
            let is_told =
                pieces.iter().any(|piece| piece.change == change && piece.text.contains(words));
            assert!(is_told, "{words} {change:?} among {pieces:?}");
        }
        assert!(page.paragraphs.iter().any(|change| change.notes.contains(&edited)));

        let MarkView::Highlight { rects, text, colour } = read.note(2, edited).mark else {
            panic!("a highlight stays one");
        };
        let mark = MarkView::Highlight { rects, text, colour };
        let confirmed = ReshapeInput { annotation: edited, version: 2, page: 0, mark };
        desk.reshape(vec![confirmed]).unwrap();
        assert_eq!(read.note(2, edited).placement, PlacementView::Here);
        desk.lay_aside(carried, 2).unwrap();
        assert_eq!(read.note(2, carried).placement, PlacementView::Unplaced);

        // Steps are taken back one by one, also after a restart.
        read.an.reopen_with(Arc::new(SkewedClock { days: 0 }));
        assert_eq!(read.an.desk().undo_marks(read.paper).unwrap().as_deref(), Some("highlight"));
        assert_eq!(read.note(2, carried).placement, PlacementView::Carried);
        read.an.desk().undo_marks(read.paper).unwrap();
        assert_eq!(read.note(2, edited).placement, PlacementView::Check);
        read.an.desk().redo_marks(read.paper).unwrap();
        assert_eq!(read.note(2, edited).placement, PlacementView::Here);
    });
}

#[test]
fn papers_notes_and_titles_are_found_without_a_network_and_nothing_of_a_recalled_paper() {
    story(async {
        let read = Read::open().await;
        let line = read.line(1, "Dieu 3");
        let (text, colour) = ("Hỏi lại Bộ trưởng".to_owned(), "blue".to_owned());
        read.mark(MarkView::Note { x: line.x, y: line.y, text, colour });
        let desk = read.an.desk();
        assert!(desk.refresh_search().unwrap());
        assert!(!desk.refresh_search().unwrap(), "nothing is new");
        let search = |words: &str| {
            let input = SearchInput {
                words: words.to_owned(),
                meeting: None,
                document: None,
                kinds: Vec::new(),
                limit: 20,
            };
            desk.search(&input).unwrap()
        };
        let found = |words: &str| -> Vec<(SearchKindView, Option<Uuid>)> {
            search(words).hits.into_iter().map(|hit| (hit.kind, hit.document)).collect()
        };
        assert_eq!(found("\"soat lai bien che\""), [(SearchKindView::Page, Some(read.paper))]);
        assert_eq!(found("\"hoi lai bo truong\""), [(SearchKindView::Note, Some(read.paper))]);
        assert_eq!(found("\"phien hop ve ngan sach\""), [(SearchKindView::Title, None)]);
        let find = desk.find_in_paper(read.paper, 1, "dieu").unwrap();
        assert_eq!((find.total, find.hits.len(), find.pages_without_text), (6, 6, 0));

        let recall = ActInput::Recall { document: read.paper };
        read.lan.desk().act(&recall).unwrap();
        read.sync().await;
        read.an.desk().refresh_search().unwrap();
        assert_eq!(found("\"soat lai bien che\""), []);
    });
}

#[test]
fn copies_notes_and_prints_leave_only_where_the_paper_allows_it() {
    story(async {
        let read = Read::open().await;
        read.highlight(FIRST[1]);
        let folder = read.stage.folder.path().join("downloads");
        let desk = read.an.desk();
        let original = std::fs::read(read.stage.folder.path().join("first.pdf")).unwrap();
        let saved = [
            desk.save_marked_copy(read.paper, 1, Language::Vietnamese, &folder).unwrap(),
            desk.save_print_copy(read.paper, 1, Language::Vietnamese, &folder).unwrap(),
        ];
        for file in &saved {
            let copy = std::fs::read(&file.path).unwrap();
            assert!(copy.starts_with(&original), "the paper's own bytes come first");
            let annotations = copy.windows(10).filter(|window| window == b"/Highlight").count();
            assert_eq!(annotations, 1, "{}", file.name);
        }
        let save = |format| {
            desk.save_notes(read.paper, 1, format, Language::Vietnamese, &folder).unwrap().path
        };
        let text = std::fs::read_to_string(save(NotesFormatView::Text)).unwrap();
        assert!(text.contains(FIRST[1]) && text.contains("Trang 1"), "{text}");
        let xfdf = std::fs::read(save(NotesFormatView::Xfdf)).unwrap();
        let taken = desk.read_xfdf(read.paper, 1, &xfdf).unwrap();
        assert_eq!((taken.taken, taken.left.len()), (1, 0));
        let twice = desk.annotations(read.paper, 1).unwrap().annotations;
        assert_eq!(twice.len(), 2);
        assert_eq!(format!("{:.2?}", twice[0].mark), format!("{:.2?}", twice[1].mark));
        assert_eq!(desk.read_xfdf(read.paper, 1, b"<x/>").unwrap_err().code(), "xfdf-unreadable");
    });
}

#[test]
fn a_protected_paper_asks_once_and_opens_after_a_restart() {
    story(async {
        let mut stage = Stage::open();
        let folder = stage.folder.path().join("papers");
        std::fs::create_dir_all(&folder).unwrap();
        let (plain, locked) = (stage.folder.path().join("plain.pdf"), folder.join("locked.pdf"));
        write_paper(&plain, &FIRST);
        let locking = std::process::Command::new("qpdf")
            .args(["--encrypt", "mở ra", "owner", "256", "--"])
            .args([&plain, &locked])
            .status();
        assert!(locking.unwrap().success(), "qpdf locks the paper");
        stage.server.stop().unwrap();
        stage.server.import(&folder).unwrap();
        stage.server.start().unwrap();
        let mut an = stage.laptop("minister_an", "an").await;
        an.desk().examine_new_files().unwrap();
        let meetings = an.desk().meetings().unwrap();
        let imported = meetings.iter().find(|meeting| meeting.title.vi == "papers").unwrap();
        let item = an.desk().agenda(imported.id).unwrap().items[0].id;
        let paper = an.desk().dossier(item).unwrap().documents[0].id;
        assert_eq!(an.desk().open_document(paper, 1).unwrap_err().code(), "document-encrypted");
        let wrong = an.desk().give_password(paper, 1, "sai").unwrap_err();
        assert_eq!(wrong.code(), "document-wrong-password");
        an.desk().give_password(paper, 1, "mở ra").unwrap();
        assert_eq!(an.desk().open_document(paper, 1).unwrap().pages.len(), 1);
        an.reopen_with(Arc::new(SkewedClock { days: 0 }));
        assert_eq!(an.desk().open_document(paper, 1).unwrap().pages.len(), 1);
        an.desk().examine_new_files().unwrap();
        let shown = an.desk().dossier(item).unwrap().documents[0].clone();
        assert_eq!((shown.problem, shown.n_pages), (None, Some(1)));
        assert_eq!(an.desk().find_in_paper(paper, 1, "bien che").unwrap().total, 1);
    });
}

#[test]
fn members_stamp_with_what_the_server_allows_and_stamps_that_are_there_stay() {
    story(async {
        let mut read = Read::open_on(Stage::open_with("stamps = [\"urgent\", \"seen\"]")).await;
        let allowed = |read: &Read| read.an.desk().open_document(read.paper, 1).unwrap().stamps;
        assert_eq!(allowed(&read), ["seen", "urgent"]);
        let stamp = |word: &str| {
            let rect = RectView { x: 0.6, y: 0.1, w: 0.2, h: 0.05 };
            MarkView::Stamp { rect, stamp: word.to_owned(), colour: "red".to_owned() }
        };
        let seen = read.mark(stamp("seen"));
        let refused = |read: &Read, word: &str| {
            let marks = vec![MarkInput { page: 0, mark: stamp(word) }];
            let input = MarksInput { document: read.paper, version: 1, marks };
            read.an.desk().annotate(input).unwrap_err().code().to_owned()
        };
        assert_eq!(refused(&read, "agree"), "stamp-not-allowed");

        read.stage.server.stop().unwrap();
        let settings = read.stage.folder.path().join("server/ecabinet-server.toml");
        std::fs::write(settings, "stamps = []").unwrap();
        read.stage.server.start().unwrap();
        read.sync().await;
        assert!(allowed(&read).is_empty());
        assert_eq!(refused(&read, "seen"), "stamp-not-allowed");
        assert_eq!(read.note(1, seen).mark, stamp("seen"));
    });
}
