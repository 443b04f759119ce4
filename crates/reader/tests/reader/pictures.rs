//! Pictures: tiles, rotation, scans that PDFium does not draw, and those it does.

use super::documents::{PROGRAM, corpus, open, pages};
use pdfium_render::prelude::{PdfRenderConfig, Pdfium};
use reader::{OpenDocument, PictureAsk, Priority, ReaderError, Rotation, Tile, find_library};
use std::path::Path;
use std::sync::OnceLock;

/// Gray values of a PNG, with width and height.
fn gray(png: &[u8]) -> (Vec<u8>, usize, usize) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    let channels = info.color_type.samples();
    assert!(matches!(channels, 1 | 3), "others are never sent");
    let pixels = pixels.chunks(channels).map(mean).collect();
    (pixels, info.width as usize, info.height as usize)
}

fn mean(channels: &[u8]) -> u8 {
    (channels.iter().map(|value| u32::from(*value)).sum::<u32>() / channels.len() as u32) as u8
}

fn ask(width: u32, tile: Option<Tile>, rotation: Rotation) -> PictureAsk {
    PictureAsk { width, tile, rotation, priority: Priority::Visible }
}

/// PDFium in this process, for comparing: only files of the corpus that are no riddles.
fn by_pdfium(bytes: &[u8], page: i32, width: u32, height: u32) -> Vec<u8> {
    static PDFIUM: OnceLock<Pdfium> = OnceLock::new();
    let pdfium = PDFIUM.get_or_init(|| {
        let library = find_library(Path::new(PROGRAM)).expect("libpdfium beside the programs");
        Pdfium::new(Pdfium::bind_to_library(library).unwrap())
    });
    let document = pdfium.load_pdf_from_byte_slice(bytes, None).unwrap();
    let config = PdfRenderConfig::new().set_fixed_size(width as i32, height as i32);
    let page = document.pages().get(page).unwrap();
    let bitmap = page.render_with_config(&config).unwrap();
    bitmap.as_rgba_bytes().chunks(4).map(|pixel| mean(&pixel[..3])).collect()
}

/// Mean structural similarity over windows of 8 by 8 (Wang et al. 2004).
fn ssim(one: &[u8], other: &[u8], width: usize) -> f64 {
    let height = one.len() / width;
    let (mut sum, mut n_windows) = (0.0, 0.0);
    for top in (0..height.saturating_sub(7)).step_by(8) {
        for left in (0..width.saturating_sub(7)).step_by(8) {
            let (mut a, mut b, mut aa, mut bb, mut ab) = (0, 0, 0, 0, 0);
            for row in top..top + 8 {
                let at = row * width + left;
                for (x, y) in one[at..at + 8].iter().zip(&other[at..at + 8]) {
                    let (x, y) = (i64::from(*x), i64::from(*y));
                    a += x;
                    b += y;
                    aa += x * x;
                    bb += y * y;
                    ab += x * y;
                }
            }
            let [a, b, aa, bb, ab] = [a, b, aa, bb, ab].map(|sum: i64| sum as f64);
            let spread = |product: f64, x: f64, y: f64| (product - x * y / 64.0) / 63.0;
            let (ma, mb) = (a / 64.0, b / 64.0);
            let (c1, c2) = (6.5025, 58.5225);
            let like = (2.0 * ma * mb + c1) * (2.0 * spread(ab, a, b) + c2);
            let all = (ma * ma + mb * mb + c1) * (spread(aa, a, a) + spread(bb, b, b) + c2);
            sum += like / all;
            n_windows += 1.0;
        }
    }
    sum / n_windows
}

fn draws_as_pdfium(document: &OpenDocument, bytes: &[u8], page: u32, widths: &[u32]) {
    for width in widths {
        let png = document.draw(page, *width).unwrap();
        let (ours, across, down) = gray(&png);
        let theirs = by_pdfium(bytes, page as i32, across as u32, down as u32);
        let likeness = ssim(&ours, &theirs, across);
        assert!(likeness >= 0.99, "page {page} at {width}: {likeness}");
    }
}

#[test]
fn scans_look_as_pdfium_draws_them() {
    // At some sizes PDFium stretches a picture by one pixel, because an edge that was computed lies a hair beyond the
    // page: 170 and 640 pixels of the first are among them.
    for (name, n_pages) in [
        ("synth-vi-scan-gray-24p.pdf", 1),
        ("synth-vi-scan-g4-40p.pdf", 1),
        ("scan-ccitt-g4.pdf", 1),
        ("scan-jbig2.pdf", 1),
        ("scan-ocr-multipage.pdf", 3),
        ("scan-rotated-skew.pdf", 1),
        ("vi-scan-vietocr-sample1.pdf", 1),
    ] {
        let Some(bytes) = corpus(name) else {
            return;
        };
        eprintln!("{name}");
        let document = open(bytes.clone()).unwrap();
        for page in 0..n_pages {
            draws_as_pdfium(&document, &bytes, page, &[800, 640, 170]);
        }
    }
}

