//! The terminal: entered once, left as it was found on every way out, drawn with one write a frame.

use std::cell::RefCell;
use std::io::{self, IsTerminal, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::rc::Rc;
use std::sync::{Mutex, PoisonError};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::{Position, Rect};
use rustix::event::{PollFd, PollFlags};
use rustix::fs::{Mode, OFlags};
use rustix::termios::{OptionalActions, QueueSelector, Termios};

/// Alternate screen, and pastes told apart from typing.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[2J\x1b[?2004h";
/// Plain style, personal data wiped before the screen is left, cursor shown.
const LEAVE: &[u8] = b"\x1b[?2004l\x1b[0m\x1b[H\x1b[2J\x1b[?1049l\x1b[?25h";
/// Clicks with plain coordinates only: crossterm's own command would report every movement too.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1000l";
/// How long a terminal that takes nothing is waited for when it is left.
const PATIENCE: Duration = Duration::from_millis(500);

/// How long input that nobody is going to read is waited for; nobody notices it.
const BREATH: Duration = Duration::from_millis(20);
/// The same when some came: there is likely more.
const QUIET: Duration = Duration::from_millis(100);

/// What must be put back; `None` while the terminal is as it was found.
static ENTERED: Mutex<Option<Entered>> = Mutex::new(None);

#[derive(Clone)]
struct Entered {
    before: Termios,
    owner: ThreadId,
    mouse: bool,
    /// The shell has the terminal (after Ctrl-Z); nothing is to be put back meanwhile.
    suspended: bool,
}

/// Runs `look` on the state of the terminal, even after a panic somewhere.
fn with_entered<T>(look: impl FnOnce(&mut Option<Entered>) -> T) -> T {
    look(&mut ENTERED.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Whether a full-screen program can run: input and output are terminals, and no dumb one.
#[expect(clippy::disallowed_methods, reason = "the environment is read in this room")]
pub fn has_screen() -> bool {
    let named = std::env::var("TERM").is_ok_and(|term| !term.is_empty() && term != "dumb");
    named && io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Whether the user asked for no colours: `NO_COLOR` is set and not empty (no-color.org).
///
/// The theme then holds `Color::Reset` only. crossterm's own handling would lose bold and reverse
/// too, so `Screen::enter` switches it off.
#[expect(clippy::disallowed_methods, reason = "the environment is read in this room")]
pub fn no_color() -> bool {
    std::env::var("NO_COLOR").is_ok_and(|value| !value.is_empty())
}

/// Leaves the terminal as it was found. Does nothing when it already is, so every way out calls it.
pub fn restore() {
    let Some(entered) = with_entered(Option::take) else { return };
    if !entered.suspended {
        leave(&entered);
    }
}

/// Takes clicks and the wheel from now on, or leaves them to the terminal. Nothing happens while
/// the terminal is not entered.
pub(super) fn take_mouse(on: bool) {
    let is_ours = with_entered(|state| {
        let Some(entered) = state else { return false };
        entered.mouse = on;
        !entered.suspended
    });
    if is_ours {
        write_patiently(if on { MOUSE_ON } else { MOUSE_OFF });
    }
}

/// Gives the terminal back to the shell for a while; [`Screen::take_again`] ends it.
pub(super) fn suspend() {
    let mine = with_entered(|state| {
        let entered = state.as_mut().filter(|it| !it.suspended)?;
        entered.suspended = true;
        Some(entered.clone())
    });
    if let Some(entered) = mine {
        leave(&entered);
    }
}

/// Forgets the terminal without a byte: it has hung up, and writing to it would only fail.
pub(super) fn abandon() {
    with_entered(Option::take);
}

/// Whether a panic on this thread must be hidden because another thread owns the screen.
pub(super) fn owned_by_another_thread() -> bool {
    with_entered(|entered| entered.as_ref().is_some_and(|it| it.owner != thread::current().id()))
}

/// Whether the terminal has gone: closed window, lost connection.
pub(super) fn is_gone() -> bool {
    let stdin = rustix::stdio::stdin();
    let mut fds = [PollFd::new(&stdin, PollFlags::empty())];
    let now = rustix::event::Timespec { tv_sec: 0, tv_nsec: 0 };
    rustix::event::poll(&mut fds, Some(&now)).is_ok_and(|ready| ready > 0)
        && fds.iter().any(|fd| is_hang_up(fd.revents()))
}

/// Whether what `poll` says of a terminal means that it is no more.
pub(super) fn is_hang_up(flags: PollFlags) -> bool {
    flags.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL)
}

/// Copies a text to the clipboard of the person's own machine (OSC 52), also over ssh. False when
/// it is too long for terminals to take, or there is no terminal.
///
/// The limit is on what goes over the wire: 74,994 characters of base64, as other programs keep it.
pub fn copy_to_clipboard(text: &str) -> bool {
    const LONGEST: usize = 74_994 / 4 * 3;
    let mut bytes = Vec::new();
    let command = crossterm::clipboard::CopyToClipboard::to_clipboard_from(text);
    text.len() <= LONGEST
        && is_ours()
        && crossterm::queue!(bytes, command).is_ok()
        && write_all(rustix::stdio::stdout(), &bytes).is_ok()
}

/// Whether the terminal is entered and not with the shell at the moment.
fn is_ours() -> bool {
    with_entered(|entered| entered.as_ref().is_some_and(|it| !it.suspended))
}

fn enter(entered: &Entered) -> io::Result<()> {
    let mut raw = entered.before.clone();
    raw.make_raw();
    rustix::termios::tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, &raw)?;
    write_patiently(ENTER);
    if entered.mouse {
        write_patiently(MOUSE_ON);
    }
    Ok(())
}

fn leave(entered: &Entered) {
    if entered.mouse {
        write_patiently(MOUSE_OFF);
    }
    write_patiently(LEAVE);
    drop_unread();
    // a terminal that has gone cannot be put back, and there is nobody left to tell
    let _gone =
        rustix::termios::tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, &entered.before);
}

/// Throws away what was typed or pasted and not read: it was meant for this program, and a shell
/// would show it, or even run it.
///
/// A flood comes in portions, as there is room for more, so that it is not over with the first.
fn drop_unread() {
    let until = Instant::now() + PATIENCE;
    let tty = rustix::stdio::stdin();
    let mut patience = BREATH;
    while has_input(tty, patience) && Instant::now() < until {
        if rustix::termios::tcflush(tty, QueueSelector::IFlush).is_err() {
            return;
        }
        patience = QUIET;
    }
}

/// Whether something can be read, now or within this time. A terminal that has gone has nothing.
fn has_input(tty: BorrowedFd<'_>, within: Duration) -> bool {
    let mut fds = [PollFd::new(&tty, PollFlags::IN)];
    let within = rustix::event::Timespec { tv_sec: 0, tv_nsec: within.subsec_nanos().into() };
    rustix::event::poll(&mut fds, Some(&within)).is_ok_and(|ready| ready > 0)
        && fds.iter().all(|fd| fd.revents().contains(PollFlags::IN) && !is_hang_up(fd.revents()))
}

/// Writes through the non-blocking descriptor 0, so that a stopped terminal cannot hold us for ever.
fn write_patiently(mut bytes: &[u8]) {
    let until = Instant::now() + PATIENCE;
    let tty = rustix::stdio::stdin();
    while !bytes.is_empty() {
        match rustix::io::write(tty, bytes) {
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(rustix::io::Errno::INTR) => {}
            Err(rustix::io::Errno::AGAIN) if Instant::now() < until => wait_writable(tty),
            Err(_) => return,
        }
    }
}

/// Waits a little for a descriptor to take more.
fn wait_writable(fd: BorrowedFd<'_>) {
    let mut fds = [PollFd::new(&fd, PollFlags::OUT)];
    let step = rustix::event::Timespec { tv_sec: 0, tv_nsec: 50_000_000 };
    let _timeout = rustix::event::poll(&mut fds, Some(&step));
}

/// Puts a fresh, non-blocking open of the terminal in place of descriptor 0.
///
/// crossterm reads from descriptor 0 and would block on a cut sequence; the descriptor that we
/// were given is shared with the shell, which must not find it non-blocking afterwards.
fn reopen_stdin() -> io::Result<()> {
    let flags = OFlags::RDWR | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let stdin = rustix::stdio::stdin();
    let fresh = rustix::termios::ttyname(stdin, Vec::new())
        .and_then(|name| rustix::fs::open(name, flags, Mode::empty()))
        .or_else(|_| rustix::fs::open("/dev/tty", flags, Mode::empty()))?;
    rustix::stdio::dup2_stdin(&fresh)?;
    Ok(())
}

/// The cells that are covered by a wide letter before them.
fn right_halves(buffer: &Buffer) -> Vec<Position> {
    let area = buffer.area;
    let rows =
        (area.top()..area.bottom()).flat_map(|y| (area.left()..area.right()).map(move |x| (x, y)));
    let covered = rows.flat_map(|(x, y)| {
        let symbol = buffer.cell((x, y)).map_or("", |cell| cell.symbol());
        let cells = if symbol.len() > 1 { crate::text::width::cells(symbol) } else { 1 };
        let end = x.saturating_add(u16::try_from(cells).unwrap_or(1)).min(area.right());
        (x + 1..end).map(move |x| Position::new(x, y))
    });
    covered.collect()
}

/// Letters of several signs that take more than one cell by our measure: terminals differ about
/// some of them (Devanagari, joined emoji).
fn doubtful(buffer: &Buffer) -> Vec<(Position, String)> {
    let cells = buffer.area.positions().filter_map(|at| Some((at, buffer.cell(at)?.symbol())));
    cells
        .filter(|(_, symbol)| symbol.chars().nth(1).is_some())
        .filter(|(_, symbol)| crate::text::width::cells(symbol) > 1)
        .map(|(at, symbol)| (at, symbol.to_owned()))
        .collect()
}

/// The bytes of the frame being drawn; they leave in one write when the frame is whole.
#[derive(Debug, Clone, Default)]
struct FrameBytes(Rc<RefCell<Vec<u8>>>);

impl Write for FrameBytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// The end of a frame is [`Screen::draw`]'s business; crossterm flushes several times before.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl FrameBytes {
    /// Sends what was drawn, unless the terminal is not ours at the moment.
    fn send(&self) -> io::Result<()> {
        let bytes = self.0.take();
        if is_ours() { write_all(rustix::stdio::stdout(), &bytes) } else { Ok(()) }
    }
}

