//! What else a page says: links, where its pictures are, its fonts.

use super::documents::{corpus, open, pages};
use reader::{Area, LinkTarget, Refused};

fn near(area: &Area, expected: [f32; 4]) -> bool {
    let edges = [area.x, area.y, area.w, area.h];
    edges.iter().zip(expected).all(|(one, other)| (one - other).abs() < 0.01)
}

#[test]
fn links_lead_to_pages_and_addresses_and_everything_else_is_refused() {
    let link = |rect: &str, action: &str| format!("<</Subtype/Link/Rect[{rect}]{action}>>");
    let annotations = [
        link("0 0 306 396", "/A<</S/GoTo/D[5 0 R/XYZ 0 396 0]>>"),
        link("0 400 10 410", "/A<</S/URI/URI(https://chinhphu.vn/)>>"),
        link("20 400 30 410", "/A<</S/URI/URI(file:///etc/passwd)>>"),
        link("40 400 50 410", "/A<</S/Launch/F(/bin/sh)>>"),
        link("60 400 70 410", "/A<</S/GoToR/F(x.pdf)/D[0/Fit]>>"),
        link("80 400 90 410", "/A<</S/JavaScript/JS(app.alert\\(1\\))>>"),
        "<</Subtype/Square/Rect[0 0 9 9]>>".to_owned(),
        link("100 400 110 410", "/A<</S/URI/URI(javascript:alert\\(1\\))>>"),
    ];
    let words = format!("/Annots[{}]", annotations.concat());
    let document = open(pages(2, &words, "", &[])).unwrap();
    let links = document.links(0).unwrap();
    let targets: Vec<LinkTarget> = links.iter().map(|link| link.target.clone()).collect();
    assert_eq!(
        targets,
        [
            LinkTarget::Page { page: 1, y: Some(0.5) },
            LinkTarget::Address("https://chinhphu.vn/".to_owned()),
            LinkTarget::Refused(Refused::Address),
            LinkTarget::Refused(Refused::Launch),
            LinkTarget::Refused(Refused::OtherDocument),
            LinkTarget::Refused(Refused::Other),
            LinkTarget::Refused(Refused::Address),
        ]
    );
    assert!(near(&links[0].boxes[0], [0.0, 0.5, 0.5, 0.5]), "{:?}", links[0]);
}

#[test]
fn addresses_in_the_text_are_links_where_they_stand() {
    let font = "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>";
    let content = "BT /F 20 Tf 61.2 396 Td (Xem www.gov.ee/a, v.v.) Tj ET";
    let document = open(pages(1, font, content, &[])).unwrap();
    let links = document.links(0).unwrap();
    assert_eq!(links.len(), 1, "{links:?}");
    assert_eq!(links[0].target, LinkTarget::Address("https://www.gov.ee/a".to_owned()));
    let area = links[0].boxes[0];
    assert!(area.x > 0.15 && area.x + area.w < 0.5 && (0.45..0.5).contains(&area.y), "{area:?}");
    assert_eq!(document.fonts(0).unwrap(), ["Helvetica"]);
    assert_eq!(document.text(0).unwrap().len(), 1);
}

#[test]
fn pictures_keep_their_colours_and_a_scan_is_no_picture() {
    let image = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8\
        /ColorSpace/DeviceGray/Length 1>>stream\nx\nendstream";
    let form = b"<</Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</I 4 0 R>>>>\
        /Length 28>>stream\nq 0.5 0 0 0.5 0 0 cm /I Do Q\nendstream";
    let boxes = |content: &str| {
        let words = "/Resources<</XObject<</I 4 0 R/F 5 0 R>>>>";
        open(pages(1, words, content, &[image, form])).unwrap().image_boxes(0).unwrap()
    };
    let alone = boxes("q 306 0 0 198 0 0 cm /I Do Q");
    assert!(alone.len() == 1 && near(&alone[0], [0.0, 0.75, 0.5, 0.25]), "{alone:?}");
    let in_form = boxes("q 306 0 0 396 306 396 cm /F Do Q");
    assert!(in_form.len() == 1 && near(&in_form[0], [0.5, 0.25, 0.25, 0.25]), "{in_form:?}");
    assert_eq!(boxes("q 612 0 0 792 0 0 cm /I Do Q"), []);
    assert_eq!(boxes("q 2 0 0 2 0 0 cm /I Do Q"), []);
}

#[test]
fn a_real_document_has_text_links_fonts_and_an_outline() {
    let Some(bytes) = corpus("vi-install-guide.pdf") else {
        return;
    };
    let document = open(bytes).unwrap();
    let runs = document.text(20).unwrap();
    assert_eq!(document.fonts(20).unwrap().len(), runs.len());
    assert!(runs.len() > 10 && document.outline().len() > 50);
    let n_links: usize = (0..12).map(|page| document.links(page).unwrap().len()).sum();
    assert!(n_links > 50, "{n_links}");
}
