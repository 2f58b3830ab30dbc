//! The text of a kind of letter, changed with a letter beside it that shows how it reads, and what is wrong at its place (S5).

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::Refusal;
use crate::domain::codes::Code;
use crate::domain::letters::{Fault, Letter, LetterKind, check, preview};
use crate::domain::verbs::set_setting;
use crate::screens::contract::{AnyScreen, Ctx, Effect, Step, Then, World};
use crate::screens::letter::view::addressees;
use crate::text::width;
use crate::ui::field::{Note, Reply};
use crate::ui::form::Draft;
use crate::ui::keys::{Hint, Key};
use crate::ui::layout::BESIDE;
use crate::ui::paint;
use crate::ui::theme::Role;

/// The field of the draft.
const VALUE: &str = "value";
/// Lines above and below the text: what it is, a rule; a rule, what is wrong, the keys.
const HEAD: u16 = 2;
/// Most lines of what is wrong.
const TROUBLE: usize = 3;
/// Widest lines of the letter that is shown, in cells.
const WIDEST: usize = 76;

/// What stands beside the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Beside {
    /// How a letter reads.
    Letter,
    /// Which fields it may use.
    Fields,
}

/// The text of a kind of letter.
#[derive(Debug)]
pub(in crate::screens) struct TemplateScreen {
    kind: LetterKind,
    text: Note,
    /// The text that is stored.
    stored: String,
    /// How it reads, or what is wrong.
    reads: Result<Letter, Fault>,
    beside: Beside,
    /// First line of what stands beside.
    scroll: usize,
    /// Why saving was refused.
    trouble: Option<String>,
    corner: &'static str,
}

impl TemplateScreen {
    /// The kind of letter whose text a setting holds.
    pub(in crate::screens) fn kind_of(setting: &str) -> Option<LetterKind> {
        LetterKind::ALL.iter().copied().find(|kind| kind.setting() == setting)
    }

    /// Opens the text, with its draft if one was kept.
    pub(in crate::screens) fn open(kind: LetterKind, world: &World) -> Result<Self, Refusal> {
        if let Some(why) = &world.read_only {
            return Err(Refusal::because(format!("read-only: {why}")));
        }
        let stored = world.scheme.settings().text(kind.row().key).to_owned();
        let draft = world.drafts.get(&key(kind)).and_then(|draft| draft.get(VALUE));
        let corner = if draft.is_some() { "draft of before" } else { "" };
        let mut text = Note::new(draft.unwrap_or(&stored));
        text.number_lines();
        text.top();
        let reads = read(kind, &text, world);
        let (beside, scroll, trouble) = (Beside::Letter, 0, None);
        Ok(Self { kind, text, stored, reads, beside, scroll, trouble, corner })
    }

    fn put(&mut self, text: &str, world: &World) {
        self.text = Note::new(text);
        self.text.number_lines();
        self.text.top();
        self.reads = read(self.kind, &self.text, world);
    }

    fn save(&mut self, world: &World) -> Step {
        let text = self.text.text();
        let text = if text.trim().is_empty() { self.kind.row().shipped } else { &text };
        if let Err(fault) = check(self.kind, text) {
            self.text.go_to_line(fault.line.saturating_sub(1));
            self.reads = Err(fault);
            return Step::Stay;
        }
        match set_setting(&world.scheme, self.kind.setting(), text) {
            Ok(change) => Step::Do(Effect::Commit { change, then: Then::Close }),
            Err(why) => {
                self.trouble = Some(why.to_string());
                Step::Stay
            }
        }
    }

    fn is_changed(&self) -> bool {
        self.text.text() != self.stored
    }

    /// What is wrong, in a sentence.
    fn wrong(&self) -> Option<String> {
        let fault = self.reads.as_ref().err().map(ToString::to_string);
        self.trouble.clone().or(fault).map(|why| format!("! {why}"))
    }

