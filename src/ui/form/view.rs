//! How a form is drawn: label, value, echo, the options of the field with the cursor, problems, footer.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Form;
use crate::text::width;
use crate::ui::field::{Field, Input, LineInput};
use crate::ui::month::{self, Month};
use crate::ui::paint::{self, Caption};
use crate::ui::table::window;
use crate::ui::theme::{Role, Theme};

/// Widest form, in cells.
const WIDEST: u16 = 79;
/// Most options shown below a field.
const OPTIONS: usize = 6;
/// Lines of a note with the cursor.
const NOTE_LINES: usize = 4;
/// Cells of a day or number before its echo.
const SHORT: u16 = 20;

/// One line: pieces at their columns, and what else it carries.
#[derive(Default)]
struct Line {
    pieces: Vec<(u16, String, Role)>,
    /// Column of the cursor.
    cursor: Option<u16>,
    /// Columns shown as selected.
    selected: Option<(u16, u16)>,
    /// The field whose note begins here.
    note: Option<usize>,
}

impl Line {
    fn new(x: u16, text: impl Into<String>, role: Role) -> Self {
        Self { pieces: vec![(x, text.into(), role)], ..Self::default() }
    }

    fn with(mut self, x: u16, text: impl Into<String>, role: Role) -> Self {
        self.pieces.push((x, text.into(), role));
        self
    }
}

