//! `drive`: takes the rows of a sheet one after the other; a row that can't be taken leaves no trace.

use std::collections::HashMap;
use std::hash::Hash;

use chrono::NaiveDateTime;

use super::fields::SheetKind;
use super::plan::{Outcome, RowOutcome};
use super::reader::Reader;
use super::sections;
use super::several;
use super::work::Work;

/// How often each row is looked at: what it is about, who it is about, what it says.
pub(super) const PASSES: usize = 3;

/// What a kind says of a row that it could take: the outcome.
pub(super) type Taken = Result<Outcome, String>;

/// What a row is about: the key under which two rows are the same, and when it was submitted.
pub(super) struct About<K> {
    pub(super) key: K,
    pub(super) at: Option<NaiveDateTime>,
}

/// Why a row is not taken although nothing is wrong with it, or what is wrong with it.
pub(super) enum Stop {
    /// It is left out on purpose.
    Skip(String),
    /// It can't be taken.
    Refuse(String),
}

impl From<String> for Stop {
    fn from(why: String) -> Self {
        Self::Refuse(why)
    }
}

impl From<&str> for Stop {
    fn from(why: &str) -> Self {
        Self::Refuse(why.to_owned())
    }
}

/// A row, or one of its pairs of people, and what it is about.
struct Part<'a, K> {
    reader: Reader<'a>,
    about: Result<About<K>, Stop>,
}

/// Takes all rows: first what each is about, so that of two rows about the same the later one
/// counts; then what others may refer to is entered; then each is taken in turn. A row that can't
/// be taken leaves no trace. An import that was called off has no outcomes.
pub(super) fn drive<K: Eq + Hash + Clone>(
    work: &mut Work<'_>,
    about: impl Fn(&mut Work<'_>, &mut Reader<'_>) -> Result<About<K>, Stop>,
    enter: impl Fn(&mut Work<'_>, &Reader<'_>, &K),
    take: impl Fn(&mut Work<'_>, &mut Reader<'_>, &K) -> Taken,
) -> Vec<RowOutcome> {
    let Some(rows) = looked_at(work, about) else { return Vec::new() };
    let winners = winners(&rows);
    for (at, parts) in rows.iter().enumerate() {
        if !work.step() {
            return Vec::new();
        }
        for (nth, part) in parts.iter().enumerate() {
            if let Ok(about) = &part.about
                && winners
                    .get(&about.key)
                    .is_some_and(|winner| (winner.row, winner.part) == (at, nth))
            {
                enter(work, &part.reader, &about.key);
            }
        }
    }
    let mut outcomes = Vec::new();
    for (at, mut parts) in rows.into_iter().enumerate() {
        if !work.step() {
            return Vec::new();
        }
        let number = parts.first().map_or(0, |part| part.reader.number());
        let (outcome, why) = row(work, at, &mut parts, &winners, &take);
        outcomes.push(RowOutcome { row: number, outcome, why });
    }
    outcomes
}

/// What each row is about; none when the import was called off.
fn looked_at<'a, K>(
    work: &mut Work<'a>,
    about: impl Fn(&mut Work<'_>, &mut Reader<'_>) -> Result<About<K>, Stop>,
) -> Option<Vec<Vec<Part<'a, K>>>> {
    let (sheet, mapping) = (work.sheet, work.mapping);
    let places = sections::places(sheet, mapping.kind);
    let mut rows: Vec<Vec<Part<'a, K>>> = Vec::new();
    for (at, row) in sheet.rows.iter().enumerate() {
        if !work.step() {
            return None;
        }
        let place = places.get(at).copied().unwrap_or_default();
        let mut reader = Reader::new(mapping, row, work.today);
        reader.section = place.side;
        for earlier in work.joins.before(at) {
            let Some(row) = sheet.rows.get(*earlier) else { continue };
            let mut also = Reader::new(mapping, row, work.today);
            also.section = places.get(*earlier).and_then(|place| place.side);
            reader.also.push(also);
        }
        let joined = work.joins.to(at).and_then(|to| sheet.rows.get(to));
        let stop = if let Some(why) = place.skip {
            Some(Stop::Skip(why.to_owned()))
        } else if let Some(row) = joined {
            let number = row.number;
            Some(Stop::Skip(format!("taken together with row {number}, which is about the same")))
        } else {
            let banned = work.banned.get(&row.number).cloned();
            banned.or_else(|| reader.fault()).map(Stop::Refuse)
        };
        if let Some(stop) = stop {
            rows.push(vec![Part { reader, about: Err(stop) }]);
            continue;
        }
        let readers = match mapping.kind {
            SheetKind::People => vec![reader],
            SheetKind::Requests | SheetKind::Pairs | SheetKind::Meetings => {
                several::apart(work, reader)
            }
        };
        let look = |mut reader: Reader<'a>| {
            let about = about(work, &mut reader);
            Part { reader, about }
        };
        let parts = readers.into_iter().map(look).collect();
        rows.push(parts);
    }
    Some(rows)
}

