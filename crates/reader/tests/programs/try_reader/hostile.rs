//! Hostile files opened one after another: those of a corpus, generated bombs, and mutants of both.
//!
//! Passed when nobody but a worker died, no request took longer than it may, nobody was connected to, and no file
//! was written. Workers that died are listed: each is a page that cannot be shown, and none is more.

use crate::bombs::bombs;
use crate::files::{Bytes, files_below};
use reader::{OpenDocument, ReaderError};
use std::collections::BTreeMap;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Longest that a request may take.
const LONGEST: Duration = Duration::from_secs(15);
/// Files from which mutants are made are not longer than this.
const MAX_MUTATED: u64 = 300_000;

/// What came of the files.
#[derive(Default)]
struct Report {
    counts: BTreeMap<String, usize>,
    deaths: Vec<String>,
    longest: Duration,
    slowest: String,
}

/// Bombs that take all the time a request may have.
const SLOW: &[&str] = &[
    "flate-1-gib",
    "flate-of-flate",
    "flate-chain-of-1000",
    "flate-picture-1-gib",
    "fax-of-30000",
    "jbig2-of-30000",
    "marks-in-marks",
    "outline-in-a-ring",
    "pages-a-thousand-times-itself",
    "pattern-of-tiny-steps",
    "form-of-itself",
    "forms-3-to-the-30",
    "a-million-annotations-of-one",
    "a-million-rectangles",
];

/// Runs it: `hostile CORPUS MUTANTS SEED [quick]`; without a corpus there are bombs and their mutants alone, and a quick
/// run leaves those out that take long.
pub fn run(arguments: &[String]) -> ExitCode {
    let ([corpus, n_mutants, seed], quick) = (match arguments {
        [all @ .., word] if word == "quick" => (all, true),
        all => (all, false),
    }) else {
        return ExitCode::from(2);
    };
    let (Ok(n_mutants), Ok(seed)) = (n_mutants.parse::<usize>(), seed.parse::<u64>()) else {
        return ExitCode::from(2);
    };
    let Ok(program) = std::env::current_exe() else {
        return ExitCode::from(2);
    };
    let Ok(door) = TcpListener::bind("127.0.0.1:0") else {
        return ExitCode::from(2);
    };
    let port = door.local_addr().map_or(0, |address| address.port());
    let mut fixed = files_below(Path::new(corpus), u64::MAX);
    let wanted = |name: &str| !quick || !SLOW.contains(&name);
    let bombs = bombs(port).into_iter().filter(|(name, _)| wanted(name));
    fixed.extend(bombs.map(|(name, bytes)| (PathBuf::from(name), bytes)));
    let originals: Vec<_> =
        fixed.iter().filter(|(_, bytes)| bytes.len() as u64 <= MAX_MUTATED).cloned().collect();
    println!("seed {seed}: {} files, {n_mutants} mutants of {}", fixed.len(), originals.len());
    let begin = Instant::now();
    let report = Mutex::new(Report::default());
    let next = AtomicUsize::new(0);
    let work = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let (name, bytes) = match fixed.get(at) {
                Some((name, bytes)) => (name.display().to_string(), bytes.clone()),
                None if at < fixed.len() + n_mutants => {
                    mutant(&originals, seed, (at - fixed.len()) as u64)
                }
                None => return,
            };
            try_one(&program, &name, bytes, &report);
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(work);
        work();
    });
    let report = report.into_inner().unwrap_or_else(PoisonError::into_inner);
    conclude(&report, begin.elapsed(), &door)
}

