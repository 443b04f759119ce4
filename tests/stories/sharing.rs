//! Notes shared between laptops: an adviser prepares without a network, the member takes over, nobody else learns a word.

use crate::reading::{FIRST, SECOND, write_paper};
use crate::secretariat::{act, lodge, new_item, new_session, publish, sponsor};
use crate::stage::{Laptop, Stage, story};
use desk::Desk;
use desk::view::{
    AnnotationView, LayerView, MarkInput, MarkView, MarksInput, PlacementView, RectView,
    ReshapeInput, SafetyView, SearchInput, SearchKindView, ShareInput, SharedNoteView,
    SharingKeyView, TakenOverView,
};
use testkit::find_canaries;
use uuid::Uuid;

/// Words that no paper and no program has.
const CANARY: &str = "qzxvkwjpyf";
const CHANGED: &str = "wqjxkzvgbm";

/// A paper that an adviser, their member and another member have on their laptops.
struct Shared {
    stage: Stage,
    lan: Laptop,
    mai: Laptop,
    an: Laptop,
    binh: Laptop,
    meeting: Uuid,
    item: Uuid,
    paper: Uuid,
}

impl Shared {
    async fn open() -> Self {
        let stage = Stage::open();
        let lan = stage.laptop("secretary_lan", "lan").await;
        let (mai, an) =
            (stage.laptop("adviser_mai", "mai").await, stage.laptop("minister_an", "an").await);
        let binh = stage.laptop("minister_binh", "binh").await;
        let meeting = act(&lan, &new_session("Phiên họp về ngân sách"));
        let item = act(&lan, &new_item(meeting, sponsor(&lan), "Chương trình đầu tư"));
        let path = stage.folder.path().join("first.pdf");
        write_paper(&path, &FIRST);
        let paper = lodge(&lan, item, &path, None);
        publish(&lan, meeting);
        lan.desk().sync_once().await.unwrap();
        let shared = Self { stage, lan, mai, an, binh, meeting, item, paper };
        shared.sync().await;
        shared
    }

    /// Everybody's laptop hears of everything, whoever was first.
    async fn sync(&self) {
        for _ in 0..2 {
            for laptop in [&self.mai, &self.an, &self.binh] {
                laptop.desk().sync_once().await.unwrap();
            }
        }
    }

    fn note(&self, laptop: &Laptop, words: &str) -> Uuid {
        let run = laptop.desk().page_text(self.paper, 1, 0).unwrap().runs[1].rect;
        let (text, colour) = (words.to_owned(), "blue".to_owned());
        self.mark(laptop, MarkView::Note { x: run.x, y: run.y, text, colour })
    }

    fn highlight(&self, laptop: &Laptop) -> Uuid {
        let rects = vec![self.line(laptop, 1, "Dieu 2")];
        let (text, colour) = (FIRST[1].to_owned(), "yellow".to_owned());
        self.mark(laptop, MarkView::Highlight { rects, text, colour })
    }

    fn mark(&self, laptop: &Laptop, mark: MarkView) -> Uuid {
        let marks = vec![MarkInput { page: 0, mark }];
        let input = MarksInput { document: self.paper, version: 1, marks };
        laptop.desk().annotate(input).unwrap()[0].id
    }

    fn line(&self, laptop: &Laptop, version: u32, begins: &str) -> RectView {
        let runs = laptop.desk().page_text(self.paper, version, 0).unwrap().runs;
        runs.iter().find(|run| run.text.starts_with(begins)).unwrap().rect
    }

    fn own(&self, laptop: &Laptop, id: Uuid) -> AnnotationView {
        let notes = laptop.desk().annotations(self.paper, 1).unwrap().annotations;
        notes.into_iter().find(|note| note.id == id).unwrap()
    }

    fn seen(&self, laptop: &Laptop) -> Vec<SharedNoteView> {
        laptop.desk().annotations(self.paper, 1).unwrap().shared
    }
}

fn person(laptop: &Laptop) -> Uuid {
    laptop.desk().status().unwrap().person.id
}

fn share(desk: &Desk, annotations: &[Uuid], readers: &[Uuid]) -> Result<(), desk::DeskError> {
    let input =
        ShareInput { annotations: annotations.to_vec(), readers: readers.to_vec(), keep: false };
    desk.share_notes(&input)
}

fn words(mark: &MarkView) -> &str {
    match mark {
        MarkView::Highlight { text, .. }
        | MarkView::Underline { text, .. }
        | MarkView::StrikeOut { text, .. }
        | MarkView::Note { text, .. }
        | MarkView::TextBox { text, .. } => text,
        MarkView::Stroke { .. } | MarkView::Stamp { .. } | MarkView::Bookmark { .. } => "",
    }
}

fn all_words(notes: &[SharedNoteView]) -> Vec<&str> {
    notes.iter().map(|shared| words(&shared.note.mark)).collect()
}

