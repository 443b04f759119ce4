//! Other programs that show PDF files.

use crate::picture::Picture;
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A page that is to be drawn, from 0.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sheet {
    pub file: PathBuf,
    pub page: u32,
    /// Resolution of the picture.
    pub dpi: u32,
}

/// Whether a program is on this computer; says so where it is not.
pub fn is_here(program: &str, argument: &str) -> bool {
    let found = Command::new(program).arg(argument).output().is_ok();
    if !found {
        eprintln!("skipped: {program} is not on this computer");
    }
    found
}

/// Runs a program that must succeed.
pub fn run(program: &str, arguments: &[&str]) -> Output {
    let output = Command::new(program).args(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?}: {said}");
    output
}

type Pictures = BTreeMap<Sheet, Picture>;

/// Poppler's pictures; `None` where it is not here.
pub fn poppler(sheets: &[Sheet], folder: &Path) -> Option<Pictures> {
    is_here("pdftoppm", "-v").then(|| {
        each(sheets, folder, "poppler", |sheet, picture| {
            let (page, dpi) = ((sheet.page + 1).to_string(), sheet.dpi.to_string());
            let file = sheet.file.to_str().unwrap();
            let stem = picture.strip_suffix(".png").unwrap();
            let pages = ["-f", &page, "-l", &page, "-r", &dpi];
            let form = ["-cropbox", "-singlefile", "-png", file, stem];
            run("pdftoppm", &[pages.as_slice(), &form].concat());
        })
    })
}

/// MuPDF's pictures; `None` where it is not here.
pub fn mupdf(sheets: &[Sheet], folder: &Path) -> Option<Pictures> {
    is_here("mutool", "-v").then(|| {
        each(sheets, folder, "mupdf", |sheet, picture| {
            let (page, dpi) = ((sheet.page + 1).to_string(), sheet.dpi.to_string());
            let file = sheet.file.to_str().unwrap();
            run("mutool", &["draw", "-q", "-r", &dpi, "-o", picture, file, &page]);
        })
    })
}

fn each(sheets: &[Sheet], folder: &Path, program: &str, draw: impl Fn(&Sheet, &str)) -> Pictures {
    let picture = |(index, sheet): (usize, &Sheet)| {
        let picture = folder.join(format!("{program}-{index}.png"));
        draw(sheet, picture.to_str().unwrap());
        (sheet.clone(), Picture::read(&picture))
    };
    sheets.iter().enumerate().map(picture).collect()
}

/// The pictures of pdf.js in Chromium; `None` where one of its parts is not here.
pub fn pdf_js(sheets: &[Sheet], folder: &Path) -> Option<Pictures> {
    let viewers = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/viewers");
    let parts = [
        viewers.join("node_modules/pdfjs-dist"),
        viewers.join("../../../../ui/node_modules/playwright-core"),
        PathBuf::from("/usr/bin/chromium"),
    ];
    if let Some(missing) = parts.iter().find(|part| !part.exists()) {
        eprintln!("skipped: {} is not here", missing.display());
        return None;
    }
    if !is_here("node", "--version") {
        return None;
    }
    let picture = |index: usize| folder.join(format!("pdfjs-{index}.png"));
    let jobs: Vec<String> = sheets
        .iter()
        .enumerate()
        .map(|(index, sheet)| {
            let (Sheet { file, page, dpi }, picture) = (sheet, picture(index));
            format!("{{\"file\":{file:?},\"page\":{page},\"dpi\":{dpi},\"picture\":{picture:?}}}")
        })
        .collect();
    let mut node =
        Command::new("node").arg(viewers.join("show.mjs")).stdin(Stdio::piped()).spawn().unwrap();
    let mut input = node.stdin.take().unwrap();
    input.write_all(format!("[{}]", jobs.join(",")).as_bytes()).unwrap();
    drop(input);
    assert!(node.wait().unwrap().success(), "pdf.js failed");
    let pictures = sheets.iter().enumerate();
    Some(pictures.map(|(index, sheet)| (sheet.clone(), Picture::read(&picture(index)))).collect())
}
