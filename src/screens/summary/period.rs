//! Which period the summary is about: those that are a key away, any other one, and the way back and forth.

use chrono::NaiveDate;

use crate::domain::figures::Period;
use crate::text::days;
use crate::ui::keys::Key;
use crate::ui::menu::{Menu, MenuItem};

/// A period that moves with the day.
struct Moving {
    key: char,
    id: &'static str,
    name: &'static str,
    of: fn(NaiveDate) -> Period,
}

/// The periods of the line, in its order; the first one is what the command takes too.
const MOVING: [Moving; 6] = [
    Moving { key: 'm', id: "this-month", name: "This month", of: Period::month },
    Moving {
        key: 'l',
        id: "last-month",
        name: "Last month",
        of: |day| Period::month(day).previous(),
    },
    Moving { key: 'q', id: "quarter", name: "Quarter", of: Period::quarter },
    Moving {
        key: 'p',
        id: "last-quarter",
        name: "Last quarter",
        of: |day| Period::quarter(day).previous(),
    },
    Moving { key: 'y', id: "year", name: "Year", of: Period::year },
    Moving { key: 'e', id: "last-year", name: "Last year", of: |day| Period::year(day).previous() },
];

/// The last place of the line: any period.
pub(super) const CUSTOM: &str = "Custom";

/// The chosen period. One of the line goes on with the days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Picked {
    /// One of the line, by its place.
    Moving(usize),
    /// Just this one.
    Fixed(Period),
}

impl Default for Picked {
    fn default() -> Self {
        Self::Moving(0)
    }
}

impl Picked {
    /// The period as of a day.
    pub(super) fn period(self, today: NaiveDate) -> Period {
        match self {
            Self::Moving(at) => {
                MOVING.get(at).map_or_else(|| Period::month(today), |moving| (moving.of)(today))
            }
            Self::Fixed(period) => period,
        }
    }

    /// This period: by its place on the line if it is there.
    pub(super) fn of(period: Period, today: NaiveDate) -> Self {
        let place = MOVING.iter().position(|moving| (moving.of)(today) == period);
        place.map_or(Self::Fixed(period), Self::Moving)
    }

    /// The period of today that is as long as the one shown; this month for any other one.
    pub(super) fn of_today(shown: Period) -> Self {
        let is_alike = |span: fn(NaiveDate) -> Period| span(shown.from) == shown;
        let of = |id: &str| Self::named(id).unwrap_or_default();
        if is_alike(Period::quarter) {
            of("quarter")
        } else if is_alike(Period::year) {
            of("year")
        } else {
            of("this-month")
        }
    }

    /// The place on the line.
    pub(super) fn place(self) -> usize {
        match self {
            Self::Moving(at) => at,
            Self::Fixed(_) => MOVING.len(),
        }
    }

    /// The next one of the line, or the one before it.
    pub(super) fn beside(self, forward: bool) -> Self {
        let last = MOVING.len() - 1;
        Self::Moving(match (self, forward) {
            (Self::Moving(at), true) if at < last => at + 1,
            (Self::Moving(_) | Self::Fixed(_), true) => 0,
            (Self::Moving(0) | Self::Fixed(_), false) => last,
            (Self::Moving(at), false) => at - 1,
        })
    }

    /// What the line shows of it, from the left.
    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        MOVING.iter().map(|moving| moving.name).chain([CUSTOM])
    }

    /// The one with this id in the menu; none for any other period.
    pub(super) fn named(id: &str) -> Option<Self> {
        MOVING.iter().position(|moving| moving.id == id).map(Self::Moving)
    }

    /// All of them to choose from.
    pub(super) fn menu(today: NaiveDate) -> Menu {
        let mut items: Vec<MenuItem> = MOVING
            .iter()
            .map(|moving| {
                let label = format!("{:<13} {}", moving.name, (moving.of)(today));
                MenuItem::new(Key::Char(moving.key), moving.id, label)
            })
            .collect();
        let label = format!("{CUSTOM:<13} any two days, a month, quarter or year");
        items.push(MenuItem::new(Key::Char('c'), CUSTOM, label));
        Menu::new("Summary of which period", items)
    }
}

/// Why there are no figures of a period, if there are none.
pub(super) fn against(period: Period, today: NaiveDate) -> Option<String> {
    if period.from > today {
        let today = days::long(today);
        return Some(format!("{period} has not begun: today is {today}"));
    }
    (!period.is_usual()).then(|| "only days between 1900 and 2199 are taken".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    #[test]
    fn a_period_of_the_line_goes_on_with_the_days_and_another_one_stays() {
        let march = Picked::of("2026-03".parse().unwrap(), day("2026-03-31"));
        assert_eq!(march, Picked::Moving(0));
        assert_eq!(march.period(day("2026-04-01")), "2026-04".parse().unwrap());
        let january = Picked::of("2026-01".parse().unwrap(), day("2026-03-31"));
        assert_eq!(january.period(day("2026-04-01")), "2026-01".parse().unwrap());
    }

    #[test]
    fn one_key_goes_round_the_line_both_ways() {
        let mut picked = Picked::default();
        let mut places = Vec::new();
        for _ in 0..7 {
            places.push(picked.place());
            picked = picked.beside(true);
        }
        assert_eq!(places, [0, 1, 2, 3, 4, 5, 0]);
        assert_eq!(Picked::default().beside(false), Picked::Moving(5));
        assert_eq!(Picked::Fixed("2020".parse().unwrap()).beside(true), Picked::Moving(0));
    }

    #[test]
    fn what_has_not_begun_has_no_figures() {
        let against = |period: &str| against(period.parse().unwrap(), day("2026-03-03"));
        assert_eq!(against("2026-03"), None);
        assert_eq!(against("2026"), None);
        assert!(against("2026-04").unwrap().contains("April 2026 has not begun"));
        assert!(against("1815").is_some());
    }
}
