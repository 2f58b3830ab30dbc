//! A box with one question and its answers: typing finds, Enter takes, Esc goes back.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::field::{Pick, PickOption, Reply};
use super::keys::Key;
use super::layout;
use super::paint::{self, Caption};
use super::theme::{Role, Theme};
use super::window::window;
use crate::text::width;

/// Among so many answers nobody needs to find one by typing.
const FEW: usize = 6;

/// An open question.
#[derive(Clone, Debug)]
pub struct Chooser {
    title: String,
    /// What helps to answer, above the answers.
    note: String,
    pick: Pick,
    said: Option<String>,
}

/// What a key did to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChooserStep {
    /// It stays open.
    Stay,
    /// An answer was taken: its id.
    Take(String),
    /// It is to be closed, nothing was chosen.
    Close,
}

impl Chooser {
    /// A question with its answers; `chosen` is the id of the one that stands now.
    pub fn new(title: impl Into<String>, options: Vec<PickOption>, chosen: &str) -> Self {
        let free = options.iter().any(|option| option.id == chosen && option.refused.is_none());
        let pick = if free { Pick::new(options, chosen) } else { Pick::first(options) };
        Self { title: title.into(), note: String::new(), pick, said: None }
    }

    /// The same with words above the answers.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// Handles a key. An answer that can't be chosen says why.
    pub fn key(&mut self, key: Key) -> ChooserStep {
        self.said = None;
        if matches!(key, Key::Esc | Key::Backspace) && !self.pick.is_filtering() {
            return ChooserStep::Close;
        }
        if matches!(key, Key::Enter | Key::Tab) {
            return self.take();
        }
        let _handled: Reply = self.pick.key(key);
        ChooserStep::Stay
    }

    /// Takes pasted text as typed.
    pub fn paste(&mut self, text: &str) {
        self.said = None;
        self.pick.paste(text);
    }

    fn take(&mut self) -> ChooserStep {
        let under = self.pick.shown().find(|(_, selected)| *selected).map(|(option, _)| option);
        match under {
            Some(PickOption { refused: Some(why), .. }) => {
                self.said = Some(why.clone());
                ChooserStep::Stay
            }
            Some(option) => ChooserStep::Take(option.id.clone()),
            None => ChooserStep::Stay,
        }
    }

