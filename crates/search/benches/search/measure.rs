//! Building, asking and comparing.

use super::corpus::{Chance, Corpus};
use super::fts5::Fts5;
use super::plain::{Beside, Plain};
use super::queries::{Class, Form, classes};
use anyhow::{Context, ensure};
use search::{Count, Entry, Index, Kind, Query, Writer};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Pages of a document, and documents of a meeting.
const GROUP_PAGES: usize = 20;
const SCOPE_GROUPS: usize = 50;
/// Pages between two commits, as a dossier arrives.
const COMMIT_PAGES: usize = 10_000;
/// Pages of the small index that recall is tried on.
const RECALL_PAGES: usize = 2_000;
const KEY: [u8; 32] = [0x42; 32];

/// What is measured.
pub struct Plan {
    pub n_pages: usize,
    pub n_queries: usize,
    pub seed: u64,
    pub papers: PathBuf,
}

/// One figure beside its peer's.
pub struct Figure {
    pub name: String,
    pub unit: &'static str,
    pub ours: f64,
    pub peer: &'static str,
    pub theirs: f64,
}

fn figure(
    name: impl Into<String>,
    unit: &'static str,
    ours: f64,
    peer: &'static str,
    theirs: f64,
) -> Figure {
    Figure { name: name.into(), unit, ours, peer, theirs }
}

/// Builds everything, asks everything, and gives the figures.
pub fn measure(plan: &Plan) -> anyhow::Result<Vec<Figure>> {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("load at the start: {}", load.trim());
    let folder = tempfile::tempdir()?;
    let corpus = Corpus::make(plan.n_pages, plan.seed, &plan.papers);
    println!(
        "{} pages, {:.1} MB, of {} sentences; papers read besides the stock: {}; seed {}",
        corpus.pages.len(),
        corpus.n_bytes() as f64 / 1e6,
        corpus.sentences.len(),
        corpus.n_papers,
        plan.seed
    );
    let fold = || corpus.pages.iter().map(|page| words_of(page)).collect();
    let (folded, of_folding): (Vec<String>, Duration) = cpu(fold);
    let mut figures = Vec::new();
    let built = Built::make(&corpus, (&folded, of_folding), folder.path(), &mut figures)?;
    for class in classes(&corpus, plan.n_queries, plan.seed) {
        built.ask(&class, &mut figures)?;
    }
    ask_while_writing(&built.index, &corpus, plan, &mut figures)?;
    recall(&built.ours, &corpus, plan.seed, &mut figures)?;
    Ok(figures)
}

/// Prints the figures and writes them as a list of `{name, unit, ours, peer, theirs, ratio}`.
pub fn report(figures: &[Figure], out: &Path) -> anyhow::Result<()> {
    let mut rows = Vec::new();
    for Figure { name, unit, ours, peer, theirs } in figures {
        let ratio = ours / theirs;
        println!("{name:<58} {ours:>10.3} {unit:<9} {peer:<34} {theirs:>10.3}   ratio {ratio:.3}");
        rows.push(serde_json::json!({
            "name": name, "unit": unit, "ours": ours, "peer": peer, "theirs": theirs, "ratio": ratio,
        }));
    }
    if let Some(folder) = out.parent() {
        std::fs::create_dir_all(folder).context("the folder of figures")?;
    }
    std::fs::write(out, serde_json::to_string_pretty(&rows)?).context("writing the figures")
}

/// The words of a page, folded, with single spaces: what peers get, so that they need not fold.
fn words_of(page: &str) -> String {
    let words: Vec<String> = orthography::tokens(page).map(|token| token.fold).collect();
    words.join(" ")
}

/// All indexes over the same pages.
struct Built {
    index: Index,
    sqlcipher: Fts5,
    plain: Plain,
    pairs: Plain,
    ours: PathBuf,
}

