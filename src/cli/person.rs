//! `person`: add, edit, hide, show, leave and status of people (P1 to P4); every field is an option.

use chrono::NaiveDate;
use clap::{ArgAction, Args, Subcommand};
use color_eyre::Result;
use color_eyre::eyre::eyre;

use super::DONE;
use super::desk::Desk;
use super::output::Out;
use super::person_fields::{Fields, has_side};
use super::typed::{text, words_of, yes_no};
use crate::domain::codes::Status;
use crate::domain::ids::PersonId;
use crate::domain::{Profile, Refusal, Scheme, verbs};
use crate::text::days::Lean;

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
  matchbook person edit P12 --phone ''
  matchbook person edit P12 --role both")]
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
        if values.iter().any(|(id, _)| *id == "role") {
            // the roles that are told are all that the person has from now on
            (profile.is_mentor, profile.is_mentee) = (false, false);
        }
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