fn write_all(fd: BorrowedFd<'_>, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(fd, bytes) {
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(rustix::io::Errno::INTR) => {}
            Err(rustix::io::Errno::AGAIN) => wait_writable(fd),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// The entered terminal. Dropping it leaves the terminal as it was found.
#[derive(Debug)]
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<FrameBytes>>,
    bytes: FrameBytes,
    /// Right halves of wide characters in the frame that is shown.
    right_halves: Vec<Position>,
    /// Letters in it about whose width terminals differ.
    doubtful: Vec<(Position, String)>,
}

impl Screen {
    /// Takes the terminal: raw mode, alternate screen, bracketed paste, and clicks if `mouse`.
    ///
    /// Call it on the thread that runs the loop, after the panic hook is installed and when
    /// [`has_screen`] holds.
    pub(super) fn enter(mouse: bool) -> io::Result<Self> {
        if no_color() {
            crossterm::style::force_color_output(true);
        }
        reopen_stdin()?;
        let before = rustix::termios::tcgetattr(rustix::stdio::stdin().as_fd())?;
        let entered = Entered { before, owner: thread::current().id(), mouse, suspended: false };
        with_entered(|state| *state = Some(entered.clone()));
        enter(&entered).inspect_err(|_| restore())?;
        let bytes = FrameBytes::default();
        let terminal =
            Terminal::new(CrosstermBackend::new(bytes.clone())).inspect_err(|_| restore())?;
        Ok(Self { terminal, bytes, right_halves: Vec::new(), doubtful: Vec::new() })
    }

