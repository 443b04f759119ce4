//! Times as certificates and PDF write them, in seconds since 1970.

use crate::asn1::{Element, GENERALIZED_TIME, UTC_TIME};
use jiff::civil::DateTime;
use jiff::{Timestamp, tz::TimeZone};

/// The moment so many seconds after 1970; what a calendar cannot hold is its end.
pub fn moment(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap_or(if seconds < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    })
}

/// `UTCTime` or `GeneralizedTime`, always in UTC here (RFC 5280, 4.1.2.5); fractions of a second are let go.
pub fn read_time(element: &Element<'_>) -> Option<i64> {
    let text = std::str::from_utf8(element.content).ok()?.strip_suffix('Z')?;
    let text = text.split('.').next()?;
    match element.tag {
        UTC_TIME => {
            let (year, rest) = number(text, 2)?;
            seconds(if year < 50 { 2000 + year } else { 1900 + year }, rest)
        }
        GENERALIZED_TIME => {
            let (year, rest) = number(text, 4)?;
            seconds(year, rest)
        }
        _ => None,
    }
}

/// `D:20260601150000+07'00'` (ISO 32000-1, 7.9.4).
pub fn read_pdf_date(text: &str) -> Option<i64> {
    let text = text.strip_prefix("D:").unwrap_or(text);
    let at = text.find(['+', '-', 'Z']).unwrap_or(text.len());
    let (date, zone) = text.split_at_checked(at)?;
    let (year, rest) = number(date, 4)?;
    let local = seconds(year, rest)?;
    let east = match zone.chars().next() {
        Some('+') => 1,
        Some('-') => -1,
        Some(_) | None => return Some(local),
    };
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let (hours, rest) = number(&digits, 2)?;
    let minutes = number(rest, 2).map_or(0, |(minutes, _)| minutes);
    Some(local - east * i64::from(hours * 60 + minutes) * 60)
}

/// Month, day, hours, minutes, seconds, of which the last ones may be missing.
fn seconds(year: i16, rest: &str) -> Option<i64> {
    let mut values = [1, 1, 0, 0, 0];
    let mut rest = rest;
    for value in &mut values {
        if rest.is_empty() {
            break;
        }
        (*value, rest) = number(rest, 2)?;
    }
    let [month, day, hour, minute, second] = values.map(|value| i8::try_from(value).ok());
    // A leap second is the last one of its minute.
    let time = DateTime::new(year, month?, day?, hour?, minute?, second?.min(59), 0).ok()?;
    Some(time.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second())
}

fn number(text: &str, n_digits: usize) -> Option<(i16, &str)> {
    let (digits, rest) = text.split_at_checked(n_digits)?;
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().ok().map(|number| (number, rest)))?
}

#[cfg(test)]
mod tests {
    use super::{read_pdf_date, read_time};
    use crate::asn1::{Element, GENERALIZED_TIME, UTC_TIME};

    #[test]
    fn times_of_certificates() {
        let read = |tag, content: &'static str| {
            read_time(&Element { tag, content: content.as_bytes(), raw: b"" })
        };
        assert_eq!(read(UTC_TIME, "260601080000Z"), Some(1_780_300_800));
        assert_eq!(read(UTC_TIME, "500101000000Z"), Some(-631_152_000));
        assert_eq!(read(GENERALIZED_TIME, "20260601080000Z"), Some(1_780_300_800));
        assert_eq!(read(GENERALIZED_TIME, "20260601080000.123Z"), Some(1_780_300_800));
        for wrong in
            ["20261301080000Z", "20260601080000", "2026é601080000Z", "Z", "20260601080000+0700"]
        {
            assert_eq!(read(GENERALIZED_TIME, wrong), None, "{wrong}");
        }
    }

    #[test]
    fn dates_of_pdf() {
        for (text, expected) in [
            ("D:20260601150000+07'00'", Some(1_780_300_800)),
            ("D:20260601150000+0700", Some(1_780_300_800)),
            ("D:20260601080000Z", Some(1_780_300_800)),
            ("20260601080000", Some(1_780_300_800)),
            ("D:2026", Some(1_767_225_600)),
            ("D:", None),
            ("D:20269999", None),
            ("D:é", None),
        ] {
            assert_eq!(read_pdf_date(text), expected, "{text}");
        }
    }
}
