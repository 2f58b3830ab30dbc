//! Breakdowns of the summary by reason, department, topic and the like, with small cells suppressed (U4).

use std::collections::BTreeMap;

use crate::domain::codes::{CloseReason, Code, GoalsMet, Outcome, Party, TopicSide};
use crate::domain::figures::{Section, View};
use crate::domain::settings::Key;
use crate::text::fold;

/// Where the labels of a breakdown come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Labels {
    /// A closed list: every label is shown, whatever its count.
    Closed,
    /// What people entered: only labels of cells that are not suppressed are shown, since a rare
    /// one may point to a person.
    Entered,
}

/// One breakdown.
#[derive(Debug, Clone, Copy)]
pub struct Breakdown {
    /// Its name in kebab case.
    pub id: &'static str,
    /// Where it stands.
    pub section: Section,
    /// Its title.
    pub name: &'static str,
    /// What is counted, in words.
    pub definition: &'static str,
    /// Where its labels come from.
    pub labels: Labels,
    /// Whether small cells are suppressed.
    pub suppress: bool,
    /// Whether all that it is made of is dated.
    pub dated: bool,
    /// Labels and counts.
    pub rows: fn(&View<'_>) -> Vec<(String, i64)>,
}

/// One cell of a breakdown as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The label.
    pub label: String,
    /// The count; none where it is suppressed.
    pub count: Option<i64>,
}

/// The row for all labels that are not shown.
pub(super) const OTHERS: &str = "others, too few to show";

/// The row for records of which it is not known.
pub const NOT_RECORDED: &str = "not recorded";

/// Every breakdown, in the order of the sections.
pub const BREAKDOWNS: &[Breakdown] = &[
    Breakdown {
        id: "mentor-balance",
        section: Section::Participation,
        name: "Mentors by open pairs",
        definition: "Mentors who take part by the number of their open pairs on the as-of day.",
        labels: Labels::Closed,
        suppress: false,
        dated: true,
        rows: mentor_balance,
    },
    Breakdown {
        id: "participants-by-department",
        section: Section::Participation,
        name: "Participants by department",
        definition: "Mentors and mentees who take part by department, on the as-of day.",
        labels: Labels::Entered,
        suppress: true,
        dated: false,
        rows: |view| {
            let departments = view.participants.iter().map(|one| one.person.department.exact());
            entered(departments)
        },
    },
    Breakdown {
        id: "participants-by-grade",
        section: Section::Participation,
        name: "Participants by grade",
        definition: "Mentors and mentees who take part by grade, on the as-of day.",
        labels: Labels::Entered,
        suppress: true,
        dated: false,
        rows: |view| entered(view.participants.iter().map(|one| one.person.grade.exact())),
    },
    Breakdown {
        id: "review-outcomes",
        section: Section::Relationships,
        name: "Outcomes of reviews",
        definition: "Reviews held in the period by what was decided.",
        labels: Labels::Closed,
        suppress: true,
        dated: true,
        rows: |view| {
            let reviews = view.reviews_held();
            listed::<Outcome>(reviews.iter().map(|review| review.outcome.into_iter().collect()))
        },
    },
    Breakdown {
        id: "goals-met",
        section: Section::Outcomes,
        name: "Goals of the pairs that ended",
        definition: "Pairs that ended in the period by how far they met their goals.",
        labels: Labels::Closed,
        suppress: true,
        dated: true,
        rows: |view| {
            let ended = view.ended();
            let goals = ended.iter().map(|facts| facts.closure.and_then(|closure| closure.goals));
            listed::<GoalsMet>(goals.map(|goals| goals.into_iter().collect()))
        },
    },
    Breakdown {
        id: "closures-by-reason",
        section: Section::Closures,
        name: "Closures by reason",
        definition: "Pairs that ended in the period by reason; a pair may have more than one.",
        labels: Labels::Closed,
        suppress: true,
        dated: true,
        rows: |view| {
            let ended = view.ended();
            let reasons = ended.iter().map(|facts| {
                facts.closure.map(|closure| closure.reasons.0.clone()).unwrap_or_default()
            });
            listed::<CloseReason>(reasons)
        },
    },
    Breakdown {
        id: "closures-by-who-ended",
        section: Section::Closures,
        name: "Closures by who ended",
        definition: "Pairs that ended in the period by who ended them.",
        labels: Labels::Closed,
        suppress: true,
        dated: true,
        rows: |view| {
            let ended = view.ended();
            let by = ended.iter().map(|facts| facts.closure.and_then(|one| one.initiated_by));
            listed::<Party>(by.map(|party| party.into_iter().collect()))
        },
    },
    Breakdown {
        id: "waiting-by-topic",
        section: Section::Risks,
        name: "Waiting mentees by topic",
        definition: "Mentees who wait on the as-of day by the topics that they want; a mentee may \
                     want more than one.",
        labels: Labels::Entered,
        suppress: true,
        dated: false,
        rows: |view| {
            let waiting = view.waiting_mentees();
            let topics = waiting.iter().flat_map(|(person, _)| {
                view.scheme.topics(person.id, TopicSide::Wanted).map(crate::text::Text::exact)
            });
            entered(topics)
        },
    },
    Breakdown {
        id: "data-gaps",
        section: Section::Definitions,
        name: "Data gaps",
        definition: "What is missing in the records of those who take part and of open pairs.",
        labels: Labels::Closed,
        suppress: false,
        dated: false,
        rows: data_gaps,
    },
];

