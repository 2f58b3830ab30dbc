//! Entries (`contact`, `goal`, `event`, `budget` ...): add, edit and remove, made from the one list of kinds, and what some kinds can do besides.

use std::fmt;
use std::sync::LazyLock;

use clap::{Arg, ArgMatches, FromArgMatches, Subcommand};
use color_eyre::Result;
use color_eyre::eyre::eyre;

use super::DONE;
use super::desk::Desk;
use super::event::EventDeed;
use super::output::Out;
use super::who;
use crate::domain::Scheme;
use crate::domain::entry::{BOOKS, Book, EntryField};
use crate::domain::field::Kind;
use crate::domain::ids::AnyId;
use crate::text::days::Lean;

/// What is to be done with an entry.
#[derive(Debug)]
enum Deed {
    Add,
    Edit,
    Remove,
    More(Box<dyn MoreDeeds>),
}

/// What a kind of entry can do besides being added, edited and removed: subcommands of its own.
pub(super) trait MoreDeeds: fmt::Debug {
    /// Runs the one that was typed.
    fn run(&self, desk: &mut Desk, out: &mut Out<'_>) -> Result<u8>;
}

/// A kind of entry that can do more, by its name, and how its subcommands are read.
struct More {
    book: &'static str,
    augment: fn(clap::Command) -> clap::Command,
    has: fn(&str) -> bool,
    read: fn(&ArgMatches) -> Result<Box<dyn MoreDeeds>, clap::Error>,
}

impl More {
    const fn of<T: Subcommand + MoreDeeds + 'static>(book: &'static str) -> Self {
        Self {
            book,
            augment: T::augment_subcommands,
            has: T::has_subcommand,
            read: |matches| Ok(Box::new(T::from_arg_matches(matches)?)),
        }
    }

    fn named(book: &str) -> Option<&'static Self> {
        MORE.iter().find(|more| more.book == book)
    }
}

/// Every kind of entry that can do more.
const MORE: &[More] = &[More::of::<EventDeed>("event")];

/// A command on an entry.
#[derive(Debug)]
pub(super) struct EntryCommand {
    book: &'static Book,
    deed: Deed,
    id: Option<String>,
    given: Vec<(&'static str, String)>,
}

/// A field as an argument.
struct FieldArg {
    field: EntryField,
    long: String,
    help: String,
    value: &'static str,
    /// The name of its value where it has no option.
    bare_name: String,
    /// Whether it is told without an option when an entry is added: it must be, and nothing is
    /// known of it beforehand.
    bare: bool,
}

/// The arguments of every kind, in the order of [`BOOKS`].
static ARGS: LazyLock<Vec<(&'static Book, Vec<FieldArg>)>> = LazyLock::new(|| {
    let empty = Scheme::default();
    let args = |book: &'static Book| {
        let begun = (book.begin)(&empty, chrono::NaiveDate::MAX, None);
        let fields = (book.fields)().into_iter().zip(begun);
        let args = fields.map(|(field, begun)| {
            let (value, more) = super::fields::value_of(field.kind);
            let long = field.id.replace('_', "-");
            let bare = field.required && begun.is_empty();
            let (bare_name, help) = (long.to_uppercase(), format!("{}{more}", field.label));
            FieldArg { field, long, help, value, bare_name, bare }
        });
        (book, args.collect())
    };
    BOOKS.iter().map(args).collect()
});

/// What adding and changing one of each kind looks like.
const EXAMPLES: &[&str] = &[
    "contact add 'Ana Costa' --purpose check-in --outcome well --next-on +30d",
    "contact edit K8 --outcome follow-up --next-on fri",
    "goal add M17 'Finish the application' --target '30 jun'",
    "goal edit G3 --status met --settled t",
    "milestone add G3 'First draft' --due '15 may'",
    "milestone edit L2 --reached t",
    "story add M17 'A talk at the open day' --consent yes",
    "story edit Y2 --consent yes",
    "substitute add M17 'Priya Nair' --until '1 sep' --reason leave",
    "substitute edit U1 --until '15 sep'",
    "event add --kind induction --name 'Autumn induction' --day '14 oct' --place 'Room 2'",
    "event edit E2 --cancelled t",
    "campaign add 'Autumn newsletter' --channel newsletter --since '1 sep'",
    "campaign edit J1 --until '30 sep'",
    "budget add 'Lunch at the induction' --category events --planned 120",
    "budget edit B4 --spent 118.50",
    "hours add --minutes 420 --task matching",
    "hours edit H3 --minutes 360",
    "note add 'Term starts a week later' --kind decision",
    "note edit N6 --day mon",
    "commitment add 'Dean of Studies' 'Two afternoons for training' --renewal '1 oct'",
    "commitment edit W1 --renewal +1y",
    "directory add 'Occupational health' --kind occupational-health --contact 'ext. 4410'",
    "directory edit I1 --hint 'illness, workload'",
];

