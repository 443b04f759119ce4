//! A scanned dossier made from a text paper: pages drawn at 300 dpi, slanted a little, with the grain of paper, one
//! gray JPEG a page; where wanted with the words as an invisible layer, as text recognition leaves it.
//!
//! Poppler draws and ImageMagick encodes: both are here for other reasons, and a scan that one of the measured programs
//! had drawn would favour it.

use anyhow::{Context, ensure};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};

const DPI: f64 = 300.0;
const POINTS_PER_INCH: f64 = 72.0;
const QUALITY: &str = "75";
/// Pixels down for one pixel to the side: a page laid in by hand, at 0.4 degrees.
const SLANT: usize = 143;
/// White paper under the grain, and half the width of the grain, in steps of gray: about 1.2 MB a page.
const WHITE: u64 = 232;
const GRAIN: u64 = 16;

/// A scanned page.
struct Page {
    jpeg: Vec<u8>,
    width: usize,
    height: usize,
    words: Vec<Word>,
}

/// A word and where it stands, in points from the top left.
struct Word {
    text: String,
    left: f64,
    bottom: f64,
    width: f64,
    height: f64,
}

/// Writes a scan of the first `n_pages` of a paper, which begins anew where it has fewer; with an invisible text layer
/// where `with_words`.
///
/// # Errors
/// When `pdftoppm`, `pdftotext` or `convert` is not here, or the disk is full.
pub fn write(
    source: &Path,
    n_source: usize,
    n_pages: usize,
    with_words: bool,
    out: &Path,
) -> anyhow::Result<()> {
    let mut pdf = Pdf::begin(out)?;
    let numbers: Vec<usize> = (0..n_pages).collect();
    for pair in numbers.chunks(2) {
        let pages: Vec<anyhow::Result<Page>> = std::thread::scope(|scope| {
            let started: Vec<_> = pair
                .iter()
                .map(|number| scope.spawn(move || scan(source, n_source, *number, with_words)))
                .collect();
            let ended = started.into_iter().map(|thread| {
                thread.join().unwrap_or_else(|_| Err(anyhow::anyhow!("a page was not made")))
            });
            ended.collect()
        });
        for page in pages {
            pdf.put_page(&page?)?;
        }
    }
    pdf.end()
}

fn scan(source: &Path, n_source: usize, number: usize, with_words: bool) -> anyhow::Result<Page> {
    let page = (number % n_source + 1).to_string();
    let mut draw = Command::new("pdftoppm");
    draw.args(["-r", "300", "-gray", "-f", &page, "-l", &page]).arg(source);
    let drawn = output(&mut draw, None)?;
    let (width, height, paper) = read_pgm(&drawn).context("pdftoppm drew something else")?;
    let pixels = with_grain(paper, width, number as u64);
    let size = format!("{width}x{height}");
    let mut encode = Command::new("convert");
    encode.args(["-size", &size, "-depth", "8", "gray:-", "-quality", QUALITY, "jpg:-"]);
    let jpeg = output(&mut encode, Some(&pixels))?;
    let mut words = Vec::new();
    if with_words {
        let mut read = Command::new("pdftotext");
        read.args(["-bbox", "-f", &page, "-l", &page]).arg(source).arg("-");
        words = read_words(&String::from_utf8_lossy(&output(&mut read, None)?));
    }
    Ok(Page { jpeg, width, height, words })
}

/// Runs a program with an input, and gives what it writes.
fn output(command: &mut Command, input: Option<&[u8]>) -> anyhow::Result<Vec<u8>> {
    let stdin = if input.is_some() { Stdio::piped() } else { Stdio::null() };
    let started = command.stdin(stdin).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut child = started.with_context(|| format!("starting {command:?}"))?;
    if let (Some(input), Some(mut stdin)) = (input, child.stdin.take()) {
        stdin.write_all(input).with_context(|| format!("writing to {command:?}"))?;
    }
    let output = child.wait_with_output()?;
    ensure!(output.status.success(), "{command:?}: {}", output.status);
    Ok(output.stdout)
}

/// Width, height and pixels of a binary graymap with one byte a pixel (Netpbm, `P5`), as Poppler writes it.
fn read_pgm(file: &[u8]) -> Option<(usize, usize, &[u8])> {
    let mut lines = file.splitn(4, |byte| *byte == b'\n');
    let (kind, size, depth, pixels) = (lines.next()?, lines.next()?, lines.next()?, lines.next()?);
    let (width, height) = std::str::from_utf8(size).ok()?.split_once(' ')?;
    let (width, height) = (width.parse().ok()?, height.parse().ok()?);
    let fits = kind == b"P5" && depth == b"255" && pixels.len() == width * height;
    fits.then_some((width, height, pixels))
}

