//! Text layers there and back, and from strangers.

use miniz_oxide::deflate::compress_to_vec_zlib;
use ocr::{LayerError, PageText, Recognised, TextLayer, TextLine, Word, WordBox};
use proptest::prelude::*;

fn line(text: &str, at: u16) -> TextLine {
    let boxes = text.split(' ').zip(0..).map(|(word, place)| WordBox {
        x: at + place * 900,
        y: at,
        w: 100 * word.chars().count() as u16,
        h: 300 + place,
    });
    TextLine::new(text.to_owned(), boxes.collect()).unwrap()
}

fn layer() -> TextLayer {
    let page = PageText {
        width: 2480,
        height: 3508,
        lines: vec![line("CỘNG HÒA XÃ HỘI", 2000), line("Độc lập - Tự do", 1000)],
    };
    TextLayer {
        engine: "tesseract".to_owned(),
        engine_version: "5.3.0".to_owned(),
        languages: vec!["vie".to_owned(), "eng".to_owned()],
        pages: vec![Some(page), None, Some(PageText::default())],
    }
}

fn packed(plain: &[u8]) -> Vec<u8> {
    [b"ECTEXT\x01".as_slice(), &compress_to_vec_zlib(plain, 1)].concat()
}

#[test]
fn a_layer_comes_back_as_it_was() {
    let bytes = layer().to_bytes().unwrap();
    assert_eq!(TextLayer::from_bytes(&bytes), Ok(layer()));
    let first = &layer().pages[0].clone().unwrap().lines[0];
    let words: Vec<(&str, u16)> = first.words().map(|(word, bounds)| (word, bounds.x)).collect();
    assert_eq!(words, [("CỘNG", 2000), ("HÒA", 2900), ("XÃ", 3800), ("HỘI", 4700)]);
    assert_eq!(first.bounds(), WordBox { x: 2000, y: 2000, w: 3000, h: 303 });
}

#[test]
fn what_was_read_becomes_lines_with_a_box_for_each_word() {
    let word = |text: &str, line, x, confidence| {
        let (y, w, h) = (0.5, 0.25, 0.5);
        let text = text.to_owned();
        Word { text, x, y, w, h, confidence, block: 1, paragraph: 1, line }
    };
    let words = vec![word("Tờ", 1, 0.0, 0.9), word("trình", 1, 0.75, 0.9), word("|", 2, 0.0, 0.1)];
    let page = PageText::of(&Recognised { width: 10, height: 20, words }, 0.3);
    assert_eq!(page.lines.len(), 1);
    let found: Vec<(&str, WordBox)> = page.lines[0].words().collect();
    let (y, h) = (32_768, 32_767);
    assert_eq!(found[0], ("Tờ", WordBox { x: 0, y, w: 16_384, h }));
    assert_eq!(found[1], ("trình", WordBox { x: 49_151, y, w: 16_384, h }));
}

#[test]
fn a_line_whose_words_and_boxes_differ_is_none() {
    let one = vec![WordBox::default()];
    for text in ["", "a b", " a", "a ", "a\tb", "a\n"] {
        assert_eq!(TextLine::new(text.to_owned(), one.clone()), None, "{text:?}");
    }
    assert!(TextLine::new("a".to_owned(), one).is_some());
}

#[test]
fn a_thousand_pages_are_small() {
    let words = "Thủ tướng Chính phủ yêu cầu các bộ và địa phương báo cáo";
    let lines = (0..40).map(|row| line(words, row * 1000 + 500)).collect();
    let page = PageText { width: 2480, height: 3508, lines };
    let layer = TextLayer { pages: vec![Some(page); 1000], ..layer() };
    let bytes = layer.to_bytes().unwrap();
    assert!(bytes.len() < 500_000, "{}", bytes.len());
    assert_eq!(TextLayer::from_bytes(&bytes), Ok(layer));
}

#[test]
fn what_is_no_layer_is_refused_by_its_fault() {
    let whole = layer().to_bytes().unwrap();
    assert_eq!(TextLayer::from_bytes(b"%PDF-1.7"), Err(LayerError::NotALayer));
    assert_eq!(TextLayer::from_bytes(b"ECTEXT"), Err(LayerError::NotALayer));
    assert_eq!(TextLayer::from_bytes(b"ECTEXT\x02whatever"), Err(LayerError::Newer));
    for end in 7..whole.len() {
        assert_eq!(TextLayer::from_bytes(&whole[..end]), Err(LayerError::Broken), "{end}");
    }
    let plain = miniz_oxide::inflate::decompress_to_vec_zlib(&whole[7..]).unwrap();
    assert_eq!(TextLayer::from_bytes(&packed(&plain)), Ok(layer()));
    for end in 0..plain.len() {
        assert_eq!(TextLayer::from_bytes(&packed(&plain[..end])), Err(LayerError::Broken), "{end}");
    }
    let longer = [plain.as_slice(), b"\0"].concat();
    assert_eq!(TextLayer::from_bytes(&packed(&longer)), Err(LayerError::Broken));
}

#[test]
fn bombs_are_refused_by_their_counts() {
    let zeros = packed(&vec![0; 70 * 1024 * 1024]);
    assert_eq!(TextLayer::from_bytes(&zeros), Err(LayerError::TooLarge));
    let many_pages = postcard::to_stdvec(&("", "", 0_u32, u32::MAX)).unwrap();
    assert_eq!(TextLayer::from_bytes(&packed(&many_pages)), Err(LayerError::TooLarge));
    let mut many_lines = postcard::to_stdvec(&("", "", 0_u32, 1_u32)).unwrap();
    many_lines.extend(postcard::to_stdvec(&Some((1_u32, 1_u32, u32::MAX))).unwrap());
    assert_eq!(TextLayer::from_bytes(&packed(&many_lines)), Err(LayerError::TooLarge));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_changed_layer_never_does_harm(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let whole = layer().to_bytes().unwrap();
        let mut plain = miniz_oxide::inflate::decompress_to_vec_zlib(&whole[7..]).unwrap();
        for (place, value) in changes {
            let place = place.index(plain.len());
            plain[place] = value;
        }
        if let Ok(read) = TextLayer::from_bytes(&packed(&plain)) {
            let bytes = read.to_bytes().unwrap();
            prop_assert_eq!(TextLayer::from_bytes(&bytes), Ok(read));
        }
    }

    #[test]
    fn bytes_of_a_stranger_never_do_harm(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        drop(TextLayer::from_bytes(&packed(&bytes)));
        drop(TextLayer::from_bytes(&bytes));
    }
}
