//! How a form is drawn: its frame, the part of its fields that fits, what follows above and below, the foot.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Form;
use super::lines::{Line, NOTE_LINES, Place};
use crate::text::width;
use crate::ui::field::Input;
use crate::ui::month::{self, Month};
use crate::ui::paint::{self, Caption};
use crate::ui::theme::{Role, Theme};
use crate::ui::window::window;

/// Widest form, in cells.
const WIDEST: u16 = 79;

/// A form put into lines for an area.
struct Layout {
    frame: Rect,
    lines: Vec<Line>,
    /// The lines of the field with the cursor.
    focus: Range<usize>,
    foot: Vec<(Role, String)>,
}

impl Form {
    /// The place that the form takes at the top of an area.
    pub fn frame(&self, area: Rect) -> Rect {
        self.layout(area).frame
    }

    fn layout(&self, area: Rect) -> Layout {
        // one or two columns beside the frame would only show the ends of what lies behind it
        let width = if area.width <= WIDEST + 2 { area.width } else { WIDEST };
        let column = self.label_width();
        let (lines, focus) = self.lines(Place { column, room: width.saturating_sub(column + 4) });
        let foot = self.foot_lines(usize::from(width.saturating_sub(4)));
        let wanted = lines.len() + foot.len() + 2;
        let height = u16::try_from(wanted).unwrap_or(u16::MAX).min(area.height);
        Layout { frame: Rect { width, height, ..area }, lines, focus, foot }
    }

    /// Draws the form at the top of the area; returns where the cursor stands.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, theme: Theme) -> Option<Position> {
        let area = area.intersection(buf.area);
        let Layout { frame, lines, focus, foot } = self.layout(area);
        let footer = self.footer(usize::from(frame.width.saturating_sub(8)));
        let caption = Caption { title: &self.title, note: self.corner, foot: &footer };
        let inner = paint::boxed(buf, frame, caption, theme);
        let foot_height = u16::try_from(foot.len()).unwrap_or(0).min(inner.height / 2);
        let body = Rect { height: inner.height - foot_height, ..inner };
        let cut = lines.len() > usize::from(body.height) && body.height > 2;
        let height = body.height - u16::from(cut);
        let seen = seen(&focus, lines.len(), usize::from(height));
        if cut {
            let words = not_seen(&lines, &seen, theme);
            let style = theme.style(Role::Muted);
            paint::put_cut(buf, body, (self.label_width(), height), u16::MAX, &words, style);
        }
        let mut at = None;
        for (y, line) in (0..height).zip(lines.get(seen).unwrap_or_default()) {
            at = self.draw_line(line, Rect { height, ..body }, y, buf, theme).or(at);
        }
        for (y, (role, words)) in (body.height..).zip(&foot) {
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

    /// All lines, and those that must be seen.
    fn lines(&self, place: Place) -> (Vec<Line>, Range<usize>) {
        let mut lines = Vec::new();
        let mut focus = 0..1;
        for (label, text) in &self.heading {
            for (at, part) in width::wrap(text, usize::from(place.room)).into_iter().enumerate() {
                let label = if at == 0 { label.as_str() } else { "" };
                let line = Line::new(1, label, Role::Muted).with(place.column, part, Role::Plain);
                lines.push(line);
            }
        }
        for (at, field) in self.fields.iter().enumerate().filter(|(_, field)| !field.hidden) {
            let first = lines.len();
            self.field_lines(at, field, place, &mut lines);
            if at == self.focus {
                focus = first..lines.len();
            }
        }
        (lines, focus)
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
        for (from, cells) in &line.selected {
            let part = Rect { x: area.x + from, y: area.y + y, width: *cells, height: 1 };
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

    /// Lines below the fields: consequences, differences, what is asked back, problems.
    fn foot_lines(&self, room: usize) -> Vec<(Role, String)> {
        let mut lines: Vec<(Role, String)> = Vec::new();
        let mut say = |role: Role, words: &str| {
            lines.extend(width::wrap(words, room).into_iter().map(|line| (role, line)));
        };
        for note in &self.notes {
            say(Role::Info, note);
        }
        for difference in &self.differences {
            let words = format!(
                "! {} was changed meanwhile: {}. Yours: {}",
                difference.label, difference.theirs, difference.yours
            );
            say(Role::Warn, &words);
        }
        if let Some(question) = &self.question {
            // bold, since it must be seen on every background and without colours
            say(
                Role::Heading,
                &format!("! {} Enter again saves it, Esc does not.", question.words),
            );
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
        if let Some(words) = words {
            say(Role::Error, &words);
        }
        lines
    }

    /// What the keys do, in fewer words where the frame is narrow.
    fn footer(&self, room: usize) -> String {
        if self.question.is_some() {
            return format!("Enter {}   Esc go back", self.save_label);
        }
        let saves = self.is_last() || self.focused().is_some_and(|field| field.decides);
        let enter = format!("Enter {}", if saves { self.save_label } else { "next field" });
        let extras = self.extras.iter().map(|extra| format!("{} {}", extra.key, extra.label));
        let extras: Vec<String> = extras.collect();
        let all = |tab: &[&str], esc: &str, between: &str| {
            let parts = std::iter::once(enter.as_str())
                .chain(tab.iter().copied())
                .chain(["Ctrl-S save"])
                .chain(extras.iter().map(String::as_str))
                .chain([esc]);
            parts.collect::<Vec<_>>().join(between)
        };
        let own = format!("Esc {}", self.leave_label);
        let [esc, short] = match self.leave_label {
            "" => ["Esc keep draft", "Esc back"],
            _ => [own.as_str(); 2],
        };
        let shorter = [all(&["Tab next"], esc, "   "), all(&["Tab next"], short, "  ")];
        let fits = shorter.into_iter().find(|words| width::cells(words) <= room);
        fits.unwrap_or_else(|| all(&[], short, "  "))
    }

    fn open_month(&self) -> Option<Month> {
        if let Input::Day(day) = &self.focused()?.input { day.month() } else { None }
    }
}

/// The lines that are seen: those of the field with the cursor as far as they fit.
fn seen(focus: &Range<usize>, len: usize, height: usize) -> Range<usize> {
    let usual = window(focus.start, len, height);
    if focus.end <= usual.end {
        return usual;
    }
    let start = focus.end.saturating_sub(height).min(focus.start);
    start..len.min(start + height)
}

/// How many fields are above and below what is seen.
fn not_seen(lines: &[Line], seen: &Range<usize>, theme: Theme) -> String {
    let fields = |part: Option<&[Line]>| {
        part.unwrap_or_default().iter().filter(|line| line.begins_field).count()
    };
    let above = fields(lines.get(..seen.start));
    let below = fields(lines.get(seen.end..));
    let [up, down] = theme.arrows();
    let noun = |count: usize| if count == 1 { "field" } else { "fields" };
    let mut parts = Vec::new();
    if above > 0 {
        parts.push(format!("{up} {above} {} above", noun(above)));
    }
    if below > 0 {
        parts.push(format!("{down} {below} more {}", noun(below)));
    } else if seen.end < lines.len() {
        parts.push(format!("{down} more"));
    }
    parts.join("   ")
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
