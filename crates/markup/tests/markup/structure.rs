//! Files of every structure, sound and unsound.

use crate::sample::{copy_of, marks, paper, survey_of};
use markup::copy::{AppendixError, ObjectId, SurveyError, TableKind, write_appendix};
use markup::mark::{Mark, Shape};

/// A file of objects from 1 on, with a classic table. `{at:N}` in the trailer is the place of object N, `more` are
/// entries of the trailer.
fn classic(objects: &[&str], more: &str) -> Vec<u8> {
    let mut file = String::from("%PDF-1.4\n");
    let mut table = format!("xref\n0 {}\n0000000000 65535 f\r\n", objects.len() + 1);
    let mut more = more.to_owned();
    for (index, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n\r\n", file.len()));
        more = more.replace(&format!("{{at:{}}}", index + 1), &file.len().to_string());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", index + 1));
    }
    let at = file.len();
    let size = objects.len() + 1;
    file.push_str(&format!(
        "{table}trailer\n<</Size {size}/Root 1 0 R{more}>>\nstartxref\n{at}\n%%EOF\n"
    ));
    file.into_bytes()
}

const CATALOG: &str = "<</Type/Catalog/Pages 2 0 R>>";

fn error_of(file: &[u8]) -> SurveyError {
    survey_of(file, &[0]).unwrap_err()
}

#[test]
fn pages_inherit_what_the_nodes_above_them_say() {
    let file = classic(
        &[
            CATALOG,
            "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 3/MediaBox[0 0 200 300]/Rotate 90>>",
            "<</Type/Page/Parent 2 0 R/CropBox[10 20 500 250]/Annots 6 0 R/Tag(%])>>",
            "<</Type/Pages/Parent 2 0 R/Kids[5 0 R 7 0 R]/Count 2/Rotate -90>>",
            "<</Type/Page/Parent 4 0 R/MediaBox[100 100 0 0]>>",
            "[8 0 R <</Subtype/Link>>]",
            "<</Type/Page/Parent 4 0 R/Rotate 0>>",
        ],
        "/ID[<01><02>]/Info 1 0 R",
    );
    let survey = survey_of(&file, &[0, 1, 2]).unwrap();
    assert_eq!((survey.n_pages, survey.size, survey.table), (3, 8, TableKind::Classic));
    assert_eq!(survey.ids, Some((vec![1], vec![2])));
    let visible: Vec<[f32; 4]> = survey.pages.iter().map(|page| page.visible).collect();
    let expected = [[10.0, 20.0, 200.0, 250.0], [0.0, 0.0, 100.0, 100.0], [0.0, 0.0, 200.0, 300.0]];
    assert_eq!(visible, expected);
    let turns: Vec<f32> = survey.pages.iter().map(|page| page.turn.matrix()[1]).collect();
    assert_eq!(turns, [1.0, -1.0, 0.0]);
    let first = &survey.pages[0];
    assert_eq!(first.annotations, b"8 0 R <</Subtype/Link>>");
    let entries = String::from_utf8(first.entries.clone()).unwrap();
    assert!(!entries.contains("Annots") && entries.contains("/Tag (%])"), "{entries}");
    assert_eq!(first.id, ObjectId { number: 3, generation: 0 });
}

/// What Word writes: a classic table, a second empty one behind it, and beside that a stream with everything.
fn hybrid() -> Vec<u8> {
    let rows: Vec<u8> = vec![2, 0, 4, 0, 2, 0, 4, 1];
    let inside = "2 0 3 47 <</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 9 9]>>";
    let first = inside.find("<<").unwrap();
    let inside = format!("{inside} <</Type/Page/Parent 2 0 R>>")
        .replace(" 47 ", &format!(" {} ", inside.len() - first + 1));
    let first = inside.find("<<").unwrap();
    let objects = format!(
        "<</Type/ObjStm/N 2/First {first}/Length {}>>stream\n{inside}\nendstream",
        inside.len()
    );
    let mut file = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in [(1, CATALOG), (4, objects.as_str())] {
        places.push(file.len());
        file.extend(format!("{number} 0 obj\n{object}\nendobj\n").as_bytes());
    }
    let stream_at = file.len();
    let head = format!(
        "5 0 obj\n<</Type/XRef/W[1 2 1]/Index[2 2]/Size 6/Root 1 0 R/Length {}>>stream\n",
        rows.len()
    );
    file.extend(head.as_bytes());
    file.extend(&rows);
    file.extend(b"\nendstream\nendobj\n");
    let first_table = file.len();
    let [one, four] = places[..] else { panic!() };
    file.extend(
        format!(
            "xref\n0 6\n0000000002 65535 f\r\n{one:010} 00000 n\r\n0000000003 65535 f\r\n0000000000 65535 f\r\n\
             {four:010} 00000 n\r\n{stream_at:010} 00000 n\r\ntrailer\n<</Size 6/Root 1 0 R>>\nstartxref\n\
             {first_table}\n%%EOF\n"
        )
        .as_bytes(),
    );
    let second_table = file.len();
    file.extend(
        format!(
            "xref\n0 0\ntrailer\n<</Size 6/Root 1 0 R/Prev {first_table}/XRefStm {stream_at}>>\nstartxref\n\
             {second_table}\n%%EOF"
        )
        .as_bytes(),
    );
    file
}

