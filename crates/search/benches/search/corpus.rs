//! Pages of Vietnamese text: real sentences, drawn so that some are everywhere and most are rare.

use std::path::Path;
use std::process::Command;

/// Bytes of a page; of the Vietnamese papers at hand, a page has about as many.
const PAGE_BYTES: usize = 1_360;
/// Sentences shorter or longer than these are tables and formulas.
const SENTENCE_BYTES: std::ops::Range<usize> = 40..400;

const SENTENCES: &str = include_str!("sentences.txt");
const FAMILY: [&str; 8] = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Đỗ"];
const MIDDLE: [&str; 8] = ["Văn", "Thị", "Minh", "Đức", "Thanh", "Quốc", "Hồng", "Xuân"];
const GIVEN: [&str; 16] = [
    "An", "Bình", "Châu", "Dũng", "Đạt", "Giang", "Hà", "Hùng", "Khoa", "Lan", "Mai", "Nam",
    "Phúc", "Quý", "Sơn", "Yến",
];

/// Chance that is the same in each run: xorshift64* (Vigna 2016).
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed.max(1))
    }

    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % end.max(1)
    }

    pub fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// The first ones often, the last ones hardly ever: the product of two even draws.
    fn skewed(&mut self, end: usize) -> usize {
        let one = self.below(end) as f64 / end.max(1) as f64;
        (one * self.below(end) as f64) as usize
    }
}

/// The pages, and the sentences they are made of.
pub struct Corpus {
    pub pages: Vec<String>,
    pub sentences: Vec<String>,
    /// Papers the sentences come from besides the stock.
    pub n_papers: usize,
}

impl Corpus {
    pub fn make(n_pages: usize, seed: u64, papers: &Path) -> Self {
        let mut sentences: Vec<String> = SENTENCES.lines().map(str::to_owned).collect();
        let n_papers = read_papers(papers, &mut sentences);
        let mut chance = Chance::new(seed);
        let pages = (0..n_pages).map(|n| page(n, &sentences, &mut chance)).collect();
        Self { pages, sentences, n_papers }
    }

    pub fn n_bytes(&self) -> usize {
        self.pages.iter().map(String::len).sum()
    }
}

/// A name of three syllables.
pub fn name(chance: &mut Chance) -> String {
    format!("{} {} {}", chance.of(&FAMILY), chance.of(&MIDDLE), chance.of(&GIVEN))
}

/// The number that only this page has.
pub fn number(n: usize) -> String {
    format!("{}/{}/TTr-BKH", 1_000_000 + n, 2000 + n % 27)
}

fn page(n: usize, sentences: &[String], chance: &mut Chance) -> String {
    let mut page = format!("Số: {}\nNgười trình: {}. ", number(n), name(chance));
    while page.len() < PAGE_BYTES {
        page.push_str(&sentences[chance.skewed(sentences.len())]);
        page.push_str(if chance.below(4) == 0 { "\n" } else { " " });
    }
    page
}

fn read_papers(folder: &Path, sentences: &mut Vec<String>) -> usize {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    let mut papers: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    papers.sort();
    let mut n_papers = 0;
    for paper in papers {
        let name = paper.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !name.starts_with("vi-") || !name.ends_with(".pdf") {
            continue;
        }
        let Ok(output) = Command::new("pdftotext").arg(&paper).arg("-").output() else { continue };
        let text = String::from_utf8_lossy(&output.stdout).replace('\n', " ");
        n_papers += 1;
        for sentence in text.split_inclusive(['.', ';', ':']).map(str::trim) {
            if SENTENCE_BYTES.contains(&sentence.len()) && !sentence.is_ascii() {
                sentences.push(sentence.to_owned());
            }
        }
    }
    n_papers
}
