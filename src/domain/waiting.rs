//! Since when a mentee waits for a mentor: read by the rules of Today and the figures alike.

use chrono::NaiveDate;

use crate::domain::codes::{Status, Subject};
use crate::domain::ids::PersonId;
use crate::domain::records::{Closure, Pair, Person, Phase, Request};
use crate::domain::scheme::Scheme;
use crate::domain::tables::Link;

impl Scheme {
    /// Since when an approved or active person has as a mentee neither open pair nor open request
    /// on a day, and what happened then; none for anybody else.
    pub fn waits_since(
        &self,
        mentee: PersonId,
        on: NaiveDate,
    ) -> Option<(NaiveDate, &'static str)> {
        let (mut since, mut from) = (self.takes_part_since(mentee, on)?, "joining");
        if self.open_requests(mentee, on).next().is_some() {
            return None;
        }
        for pair in self.linked::<Pair>(Link::PairsOfMentee, mentee) {
            match self.phase_on(Subject::Pair, pair.id.0, on) {
                Some(phase) if phase.status == Status::Closed => {
                    let end = self.get::<Closure>(pair.id).map_or(phase.since, |c| c.day);
                    if end >= since {
                        (since, from) = (end, "the last pair ended");
                    }
                }
                Some(_) => return None,
                None => {}
            }
        }
        let requests = self.linked::<Request>(Link::RequestsOfMentee, mentee);
        for ended in requests.filter_map(|request| request.ended).filter(|day| *day <= on) {
            if ended > since {
                (since, from) = (ended, "the last request ended");
            }
        }
        Some((since, from))
    }

    /// The first day of the span of approved and active up to a day; where it is the person's
    /// first, the day of joining if that is earlier. None for who does not take part that day.
    pub fn takes_part_since(&self, person: PersonId, on: NaiveDate) -> Option<NaiveDate> {
        let takes_part = |phase: &&&Phase| phase.status.takes_part();
        let known = self.phases(Subject::Person, person.0).filter(|phase| phase.since <= on);
        let mut phases: Vec<_> = known.collect();
        phases.sort_by_key(|phase| (phase.since, phase.id));
        let first = phases.iter().rev().take_while(takes_part).last()?;
        let from_the_start = phases.first().is_some_and(|start| start.id == first.id);
        let joined = self.get::<Person>(person).and_then(|person| person.joined);
        let joined = joined.filter(|joined| from_the_start && *joined < first.since);
        Some(joined.unwrap_or(first.since))
    }
}

impl Status {
    /// Whether a person of this status takes part in the scheme (rules `not-active`,
    /// `mentee-waiting`).
    pub fn takes_part(self) -> bool {
        matches!(self, Self::Approved | Self::Active)
    }
}
