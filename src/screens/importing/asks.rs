//! What is asked about a sheet: which field, which kind, how days and headings are read; and what an answer changes.

use std::sync::Arc;

use super::columns::field;
use super::words::{day_example, line, mark, order, side};
use super::work::Look;
use crate::import::choices::{choices, label};
use crate::import::fields::{EXTRA, IGNORE, holds_several};
use crate::import::headings::unknown;
use crate::import::values::dates::{order_named, order_words};
use crate::import::{Answer, Options, Role, SheetKind};
use crate::text::days::Order;
use crate::ui::chooser::Chooser;
use crate::ui::field::PickOption;

/// A question about the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Question {
    /// What a column is, by its place.
    Field(usize),
    /// Which of two columns has the field.
    Which(usize, usize, &'static str),
    /// One about the sheet as a whole.
    Sheet(About),
    /// What to do with rows that may be about somebody known.
    Known(Vec<usize>),
    /// Whether the rows that can be taken come in without the others.
    StayOut(usize),
}

/// A question about the sheet as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// What the rows are.
    Kind,
    /// On which side the people are.
    Side,
    /// In which order days are written.
    Days,
    /// In which row the headings are.
    Headings,
    /// Which worksheet is read.
    Worksheet,
    /// What stands between values.
    Mark,
    /// How letters are stored.
    Letters,
    /// Whether people who are not in the scheme come in with the rows that name them.
    Newcomers,
}

/// Ways in which letters are stored, with who writes them so.
const LETTERS: &[(&str, &str)] = &[
    ("UTF-8", "all scripts; what most programs write today"),
    ("windows-1252", "Western Europe, from Excel on Windows"),
    ("windows-1250", "Central Europe, from Excel on Windows"),
    ("windows-1251", "Cyrillic, from Excel on Windows"),
    ("windows-1253", "Greek, from Excel on Windows"),
    ("windows-1254", "Turkish, from Excel on Windows"),
    ("ISO-8859-2", "Central Europe, older"),
    ("macintosh", "from an old Excel on a Mac"),
    ("UTF-16LE", "\"Unicode text\" of Excel"),
    ("UTF-16BE", "the same, the other way round"),
    ("Shift_JIS", "Japanese"),
    ("GB18030", "Chinese"),
];

/// What may stand between values.
const MARKS: [char; 4] = [',', ';', '\t', '|'];

/// Why a question about text files isn't asked of a workbook.
const BOOK: &str = "a workbook says by itself how it is to be read";

/// Whether a question about the sheet as a whole can be asked of this one, or why not.
pub(super) fn fits(about: About, look: &Look) -> Result<(), String> {
    let kind = look.mapping.kind;
    let is_people = kind == SheetKind::People;
    let no = match about {
        About::Side if !is_people => {
            format!("the rows are {}: both sides stand in each", kind.name())
        }
        About::Newcomers if is_people => {
            "whoever is new in a sheet of people comes in anyway".to_owned()
        }
        About::Days if order(&look.mapping, &look.options).is_none() => {
            "no column of this sheet holds days".to_owned()
        }
        About::Worksheet if look.sheet.worksheets.len() < 2 => {
            "the file has one sheet alone".to_owned()
        }
        About::Mark | About::Letters if look.sheet.separator.is_none() => BOOK.to_owned(),
        About::Kind
        | About::Side
        | About::Days
        | About::Headings
        | About::Worksheet
        | About::Mark
        | About::Letters
        | About::Newcomers => return Ok(()),
    };
    Err(no)
}

/// The question as a box, or why it isn't asked here.
pub(super) fn ask(question: &Question, look: &Look) -> Result<Chooser, String> {
    if let Question::Sheet(about) = question {
        fits(*about, look)?;
    }
    match question {
        Question::Field(at) => fields(*at, look),
        Question::Which(one, other, id) => Ok(which([*one, *other], id, look)),
        Question::Sheet(About::Kind) => Ok(kind(look)),
        Question::Sheet(About::Side) => Ok(side_of(look)),
        Question::Sheet(About::Days) => days(look),
        Question::Sheet(About::Headings) => Ok(headings(look)),
        Question::Sheet(About::Worksheet) => Ok(worksheet(look)),
        Question::Sheet(About::Mark) => marks(look),
        Question::Sheet(About::Letters) => Ok(letters(look)),
        Question::Sheet(About::Newcomers) => Ok(newcomers(look)),
        Question::Known(rows) => Ok(known(rows)),
        Question::StayOut(others) => {
            let rows = format!("{others} rows; the refused stay out");
            let options = vec![
                PickOption::new("yes", "import the others", rows),
                PickOption::new("no", "look at what is refused", "nothing is changed"),
            ];
            Ok(Chooser::new("Some rows are refused. Go on without them?", options, "yes"))
        }
    }
}

