//! Working days, for deadlines. Fixed and Easter-bound holidays are computed; holidays of the lunar calendar and of
//! yearly decisions stand in a table as far as it was checked, and a body adds the rest as data.
//!
//! Sources: Vietnam, Labour Code 2019, Article 112 (the two days around 2 September and the five of Tết are placed by
//! yearly decision: a body corrects them by data); Estonia, Public Holidays and Days of National Importance Act,
//! section 1; England and Wales, Banking and Financial Dealings Act 1971 with its proclaimed substitute days; European
//! Union, the days on which the General Secretariat of the Council is closed every year; New Zealand, Holidays Act
//! 2003 with the Matariki dates of the Te Kāhui o Matariki Public Holiday Act 2022.

use crate::{Moment, Zone};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date, time};
use std::collections::BTreeSet;

/// Whose public holidays are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "named by themselves")]
pub enum Country {
    Vietnam,
    Estonia,
    UnitedKingdom,
    EuropeanUnion,
    NewZealand,
}

/// The working days of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// Whose public holidays.
    pub country: Country,
    /// Further days on which nobody works.
    pub closed: BTreeSet<Date>,
    /// Weekend days or holidays on which people work all the same.
    pub opened: BTreeSet<Date>,
}

/// First day of Tết, the lunar new year in Vietnam (UTC+7), and the tenth of the third lunar month of the same year.
const LUNAR: [(Date, Date); 7] = [
    (date(2024, 2, 10), date(2024, 4, 18)),
    (date(2025, 1, 29), date(2025, 4, 7)),
    (date(2026, 2, 17), date(2026, 4, 26)),
    (date(2027, 2, 6), date(2027, 4, 16)),
    (date(2028, 1, 26), date(2028, 4, 4)),
    (date(2029, 2, 13), date(2029, 4, 23)),
    (date(2030, 2, 2), date(2030, 4, 12)),
];

/// Matariki, by Schedule 1 of its Act.
const MATARIKI: [Date; 7] = [
    date(2024, 6, 28),
    date(2025, 6, 20),
    date(2026, 7, 10),
    date(2027, 6, 25),
    date(2028, 7, 14),
    date(2029, 7, 6),
    date(2030, 6, 21),
];

/// Years of which it is known that nothing was proclaimed in England and Wales besides the days of the Act.
const UK_LOOKED_UP: std::ops::RangeInclusive<i16> = 2024..=2026;

impl Calendar {
    /// The hour at which a working day ends, and with it a deadline.
    pub const CLOSING_HOUR: i8 = 17;

    /// A country's calendar with nothing added.
    pub fn of(country: Country) -> Self {
        Self { country, closed: BTreeSet::new(), opened: BTreeSet::new() }
    }

    /// Whether people work on that day.
    pub fn is_working(&self, day: Date) -> bool {
        if self.opened.contains(&day) {
            return true;
        }
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        !weekend
            && !self.closed.contains(&day)
            && !holidays(self.country, day.year()).contains(&day)
    }

    /// Whether the holidays of that year are all known; where not, deadlines near them want a person's eye.
    ///
    /// Vietnam places days off by a decision of each year, and so does the General Secretariat of the Council: their
    /// years are known once the body has entered a day of them. The United Kingdom may proclaim days besides those of
    /// the Act; its years are known as far as they were looked up.
    pub fn knows(&self, year: i16) -> bool {
        let mut entered = self.closed.iter().chain(&self.opened);
        match self.country {
            Country::Vietnam => {
                LUNAR.iter().any(|(tet, _)| tet.year() == year)
                    && entered.any(|day| day.year() == year)
            }
            Country::EuropeanUnion => entered.any(|day| day.year() == year),
            Country::UnitedKingdom => UK_LOOKED_UP.contains(&year),
            Country::NewZealand => MATARIKI.iter().any(|day| day.year() == year),
            Country::Estonia => true,
        }
    }

