use super::{LeftOut, MAX_BYTES, Paper, Remark, XfdfError, read, write};
use crate::mark::{Colour, Kind, Mark, PenPoint, Point, Quad, Rect, Shape};
use jiff::Timestamp;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::test_runner::{Config, TestRunner};

fn words() -> impl Strategy<Value = String> {
    // Every letter that XML can hold, blanks and ends of lines among them.
    vec(
        prop_oneof![
            Just('\n'),
            Just('\r'),
            Just('\t'),
            Just(' '),
            Just('&'),
            Just('<'),
            Just('"'),
            Just(']'),
            Just('ỡ'),
            any::<char>().prop_filter("XML holds it", |letter| {
                *letter >= ' ' && !matches!(letter, '\u{FFFE}' | '\u{FFFF}')
            }),
        ],
        0..24,
    )
    .prop_map(|letters| letters.into_iter().collect())
}

fn point() -> impl Strategy<Value = Point> {
    (-14_400.0_f32..14_400.0, -14_400.0_f32..14_400.0).prop_map(|(x, y)| Point::new(x, y))
}

fn rect() -> impl Strategy<Value = Rect> {
    (point(), 0.5_f32..900.0, 0.5_f32..900.0)
        .prop_map(|(at, width, height)| Rect::between(at, Point::new(at.x + width, at.y + height)))
}

fn shape() -> impl Strategy<Value = Shape> {
    let quads = || vec(rect().prop_map(Quad::of_rect), 1..6);
    let pen = (point(), prop_oneof![Just(0.5_f32), 0.0_f32..=1.0]);
    let pen = pen.prop_map(|(at, pressure)| PenPoint { at, pressure });
    prop_oneof![
        quads().prop_map(|quads| Shape::Highlight { quads }),
        quads().prop_map(|quads| Shape::Underline { quads }),
        quads().prop_map(|quads| Shape::StrikeOut { quads }),
        (vec(vec(pen, 1..30), 1..5), 0.1_f32..40.0)
            .prop_map(|(strokes, width)| Shape::Ink { strokes, width }),
        (rect(), 1.0_f32..90.0).prop_map(|(rect, size)| Shape::TextBox { rect, size }),
        rect().prop_map(|rect| Shape::Note { rect }),
        (rect(), words()).prop_map(|(rect, word)| Shape::Stamp { rect, word }),
    ]
}

fn marks() -> impl Strategy<Value = Vec<Mark>> {
    let at = || {
        let seconds = -60_000_000_000_i64..200_000_000_000;
        option::of(seconds.prop_map(|seconds| Timestamp::from_second(seconds).unwrap()))
    };
    let written = (words(), words(), words(), words(), words());
    let seen = (any::<[u8; 3]>(), 0.0_f32..=1.0, 0_u32..100_000);
    vec(
        (written, seen, at(), at(), shape()).prop_map(
            |((name, author, subject, contents, quote), seen, created, modified, shape)| {
                let ([red, green, blue], opacity, page) = seen;
                let colour = Colour::new(red, green, blue);
                Mark {
                    page,
                    name,
                    author,
                    subject,
                    contents,
                    quote,
                    colour,
                    opacity,
                    created,
                    modified,
                    shape,
                }
            },
        ),
        0..8,
    )
}

#[test]
fn what_is_written_comes_back_equal() {
    let paper = (words(), option::of((vec(any::<u8>(), 0..20), vec(any::<u8>(), 0..20))));
    let mut runner = TestRunner::new(Config { cases: 250, ..Config::default() });
    let checked = runner.run(&(marks(), paper), |(marks, (file, ids))| {
        let paper = Paper { file, ids };
        let back = read(&write(&marks, &paper)).unwrap();
        assert_eq!(back.marks, marks);
        assert_eq!(back.paper, paper);
        assert_eq!(back.remarks, []);
        Ok(())
    });
    // The error names the smallest case and the seed.
    checked.unwrap();
}

fn annotations(inside: &str) -> Vec<u8> {
    format!("<xfdf xmlns=\"http://ns.adobe.com/xfdf/\"><annots>{inside}</annots></xfdf>")
        .into_bytes()
}

fn only(inside: &str) -> Mark {
    let mut reading = read(&annotations(inside)).unwrap();
    assert_eq!((reading.marks.len(), reading.remarks.len()), (1, 0), "{:?}", reading.remarks);
    reading.marks.remove(0)
}

