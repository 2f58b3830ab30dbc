//! A tiny program on the real loop, run by the pty tests in a process of its own.

use std::path::PathBuf;
use std::time::Duration;

use color_eyre::eyre::eyre;
use matchbook::runtime::{self, Ended, Event, Input, Key, Options, Program};
use ratatui::Frame;
use ratatui::layout::Position;

use crate::pty_desk::{Desk, Link};

/// Starts the tiny program; `draft` is where it stores what was typed when it leaves.
pub(crate) fn start_child(link: Link, draft: &std::path::Path) -> Desk {
    let program = std::env::current_exe().unwrap();
    let command = child_command(program.to_str().unwrap());
    Desk::start(link, &command, &[(DRAFT, draft.to_str().unwrap())])
}

/// The command that runs the tiny program, from the path of these tests.
pub(crate) fn child_command(program: &str) -> [&str; 6] {
    [program, "pty_child::child", "--exact", "--ignored", "--nocapture", "--test-threads=1"]
}

/// Names the file for what was typed.
pub(crate) const DRAFT: &str = "MATCHBOOK_TEST_DRAFT";

/// Quits at `q` and Ctrl-C, fails at `e`, panics at `p`, fills the screen anew at `f`, copies
/// its draft at `y`, and keeps all other keys as that draft.
struct Child {
    typed: String,
    told: String,
    finished: bool,
    draft: PathBuf,
    fill: u8,
    size: (u16, u16),
}

impl Program for Child {
    fn handle(&mut self, event: Event) -> color_eyre::Result<bool> {
        match event {
            Event::Input(Input::Key(Key::Char('q') | Key::Ctrl('c'))) => self.finished = true,
            Event::Input(Input::Key(Key::Char('e'))) => return Err(eyre!("an error of its own")),
            Event::Input(Input::Key(Key::Char('p'))) => panic!("a mistake of its own"),
            Event::Input(Input::Key(Key::Char('f'))) => self.fill = self.fill.wrapping_add(1),
            Event::Input(Input::Key(Key::Char('y'))) => {
                assert!(runtime::copy_to_clipboard(&self.typed));
            }
            Event::Input(Input::Key(Key::Char(letter))) => self.typed.push(letter),
            Event::Input(Input::Key(key)) => self.told = format!("key {key:?}"),
            Event::Input(Input::Paste(text)) => self.told = format!("pasted {}", text.len()),
            Event::Input(Input::Click { .. } | Input::Wheel(_)) => self.told = "mouse".into(),
            Event::Resized { columns, rows } => self.size = (columns, rows),
            Event::Woken | Event::Due => return Ok(false),
        }
        Ok(true)
    }

    fn at_most(&self) -> Option<Duration> {
        None
    }

    fn draw(&mut self, frame: &mut Frame<'_>) {
        let area = frame.area();
        let words = format!(
            "ready {}x{} typed [{}] told [{}]",
            self.size.0, self.size.1, self.typed, self.told
        );
        if self.fill > 0 {
            let letter = char::from(b'A' + self.fill % 26).to_string();
            for y in area.top()..area.bottom() {
                frame.buffer_mut().set_string(
                    0,
                    y,
                    letter.repeat(area.width.into()),
                    (ratatui::style::Color::Red, ratatui::style::Modifier::BOLD),
                );
            }
        }
        frame.render_widget(words, area);
        frame.set_cursor_position(Position::new(0, 0));
    }

    fn finished(&self) -> bool {
        self.finished
    }

    fn leave(&mut self, _why: Ended) {
        std::fs::write(&self.draft, &self.typed).unwrap();
    }
}

#[test]
#[ignore = "the pty tests run it as a program"]
fn child() {
    runtime::install_panic_hook().unwrap();
    let draft = std::env::var_os(DRAFT).unwrap().into();
    let child = |size| Child {
        typed: String::new(),
        told: String::new(),
        finished: false,
        draft,
        fill: 0,
        size,
    };
    let ran = std::panic::catch_unwind(|| {
        runtime::run_program(Options::default(), &mut Vec::new(), |start| Ok(child(start.size)))
    });
    let code = match ran {
        Ok(Ok(Ended::HungUp)) => 129,
        Ok(Ok(ended)) => ended.code(),
        Ok(Err(error)) => {
            eprintln!("{error:#}");
            2
        }
        Err(_) => 101,
    };
    std::process::exit(code.into());
}
