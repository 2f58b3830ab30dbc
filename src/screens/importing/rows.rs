//! What an import would do, row by row: refused ones first, each with its reason and what changes.

use std::sync::Arc;

use super::columns::field;
use super::words::{self, line};
use super::work::Look;
use crate::import::fields::IGNORE;
use crate::import::{Outcome, Plan, Row as SheetRow, RowOutcome, SheetKind};
use crate::screens::contract::{Ctx, Step, World};
use crate::screens::list::{Line, List};
use crate::ui::card::{Card, Part};
use crate::ui::keys::Bind;
use crate::ui::table::{Column, Row};
use crate::ui::theme::Role;

/// The outcomes in the order in which they are shown, with the key that shows them alone and what
/// they mean.
pub(super) const OUTCOMES: [(&str, char, &str); 5] = [
    ("refused", 'r', "they stay out; the reason says what to correct"),
    ("changed", 'c', "known, and something differs"),
    ("added", 'a', "not known yet"),
    ("skipped", 'l', "left out on purpose"),
    ("unchanged", 'e', "known as they stand in the sheet"),
];

const COLUMNS: &[Column] = &[
    Column::fixed("Row", 5).right(),
    Column::fixed("Outcome", 9),
    Column::grows("Who", 14, 28),
    Column::grows("Why", 14, 80),
];

/// The rows of a plan.
#[derive(Debug)]
pub(super) struct Rows {
    look: Arc<Look>,
    plan: Arc<Plan>,
    /// The only outcome that is shown.
    only: Option<&'static str>,
}

impl Rows {
    pub(super) fn new(look: Arc<Look>, plan: Arc<Plan>) -> Self {
        Self { look, plan, only: None }
    }

    /// Shows one outcome alone, or all again; false where there is none of it.
    pub(super) fn show(&mut self, word: &'static str) -> bool {
        let any = self.plan.rows.iter().any(|row| row.outcome.word() == word);
        if any {
            self.only = if self.only == Some(word) { None } else { Some(word) };
        }
        any
    }

    fn outcome(&self, at: usize) -> Option<&RowOutcome> {
        self.plan.rows.get(at)
    }

    fn of_sheet(&self, at: usize) -> Option<&SheetRow> {
        self.plan.sheet.rows.get(at)
    }

    /// Whom the row is about.
    fn who(&self, at: usize) -> String {
        let mapping = &self.plan.mapping;
        let cell = |id: &str| {
            let cell = self.of_sheet(at).and_then(|row| mapping.cell(&row.cells, id));
            cell.map(|cell| line(&cell.text())).unwrap_or_default()
        };
        let first_of =
            |all: &[String]| all.iter().find(|text| !text.is_empty()).cloned().unwrap_or_default();
        let named =
            |first: &str, last: &str| format!("{} {}", cell(first), cell(last)).trim().to_owned();
        let side = |side: &str| {
            let whole = named(&format!("{side}|first_name"), &format!("{side}|last_name"));
            first_of(&[cell(side), whole, cell(&format!("{side}_email"))])
        };
        match mapping.kind {
            SheetKind::People => {
                first_of(&[cell("full_name"), named("first_name", "last_name"), cell("email")])
            }
            SheetKind::Pairs | SheetKind::Meetings | SheetKind::Requests => {
                let (mentee, mentor) = (side("mentee"), side("mentor"));
                match (mentee.is_empty(), mentor.is_empty()) {
                    (false, false) => format!("{mentee} with {mentor}"),
                    (false, true) => mentee,
                    (true, _) => mentor,
                }
            }
        }
    }

    /// What differs, or why it is so, in one line.
    fn why(row: &RowOutcome) -> String {
        let Outcome::Changed(changes) = &row.outcome else { return row.why.clone() };
        let mut parts: Vec<String> = changes.iter().map(change).collect();
        if !row.why.is_empty() {
            parts.push(row.why.clone());
        }
        parts.join("; ")
    }
}

/// "Phone: 123 → 456".
fn change(change: &crate::import::FieldChange) -> String {
    let old = if change.old.is_empty() { "nothing" } else { &change.old };
    let new = if change.new.is_empty() { "nothing" } else { &change.new };
    format!("{}: {} → {}", change.field, line(old), line(new))
}

fn look_of(outcome: &Outcome) -> (char, Role) {
    match outcome {
        Outcome::Refused => ('!', Role::Urgent),
        Outcome::Changed(_) => ('~', Role::Warn),
        Outcome::Added => ('+', Role::Ok),
        Outcome::Skipped | Outcome::Unchanged => (' ', Role::Muted),
    }
}

impl List for Rows {
    type Key = usize;
    type Cmd = ();
    const KEYS: &'static [Bind<()>] = &[];
    const PRIVATE: bool = true;

    fn title(&self, _: &World) -> String {
        format!("What importing {} would do", self.look.file.name)
    }

    fn columns(&self) -> &[Column] {
        COLUMNS
    }

