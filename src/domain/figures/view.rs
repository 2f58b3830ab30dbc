//! A scheme as a period sees it: what each pair and person was on the as-of day, worked out once for all figures.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::codes::{Answer, Status, Subject};
use crate::domain::figures::Period;
use crate::domain::ids::PersonId;
use crate::domain::records::{
    Absence, Agreement, Closure, Meeting, Mentee, Mentor, Offer, Pair, Person, Request, Review,
};
use crate::domain::scheme::Scheme;
use crate::domain::settings::Key;
use crate::domain::tables::Link;

/// Days of a month on average: a Julian year has 365.25 days.
pub const DAYS_OF_MONTH: f64 = 365.25 / 12.0;

/// A pair that had begun by the as-of day.
#[derive(Debug, Clone, Copy)]
pub struct PairFacts<'a> {
    /// The pair.
    pub pair: &'a Pair,
    /// Its first day.
    pub began: NaiveDate,
    /// Its last day, if it had ended by the as-of day.
    pub ended: Option<NaiveDate>,
    /// How it ended, if that was told.
    pub closure: Option<&'a Closure>,
}

impl PairFacts<'_> {
    /// Whether it was open on the as-of day.
    pub fn is_open(&self) -> bool {
        self.ended.is_none()
    }
}

/// A person who took part on the as-of day: approved or active, as mentor or mentee.
#[derive(Debug, Clone, Copy)]
pub struct Participant<'a> {
    /// The person.
    pub person: &'a Person,
    /// What is kept of them as mentor, if they are one.
    pub mentor: Option<&'a Mentor>,
    /// Whether they are a mentee.
    pub is_mentee: bool,
}

/// What the figures of one period look at. Facts dated after the as-of day are left out.
#[derive(Debug)]
pub struct View<'a> {
    /// The scheme.
    pub scheme: &'a Scheme,
    /// The period.
    pub period: Period,
    /// Its last day, or today if that comes first.
    pub as_of: NaiveDate,
    /// Whether the as-of day is past, so that what is not dated cannot be told.
    pub is_past: bool,
    /// The pairs that had begun, by id.
    pub pairs: Vec<PairFacts<'a>>,
    /// Who took part, by id.
    pub participants: Vec<Participant<'a>>,
    /// Mentors and mentees of open pairs.
    pub paired: BTreeSet<PersonId>,
}

impl<'a> View<'a> {
    /// The scheme in a period, looked at today.
    pub fn new(scheme: &'a Scheme, period: Period, today: NaiveDate) -> Self {
        let as_of = period.as_of(today);
        let pairs: Vec<_> =
            scheme.all::<Pair>().filter_map(|pair| facts(scheme, pair, as_of)).collect();
        let open = pairs.iter().filter(|facts| facts.is_open());
        let paired = open.flat_map(|facts| [facts.pair.mentor, facts.pair.mentee]).collect();
        let participants = scheme
            .all::<Person>()
            .filter_map(|person| participant(scheme, person, as_of))
            .collect();
        Self { scheme, period, as_of, is_past: as_of < today, pairs, participants, paired }
    }

