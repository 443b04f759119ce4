//! A pair: an old version, a new one read back from its PDF, and the truth about every word.

use crate::dice::Dice;
use crate::edits::{Kind, edit};
use crate::paper::{Paper, Word, is_alone, open, paragraphs_of, read_pages};
use crate::press::{Font, Layout, Placed, Press, print};
use crate::scan;
use anchoring::{Area, PagePair, PageText, Rect, page_pictures_differ};
use anyhow::Context;
use std::collections::BTreeMap;
use std::path::Path;

/// Two versions.
pub struct Pair {
    pub new: Vec<PageText>,
    pub alike: Vec<PagePair>,
    pub truth: Truth,
}

/// Where words of the old version stand on the new one.
#[derive(Default)]
pub struct Truth {
    pub places: BTreeMap<usize, Area>,
    /// Position of each word among those of the new version.
    pub positions: BTreeMap<usize, usize>,
    /// Lines of the new version; absent where lines cannot have changed.
    pub lines: Option<BTreeMap<usize, usize>>,
}

/// Typefaces of this machine.
pub struct Fonts {
    pub latin: Vec<Font>,
    pub cjk: Option<Font>,
}

impl Fonts {
    pub fn find(project: &Path) -> anyhow::Result<Self> {
        let own = project.join("crates/report/fonts/BeVietnamPro-Regular.ttf");
        let mut latin = vec![Font::read(&own)?];
        for file in
            ["dejavu/DejaVuSerif.ttf", "dejavu/DejaVuSans.ttf", "noto/NotoSerif-Regular.ttf"]
        {
            latin.extend(Font::read(&Path::new("/usr/share/fonts/truetype").join(file)).ok());
        }
        let cjk = Path::new("/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf");
        Ok(Self { latin, cjk: Font::read(cjk).ok() })
    }

    /// A typeface that can set a paper; `None` where this machine has none.
    fn choose(&self, paper: &Paper, dice: &mut Dice) -> Option<&Font> {
        let words = paper.words();
        let is_cjk = |word: &&&Word| word.text.chars().any(is_alone);
        let n_cjk = words.iter().filter(is_cjk).count();
        if n_cjk * 5 > words.len() { self.cjk.as_ref() } else { dice.pick(&self.latin) }
    }
}

/// Makes a pair of a kind; `None` where the machine lacks what it takes.
pub fn make(
    kind: Kind,
    paper: &Paper,
    fonts: &Fonts,
    folder: &Path,
    dice: &mut Dice,
) -> anyhow::Result<Option<Pair>> {
    if kind.is_scan() {
        return scanned(kind, paper, fonts, folder, dice);
    }
    let Some(font) = fonts.choose(paper, dice) else {
        return Ok(None);
    };
    if kind.is_of_pages() {
        of_pages(kind, paper, font, dice)
    } else {
        set_anew(kind, paper, font, dice).map(Some)
    }
}

fn set_anew(kind: Kind, paper: &Paper, font: &Font, dice: &mut Dice) -> anyhow::Result<Pair> {
    let n_pages = u32::try_from(paper.document.pages().len())?;
    let elsewhere = if paper.pages.end + 3 <= n_pages { paper.pages.end } else { 0 };
    let other =
        paragraphs_of(&read_pages(&paper.document, elsewhere..(elsewhere + 3).min(n_pages))?);
    let mut paragraphs = edit(kind, &paper.paragraphs, &other, dice);
    let is_narrow = dice.one_in(2);
    for word in paragraphs.iter_mut().flatten() {
        // What the typeface lacks becomes another word, which is an edit like others.
        if !font.has(&word.text) {
            word.text = word.text.chars().filter(|letter| font.has(&letter.to_string())).collect();
            word.text.push('?');
            word.number = None;
        }
    }
    let points = dice.within(8.5, 13.0);
    let layout = Layout {
        size: if dice.one_in(3) { (612.0, 792.0) } else { (595.28, 841.89) },
        margin: dice.within(52.0, 96.0),
        points,
        leading: points * dice.within(1.2, 1.6),
        indent: if is_narrow { points * 1.8 } else { 0.0 },
        gap: if is_narrow { 0.0 } else { points * 0.8 },
        head: format!("Rev. {} - {}", 2 + dice.below(8), paper.name),
        first_page: 1 + dice.below(40),
    };
    let version = print(font, &layout, &paragraphs)?;
    let document = open(version.bytes)?;
    let n_pages = u32::try_from(document.pages().len())?;
    let new = read_pages(&document, 0..n_pages)?;
    let numbers = paragraphs.iter().flatten().enumerate();
    let positions = numbers.filter_map(|(at, word)| Some((word.number?, at))).collect();
    let truth = Truth { places: version.places, positions, lines: Some(version.lines) };
    Ok(Pair { new, alike: Vec::new(), truth })
}

/// What stands on a page of the new version.
#[derive(Clone, Copy)]
enum Sheet {
    Old(u32),
    Strange(u32),
}

