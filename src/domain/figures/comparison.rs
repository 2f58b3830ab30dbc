//! Several schemes, or the cohorts of one, side by side: the same figures in a column each, small numbers suppressed (U4).

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::figures::breakdowns::small;
use crate::domain::figures::groups::{grouping, groups};
use crate::domain::figures::{Figure, Period, Unit, Value, View, figures, rounded};
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::settings::Key;

/// Figures that belong to the scheme alone: mentors have places for any group, and nobody keeps
/// concerns, hours of the coordinator or money by group.
const UNDIVIDED: &[&str] = &[
    "mentor-utilisation",
    "concerns-raised",
    "concerns-closed",
    "concerns-open",
    "concerns-open-long",
    "coordinator-hours",
    "coordinator-hours-per-pair",
    "spent",
    "planned",
    "cost-per-pair",
    "return-on-cost",
];

/// The same figures of several schemes or groups.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// What is compared: "Comparison by cohort".
    pub title: String,
    /// Names of the columns; the first is the whole scheme.
    pub columns: Vec<String>,
    /// The figures, in the order of the sections.
    pub lines: Vec<ComparedLine>,
    /// What a reader has to know of it.
    pub note: String,
}

/// One figure in all columns.
#[derive(Debug, Clone)]
pub struct ComparedLine {
    /// Its row of the table.
    pub figure: &'static Figure,
    /// Its value in each column; none where it is suppressed.
    pub values: Vec<Option<Value>>,
}

impl ComparedLine {
    /// The value in each column as it is said, short enough to stand beside others: a share with
    /// its parts, a median or mean with its count, anything else as the number alone.
    pub fn said(&self) -> Vec<String> {
        let unit = self.figure.unit;
        let said = |value: &Value| {
            let short = value.short(unit);
            match (unit, value.value, value.denominator) {
                (Unit::Share, ..) => value.said(unit),
                (
                    Unit::Days | Unit::MeanMonths | Unit::MedianMonths | Unit::Score,
                    Some(_),
                    Some(many),
                ) => format!("{short} (of {})", rounded(many)),
                _ => short,
            }
        };
        let of =
            |value: &Option<Value>| value.as_ref().map_or_else(|| "suppressed".to_owned(), said);
        self.values.iter().map(of).collect()
    }
}

impl Comparison {
    /// The groups of one scheme by a field of its people, by id (`cohort`) or by the heading of an
    /// extra field. Refused for a field that makes no groups, or that nobody has.
    pub fn by_field(
        scheme: &Scheme,
        period: Period,
        today: NaiveDate,
        field: &str,
    ) -> Result<Self, Refusal> {
        let limit = scheme.settings().number(Key::SmallCells);
        let (label, of) = grouping(scheme, field)?;
        let groups = groups(&of, limit);
        if groups.is_empty() {
            return Err(Refusal::because(format!(
                "no mentor and no mentee has a {label}: there are no groups to compare"
            )));
        }
        let whole = View::new(scheme, period, today);
        let parts: Vec<View<'_>> = groups
            .iter()
            .map(|group| View::new(scheme, period, today).narrowed(group.people.clone()))
            .collect();
        let told = figures().filter(|figure| !UNDIVIDED.contains(&figure.id));
        let lines = told.map(|figure| {
            let parts: Vec<Value> = parts.iter().map(|view| figure.value(view)).collect();
            let hidden = hidden(&parts, limit);
            let shown = parts.into_iter().zip(hidden).map(|(value, is)| (!is).then_some(value));
            let values = std::iter::once(Some(figure.value(&whole))).chain(shown).collect();
            ComparedLine { figure, values }
        });
        let lines = lines.collect();
        let labels = groups.into_iter().map(|group| group.label);
        Ok(Self {
            title: format!("Comparison by {label}"),
            columns: std::iter::once("All".to_owned()).chain(labels).collect(),
            lines,
            note:
                "(of 12) tells how many records a mean or median is of. A pair, and all that \
                   belongs to it, counts in the group of its mentee; a person in their own. Numbers that are small enough to point to a person are \
                   suppressed, and others from which they could be worked out. What nobody keeps \
                   by group is left out: concerns, hours and cost, and places of mentors."
                    .to_owned(),
        })
    }

    /// One scheme beside others, each by its own limits. Amounts of money are left out where not
    /// all have the same currency.
    pub fn of_schemes(
        scheme: &Scheme,
        others: &[Scheme],
        period: Period,
        today: NaiveDate,
    ) -> Self {
        let all: Vec<&Scheme> = std::iter::once(scheme).chain(others).collect();
        let views: Vec<View<'_>> =
            all.iter().map(|scheme| View::new(scheme, period, today)).collect();
        let currency = |scheme: &&Scheme| scheme.settings().text(Key::Currency).to_owned();
        let currencies: BTreeSet<String> = all.iter().map(currency).collect();
        let is_money = |unit| matches!(unit, Unit::Money | Unit::MoneyPer);
        let told = figures().filter(|figure| currencies.len() == 1 || !is_money(figure.unit));
        let lines = told.map(|figure| ComparedLine {
            figure,
            values: views.iter().map(|view| Some(figure.value(view))).collect(),
        });
        let money = if currencies.len() == 1 {
            String::new()
        } else {
            " Money is left out: the currencies differ.".to_owned()
        };
        Self {
            title: "Comparison of schemes".to_owned(),
            columns: names(&all),
            lines: lines.collect(),
            note: format!(
                "(of 12) tells how many records a mean or median is of. Each scheme is told by \
                 its own limits.{money}"
            ),
        }
    }
}

