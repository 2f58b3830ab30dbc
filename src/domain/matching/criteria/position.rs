//! The criteria of position: steps of seniority between the two, and departments.

use crate::domain::matching::criteria::Both;
use crate::domain::matching::facts::same;
use crate::domain::records::Person;
use crate::text::days::plural;

/// What so many steps up are worth, in thousandths; two are ideal, one is worth three quarters, as
/// in the matching of the Civil Service (12 and 9 points).
const STEPS: [(i64, i64); 4] = [(1, 750), (2, 1000), (3, 500), (4, 250)];

/// What the years by which a mentor is ahead are worth.
fn years_ahead(years: i64) -> i64 {
    match years {
        5..=20 => 1000,
        2..=4 | 21.. => 500,
        _ => 0,
    }
}

/// Steps of the grade from mentee to mentor.
fn steps(both: &Both) -> Option<i64> {
    Some(both.mentor.side.step? - both.mentee.side.step?)
}

/// Years from the mentor's to the mentee's.
fn years(both: &Both) -> Option<i64> {
    Some(both.mentee.side.year? - both.mentor.side.year?)
}

pub(super) fn seniority(both: &Both) -> i64 {
    match (steps(both), years(both)) {
        (Some(up), _) => {
            STEPS.iter().find(|(steps, _)| *steps == up).map_or(0, |(_, worth)| *worth)
        }
        (None, Some(ahead)) => years_ahead(ahead),
        (None, None) => 0,
    }
}

pub(super) fn why_seniority(both: &Both) -> String {
    let person = |id| both.prepared.scheme.get::<Person>(id);
    let (Some(mentor), Some(mentee)) = (person(both.mentor.id), person(both.mentee.id)) else {
        return "grades not known".to_owned();
    };
    if let Some(up) = steps(both) {
        let (upper, lower) = (&mentor.grade, &mentee.grade);
        return match up {
            0 => format!("both at one step, {upper} and {lower}"),
            1.. => format!("{} up, {upper} for {lower}", plural(up, "step")),
            _ => format!("{} below, {upper} for {lower}", plural(-up, "step")),
        };
    }
    match (mentor.year, mentee.year) {
        (Some(own), Some(other)) if own < other => {
            format!("{} ahead, {own} and {other}", plural(other - own, "year"))
        }
        (Some(own), Some(other)) => format!("not ahead in years, {own} and {other}"),
        _ if mentor.grade.is_empty() && mentee.grade.is_empty() => "grades not known".to_owned(),
        _ if mentor.grade.is_empty() => "the mentor's grade is not known".to_owned(),
        _ if mentee.grade.is_empty() => "the mentee's grade is not known".to_owned(),
        _ => format!("grades not comparable, {} and {}", mentor.grade, mentee.grade),
    }
}

pub(super) fn department(both: &Both) -> i64 {
    let (own, other) = (both.mentor.side.department, both.mentee.side.department);
    if own != 0 && other != 0 && !same(own, other) { 1000 } else { 0 }
}

pub(super) fn why_department(both: &Both) -> String {
    let (own, other) = (both.mentor.side.department, both.mentee.side.department);
    let mentor = both.prepared.scheme.get::<Person>(both.mentor.id);
    match mentor {
        Some(mentor) if own != 0 && other != 0 => {
            let which = if same(own, other) { "same" } else { "another" };
            format!("{which} department, {}", mentor.department)
        }
        _ => "department not known".to_owned(),
    }
}