/// Slants a page and lays grain over it, the same every time for the same page.
fn with_grain(paper: &[u8], width: usize, seed: u64) -> Vec<u8> {
    let mut chance = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut pixels = Vec::with_capacity(paper.len());
    for (row, line) in paper.chunks(width).enumerate() {
        let shift = (row / SLANT).min(width);
        let white = std::iter::repeat_n(&255, shift);
        for pixel in white.chain(line).take(width) {
            // xorshift64 (Marsaglia 2003); the sum of two parts of it is enough like the noise of a scanner.
            chance ^= chance << 13;
            chance ^= chance >> 7;
            chance ^= chance << 17;
            let grain = chance % (GRAIN + 1) + (chance >> 32) % (GRAIN + 1);
            let gray = u64::from(*pixel) * WHITE / 255 + grain;
            pixels.push(u8::try_from(gray).unwrap_or(u8::MAX));
        }
    }
    pixels
}

/// The words of `pdftotext -bbox`.
fn read_words(html: &str) -> Vec<Word> {
    let lines = html.lines().map(str::trim_start);
    lines.filter_map(|line| read_word(line.strip_prefix("<word ")?)).collect()
}

fn read_word(line: &str) -> Option<Word> {
    let (attributes, rest) = line.split_once('>')?;
    let number = |name: &str| -> Option<f64> {
        let (_, from) = attributes.split_once(&format!("{name}=\""))?;
        from.split('"').next()?.parse().ok()
    };
    let (left, top) = (number("xMin")?, number("yMin")?);
    let (right, bottom) = (number("xMax")?, number("yMax")?);
    let text = rest.strip_suffix("</word>")?;
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    let text = text.replace("&amp;", "&");
    Some(Word { text, left, bottom, width: right - left, height: bottom - top })
}

/// Numbers of the objects that are there once.
const CATALOGUE: usize = 1;
const TREE: usize = 2;
const FONT: usize = 3;
const CHARACTERS: usize = 4;
const DESCRIPTOR: usize = 5;
const MEANING: usize = 6;
const N_COMMON: usize = 6;
const N_PER_PAGE: usize = 3;

/// A PDF that is being written.
struct Pdf {
    file: BufWriter<File>,
    at: usize,
    /// Where each object begins, from number 1 on.
    places: Vec<usize>,
    n_pages: usize,
}

impl Pdf {
    fn begin(path: &Path) -> anyhow::Result<Self> {
        let file = BufWriter::new(File::create(path).context("making a scan")?);
        let mut pdf = Self { file, at: 0, places: vec![0; N_COMMON], n_pages: 0 };
        pdf.put(b"%PDF-1.7\n%\xc2\xa9\xc2\xae\n")?;
        Ok(pdf)
    }

    fn put(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        self.file.write_all(bytes).context("writing a scan")?;
        self.at += bytes.len();
        Ok(())
    }

    fn put_object(
        &mut self,
        number: usize,
        words: &str,
        stream: Option<&[u8]>,
    ) -> anyhow::Result<()> {
        if let Some(place) = self.places.get_mut(number - 1) {
            *place = self.at;
        } else {
            ensure!(self.places.len() == number - 1, "objects come in order");
            self.places.push(self.at);
        }
        self.put(format!("{number} 0 obj\n{words}\n").as_bytes())?;
        if let Some(stream) = stream {
            self.put(b"stream\n")?;
            self.put(stream)?;
            self.put(b"\nendstream\n")?;
        }
        self.put(b"endobj\n")
    }

    fn put_page(&mut self, page: &Page) -> anyhow::Result<()> {
        let first = N_COMMON + self.n_pages * N_PER_PAGE + 1;
        self.n_pages += 1;
        let points = |pixels: usize| pixels as f64 * POINTS_PER_INCH / DPI;
        let (width, height) = (points(page.width), points(page.height));
        let (content, image) = (first + 1, first + 2);
        let words = format!(
            "<</Type/Page/Parent {TREE} 0 R/MediaBox[0 0 {width:.3} {height:.3}]/Contents {content} 0 R\
             /Resources<</XObject<</Im {image} 0 R>>/Font<</F {FONT} 0 R>>>>>>"
        );
        self.put_object(first, &words, None)?;
        let drawing = drawing(page, width, height);
        let words = format!("<</Length {}>>", drawing.len());
        self.put_object(content, &words, Some(drawing.as_bytes()))?;
        let words = format!(
            "<</Type/XObject/Subtype/Image/Width {}/Height {}/ColorSpace/DeviceGray\
             /BitsPerComponent 8/Filter/DCTDecode/Length {}>>",
            page.width,
            page.height,
            page.jpeg.len()
        );
        self.put_object(image, &words, Some(&page.jpeg))
    }

