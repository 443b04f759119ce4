//! `anchor-pairs`: how many notes land on their text when real papers are republished.
//!
//! Pairs are made by editing papers of the corpus beside the project: set anew with edits, put together anew from their
//! pages, or scanned and recognised again. Old and new versions are PDF files read through the sandboxed reader, for
//! which this program starts itself again. Every choice follows from the seed.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a console program answers here")]

mod dice;
mod edits;
mod judge;
mod marks;
mod pair;
mod paper;
mod press;
mod scan;

use anchoring::{Anchor, Placement, Reanchoring, Text};
use anyhow::Context;
use clap::Parser;
use dice::Dice;
use edits::Kind;
use judge::{Verdict, judge};
use pair::Fonts;
use paper::Paper;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Papers and the pages taken from them: first and last start, and how many.
const PAPERS: &[(&str, u32, u32, u32)] = &[
    ("vi-install-guide", 12, 100, 9),
    ("vi-lshort", 20, 150, 10),
    ("vi-vntex", 0, 3, 6),
    ("cjk-zh-lshort", 20, 120, 8),
    ("cjk-ja-debian-edu-manual", 15, 75, 8),
    ("big-r-fullrefman", 200, 2300, 12),
    ("misc-font-not-embedded", 2, 44, 8),
    ("broken-govdocs-064034", 2, 90, 8),
    ("big-lilypond-snippets", 20, 600, 10),
    ("lin-feature-loading", 0, 1, 2),
];

#[derive(Parser)]
struct Arguments {
    /// How many pairs.
    #[arg(long, default_value_t = 200)]
    count: usize,
    /// What all choices follow from.
    #[arg(long, default_value_t = 20_261_122)]
    seed: u64,
    /// How many notes a pair.
    #[arg(long, default_value_t = 36)]
    marks: usize,
    /// Leaves out what takes Tesseract and drawing.
    #[arg(long)]
    no_scans: bool,
    /// Makes pairs by drawing and Tesseract alone.
    #[arg(long, conflicts_with = "no_scans")]
    only_scans: bool,
    /// Where the papers lie; beside the project otherwise.
    #[arg(long)]
    corpus: Option<PathBuf>,
    /// Says of each failure what the note was on.
    #[arg(long)]
    failures: bool,
    /// One pair only, by its number.
    #[arg(long)]
    only: Option<usize>,
}

/// Needless alarms beyond this part say that something is broken; the goal is 3 %.
const TOO_OFTEN: f64 = 0.08;

type Tally = BTreeMap<Verdict, usize>;

