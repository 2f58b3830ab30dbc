//! Fields of the domain as fields of a form, and back: one place for every record that is kept by its fields.

use crate::domain::entry::BOOKS;
use crate::domain::field::Kind;
use crate::domain::ids::AnyId;
use crate::domain::records::{Pair, Person};
use crate::screens::contract::World;
use crate::text::days::Lean;
use crate::ui::field::{Choice, DayInput, Field, Input, LineInput, Opt, Pick, PickOption};
use crate::ui::form::Form;

/// Ids of days that lie ahead as a rule.
const AHEAD: &[&str] =
    &["until", "hidden_until", "next_on", "target", "due", "renewal", "keep_until"];

/// A field with its first value, in canonical text.
pub(super) fn shown(
    id: &'static str,
    label: &'static str,
    kind: Kind,
    value: &str,
    world: &World,
) -> Field {
    match kind {
        Kind::Line | Kind::Email => Field::line(id, label, value),
        Kind::Long => Field::note(id, label, value),
        Kind::Day => {
            let lean = if AHEAD.contains(&id) { Lean::Future } else { Lean::Past };
            Field::new(id, label, Input::Day(DayInput::new(value, lean)))
        }
        Kind::Number(least, most) => {
            let input = Input::Number(LineInput::replacing(value), least, most);
            Field::new(id, label, input).help(format!("{least} to {most}"))
        }
        Kind::YesNo => {
            let options = vec![Opt::new("yes", "yes"), Opt::new("no", "no")];
            Field::new(id, label, Input::Choice(Choice::one(options, value)))
        }
        Kind::Choice(options) => {
            Field::new(id, label, Input::Choice(Choice::one(opts(options()), value)))
        }
        Kind::Choices(options) => {
            let value = value.replace("; ", ",");
            Field::new(id, label, Input::Choice(Choice::many(opts(options()), &value)))
        }
        Kind::Topics => Field::line(id, label, value).help("semicolons between"),
        Kind::Person => Field::line(id, label, value).help("names, semicolons between"),
        Kind::Money => {
            let currency = world.scheme.settings().text(crate::domain::settings::Key::Currency);
            Field::line(id, label, value).help(currency.to_owned())
        }
        Kind::Record(letters) => {
            let pick = Pick::new(records(letters, world), value);
            Field::new(id, label, Input::pick(pick))
        }
    }
}

/// What was entered in a field, in canonical text; none where it is hidden.
pub(super) fn entered(form: &Form, id: &str, kind: Kind) -> Option<String> {
    if form.field(id).is_none_or(|field| field.hidden) {
        return None;
    }
    Some(match kind {
        Kind::Day => form.day(id).map(|day| day.to_string()).unwrap_or_default(),
        Kind::Choices(_) => form.many(id).join("; "),
        Kind::Line
        | Kind::Long
        | Kind::Email
        | Kind::Number(..)
        | Kind::YesNo
        | Kind::Choice(_)
        | Kind::Topics
        | Kind::Person
        | Kind::Money
        | Kind::Record(_) => form.value(id),
    })
}

fn opts(options: Vec<(&'static str, &'static str)>) -> Vec<Opt> {
    options.into_iter().map(|(code, label)| Opt::new(code, label)).collect()
}

/// The records of these letters as options, open pairs and newest records first.
fn records(letters: &str, world: &World) -> Vec<PickOption> {
    let scheme = &world.scheme;
    let option =
        |id: AnyId, detail: String| PickOption::new(id.to_string(), scheme.title(id), detail);
    let mut options = Vec::new();
    if letters.contains('M') {
        let mut pairs: Vec<_> = scheme.all::<Pair>().collect();
        pairs.sort_by_key(|pair| {
            (!scheme.is_pair_open(pair.id, world.today), std::cmp::Reverse(pair.start))
        });
        options.extend(pairs.into_iter().map(|pair| {
            let status = scheme.pair_status(pair.id, world.today);
            let status = status.map_or("to come".to_owned(), |status| status.to_string());
            option(pair.id.into(), format!("{}  {status}", pair.id))
        }));
    }
    if letters.contains('P') {
        options.extend(scheme.all::<Person>().map(|person| {
            option(person.id.into(), format!("{}  {}", person.id, person.department))
        }));
    }
    for book in BOOKS.iter().filter(|book| letters.contains(book.letter)) {
        options.extend((book.rows)(scheme).into_iter().map(|id| option(id, id.to_string())));
    }
    options
}
