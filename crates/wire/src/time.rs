use domain::Moment;
use jiff::Timestamp;

/// Writes a moment as a timestamp; moments outside years -9999 to 9999 become the nearest one inside.
pub fn moment_to_wire(moment: Moment) -> Timestamp {
    Timestamp::from_microsecond(moment.as_micros()).unwrap_or(if moment.as_micros() < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    })
}

/// Reads a timestamp, cutting what is finer than a microsecond.
pub fn wire_to_moment(timestamp: Timestamp) -> Moment {
    Moment::from_micros(timestamp.as_microsecond())
}
