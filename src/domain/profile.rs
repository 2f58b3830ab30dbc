//! `Profile`: all that a form, a sheet or a command says of one person, across the tables that keep it.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::codes::{Code, NotACode, PreferenceKind, Status, Subject, TopicSide};
use crate::domain::field::{Field, FieldError, Kind, cut, day_field, trimmed, yes_no_field};
use crate::domain::ids::{Id, PersonId, TopicId};
use crate::domain::records::{
    Absence, ExtraField, Line, Mentee, Mentor, Person, PersonTopic, Preference, Topic, mentee,
    mentor, person,
};
use crate::domain::scheme::Scheme;
use crate::domain::settings::Key;
use crate::domain::tables::Link;
use crate::text::Text;

/// A person with everything that is entered together (P1 to P4). Read from the scheme, changed by
/// its fields, and saved by the verb that compares it with what is there.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// The person's own record; the id is 0 for somebody new.
    pub person: Person,
    /// Whether the person is a mentor.
    pub is_mentor: bool,
    /// Whether the person is a mentee.
    pub is_mentee: bool,
    /// What is kept of them as mentor; counts only with `is_mentor`.
    pub mentor: Mentor,
    /// What is kept of them as mentee; counts only with `is_mentee`.
    pub mentee: Mentee,
    /// Status; none leaves it as it is (active for somebody new).
    pub status: Option<Status>,
    /// Topics offered, in order.
    pub topics_offered: Vec<Text>,
    /// Topics wanted, in order.
    pub topics_wanted: Vec<Text>,
    /// Line manager: an id of the scheme (`P12`) or a name; empty for none.
    pub line_manager: Text,
    /// Whether the line manager agreed.
    pub manager_agreed: Option<bool>,
    /// Day of that agreement.
    pub manager_agreed_on: Option<NaiveDate>,
    /// Day on which the line manager was briefed.
    pub manager_briefed: Option<NaiveDate>,
    /// People whom the mentee would like: ids or names.
    pub prefers: Vec<Text>,
    /// People to avoid: ids or names.
    pub avoids: Vec<Text>,
    /// Hidden until the end of this day, from the day of saving on.
    pub hidden_until: Option<NaiveDate>,
    /// Extra fields: heading and value.
    pub extra: Vec<(Text, Text)>,
}

impl Profile {
    /// Somebody new of this name, neither mentor nor mentee yet.
    pub fn new(scheme: &Scheme, full_name: impl Into<Text>) -> Self {
        let nobody = PersonId(0);
        Self {
            person: Person::named(nobody, full_name),
            is_mentor: false,
            is_mentee: false,
            mentor: Mentor::with_capacity(nobody, scheme.settings().number(Key::FirstCapacity)),
            mentee: Mentee::new(nobody),
            status: None,
            topics_offered: Vec::new(),
            topics_wanted: Vec::new(),
            line_manager: Text::default(),
            manager_agreed: None,
            manager_agreed_on: None,
            manager_briefed: None,
            prefers: Vec::new(),
            avoids: Vec::new(),
            hidden_until: None,
            extra: Vec::new(),
        }
    }

    /// The person as the scheme knows them on a day.
    pub fn of(scheme: &Scheme, id: PersonId, on: NaiveDate) -> Option<Self> {
        let person = scheme.get::<Person>(id)?.clone();
        let mut profile = Self::new(scheme, person.full_name.clone());
        profile.person = person;
        if let Some(mentor) = scheme.get::<Mentor>(id) {
            profile.is_mentor = true;
            profile.mentor = mentor.clone();
        }
        if let Some(mentee) = scheme.get::<Mentee>(id) {
            profile.is_mentee = true;
            profile.mentee = mentee.clone();
        }
        profile.status = scheme.state_on(Subject::Person, id.raw(), on);
        profile.topics_offered = scheme.topics(id, TopicSide::Offered).cloned().collect();
        profile.topics_wanted = scheme.topics(id, TopicSide::Wanted).cloned().collect();
        if let Some(line) = scheme.line(id, on) {
            profile.line_manager = shown(line.manager, &line.manager_name);
            profile.manager_agreed = line.agreed;
            profile.manager_agreed_on = line.agreed_on;
            profile.manager_briefed = line.briefed;
        }
        for wish in scheme.linked::<Preference>(Link::PreferencesOfPerson, id) {
            let list = match wish.kind {
                PreferenceKind::Prefers => &mut profile.prefers,
                PreferenceKind::Avoids => &mut profile.avoids,
            };
            list.push(shown(wish.other, &wish.other_name));
        }
        profile.hidden_until = scheme
            .linked::<Absence>(Link::AbsencesOfPerson, id)
            .find(|absence| absence.covers(on))
            .and_then(|absence| absence.until);
        let extras = scheme.linked::<ExtraField>(Link::ExtrasOfPerson, id);
        profile.extra = extras.map(|field| (field.heading.clone(), field.value.clone())).collect();
        Some(profile)
    }

    /// All fields of a person, in the order of forms and sheets.
    pub fn fields() -> impl Iterator<Item = &'static Field<Self>> {
        person::FIELDS.iter().chain(mentor::FIELDS).chain(mentee::FIELDS).chain(FIELDS)
    }

    /// The field of this id.
    pub fn field(id: &str) -> Option<&'static Field<Self>> {
        Self::fields().find(|field| field.id == id)
    }
}