/// The command of a kind, with one for adding, changing and taking out.
fn command(book: &'static Book, args: &'static [FieldArg]) -> clap::Command {
    let id = || Arg::new("id").required(true).value_name("ID").help("Its id");
    let add = args.iter().fold(clap::Command::new("add"), |command, arg| {
        let one = Arg::new(arg.field.id).help(arg.help.as_str()).allow_negative_numbers(true);
        command.arg(if arg.bare {
            one.required(true).value_name(arg.bare_name.as_str())
        } else {
            one.value_name(arg.value).long(arg.long.as_str())
        })
    });
    let example = |deed: &str| {
        let examples = EXAMPLES.iter().filter(|example| {
            example.strip_prefix(book.name).is_some_and(|rest| rest.trim_start().starts_with(deed))
        });
        examples.fold("Example:".to_owned(), |all, example| format!("{all}\n  matchbook {example}"))
    };
    let remove = format!("Example:\n  matchbook {} remove {}3", book.name, book.letter);
    let edit = args.iter().fold(clap::Command::new("edit").arg(id()), |command, arg| {
        let one = Arg::new(arg.field.id).help(arg.help.as_str()).value_name(arg.value);
        command.arg(one.allow_negative_numbers(true).long(arg.long.as_str()))
    });
    let more = More::named(book.name);
    let whole = clap::Command::new(book.name)
        .about(format!("{}: add, edit, remove; list with `list {}`", book.title, book.list))
        .long_about(book.help)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(add.about(format!("Record a new {}", book.noun)).after_help(example("add")))
        .subcommand(
            edit.about("Change what is known; an empty value takes it out")
                .after_help(example("edit")),
        )
        .subcommand(
            clap::Command::new("remove")
                .about("Take one out that was entered by mistake")
                .after_help(remove)
                .arg(id()),
        );
    match more {
        Some(more) => (more.augment)(whole),
        None => whole,
    }
}

impl Subcommand for EntryCommand {
    fn augment_subcommands(all: clap::Command) -> clap::Command {
        ARGS.iter().fold(all, |all, (book, args)| all.subcommand(command(book, args)))
    }

    fn augment_subcommands_for_update(all: clap::Command) -> clap::Command {
        Self::augment_subcommands(all)
    }

    fn has_subcommand(name: &str) -> bool {
        Book::named(name).is_some()
    }
}

