//! The whole screen: tab line, the screen on top with what is open over it, message line, hints.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::keys::GLOBAL_KEYS;
use super::model::{Model, Tone};
use super::overlay::Overlay;
use crate::screens::{Ctx, TABS};
use crate::text::{days, width};
use crate::ui::keys::{Hint, hints};
use crate::ui::theme::Role;
use crate::ui::{layout, paint};

/// Most hints in the footer.
const HINTS: usize = 8;

/// Draws everything and puts the hardware cursor on the row or field that keys act on.
pub fn view(model: &Model, frame: &mut Frame<'_>) {
    let area = frame.area();
    let at = draw(model, area, frame.buffer_mut());
    frame.set_cursor_position(at.unwrap_or(Position::new(area.x, area.y)));
}

/// The place of the screens: all but tab line, rule, message and hints.
pub fn body(model: &Model, area: Rect) -> Rect {
    let lines = u16::try_from(message(model, area).len()).unwrap_or(1).max(1);
    Rect { y: area.y + 1.min(area.height), height: area.height.saturating_sub(3 + lines), ..area }
}

/// Most lines of a message.
const MESSAGE: usize = 3;

/// The message in as many lines as it needs; how to go on from it only where that takes none.
fn message(model: &Model, area: Rect) -> Vec<String> {
    let Some(notice) = model.notice() else { return Vec::new() };
    let (sign, tail) = match notice.tone {
        Tone::Said | Tone::Done => ("", ""),
        Tone::Saved => ("", "   u undo"),
        Tone::Failed => ("! ", "   Esc"),
    };
    let room = usize::from(area.width).saturating_sub(2);
    let mut lines = width::wrap(&format!("{sign}{}", notice.words), room);
    if lines.len() > MESSAGE {
        let rest = lines.split_off(MESSAGE - 1).join(" ");
        lines.push(width::cut(&rest, room));
    }
    if let Some(last) = lines.last_mut()
        && width::cells(last) + width::cells(tail) <= room
    {
        last.push_str(tail);
    }
    lines
}

/// Draws everything into a buffer; returns where the cursor stands.
pub fn draw(model: &Model, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let area = area.intersection(buf.area);
    if area.is_empty() {
        return None;
    }
    if layout::too_small(area.width, area.height) {
        return Some(draw_notice(model, area, buf));
    }
    draw_tabs(model, area, buf);
    let place = body(model, area);
    let ctx = Ctx { area: place, ..model.ctx() };
    let mut at = draw_screens(model, &ctx, buf);
    paint::rule(buf, area, place.bottom() - area.y, model.theme);
    let role = match model.notice().map(|notice| notice.tone) {
        Some(Tone::Saved | Tone::Done) => Role::Heading,
        Some(Tone::Failed) => Role::Error,
        Some(Tone::Said) | None => Role::Plain,
    };
    for (y, words) in (place.bottom() + 1 - area.y..area.height).zip(message(model, area)) {
        paint::put(buf, area, 1, y, &words, model.theme.style(role));
    }
    draw_hints(model, &ctx, area, buf);
    match &model.overlay {
        Some(Overlay::Finder(finder)) => at = finder.draw(place, buf, model.theme),
        Some(Overlay::Log(log)) => at = log.draw(place, buf, model.theme),
        None => {}
    }
    at.or(Some(Position::new(area.x, area.bottom() - 1)))
}

/// The lowest screen that covers the others, and what lies over it.
fn draw_screens(model: &Model, ctx: &Ctx<'_>, buf: &mut Buffer) -> Option<Position> {
    if model.covered {
        let words = "Covered, because nothing was typed for some minutes. Any key goes on.";
        for (y, line) in (0..).zip(width::wrap(words, usize::from(ctx.area.width))) {
            paint::put(buf, ctx.area, 1, y, &line, model.theme.style(Role::Plain));
        }
        return None;
    }
    let covers = model.stack.iter().rposition(|screen| !screen.is_overlay());
    let mut at = None;
    if covers.is_none()
        && let Some(screen) = model.tab_screen()
    {
        at = screen.view(ctx, buf);
    }
    for screen in model.stack.iter().skip(covers.unwrap_or(0)) {
        at = screen.view(ctx, buf);
    }
    at
}

fn draw_notice(model: &Model, area: Rect, buf: &mut Buffer) -> Position {
    let (wide, tall) = layout::LEAST;
    let words = format!(
        "Matchbook needs {wide}x{tall} cells; here are {}x{}. Nothing is lost.",
        area.width, area.height
    );
    for (y, line) in (0..area.height).zip(width::wrap(&words, usize::from(area.width))) {
        paint::put(buf, area, 0, y, &line, model.theme.style(Role::Plain));
    }
    Position::new(area.x, area.y)
}

/// Which tabs are shown with their name, or with how much waits there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    All,
    Own,
    None,
}

/// How much the tab line says.
#[derive(Clone, Copy)]
struct Detail {
    long: bool,
    names: Which,
    counts: Which,
}

