//! What all forms have in common: keys, drafts, refusals, overruled rules, somebody else's changes; an act adds its fields.

mod completion;

use std::fmt::Debug;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::{Change, Refusal};
use crate::screens::Route;
use crate::screens::contract::{AnyScreen, Ctx, Effect, Step, Then, World};
use crate::screens::importing::SheetTold;
use crate::screens::letter::called_for;
use crate::ui::field::Field;
use crate::ui::form::{Difference, Draft, Extra, Form, FormStep, Question};
use crate::ui::keys::{Hint, Key};
use crate::ui::{layout, paint};
use completion::{Completed, Completion};

/// The field for the reason why a rule is overruled (M3).
pub const WHY_ALL_THE_SAME: &str = "why-all-the-same";
/// The field for the second confirmation that a hard rule needs (M3).
pub const REALLY: &str = "really";

/// The extra way to save that goes on to the letters which the change calls for.
const LETTERS: Extra =
    Extra { key: Key::Ctrl('t'), id: "letters", label: "and letters", saves: true };

/// One act of the coordinator as a form: its fields, and the change that they make.
pub trait Act: Debug + 'static {
    /// Whether the change calls for letters, so that one may go on to them.
    const LETTERS: bool = false;

    /// What the form is called: `Close pair M17: Ana Costa and Tom Reed`.
    fn title(&self, world: &World) -> String;
    /// The form with everything filled that can be known, or why it cannot be opened.
    fn form(&self, world: &World) -> Result<Form, Refusal>;
    /// Which form about what, for its draft: `close:M17`.
    fn draft_key(&self) -> String;
    /// Whether what is typed is kept nowhere but in the record: no draft of it, no key to repeat.
    fn is_private(&self) -> bool {
        false
    }
    /// A field changed: show, hide or refill others, and say in `form.notes` what will happen.
    fn changed(&self, _form: &mut Form, _field: &str, _world: &World) {}
    /// The change that the form makes, or the refusal. A refusal at a field is shown there; one
    /// of a rule opens [`WHY_ALL_THE_SAME`], and [`REALLY`] for a hard one, to be read here.
    fn change(&self, form: &Form, world: &World) -> Result<Change, Refusal>;
    /// What is asked of the impure half instead of a change, where the form makes none.
    fn effect(&self, _form: &Form, _world: &World) -> Option<Result<Effect, Refusal>> {
        None
    }
    /// What happens after saving; `extra` is the id of an extra key.
    fn then(&self, _form: &Form, _extra: Option<&str>) -> Then {
        Then::Close
    }
    /// The stored values that the form was filled from: label and text. If one differs when the
    /// world changes, the form shows both before it saves.
    fn watched(&self, _world: &World) -> Vec<(String, String)> {
        Vec::new()
    }
}

/// A form on the screen.
#[derive(Debug)]
pub struct FormScreen<A: Act> {
    act: A,
    form: Form,
    watched: Vec<(String, String)>,
    /// Whether saving over somebody else's change was asked back already.
    warned: bool,
    /// Whether leaving what is kept as no draft was asked back already.
    leaving: bool,
    completion: Completion,
}

impl<A: Act> FormScreen<A> {
    /// Opens the form, with its draft if one was kept.
    pub fn open(act: A, world: &World) -> Result<Self, Refusal> {
        let mut form = act.form(world)?;
        let mut why = Field::line(WHY_ALL_THE_SAME, "Why all the same", "").required();
        why.hidden = true;
        let mut really = Field::yes_no(REALLY, "Overrule it?", false).required();
        really.hidden = true;
        form.add(why);
        form.add(really);
        form.extras.extend(A::LETTERS.then_some(LETTERS));
        let draft = world.drafts.get(&act.draft_key()).filter(|_| !act.is_private());
        if let Some(draft) = draft {
            form.show(WHY_ALL_THE_SAME, draft.contains_key(WHY_ALL_THE_SAME));
            form.restore(draft);
            form.corner = "draft of before";
            for field in draft.keys() {
                act.changed(&mut form, field, world);
            }
        } else {
            act.changed(&mut form, "", world);
        }
        let watched = act.watched(world);
        let completion = Completion::default();
        Ok(Self { act, form, watched, warned: false, leaving: false, completion })
    }

