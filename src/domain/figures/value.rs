//! What a figure comes to: its value, numerator and denominator, the records behind it, and how it is said.

use crate::domain::figures::Unit;
use crate::domain::ids::AnyId;

/// The value of a figure for one period.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Value {
    /// The figure itself; none where there was nothing to divide by or to take the middle of.
    pub value: Option<f64>,
    /// What was counted or summed.
    pub numerator: Option<f64>,
    /// What it is a part of; of a mean or median how many went into it.
    pub denominator: Option<f64>,
    /// The records that were counted.
    pub counted: Vec<AnyId>,
    /// The records out of which they were counted; empty for a plain count.
    pub out_of: Vec<AnyId>,
    /// Whether it is unknown, because what it is made of is kept only as it is today.
    pub not_kept: bool,
}

impl Value {
    /// How many records these are.
    pub fn count(counted: Vec<AnyId>) -> Self {
        let number = size(counted.len());
        Self { value: Some(number), numerator: Some(number), counted, ..Self::default() }
    }

    /// An amount, made of these records.
    pub fn amount(amount: f64, counted: Vec<AnyId>) -> Self {
        Self { value: Some(amount), numerator: Some(amount), counted, ..Self::default() }
    }

    /// The share of those for which the test holds.
    pub fn share<T>(all: &[T], id: impl Fn(&T) -> AnyId, test: impl Fn(&T) -> bool) -> Self {
        let counted: Vec<_> = all.iter().filter(|one| test(one)).map(&id).collect();
        let out_of: Vec<_> = all.iter().map(&id).collect();
        Self { out_of, ..Self::part(size(counted.len()), size(all.len())) }.of(counted)
    }

    /// A part of a whole; none if the whole is nothing.
    pub fn part(numerator: f64, denominator: f64) -> Self {
        Self {
            value: (denominator > 0.0).then(|| numerator / denominator),
            numerator: Some(numerator),
            denominator: Some(denominator),
            ..Self::default()
        }
    }

    /// The same with these records behind it.
    #[must_use]
    pub fn of(self, counted: Vec<AnyId>) -> Self {
        Self { counted, ..self }
    }

    /// The mean of what was found, a record each.
    pub fn mean(found: Vec<(AnyId, f64)>) -> Self {
        let sum: f64 = found.iter().map(|(_, amount)| amount).sum();
        let number = size(found.len());
        Self::part(sum, number).of(found.into_iter().map(|(id, _)| id).collect())
    }

    /// The middle of what was found, a record each; of an even number the mean of the two in the
    /// middle.
    pub fn median(mut found: Vec<(AnyId, f64)>) -> Self {
        found.sort_by(|(_, a), (_, b)| a.total_cmp(b));
        let at = |place: usize| found.get(place).map(|(_, amount)| *amount);
        let half = found.len() / 2;
        let value = match (found.len() % 2, half.checked_sub(1).and_then(at), at(half)) {
            (0, Some(below), Some(above)) => Some(f64::midpoint(below, above)),
            (_, _, middle) => middle,
        };
        let denominator = Some(size(found.len()));
        let counted = found.into_iter().map(|(id, _)| id).collect();
        Self { value, denominator, counted, ..Self::default() }
    }

    /// A value that nobody kept.
    pub fn unknown() -> Self {
        Self { not_kept: true, ..Self::default() }
    }

    /// "14 of 20 (70 %)", "6 days (median of 12)", "none".
    pub fn said(&self, unit: Unit) -> String {
        if self.not_kept {
            return "not kept".to_owned();
        }
        let Some(value) = self.value else { return "none".to_owned() };
        let part = || (rounded(self.numerator.unwrap_or(0.0)), self.of_how_many());
        match unit {
            Unit::Count => rounded(value),
            Unit::Share => {
                let (numerator, denominator) = part();
                format!("{numerator} of {denominator} ({} %)", percent(value))
            }
            Unit::Days => format!("{} (median of {})", many(value, "day"), self.of_how_many()),
            Unit::MeanMonths => {
                format!("{} (mean of {})", many(value, "month"), self.of_how_many())
            }
            Unit::MedianMonths => {
                format!("{} (median of {})", many(value, "month"), self.of_how_many())
            }
            Unit::Hours => many(value, "hour"),
            Unit::Money => cents(value),
            Unit::MoneyPer => {
                let whole = cents(self.numerator.unwrap_or(0.0));
                format!("{} ({whole} for {})", cents(value), self.of_how_many())
            }
            Unit::PerPairMonth => {
                let (numerator, denominator) = part();
                format!("{} ({numerator} in {denominator} pair-months)", rounded(value))
            }
            Unit::Score => format!("{} of 5 ({} answers)", rounded(value), self.of_how_many()),
            Unit::Ratio => {
                let (numerator, denominator) = part();
                format!("{} ({numerator} to {denominator})", rounded(value))
            }
        }
    }

