//! Which bytes a signature covers (ISO 32000-1, 12.8.1), and how a file ends.

use crate::{FoundSignature, Later, Range, RangeFault};
use std::borrow::Cow;
use std::io::{self, Read, Seek, SeekFrom};

const END: &[u8] = b"%%EOF";
const START_OF_TABLE: &[u8] = b"startxref";
/// How far before its end a file says where its table is; readers look no further back and rebuild the file instead.
const TAIL: usize = 1024;

/// Judges a `/ByteRange`: from the first byte to the end of a revision, but for the string of `/Contents`.
pub fn judge(numbers: &[i64], contents: &[u8], data: &[u8]) -> Range {
    match check(numbers, contents, data) {
        Ok((gap_start, gap_end, end)) => {
            let [gap_start, gap_end, end] = [gap_start, gap_end, end].map(|place| place as u64);
            Range::Whole { gap_start, gap_end, end }
        }
        Err(fault) => Range::Broken(fault),
    }
}

fn check(
    numbers: &[i64],
    contents: &[u8],
    data: &[u8],
) -> Result<(usize, usize, usize), RangeFault> {
    let [start, before, after, rest] = numbers else {
        return Err(RangeFault::NotARange);
    };
    let place = |number: i64| usize::try_from(number).map_err(|_| RangeFault::NotARange);
    if *start != 0 {
        return Err(RangeFault::NotFromStart);
    }
    let (gap_start, gap_end) = (place(*before)?, place(*after)?);
    let end = gap_end.checked_add(place(*rest)?).ok_or(RangeFault::EndsOutside)?;
    if gap_start >= gap_end || gap_end >= end {
        return Err(RangeFault::NotARange);
    }
    let covered = data.get(..end).ok_or(RangeFault::EndsOutside)?;
    let gap = data.get(gap_start..gap_end).ok_or(RangeFault::EndsOutside)?;
    let string = gap.strip_prefix(b"<").and_then(|gap| gap.strip_suffix(b">"));
    // One byte more than the string, and something could be written there that nobody signed.
    if string.and_then(unhex).as_deref() != Some(contents) {
        return Err(RangeFault::GapHoldsMore);
    }
    if covered.trim_ascii_end().ends_with(END) {
        Ok((gap_start, gap_end, end))
    } else {
        Err(RangeFault::EndsWithin)
    }
}

fn unhex(digits: &[u8]) -> Option<Vec<u8>> {
    let value =
        |digit: &u8| char::from(*digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
    let pair = |pair: &[u8]| match pair {
        [high, low] => Some((value(high)? << 4) | value(low)?),
        _ => None,
    };
    digits.chunks(2).map(pair).collect()
}

/// Whether what follows `end` says at its very end where its own table is. Where a file does not, readers differ: one
/// takes an older table, another looks for objects by itself, and they show two papers.
pub fn ends_in_order(data: &[u8], end: usize) -> bool {
    let read = || {
        let body = data.trim_ascii_end().strip_suffix(END)?.trim_ascii_end();
        let tail = body.get(body.len().saturating_sub(TAIL)..)?;
        let at = tail.windows(START_OF_TABLE.len()).rposition(|part| part == START_OF_TABLE)?;
        let number = tail.get(at + START_OF_TABLE.len()..)?.trim_ascii();
        let number: usize = std::str::from_utf8(number).ok()?.parse().ok()?;
        let table = data.get(number..)?;
        let is_table = table.starts_with(b"xref") || table.first()?.is_ascii_digit();
        Some(is_table && number >= end)
    };
    read() == Some(true)
}

/// A signature as far as the bytes bear it out: the gap holds its contents and nothing else, and where nothing was said
/// to follow, nothing follows. Whoever found it parsed a stranger's file and may have been taken over by it.
///
/// # Errors
/// That the bytes cannot be read, or are fewer than they were.
pub fn look_again<'a>(
    found: &'a FoundSignature,
    source: &mut (impl Read + Seek),
) -> io::Result<Cow<'a, FoundSignature>> {
    let Range::Whole { gap_start, gap_end, end } = found.range else {
        return Ok(Cow::Borrowed(found));
    };
    // Contents that were too long to be kept cannot be read anyway.
    let holds =
        found.contents.is_empty() || gap_holds(&found.contents, (gap_start, gap_end), source)?;
    if !holds {
        let range = Range::Broken(RangeFault::GapHoldsMore);
        return Ok(Cow::Owned(FoundSignature { range, later: Later::Other, ..found.clone() }));
    }
    if found.later == Later::Nothing && !is_blank_from(end, source)? {
        return Ok(Cow::Owned(FoundSignature { later: Later::Other, ..found.clone() }));
    }
    Ok(Cow::Borrowed(found))
}

