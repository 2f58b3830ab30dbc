//! How a letter is shown: what it is, to whom, its subject and text; beside it where there is room the keys and what else there is.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::LetterScreen;
use super::pile::Page;
use crate::domain::codes::Code;
use crate::domain::letters::{Addressee, LetterKind};
use crate::screens::contract::Ctx;
use crate::text::{days, width};
use crate::ui::card::{Card, Part};
use crate::ui::layout::BESIDE;
use crate::ui::paint;
use crate::ui::theme::Role;

/// Cells of the part beside the letter.
const ASIDE: u16 = 36;
/// Widest line of a letter, in cells.
const WIDEST: u16 = 76;
/// Cells of the labels before addressees and subject.
const LABEL: u16 = 10;
/// Most lines of addressees, and of a subject.
const NAMED: usize = 2;
/// Lines below it: a rule, and what is next.
const FOOT: u16 = 2;

impl LetterScreen {
    /// The place of the letter, and that beside it.
    fn areas(ctx: &Ctx<'_>) -> (Rect, Option<Rect>) {
        let area = ctx.area;
        if area.width < BESIDE {
            return (area, None);
        }
        let left = Rect { width: area.width - ASIDE - 1, ..area };
        (left, Some(Rect { x: left.right() + 1, width: ASIDE, ..area }))
    }

    /// What stands above the text: addressees and subject with their labels, in as many lines as they
    /// need.
    fn named(&self, ctx: &Ctx<'_>) -> Vec<(&'static str, String)> {
        let Some(page) = self.page() else { return Vec::new() };
        let (area, _) = Self::areas(ctx);
        let room = usize::from(area.width.saturating_sub(LABEL + 1));
        let mut lines = Vec::new();
        let mut say = |label: &'static str, text: &str| {
            let mut parts = width::wrap(text, room);
            if parts.len() > NAMED {
                let rest = parts.split_off(NAMED - 1).join(" ");
                parts.push(width::cut(&rest, room));
            }
            lines.extend(std::iter::once(label).chain(std::iter::repeat("")).zip(parts));
        };
        say("To", &addressees(&page.letter.to));
        if self.editing.is_none() {
            say("Subject", &page.letter.subject);
        }
        lines
    }

    /// Lines above the text: what it is, to whom, the subject, a rule.
    fn head(&self, ctx: &Ctx<'_>) -> u16 {
        u16::try_from(self.named(ctx).len()).unwrap_or(0) + 2
    }

    /// The text in lines, and how many of them are seen at once.
    fn lines(&self, ctx: &Ctx<'_>) -> (Vec<String>, usize) {
        let (area, _) = Self::areas(ctx);
        let room = usize::from(area.width.saturating_sub(2).min(WIDEST));
        let text = match self.page() {
            Some(page) => page.letter.body.clone(),
            None => self.unwritten(ctx),
        };
        (width::wrap(&text, room), usize::from(area.height.saturating_sub(self.head(ctx) + FOOT)))
    }

    pub(super) fn scroll_to(&mut self, line: usize, ctx: &Ctx<'_>) {
        let (lines, height) = self.lines(ctx);
        self.scroll = line.min(lines.len().saturating_sub(height));
    }

    /// Those without a letter, one line each.
    fn unwritten(&self, ctx: &Ctx<'_>) -> String {
        let line =
            |(about, why): &(_, String)| format!("{}: {why}", ctx.world.scheme.title(*about));
        self.pile.unwritten.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// "2 of 5, 1 not written".
    fn count(&self) -> String {
        let (all, odd) = (self.pile.pages.len(), self.pile.unwritten.len());
        let mut parts = Vec::new();
        if all > 1 && self.at < all {
            parts.push(format!("{} of {all}", self.at + 1));
        }
        if odd > 0 {
            parts.push(format!("{odd} not written"));
        }
        parts.join(", ")
    }

    /// What to do next, in a sentence.
    fn next(&self, page: &Page) -> String {
        let all = if self.pile.unlogged().len() > 1 { "; S logs all, n next" } else { "" };
        match page {
            Page { logged: Some(_), .. } => "Logged as sent. n goes on to the next one.".to_owned(),
            Page { handed: true, letter, .. } => {
                format!("Sent? s logs it as {}{all}.", logged_as(letter.kind))
            }
            Page { letter, .. } if letter.to.iter().any(|someone| someone.email.is_empty()) => {
                "Without an address: y copies it, f saves it as text.".to_owned()
            }
            _ if self.pile.unlogged().len() > 1 => {
                "Nothing is sent from here: o opens it, O all; n next.".to_owned()
            }
            _ => "Nothing is sent from here: o opens the draft, y copies it.".to_owned(),
        }
    }
}

