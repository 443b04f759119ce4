//! Decoding the picture of a scan: JPEG, fax (group 3 and 4), JBIG2, or packed rows.

use super::profile::{is_plain_gray, is_srgb};
use crate::picture::Raster;
use crate::shrink::Shrink;
use hayro_ccitt::{DecodeSettings, DecoderContext, EncodingMode};
use hayro_write::hayro_syntax::Filter;
use hayro_write::hayro_syntax::object::{Array, Dict, Name, Stream};
use std::io::Cursor;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// Most pixels of a picture that is decoded row by row.
const MAX_STREAMED: u64 = 1 << 31;
/// Fewest pixels of a fax that is decoded here: PDFium is quicker, and takes much memory for large ones.
const MIN_FAX: u64 = 40_000_000;
/// Most pixels of a picture that is decoded as a whole.
const MAX_WHOLE: u64 = 100_000_000;

/// Decodes a picture and makes it as large as `to`; `None` when it is unusual, damaged or smaller than that.
pub fn decode(image: &Stream<'_>, to: (u32, u32)) -> Option<Raster> {
    let dict = image.dict();
    let size = (dict.get::<u32>("Width")?, dict.get::<u32>("Height")?);
    let filters = image.filters();
    let [filter] = filters.as_slice() else {
        return None;
    };
    let channels = channels(dict)?;
    let bits = dict.get::<u32>("BitsPerComponent").unwrap_or(1);
    let n_pixels = u64::from(size.0) * u64::from(size.1);
    let is_bilevel = channels == 1 && bits == 1;
    match filter {
        Filter::DctDecode if bits == 8 && n_pixels <= MAX_WHOLE => {
            decode_jpeg(&image.raw_data(), size, to, channels)
        }
        Filter::CcittFaxDecode if is_bilevel && (MIN_FAX..=MAX_STREAMED).contains(&n_pixels) => {
            decode_fax(&image.raw_data(), &parameters(dict), size, to)
        }
        Filter::Jbig2Decode if is_bilevel && n_pixels <= MAX_STREAMED => {
            let globals = parameters(dict).get::<Stream<'_>>("JBIG2Globals");
            let globals = globals.map(|globals| globals.decoded()).transpose().ok()?;
            decode_jbig2(&image.raw_data(), globals.as_deref(), size, to)
        }
        Filter::FlateDecode | Filter::LzwDecode if n_pixels <= MAX_WHOLE => {
            decode_packed(&image.decoded().ok()?, size, to, channels, bits)
        }
        Filter::DctDecode
        | Filter::CcittFaxDecode
        | Filter::Jbig2Decode
        | Filter::FlateDecode
        | Filter::LzwDecode
        | Filter::AsciiHexDecode
        | Filter::Ascii85Decode
        | Filter::RunLengthDecode
        | Filter::JpxDecode
        | Filter::Crypt => None,
    }
}

/// Channels of the plain colour spaces, and of profiles that mean the same; others are PDFium's.
fn channels(dict: &Dict<'_>) -> Option<usize> {
    if let Some(name) = dict.get::<Name<'_>>("ColorSpace") {
        return match name.as_ref() {
            b"DeviceGray" => Some(1),
            b"DeviceRGB" => Some(3),
            _ => None,
        };
    }
    let space = dict.get::<Array<'_>>("ColorSpace")?;
    let mut entries = space.flex_iter();
    let is_profile = entries.next::<Name<'_>>()?.as_ref() == b"ICCBased";
    let profile = entries.next::<Stream<'_>>().filter(|_| is_profile)?;
    let n_channels = profile.dict().get::<u32>("N")?;
    let bytes = profile.decoded().ok()?;
    match n_channels {
        1 if is_plain_gray(&bytes) => Some(1),
        3 if is_srgb(&bytes) => Some(3),
        _ => None,
    }
}

/// The parameters of the only filter.
fn parameters<'a>(dict: &Dict<'a>) -> Dict<'a> {
    let alone = || dict.get::<Dict<'_>>("DecodeParms");
    let first = || dict.get::<Array<'_>>("DecodeParms")?.iter::<Dict<'_>>().next();
    alone().or_else(first).unwrap_or_else(Dict::empty)
}

fn decode_jpeg(bytes: &[u8], size: (u32, u32), to: (u32, u32), channels: usize) -> Option<Raster> {
    let limit = MAX_WHOLE as usize;
    let options = DecoderOptions::default().set_max_width(limit).set_max_height(limit);
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(bytes), options);
    decoder.decode_headers().ok()?;
    let info = decoder.info()?;
    let is_as_said = (u32::from(info.width), u32::from(info.height)) == size;
    if !is_as_said || usize::from(info.components) != channels {
        return None;
    }
    let colour = if channels == 1 { ColorSpace::Luma } else { ColorSpace::RGB };
    decoder.set_options(options.jpeg_set_out_colorspace(colour));
    let pixels = decoder.decode().ok()?;
    let mut shrink = Shrink::new(size, to, channels)?;
    pixels.chunks_exact(size.0 as usize * channels).for_each(|row| shrink.push(row));
    Some(shrink.finish())
}