    /// What stands beside or below the text.
    fn beside(&self, ctx: &Ctx<'_>, room: usize) -> Vec<(Role, String)> {
        let mut lines = Vec::new();
        let mut say = |role: Role, text: &str| {
            lines.extend(width::wrap(text, room).into_iter().map(|line| (role, line)));
        };
        match (&self.reads, self.beside) {
            (_, Beside::Fields) | (Err(_), _) => {
                if let Err(fault) = &self.reads {
                    let line = fault.line;
                    say(
                        Role::Muted,
                        &format!("No letter is shown until line {line} is put right."),
                    );
                    say(Role::Muted, "Its fields:");
                }
                for field in self.kind.fields() {
                    say(Role::Plain, &format!("{{{{ {} }}}}  {}", field.name, field.means));
                }
                let example = "{% if request.topic %}...{% endif %} leaves a part out where a \
                               field is empty.";
                say(Role::Muted, example);
            }
            (Ok(letter), Beside::Letter) => {
                say(Role::Muted, &about(letter, ctx.world));
                say(Role::Plain, &format!("To: {}", addressees(&letter.to)));
                say(Role::Heading, &letter.subject);
                say(Role::Plain, "");
                say(Role::Plain, &letter.body);
            }
        }
        lines
    }
}

/// What the letter that is shown is about.
fn about(letter: &Letter, world: &World) -> String {
    if world.scheme.has(letter.about) {
        format!("How it reads, for {}:", world.scheme.title(letter.about))
    } else {
        "How it reads, with names that are made up:".to_owned()
    }
}

fn key(kind: LetterKind) -> String {
    format!("setting:{}", kind.setting())
}

fn read(kind: LetterKind, text: &Note, world: &World) -> Result<Letter, Fault> {
    let text = text.text();
    let text = if text.trim().is_empty() { kind.row().shipped } else { &text };
    preview(kind, text, &world.scheme, world.today)
}

impl AnyScreen for TemplateScreen {
    fn title(&self, _: &World) -> String {
        format!("Text of letters: {}", self.kind.label())
    }

    fn key(&mut self, key: Key, ctx: &Ctx<'_>) -> Step {
        self.trouble = None;
        #[expect(clippy::wildcard_enum_match_arm, reason = "all other keys are the text's")]
        match key {
            Key::Ctrl('s') => return self.save(ctx.world),
            Key::Esc => return Step::Close,
            Key::Ctrl('r') => {
                self.put(self.kind.row().shipped, ctx.world);
                self.corner = "the text that Matchbook brings";
            }
            Key::Ctrl('f') | Key::Tab => {
                let is_letter = self.beside == Beside::Letter;
                self.beside = if is_letter { Beside::Fields } else { Beside::Letter };
                self.scroll = 0;
            }
            Key::PageDown | Key::Ctrl('d') => self.scroll = self.scroll.saturating_add(5),
            Key::PageUp => self.scroll = self.scroll.saturating_sub(5),
            key => {
                let key = if key == Key::Enter { Key::Ctrl('n') } else { key };
                if self.text.key(key) == Reply::Changed {
                    self.reads = read(self.kind, &self.text, ctx.world);
                }
            }
        }
        Step::Stay
    }

    fn pasted(&mut self, text: &str, ctx: &Ctx<'_>) -> Step {
        self.text.paste(text);
        self.reads = read(self.kind, &self.text, ctx.world);
        Step::Stay
    }

    fn clicked(&mut self, _: Position, _: &Ctx<'_>) -> Step {
        Step::Stay
    }

    fn run(&mut self, _: &str, _: &Ctx<'_>) -> Step {
        Step::Pass
    }

    fn hints(&self, _: &Ctx<'_>) -> Vec<Hint> {
        Vec::new()
    }

    fn renewed(&mut self, ctx: &Ctx<'_>) {
        let now = ctx.world.scheme.settings().text(self.kind.row().key);
        if now != self.stored {
            if self.is_changed() {
                self.corner = "changed meanwhile by somebody else";
            } else {
                let now = now.to_owned();
                self.put(&now, ctx.world);
            }
            now.clone_into(&mut self.stored);
        }
        self.reads = read(self.kind, &self.text, ctx.world);
    }

