//! How the question for a file is drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::picker::{Entry, FilePicker};
use crate::screens::contract::Ctx;
use crate::text::{days, width};
use crate::ui::layout;
use crate::ui::paint::{self, Caption};
use crate::ui::theme::{Role, Theme};
use crate::ui::window::window;

/// The widest that the box gets.
const WIDE: u16 = 100;
/// The tallest that it gets.
const TALL: u16 = 28;
/// Lines above the entries: the path, and what is said.
const ABOVE: u16 = 3;
/// What stands before the path.
const LABEL: &str = "File  ";

/// A line of the list: a heading, or the entry at an index.
enum Line<'a> {
    Heading(&'static str),
    Entry(usize, &'a Entry<'a>),
}

fn lines<'a>(entries: &'a [Entry<'a>]) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    let mut last = "";
    let is_before = |entry: &Entry<'_>| matches!(entry, Entry::Before(_));
    let both = entries.iter().any(is_before);
    for (at, entry) in entries.iter().enumerate() {
        let heading = if is_before(entry) { "OPENED BEFORE" } else { "IN THIS FOLDER" };
        if both && heading != last {
            lines.push(Line::Heading(heading));
            last = heading;
        }
        lines.push(Line::Entry(at, entry));
    }
    lines
}

fn frame(ctx: &Ctx<'_>) -> Rect {
    layout::centred(ctx.area, WIDE, TALL)
}

/// The place of the entries inside of the box.
fn list_area(frame: Rect) -> Rect {
    let inside = Rect {
        x: frame.x + 1,
        y: frame.y + 1,
        width: frame.width.saturating_sub(2),
        height: frame.height.saturating_sub(2),
    };
    let above = ABOVE.min(inside.height);
    Rect { y: inside.y + above, height: inside.height.saturating_sub(above + 1), ..inside }
}

