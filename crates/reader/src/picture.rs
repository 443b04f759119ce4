//! How large a page is drawn, and pixels as PNG: gray pages as one byte a pixel, at the encoder's fastest setting.

use crate::error::ReaderError;
use crate::protocol::PageSize;
use serde::{Deserialize, Serialize};

/// Widest picture of a whole page; a tile shows more.
const MAX_WIDTH: u32 = 6_000;
/// Longest side of a page of which tiles are drawn: an A0 sheet at 1,300 dpi.
const MAX_SIDE: u32 = 60_000;
/// Most pixels of a picture.
const MAX_PIXELS: u64 = 32_000_000;
/// Length of a PNG's signature and header chunk (PNG, third edition, 5.2 and 11.2.1).
const PNG_HEADER: usize = 33;

/// What is wanted of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PictureAsk {
    /// Width of the whole page in pixels of the screen, after rotation.
    pub width: u32,
    /// The part that is wanted, in pixels of that page; all of it where there is none.
    pub tile: Option<Tile>,
    /// How far the page is turned.
    pub rotation: Rotation,
    /// Who waits for it.
    pub priority: Priority,
}

/// A part of a page that was drawn at some size, in its pixels, origin top left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tile {
    /// Left.
    pub x: u32,
    /// Top.
    pub y: u32,
    /// Width.
    pub w: u32,
    /// Height.
    pub h: u32,
}

/// How far a page is turned, clockwise, beyond what the document says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rotation {
    /// As the document says.
    #[default]
    None,
    /// 90 degrees.
    Quarter,
    /// 180 degrees.
    Half,
    /// 270 degrees.
    ThreeQuarters,
}

/// Who waits for a picture. Within each, the newest comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Priority {
    /// A page in view.
    Visible,
    /// A page that is likely to come next.
    Next,
    /// A thumbnail.
    Thumbnail,
}

/// A page, or a part of it, as an image file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its media type.
    pub mime: &'static str,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// Exactly what a worker draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// Width of the whole page after rotation.
    pub width: u32,
    /// Height of the whole page after rotation.
    pub height: u32,
    /// The part of it that is drawn.
    pub tile: Tile,
    /// How far the page is turned.
    pub rotation: Rotation,
}

impl Order {
    /// What is drawn of a page of this size: very large pictures come smaller, tiles end where the page ends.
    ///
    /// # Errors
    /// [`ReaderError::Page`] when the tile lies outside the page or is too large.
    pub fn new(size: PageSize, ask: &PictureAsk) -> Result<Self, ReaderError> {
        let (across, down) = match ask.rotation {
            Rotation::None | Rotation::Half => (size.width, size.height),
            Rotation::Quarter | Rotation::ThreeQuarters => (size.height, size.width),
        };
        let ratio = down / across;
        let ratio = if ratio.is_finite() && ratio > 0.0 { ratio } else { 1.0 };
        let height_of = |width: u32| ((width as f32 * ratio).round() as u32).clamp(1, MAX_SIDE);
        let pixels = |width: u32, height: u32| u64::from(width) * u64::from(height);
        let Some(tile) = ask.tile else {
            let mut width = ask.width.clamp(1, MAX_WIDTH);
            while pixels(width, height_of(width)) > MAX_PIXELS && width > 1 {
                width /= 2;
            }
            let height = height_of(width);
            let tile = Tile { x: 0, y: 0, w: width, h: height };
            return Ok(Self { width, height, tile, rotation: ask.rotation });
        };
        let width = ask.width.clamp(1, MAX_SIDE);
        let height = height_of(width);
        let w = tile.w.min(width.saturating_sub(tile.x));
        let h = tile.h.min(height.saturating_sub(tile.y));
        if w == 0 || h == 0 || pixels(w, h) > MAX_PIXELS {
            return Err(ReaderError::Page);
        }
        Ok(Self { width, height, tile: Tile { w, h, ..tile }, rotation: ask.rotation })
    }

    /// Whether all of the page is drawn.
    pub const fn is_whole(&self) -> bool {
        self.tile.w == self.width && self.tile.h == self.height
    }
}

/// Whether these bytes begin as a PNG of this size, of one or three bytes a pixel: what is handed on is at least not
/// larger than what was asked for.
pub fn is_png_of(bytes: &[u8], width: u32, height: u32) -> bool {
    let mut expected = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    expected.extend(width.to_be_bytes());
    expected.extend(height.to_be_bytes());
    let Some(([depth, colour, compression, filter, interlace], begin)) =
        bytes.get(..PNG_HEADER - 4).and_then(|begin| begin.split_last_chunk()).map(|(b, e)| (e, b))
    else {
        return false;
    };
    let is_plain = (*compression, *filter, *interlace) == (0, 0, 0);
    begin == expected && *depth == 8 && matches!(*colour, 0 | 2) && is_plain
}

