//! A campaign of recruitment or publicity (S2).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::codes::CampaignChannel;
use crate::domain::entry::Entry;
use crate::domain::field::{Field, choice_must_field, day_field, day_must_field, text_field};
use crate::domain::ids::{AnyId, CampaignId};
use crate::domain::records::Person;
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::tables::{Link, Linked};
use crate::text::{Text, fold};

/// A campaign (S2). Sign-ups count for it by the source that people name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Campaign {
    /// Primary key, shown as `J3`.
    pub id: CampaignId,
    /// What it is called.
    pub name: Text,
    /// How it reaches people.
    pub channel: CampaignChannel,
    /// First day.
    pub since: NaiveDate,
    /// Last day; none while it runs.
    pub until: Option<NaiveDate>,
    /// The source that people name who come by it; empty for the campaign's own name.
    pub source: Text,
}

impl Campaign {
    /// How many people joined by a day, from its first day on, who name its source (S2). People who
    /// come late name it too, so its last day does not end the count.
    pub fn sign_ups(&self, scheme: &Scheme, on: NaiveDate) -> i64 {
        let source = if self.source.is_empty() { &self.name } else { &self.source };
        let source = fold(source.exact());
        let came = scheme.all::<Person>().filter(|person| {
            let joined = person.joined.is_some_and(|day| self.since <= day && day <= on);
            joined && fold(person.source.exact()) == source
        });
        i64::try_from(came.count()).unwrap_or(i64::MAX)
    }
}

impl Linked for Campaign {
    fn links(&self, _: &mut dyn FnMut(Link, i64)) {}
}

impl Entry for Campaign {
    const FIELDS: &'static [Field<Self>] = &[
        text_field!("name", "Name", name),
        choice_must_field!("channel", "By", CampaignChannel, channel),
        day_must_field!("since", "From", since),
        day_field!("until", "Until", until),
        text_field!("source", "Source named", source),
    ];
    const REQUIRED: &'static [&'static str] = &["name", "since"];

    fn blank(id: CampaignId) -> Self {
        Self {
            id,
            name: Text::default(),
            channel: CampaignChannel::Newsletter,
            since: NaiveDate::MIN,
            until: None,
            source: Text::default(),
        }
    }

    fn begin(&mut self, _scheme: &Scheme, today: NaiveDate, _about: Option<AnyId>) {
        self.since = today;
    }

    fn settle(&mut self, _scheme: &Scheme, _today: NaiveDate) -> Result<(), Refusal> {
        match self.until.filter(|until| *until < self.since) {
            Some(end) => Err(Refusal::EndBeforeStart { start: self.since, end }),
            None => Ok(()),
        }
    }

    fn title(&self, _scheme: &Scheme) -> String {
        format!("the campaign \"{}\"", self.name)
    }

    fn about(&self) -> Vec<AnyId> {
        Vec::new()
    }

    fn day(&self) -> Option<NaiveDate> {
        Some(self.since)
    }
}