fn decode_fax(
    bytes: &[u8],
    parameters: &Dict<'_>,
    size: (u32, u32),
    to: (u32, u32),
) -> Option<Raster> {
    let k = parameters.get::<i64>("K").unwrap_or(0);
    let columns = parameters.get::<u32>("Columns").unwrap_or(1728);
    if columns != size.0 {
        return None;
    }
    let encoding = match k {
        i64::MIN..=-1 => EncodingMode::Group4,
        0 => EncodingMode::Group3_1D,
        1.. => EncodingMode::Group3_2D { k: u32::try_from(k).ok()? },
    };
    let flag = |key: &str| parameters.get::<bool>(key);
    let settings = DecodeSettings {
        columns,
        rows: size.1,
        end_of_block: flag("EndOfBlock").unwrap_or(true),
        end_of_line: flag("EndOfLine").unwrap_or(false),
        rows_are_byte_aligned: flag("EncodedByteAlign").unwrap_or(false),
        encoding,
        invert_black: flag("BlackIs1").unwrap_or(false),
    };
    let mut rows = Rows::new(size, to)?;
    hayro_ccitt::decode(bytes, &mut rows, &mut DecoderContext::new(settings)).ok()?;
    rows.finish()
}

fn decode_jbig2(
    bytes: &[u8],
    globals: Option<&[u8]>,
    size: (u32, u32),
    to: (u32, u32),
) -> Option<Raster> {
    let image = hayro_jbig2::Image::new_embedded(bytes, globals).ok()?;
    if (image.width(), image.height()) != size {
        return None;
    }
    let mut rows = Rows::new(size, to)?;
    image.decode(&mut rows).ok()?;
    rows.finish()
}

fn decode_packed(
    bytes: &[u8],
    size: (u32, u32),
    to: (u32, u32),
    channels: usize,
    bits: u32,
) -> Option<Raster> {
    let row = match bits {
        8 => size.0 as usize * channels,
        1 if channels == 1 => (size.0 as usize).div_ceil(8),
        _ => return None,
    };
    if bytes.len() < row * size.1 as usize {
        return None;
    }
    if bits == 8 {
        let mut shrink = Shrink::new(size, to, channels)?;
        bytes.chunks_exact(row).for_each(|row| shrink.push(row));
        return Some(shrink.finish());
    }
    let mut rows = Rows::new(size, to)?;
    for row in bytes.chunks_exact(row).take(size.1 as usize) {
        for at in 0..size.0 as usize {
            let byte = row.get(at / 8).copied().unwrap_or(u8::MAX);
            rows.add(byte & (0x80 >> (at % 8)) != 0, 1);
        }
        rows.next_row();
    }
    rows.finish()
}

/// Rows of black and white pixels as they are decoded.
struct Rows {
    shrink: Shrink,
    row: Vec<u8>,
    width: usize,
    n_rows: u32,
    height: u32,
}

impl Rows {
    fn new(size: (u32, u32), to: (u32, u32)) -> Option<Self> {
        let width = size.0 as usize;
        let shrink = Shrink::new(size, to, 1)?;
        Some(Self { shrink, row: Vec::with_capacity(width), width, n_rows: 0, height: size.1 })
    }

    fn add(&mut self, is_white: bool, count: usize) {
        let value = if is_white { u8::MAX } else { 0 };
        let room = self.width.saturating_sub(self.row.len());
        if count == 1 && room > 0 {
            self.row.push(value);
            return;
        }
        self.row.extend(std::iter::repeat_n(value, count.min(room)));
    }

    fn next_row(&mut self) {
        self.row.resize(self.width, u8::MAX);
        self.shrink.push(&self.row);
        self.row.clear();
        self.n_rows += 1;
    }

    /// The picture, when all of its rows were there: what PDFium makes of a damaged one is its own affair.
    fn finish(self) -> Option<Raster> {
        (self.n_rows >= self.height).then(|| self.shrink.finish())
    }
}

impl hayro_ccitt::Decoder for Rows {
    fn push_pixels(&mut self, white: bool, count: u32) {
        self.add(white, count as usize);
    }

    fn next_line(&mut self) {
        self.next_row();
    }
}

impl hayro_jbig2::Decoder for Rows {
    fn push_pixel(&mut self, black: bool) {
        self.add(!black, 1);
    }

    fn push_pixel_chunk(&mut self, black: bool, chunk_count: u32) {
        self.add(!black, chunk_count as usize * 8);
    }

    fn next_line(&mut self) {
        self.next_row();
    }
}