impl Breakdown {
    /// The cells of a period as they may be shown; none where they are not kept.
    pub fn cells(&self, view: &View<'_>) -> Option<Vec<Cell>> {
        if view.is_past && !self.dated {
            return None;
        }
        let limit = if self.suppress { view.limit(Key::SmallCells) } else { 0 };
        Some(suppressed((self.rows)(view), limit, self.labels))
    }
}

/// Suppresses cells of 1 to `limit`, and as many more as it takes that neither a subtraction from
/// the total nor the knowledge of the limit gives one away: at least two cells, with more than
/// `limit` between them (U4; reliability reference, fault 85).
fn suppressed(rows: Vec<(String, i64)>, limit: i64, labels: Labels) -> Vec<Cell> {
    let counts: Vec<i64> = rows.iter().map(|(_, count)| *count).collect();
    let hidden = small(&counts, limit);
    let mut cells = Vec::new();
    let mut others = false;
    for ((label, count), hidden) in rows.into_iter().zip(hidden) {
        match (hidden, labels) {
            (false, _) => cells.push(Cell { label, count: Some(count) }),
            (true, Labels::Closed) => cells.push(Cell { label, count: None }),
            (true, Labels::Entered) => others = true,
        }
    }
    if others {
        cells.push(Cell { label: OTHERS.to_owned(), count: None });
    }
    cells
}

/// Which of these counts, that add up to a known total, have to be hidden: see [`suppressed`].
pub(super) fn small(counts: &[i64], limit: i64) -> Vec<bool> {
    let mut hidden: Vec<bool> = counts.iter().map(|count| (1..=limit).contains(count)).collect();
    if !hidden.contains(&true) {
        return hidden;
    }
    loop {
        let among = || counts.iter().zip(&hidden).filter(|(_, hidden)| **hidden);
        let sum: i64 = among().map(|(count, _)| count).sum();
        if among().count() >= 2 && sum > limit {
            return hidden;
        }
        let shown = counts.iter().enumerate().filter(|(at, _)| hidden.get(*at) == Some(&false));
        // an empty cell hides nothing away, so it comes after all others
        let next = shown.min_by_key(|(at, count)| (**count == 0, **count, *at));
        match next.and_then(|(at, _)| hidden.get_mut(at)) {
            Some(place) => *place = true,
            None => return hidden,
        }
    }
}

/// Counts by what people entered, the largest first; spellings that differ only in case, accents
/// or blanks count together.
fn entered<'a>(values: impl Iterator<Item = &'a str>) -> Vec<(String, i64)> {
    let mut counts: BTreeMap<String, (&str, i64)> = BTreeMap::new();
    let mut unknown = 0;
    for value in values {
        let key = fold(value);
        if key.is_empty() {
            unknown += 1;
        } else {
            let entry = counts.entry(key).or_insert((value, 0));
            entry.0 = entry.0.min(value);
            entry.1 += 1;
        }
    }
    let mut rows: Vec<_> =
        counts.into_values().map(|(label, count)| (label.trim().to_owned(), count)).collect();
    rows.sort_by(|(a, many), (b, few)| few.cmp(many).then_with(|| fold(a).cmp(&fold(b))));
    if unknown > 0 {
        rows.push((NOT_RECORDED.to_owned(), unknown));
    }
    rows
}

