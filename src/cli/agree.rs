//! `pair agree`: every clause of an agreement is an option; signatures, first conversation, and the rest as usual (R2, R6).

use std::sync::LazyLock;

use clap::{Arg, ArgMatches, Args, FromArgMatches};
use color_eyre::Result;
use color_eyre::eyre::eyre;

use super::desk::Desk;
use super::output::Out;
use super::typed::minutes;
use crate::domain::field::Field;
use crate::domain::records::Agreement;
use crate::domain::records::agreement::FIELDS;
use crate::domain::{Kind, verbs};
use crate::text::days::Lean;
use crate::text::minutes::MinutesError;

/// The clause that is typed as a length.
const MINUTES: &str = "minutes";

/// Options of `pair agree`.
#[derive(Debug, Args)]
pub(super) struct Agree {
    /// The pair: id, or somebody in it
    pair: String,
    /// Fill every clause that is still empty with what is usual in the scheme
    #[arg(long)]
    as_usual: bool,
    /// Both signed on this day
    #[arg(long, value_name = "DAY")]
    signed: Option<String>,
    #[command(flatten)]
    clauses: Clauses,
}

/// The clauses that were given, as they were typed.
#[derive(Debug, Default)]
pub(super) struct Clauses {
    given: Vec<(&'static str, String)>,
}

/// A clause as an option.
struct Clause {
    field: &'static Field<Agreement>,
    long: String,
    help: String,
    value: &'static str,
}

static OPTIONS: LazyLock<Vec<Clause>> = LazyLock::new(|| {
    let option = |field: &'static Field<Agreement>| {
        let (value, more) = super::fields::value_of(field.kind);
        let long = field.id.replace('_', "-");
        let (long, value, more) = match field.id {
            MINUTES => ("length".to_owned(), "LENGTH", " of a meeting (45, 1h, 1h30)".to_owned()),
            _ => (long, value, more),
        };
        Clause { field, long, help: format!("{}{more}", field.label), value }
    };
    FIELDS.iter().map(option).collect()
});

impl Args for Clauses {
    fn augment_args(command: clap::Command) -> clap::Command {
        OPTIONS.iter().fold(command, |command, option| {
            let arg = Arg::new(option.field.id).long(option.long.as_str());
            let arg = arg.help(option.help.as_str()).value_name(option.value);
            let arg = match option.field.id {
                MINUTES => arg.allow_negative_numbers(true).value_parser(length),
                _ => arg,
            };
            command.arg(arg.help_heading("What they agreed on"))
        })
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Clauses {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let given = OPTIONS.iter().filter_map(|option| {
            let id = option.field.id;
            let told = match id {
                MINUTES => matches.get_one::<Length>(id).map(|length| match length.0 {
                    Some(minutes) => minutes.to_string(),
                    None => String::new(),
                }),
                _ => matches.get_one::<String>(id).cloned(),
            };
            told.map(|told| (id, told))
        });
        Ok(Self { given: given.collect() })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// The length of a meeting as it was typed; none takes the clause out, as an empty value does for
/// every other.
#[derive(Debug, Clone, Copy)]
struct Length(Option<i64>);

fn length(typed: &str) -> Result<Length, MinutesError> {
    if typed.trim().is_empty() {
        return Ok(Length(None));
    }
    minutes(typed).map(|minutes| Length(Some(minutes)))
}

/// Records what a pair agreed on.
pub(super) fn agree(input: &Agree, desk: &mut Desk, out: &mut Out<'_>) -> Result<()> {
    let id = desk.pair(&input.pair)?;
    let mut given = Vec::new();
    if let Some(both) = desk.day_if("--signed", input.signed.as_deref(), Lean::Past)? {
        given.push(("mentor_signed", both.to_string()));
        given.push(("mentee_signed", both.to_string()));
    }
    for (field, value) in &input.clauses.given {
        // a day of one side is more exact than that of both
        given.retain(|(known, _)| known != field);
        given.push((*field, canonical(field, value, desk)?));
    }
    if given.is_empty() && !input.as_usual {
        return Err(eyre!(
            "say what they agreed on, such as --as-usual, --frequency monthly or --signed t"
        ));
    }
    let today = desk.today;
    desk.act(out, |scheme| {
        let given =
            if input.as_usual { verbs::as_usual(scheme, id, &given) } else { given.clone() };
        verbs::agree_pair(scheme, today, id, &given)
    })
}

/// A value as it was typed in canonical text: days as people say them.
fn canonical(id: &str, value: &str, desk: &Desk) -> Result<String> {
    let Some(field) = FIELDS.iter().find(|field| field.id == id) else {
        return Ok(value.to_owned());
    };
    if value.trim().is_empty() {
        return Ok(String::new());
    }
    if matches!(field.kind, Kind::Day) {
        let option = format!("--{}", id.replace('_', "-"));
        return Ok(desk.day(&option, Some(value), Lean::Past)?.to_string());
    }
    Ok(value.to_owned())
}