    /// Whether the holidays of every year between two instants are all known, so that working days counted between
    /// them can be relied on. The order of the two does not matter.
    pub fn knows_between(&self, zone: &Zone, one: Moment, other: Moment) -> bool {
        let (Some(first), Some(last)) =
            (zone.wall_of(one.min(other)), zone.wall_of(one.max(other)))
        else {
            return false;
        };
        (first.year()..=last.year()).all(|year| self.knows(year))
    }

    /// The end of the `working_days`-th working day after the day of `from`: "clear" days, the first not counted.
    /// `None` only at the end of time.
    pub fn deadline(&self, zone: &Zone, from: Moment, working_days: u32) -> Option<Moment> {
        let mut day = zone.wall_of(from)?.date();
        let mut left = working_days;
        while left > 0 {
            day = day.checked_add(1.day()).ok()?;
            if self.is_working(day) {
                left -= 1;
            }
        }
        zone.moment_near(day.to_datetime(time(Self::CLOSING_HOUR, 0, 0, 0)))
    }

    /// Working days between two instants: those after the day of `from`, up to the day of `to`.
    pub fn working_days_between(&self, zone: &Zone, from: Moment, to: Moment) -> u32 {
        let (Some(first), Some(last)) = (zone.wall_of(from), zone.wall_of(to)) else {
            return 0;
        };
        let mut day = first.date();
        let mut n_days = 0;
        while day < last.date() {
            let Ok(next) = day.checked_add(1.day()) else {
                return n_days;
            };
            day = next;
            n_days += u32::from(self.is_working(day));
        }
        n_days
    }

    /// The same time of day, on the last working day at or before the given one.
    pub fn working_day_at_or_before(&self, zone: &Zone, at: Moment) -> Option<Moment> {
        let wall = zone.wall_of(at)?;
        let mut day = wall.date();
        while !self.is_working(day) {
            day = day.checked_sub(1.day()).ok()?;
        }
        zone.moment_near(day.to_datetime(wall.time()))
    }
}

fn holidays(country: Country, year: i16) -> BTreeSet<Date> {
    let mut days = BTreeSet::new();
    match country {
        Country::Vietnam => vietnam(year, &mut days),
        Country::Estonia => estonia(year, &mut days),
        Country::UnitedKingdom => united_kingdom(year, &mut days),
        Country::EuropeanUnion => european_union(year, &mut days),
        Country::NewZealand => new_zealand(year, &mut days),
    }
    days
}

fn fixed(days: &mut BTreeSet<Date>, year: i16, list: &[(i8, i8)]) {
    days.extend(list.iter().filter_map(|(month, day)| Date::new(year, *month, *day).ok()));
}

/// Adds days counted from Easter Sunday.
fn around_easter(days: &mut BTreeSet<Date>, year: i16, offsets: &[i64]) {
    let Some(easter) = easter(year) else {
        return;
    };
    days.extend(offsets.iter().filter_map(|offset| easter.checked_add(offset.days()).ok()));
}

fn vietnam(year: i16, days: &mut BTreeSet<Date>) {
    let mut named = BTreeSet::new();
    fixed(&mut named, year, &[(1, 1), (4, 30), (5, 1), (9, 2)]);
    if let Some((tet, kings)) = LUNAR.iter().find(|(tet, _)| tet.year() == year) {
        // The eve and the first four days is the commonest of the yearly decisions.
        named.extend((-1..=3_i64).filter_map(|offset| tet.checked_add(offset.days()).ok()));
        named.insert(*kings);
    }
    fixed(&mut named, year, &[(9, 1)]);
    substitute_after(&named, days);
}

fn estonia(year: i16, days: &mut BTreeSet<Date>) {
    fixed(
        days,
        year,
        &[(1, 1), (2, 24), (5, 1), (6, 23), (6, 24), (8, 20), (12, 24), (12, 25), (12, 26)],
    );
    around_easter(days, year, &[-2, 0, 49]);
}