fn which(two: [usize; 2], id: &str, look: &Look) -> Chooser {
    let options = two.into_iter().filter_map(|at| {
        let column = look.mapping.columns.get(at)?;
        let values = crate::import::samples(&look.sheet, at, 2).join(" | ");
        Some(PickOption::new(at.to_string(), column.label.clone(), values))
    });
    let mut options: Vec<PickOption> = options.collect();
    options.push(PickOption::new("field", "another field for this column", ""));
    let [one, _] = two;
    let other = field(unknown(look.mapping.kind));
    Chooser::new(format!("Which column is '{}'?", label(id)), options, &one.to_string())
        .note(format!("The other one becomes: {other}."))
}

fn kind(look: &Look) -> Chooser {
    let options = vec![
        PickOption::new("people", "people", "a row is a mentor or a mentee"),
        PickOption::new("pairs", "pairs", "a row is a mentor with a mentee"),
        PickOption::new("meetings", "meetings", "a row is a meeting of a pair"),
        PickOption::new("requests", "requests", "a row is a mentee who asks for a mentor"),
    ];
    Chooser::new("What is a row of this sheet?", options, look.mapping.kind.name())
}

fn side_of(look: &Look) -> Chooser {
    let mapping = &look.mapping;
    let options = vec![
        PickOption::new("mentor", "mentors", "they give their time"),
        PickOption::new("mentee", "mentees", "they look for a mentor"),
    ];
    let now = mapping.role.map_or("", Role::name);
    let note = match mapping.place("role") {
        Some(_) => format!("Now: {}. What is chosen here counts for all.", side(mapping)),
        None => String::new(),
    };
    Chooser::new("Who are these people?", options, now).note(note)
}

fn worksheet(look: &Look) -> Chooser {
    let sheet = &look.sheet;
    let options = sheet.worksheets.iter().map(|name| PickOption::new(name, line(name), ""));
    let now = sheet.worksheet.clone().unwrap_or_default();
    Chooser::new("Which sheet of the workbook?", options.collect(), &now)
}

fn newcomers(look: &Look) -> Chooser {
    let options = vec![
        PickOption::new("yes", "they come in too", "as mentor or mentee, as their row says"),
        PickOption::new("no", "their rows are refused", "add them first, by hand or by a sheet"),
    ];
    let now = if look.options.wishes.add_people == Some(true) { "yes" } else { "no" };
    Chooser::new("What of people who are not in the scheme?", options, now)
}

fn marks(look: &Look) -> Result<Chooser, String> {
    let now = look.sheet.separator.ok_or(BOOK)?.to_string();
    let option = |at: char| PickOption::new(at.to_string(), mark(at), "");
    let options = MARKS.into_iter().map(option).collect();
    Ok(Chooser::new("What stands between the values?", options, &now))
}

fn letters(look: &Look) -> Chooser {
    let now = look.sheet.encoding.as_str();
    let known = LETTERS.iter().find(|(id, _)| id.eq_ignore_ascii_case(now)).map(|(id, _)| *id);
    let own = known.is_none().then(|| PickOption::new(now, now, "as it was read"));
    let all = LETTERS.iter().map(|(id, detail)| PickOption::new(*id, *id, *detail));
    let options = own.into_iter().chain(all).collect();
    let note = "Choose another where accents and other letters look wrong.";
    Chooser::new("How are the letters stored?", options, known.unwrap_or(now)).note(note)
}

fn fields(at: usize, look: &Look) -> Result<Chooser, String> {
    let column = look.mapping.columns.get(at).ok_or("There is no such column any more.")?;
    let options = choices(look.mapping.kind).map(|choice| {
        let holder = look.mapping.place(choice.id).filter(|place| *place != at);
        let holder = holder.and_then(|place| look.mapping.columns.get(place));
        let detail = match (choice.id, holder) {
            (EXTRA, _) => "under its own heading".to_owned(),
            (id, Some(holder)) if id != IGNORE => format!("now '{}'", holder.label),
            (_, _) => String::new(),
        };
        let shown = match choice.id {
            EXTRA | IGNORE => field_choice(choice.id),
            id => label(id),
        };
        PickOption::new(choice.id, shown, detail)
    });
    let values = crate::import::samples(&look.sheet, at, 3).join(" | ");
    let note = if values.is_empty() { "Nothing stands in it.".to_owned() } else { values };
    let title = format!("What is '{}'?", column.label);
    Ok(Chooser::new(title, options.collect(), column.field).note(note))
}

fn field_choice(id: &str) -> &'static str {
    if id == EXTRA { "keep as an extra field" } else { "leave out" }
}

fn days(look: &Look) -> Result<Chooser, String> {
    let now = order(&look.mapping, &look.options);
    let Some(now) = now else { return Err("no column of this sheet holds days".to_owned()) };
    let option = |(id, order): (&str, Order)| {
        let example = day_example(&look.sheet, &look.mapping, order).unwrap_or_default();
        PickOption::new(id, order_words(order), example)
    };
    let all = [("dmy", Order::Dmy), ("mdy", Order::Mdy), ("ymd", Order::Ymd)];
    let chosen = all.iter().find(|(_, order)| *order == now).map_or("", |(id, _)| id);
    let supposed = look.mapping.columns.iter().any(|column| column.order_supposed);
    let note = if supposed { "Nothing in the sheet proves the order." } else { "" };
    let options = all.into_iter().map(option).collect();
    Ok(Chooser::new("How are days written here?", options, chosen).note(note))
}

