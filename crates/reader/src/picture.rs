//! From PDFium's bitmap to PNG: gray pages as one byte a pixel, at the encoder's fastest setting.

/// Encodes BGRA pixels.
pub fn encode_png(bgra: &[u8], width: u32, height: u32) -> Option<Vec<u8>> {
    let is_gray = bgra.as_chunks::<4>().0.iter().all(|[b, g, r, _]| b == g && g == r);
    let (colour, pixels) = if is_gray {
        (png::ColorType::Grayscale, to_gray(bgra))
    } else {
        (png::ColorType::Rgb, to_rgb(bgra))
    };
    let mut out = Vec::with_capacity(pixels.len() / 8);
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(colour);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fastest);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&pixels).ok()?;
    writer.finish().ok()?;
    Some(out)
}

fn to_gray(bgra: &[u8]) -> Vec<u8> {
    bgra.as_chunks::<4>().0.iter().map(|[b, ..]| *b).collect()
}

fn to_rgb(bgra: &[u8]) -> Vec<u8> {
    bgra.as_chunks::<4>().0.iter().flat_map(|[b, g, r, _]| [*r, *g, *b]).collect()
}

#[cfg(test)]
mod tests {
    use super::encode_png;

    #[test]
    fn a_gray_page_is_sent_as_gray_and_a_coloured_one_keeps_its_colours() {
        for (pixel, colour, expected) in [
            ([9, 9, 9, 255], png::ColorType::Grayscale, vec![9; 4]),
            ([1, 2, 3, 255], png::ColorType::Rgb, [3, 2, 1].repeat(4)),
        ] {
            let bytes = encode_png(&pixel.repeat(4), 2, 2).unwrap();
            let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
            let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
            let info = reader.next_frame(&mut pixels).unwrap();
            assert_eq!((info.color_type, pixels), (colour, expected));
        }
    }
}
