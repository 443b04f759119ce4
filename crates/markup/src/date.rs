//! Dates as PDF and XFDF write them: `D:YYYYMMDDHHmmSSOHH'mm'` (ISO 32000-1, 7.9.4).

use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use jiff::{Span, Timestamp};

/// A date in UTC; `None` for years that the format does not have.
pub(crate) fn write(at: Timestamp) -> Option<String> {
    let at = at.to_zoned(TimeZone::UTC);
    (0..=9999).contains(&at.year()).then(|| at.strftime("D:%Y%m%d%H%M%SZ").to_string())
}

/// A date of this form, with or without `D:`, with or without its later parts, or of ISO 8601, which some programs
/// write; without an offset it counts as UTC. `None` for what is neither.
pub(crate) fn read(words: &str) -> Option<Timestamp> {
    let words = words.trim();
    let digits = words.strip_prefix("D:").unwrap_or(words);
    if !digits.bytes().take(8).all(|byte| byte.is_ascii_digit()) || digits.len() < 4 {
        return words.parse().ok().or_else(|| of_civil(words.parse().ok()?, 0));
    }
    let n_digits = digits.bytes().take(14).take_while(u8::is_ascii_digit).count();
    let part = |from: usize, to: usize, otherwise: i16| match digits.get(from..to) {
        Some(part) if to <= n_digits => part.parse().ok(),
        Some(_) | None => (n_digits <= from).then_some(otherwise),
    };
    let small =
        |from, to, otherwise| part(from, to, otherwise).and_then(|one| i8::try_from(one).ok());
    let civil = DateTime::new(
        part(0, 4, 1)?,
        small(4, 6, 1)?,
        small(6, 8, 1)?,
        small(8, 10, 0)?,
        small(10, 12, 0)?,
        small(12, 14, 0)?,
        0,
    );
    of_civil(civil.ok()?, offset(digits.get(n_digits..)?)?)
}

fn of_civil(civil: DateTime, offset_seconds: i32) -> Option<Timestamp> {
    let at = Offset::UTC.to_timestamp(civil).ok()?;
    at.checked_sub(Span::new().seconds(offset_seconds)).ok()
}

/// Seconds that `+07'00'`, `-0330`, `Z` or nothing are east of UTC.
fn offset(words: &str) -> Option<i32> {
    let sign = match words.chars().next() {
        None | Some('Z') => return Some(0),
        Some('+') => 1,
        Some('-') => -1,
        Some(_) => return None,
    };
    let digits: String = words.chars().filter(char::is_ascii_digit).take(4).collect();
    let hours: i32 = digits.get(..2)?.parse().ok()?;
    let minutes: i32 = digits.get(2..4).map_or(Some(0), |minutes| minutes.parse().ok())?;
    (hours < 24 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use jiff::Timestamp;

    #[test]
    fn dates_of_other_programs_are_read() {
        let check = |words: &str, expected: Option<&str>| {
            assert_eq!(read(words), expected.map(|at| at.parse().unwrap()), "{words}");
        };
        check("D:20261122140919+07'00'", Some("2026-11-22T07:09:19Z"));
        check("D:20261122140919+07'00", Some("2026-11-22T07:09:19Z"));
        check("D:20261122070919Z00'00'", Some("2026-11-22T07:09:19Z"));
        check("20261122033919-0330", Some("2026-11-22T07:09:19Z"));
        check("D:20261122", Some("2026-11-22T00:00:00Z"));
        check("D:2026", Some("2026-01-01T00:00:00Z"));
        check("2026-11-22T14:09:19+07:00", Some("2026-11-22T07:09:19Z"));
        check("2026-11-22T07:09:19", Some("2026-11-22T07:09:19Z"));
        check("D:20261322", None);
        check("D:2026112", None);
        check("D:20261122070919+99'00'", None);
        check("yesterday", None);
        check("", None);
        check("D:ắằẳẵ", None);
    }

    #[test]
    fn a_written_date_comes_back() {
        let at: Timestamp = "2026-11-22T07:09:19Z".parse().unwrap();
        assert_eq!(write(at).as_deref(), Some("D:20261122070919Z"));
        assert_eq!(read(&write(at).unwrap()), Some(at));
        assert_eq!(write("-000044-03-15T12:00:00Z".parse().unwrap()), None);
    }
}
