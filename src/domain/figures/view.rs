//! A scheme as a period sees it: what each pair and person was on the as-of day, worked out once for all figures.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::codes::{Answer, Status, Subject};
use crate::domain::figures::Period;
use crate::domain::ids::{PairId, PersonId};
use crate::domain::records::{
    Absence, Agreement, Closure, Meeting, Mentee, Mentor, Offer, Pair, Person, Phase, Request,
    Review, Story,
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
    /// Meetings dated in the period, by id; most figures go over them.
    meetings: Vec<&'a Meeting>,
    /// The people to whom it is narrowed; none while it is of the whole scheme.
    group: Option<BTreeSet<PersonId>>,
}

impl<'a> View<'a> {
    /// The scheme in a period, looked at today.
    pub fn new(scheme: &'a Scheme, period: Period, today: NaiveDate) -> Self {
        let mut view = Self::of_pairs(scheme, period, today);
        let as_of = view.as_of;
        let people = scheme.all::<Person>();
        view.participants = people.filter_map(|one| participant(scheme, one, as_of)).collect();
        view
    }

    /// The same for figures that ask for pairs and their meetings alone: nobody takes part in it.
    pub(super) fn of_pairs(scheme: &'a Scheme, period: Period, today: NaiveDate) -> Self {
        let as_of = period.as_of(today);
        let pairs: Vec<_> =
            scheme.all::<Pair>().filter_map(|pair| facts(scheme, pair, as_of)).collect();
        let open = pairs.iter().filter(|facts| facts.is_open());
        let paired = open.flat_map(|facts| [facts.pair.mentor, facts.pair.mentee]).collect();
        let covers = |meeting: &&Meeting| period.from <= meeting.day && meeting.day <= as_of;
        Self {
            scheme,
            period,
            as_of,
            is_past: as_of < today,
            pairs,
            participants: Vec::new(),
            paired,
            meetings: scheme.all::<Meeting>().filter(covers).collect(),
            group: None,
        }
    }

    /// The same narrowed to a group: people of the group, and what belongs to its mentees. A pair, a
    /// request and all that hangs on them belong to the group of the mentee, so that each counts
    /// once over all groups.
    #[must_use]
    pub fn narrowed(mut self, group: BTreeSet<PersonId>) -> Self {
        self.pairs.retain(|facts| group.contains(&facts.pair.mentee));
        self.participants.retain(|one| group.contains(&one.person.id));
        let scheme = self.scheme;
        self.meetings.retain(|meeting| {
            scheme.get::<Pair>(meeting.pair).is_some_and(|pair| group.contains(&pair.mentee))
        });
        self.group = Some(group);
        self
    }

    fn has(&self, mentee: PersonId) -> bool {
        self.group.as_ref().is_none_or(|group| group.contains(&mentee))
    }

    fn has_pair(&self, pair: PairId) -> bool {
        self.group.is_none()
            || self.scheme.get::<Pair>(pair).is_some_and(|pair| self.has(pair.mentee))
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
        self.meetings.iter().copied()
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
        self.offers().filter(in_period).collect()
    }

    /// All offers.
    pub fn offers(&self) -> impl Iterator<Item = &'a Offer> {
        let mentee = |offer: &Offer| self.scheme.get::<Request>(offer.request).map(|r| r.mentee);
        self.scheme.all::<Offer>().filter(move |offer| {
            self.group.is_none() || mentee(offer).is_some_and(|mentee| self.has(mentee))
        })
    }

    /// All reviews.
    pub fn reviews(&self) -> impl Iterator<Item = &'a Review> {
        self.scheme.all::<Review>().filter(|review| self.has_pair(review.pair))
    }

    /// Success stories told in the period that may be shared.
    pub fn shared_stories(&self) -> Vec<&'a Story> {
        let shared = |story: &&Story| {
            self.covers(story.day) && story.consent == Some(true) && self.has_pair(story.pair)
        };
        self.scheme.all::<Story>().filter(shared).collect()
    }

    /// Requests that wait for an outcome on the as-of day, with the days on their clock.
    pub fn waiting_requests(&self) -> impl Iterator<Item = (&'a Request, i64)> {
        let open = |request: &&Request| request.is_open(self.as_of) && self.has(request.mentee);
        self.scheme.all::<Request>().filter(open).map(|request| {
            (request, (self.as_of - self.scheme.clock(request, self.as_of)).num_days())
        })
    }

    /// Reviews held in the period.
    pub fn reviews_held(&self) -> Vec<&'a Review> {
        let held = |review: &&Review| review.held.is_some_and(|day| self.covers(day));
        self.reviews().filter(held).collect()
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
    let mut first = NaiveDate::MAX;
    let mut last: Option<&Phase> = None;
    for phase in scheme.phases(Subject::Pair, pair.id.0) {
        first = first.min(phase.since);
        if phase.since <= on && last.is_none_or(|l| (l.since, l.id) < (phase.since, phase.id)) {
            last = Some(phase);
        }
    }
    let now = last?;
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
