//! A program on a pseudo-terminal: what it wrote is read on a thread, and waited for by its words.

use std::io::{Read, Write};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use pty_process::Size;
use pty_process::blocking::{Command, Pty};
use rustix::event::{PollFd, PollFlags};
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions};
use rustix::termios::Termios;

/// Longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// What the program has written so far.
struct Written {
    bytes: Vec<u8>,
    screen: vt100::Parser,
}

type Shared = Arc<(Mutex<Written>, Condvar)>;

/// A running program and the terminal that it has.
pub(crate) struct Desk {
    pty: Option<Arc<Pty>>,
    written: Shared,
    stop: UnixStream,
    reader: Option<JoinHandle<()>>,
    child: Child,
    /// The terminal's settings before the program ran.
    pub(crate) found: Termios,
}

/// How the program gets its terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    /// It leads the terminal's session, as in a window of its own.
    Controlling,
    /// The same, and hang-ups are ignored as by nohup.
    HangUpIgnored,
    /// Descriptors alone; no signal will ever come from it.
    Foreign,
}

impl Desk {
    /// Starts `command` (program, then arguments) at 80 by 24 with these variables set.
    pub(crate) fn start(link: Link, command: &[&str], env: &[(&str, &str)]) -> Self {
        // the other side is closed to children a moment after it is opened: one at a time
        let alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        let (pty, pts) = pty_process::blocking::open().unwrap();
        pty.resize(Size::new(24, 80)).unwrap();
        let found = rustix::termios::tcgetattr(&pts).unwrap();
        let child = spawn(link, command, env, pts);
        drop(alone);
        let pty = Arc::new(pty);
        let screen = vt100::Parser::new(24.try_into().unwrap(), 80.try_into().unwrap(), 0);
        let written: Shared =
            Arc::new((Mutex::new(Written { bytes: Vec::new(), screen }), Condvar::new()));
        let (stop, stopped) = UnixStream::pair().unwrap();
        let (from, into) = (Arc::clone(&pty), Arc::clone(&written));
        let reader = std::thread::spawn(move || read_all(&from, &stopped, &into));
        Self { pty: Some(pty), written, stop, reader: Some(reader), child, found }
    }

    fn pty(&self) -> &Pty {
        self.pty.as_ref().expect("the terminal is still open")
    }

    /// The program's process.
    pub(crate) fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    /// Types, on a thread of its own because a long text waits for its reader.
    pub(crate) fn send(&self, keys: impl Into<Vec<u8>>) {
        let (pty, keys) = (Arc::clone(self.pty.as_ref().expect("open")), keys.into());
        if keys.len() < 1000 {
            (&*pty).write_all(&keys).unwrap();
        } else {
            std::thread::spawn(move || (&*pty).write_all(&keys));
        }
    }

    pub(crate) fn signal(&self, signal: Signal) {
        rustix::process::kill_process(self.pid(), signal).unwrap();
    }

    pub(crate) fn resize(&self, columns: u16, rows: u16) {
        {
            let mut written = self.written.0.lock().unwrap();
            let (rows, columns) = (rows.try_into().unwrap(), columns.try_into().unwrap());
            written.screen.screen_mut().set_size(rows, columns);
        }
        self.pty().resize(Size::new(rows, columns)).unwrap();
    }

