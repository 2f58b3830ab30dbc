//! People: add one or save what was changed of one, compared with what is there (P1 to P4).

use chrono::NaiveDate;

use crate::domain::change::{Builder, Change};
use crate::domain::codes::{Status, Subject};
use crate::domain::field::cut;
use crate::domain::ids::PersonId;
use crate::domain::profile::Profile;
use crate::domain::records::{
    Line, Mentee, Mentor, Offer, Pair, Person, PersonTopic, Phase, Preference, Request, Substitute,
};
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::tables::{Called, Link, Row};
use crate::domain::verbs::absence::save_hidden_until;
use crate::domain::verbs::line::save_line;
use crate::domain::verbs::request::not_later;
use crate::domain::verbs::status::{may_leave, put_status};
use crate::domain::verbs::wishes::{save_extras, save_topics, save_wishes};
use crate::text::{Text, fold};

/// Adds somebody new (id 0) or saves a person whose profile was read with [`Profile::of`] and
/// changed. Only what differs is written; saving what is there already is an empty change, so
/// that a sheet may come in twice.
///
/// Somebody new is `active`, or what the profile says, from the day of joining, else from today.
pub fn save_person(
    scheme: &Scheme,
    today: NaiveDate,
    profile: &Profile,
) -> Result<(PersonId, Change), Refusal> {
    let (id, before, builder) = put_person(scheme, today, profile)?;
    let is_new = profile.person.id == PersonId(0);
    let words = words(&builder, id, is_new.then_some(profile), &before, profile);
    Ok((id, builder.done(words)))
}

/// [`save_person`] for a sheet, which has words of its own for all its rows together.
pub fn take_person(
    scheme: &Scheme,
    today: NaiveDate,
    profile: &Profile,
) -> Result<(PersonId, Change), Refusal> {
    let (id, _, builder) = put_person(scheme, today, profile)?;
    Ok((id, builder.done("")))
}

/// Writes a profile; gives back as whom, and how the person stood before.
fn put_person<'a>(
    scheme: &'a Scheme,
    today: NaiveDate,
    profile: &Profile,
) -> Result<(PersonId, Profile, Builder<'a>), Refusal> {
    let mut builder = Builder::new(scheme);
    let is_new = profile.person.id == PersonId(0);
    let before = if is_new {
        Profile::new(scheme, "")
    } else {
        let missing = || Refusal::NotFound(format!("person {}", profile.person.id));
        Profile::of(scheme, profile.person.id, today).ok_or_else(missing)?
    };
    let mut person = profile.person.clone();
    person.full_name = full_name(&person)?;
    check_email(scheme, &person, &before.person.email)?;
    check_done(&before, profile, today)?;
    if is_new {
        person.id = builder.new_id::<Person>();
    }
    let id = person.id;
    builder.put(person);
    save_roles(&mut builder, id, profile)?;
    save_topics(&mut builder, id, profile);
    save_wishes(&mut builder, id, profile)?;
    save_line(&mut builder, id, today, profile)?;
    save_hidden_until(&mut builder, id, today, before.hidden_until, profile.hidden_until);
    save_extras(&mut builder, id, &profile.extra);
    save_status(&mut builder, id, today, profile, is_new)?;
    Ok((id, before, builder))
}

/// The name as shown; made of first and last name where only those are told.
fn full_name(person: &Person) -> Result<Text, Refusal> {
    if !person.full_name.is_empty() {
        return Ok(person.full_name.clone());
    }
    let parts = format!("{} {}", person.first_name.exact(), person.last_name.exact());
    if parts.trim().is_empty() {
        return Err(Refusal::field("full_name", "a person needs a name: give one"));
    }
    Ok(Text::new(parts.trim()))
}

/// A new address must look like one and belong to nobody else.
fn check_email(scheme: &Scheme, person: &Person, before: &Text) -> Result<(), Refusal> {
    let address = fold(person.email.exact());
    if address.is_empty() || address == fold(before.exact()) {
        return Ok(());
    }
    let looks_right = address.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && !host.is_empty() && !host.contains('@') && !address.contains(' ')
    });
    if !looks_right {
        let given = cut(person.email.exact());
        let why = format!("'{given}' is no e-mail address: write it like name@example.org");
        return Err(Refusal::field("email", why));
    }
    let mut others = scheme.called::<Person>(Called::Email, &address);
    match others.find(|other| other.id != person.id) {
        Some(other) => Err(Refusal::field(
            "email",
            format!(
                "{} ({}) has this address already: change that person, or give another address",
                other.full_name, other.id
            ),
        )),
        None => Ok(()),
    }
}

/// Days on which something was done. A training or an induction may be appointed ahead, and
/// somebody may join later (P1, P2, P4).
const DONE_ON: &[&str] = &[
    "consent_on",
    "role_accepted",
    "equality_accepted",
    "conduct_on",
    "evaluated_on",
    "manager_briefed",
    "manager_agreed_on",
];

/// A day on which something was done and that is new here has come.
fn check_done(before: &Profile, after: &Profile, today: NaiveDate) -> Result<(), Refusal> {
    for field in Profile::fields().filter(|field| DONE_ON.contains(&field.id)) {
        let told = (field.get)(after);
        if let Ok(day) = told.parse()
            && told != (field.get)(before)
        {
            not_later(field.id, day, today)?;
        }
    }
    Ok(())
}