/// Pixels of one or three bytes each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raster {
    /// Gray, or red, green, blue, row by row.
    pub pixels: Vec<u8>,
    /// Bytes of a pixel: 1 or 3.
    pub channels: usize,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

impl Raster {
    /// From PDFium's bitmap of four bytes a pixel: blue, green, red, and one that says nothing.
    pub fn from_bgrx(bgrx: &[u8], width: u32, height: u32) -> Self {
        let bgrx = bgrx.as_chunks::<4>().0;
        let is_gray = bgrx.iter().all(|[b, g, r, _]| b == g && g == r);
        if is_gray {
            let pixels = bgrx.iter().map(|[b, ..]| *b).collect();
            return Self { pixels, channels: 1, width, height };
        }
        let mut pixels = vec![0; bgrx.len() * 3];
        for (rgb, [b, g, r, _]) in pixels.as_chunks_mut::<3>().0.iter_mut().zip(bgrx) {
            *rgb = [*r, *g, *b];
        }
        Self { pixels, channels: 3, width, height }
    }

    /// As PNG.
    pub fn encode_png(&self) -> Option<Vec<u8>> {
        let mut out = Vec::with_capacity(self.pixels.len() / 4);
        let mut encoder = png::Encoder::new(&mut out, self.width, self.height);
        let is_gray = self.channels == 1;
        encoder.set_color(if is_gray { png::ColorType::Grayscale } else { png::ColorType::Rgb });
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::Fastest);
        let mut writer = encoder.write_header().ok()?;
        writer.write_image_data(&self.pixels).ok()?;
        writer.finish().ok()?;
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::{Order, PictureAsk, Priority, Raster, Rotation, Tile, is_png_of};
    use crate::protocol::PageSize;

    const A4: PageSize = PageSize { width: 595.0, height: 842.0 };

    fn ask(width: u32, tile: Option<Tile>, rotation: Rotation) -> PictureAsk {
        PictureAsk { width, tile, rotation, priority: Priority::Visible }
    }

    #[test]
    fn a_gray_page_is_sent_as_gray_and_a_coloured_one_keeps_its_colours() {
        for (pixel, colour, expected) in [
            ([9, 9, 9, 255], png::ColorType::Grayscale, vec![9; 4]),
            ([1, 2, 3, 255], png::ColorType::Rgb, [3, 2, 1].repeat(4)),
        ] {
            let bytes = Raster::from_bgrx(&pixel.repeat(4), 2, 2).encode_png().unwrap();
            assert!(is_png_of(&bytes, 2, 2) && !is_png_of(&bytes, 2, 3));
            assert!(!is_png_of(&bytes[..28], 2, 2) && !is_png_of(b"GIF89a", 2, 2));
            let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
            let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
            let info = reader.next_frame(&mut pixels).unwrap();
            assert_eq!((info.color_type, pixels), (colour, expected));
        }
    }

    #[test]
    fn a_tile_ends_where_the_page_ends_and_a_turned_page_lies_on_its_side() {
        let tile = Tile { x: 900, y: 1300, w: 512, h: 512 };
        let order = Order::new(A4, &ask(1000, Some(tile), Rotation::None)).unwrap();
        assert_eq!((order.width, order.height), (1000, 1415));
        assert_eq!(order.tile, Tile { x: 900, y: 1300, w: 100, h: 115 });
        let order = Order::new(A4, &ask(1415, None, Rotation::Quarter)).unwrap();
        assert_eq!((order.width, order.height, order.is_whole()), (1415, 1000, true));
        let outside = Tile { x: 1000, ..tile };
        assert!(Order::new(A4, &ask(1000, Some(outside), Rotation::None)).is_err());
        let far = Tile { x: u32::MAX, y: u32::MAX, w: u32::MAX, h: u32::MAX };
        assert!(Order::new(A4, &ask(u32::MAX, Some(far), Rotation::Half)).is_err());
    }

    #[test]
    fn no_page_is_drawn_larger_than_the_memory_for_it() {
        let odd = [(1.0, 200_000.0), (200_000.0, 1.0), (f32::NAN, 1.0), (0.0, 0.0), (595.0, 842.0)];
        for (width, height) in odd {
            let size = PageSize { width, height };
            let order = Order::new(size, &ask(u32::MAX, None, Rotation::None)).unwrap();
            assert!(u64::from(order.width) * u64::from(order.height) <= 32_000_000, "{order:?}");
        }
    }
}