    /// Whether a day is in the period and not after the as-of day.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.period.from <= day && day <= self.as_of
    }

    /// A limit of the scheme.
    pub fn limit(&self, key: Key) -> i64 {
        self.scheme.settings().number(key)
    }

    /// Pairs open on the as-of day.
    pub fn open(&self) -> Vec<PairFacts<'a>> {
        self.pairs.iter().copied().filter(PairFacts::is_open).collect()
    }

    /// Pairs open at any time in the period.
    pub fn served(&self) -> Vec<PairFacts<'a>> {
        let open_in = |facts: &PairFacts<'_>| facts.ended.is_none_or(|end| end >= self.period.from);
        self.pairs.iter().copied().filter(open_in).collect()
    }

    /// Pairs that ended in the period.
    pub fn ended(&self) -> Vec<PairFacts<'a>> {
        let ended = |facts: &PairFacts<'_>| facts.ended.is_some_and(|end| self.covers(end));
        self.pairs.iter().copied().filter(ended).collect()
    }

    /// Pairs that began in the period.
    pub fn begun(&self) -> Vec<PairFacts<'a>> {
        self.pairs.iter().copied().filter(|facts| self.covers(facts.began)).collect()
    }

    /// Meetings dated in the period.
    pub fn meetings(&self) -> impl Iterator<Item = &'a Meeting> {
        self.scheme.all::<Meeting>().filter(|meeting| self.covers(meeting.day))
    }

    /// The length of a meeting: its own, else the agreed one, else the scheme's default.
    pub fn minutes(&self, meeting: &Meeting) -> i64 {
        let agreed = || self.scheme.get::<Agreement>(meeting.pair).and_then(|a| a.minutes);
        meeting.minutes.or_else(agreed).unwrap_or_else(|| self.limit(Key::DefaultMinutes))
    }

    /// Months in which pairs were active or winding down in the period, summed over the pairs.
    /// Time on hold does not count (R4).
    pub fn pair_months(&self) -> f64 {
        let before = self.period.from.pred_opt().unwrap_or(self.period.from);
        let counts = |status| matches!(status, Status::Active | Status::WindingDown);
        let days = self.served().into_iter().map(|facts| {
            self.scheme.days_as(
                facts.pair.id,
                before.max(day_before(facts.began)),
                self.as_of,
                counts,
            )
        });
        super::value::real(days.sum()) / DAYS_OF_MONTH
    }

    /// Offers that were accepted or declined in the period.
    pub fn answered(&self) -> Vec<&'a Offer> {
        let in_period = |offer: &&Offer| {
            matches!(offer.answer_on(self.as_of), Some(Answer::Accepted | Answer::Declined))
                && offer.answered.is_some_and(|day| self.covers(day))
        };
        self.scheme.all::<Offer>().filter(in_period).collect()
    }

    /// Requests that wait for an outcome on the as-of day, with the days on their clock.
    pub fn waiting_requests(&self) -> impl Iterator<Item = (&'a Request, i64)> {
        self.scheme.all::<Request>().filter(|request| request.is_open(self.as_of)).map(|request| {
            (request, (self.as_of - self.scheme.clock(request, self.as_of)).num_days())
        })
    }

    /// Reviews held in the period.
    pub fn reviews_held(&self) -> Vec<&'a Review> {
        let held = |review: &&Review| review.held.is_some_and(|day| self.covers(day));
        self.scheme.all::<Review>().filter(held).collect()
    }

    /// Mentees who take part and have neither an open pair nor an open request, with the days
    /// since their approval, last pair or last request, whichever is latest.
    pub fn waiting_mentees(&self) -> Vec<(&'a Person, i64)> {
        let mentees = self.participants.iter().filter(|one| one.is_mentee);
        let mentees = mentees.map(|one| one.person);
        let waiting = mentees.filter_map(|person| {
            let (since, _) = self.scheme.waits_since(person.id, self.as_of)?;
            Some((person, (self.as_of - since).num_days()))
        });
        waiting.collect()
    }

    /// Whether a mentor is hidden on the as-of day.
    pub fn is_hidden(&self, mentor: PersonId) -> bool {
        let mut absences = self.scheme.linked::<Absence>(Link::AbsencesOfPerson, mentor);
        absences.any(|absence| absence.covers(self.as_of))
    }
}

fn day_before(day: NaiveDate) -> NaiveDate {
    day.pred_opt().unwrap_or(day)
}

/// What a pair was on a day; none if it had not begun.
fn facts<'a>(scheme: &'a Scheme, pair: &'a Pair, on: NaiveDate) -> Option<PairFacts<'a>> {
    let now = scheme.phase_on(Subject::Pair, pair.id.0, on)?;
    let first = scheme.phases(Subject::Pair, pair.id.0).map(|phase| phase.since).min()?;
    let began = first.max(pair.start);
    if began > on {
        return None;
    }
    let ended = (now.status == Status::Closed).then(|| now.since.max(began));
    let closure = ended.and_then(|_| scheme.get::<Closure>(pair.id));
    Some(PairFacts { pair, began, ended, closure })
}

fn participant<'a>(
    scheme: &'a Scheme,
    person: &'a Person,
    on: NaiveDate,
) -> Option<Participant<'a>> {
    let status = scheme.state_on(Subject::Person, person.id.0, on)?;
    let mentor = scheme.get::<Mentor>(person.id);
    let is_mentee = scheme.get::<Mentee>(person.id).is_some();
    let takes_part = status.takes_part() && (mentor.is_some() || is_mentee);
    takes_part.then_some(Participant { person, mentor, is_mentee })
}
