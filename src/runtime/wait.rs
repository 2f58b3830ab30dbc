//! The one wait: `poll(2)` over terminal and wake pipe with a deadline, and reading what came.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::time::Duration;

use crossterm::event::{self, Event as Raw, MouseButton, MouseEvent, MouseEventKind};
use rustix::event::{PollFd, PollFlags, Timespec};

use super::keys::keys_of;
use super::terminal;
use crate::ui::keys::Key;

/// How long crossterm may look for an event. Its own wait would block for ever on a cut sequence.
const LOOK: Duration = Duration::from_micros(50);
/// A busy machine can make crossterm's look end before it looked, with keys left in its buffer; so
/// after each batch of input one more look follows this much later, and none while idle.
const SECOND_LOOK: Duration = Duration::from_millis(20);
/// Events handled before a frame is drawn, so that endless input cannot keep the screen from it.
const BATCH: usize = 4096;

/// What came from the keyboard or mouse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed.
    Key(Key),
    /// A text was pasted: no control characters but line feeds and tabs.
    Paste(String),
    /// The left button was pressed, inside the screen.
    Click {
        /// Counted from 0 at the left.
        column: u16,
        /// Counted from 0 at the top.
        row: u16,
    },
    /// The wheel was turned by this many notches, down is positive.
    Wheel(i16),
}

/// Wakes the loop from any thread.
#[derive(Debug, Clone)]
pub struct Waker(Arc<UnixStream>);

impl Waker {
    /// Wakes the loop. When the pipe is full it is awake already.
    pub fn wake(&self) {
        let _full = (&*self.0).write(&[1]);
    }

    /// Another end of the pipe, for a signal handler.
    pub(super) fn raw_end(&self) -> io::Result<UnixStream> {
        self.0.try_clone()
    }
}

/// What the wait ended with.
#[derive(Debug, Default)]
pub(super) struct Woke {
    /// What was typed, clicked and pasted, in order.
    pub(super) input: Vec<Input>,
    /// The terminal has gone.
    pub(super) gone: bool,
    /// Somebody used a [`Waker`].
    pub(super) poked: bool,
    /// crossterm noticed a new size.
    pub(super) resized: bool,
}

/// The wait of the loop.
#[derive(Debug)]
pub(super) struct Wait {
    pipe: UnixStream,
    waker: Waker,
    /// How soon the terminal has to be looked at again because of input that came before.
    again: Option<Duration>,
}

impl Wait {
    /// Makes the wake pipe.
    pub(super) fn new() -> io::Result<Self> {
        let (pipe, end) = UnixStream::pair()?;
        pipe.set_nonblocking(true)?;
        end.set_nonblocking(true)?;
        Ok(Self { pipe, waker: Waker(Arc::new(end)), again: None })
    }

    /// What wakes this wait.
    pub(super) fn waker(&self) -> Waker {
        self.waker.clone()
    }

    /// Starts crossterm's reader, so that no key is lost and no first key finds it missing. Call it
    /// once the terminal is entered. What it may find already is kept for the first wait.
    pub(super) fn start_reader(&mut self) -> io::Result<()> {
        if event::poll(LOOK)? {
            self.again = Some(Duration::ZERO);
        }
        Ok(())
    }

    /// Waits for input, a [`Waker`], or for `at_most` to pass (`None`: without end), and reads all
    /// that has come. `size` is columns and rows: clicks outside are dropped.
    pub(super) fn next(&mut self, at_most: Option<Duration>, size: (u16, u16)) -> io::Result<Woke> {
        let again = self.again.take();
        let timeout = again.into_iter().chain(at_most).min().map(timespec);
        let stdin = rustix::stdio::stdin();
        let mut fds = [PollFd::new(&stdin, PollFlags::IN), PollFd::new(&self.pipe, PollFlags::IN)];
        match rustix::event::poll(&mut fds, timeout.as_ref()) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        let [tty, pipe] = fds.map(|fd| fd.revents());
        let mut woke = Woke { gone: terminal::is_hang_up(tty), ..Woke::default() };
        if !pipe.is_empty() {
            woke.poked = true;
            self.empty_pipe();
        }
        let look = !woke.gone && (!tty.is_empty() || again.is_some() || woke.poked);
        if look && let Err(error) = self.read_terminal(&mut woke, size) {
            woke.gone = terminal::is_gone();
            return if woke.gone { Ok(woke) } else { Err(error) };
        }
        Ok(woke)
    }

