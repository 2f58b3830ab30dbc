//! The first start: three questions on the loop, and the dashboard behind them; nothing is written before they are answered or skipped.

use std::time::Duration;

use color_eyre::Result;
use ratatui::Frame;
use ratatui::layout::Position;

use super::clock::Clock;
use super::dashboard::{Dashboard, Looks};
use super::event_loop::{Ended, Event, Options, Program, run_program};
use super::places::{Places, to_home};
use super::preferences::Preferences;
use super::terminal;
use super::wait::{Input, Waker};
use crate::app::Msg;
use crate::screens::forms::beginning::{Begin, Beginning, answers, questions};
use crate::store::Store;
use crate::ui::form::{Form, FormStep};
use crate::ui::keys::Key;
use crate::ui::theme::{Role, Theme};
use crate::ui::{layout, paint};

/// Makes the file of a scheme as it was answered.
pub(super) type Make<'a> = &'a mut dyn FnMut(&Beginning) -> Result<Store>;

/// Asks the three questions, makes the scheme with `make`, and goes on with the dashboard. `file` is
/// where a scheme of one's own will be.
pub fn run_first(
    clock: Box<dyn Clock>,
    ascii: bool,
    file: &std::path::Path,
    make: Make<'_>,
) -> Result<(Ended, Vec<String>)> {
    let preferences = Preferences::of_user();
    let mut receipt = Vec::new();
    let form = questions(clock.today(), &to_home(file));
    let theme = Theme::new(!terminal::no_color(), ascii);
    let ended = run_program(Options { mouse: preferences.mouse() }, &mut receipt, |start| {
        Ok(FirstRun {
            form,
            theme,
            ascii,
            size: start.size,
            waker: start.waker,
            clock: Some(clock),
            preferences,
            make,
            desk: None,
            gone: false,
        })
    })?;
    Ok((ended, receipt))
}

/// The questions, then the dashboard.
struct FirstRun<'a> {
    form: Form,
    theme: Theme,
    ascii: bool,
    size: (u16, u16),
    waker: Waker,
    /// Taken by the dashboard.
    clock: Option<Box<dyn Clock>>,
    preferences: Preferences,
    make: Make<'a>,
    desk: Option<Dashboard>,
    gone: bool,
}

impl FirstRun<'_> {
    fn key(&mut self, key: Key) {
        if key == Key::Ctrl('c') {
            self.gone = true;
            return;
        }
        match self.form.key(key) {
            // skipped: what stands there is answered, and that is the usual where nothing was typed
            FormStep::Save | FormStep::Extra(_) | FormStep::Leave => {
                if let Err(why) = self.begin() {
                    self.form.refuse(None, why.to_string());
                }
            }
            FormStep::Stay | FormStep::Changed(_) => {}
        }
    }

    /// Makes the scheme and opens the dashboard on it.
    fn begin(&mut self) -> Result<()> {
        let beginning = answers(&self.form).map_err(|why| color_eyre::eyre::eyre!("{why}"))?;
        let store = (self.make)(&beginning)?;
        let Some(clock) = self.clock.take() else { return Ok(()) };
        let practice = beginning.begin == Begin::Practice;
        let looks = Looks { ascii: self.ascii, practice };
        let places = if practice { Places::nowhere() } else { Places::of_user() };
        let mut desk = Dashboard::new(store, clock, places, looks, self.size)?;
        desk.start(self.preferences.clone(), looks, self.waker.clone())?;
        match beginning.begin {
            Begin::Import => desk.tell(Msg::Visit("Import")),
            Begin::Empty | Begin::Practice => {}
        }
        self.desk = Some(desk);
        Ok(())
    }

    fn draw_questions(&self, frame: &mut Frame<'_>) {
        let area = frame.area();
        let buf = frame.buffer_mut();
        let at = if layout::too_small(area.width, area.height) {
            let words = format!("Needs {}x{}", layout::LEAST.0, layout::LEAST.1);
            paint::put_cut(buf, area, (0, 0), u16::MAX, &words, self.theme.style(Role::Plain));
            None
        } else {
            self.form.draw(area, buf, self.theme)
        };
        frame.set_cursor_position(at.unwrap_or(Position::new(area.x, area.y)));
    }
}

impl Program for FirstRun<'_> {
    fn handle(&mut self, event: Event) -> Result<bool> {
        if let Some(desk) = &mut self.desk {
            return desk.handle(event);
        }
        match event {
            Event::Input(Input::Key(key)) => self.key(key),
            Event::Input(Input::Paste(text)) => {
                self.form.paste(&text);
            }
            Event::Resized { columns, rows } => self.size = (columns, rows),
            Event::Input(Input::Click { .. } | Input::Wheel(_)) | Event::Woken | Event::Due => {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn at_most(&self) -> Option<Duration> {
        self.desk.as_ref().and_then(Dashboard::at_most)
    }

    fn draw(&mut self, frame: &mut Frame<'_>) {
        match &mut self.desk {
            Some(desk) => desk.draw(frame),
            None => self.draw_questions(frame),
        }
    }

    fn finished(&self) -> bool {
        self.gone || self.desk.as_ref().is_some_and(Dashboard::finished)
    }

    fn leave(&mut self, why: Ended) {
        if let Some(desk) = &mut self.desk {
            desk.leave(why);
        }
    }

    fn receipt(&self) -> Vec<String> {
        let nothing = || vec!["Nothing was written.".to_owned()];
        self.desk.as_ref().map_or_else(nothing, Dashboard::receipt)
    }
}
