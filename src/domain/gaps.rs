//! Data quality (S6): what is missing in the records, as one table for the list to work through and for the summary.

use chrono::NaiveDate;

use crate::domain::codes::Subject;
use crate::domain::ids::AnyId;
use crate::domain::records::{Agreement, Mentee, Mentor, Pair, Person};
use crate::domain::scheme::Scheme;

/// Something that should be known.
pub struct Gap {
    /// What is missing, in a list ("e-mail address").
    pub missing: &'static str,
    /// Who lacks it, in the summary ("people without an e-mail address").
    pub counted: &'static str,
    check: Check,
}

/// Whether a record lacks it on a day.
enum Check {
    Person(fn(&Scheme, &Person, NaiveDate) -> bool),
    Pair(fn(&Scheme, &Pair, NaiveDate) -> bool),
}

/// Every gap that is looked for, among those who take part and open pairs.
pub const GAPS: &[Gap] = &[
    Gap {
        missing: "e-mail address",
        counted: "people without an e-mail address",
        check: Check::Person(|_, person, _| person.email.is_empty()),
    },
    Gap {
        missing: "consent",
        counted: "people without a recorded consent",
        check: Check::Person(|_, person, _| person.consent.is_none()),
    },
    Gap {
        missing: "line manager",
        counted: "mentees without a line manager",
        check: Check::Person(|scheme, person, on| {
            scheme.get::<Mentee>(person.id).is_some() && scheme.line(person.id, on).is_none()
        }),
    },
    Gap {
        missing: "frequency agreed",
        counted: "open pairs without an agreed frequency",
        check: Check::Pair(|scheme, pair, _| agreement(scheme, pair, |a| a.frequency.is_none())),
    },
    Gap {
        missing: "length agreed",
        counted: "open pairs without an agreed length",
        check: Check::Pair(|scheme, pair, _| agreement(scheme, pair, |a| a.minutes.is_none())),
    },
    Gap {
        missing: "signed agreement",
        counted: "open pairs without a signed agreement",
        check: Check::Pair(|scheme, pair, on| {
            scheme.get::<Agreement>(pair.id).is_none_or(|agreement| !agreement.is_signed(on))
        }),
    },
];

fn agreement(scheme: &Scheme, pair: &Pair, missing: fn(&Agreement) -> bool) -> bool {
    scheme.get::<Agreement>(pair.id).is_none_or(missing)
}

impl Gap {
    /// How many records lack it on a day.
    pub fn count(&self, scheme: &Scheme, on: NaiveDate) -> usize {
        let people = scheme.all::<Person>().filter(|person| takes_part(scheme, person, on));
        let pairs = scheme.all::<Pair>().filter(|pair| scheme.is_pair_open(pair.id, on));
        match self.check {
            Check::Person(lacks) => people.filter(|person| lacks(scheme, person, on)).count(),
            Check::Pair(lacks) => pairs.filter(|pair| lacks(scheme, pair, on)).count(),
        }
    }

    fn is_in(&self, scheme: &Scheme, id: AnyId, on: NaiveDate) -> bool {
        match (&self.check, id.letter) {
            (Check::Person(lacks), 'P') => scheme
                .get::<Person>(crate::domain::ids::PersonId(id.number))
                .is_some_and(|person| lacks(scheme, person, on)),
            (Check::Pair(lacks), 'M') => scheme
                .get::<Pair>(crate::domain::ids::PairId(id.number))
                .is_some_and(|pair| lacks(scheme, pair, on)),
            _ => false,
        }
    }
}

/// The records that lack something on a day: people first, those with most gaps first.
pub fn with_gaps(scheme: &Scheme, on: NaiveDate) -> Vec<AnyId> {
    let people = scheme.all::<Person>().filter(|person| takes_part(scheme, person, on));
    let pairs = scheme.all::<Pair>().filter(|pair| scheme.is_pair_open(pair.id, on));
    let all = people.map(|p| AnyId::from(p.id)).chain(pairs.map(|p| AnyId::from(p.id)));
    let mut found: Vec<(AnyId, usize)> =
        all.map(|id| (id, missing(scheme, id, on).len())).filter(|(_, gaps)| *gaps > 0).collect();
    found.sort_by_key(|(id, gaps)| (id.letter != 'P', std::cmp::Reverse(*gaps), id.number));
    found.into_iter().map(|(id, _)| id).collect()
}

/// What a record lacks on a day.
pub fn missing(scheme: &Scheme, id: AnyId, on: NaiveDate) -> Vec<&'static str> {
    GAPS.iter().filter(|gap| gap.is_in(scheme, id, on)).map(|gap| gap.missing).collect()
}

/// Whether somebody takes part on a day: approved or active, as mentor or mentee.
fn takes_part(scheme: &Scheme, person: &Person, on: NaiveDate) -> bool {
    let has_role =
        scheme.get::<Mentor>(person.id).is_some() || scheme.get::<Mentee>(person.id).is_some();
    let status = scheme.state_on(Subject::Person, person.id.0, on);
    has_role && status.is_some_and(crate::domain::codes::Status::takes_part)
}