#[test]
fn a_file_with_both_kinds_of_tables_is_followed_and_copied() {
    let file = hybrid();
    let survey = survey_of(&file, &[0]).unwrap();
    assert_eq!((survey.table, survey.n_pages), (TableKind::Classic, 1));
    let mine: Vec<Mark> = marks(&survey.pages[0]).into_iter().map(|(mark, _)| mark).collect();
    let copy = copy_of(&file, &survey, &mine, "");
    let again = survey_of(&copy, &[0]).unwrap();
    assert_eq!(again.pages[0].id.number, 3);
    assert!(again.pages[0].annotations.len() > 20);
}

#[test]
fn a_copy_of_a_copy_is_a_copy() {
    for name in ["vi-lshort.pdf", "vi-install-guide.pdf"] {
        let Some(mut file) = paper(name) else { return };
        for round in 1..4 {
            let survey = survey_of(&file, &[5]).unwrap();
            let mine = marks(&survey.pages[0]).remove(0).0;
            file = copy_of(&file, &survey, &[mine], "");
            let again = survey_of(&file, &[5]).unwrap();
            let annotations = String::from_utf8(again.pages[0].annotations.clone()).unwrap();
            assert!(annotations.matches(" R").count() >= 2 * round, "{name}: {annotations}");
            assert_eq!(again.table, survey.table);
        }
    }
}

#[test]
fn every_page_of_large_papers_is_found() {
    for (name, n_pages) in [
        ("lin-r-fullrefman.pdf", 2415),
        ("big-lilypond-snippets.pdf", 648),
        ("cjk-ja-debian-edu-manual.pdf", 92),
        ("scan-jbig2.pdf", 1),
        ("scan-hugemono-35000px.pdf", 1),
        ("synth-vi-scan-g4-40p.pdf", 40),
    ] {
        let Some(file) = paper(name) else { return };
        let survey = survey_of(&file, &[n_pages - 1]).unwrap();
        assert_eq!((survey.n_pages, survey.pages.len()), (n_pages, 1), "{name}");
        assert_eq!(survey_of(&file, &[n_pages]), Err(SurveyError::NoPage(n_pages)));
    }
}

#[test]
fn encrypted_papers_are_refused_as_such() {
    for name in ["enc-aes-owner-user.pdf", "enc-r6-hello.pdf", "vi-scan-vietocr-sample1.pdf"] {
        let Some(file) = paper(name) else { return };
        assert_eq!(error_of(&file), SurveyError::Encrypted, "{name}");
    }
}

