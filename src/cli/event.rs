//! `event invite|uninvite|attended|missed|unmark`: who is invited to an event and who came (S1).

use clap::{Args, Subcommand, ValueEnum};
use color_eyre::Result;
use color_eyre::eyre::eyre;

use super::DONE;
use super::desk::Desk;
use super::entry::MoreDeeds;
use super::output::Out;
use crate::domain::ids::{EventId, PersonId};
use crate::domain::lists::{List, Sheet};
use crate::domain::records::{Attendance, Event, Mentee, Mentor};
use crate::domain::tables::Link;
use crate::domain::verbs;
use crate::text::days::Lean;

/// What can be done with the people of an event.
#[derive(Debug, Subcommand)]
pub(super) enum EventDeed {
    /// Invite people, by name or all at once
    #[command(after_help = "Examples:
  matchbook event invite E2 'Ana Costa' 'Tom Reed'
  matchbook event invite E2 --role mentor --untrained
  matchbook event invite E2 --filter nursing")]
    Invite(Invite),
    /// Take people off the list again
    #[command(after_help = "Example:\n  matchbook event uninvite E2 'Ana Costa'")]
    Uninvite(Named),
    /// Record who came; this fills in their training, induction or briefing
    #[command(after_help = "Examples:
  matchbook event attended E2 'Ana Costa'
  matchbook event attended E2 --all-invited --except 'Tom Reed'")]
    Attended(Marked),
    /// Record who did not come
    #[command(after_help = "Example:\n  matchbook event missed E2 'Tom Reed'")]
    Missed(Marked),
    /// Record that it is not known who came, and take back what coming had filled in
    #[command(after_help = "Example:\n  matchbook event unmark E2 'Tom Reed'")]
    Unmark(Marked),
}

/// Whom a role means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Role {
    Mentor,
    Mentee,
    All,
}

/// Options of `event invite`.
#[derive(Debug, Args)]
pub(super) struct Invite {
    /// The event by id
    event: String,
    /// The people: id, e-mail address or name
    #[arg(value_name = "PERSON", required_unless_present_any = ["filter", "role", "untrained"])]
    people: Vec<String>,
    /// Everybody in whose row of the list of people each of these words is found
    #[arg(long, value_name = "TEXT", conflicts_with = "people")]
    filter: Option<String>,
    /// Everybody of this role
    #[arg(long, value_enum, conflicts_with = "people")]
    role: Option<Role>,
    /// Only mentors whose training is not known
    #[arg(long, conflicts_with = "people")]
    untrained: bool,
    /// The day of the invitation [default: today, for an event of the past its day]
    #[arg(long, value_name = "DAY")]
    day: Option<String>,
}

/// Options of `event uninvite`.
#[derive(Debug, Args)]
pub(super) struct Named {
    /// The event by id
    event: String,
    /// The people: id, e-mail address or name
    #[arg(value_name = "PERSON", required = true)]
    people: Vec<String>,
}

/// Options of `event attended`, `missed` and `unmark`.
#[derive(Debug, Args)]
pub(super) struct Marked {
    /// The event by id
    event: String,
    /// The people: id, e-mail address or name
    #[arg(value_name = "PERSON", required_unless_present = "all_invited")]
    people: Vec<String>,
    /// Everybody on its list
    #[arg(long, conflicts_with = "people")]
    all_invited: bool,
    /// But not these
    #[arg(long, value_name = "PERSON", requires = "all_invited", num_args = 1..)]
    except: Vec<String>,
}

impl MoreDeeds for EventDeed {
    fn run(&self, desk: &mut Desk, out: &mut Out<'_>) -> Result<u8> {
        let today = desk.today;
        match self {
            Self::Invite(input) => {
                let event = event(&input.event, desk)?;
                let people = invited(input, desk)?;
                let latest = desk.scheme.get::<Event>(event).map_or(today, |event| event.day);
                let day = desk.day_if("--day", input.day.as_deref(), Lean::Past)?;
                let day = day.unwrap_or(today.min(latest));
                desk.act(out, |scheme| verbs::invite(scheme, today, event, &people, day))?;
            }
            Self::Uninvite(input) => {
                let event = event(&input.event, desk)?;
                let people = named(&input.people, desk)?;
                desk.act(out, |scheme| verbs::uninvite(scheme, event, &people))?;
            }
            Self::Attended(input) => mark(input, Some(true), desk, out)?,
            Self::Missed(input) => mark(input, Some(false), desk, out)?,
            Self::Unmark(input) => mark(input, None, desk, out)?,
        }
        Ok(DONE)
    }
}

fn mark(input: &Marked, came: Option<bool>, desk: &mut Desk, out: &mut Out<'_>) -> Result<()> {
    let event = event(&input.event, desk)?;
    let people = if input.all_invited {
        let except = named(&input.except, desk)?;
        let listed = desk.scheme.linked::<Attendance>(Link::AttendanceOfEvent, event);
        let people: Vec<_> =
            listed.map(|one| one.person).filter(|person| !except.contains(person)).collect();
        if people.is_empty() {
            return Err(eyre!("nobody else is on the list of {event}: invite people first"));
        }
        people
    } else {
        named(&input.people, desk)?
    };
    let today = desk.today;
    desk.act(out, |scheme| verbs::mark_attendance(scheme, today, event, &people, came))
}

fn event(told: &str, desk: &Desk) -> Result<EventId> {
    let id: EventId = told.parse()?;
    desk.scheme
        .get::<Event>(id)
        .map(|event| event.id)
        .ok_or_else(|| eyre!("there is no event {id}: see matchbook list events"))
}

fn named(told: &[String], desk: &Desk) -> Result<Vec<PersonId>> {
    told.iter().map(|one| desk.person(one)).collect()
}

/// The people of a name, or all that the options together leave.
fn invited(input: &Invite, desk: &Desk) -> Result<Vec<PersonId>> {
    if !input.people.is_empty() {
        return named(&input.people, desk);
    }
    let mut sheet = Sheet::read(&desk.scheme, List::People, desk.today);
    sheet.filter(input.filter.as_deref().unwrap_or_default());
    let scheme = &desk.scheme;
    let fits = |person: &PersonId| {
        let mentor = scheme.get::<Mentor>(*person);
        let role = match input.role {
            Some(Role::Mentor) => mentor.is_some(),
            Some(Role::Mentee) => scheme.get::<Mentee>(*person).is_some(),
            Some(Role::All) | None => true,
        };
        role && (!input.untrained || mentor.is_some_and(|mentor| !mentor.is_trained(desk.today)))
    };
    let ids = sheet.ids().into_iter().map(|id| PersonId(id.number));
    let people: Vec<_> = ids.filter(fits).collect();
    if people.is_empty() {
        return Err(eyre!("nobody fits: see matchbook list people"));
    }
    Ok(people)
}

/// Who is on the list of an event, for `show`: one line a person, those who came first.
pub(super) fn people_of(id: EventId, desk: &Desk) -> Vec<String> {
    let mut listed: Vec<_> =
        desk.scheme.linked::<Attendance>(Link::AttendanceOfEvent, id).collect();
    listed.sort_by_key(|one| {
        let rank = one.attended.map_or(1, |came| if came { 0 } else { 2 });
        (rank, crate::text::fold(&desk.scheme.name(one.person)))
    });
    let line = |one: &Attendance| {
        format!("{:<5}  {:<12}  {}", one.person, one.state(), desk.scheme.name(one.person))
    };
    listed.into_iter().map(line).collect()
}
