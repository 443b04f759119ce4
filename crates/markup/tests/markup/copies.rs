//! Every kind of mark on real papers, seen by other programs.

use crate::picture::{fault, n_changed_outside};
use crate::sample::{copy_of, marks, paper, survey_of};
use crate::viewers::{Sheet, is_here, mupdf, pdf_js, poppler};
use markup::mark::{Colour, Kind, Mark};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Papers and the pages that are marked, from 0: a classic table, streams of objects, a linearised file, scans, a
/// turned page, letters of East Asia, and pages with annotations of their own.
const PAPERS: &[(&str, &[u32])] = &[
    ("vi-lshort.pdf", &[12]),
    ("vi-install-guide.pdf", &[9]),
    ("lin-feature-loading.pdf", &[1]),
    ("scan-ocr-multipage.pdf", &[1]),
    ("scan-rotated-skew.pdf", &[0]),
    ("annot-all-kinds.pdf", &[0]),
    ("annot-highlight-long.pdf", &[0]),
    ("cjk-zh-lshort.pdf", &[20]),
    ("misc-font-not-embedded.pdf", &[3]),
];

/// Marks with their places.
type Placed = Vec<(Mark, [f32; 4])>;

struct Marked {
    original: PathBuf,
    copy: PathBuf,
    /// Marks by page, with the resolution at which the page fills 1,000 pixels.
    marks: BTreeMap<u32, (u32, Placed)>,
}

fn mark_paper(name: &str, pages: &[u32], folder: &Path) -> Option<Marked> {
    let paper = paper(name)?;
    let survey = survey_of(&paper, pages).unwrap_or_else(|error| panic!("{name}: {error}"));
    let marked: BTreeMap<u32, _> = survey
        .pages
        .iter()
        .map(|page| {
            let (width, height) = page.frame().shown_size();
            (page.page, ((72_000.0 / width.max(height)) as u32, marks(page)))
        })
        .collect();
    let placed = marked.values().flat_map(|(_, placed)| placed);
    let all: Vec<Mark> = placed.map(|(mark, _)| mark.clone()).collect();
    let copy = copy_of(&paper, &survey, &all, "");
    assert!(copy.starts_with(&paper), "{name}: the original is not in the copy");
    let (original, copied) = (folder.join(name), folder.join(format!("copy-{name}")));
    std::fs::write(&original, &paper).unwrap();
    std::fs::write(&copied, &copy).unwrap();
    Some(Marked { original, copy: copied, marks: marked })
}

#[test]
fn every_kind_of_mark_on_real_papers_is_seen_by_poppler_pdf_js_and_mupdf_where_it_lies() {
    let folder = tempfile::tempdir().unwrap();
    let marked: Option<Vec<Marked>> =
        PAPERS.iter().map(|(name, pages)| mark_paper(name, pages, folder.path())).collect();
    let Some(marked) = marked else { return };
    let sheets: Vec<Sheet> = marked
        .iter()
        .flat_map(|paper| {
            paper.marks.iter().flat_map(|(page, (dpi, _))| {
                [&paper.original, &paper.copy].map(|file| Sheet {
                    file: file.clone(),
                    page: *page,
                    dpi: *dpi,
                })
            })
        })
        .collect();
    let programs = [
        ("poppler", poppler(&sheets, folder.path())),
        ("pdf.js", pdf_js(&sheets, folder.path())),
        ("mupdf", mupdf(&sheets, folder.path())),
    ];
    let mut faults = Vec::new();
    for (program, pictures) in
        programs.iter().filter_map(|(name, pictures)| Some((name, pictures.as_ref()?)))
    {
        for paper in &marked {
            for (page, (dpi, marks)) in &paper.marks {
                let picture = |file: &PathBuf| {
                    &pictures[&Sheet { file: file.clone(), page: *page, dpi: *dpi }]
                };
                let (before, after) = (picture(&paper.original), picture(&paper.copy));
                let name = paper.original.file_name().unwrap().display();
                let areas: Vec<[f32; 4]> = marks.iter().map(|(_, area)| *area).collect();
                let outside = n_changed_outside(before, after, &areas);
                if outside > 0 {
                    faults.push(format!(
                        "{program}, {name}, page {page}: {outside} pixels elsewhere"
                    ));
                }
                if *program == "pdf.js" {
                    faults.extend(marks.iter().filter_map(|(mark, _)| missing(mark, &after.said)));
                }
                faults.extend(marks.iter().filter_map(|(mark, area)| {
                    let fault = fault(before, after, *area, mark.colour, mark.shape.kind())?;
                    Some(format!("{program}, {name}, page {page}: {fault}"))
                }));
            }
        }
    }
    if !faults.is_empty() {
        let kept = folder.keep();
        panic!("{}\npictures in {}", faults.join("\n"), kept.display());
    }
}

