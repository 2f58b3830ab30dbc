//! What the criteria need of a person, read from the records once so that many pairs can be scored fast.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::codes::{Code, Format, Several, Subject};
use crate::domain::ids::{OfferId, PairId, PersonId};
use crate::domain::matching::asking::Asking;
use crate::domain::matching::free_times::FreeTimes;
use crate::domain::matching::ladder::Ladder;
use crate::domain::matching::likeness::Likeness;
use crate::domain::matching::past::{Answers, Experience, Rest};
use crate::domain::matching::terms::Near;
use crate::domain::matching::zones;
use crate::domain::records::{ExtraField, Person};
use crate::domain::scheme::Scheme;
use crate::domain::tables::Link;
use crate::text::{Text, fold};

/// Folded texts by a number, so that two are compared at once. Mentors give the numbers; what no
/// mentor has is [`Numbered::OTHER`] and like nothing.
#[derive(Debug, Default)]
pub(super) struct Numbered(HashMap<String, u32>);

impl Numbered {
    /// The number of a text that no mentor has.
    pub(super) const OTHER: u32 = u32::MAX;

    /// Learns a text of a mentor.
    fn learn(&mut self, text: &str) {
        let folded = fold(text);
        if !folded.is_empty() {
            let fresh = u32::try_from(self.0.len() + 1).unwrap_or(Self::OTHER);
            self.0.entry(folded).or_insert(fresh);
        }
    }

    /// The number of a text; 0 where there is nothing in it.
    fn of(&self, text: &str) -> u32 {
        let folded = fold(text);
        if folded.is_empty() { 0 } else { self.0.get(&folded).copied().unwrap_or(Self::OTHER) }
    }

    /// The numbers of the parts of a list, each once.
    fn all<'a>(&self, parts: impl Iterator<Item = &'a str>) -> Vec<u32> {
        let mut all: Vec<u32> = Vec::new();
        for number in parts.map(|part| self.of(part)).filter(|number| *number != 0) {
            if number == Self::OTHER || !all.contains(&number) {
                all.push(number);
            }
        }
        all
    }
}

/// Whether two numbers are those of one text that both have.
pub(super) fn same(one: u32, two: u32) -> bool {
    one != 0 && one == two && one != Numbered::OTHER
}

/// How many of the numbers stand in the other list too.
pub(super) fn shared(numbers: &[u32], others: &[u32]) -> i64 {
    let is_shared = |number: &&u32| **number != Numbered::OTHER && others.contains(number);
    numbers.iter().filter(is_shared).map(|_| 1).sum()
}

/// The parts of a list as people write one: between commas, semicolons and lines.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty())
}

/// Languages as people write them: "English/Welsh", "English and Welsh".
pub(super) fn languages(text: &str) -> impl Iterator<Item = &str> {
    parts(text)
        .flat_map(|part| part.split('/'))
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" & "))
        .map(str::trim)
}

/// What both sides have. Numbers are of [`Numbered`], 0 where nothing is known.
#[derive(Debug, Clone, Default)]
pub(super) struct Side {
    pub(super) department: u32,
    pub(super) team: u32,
    /// The step of the grade.
    pub(super) step: Option<i64>,
    /// The year of matriculation or graduation.
    pub(super) year: Option<i64>,
    /// The parts of the location, the town first.
    pub(super) location: Vec<u32>,
    /// The time zone as told, and its minutes from universal time.
    pub(super) zone: (u32, Option<i64>),
    pub(super) languages: Vec<u32>,
    /// One bit a format.
    pub(super) formats: u8,
    pub(super) free: FreeTimes,
    /// The values under each heading that is a criterion.
    pub(super) extras: Vec<Vec<u32>>,
    /// The words about the person, weighed.
    pub(super) text: Likeness,
}

/// A mentor as the criteria see one.
#[derive(Debug, Clone)]
pub(super) struct MentorFacts {
    pub(super) id: PersonId,
    pub(super) side: Side,
    /// Topics offered: their number among the terms, and as they are shown; each number once.
    pub(super) offered: Vec<(u32, String)>,
    /// Free places; may be below zero.
    pub(super) free: i64,
    /// Pairs that hold a place now.
    pub(super) taken: i64,
    /// Start of the newest pair, on the day or before.
    pub(super) last_start: Option<NaiveDate>,
    pub(super) experience: Experience,
    pub(super) rest: Rest,
    pub(super) answers: Answers,
    /// The first hard rule that forbids this mentor whoever asks.
    pub(super) blocked: Option<&'static str>,
    /// Soft rules that speak against this mentor whoever asks.
    pub(super) warnings: i64,
    /// Who is related to the mentor so that a rule between two may speak; ascending.
    pub(super) related: Vec<PersonId>,
}

