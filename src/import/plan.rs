//! `plan`: what an import would do, row by row, and the one change that does it.

use std::collections::HashMap;
use std::hash::Hash;

use chrono::{NaiveDate, NaiveDateTime};

use super::fields::SheetKind;
use super::mapping::{Mapping, MappingError, Wishes, map};
use super::progress::{Progress, Watch};
use super::reader::Reader;
use super::sheet::{Reading, Sheet, SheetError, read};
use super::work::Work;
use super::{meetings, pairs, people, requests};
use crate::domain::erased::Tombstone;
use crate::domain::{Change, Refusal, Scheme, admit};

/// How to import a sheet.
#[derive(Debug, Clone)]
pub struct Options {
    /// What is known about how to read the file.
    pub reading: Reading,
    /// What is known about what it means.
    pub wishes: Wishes,
    /// The day it is: a pair "on hold" is so from this day on.
    pub today: NaiveDate,
    /// What is left of erased people, whose addresses are not taken again (fault 80).
    pub erased: Vec<Tombstone>,
}

impl Options {
    /// Everything guessed, on a day.
    pub fn on(today: NaiveDate) -> Self {
        Self { reading: Reading::default(), wishes: Wishes::default(), today, erased: Vec::new() }
    }
}

/// A field that a row changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// The field's label.
    pub field: String,
    /// What stands in the scheme; empty for nothing.
    pub old: String,
    /// What the sheet says.
    pub new: String,
}

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is new.
    Added,
    /// It is there and differs.
    Changed(Vec<FieldChange>),
    /// It is there as it stands in the sheet.
    Unchanged,
    /// It is left out on purpose, such as the first of two submissions.
    Skipped,
    /// It can't be taken.
    Refused,
}

impl Outcome {
    /// The word in JSON and in text.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed(_) => "changed",
            Self::Unchanged => "unchanged",
            Self::Skipped => "skipped",
            Self::Refused => "refused",
        }
    }
}

/// A row of the sheet and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowOutcome {
    /// Its number as a spreadsheet counts it.
    pub row: usize,
    /// What becomes of it.
    pub outcome: Outcome,
    /// Why, or what else is to be said; empty when there is nothing.
    pub why: String,
}

/// Counts of rows by outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// New ones.
    pub added: usize,
    /// Known ones that differ.
    pub changed: usize,
    /// Known ones that do not.
    pub unchanged: usize,
    /// Left out on purpose.
    pub skipped: usize,
    /// Refused.
    pub refused: usize,
}

/// What an import would do.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The sheet as it was read.
    pub sheet: Sheet,
    /// What its columns mean.
    pub mapping: Mapping,
    /// One for each row that is not blank, in the sheet's order.
    pub rows: Vec<RowOutcome>,
    /// The whole import as one change; empty when nothing would change.
    pub change: Change,
}

impl Plan {
    /// The counts of rows by outcome.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for row in &self.rows {
            *match row.outcome {
                Outcome::Added => &mut counts.added,
                Outcome::Changed(_) => &mut counts.changed,
                Outcome::Unchanged => &mut counts.unchanged,
                Outcome::Skipped => &mut counts.skipped,
                Outcome::Refused => &mut counts.refused,
            } += 1;
        }
        counts
    }
}

/// Why nothing at all can be imported.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ImportError {
    /// The file is no sheet.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// The sheet is not understood.
    #[error(transparent)]
    Mapping(#[from] MappingError),
    /// The people of the sheet are on neither side.
    #[error(
        "it is not clear whether these people are mentors or mentees: say --role mentor or --role mentee"
    )]
    Role,
    /// Whoever watched it called it off.
    #[error("stopped: nothing was changed")]
    Stopped,
    /// The scheme would be in a state that it refuses.
    #[error("the import was refused as a whole: {0}")]
    Refused(#[from] Refusal),
}

/// Reads a file and says what importing it would do; nothing is changed.
pub fn plan(
    scheme: &Scheme,
    file_name: &str,
    bytes: &[u8],
    options: &Options,
) -> Result<Plan, ImportError> {
    plan_with(scheme, file_name, bytes, options, None)
}

/// [`plan`] for a long sheet: `watch` is told after each step how far it is, and may call it off.
pub fn plan_watched(
    scheme: &Scheme,
    file_name: &str,
    bytes: &[u8],
    options: &Options,
    watch: Watch<'_>,
) -> Result<Plan, ImportError> {
    plan_with(scheme, file_name, bytes, options, Some(watch))
}

