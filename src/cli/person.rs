//! `person`: add, edit, hide, show, leave and status of people (P1 to P4); every field is an option.

use std::sync::LazyLock;

use chrono::NaiveDate;
use clap::{Arg, ArgAction, ArgMatches, Args, FromArgMatches, Subcommand};
use color_eyre::Result;
use color_eyre::eyre::eyre;

use super::DONE;
use super::desk::Desk;
use super::output::Out;
use super::typed::{text, words_of, yes_no};
use crate::domain::codes::Status;
use crate::domain::field::cut;
use crate::domain::ids::PersonId;
use crate::domain::records::{mentee, mentor};
use crate::domain::{Field, Kind, Profile, Refusal, Scheme, verbs};
use crate::text::days::{self, Lean};

/// What can be done with people.
#[derive(Debug, Subcommand)]
pub(super) enum PersonCommand {
    /// Add a person
    #[command(after_help = "Examples:
  matchbook person add 'Ana Costa' --role mentee --email ana@example.ac.uk --topics-wanted 'leadership; writing'
  matchbook person add 'Tom Reed' --role mentor --capacity 2 --trained yes")]
    Add(Add),
    /// Change what is known of a person; an empty value takes it out
    #[command(after_help = "Examples:
  matchbook person edit 'Ana Costa' --department History --line-manager 'Uma Bell'
  matchbook person edit P12 --phone ''")]
    Edit(Edit),
    /// Hide a mentor, who then gets no offers
    #[command(
        after_help = "Example:\n  matchbook person hide 'Tom Reed' --until '31 may' --reason sabbatical"
    )]
    Hide(Hide),
    /// Note that a hidden mentor is back
    #[command(after_help = "Example:\n  matchbook person show 'Tom Reed'")]
    Show {
        /// The mentor: id, e-mail address or name
        person: String,
    },
    /// Note that a person left the scheme
    #[command(after_help = "Example:\n  matchbook person leave P12 --day fri --why 'changed job'")]
    Leave(Leave),
    /// Give a person a status
    #[command(after_help = "Example:\n  matchbook person status 'Ana Costa' paused --since mon")]
    Status(Become),
    /// Record whether the line manager of a person agreed
    #[command(after_help = "Example:\n  matchbook person agreed 'Ana Costa' yes --day mon")]
    Agreed(Consent),
    /// Record that the line manager of a person was briefed
    #[command(after_help = "Example:\n  matchbook person briefed P12 --day mon")]
    Briefed(Briefed),
}

/// Options of `person add`.
#[derive(Debug, Args)]
pub(super) struct Add {
    /// The name as it is shown
    name: String,
    #[command(flatten)]
    fields: Fields,
}

/// Options of `person edit`.
#[derive(Debug, Args)]
pub(super) struct Edit {
    /// The person: id, e-mail address or name
    person: String,
    /// The name as it is shown
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,
    #[command(flatten)]
    fields: Fields,
}