    fn view(&self, ctx: &Ctx<'_>, buf: &mut Buffer) -> Option<Position> {
        draw(self, ctx, buf)
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn is_overlay(&self) -> bool {
        true
    }

    fn draft(&self) -> Option<(String, Draft)> {
        let draft = || Draft::from([(VALUE.to_owned(), self.text.text())]);
        self.is_changed().then(|| (key(self.kind), draft()))
    }

    fn draft_key(&self) -> Option<String> {
        Some(key(self.kind))
    }

    fn refused(&mut self, why: &str, _: &Ctx<'_>) {
        self.trouble = Some(why.to_owned());
    }
}

/// Where the text and what stands beside or below it are, between head and foot.
fn areas(area: Rect, foot: u16) -> (Rect, Rect) {
    let body = Rect { y: area.y + HEAD, height: area.height.saturating_sub(HEAD + foot), ..area };
    if area.width >= BESIDE {
        let left = Rect { width: area.width / 2, ..body };
        let right = Rect { x: left.right() + 1, width: area.width - left.width - 1, ..body };
        return (left, right);
    }
    let top = Rect { height: body.height.div_ceil(2), ..body };
    let below =
        Rect { y: top.bottom() + 1, height: body.height.saturating_sub(top.height + 1), ..body };
    (top, below)
}

fn draw(screen: &TemplateScreen, ctx: &Ctx<'_>, buf: &mut Buffer) -> Option<Position> {
    let (area, theme) = (ctx.area.intersection(buf.area), ctx.theme);
    paint::clear(buf, area);
    let room = usize::from(area.width.saturating_sub(2));
    let mut wrong = screen.wrong().map(|why| width::wrap(&why, room)).unwrap_or_default();
    if wrong.len() > TROUBLE {
        let rest = wrong.split_off(TROUBLE - 1).join(" ");
        wrong.push(width::cut(&rest, room));
    }
    let foot = 2 + u16::try_from(wrong.len()).unwrap_or(0);
    if area.height < HEAD + foot + 3 {
        return None;
    }
    let title = format!("TEXT OF LETTERS: {}", screen.kind.label().to_uppercase());
    paint::put_cut(buf, area, (1, 0), u16::MAX, &title, theme.style(Role::Heading));
    let x = usize::from(area.width).saturating_sub(width::cells(screen.corner) + 1);
    let x = u16::try_from(x).unwrap_or(0);
    paint::put(buf, area, x, 0, screen.corner, theme.style(Role::Muted));
    let (text, beside) = areas(area, foot);
    if beside.y == text.y {
        paint::upright(buf, Rect { width: area.width, ..text }, text.width, theme);
    } else {
        paint::rule(buf, area, text.bottom() - area.y, theme);
    }
    paint::rule(buf, area, 1, theme);
    let place = Rect { x: text.x + 1, width: text.width.saturating_sub(2), ..text };
    let at = screen.text.draw(place, buf);
    if let Err(fault) = &screen.reads {
        paint::mark(buf, place, &fault.word, theme.style(Role::Error));
    }
    draw_beside(screen, ctx, beside, buf);
    let y = area.height - foot;
    paint::rule(buf, area, y, theme);
    for (y, line) in (y + 1..).zip(&wrong) {
        paint::put(buf, area, 1, y, line, theme.style(Role::Error));
    }
    let keys = "Ctrl-S save  Esc keep draft  Ctrl-F fields  Ctrl-R shipped text  PgDn below";
    paint::put_cut(buf, area, (1, area.height - 1), u16::MAX, keys, theme.style(Role::Plain));
    at
}

fn draw_beside(screen: &TemplateScreen, ctx: &Ctx<'_>, area: Rect, buf: &mut Buffer) {
    let room = usize::from(area.width.saturating_sub(2)).min(WIDEST);
    let lines = screen.beside(ctx, room);
    let height = usize::from(area.height);
    let scroll = screen.scroll.min(lines.len().saturating_sub(height));
    for (y, (role, line)) in (0..area.height).zip(lines.iter().skip(scroll)) {
        paint::put(buf, area, 1, y, line, ctx.theme.style(*role));
    }
}