impl Scheme {
    /// The topics of a person on one side, in the order in which they were entered.
    pub fn topics(&self, person: PersonId, side: TopicSide) -> impl Iterator<Item = &Text> {
        self.linked::<PersonTopic>(Link::TopicsOfPerson, person)
            .filter(move |row| row.side == side)
            .filter_map(|row| self.get::<Topic>(row.topic).map(|topic| &topic.name))
    }

    /// The topics of a person on one side, each once, by the one that stands for its synonyms.
    pub fn common_topics(&self, person: PersonId, side: TopicSide) -> BTreeSet<TopicId> {
        let rows = self.linked::<PersonTopic>(Link::TopicsOfPerson, person);
        rows.filter(|row| row.side == side).map(|row| self.stands_for(row.topic)).collect()
    }

    /// The topic that stands for a topic and its synonyms.
    pub fn stands_for(&self, topic: TopicId) -> TopicId {
        self.get::<Topic>(topic).and_then(|topic| topic.same_as).unwrap_or(topic)
    }

    /// The line of management above a person on a day: the newest that holds.
    pub fn line(&self, person: PersonId, on: NaiveDate) -> Option<&Line> {
        self.linked::<Line>(Link::LinesOfPerson, person).rfind(|line| line.holds(on))
    }
}

/// A person of the scheme as an id, anybody else by name.
fn shown(id: Option<PersonId>, name: &Text) -> Text {
    id.map_or_else(|| name.clone(), |id| Text::new(id.to_string()))
}

/// Several values with semicolons between them.
fn listed(values: &[Text]) -> String {
    values.iter().map(Text::exact).collect::<Vec<_>>().join("; ")
}

/// The values between semicolons, without empty ones.
fn split(value: &str) -> Vec<Text> {
    value.split(';').map(trimmed).filter(|part| !part.is_empty()).collect()
}

/// The fields of a person that are kept in tables of their own.
pub const FIELDS: &[Field<Profile>] = &[
    Field {
        id: "role",
        label: "Role",
        kind: Kind::Choices(|| vec![("mentor", "mentor"), ("mentee", "mentee")]),
        get: |profile| match (profile.is_mentor, profile.is_mentee) {
            (true, true) => "mentor; mentee".into(),
            (true, false) => "mentor".into(),
            (false, true) => "mentee".into(),
            (false, false) => String::new(),
        },
        set: |profile, value| {
            for part in split(&value.replace(',', ";")) {
                match part.exact() {
                    "mentor" => profile.is_mentor = true,
                    "mentee" => profile.is_mentee = true,
                    "both" => (profile.is_mentor, profile.is_mentee) = (true, true),
                    other => {
                        let why = format!(
                            "'{}' is neither mentor nor mentee: write mentor, mentee or both",
                            cut(other)
                        );
                        return Err(FieldError::Other(why));
                    }
                }
            }
            Ok(())
        },
    },
    Field {
        id: "status",
        label: "Status",
        kind: Kind::Choice(|| Status::OF_PERSON.iter().map(|s| (s.code(), s.label())).collect()),
        get: |profile| crate::domain::field::code(profile.status),
        set: |profile, value| {
            let known = |code: &str| Status::OF_PERSON.iter().find(|status| status.code() == code);
            profile.status = match value.trim() {
                "" => None,
                code => {
                    Some(*known(code).ok_or_else(|| NotACode::among(Status::OF_PERSON, value))?)
                }
            };
            Ok(())
        },
    },
    Field {
        id: "line_manager",
        label: "Line manager",
        kind: Kind::Person,
        get: |profile| profile.line_manager.exact().to_owned(),
        set: |profile, value| {
            profile.line_manager = trimmed(value);
            Ok(())
        },
    },
    day_field!("manager_briefed", "Manager briefed", manager_briefed),
    yes_no_field!("manager_agreed", "Manager agreed", manager_agreed),
    day_field!("manager_agreed_on", "Manager agreed on", manager_agreed_on),
    Field {
        id: "prefers",
        label: "Would like",
        kind: Kind::Person,
        get: |profile| listed(&profile.prefers),
        set: |profile, value| {
            profile.prefers = split(value);
            Ok(())
        },
    },
    Field {
        id: "avoids",
        label: "Would rather not",
        kind: Kind::Person,
        get: |profile| listed(&profile.avoids),
        set: |profile, value| {
            profile.avoids = split(value);
            Ok(())
        },
    },
    Field {
        id: "hidden_until",
        label: "Hidden until",
        kind: Kind::Day,
        get: |profile| crate::domain::field::day(profile.hidden_until),
        set: |profile, value| {
            profile.hidden_until = crate::domain::field::read_day(value)?;
            Ok(())
        },
    },
];

/// Topics offered, for the fields of a mentor.
pub(crate) const TOPICS_OFFERED: Field<Profile> = Field {
    id: "topics_offered",
    label: "Topics offered",
    kind: Kind::Topics,
    get: |profile| listed(&profile.topics_offered),
    set: |profile, value| {
        profile.topics_offered = split(value);
        Ok(())
    },
};

/// Topics wanted, for the fields of a mentee.
pub(crate) const TOPICS_WANTED: Field<Profile> = Field {
    id: "topics_wanted",
    label: "Topics wanted",
    kind: Kind::Topics,
    get: |profile| listed(&profile.topics_wanted),
    set: |profile, value| {
        profile.topics_wanted = split(value);
        Ok(())
    },
};