/// Options of `person hide`.
#[derive(Debug, Args)]
pub(super) struct Hide {
    /// The mentor: id, e-mail address or name
    person: String,
    /// First hidden day [default: today]
    #[arg(long, value_name = "DAY")]
    since: Option<String>,
    /// Last hidden day [default: until further notice]
    #[arg(long, value_name = "DAY")]
    until: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

/// Options of `person leave`.
#[derive(Debug, Args)]
pub(super) struct Leave {
    /// The person: id, e-mail address or name
    person: String,
    /// From this day on [default: today]
    #[arg(long, value_name = "DAY")]
    day: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
}

/// Options of `person status`.
#[derive(Debug, Args)]
pub(super) struct Become {
    /// The person: id, e-mail address or name
    person: String,
    /// The status
    #[arg(value_parser = words_of::<Status>(Status::OF_PERSON))]
    status: Status,
    /// From this day on [default: today]
    #[arg(long, value_name = "DAY")]
    since: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
}

/// Options of `person agreed`: what a line manager said.
#[derive(Debug, Args)]
pub(super) struct Consent {
    /// The person whose line manager was asked
    person: String,
    /// Whether the line manager agreed
    #[arg(action = ArgAction::Set, value_parser = yes_no())]
    agreed: bool,
    /// The day of the answer [default: today]
    #[arg(long, value_name = "DAY")]
    day: Option<String>,
}

/// Options of `person briefed`.
#[derive(Debug, Args)]
pub(super) struct Briefed {
    /// The person whose line manager was briefed
    person: String,
    /// The day [default: today]
    #[arg(long, value_name = "DAY")]
    day: Option<String>,
}

/// Runs one of them.
pub(super) fn run(command: &PersonCommand, desk: &mut Desk, out: &mut Out<'_>) -> Result<u8> {
    let today = desk.today;
    match command {
        PersonCommand::Add(input) => {
            let values = input.fields.values(desk)?;
            let new = |scheme: &Scheme| Ok(Profile::new(scheme, input.name.trim()));
            save(desk, out, &values, new)?;
        }
        PersonCommand::Edit(input) => {
            let id = desk.person(&input.person)?;
            let mut values = input.fields.values(desk)?;
            values.extend(input.name.clone().map(|name| ("full_name", name)));
            if values.is_empty() {
                return Err(eyre!(
                    "say what to change, such as --phone or --department: matchbook person edit --help \
                     lists every field"
                ));
            }
            save(desk, out, &values, |scheme| known(scheme, id, today))?;
        }
        PersonCommand::Hide(input) => {
            let id = desk.person(&input.person)?;
            let since = desk.day("--since", input.since.as_deref(), Lean::Future)?;
            let until = desk.day_if("--until", input.until.as_deref(), Lean::Future)?;
            let reason = text(input.reason.as_deref());
            desk.act(out, |s| verbs::hide_mentor(s, today, id, since, until, &reason))?;
        }
        PersonCommand::Show { person } => {
            let id = desk.person(person)?;
            desk.act(out, |scheme| verbs::show_again(scheme, today, id))?;
        }
        PersonCommand::Leave(input) => {
            let id = desk.person(&input.person)?;
            let day = desk.day("--day", input.day.as_deref(), Lean::Past)?;
            let why = text(input.why.as_deref());
            desk.act(out, |scheme| verbs::set_status(scheme, id, Status::Left, day, &why))?;
        }
        PersonCommand::Status(input) => {
            let (id, status) = (desk.person(&input.person)?, input.status);
            let day = desk.day("--since", input.since.as_deref(), Lean::Past)?;
            let why = text(input.why.as_deref());
            desk.act(out, |scheme| verbs::set_status(scheme, id, status, day, &why))?;
        }
        PersonCommand::Agreed(input) => {
            let (id, agreed) = (desk.person(&input.person)?, input.agreed);
            let day = desk.day("--day", input.day.as_deref(), Lean::Past)?;
            desk.act(out, |scheme| verbs::manager_agreed(scheme, today, id, agreed, day))?;
        }
        PersonCommand::Briefed(input) => {
            let id = desk.person(&input.person)?;
            let day = desk.day("--day", input.day.as_deref(), Lean::Past)?;
            desk.act(out, |scheme| verbs::manager_briefed(scheme, today, id, day))?;
        }
    }
    Ok(DONE)
}

fn known(scheme: &Scheme, id: PersonId, today: NaiveDate) -> Result<Profile, Refusal> {
    Profile::of(scheme, id, today).ok_or_else(|| Refusal::NotFound(format!("person {id}")))
}

/// Puts the values into the profile that `start` gives, and saves it.
fn save(
    desk: &mut Desk,
    out: &mut Out<'_>,
    values: &[(&'static str, String)],
    start: impl Fn(&Scheme) -> Result<Profile, Refusal>,
) -> Result<()> {
    let today = desk.today;
    desk.act(out, |scheme| {
        let mut profile = start(scheme)?;
        for (id, value) in values {
            if let Some(field) = Profile::field(id) {
                (field.set)(&mut profile, value).map_err(|error| Refusal::from((*id, error)))?;
            }
        }
        for (id, value) in values.iter().filter(|(_, value)| !value.trim().is_empty()) {
            has_side(id, value, &profile)?;
        }
        Ok(verbs::save_person(scheme, today, &profile)?.1)
    })
}

/// What is kept of mentors alone, or of mentees alone, is not dropped in silence for others.
fn has_side(id: &'static str, value: &str, profile: &Profile) -> Result<(), Refusal> {
    let is_of = |fields: &[Field<Profile>]| fields.iter().any(|field| field.id == id);
    let (side, has) = match id {
        _ if is_of(mentor::FIELDS) || id == "hidden_until" => ("mentor", profile.is_mentor),
        _ if is_of(mentee::FIELDS) => ("mentee", profile.is_mentee),
        _ => return Ok(()),
    };
    if has {
        return Ok(());
    }
    let why = format!("'{}' is kept of {side}s only: add --role {side}", cut(value));
    Err(Refusal::field(id, why))
}

/// A field as an option.
struct FieldOption {
    field: &'static Field<Profile>,
    long: String,
    help: String,
    value: &'static str,
}

/// Every field of a person but the name, which is asked for by itself.
static OPTIONS: LazyLock<Vec<FieldOption>> = LazyLock::new(|| {
    let option = |field: &'static Field<Profile>| {
        let (value, more) = super::fields::value_of(field.kind);
        let long = field.id.replace('_', "-");
        FieldOption { field, long, help: format!("{}{more}", field.label), value }
    };
    Profile::fields().filter(|field| field.id != "full_name").map(option).collect()
});

/// The fields that were given.
#[derive(Debug, Default)]
pub(super) struct Fields {
    given: Vec<(&'static str, String)>,
}

impl Fields {
    /// Each field with its value in canonical text.
    fn values(&self, desk: &Desk) -> Result<Vec<(&'static str, String)>> {
        self.given.iter().map(|(id, value)| Ok((*id, canonical(id, value, desk)?))).collect()
    }
}

/// Days are typed as people say them; everything else is canonical already.
fn canonical(id: &str, value: &str, desk: &Desk) -> Result<String> {
    let day = Profile::field(id).is_some_and(|field| matches!(field.kind, Kind::Day));
    if !day || value.trim().is_empty() {
        return Ok(value.to_owned());
    }
    let lean = if id.ends_with("until") { Lean::Future } else { Lean::Past };
    let option = format!("--{}", id.replace('_', "-"));
    let day = desk.day(&option, Some(value), lean)?;
    if lean == Lean::Future && day < desk.today {
        let day = days::long(day);
        return Err(eyre!(
            "{option} '{}': {day} is past: give a day to come, or '' for none",
            cut(value)
        ));
    }
    Ok(day.to_string())
}

impl Args for Fields {
    fn augment_args(command: clap::Command) -> clap::Command {
        OPTIONS.iter().fold(command, |command, option| {
            let id = option.field.id;
            let arg = Arg::new(id).long(option.long.as_str()).help(option.help.as_str());
            command.arg(arg.value_name(option.value).help_heading("Fields"))
        })
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Fields {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let given = OPTIONS.iter().filter_map(|option| {
            let id = option.field.id;
            matches.get_one::<String>(id).map(|value| (id, value.clone()))
        });
        Ok(Self { given: given.collect() })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
