//! A field as lines: label, value and what stands behind it; below it what does not fit there, warnings, its options.

use super::Form;
use crate::text::width;
use crate::ui::field::{Choice, Field, Input, LineInput, Pick, PickOption};
use crate::ui::theme::Role;
use crate::ui::window::window;

/// Most options of a picker shown below a field.
const OPTIONS: usize = 6;
/// Lines of a note with the cursor.
pub(super) const NOTE_LINES: usize = 4;
/// Cells of a day or number before its echo, and where the room is small.
const SHORT: (u16, u16) = (20, 11);
/// From this room on, in cells, a day has its usual place.
const ROOMY: u16 = 46;
/// Fewer cells than these beside a name are too few for words that must be read in full.
const LEGIBLE: u16 = 30;
/// More options than these stand in two columns where they fit.
const ONE_COLUMN: usize = 6;

/// Where the values of a form stand: their column, and the cells from there on.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) column: u16,
    pub(super) room: u16,
}

impl Place {
    fn short(self) -> u16 {
        if self.room < ROOMY { SHORT.1 } else { SHORT.0 }.min(self.room)
    }
}

/// One line: pieces at their columns, and what else it carries.
#[derive(Default)]
pub(super) struct Line {
    pub(super) pieces: Vec<(u16, String, Role)>,
    /// Column of the cursor.
    pub(super) cursor: Option<u16>,
    /// Columns shown as selected: first one and how many.
    pub(super) selected: Vec<(u16, u16)>,
    /// The field whose note begins here.
    pub(super) note: Option<usize>,
    /// Whether a field begins here.
    pub(super) begins_field: bool,
}

impl Line {
    pub(super) fn new(x: u16, text: impl Into<String>, role: Role) -> Self {
        Self { pieces: vec![(x, text.into(), role)], ..Self::default() }
    }

    pub(super) fn with(mut self, x: u16, text: impl Into<String>, role: Role) -> Self {
        self.pieces.push((x, text.into(), role));
        self
    }
}

fn cells(text: &str) -> u16 {
    u16::try_from(width::cells(text)).unwrap_or(u16::MAX)
}

/// Adds a text below a field, as many lines as it needs.
fn add_wrapped(lines: &mut Vec<Line>, place: Place, text: &str, role: Role) {
    let parts = width::wrap(text, usize::from(place.room));
    lines.extend(parts.into_iter().map(|part| Line::new(place.column, part, role)));
}

impl Form {
    /// Adds the lines of a field.
    pub(super) fn field_lines(
        &self,
        at: usize,
        field: &Field,
        place: Place,
        lines: &mut Vec<Line>,
    ) {
        let focused = at == self.focus;
        let label = width::cut(field.label, usize::from(place.column) - 2);
        let mut line = Line { begins_field: true, ..Line::default() };
        if focused {
            line.selected.push((1, cells(&label)));
        }
        line = line.with(1, label, if focused { Role::Heading } else { Role::Plain });
        let below = self.add_value(&mut line, field, focused, place);
        let writes_note = focused && matches!(field.input, Input::Note(_));
        line.note = writes_note.then_some(at);
        lines.push(line);
        if writes_note {
            lines.extend((1..NOTE_LINES).map(|_| Line::default()));
            lines.push(Line::new(place.column, "Ctrl-N starts a new line", Role::Muted));
        }
        for (words, role) in below {
            add_wrapped(lines, place, &words, role);
        }
        match &field.input {
            Input::Pick(pick) if focused => pick_lines(pick, place, lines),
            Input::Pick(pick) => {
                if let Some(warning) = pick.option().and_then(|option| option.warning.as_ref()) {
                    add_wrapped(lines, place, &format!("! {warning}"), Role::Warn);
                }
            }
            Input::Choice(choice) if focused => choice_lines(choice, place, lines),
            Input::Line(_)
            | Input::Minutes(_)
            | Input::Number(..)
            | Input::Day(_)
            | Input::Choice(_)
            | Input::Note(_)
            | Input::YesNo(_) => {}
        }
    }