impl Built {
    fn make(
        corpus: &Corpus,
        (folded, of_folding): (&[String], Duration),
        folder: &Path,
        figures: &mut Vec<Figure>,
    ) -> anyhow::Result<Self> {
        let n = corpus.pages.len() as f64;
        let ours = folder.join("ours");
        let index = Index::open(&ours, &KEY)?;
        let peak = Peak::begin();
        let (built, of_ours) = cpu(|| add(&index, &corpus.pages));
        built?;
        let grown = peak.grown_megabytes();

        let mut open = Fts5::create(&folder.join("open.db"), false, false)?;
        let (built, of_open) = cpu(|| open.add(folded, false));
        built?;
        let mut bare = Fts5::create(&folder.join("bare.db"), true, false)?;
        let (built, of_bare) = cpu(|| bare.add(folded, false));
        built?;
        let mut sqlcipher = Fts5::create(&folder.join("sealed.db"), true, true)?;
        sqlcipher.add(folded, true)?;
        let (plain, of_plain) = cpu(|| Plain::build(folded, &corpus.pages, Beside::Nothing));
        let (double, of_double) = cpu(|| Plain::build(folded, &corpus.pages, Beside::ExactWords));
        let (pairs, of_pairs) = cpu(|| Plain::build(folded, &corpus.pages, Beside::Pairs));
        let (plain, double, pairs) = (plain?, double?, pairs?);

        let rate = |time: Duration| n / time.as_secs_f64();
        for (peer, time) in [
            ("FTS5 in the open, folded before", of_open),
            ("FTS5 in the open, with folding", of_open + of_folding),
            ("FTS5 in SQLCipher, folded before", of_bare),
            ("tantivy in memory, folded before", of_plain),
            ("tantivy in memory, folded + exact", of_double),
            ("tantivy in memory, folded + pairs", of_pairs),
        ] {
            figures.push(figure("build", "pages/s", rate(of_ours), peer, rate(time)));
        }
        let size = |path: &str| megabytes(&folder.join(path));
        let (with_texts, memory) = (size("ours")?, 1e-6);
        for (peer, theirs) in [
            ("FTS5 in SQLCipher, no texts", size("bare.db")?),
            ("FTS5 in SQLCipher, with texts", size("sealed.db")?),
            ("tantivy, no texts", plain.n_bytes() as f64 * memory),
            ("tantivy, exact, no texts", double.n_bytes() as f64 * memory),
            ("tantivy, pairs, no texts", pairs.n_bytes() as f64 * memory),
            ("the text itself", corpus.n_bytes() as f64 * memory),
        ] {
            figures.push(figure("size, with texts", "MB", with_texts, peer, theirs));
        }
        figures.push(figure("memory grown while building", "MB", grown, "goal", 64.0));
        Ok(Self { index, sqlcipher, plain, pairs, ours })
    }

    /// Asks each query of all, one after the other, after a first time that is not measured.
    fn ask(&self, class: &Class, figures: &mut Vec<Figure>) -> anyhow::Result<()> {
        let mut times: [Vec<f64>; 6] = Default::default();
        let (mut n_same, mut n_compared) = (0_usize, 0_usize);
        for text in &class.queries {
            let query = as_typed(text, class.form);
            let is_compared = class.form != Form::Typed;
            let answer = self.index.search(&query)?;
            if is_compared {
                let theirs = self.sqlcipher.count(text, class.form)?;
                let is_missing = match answer.count {
                    Count::Exactly(ours) => ours < theirs,
                    Count::AtLeast(ours) => ours > theirs,
                };
                ensure!(!is_missing, "{text}: {:?} of {theirs}", answer.count);
                let best = self.sqlcipher.ranked(text, class.form)?;
                let candidates = self.sqlcipher.candidates(text, class.form)?;
                n_same += best.iter().filter(|row| candidates.contains(row)).count();
                n_compared += best.len();
            } else {
                self.sqlcipher.ranked(text, class.form)?;
                self.sqlcipher.candidates(text, class.form)?;
            }
            self.plain.ranked(text, class.form)?;
            self.pairs.ranked(text, class.form)?;
            let mut note = |at: usize, time: Duration| times[at].push(time.as_secs_f64() * 1e3);
            note(0, cpu_of(|| self.index.search(&query))?);
            note(1, cpu_of(|| self.sqlcipher.ranked(text, class.form))?);
            note(2, cpu_of(|| self.plain.ranked(text, class.form))?);
            note(3, cpu_of(|| self.sqlcipher.candidates(text, class.form))?);
            note(4, cpu_of(|| self.pairs.ranked(text, class.form))?);
            let began = Instant::now();
            let answer = self.index.search(&query)?;
            for hit in &answer.hits {
                answer.snippet(hit)?;
            }
            note(5, began.elapsed());
        }
        self.note(class, &times, figures);
        if n_compared > 0 {
            let share = 100.0 * n_same as f64 / n_compared as f64;
            let name = format!("{}: best 20 that (b) also has", class.name);
            figures.push(figure(name, "%", share, "FTS5 rank", 100.0));
        }
        Ok(())
    }

