//! Random schemes of mentors and mentees whose facts are made of few known words, so that what is told of them can be looked for.

use matchbook::domain::codes::{
    Answer, Format, PreferenceKind, Several, Status, Subject, TopicSide,
};
use matchbook::domain::ids::PersonId;
use matchbook::domain::records::{
    Absence, ExtraField, Line, Mentee, Mentor, Offer, Person, PersonTopic, Preference, Request,
    Topic,
};
use matchbook::domain::tables::Link;
use matchbook::domain::{Row, Scheme};
use matchbook::text::{Text, fold};

use crate::small_scheme::{Small, day};

/// Words that stand in no sentence of the program's own.
const WORDS: &[&str] = &[
    "astronomy",
    "beekeeping",
    "carpentry",
    "dentistry",
    "economics",
    "forestry",
    "geology",
    "history",
    "insurance",
    "joinery",
    "knitting",
    "leadership",
    "management",
    "nursing",
    "oceanography",
    "physics",
    "quilting",
    "robotics",
    "statistics",
    "theatre",
    "urbanism",
    "viticulture",
    "weaving",
    "xylophone",
    "yachting",
    "zoology",
];
const TOWNS: &[&str] = &["Aberdeen", "Bristol", "Cardiff", "Dundee"];
const TONGUES: &[&str] = &["English", "Gaelic", "Latin", "Norse"];
const GRADES: &[&str] = &["", "Grade 5", "Grade 6", "Grade 7", "Grade 8", "Professor", "Porter"];
const DAYS: &[&str] = &["", "Tue", "Mon-Wed", "Fridays", "ask me"];
const ZONES: &[&str] = &["", "GMT", "UTC+3", "America/New_York", "Mars"];

