//! A scheme read once for matching: mentors, topics, texts and weights, so that each two people are scored fast.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::codes::{Status, Subject, TopicSide};
use crate::domain::ids::{PersonId, TopicId};
use crate::domain::matching::asking::{Asking, has_anybody};
use crate::domain::matching::criteria::{Both, CRITERIA, Criterion};
use crate::domain::matching::facts::{
    MenteeFacts, MentorFacts, Numbered, Reader, Wanted, grades, same,
};
use crate::domain::matching::ladder::Ladder;
use crate::domain::matching::likeness::{Corpus, Likeness};
use crate::domain::matching::objections::objections_except;
use crate::domain::matching::past::{answers, experience, last_start, rest};
use crate::domain::matching::places::{free_places, places_taken};
use crate::domain::matching::relations::Relations;
use crate::domain::matching::terms::{Terms, Worked};
use crate::domain::matching::words::{Stems, Term};
use crate::domain::records::{Absence, Mentee, Mentor, Person, PersonTopic, Request, Topic};
use crate::domain::scheme::Scheme;
use crate::domain::settings::Key;
use crate::domain::tables::Link;
use crate::text::{Text, fold};

/// Everything that is read once for all pairs of a scheme on a day.
#[derive(Debug)]
pub(super) struct Prepared {
    pub(super) scheme: Arc<Scheme>,
    pub(super) on: NaiveDate,
    /// The weight of each criterion, in the order of the table.
    weights: Vec<i64>,
    /// What each soft rule costs.
    pub(super) soft: i64,
    /// The days that there are to answer.
    pub(super) answer_days: i64,
    /// The headings of extra fields that are criteria: as they are set, and folded.
    pub(super) headings: Vec<(String, String)>,
    ladder: Ladder,
    numbered: Numbered,
    terms: Terms,
    corpus: Corpus,
    relations: Relations,
    /// Every mentor of the scheme, by id.
    pub(super) mentors: Vec<MentorFacts>,
}

impl Prepared {
    /// Reads a scheme as it stands on a day.
    pub(super) fn new(scheme: &Arc<Scheme>, on: NaiveDate) -> Self {
        let settings = scheme.settings();
        let mut prepared = Self {
            on,
            weights: CRITERIA.iter().map(|row| settings.number(row.weight)).collect(),
            soft: settings.number(Key::WeightSoftRule),
            answer_days: settings.number(Key::AnswerDays),
            headings: headings(settings.text(Key::MatchExtraFields)),
            ladder: Ladder::of(grades(scheme)),
            numbered: Numbered::default(),
            terms: Terms::default(),
            corpus: Corpus::default(),
            relations: Relations::of(scheme),
            mentors: Vec::new(),
            scheme: Arc::clone(scheme),
        };
        let mut stems = Stems::default();
        let mut offered = Vec::new();
        let mut learned = Vec::new();
        for mentor in scheme.all::<Mentor>() {
            prepared.numbered.learn_person(scheme, mentor.id);
            let topics = prepared.topics_offered(mentor.id, &mut stems);
            let mut texts = mentor_texts(scheme, mentor);
            texts.extend(topics.iter().map(|(_, name)| name.as_str()));
            learned.push(prepared.corpus.learn(&texts, &mut stems));
            offered.push(topics);
        }
        prepared.name_synonyms(&mut stems);
        // a word is rare or not only when all texts are known
        let all = scheme.all::<Mentor>().zip(offered).zip(learned);
        let read = all.map(|((mentor, offered), counts)| {
            let text = prepared.corpus.weigh(counts);
            prepared.mentor_facts(mentor, offered, text)
        });
        prepared.mentors = read.collect();
        prepared
    }

    /// The topics that a mentor offers, by number and as they are shown; each number once, by the
    /// name that stands for the others if the mentor has that.
    fn topics_offered(&mut self, mentor: PersonId, stems: &mut Stems) -> Vec<(u32, String)> {
        let scheme = Arc::clone(&self.scheme);
        let mut offered: Vec<(u32, String)> = Vec::new();
        for (name, stands_for) in topics_of(&scheme, mentor, TopicSide::Offered) {
            let Some(number) = self.terms.offer(stands_for.exact(), stems) else { continue };
            match offered.iter_mut().find(|(known, _)| *known == number) {
                Some(known) if name == stands_for => known.1 = name.to_string(),
                Some(_) => {}
                None => offered.push((number, name.to_string())),
            }
        }
        offered
    }

