//! What the import says in words: how a sheet was understood, why not, and how each key answers it.

use crate::domain::settings::Key as Setting;
use crate::import::choices::label;
use crate::import::fields::{Takes, row};
use crate::import::values::dates::{self, order_named};
use crate::import::{
    Cell, Counts, ImportError, Mapping, MappingError, Options, Role, Sheet, SheetKind,
};
use crate::screens::contract::World;
use crate::text::days::Order;

/// Everything guessed, as this scheme usually writes days.
pub(super) fn options(world: &World) -> Options {
    let mut options = Options::on(world.today);
    let usual = world.scheme.settings().text(Setting::DateOrder);
    options.wishes.usual_order = order_named(usual).unwrap_or_default();
    options
}

/// Why a sheet can't be imported as it is, with the key that helps.
pub(super) fn refused(why: &ImportError) -> String {
    match why {
        ImportError::Mapping(why) => missing(why),
        ImportError::Role => {
            "It is not clear whether these people are mentors or mentees: w says it.".to_owned()
        }
        ImportError::Stopped => "Stopped: nothing was changed.".to_owned(),
        ImportError::Sheet(_) | ImportError::Refused(_) => sentence(&why.to_string()),
    }
}

/// What is missing before the sheet can be imported.
pub(super) fn missing(why: &MappingError) -> String {
    match why {
        MappingError::UnknownKind(_) => {
            "It is not clear what the rows are: a says whether people, pairs, requests or meetings."
                .to_owned()
        }
        MappingError::Needs { kind, needed, .. } => {
            format!("A sheet of {kind} needs {needed}: Enter gives a column its field.")
        }
        MappingError::Twice(field) => {
            format!("Two columns can't both be '{}': Enter on one gives it another.", label(field))
        }
        MappingError::NoSuchHeading { .. } | MappingError::NoSuchField { .. } => {
            sentence(&why.to_string())
        }
    }
}

/// The same in a line of the narrowest screen.
pub(super) fn missing_in_brief(why: &MappingError) -> String {
    match why {
        MappingError::UnknownKind(_) => "What are the rows? a says it.".to_owned(),
        MappingError::Needs { needed, .. } => format!("Missing: {needed}. Enter gives it."),
        MappingError::Twice(_)
        | MappingError::NoSuchHeading { .. }
        | MappingError::NoSuchField { .. } => missing(why),
    }
}

/// Words as a sentence.
pub(super) fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(char::to_uppercase);
    let mut sentence: String = first.into_iter().flatten().chain(letters).collect();
    if !sentence.ends_with(['.', '!', '?']) {
        sentence.push('.');
    }
    sentence
}

/// A heading, or any text, on one line.
pub(super) fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// On which side the people are: "mentors".
pub(super) fn side(mapping: &Mapping) -> &'static str {
    match mapping.role {
        Some(Role::Mentor) => "mentors",
        Some(Role::Mentee) => "mentees",
        None if mapping.place("role").is_some() => "as each row says",
        None => "not said",
    }
}

/// What stands between the values of a text file.
pub(super) fn mark(separator: char) -> &'static str {
    match separator {
        ',' => "commas",
        ';' => "semicolons",
        '\t' => "tabs",
        '|' => "bars",
        _ => "another mark",
    }
}

/// The first cell of the columns of days that the orders read differently.
fn example(sheet: &Sheet, mapping: &Mapping) -> Option<Cell> {
    let is_days = |field: &str| row(field).is_some_and(|row| row.takes == Takes::Days);
    let columns = mapping.columns.iter().enumerate();
    let mut days = columns.filter(|(_, column)| is_days(column.field)).map(|(at, _)| at);
    days.find_map(|at| {
        let cells = sheet.rows.iter().filter_map(|row| row.cells.get(at));
        let read = |cell: &Cell, order| dates::read(cell, Some(order)).ok();
        let mut open = cells.filter(|cell| {
            let two = (read(cell, Order::Dmy), read(cell, Order::Mdy));
            matches!(two, (Some(one), Some(other)) if one != other)
        });
        open.next().cloned()
    })
}

/// A day of the sheet that could be two, as this order reads it: "03/04/2026 = 3 April 2026".
pub(super) fn day_example(sheet: &Sheet, mapping: &Mapping, order: Order) -> Option<String> {
    let cell = example(sheet, mapping)?;
    let when = dates::read(&cell, Some(order)).ok()?;
    let day = cell.text().split_whitespace().next().unwrap_or_default().to_owned();
    Some(format!("{day} = {}", dates::in_words(&when)))
}

/// The order of days that counts for the sheet as a whole: what was said, else what all its columns
/// have; none where it has no days.
pub(super) fn order(mapping: &Mapping, options: &Options) -> Option<Order> {
    let is_days = |field: &str| row(field).is_some_and(|row| row.takes == Takes::Days);
    let mut days = mapping.columns.iter().filter(|column| is_days(column.field));
    let first = days.next()?;
    options.wishes.date_order.or(first.order)
}

/// Of what the rows are: "24 people".
pub(super) fn count(number: usize, kind: SheetKind) -> String {
    let one = match kind {
        SheetKind::People => "person",
        SheetKind::Requests => "request",
        SheetKind::Pairs => "pair",
        SheetKind::Meetings => "meeting",
    };
    if number == 1 { format!("1 {one}") } else { format!("{number} {}", kind.name()) }
}

/// What was imported: "Imported 24 people: 20 added, 3 changed, 1 unchanged; 2 rows stay out."
pub(super) fn imported(counts: Counts, kind: SheetKind) -> String {
    let Counts { added, changed, unchanged, skipped, refused } = counts;
    let parts = [(added, "added"), (changed, "changed"), (unchanged, "unchanged")];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| format!("{number} {word}"))
        .collect();
    let out = match skipped + refused {
        0 => String::new(),
        1 => "; 1 row stays out".to_owned(),
        many => format!("; {many} rows stay out"),
    };
    let all = count(added + changed + unchanged, kind);
    format!("Imported {all}: {}{out}.", parts.join(", "))
}
