//! `plan`: what an import would do, row by row, and the one change that does it.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::drive::PASSES;
use super::fields::SheetKind;
use super::mapping::{Mapping, MappingError, Wishes, map};
use super::memory::{self, Remembered};
use super::progress::{Progress, Watch};
use super::sections;
use super::sheet::{Reading, Sheet, SheetError, read};
use super::work::Work;
use super::{meetings, pairs, people, requests};
use crate::domain::admit::may_stand;
use crate::domain::erased::Tombstone;
use crate::domain::{Change, Refusal, Scheme};

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
    /// How other sheets were understood, for one with the same headings; empty to guess anew.
    pub remembered: Vec<Remembered>,
}

impl Options {
    /// Everything guessed, on a day.
    pub fn on(today: NaiveDate) -> Self {
        Self {
            reading: Reading::default(),
            wishes: Wishes::default(),
            today,
            erased: Vec::new(),
            remembered: Vec::new(),
        }
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
    /// The day on which a sheet with these headings came before, where what was said then counts.
    pub recalled: Option<NaiveDate>,
    /// What to keep for the next sheet with these headings once this one is saved: the set of headings
    /// and what they mean. None where nobody said anything.
    pub memory: Option<(String, String)>,
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
    let recalled = memory::recall(&sheet, &options.wishes, &options.remembered);
    let (wishes, recalled) = match recalled {
        // what was kept and no longer fits these values is guessed again
        Some((wishes, used)) if map(file_name, &sheet, &wishes).is_ok() => (wishes, Some(used)),
        _ => (options.wishes.clone(), None),
    };
    let mapping = map(file_name, &sheet, &wishes)?;
    if needs_side(&sheet, &mapping) {
        return Err(ImportError::Role);
    }
    let Taken { rows, mut change, after, notes } = taken(scheme, &sheet, &mapping, options, watch)?;
    let mut mapping = mapping;
    mapping.notes.extend(notes);
    mapping.notes.extend(recalled.map(memory::note));
    let memory = memory::keep(&sheet, &mapping, &wishes);
    let mut plan = Plan { sheet, mapping, rows, change: Change::default(), recalled, memory };
    let counts = plan.counts();
    change.words = format!(
        "imported {} from a sheet: {} added, {} changed",
        plan.mapping.kind.name(),
        counts.added,
        counts.changed
    );
    may_stand(&after, &change)?;
    plan.change = change;
    Ok(plan)
}

/// Whether it has to be said on which side the people of a sheet are.
pub fn needs_side(sheet: &Sheet, mapping: &Mapping) -> bool {
    mapping.kind == SheetKind::People
        && mapping.role.is_none()
        && mapping.place("role").is_none()
        && !mapping.own
        && !sections::have_sides(sheet)
}

/// What became of the rows of a sheet.
struct Taken {
    rows: Vec<RowOutcome>,
    /// What is to be written, without words.
    change: Change,
    /// The scheme after it.
    after: Scheme,
    /// What is to be said of the sheet as a whole.
    notes: Vec<String>,
}

/// Takes the rows, and again without those that brought people in and were refused, so that a refused
/// row leaves no trace.
fn taken(
    scheme: &Scheme,
    sheet: &Sheet,
    mapping: &Mapping,
    options: &Options,
    watch: Option<Watch<'_>>,
) -> Result<Taken, ImportError> {
    let mut banned = HashMap::new();
    loop {
        let progress = Progress::new(watch, sheet.rows.len() * PASSES);
        let mut work = Work::new(scheme, options.today, sheet, mapping, progress);
        work.erased = &options.erased;
        work.wishes = options.wishes.clone();
        work.banned = banned;
        let rows = match mapping.kind {
            SheetKind::People => people::rows(&mut work),
            SheetKind::Pairs => pairs::rows(&mut work),
            SheetKind::Meetings => meetings::rows(&mut work),
            SheetKind::Requests => requests::rows(&mut work),
        };
        if work.is_stopped() {
            return Err(ImportError::Stopped);
        }
        let refused = rows.iter().filter(|row| row.outcome == Outcome::Refused);
        let refused: HashMap<usize, String> =
            refused.map(|row| (row.row, row.why.clone())).collect();
        let in_vain = work.newcomers.values().any(|stays| !stays);
        if !in_vain || refused.len() == work.banned.len() {
            let mut notes = Vec::new();
            if work.unknown > 0 && work.newcomers.is_empty() && mapping.kind != SheetKind::Meetings
            {
                notes.push(
                    "rows with people who are not in the scheme are refused; --add-people brings \
                     them in"
                        .to_owned(),
                );
            }
            let (change, after) = work.done();
            return Ok(Taken { rows, change, after, notes });
        }
        banned = refused;
    }
}