/// Says which mark pdf.js did not find as an annotation with its author, colour and words.
fn missing(mark: &Mark, said: &str) -> Option<String> {
    let subtype = match mark.shape.kind() {
        Kind::Highlight => "Highlight",
        Kind::Underline => "Underline",
        Kind::StrikeOut => "StrikeOut",
        Kind::Ink => "Ink",
        Kind::TextBox => "FreeText",
        Kind::Note => "Text",
        Kind::Stamp => "Stamp",
    };
    let Colour { red, green, blue } = mark.colour;
    // The colour of a text box is that of its ground, which it does not have.
    let colour = if mark.shape.kind() == Kind::TextBox {
        String::new()
    } else {
        format!("{red} {green} {blue}")
    };
    let line = [subtype, &mark.author, &colour, &mark.contents].join("\t");
    (!said.lines().any(|one| one == line)).then(|| format!("no annotation {line:?} in {said:?}"))
}

#[test]
fn qpdf_finds_nothing_wrong_in_copies() {
    if !is_here("qpdf", "--version") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for (name, pages) in PAPERS {
        let Some(marked) = mark_paper(name, pages, folder.path()) else { return };
        let check = |file: &Path| Command::new("qpdf").arg("--check").arg(file).output().unwrap();
        let (before, after) = (check(&marked.original), check(&marked.copy));
        let said = String::from_utf8_lossy(&after.stderr);
        // A file that qpdf warns of may keep its warning.
        let is_clean = after.status.success() || after.status.code() == before.status.code();
        assert!(is_clean, "{name}: {said}");
    }
}

#[test]
fn annotations_that_were_there_stay() {
    let Some(paper) = paper("annot-all-kinds.pdf") else { return };
    let survey = survey_of(&paper, &[0]).unwrap();
    let had = String::from_utf8(survey.pages[0].annotations.clone()).unwrap();
    let n_before = had.matches(" R").count();
    assert!(n_before > 0, "{had}");
    let mine: Vec<Mark> = marks(&survey.pages[0]).into_iter().map(|(mark, _)| mark).collect();
    let copy = copy_of(&paper, &survey, &mine, "Bản sao có ghi chú");
    let again = survey_of(&copy, &[0]).unwrap();
    let has = String::from_utf8(again.pages[0].annotations.clone()).unwrap();
    assert!(has.starts_with(&had), "{has}");
    // Seven marks, the notice, and windows for those with words: the highlight and the note.
    assert_eq!(has.matches(" R").count(), n_before + 10, "{has}");
    assert_eq!((again.n_pages, again.root, again.info), (survey.n_pages, survey.root, survey.info));
}

#[test]
fn a_transparent_stroke_is_nowhere_darker_where_it_meets_itself() {
    let Some(paper) = paper("lin-feature-loading.pdf") else { return };
    let folder = tempfile::tempdir().unwrap();
    let survey = survey_of(&paper, &[0]).unwrap();
    let ink = marks(&survey.pages[0]).into_iter().find(|(mark, _)| mark.subject == "ink");
    let (mut ink, area) = ink.unwrap();
    ink.opacity = 0.5;
    ink.colour = Colour::new(0, 0, 0);
    let file = folder.path().join("ink.pdf");
    std::fs::write(&file, copy_of(&paper, &survey, &[ink], "")).unwrap();
    let sheet = Sheet { file, page: 0, dpi: 90 };
    for pictures in [
        poppler(std::slice::from_ref(&sheet), folder.path()),
        mupdf(std::slice::from_ref(&sheet), folder.path()),
    ] {
        let Some(pictures) = pictures else { continue };
        let darkest = pictures[&sheet].darkest(area);
        assert!((118..=138).contains(&darkest), "{darkest}");
    }
}