    /// Draws one frame and sends the difference to the one before.
    ///
    /// A blank cell that was the right half of a wide character is sent again when something else
    /// stands before it: the difference alone would leave it to the terminal to blank it, which
    /// not every one does (ratatui issue 2585). Where a letter of doubtful width comes in, its cells
    /// are blanked before: a terminal that gives it fewer would go on showing what was there.
    pub(super) fn draw(&mut self, view: impl FnOnce(&mut ratatui::Frame<'_>)) -> io::Result<()> {
        let before = std::mem::take(&mut self.right_halves);
        let mut now = Vec::new();
        let known = std::mem::take(&mut self.doubtful);
        let mut doubtful_now = Vec::new();
        let mut bytes = self.bytes.clone();
        self.terminal.draw(|frame| {
            view(frame);
            let buffer = frame.buffer_mut();
            now = right_halves(buffer);
            doubtful_now = doubtful(buffer);
            for letter in doubtful_now.iter().filter(|letter| !known.contains(letter)) {
                let (at, symbol) = letter;
                let blanks = " ".repeat(crate::text::width::cells(symbol));
                // the bytes are kept in memory: this cannot fail
                let _kept = write!(bytes, "\x1b[{};{}H{blanks}", at.y + 1, at.x + 1);
                if let Some(cell) = buffer.cell_mut(*at) {
                    cell.set_diff_option(CellDiffOption::AlwaysUpdate);
                }
            }
            for at in before.iter().filter(|at| !now.contains(at)) {
                if let Some(cell) = buffer.cell_mut(*at) {
                    cell.set_diff_option(CellDiffOption::AlwaysUpdate);
                }
            }
        })?;
        self.right_halves = now;
        self.doubtful = doubtful_now;
        self.bytes.send()
    }

    /// Makes the next frame a whole one. (`Terminal::clear` would ask the terminal for its cursor
    /// and wait for the answer.)
    pub(super) fn forget_shown(&mut self) -> io::Result<()> {
        let size = self.terminal.size()?;
        self.doubtful.clear();
        self.terminal.resize(Rect::from((Position::ORIGIN, size)))
    }

    /// Columns and rows.
    pub(super) fn size(&self) -> io::Result<(u16, u16)> {
        self.terminal.size().map(|size| (size.width, size.height))
    }

    /// Takes the terminal again after [`suspend`], or after a stop that came unannounced.
    pub(super) fn take_again(&mut self) -> io::Result<()> {
        let Some(entered) = with_entered(|state| {
            let entered = state.as_mut()?;
            entered.suspended = false;
            Some(entered.clone())
        }) else {
            return Ok(());
        };
        enter(&entered)?;
        self.forget_shown()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}
