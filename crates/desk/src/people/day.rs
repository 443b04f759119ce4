//! Days by the clocks of a body.

use crate::error::DeskError;
use domain::{Moment, Twice, Zone, ZoneError};
use jiff::civil::Date;

/// The day of an instant, such as `2026-12-01`; `None` beyond the years -9999 to 9999.
pub fn day_of(zone: &Zone, moment: Moment) -> Option<String> {
    zone.wall_of(moment).map(|wall| wall.date().to_string())
}

/// The first instant of a day; `None` for no day.
///
/// # Errors
/// `time-unreadable`.
pub fn begin_of(zone: &Zone, day: &str) -> Result<Option<Moment>, DeskError> {
    let day = day.trim();
    if day.is_empty() {
        return Ok(None);
    }
    let day: Date = day.parse().map_err(|_| DeskError::from_code("time-unreadable"))?;
    Ok(Some(first_moment(zone, day)?))
}

/// The first instant of a day. Where clocks are set forward over midnight, a day begins at one.
pub fn first_moment(zone: &Zone, day: Date) -> Result<Moment, ZoneError> {
    let at = |hour: &str| zone.moment_of(&format!("{day}T{hour}:00"), Some(Twice::First));
    match at("00") {
        Err(ZoneError::Skipped) => at("01"),
        found => found,
    }
}

/// What a screen makes of an instant of which it shows the day: the same instant where the day is the same.
///
/// # Errors
/// As [`begin_of`].
pub fn changed(
    zone: &Zone,
    stands: Option<Moment>,
    day: &str,
) -> Result<Option<Moment>, DeskError> {
    let same = stands.filter(|moment| day_of(zone, *moment).as_deref() == Some(day.trim()));
    if same.is_some() { Ok(same) } else { begin_of(zone, day) }
}

#[cfg(test)]
mod tests {
    use super::{begin_of, changed, day_of};
    use domain::{Moment, Zone};

    #[test]
    fn a_day_begins_when_the_clocks_of_the_body_say_so() {
        let hanoi = Zone::vietnam();
        let begin = begin_of(&hanoi, " 2026-12-01 ").unwrap().unwrap();
        assert_eq!(begin, hanoi.moment_of("2026-12-01T00:00", None).unwrap());
        assert_eq!(day_of(&hanoi, begin).as_deref(), Some("2026-12-01"));
        assert_eq!(begin_of(&hanoi, "").unwrap(), None);
        assert_eq!(begin_of(&hanoi, "01/12/2026").unwrap_err().code(), "time-unreadable");
        // Beirut sets its clocks forward over midnight.
        let beirut = Zone::named("Asia/Beirut").unwrap();
        let begin = begin_of(&beirut, "2026-03-29").unwrap().unwrap();
        assert_eq!(begin, beirut.moment_of("2026-03-29T01:00", None).unwrap());
    }

    #[test]
    fn a_day_that_stays_keeps_its_hour() {
        let zone = Zone::vietnam();
        let noon: Moment = zone.moment_of("2026-12-01T12:00", None).unwrap();
        assert_eq!(changed(&zone, Some(noon), "2026-12-01").unwrap(), Some(noon));
        assert_ne!(changed(&zone, Some(noon), "2026-12-02").unwrap(), Some(noon));
        assert_eq!(changed(&zone, Some(noon), "").unwrap(), None);
    }
}