fn headings(look: &Look) -> Chooser {
    let mut options: Vec<PickOption> = look
        .first_rows
        .iter()
        .map(|(number, words)| PickOption::new(number.to_string(), format!("row {number}"), words))
        .collect();
    let now = look.sheet.header_row.unwrap_or(0).to_string();
    if options.is_empty() {
        let rows = (1..=12)
            .map(|number: usize| PickOption::new(number.to_string(), format!("row {number}"), ""));
        options.extend(rows);
    }
    options.push(PickOption::new("0", "none", "the columns are called by letter"));
    Chooser::new("In which row are the headings?", options, &now)
}

fn known(rows: &[usize]) -> Chooser {
    let options = vec![
        PickOption::new("same", "the same person", "the record takes over what the row says"),
        PickOption::new("new", "somebody else", "who is added"),
        PickOption::new("skip", "leave the row out", ""),
    ];
    let title = match rows {
        [row] => format!("Row {row}: is that somebody who is known?"),
        rows => format!("{} rows: are they about people who are known?", rows.len()),
    };
    Chooser::new(title, options, "same")
}

/// What follows from an answer.
#[derive(Debug, Clone)]
pub(super) enum Then {
    /// The sheet is understood anew.
    Look(Box<Options>),
    /// Another question comes up.
    Ask(Question),
    /// It is saved.
    Save,
    /// Nothing.
    Nothing,
}

/// What an answer, by its id, changes.
pub(super) fn answered(
    question: &Question,
    id: &str,
    look: &Arc<Look>,
    mut options: Options,
) -> Then {
    let (wishes, reading) = (&mut options.wishes, &mut options.reading);
    match question {
        Question::Field(at) => return give(*at, id, look, options),
        Question::Which(one, other, id_of) => {
            let Ok(winner) = id.parse::<usize>() else {
                return Then::Ask(Question::Field(*one));
            };
            let loser = if winner == *one { *other } else { *one };
            say(&mut options, look, loser, unknown(look.mapping.kind));
            say(&mut options, look, winner, id_of);
        }
        Question::Sheet(About::Kind) => {
            let kind = SheetKind::named(id);
            if kind == Some(look.mapping.kind) && wishes.kind == kind {
                return Then::Nothing;
            }
            if kind != Some(look.mapping.kind) {
                // fields of another kind mean nothing here
                wishes.map.clear();
                wishes.role = None;
            }
            wishes.kind = kind;
        }
        Question::Sheet(About::Side) => wishes.role = Role::named(id),
        Question::Sheet(About::Days) => wishes.date_order = order_named(id),
        Question::Sheet(About::Headings) => {
            reading.header_row = id.parse().ok();
            wishes.map.clear();
        }
        Question::Sheet(About::Worksheet) => {
            reading.worksheet = Some(id.to_owned());
            reading.header_row = None;
            wishes.map.clear();
            wishes.kind = None;
            wishes.role = None;
        }
        Question::Sheet(About::Mark) => {
            reading.separator = id.chars().next();
            wishes.map.clear();
        }
        Question::Sheet(About::Letters) => reading.encoding = Some(id.to_owned()),
        Question::Sheet(About::Newcomers) => wishes.add_people = Some(id == "yes"),
        Question::Known(rows) => {
            let Some(answer) = Answer::named(id) else { return Then::Nothing };
            for row in rows {
                wishes.rows.retain(|(number, _)| number != row);
                wishes.rows.push((*row, answer));
            }
        }
        Question::StayOut(_) if id == "yes" => return Then::Save,
        Question::StayOut(_) => return Then::Nothing,
    }
    Then::Look(Box::new(options))
}

/// Gives a column a field; where another one has it already, that is asked first.
fn give(at: usize, id: &str, look: &Arc<Look>, mut options: Options) -> Then {
    let Some(choice) = choices(look.mapping.kind).find(|choice| choice.id == id) else {
        return Then::Nothing;
    };
    let alone = ![EXTRA, IGNORE].contains(&choice.id) && !holds_several(choice.id);
    let holder = look.mapping.place(choice.id).filter(|place| *place != at && alone);
    if let Some(holder) = holder {
        return Then::Ask(Question::Which(at, holder, choice.id));
    }
    say(&mut options, look, at, choice.id);
    Then::Look(Box::new(options))
}

/// Notes that a column is a field.
pub(super) fn say(options: &mut Options, look: &Look, at: usize, id: &str) {
    let Some(column) = look.mapping.columns.get(at) else { return };
    let map = &mut options.wishes.map;
    map.retain(|(heading, _)| *heading != column.label);
    map.push((column.label.clone(), id.to_owned()));
}

/// The question that Enter on a column asks.
pub(super) fn of_column(at: usize, look: &Look) -> Question {
    let column = look.mapping.columns.get(at);
    let tie = column.and_then(|column| column.tie);
    let rival = tie.and_then(|tie| Some((tie, look.mapping.columns.get(tie)?)));
    match rival {
        Some((tie, rival)) => Question::Which(at, tie, rival.field),
        None => Question::Field(at),
    }
}