/// A mentee as the criteria see one.
#[derive(Debug, Clone)]
pub(super) struct MenteeFacts {
    pub(super) id: PersonId,
    pub(super) side: Side,
    /// The topic of the request, if it names one.
    pub(super) request: Option<Wanted>,
    /// Every other topic wanted.
    pub(super) wanted: Vec<Wanted>,
    /// Mentors whom the mentee would like.
    pub(super) wishes: Vec<PersonId>,
    /// Whether this is the mentee's first time, or a student.
    pub(super) beginner: bool,
    pub(super) asking: Asking,
    /// The pair and the offer that a new mentor would replace.
    pub(super) leaving: (Option<PairId>, Option<OfferId>),
    /// Whether no rule but those of mentor and relation can speak: the mentee takes part and has
    /// nobody.
    pub(super) plain: bool,
    /// Who is related to the mentee so that a rule between two may speak; ascending.
    pub(super) related: Vec<PersonId>,
}

/// A topic that a mentee wants.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    /// As it is shown.
    pub(super) name: String,
    /// The offered terms that are near it.
    pub(super) near: Near,
}

/// What is the same for all people when their facts are read.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    pub(super) scheme: &'a Scheme,
    pub(super) ladder: Ladder,
    /// Headings of extra fields that are criteria, as set and folded.
    pub(super) headings: &'a [(String, String)],
    pub(super) numbered: &'a Numbered,
}

impl Numbered {
    /// Learns all texts of a mentor that a mentee's are compared with.
    pub(super) fn learn_person(&mut self, scheme: &Scheme, id: PersonId) {
        let Some(person) = scheme.get::<Person>(id) else { return };
        for text in [&person.department, &person.team, &person.time_zone] {
            self.learn(text.exact());
        }
        let told = parts(person.location.exact()).chain(languages(person.languages.exact()));
        told.for_each(|part| self.learn(part));
        for field in scheme.linked::<ExtraField>(Link::ExtrasOfPerson, id) {
            parts(field.value.exact()).for_each(|part| self.learn(part));
        }
    }
}

impl Reader<'_> {
    /// What both sides have, without the words.
    pub(super) fn side(
        &self,
        id: PersonId,
        formats: &Several<Format>,
        availability: &Text,
    ) -> Side {
        let Some(person) = self.scheme.get::<Person>(id) else { return Side::default() };
        let numbered = self.numbered;
        let zone = person.time_zone.exact();
        Side {
            department: numbered.of(person.department.exact()),
            team: numbered.of(person.team.exact()),
            step: self.ladder.step(person.grade.exact()),
            year: person.year,
            location: numbered.all(parts(person.location.exact())),
            zone: (numbered.of(zone), zones::minutes(zone)),
            languages: numbered.all(languages(person.languages.exact())),
            formats: bits(formats),
            free: FreeTimes::of(availability.exact()),
            extras: self.extras(id),
            text: Likeness::default(),
        }
    }

    fn extras(&self, id: PersonId) -> Vec<Vec<u32>> {
        if self.headings.is_empty() {
            return Vec::new();
        }
        let fields: Vec<(String, &Text)> = self
            .scheme
            .linked::<ExtraField>(Link::ExtrasOfPerson, id)
            .filter(|field| field.subject == Subject::Person)
            .map(|field| (fold(field.heading.exact()), &field.value))
            .collect();
        let numbered = self.numbered;
        let values = |(_, heading): &(String, String)| {
            let under = fields.iter().filter(|(own, _)| own == heading);
            under.flat_map(|(_, value)| numbered.all(parts(value.exact()))).collect::<Vec<_>>()
        };
        self.headings.iter().map(values).collect()
    }
}

/// One bit a format, in the order of the list.
fn bits(formats: &Several<Format>) -> u8 {
    let all = Format::ALL.iter().enumerate();
    all.filter(|(_, format)| formats.has(**format)).map(|(bit, _)| 1 << bit).sum()
}

/// The grades of everybody who is mentor or mentee.
pub(super) fn grades(scheme: &Scheme) -> impl Iterator<Item = &str> {
    scheme.all::<Person>().map(|person| person.grade.exact())
}