    fn end(mut self) -> anyhow::Result<()> {
        self.put_object(CATALOGUE, &format!("<</Type/Catalog/Pages {TREE} 0 R>>"), None)?;
        let pages =
            (0..self.n_pages).map(|page| format!("{} 0 R ", N_COMMON + page * N_PER_PAGE + 1));
        let pages: String = pages.collect();
        let tree = format!("<</Type/Pages/Count {}/Kids[{pages}]>>", self.n_pages);
        self.put_object(TREE, &tree, None)?;
        self.put_font()?;
        let begin = self.at;
        let n_objects = self.places.len() + 1;
        self.put(format!("xref\n0 {n_objects}\n0000000000 65535 f \n").as_bytes())?;
        for place in self.places.clone() {
            self.put(format!("{place:010} 00000 n \n").as_bytes())?;
        }
        let trailer = format!("<</Size {n_objects}/Root {CATALOGUE} 0 R>>");
        self.put(format!("trailer\n{trailer}\nstartxref\n{begin}\n%%EOF\n").as_bytes())?;
        let file = self.file.into_inner().context("writing a scan")?;
        file.sync_all().context("writing a scan")
    }

    /// A font of which nothing is drawn: its codes are UTF-16 and mean themselves, as text recognition writes them.
    fn put_font(&mut self) -> anyhow::Result<()> {
        let name = "/BaseFont/GlyphLess";
        self.put_object(
            FONT,
            &format!(
                "<</Type/Font/Subtype/Type0{name}/Encoding/Identity-H\
                 /DescendantFonts[{CHARACTERS} 0 R]/ToUnicode {MEANING} 0 R>>"
            ),
            None,
        )?;
        self.put_object(
            CHARACTERS,
            &format!(
                "<</Type/Font/Subtype/CIDFontType2{name}/DW 500/FontDescriptor {DESCRIPTOR} 0 R\
                 /CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
            ),
            None,
        )?;
        self.put_object(
            DESCRIPTOR,
            "<</Type/FontDescriptor/FontName/GlyphLess/Flags 5/FontBBox[0 0 500 1000]\
             /ItalicAngle 0/Ascent 1000/Descent 0/CapHeight 1000/StemV 80>>",
            None,
        )?;
        let meaning = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
             /CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def\n\
             /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
             1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n\
             1 beginbfrange\n<0000> <FFFF> <0000>\nendbfrange\nendcmap\nend\nend";
        let words = format!("<</Length {}>>", meaning.len());
        self.put_object(MEANING, &words, Some(meaning.as_bytes()))
    }
}

/// The image over all of the page, and the words unseen (text mode 3) and stretched to their places.
fn drawing(page: &Page, width: f64, height: f64) -> String {
    let mut drawing = format!("q {width:.3} 0 0 {height:.3} 0 0 cm /Im Do Q");
    if page.words.is_empty() {
        return drawing;
    }
    drawing.push_str("\nBT 3 Tr\n");
    for word in &page.words {
        let codes: Vec<u16> = word.text.encode_utf16().collect();
        let natural = codes.len() as f64 * word.height / 2.0;
        let stretch = word.width * 100.0 / natural;
        let hex: String = codes.iter().map(|code| format!("{code:04X}")).collect();
        drawing.push_str(&format!(
            "/F {:.2} Tf {stretch:.2} Tz 1 0 0 1 {:.2} {:.2} Tm <{hex}> Tj\n",
            word.height,
            word.left,
            height - word.bottom,
        ));
    }
    drawing.push_str("ET");
    drawing
}

#[cfg(test)]
mod tests {
    use super::{read_pgm, read_words, with_grain};

    #[test]
    fn a_graymap_is_read_and_a_torn_one_is_not() {
        assert_eq!(read_pgm(b"P5\n2 1\n255\n\x01\n"), Some((2, 1, &b"\x01\n"[..])));
        assert_eq!(read_pgm(b"P5\n2 1\n255\n\x01"), None);
        assert_eq!(read_pgm(b"P6\n2 1\n255\n\x01\x02"), None);
    }

    #[test]
    fn words_are_read_with_their_places() {
        let html =
            "  <word xMin=\"72.0\" yMin=\"50.5\" xMax=\"90.0\" yMax=\"60.5\">Đấu&amp;</word>\n<b>";
        let words = read_words(html);
        let [word] = words.as_slice() else { panic!("{}", words.len()) };
        assert_eq!((word.text.as_str(), word.left, word.bottom), ("Đấu&", 72.0, 60.5));
        assert_eq!((word.width, word.height), (18.0, 10.0));
    }

    #[test]
    fn grain_is_the_same_every_time_and_keeps_the_size() {
        let paper = vec![200; 40 * 300];
        let once = with_grain(&paper, 40, 7);
        assert_eq!(once, with_grain(&paper, 40, 7));
        assert_ne!(once, with_grain(&paper, 40, 8));
        assert_eq!(once.len(), paper.len());
    }
}