    /// Adds value, echo, help and problem of a field to its line; gives what has to stand below.
    fn add_value(
        &self,
        line: &mut Line,
        field: &Field,
        focused: bool,
        place: Place,
    ) -> Vec<(String, Role)> {
        let Place { column, room } = place;
        let problem = field.problem(self.calendar, self.tried);
        let mut behind = self.behind(field, focused, problem);
        let text = match &field.input {
            Input::Line(input) => typed(line, input, focused, (column, room)),
            Input::Minutes(input) | Input::Number(input, ..) => {
                typed(line, input, focused, (column, place.short()))
            }
            Input::Day(day) => typed(line, &day.line, focused, (column, place.short())),
            Input::Pick(pick) if focused && pick.is_filtering() => {
                typed(line, pick.query(), true, (column, room / 2))
            }
            Input::Pick(pick) => {
                if behind.is_none() && !focused {
                    behind = pick.option().map(|option| (option.detail.clone(), Role::Muted));
                }
                pick.label().to_owned()
            }
            Input::Choice(choice) if choice.value().is_empty() => "-".to_owned(),
            Input::Choice(choice) => choice.shown(),
            Input::Note(_) if focused => {
                behind = None;
                String::new()
            }
            Input::Note(note) => note.text().replace('\n', " "),
            Input::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        };
        if focused && line.cursor.is_none() {
            line.cursor = Some(column);
        }
        let text = width::cut(&text, usize::from(room));
        let start = column + place.short().max(cells(&text) + 2);
        line.pieces.push((column, text, if focused { Role::Heading } else { Role::Plain }));
        let left = usize::from((column + room + 1).saturating_sub(start));
        let help = || (field.help.clone(), Role::Muted);
        let mut below = Vec::new();
        match behind {
            Some((words, role)) if width::cells(&words) <= left => {
                line.pieces.push((start, words, role));
                if focused && is_how(field) && !field.help.is_empty() {
                    below.push(help());
                }
            }
            // what is wrong is said in full wherever it stands
            Some((words, Role::Error)) => below.push((words, Role::Error)),
            Some((words, _)) if words == field.help => below.extend(focused.then(help)),
            Some((words, role)) => line.pieces.push((start, width::cut(&words, left), role)),
            None => {}
        }
        below
    }

    /// What stands behind a value: what is wrong, the echo of a day, how to change it, help.
    fn behind(
        &self,
        field: &Field,
        focused: bool,
        problem: Option<String>,
    ) -> Option<(String, Role)> {
        if let Some(why) = problem {
            return Some((format!("! {why}"), Role::Error));
        }
        let words = match (&field.input, focused) {
            (Input::Day(day), _) => day.echo(self.calendar),
            (Input::YesNo(_), true) => Some("(Space, y or n)".to_owned()),
            (Input::Choice(choice), true) if choice.is_many() => {
                Some("(Space marks, arrows go)".to_owned())
            }
            (Input::Choice(_), true) => Some("(Space or arrows change)".to_owned()),
            (Input::Pick(pick), true) if !pick.is_filtering() => {
                let nobody = pick.label().is_empty();
                Some(if nobody { "(type a name)" } else { "(type for another)" }.to_owned())
            }
            _ => None,
        };
        let help = (!field.help.is_empty()).then(|| field.help.clone());
        words.or(help).map(|words| (words, Role::Muted))
    }
}

/// Whether the field with the cursor says how it is changed, in the place of its help.
fn is_how(field: &Field) -> bool {
    matches!(field.input, Input::YesNo(_) | Input::Choice(_) | Input::Pick(_))
}

