//! Gathering what is kept of a person, record by record: others by name only, and what they said apart.

use serde_json::Value;

use super::{Fact, HeldBack, Part};
use crate::domain::codes::PreferenceKind;
use crate::domain::field::Kind;
use crate::domain::ids::{AnyId, EventId, GoalId, PairId, PersonId, RequestId, TopicId};
use crate::domain::profile::Profile;
use crate::domain::records::{
    Absence, Agreement, Attendance, Closure, Concern, Contact, Event, ExtraField, Goal, Line,
    Meeting, Milestone, Offer, Pair, Person, PersonTopic, Phase, Preference, Reminder, Request,
    Review, Story, Substitute, Topic,
};
use crate::domain::scheme::Scheme;
use crate::domain::tables::{Link, Row};

/// Whose records are gathered, and from where.
pub(super) struct Gather<'a> {
    pub(super) scheme: &'a Scheme,
    pub(super) id: PersonId,
}

impl Gather<'_> {
    /// Every field of the person, the roles and what is entered with them.
    pub(super) fn person(&self, profile: &Profile) -> Vec<Fact> {
        let mut facts = vec![("id".to_owned(), "Id".to_owned(), self.id.to_string())];
        facts.extend(Profile::fields().filter_map(|field| {
            let value = (field.get)(profile);
            let value = match field.kind {
                Kind::Person | Kind::Record(_) => self.named(&value),
                Kind::Line
                | Kind::Long
                | Kind::Email
                | Kind::Day
                | Kind::Number(..)
                | Kind::YesNo
                | Kind::Choice(_)
                | Kind::Choices(_)
                | Kind::Topics
                | Kind::Money => value,
            };
            let fact = (field.id.to_owned(), field.label.to_owned(), value);
            (!fact.2.is_empty()).then_some(fact)
        }));
        facts
    }

    /// Ids of people as names.
    fn named(&self, value: &str) -> String {
        let name = |part: &str| {
            part.trim().parse().map_or_else(|_| part.to_owned(), |id| self.exact_name(id))
        };
        value.split("; ").map(name).collect::<Vec<_>>().join("; ")
    }

    fn exact_name(&self, id: PersonId) -> String {
        let known = self.scheme.get::<Person>(id);
        known.map_or_else(|| id.to_string(), |person| person.full_name.exact().to_owned())
    }

    /// Everything but the person's own row, record by record.
    pub(super) fn parts(&self) -> Vec<Part> {
        let (scheme, id) = (self.scheme, self.id);
        let mut pairs: Vec<&Pair> = scheme
            .linked::<Pair>(Link::PairsOfMentor, id)
            .chain(scheme.linked::<Pair>(Link::PairsOfMentee, id))
            .collect();
        pairs.sort_by_key(|pair| (pair.start, pair.id));
        let requests: Vec<&Request> = scheme.linked(Link::RequestsOfMentee, id).collect();
        let mut parts = vec![
            self.part::<PersonTopic>("topics", "Topics", Link::TopicsOfPerson, id.0),
            self.part::<Preference>("wishes", "Wishes", Link::PreferencesOfPerson, id.0),
            self.part::<Line>("line_managers", "Line managers", Link::LinesOfPerson, id.0),
            self.part::<Line>("manages", "Line manager of", Link::LinesOfManager, id.0),
            self.part::<Absence>("absences", "Times hidden", Link::AbsencesOfPerson, id.0),
            self.part::<Phase>("status", "Status", Link::PhasesOfPerson, id.0),
            self.part::<ExtraField>("extra", "Extra fields", Link::ExtrasOfPerson, id.0),
            self.part::<Contact>("contacts", "Support contacts", Link::ContactsOfPerson, id.0),
            self.part::<Attendance>("events", "Events", Link::AttendanceOfPerson, id.0),
            self.part::<Substitute>("stands_in", "Stands in", Link::SubstitutesOfPerson, id.0),
            Part {
                id: "requests",
                title: "Requests",
                rows: requests.iter().map(|request| self.facts(*request, None)).collect(),
            },
        ];
        let mut offers = Part { id: "offers", title: "Offers", rows: Vec::new() };
        let mut reminders = Part { id: "reminders", title: "Reminders", rows: Vec::new() };
        for request in &requests {
            for offer in scheme.linked::<Offer>(Link::OffersOfRequest, request.id) {
                offers.rows.push(self.offer(offer));
            }
            reminders.rows.extend(self.rows::<Reminder>(
                Link::RemindersOfRequest,
                request.id.0,
                None,
            ));
        }
        for offer in scheme.linked::<Offer>(Link::OffersOfMentor, id) {
            offers.rows.push(self.offer(offer));
        }
        parts.extend([offers, reminders]);
        parts.extend(self.of_pairs(&pairs));
        parts
    }

    /// What belongs to pairs: the other one by name only, and of two answers the person's own.
    fn of_pairs(&self, pairs: &[&Pair]) -> Vec<Part> {
        let mut all = Part { id: "pairs", title: "Pairs", rows: Vec::new() };
        let mut agreements = Part { id: "agreements", title: "Agreements", rows: Vec::new() };
        let mut closures = Part { id: "closures", title: "Closings", rows: Vec::new() };
        let mut goals = Part { id: "goals", title: "Goals", rows: Vec::new() };
        let mut steps = Part { id: "milestones", title: "Milestones", rows: Vec::new() };
        let mut linked: Vec<Part> = [
            ("pair_status", "Status of pairs"),
            ("meetings", "Meetings"),
            ("reviews", "Reviews"),
            ("stories", "Success stories"),
            ("substitutes", "Substitutes"),
            ("pair_contacts", "Support contacts with pairs"),
            ("pair_reminders", "Reminders of pairs"),
        ]
        .map(|(id, title)| Part { id, title, rows: Vec::new() })
        .into();
        for pair in pairs {
            let other = Some(if pair.mentor == self.id { "mentee_" } else { "mentor_" });
            let key = pair.id.0;
            all.rows.push(self.facts(*pair, other));
            agreements.rows.extend(self.one::<Agreement>(pair.id, other));
            closures.rows.extend(self.one::<Closure>(pair.id, other));
            for goal in self.scheme.linked::<Goal>(Link::GoalsOfPair, pair.id) {
                goals.rows.push(self.facts(goal, other));
                steps.rows.extend(self.rows::<Milestone>(Link::MilestonesOfGoal, goal.id.0, other));
            }
            let found = [
                self.rows::<Phase>(Link::PhasesOfPair, key, other),
                self.rows::<Meeting>(Link::MeetingsOfPair, key, other),
                self.rows::<Review>(Link::ReviewsOfPair, key, other),
                self.rows::<Story>(Link::StoriesOfPair, key, other),
                self.rows::<Substitute>(Link::SubstitutesOfPair, key, other),
                self.rows::<Contact>(Link::ContactsOfPair, key, other),
                self.rows::<Reminder>(Link::RemindersOfPair, key, other),
            ];
            for (part, rows) in linked.iter_mut().zip(found) {
                part.rows.extend(rows);
            }
        }
        let mut parts = vec![all, agreements, goals, steps];
        parts.append(&mut linked);
        parts.push(closures);
        parts
    }

    fn part<T: Row>(&self, id: &'static str, title: &'static str, link: Link, key: i64) -> Part {
        Part { id, title, rows: self.rows::<T>(link, key, None) }
    }

    fn rows<T: Row>(&self, link: Link, key: i64, other: Option<&str>) -> Vec<Vec<Fact>> {
        let rows = self.scheme.linked::<T>(link, PairId(key));
        rows.map(|row| self.facts(row, other)).collect()
    }

    fn one<T: Row>(&self, key: T::Key, other: Option<&str>) -> Option<Vec<Fact>> {
        self.scheme.get::<T>(key).map(|row| self.facts(row, other))
    }

    /// An offer without what others wrote about it.
    fn offer(&self, offer: &Offer) -> Vec<Fact> {
        let mut facts = self.facts(offer, None);
        if offer.mentor != self.id {
            facts.retain(|(id, _, _)| {
                !["decline_text", "decline_reason", "alternative", "overrides"]
                    .contains(&id.as_str())
            });
        }
        facts
    }

    /// The fields of a record that are filled, the ones of the other side left out.
    fn facts<T: Row>(&self, row: &T, other: Option<&str>) -> Vec<Fact> {
        let Ok(Value::Object(fields)) = serde_json::to_value(row) else { return Vec::new() };
        let mut facts: Vec<Fact> = fields
            .iter()
            .filter(|(name, _)| !other.is_some_and(|other| name.starts_with(other)))
            .filter_map(|(name, value)| {
                let value = self.value(T::TABLE.name(), name, value)?;
                Some((name.clone(), label(name), value))
            })
            .collect();
        facts.sort_by_key(|(name, _, _)| {
            FIRST.iter().position(|first| first == name).unwrap_or(FIRST.len())
        });
        facts
    }

    /// A value as it is read: names for people, ids with their letters; none for what tells nothing.
    fn value(&self, table: &str, name: &str, value: &Value) -> Option<String> {
        let number = value.as_i64();
        let with = |letter: char| number.map(|number| AnyId { letter, number }.to_string());
        match name {
            "subject" | "subject_id" | "offer" => None,
            "id" => match table {
                "pair" => with('M'),
                "request" => with('R'),
                "goal" => with('G'),
                _ => None,
            },
            "person" | "mentor" | "mentee" | "manager" | "other" | "guide" => {
                number.map(|id| self.exact_name(PersonId(id)))
            }
            "pair" => with('M'),
            "request" | "group_of" => with('R'),
            "goal" if number.is_some() => {
                let goal = self.scheme.get::<Goal>(GoalId(number?))?;
                Some(goal.goal.exact().to_owned())
            }
            "topic" if number.is_some() => {
                let topic = self.scheme.get::<Topic>(TopicId(number?))?;
                Some(topic.name.exact().to_owned())
            }
            "event" => {
                let event = self.scheme.get::<Event>(EventId(number?))?;
                let kind = event.kind;
                Some(format!("{} {}, {}", kind, event.name.exact(), event.day))
            }
            _ => match value {
                Value::Null => None,
                Value::Bool(yes) => Some(if *yes { "yes" } else { "no" }.to_owned()),
                Value::String(text) => {
                    let text = text.trim();
                    (!text.is_empty()).then(|| text.replace('\n', "; "))
                }
                Value::Number(number) => Some(number.to_string()),
                Value::Array(_) | Value::Object(_) => Some(value.to_string()),
            },
        }
    }

    /// What others said of the person, without the words.
    pub(super) fn held(&self) -> Vec<HeldBack> {
        let (scheme, id) = (self.scheme, self.id);
        let of_pair = |pair: Option<PairId>| {
            let pair = pair.and_then(|pair| scheme.get::<Pair>(pair));
            pair.is_some_and(|pair| [pair.mentor, pair.mentee].contains(&id))
        };
        let held = |id: String, what: String| HeldBack { id, what, words: None };
        let concerns = scheme
            .all::<Concern>()
            .filter(|one| one.person == Some(id) || of_pair(one.pair))
            .map(|one| {
                let whom = if one.person.is_some() { "them" } else { "a pair of theirs" };
                held(one.id.to_string(), format!("a concern about {whom}, noted {}", one.day))
            });
        let mut all: Vec<HeldBack> = concerns.collect();
        for wish in scheme.all::<Preference>().filter(|wish| wish.other == Some(id)) {
            let code = wish.person.to_string();
            if all.iter().all(|known| known.id != code) {
                all.push(held(code.clone(), format!("what {code} wishes about them")));
            }
        }
        for request in scheme.linked::<Request>(Link::RequestsOfMentee, id) {
            let code = request.id.to_string();
            if self.said(&code).is_some() {
                all.push(held(code.clone(), format!("what was said on declining {code}")));
            }
        }
        all
    }

    /// The words of what is held back, but of a concern.
    pub(super) fn said(&self, id: &str) -> Option<String> {
        let id: AnyId = id.parse().ok()?;
        let said: Vec<String> = match id.letter {
            'P' => {
                let person = PersonId(id.number);
                let wishes = self.scheme.linked::<Preference>(Link::PreferencesOfPerson, person);
                let about = wishes.filter(|wish| wish.other == Some(self.id));
                about
                    .map(|wish| match wish.kind {
                        PreferenceKind::Prefers => "would like them".to_owned(),
                        PreferenceKind::Avoids => "would rather not have them".to_owned(),
                    })
                    .collect()
            }
            'R' => {
                let request = RequestId(id.number);
                let offers = self.scheme.linked::<Offer>(Link::OffersOfRequest, request);
                let others = offers.filter(|offer| offer.mentor != self.id);
                others
                    .flat_map(|offer| {
                        let reason = offer.decline_reason.map(|reason| reason.to_string());
                        let texts = [&offer.decline_text, &offer.alternative];
                        reason.into_iter().chain(texts.map(|text| text.exact().to_owned()))
                    })
                    .filter(|text| !text.trim().is_empty())
                    .collect()
            }
            _ => Vec::new(),
        };
        (!said.is_empty()).then(|| said.join("; "))
    }
}

/// Fields that come first in a record.
const FIRST: &[&str] = &[
    "id",
    "pair",
    "request",
    "goal",
    "milestone",
    "day",
    "since",
    "until",
    "start",
    "received",
    "sent",
    "due",
    "mentor",
    "mentee",
    "heading",
    "value",
    "topic",
];

/// The name of a field as a label.
fn label(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
