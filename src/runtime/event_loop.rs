//! The loop: wait, hand over all that came, draw once; and leave in good order on every way out.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::time::Duration;

use color_eyre::Result;
use color_eyre::eyre::WrapErr;
use ratatui::Frame;
use rustix::process::Signal;

use super::signals::Signals;
use super::terminal::{self, Screen};
use super::wait::{Input, Wait, Waker, Woke};
use crate::ui::keys::Key;

/// What a program is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Something was typed, clicked or pasted. Ctrl-Z and Ctrl-L never arrive: the loop suspends
    /// and redraws by itself.
    Input(Input),
    /// The terminal has another size.
    Resized {
        /// Its width in cells.
        columns: u16,
        /// Its height in cells.
        rows: u16,
    },
    /// Somebody used the [`Waker`]: a job has answered, the file has changed.
    Woken,
    /// The time given by [`Program::at_most`] has passed.
    Due,
}

/// Why the loop ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The program was finished.
    Quit,
    /// A signal asked for it.
    Signal(i32),
    /// The terminal has gone; nothing may be printed any more.
    HungUp,
    /// An error or a panic, which goes on to the caller; only [`Program::leave`] is told this.
    Failed,
}

impl Ended {
    /// The exit code that the shell is told (design, part 5): 0, 128 + the signal, 2.
    pub fn code(self) -> u8 {
        match self {
            Self::Quit => 0,
            Self::Signal(signal) => u8::try_from(128 + signal).unwrap_or(u8::MAX),
            Self::HungUp => 128 + 1,
            Self::Failed => 2,
        }
    }
}

/// A program that the loop runs.
pub trait Program {
    /// Takes one event; true when the screen must be drawn anew.
    fn handle(&mut self, event: Event) -> Result<bool>;
    /// How long the loop may sleep when nothing comes; `None`: as long as it likes.
    fn at_most(&self) -> Option<Duration>;
    /// Draws everything.
    fn draw(&mut self, frame: &mut Frame<'_>);
    /// Whether the loop is to end.
    fn finished(&self) -> bool;
    /// Called exactly once before the terminal is left, on every way out: what was typed and
    /// not saved is stored here.
    fn leave(&mut self, why: Ended);
    /// What is said in the normal screen after the terminal was left, a line each; asked after
    /// [`Program::leave`], and only when the program was finished.
    fn receipt(&self) -> Vec<String> {
        Vec::new()
    }
}

/// What a program starts with.
#[derive(Debug)]
pub struct Start {
    /// What wakes the loop.
    pub waker: Waker,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
}

/// How the terminal is used.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Whether clicks and the wheel are taken; the terminal's own selection then needs Shift.
    pub mouse: bool,
}

/// Enters the terminal, runs the program that `start` makes, and leaves the terminal as it was.
///
/// The panic hook must be installed and [`super::has_screen`] hold. Nothing may be printed after
/// [`Ended::HungUp`]; after [`Ended::Quit`] the receipt is to be.
pub fn run_program<P: Program>(
    options: Options,
    receipt: &mut Vec<String>,
    start: impl FnOnce(Start) -> Result<P>,
) -> Result<Ended> {
    let mut wait = Wait::new().wrap_err("making the wake pipe")?;
    let signals = Signals::listen(&wait.waker()).wrap_err("listening for signals")?;
    let size = crossterm::terminal::size().wrap_err("asking for the terminal's size")?;
    let mut program = start(Start { waker: wait.waker(), size })?;
    let mut screen = Screen::enter(options.mouse).wrap_err("entering the terminal")?;
    wait.start_reader().wrap_err("reading the terminal")?;
    let mut turns = Loop { wait, signals, screen: &mut screen, size };
    let ended = catch_unwind(AssertUnwindSafe(|| turns.run(&mut program)));
    let why = match &ended {
        Ok(Ok(why)) => *why,
        Ok(Err(_)) | Err(_) => Ended::Failed,
    };
    program.leave(why);
    match ended {
        Err(panic) => resume_unwind(panic),
        Ok(Ok(Ended::HungUp)) => {
            terminal::abandon();
            Ok(Ended::HungUp)
        }
        Ok(outcome) => {
            drop(screen);
            if why == Ended::Quit {
                *receipt = program.receipt();
            }
            outcome
        }
    }
}