fn plan_with(
    scheme: &Scheme,
    file_name: &str,
    bytes: &[u8],
    options: &Options,
    watch: Option<Watch<'_>>,
) -> Result<Plan, ImportError> {
    let sheet = read(file_name, bytes, &options.reading)?;
    let mapping = map(file_name, &sheet, &options.wishes)?;
    if mapping.kind == SheetKind::People
        && mapping.role.is_none()
        && mapping.place("role").is_none()
    {
        return Err(ImportError::Role);
    }
    let (rows, mut change) = {
        let progress = Progress::new(watch, sheet.rows.len() * PASSES);
        let mut work = Work::new(scheme, options.today, &sheet, &mapping, progress);
        work.erased = &options.erased;
        let rows = match mapping.kind {
            SheetKind::People => people::rows(&mut work),
            SheetKind::Pairs => pairs::rows(&mut work),
            SheetKind::Meetings => meetings::rows(&mut work),
            SheetKind::Requests => requests::rows(&mut work),
        };
        if work.is_stopped() {
            return Err(ImportError::Stopped);
        }
        (rows, work.done())
    };
    let mut plan = Plan { sheet, mapping, rows, change: Change::default() };
    let counts = plan.counts();
    change.words = format!(
        "imported {} from a sheet: {} added, {} changed",
        plan.mapping.kind.name(),
        counts.added,
        counts.changed
    );
    admit(scheme, &change)?;
    plan.change = change;
    Ok(plan)
}

/// How often each row is looked at: what it is about, who it is about, what it says.
const PASSES: usize = 3;

/// What a kind says of a row that it could take: the outcome.
pub(super) type Taken = Result<Outcome, String>;

/// What a row is about: the key under which two rows are the same, and when it was submitted.
pub(super) struct About<K> {
    pub(super) key: K,
    pub(super) at: Option<NaiveDateTime>,
}

/// Takes all rows: first what each is about, so that of two rows about the same the later one
/// counts; then what others may refer to is entered; then each is taken in turn. A row that can't
/// be taken leaves no trace. An import that was called off has no outcomes.
pub(super) fn drive<K: Eq + Hash + Clone>(
    work: &mut Work<'_>,
    about: impl Fn(&mut Work<'_>, &mut Reader<'_>) -> Result<About<K>, String>,
    enter: impl Fn(&mut Work<'_>, &Reader<'_>, &K),
    take: impl Fn(&mut Work<'_>, &mut Reader<'_>, &K) -> Taken,
) -> Vec<RowOutcome> {
    let (sheet, mapping) = (work.sheet, work.mapping);
    let mut rows: Vec<(Reader<'_>, Result<About<K>, String>)> = Vec::new();
    for row in &sheet.rows {
        if !work.step() {
            return Vec::new();
        }
        let mut reader = Reader::new(mapping, row, work.today);
        let about = match reader.fault() {
            Some(why) => Err(why),
            None => about(work, &mut reader),
        };
        rows.push((reader, about));
    }
    let winners = winners(&rows);
    for (at, (reader, about)) in rows.iter().enumerate() {
        if !work.step() {
            return Vec::new();
        }
        if let Ok(about) = about
            && winners.get(&about.key).is_some_and(|(winner, _)| *winner == at)
        {
            enter(work, reader, &about.key);
        }
    }
    let mut outcomes = Vec::new();
    for (at, (reader, about)) in rows.iter_mut().enumerate() {
        if !work.step() {
            return Vec::new();
        }
        let number = reader.number();
        let outcome = match about {
            Err(why) => (Outcome::Refused, why.clone()),
            Ok(about) => match winners.get(&about.key) {
                Some((winner, row)) if *winner != at => {
                    (Outcome::Skipped, format!("row {row} is about the same and counts"))
                }
                _ => taken(work, reader, &about.key, &take),
            },
        };
        outcomes.push(RowOutcome { row: number, outcome: outcome.0, why: outcome.1 });
    }
    outcomes
}

/// For each key the row that counts, by place and by number: the one submitted last, else the last
/// one of the sheet.
fn winners<K: Eq + Hash + Clone>(
    rows: &[(Reader<'_>, Result<About<K>, String>)],
) -> HashMap<K, (usize, usize)> {
    let mut winners: HashMap<K, (usize, usize)> = HashMap::new();
    let mut times: HashMap<K, Option<NaiveDateTime>> = HashMap::new();
    for (at, (reader, about)) in rows.iter().enumerate() {
        let Ok(about) = about else { continue };
        let earlier = matches!(
            (times.get(&about.key).copied().flatten(), about.at),
            (Some(known), Some(this)) if this < known
        );
        if !earlier {
            winners.insert(about.key.clone(), (at, reader.number()));
            times.insert(about.key.clone(), about.at);
        }
    }
    winners
}

fn taken<K>(
    work: &mut Work<'_>,
    reader: &mut Reader<'_>,
    key: &K,
    take: &impl Fn(&mut Work<'_>, &mut Reader<'_>, &K) -> Taken,
) -> (Outcome, String) {
    let mark = work.mark();
    match take(work, reader, key) {
        Ok(outcome) => (outcome, reader.remarks()),
        Err(why) => {
            work.back_to(mark);
            (Outcome::Refused, why)
        }
    }
}
