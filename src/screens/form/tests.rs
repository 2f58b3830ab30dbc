//! What a form does with drafts, refusals, rules and changes of others.

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
    let Step::Do(Effect::Commit { change, then: Then::Close }) = step else { panic!("{step:?}") };
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
