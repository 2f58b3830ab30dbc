//! The fields of a person as options of `person add` and `person edit`: grouped, with words that say what each means.

use std::sync::LazyLock;

use clap::{Arg, ArgMatches, Args, FromArgMatches};
use color_eyre::Result;
use color_eyre::eyre::eyre;

use super::desk::Desk;
use super::fields::value_of;
use crate::domain::field::cut;
use crate::domain::records::{mentee, mentor, person};
use crate::domain::{Field, Kind, Profile, Refusal};
use crate::text::days::{self, Lean};

/// What the label of a form leaves open where no form stands around it.
const SAYS: &[(&str, &str)] = &[
    ("preferred_name", "What they are called"),
    ("year", "Year of matriculation or graduation"),
    ("source", "Where they heard of the scheme"),
    ("joined", "The day of joining"),
    ("consent", "Whether they agree to the use of their data"),
    ("consent_version", "The notice that they agreed to"),
    ("consent_on", "The day of that consent"),
    ("preferred_channel", "How they like to be reached"),
    ("role_accepted", "The day on which they accepted the role statement"),
    ("equality_accepted", "The day on which they accepted the equality commitment"),
    ("keep_until", "Until when their data are kept"),
    ("capacity", "Most mentees at a time"),
    ("formats", "How they meet"),
    ("availability", "Days and times, as they say it"),
    ("trained", "Whether they attended mentor training"),
    ("trained_on", "The day of that training"),
    ("evaluated_on", "The day of the last annual evaluation"),
    ("evaluation_score", "The score of that evaluation"),
    ("kinds", "Requests that they take; all where none is named"),
    ("training", "Which training it was"),
    ("mentor_induction_on", "The day of the induction as mentor"),
    ("conduct_on", "The day on which they accepted the code of conduct"),
    ("guide", "The mentor who guides this one"),
    ("induction_on", "The day of the induction as mentee"),
    ("mentee_formats", "How they meet, as mentee"),
    ("mentee_availability", "Days and times, as they say it, as mentee"),
    ("manager_briefed", "The day on which the line manager was briefed"),
    ("manager_agreed_on", "The day on which the line manager agreed"),
    ("keep_reason", "Why their data are kept longer"),
    ("hidden_until", "No offers up to and including this day"),
    ("plan", "Whether there is an action plan"),
    ("role", "All that they are: mentor, mentee, both or '' for neither"),
    ("manager_agreed", "Whether the line manager agreed"),
    ("prefers", "Whom they would like, with ; between"),
    ("avoids", "Whom they would rather not meet, with ; between"),
];

/// A field as an option.
struct FieldOption {
    field: &'static Field<Profile>,
    long: String,
    help: String,
    value: &'static str,
    group: &'static str,
}

/// Every field of a person but the name, which is asked for by itself.
static OPTIONS: LazyLock<Vec<FieldOption>> = LazyLock::new(|| {
    let option = |field: &'static Field<Profile>| {
        let (value, more) = value_of(field.kind);
        let says = SAYS.iter().find(|(id, _)| *id == field.id);
        let says = says.map_or(field.label, |(_, says)| says);
        let group = match side(field.id) {
            Some(Side::Mentor) => "Of a mentor",
            Some(Side::Mentee) => "Of a mentee",
            None if person::FIELDS.iter().any(|known| known.id == field.id) => "The person",
            None => "In the scheme",
        };
        let long = field.id.replace('_', "-");
        FieldOption { field, long, help: format!("{says}{more}"), value, group }
    };
    Profile::fields().filter(|field| field.id != "full_name").map(option).collect()
});

/// On which side of a pair somebody stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Mentor,
    Mentee,
}

/// The side of which alone a field is kept.
fn side(id: &str) -> Option<Side> {
    let is_of = |fields: &[Field<Profile>]| fields.iter().any(|field| field.id == id);
    if is_of(mentor::FIELDS) || id == "hidden_until" {
        Some(Side::Mentor)
    } else {
        is_of(mentee::FIELDS).then_some(Side::Mentee)
    }
}

/// What is kept of mentors alone, or of mentees alone, is not dropped in silence for others.
pub(super) fn has_side(id: &'static str, value: &str, profile: &Profile) -> Result<(), Refusal> {
    let (side, has) = match side(id) {
        Some(Side::Mentor) => ("mentor", profile.is_mentor),
        Some(Side::Mentee) => ("mentee", profile.is_mentee),
        None => return Ok(()),
    };
    if has {
        return Ok(());
    }
    let role = if profile.is_mentor || profile.is_mentee { "both" } else { side };
    let why = format!("'{}' is kept of {side}s only: add --role {role}", cut(value));
    Err(Refusal::field(id, why))
}

/// The fields that were given.
#[derive(Debug, Default)]
pub(super) struct Fields {
    given: Vec<(&'static str, String)>,
}

impl Fields {
    /// Each field with its value in canonical text.
    pub(super) fn values(&self, desk: &Desk) -> Result<Vec<(&'static str, String)>> {
        self.given.iter().map(|(id, value)| Ok((*id, canonical(id, value, desk)?))).collect()
    }
}

/// Days and people of the scheme are typed as people say them; all else is canonical already.
fn canonical(id: &str, value: &str, desk: &Desk) -> Result<String> {
    let kind = Profile::field(id).map(|field| field.kind);
    let told = !value.trim().is_empty();
    if told && matches!(kind, Some(Kind::Record(_))) {
        return Ok(desk.person(value)?.to_string());
    }
    if !told || !matches!(kind, Some(Kind::Day)) {
        return Ok(value.to_owned());
    }
    let lean = if id.ends_with("until") { Lean::Future } else { Lean::Past };
    let option = format!("--{}", id.replace('_', "-"));
    let day = desk.day(&option, Some(value), lean)?;
    if id == "hidden_until" && day < desk.today {
        let (value, day) = (cut(value), days::long(day));
        return Err(eyre!("{option} '{value}': {day} is past: give a day to come, or '' for none"));
    }
    Ok(day.to_string())
}

impl Args for Fields {
    fn augment_args(command: clap::Command) -> clap::Command {
        ["The person", "In the scheme", "Of a mentor", "Of a mentee"].iter().fold(
            command,
            |command, group| {
                let options = OPTIONS.iter().filter(|option| option.group == *group);
                options.fold(command, |command, option| {
                    let id = option.field.id;
                    let arg = Arg::new(id).long(option.long.as_str()).help(option.help.as_str());
                    let arg = arg.value_name(option.value).help_heading(option.group);
                    command.arg(arg.allow_negative_numbers(true))
                })
            },
        )
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_a_field_is_said_of_one_that_there_is() {
        for (id, _) in SAYS {
            assert!(OPTIONS.iter().any(|option| option.field.id == *id), "{id}");
        }
    }
}
