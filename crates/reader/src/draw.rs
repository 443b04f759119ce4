//! Drawing a page or a tile of it, into a buffer that is used again.

use crate::error::ReaderError;
use crate::picture::{Order, Raster, Rotation};
use crate::scan::draw_scan;
use pdfium_render::prelude::{
    PdfBitmap, PdfBitmapFormat, PdfDocument, PdfPage, PdfPageRenderRotation, PdfRenderConfig,
    Pdfium,
};

/// What is kept from one picture to the next.
#[derive(Default)]
pub struct Drawing {
    buffer: Vec<u8>,
}

impl Drawing {
    /// Draws what was ordered, as PNG. A page that is one scanned picture is decoded by `scan`; PDFium draws all others.
    pub fn draw(
        &mut self,
        pdfium: &Pdfium,
        document: &PdfDocument<'_>,
        (number, page): (u32, &PdfPage<'_>),
        order: &Order,
    ) -> Result<Vec<u8>, ReaderError> {
        let scan =
            if order.is_whole() { draw_scan(pdfium, document, number, page, order) } else { None };
        let raster = match scan {
            Some(raster) => raster,
            None => self.draw_by_pdfium(page, order)?,
        };
        raster.encode_png().ok_or(ReaderError::Page)
    }

    fn draw_by_pdfium(&mut self, page: &PdfPage<'_>, order: &Order) -> Result<Raster, ReaderError> {
        let fit = |pixels: u32| i32::try_from(pixels).map_err(|_| ReaderError::Page);
        let tile = order.tile;
        let (width, height) = (fit(tile.w)?, fit(tile.h)?);
        let config = PdfRenderConfig::new()
            .set_fixed_size(fit(order.width)?, fit(order.height)?)
            .set_origin(-fit(tile.x)?, -fit(tile.y)?)
            .rotate(rotation(order.rotation), true)
            .render_annotations(true)
            .render_form_data(true);
        let format = PdfBitmapFormat::BGRx;
        let n_bytes = PdfBitmap::bytes_required_for_size_and_format(width, height, format);
        self.buffer.resize(n_bytes, 0);
        let mut bitmap = PdfBitmap::from_bytes(width, height, format, &mut self.buffer)
            .map_err(|_| ReaderError::Page)?;
        page.render_into_bitmap_with_config(&mut bitmap, &config).map_err(|_| ReaderError::Page)?;
        drop(bitmap);
        Ok(Raster::from_bgrx(&self.buffer, tile.w, tile.h))
    }
}

fn rotation(rotation: Rotation) -> PdfPageRenderRotation {
    match rotation {
        Rotation::None => PdfPageRenderRotation::None,
        Rotation::Quarter => PdfPageRenderRotation::Degrees90,
        Rotation::Half => PdfPageRenderRotation::Degrees180,
        Rotation::ThreeQuarters => PdfPageRenderRotation::Degrees270,
    }
}
