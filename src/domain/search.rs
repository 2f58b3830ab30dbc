//! Finding people, pairs and requests by what is typed: free search over names and fields (P5), and names as told in sheets.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::domain::ids::{Id, PairId, PersonId, RequestId};
use crate::domain::records::{Offer, Pair, Person, PersonTopic, Request, Topic};
use crate::domain::scheme::Scheme;
use crate::domain::tables::{Called, Link};
use crate::text::{Text, fold};

/// What was found, best first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit<I> {
    /// The record.
    pub id: I,
    /// How well it fits; comparable within one search.
    pub points: u32,
    /// Labels of the fields in which the words were found, each once.
    pub found_in: Vec<&'static str>,
}

/// A field that is searched: its label, what a word found in it is worth, and its texts.
struct Place {
    label: &'static str,
    worth: u32,
    texts: fn(&Scheme, &Person) -> Vec<String>,
}

/// The fields of P5, and what else a coordinator remembers of a person.
const PLACES: &[Place] = &[
    Place {
        label: "Name",
        worth: 10,
        texts: |_, p| exact(&[&p.full_name, &p.preferred_name, &p.first_name, &p.last_name]),
    },
    Place { label: "E-mail", worth: 5, texts: |_, p| exact(&[&p.email]) },
    Place { label: "Topics", worth: 4, texts: topics },
    Place { label: "Department", worth: 3, texts: |_, p| exact(&[&p.department]) },
    Place { label: "Team or group", worth: 3, texts: |_, p| exact(&[&p.team]) },
    Place { label: "Location", worth: 3, texts: |_, p| exact(&[&p.location]) },
    Place {
        label: "Year",
        worth: 3,
        texts: |_, p| p.year.iter().map(ToString::to_string).collect(),
    },
    Place { label: "Employer", worth: 3, texts: |_, p| exact(&[&p.employer, &p.organisation]) },
    Place { label: "Industry", worth: 3, texts: |_, p| exact(&[&p.industry]) },
    Place {
        label: "Job function",
        worth: 3,
        texts: |_, p| exact(&[&p.job_function, &p.job_title]),
    },
];

fn exact(texts: &[&Text]) -> Vec<String> {
    texts.iter().map(|text| text.exact().to_owned()).collect()
}

fn topics(scheme: &Scheme, person: &Person) -> Vec<String> {
    scheme
        .linked::<PersonTopic>(Link::TopicsOfPerson, person.id)
        .filter_map(|row| scheme.get::<Topic>(row.topic))
        .map(|topic| topic.name.exact().to_owned())
        .collect()
}

/// Everything that can be found, folded once so that each key typed costs little. Made anew for
/// each snapshot.
#[derive(Debug, Clone, Default)]
pub struct Finder {
    people: BTreeMap<PersonId, Entry>,
    pairs: BTreeMap<PairId, Entry>,
    requests: BTreeMap<RequestId, Entry>,
}

/// The folded words of one record, by field.
#[derive(Debug, Clone, Default)]
struct Entry {
    /// The name by which equal hits are ordered, folded.
    name: String,
    /// Label, worth and words of each field that is filled.
    fields: Vec<(&'static str, u32, String)>,
}

impl Entry {
    fn push(&mut self, label: &'static str, worth: u32, texts: &[String]) {
        let words = texts.iter().map(|text| words(text)).collect::<String>();
        if !words.trim().is_empty() {
            self.fields.push((label, worth, words));
        }
    }
}

impl Finder {
    /// Reads a snapshot.
    pub fn new(scheme: &Scheme) -> Self {
        let mut finder = Self::default();
        for person in scheme.all::<Person>() {
            let mut entry = Entry { name: fold(person.full_name.exact()), ..Entry::default() };
            for place in PLACES {
                entry.push(place.label, place.worth, &(place.texts)(scheme, person));
            }
            finder.people.insert(person.id, entry);
        }
        let name = |id| scheme.get::<Person>(id).map(|person| person.full_name.exact().to_owned());
        for pair in scheme.all::<Pair>() {
            let (mentee, mentor) = (name(pair.mentee), name(pair.mentor));
            let sort = fold(mentee.as_deref().unwrap_or_default());
            let mut entry = Entry { name: sort, ..Entry::default() };
            entry.push("Mentee", 10, mentee.as_slice());
            entry.push("Mentor", 10, mentor.as_slice());
            finder.pairs.insert(pair.id, entry);
        }
        for request in scheme.all::<Request>() {
            let mentee = name(request.mentee);
            let offers = scheme.linked::<Offer>(Link::OffersOfRequest, request.id);
            let asked: Vec<_> = offers.filter_map(|offer| name(offer.mentor)).collect();
            let sort = fold(mentee.as_deref().unwrap_or_default());
            let mut entry = Entry { name: sort, ..Entry::default() };
            entry.push("Mentee", 10, mentee.as_slice());
            entry.push("Mentor", 8, &asked);
            entry.push("Topic", 4, &[request.topic.exact().to_owned()]);
            finder.requests.insert(request.id, entry);
        }
        finder
    }

