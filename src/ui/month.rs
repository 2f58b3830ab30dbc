//! A month as a calendar, weeks from Monday, with a sign behind a day.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "every key without a meaning here is passed on"
)]

use chrono::{Datelike, Days, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::keys::Key;
use super::paint;
use super::theme::{Role, Theme};
use crate::text::days;

/// Cells that a month takes: width, and height with its two heading lines.
pub const SIZE: (u16, u16) = (22, 8);

/// A month with a cursor on one of its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// The day under the cursor.
    pub cursor: NaiveDate,
    /// The day it is, shown as `[3]`.
    pub today: NaiveDate,
}

impl Month {
    /// Moves the cursor by a key: days, weeks, months, `t` for today. `false`: no such key.
    pub fn key(&mut self, key: Key) -> bool {
        let moved = match key {
            Key::Left | Key::Char('h') => self.cursor.checked_sub_days(Days::new(1)),
            Key::Right | Key::Char('l') => self.cursor.checked_add_days(Days::new(1)),
            Key::Up | Key::Char('k') => self.cursor.checked_sub_days(Days::new(7)),
            Key::Down | Key::Char('j') => self.cursor.checked_add_days(Days::new(7)),
            Key::PageUp | Key::Char('<' | ',') => Some(days::add_months(self.cursor, -1)),
            Key::PageDown | Key::Char('>' | '.') => Some(days::add_months(self.cursor, 1)),
            Key::Home => self.cursor.with_day(1),
            Key::End => Some(days::end_of_month(self.cursor)),
            Key::Char('t') => Some(self.today),
            _ => return false,
        };
        self.cursor = moved.unwrap_or(self.cursor);
        true
    }

    /// The day of the month at a cell, counted from its upper left corner.
    pub fn day_at(&self, x: u16, y: u16) -> Option<NaiveDate> {
        let column = u32::from(x.checked_sub(1)? / 3);
        let first = self.cursor.with_day(1)?;
        let cell = u32::from(y.checked_sub(2)?) * 7 + column;
        let day = (cell + 1).checked_sub(first.weekday().num_days_from_monday())?;
        self.cursor.with_day(day).filter(|_| column < 7)
    }

    /// Draws the month; `sign` gives what stands behind a day (`*` one, `+` several) or a space.
    pub fn draw(
        &self,
        area: Rect,
        buf: &mut Buffer,
        theme: Theme,
        sign: &dyn Fn(NaiveDate) -> char,
    ) -> Option<Position> {
        self.draw_as(area, buf, theme, sign, Role::Selected)
    }

    /// The same with the day under the cursor in another style.
    pub fn draw_as(
        &self,
        area: Rect,
        buf: &mut Buffer,
        theme: Theme,
        sign: &dyn Fn(NaiveDate) -> char,
        cursor: Role,
    ) -> Option<Position> {
        let title = format!("{} {}", days::month_name(self.cursor), self.cursor.year());
        paint::put(buf, area, 4, 0, &title, theme.style(Role::Heading));
        paint::put(buf, area, 1, 1, "Mo Tu We Th Fr Sa Su", theme.style(Role::Muted));
        let first = self.cursor.with_day(1)?;
        let before = first.weekday().num_days_from_monday();
        let mut at = None;
        let month = first.iter_days().take_while(|day| day.month() == first.month()).take(31);
        for (cell, day) in (before..).zip(month) {
            let (x, y) = (u16::try_from(cell % 7 * 3).ok()?, u16::try_from(2 + cell / 7).ok()?);
            let style = if day == self.cursor { cursor } else { Role::Plain };
            let style = theme.style(style);
            paint::put(buf, area, x + 1, y, &format!("{:>2}", day.day()), style);
            let mut behind = sign(day);
            if day == self.today {
                let open = if day.day() < 10 { x + 1 } else { x };
                paint::put(buf, area, open, y, "[", theme.style(Role::Heading));
                behind = ']';
            }
            if behind != ' ' {
                let behind = behind.to_string();
                paint::put(buf, area, x + 3, y, &behind, theme.style(Role::Heading));
            }
            if day == self.cursor && x + 1 < area.width && y < area.height {
                at = Some(Position::new(area.x + x + 1, area.y + y));
            }
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month() -> Month {
        let today = "2026-03-03".parse().unwrap();
        Month { cursor: today, today }
    }

    #[test]
    fn a_month_begins_on_monday_and_shows_today_and_signs() {
        let mut buf = Buffer::empty(Rect::new(0, 0, SIZE.0 + 1, SIZE.1));
        let sign = |day: NaiveDate| match day.day() {
            4 => '*',
            12 => '+',
            _ => ' ',
        };
        let at = month().draw(buf.area, &mut buf, Theme::default(), &sign);
        assert_eq!(at, Some(Position::new(4, 3)));
        assert_eq!(
            paint::rows(&buf),
            [
                "    March 2026",
                " Mo Tu We Th Fr Sa Su",
                "                    1",
                "  2 [3] 4* 5  6  7  8",
                "  9 10 11 12+13 14 15",
                " 16 17 18 19 20 21 22",
                " 23 24 25 26 27 28 29",
                " 30 31",
            ]
        );
    }

    #[test]
    fn a_day_is_found_where_it_is_drawn() {
        let found = |x, y| month().day_at(x, y).map(|day| day.day());
        assert_eq!([found(20, 2), found(1, 3), found(4, 3), found(5, 3)], [1, 2, 3, 3].map(Some));
        assert_eq!([found(0, 3), found(1, 1), found(1, 2), found(22, 3), found(8, 7)], [None; 5]);
    }

    #[test]
    fn keys_move_by_day_week_and_month() {
        let mut month = month();
        for (key, day) in [
            (Key::Right, "2026-03-04"),
            (Key::Down, "2026-03-11"),
            (Key::PageDown, "2026-04-11"),
            (Key::End, "2026-04-30"),
            (Key::PageUp, "2026-03-30"),
            (Key::Char('t'), "2026-03-03"),
            (Key::Up, "2026-02-24"),
            (Key::Left, "2026-02-23"),
            (Key::Home, "2026-02-01"),
        ] {
            assert!(month.key(key));
            assert_eq!(month.cursor, day.parse().unwrap(), "{key}");
        }
        assert!(!month.key(Key::Enter));
    }
}