/// Writes or takes out what is kept of the person as mentor and as mentee.
fn save_roles(builder: &mut Builder<'_>, id: PersonId, profile: &Profile) -> Result<(), Refusal> {
    let scheme = builder.scheme();
    if profile.is_mentor {
        may_guide(scheme, id, profile.mentor.guide)?;
        cover_lower_capacity(builder, id, profile.mentor.capacity);
        builder.put(Mentor { id, ..profile.mentor.clone() });
    } else {
        let pairs = scheme.linked::<Pair>(Link::PairsOfMentor, id).count();
        let offers = scheme.linked::<Offer>(Link::OffersOfMentor, id).count();
        let stood_in = scheme.linked::<Substitute>(Link::SubstitutesOfPerson, id).count();
        give_up::<Mentor>(builder, id, pairs + offers + stood_in, "mentor")?;
    }
    if profile.is_mentee {
        builder.put(Mentee { id, ..profile.mentee.clone() });
    } else {
        let pairs = scheme.linked::<Pair>(Link::PairsOfMentee, id).count();
        let requests = scheme.linked::<Request>(Link::RequestsOfMentee, id).count();
        give_up::<Mentee>(builder, id, pairs + requests, "mentee")?;
    }
    Ok(())
}

/// Who guides a mentor is somebody else, and in the scheme (P2).
fn may_guide(scheme: &Scheme, id: PersonId, guide: Option<PersonId>) -> Result<(), Refusal> {
    match guide {
        Some(guide) if guide == id => {
            Err(Refusal::field("guide", "nobody guides themselves: name another mentor"))
        }
        Some(guide) if scheme.get::<Person>(guide).is_none() => {
            Err(Refusal::field("guide", format!("there is no person {guide}")))
        }
        Some(_) | None => Ok(()),
    }
}

/// Takes out a role, unless pairs, offers or requests tell that it was lived.
fn give_up<T: Row<Key = PersonId>>(
    builder: &mut Builder<'_>,
    id: PersonId,
    traces: usize,
    role: &str,
) -> Result<(), Refusal> {
    if builder.get::<T>(id).is_some() && traces > 0 {
        let name = builder.scheme().name(id);
        let why = format!("{name} has a history as {role}: pause or withdraw them instead");
        return Err(Refusal::field("role", why));
    }
    builder.take::<T>(id);
    Ok(())
}

/// Pairs that stand beyond a lowered capacity keep their places: the newest of them get the
/// lowering itself as their reason against the rule `full`.
fn cover_lower_capacity(builder: &mut Builder<'_>, id: PersonId, capacity: i64) {
    let scheme = builder.scheme();
    if scheme.get::<Mentor>(id).is_none_or(|mentor| mentor.capacity <= capacity) {
        return;
    }
    let mut pairs: Vec<_> = scheme
        .standing(Link::PairsOfMentor, id)
        .filter(|pair| pair.overrides.reason("full").is_none())
        .map(|pair| (pair.start, pair.id))
        .collect();
    pairs.sort_unstable();
    let reason = Text::new(format!("capacity lowered to {capacity}"));
    for (_, pair) in pairs.into_iter().skip(usize::try_from(capacity).unwrap_or_default()) {
        builder.change::<Pair>(pair, |pair| pair.overrides.set("full", &reason));
    }
}

fn save_status(
    builder: &mut Builder<'_>,
    id: PersonId,
    today: NaiveDate,
    profile: &Profile,
    is_new: bool,
) -> Result<(), Refusal> {
    let scheme = builder.scheme();
    let last = scheme.last_phase(id);
    // before the first phase, for somebody who joins later, that phase is what they will be
    let now = scheme.phase_on(Subject::Person, id.0, today).or(last).map(|phase| phase.status);
    let wanted = profile.status.or_else(|| is_new.then_some(Status::Active));
    let Some(status) = wanted.filter(|status| now != Some(*status)) else {
        return Ok(());
    };
    may_leave(scheme, id, status)?;
    let since = if last.is_none() { profile.person.joined.unwrap_or(today) } else { today };
    put_status(builder, id, status, since, &Text::default())
}

/// What the change did, in words without a name or value.
fn words(
    builder: &Builder<'_>,
    id: PersonId,
    new: Option<&Profile>,
    before: &Profile,
    after: &Profile,
) -> String {
    if let Some(profile) = new {
        return match (profile.is_mentor, profile.is_mentee) {
            (true, true) => format!("{{{id}}} is added as mentor and mentee"),
            (true, false) => format!("{{{id}}} is added as mentor"),
            (false, true) => format!("{{{id}}} is added as mentee"),
            (false, false) => format!("{{{id}}} is added"),
        };
    }
    let labels: Vec<_> = Profile::fields()
        .filter(|field| (field.get)(before) != (field.get)(after))
        // a name may stand for the id that is kept, a topic for its other spelling
        .filter(|field| match field.id {
            "topics_offered" | "topics_wanted" => builder.touches::<PersonTopic>(),
            "prefers" | "avoids" => builder.touches::<Preference>(),
            "line_manager" => builder.touches::<Line>(),
            _ => true,
        })
        .map(|field| field.label)
        .collect();
    match labels.as_slice() {
        _ if builder.is_empty() => format!("{{{id}}} is unchanged"),
        [] => format!("{{{id}}} is changed"),
        few if few.len() <= 4 => format!("{{{id}}} is changed: {}", few.join(", ")),
        many => format!("{{{id}}} is changed in {} fields", many.len()),
    }
}

impl Scheme {
    /// The phase of a person that counts last, whatever the day.
    pub(super) fn last_phase(&self, id: PersonId) -> Option<&Phase> {
        self.phases(Subject::Person, id.0).max_by_key(|phase| (phase.since, phase.id))
    }
}