    /// Waits for a wake-up alone, without a terminal.
    #[cfg(test)]
    pub(super) fn poked_within(&mut self, at_most: Duration) -> bool {
        let mut fds = [PollFd::new(&self.pipe, PollFlags::IN)];
        let ready = rustix::event::poll(&mut fds, Some(&timespec(at_most)));
        self.empty_pipe();
        ready.is_ok_and(|count| count > 0)
    }

    fn empty_pipe(&self) {
        let mut bytes = [0; 256];
        while (&self.pipe).read(&mut bytes).is_ok_and(|read| read > 0) {}
    }

    fn read_terminal(&mut self, woke: &mut Woke, size: (u16, u16)) -> io::Result<()> {
        for _ in 0..BATCH {
            if !event::poll(LOOK)? {
                if !woke.input.is_empty() {
                    self.again = Some(SECOND_LOOK);
                }
                return Ok(());
            }
            take(event::read()?, woke, size);
        }
        self.again = Some(Duration::ZERO);
        Ok(())
    }
}

fn timespec(duration: Duration) -> Timespec {
    Timespec {
        tv_sec: i64::try_from(duration.as_secs()).unwrap_or(i64::MAX),
        tv_nsec: i64::from(duration.subsec_nanos()),
    }
}

/// Sorts one event of crossterm's into what woke us.
fn take(raw: Raw, woke: &mut Woke, size: (u16, u16)) {
    match raw {
        Raw::Key(key) => woke.input.extend(keys_of(key).map(Input::Key)),
        Raw::Paste(text) => woke.input.push(Input::Paste(clean_paste(&text))),
        Raw::Mouse(mouse) => woke.input.extend(mouse_input(mouse, size)),
        Raw::Resize(..) => woke.resized = true,
        Raw::FocusGained | Raw::FocusLost => {}
    }
}

/// A paste without control characters; line ends of every kind become line feeds.
fn clean_paste(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .map(|character| if character == '\r' { '\n' } else { character })
        .filter(|character| !character.is_control() || matches!(character, '\n' | '\t'))
        .collect()
}

fn mouse_input(mouse: MouseEvent, (columns, rows): (u16, u16)) -> Option<Input> {
    let (column, row) = (mouse.column, mouse.row);
    if column >= columns || row >= rows {
        return None;
    }
    match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Input::Click { column, row }),
        MouseEventKind::ScrollDown => Some(Input::Wheel(1)),
        MouseEventKind::ScrollUp => Some(Input::Wheel(-1)),
        MouseEventKind::Down(_)
        | MouseEventKind::Up(_)
        | MouseEventKind::Drag(_)
        | MouseEventKind::Moved
        | MouseEventKind::ScrollLeft
        | MouseEventKind::ScrollRight => None,
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::KeyModifiers;

    use super::*;

    #[test]
    fn a_paste_keeps_its_lines_and_loses_its_control_characters() {
        assert_eq!(clean_paste("a\r\nb\rc\u{1b}[31m\u{7}\td"), "a\nb\nc[31m\td");
    }

    #[test]
    fn a_click_outside_the_screen_is_dropped() {
        let click = |column, row| MouseEvent {
            kind: MouseEventKind::Down(MouseButton::Left),
            column,
            row,
            modifiers: KeyModifiers::NONE,
        };
        assert_eq!(mouse_input(click(u16::MAX, u16::MAX), (80, 24)), None);
        assert_eq!(mouse_input(click(80, 0), (80, 24)), None);
        let inside = Some(Input::Click { column: 79, row: 23 });
        assert_eq!(mouse_input(click(79, 23), (80, 24)), inside);
    }

    #[test]
    fn the_pipe_is_empty_after_any_number_of_wake_ups() {
        let wait = Wait::new().unwrap();
        for _ in 0..100_000 {
            wait.waker().wake();
        }
        wait.empty_pipe();
        let left = (&wait.pipe).read(&mut [0; 1]).map_err(|error| error.kind());
        assert_eq!(left.err(), Some(io::ErrorKind::WouldBlock));
    }
}