/// The names of schemes; those that are called the same are numbered.
fn names(all: &[&Scheme]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for scheme in all {
        let name = crate::text::Text::from(scheme.settings().text(Key::Name)).to_string();
        let mut free = name.clone();
        let mut number = 1;
        while names.contains(&free) {
            number += 1;
            free = format!("{name} ({number})");
        }
        names.push(free);
    }
    names
}

/// Which values of a figure are suppressed: those of few records, or of a part of few.
fn hidden(values: &[Value], limit: i64) -> Vec<bool> {
    let counts = |of: fn(&Value) -> usize| {
        let count = |value: &Value| i64::try_from(of(value)).unwrap_or(i64::MAX);
        small(&values.iter().map(count).collect::<Vec<_>>(), limit)
    };
    let (part, whole) = (counts(|value| value.counted.len()), counts(|value| value.out_of.len()));
    part.into_iter().zip(whole).map(|(part, whole)| part || whole).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes::MeetingStatus;
    use crate::domain::figures::Figure;
    use crate::domain::figures::groups::GROUPING;
    use crate::domain::hand::{Hand, day};
    use crate::domain::ids::SettingId;
    use crate::domain::profile::Profile;
    use crate::domain::records::{Person, SettingRow};

    /// Two cohorts of ten and six mentees with a mentor each, and a mentee alone in a third.
    fn cohorts() -> Hand {
        let mut hand = Hand::default();
        for (cohort, pairs) in [("Autumn", 10), ("spring", 6), ("Solo", 1)] {
            for at in 0..pairs {
                let mentor = hand.mentor(&format!("{cohort} Mentor {at}"), "2026-01-01", 1);
                let mentee = hand.mentee(&format!("{cohort} Mentee {at}"), "2026-01-01");
                let spelt = if at == 1 { cohort.to_uppercase() } else { cohort.to_owned() };
                for id in [mentor, mentee] {
                    hand.change::<Person>(id, |person| person.cohort = spelt.as_str().into());
                }
                let pair = hand.pair(mentee, mentor, "2026-02-01", "2026-12-01");
                hand.meeting(pair, "2026-03-10", MeetingStatus::Held, Some(60));
            }
        }
        hand
    }

    fn said(comparison: &Comparison, id: &str) -> Vec<String> {
        comparison.lines.iter().find(|line| line.figure.id == id).unwrap().said()
    }

    #[test]
    fn groups_add_up_to_the_whole_and_a_small_one_is_hidden_with_a_second() {
        let hand = cohorts();
        let march: Period = "2026-03".parse().unwrap();
        let by = |field| Comparison::by_field(hand.scheme(), march, day("2026-03-31"), field);
        let comparison = by("Cohort").unwrap();
        assert_eq!(comparison.title, "Comparison by cohort");
        // two people are too few for a column with a name
        assert_eq!(comparison.columns, ["All", "Autumn", "spring", "others"]);
        // 1 is small; without the 6 beside it 17 - 10 - 6 would give it away
        assert_eq!(said(&comparison, "active-pairs"), ["17", "10", "suppressed", "suppressed"]);
        // no small number is there
        assert_eq!(said(&comparison, "new-pairs"), ["0", "0", "0", "0"]);
        assert_eq!(said(&comparison, "hours-delivered"), ["17", "10", "suppressed", "suppressed"]);
        let none = by("degree").unwrap_err().to_string();
        assert_eq!(none, "no mentor and no mentee has a degree: there are no groups to compare");
        let private = by("full_name").unwrap_err().to_string();
        assert!(
            private.starts_with("'full_name' makes no groups: name one of cohort,"),
            "{private}"
        );
    }

    #[test]
    fn without_small_numbers_the_groups_of_every_count_sum_to_the_whole() {
        let mut hand = cohorts();
        let (key, value) = ("small-cells".into(), "0".into());
        hand.put(SettingRow { id: SettingId(1), key, value });
        let march: Period = "2026-03".parse().unwrap();
        let comparison =
            Comparison::by_field(hand.scheme(), march, day("2026-03-31"), "cohort").unwrap();
        assert_eq!(comparison.columns, ["All", "Autumn", "spring", "Solo"]);
        for line in &comparison.lines {
            let parts: Vec<_> = line.values.iter().flatten().collect();
            let size = |value: &&Value| value.counted.len();
            let whole = parts.first().map_or(0, size);
            assert_eq!(parts.iter().skip(1).map(size).sum::<usize>(), whole, "{}", line.figure.id);
        }
    }

    #[test]
    fn schemes_stand_beside_each_other_by_name() {
        let (one, other) = (cohorts(), Hand::default());
        let march: Period = "2026-03".parse().unwrap();
        let others = [other.scheme().clone(), other.scheme().clone()];
        let comparison = Comparison::of_schemes(one.scheme(), &others, march, day("2026-03-31"));
        let name = &comparison.columns[0];
        assert_eq!(comparison.columns[1..], [format!("{name} (2)"), format!("{name} (3)")]);
        assert_eq!(said(&comparison, "active-pairs"), ["17", "0", "0"]);
        assert_eq!(comparison.lines.len(), figures().count());
    }

    #[test]
    fn what_is_not_divided_exists() {
        for id in UNDIVIDED {
            assert!(Figure::named(id).is_some(), "{id}");
        }
        let fields: Vec<&str> = Profile::fields().map(|field| field.id).collect();
        for id in GROUPING {
            assert!(fields.contains(id), "{id}");
        }
    }
}