impl FromArgMatches for EntryCommand {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let missing = || clap::Error::new(clap::error::ErrorKind::MissingSubcommand);
        let (name, of_kind) = matches.subcommand().ok_or_else(missing)?;
        let (book, args) = ARGS.iter().find(|(book, _)| book.name == name).ok_or_else(missing)?;
        let (deed, told) = of_kind.subcommand().ok_or_else(missing)?;
        let deed = match deed {
            "add" => Deed::Add,
            "edit" => Deed::Edit,
            other => match More::named(name).filter(|more| (more.has)(other)) {
                Some(more) => Deed::More((more.read)(of_kind)?),
                None => Deed::Remove,
            },
        };
        let value = |id: &str| told.try_get_one::<String>(id).ok().flatten().cloned();
        let given = args.iter().filter_map(|arg| Some((arg.field.id, value(arg.field.id)?)));
        Ok(Self { book, deed, id: value("id"), given: given.collect() })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// Runs one of them.
pub(super) fn run(input: &EntryCommand, desk: &mut Desk, out: &mut Out<'_>) -> Result<u8> {
    let book = input.book;
    let id = input.id.as_deref().map(|told| id_of(book, told, &desk.scheme)).transpose()?;
    let mut given = Vec::new();
    for (field, value) in &input.given {
        if value.trim().is_empty() && (book.fields)().iter().any(|f| f.id == *field && f.required) {
            let (name, field) = (book.name, field.replace('_', " "));
            return Err(eyre!(
                "{field} needs a value: matchbook {name} add --help says what may stand there"
            ));
        }
        given.push((*field, canonical(book, field, value, desk)?));
    }
    let today = desk.today;
    match (&input.deed, id) {
        (Deed::More(more), _) => return more.run(desk, out),
        (Deed::Add, _) => {
            let about = about_of(book, &given);
            desk.act(out, |scheme| {
                let begun = (book.begin)(scheme, today, about);
                let fields = (book.fields)().into_iter().zip(begun);
                let known = fields.filter(|(field, value)| {
                    !value.is_empty() && !given.iter().any(|(id, _)| *id == field.id)
                });
                let mut all = given.clone();
                all.extend(known.map(|(field, value)| (field.id, value)));
                Ok((book.save)(scheme, today, None, &all)?.1)
            })?;
        }
        (Deed::Edit, Some(id)) if given.is_empty() => {
            let name = book.name;
            return Err(eyre!(
                "say what to change of {id}: matchbook {name} edit --help lists every field"
            ));
        }
        (Deed::Edit, Some(id)) => {
            desk.act(out, |scheme| Ok((book.save)(scheme, today, Some(id.number), &given)?.1))?;
        }
        (Deed::Remove, Some(id)) => desk.act(out, |scheme| (book.remove)(scheme, id.number))?,
        (Deed::Edit | Deed::Remove, None) => return Err(eyre!("which one? give its id")),
    }
    Ok(DONE)
}

/// The record that the given fields name first: a new entry begins with what is known of it.
fn about_of(book: &Book, given: &[(&'static str, String)]) -> Option<AnyId> {
    let named = (book.fields)().into_iter().find(|field| matches!(field.kind, Kind::Record(_)))?;
    given.iter().find(|(id, _)| *id == named.id)?.1.parse().ok()
}

fn id_of(book: &Book, told: &str, scheme: &Scheme) -> Result<AnyId> {
    let id = told.parse::<AnyId>().ok().filter(|id| id.letter == book.letter);
    let id = id.ok_or_else(|| {
        eyre!(
            "'{told}' is no {}: write it like {}3; see matchbook list {}",
            book.noun,
            book.letter,
            book.list
        )
    })?;
    who::known(scheme, id)?;
    Ok(id)
}

/// A value as it was typed in canonical text: days as people say them, people and pairs by name.
fn canonical(book: &Book, id: &str, value: &str, desk: &Desk) -> Result<String> {
    let fields = (book.fields)();
    let Some(field) = fields.iter().find(|field| field.id == id) else {
        return Ok(value.to_owned());
    };
    if value.trim().is_empty() {
        return Ok(String::new());
    }
    Ok(match field.kind {
        Kind::Day => {
            let ahead = matches!(id, "until" | "next_on" | "target" | "due" | "renewal");
            let lean = if ahead || book.letter == 'E' { Lean::Future } else { Lean::Past };
            let option = format!("--{}", id.replace('_', "-"));
            desk.day(&option, Some(value), lean)?.to_string()
        }
        Kind::Record(letters) => match value.parse::<AnyId>() {
            Ok(id) => {
                if letters.contains(id.letter) {
                    who::known(&desk.scheme, id)?;
                }
                id.to_string()
            }
            Err(_) if letters.contains('P') => desk.person(value)?.to_string(),
            Err(_) if letters.contains('M') => desk.pair(value)?.to_string(),
            Err(_) => value.to_owned(),
        },
        Kind::Line
        | Kind::Long
        | Kind::Email
        | Kind::Number(..)
        | Kind::YesNo
        | Kind::Choice(_)
        | Kind::Choices(_)
        | Kind::Topics
        | Kind::Person
        | Kind::Money => value.to_owned(),
    })
}