/// The loop's own parts.
struct Loop<'a> {
    wait: Wait,
    signals: Signals,
    screen: &'a mut Screen,
    /// The size that the program knows.
    size: (u16, u16),
}

impl Loop<'_> {
    /// Runs until the program ends. Whatever fails because the terminal has gone is its end.
    fn run(&mut self, program: &mut impl Program) -> Result<Ended> {
        match self.turn(program) {
            Err(_) if terminal::is_gone() => Ok(Ended::HungUp),
            ended => ended,
        }
    }

    fn turn(&mut self, program: &mut impl Program) -> Result<Ended> {
        let mut changed = true;
        loop {
            if program.finished() {
                return Ok(Ended::Quit);
            }
            if changed {
                self.screen.draw(|frame| program.draw(frame)).wrap_err("drawing")?;
            }
            let woke =
                self.wait.next(program.at_most(), self.size).wrap_err("waiting for a key")?;
            if woke.gone {
                return Ok(Ended::HungUp);
            }
            if let Some(signal) = self.signals.ending() {
                return Ok(Ended::Signal(signal));
            }
            changed = self.hand_over(woke, program)?;
        }
    }

    /// Hands all that came to the program; true when the screen must be drawn anew.
    fn hand_over(&mut self, woke: Woke, program: &mut impl Program) -> Result<bool> {
        let mut changed = woke.resized | self.signals.take_resized();
        if self.signals.take_continued() {
            self.screen.take_again().wrap_err("entering the terminal again")?;
            changed = true;
        }
        if changed {
            // a terminal that was small for a moment has lost what it showed, even if it is now as
            // big as we last saw it
            self.screen.forget_shown().wrap_err("clearing the screen")?;
            self.tell_size(program)?;
        }
        if woke.poked {
            changed |= program.handle(Event::Woken)?;
        } else if woke.input.is_empty() {
            changed |= program.handle(Event::Due)?;
        }
        for input in woke.input {
            changed |= match input {
                Input::Key(Key::Ctrl('z')) => self.suspend(program)?,
                Input::Key(Key::Ctrl('l')) => self.redraw()?,
                input @ (Input::Key(_)
                | Input::Paste(_)
                | Input::Click { .. }
                | Input::Wheel(_)) => program.handle(Event::Input(input))?,
            };
            if program.finished() {
                break;
            }
        }
        Ok(changed)
    }

    /// Tells the program of a new size.
    fn tell_size(&mut self, program: &mut impl Program) -> Result<()> {
        let size = self.screen.size().unwrap_or(self.size);
        if size != self.size {
            self.size = size;
            let (columns, rows) = size;
            program.handle(Event::Resized { columns, rows })?;
        }
        Ok(())
    }

    fn redraw(&mut self) -> Result<bool> {
        self.screen.forget_shown().wrap_err("clearing the screen")?;
        Ok(true)
    }

    /// Stops the whole job as the shell expects of Ctrl-Z, and takes the terminal when continued.
    ///
    /// The signal goes to the process group, as the terminal's own would, so that a program that
    /// started us stops too. Where no shell could continue us the system ignores it, and the
    /// screen simply comes back.
    fn suspend(&mut self, program: &mut impl Program) -> Result<bool> {
        terminal::suspend();
        rustix::process::kill_current_process_group(Signal::TSTP)
            .map_err(io::Error::from)
            .wrap_err("suspending")?;
        // the stop may reach another thread first; this one then must not draw before it holds
        self.signals.wait_continued(Duration::from_millis(200));
        self.screen.take_again().wrap_err("entering the terminal again")?;
        self.tell_size(program)?;
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shell_is_told_the_signal_and_the_hang_up() {
        assert_eq!(Ended::Quit.code(), 0);
        assert_eq!(Ended::Signal(15).code(), 143);
        assert_eq!(Ended::HungUp.code(), 129);
        assert_eq!(Ended::Failed.code(), 2);
    }
}
