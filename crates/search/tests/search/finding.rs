//! What is found, and in which order.

use crate::stock::{KEY, ask, group, ids, index_of, page};
use search::{Count, Entry, Index, Kind, Query};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use unicode_normalization::UnicodeNormalization;

fn check(texts: &[&str], typed: &str, wanted: &[u64]) {
    let (_folder, index) = index_of(texts);
    assert_eq!(ids(&ask(&index, typed)), wanted, "{typed}");
}

#[test]
fn words_without_marks_find_all_words_and_words_with_marks_find_the_same_ones_first() {
    let texts = ["hồ hồ hồ chứa nước", "đăng ký hộ tịch", "ho khan", "hộ khẩu và hồ sơ", "nhà"];
    let (_folder, index) = index_of(&texts);
    let found: BTreeSet<u64> = ids(&ask(&index, "ho ")).into_iter().collect();
    assert_eq!(found, BTreeSet::from([0, 1, 2, 3]));
    let exact = ask(&index, "hộ ");
    assert_eq!(BTreeSet::from([1, 3]), ids(&exact)[..2].iter().copied().collect());
    assert_eq!(exact.count, Count::Exactly(4));
    let are_exact: Vec<bool> = exact.hits.iter().map(|hit| hit.is_exact).collect();
    assert_eq!(are_exact, [true, true, false, false]);
}

#[test]
fn however_a_word_was_typed_it_is_found() {
    let text =
        "Ủy ban nhân dân thành phố Đà Nẵng; kĩ thuật, thuỷ lợi, hoà giải; Ðường số 39/2022/NĐ-CP";
    for typed in [
        "ủy ban",
        "uỷ ban",
        "UY BAN",
        "đà nẵng",
        "da nang",
        "DA NANG",
        "ĐÀ NẴNG",
        "kỹ thuật",
        "ki thuat",
        "ky thuat",
        "thủy lợi",
        "thuỷ lợi",
        "hòa giải",
        "đường",
        "duong",
        "39/2022/NĐ-CP",
        "39/2022/nd-cp",
        "39/2022/n",
        "39/2022",
        "2022/ND-CP",
        "\"nhân dân thành phố\"",
        "nhân d",
        "dan nhan",
        "\"da nang ki thuat\"",
    ] {
        check(&[text], typed, &[0]);
        check(&[text.nfd().collect::<String>().as_str()], typed, &[0]);
        check(&[text], &typed.nfd().collect::<String>(), &[0]);
    }
    for typed in ["39/2021/NĐ-CP", "\"ban ủy\"", "đà lạt", "nă\u{1EB5}ngs", "2022/39", "an"]
    {
        check(&[text], typed, &[]);
    }
}

#[test]
fn words_beside_one_another_come_before_words_apart_and_titles_before_pages() {
    let apart = "nghị viện có nhiều vấn đề phải bàn trước khi đưa ra quyết định về việc này";
    let texts = [apart, "các nghị quyết của kỳ họp", "quyết liệt chứ không nghị luận dài dòng"];
    let (_folder, index) = index_of(&texts);
    assert_eq!(ids(&ask(&index, "nghị quyết"))[0], 1);
    assert_eq!(ids(&ask(&index, "\"nghị quyết\"")), [1]);

    let mut writer = index.writer().unwrap();
    let title = Entry {
        kind: Kind::Title, ..page(9, "Phiên họp bàn nhiều việc về nghị viện")
    };
    writer.replace(&group(2), [title]).unwrap();
    writer.commit().unwrap();
    assert_eq!(ids(&ask(&index, "nghị viện")), [9, 0]);
}

#[test]
fn a_query_can_be_confined_to_a_meeting_a_document_and_kinds() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path(), &KEY).unwrap();
    let mut writer = index.writer().unwrap();
    for number in 1..=4 {
        let entry = |id, kind| Entry { scope: group(number % 2), kind, ..page(id, "ngân sách") };
        let first = u64::from(number) * 10;
        let entries = [entry(first, Kind::Page), entry(first + 1, Kind::Note)];
        writer.replace(&group(number), entries).unwrap();
    }
    writer.commit().unwrap();
    let check = |query: Query, wanted: &[u64]| {
        let found: BTreeSet<u64> = ids(&index.search(&query).unwrap()).into_iter().collect();
        assert_eq!(found, wanted.iter().copied().collect(), "{query:?}");
    };
    let all = Query::new("ngan sach", 100);
    check(Query { scope: Some(group(1)), ..all.clone() }, &[10, 11, 30, 31]);
    check(Query { group: Some(group(4)), ..all.clone() }, &[40, 41]);
    check(Query { kinds: vec![Kind::Note], ..all.clone() }, &[11, 21, 31, 41]);
    check(
        Query { kinds: vec![Kind::Note, Kind::Page], scope: Some(group(0)), ..all.clone() },
        &[20, 21, 40, 41],
    );
    check(Query { scope: Some(group(9)), ..all.clone() }, &[]);
    check(Query { limit: 0, ..all.clone() }, &[]);
    check(Query { text: " \"- ".to_owned(), ..all }, &[]);
    let hit = &ask(&index, "ngân sách").hits[0];
    assert_eq!((hit.group[0], hit.scope[0]), (hit.id as u8 / 10, hit.id as u8 / 10 % 2));
    assert_eq!(u64::from(hit.page), hit.id + 1);
}