    /// The other words that the scheme names for what mentors offer.
    fn name_synonyms(&mut self, stems: &mut Stems) {
        let scheme = Arc::clone(&self.scheme);
        for topic in scheme.all::<Topic>().filter(|topic| topic.same_as.is_some()) {
            let standing = standing(&scheme, topic.id);
            let number = standing.and_then(|name| self.terms.offered(name.exact(), stems));
            if let Some(number) = number {
                self.terms.also(number, topic.name.exact(), stems);
            }
        }
    }

    /// A mentor of the scheme.
    pub(super) fn mentor(&self, id: PersonId) -> Option<&MentorFacts> {
        let place = self.mentors.binary_search_by_key(&id, |mentor| mentor.id).ok()?;
        self.mentors.get(place)
    }

    fn mentor_facts(
        &self,
        mentor: &Mentor,
        offered: Vec<(u32, String)>,
        text: Likeness,
    ) -> MentorFacts {
        let (scheme, on, id) = (&*self.scheme, self.on, mentor.id);
        let mut side = self.reader().side(id, &mentor.formats, &mentor.availability);
        side.text = text;
        let taken = places_taken(scheme, id, on);
        let untrained = !mentor.is_trained(on);
        let second = mentor.first_time == Some(true) && taken > 0;
        let mut absences = scheme.linked::<Absence>(Link::AbsencesOfPerson, id);
        // in the order of the table of rules
        let blocked = if taken >= mentor.capacity {
            Some("full")
        } else if absences.any(|absence| absence.covers(on)) {
            Some("hidden")
        } else {
            (!takes_part(scheme, id, on)).then_some("not-active")
        };
        MentorFacts {
            id,
            side,
            offered,
            free: free_places(scheme, id, on),
            taken,
            last_start: last_start(scheme, id, on),
            experience: experience(scheme, mentor, on),
            rest: rest(scheme, id, on),
            answers: answers(scheme, id, on),
            blocked,
            warnings: i64::from(untrained) + i64::from(second),
            related: self.relations.of_mentor(scheme, id, on),
        }
    }

    /// A mentee with what they ask for.
    pub(super) fn mentee(&self, id: PersonId, asking: Asking, worked: &mut Worked) -> MenteeFacts {
        let (scheme, on) = (&*self.scheme, self.on);
        let record = scheme.get::<Mentee>(id).cloned().unwrap_or_else(|| Mentee::new(id));
        let mut side = self.reader().side(id, &record.formats, &record.availability);
        side.text = self.corpus.ask(&mentee_texts(scheme, &record, &asking), &mut worked.stems);
        let request = (!asking.topic.is_empty()).then(|| Wanted {
            name: Text::new(asking.topic.as_str()).to_string(),
            near: self.terms.inside(&asking.topic, worked),
        });
        let mut wanted: Vec<Wanted> = Vec::new();
        let mut seen: Vec<Vec<String>> = Vec::new();
        for (name, stands_for) in topics_of(scheme, id, TopicSide::Wanted) {
            let Some((words, near)) = self.terms.near(stands_for.exact(), worked) else { continue };
            if !seen.contains(&words) && !Term::stands_in(&words, &asking.topic) {
                wanted.push(Wanted { name: name.to_string(), near });
            }
            seen.push(words);
        }
        let leaving = asking.leaving(scheme, id, on);
        let takes_part = takes_part(scheme, id, on);
        MenteeFacts {
            id,
            side,
            request,
            wanted,
            wishes: self.relations.wishes(scheme, id),
            beginner: record.first_time.or(record.student) == Some(true),
            plain: takes_part && !has_anybody(scheme, id, on, leaving),
            related: self.relations.of_mentee(scheme, id, on, &asking),
            leaving,
            asking,
        }
    }