#[test]
fn damaged_and_strange_files_are_refused_and_say_why() {
    let pages = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>";
    let check = |file: &[u8], expected, what: &str| assert_eq!(error_of(file), expected, "{what}");
    check(b"", SurveyError::Foreign, "nothing");
    check(b"%PDF-1.4\n", SurveyError::NoTable, "only a header");
    let sound = classic(&[CATALOG, pages, page], "");
    survey_of(&sound, &[0]).unwrap();
    check(
        &[b"junk\n", sound.as_slice()].concat(),
        SurveyError::Foreign,
        "something before the header",
    );
    check(&sound[..sound.len() - 60], SurveyError::NoTable, "half a file");
    let moved = String::from_utf8(sound.clone()).unwrap().replace("%PDF-1.4\n", "%PDF-1.4\n\n\n");
    check(moved.as_bytes(), SurveyError::Broken, "places that are wrong");
    let around = "<</Type/Pages/Kids[2 0 R]/Count 1>>";
    check(&classic(&[CATALOG, around], ""), SurveyError::Broken, "a ring of pages");
    let twice = "<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>";
    check(&classic(&[CATALOG, twice, page], ""), SurveyError::SharedPage(0), "a page twice");
    let inline = "<</Type/Pages/Kids[<</Type/Page>>]/Count 1>>";
    check(&classic(&[CATALOG, inline], ""), SurveyError::Foreign, "a page within its parent");
    check(
        &classic(&[CATALOG, pages, page], "/Encrypt 9 0 R"),
        SurveyError::Encrypted,
        "encryption",
    );
    let ring = classic(&[CATALOG, pages, page], "/Prev 9");
    check(&ring, SurveyError::Broken, "a table before it that is none");
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    check(&classic(&[CATALOG, &deep], ""), SurveyError::Broken, "nesting");
    let many = format!("<</Type/Pages/Kids[{}]/Count 1>>", "3 0 R ".repeat(300_000));
    check(&classic(&[CATALOG, &many, page], ""), SurveyError::TooComplex, "pages without end");
    let huge = String::from_utf8(sound).unwrap().replace("xref\n0 4", "xref\n0 4000000000");
    check(huge.as_bytes(), SurveyError::Broken, "a table of four thousand million");
}

#[test]
fn mutants_of_real_papers_never_panic_and_end() {
    let (mut n_sound, mut n_mutants) = (0, 0);
    for (name, page) in
        [("lin-feature-loading.pdf", 0), ("annot-all-kinds.pdf", 0), ("form-acroform.pdf", 0)]
    {
        let Some(file) = paper(name) else { return };
        let mut state = 0x5EED_u64;
        let mut next = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            usize::try_from(state >> 33).unwrap() % below
        };
        for _ in 0..700 {
            let mut mutant = file.clone();
            for _ in 0..=next(12) {
                let at = next(mutant.len());
                match next(4) {
                    0 => mutant[at] = u8::try_from(next(256)).unwrap(),
                    1 => mutant[at] = b"0123456789<>[]()/%R "[next(20)],
                    2 => drop(mutant.remove(at)),
                    _ => mutant.truncate(at.max(mutant.len() - 40)),
                }
            }
            n_mutants += 1;
            let Ok(survey) = survey_of(&mutant, &[page]) else { continue };
            n_sound += 1;
            let mine: Vec<Mark> =
                marks(&survey.pages[0]).into_iter().map(|(mark, _)| mark).collect();
            drop(write_appendix(&survey, &mine, "notice"));
        }
    }
    assert!(n_sound > 0 && n_sound < n_mutants, "{n_sound} of {n_mutants}");
}

#[test]
fn what_a_worker_says_is_checked() {
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>";
    let file = classic(&[CATALOG, "<</Type/Pages/Kids[3 0 R]/Count 1>>", page], "");
    let survey = survey_of(&file, &[0]).unwrap();
    let mark = marks(&survey.pages[0]).remove(0).0;
    let check = |change: fn(&mut markup::copy::Survey), what: &str| {
        let mut survey = survey.clone();
        change(&mut survey);
        let said = write_appendix(&survey, std::slice::from_ref(&mark), "");
        assert_eq!(said, Err(AppendixError::Survey), "{what}");
    };
    check(|survey| survey.table_at = survey.length, "a table behind the file");
    check(|survey| survey.size = u32::MAX, "numbers without end");
    check(|survey| survey.root.number = 99, "a catalog that is not there");
    check(|survey| survey.pages[0].id.number = 0, "a page without a number");
    check(|survey| survey.pages[0].visible[2] = f32::NAN, "a page without a size");
    check(|survey| survey.pages[0].entries = vec![0; 30_000_000], "a page of 30 MB");
    check(|survey| survey.pages.push(survey.pages[0].clone()), "a page twice");
    check(|survey| survey.ids = Some((vec![0; 300], vec![])), "a name of 300 bytes");
    let elsewhere = Mark { page: 7, ..mark.clone() };
    assert_eq!(write_appendix(&survey, &[elsewhere], ""), Err(AppendixError::NoPage(7)));
    let nowhere = Mark { shape: Shape::Highlight { quads: Vec::new() }, ..mark.clone() };
    assert_eq!(write_appendix(&survey, &[mark, nowhere], ""), Err(AppendixError::Mark(1)));
}
