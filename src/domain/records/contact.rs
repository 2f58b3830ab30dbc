//! A support contact: the coordinator's "ready ear" (V4).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::codes::{Channel, ContactOutcome, ContactPurpose};
use crate::domain::entry::Entry;
use crate::domain::field::{
    Field, Kind, choice_field, choice_must_field, day_field, day_must_field,
};
use crate::domain::ids::{AnyId, ContactId, PairId, PersonId};
use crate::domain::records::{Offer, Pair, Person};
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::settings::Key;
use crate::domain::tables::{Link, Linked};
use crate::text::days;

/// A support contact with a person or with both of a pair (V4). What was said is not kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    /// Primary key, shown as `K8`.
    pub id: ContactId,
    /// The person, if it was with one.
    pub person: Option<PersonId>,
    /// The pair that it was about, if about one.
    pub pair: Option<PairId>,
    /// Day.
    pub day: NaiveDate,
    /// By which way.
    pub channel: Channel,
    /// What for.
    pub purpose: ContactPurpose,
    /// What came of it; none while unknown.
    pub outcome: Option<ContactOutcome>,
    /// Day on which something is to be done next.
    pub next_on: Option<NaiveDate>,
}

impl Linked for Contact {
    fn links(&self, link: &mut dyn FnMut(Link, i64)) {
        if let Some(person) = self.person {
            link(Link::ContactsOfPerson, person.0);
        }
        if let Some(pair) = self.pair {
            link(Link::ContactsOfPair, pair.0);
        }
    }
}

impl Contact {
    /// Whether the day on which something is to be done next has come, and nobody was in touch
    /// with the same person or pair since.
    pub fn is_next_due(&self, scheme: &Scheme, on: NaiveDate) -> bool {
        let later = |other: &Self| {
            other.day <= on
                && (other.day, other.id) > (self.day, self.id)
                && (other.person, other.pair) == (self.person, self.pair)
        };
        let with = self.person.into_iter().flat_map(|id| scheme.linked(Link::ContactsOfPerson, id));
        let about = self.pair.into_iter().flat_map(|id| scheme.linked(Link::ContactsOfPair, id));
        self.next_on.is_some_and(|next| next <= on) && !with.chain(about).any(later)
    }
}

/// What a contact with a person is likely for: to chase a mentor who does not answer, to welcome
/// somebody new, else to see how they are.
fn purpose_with(scheme: &Scheme, person: PersonId, today: NaiveDate) -> ContactPurpose {
    let limit = scheme.settings().number(Key::AnswerDays);
    let waits = |offer: &Offer| offer.is_pending(today) && (today - offer.sent).num_days() > limit;
    let joined = scheme.get::<Person>(person).and_then(|person| person.joined);
    let is_new = joined.is_some_and(|day| {
        (0..=scheme.settings().number(Key::ContactSecondDays)).contains(&(today - day).num_days())
    });
    if scheme.linked::<Offer>(Link::OffersOfMentor, person).any(waits) {
        ContactPurpose::Chase
    } else if is_new && scheme.linked::<Contact>(Link::ContactsOfPerson, person).next().is_none() {
        ContactPurpose::Welcome
    } else {
        ContactPurpose::CheckIn
    }
}

/// The same about a pair: a review that is late, meetings that do not come about, a new pair.
fn purpose_about(scheme: &Scheme, pair: &Pair, today: NaiveDate) -> ContactPurpose {
    let limit = |key| scheme.settings().number(key);
    let age = (today - pair.start).num_days();
    let met = scheme.met(pair, today);
    let missed = i64::try_from(met.missed.len()).unwrap_or(i64::MAX);
    let quiet = met.last_held.is_none() && age > limit(Key::StartDays);
    if scheme.next_review(pair.id, today).is_some_and(|review| review.due <= today) {
        ContactPurpose::Review
    } else if quiet || met.is_stale(limit(Key::StalePercent)) || missed >= limit(Key::MissedAmber) {
        ContactPurpose::Chase
    } else if age <= limit(Key::ContactSecondDays) && scheme.last_contact(pair.id, today).is_none()
    {
        ContactPurpose::Welcome
    } else {
        ContactPurpose::CheckIn
    }
}

impl Entry for Contact {
    const FIELDS: &'static [Field<Self>] = &[
        Field {
            id: "about",
            label: "With",
            kind: Kind::Record("PM"),
            get: |contact| contact.about().first().map(AnyId::to_string).unwrap_or_default(),
            set: |contact, value| {
                let about = crate::domain::field::read_id(value, "PM")?;
                let of = |letter| about.filter(|id| id.letter == letter).map(|id| id.number);
                contact.pair = of('M').map(PairId);
                contact.person = of('P').map(PersonId);
                Ok(())
            },
        },
        day_must_field!("day", "Day", day),
        choice_must_field!("channel", "By", Channel, channel),
        choice_must_field!("purpose", "What for", ContactPurpose, purpose),
        choice_field!("outcome", "What came of it", ContactOutcome, outcome),
        day_field!("next_on", "Next on", next_on),
    ];
    const REQUIRED: &'static [&'static str] = &["about", "day"];
    const QUICK: &'static str = "outcome";

    fn blank(id: ContactId) -> Self {
        Self {
            id,
            person: None,
            pair: None,
            day: NaiveDate::MIN,
            channel: Channel::Email,
            purpose: ContactPurpose::CheckIn,
            outcome: None,
            next_on: None,
        }
    }

    fn begin(&mut self, scheme: &Scheme, today: NaiveDate, about: Option<AnyId>) {
        self.day = today;
        match about {
            Some(AnyId { letter: 'P', number }) => self.person = Some(PersonId(number)),
            other => self.pair = scheme.pair_behind(other),
        }
        let pair = self.pair.and_then(|id| scheme.get::<Pair>(id));
        let both = pair.map(|pair| [pair.mentee, pair.mentor]);
        let prefers = |id: &PersonId| scheme.get::<Person>(*id)?.preferred_channel;
        let channel = self.person.iter().chain(both.iter().flatten()).find_map(prefers);
        self.channel = channel.unwrap_or(self.channel);
        self.purpose = match (self.person, pair) {
            (Some(person), _) => purpose_with(scheme, person, today),
            (None, Some(pair)) => purpose_about(scheme, pair, today),
            (None, None) => self.purpose,
        };
    }

    fn settle(&mut self, _scheme: &Scheme, today: NaiveDate) -> Result<(), Refusal> {
        crate::domain::entry::not_after("day", Some(self.day), today)?;
        if self.next_on.is_some_and(|next| next < self.day) {
            return Err(Refusal::field(
                "next_on",
                "the next day is before the contact: give a later one",
            ));
        }
        Ok(())
    }

    fn title(&self, scheme: &Scheme) -> String {
        let with = self
            .about()
            .first()
            .map_or_else(String::new, |id| format!(" with {}", scheme.title(*id)));
        format!("the contact{with} on {}", days::long(self.day))
    }

    fn about(&self) -> Vec<AnyId> {
        self.pair.map(AnyId::from).into_iter().chain(self.person.map(AnyId::from)).collect()
    }

    fn day(&self) -> Option<NaiveDate> {
        Some(self.day)
    }
}
