//! What all forms have in common: keys, drafts, refusals, overruled rules, somebody else's changes; an act adds its fields.

use std::fmt::Debug;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::{Change, Refusal};
use crate::screens::contract::{AnyScreen, Ctx, Effect, Step, Then, World};
use crate::ui::field::Field;
use crate::ui::form::{Difference, Draft, Form, FormStep, Question};
use crate::ui::keys::{Hint, Key};
use crate::ui::{layout, paint};

/// The field for the reason why a rule is overruled (M3).
pub const WHY_ALL_THE_SAME: &str = "why-all-the-same";
/// The field for the second confirmation that a hard rule needs (M3).
pub const REALLY: &str = "really";

/// One act of the coordinator as a form: its fields, and the change that they make.
pub trait Act: Debug + 'static {
    /// What the form is called: `Close pair M17: Ana Costa and Tom Reed`.
    fn title(&self, world: &World) -> String;
    /// The form with everything filled that can be known, or why it cannot be opened.
    fn form(&self, world: &World) -> Result<Form, Refusal>;
    /// Which form about what, for its draft: `close:M17`.
    fn draft_key(&self) -> String;
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
        if let Some(draft) = world.drafts.get(&act.draft_key()) {
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
        Ok(Self { act, form, watched, warned: false })
    }

    /// The form, to look at.
    pub fn form(&self) -> &Form {
        &self.form
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
                let then = self.act.then(&self.form, extra);
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
        match step {
            FormStep::Stay => Step::Stay,
            FormStep::Changed(field) => {
                self.act.changed(&mut self.form, field, ctx.world);
                Step::Stay
            }
            FormStep::Save => self.save(None, ctx.world),
            FormStep::Extra(id) => self.save(Some(id), ctx.world),
            FormStep::Leave => Step::Close,
        }
    }
}

impl<A: Act> AnyScreen for FormScreen<A> {
    fn title(&self, world: &World) -> String {
        self.act.title(world)
    }

    fn key(&mut self, key: Key, ctx: &Ctx<'_>) -> Step {
        let step = self.form.key(key);
        self.after(step, ctx)
    }

    fn pasted(&mut self, text: &str, ctx: &Ctx<'_>) -> Step {
        let step = self.form.paste(text);
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
        self.form.is_changed().then(|| (self.act.draft_key(), self.form.draft()))
    }

