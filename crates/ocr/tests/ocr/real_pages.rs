//! Pages read by the installed tesseract.

use ocr::{Limits, OcrError, Order, Recognised, Tesseract, find_tesseract, recognise};
use std::path::{Path, PathBuf};
use std::process::Command;

const PROGRAM: &str = env!("CARGO_BIN_EXE_tesseract-for-tests");

fn installed() -> Option<Tesseract> {
    match find_tesseract(Path::new(PROGRAM)) {
        Ok(tesseract) if tesseract.languages.iter().any(|language| language == "vie") => {
            Some(tesseract)
        }
        Ok(_) | Err(_) => {
            eprintln!("skipped: tesseract with Vietnamese is not on this computer");
            None
        }
    }
}

fn read(tesseract: &Tesseract, picture: &[u8], dpi: u32) -> Result<Recognised, OcrError> {
    let (program, limits) = (Path::new(PROGRAM), Limits::default());
    let languages = &["vie"];
    recognise(&Order { tesseract, program, languages, dpi, limits, is_wanted: &|| true }, picture)
}

/// A page of the corpora as a picture, where they lie beside the project and poppler is installed.
fn page(file: &str, number: u32, dpi: u32) -> Option<Vec<u8>> {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora/pdf");
    let source: PathBuf = corpora.join(file);
    let drawn = Command::new("/usr/bin/pdftoppm")
        .args(["-gray", "-png", "-r", &dpi.to_string(), "-f", &number.to_string(), "-singlefile"])
        .arg(&source)
        .output();
    match drawn {
        Ok(drawn) if drawn.status.success() => Some(drawn.stdout),
        Ok(_) | Err(_) => {
            eprintln!("skipped: {} cannot be drawn here", source.display());
            None
        }
    }
}

/// A gray page turned by quarters of a circle, to the right.
fn turned(picture: &[u8], quarters: u32) -> Vec<u8> {
    let mut reader = png::Decoder::new(std::io::Cursor::new(picture)).read_info().unwrap();
    let mut colours = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut colours).unwrap();
    let first_colour = colours.iter().step_by(info.color_type.samples());
    let mut points: Vec<u8> = first_colour.copied().collect();
    let (mut width, mut height) = (info.width as usize, info.height as usize);
    for _ in 0..quarters {
        let mut next = vec![0; points.len()];
        for (at, point) in points.iter().enumerate() {
            let (x, y) = (at % width, at / width);
            next[x * height + (height - 1 - y)] = *point;
        }
        (points, width, height) = (next, height, width);
    }
    let mut turned = Vec::new();
    let mut encoder = png::Encoder::new(&mut turned, width as u32, height as u32);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header().unwrap().write_image_data(&points).unwrap();
    turned
}

#[test]
fn it_says_its_version_and_its_languages() {
    let Some(tesseract) = installed() else { return };
    assert!(tesseract.version.starts_with(|first: char| first.is_ascii_digit()), "{tesseract:?}");
    assert!(tesseract.data.join("vie.traineddata").is_file());
}

#[test]
fn a_scanned_vietnamese_page_has_its_words_where_they_stand() {
    let Some(tesseract) = installed() else { return };
    let Some(picture) = page("vi-scan-vietocr-sample1.pdf", 1, 200) else { return };
    let read = read(&tesseract, &picture, 200).unwrap();
    let lines = ocr::lines(&read.words, 0.3);
    let text: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    let text = text.join("\n");
    for expected in ["Áo Lụa Hà Đông", "Nắng Sài Gòn", "Anh vẫn nhớ em ngồi đây", "ngất ngây"]
    {
        assert!(text.contains(expected), "{expected} in {text}");
    }
    assert!(lines.len() > 10, "{text}");
    for pair in lines.windows(2) {
        assert!(pair[0].y < pair[1].y, "lines come from the top down: {pair:?}");
    }
}

#[test]
fn a_page_that_lies_on_its_side_is_read_and_its_words_stay_where_they_are() {
    let Some(tesseract) = installed() else { return };
    if !tesseract.languages.iter().any(|language| language == "osd") {
        eprintln!("skipped: tesseract has no data to find which way up a page is");
        return;
    }
    let Some(picture) = page("synth-vi-scan-gray-24p.pdf", 5, 150) else { return };
    let upright = read(&tesseract, &picture, 150).unwrap();
    let sideways = read(&tesseract, &turned(&picture, 1), 150).unwrap();
    let find =
        |read: &Recognised, text: &str| read.words.iter().find(|word| word.text == text).cloned();
    let longest = upright.words.iter().filter(|word| word.confidence > 0.9);
    let mut longest: Vec<_> = longest
        .filter(|word| upright.words.iter().filter(|o| o.text == word.text).count() == 1)
        .collect();
    longest.sort_by_key(|word| std::cmp::Reverse(word.text.chars().count()));
    let mut n_found = 0;
    for word in longest.iter().take(20) {
        let Some(there) = find(&sideways, &word.text) else { continue };
        // A quarter to the right: what was at the top is at the right.
        assert!((there.y - word.x).abs() < 0.02, "{word:?} {there:?}");
        assert!((there.x + there.w - (1.0 - word.y)).abs() < 0.02, "{word:?} {there:?}");
        n_found += 1;
    }
    assert!(n_found >= 12, "{n_found} of 20");
}

#[test]
fn what_is_no_picture_inside_is_unreadable_and_an_empty_page_has_no_words() {
    let Some(tesseract) = installed() else { return };
    let mut broken = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x64\0\0\0\x64\x08\0\0\0\0".to_vec();
    broken.extend([7; 5000]);
    assert_eq!(read(&tesseract, &broken, 300), Err(OcrError::Unreadable));
    let mut white = Vec::new();
    let mut encoder = png::Encoder::new(&mut white, 600, 800);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header().unwrap().write_image_data(&[255; 600 * 800]).unwrap();
    let read = read(&tesseract, &white, 100).unwrap();
    assert_eq!((read.width, read.height, read.words.len()), (600, 800, 0));
}