#[test]
#[allow(clippy::too_many_lines, reason = "one story from beginning to end")]
fn an_adviser_prepares_without_a_network_the_minister_takes_over_and_nobody_else_learns_a_word() {
    story(async {
        let mut shared = Shared::open().await;
        let (minister, colleague) = (person(&shared.an), person(&shared.binh));
        shared.stage.server.stop().unwrap();

        // Without a network. An adviser is offered their member, and nobody else.
        let desk = shared.mai.desk();
        let offered = desk.note_readers(shared.paper, 1).unwrap();
        let offered: Vec<_> =
            offered.iter().map(|one| (one.reader.person.id, one.reader.key)).collect();
        assert_eq!(offered, [(minister, SharingKeyView::Known)]);
        let asking = shared.note(&shared.mai, &format!("Hỏi lại {CANARY}"));
        let other = shared.note(&shared.mai, &format!("Xem thêm {CANARY}"));
        let kept = shared.note(&shared.mai, &format!("Nháp riêng {CANARY}"));
        let refused = share(desk, &[asking, other], &[minister, colleague]).unwrap_err();
        assert_eq!(refused.code(), "share-refused");
        assert_eq!(shared.own(&shared.mai, asking).share, None);
        share(desk, &[asking, other], &[minister]).unwrap();
        let given = shared.own(&shared.mai, asking).share.unwrap();
        assert_eq!((given.safety, given.behind), (SafetyView::Saved, false));
        assert_eq!(given.readers[0].name, "Lê Hoài An");
        assert_eq!(shared.own(&shared.mai, kept).share, None);
        let unreachable = desk.sync_once().await.unwrap_err();
        assert_eq!(unreachable.code(), "network-unreachable");

        shared.stage.server.start().unwrap();
        shared.sync().await;
        let given = shared.own(&shared.mai, asking).share.unwrap();
        assert_eq!(given.safety, SafetyView::Received);
        let seen = shared.seen(&shared.an);
        assert_eq!(seen.len(), 2, "{seen:?}");
        for one in &seen {
            assert_eq!((one.layer, one.taken), (LayerView::Advice, TakenOverView::No));
            assert_eq!(one.author.name, "Trần Thị Quỳnh Mai");
            assert!(one.others.is_empty());
        }
        let all = format!("{:?}", all_words(&seen));
        assert!(all.contains("Hỏi lại") && !all.contains("Nháp riêng"), "{all}");
        let documents = shared.an.desk().dossier(shared.item).unwrap().documents;
        assert_eq!((documents[0].n_annotations, documents[0].n_shared), (0, 2));
        assert!(shared.seen(&shared.binh).is_empty());
        assert_eq!(shared.binh.desk().status().unwrap().n_quarantined, 0);

        // The minister makes one their own, and finds what was shared by its words and its author.
        let desk = shared.an.desk();
        assert_eq!(desk.take_over(shared.paper, &[asking]).unwrap(), 1);
        assert_eq!(desk.take_over(shared.paper, &[asking]).unwrap(), 0, "it was taken over");
        let own = desk.annotations(shared.paper, 1).unwrap().annotations[0].clone();
        assert_eq!(own.taken_from.unwrap().name, "Trần Thị Quỳnh Mai");
        let taken = |seen: &[SharedNoteView], id: Uuid| {
            seen.iter().find(|one| one.note.id == id).map(|one| one.taken)
        };
        assert_eq!(taken(&shared.seen(&shared.an), asking), Some(TakenOverView::Yes));
        desk.refresh_search().unwrap();
        let input = SearchInput {
            words: CANARY.to_owned(),
            meeting: None,
            document: None,
            kinds: vec![SearchKindView::Note],
            limit: 20,
        };
        let hits = desk.search(&input).unwrap().hits;
        let authors: Vec<_> = hits.iter().map(|hit| hit.author.as_deref()).collect();
        let mai = Some("Trần Thị Quỳnh Mai");
        assert_eq!(authors.iter().filter(|author| **author == mai).count(), 2, "{authors:?}");
        assert_eq!(authors.iter().filter(|author| author.is_none()).count(), 1);

        // The adviser changes one note and erases the other: the readers get that in the same gesture.
        let desk = shared.mai.desk();
        desk.edit_note(asking, format!("Đã đổi ý {CHANGED}")).unwrap();
        let given = shared.own(&shared.mai, asking).share.unwrap();
        assert_eq!((given.safety, given.behind), (SafetyView::Saved, false));
        desk.set_erased(&[other], true).unwrap();
        shared.sync().await;
        let seen = shared.seen(&shared.an);
        assert_eq!(all_words(&seen), [format!("Đã đổi ý {CHANGED}")]);
        assert_eq!(taken(&seen, asking), Some(TakenOverView::Earlier));
        desk.undo_marks(shared.paper).unwrap();
        shared.sync().await;
        assert_eq!(shared.seen(&shared.an).len(), 2, "what is brought back has its reader again");

        // Taken back, it is gone from the minister's desk; what they made their own stays.
        desk.unshare_notes(&[asking, other]).unwrap();
        assert_eq!(shared.own(&shared.mai, asking).share.unwrap().readers, []);
        shared.sync().await;
        assert!(shared.seen(&shared.an).is_empty());
        assert_eq!(shared.own(&shared.mai, asking).share, None);
        let gone = shared.an.desk().take_over(shared.paper, &[asking]).unwrap_err();
        assert_eq!(gone.code(), "share-gone");
        let own = shared.an.desk().annotations(shared.paper, 1).unwrap().annotations;
        assert_eq!(own.len(), 1);
        assert_eq!(words(&own[0].mark), format!("Hỏi lại {CANARY}"));

        shared.stage.server.stop().unwrap();
        let data = shared.stage.server.data();
        let found = find_canaries(&[data], &[CANARY, CHANGED]).unwrap();
        assert!(found.is_empty(), "the server keeps words of notes: {found:?}");
    });
}