fn of_pages(
    kind: Kind,
    paper: &Paper,
    font: &Font,
    dice: &mut Dice,
) -> anyhow::Result<Option<Pair>> {
    let n_all = u32::try_from(paper.document.pages().len())?;
    let n_old = paper.pages.end - paper.pages.start;
    let mut sheets: Vec<Sheet> = (0..n_old).map(Sheet::Old).collect();
    let rounds = if kind == Kind::PagesAndMore { 3 } else { 1 };
    for round in 0..rounds {
        let step = match (kind, round) {
            (Kind::PagesAndMore, 0) => Kind::InsertPage,
            (Kind::PagesAndMore, 1) => Kind::DeletePage,
            (Kind::PagesAndMore, _) => Kind::MovePage,
            (one, _) => one,
        };
        let at = dice.below(sheets.len());
        if step == Kind::InsertPage {
            let strange = (paper.pages.end + 5) % n_all.max(1);
            if !paper.pages.contains(&strange) {
                sheets.insert(at, Sheet::Strange(strange));
            }
        } else if step == Kind::DeletePage && sheets.len() > 2 {
            sheets.remove(at);
        } else if step == Kind::MovePage && sheets.len() > 2 {
            let sheet = sheets.remove(at);
            sheets.insert(dice.below(sheets.len() + 1), sheet);
        }
    }
    let scale = if kind == Kind::ShiftNumbers || dice.one_in(2) { 0.95 } else { 1.0 };
    let first = 1 + dice.below(90);
    let mut press = Press::new(font);
    let mut truth = Truth::default();
    let mut position = 0;
    for (page, sheet) in (0_u32..).zip(&sheets) {
        let from = match sheet {
            Sheet::Old(old) => paper.pages.start + old,
            Sheet::Strange(strange) => *strange,
        };
        let foot = format!("{} / {}", page as usize + first, first + sheets.len());
        let width = paper.document.pages().get(from as usize).context("a page")?.width;
        let words = [
            Placed { text: "Ban sua doi 2".to_owned(), x: 40.0, y: 14.0, size: 7.0 },
            Placed { text: foot, x: width - 90.0, y: 14.0, size: 7.0 },
        ];
        if !press.add_sheet(&paper.document, from, scale, &words)? {
            return Ok(None);
        }
        let Sheet::Old(old) = sheet else {
            // Nothing follows across a page that was put in.
            position += 1;
            continue;
        };
        for word in paper.words().into_iter().filter(|word| word.area.page == *old) {
            let rect = word.area.rect;
            let x = rect.x * scale + (1.0 - scale) / 2.0;
            let rect = Rect { x, y: rect.y * scale, w: rect.w * scale, h: rect.h * scale };
            truth.places.insert(word.number, Area { page, rect });
            truth.positions.insert(word.number, position);
            position += 1;
        }
    }
    let document = open(press.finish()?)?;
    let n_pages = u32::try_from(document.pages().len())?;
    let new = read_pages(&document, 0..n_pages)?;
    Ok(Some(Pair { new, alike: Vec::new(), truth }))
}

fn scanned(
    kind: Kind,
    paper: &Paper,
    fonts: &Fonts,
    folder: &Path,
    dice: &mut Dice,
) -> anyhow::Result<Option<Pair>> {
    let is_recognised = kind != Kind::RescanAlike;
    if is_recognised && !scan::has_tesseract() {
        return Ok(None);
    }
    let drawn: Vec<scan::Gray> = paper
        .pages
        .clone()
        .map(|page| scan::draw(&paper.document, page))
        .collect::<anyhow::Result<_>>()?;
    let scans: Vec<scan::Gray> = drawn.iter().map(|page| scan::scan(page, dice)).collect();
    let sizes: Vec<(f32, f32)> = paper.texts.iter().map(|text| (text.width, text.height)).collect();
    let bytes = if is_recognised {
        let languages = if paper.name.starts_with("vi-") { "vie+eng" } else { "eng" };
        scan::recognise(&scans, folder, languages)?
    } else {
        scan::bind(fonts.latin.first().context("a typeface")?, &scans, &sizes)?
    };
    let document = open(bytes)?;
    let n_pages = u32::try_from(document.pages().len())?;
    let new = read_pages(&document, 0..n_pages)?;
    let mut alike = Vec::new();
    if kind != Kind::Recognised {
        for (page, (old, new)) in (0_u32..).zip(drawn.iter().zip(&scans)) {
            let boxes = page_pictures_differ(&old.pixels, &new.pixels, old.width, old.height);
            if boxes.is_empty() {
                alike.push(PagePair { old: page, new: page });
            }
        }
    }
    let words = paper.words();
    let truth = Truth {
        places: words.iter().map(|word| (word.number, word.area)).collect(),
        positions: words.iter().map(|word| (word.number, word.number)).collect(),
        lines: None,
    };
    Ok(Some(Pair { new, alike, truth }))
}