    /// The form, to look at.
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// Whether leaving loses what was typed.
    fn loses(&self) -> bool {
        self.act.is_private() && self.form.is_changed()
    }

    fn save(&mut self, extra: Option<&'static str>, world: &World) -> Step {
        if !self.form.differences.is_empty() && !std::mem::replace(&mut self.warned, true) {
            let why = "somebody changed this meanwhile, see above; save again to keep yours";
            self.form.refuse(None, why);
            return Step::Stay;
        }
        match self.act.effect(&self.form, world) {
            Some(Ok(effect)) => return Step::Do(effect),
            Some(Err(why)) => {
                self.refuse(&why);
                return Step::Stay;
            }
            None => {}
        }
        match self.act.change(&self.form, world) {
            Ok(change) => {
                let letters =
                    if extra == Some(LETTERS.id) { called_for(&change) } else { Vec::new() };
                let then = if letters.is_empty() {
                    self.act.then(&self.form, extra)
                } else {
                    Then::Open(Route::Letters(letters))
                };
                Step::Do(Effect::Commit { change, then })
            }
            Err(Refusal::Doubt { why, insist }) => {
                let words = format!("{}: {insist}?", capital(&why));
                self.form.question = Some(Question { words, extra });
                Step::Stay
            }
            Err(why) => {
                self.refuse(&why);
                Step::Stay
            }
        }
    }

    fn refuse(&mut self, why: &Refusal) {
        match why {
            Refusal::Field { field, why } if self.form.field(field).is_some() => {
                self.form.refuse(Some(field), why.clone());
            }
            Refusal::Rule { hard, .. } => {
                self.form.show(WHY_ALL_THE_SAME, true);
                self.form.show(REALLY, *hard);
                let asked = !self.form.value(WHY_ALL_THE_SAME).is_empty();
                self.form.focus(if *hard && asked { REALLY } else { WHY_ALL_THE_SAME });
                let how = if *hard {
                    "say why all the same and choose yes"
                } else {
                    "say why all the same"
                };
                self.form.refuse(None, format!("{why}: {how}, or choose another"));
            }
            Refusal::Field { .. }
            | Refusal::Doubt { .. }
            | Refusal::NotFound(_)
            | Refusal::EndBeforeStart { .. }
            | Refusal::Changed(_)
            | Refusal::Because(_) => self.form.refuse(None, why.to_string()),
        }
    }

    fn after(&mut self, step: FormStep, ctx: &Ctx<'_>) -> Step {
        if step != FormStep::Leave {
            self.leaving = false;
        }
        match step {
            FormStep::Stay => Step::Stay,
            FormStep::Changed(field) => {
                self.act.changed(&mut self.form, field, ctx.world);
                Step::Stay
            }
            FormStep::Save => self.save(None, ctx.world),
            FormStep::Extra(id) => self.save(Some(id), ctx.world),
            FormStep::Leave if self.loses() && !std::mem::replace(&mut self.leaving, true) => {
                let why = "no draft is kept of this: Ctrl-S saves it, Esc once more drops it";
                self.form.refuse(None, why);
                Step::Stay
            }
            FormStep::Leave => Step::Close,
        }
    }
}

impl<A: Act> AnyScreen for FormScreen<A> {
    fn title(&self, world: &World) -> String {
        self.act.title(world)
    }

    fn key(&mut self, key: Key, ctx: &Ctx<'_>) -> Step {
        if key == Key::Tab
            && let Some(step) = self.completion.ask(&self.form)
        {
            return step;
        }
        let step = self.form.key(key);
        if let FormStep::Changed(field) = step {
            self.completion.typed(field);
        }
        self.after(step, ctx)
    }