    fn draft_key(&self) -> Option<String> {
        Some(self.act.draft_key())
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
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::ids::PersonId;
    use crate::domain::records::Person;
    use crate::domain::{Builder, Scheme};
    use crate::ui::theme::Theme;

    /// Renames the first person; the name "Rule" is against a rule, "Field" wrong at its field.
    #[derive(Debug)]
    struct Rename;

    impl Act for Rename {
        fn title(&self, _: &World) -> String {
            "Rename".to_owned()
        }
        fn form(&self, world: &World) -> Result<Form, Refusal> {
            let name = world.scheme.name(PersonId(1));
            Ok(Form::new(
                "Rename",
                "rename",
                vec![Field::line("name", "Name", &name)],
                world.calendar(),
            ))
        }
        fn draft_key(&self) -> String {
            "rename:P1".to_owned()
        }
        fn change(&self, form: &Form, world: &World) -> Result<Change, Refusal> {
            let name = form.value("name");
            if name == "Field" {
                return Err(Refusal::field("name", "not this one"));
            }
            let overruled = !form.value(WHY_ALL_THE_SAME).is_empty() && form.yes(REALLY);
            if name == "Rule" && !overruled {
                let why = "a rule speaks against it".to_owned();
                return Err(Refusal::Rule { rule: "full", hard: true, why });
            }
            let mut builder = Builder::new(&world.scheme);
            builder.change::<Person>(PersonId(1), |person| person.full_name = name.into());
            Ok(builder.done("renamed"))
        }
        fn watched(&self, world: &World) -> Vec<(String, String)> {
            vec![("Name".to_owned(), world.scheme.name(PersonId(1)))]
        }
    }

    fn world(name: &str) -> World {
        let empty = Scheme::default();
        let mut builder = Builder::new(&empty);
        builder.put(Person::named(PersonId(1), name));
        let scheme = empty.after(&builder.done("")).unwrap();
        World::new(Arc::new(scheme), "2026-03-03".parse().unwrap())
    }

    fn keys(screen: &mut FormScreen<Rename>, world: &World, keys: &[Key]) -> Step {
        let area = Rect::new(0, 1, 80, 20);
        let ctx = Ctx { world, area, theme: Theme::default() };
        keys.iter().fold(Step::Stay, |_, key| screen.key(*key, &ctx))
    }

    fn typed(text: &str) -> Vec<Key> {
        std::iter::once(Key::Ctrl('u')).chain(text.chars().map(Key::Char)).collect()
    }

    #[test]
    fn a_form_asks_for_its_change_and_closes_when_it_is_saved() {
        let world = world("Ana");
        let mut screen = FormScreen::open(Rename, &world).unwrap();
        keys(&mut screen, &world, &typed("Zoë"));
        let step = keys(&mut screen, &world, &[Key::Enter]);
        let Step::Do(Effect::Commit { change, then: Then::Close }) = step else {
            panic!("{step:?}")
        };
        assert_eq!(change.edits.len(), 1);
    }

    #[test]
    fn a_refusal_is_shown_at_its_field_and_the_text_is_kept() {
        let world = world("Ana");
        let mut screen = FormScreen::open(Rename, &world).unwrap();
        keys(&mut screen, &world, &typed("Field"));
        assert_eq!(keys(&mut screen, &world, &[Key::Enter]), Step::Stay);
        assert_eq!(screen.form().problems(), [("Name", "not this one".to_owned())]);
        assert_eq!(screen.form().value("name"), "Field");
    }

    #[test]
    fn a_hard_rule_asks_for_a_reason_and_a_second_confirmation() {
        let world = world("Ana");
        let mut screen = FormScreen::open(Rename, &world).unwrap();
        keys(&mut screen, &world, &typed("Rule"));
        assert_eq!(keys(&mut screen, &world, &[Key::Enter]), Step::Stay);
        keys(&mut screen, &world, &typed("they asked for it"));
        assert_eq!(keys(&mut screen, &world, &[Key::Ctrl('s')]), Step::Stay, "not confirmed yet");
        let step = keys(&mut screen, &world, &[Key::Char('y'), Key::Ctrl('s')]);
        assert!(matches!(step, Step::Do(Effect::Commit { .. })), "{step:?}");
    }

    #[test]
    fn a_draft_comes_back_and_somebody_elses_change_is_shown() {
        let mut world = world("Ana");
        let mut first = FormScreen::open(Rename, &world).unwrap();
        keys(&mut first, &world, &typed("Mine"));
        let (key, draft) = first.draft().unwrap();
        world.drafts.insert(key, draft);
        let mut second = FormScreen::open(Rename, &world).unwrap();
        assert_eq!(second.form().value("name"), "Mine");
        let theirs = self::world("Theirs");
        let area = Rect::new(0, 1, 80, 20);
        second.renewed(&Ctx { world: &theirs, area, theme: Theme::default() });
        assert_eq!(
            second.form().differences,
            [Difference { label: "Name".into(), theirs: "Theirs".into(), yours: "Mine".into() }]
        );
        let first = keys(&mut second, &theirs, &[Key::Ctrl('s')]);
        assert_eq!(first, Step::Stay, "it asks before it saves over theirs");
        let second = keys(&mut second, &theirs, &[Key::Ctrl('s')]);
        assert!(matches!(second, Step::Do(Effect::Commit { .. })));
    }

    #[test]
    fn a_field_that_was_not_touched_follows_the_other_program() {
        let world = world("Ana");
        let mut screen = FormScreen::open(Rename, &world).unwrap();
        let theirs = self::world("Theirs");
        let area = Rect::new(0, 1, 80, 20);
        screen.renewed(&Ctx { world: &theirs, area, theme: Theme::default() });
        assert_eq!(screen.form().value("name"), "Theirs");
        assert!(screen.form().differences.is_empty() && !screen.form().is_changed());
    }
}
