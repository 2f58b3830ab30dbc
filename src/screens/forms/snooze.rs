//! The menu of `z`: an item of Today goes out of sight for a while, or comes back.

use chrono::{Days, NaiveDate};

use crate::domain::ids::AnyId;
use crate::domain::rules::Item;
use crate::domain::settings::Key as Setting;
use crate::domain::verbs::{snooze, wake};
use crate::domain::{Builder, Change, Refusal};
use crate::screens::Route;
use crate::screens::contract::{Ctx, Effect, Step, Then, World};
use crate::screens::form::Act;
use crate::screens::forms::coming_day;
use crate::screens::menu::Choose;
use crate::text::days;
use crate::ui::form::Form;
use crate::ui::keys::Key;
use crate::ui::menu::{Menu, MenuItem};

/// An item as a snooze names it: section and subject.
pub type Snoozed = (String, String);

/// Snoozes items.
#[derive(Debug)]
pub struct Snoozing {
    /// The items.
    pub items: Vec<Snoozed>,
}

/// How an item is named in a snooze.
pub fn named(item: &Item) -> Snoozed {
    (crate::domain::codes::Code::code(item.section).to_owned(), item.subject_text())
}

impl Snoozing {
    fn until(&self, world: &World, until: NaiveDate) -> Result<Change, Refusal> {
        all(world, &self.items, |scheme, section, subject| {
            snooze(scheme, world.today, section, subject, until)
        })
    }
}

/// What an item is about.
fn title((section, subject): &Snoozed, world: &World) -> String {
    let subject = subject.parse::<AnyId>();
    subject.map_or_else(|_| format!("the item of {section}"), |id| world.scheme.title(id))
}

/// One change for several items.
fn all(
    world: &World,
    items: &[Snoozed],
    act: impl Fn(&crate::domain::Scheme, &str, &str) -> Result<Change, Refusal>,
) -> Result<Change, Refusal> {
    let mut scheme = (*world.scheme).clone();
    let mut builder = Builder::new(&world.scheme);
    let mut words = String::new();
    for (section, subject) in items {
        let change = act(&scheme, section, subject)?;
        scheme.apply(&change)?;
        words.clone_from(&change.words);
        builder.extend(change);
    }
    if items.len() > 1 {
        words = format!("{} items: {words}", items.len());
    }
    Ok(builder.done(words))
}

impl Choose for Snoozing {
    fn title(&self, world: &World) -> String {
        match self.items.as_slice() {
            [only] => format!("Snooze {}", title(only, world)),
            items => format!("Snooze {} items of Today", items.len()),
        }
    }

    fn menu(&self, world: &World) -> Result<Menu, Refusal> {
        let default = world.scheme.settings().number(Setting::SnoozeDays);
        let day = |count: u64| days::with_weekday(world.today + Days::new(count));
        let usual = u64::try_from(default).unwrap_or(3);
        let awake = self.items.iter().any(|item| {
            world.items.iter().any(|known| named(known) == *item && known.snoozed_until.is_none())
        });
        let awake = awake.then(|| "it is not snoozed".to_owned());
        let items = vec![
            MenuItem::new(
                Key::Char('3'),
                "usual",
                format!("for {}, until {}", days::count(default), day(usual)),
            ),
            MenuItem::new(Key::Char('1'), "day", format!("until tomorrow, {}", day(1))),
            MenuItem::new(Key::Char('w'), "week", format!("for a week, until {}", day(7))),
            MenuItem::new(Key::Char('o'), "other", "until another day ..."),
            MenuItem::new(Key::Char('z'), "wake", "awake again").refused(awake),
        ];
        Ok(Menu::new(self.title(world), items))
    }

    fn take(&mut self, id: &str, ctx: &Ctx<'_>) -> Step {
        let world = ctx.world;
        let usual = world.scheme.settings().number(Setting::SnoozeDays);
        let change = match id {
            "other" => return Step::Become(Route::SnoozeUntil(self.items.clone())),
            "wake" => all(world, &self.items, wake),
            "day" => self.until(world, world.today + Days::new(1)),
            "week" => self.until(world, world.today + Days::new(7)),
            _ => self.until(world, world.today + Days::new(u64::try_from(usual).unwrap_or(3))),
        };
        match change {
            Ok(change) => Step::Do(Effect::Commit { change, then: Then::Close }),
            Err(why) => why.into(),
        }
    }
}

/// Snoozes items until a day that is typed.
#[derive(Debug)]
pub struct Until {
    /// The items.
    pub items: Vec<Snoozed>,
}

impl Act for Until {
    fn title(&self, world: &World) -> String {
        format!("{} until another day", Snoozing { items: self.items.clone() }.title(world))
    }

    fn form(&self, world: &World) -> Result<Form, Refusal> {
        let fields = vec![coming_day("until", "Back on", "+2w").required()];
        let mut form = Form::new(self.title(world), "snooze", fields, world.calendar());
        form.notes = vec!["Out of sight in Today until then; its age goes on.".into()];
        Ok(form)
    }

    fn draft_key(&self) -> String {
        let first = self.items.first().map(|(section, subject)| format!("{section}:{subject}"));
        format!("snooze:{}", first.unwrap_or_default())
    }

    fn change(&self, form: &Form, world: &World) -> Result<Change, Refusal> {
        let until = form.day("until").unwrap_or(world.today);
        Snoozing { items: self.items.clone() }.until(world, until)
    }
}
