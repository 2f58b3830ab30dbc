//! The budget, and the hours of the coordinator (S3).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::codes::HoursTask;
use crate::domain::entry::Entry;
use crate::domain::field::{
    Field, choice_must_field, day_must_field, money_field, number_must_field, text_field,
};
use crate::domain::ids::{AnyId, BudgetLineId, HoursId};
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::tables::{Link, Linked};
use crate::text::{Text, days};

/// A line of the budget: planned, spent, or both (S3). Amounts in minor units of the currency.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BudgetLine {
    /// Primary key, shown as `B4`.
    pub id: BudgetLineId,
    /// Day to which it belongs.
    pub day: NaiveDate,
    /// What for.
    pub what: Text,
    /// The heading under which it is counted ("catering", "training").
    pub category: Text,
    /// Amount planned, in minor units.
    pub planned: Option<i64>,
    /// Amount spent, in minor units.
    pub spent: Option<i64>,
}

impl Linked for BudgetLine {
    fn links(&self, _: &mut dyn FnMut(Link, i64)) {}
}

impl Entry for BudgetLine {
    const FIELDS: &'static [Field<Self>] = &[
        text_field!("what", "What for", what),
        day_must_field!("day", "Day", day),
        text_field!("category", "Heading", category),
        money_field!("planned", "Planned", planned),
        money_field!("spent", "Spent", spent),
    ];
    const REQUIRED: &'static [&'static str] = &["what", "day"];

    fn blank(id: BudgetLineId) -> Self {
        Self {
            id,
            day: NaiveDate::MIN,
            what: Text::default(),
            category: Text::default(),
            planned: None,
            spent: None,
        }
    }

    fn begin(&mut self, _scheme: &Scheme, today: NaiveDate, _about: Option<AnyId>) {
        self.day = today;
    }

    fn settle(&mut self, _scheme: &Scheme, _today: NaiveDate) -> Result<(), Refusal> {
        if self.planned.is_none() && self.spent.is_none() {
            return Err(Refusal::field("spent", "give the amount that is planned, spent, or both"));
        }
        Ok(())
    }

    fn title(&self, _scheme: &Scheme) -> String {
        format!("the budget line \"{}\"", self.what)
    }

    fn about(&self) -> Vec<AnyId> {
        Vec::new()
    }

    fn day(&self) -> Option<NaiveDate> {
        Some(self.day)
    }
}

/// Hours of the coordinator (S3).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hours {
    /// Primary key, shown as `H4`.
    pub id: HoursId,
    /// Day.
    pub day: NaiveDate,
    /// Minutes worked, 1 to 1440.
    pub minutes: i64,
    /// What they went into.
    pub task: HoursTask,
}

impl Linked for Hours {
    fn links(&self, _: &mut dyn FnMut(Link, i64)) {}
}

impl Entry for Hours {
    const FIELDS: &'static [Field<Self>] = &[
        day_must_field!("day", "Day", day),
        number_must_field!("minutes", "Minutes", 1..=1440, minutes),
        choice_must_field!("task", "What for", HoursTask, task),
    ];
    const REQUIRED: &'static [&'static str] = &["day", "minutes"];

    fn blank(id: HoursId) -> Self {
        Self { id, day: NaiveDate::MIN, minutes: 0, task: HoursTask::Support }
    }

    fn begin(&mut self, _scheme: &Scheme, today: NaiveDate, _about: Option<AnyId>) {
        self.day = today;
        // one day a week is what the scheme gives its coordinator (One Step Beyond)
        self.minutes = 450;
    }

    fn settle(&mut self, _scheme: &Scheme, today: NaiveDate) -> Result<(), Refusal> {
        crate::domain::entry::not_after("day", Some(self.day), today)
    }

    fn title(&self, _scheme: &Scheme) -> String {
        format!("the hours of {}", days::long(self.day))
    }

    fn about(&self) -> Vec<AnyId> {
        Vec::new()
    }

    fn day(&self) -> Option<NaiveDate> {
        Some(self.day)
    }
}