/// A page with one picture of a pattern that is different in every corner, in as many bits and channels.
fn made_scan(bits: usize, channels: usize, rotate: u32, decode: &str) -> Vec<u8> {
    let (width, height) = (600, 800);
    let mut rows = Vec::new();
    for y in 0..height {
        let value = |x: usize, channel: usize| {
            let band = (x / 30 + y / 20).is_multiple_of(2) && x + channel * 40 < y;
            if band { 20 + channel * 60 } else { 240 - channel * 30 }
        };
        if bits == 8 {
            rows.extend((0..width).flat_map(|x| (0..channels).map(move |at| value(x, at) as u8)));
        } else {
            for byte in 0..width / 8 {
                let bit = |at: usize| u8::from(value(byte * 8 + at, 0) > 128) << (7 - at);
                rows.push((0..8).map(bit).sum());
            }
        }
    }
    let space = if channels == 1 { "DeviceGray" } else { "DeviceRGB" };
    let stored = stored(&rows);
    let mut image = format!(
        "<</Type/XObject/Subtype/Image/Width {width}/Height {height}/BitsPerComponent {bits}\
         /ColorSpace/{space}{decode}/Filter/FlateDecode/Length {}>>stream\n",
        stored.len()
    )
    .into_bytes();
    image.extend(stored);
    image.extend(b"\nendstream");
    let words = format!("/Rotate {rotate}/Resources<</XObject<</I 4 0 R>>>>");
    pages(1, &words, "q 612 0 0 792 0 0 cm /I Do Q", &[&image])
}

/// Deflate without compression (RFC 1951, 3.2.4).
fn stored(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![0x78, 0x01];
    let blocks: Vec<&[u8]> = bytes.chunks(60_000).collect();
    for (at, block) in blocks.iter().enumerate() {
        out.push(u8::from(at + 1 == blocks.len()));
        out.extend((block.len() as u16).to_le_bytes());
        out.extend((!(block.len() as u16)).to_le_bytes());
        out.extend(*block);
    }
    let (mut a, mut b) = (1_u32, 0_u32);
    for byte in bytes {
        a = (a + u32::from(*byte)) % 65521;
        b = (b + a) % 65521;
    }
    out.extend((b << 16 | a).to_be_bytes());
    out
}

#[test]
fn made_scans_look_as_pdfium_draws_them_however_they_are_turned() {
    for (bits, channels) in [(8, 1), (8, 3), (1, 1)] {
        for rotate in [0, 90, 180, 270] {
            let bytes = made_scan(bits, channels, rotate, "");
            draws_as_pdfium(&open(bytes.clone()).unwrap(), &bytes, 0, &[300]);
        }
        let bytes = made_scan(bits, channels, 0, "/Decode[1 0 1 0 1 0]");
        draws_as_pdfium(&open(bytes.clone()).unwrap(), &bytes, 0, &[150]);
    }
}

#[test]
fn tiles_put_together_are_the_page_and_turning_a_page_turns_its_tiles() {
    let content = "1 0 0 rg 0 0 300 400 re f 0 0 1 rg 300 400 312 392 re f 0 g 100 100 90 44 re f";
    let document = open(pages(1, "", content, &[])).unwrap();
    for rotation in [Rotation::None, Rotation::Quarter, Rotation::Half, Rotation::ThreeQuarters] {
        let whole = document.picture(0, &ask(900, None, rotation)).unwrap();
        let (pixels, width, height) = gray(&whole.bytes);
        assert_eq!((whole.width as usize, whole.height as usize), (width, height));
        for (x, y) in [(0, 0), (300, 0), (600, 500), (0, 500)] {
            let tile = Tile { x, y, w: 300, h: 400 };
            let tile = document.picture(0, &ask(900, Some(tile), rotation)).unwrap();
            let (part, across, down) = gray(&tile.bytes);
            let n_differ: usize = (0..down)
                .map(|row| {
                    let begin = (row + y as usize) * width + x as usize;
                    let pairs = part[row * across..][..across].iter().zip(&pixels[begin..]);
                    pairs.filter(|(one, other)| one != other).count()
                })
                .sum();
            // An edge between two pixels may fall to the other one.
            assert!(n_differ * 200 < part.len(), "{rotation:?}, tile at {x}, {y}: {n_differ}");
        }
    }
    let upright = gray(&document.picture(0, &ask(612, None, Rotation::None)).unwrap().bytes).0;
    let turned = gray(&document.picture(0, &ask(612, None, Rotation::Half)).unwrap().bytes).0;
    let n_alike = upright.iter().rev().zip(&turned).filter(|(one, other)| one == other).count();
    assert!(n_alike * 100 > upright.len() * 99, "half a turn brings the last pixel first");
}

#[test]
fn a_tile_of_a_page_at_forty_times_its_size_is_drawn_without_the_page() {
    let document = open(pages(1, "", "0 0 306 396 re f", &[])).unwrap();
    let middle = Tile { x: 612 * 20 - 100, y: 792 * 20 - 100, w: 200, h: 200 };
    let tile = document.picture(0, &ask(612 * 40, Some(middle), Rotation::None)).unwrap();
    let (pixels, width, _) = gray(&tile.bytes);
    assert_eq!((pixels[0], pixels[150 * width + 50], pixels[50 * width + 150]), (255, 0, 255));
    let outside = Tile { x: 612 * 40, ..middle };
    let nothing = document.picture(0, &ask(612 * 40, Some(outside), Rotation::None));
    assert_eq!(nothing, Err(ReaderError::Page));
}

#[test]
fn a_picture_of_a_billion_pixels_is_drawn_within_the_memory_of_a_worker() {
    let Some(bytes) = corpus("scan-hugemono-35000px.pdf") else {
        return;
    };
    let document = open(bytes).unwrap();
    match document.draw(0, 400) {
        Ok(png) => assert_eq!(gray(&png).1, 400),
        // On a slow machine, in a build without optimisation.
        Err(error) => assert_eq!(error, ReaderError::Timeout),
    }
}