fn conclude(report: &Report, took: Duration, door: &TcpListener) -> ExitCode {
    for (outcome, count) in &report.counts {
        println!("{outcome}: {count}");
    }
    println!("took {took:.1?}; longest request {:.1?}, {}", report.longest, report.slowest);
    println!("workers that died: {}", report.deaths.len());
    report.deaths.iter().for_each(|death| println!("  {death}"));
    let is_untouched = door.set_nonblocking(true).is_ok() && door.accept().is_err();
    let here = std::env::current_dir().and_then(std::fs::read_dir);
    let n_files = here.map_or(usize::MAX, Iterator::count);
    println!("connections: {}; files written: {n_files}", usize::from(!is_untouched));
    if is_untouched && n_files == 0 && report.longest <= LONGEST {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Opens a file, reads its first page, draws it and looks for signatures.
fn try_one(program: &Path, name: &str, bytes: Vec<u8>, report: &Mutex<Report>) {
    let mut outcome = "shown".to_owned();
    let mut longest = Duration::ZERO;
    let mut timed = |step: &mut dyn FnMut() -> Result<(), ReaderError>| {
        let begin = Instant::now();
        let answer = step();
        longest = longest.max(begin.elapsed());
        if let Err(error) = &answer
            && outcome == "shown"
        {
            outcome = error.code().to_owned();
        }
        answer
    };
    let mut open = None;
    let opened = timed(&mut || {
        open = Some(OpenDocument::open(program, Arc::new(Bytes(bytes.clone())))?);
        Ok(())
    });
    let mut ends: Vec<_> = opened.err().into_iter().collect();
    if let Some(document) = open {
        ends.extend(timed(&mut || document.draw(0, 300).map(drop)).err());
        ends.extend(timed(&mut || document.text(0).map(drop)).err());
        ends.extend(timed(&mut || document.links(0).map(drop)).err());
        ends.extend(timed(&mut || document.image_boxes(0).map(drop)).err());
        ends.extend(timed(&mut || document.signatures().map(drop)).err());
    }
    let mut report = report.lock().unwrap_or_else(PoisonError::into_inner);
    *report.counts.entry(outcome).or_default() += 1;
    if let Some(end) =
        ends.iter().find(|end| matches!(end, ReaderError::Crashed | ReaderError::Timeout))
    {
        report.deaths.push(format!("{name}: {end}"));
    }
    if longest > report.longest {
        report.longest = longest;
        name.clone_into(&mut report.slowest);
    }
}

/// The mutant of this number: the same for the same seed.
fn mutant(originals: &[(PathBuf, Vec<u8>)], seed: u64, number: u64) -> (String, Vec<u8>) {
    let mut chance = Chance(seed ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let at = chance.below(originals.len());
    let Some((name, original)) = originals.get(at) else {
        return (format!("mutant {number}"), Vec::new());
    };
    let mut bytes = original.clone();
    for _ in 0..=chance.below(8) {
        change(&mut bytes, &mut chance);
    }
    (format!("mutant {number} of {}", name.display()), bytes)
}

fn change(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let (from, length) = (chance.below(bytes.len()), 1 + chance.below(64));
    let to = (from + length).min(bytes.len());
    match chance.below(6) {
        // Other bytes.
        0 => bytes.iter_mut().take(to).skip(from).for_each(|byte| *byte = chance.next() as u8),
        // One bit.
        1 => bytes.iter_mut().skip(from).take(1).for_each(|byte| *byte ^= 1 << (length % 8)),
        // Other digits: lengths, places, references.
        2 => {
            let digits =
                bytes.iter_mut().skip(from).take(2000).filter(|byte| byte.is_ascii_digit());
            digits.take(length % 9 + 1).for_each(|byte| *byte = b'0' + (chance.next() % 10) as u8);
        }
        3 => drop(bytes.drain(from..to)),
        4 => {
            let part: Vec<u8> = bytes.iter().copied().skip(from).take(to - from).collect();
            let place = chance.below(bytes.len());
            drop(bytes.splice(place..place, part));
        }
        _ if chance.below(10) == 0 => bytes.truncate(from),
        _ => {
            let words = [
                &b"2147483647"[..],
                b"-1",
                b"<<",
                b">>",
                b"[",
                b"1 0 R",
                b"endobj",
                b"/Filter",
                b"1e38",
            ];
            let word = words.get(chance.below(words.len())).copied().unwrap_or_default();
            drop(bytes.splice(from..to.min(from + word.len()), word.iter().copied()));
        }
    }
}

/// Splitmix64.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }
}
