//! The data of streams that hold structure: tables of objects, and objects in streams.

use super::SurveyError;
use super::lexer::{Entry, elements, entries, entry, name, whole_number};
use std::borrow::Cow;

/// Most bytes of one stream, unpacked.
const MAX_UNPACKED: usize = 64 * 1024 * 1024;

/// Unpacks a stream's data: plain or Flate, with or without a PNG predictor, which is what programs use for these
/// streams.
///
/// # Errors
/// [`SurveyError::Foreign`] for other filters, [`SurveyError::Broken`] for damaged data.
pub(super) fn unpack(dictionary: &[Entry<'_>], data: Vec<u8>) -> Result<Vec<u8>, SurveyError> {
    let Some(filter) = entry(dictionary, b"Filter") else {
        return Ok(data);
    };
    match (name(one_of(filter)?).as_deref(), entry(dictionary, b"F")) {
        (Some(b"FlateDecode" | b"Fl"), None) => {}
        _ => return Err(SurveyError::Foreign),
    }
    let unpacked = miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(&data, MAX_UNPACKED);
    let unpacked = unpacked.map_err(|error| {
        let is_long = error.status == miniz_oxide::inflate::TINFLStatus::HasMoreOutput;
        if is_long { SurveyError::TooComplex } else { SurveyError::Broken }
    })?;
    let Some(parameters) = entry(dictionary, b"DecodeParms") else {
        return Ok(unpacked);
    };
    let parameters = one_of(parameters)?;
    if parameters == b"null" {
        return Ok(unpacked);
    }
    let parameters = entries(parameters).ok_or(SurveyError::Foreign)?;
    let number = |name: &[u8], otherwise| match entry(&parameters, name) {
        Some(value) => whole_number(value).ok_or(SurveyError::Broken),
        None => Ok(otherwise),
    };
    let (colours, bits) = (number(b"Colors", 1)?, number(b"BitsPerComponent", 8)?);
    match (number(b"Predictor", 1)?, colours, bits) {
        (1, _, _) => Ok(unpacked),
        (10..=15, 1, 8) => unpredict(&unpacked, number(b"Columns", 1)?),
        _ => Err(SurveyError::Foreign),
    }
}

/// The value itself, or the only element of an array.
fn one_of(source: &[u8]) -> Result<&[u8], SurveyError> {
    let Some(elements) = elements(source) else {
        return Ok(source);
    };
    match elements.as_slice() {
        [only] => Ok(only),
        _ => Err(SurveyError::Foreign),
    }
}

/// Takes back PNG's prediction of rows (PNG, third edition, 9) with one byte a pixel.
fn unpredict(data: &[u8], columns: u64) -> Result<Vec<u8>, SurveyError> {
    let columns = usize::try_from(columns).ok().filter(|columns| (1..=65_536).contains(columns));
    let columns = columns.ok_or(SurveyError::Broken)?;
    let mut before: Cow<'_, [u8]> = vec![0; columns].into();
    let mut all = Vec::with_capacity(data.len());
    for row in data.chunks(columns + 1) {
        let (kind, row) = row.split_first().ok_or(SurveyError::Broken)?;
        let mut found: Vec<u8> = Vec::with_capacity(columns);
        let (mut left, mut above_left) = (0_u8, 0_u8);
        for (byte, above) in row.iter().zip(before.iter()) {
            let predicted = match kind {
                0 => 0,
                1 => left,
                2 => *above,
                3 => left.midpoint(*above),
                4 => paeth(left, *above, above_left),
                _ => return Err(SurveyError::Broken),
            };
            left = byte.wrapping_add(predicted);
            above_left = *above;
            found.push(left);
        }
        all.extend_from_slice(&found);
        found.resize(columns, 0);
        before = found.into();
    }
    Ok(all)
}

fn paeth(left: u8, above: u8, above_left: u8) -> u8 {
    let guess = i16::from(left) + i16::from(above) - i16::from(above_left);
    let away = |from: u8| (guess - i16::from(from)).abs();
    if away(left) <= away(above) && away(left) <= away(above_left) {
        left
    } else if away(above) <= away(above_left) {
        above
    } else {
        above_left
    }
}

#[cfg(test)]
mod tests {
    use super::{SurveyError, unpack, unpredict};
    use crate::copy::survey::lexer::entries;
    use miniz_oxide::deflate::compress_to_vec_zlib;

    #[test]
    fn rows_come_back_from_each_prediction() {
        let rows = [0, 10, 20, 1, 1, 1, 2, 5, 5, 3, 1, 1, 4, 1, 1];
        let expected = [10, 20, 1, 2, 6, 7, 4, 6, 5, 7];
        assert_eq!(unpredict(&rows, 2).unwrap(), expected);
        assert!(matches!(unpredict(&[9, 1, 1], 2), Err(SurveyError::Broken)));
    }

    #[test]
    fn a_stream_that_unpacks_to_too_much_is_refused() {
        let dictionary = entries(b"<</Filter/FlateDecode>>").unwrap();
        let small = compress_to_vec_zlib(b"abc", 6);
        assert_eq!(unpack(&dictionary, small).unwrap(), b"abc");
        let bomb = compress_to_vec_zlib(&vec![0; 70 * 1024 * 1024], 1);
        assert_eq!(unpack(&dictionary, bomb), Err(SurveyError::TooComplex));
        assert_eq!(unpack(&dictionary, b"nonsense".to_vec()), Err(SurveyError::Broken));
        let other = entries(b"<</Filter[/LZWDecode]>>").unwrap();
        assert_eq!(unpack(&other, Vec::new()), Err(SurveyError::Foreign));
    }
}