    fn reader(&self) -> Reader<'_> {
        Reader {
            scheme: &self.scheme,
            ladder: self.ladder,
            headings: &self.headings,
            numbered: &self.numbered,
        }
    }

    /// The criteria that count, each with its weight.
    pub(super) fn weighed(&self) -> impl Iterator<Item = (&'static Criterion, i64)> {
        let counts = |(row, weight): (&'static Criterion, &i64)| {
            let unset = row.weight == Key::WeightExtra && self.headings.is_empty();
            (*weight > 0 && !unset).then_some((row, *weight))
        };
        CRITERIA.iter().zip(&self.weights).filter_map(counts)
    }

    /// The points of two people with what soft rules cost, or the hard rule that forbids them.
    pub(super) fn score(
        &self,
        mentee: &MenteeFacts,
        mentor: &MentorFacts,
    ) -> Result<i64, &'static str> {
        let warnings = self.warnings(mentee, mentor)?;
        Ok(self.points(mentee, mentor) - warnings * self.soft)
    }

    /// The points of the criteria alone.
    pub(super) fn points(&self, mentee: &MenteeFacts, mentor: &MentorFacts) -> i64 {
        let both = Both { prepared: self, mentee, mentor };
        self.weighed().map(|(criterion, weight)| criterion.points(&both, weight)).sum()
    }

    /// How many soft rules speak against two people, or the first hard one. Where nothing relates
    /// them, only what is known of each alone can speak; else the rules themselves are asked.
    pub(super) fn warnings(
        &self,
        mentee: &MenteeFacts,
        mentor: &MentorFacts,
    ) -> Result<i64, &'static str> {
        let related = |all: &[PersonId], other| all.binary_search(&other).is_ok();
        let asked = mentee.asking.asked.contains(&mentor.id);
        if !mentee.plain
            || mentee.id == mentor.id
            || related(&mentee.related, mentor.id)
            || related(&mentor.related, mentee.id)
        {
            let (pair, offer) = mentee.leaving;
            let (scheme, on) = (&self.scheme, self.on);
            let against = objections_except(scheme, mentor.id, mentee.id, on, pair, offer);
            let hard = against.iter().find(|objection| objection.hard);
            return match hard {
                Some(objection) => Err(objection.rule),
                None if asked => Err("asked"),
                None => Ok(against.iter().map(|_| 1).sum()),
            };
        }
        if same(mentee.side.team, mentor.side.team) {
            return Err("group");
        }
        if let Some(rule) = mentor.blocked {
            return Err(rule);
        }
        Ok(mentor.warnings + i64::from(same(mentee.side.department, mentor.side.department)))
    }
}

/// The headings of a list, as they are told and folded, each once.
fn headings(told: &str) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for heading in told.split(',').map(str::trim).filter(|heading| !heading.is_empty()) {
        let folded = fold(heading);
        if all.iter().all(|(_, known)| *known != folded) {
            all.push((Text::new(heading).to_string(), folded));
        }
    }
    all
}

/// Whether a person is approved or active on a day.
pub(super) fn takes_part(scheme: &Scheme, person: PersonId, on: NaiveDate) -> bool {
    let status = scheme.state_on(Subject::Person, person.0, on);
    status.is_some_and(Status::takes_part)
}

/// What a mentor says about what they did, the topics aside.
fn mentor_texts<'a>(scheme: &'a Scheme, mentor: &'a Mentor) -> Vec<&'a str> {
    let biography = scheme.get::<Person>(mentor.id).map(|person| person.biography.exact());
    biography.into_iter().chain([mentor.experience.exact()]).collect()
}

/// What a mentee says about what they would reach.
fn mentee_texts<'a>(scheme: &'a Scheme, mentee: &'a Mentee, asking: &Asking) -> Vec<&'a str> {
    let request = asking.request.and_then(|id| scheme.get::<Request>(id));
    let said = request.into_iter().flat_map(|one| [one.reason.exact(), one.message.exact()]);
    [mentee.goals.exact()].into_iter().chain(said).collect()
}

/// The topics of a person on a side: as named, and the one that it is another word for.
fn topics_of(
    scheme: &Scheme,
    person: PersonId,
    side: TopicSide,
) -> impl Iterator<Item = (&Text, &Text)> {
    scheme
        .linked::<PersonTopic>(Link::TopicsOfPerson, person)
        .filter(move |row| row.side == side)
        .filter_map(|row| {
            let topic = scheme.get::<Topic>(row.topic)?;
            Some((&topic.name, standing(scheme, topic.id)?))
        })
}

/// The name of the topic that one is another word for, or its own. Of words that stand for each
/// other in a circle it is the one of the lowest id.
fn standing(scheme: &Scheme, topic: TopicId) -> Option<&Text> {
    let mut seen = Vec::new();
    let mut next = Some(topic);
    while let Some(id) = next {
        if let Some(start) = seen.iter().position(|known| *known == id) {
            let circle = seen.get(start..).unwrap_or_default();
            let lowest = circle.iter().min().copied().unwrap_or(id);
            return scheme.get::<Topic>(lowest).map(|topic| &topic.name);
        }
        seen.push(id);
        next =
            scheme.get::<Topic>(id)?.same_as.filter(|other| scheme.get::<Topic>(*other).is_some());
    }
    scheme.get::<Topic>(*seen.last()?).map(|topic| &topic.name)
}
