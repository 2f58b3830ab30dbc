//! How a figure went over the twelve months up to the as-of day, for charts and sparklines.

use chrono::NaiveDate;

use crate::domain::figures::{Figure, Period, View};
use crate::domain::scheme::Scheme;
use crate::text::days::add_months;

/// The figures that are followed from month to month; all of them are dated, and ask for pairs and
/// their meetings alone.
const FOLLOWED: &[&str] = &["active-pairs", "hours-delivered"];

/// How many months are followed.
const MONTHS: i32 = 12;

/// A figure month by month.
#[derive(Debug, Clone)]
pub struct Trend {
    /// Its row of the table.
    pub figure: &'static Figure,
    /// The months, the oldest first, with the value of each; the last one may not be over.
    pub points: Vec<(Period, Option<f64>)>,
}

/// The trends up to a day; what is dated after it does not count.
pub(super) fn trends(scheme: &Scheme, as_of: NaiveDate) -> Vec<Trend> {
    let followed: Vec<_> = FOLLOWED.iter().filter_map(|id| Figure::named(id)).collect();
    let mut trends: Vec<Trend> =
        followed.iter().map(|figure| Trend { figure, points: Vec::new() }).collect();
    for back in (0..MONTHS).rev() {
        let month = Period::month(add_months(Period::month(as_of).from, -back));
        let view = View::of_pairs(scheme, month, as_of);
        for trend in &mut trends {
            trend.points.push((month, trend.figure.value(&view).value));
        }
    }
    trends
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes::MeetingStatus;
    use crate::domain::hand::{Hand, day};

    #[test]
    fn each_month_has_the_figure_of_that_month_and_nothing_after_the_day_counts() {
        let mut hand = Hand::default();
        let mentor = hand.mentor("Ann", "2026-01-01", 3);
        let mentee = hand.mentee("Bo", "2026-01-01");
        let pair = hand.pair(mentee, mentor, "2026-02-10", "2026-08-10");
        hand.meeting(pair, "2026-02-20", MeetingStatus::Held, Some(90));
        hand.meeting(pair, "2026-03-05", MeetingStatus::Held, Some(60));
        let trends = trends(hand.scheme(), day("2026-03-04"));
        let points = |at: usize| {
            let last = trends[at].points.iter().rev().take(3);
            last.map(|(month, value)| (month.from.to_string(), *value)).collect::<Vec<_>>()
        };
        let month = |iso: &str, value: f64| (iso.to_owned(), Some(value));
        assert_eq!(trends[0].points.len(), 12);
        assert_eq!(
            points(0),
            [month("2026-03-01", 1.0), month("2026-02-01", 1.0), month("2026-01-01", 0.0)]
        );
        // the meeting of 5 March lies after the day
        assert_eq!(
            points(1),
            [month("2026-03-01", 0.0), month("2026-02-01", 1.5), month("2026-01-01", 0.0)]
        );
    }

    #[test]
    fn every_figure_that_is_followed_exists_and_is_dated() {
        for id in FOLLOWED {
            assert!(Figure::named(id).is_some_and(|figure| figure.dated), "{id}");
        }
    }
}
