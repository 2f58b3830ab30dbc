//! The whole pool of M4 on a day: mentees who wait, mentors with a free place, and the score of each two, prepared once.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::codes::{Status, Subject};
use crate::domain::ids::PersonId;
use crate::domain::matching::objections::Objection;
use crate::domain::matching::places::{free_places, holds_place};
use crate::domain::matching::suggest::{Asking, Suggestion, explain, forbidden};
use crate::domain::records::{Absence, Mentee, Mentor, Pair};
use crate::domain::scheme::Scheme;
use crate::domain::tables::Link;

/// The mentees who wait and the mentors who have a place on a day, and how well each two fit.
#[derive(Debug)]
pub struct Pool {
    scheme: Scheme,
    on: NaiveDate,
    mentees: Vec<PersonId>,
    mentors: Vec<(PersonId, i64)>,
    asking: BTreeMap<PersonId, Asking>,
}

impl Pool {
    /// The pool of a scheme on a day.
    pub fn new(scheme: &Scheme, on: NaiveDate) -> Self {
        let waiting = scheme.all::<Mentee>().map(|mentee| mentee.id);
        let mentees: Vec<_> = waiting.filter(|mentee| waits(scheme, *mentee, on)).collect();
        let all = scheme.all::<Mentor>().map(|mentor| mentor.id);
        let mentors = all
            .filter(|mentor| may_be_asked(scheme, *mentor, on))
            .map(|mentor| (mentor, free_places(scheme, mentor, on)))
            .filter(|(_, free)| *free > 0);
        let mentors = mentors.collect();
        let asking = mentees.iter().map(|id| (*id, Asking::of(scheme, *id, on))).collect();
        Self { scheme: scheme.clone(), on, mentees, mentors, asking }
    }

    /// The approved or active mentees without open pair and without an offer that waits for its
    /// answer, by id.
    pub fn mentees(&self) -> &[PersonId] {
        &self.mentees
    }

    /// The approved or active mentors who are not hidden and have free places, 1 or more, by id.
    pub fn mentors(&self) -> &[(PersonId, i64)] {
        &self.mentors
    }

    /// The points of these two, soft rules paid for; or the first hard rule that forbids them
    /// (`asked` for a mentor whom the mentee's open request was sent to before).
    pub fn score(&self, mentee: PersonId, mentor: PersonId) -> Result<i64, &'static str> {
        match self.why_not(mentee, mentor) {
            Some(objection) => Err(objection.rule),
            None => Ok(self.explain(mentee, mentor).points),
        }
    }

    /// The line of each criterion and soft rule for these two; the points sum to the score. Hard
    /// rules are [`Pool::why_not`].
    pub fn explain(&self, mentee: PersonId, mentor: PersonId) -> Suggestion {
        explain(&self.scheme, mentor, mentee, self.on, &self.asking(mentee))
    }

    /// The first hard rule that forbids these two, in words.
    pub fn why_not(&self, mentee: PersonId, mentor: PersonId) -> Option<Objection> {
        forbidden(&self.scheme, mentor, mentee, self.on, &self.asking(mentee))
    }

    fn asking(&self, mentee: PersonId) -> Asking {
        let known = self.asking.get(&mentee).cloned();
        known.unwrap_or_else(|| Asking::of(&self.scheme, mentee, self.on))
    }
}

/// Whether a mentee takes part and has neither an open pair nor an offer that waits.
fn waits(scheme: &Scheme, mentee: PersonId, on: NaiveDate) -> bool {
    let paired = scheme
        .linked::<Pair>(Link::PairsOfMentee, mentee)
        .any(|pair| holds_place(scheme, pair, on));
    let mut open = scheme.open_requests(mentee, on);
    takes_part(scheme, mentee, on)
        && !paired
        && !open.any(|request| scheme.pending_offer(request.id, on).is_some())
}

/// Whether a mentor takes part and is not hidden.
fn may_be_asked(scheme: &Scheme, mentor: PersonId, on: NaiveDate) -> bool {
    let mut absences = scheme.linked::<Absence>(Link::AbsencesOfPerson, mentor);
    takes_part(scheme, mentor, on) && !absences.any(|absence| absence.covers(on))
}

fn takes_part(scheme: &Scheme, person: PersonId, on: NaiveDate) -> bool {
    scheme.state_on(Subject::Person, person.0, on).is_some_and(Status::takes_part)
}