/// Counts by a closed list, in its order, with all its labels; records without a value last.
fn listed<C: Code>(records: impl Iterator<Item = Vec<C>>) -> Vec<(String, i64)> {
    let mut counts: BTreeMap<C, i64> = C::ALL.iter().map(|value| (*value, 0)).collect();
    let mut unknown = 0;
    for values in records {
        unknown += i64::from(values.is_empty());
        for value in values {
            *counts.entry(value).or_default() += 1;
        }
    }
    let count = |value: &C| counts.get(value).copied().unwrap_or_default();
    let mut rows: Vec<_> =
        C::ALL.iter().map(|value| (value.label().to_owned(), count(value))).collect();
    rows.push((NOT_RECORDED.to_owned(), unknown));
    rows
}

fn mentor_balance(view: &View<'_>) -> Vec<(String, i64)> {
    let mut led: BTreeMap<i64, i64> = BTreeMap::new();
    for facts in view.open() {
        *led.entry(facts.pair.mentor.0).or_default() += 1;
    }
    let labels = ["no open pair", "1 open pair", "2 open pairs", "3 or more open pairs"];
    let mut rows: Vec<_> = labels.iter().map(|label| ((*label).to_owned(), 0)).collect();
    for mentor in view.participants.iter().filter_map(|one| one.mentor) {
        let pairs = led.get(&mentor.id.0).copied().unwrap_or_default().min(3);
        if let Some(row) = usize::try_from(pairs).ok().and_then(|place| rows.get_mut(place)) {
            row.1 += 1;
        }
    }
    rows
}

fn data_gaps(view: &View<'_>) -> Vec<(String, i64)> {
    let row = |gap: &crate::domain::gaps::Gap| {
        let count = gap.count(view.scheme, view.as_of);
        (gap.counted.to_owned(), i64::try_from(count).unwrap_or(i64::MAX))
    };
    crate::domain::gaps::GAPS.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(counts: &[i64]) -> Vec<(String, i64)> {
        counts.iter().enumerate().map(|(at, count)| (format!("row {at}"), *count)).collect()
    }

    fn shown(counts: &[i64]) -> Vec<Option<i64>> {
        let cells = suppressed(rows(counts), 4, Labels::Closed);
        cells.into_iter().map(|cell| cell.count).collect()
    }

    #[test]
    fn one_to_four_are_suppressed_and_a_second_cell_where_subtraction_would_tell() {
        assert_eq!(shown(&[5, 12, 0]), [Some(5), Some(12), Some(0)]);
        // 3 is small; 8 is the smallest other, so that 3 + 8 cannot be told apart
        assert_eq!(shown(&[12, 3, 8, 0]), [Some(12), None, None, Some(0)]);
        // 1 and 1 would be known from their sum of 2: a third one goes
        assert_eq!(shown(&[1, 1, 9, 20]), [None, None, None, Some(20)]);
        assert_eq!(shown(&[3, 4, 20]), [None, None, Some(20)]);
        // nothing else is there but empty cells: they hide it
        assert_eq!(shown(&[3, 0, 0]), [None, None, None]);
        assert_eq!(shown(&[0, 0]), [Some(0), Some(0)]);
    }

    #[test]
    fn labels_that_people_entered_are_not_shown_with_a_suppressed_cell() {
        let cells = suppressed(rows(&[20, 6, 2]), 4, Labels::Entered);
        let labels: Vec<_> = cells.iter().map(|cell| cell.label.as_str()).collect();
        assert_eq!(labels, ["row 0", OTHERS]);
    }

    #[test]
    fn spellings_count_together_and_what_is_unknown_comes_last() {
        let counts = entered(["Estates", " estates ", "HR", "", "ESTATES"].into_iter());
        assert_eq!(counts, [("estates".into(), 3), ("HR".into(), 1), (NOT_RECORDED.into(), 1)]);
    }

    proptest! {
        #[test]
        fn no_small_cell_can_be_told_from_the_total(
            counts in prop::collection::vec(0_i64..12, 1..8), limit in 1_i64..6,
        ) {
            let total: i64 = counts.iter().sum();
            let cells = suppressed(rows(&counts), limit, Labels::Closed);
            let known: i64 = cells.iter().filter_map(|cell| cell.count).sum();
            let hidden = cells.iter().filter(|cell| cell.count.is_none()).count();
            prop_assert!(cells.iter().all(|cell| cell.count.is_none_or(|c| c == 0 || c > limit)));
            if hidden > 0 && hidden < cells.len() {
                prop_assert!(hidden >= 2 && total - known > limit);
            }
        }
    }
}
