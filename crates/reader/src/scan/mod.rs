//! Pages that are one scanned picture and nothing else that can be seen.
//!
//! PDFium decodes such a picture, makes it smaller with much effort, and the picture is gray all the while kept as four
//! bytes a pixel. Here it is decoded as gray and made smaller as it comes, which is three times as fast and shows the
//! same. A page on which anything else could be seen, or whose picture is in the least unusual, is PDFium's.
//!
//! PDFium finds the candidates and gives the page as a document of its own, so that no second parser reads the whole
//! file; what the page says exactly is then read by `hayro-syntax`, in the same sandbox.

mod content;
mod decode;
mod place;
mod profile;

use crate::picture::{Order, Raster, Rotation};
use crate::shrink::turn;
use hayro_write::hayro_syntax::Pdf;
use hayro_write::hayro_syntax::page::{Page, Rotation as PageRotation};
use pdfium_render::prelude::{
    PdfDocument, PdfPage, PdfPageObjectType, PdfPageObjectsCommon, Pdfium,
};
use place::{Place, Shown};

/// Most objects of a candidate: a recognised text of one object a word.
const MAX_OBJECTS: i32 = 5_000;
/// How far the edges of the picture may lie from those of the page, in pixels of what is drawn.
const TOLERANCE: f64 = 0.3;

/// Draws a whole page that is one scanned picture; `None` when it is none, or is asked for larger than it is.
pub fn draw_scan(
    pdfium: &Pdfium,
    document: &PdfDocument<'_>,
    number: u32,
    page: &PdfPage<'_>,
    order: &Order,
) -> Option<Raster> {
    if !is_candidate(page) {
        return None;
    }
    let copy = copy_page(pdfium, document, number)?;
    let copy = Pdf::new(copy).ok()?;
    let page = copy.pages().first()?;
    let own = page_rotation(page);
    let rotation = add(own, order.rotation);
    let upright = |width, height| match rotation {
        Rotation::None | Rotation::Half => (width, height),
        Rotation::Quarter | Rotation::ThreeQuarters => (height, width),
    };
    let (width, _) = upright(order.width, order.height);
    let (image, matrix) = content::only_image(page, TOLERANCE / f64::from(width))?;
    let size = (order.width, order.height);
    let place = Place::of(&matrix, Shown::of(page), (own, order.rotation), size)?;
    let raster = decode::decode(&image, upright(place.width, place.height))?;
    Some(place.put(turn(raster, rotation), size))
}

/// Whether PDFium sees one picture and at most text that is not shown.
fn is_candidate(page: &PdfPage<'_>) -> bool {
    let objects = page.objects();
    if !(1..=MAX_OBJECTS).contains(&i32::try_from(objects.len()).unwrap_or(i32::MAX)) {
        return false;
    }
    let mut n_images = 0;
    for object in objects.iter() {
        match object.object_type() {
            PdfPageObjectType::Image => n_images += 1,
            PdfPageObjectType::Text => {
                if object.as_text_object().is_none_or(|text| text.is_visible()) {
                    return false;
                }
            }
            PdfPageObjectType::Path
            | PdfPageObjectType::Shading
            | PdfPageObjectType::XObjectForm
            | PdfPageObjectType::Unsupported => return false,
        }
    }
    n_images == 1 && page.annotations().is_empty()
}

/// The page as a document of its own.
fn copy_page(pdfium: &Pdfium, document: &PdfDocument<'_>, number: u32) -> Option<Vec<u8>> {
    let number = i32::try_from(number).ok()?;
    let mut copy = pdfium.create_new_pdf().ok()?;
    copy.pages_mut().copy_page_range_from_document(document, number..=number, 0).ok()?;
    copy.save_to_bytes().ok()
}

fn page_rotation(page: &Page<'_>) -> Rotation {
    match page.rotation() {
        PageRotation::None => Rotation::None,
        PageRotation::Horizontal => Rotation::Quarter,
        PageRotation::Flipped => Rotation::Half,
        PageRotation::FlippedHorizontal => Rotation::ThreeQuarters,
    }
}

fn add(one: Rotation, other: Rotation) -> Rotation {
    let turns = [Rotation::None, Rotation::Quarter, Rotation::Half, Rotation::ThreeQuarters];
    let at = |rotation| turns.iter().position(|turn| *turn == rotation).unwrap_or(0);
    turns.get((at(one) + at(other)) % 4).copied().unwrap_or_default()
}
