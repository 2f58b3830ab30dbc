//! A mentor who stands in for the mentor of a pair for a time (R1).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::entry::Entry;
use crate::domain::field::{Field, day_field, day_must_field, id_field, text_field};
use crate::domain::ids::{AnyId, PairId, PersonId, SubstituteId};
use crate::domain::records::{Mentor, Pair};
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::tables::{Link, Linked};
use crate::text::Text;

/// A substitute mentor (R1). The pair stays that of its own mentor and takes no place of the
/// substitute's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Substitute {
    /// Primary key, shown as `U3`.
    pub id: SubstituteId,
    /// The pair.
    pub pair: PairId,
    /// Who stands in.
    pub mentor: PersonId,
    /// First day.
    pub since: NaiveDate,
    /// Last day; none until further notice.
    pub until: Option<NaiveDate>,
    /// Why.
    pub reason: Text,
}

impl Substitute {
    /// Whether it counts on this day, first and last day included.
    pub fn covers(&self, on: NaiveDate) -> bool {
        self.since <= on && self.until.is_none_or(|until| on <= until)
    }
}

impl Linked for Substitute {
    fn links(&self, link: &mut dyn FnMut(Link, i64)) {
        link(Link::SubstitutesOfPair, self.pair.0);
        link(Link::SubstitutesOfPerson, self.mentor.0);
    }
}

impl Entry for Substitute {
    const FIELDS: &'static [Field<Self>] = &[
        id_field!("pair", "Pair", "M", PairId, pair),
        id_field!("mentor", "Stands in", "P", PersonId, mentor),
        day_must_field!("since", "From", since),
        day_field!("until", "Until", until),
        text_field!("reason", "Why", reason),
    ];
    const REQUIRED: &'static [&'static str] = &["pair", "mentor", "since"];

    fn blank(id: SubstituteId) -> Self {
        Self {
            id,
            pair: PairId(0),
            mentor: PersonId(0),
            since: NaiveDate::MIN,
            until: None,
            reason: Text::default(),
        }
    }

    fn begin(&mut self, scheme: &Scheme, today: NaiveDate, about: Option<AnyId>) {
        self.since = today;
        self.pair = scheme.pair_behind(about).unwrap_or(self.pair);
    }

    fn settle(&mut self, scheme: &Scheme, _today: NaiveDate) -> Result<(), Refusal> {
        let pair = scheme.get::<Pair>(self.pair);
        if pair.is_some_and(|pair| [pair.mentor, pair.mentee].contains(&self.mentor)) {
            return Err(Refusal::field(
                "mentor",
                "the two of the pair cannot stand in: choose another mentor",
            ));
        }
        if scheme.get::<Mentor>(self.mentor).is_none() {
            return Err(Refusal::field("mentor", "this person is no mentor: choose a mentor"));
        }
        if let Some(end) = self.until.filter(|until| *until < self.since) {
            return Err(Refusal::EndBeforeStart { start: self.since, end });
        }
        Ok(())
    }

    fn title(&self, scheme: &Scheme) -> String {
        format!("{} as substitute", scheme.name(self.mentor))
    }

    fn about(&self) -> Vec<AnyId> {
        vec![self.pair.into(), self.mentor.into()]
    }

    fn day(&self) -> Option<NaiveDate> {
        Some(self.since)
    }
}