#[test]
fn marks_of_acrobat_are_read() {
    let mark = only(
        r##"<highlight color="#FFD100" flags="print" name="a-1" page="2" subject="Highlight" title="Lan"
            coords="1,20,9,20,1,10,9,10" rect="1,10,9,20" creationdate="D:20261122140919+07'00'"
            ><contents-richtext><body xmlns="http://www.w3.org/1999/xhtml"><p dir="ltr"><span>too</span> high</p
            ><p>really?</p></body></contents-richtext><popup page="2" rect="0,0,9,9"/></highlight>"##,
    );
    assert_eq!((mark.page, mark.author.as_str(), mark.name.as_str()), (2, "Lan", "a-1"));
    assert_eq!(mark.contents, "too high\nreally?");
    assert_eq!(mark.created, Some("2026-11-22T07:09:19Z".parse().unwrap()));
    let rect = Rect { left: 1.0, bottom: 10.0, right: 9.0, top: 20.0 };
    assert_eq!(mark.shape, Shape::Highlight { quads: vec![Quad::of_rect(rect)] });
}

#[test]
fn letters_of_text_boxes_are_read_in_both_dialects() {
    let check = |inside: &str, colour, size: f32| {
        let mark =
            only(&format!("<freetext page='0' rect='0,0,9,9' color='#ABCDEF'>{inside}</freetext>"));
        assert_eq!(mark.colour, colour, "{inside}");
        let Shape::TextBox { size: found, .. } = mark.shape else { panic!("{mark:?}") };
        assert!((found - size).abs() < 0.01, "{inside}: {found}");
    };
    let blue = Colour::new(0, 0, 255);
    check("<defaultappearance>0 0 1 rg /Helv 9.5 Tf</defaultappearance>", blue, 9.5);
    check("<DefaultAppearance>/Helv 9 Tf 0 0 1 rg</DefaultAppearance>", blue, 9.0);
    check("<defaultstyle>font: bold Arial 14.0pt; color:#0000FF</defaultstyle>", blue, 14.0);
    check("", Colour::new(0, 0, 0), 12.0);
}