/// What a kind of letter is logged as.
pub(super) fn logged_as(kind: LetterKind) -> &'static str {
    match kind {
        LetterKind::Reminder | LetterKind::Nudge | LetterKind::Agreement | LetterKind::Review => {
            "a reminder"
        }
        LetterKind::Courtesy => "the courtesy message",
        LetterKind::Offer => "the offer",
        LetterKind::Waiting => "word to the mentee",
        LetterKind::Invitation => "the invitation",
        LetterKind::Welcome
        | LetterKind::Manager
        | LetterKind::Introduction
        | LetterKind::Evaluation
        | LetterKind::Closing => "a contact",
    }
}

/// "Tom Reed <tom@example.org>, Ana Costa (no e-mail address)".
pub(super) fn addressees(to: &[Addressee]) -> String {
    let one = |someone: &Addressee| {
        if someone.email.is_empty() {
            format!("{} (no e-mail address)", someone.name)
        } else {
            format!("{} <{}>", someone.name, someone.email)
        }
    };
    to.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Draws the screen; returns where the cursor stands.
pub(super) fn draw(screen: &LetterScreen, ctx: &Ctx<'_>, buf: &mut Buffer) -> Option<Position> {
    let theme = ctx.theme;
    paint::clear(buf, ctx.area);
    let (area, aside) = LetterScreen::areas(ctx);
    let head = screen.head(ctx);
    if area.height < head + FOOT + 1 {
        return None;
    }
    if let Some(aside) = aside {
        paint::upright(buf, ctx.area, aside.x - 1 - ctx.area.x, theme);
        card(screen, ctx).draw(aside, buf, theme, 0);
    }
    draw_head(screen, ctx, area, buf);
    let mut at = match &screen.editing {
        Some(writing) => {
            let y = area.y + head - 1;
            let height = (area.bottom() - y).saturating_sub(FOOT);
            let place = Rect { y, height, ..area };
            writing.draw(place, buf, theme)
        }
        None => Some(draw_text(screen, ctx, area, buf)),
    };
    draw_foot(screen, ctx, area, buf);
    if let Some((_, menu)) = &screen.menu {
        at = menu.draw(ctx.area, buf, theme).or(at);
    }
    at
}

fn draw_head(screen: &LetterScreen, ctx: &Ctx<'_>, area: Rect, buf: &mut Buffer) {
    let theme = ctx.theme;
    let heading = theme.style(Role::Heading);
    let count = screen.count();
    let start = usize::from(area.width).saturating_sub(width::cells(&count) + 1);
    let title = match screen.page() {
        Some(page) => {
            let changed = if page.edited { ", changed here" } else { "" };
            format!("{}{changed}", page.letter.kind.label().to_uppercase())
        }
        None => "NOT WRITTEN".to_owned(),
    };
    let room = u16::try_from(start).unwrap_or(0).saturating_sub(3);
    paint::put_cut(buf, area, (1, 0), room, &title, heading);
    paint::put(buf, area, u16::try_from(start).unwrap_or(0), 0, &count, theme.style(Role::Muted));
    for (y, (label, text)) in (1..).zip(screen.named(ctx)) {
        paint::put(buf, area, 1, y, label, theme.style(Role::Muted));
        paint::put(buf, area, LABEL, y, &text, theme.style(Role::Plain));
    }
    if screen.editing.is_none() {
        paint::rule(buf, area, screen.head(ctx) - 1, theme);
    }
}

fn draw_text(screen: &LetterScreen, ctx: &Ctx<'_>, area: Rect, buf: &mut Buffer) -> Position {
    let (lines, height) = screen.lines(ctx);
    let scroll = screen.scroll.min(lines.len().saturating_sub(height));
    let style = ctx.theme.style(Role::Plain);
    let head = screen.head(ctx);
    for (y, line) in (head..).zip(lines.iter().skip(scroll).take(height)) {
        paint::put(buf, area, 1, y, line, style);
    }
    Position::new(area.x + 1, area.y + head)
}

/// A rule that says what is below, and what to do next.
fn draw_foot(screen: &LetterScreen, ctx: &Ctx<'_>, area: Rect, buf: &mut Buffer) {
    let theme = ctx.theme;
    let y = area.height - FOOT;
    paint::rule(buf, area, y, theme);
    let (lines, height) = screen.lines(ctx);
    let below = lines.len().saturating_sub(screen.scroll + height);
    if below > 0 && screen.editing.is_none() {
        let below = days::plural(i64::try_from(below).unwrap_or(i64::MAX), "more line");
        let words = format!(" {} {below} (j) ", theme.arrows()[1]);
        paint::put(buf, area, 3, y, &words, theme.style(Role::Muted));
    }
    let words = match (screen.page(), &screen.editing) {
        (_, Some(_)) => {
            "Tab subject or text   Ctrl-S takes the words, for this letter only".to_owned()
        }
        (Some(page), None) => screen.next(page),
        (None, None) => "p goes back to the letters; mend the record, then ask again.".to_owned(),
    };
    paint::put_cut(buf, area, (1, y + 1), u16::MAX, &words, theme.style(Role::Heading));
}

/// What stands beside the letter: what it is about, the keys, what else could be written.
fn card(screen: &LetterScreen, ctx: &Ctx<'_>) -> Card {
    let world = ctx.world;
    let mut parts = Vec::new();
    let mut title = "LETTERS".to_owned();
    if let Some(page) = screen.page() {
        title = format!("ABOUT {}", page.wanted.about);
        parts.push(Part::new("", [world.scheme.title(page.wanted.about)]));
        parts.push(Part::new("NEXT", next_keys(page)));
        let kinds = page.wanted.kinds(world);
        if kinds.len() > 1 {
            let line = |kind: &LetterKind| {
                let sign = if *kind == page.letter.kind { '>' } else { ' ' };
                format!("{sign} {}", kind.label())
            };
            parts.push(Part::new("t  OTHER TYPES", kinds.iter().map(line)));
        }
    }
    if screen.pile.pages.len() > 1 {
        let keys =
            ["n p  next, before", "O Y F  open, copy, save all", "S  all were sent: log them"];
        let mut lines: Vec<String> = keys.map(str::to_owned).to_vec();
        let logged = screen.pile.pages.len() - screen.pile.unlogged().len();
        if logged > 0 {
            lines.insert(0, format!("{logged} logged as sent"));
        }
        parts.push(Part::new(&format!("ALL {}", screen.pile.pages.len()), lines));
    }
    if !screen.pile.unwritten.is_empty() && screen.page().is_some() {
        let lines = screen.pile.unwritten.iter();
        let lines = lines.map(|(about, why)| format!("{}: {why}", world.scheme.title(*about)));
        parts.push(Part::new("NOT WRITTEN", lines));
    }
    Card { title, parts, ..Card::default() }
}

fn next_keys(page: &Page) -> Vec<String> {
    let mut keys = vec![
        "o  open it in the mail program".to_owned(),
        "m  as a mail link".to_owned(),
        "y  copy it".to_owned(),
        "f  save it as a file".to_owned(),
        "e  change its words, this once".to_owned(),
    ];
    if page.edited {
        keys.push("w  the words of the template again".to_owned());
    }
    keys.push(format!("s  it was sent: log {}", logged_as(page.letter.kind)));
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_no_address_is_named_with_that() {
        let someone = |name: &str, email: &str| Addressee {
            person: None,
            name: name.to_owned(),
            email: email.to_owned(),
        };
        let to = [someone("Tom Reed", "tom@example.org"), someone("Ana Costa", "")];
        let shown = "Tom Reed <tom@example.org>, Ana Costa (no e-mail address)";
        assert_eq!(addressees(&to), shown);
    }
}