#[test]
#[allow(clippy::too_many_lines, reason = "one story from beginning to end")]
fn a_shared_note_goes_with_its_words_into_a_new_version_and_colleagues_see_who_reads_it() {
    story(async {
        let shared = Shared::open().await;
        let (an, binh) = (person(&shared.an), person(&shared.binh));
        let marked = shared.highlight(&shared.an);
        share(shared.an.desk(), &[marked], &[binh]).unwrap();
        shared.sync().await;
        let seen = shared.seen(&shared.binh);
        assert_eq!((seen[0].layer, seen[0].author.id), (LayerView::Shared, an));
        assert!(seen[0].others.is_empty());

        let path = shared.stage.folder.path().join("again.pdf");
        write_paper(&path, &SECOND);
        lodge(&shared.lan, shared.item, &path, Some(shared.paper));
        publish(&shared.lan, shared.meeting);
        shared.lan.desk().sync_once().await.unwrap();
        shared.sync().await;
        let desk = shared.binh.desk();
        let carried = desk.annotations(shared.paper, 2).unwrap().shared;
        assert_eq!(carried[0].note.placement, PlacementView::Carried);
        let MarkView::Highlight { rects, .. } = &carried[0].note.mark else {
            panic!("a highlight stays one");
        };
        let line = shared.line(&shared.binh, 2, "Dieu 2");
        assert!((rects[0].y - line.y).abs() < 0.01, "{rects:?} and {line:?}");
        assert_eq!(desk.annotations(shared.paper, 2).unwrap().carried, 0, "own notes alone");

        // What is taken over is placed like it, and is changed without its author hearing of it.
        desk.take_over(shared.paper, &[marked]).unwrap();
        let own = desk.annotations(shared.paper, 2).unwrap().annotations;
        assert_eq!((own.len(), own[0].placement), (1, PlacementView::Carried));
        desk.set_erased(&[own[0].id], true).unwrap();
        shared.sync().await;
        let given = shared.an.desk().annotations(shared.paper, 2).unwrap().annotations;
        assert_eq!(given[0].share.as_ref().unwrap().readers.len(), 1);

        // Whoever may no longer read the paper loses the note, and no longer gets what its author changes.
        let conflict = desk::view::ActInput::Recuse {
            item: shared.item,
            person: None,
            reason: "Cổ phần".to_owned(),
        };
        desk.act(&conflict).unwrap();
        desk.sync_once().await.unwrap();
        let late = shared.note(&shared.an, "Anh Bình xem giúp");
        share(shared.an.desk(), &[late], &[binh]).unwrap();
        shared.sync().await;
        let refused = shared.own(&shared.an, late).share.unwrap();
        assert_eq!((refused.readers.len(), refused.safety), (0, SafetyView::Refused));
        assert_eq!(refused.problem.unwrap().code, "share-refused");
        assert_eq!(shared.own(&shared.an, late).safety, SafetyView::Received, "the note is safe");
        shared.an.desk().unshare_notes(&[late]).unwrap();
        assert_eq!(shared.own(&shared.an, late).share, None);
        let mirrored = shared.binh.desk().annotations(shared.paper, 2);
        assert!(mirrored.map_or(true, |notes| notes.shared.is_empty()));
        let MarkView::Highlight { rects, text, .. } = shared.own(&shared.an, marked).mark else {
            panic!("a highlight stays one");
        };
        let mark = MarkView::Highlight { rects, text, colour: "green".to_owned() };
        let green = ReshapeInput { annotation: marked, version: 1, page: 0, mark: mark.clone() };
        shared.an.desk().reshape(vec![green]).unwrap();
        shared.sync().await;
        let note = shared.own(&shared.an, marked);
        let given = note.share.unwrap();
        assert_eq!((note.mark, given.behind), (mark, true), "the change stands all the same");
        assert_eq!(given.problem.unwrap().code, "share-refused");
        shared.an.desk().unshare_notes(&[marked]).unwrap();
        shared.sync().await;
        assert_eq!(shared.own(&shared.an, marked).share, None);
        assert_eq!(shared.an.desk().status().unwrap().n_refused, 0);
    });
}