/// Which of the lines are seen.
fn seen(picker: &FilePicker, lines: &[Line<'_>], height: u16) -> std::ops::Range<usize> {
    let is_under = |line: &Line<'_>| matches!(line, Line::Entry(at, _) if *at == picker.cursor);
    let cursor = lines.iter().position(is_under).unwrap_or(0);
    // the heading above the first entry stays in sight
    let cursor = if cursor == 1 { 0 } else { cursor };
    window(cursor, lines.len(), usize::from(height))
}

/// The entry that is drawn at a place of the screen.
pub(super) fn entry_at(picker: &FilePicker, at: Position, ctx: &Ctx<'_>) -> Option<usize> {
    let area = list_area(frame(ctx));
    let entries = picker.entries();
    let lines = lines(&entries);
    let row = usize::from(at.y.checked_sub(area.y).filter(|row| *row < area.height)?);
    match lines.get(seen(picker, &lines, area.height).start + row)? {
        Line::Entry(at, _) => Some(*at),
        Line::Heading(_) => None,
    }
}

/// Draws the box; the cursor stands in the path.
pub(super) fn draw(picker: &FilePicker, ctx: &Ctx<'_>, buf: &mut Buffer) -> Position {
    let theme = ctx.theme;
    let foot = "Enter opens   Tab completes   Up Down choose   Esc back";
    let caption = Caption { title: "Import a sheet", note: "CSV, TSV or XLSX", foot };
    let frame = frame(ctx);
    let inner = paint::boxed(buf, frame, caption, theme);
    let (path, at) = picker.line.seen(usize::from(inner.width).saturating_sub(LABEL.len() + 2));
    let start = u16::try_from(LABEL.len() + 1).unwrap_or(0);
    paint::put(buf, inner, 1, 0, LABEL, theme.style(Role::Plain));
    paint::put(buf, inner, start, 0, &path, theme.style(Role::Focus));
    draw_said(picker, inner, buf, theme);
    let entries = picker.entries();
    let lines = lines(&entries);
    let area = list_area(frame);
    let seen = seen(picker, &lines, area.height);
    let below = lines.len().saturating_sub(seen.end);
    for (y, line) in (0..area.height).zip(lines.get(seen).unwrap_or_default()) {
        match line {
            Line::Heading(words) => {
                paint::put_cut(buf, area, (1, y), u16::MAX, words, theme.style(Role::Heading));
            }
            Line::Entry(at, entry) => draw_entry(entry, *at == picker.cursor, (area, y), ctx, buf),
        }
    }
    let last = inner.height.saturating_sub(1);
    let foot = under(picker, below, entries.is_empty());
    paint::put_cut(buf, inner, (1, last), u16::MAX, &foot, theme.style(Role::Muted));
    let at = start.saturating_add(u16::try_from(at).unwrap_or(0));
    Position::new(inner.x + at, inner.y)
}

/// What went wrong or is under way, in the two lines under the path.
fn draw_said(picker: &FilePicker, inner: Rect, buf: &mut Buffer, theme: Theme) {
    let late = picker.reading.as_ref().is_some_and(|pace| pace.is_late());
    let (role, words) = match (&picker.said, &picker.folder.fault) {
        _ if late => (Role::Info, "The sheet is being read ...   Esc stops".to_owned()),
        (Some(said), _) => (Role::Error, format!("! {said}")),
        (None, Some(fault)) => (Role::Warn, format!("! {fault}")),
        (None, None) => {
            (Role::Muted, "Type or paste a path, or drop the file here; ~ is your home.".to_owned())
        }
    };
    let room = usize::from(inner.width.saturating_sub(2));
    let mut lines = width::wrap(&words, room);
    if lines.len() > 2 {
        let rest = lines.split_off(1).join(" ");
        lines.push(width::cut(&rest, room));
    }
    for (y, line) in (1..ABOVE).zip(lines) {
        paint::put(buf, inner, 1, y, &line, theme.style(role));
    }
}

fn draw_entry(
    entry: &Entry<'_>,
    selected: bool,
    (area, y): (Rect, u16),
    ctx: &Ctx<'_>,
    buf: &mut Buffer,
) {
    let sign = if selected { ">" } else { " " };
    let (name, detail) = match entry {
        Entry::Before(path) => ((*path).to_owned(), String::new()),
        Entry::Folder(name) => (format!("{name}/"), "folder".to_owned()),
        Entry::Sheet(sheet) => {
            let day = sheet.changed.map(|day| days::short(day, ctx.world.today));
            let size = size(sheet.bytes);
            (sheet.name.clone(), format!("{size:>8}  {:>10}", day.unwrap_or_default()))
        }
    };
    let room = area.width.saturating_sub(4);
    let wide = u16::try_from(width::cells(&detail)).unwrap_or(0);
    let left = room.saturating_sub(wide + 2);
    paint::put(buf, area, 1, y, sign, ctx.theme.style(Role::Plain));
    paint::put_cut(buf, area, (3, y), left, &name, ctx.theme.style(Role::Plain));
    let muted = ctx.theme.style(Role::Muted);
    paint::put(buf, area, (area.width).saturating_sub(wide + 1), y, &detail, muted);
    if selected {
        paint::line_style(buf, area, y, ctx.theme.style(Role::Selected));
    }
}

/// What stands below the entries: what is not seen of them, and what was left out.
fn under(picker: &FilePicker, below: usize, none: bool) -> String {
    let folder = &picker.folder;
    if below > 0 {
        return format!("... {below} more below");
    }
    let others = match folder.others {
        0 => String::new(),
        1 => "1 other file is no sheet.".to_owned(),
        many => format!("{many} other files are no sheets."),
    };
    let more =
        if folder.more { " There is more than is shown: type a part of the name." } else { "" };
    let none = match (none, folder.fault.is_some()) {
        (true, false) => "No sheet and no folder is called so here. ",
        _ => "",
    };
    format!("{none}{others}{more}")
}

/// A length in words.
fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KB", bytes / 1024),
        _ => format!("{} MB", bytes / 1_048_576),
    }
}