fn main() -> ExitCode {
    if let Some(code) = reader::run_worker_if_asked() {
        return code;
    }
    match run(&Arguments::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("anchor-pairs: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> anyhow::Result<bool> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let beside = || project.join("../shared/corpora/pdf");
    let corpus = arguments.corpus.clone().unwrap_or_else(beside);
    if !corpus.is_dir() {
        println!("skipped: there are no papers in {}", corpus.display());
        return Ok(true);
    }
    let fonts = Fonts::find(&project)?;
    if arguments.no_scans || !scan::has_tesseract() {
        println!("without pairs that are recognised again");
    }
    println!("seed {}", arguments.seed);
    let mut of_kinds: BTreeMap<Kind, (usize, Tally)> = BTreeMap::new();
    let mut of_marks: BTreeMap<&'static str, Tally> = BTreeMap::new();
    let mut n_made = 0;
    for number in 0..arguments
        .only
        .map_or(arguments.count * if arguments.only_scans { 30 } else { 3 }, |only| only + 1)
    {
        if n_made == arguments.count {
            break;
        }
        if arguments.only.is_some_and(|only| only != number) {
            continue;
        }
        let mut dice =
            Dice::new(arguments.seed ^ (number as u64).wrapping_mul(0x5851_F42D_4C95_7F2D));
        let kind = Kind::ALL.get(number % Kind::ALL.len()).copied().unwrap_or(Kind::Reflow);
        if if kind.is_scan() { arguments.no_scans } else { arguments.only_scans } {
            continue;
        }
        let Some(tried) = try_pair(arguments, number, kind, &corpus, &fonts, &mut dice)? else {
            continue;
        };
        n_made += 1;
        let of_kind = of_kinds.entry(kind).or_default();
        of_kind.0 += 1;
        for (what, verdict) in tried {
            *of_kind.1.entry(verdict).or_default() += 1;
            *of_marks.entry(what).or_default().entry(verdict).or_default() += 1;
        }
    }
    Ok(report(n_made, &of_kinds, &of_marks))
}

/// Makes a pair and judges every note; `None` where this machine or paper lacks what it takes.
fn try_pair(
    arguments: &Arguments,
    number: usize,
    kind: Kind,
    corpus: &Path,
    fonts: &Fonts,
    dice: &mut Dice,
) -> anyhow::Result<Option<Vec<(&'static str, Verdict)>>> {
    // Papers whose text Tesseract reads here are Vietnamese and English.
    let papers: Vec<_> = PAPERS
        .iter()
        .filter(|(name, ..)| {
            !(kind.is_scan() && (name.starts_with("cjk") || name.contains("lily")))
        })
        .collect();
    let Some((name, least, most, n_pages)) = dice.pick(&papers).copied() else {
        return Ok(None);
    };
    let first = least + u32::try_from(dice.below((most - least) as usize))?;
    let n_pages = if kind.is_scan() { 2 } else { *n_pages };
    let file = corpus.join(format!("{name}.pdf"));
    let paper = Paper::read(&file, first..first + n_pages)
        .with_context(|| format!("pair {number}: {name}"))?;
    let words = paper.words();
    if words.len() < 60 {
        return Ok(None);
    }
    let folder = tempfile::tempdir()?;
    let pair = pair::make(kind, &paper, fonts, folder.path(), dice);
    let Some(pair) = pair.with_context(|| format!("pair {number}: {name}, {kind:?}"))? else {
        return Ok(None);
    };
    let (old, new) = (Text::read(&paper.texts)?, Text::read(&pair.new)?);
    let reanchoring = Reanchoring::new(&old, &new, &pair.alike);
    let mut verdicts = Vec::new();
    for mark in marks::make(&words, &old, arguments.marks, dice) {
        let placement = reanchoring.place(&mark.anchor);
        let verdict = judge(&mark, &words, &pair.truth, &placement, kind == Kind::Recognised);
        let is_failure = match verdict {
            Verdict::Right | Verdict::Honest | Verdict::Bent | Verdict::Misread => false,
            Verdict::NeedlessCheck | Verdict::NeedlessLoss => arguments.failures,
            Verdict::Wrong => true,
        };
        if is_failure {
            let place = format!("pair {number} {kind:?} {name} from page {first}");
            let described = describe(&mark.anchor, &placement);
            let meant =
                words.get(mark.words.start).and_then(|word| pair.truth.places.get(&word.number));
            println!("{place}: {verdict:?} {} {described}, first word at {meant:?}", mark.what);
        }
        verdicts.push((mark.what, verdict));
    }
    Ok(Some(verdicts))
}

fn describe(anchor: &Anchor, placement: &Placement) -> String {
    let quote = match anchor {
        Anchor::Text(anchor) => &anchor.quote,
        Anchor::Ink(anchor) => &anchor.quote,
        Anchor::Point(anchor) => &anchor.quote,
    };
    let short: String = quote.words.chars().take(120).collect();
    let after: String = quote.after.chars().take(30).collect();
    format!("“{short}” before “{after}”: {placement:?}")
}

fn report(
    n_made: usize,
    of_kinds: &BTreeMap<Kind, (usize, Tally)>,
    of_marks: &BTreeMap<&'static str, Tally>,
) -> bool {
    let count = |tally: &Tally, verdict| tally.get(&verdict).copied().unwrap_or(0);
    let row = |name: &str, n_pairs: usize, tally: &Tally| {
        let all: usize = tally.values().sum();
        println!(
            "| {name} | {n_pairs} | {all} | {} | {} | {} | {} | {} | {} | {} |",
            count(tally, Verdict::Right),
            count(tally, Verdict::Honest),
            count(tally, Verdict::Bent),
            count(tally, Verdict::Misread),
            count(tally, Verdict::NeedlessCheck),
            count(tally, Verdict::NeedlessLoss),
            count(tally, Verdict::Wrong),
        );
    };
    println!(
        "| kind | pairs | notes | right | honest | bent ink | misread | needless check | needless loss | wrong |"
    );
    println!("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    let mut whole = Tally::new();
    for (kind, (n_pairs, tally)) in of_kinds {
        row(&format!("{kind:?}"), *n_pairs, tally);
        for (verdict, n) in tally {
            *whole.entry(*verdict).or_default() += n;
        }
    }
    for (what, tally) in of_marks {
        row(what, n_made, tally);
    }
    row("all", n_made, &whole);
    let all = whole.values().sum::<usize>().max(1) as f64;
    let wrong = count(&whole, Verdict::Wrong) as f64 / all;
    let needless =
        (count(&whole, Verdict::NeedlessCheck) + count(&whole, Verdict::NeedlessLoss)) as f64 / all;
    println!(
        "right or honestly marked {:.2} %, needless {:.2} %",
        100.0 * (1.0 - wrong),
        100.0 * needless
    );
    wrong <= 0.01 && needless <= TOO_OFTEN
}
