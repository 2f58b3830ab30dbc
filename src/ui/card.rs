//! A record's card: a heading with its badge, short lines for small screens, and parts with headings.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::card_lines::lines;
use super::paint;
use super::theme::{Role, Theme};
use crate::text::width;

/// One part of a card: `WHY HERE` and its lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// In capitals; empty: no heading.
    pub heading: String,
    /// The lines, wrapped when drawn.
    pub lines: Vec<(Role, String)>,
}

impl Part {
    /// A part with ordinary lines.
    pub fn new(heading: &str, lines: impl IntoIterator<Item = String>) -> Self {
        let lines = lines.into_iter().map(|line| (Role::Plain, line)).collect();
        Self { heading: heading.to_owned(), lines }
    }
}

/// What a card shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// `REQUEST R42`.
    pub title: String,
    /// `! OVERDUE 23 days`; empty: none.
    pub badge: String,
    /// How the badge is coloured.
    pub role: Role,
    /// At most four lines for the short card below a list.
    pub brief: Vec<String>,
    /// The full card.
    pub parts: Vec<Part>,
}

impl Card {
    /// Draws the full card from its line `scroll` on, heading included; returns how many lines
    /// there are below what is seen.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, theme: Theme, scroll: usize) -> usize {
        let area = area.intersection(buf.area);
        if area.width < 4 || area.height == 0 {
            return 0;
        }
        let room = usize::from(area.width - 2);
        paint::put_cut(buf, area, (1, 0), u16::MAX, &self.title, theme.style(Role::Heading));
        let badge = width::cut(&self.badge, room.saturating_sub(width::cells(&self.title) + 2));
        let start = usize::from(area.width).saturating_sub(width::cells(&badge) + 1);
        let start = u16::try_from(start).unwrap_or(0);
        paint::put(buf, area, start, 0, &badge, theme.style(self.role));
        let height = usize::from(area.height - 1);
        let lines = lines(&self.parts, room, height);
        let scroll = scroll.min(lines.len().saturating_sub(height));
        for (y, line) in (1..area.height).zip(lines.iter().skip(scroll)) {
            for (x, role, words) in line {
                let x = u16::try_from(x + 1).unwrap_or(u16::MAX);
                paint::put(buf, area, x, y, words, theme.style(*role));
            }
        }
        lines.len().saturating_sub(scroll + height)
    }

    /// Draws the short card under a rule that carries its title; `area` is below the rule. The
    /// first lines come whole, wrapped where they must be; the last ones only where there is room.
    pub fn draw_brief(&self, area: Rect, buf: &mut Buffer, theme: Theme) {
        let plain = theme.style(Role::Plain);
        // what is wrapped is indented by two
        let room = usize::from(area.width.saturating_sub(4));
        let badge = if self.badge.is_empty() { 0 } else { width::cells(&self.badge) + 3 };
        let mut y = 0;
        for (at, line) in self.brief.iter().enumerate() {
            // the badge stands before the first line
            let before = if at == 0 { badge } else { 0 };
            let wrapped = width::wrap(&format!("{}{line}", " ".repeat(before)), room);
            for (part, words) in wrapped.iter().enumerate() {
                let x = if part == 0 { 1 } else { 3 };
                paint::put_cut(buf, area, (x, y), u16::MAX, words, plain);
                y += 1;
            }
        }
        paint::put(buf, area, 1, 0, &self.badge, theme.style(self.role));
    }

    /// All words of the card, one fact a line: for linear output and tests.
    pub fn to_lines(&self) -> Vec<String> {
        let head = if self.badge.is_empty() {
            self.title.clone()
        } else {
            format!("{}  {}", self.title, self.badge)
        };
        let parts = self.parts.iter().flat_map(|part| {
            let heading = (!part.heading.is_empty()).then(|| part.heading.clone());
            heading.into_iter().chain(part.lines.iter().map(|(_, line)| line.clone()))
        });
        std::iter::once(head).chain(parts).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card() -> Card {
        Card {
            title: "REQUEST R42".to_owned(),
            badge: "! OVERDUE 23 days".to_owned(),
            role: Role::Urgent,
            brief: vec!["Amina wants data analysis".to_owned(), "Why here: late".to_owned()],
            parts: vec![
                Part::new("", ["Amina Yusuf wants: data analysis".to_owned()]),
                Part::new("WHY HERE", ["limit is 10 days; late since Thu 19 Feb".to_owned()]),
                Part::new("NEXT", ["r  record response".to_owned()]),
            ],
        }
    }

    #[test]
    fn the_full_card_wraps_its_lines_and_says_what_is_below() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 34, 6));
        let below = card().draw(buf.area, &mut buf, Theme::default(), 0);
        assert_eq!(below, 3);
        assert_eq!(
            paint::rows(&buf),
            [
                " REQUEST R42    ! OVERDUE 23 days",
                " Amina Yusuf wants: data analysis",
                "",
                " WHY HERE",
                " limit is 10 days; late since Thu",
                "   19 Feb",
            ]
        );
    }

    #[test]
    fn the_short_card_begins_with_the_badge() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 60, 2));
        card().draw_brief(buf.area, &mut buf, Theme::default());
        assert_eq!(
            paint::rows(&buf),
            [" ! OVERDUE 23 days   Amina wants data analysis", " Why here: late"]
        );
    }
}