fn gap_holds(
    contents: &[u8],
    (from, to): (u64, u64),
    source: &mut (impl Read + Seek),
) -> io::Result<bool> {
    let length = contents.len() * 2 + 2;
    if to.checked_sub(from) != Some(length as u64) {
        return Ok(false);
    }
    source.seek(SeekFrom::Start(from))?;
    let mut gap = vec![0; length];
    source.read_exact(&mut gap)?;
    let string = gap.strip_prefix(b"<").and_then(|gap| gap.strip_suffix(b">"));
    Ok(string.and_then(unhex).as_deref() == Some(contents))
}

fn is_blank_from(end: u64, source: &mut (impl Read + Seek)) -> io::Result<bool> {
    source.seek(SeekFrom::Start(end))?;
    let mut piece = vec![0; 64 * 1024];
    loop {
        let n_read = source.read(&mut piece)?;
        let read = piece.get(..n_read).unwrap_or_default();
        if !read.iter().all(u8::is_ascii_whitespace) {
            return Ok(false);
        }
        if n_read == 0 {
            return Ok(true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ends_in_order, judge};
    use crate::{Range, RangeFault};

    #[test]
    fn a_range_covers_all_but_the_string_or_is_refused_by_its_fault() {
        let data = b"%PDF <0aFf> and more %%EOF\nlater %%EOF";
        let check = |numbers: &[i64]| judge(numbers, &[10, 255], data);
        assert_eq!(check(&[0, 5, 11, 16]), Range::Whole { gap_start: 5, gap_end: 11, end: 27 });
        let broken = |fault| Range::Broken(fault);
        for (numbers, fault) in [
            (&[0, 5, 11][..], RangeFault::NotARange),
            (&[0, 5, 11, 0], RangeFault::NotARange),
            (&[0, 11, 5, 20], RangeFault::NotARange),
            (&[0, -5, 11, 16], RangeFault::NotARange),
            (&[1, 5, 11, 16], RangeFault::NotFromStart),
            (&[0, 5, 11, i64::MAX], RangeFault::EndsOutside),
            (&[0, 5, 11, 28], RangeFault::EndsOutside),
            (&[0, 5, 11, 10], RangeFault::EndsWithin),
            (&[0, 4, 11, 16], RangeFault::GapHoldsMore),
            (&[0, 5, 12, 15], RangeFault::GapHoldsMore),
            (&[0, 6, 10, 17], RangeFault::GapHoldsMore),
        ] {
            assert_eq!(check(numbers), broken(fault), "{numbers:?}");
        }
        let other = judge(&[0, 5, 11, 16], &[10, 254], data);
        assert_eq!(other, broken(RangeFault::GapHoldsMore));
    }

    #[test]
    fn a_file_says_at_its_end_where_its_table_is() {
        assert!(ends_in_order(b"signed\nxref startxref\n7\n%%EOF\n", 7));
        assert!(!ends_in_order(b"signed\nxref startxref\n7\n%%EOF\n", 8));
        assert!(!ends_in_order(b"signed\nxref startxref\n7\n%%EOF\n1 0 obj", 7));
        assert!(!ends_in_order(b"signed\nxref startxref\n999\n%%EOF", 7));
        assert!(!ends_in_order(b"", 0));
    }
}
