//! By how much a figure went up or down since the periods it is compared with, in words that need no colour.

use crate::domain::figures::value::cents;
use crate::domain::figures::{FigureLine, Unit, Value, Went, rounded};

/// How a figure differs from that of another period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which way.
    pub went: Went,
    /// By how much, of the numbers as they are said: `+8` from 62 % to 70 %.
    pub by: String,
}

impl Change {
    /// `+8 better`, `-2 worse`, `+3`, `same`.
    pub fn said(&self) -> String {
        let by = &self.by;
        match self.went {
            Went::Better => format!("{by} better"),
            Went::Worse => format!("{by} worse"),
            Went::Other => by.clone(),
            Went::Same => "same".to_owned(),
        }
    }
}

impl FigureLine {
    /// How it differs from the period before; none where [`FigureLine::went`] is none.
    pub fn since_before(&self, is_over: bool) -> Option<Change> {
        self.since(&self.previous, is_over)
    }

    /// How it differs from the same period a year earlier; none under the same conditions.
    pub fn since_year_earlier(&self, is_over: bool) -> Option<Change> {
        self.since(&self.year_earlier, is_over)
    }

    fn since(&self, before: &Value, is_over: bool) -> Option<Change> {
        let went = self.went_since(before, is_over)?;
        let (now, was) = (self.value.value?, before.value?);
        // the difference of what is read, so that nobody finds another one
        let difference = |steps: f64| ((now * steps).round() - (was * steps).round()) / steps;
        let by = match self.figure.unit {
            Unit::Share => signed(difference(100.0) * 100.0, rounded),
            Unit::Money | Unit::MoneyPer => signed(difference(100.0), cents),
            Unit::Count
            | Unit::Days
            | Unit::MeanMonths
            | Unit::MedianMonths
            | Unit::Hours
            | Unit::PerPairMonth
            | Unit::Score
            | Unit::Ratio => signed(difference(10.0), rounded),
        };
        Some(Change { went, by })
    }
}

/// A number with its sign.
fn signed(number: f64, said: fn(f64) -> String) -> String {
    let sign = if number < 0.0 { '-' } else { '+' };
    format!("{sign}{}", said(number.abs()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::figures::Figure;

    fn line(id: &str, now: Option<f64>, before: Option<f64>) -> FigureLine {
        let value = |value| Value { value, ..Value::default() };
        FigureLine {
            figure: Figure::named(id).unwrap(),
            definition: String::new(),
            value: value(now),
            previous: value(before),
            year_earlier: value(None),
        }
    }

    fn said(id: &str, now: f64, before: f64) -> String {
        line(id, Some(now), Some(before)).since_before(true).unwrap().said()
    }

    #[test]
    fn a_change_is_said_with_its_sign_and_whether_it_is_good() {
        assert_eq!(said("match-rate", 0.70, 0.62), "+8 better");
        assert_eq!(said("match-rate", 0.62, 0.70), "-8 worse");
        assert_eq!(said("overdue-now", 2.0, 5.0), "-3 better");
        assert_eq!(said("median-response-time", 7.5, 6.0), "+1.5 worse");
        assert_eq!(said("new-pairs", 4.0, 4.0), "same");
        assert_eq!(said("spent", 1250.0, 1000.5), "+249.50");
    }

    #[test]
    fn the_change_is_that_of_the_numbers_as_they_are_read() {
        // 66.6 % reads 67, 62.5 % reads 63
        assert_eq!(said("match-rate", 0.666, 0.625), "+4 better");
        assert_eq!(said("match-rate", 0.701, 0.699), "same");
    }

    #[test]
    fn what_is_not_known_or_half_over_has_no_change() {
        assert_eq!(line("match-rate", None, Some(0.5)).since_before(true), None);
        assert_eq!(line("match-rate", Some(0.5), Some(0.4)).since_year_earlier(true), None);
        assert_eq!(line("new-pairs", Some(1.0), Some(4.0)).since_before(false), None);
        assert!(line("match-rate", Some(0.5), Some(0.4)).since_before(false).is_some());
    }
}