    fn lines(&self, _: &World) -> Vec<Line<usize>> {
        let mut lines = Vec::with_capacity(self.plan.rows.len() + OUTCOMES.len());
        let shown = |word: &str| self.only.is_none_or(|only| only == word);
        for (word, _, note) in OUTCOMES.iter().filter(|(word, ..)| shown(word)) {
            let rows = self.plan.rows.iter().enumerate();
            let rows = rows.filter(|(_, row)| row.outcome.word() == *word);
            let rows: Vec<Line<usize>> = rows.map(|(at, _)| Line::Row(at)).collect();
            if !rows.is_empty() {
                let title = format!("{} {}", word.to_uppercase(), rows.len());
                lines.push(Line::Section(title, (*note).to_owned()));
                lines.extend(rows);
            }
        }
        lines
    }

    fn row(&self, key: usize, _: &World) -> Row {
        let Some(outcome) = self.outcome(key) else { return Row::default() };
        let (sign, role) = look_of(&outcome.outcome);
        let cells = vec![
            outcome.row.to_string(),
            outcome.outcome.word().to_owned(),
            self.who(key),
            line(&Self::why(outcome)),
        ];
        Row { sign, cells, role, ..Row::default() }
    }

    fn name(&self, key: usize) -> String {
        key.to_string()
    }

    fn card(&self, key: usize, _: &World) -> Card {
        let Some(outcome) = self.outcome(key) else { return Card::default() };
        let mut parts = Vec::new();
        let why = line(&outcome.why);
        let mut brief = Vec::new();
        let newcomers = self.plan.mapping.kind != SheetKind::People
            && self.look.options.wishes.add_people != Some(true)
            && outcome.why.starts_with("nobody in the scheme");
        let todo = match &outcome.outcome {
            Outcome::Refused if newcomers => {
                "Press n: who is not in the scheme yet comes in with the row. Or bring the sheet \
                 of people in first."
            }
            Outcome::Refused => {
                "Correct the row in the sheet, save it, and press R to read it again; the others \
                 can come in without it."
            }
            Outcome::Changed(_) | Outcome::Added | Outcome::Unchanged | Outcome::Skipped => "",
        };
        if let Outcome::Changed(changes) = &outcome.outcome {
            let lines: Vec<String> = changes.iter().map(change).collect();
            brief.extend(lines.iter().cloned());
            parts.push(Part::new("CHANGES", lines));
        }
        if !why.is_empty() {
            brief.insert(0, words::sentence(&why));
            parts.push(Part::new("WHY", [words::sentence(&why)]));
        }
        if !todo.is_empty() {
            brief.push(todo.to_owned());
            parts.push(Part::new("WHAT TO DO", [todo.to_owned()]));
        }
        let cells = self.of_sheet(key).map(|row| row.cells.as_slice()).unwrap_or_default();
        let columns = self.plan.mapping.columns.iter().zip(cells);
        let stands: Vec<String> = columns
            .filter(|(column, cell)| column.field != IGNORE && !cell.is_empty())
            .map(|(column, cell)| {
                let what = match column.field {
                    crate::import::fields::EXTRA => column.label.as_str(),
                    id => field(id),
                };
                format!("{what}: {}", line(&cell.text()))
            })
            .collect();
        brief.push(stands.join("  "));
        parts.push(Part::new("IN THE SHEET", stands));
        let (_, role) = look_of(&outcome.outcome);
        Card {
            title: format!("ROW {}: {}", outcome.row, self.who(key)),
            badge: outcome.outcome.word().to_owned(),
            role,
            brief,
            parts,
        }
    }

    fn empty(&self, _: &World) -> String {
        "The sheet has no rows. Esc goes back to the columns.".to_owned()
    }

    fn head(&self, world: &World, _: usize) -> Vec<String> {
        let counts = self.plan.counts();
        let kind = self.plan.mapping.kind;
        let all = self.plan.rows.len();
        let mut parts = vec![match self.only {
            None => format!("[all {all}]"),
            Some(_) => format!("all {all}"),
        }];
        for (word, key, _) in OUTCOMES {
            let number = match word {
                "refused" => counts.refused,
                "changed" => counts.changed,
                "added" => counts.added,
                "skipped" => counts.skipped,
                _ => counts.unchanged,
            };
            let words = format!("{key} {word} {number}");
            parts.push(if self.only == Some(word) { format!("[{words}]") } else { words });
        }
        let comes = words::count(counts.added + counts.changed, kind);
        let next = match (&world.read_only, counts.added + counts.changed) {
            (Some(why), _) => format!("Nothing can be saved: {why}"),
            (None, 0) if counts.refused == all => {
                "No row can be taken: each says why. v goes back to the columns.".to_owned()
            }
            (None, 0) => {
                "Nothing would change: what can be taken is in the scheme as it stands.".to_owned()
            }
            (None, _) => {
                format!("i brings {comes} in as one change (u takes it back); v shows the columns.")
            }
        };
        vec![
            format!("{}: what would be done; nothing is changed yet", self.look.file.name),
            parts.join("   "),
            next,
        ]
    }

    fn run(&mut self, (): (), _: &[usize], _: &Ctx<'_>) -> Step {
        Step::Stay
    }
}