fn united_kingdom(year: i16, days: &mut BTreeSet<Date>) {
    let mut named = BTreeSet::new();
    fixed(&mut named, year, &[(1, 1), (12, 25), (12, 26)]);
    substitute_after(&named, days);
    around_easter(days, year, &[-2, 1]);
    let mondays = [(5, 1), (5, -1), (8, -1)];
    days.extend(mondays.iter().filter_map(|(month, nth)| monday(year, *month, *nth)));
}

fn european_union(year: i16, days: &mut BTreeSet<Date>) {
    fixed(days, year, &[(1, 1), (1, 2), (5, 1), (5, 9), (7, 21), (8, 15), (11, 1), (11, 2)]);
    fixed(
        days,
        year,
        &[(12, 24), (12, 25), (12, 26), (12, 27), (12, 28), (12, 29), (12, 30), (12, 31)],
    );
    around_easter(days, year, &[-3, -2, 1, 39, 40, 50]);
}

fn new_zealand(year: i16, days: &mut BTreeSet<Date>) {
    for pair in [[(1, 1), (1, 2)], [(12, 25), (12, 26)]] {
        let mut named = BTreeSet::new();
        fixed(&mut named, year, &pair);
        substitute_after(&named, days);
    }
    for single in [(2, 6), (4, 25)] {
        let mut named = BTreeSet::new();
        fixed(&mut named, year, &[single]);
        substitute_after(&named, days);
    }
    around_easter(days, year, &[-2, 1]);
    days.extend(monday(year, 6, 1));
    days.extend(monday(year, 10, 4));
    days.extend(MATARIKI.iter().filter(|day| day.year() == year));
}

/// Puts holidays into `days`; each that falls on a weekend gives the next day that is free of both instead.
fn substitute_after(named: &BTreeSet<Date>, days: &mut BTreeSet<Date>) {
    days.extend(named.iter().copied());
    for holiday in named {
        if !matches!(holiday.weekday(), Weekday::Saturday | Weekday::Sunday) {
            continue;
        }
        let mut day = *holiday;
        while matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) || days.contains(&day) {
            let Ok(next) = day.checked_add(1.day()) else {
                return;
            };
            day = next;
        }
        days.insert(day);
    }
}

fn monday(year: i16, month: i8, nth: i8) -> Option<Date> {
    Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, Weekday::Monday).ok()
}

