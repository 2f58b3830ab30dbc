//! The log of the scheme: commitments of seniors, decisions, benchmarks, notes (S4).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::codes::LogKind;
use crate::domain::entry::Entry;
use crate::domain::field::{Field, choice_must_field, day_field, day_must_field, text_field};
use crate::domain::ids::{AnyId, CommitmentId, LogEntryId};
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::tables::{Link, Linked};
use crate::text::Text;

/// What a senior manager committed to, and when it is to be renewed (S4).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Commitment {
    /// Primary key, shown as `W3`.
    pub id: CommitmentId,
    /// Who committed: name or office.
    pub who: Text,
    /// To what.
    pub what: Text,
    /// Day of the commitment, or of its last renewal.
    pub made: NaiveDate,
    /// Day on which it is to be renewed; none if it holds without.
    pub renewal: Option<NaiveDate>,
    /// Day on which it ended; none while it holds.
    pub ended: Option<NaiveDate>,
}

impl Linked for Commitment {
    fn links(&self, _: &mut dyn FnMut(Link, i64)) {}
}

impl Entry for Commitment {
    const FIELDS: &'static [Field<Self>] = &[
        text_field!("who", "Who", who),
        text_field!("what", "To what", what),
        day_must_field!("made", "Made on", made),
        day_field!("renewal", "Renewal on", renewal),
        day_field!("ended", "Ended on", ended),
    ];
    const REQUIRED: &'static [&'static str] = &["who", "what", "made"];

    fn blank(id: CommitmentId) -> Self {
        Self {
            id,
            who: Text::default(),
            what: Text::default(),
            made: NaiveDate::MIN,
            renewal: None,
            ended: None,
        }
    }

    fn begin(&mut self, _scheme: &Scheme, today: NaiveDate, _about: Option<AnyId>) {
        self.made = today;
        self.renewal = today.checked_add_months(chrono::Months::new(12));
    }

    fn settle(&mut self, _scheme: &Scheme, today: NaiveDate) -> Result<(), Refusal> {
        crate::domain::entry::not_after("made", Some(self.made), today)?;
        crate::domain::entry::not_after("ended", self.ended, today)?;
        if let Some(end) = self.ended.filter(|ended| *ended < self.made) {
            return Err(Refusal::EndBeforeStart { start: self.made, end });
        }
        match self.renewal.filter(|renewal| *renewal < self.made) {
            Some(_) => Err(Refusal::field(
                "renewal",
                "the renewal is before the commitment: give a later day",
            )),
            None => Ok(()),
        }
    }

    fn title(&self, _scheme: &Scheme) -> String {
        format!("the commitment of {}", self.who)
    }

    fn about(&self) -> Vec<AnyId> {
        Vec::new()
    }

    fn day(&self) -> Option<NaiveDate> {
        self.renewal.or(Some(self.made))
    }
}

/// An entry of the log (S4).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LogEntry {
    /// Primary key, shown as `N6`.
    pub id: LogEntryId,
    /// Day.
    pub day: NaiveDate,
    /// What it is.
    pub kind: LogKind,
    /// The entry.
    pub entry: Text,
}

impl Linked for LogEntry {
    fn links(&self, _: &mut dyn FnMut(Link, i64)) {}
}

impl Entry for LogEntry {
    const FIELDS: &'static [Field<Self>] = &[
        choice_must_field!("kind", "Kind", LogKind, kind),
        day_must_field!("day", "Day", day),
        text_field!(long "entry", "Entry", entry),
    ];
    const REQUIRED: &'static [&'static str] = &["day", "entry"];

    fn blank(id: LogEntryId) -> Self {
        Self { id, day: NaiveDate::MIN, kind: LogKind::Note, entry: Text::default() }
    }

    fn begin(&mut self, _scheme: &Scheme, today: NaiveDate, _about: Option<AnyId>) {
        self.day = today;
    }

    fn settle(&mut self, _scheme: &Scheme, today: NaiveDate) -> Result<(), Refusal> {
        crate::domain::entry::not_after("day", Some(self.day), today)
    }

    fn title(&self, _scheme: &Scheme) -> String {
        format!("the {} in the log", self.kind)
    }

    fn about(&self) -> Vec<AnyId> {
        Vec::new()
    }

    fn day(&self) -> Option<NaiveDate> {
        Some(self.day)
    }
}
