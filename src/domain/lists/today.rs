//! Today as a list for files: one row an item, with why it is there and what is suggested.

use chrono::NaiveDate;

use crate::domain::codes::Code;
use crate::domain::lists::{Cell, Column, Sheet, SheetRow};
use crate::domain::rules::Item;

/// The name of Today where lists are named.
pub const TODAY: &str = "today";

/// Its columns; the cells are made from the items.
const COLUMNS: &[Column] = &[
    Column::given("section", "Section"),
    Column::given("rule", "Rule"),
    Column::given("also", "Also"),
    Column::given("severity", "Severity"),
    Column::given("subject", "About"),
    Column::given("mentee", "Mentee"),
    Column::given("mentor", "Mentor"),
    Column::given("days", "Days"),
    Column::given("limit", "Limit"),
    Column::given("since", "Since"),
    Column::given("why", "Why"),
    Column::given("suggest", "Suggested"),
    Column::given("snoozed_until", "Snoozed until"),
];

impl Sheet {
    /// These items of Today, in their order.
    pub fn today<'a>(items: impl Iterator<Item = &'a Item>, on: NaiveDate) -> Self {
        let rows = items.map(|item| SheetRow { id: item.subject, cells: cells(item), over: false });
        Self { name: TODAY, title: "Today", on, columns: COLUMNS.to_vec(), rows: rows.collect() }
    }
}

fn cells(item: &Item) -> Vec<Cell> {
    let name = |role| item.person(role).map(|one| one.name.clone()).into();
    vec![
        item.section.code().into(),
        item.rule.into(),
        item.also.join("; ").into(),
        item.severity.code().into(),
        item.subject_text().into(),
        name("mentee"),
        name("mentor"),
        item.days.into(),
        item.limit.into(),
        item.since.into(),
        item.why.as_str().into(),
        item.suggest.code().into(),
        item.snoozed_until.into(),
    ]
}