/// Easter Sunday (Gregorian computus of J.-M. Oudin, 1940).
fn easter(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    let century = year_number / 100;
    let golden = year_number % 19;
    let skipped = (century - 17) / 25;
    let epact = (century - century / 4 - (century - skipped) / 3 + 19 * golden + 15) % 30;
    let moon =
        epact - (epact / 28) * (1 - (epact / 28) * (29 / (epact + 1)) * ((21 - golden) / 11));
    let weekday = (year_number + year_number / 4 + moon + 2 - century + century / 4).rem_euclid(7);
    let before = moon - weekday;
    let month = 3 + (before + 40) / 44;
    let day = before + 28 - 31 * (month / 4);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::{Calendar, Country, easter};
    use crate::Zone;
    use jiff::civil::date;

    #[test]
    fn easter_falls_where_the_tables_say() {
        for (year, month, day) in
            [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25)]
        {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
    }

    #[test]
    fn each_country_rests_on_its_own_days() {
        for (country, day, works) in [
            (Country::Vietnam, date(2026, 2, 17), false),
            (Country::Vietnam, date(2026, 2, 16), false),
            (Country::Vietnam, date(2026, 4, 27), false),
            (Country::Vietnam, date(2026, 9, 1), false),
            (Country::Vietnam, date(2026, 12, 25), true),
            (Country::Estonia, date(2026, 2, 24), false),
            (Country::Estonia, date(2026, 4, 3), false),
            (Country::Estonia, date(2026, 4, 6), true),
            (Country::UnitedKingdom, date(2026, 12, 28), false),
            (Country::UnitedKingdom, date(2027, 12, 27), false),
            (Country::UnitedKingdom, date(2027, 12, 28), false),
            (Country::UnitedKingdom, date(2026, 8, 31), false),
            (Country::EuropeanUnion, date(2026, 5, 14), false),
            (Country::NewZealand, date(2026, 7, 10), false),
            (Country::NewZealand, date(2027, 2, 8), false),
            (Country::NewZealand, date(2022, 1, 4), false),
        ] {
            assert_eq!(Calendar::of(country).is_working(day), works, "{country:?} {day}");
        }
    }

    #[test]
    fn a_deadline_counts_clear_working_days_and_ends_at_five_in_the_local_zone() {
        let zone = Zone::vietnam();
        let mut calendar = Calendar::of(Country::Vietnam);
        let from = zone.moment_of("2026-04-24T09:00", None).unwrap();
        let due = |calendar: &Calendar| {
            zone.wall_of(calendar.deadline(&zone, from, 3).unwrap()).unwrap().to_string()
        };
        // Friday; the weekend, the Hung Kings' substitute Monday, then Tuesday and Wednesday; Thursday 30 April and
        // Friday 1 May are holidays, so that the third working day is Monday 4 May.
        assert_eq!(due(&calendar), "2026-05-04T17:00:00");
        calendar.opened.insert(date(2026, 4, 25));
        assert_eq!(due(&calendar), "2026-04-29T17:00:00");
        calendar.closed.insert(date(2026, 4, 29));
        assert_eq!(due(&calendar), "2026-05-04T17:00:00");
    }

    #[test]
    fn a_deadline_keeps_its_wall_time_when_clocks_change() {
        let zone = Zone::named("Europe/Tallinn").unwrap();
        let from = zone.moment_of("2026-10-23T09:00", None).unwrap();
        let due = Calendar::of(Country::Estonia).deadline(&zone, from, 1).unwrap();
        assert_eq!(zone.wall_of(due).unwrap().to_string(), "2026-10-26T17:00:00");
    }

    #[test]
    fn years_beyond_the_tables_are_admitted_to_be_unknown() {
        assert!(Calendar::of(Country::Estonia).knows(2031));
        assert!(Calendar::of(Country::NewZealand).knows(2027));
        assert!(!Calendar::of(Country::NewZealand).knows(2031));
    }

    #[test]
    fn years_that_wait_for_a_decision_are_not_called_known() {
        // Once, every year of the Union and of the United Kingdom was called known, and every Vietnamese year of which
        // the moon was known, although a decision of each year places the days off.
        assert!(Calendar::of(Country::UnitedKingdom).knows(2026));
        assert!(!Calendar::of(Country::UnitedKingdom).knows(2040));
        for country in [Country::Vietnam, Country::EuropeanUnion] {
            let mut calendar = Calendar::of(country);
            assert!(!calendar.knows(2027), "{country:?}");
            calendar.closed.insert(date(2027, 2, 12));
            assert!(calendar.knows(2027), "{country:?}");
            assert!(!calendar.knows(2028), "{country:?}");
        }
        let mut calendar = Calendar::of(Country::Vietnam);
        calendar.closed.insert(date(2031, 1, 24));
        assert!(!calendar.knows(2031), "the moon of 2031 is not in the table");
    }

    #[test]
    fn a_day_before_a_deadline_moves_back_to_a_working_day() {
        let zone = Zone::vietnam();
        let sunday = zone.moment_of("2026-11-22T08:00", None).unwrap();
        let moved = Calendar::of(Country::Vietnam).working_day_at_or_before(&zone, sunday).unwrap();
        assert_eq!(zone.wall_of(moved).unwrap().to_string(), "2026-11-20T08:00:00");
    }
}
