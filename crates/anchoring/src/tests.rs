//! Notes on papers that are set and edited here, line by line.

use crate::{
    Anchor, Area, Doubt, InkAnchor, PagePair, PageState, PageText, ParagraphKind, Placement, Point,
    PointAnchor, Reanchoring, Rect, Run, Summary, Text, TextAnchor,
};
use std::process::Command;

const HEAD: &str = "Tờ trình số 12/TTr-BTC";

/// Pages of paragraphs, set in lines of so many letters, with a head and a number on each.
fn set(paragraphs: &[&str], letters: usize, lines_a_page: usize) -> Vec<PageText> {
    let mut pages: Vec<Vec<Run>> = vec![Vec::new()];
    let mut row = 0;
    for paragraph in paragraphs {
        let mut lines = vec![String::new()];
        for word in paragraph.split(' ') {
            let last = lines.last_mut().unwrap();
            if last.chars().count() + word.chars().count() > letters {
                lines.push(word.to_owned());
            } else {
                last.push_str(if last.is_empty() { "" } else { " " });
                last.push_str(word);
            }
        }
        for (number, line) in lines.iter().enumerate() {
            if row == lines_a_page {
                pages.push(Vec::new());
                row = 0;
            }
            let indent = if number == 0 { 0.03 } else { 0.0 };
            let y = 0.15 + row as f32 * 0.7 / lines_a_page as f32;
            let w = line.chars().count() as f32 * 0.7 / letters as f32;
            let run = Run { text: line.clone(), x: 0.1 + indent, y, w, h: 0.012 };
            pages.last_mut().unwrap().push(run);
            row += 1;
        }
    }
    let furnish = |(number, mut runs): (usize, Vec<Run>)| {
        let head = Run { text: HEAD.to_owned(), x: 0.3, y: 0.04, w: 0.3, h: 0.012 };
        let foot = Run { text: (number + 7).to_string(), x: 0.5, y: 0.95, w: 0.02, h: 0.01 };
        runs.insert(0, head);
        runs.push(foot);
        PageText { width: 595.0, height: 842.0, runs }
    };
    pages.into_iter().enumerate().map(furnish).collect()
}

fn read(paragraphs: &[&str], letters: usize) -> Text {
    Text::read(&set(paragraphs, letters, 4)).unwrap()
}

/// The boxes of a phrase, which stands only once.
fn find(text: &Text, phrase: &str) -> Vec<Area> {
    let keys = crate::letters::keys_of_quote(phrase);
    let all = text.keys(0..text.n_words());
    let places: Vec<usize> = (0..all.len()).filter(|at| all[*at..].starts_with(&keys)).collect();
    assert_eq!(places.len(), 1, "{phrase}");
    text.areas(places[0]..places[0] + keys.len())
}

fn mark(text: &Text, phrase: &str) -> Anchor {
    Anchor::Text(TextAnchor::new(text, &find(text, phrase)).unwrap())
}

const ONE: &str = "Điều 1. Bộ Tài chính trình Chính phủ dự toán ngân sách năm 2027 với tổng thu là 1.800 nghìn tỷ đồng và tổng chi là 2.100 nghìn tỷ đồng.";
const TWO: &str = "Điều 2. Các bộ, ngành và địa phương rà soát nhiệm vụ chi, bảo đảm tiết kiệm, không để thất thoát, lãng phí trong quản lý tài sản công.";
const THREE: &str = "Điều 3. Ngân hàng Nhà nước phối hợp với Bộ Công Thương theo dõi giá cả thị trường và báo cáo Thủ tướng Chính phủ trước ngày 15 hằng tháng.";
const FOUR: &str = "Điều 4. Nghị quyết này có hiệu lực kể từ ngày ký; các bộ trưởng chịu trách nhiệm thi hành nghị quyết này trong phạm vi của mình.";

#[test]
fn a_mark_follows_its_text_through_other_lines_and_pages() {
    let old = read(&[ONE, TWO, THREE, FOUR], 60);
    let new = read(
        &["Phần mở đầu được viết thêm cho bản này và dài hơn một dòng.", ONE, TWO, THREE, FOUR],
        41,
    );
    let reanchoring = Reanchoring::new(&old, &new, &[]);
    let phrase = "rà soát nhiệm vụ chi, bảo đảm tiết kiệm, không để thất thoát";
    let placed = reanchoring.place(&mark(&old, phrase));
    assert_eq!(placed, Placement::Carried { areas: find(&new, phrase) });
}

