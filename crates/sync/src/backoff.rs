use std::time::Duration;

const FIRST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(30);

/// How long to wait after `n_failures` failures in a row: doubling from a second to half a minute, and of that a
/// random share between half and all, `chance` being 0 to 255.
pub fn delay_after(n_failures: u32, chance: u8) -> Duration {
    let doublings = n_failures.saturating_sub(1).min(10);
    let full = FIRST.saturating_mul(1 << doublings).min(LONGEST);
    full / 2 + full.mul_f64(0.5 * f64::from(chance) / 255.0)
}

#[cfg(test)]
mod tests {
    use super::delay_after;
    use std::time::Duration;

    #[test]
    fn waiting_doubles_up_to_half_a_minute_and_never_vanishes() {
        assert_eq!(delay_after(1, 255), Duration::from_secs(1));
        assert_eq!(delay_after(3, 255), Duration::from_secs(4));
        assert_eq!(delay_after(3, 0), Duration::from_secs(2));
        assert_eq!(delay_after(u32::MAX, 255), Duration::from_secs(30));
    }
}
