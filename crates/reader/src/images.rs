//! Where a page has pictures.

use crate::geometry::Frame;
use crate::protocol::{Area, MAX_BOXES};
use pdfium_render::prelude::{
    PdfMatrix, PdfPage, PdfPageObject, PdfPageObjectCommon, PdfPageObjectsCommon,
};

/// Most objects that are looked at, those within forms included.
const MAX_LOOKED_AT: usize = 20_000;
/// Deepest form within forms.
const MAX_DEPTH: usize = 4;
/// Smallest picture that keeps its colours, as a share of the page: rules and bullets are often tiny pictures.
const SMALLEST: f32 = 0.0005;
/// Pictures that cover this share of a page together are a scan: its text is to be darkened.
const SCAN: f32 = 0.85;

/// The boxes of a page's pictures; none for a scan.
pub fn image_boxes(page: &PdfPage<'_>) -> Vec<Area> {
    let mut found = Found { frame: Frame::of(page), boxes: Vec::new(), n_left: MAX_LOOKED_AT };
    for object in page.objects().iter() {
        found.look_at(&object, None, 0);
        if found.is_full() {
            break;
        }
    }
    let covered: f32 = found.boxes.iter().map(|area| area.w * area.h).sum();
    if covered >= SCAN { Vec::new() } else { found.boxes }
}

struct Found<'a> {
    frame: Frame<'a>,
    boxes: Vec<Area>,
    n_left: usize,
}

impl Found<'_> {
    fn is_full(&self) -> bool {
        self.n_left == 0 || self.boxes.len() >= MAX_BOXES
    }

    fn look_at(&mut self, object: &PdfPageObject<'_>, outer: Option<PdfMatrix>, depth: usize) {
        if self.is_full() {
            return;
        }
        self.n_left -= 1;
        if object.as_image_object().is_some() {
            let Ok(bounds) = object.bounds() else {
                return;
            };
            let bounds = outer.map_or(bounds, |outer| bounds.transform(outer)).to_rect();
            let area = self.frame.area(&bounds).filter(|area| area.w * area.h >= SMALLEST);
            self.boxes.extend(area);
        } else if let Some(form) = object.as_x_object_form_object()
            && depth < MAX_DEPTH
            && let Ok(inner) = object.matrix()
        {
            let matrix = outer.map_or(inner, |outer| inner.multiply(outer));
            for object in form.iter() {
                self.look_at(&object, Some(matrix), depth + 1);
                if self.is_full() {
                    return;
                }
            }
        }
    }
}