#[test]
fn edited_text_is_shown_and_text_that_is_gone_has_no_place() {
    let edited = ONE.replace("1.800", "1.850");
    let (old, new) = (read(&[ONE, TWO, THREE, FOUR], 60), read(&[&edited, THREE, FOUR], 60));
    let reanchoring = Reanchoring::new(&old, &new, &[]);
    let anchors = [
        mark(&old, "tổng thu là 1.800 nghìn tỷ đồng"),
        mark(&old, "bảo đảm tiết kiệm, không để thất thoát"),
        mark(&old, "theo dõi giá cả thị trường"),
    ];
    let placed: Vec<Placement> = anchors.iter().map(|anchor| reanchoring.place(anchor)).collect();
    let areas = find(&new, "tổng thu là 1.850 nghìn tỷ đồng");
    assert_eq!(placed[0], Placement::Check { areas, doubt: Doubt::Edited });
    assert_eq!(placed[1], Placement::Unplaced);
    assert!(matches!(placed[2], Placement::Carried { .. }));
    let summary: Summary = placed.iter().collect();
    assert_eq!(summary, Summary { carried: 1, moved: 0, to_check: 1, unplaced: 1 });
}

#[test]
fn a_paragraph_in_another_order_takes_its_notes_along_and_says_so() {
    let (old, new) = (read(&[ONE, TWO, THREE, FOUR], 60), read(&[ONE, THREE, FOUR, TWO], 60));
    let reanchoring = Reanchoring::new(&old, &new, &[]);
    let phrase = "lãng phí trong quản lý tài sản công";
    let areas = find(&new, phrase);
    assert_eq!(reanchoring.place(&mark(&old, phrase)), Placement::Moved { areas });
}

#[test]
fn one_of_two_equal_phrases_never_stands_on_the_other() {
    let twice = "Bộ trưởng Bộ Nội vụ chịu trách nhiệm thi hành.";
    let old_paragraphs = [ONE, twice, TWO, THREE, twice, FOUR];
    let old = read(&old_paragraphs, 60);
    let keys = crate::letters::keys_of_quote("chịu trách nhiệm thi hành.");
    let all = old.keys(0..old.n_words());
    let first = (0..all.len()).find(|at| all[*at..].starts_with(&keys)).unwrap();
    let areas = old.areas(first..first + keys.len());
    let anchor = Anchor::Text(TextAnchor::new(&old, &areas).unwrap());
    let without = read(&[ONE, TWO, THREE, twice, FOUR], 60);
    let placed = Reanchoring::new(&old, &without, &[]).place(&anchor);
    assert!(!matches!(placed, Placement::Carried { .. } | Placement::Moved { .. }), "{placed:?}");
    let same = read(&old_paragraphs, 47);
    let placed = Reanchoring::new(&old, &same, &[]).place(&anchor);
    assert!(matches!(placed, Placement::Carried { .. }), "{placed:?}");
}

#[test]
fn words_parted_at_the_end_of_a_line_are_the_same_words() {
    let plain =
        read(&[ONE, "The committee considers the recommendation on procurement today."], 80);
    let mut pages = set(&[ONE], 80, 12);
    for (row, text) in
        ["The committee considers the recommen-", "dation on procurement today."].iter().enumerate()
    {
        let y = 0.5 + row as f32 * 0.05;
        let at = pages[0].runs.len() - 1;
        pages[0].runs.insert(at, Run { text: (*text).to_owned(), x: 0.1, y, w: 0.5, h: 0.012 });
    }
    let parted = Text::read(&pages).unwrap();
    let anchor = mark(&plain, "recommendation on procurement");
    let placed = Reanchoring::new(&plain, &parted, &[]).place(&anchor);
    assert!(matches!(&placed, Placement::Carried { areas } if areas.len() == 2), "{placed:?}");
}

#[test]
fn ink_follows_its_paragraph_and_stays_behind_when_that_is_gone() {
    let old = read(&[ONE, TWO, THREE], 60);
    let area = find(&old, "Ngân hàng Nhà nước phối hợp")[0];
    let bounds = Rect { y: area.rect.y + 0.004, h: 0.006, ..area.rect };
    let anchor = Anchor::Ink(InkAnchor::new(&old, area.page, bounds));
    let new = read(&[ONE, TWO, "Một đoạn mới được chèn vào đây.", THREE], 60);
    let placed = Reanchoring::new(&old, &new, &[]).place(&anchor);
    let there = find(&new, "Ngân hàng Nhà nước phối hợp")[0];
    let Placement::Carried { areas } = placed else { panic!("{placed:?}") };
    assert_eq!(areas[0].page, there.page);
    assert!((areas[0].rect.y - there.rect.y - 0.004).abs() < 0.002, "{areas:?} {there:?}");
    let gone = read(&[ONE, TWO, FOUR], 60);
    assert_eq!(Reanchoring::new(&old, &gone, &[]).place(&anchor), Placement::Unplaced);
}

