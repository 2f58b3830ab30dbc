//! A concern: its head, and apart from it the text that only its own screen loads (V5).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::codes::{ConcernCategory, ConcernStatus, Priority};
use crate::domain::ids::{AnyId, ConcernId, PairId, PersonId, RequestId};
use crate::domain::records::{Pair, Request};
use crate::domain::scheme::Scheme;
use crate::domain::tables::{Link, Linked};
use crate::text::Text;

/// The head of a concern (V5): all that the snapshot holds of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Concern {
    /// Primary key, shown as `C1`.
    pub id: ConcernId,
    /// The person concerned, if one.
    pub person: Option<PersonId>,
    /// The pair concerned, if one.
    pub pair: Option<PairId>,
    /// Day on which it was raised.
    pub day: NaiveDate,
    /// What it is about.
    pub category: ConcernCategory,
    /// How much it presses.
    pub priority: Priority,
    /// How it stands.
    pub status: ConcernStatus,
    /// Day on which it was closed; set exactly when it is.
    pub closed: Option<NaiveDate>,
}

impl Concern {
    /// The person or pair that it is about; none for the scheme as a whole.
    pub fn about(&self) -> Option<AnyId> {
        self.pair.map(AnyId::from).or_else(|| self.person.map(AnyId::from))
    }

    /// Whether it bears on a record: on the person, on the pair, on a pair of the person or on one
    /// of the pair's two.
    pub fn bears_on(&self, scheme: &Scheme, id: AnyId) -> bool {
        let two = |pair: PairId| {
            let pair = scheme.get::<Pair>(pair);
            pair.map(|pair| [pair.mentor, pair.mentee])
        };
        let pair = scheme.pair_behind(Some(id).filter(|id| id.letter != 'P'));
        let people: Vec<PersonId> = match (id.letter, pair) {
            ('P', _) => vec![PersonId(id.number)],
            ('R', _) => {
                let request = scheme.get::<Request>(RequestId(id.number));
                request.map(|request| request.mentee).into_iter().collect()
            }
            (_, Some(pair)) => two(pair).into_iter().flatten().collect(),
            (_, None) => Vec::new(),
        };
        let of_pair = |own: PairId| {
            pair == Some(own)
                || (pair.is_none()
                    && two(own).is_some_and(|two| two.iter().any(|p| people.contains(p))))
        };
        self.person.is_some_and(|own| people.contains(&own)) || self.pair.is_some_and(of_pair)
    }

    /// Whether it is open on a day: raised and not closed.
    pub fn is_open(&self, on: NaiveDate) -> bool {
        self.day <= on && self.closed.is_none_or(|closed| closed > on)
    }
}

impl Linked for Concern {
    fn links(&self, link: &mut dyn FnMut(Link, i64)) {
        if let Some(person) = self.person {
            link(Link::ConcernsOfPerson, person.0);
        }
        if let Some(pair) = self.pair {
            link(Link::ConcernsOfPair, pair.0);
        }
    }
}

/// What a concern says; its id is the concern's. It is never in a snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConcernText {
    /// The concern.
    pub id: ConcernId,
    /// What was raised.
    pub text: Text,
    /// To whom it was referred.
    pub referred_to: Text,
    /// What was done about it.
    pub note: Text,
}

impl Linked for ConcernText {
    fn links(&self, _: &mut dyn FnMut(Link, i64)) {}
}