/// The options of a picker around its cursor; what speaks for and against the one under the cursor
/// stands there in full.
fn pick_lines(pick: &Pick, place: Place, lines: &mut Vec<Line>) {
    let options: Vec<_> = pick.shown().collect();
    let cursor = options.iter().position(|(_, under)| *under).unwrap_or(0);
    let seen = window(cursor, options.len(), OPTIONS);
    let names = options.iter().map(|(option, _)| width::cells(&option.label));
    let widest = names.max().unwrap_or(0).min(usize::from(place.room.min(20)));
    let offset = u16::try_from(widest).unwrap_or(0) + 2;
    let beside = Place { column: place.column + offset, room: place.room.saturating_sub(offset) };
    for (option, under) in options.get(seen.clone()).unwrap_or_default() {
        let sign = if *under { ">" } else { " " };
        let name = width::pad(&option.label, widest);
        let role = if option.refused.is_some() { Role::Muted } else { Role::Plain };
        let mut line = Line::new(place.column - 2, format!("{sign} {name}"), role);
        let details = details(option);
        if *under {
            let mut parts = Vec::new();
            let fits = |(words, _): &(String, Role)| width::cells(words) <= beside.room.into();
            let narrow = beside.room < LEGIBLE && !details.iter().all(fits);
            let below = Place { column: place.column + 2, room: place.room.saturating_sub(2) };
            let place = if narrow { below } else { beside };
            for (words, role) in details {
                add_wrapped(&mut parts, place, &words, role);
            }
            let mut parts = parts.into_iter();
            if !narrow {
                line.pieces.extend(parts.next().into_iter().flat_map(|part| part.pieces));
            }
            lines.push(line);
            lines.extend(parts);
        } else {
            if let Some((words, role)) = details.first() {
                line = line.with(beside.column, width::cut(words, beside.room.into()), *role);
            }
            lines.push(line);
        }
    }
    let rest = options.len() - seen.end;
    if options.is_empty() {
        lines.push(Line::new(place.column, "nobody fits what is typed", Role::Muted));
    } else if rest > 0 {
        lines.push(Line::new(place.column, format!("... {rest} more"), Role::Muted));
    }
}

/// What helps to choose an option: first what speaks against it.
fn details(option: &PickOption) -> Vec<(String, Role)> {
    let refused = option.refused.as_ref().map(|why| (format!("({why})"), Role::Muted));
    let warning = option.warning.as_ref().map(|why| (format!("! {why}"), Role::Warn));
    let detail = (!option.detail.is_empty()).then(|| (option.detail.clone(), Role::Plain));
    match (refused, detail) {
        (Some((why, role)), Some((detail, _))) => vec![(format!("{detail} {why}"), role)],
        (refused, detail) => warning.into_iter().chain(refused).chain(detail).collect(),
    }
}

/// The options of a choice; many stand in two columns.
fn choice_lines(choice: &Choice, place: Place, lines: &mut Vec<Line>) {
    let options: Vec<_> = choice.options().collect();
    let mark = if choice.is_many() { 4 } else { 0 };
    let widest = options.iter().map(|(option, ..)| cells(&option.label) + mark + 2).max();
    let half = place.room.div_ceil(2) + 1;
    let columns = if options.len() > ONE_COLUMN && widest < Some(half) { 2 } else { 1 };
    for row in options.chunks(columns) {
        let mut line = Line::default();
        for (x, (option, chosen, under)) in [0, half].into_iter().zip(row) {
            let sign = if *under { ">" } else { " " };
            let mark = match (choice.is_many(), chosen) {
                (false, _) => "",
                (true, true) => "[x] ",
                (true, false) => "[ ] ",
            };
            let role = if *chosen { Role::Heading } else { Role::Plain };
            let words = format!("{sign} {mark}{}", option.label);
            line.pieces.push((place.column - 2 + x, words, role));
        }
        lines.push(line);
    }
}

/// What is seen of a typed line; sets the cursor and the selection.
fn typed(line: &mut Line, input: &LineInput, focused: bool, (column, room): (u16, u16)) -> String {
    if !focused {
        return input.text().to_owned();
    }
    let (text, at) = input.seen(usize::from(room.saturating_sub(1)));
    line.cursor = Some(column + u16::try_from(at).unwrap_or(0));
    if input.is_selected() {
        line.selected.push((column, cells(&text)));
    }
    text
}
