//! What was understood of a sheet, column by column: heading, field, how sure, the first values.

use std::sync::Arc;

use super::words::{self, line, mark, side};
use super::work::Look;
use crate::import::choices::label;
use crate::import::fields::{EXTRA, IGNORE};
use crate::import::values::dates::order_words;
use crate::import::{Column as Meaning, SheetKind, Sure, needs_side, samples};
use crate::screens::contract::{Ctx, Step, World};
use crate::screens::list::{Line, List};
use crate::text::days;
use crate::ui::card::{Card, Part};
use crate::ui::keys::Bind;
use crate::ui::table::{Column, Row};
use crate::ui::theme::Role;

/// So many values of a column are shown in its line, and in its card.
const VALUES: usize = 3;
const IN_CARD: usize = 8;

/// The columns of a sheet.
#[derive(Debug)]
pub(super) struct Columns {
    look: Arc<Look>,
    /// The first different values of each column.
    values: Vec<Vec<String>>,
}

const COLUMNS: &[Column] = &[
    Column::grows("Column", 20, 34),
    Column::grows("is", 15, 22),
    Column::fixed("How sure", 8),
    Column::grows("First values", 8, 80),
];

impl Columns {
    pub(super) fn new(look: Arc<Look>) -> Self {
        let mut columns = Self { look: Arc::clone(&look), values: Vec::new() };
        columns.set(look);
        columns
    }

    /// Shows another understanding.
    pub(super) fn set(&mut self, look: Arc<Look>) {
        let places = 0..look.mapping.columns.len();
        self.values = places.map(|at| samples(&look.sheet, at, IN_CARD)).collect();
        self.look = look;
    }

    fn meaning(&self, at: usize) -> Option<&Meaning> {
        self.look.mapping.columns.get(at)
    }

    /// The column that is taken for what this one could be too.
    fn rival(&self, meaning: &Meaning) -> Option<&Meaning> {
        self.meaning(meaning.tie?)
    }

    fn values(&self, at: usize) -> &[String] {
        self.values.get(at).map_or(&[], Vec::as_slice)
    }

    /// How sure it is, in a word.
    fn sure(meaning: &Meaning) -> &'static str {
        match meaning.sure {
            _ if meaning.tie.is_some() => "which?",
            Sure::Told => "said",
            Sure::Certain => "known",
            Sure::Likely => "likely",
            Sure::Guessed => "guessed",
            Sure::Unknown => "new",
        }
    }

    /// The same in a sentence, with what there is to do.
    fn why(&self, meaning: &Meaning) -> String {
        if let Some(rival) = self.rival(meaning) {
            return format!(
                "It could be '{}' as well, which '{}' is taken for. Enter decides.",
                label(rival.field),
                rival.label
            );
        }
        let why = match (meaning.sure, meaning.field) {
            (Sure::Told, _) if self.look.remembered.is_some() => {
                "It was said so, now or at the last import."
            }
            (Sure::Told, _) => "You said so.",
            (Sure::Certain | Sure::Likely, IGNORE) => "It is the form's own, and left out.",
            (Sure::Certain, _) => "That is what its heading says.",
            (Sure::Likely, _) => "Its heading, or what stands in it, says so.",
            (Sure::Guessed, _) => "A part of its heading says so: look whether it is right.",
            (Sure::Unknown, IGNORE) if self.look.mapping.kind == SheetKind::Meetings => {
                "No field is called so, and nothing that was said at a meeting is kept."
            }
            (Sure::Unknown, IGNORE) => "It is left out.",
            (Sure::Unknown, _) => "No field is called so: it is kept as it stands.",
        };
        why.to_owned()
    }

    fn days(meaning: &Meaning) -> Option<String> {
        let order = meaning.order?;
        if crate::import::fields::row(meaning.field)?.takes != crate::import::fields::Takes::Days {
            return None;
        }
        let proof = if meaning.order_supposed { "; nothing in it proves that: d asks" } else { "" };
        Some(format!("Its days are read as {}{proof}.", order_words(order)))
    }

    fn filled(&self, at: usize) -> String {
        let rows = &self.look.sheet.rows;
        let cells = rows.iter().filter_map(|row| row.cells.get(at));
        let filled = cells.filter(|cell| !cell.is_empty()).count();
        format!("filled in {filled} of {} rows", rows.len())
    }
}

/// What a column is, as a person says it.
pub(super) fn field(id: &str) -> &str {
    match id {
        EXTRA => "extra field",
        IGNORE => "left out",
        id => label(id),
    }
}

impl List for Columns {
    type Key = usize;
    type Cmd = ();
    const KEYS: &'static [Bind<()>] = &[];
    const PRIVATE: bool = true;

    fn title(&self, _: &World) -> String {
        format!("Import {}", self.look.file.name)
    }

    fn columns(&self) -> &[Column] {
        COLUMNS
    }