    /// People by name, e-mail, topic, location, year, employer, industry, job function,
    /// department or team; every word typed must be found. Nothing typed finds everybody, by name.
    pub fn people(&self, typed: &str) -> Vec<Hit<PersonId>> {
        find(&self.people, typed)
    }

    /// Pairs by the names in them.
    pub fn pairs(&self, typed: &str) -> Vec<Hit<PairId>> {
        find(&self.pairs, typed)
    }

    /// Requests by the names in them, mentors asked included, and by topic.
    pub fn requests(&self, typed: &str) -> Vec<Hit<RequestId>> {
        find(&self.requests, typed)
    }
}

/// The entries in which every word typed is found: points first, then name, then id. An id typed
/// (`P12`) finds its record alone.
fn find<I: Id + std::str::FromStr>(entries: &BTreeMap<I, Entry>, typed: &str) -> Vec<Hit<I>> {
    if let Some(id) = typed.parse::<I>().ok().filter(|id| entries.contains_key(id)) {
        return vec![Hit { id, points: 1000, found_in: vec!["Id"] }];
    }
    let all = words(typed);
    let sought: Vec<&str> = all.split_whitespace().collect();
    let mut hits: Vec<(Hit<I>, &str)> = Vec::new();
    for (id, entry) in entries {
        let found = sought.iter().map(|word| best(entry, word)).collect::<Option<Vec<_>>>();
        let Some(found) = found else { continue };
        let mut hit = Hit { id: *id, points: 0, found_in: Vec::new() };
        for (label, points) in found {
            hit.points += points;
            if !hit.found_in.contains(&label) {
                hit.found_in.push(label);
            }
        }
        if !sought.is_empty() && words(&entry.name) == all {
            hit.points += 100;
        }
        hits.push((hit, &entry.name));
    }
    hits.sort_by_key(|(hit, name)| (Reverse(hit.points), *name, hit.id));
    hits.into_iter().map(|(hit, _)| hit).collect()
}

/// The field in which a word counts most: as a whole word, as the beginning of one, or inside.
fn best(entry: &Entry, word: &str) -> Option<(&'static str, u32)> {
    let inside = word.chars().count() >= 3 || !word.is_ascii();
    let found = entry.fields.iter().filter_map(|(label, worth, words)| {
        let fit = if words.contains(&format!(" {word} ")) {
            4
        } else if words.contains(&format!(" {word}")) {
            3
        } else if inside && words.contains(word) {
            1
        } else {
            return None;
        };
        Some((*label, fit * worth))
    });
    // of equal fields the first of the table
    found.rev().max_by_key(|(_, points)| *points)
}

/// A text as folded words with a space before and behind each, so that whole words and whole
/// terms can be found with `contains`; empty if there is no word in it.
pub(crate) fn words(text: &str) -> String {
    let folded = fold(text);
    let mut all = String::new();
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if all.is_empty() {
            all.push(' ');
        }
        all.push_str(word);
        all.push(' ');
    }
    all
}

/// Whether a name as told means this person: the name as shown, first and last name in either
/// order ("Reed, Tom"), or the e-mail address; case and accents do not matter.
pub fn is_named(person: &Person, told: &Text) -> bool {
    let told = fold(told.exact());
    if told.is_empty() {
        return false;
    }
    let is = |text: &str| fold(text) == told;
    let (first, last) = (person.first_name.exact(), person.last_name.exact());
    is(person.full_name.exact())
        || is(person.email.exact())
        || (!person.first_name.is_empty()
            && !person.last_name.is_empty()
            && (is(&format!("{first} {last}")) || is(&format!("{last}, {first}"))))
}

/// The one person whom a name as told means; none if nobody or more than one is meant. An id of
/// the scheme (`P12`) means that person.
pub fn person_named(scheme: &Scheme, told: &Text) -> Option<PersonId> {
    if let Ok(id) = told.exact().parse::<PersonId>() {
        return scheme.get::<Person>(id).map(|person| person.id);
    }
    let told = fold(told.exact());
    let mut meant = scheme.called::<Person>(Called::Person, &told);
    let first = meant.next()?;
    meant.next().is_none().then_some(first.id)
}