    fn sheet(&mut self, told: &SheetTold, ctx: &Ctx<'_>) -> Step {
        let step = match self.completion.answer(told, &self.form) {
            None => return Step::Pass,
            Some(Completed::Not) => self.form.key(Key::Tab),
            Some(Completed::To(id, path)) => {
                if let Some(field) = self.form.field_mut(id) {
                    field.set(&path);
                }
                FormStep::Changed(id)
            }
        };
        self.after(step, ctx)
    }

    fn pasted(&mut self, text: &str, ctx: &Ctx<'_>) -> Step {
        let step = self.form.paste(text);
        if let FormStep::Changed(field) = step {
            self.completion.typed(field);
        }
        self.after(step, ctx)
    }

    fn clicked(&mut self, _at: Position, _ctx: &Ctx<'_>) -> Step {
        Step::Stay
    }

    fn run(&mut self, _id: &str, _ctx: &Ctx<'_>) -> Step {
        Step::Pass
    }

    fn hints(&self, _ctx: &Ctx<'_>) -> Vec<Hint> {
        Vec::new()
    }

    fn renewed(&mut self, ctx: &Ctx<'_>) {
        let now = self.act.watched(ctx.world);
        let before = std::mem::replace(&mut self.watched, now.clone());
        if now == before {
            return;
        }
        // what was not touched here follows the other program; what was typed stays and is shown
        if let Ok(fresh) = self.act.form(ctx.world) {
            self.form.refill(&fresh);
        }
        for ((label, theirs), (_, was)) in now.into_iter().zip(before) {
            let yours = self.form.shown(&label).unwrap_or_else(|| was.clone());
            if theirs != was && theirs != yours {
                self.form.differences.retain(|difference| difference.label != label);
                self.form.differences.push(Difference { label, theirs, yours });
                self.warned = false;
            }
        }
    }

    fn view(&self, ctx: &Ctx<'_>, buf: &mut Buffer) -> Option<Position> {
        let area = place(&self.form, ctx, buf);
        self.form.draw(area, buf, ctx.theme)
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn is_overlay(&self) -> bool {
        true
    }

    fn draft(&self) -> Option<(String, Draft)> {
        let keeps = self.form.is_changed() && !self.act.is_private();
        keeps.then(|| (self.act.draft_key(), self.form.draft()))
    }

    fn draft_key(&self) -> Option<String> {
        (!self.act.is_private()).then(|| self.act.draft_key())
    }

    fn is_private(&self) -> bool {
        self.act.is_private()
    }

    fn asked(&mut self, words: &str) {
        self.form.question = Some(Question { words: words.to_owned(), extra: None });
    }

    fn refused(&mut self, why: &str, _ctx: &Ctx<'_>) {
        self.form.refuse(None, why.to_owned());
    }
}

/// Where a form stands: over the list up to the line beside it, so that the card stays in sight.
/// Rows that it would leave a rag of are emptied: headings beside it, a card below it.
fn place(form: &Form, ctx: &Ctx<'_>, buf: &mut Buffer) -> Rect {
    let area = ctx.area.intersection(buf.area);
    let is_line = |buf: &Buffer, x: u16, y: u16| {
        buf.cell((x, y)).is_some_and(|cell| cell.symbol() == ctx.theme.vertical())
    };
    let last = area.bottom().saturating_sub(1);
    let Some(split) = (area.left() + 1..area.right()).find(|x| is_line(buf, *x, last)) else {
        let bottom = form.frame(area).bottom();
        let card = layout::panes(area, 0, false).card;
        if card.is_some_and(|card| bottom >= card.y) {
            paint::clear(buf, Rect { y: bottom, height: area.bottom() - bottom, ..area });
        }
        return area;
    };
    for y in
        (area.top()..area.bottom()).take_while(|y| !is_line(buf, split, *y)).collect::<Vec<_>>()
    {
        paint::clear(buf, Rect { x: split, y, width: area.right() - split, height: 1 });
    }
    Rect { width: split + 1 - area.left(), ..area }
}

/// Words as a sentence begins.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(char::to_uppercase);
    first.map_or_else(String::new, |first| first.chain(letters).collect())
}

#[cfg(test)]
mod tests;