    fn lines(&self, _: &World) -> Vec<Line<usize>> {
        let look = &self.look;
        let count = look.mapping.columns.len();
        let mut lines = vec![];
        lines.extend((0..count).map(Line::Row));
        let mut notes: Vec<String> = look.sheet.notes.clone();
        // what is decided by an option of the command is asked here by a key
        let of_mapping = look.mapping.notes.iter().filter(|note| !note.contains("--"));
        notes.extend(of_mapping.cloned());
        if look.sheet.blank > 0 {
            notes.push(format!("blank rows passed over: {}", look.sheet.blank));
        }
        if !notes.is_empty() {
            lines.push(Line::Section("TO KNOW".to_owned(), String::new()));
            lines.extend(notes.iter().map(|note| Line::Note(words::sentence(note))));
        }
        lines
    }

    fn row(&self, key: usize, _: &World) -> Row {
        let Some(meaning) = self.meaning(key) else { return Row::default() };
        let values = self.values(key).iter().take(VALUES);
        let values: Vec<&str> = values.map(String::as_str).collect();
        let asks = meaning.tie.is_some() || meaning.order_supposed;
        let cells = vec![
            meaning.label.clone(),
            field(meaning.field).to_owned(),
            Self::sure(meaning).to_owned(),
            values.join(" | "),
        ];
        let (sign, role) = if asks { ('!', Role::Warn) } else { (' ', Role::Plain) };
        Row { sign, cells, role, ..Row::default() }
    }

    fn name(&self, key: usize) -> String {
        key.to_string()
    }

    fn card(&self, key: usize, _: &World) -> Card {
        let Some(meaning) = self.meaning(key) else { return Card::default() };
        let values = self.values(key);
        let first: Vec<&str> = values.iter().take(VALUES).map(String::as_str).collect();
        let said = if first.is_empty() { "nothing".to_owned() } else { first.join(" | ") };
        let mut about = vec![self.why(meaning)];
        about.extend(Self::days(meaning));
        let mut brief = vec![format!("{said} ({})", self.filled(key))];
        brief.extend(about.iter().cloned());
        let all = values.iter().map(|value| line(value));
        let more = if values.len() == IN_CARD { "THE FIRST VALUES" } else { "ITS VALUES" };
        let keys = ["Enter  another field", "x  keep as an extra field", "o  leave out"];
        Card {
            title: line(&meaning.heading),
            badge: field(meaning.field).to_owned(),
            role: if meaning.tie.is_some() { Role::Warn } else { Role::Info },
            brief,
            parts: vec![
                Part::new("", about),
                Part::new(more, all.chain([format!("({})", self.filled(key))])),
                Part::new("INSTEAD", keys.map(str::to_owned)),
            ],
        }
    }

    fn empty(&self, _: &World) -> String {
        "The sheet has no columns. Esc goes back to the files.".to_owned()
    }

    fn head(&self, world: &World, _: usize) -> Vec<String> {
        let look = &self.look;
        let (sheet, mapping) = (&look.sheet, &look.mapping);
        let again = look.remembered.map(|day| days::short(day, world.today));
        let again = again.map(|day| format!("; understood as on {day}")).unwrap_or_default();
        let rows = sheet.rows.len();
        let rows = if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") };
        let columns = mapping.columns.len();
        let columns =
            if columns == 1 { "1 column".to_owned() } else { format!("{columns} columns") };
        let mut lines = vec![format!("{}: {rows}, {columns}{again}", look.file.name)];
        let mut what = vec![format!("a as {}", mapping.kind.name())];
        if mapping.kind == SheetKind::People {
            what.push(format!("w {}", side(mapping)));
        }
        if let Some(order) = words::order(mapping, &look.options) {
            let example = words::day_example(sheet, mapping, order);
            let example = example.map(|words| format!(", {words}")).unwrap_or_default();
            what.push(format!("d days {}{example}", order_words(order)));
        }
        lines.push(what.join("   "));
        let headings = sheet.header_row.map_or("none".to_owned(), |row| format!("in row {row}"));
        let mut how = vec![format!("h headings {headings}")];
        if let Some(worksheet) = &sheet.worksheet {
            let of = sheet.worksheets.len();
            let of = if of > 1 { format!(" (of {of})") } else { String::new() };
            how.push(format!("t sheet {worksheet}{of}"));
        }
        if let Some(separator) = sheet.separator {
            how.push(format!("m {}", mark(separator)));
            how.push(format!("e {}", sheet.encoding));
        }
        lines.push(how.join("   "));
        lines.push(self.next(world));
        lines
    }

    fn run(&mut self, (): (), _: &[usize], _: &Ctx<'_>) -> Step {
        Step::Stay
    }
}

impl Columns {
    /// What there is to do before the plan.
    fn next(&self, _: &World) -> String {
        let look = &self.look;
        if let Some(why) = &look.missing {
            return format!("! {}", words::missing_in_brief(why));
        }
        let columns = look.mapping.columns.iter();
        let asked = columns.filter(|column| column.tie.is_some()).count();
        if needs_side(&look.sheet, &look.mapping) {
            return "! It is not clear whether these are mentors or mentees: w says it.".to_owned();
        }
        match asked {
            0 => {
                "Is that right? v shows what an import would do; nothing is changed yet.".to_owned()
            }
            1 => "! One column could be two things: Enter on it decides. v shows the plan."
                .to_owned(),
            many => {
                format!("! {many} columns could be two things: Enter decides. v shows the plan.")
            }
        }
    }
}
