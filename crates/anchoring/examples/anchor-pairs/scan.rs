//! Papers that went through a printer and a scanner, and through Tesseract where it is installed.

use crate::dice::Dice;
use crate::press::{Font, Press};
use anyhow::{Context, ensure};
use reader::OpenDocument;
use std::path::Path;
use std::process::{Command, Stdio};

const WIDTH: u32 = 1_240;

/// A gray page.
pub struct Gray {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<u8>,
}

/// Whether text can be recognised on this machine.
pub fn has_tesseract() -> bool {
    let mut command = Command::new("tesseract");
    let command = command.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// Draws a page in gray.
pub fn draw(document: &OpenDocument, page: u32) -> anyhow::Result<Gray> {
    let png = document.draw(page, WIDTH)?;
    let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
    let mut reader = decoder.read_info()?;
    let mut bytes = vec![0; reader.output_buffer_size().context("a page too large")?];
    let info = reader.next_frame(&mut bytes)?;
    bytes.truncate(info.buffer_size());
    let n = info.color_type.samples();
    let pixels = bytes
        .chunks(n)
        .map(|pixel| {
            let colours = pixel.iter().take(if n >= 3 { 3 } else { 1 });
            let (sum, count) =
                colours.fold((0_u32, 0), |(sum, n), one| (sum + u32::from(*one), n + 1));
            u8::try_from(sum / count.max(1)).unwrap_or(255)
        })
        .collect();
    Ok(Gray { width: info.width as usize, height: info.height as usize, pixels })
}

/// Scans a page: a little askew, a little shifted, with noise and specks.
pub fn scan(page: &Gray, dice: &mut Dice) -> Gray {
    let (sine, cosine) = dice.within(-0.5, 0.5).to_radians().sin_cos();
    let (across, down) = (dice.within(-4.0, 4.0), dice.within(-4.0, 4.0));
    let (half_width, half_height) = (page.width as f32 / 2.0, page.height as f32 / 2.0);
    let at = |x: i64, y: i64| {
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else {
            return 255.0;
        };
        if x >= page.width {
            return 255.0;
        }
        f32::from(page.pixels.get(y * page.width + x).copied().unwrap_or(255))
    };
    let mut pixels = Vec::with_capacity(page.pixels.len());
    for y in 0..page.height {
        for x in 0..page.width {
            let (dx, dy) = (x as f32 - half_width - across, y as f32 - half_height - down);
            let (from_x, from_y) =
                (dx * cosine + dy * sine + half_width, dy * cosine - dx * sine + half_height);
            let (left, top) = (from_x.floor(), from_y.floor());
            let (part_x, part_y) = (from_x - left, from_y - top);
            let (left, top) = (left as i64, top as i64);
            let upper = at(left, top) * (1.0 - part_x) + at(left + 1, top) * part_x;
            let lower = at(left, top + 1) * (1.0 - part_x) + at(left + 1, top + 1) * part_x;
            let level = upper * (1.0 - part_y) + lower * part_y;
            let noise = dice.within(-14.0, 14.0);
            let is_speck = dice.one_in(40_000);
            let level = if is_speck { 60.0 } else { level * 0.9 + 16.0 + noise };
            // Scanners give few levels in paper, which keeps the file small.
            pixels.push(if level > 215.0 { 240 } else { (level.max(0.0) as u8) & 0xF0 });
        }
    }
    Gray { width: page.width, height: page.height, pixels }
}

/// Makes a PDF of pictures without text.
pub fn bind(font: &Font, pages: &[Gray], sizes: &[(f32, f32)]) -> anyhow::Result<Vec<u8>> {
    let mut press = Press::new(font);
    for (page, size) in pages.iter().zip(sizes) {
        press.add_picture(*size, &page.pixels, page.width, page.height);
    }
    press.finish()
}

/// Makes a PDF of pictures with the text that Tesseract finds.
pub fn recognise(pages: &[Gray], folder: &Path, languages: &str) -> anyhow::Result<Vec<u8>> {
    let mut list = String::new();
    for (number, page) in pages.iter().enumerate() {
        let name = folder.join(format!("{number}.png"));
        let file = std::fs::File::create(&name)?;
        let mut encoder =
            png::Encoder::new(file, u32::try_from(page.width)?, u32::try_from(page.height)?);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::Fast);
        encoder.write_header()?.write_image_data(&page.pixels)?;
        list.push_str(&name.to_string_lossy());
        list.push('\n');
    }
    let names = folder.join("pages.txt");
    std::fs::write(&names, list)?;
    let out = folder.join("out");
    let status = Command::new("tesseract")
        .arg(&names)
        .arg(&out)
        .args(["-l", languages, "--dpi", "150", "pdf"])
        .env("OMP_THREAD_LIMIT", "1")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    ensure!(status.success(), "tesseract failed");
    Ok(std::fs::read(out.with_extension("pdf"))?)
}