/// A source of numbers that is the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % u64::try_from(limit).unwrap()).unwrap()
    }

    fn one(&mut self, of: &[&'static str]) -> &'static str {
        of[self.below(of.len())]
    }

    fn some(&mut self, of: &[&'static str], most: usize, between: &str) -> String {
        let number = self.below(most + 1);
        let all: Vec<_> = (0..number).map(|_| self.one(of)).collect();
        all.join(between)
    }
}

/// A scheme of up to eight mentors and seven mentees with all that relates people.
pub(crate) fn scheme(seed: u64) -> Scheme {
    let dice = &mut Dice(seed.wrapping_mul(7919) + 1);
    let mut small = Small::default();
    small.set("match-extra-fields", "Hobby");
    let mentors: Vec<_> = (0..2 + dice.below(7))
        .map(|n| {
            let id = small.mentor(&format!("Mentor {n}"), i64::try_from(dice.below(4)).unwrap());
            person(&mut small, id, TopicSide::Offered, dice);
            let (formats, experience) = (formats(dice), dice.some(WORDS, 4, " "));
            let (trained, first, free) = (dice.below(4), dice.below(4), dice.one(DAYS));
            small.change::<Mentor>(id, |mentor| {
                mentor.formats = formats;
                mentor.experience = experience.as_str().into();
                mentor.availability = free.into();
                mentor.trained = (trained > 0).then_some(trained > 1);
                mentor.first_time = (first > 1).then_some(first == 2);
            });
            id
        })
        .collect();
    let mentees: Vec<_> = (0..=dice.below(7))
        .map(|n| {
            let id = small.mentee(&format!("Mentee {n}"));
            person(&mut small, id, TopicSide::Wanted, dice);
            let (formats, goals) = (formats(dice), dice.some(WORDS, 6, " and "));
            let (first, free) = (dice.below(3), dice.one(DAYS));
            small.change::<Mentee>(id, |mentee| {
                mentee.formats = formats;
                mentee.goals = goals.as_str().into();
                mentee.availability = free.into();
                mentee.first_time = (first > 0).then_some(first > 1);
            });
            id
        })
        .collect();
    if dice.below(3) == 0 {
        small.put(Mentor::with_capacity(mentees[0], 2));
    }
    wish(&mut small, &mentors, &mentees, dice);
    relate(&mut small, &mentors, &mentees, dice);
    small.scheme
}

fn formats(dice: &mut Dice) -> Several<Format> {
    let all = [Format::Video, Format::Phone, Format::InPerson];
    Several(all.into_iter().filter(|_| dice.below(2) == 0).collect())
}

fn person(small: &mut Small, id: PersonId, side: TopicSide, dice: &mut Dice) {
    for _ in 0..dice.below(4) {
        small.topic(id, side, dice.one(WORDS));
    }
    let (location, languages) = (dice.some(TOWNS, 2, ", "), dice.some(TONGUES, 2, "; "));
    let (grade, zone, biography) =
        (dice.one(GRADES), dice.one(ZONES), dice.some(WORDS, 5, ", then "));
    let (department, team) = (dice.some(WORDS, 1, ""), dice.below(12));
    small.change::<Person>(id, |person| {
        person.location = location.as_str().into();
        person.languages = languages.as_str().into();
        person.grade = grade.into();
        person.time_zone = zone.into();
        person.biography = biography.as_str().into();
        person.department = department.as_str().into();
        person.team = if team < 4 { format!("Team {team}").into() } else { Text::default() };
    });
    let value = dice.some(WORDS, 2, ", ");
    small.build(|builder| {
        let extra = builder.new_id::<ExtraField>();
        builder.put(ExtraField {
            id: extra,
            subject: Subject::Person,
            subject_id: id.0,
            heading: "Hobby".into(),
            value: value.as_str().into(),
        });
    });
}

/// Lines of management and wishes among them.
fn wish(small: &mut Small, mentors: &[PersonId], mentees: &[PersonId], dice: &mut Dice) {
    let one = |of: &[PersonId], dice: &mut Dice| of[dice.below(of.len())];
    for _ in 0..dice.below(5) {
        let (mentor, mentee) = (one(mentors, dice), one(mentees, dice));
        let by_name = dice.below(2) == 0;
        let (person, above) = if dice.below(3) == 0 { (mentor, mentee) } else { (mentee, mentor) };
        let name = small.scheme.name(above);
        let avoids = dice.below(2) == 0;
        let kind =
            if dice.below(2) == 0 { PreferenceKind::Avoids } else { PreferenceKind::Prefers };
        small.build(|builder| {
            let other = (!by_name).then_some(above);
            let told: Text = if by_name { name.as_str().into() } else { Text::default() };
            if avoids {
                let id = builder.new_id::<Preference>();
                builder.put(Preference { id, person, other, other_name: told, kind });
            } else {
                let id = builder.new_id::<Line>();
                builder.put(Line {
                    id,
                    person,
                    manager: other,
                    manager_name: told,
                    since: None,
                    until: None,
                    briefed: None,
                    agreed: None,
                    agreed_on: None,
                });
            }
        });
    }
}

/// Mentors who are away or pause, pairs and requests.
fn relate(small: &mut Small, mentors: &[PersonId], mentees: &[PersonId], dice: &mut Dice) {
    for mentor in mentors {
        if dice.below(5) == 0 {
            small.build(|builder| {
                let (id, reason) = (builder.new_id::<Absence>(), Text::default());
                let (since, person) = (day("2026-03-01"), *mentor);
                builder.put(Absence { id, person, since, until: None, reason, ended: None });
            });
        }
        if dice.below(6) == 0 {
            small.status(Subject::Person, mentor.0, "2026-02-01", Status::Paused);
        }
    }
    for mentee in mentees {
        let mentor = mentors[dice.below(mentors.len())];
        match dice.below(5) {
            0 => {
                small.pair(mentor, *mentee, "2026-01-10");
            }
            1 => {
                let pair = small.pair(mentor, *mentee, "2025-01-10");
                small.status(Subject::Pair, pair.0, "2025-11-10", Status::Closed);
            }
            2 | 3 => {
                let topic = dice.some(WORDS, 2, " or ");
                let message = dice.some(WORDS, 4, " ");
                let request = small.request(*mentee, "2026-02-20");
                small.change::<Request>(request, |request| {
                    request.topic = topic.as_str().into();
                    request.message = message.as_str().into();
                });
                let answered = dice.below(3);
                if answered > 0 {
                    let offer = small.offer(request, mentor, "2026-02-21");
                    small.change::<Offer>(offer, |offer| {
                        offer.answer = (answered > 1).then_some(Answer::Declined);
                        offer.answered = (answered > 1).then(|| day("2026-02-25"));
                    });
                }
            }
            _ => {}
        }
    }
}

/// All that the records of some people hold, folded.
pub(crate) fn records_of(scheme: &Scheme, people: &[PersonId]) -> String {
    let mut all = String::new();
    let mut add = |text: &Text| {
        all.push_str(text.exact());
        all.push(' ');
    };
    for id in people {
        let topics = scheme.linked::<PersonTopic>(Link::TopicsOfPerson, *id);
        for topic in topics.filter_map(|row| scheme.get::<Topic>(row.topic)) {
            add(&topic.name);
        }
        let person = scheme.get::<Person>(*id).unwrap();
        for text in [
            &person.location,
            &person.languages,
            &person.grade,
            &person.time_zone,
            &person.biography,
            &person.department,
            &person.team,
        ] {
            add(text);
        }
        if let Some(mentor) = get::<Mentor>(scheme, *id) {
            add(&mentor.experience);
        }
        if let Some(mentee) = get::<Mentee>(scheme, *id) {
            add(&mentee.goals);
        }
        for extra in scheme.linked::<ExtraField>(Link::ExtrasOfPerson, *id) {
            add(&extra.value);
        }
        for request in scheme.linked::<Request>(Link::RequestsOfMentee, *id) {
            add(&request.topic);
            add(&request.message);
        }
    }
    fold(&all)
}

fn get<T: Row<Key = PersonId>>(scheme: &Scheme, id: PersonId) -> Option<&T> {
    scheme.get::<T>(id)
}

/// The known words that a sentence tells, folded.
pub(crate) fn told_words(sentence: &str) -> Vec<String> {
    let folded = fold(sentence);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).collect();
    let known = WORDS.iter().chain(TOWNS).chain(TONGUES).map(|word| fold(word));
    known.filter(|word| words.contains(&word.as_str())).collect()
}