    fn note(&self, class: &Class, times: &[Vec<f64>; 6], figures: &mut Vec<Figure>) {
        let mut row = |label: &str, share: f64, peer, ours: usize, theirs: usize| {
            let name = format!("{}, {label}", class.name);
            let (ours, theirs) =
                (percentile(&times[ours], share), percentile(&times[theirs], share));
            figures.push(figure(name, "ms CPU", ours, peer, theirs));
        };
        for (label, share) in [("p50", 0.5), ("p95", 0.95)] {
            row(label, share, "FTS5 in SQLCipher, ORDER BY rank", 0, 1);
            if !matches!(class.form, Form::Prefix | Form::Typed) {
                row(label, share, "tantivy in memory", 0, 2);
            }
            row(label, share, "(b) 500 candidates, SQLCipher", 0, 3);
            if class.form == Form::Phrase {
                row(label, share, "(c) pairs, tantivy in memory", 0, 4);
            }
            row(label, share, "ours with 20 snippets, wall", 0, 5);
        }
    }
}

/// Searches while a writer replaces documents and commits.
fn ask_while_writing(
    index: &Index,
    corpus: &Corpus,
    plan: &Plan,
    figures: &mut Vec<Figure>,
) -> anyhow::Result<()> {
    let all = classes(corpus, plan.n_queries.min(30), plan.seed + 1);
    let typed: Vec<&String> = all
        .iter()
        .filter(|class| class.form == Form::Typed)
        .flat_map(|class| &class.queries)
        .collect();
    let ask = || -> anyhow::Result<Vec<f64>> {
        let mut times = Vec::new();
        for text in &typed {
            let began = Instant::now();
            index.search(&as_typed(text, Form::Typed))?;
            times.push(began.elapsed().as_secs_f64() * 1e3);
        }
        Ok(times)
    };
    let quiet = ask()?;
    let mut busy = Vec::new();
    let part = &corpus.pages[..corpus.pages.len().min(COMMIT_PAGES)];
    std::thread::scope(|scope| -> anyhow::Result<()> {
        let writing = scope.spawn(|| add(index, part));
        while !writing.is_finished() || busy.is_empty() {
            busy.extend(ask()?);
        }
        writing.join().map_err(|_| anyhow::anyhow!("the writer's thread"))?
    })?;
    let (ours, theirs) = (percentile(&busy, 0.95), percentile(&quiet, 0.95));
    figures.push(figure(
        "as you type while indexing, p95",
        "ms wall",
        ours,
        "ours, at rest",
        theirs,
    ));
    Ok(())
}

/// Tries whether words without marks find the page they stand on: each of many words in lower case, in capitals and
/// decomposed.
fn recall(
    ours: &Path,
    corpus: &Corpus,
    seed: u64,
    figures: &mut Vec<Figure>,
) -> anyhow::Result<()> {
    use orthography::{fold, nfc, tokens};
    let pages = &corpus.pages[..corpus.pages.len().min(RECALL_PAGES)];
    let index = Index::open(&ours.with_extension("recall"), &KEY)?;
    add(&index, pages)?;
    let usual = Fts5::create_raw(pages)?;
    let mut chance = Chance::new(seed);
    let mut tried = BTreeSet::new();
    let (mut n_tried, mut n_ours, mut n_theirs) = (0_usize, 0_usize, 0_usize);
    for (row, page) in pages.iter().enumerate() {
        for token in tokens(page) {
            let word = nfc(page.get(token.range.clone()).context("a word")?).into_owned();
            if chance.below(8) > 0 && tried.len() > 500 || !tried.insert(word.clone()) {
                continue;
            }
            let folded = fold(&word);
            for typed in
                [folded.clone(), folded.to_uppercase(), word.to_uppercase(), decomposed(&word)]
            {
                n_tried += 1;
                let query =
                    Query { group: Some(group_of(row)), ..Query::new(&format!("{typed} "), 100) };
                let found = index.search(&query)?;
                n_ours += usize::from(found.hits.iter().any(|hit| hit.id == row as u64));
                n_theirs += usize::from(usual.finds(&typed, row as i64)?);
            }
        }
    }
    let share = |n: usize| 100.0 * n as f64 / n_tried.max(1) as f64;
    let name = format!("recall, {} words in 4 ways", tried.len());
    figures.push(figure(name, "%", share(n_ours), "FTS5, remove_diacritics 2", share(n_theirs)));
    Ok(())
}

