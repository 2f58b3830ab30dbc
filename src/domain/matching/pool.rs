//! The whole pool of M4 on a day: mentees who wait, mentors with a free place, and the score of each two, prepared once.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::ids::PersonId;
use crate::domain::matching::asking::Asking;
use crate::domain::matching::facts::MenteeFacts;
use crate::domain::matching::objections::Objection;
use crate::domain::matching::places::holds_place;
use crate::domain::matching::prepared::{Prepared, takes_part};
use crate::domain::matching::suggest::{Suggestion, explained, forbidden};
use crate::domain::matching::terms::Worked;
use crate::domain::records::{Mentee, Mentor, Pair};
use crate::domain::scheme::Scheme;
use crate::domain::tables::Link;

/// The mentees who wait and the mentors who have a place on a day, and how well each two fit.
#[derive(Debug)]
pub struct Pool {
    prepared: Prepared,
    mentees: Vec<PersonId>,
    mentors: Vec<(PersonId, i64)>,
    /// The facts of every mentee, by id.
    facts: Vec<MenteeFacts>,
}

impl Pool {
    /// The pool of a scheme on a day. A mentee's wish is that of the newest open request, as in
    /// [`crate::domain::matching::suggest`].
    pub fn new(scheme: &Scheme, on: NaiveDate) -> Self {
        let prepared = Prepared::new(&Arc::new(scheme.clone()), on);
        let mut worked = Worked::default();
        let all = scheme.all::<Mentee>().map(|mentee| mentee.id);
        let facts = all
            .map(|id| prepared.mentee(id, Asking::newest(scheme, id, on), &mut worked))
            .collect();
        let may = prepared.mentors.iter().filter(|mentor| mentor.blocked.is_none());
        let mentors = may.map(|mentor| (mentor.id, mentor.free)).collect();
        Self { prepared, mentees: waiting(scheme, on), mentors, facts }
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
    /// (`asked` for a mentor to whom the mentee's open request went before, `not-active` for
    /// somebody who is no mentor or no mentee).
    pub fn score(&self, mentee: PersonId, mentor: PersonId) -> Result<i64, &'static str> {
        match (self.mentee(mentee), self.prepared.mentor(mentor)) {
            (Some(mentee), Some(mentor)) => self.prepared.score(mentee, mentor),
            _ => Err("not-active"),
        }
    }

    /// The line of each criterion and soft rule for these two; the points sum to the score. Hard
    /// rules are [`Pool::why_not`]. Without lines for somebody who is no mentor or no mentee.
    pub fn explain(&self, mentee: PersonId, mentor: PersonId) -> Suggestion {
        let both = (self.mentee(mentee), self.prepared.mentor(mentor));
        if let (Some(mentee), Some(mentor)) = both {
            return explained(&self.prepared, mentee, mentor);
        }
        Suggestion { mentee, mentor, points: 0, lines: vec![], warnings: vec![], free: 0 }
    }

    /// The first hard rule that forbids these two, in words.
    pub fn why_not(&self, mentee: PersonId, mentor: PersonId) -> Option<Objection> {
        if let (Some(mentee), Some(mentor)) = (self.mentee(mentee), self.prepared.mentor(mentor)) {
            return forbidden(&self.prepared, mentee, mentor);
        }
        let scheme = &self.prepared.scheme;
        let why = match scheme.get::<Mentor>(mentor) {
            None => format!("{} is no mentor", scheme.name(mentor)),
            Some(_) => format!("{} is no mentee", scheme.name(mentee)),
        };
        Some(Objection { rule: "not-active", hard: true, why })
    }

    fn mentee(&self, id: PersonId) -> Option<&MenteeFacts> {
        let place = self.facts.binary_search_by_key(&id, |mentee| mentee.id).ok()?;
        self.facts.get(place)
    }
}

/// The mentees who take part and have neither an open pair nor an offer that waits, by id.
pub(super) fn waiting(scheme: &Scheme, on: NaiveDate) -> Vec<PersonId> {
    let all = scheme.all::<Mentee>().map(|mentee| mentee.id);
    all.filter(|mentee| waits(scheme, *mentee, on)).collect()
}

fn waits(scheme: &Scheme, mentee: PersonId, on: NaiveDate) -> bool {
    let mut pairs = scheme.linked::<Pair>(Link::PairsOfMentee, mentee);
    let mut open = scheme.open_requests(mentee, on);
    takes_part(scheme, mentee, on)
        && !pairs.any(|pair| holds_place(scheme, pair, on))
        && !open.any(|request| scheme.pending_offer(request.id, on).is_some())
}
