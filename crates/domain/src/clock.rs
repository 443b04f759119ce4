use crate::DeviceId;

/// A point in time: microseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

impl Moment {
    /// Takes microseconds since the epoch.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Gives microseconds since the epoch.
    pub const fn as_micros(self) -> i64 {
        self.0
    }
}

/// A hybrid logical time (Kulkarni et al., "Logical Physical Clocks", 2014): orders one member's changes over all
/// of their devices although each device's clock may be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HybridTime {
    /// Largest wall clock seen, in milliseconds since the epoch.
    pub millis: i64,
    /// Counts changes within one millisecond.
    pub counter: u32,
    /// Breaks ties, so that no two changes are equal.
    pub device: DeviceId,
}

impl HybridTime {
    /// Makes the next time for a change on `device`, later than every change in `seen` even if the clock ran back.
    pub fn next(now: Moment, device: DeviceId, seen: Option<HybridTime>) -> Self {
        let millis = now.as_micros().div_euclid(1_000);
        match seen {
            Some(last) if last.millis >= millis => {
                Self { millis: last.millis, counter: last.counter.saturating_add(1), device }
            }
            Some(_) | None => Self { millis, counter: 0, device },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{HybridTime, Moment};
    use crate::DeviceId;
    use uuid::Uuid;

    #[test]
    fn a_clock_a_year_behind_still_writes_after_what_it_has_seen() {
        let laptop = DeviceId::from_uuid(Uuid::from_u128(1));
        let tablet = DeviceId::from_uuid(Uuid::from_u128(2));
        let on_tablet = HybridTime::next(Moment::from_micros(2_000_000_000), tablet, None);
        let on_laptop = HybridTime::next(Moment::from_micros(5), laptop, Some(on_tablet));
        assert!(on_laptop > on_tablet);
        assert!(HybridTime::next(Moment::from_micros(6), laptop, Some(on_laptop)) > on_laptop);
    }
}
