//! `admit`: the states that the scheme refuses, in words, for verbs, undo, redo and import alike.
//!
//! The database refuses the same states by its own triggers; this room says why.

use std::collections::BTreeSet;

use crate::domain::change::Change;
use crate::domain::codes::{MeetingStatus, Status, Subject};
use crate::domain::ids::{PairId, PersonId};
use crate::domain::records::{Closure, Meeting, Mentor, Pair, Phase};
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::tables::{Link, Record};

/// Whether the scheme may stand as it would after the change (design part 2): no open pairs over
/// a mentor's capacity and no second open pair of a mentee without a reason kept on the pair, no
/// end before a start, no held meeting outside its pair's days, no status that does not fit.
pub fn admit(scheme: &Scheme, change: &Change) -> Result<(), Refusal> {
    admitted(scheme, change).map(drop)
}

/// [`admit`] with the scheme as it stands after the change.
pub fn admitted(scheme: &Scheme, change: &Change) -> Result<Scheme, Refusal> {
    let after = scheme.after(change)?;
    may_stand(&after, change)?;
    Ok(after)
}

/// [`admit`] where the scheme after the change is there already.
pub fn may_stand(after: &Scheme, change: &Change) -> Result<(), Refusal> {
    let mut pairs = BTreeSet::new();
    let mut people = BTreeSet::new();
    for record in
        change.edits.iter().filter_map(|edit| edit.after.as_ref().or(edit.before.as_ref()))
    {
        touched(record, &mut pairs, &mut people);
    }
    for id in &pairs {
        if let Some(pair) = after.get::<Pair>(*id) {
            people.extend([pair.mentor, pair.mentee]);
            two_people(after, pair)?;
            days(after, pair)?;
        }
    }
    for id in people {
        places(after, id)?;
    }
    change.put::<Phase>().try_for_each(|phase| {
        if phase.status.fits(phase.subject) {
            return Ok(());
        }
        Err(Refusal::because(format!("a {} cannot be {}", phase.subject, phase.status)))
    })
}

/// The pairs and people whose state a record bears on.
fn touched(record: &Record, pairs: &mut BTreeSet<PairId>, people: &mut BTreeSet<PersonId>) {
    if let Record::Pair(pair) = record {
        pairs.insert(pair.id);
    } else if let Record::Phase(phase) = record {
        if phase.subject == Subject::Pair {
            pairs.insert(PairId(phase.subject_id));
        }
    } else if let Record::Meeting(meeting) = record {
        pairs.insert(meeting.pair);
    } else if let Record::Closure(closure) = record {
        pairs.insert(closure.id);
    } else if let Record::Mentor(mentor) = record {
        people.insert(mentor.id);
    }
}

/// Nobody is their own mentor, whatever leave was given.
fn two_people(scheme: &Scheme, pair: &Pair) -> Result<(), Refusal> {
    if pair.mentor != pair.mentee {
        return Ok(());
    }
    Err(Refusal::Because(format!("{} cannot be their own mentor", scheme.name(pair.mentor))))
}

/// The days of a pair: start, end, closing and held meetings must agree.
fn days(scheme: &Scheme, pair: &Pair) -> Result<(), Refusal> {
    if let Some(end) = pair.agreed_end.filter(|end| *end < pair.start) {
        return Err(Refusal::EndBeforeStart { start: pair.start, end });
    }
    let closed = scheme.get::<Closure>(pair.id).map(|closure| closure.day);
    if let Some(end) = closed.filter(|end| *end < pair.start) {
        return Err(Refusal::EndBeforeStart { start: pair.start, end });
    }
    for meeting in scheme.linked::<Meeting>(Link::MeetingsOfPair, pair.id) {
        let held = meeting.status == MeetingStatus::Held;
        if held && meeting.day < pair.start {
            return Err(Refusal::field(
                "day",
                format!(
                    "a meeting held on {} is before the start of the pair, {}",
                    meeting.day, pair.start
                ),
            ));
        }
        if let Some(closed) = closed.filter(|closed| held && meeting.day > *closed) {
            return Err(Refusal::field(
                "day",
                format!("a meeting held on {} is after the end of the pair, {closed}", meeting.day),
            ));
        }
    }
    Ok(())
}

/// The places of a mentor, and one mentor at a time for a mentee. A pair that was made against
/// the rule with a reason takes no place here: that reason is the leave to stand.
fn places(scheme: &Scheme, person: PersonId) -> Result<(), Refusal> {
    let without = |link, rule: &str| {
        scheme.standing(link, person).filter(|pair| pair.overrides.reason(rule).is_none()).count()
    };
    let taken = without(Link::PairsOfMentor, "full");
    let capacity = scheme.get::<Mentor>(person).map_or(0, |mentor| mentor.capacity);
    if i64::try_from(taken).is_ok_and(|taken| taken > capacity) {
        return Err(Refusal::Rule {
            rule: "full",
            hard: true,
            why: format!(
                "{} has {capacity} places and would have {taken} mentees",
                scheme.name(person)
            ),
        });
    }
    if without(Link::PairsOfMentee, "second-mentor") > 1 {
        return Err(Refusal::Rule {
            rule: "second-mentor",
            hard: false,
            why: format!("{} already has a mentor", scheme.name(person)),
        });
    }
    Ok(())
}

impl Scheme {
    /// The pairs of a person that have not ended by their last phase, whatever the day.
    pub fn standing(&self, link: Link, person: PersonId) -> impl Iterator<Item = &Pair> {
        self.linked::<Pair>(link, person).filter(|pair| {
            let last =
                self.phases(Subject::Pair, pair.id.0).max_by_key(|phase| (phase.since, phase.id));
            last.is_some_and(|phase| phase.status != Status::Closed)
        })
    }
}