    /// Waits until this holds of the screen.
    #[track_caller]
    pub(crate) fn wait(&self, what: &str, holds: impl Fn(&vt100::Screen) -> bool) {
        let (written, grown) = &*self.written;
        let until = Instant::now() + PATIENCE;
        let mut written = written.lock().unwrap();
        while !holds(written.screen.screen()) {
            let left = until.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "no {what} on:\n{}", written.screen.screen().contents());
            written = grown.wait_timeout(written, left).unwrap().0;
        }
    }

    /// Waits until these words are on the screen.
    #[track_caller]
    pub(crate) fn wait_text(&self, words: &str) {
        self.wait(words, |screen| screen.contents().contains(words));
    }

    /// Waits until these bytes were written.
    #[track_caller]
    pub(crate) fn wait_bytes(&self, wanted: &[u8]) {
        let until = Instant::now() + PATIENCE;
        while self.count(wanted) == 0 {
            assert!(
                Instant::now() < until,
                "{:?} was not written",
                String::from_utf8_lossy(wanted)
            );
            self.written_within(Duration::from_millis(50));
        }
    }

    /// Whether these words are on the screen now.
    pub(crate) fn shows(&self, words: &str) -> bool {
        self.written.0.lock().unwrap().screen.screen().contents().contains(words)
    }

    /// What is written within the time, which passes whole when nothing is.
    pub(crate) fn written_within(&self, time: Duration) -> Vec<u8> {
        let (written, grown) = &*self.written;
        let written = written.lock().unwrap();
        let before = written.bytes.len();
        let (written, _) =
            grown.wait_timeout_while(written, time, |it| it.bytes.len() == before).unwrap();
        written.bytes[before..].to_vec()
    }

    /// Everything written so far.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.written.0.lock().unwrap().bytes.clone()
    }

    /// How often these bytes were written.
    pub(crate) fn count(&self, wanted: &[u8]) -> usize {
        self.bytes().windows(wanted.len()).filter(|window| *window == wanted).count()
    }

    /// The terminal's settings now.
    pub(crate) fn settings(&self) -> Termios {
        rustix::termios::tcgetattr(self.pty().as_fd()).unwrap()
    }

    /// The side of the terminal that the program has, opened once more.
    pub(crate) fn other_side(&self) -> std::fs::File {
        let path = format!("/proc/{}/fd/0", self.pid().as_raw_pid());
        let flags = rustix::fs::OFlags::RDONLY | rustix::fs::OFlags::NOCTTY;
        let tty = std::fs::read_link(path).unwrap();
        rustix::fs::open(tty, flags, rustix::fs::Mode::empty()).unwrap().into()
    }

    /// Reads no more, so that the terminal fills up.
    pub(crate) fn stop_reading(&mut self) {
        self.stop.write_all(b"x").unwrap();
        self.reader.take().unwrap().join().unwrap();
    }

    /// Closes the terminal, as a window is closed or a connection lost.
    pub(crate) fn hang_up(&mut self) {
        self.stop_reading();
        let pty = Arc::into_inner(self.pty.take().unwrap());
        assert!(pty.is_some(), "someone still types");
    }

    /// Processor time used so far, in clock ticks of 10 ms.
    pub(crate) fn ticks(&self) -> u64 {
        let stat =
            std::fs::read_to_string(format!("/proc/{}/stat", self.pid().as_raw_pid())).unwrap();
        let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
        fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
    }

    /// How often any of its threads went to sleep so far.
    pub(crate) fn naps(&self) -> u64 {
        let tasks = format!("/proc/{}/task", self.pid().as_raw_pid());
        let mut naps = 0;
        for task in std::fs::read_dir(tasks).unwrap() {
            let status = std::fs::read_to_string(task.unwrap().path().join("status")).unwrap();
            let line = status.lines().find(|line| line.starts_with("voluntary")).unwrap();
            naps += line.split_whitespace().last().unwrap().parse::<u64>().unwrap();
        }
        naps
    }

    /// Waits for the end; also how long it took from now on and the ticks used altogether.
    #[track_caller]
    pub(crate) fn end(&mut self) -> (ExitStatus, Duration, u64) {
        let begun = Instant::now();
        let pid = self.pid();
        let (told, ended) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
            let _ = told.send(rustix::process::waitid(WaitId::Pid(pid), options).is_ok());
        });
        if ended.recv_timeout(PATIENCE).is_err() {
            drop(self.child.kill());
            panic!("it does not end; it wrote {:?}", String::from_utf8_lossy(&self.bytes()));
        }
        let took = begun.elapsed();
        let ticks = self.ticks();
        (self.child.wait().unwrap(), took, ticks)
    }

    /// Waits for the end, and that it was this exit code, not a signal.
    #[track_caller]
    pub(crate) fn ends_with(&mut self, code: i32) -> Duration {
        let (status, took, _) = self.end();
        let written = self.bytes();
        let tail = String::from_utf8_lossy(&written[written.len().saturating_sub(400)..]);
        assert_eq!((status.code(), status.signal()), (Some(code), None), "{tail:?}");
        took
    }

    /// Whether the terminal is as the program found it: settings, screen, modes, cursor, each
    /// switched back once.
    #[track_caller]
    pub(crate) fn is_as_found(&self) {
        assert_eq!(format!("{:?}", self.settings()), format!("{:?}", self.found), "settings");
        self.wait("main screen", |screen| {
            !screen.alternate_screen()
                && !screen.hide_cursor()
                && !screen.bracketed_paste()
                && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
        });
        for (mode, name) in
            [(&b"\x1b[?1049l"[..], "alternate screen"), (b"\x1b[?2004l", "paste mode")]
        {
            assert_eq!(self.count(mode), 1, "{name} must be left once");
        }
        let bytes = self.bytes();
        let place = |wanted: &[u8]| bytes.windows(wanted.len()).rposition(|it| it == wanted);
        let left = place(b"\x1b[?1049l").unwrap();
        let shown = place(b"\x1b[?25h").unwrap();
        assert!(shown > left, "the cursor is shown last");
        assert!(place(b"\x1b[?25l").is_none_or(|hidden| hidden < left));
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
        drop(self.stop.write_all(b"x"));
    }
}

fn spawn(
    link: Link,
    command: &[&str],
    env: &[(&str, &str)],
    pts: pty_process::blocking::Pts,
) -> Child {
    let base = [("TERM", "xterm-256color"), ("LANG", "C.UTF-8")];
    let env = base.iter().chain(env).copied();
    if link == Link::Foreign {
        let end = || Stdio::from(pts.as_fd().try_clone_to_owned().unwrap());
        return std::process::Command::new(command[0])
            .args(&command[1..])
            .env_remove("NO_COLOR")
            .env_remove("RUST_BACKTRACE")
            .envs(env)
            .stdin(end())
            .stdout(end())
            .stderr(end())
            .spawn()
            .unwrap();
    }
    let shell = ["/bin/sh", "-c", "trap '' HUP; exec \"$0\" \"$@\""];
    let ignoring = if link == Link::HangUpIgnored { &shell[..] } else { &[] };
    let words: Vec<&str> = ignoring.iter().chain(command).copied().collect();
    let command = Command::new(words[0])
        .args(&words[1..])
        .env_remove("NO_COLOR")
        .env_remove("RUST_BACKTRACE")
        .envs(env);
    command.spawn(pts).unwrap()
}

fn read_all(pty: &Pty, stop: &UnixStream, shared: &Shared) {
    let mut buffer = [0; 16 * 1024];
    loop {
        let mut fds = [PollFd::new(pty, PollFlags::IN), PollFd::new(stop, PollFlags::IN)];
        rustix::event::poll(&mut fds, None).unwrap();
        if !fds[1].revents().is_empty() {
            return;
        }
        let mut from = pty;
        let Ok(read @ 1..) = from.read(&mut buffer) else { return };
        let mut written = shared.0.lock().unwrap();
        written.bytes.extend_from_slice(&buffer[..read]);
        written.screen.process(&buffer[..read]);
        shared.1.notify_all();
    }
}
