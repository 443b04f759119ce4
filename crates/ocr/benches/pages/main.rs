//! How well and how fast scanned pages are read: word error rate against the text they were made of, seconds a page.
//!
//! `cargo bench -p ocr -- CORPORA` with the folder of PDF corpora; poppler's `pdftoppm` draws, its `pdftotext` gives
//! the text of the papers the scans were made of.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a console program for measuring"
)]

use ocr::{Limits, Order, PageText, TextLayer, find_tesseract, recognise};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;
use unicode_normalization::UnicodeNormalization;

/// Scan, the paper it was made of, how many pages of that come before it, and pages of the scan.
const SCANS: &[(&str, &str, u32, &[u32])] = &[
    ("synth-vi-scan-gray-24p.pdf", "vi-lshort.pdf", 20, &[2, 6, 9, 14, 18, 23]),
    ("synth-vi-scan-g4-40p.pdf", "vi-install-guide.pdf", 10, &[2, 12, 17, 22, 30, 37]),
];

fn main() -> ExitCode {
    if let Some(code) = ocr::run_worker_if_asked() {
        return code;
    }
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let Some(folder) = folder.map(PathBuf::from) else {
        println!("usage: bench-ocr CORPORA");
        return ExitCode::FAILURE;
    };
    for languages in [["vie"].as_slice(), &["vie", "eng"]] {
        for dpi in [150, 200, 300] {
            for scan in SCANS {
                measure(&folder, *scan, languages, dpi);
            }
        }
    }
    ExitCode::SUCCESS
}

fn measure(
    folder: &Path,
    (scan, source, n_before, pages): (&str, &str, u32, &[u32]),
    languages: &[&str],
    dpi: u32,
) {
    let program = std::env::current_exe().unwrap();
    let tesseract = find_tesseract(&program).unwrap();
    let (mut n_words, mut errors, mut seconds) = (0, [0; 3], 0.0);
    let mut layer = TextLayer {
        engine: "tesseract".to_owned(),
        engine_version: tesseract.version.clone(),
        languages: languages.iter().map(|language| (*language).to_owned()).collect(),
        pages: Vec::new(),
    };
    for page in pages {
        let picture =
            run("pdftoppm", &["-gray", "-png", "-r", &dpi.to_string()], *page, &folder.join(scan));
        let truth = run("pdftotext", &[], *page + n_before, &folder.join(source));
        let truth = words_of(&String::from_utf8_lossy(&truth));
        let limits = Limits::default();
        let (tesseract, program) = (&tesseract, program.as_path());
        let start = Instant::now();
        let order = Order { tesseract, program, languages, dpi, limits, is_wanted: &|| true };
        let read = recognise(&order, &picture).unwrap();
        seconds += start.elapsed().as_secs_f64();
        for (count, least) in errors.iter_mut().zip([0.0, 0.3, 0.6]) {
            let text: Vec<String> =
                ocr::lines(&read.words, least).into_iter().map(|line| line.text).collect();
            *count += distance(&words_of(&text.join(" ")), &truth);
        }
        n_words += truth.len();
        layer.pages.push(Some(PageText::of(&read, 0.3)));
    }
    let rates = errors.map(|count| 100.0 * count as f64 / n_words as f64);
    println!(
        "{scan} {} dpi {dpi}: {n_words} words, wrong {:.1} % (without words below 0.3: {:.1} %, 0.6: {:.1} %), \
         {:.2} s a page, layer {} bytes a page",
        languages.join("+"),
        rates[0],
        rates[1],
        rates[2],
        seconds / pages.len() as f64,
        layer.to_bytes().unwrap().len() / pages.len(),
    );
}

fn run(program: &str, options: &[&str], page: u32, source: &Path) -> Vec<u8> {
    let page = page.to_string();
    let mut command = Command::new(Path::new("/usr/bin").join(program));
    command.args(options).args(["-f", &page, "-l", &page]).arg(source);
    if program == "pdftotext" {
        command.arg("-");
    }
    command.output().unwrap().stdout
}

/// Words without marks around them, so that a quotation mark of another shape is no error.
fn words_of(text: &str) -> Vec<String> {
    let bare =
        |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).nfc().collect();
    text.split_whitespace().map(bare).filter(|word: &String| !word.is_empty()).collect()
}

/// Words put in, left out or changed (Levenshtein).
fn distance(one: &[String], other: &[String]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, word) in one.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], at + 1);
        for (column, other) in other.iter().enumerate() {
            let above = row[column + 1];
            let changed = diagonal + usize::from(word != other);
            row[column + 1] = changed.min(above + 1).min(row[column] + 1);
            diagonal = above;
        }
    }
    row[other.len()]
}