impl Form {
    /// Draws the form at the top of the area; returns where the cursor stands.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, theme: Theme) -> Option<Position> {
        let area = area.intersection(buf.area);
        let width = area.width.min(WIDEST);
        let column = self.label_width();
        let room = width.saturating_sub(column + 4);
        let (lines, focus) = self.lines(column, room);
        let foot_lines = self.foot_lines(usize::from(width.saturating_sub(4)));
        let wanted = lines.len() + foot_lines.len() + 2;
        let height = u16::try_from(wanted).unwrap_or(u16::MAX).min(area.height);
        let frame = Rect { width, height, ..area };
        let footer = self.footer(usize::from(width.saturating_sub(8)));
        let caption = Caption { title: &self.title, note: self.corner, foot: &footer };
        let inner = paint::boxed(buf, frame, caption, theme);
        let foot_height = u16::try_from(foot_lines.len()).unwrap_or(0).min(inner.height / 2);
        let body = Rect { height: inner.height - foot_height, ..inner };
        let mut at = None;
        let seen = window(focus, lines.len(), usize::from(body.height));
        for (y, line) in (0..body.height).zip(lines.get(seen).unwrap_or_default()) {
            at = self.draw_line(line, body, y, buf, theme).or(at);
        }
        for (y, (role, words)) in (body.height..).zip(&foot_lines) {
            paint::put_cut(buf, inner, (1, y), u16::MAX, words, theme.style(*role));
        }
        if let Some(month) = self.open_month() {
            at = draw_month(month, area, at, buf, theme).or(at);
        }
        at
    }

    fn label_width(&self) -> u16 {
        let labels = self.fields.iter().filter(|field| !field.hidden).map(|field| field.label);
        let heading = self.heading.iter().map(|(label, _)| label.as_str());
        let widest = labels.chain(heading).map(width::cells).max().unwrap_or(0);
        u16::try_from(widest).unwrap_or(u16::MAX).clamp(10, 22) + 4
    }

    /// All lines, and the one that must be seen.
    fn lines(&self, column: u16, room: u16) -> (Vec<Line>, usize) {
        let mut lines = Vec::new();
        let mut focus = 0;
        for (label, text) in &self.heading {
            for (at, part) in width::wrap(text, usize::from(room)).into_iter().enumerate() {
                let label = if at == 0 { label.as_str() } else { "" };
                let line = Line::new(1, label, Role::Muted).with(column, part, Role::Plain);
                lines.push(line);
            }
        }
        for (at, field) in self.fields.iter().enumerate().filter(|(_, field)| !field.hidden) {
            let focused = at == self.focus;
            if focused {
                focus = lines.len();
            }
            self.field_lines(at, field, focused, (column, room), &mut lines);
        }
        (lines, focus)
    }

    fn field_lines(
        &self,
        at: usize,
        field: &Field,
        focused: bool,
        (column, room): (u16, u16),
        lines: &mut Vec<Line>,
    ) {
        let label = if focused { Role::Heading } else { Role::Plain };
        let mut line = Line::new(1, width::cut(field.label, usize::from(column) - 2), label);
        self.add_value(&mut line, field, focused, (column, room));
        if focused && matches!(field.input, Input::Note(_)) {
            line.note = Some(at);
        }
        lines.push(line);
        match &field.input {
            Input::Note(_) if focused => {
                lines.extend((1..NOTE_LINES).map(|_| Line::default()));
                lines.push(Line::new(column, "Ctrl-N starts a new line", Role::Muted));
            }
            Input::Pick(pick) if focused => {
                let options: Vec<_> = pick.shown().collect();
                let cursor = options.iter().position(|(_, under)| *under).unwrap_or(0);
                let seen = window(cursor, options.len(), OPTIONS);
                let names = options.iter().map(|(option, _)| width::cells(&option.label));
                let widest = names.max().unwrap_or(0).min(usize::from(room.min(20)));
                for (option, under) in options.get(seen).unwrap_or_default() {
                    let sign = if *under { ">" } else { " " };
                    let name = width::pad(&option.label, widest);
                    let (detail, role) = match &option.refused {
                        Some(why) => (format!("{} ({why})", option.detail), Role::Muted),
                        None => (option.detail.clone(), Role::Plain),
                    };
                    let words = format!("{sign} {name}  {detail}");
                    lines.push(Line::new(column - 2, words, role));
                }
                if options.is_empty() {
                    lines.push(Line::new(column, "nobody fits what is typed", Role::Muted));
                }
            }
            Input::Choice(choice) if focused => {
                for (option, chosen, under) in choice.options() {
                    let sign = if under { ">" } else { " " };
                    let mark = match (choice.is_many(), chosen) {
                        (false, _) => "",
                        (true, true) => "[x] ",
                        (true, false) => "[ ] ",
                    };
                    let role = if chosen { Role::Heading } else { Role::Plain };
                    let words = format!("{sign} {mark}{}", option.label);
                    lines.push(Line::new(column - 2, words, role));
                }
            }
            Input::Line(_)
            | Input::Minutes(_)
            | Input::Number(..)
            | Input::Day(_)
            | Input::Choice(_)
            | Input::Pick(_)
            | Input::Note(_)
            | Input::YesNo(_) => {}
        }
    }

    /// Adds value, echo, help and problem of a field to its line.
    fn add_value(&self, line: &mut Line, field: &Field, focused: bool, (column, room): (u16, u16)) {
        let problem = field.problem(self.calendar, self.tried);
        let mut behind = self.behind(field, focused, problem);
        let text = match &field.input {
            Input::Line(input) => {
                // an error needs a place; without one the whole line is the text's
                let cells = if behind.is_some() { room / 2 } else { room };
                typed(line, input, focused, (column, cells))
            }
            Input::Minutes(input) | Input::Number(input, ..) => {
                typed(line, input, focused, (column, SHORT.min(room)))
            }
            Input::Day(day) => typed(line, &day.line, focused, (column, SHORT.min(room))),
            Input::Pick(pick) if focused && pick.is_filtering() => {
                typed(line, pick.query(), true, (column, room / 2))
            }
            Input::Pick(pick) => {
                let name = pick.option().map_or(String::new(), |option| option.label.clone());
                if focused {
                    line.cursor = Some(column);
                    behind = behind.or(Some(("(type to find another)".to_owned(), Role::Muted)));
                }
                if behind.is_none() {
                    behind = pick.option().map(|option| (option.detail.clone(), Role::Muted));
                }
                name
            }
            Input::Choice(choice) => {
                if focused {
                    line.cursor = Some(column);
                }
                if choice.value().is_empty() { "-".to_owned() } else { choice.shown() }
            }
            Input::Note(_) if focused => {
                behind = None;
                String::new()
            }
            Input::Note(note) => note.text(),
            Input::YesNo(yes) => {
                if focused {
                    line.cursor = Some(column);
                }
                if *yes { "yes" } else { "no" }.to_owned()
            }
        };
        let cells = if behind.is_some() { room.saturating_sub(12) } else { room };
        let text = width::cut(&text, usize::from(cells));
        let used = u16::try_from(width::cells(&text)).unwrap_or(room);
        line.pieces.push((column, text, if focused { Role::Heading } else { Role::Plain }));
        if let Some((words, role)) = behind {
            let start = column + SHORT.min(room).max(used + 1);
            let left = usize::from((column + room).saturating_sub(start) + 2);
            line.pieces.push((start, width::cut(&words, left), role));
        }
    }

    /// What stands behind a value: what is wrong, the echo of a day, how to change it, help.
    fn behind(
        &self,
        field: &Field,
        focused: bool,
        problem: Option<String>,
    ) -> Option<(String, Role)> {
        let behind = match (problem, &field.input) {
            (Some(why), _) => Some((format!("! {why}"), Role::Error)),
            (None, Input::Day(day)) => day.echo(self.calendar).map(|echo| (echo, Role::Muted)),
            (None, Input::YesNo(_)) if focused => Some(("(Space, y or n)".to_owned(), Role::Muted)),
            (None, Input::Choice(choice)) if focused => {
                let how = if choice.is_many() { "Space marks" } else { "Space or arrows change" };
                Some((format!("({how})"), Role::Muted))
            }
            _ => None,
        };
        let help = (!field.help.is_empty()).then(|| (field.help.clone(), Role::Muted));
        behind.or(help)
    }

    fn draw_line(
        &self,
        line: &Line,
        area: Rect,
        y: u16,
        buf: &mut Buffer,
        theme: Theme,
    ) -> Option<Position> {
        for (x, text, role) in &line.pieces {
            paint::put_cut(buf, area, (*x, y), u16::MAX, text, theme.style(*role));
        }
        if let Some((from, cells)) = line.selected {
            let part = Rect { x: area.x + from, y: area.y + y, width: cells, height: 1 };
            buf.set_style(part.intersection(area), theme.style(Role::Selected));
        }
        if let Some(Input::Note(note)) =
            line.note.and_then(|at| self.fields.get(at)).map(|f| &f.input)
        {
            let column = self.label_width().min(area.width);
            let lines = u16::try_from(NOTE_LINES).unwrap_or(1).min(area.height - y);
            let place = Rect {
                x: area.x + column,
                y: area.y + y,
                width: (area.width - column).saturating_sub(1),
                height: lines,
            };
            return note.draw(place, buf);
        }
        let x = line.cursor?.min(area.width.saturating_sub(1));
        Some(Position::new(area.x + x, area.y + y))
    }

    /// Lines below the fields: consequences, differences, problems.
    fn foot_lines(&self, room: usize) -> Vec<(Role, String)> {
        let mut lines: Vec<(Role, String)> = Vec::new();
        for note in &self.notes {
            lines.extend(width::wrap(note, room).into_iter().map(|line| (Role::Info, line)));
        }
        for difference in &self.differences {
            let words = format!(
                "! {} was changed meanwhile: {}. Yours: {}",
                difference.label, difference.theirs, difference.yours
            );
            lines.extend(width::wrap(&words, room).into_iter().map(|line| (Role::Warn, line)));
        }
        let problems = self.problems();
        let words = match (&self.trouble, problems.as_slice()) {
            (Some(trouble), _) => {
                Some(format!("! {trouble}. Nothing is saved yet; your text is kept."))
            }
            (None, []) => None,
            (None, problems) => {
                let labels: Vec<&str> = problems.iter().map(|(label, _)| *label).collect();
                let count = problems.len();
                let noun = if count == 1 { "problem" } else { "problems" };
                let labels = labels.join(", ");
                Some(format!(
                    "! {count} {noun}: {labels}. Nothing is saved yet; your text is kept."
                ))
            }
        };
        let wrapped = words.map(|words| width::wrap(&words, room)).unwrap_or_default();
        lines.extend(wrapped.into_iter().map(|line| (Role::Error, line)));
        lines
    }

    /// What the keys do, in fewer words where the frame is narrow.
    fn footer(&self, room: usize) -> String {
        let saves = self.is_last() || self.focused().is_some_and(|field| field.decides);
        let enter = if saves { self.save_label } else { "next field" };
        let extras = self.extras.iter().map(|extra| format!("{} {}", extra.key, extra.label));
        let mut parts = vec![format!("Enter {enter}"), "Tab next".into(), "Ctrl-S save".into()];
        parts.extend(extras);
        let long = format!("{}   Esc keep draft", parts.join("   "));
        if width::cells(&long) <= room {
            return long;
        }
        format!("{}  Esc back", parts.join("  "))
    }

    fn open_month(&self) -> Option<Month> {
        if let Input::Day(day) = &self.focused()?.input { day.month() } else { None }
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
        line.selected = Some((column, u16::try_from(width::cells(&text)).unwrap_or(0)));
    }
    text
}

/// Draws the month below its field, or above where there is no place.
fn draw_month(
    month: Month,
    area: Rect,
    field: Option<Position>,
    buf: &mut Buffer,
    theme: Theme,
) -> Option<Position> {
    let (width, height) = (month::SIZE.0 + 4, month::SIZE.1 + 2);
    let field = field.unwrap_or(Position::new(area.x, area.y));
    let below = field.y + 1 + height <= area.bottom();
    let y = if below { field.y + 1 } else { field.y.saturating_sub(height).max(area.y) };
    let x = field.x.min(area.right().saturating_sub(width));
    let frame = Rect { x, y, width, height }.intersection(area);
    let caption = Caption { title: "", note: "", foot: "Enter takes" };
    let inner = paint::boxed(buf, frame, caption, theme);
    month.draw(inner, buf, theme, &|_| ' ')
}