#[test]
fn a_replaced_document_is_found_by_its_new_words_alone() {
    let (_folder, index) = index_of(&["bản thảo cũ", "trang hai"]);
    let before = ask(&index, "cũ");
    let mut writer = index.writer().unwrap();
    writer.replace(&group(1), [page(5, "bản thảo mới")]).unwrap();
    writer.replace(&group(2), [page(6, "văn bản khác")]).unwrap();
    assert_eq!(ids(&ask(&index, "cũ")), [0], "before the commit");
    writer.commit().unwrap();
    assert_eq!(ids(&ask(&index, "cũ")), [0_u64; 0]);
    assert_eq!(ids(&ask(&index, "\"trang hai\"")), [0_u64; 0]);
    assert_eq!(ids(&ask(&index, "mới")), [5]);
    assert_eq!(before.snippet(&before.hits[0]).unwrap().text, "bản thảo cũ");
    assert_eq!(index.groups().unwrap(), BTreeSet::from([group(1), group(2)]));

    writer.remove(&group(1));
    writer.commit().unwrap();
    assert_eq!(index.groups().unwrap(), BTreeSet::from([group(2)]));
    writer.replace(&group(2), [page(7, "bỏ đi")]).unwrap();
    writer.roll_back().unwrap();
    writer.commit().unwrap();
    assert_eq!((ids(&ask(&index, "khác")), index.n_entries()), (vec![6], 1));
}

#[test]
fn a_snippet_shows_what_was_found_as_it_was_written() {
    let (_folder, index) = index_of(&["Căn cứ Nghị quyết số 12/NQ-CP ngày 3 tháng 4"]);
    let answer = ask(&index, "nghi quyet 12/nq");
    let snippet = answer.snippet(&answer.hits[0]).unwrap();
    let marks: Vec<&str> = snippet.marks.iter().map(|at| &snippet.text[at.clone()]).collect();
    assert_eq!(marks, ["Nghị", "quyết", "12", "NQ"]);
}

#[test]
fn of_very_many_hits_the_best_come_and_the_count_is_honest() {
    let filler = ["công tác", "kế hoạch", "báo cáo", "đề án"];
    let texts: Vec<String> = (0..12_500)
        .map(|n| format!("nghị quyết {} số {n} kính trình mã x{n}", filler[n % filler.len()]))
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let (_folder, index) = index_of(&texts);
    assert_eq!(ask(&index, "nghi ").count, Count::Exactly(12_500));
    assert_eq!(ask(&index, "quyết").count, Count::Exactly(12_500));
    let phrase = ask(&index, "\"nghị quyết\"");
    assert_eq!((phrase.count, phrase.hits.len()), (Count::AtLeast(2_000), 100));
    assert_eq!(ask(&index, "\"số 1").count, Count::AtLeast(512));
    assert_eq!(ask(&index, "1").count, Count::Exactly(3_611));
    assert_eq!(ask(&index, "x").count, Count::AtLeast(4_096));
    assert_eq!(ids(&ask(&index, "x777 ")), [777]);
    assert_eq!(ids(&ask(&index, "\"số 12345\"")), [12_345]);
}

#[test]
fn every_word_of_real_vietnamese_papers_is_found_without_its_marks() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora/pdf");
    let mut pages = Vec::new();
    for paper in ["vi-vntex.pdf", "vi-lshort.pdf", "vi-install-guide.pdf"] {
        let output = Command::new("pdftotext").arg(folder.join(paper)).arg("-").output();
        let Ok(output) = output else { continue };
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        pages.extend(text.split('\u{C}').take(60).map(str::to_owned));
    }
    if pages.iter().all(String::is_empty) {
        eprintln!("skipped: no Vietnamese papers in {}, or no pdftotext", folder.display());
        return;
    }
    let texts: Vec<&str> = pages.iter().map(String::as_str).collect();
    let (_folder, index) = index_of(&texts);
    let mut tried = BTreeSet::new();
    for (at, page) in pages.iter().enumerate() {
        for word in orthography::tokens(page) {
            if !tried.insert(word.fold.clone()) {
                continue;
            }
            let query = Query::new(&format!("{} ", word.fold.to_uppercase()), 1_000);
            let answer = index.search(&query).unwrap();
            assert!(ids(&answer).contains(&(at as u64)), "{} on {at}", word.fold);
            let marks = search::highlights(page, &query.text);
            assert!(marks.iter().any(|mark| page[mark.clone()] == page[word.range.clone()]));
        }
    }
    assert!(tried.len() > 1_000, "{}", tried.len());
}
