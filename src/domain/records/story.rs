//! A success story of a pair, and whether it may be shared (R7).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::entry::Entry;
use crate::domain::field::{Field, day_must_field, id_field, text_field, yes_no_field};
use crate::domain::ids::{AnyId, PairId, StoryId};
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::tables::{Link, Linked};
use crate::text::Text;

/// A success story (R7). It is told outside the scheme only with consent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Story {
    /// Primary key, shown as `Y3`.
    pub id: StoryId,
    /// The pair.
    pub pair: PairId,
    /// Day on which it was told.
    pub day: NaiveDate,
    /// The story, without names.
    pub story: Text,
    /// Whether both consent to sharing it; none while not asked.
    pub consent: Option<bool>,
}

impl Linked for Story {
    fn links(&self, link: &mut dyn FnMut(Link, i64)) {
        link(Link::StoriesOfPair, self.pair.0);
    }
}

impl Entry for Story {
    const FIELDS: &'static [Field<Self>] = &[
        id_field!("pair", "Pair", "M", PairId, pair),
        day_must_field!("day", "Told on", day),
        text_field!(long "story", "Story, without names", story),
        yes_no_field!("consent", "May be shared", consent),
    ];
    const REQUIRED: &'static [&'static str] = &["pair", "day", "story"];

    fn blank(id: StoryId) -> Self {
        Self { id, pair: PairId(0), day: NaiveDate::MIN, story: Text::default(), consent: None }
    }

    fn begin(&mut self, scheme: &Scheme, today: NaiveDate, about: Option<AnyId>) {
        self.day = today;
        self.pair = scheme.pair_behind(about).unwrap_or(self.pair);
    }

    fn settle(&mut self, _scheme: &Scheme, today: NaiveDate) -> Result<(), Refusal> {
        crate::domain::entry::not_after("day", Some(self.day), today)
    }

    fn title(&self, _scheme: &Scheme) -> String {
        "the success story".to_owned()
    }

    fn about(&self) -> Vec<AnyId> {
        vec![self.pair.into()]
    }

    fn day(&self) -> Option<NaiveDate> {
        Some(self.day)
    }
}
