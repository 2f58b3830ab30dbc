//! Status of people: approve, activate, pause, withdraw, leave, each from a day on (P1).

use chrono::NaiveDate;

use crate::domain::change::{Builder, Change};
use crate::domain::codes::{Status, Subject};
use crate::domain::ids::PersonId;
use crate::domain::records::{Person, Phase};
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::tables::Link;
use crate::domain::verbs::request::not_before;
use crate::text::{Text, days};

/// Gives a person a status from a day on. Nobody withdraws or leaves out of an open pair.
pub fn set_status(
    scheme: &Scheme,
    id: PersonId,
    status: Status,
    on: NaiveDate,
    why: &Text,
) -> Result<Change, Refusal> {
    let person = scheme.get::<Person>(id).ok_or_else(|| Refusal::NotFound(id.to_string()))?;
    let last = scheme.last_phase(id);
    if last.is_some_and(|phase| phase.status == status) {
        return Err(Refusal::because(format!("{} is {status} already", person.full_name)));
    }
    may_leave(scheme, id, status)?;
    let mut builder = Builder::new(scheme);
    put_status(&mut builder, id, status, on, why)?;
    Ok(builder.done(format!("{{{id}}} is {status} from {}", days::long(on))))
}

/// Refuses to let somebody out of an open pair, and names the pair to close first.
pub(super) fn may_leave(scheme: &Scheme, id: PersonId, status: Status) -> Result<(), Refusal> {
    if !matches!(status, Status::Withdrawn | Status::Left) {
        return Ok(());
    }
    let as_mentor = scheme.standing(Link::PairsOfMentor, id).map(|pair| (pair.id, pair.mentee));
    let as_mentee = scheme.standing(Link::PairsOfMentee, id).map(|pair| (pair.id, pair.mentor));
    match as_mentor.chain(as_mentee).next() {
        Some((pair, other)) => {
            let (name, other) = (scheme.name(id), scheme.name(other));
            Err(Refusal::field(
                "status",
                format!("{name} has an open pair with {other}: close {pair} first"),
            ))
        }
        None => Ok(()),
    }
}

/// Writes a phase of a person, not before the last one.
pub(super) fn put_status(
    builder: &mut Builder<'_>,
    id: PersonId,
    status: Status,
    since: NaiveDate,
    why: &Text,
) -> Result<(), Refusal> {
    if !status.fits(Subject::Person) {
        return Err(Refusal::field("status", format!("a person cannot be {status}")));
    }
    if let Some(last) = builder.scheme().last_phase(id) {
        not_before("day", since, last.since)?;
    }
    let phase = Phase {
        id: builder.new_id::<Phase>(),
        subject: Subject::Person,
        subject_id: id.0,
        since,
        status,
        why: why.clone(),
    };
    builder.put(phase);
    Ok(())
}