    /// Draws it over the middle of the area; returns where its cursor stands.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, theme: Theme) -> Option<Position> {
        let area = area.intersection(buf.area);
        let all: Vec<(&PickOption, bool)> = self.pick.shown().collect();
        let size = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        let wide = size(self.widest() + 8).clamp(46, 84).min(area.width);
        let room = usize::from(wide.saturating_sub(4));
        let note = if self.note.is_empty() { Vec::new() } else { width::wrap(&self.note, room) };
        let above = note.len() + 1;
        // as tall as for all answers, so that it does not jump while somebody types
        let tall = size(self.pick.all().len().max(1) + above + 3);
        let frame = layout::centred(area, wide, tall);
        // few answers need no finding, but what was typed is shown
        let few = self.pick.all().len() <= FEW && !self.pick.is_filtering();
        let foot =
            if few { "Enter takes   Esc back" } else { "Enter takes   type to find   Esc back" };
        let caption = Caption { title: &self.title, note: "", foot };
        let inner = paint::boxed(buf, frame, caption, theme);
        for (y, line) in (0..inner.height).zip(&note) {
            paint::put_cut(buf, inner, (1, y), u16::MAX, line, theme.style(Role::Plain));
        }
        let y = size(note.len());
        let typed = if few { String::new() } else { format!("Find: {}", self.pick.query().text()) };
        paint::put_cut(buf, inner, (1, y), u16::MAX, &typed, theme.style(Role::Muted));
        let last = inner.height.saturating_sub(1);
        let height = usize::from(last.saturating_sub(size(above)));
        let cursor = all.iter().position(|(_, selected)| *selected).unwrap_or(0);
        if all.is_empty() {
            let words = "Nothing is called so. Esc shows all.";
            paint::put_cut(buf, inner, (1, size(above)), u16::MAX, words, theme.style(Role::Muted));
        }
        let seen = window(cursor, all.len(), height);
        let hidden = all.len() - seen.len();
        let mut at = None;
        for (y, (option, selected)) in (size(above)..last).zip(all.get(seen).unwrap_or_default()) {
            let role = if option.refused.is_some() { Role::Muted } else { Role::Plain };
            let sign = if *selected { ">" } else { " " };
            let label = width::pad(&option.label, self.label_room(room));
            let words = format!("{sign} {label}  {}", option.detail);
            paint::put_cut(buf, inner, (1, y), u16::MAX, words.trim_end(), theme.style(role));
            if *selected {
                paint::line_style(buf, inner, y, theme.style(Role::Selected));
                at = Some(Position::new(inner.x, inner.y + y));
            }
        }
        if let Some(said) = &self.said {
            paint::put_cut(buf, inner, (1, last), u16::MAX, said, theme.style(Role::Error));
        } else if hidden > 0 {
            let words = format!("  {hidden} more: Down, or type a part of the name");
            paint::put_cut(buf, inner, (1, last), u16::MAX, &words, theme.style(Role::Muted));
        }
        at.or_else(|| Some(Position::new(inner.x + 1, inner.y + y)))
    }

    fn widest(&self) -> usize {
        let label = self.pick.all().map(|option| width::cells(&option.label)).max().unwrap_or(0);
        let detail = self.pick.all().map(|option| width::cells(&option.detail)).max().unwrap_or(0);
        (label + detail + 4).max(width::cells(&self.title) + 4)
    }

    /// The cells for labels, so that what stands behind them is aligned.
    fn label_room(&self, room: usize) -> usize {
        let longest = self.pick.all().map(|option| width::cells(&option.label)).max().unwrap_or(0);
        let details = self.pick.all().any(|option| !option.detail.is_empty());
        if details { longest.min(room / 2) } else { longest }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question() -> Chooser {
        let options = vec![
            PickOption::new("name", "Name", ""),
            PickOption::new("email", "E-mail", "the column 'Mail' is it now"),
            PickOption::new("year", "Year", "").refused("of pairs there is no year"),
        ];
        Chooser::new("What is 'Contact'?", options, "email")
    }

    #[test]
    fn enter_takes_what_stands_and_typing_finds_another() {
        assert_eq!(question().key(Key::Enter), ChooserStep::Take("email".into()));
        let mut typed = question();
        "nam".chars().for_each(|letter| drop(typed.key(Key::Char(letter))));
        assert_eq!(typed.key(Key::Enter), ChooserStep::Take("name".into()));
        assert_eq!(question().key(Key::Esc), ChooserStep::Close);
    }

    #[test]
    fn few_answers_show_no_line_to_find_one_until_somebody_types() {
        let shown = |question: &Chooser| {
            let mut buf = Buffer::empty(Rect::new(0, 0, 70, 12));
            question.draw(buf.area, &mut buf, Theme::default());
            paint::rows(&buf).concat()
        };
        let mut few = question();
        assert!(!shown(&few).contains("Find:") && !shown(&few).contains("type to find"));
        few.key(Key::Char('n'));
        assert!(shown(&few).contains("Find: n") && shown(&few).contains("type to find"));
        let many = (0..=FEW).map(|at| PickOption::new(at.to_string(), "a field", "")).collect();
        assert!(shown(&Chooser::new("What is it?", many, "0")).contains("Find:"));
    }

    #[test]
    fn esc_first_takes_back_what_was_typed() {
        let mut typed = question();
        typed.key(Key::Char('n'));
        assert_eq!(typed.key(Key::Esc), ChooserStep::Stay);
        assert_eq!(typed.key(Key::Esc), ChooserStep::Close);
    }

    #[test]
    fn what_cannot_be_chosen_says_why_and_what_nobody_is_called_says_so() {
        let mut year = question();
        year.key(Key::Down);
        assert_eq!(year.key(Key::Enter), ChooserStep::Stay);
        let mut buf = Buffer::empty(Rect::new(0, 0, 70, 12));
        assert!(year.draw(buf.area, &mut buf, Theme::default()).is_some());
        assert!(paint::rows(&buf).concat().contains("of pairs there is no year"));
        year.paste("zzz");
        let mut buf = Buffer::empty(Rect::new(0, 0, 70, 12));
        year.draw(buf.area, &mut buf, Theme::default());
        assert!(paint::rows(&buf).concat().contains("Nothing is called so"));
        assert_eq!(year.key(Key::Enter), ChooserStep::Stay);
    }
}