    /// The same in few words, for the columns of a screen: a share and a count in full, else the
    /// number with its unit.
    pub fn brief(&self, unit: Unit) -> String {
        let Some(value) = self.value else { return self.said(unit) };
        match unit {
            Unit::Days => many(value, "day"),
            Unit::MeanMonths | Unit::MedianMonths => many(value, "month"),
            Unit::PerPairMonth => format!("{} a month", rounded(value)),
            Unit::Score => format!("{} of 5", rounded(value)),
            Unit::Ratio => format!("{} to 1", rounded(value)),
            Unit::MoneyPer => cents(value),
            Unit::Count | Unit::Share | Unit::Hours | Unit::Money => self.said(unit),
        }
    }

    /// Only the number: "70 %", "6", "none"; for the columns of comparison.
    pub fn short(&self, unit: Unit) -> String {
        match self.value {
            _ if self.not_kept => "not kept".to_owned(),
            None => "none".to_owned(),
            Some(value) if unit == Unit::Share => format!("{} %", percent(value)),
            Some(value) if matches!(unit, Unit::Money | Unit::MoneyPer) => cents(value),
            Some(value) => rounded(value),
        }
    }

    fn of_how_many(&self) -> String {
        rounded(self.denominator.unwrap_or(0.0))
    }
}

/// A count as a number that can be divided.
pub(super) fn size(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

/// A sum of days or minutes as a number that can be divided.
pub(super) fn real(amount: i64) -> f64 {
    i32::try_from(amount).map_or(f64::MAX, f64::from)
}

/// Whole per cent, halves up.
pub fn percent(share: f64) -> String {
    format!("{:.0}", (share * 100.0 + 1e-9).round())
}

/// With one decimal, halves up, or none where it is whole.
pub fn rounded(number: f64) -> String {
    let text = format!("{:.1}", (number * 10.0 + 1e-9).round() / 10.0);
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// An amount of money with two decimals, halves up.
pub(super) fn cents(amount: f64) -> String {
    let text = format!("{:.2}", (amount * 100.0 + 1e-9).round() / 100.0);
    crate::text::money::read_money(&text).map_or(text, crate::text::money::say_money)
}

/// "1 hour", "4.3 hours".
pub(super) fn many(number: f64, noun: &str) -> String {
    let number = rounded(number);
    let ending = if number == "1" { "" } else { "s" };
    format!("{number} {noun}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::PairId;

    fn found(amounts: &[f64]) -> Vec<(AnyId, f64)> {
        amounts.iter().map(|amount| (PairId(1).into(), *amount)).collect()
    }

    #[test]
    fn a_share_is_said_with_its_parts_and_a_division_by_nothing_is_none() {
        assert_eq!(Value::part(14.0, 20.0).said(Unit::Share), "14 of 20 (70 %)");
        assert_eq!(Value::part(1.0, 8.0).said(Unit::Share), "1 of 8 (13 %)");
        assert_eq!(Value::part(2.0, 3.0).said(Unit::Share), "2 of 3 (67 %)");
        assert_eq!(Value::part(0.0, 0.0).said(Unit::Share), "none");
        assert_eq!(Value::unknown().said(Unit::Share), "not kept");
    }

    #[test]
    fn a_median_is_the_middle_and_says_of_how_many() {
        assert_eq!(Value::median(found(&[9.0, 1.0, 5.0])).said(Unit::Days), "5 days (median of 3)");
        assert_eq!(Value::median(found(&[9.0, 1.0, 5.0, 6.0])).value, Some(5.5));
        assert_eq!(Value::median(found(&[])).said(Unit::Days), "none");
        assert_eq!(
            Value::mean(found(&[1.0, 2.0])).said(Unit::MeanMonths),
            "1.5 months (mean of 2)"
        );
    }
}