#[test]
fn kinds_that_we_do_not_have_become_the_nearest_or_are_named() {
    let reading = read(&annotations(
        "<square page='0' rect='1,1,5,5'><contents>here</contents></square>\
         <circle page='0' rect='1,1,5,5'/><circle page='1' rect='1,1,5,5'/>\
         <line page='0' start='1,1' end='5,5'/>\
         <polygon page='0'><vertices>1,1;5,5;1,5</vertices></polygon>\
         <squiggly page='0' coords='1,20,9,20,1,10,9,10'/>\
         <caret page='0' rect='1,1,5,5'/>\
         <sound page='0' rect='1,1,5,5'/><fileattachment page='0'/>\
         <text page='0' rect='1,1,5,5' statemodel='Review' state='Accepted'/>\
         <ink page='0' rect='1,1,5,5'/><highlight page='x' rect='1,1,2,2'/>\
         <polyline page='0'><vertices>1,NaN;5,inf</vertices></polyline>",
    ))
    .unwrap();
    assert_eq!(reading.marks.len(), 7);
    assert_eq!(reading.marks[0].contents, "here");
    let taken =
        |kind: &str, became, n_marks| Remark::TakenAs { kind: kind.into(), became, n_marks };
    let left = |kind: &str, reason, n_marks| Remark::LeftOut { kind: kind.into(), n_marks, reason };
    let mut expected = vec![
        taken("caret", Kind::Note, 1),
        taken("circle", Kind::Ink, 2),
        taken("line", Kind::Ink, 1),
        taken("polygon", Kind::Ink, 1),
        taken("square", Kind::Ink, 1),
        taken("squiggly", Kind::Underline, 1),
        left("fileattachment", LeftOut::Unknown, 1),
        left("highlight", LeftOut::Damaged, 1),
        left("ink", LeftOut::Damaged, 1),
        left("polyline", LeftOut::Damaged, 1),
        left("sound", LeftOut::Unknown, 1),
        left("state", LeftOut::Unknown, 1),
    ];
    expected.sort();
    let mut found = reading.remarks;
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn form_fields_are_named_as_left_out() {
    let file = b"<xfdf><fields><field name='a'/><field name='b'/></fields><annots/></xfdf>";
    let expected = Remark::LeftOut { kind: "field".into(), n_marks: 2, reason: LeftOut::Unknown };
    assert_eq!(read(file).unwrap().remarks, [expected]);
}

#[test]
fn a_stamp_of_acrobat_loses_its_prefix_and_a_word_of_ours_does_not() {
    let word = |icon: &str| {
        let mark = only(&format!("<stamp page='0' rect='0,0,9,9' icon='{icon}'/>"));
        let Shape::Stamp { word, .. } = mark.shape else { panic!("no stamp") };
        word
    };
    assert_eq!(word("SBApproved"), "Approved");
    assert_eq!(word("SHORT"), "SHORT");
}

#[test]
fn utf_16_is_read() {
    let text = "<xfdf><annots><text page='0' rect='0,0,1,1'><contents>Đồng ý</contents></text></annots></xfdf>";
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let reading = read(&[&[0xFF, 0xFE], bytes.as_slice()].concat()).unwrap();
    assert_eq!(reading.marks[0].contents, "Đồng ý");
}

#[test]
fn controls_do_not_break_the_file() {
    let mut mark = only("<text page='0' rect='0,0,1,1'/>");
    mark.contents = "a\0b\u{1b}c".into();
    let back = read(&write(&[mark], &Paper::default())).unwrap();
    assert_eq!(back.marks[0].contents, "a\u{FFFD}b\u{FFFD}c");
}

#[test]
fn hostile_files_are_refused() {
    let check = |file: &[u8], expected: fn(&XfdfError) -> bool, what: &str| {
        let error = read(file).unwrap_err();
        assert!(expected(&error), "{what}: {error:?}");
    };
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><xfdf>&b;</xfdf>";
    check(bomb.as_bytes(), |error| matches!(error, XfdfError::Entities), "a bomb of entities");
    check(b"<xfdf>&b;</xfdf>", |error| matches!(error, XfdfError::Entities), "an unknown entity");
    let outside = b"<xfdf><annots><text page='&b;'/></annots></xfdf>";
    check(outside, |error| matches!(error, XfdfError::Entities), "an entity in an attribute");
    let deep = "<xfdf>".repeat(100_000);
    check(deep.as_bytes(), |error| matches!(error, XfdfError::TooComplex), "depth");
    let many = annotations(&"<a/>".repeat(700_000));
    check(&many, |error| matches!(error, XfdfError::TooComplex), "elements");
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=''")).collect();
    let attributes = annotations(&format!("<text{attributes}/>"));
    check(&attributes, |error| matches!(error, XfdfError::TooComplex), "attributes");
    check(&vec![b' '; MAX_BYTES + 1], |error| matches!(error, XfdfError::TooLong), "length");
    check(b"<html/>", |error| matches!(error, XfdfError::NotXfdf), "another form of XML");
    check(b"", |error| matches!(error, XfdfError::NotXfdf), "nothing");
    check(b"<xfdf><annots>", |error| matches!(error, XfdfError::Damaged), "half a file");
    check(b"\xFF\xFFabc", |error| matches!(error, XfdfError::Letters), "no letters");
    check(b"%PDF-1.7", |error| matches!(error, XfdfError::NotXfdf), "a PDF");
}

#[test]
fn points_beyond_the_limit_cost_their_mark_and_no_more() {
    let stroke = "1,1;".repeat(2_100_000);
    let ink = format!("<ink page='0'><inklist><gesture>{stroke}</gesture></inklist></ink>");
    let file = annotations(&format!("{ink}{ink}<text page='0' rect='0,0,1,1'/>"));
    let reading = read(&file).unwrap();
    assert_eq!(reading.marks.len(), 2);
    let expected = Remark::LeftOut { kind: "ink".into(), n_marks: 1, reason: LeftOut::Damaged };
    assert_eq!(reading.remarks, [expected]);
}

#[test]
fn damaged_files_never_panic() {
    let text = "<highlight page='0' coords='1,20,9,20,1,10,9,10' rect='1,10,9,20' opacity='0.5'>\
        <contents>a &amp; b</contents></highlight><ink page='1' width='2'><inklist>\
        <gesture e:pressure='0.1,0.2'>1,2;3,4</gesture></inklist></ink>";
    let file = annotations(text);
    let mut state = 0x5EED_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(state >> 33).unwrap() % below
    };
    for _ in 0..6_000 {
        let mut damaged = file.clone();
        for _ in 0..=next(4) {
            if damaged.is_empty() {
                break;
            }
            let at = next(damaged.len());
            match next(3) {
                0 => damaged[at] = u8::try_from(next(256)).unwrap(),
                1 => drop(damaged.remove(at)),
                _ => damaged.truncate(at.max(1)),
            }
        }
        drop(read(&damaged));
    }
}