/// With its marks as characters of their own.
fn decomposed(word: &str) -> String {
    let mut parts = String::new();
    for letter in word.chars() {
        unicode_normalization::char::decompose_canonical(letter, |part| parts.push(part));
    }
    parts
}

fn as_typed(text: &str, form: Form) -> Query {
    let text = match form {
        Form::Phrase => format!("\"{text}\" "),
        Form::And => format!("{text} "),
        Form::Prefix | Form::Typed => text.to_owned(),
    };
    Query::new(&text, 20)
}

fn group_of(page: usize) -> [u8; 16] {
    (page as u128 / GROUP_PAGES as u128 + 1).to_be_bytes()
}

fn add(index: &Index, pages: &[String]) -> anyhow::Result<()> {
    let mut writer: Writer = index.writer()?;
    for (at, group) in pages.chunks(GROUP_PAGES).enumerate() {
        let first = at * GROUP_PAGES;
        let entries = group.iter().enumerate().map(|(n, text)| Entry {
            id: (first + n) as u64,
            scope: ((first / GROUP_PAGES / SCOPE_GROUPS) as u128).to_be_bytes(),
            kind: Kind::Page,
            page: n as u32,
            text: text.clone(),
        });
        writer.replace(&group_of(first), entries)?;
        if (first + group.len()).is_multiple_of(COMMIT_PAGES) {
            writer.commit()?;
        }
    }
    writer.commit()?;
    writer.finish()?;
    Ok(())
}

fn percentile(times: &[f64], share: f64) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = (sorted.len() as f64 * share) as usize;
    sorted.get(at.min(sorted.len().saturating_sub(1))).copied().unwrap_or(f64::NAN)
}

/// Processor time of all threads, which other programs on the machine do not lengthen.
fn cpu<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let clock = || time(rustix::time::ClockId::ProcessCPUTime);
    let began = clock();
    let value = work();
    (value, clock() - began)
}

fn cpu_of<T, E>(work: impl FnOnce() -> Result<T, E>) -> Result<Duration, E> {
    let clock = || time(rustix::time::ClockId::ThreadCPUTime);
    let began = clock();
    let value = work()?;
    let took = clock() - began;
    drop(value);
    Ok(took)
}

fn time(clock: rustix::time::ClockId) -> Duration {
    let now = rustix::time::clock_gettime(clock);
    Duration::new(now.tv_sec as u64, now.tv_nsec as u32)
}

fn megabytes(path: &Path) -> anyhow::Result<f64> {
    let length = |path: &Path| -> anyhow::Result<u64> { Ok(std::fs::metadata(path)?.len()) };
    if path.is_file() {
        return Ok(length(path)? as f64 / 1e6);
    }
    let mut sum = 0;
    for entry in std::fs::read_dir(path)? {
        sum += length(&entry?.path())?;
    }
    Ok(sum as f64 / 1e6)
}

/// The most memory the process had since it began.
struct Peak {
    before: f64,
}

impl Peak {
    fn begin() -> Self {
        // Where the kernel does not let the mark be set back, the figure says too much rather than too little.
        drop(std::fs::write("/proc/self/clear_refs", "5"));
        Self { before: status_megabytes("VmRSS:") }
    }

    fn grown_megabytes(&self) -> f64 {
        status_megabytes("VmHWM:") - self.before
    }
}

fn status_megabytes(field: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(field));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kilobytes.unwrap_or(f64::NAN) / 1e3
}