/// The row that counts for a key.
struct Winner {
    row: usize,
    part: usize,
    number: usize,
    at: Option<NaiveDateTime>,
}

/// For each key the row that counts: the one submitted last, else the last one of the sheet.
fn winners<K: Eq + Hash + Clone>(rows: &[Vec<Part<'_, K>>]) -> HashMap<K, Winner> {
    let mut winners: HashMap<K, Winner> = HashMap::new();
    for (row, parts) in rows.iter().enumerate() {
        for (part, held) in parts.iter().enumerate() {
            let Ok(about) = &held.about else { continue };
            let known = winners.get(&about.key).and_then(|known| known.at);
            let earlier = matches!((known, about.at), (Some(known), Some(this)) if this < known);
            if !earlier {
                let number = held.reader.number();
                winners.insert(about.key.clone(), Winner { row, part, number, at: about.at });
            }
        }
    }
    winners
}

/// Takes one row with all its parts; all of it, or nothing.
fn row<K: Eq + Hash>(
    work: &mut Work<'_>,
    at: usize,
    parts: &mut [Part<'_, K>],
    winners: &HashMap<K, Winner>,
    take: &impl Fn(&mut Work<'_>, &mut Reader<'_>, &K) -> Taken,
) -> (Outcome, String) {
    let mark = work.mark();
    let mut all: Option<Outcome> = None;
    let mut whys: Vec<String> = Vec::new();
    for (nth, part) in parts.iter_mut().enumerate() {
        let about = match &part.about {
            Ok(about) => about,
            Err(Stop::Skip(why)) => {
                all = Some(joined(all, Outcome::Skipped));
                whys.push(why.clone());
                continue;
            }
            Err(Stop::Refuse(why)) => {
                work.back_to(mark);
                return (Outcome::Refused, why.clone());
            }
        };
        let winner = winners.get(&about.key);
        if let Some(winner) = winner.filter(|winner| (winner.row, winner.part) != (at, nth)) {
            all = Some(joined(all, Outcome::Skipped));
            whys.push(format!("row {} is about the same and counts", winner.number));
            continue;
        }
        match take(work, &mut part.reader, &about.key) {
            Ok(outcome) => {
                all = Some(joined(all, outcome));
                whys.push(part.reader.remarks());
            }
            Err(why) => {
                work.back_to(mark);
                return (Outcome::Refused, why);
            }
        }
    }
    let mut said: Vec<String> = Vec::new();
    for why in whys.into_iter().filter(|why| !why.is_empty()) {
        if !said.contains(&why) {
            said.push(why);
        }
    }
    (all.unwrap_or(Outcome::Skipped), said.join("; "))
}

/// The outcome of a row of several parts: what is new counts for more than what differs, and that
/// for more than what is known.
fn joined(so_far: Option<Outcome>, this: Outcome) -> Outcome {
    match (so_far, this) {
        (None, this) => this,
        (Some(Outcome::Changed(mut all)), Outcome::Changed(more)) => {
            all.extend(more);
            Outcome::Changed(all)
        }
        (Some(Outcome::Added), _) | (_, Outcome::Added) => Outcome::Added,
        (Some(Outcome::Changed(all)), _) | (_, Outcome::Changed(all)) => Outcome::Changed(all),
        (Some(Outcome::Unchanged), _) | (_, Outcome::Unchanged) => Outcome::Unchanged,
        (Some(other), _) => other,
    }
}