/// What the tab line says, most first.
const DETAILS: [Detail; 5] = [
    Detail { long: true, names: Which::All, counts: Which::All },
    Detail { long: false, names: Which::All, counts: Which::All },
    Detail { long: false, names: Which::All, counts: Which::Own },
    Detail { long: false, names: Which::All, counts: Which::None },
    Detail { long: false, names: Which::Own, counts: Which::None },
];

/// The texts of the tabs and of the right end, as much as fits.
fn tab_line(model: &Model, room: u16) -> (Vec<String>, String) {
    let world = model.world();
    let mark = match (world.practice, &world.read_only) {
        (true, _) => "PRACTICE  ",
        (false, Some(_)) => "READ-ONLY  ",
        (false, None) => "",
    };
    let today = world.today;
    let dates = [days::long(today), days::with_weekday(today), days::brief(today, today)];
    let mut last = (Vec::new(), String::new());
    for detail in DETAILS {
        // the day of the week is worth more than what waits on other tabs
        let all = if detail.counts == Which::All { 2 } else { 3 };
        for date in dates.iter().take(all) {
            let texts = tab_texts(model, detail);
            let right = format!("{mark}{date}");
            let used: usize = texts.iter().map(|text| width::cells(text)).sum();
            let fits = used + 1 + width::cells(&right) <= usize::from(room);
            last = (texts, right);
            if fits {
                return last;
            }
        }
    }
    last
}

/// The texts of the tabs, the shown one in brackets.
fn tab_texts(model: &Model, detail: Detail) -> Vec<String> {
    let shows = |which: Which, at: usize| match which {
        Which::All => true,
        Which::Own => at == model.tab,
        Which::None => false,
    };
    let text = |(at, tab): (usize, &crate::screens::Tab)| {
        let name = if detail.long { tab.name } else { tab.short };
        let name = if shows(detail.names, at) { format!(" {name}") } else { String::new() };
        let count = model.counts.get(at).copied().flatten().filter(|_| shows(detail.counts, at));
        let count = count.map(|count| format!(" {count}")).unwrap_or_default();
        let words = format!("{}{name}{count}", tab.key);
        if at == model.tab { format!("[{words}]") } else { format!(" {words} ") }
    };
    TABS.iter().enumerate().map(text).collect()
}

fn draw_tabs(model: &Model, area: Rect, buf: &mut Buffer) {
    let (texts, right) = tab_line(model, area.width);
    let mut x = 0;
    for (at, text) in texts.iter().enumerate() {
        let role = if at == model.tab { Role::Heading } else { Role::Plain };
        x += paint::put(buf, area, x, 0, text, model.theme.style(role));
    }
    let start = usize::from(area.width).saturating_sub(width::cells(&right));
    let start = u16::try_from(start).unwrap_or(0).max(x + 1);
    paint::put(buf, area, start, 0, &right, model.theme.style(Role::Plain));
}

/// The tab drawn at a column of the tab line.
pub(super) fn tab_at(model: &Model, column: u16) -> Option<usize> {
    let (texts, _) = tab_line(model, model.size.0);
    let mut end = 0;
    texts.iter().position(|text| {
        end += width::cells(text);
        usize::from(column) < end
    })
}

/// At most eight hints, the screen's own first; `? help` is always there.
fn draw_hints(model: &Model, ctx: &Ctx<'_>, area: Rect, buf: &mut Buffer) {
    let Some(screen) = model.top() else { return };
    let style = model.theme.style(Role::Muted);
    let y = area.height - 1;
    if screen.is_typing() || model.overlay.is_some() {
        // forms and menus say their keys in their own frame
        let words = match (model.overlay.is_some(), screen.is_overlay()) {
            (true, _) => "Enter takes   Esc back",
            (false, true) => "",
            (false, false) => screen.foot(),
        };
        paint::put(buf, area, 1, y, words, style);
        return;
    }
    let shown = |hint: &Hint| !hint.label.is_empty() && hint.refused.is_none();
    let own: Vec<Hint> = screen.hints(ctx).into_iter().filter(shown).collect();
    let everywhere: Vec<Hint> = hints(GLOBAL_KEYS, |_| None).into_iter().filter(shown).collect();
    let text = |hint: &Hint| {
        let key = hint.keys.first().map(ToString::to_string).unwrap_or_default();
        format!("{key} {}", hint.label)
    };
    let tail: Vec<String> = everywhere.iter().map(text).collect();
    let mut own: Vec<String> = own.iter().map(text).take(HINTS - tail.len().min(HINTS)).collect();
    loop {
        let line = own.iter().chain(&tail).cloned().collect::<Vec<_>>().join("  ");
        if width::cells(&line) + 2 <= usize::from(area.width) || own.pop().is_none() {
            paint::put_cut(buf, area, (1, y), u16::MAX, &line, style);
            return;
        }
    }
}
