//! Local times and time zones. The zone rules come with the program (the IANA database of its build), so that server,
//! laptop and auditor turn the same wall clock into the same instant.

use crate::Moment;
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};
use std::fmt;

/// A time zone by its IANA name, such as `Asia/Ho_Chi_Minh`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Zone(String);

/// Which of two instants is meant where clocks are set back and a wall time comes twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Twice {
    /// The earlier one, still in summer time.
    First,
    /// The later one.
    Second,
}

/// Why a wall time names no instant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ZoneError {
    /// Not in the database.
    #[error("there is no time zone {0}")]
    Unknown(String),
    /// Not a date and time.
    #[error("this is not a date and a time")]
    NotATime,
    /// Clocks are set forward over it: it does not exist on that day.
    #[error("clocks are set forward over this time, so it does not exist on that day")]
    Skipped,
    /// Clocks are set back over it: it comes twice, and nobody said which is meant.
    #[error("clocks are set back over this time, so it comes twice on that day")]
    Twice,
}

impl Zone {
    /// Vietnam's zone.
    pub const VIETNAM: &'static str = "Asia/Ho_Chi_Minh";

    /// Takes a zone's name.
    ///
    /// # Errors
    /// [`ZoneError::Unknown`].
    pub fn named(name: &str) -> Result<Self, ZoneError> {
        let known = TimeZoneDatabase::bundled().get(name);
        known.map(|_| Self(name.to_owned())).map_err(|_| ZoneError::Unknown(name.to_owned()))
    }

    /// Vietnam's zone.
    pub fn vietnam() -> Self {
        Self(Self::VIETNAM.to_owned())
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.0
    }

    /// The instant of a wall time such as `2026-12-03T08:30`.
    ///
    /// # Errors
    /// [`ZoneError`] for text that is no time, a time that does not exist, and one that comes twice while `twice` is
    /// `None`.
    pub fn moment_of(&self, wall: &str, twice: Option<Twice>) -> Result<Moment, ZoneError> {
        let wall: DateTime = wall.parse().map_err(|_| ZoneError::NotATime)?;
        let ambiguous = self.rules().to_ambiguous_timestamp(wall);
        let resolved = match (ambiguous.offset(), twice) {
            (AmbiguousOffset::Gap { .. }, _) => return Err(ZoneError::Skipped),
            (AmbiguousOffset::Fold { .. }, None) => return Err(ZoneError::Twice),
            (AmbiguousOffset::Fold { .. }, Some(Twice::First)) => ambiguous.earlier(),
            (AmbiguousOffset::Fold { .. }, Some(Twice::Second)) => ambiguous.later(),
            (AmbiguousOffset::Unambiguous { .. }, _) => ambiguous.unambiguous(),
        };
        let resolved = resolved.map_err(|_| ZoneError::NotATime)?;
        Ok(Moment::from_micros(resolved.as_microsecond()))
    }

    /// The wall time of an instant; `None` beyond the years -9999 to 9999.
    pub fn wall_of(&self, moment: Moment) -> Option<DateTime> {
        let instant = jiff::Timestamp::from_microsecond(moment.as_micros()).ok()?;
        Some(self.rules().to_datetime(instant))
    }

    /// The instant of a wall time, moved forward out of a gap and taken as the earlier of two: for deadlines, which
    /// nobody can be asked about.
    pub(crate) fn moment_near(&self, wall: DateTime) -> Option<Moment> {
        let instant = self.rules().to_ambiguous_timestamp(wall).compatible().ok()?;
        Some(Moment::from_micros(instant.as_microsecond()))
    }

    fn rules(&self) -> TimeZone {
        // The name was checked when the zone was made; a zone taken out of a newer program's database reads as UTC.
        TimeZoneDatabase::bundled().get(&self.0).unwrap_or(TimeZone::UTC)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::{Twice, Zone, ZoneError};

    fn zone(name: &str) -> Zone {
        Zone::named(name).unwrap()
    }

    #[test]
    fn the_same_hour_in_two_zones_is_two_instants() {
        let hanoi = zone("Asia/Ho_Chi_Minh").moment_of("2026-12-03T08:30", None).unwrap();
        let tallinn = zone("Europe/Tallinn").moment_of("2026-12-03T08:30", None).unwrap();
        assert_eq!(tallinn.as_micros() - hanoi.as_micros(), 5 * 3_600_000_000);
        assert_eq!(
            zone("Asia/Ho_Chi_Minh").wall_of(hanoi).unwrap().to_string(),
            "2026-12-03T08:30:00"
        );
    }

    #[test]
    fn a_time_that_clocks_jump_over_is_refused_and_one_that_comes_twice_is_asked_about() {
        let tallinn = zone("Europe/Tallinn");
        assert_eq!(tallinn.moment_of("2026-03-29T03:30", None), Err(ZoneError::Skipped));
        assert_eq!(tallinn.moment_of("2026-10-25T03:30", None), Err(ZoneError::Twice));
        let first = tallinn.moment_of("2026-10-25T03:30", Some(Twice::First)).unwrap();
        let second = tallinn.moment_of("2026-10-25T03:30", Some(Twice::Second)).unwrap();
        assert_eq!(second.as_micros() - first.as_micros(), 3_600_000_000);
    }

    #[test]
    fn nonsense_is_named() {
        assert_eq!(Zone::named("Hanoi"), Err(ZoneError::Unknown("Hanoi".to_owned())));
        assert_eq!(zone("UTC").moment_of("tomorrow", None), Err(ZoneError::NotATime));
        assert_eq!(zone("UTC").moment_of("2026-02-30T10:00", None), Err(ZoneError::NotATime));
    }
}
