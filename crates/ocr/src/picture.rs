//! What a PNG says of itself, read before tesseract is shown it.

use crate::OcrError;

/// Longest picture that is read, in bytes.
pub const MAX_PICTURE: usize = 64 * 1024 * 1024;

/// Most points of a picture: A2 at 300 dpi has 35 million.
pub const MAX_PIXELS: u64 = 40_000_000;

/// Signature, length and name of the first chunk (PNG specification, 5.2 and 11.2.1).
const HEAD: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR";

/// Width and height in points.
pub fn size(picture: &[u8]) -> Result<(u32, u32), OcrError> {
    if picture.len() > MAX_PICTURE {
        return Err(OcrError::TooLarge);
    }
    let header = picture.strip_prefix(HEAD).ok_or(OcrError::NotAPicture)?;
    let (width, rest) = header.split_first_chunk::<4>().ok_or(OcrError::NotAPicture)?;
    let (height, _) = rest.split_first_chunk::<4>().ok_or(OcrError::NotAPicture)?;
    let (width, height) = (u32::from_be_bytes(*width), u32::from_be_bytes(*height));
    if width == 0 || height == 0 {
        return Err(OcrError::NotAPicture);
    }
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(OcrError::TooLarge);
    }
    Ok((width, height))
}

#[cfg(test)]
mod tests {
    use super::{HEAD, size};
    use crate::OcrError;

    fn png(width: u32, height: u32) -> Vec<u8> {
        [HEAD, &width.to_be_bytes(), &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat()
    }

    #[test]
    fn a_page_has_its_size_and_what_is_none_or_too_large_is_refused() {
        assert_eq!(size(&png(2480, 3508)), Ok((2480, 3508)));
        assert_eq!(size(&png(0, 3508)), Err(OcrError::NotAPicture));
        assert_eq!(size(&png(35_000, 35_000)), Err(OcrError::TooLarge));
        assert_eq!(size(&png(u32::MAX, u32::MAX)), Err(OcrError::TooLarge));
        for n_bytes in 0..HEAD.len() + 8 {
            assert_eq!(size(&png(1, 1)[..n_bytes]), Err(OcrError::NotAPicture), "{n_bytes}");
        }
        assert_eq!(size(b"P5\n1 1\n255\n\0"), Err(OcrError::NotAPicture));
    }
}