#[test]
fn pages_without_text_hold_their_notes_only_when_their_pictures_are_the_same() {
    let empty =
        Text::read(&vec![PageText { width: 595.0, height: 842.0, runs: Vec::new() }; 3]).unwrap();
    let bounds = Rect { x: 0.2, y: 0.3, w: 0.1, h: 0.05 };
    let ink = Anchor::Ink(InkAnchor::new(&empty, 1, bounds));
    let note = Anchor::Point(PointAnchor::new(&empty, 1, Point { x: 0.4, y: 0.6 }));
    let nothing = Reanchoring::new(&empty, &empty, &[]);
    assert_eq!(nothing.place(&ink), Placement::Unplaced);
    assert_eq!(nothing.place(&note), Placement::Unplaced);
    let alike = [PagePair { old: 1, new: 2 }];
    let pictures = Reanchoring::new(&empty, &empty, &alike);
    assert_eq!(
        pictures.place(&ink),
        Placement::Carried { areas: vec![Area { page: 2, rect: bounds }] }
    );
    assert!(matches!(pictures.place(&note), Placement::Carried { .. }));
}

#[test]
fn other_lines_pages_heads_and_numbers_are_no_changes() {
    let (old, new) = (read(&[ONE, TWO, THREE, FOUR], 60), read(&[ONE, TWO, THREE, FOUR], 37));
    let differences = Reanchoring::new(&old, &new, &[]).differences();
    assert_eq!(differences.paragraphs, []);
    assert!(differences.pages.iter().all(|page| page.state == PageState::Same), "{differences:?}");
}

#[test]
fn changes_are_told_by_paragraph_and_by_word() {
    let edited = ONE.replace("2.100 nghìn", "2.150 nghìn");
    let added = "Điều 5. Giao Văn phòng Chính phủ đôn đốc, theo dõi việc thực hiện.";
    let old = read(&[ONE, TWO, THREE, FOUR], 60);
    let new = read(&[&edited, THREE, added, FOUR], 60);
    let differences = Reanchoring::new(&old, &new, &[]).differences();
    let kinds: Vec<ParagraphKind> = differences.paragraphs.iter().map(|one| one.kind).collect();
    assert_eq!(
        kinds,
        [ParagraphKind::Edited, ParagraphKind::Removed, ParagraphKind::Added],
        "{:?}",
        differences.paragraphs
    );
    let piece = &differences.paragraphs[0].pieces[0];
    assert_eq!((piece.old.as_str(), piece.new.as_str()), ("2.100", "2.150"));
    assert!(differences.paragraphs[1].pieces[0].old.contains("rà soát nhiệm vụ chi"));
    assert!(differences.paragraphs[2].pieces[0].new.contains("Văn phòng Chính phủ"));
}

#[test]
fn a_page_is_read_head_first_paragraph_by_paragraph() {
    let text = Text::read(&set(&[ONE, TWO, THREE, FOUR, ONE, TWO], 60, 6)).unwrap();
    let said = text.reading_order(0);
    assert_eq!(
        said.iter().map(|one| one.chars().take(7).collect::<String>()).collect::<Vec<_>>(),
        ["Tờ trìn", "Điều 1.", "Điều 2.", "7"]
    );
}

#[test]
fn nonsense_is_read_without_harm() {
    let run = |x: f32, h: f32, text: &str| Run { text: text.to_owned(), x, y: 0.1, w: 0.2, h };
    let runs = vec![
        run(f32::NAN, 0.1, "a"),
        run(0.1, f32::INFINITY, "b"),
        run(-3.0, 0.0, "\u{0}\u{2}"),
        run(0.1, 0.01, "̣̣̣"),
    ];
    let page = PageText { width: 0.0, height: f32::NAN, runs };
    let text = Text::read(&[page.clone(), PageText::default(), page]).unwrap();
    let reanchoring = Reanchoring::new(&text, &text, &[]);
    let odd = Rect { x: f32::NAN, y: 0.0, w: -1.0, h: 9e9 };
    let ink = InkAnchor::new(&text, 900, odd);
    assert_eq!(reanchoring.place(&Anchor::Ink(ink)), Placement::Unplaced);
    let point = PointAnchor::new(&text, 0, Point { x: f32::NAN, y: f32::INFINITY });
    assert_eq!(reanchoring.place(&Anchor::Point(point)), Placement::Unplaced);
    assert_eq!(TextAnchor::new(&text, &[Area { page: 7, rect: odd }]), None);
    drop(reanchoring.differences());
}

#[test]
#[allow(clippy::print_stderr, reason = "says why nothing was tested")]
fn notes_on_republished_real_papers_land_on_their_text_or_are_marked() {
    let this = std::env::current_exe().unwrap();
    let programs = this.parent().and_then(std::path::Path::parent).unwrap();
    let program = programs.join("examples/anchor-pairs");
    if !program.exists() || !programs.join("libpdfium.so").exists() {
        eprintln!("skipped: anchor-pairs or libpdfium is not built");
        return;
    }
    let output = Command::new(program).args(["--count", "12", "--no-scans"]).output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{told}{}", String::from_utf8_lossy(&output.stderr));
    eprintln!("{told}");
}
