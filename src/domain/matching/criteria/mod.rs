//! What speaks for a mentor: one table of criteria, each with its weight, how well two people fit and the line that says why (M1, M7).

mod fields;
mod people;
mod place;
mod position;
mod text;
mod topics;
mod working;

use crate::domain::matching::facts::{MenteeFacts, MentorFacts};
use crate::domain::matching::prepared::Prepared;
use crate::domain::settings::Key;

/// One criterion of the ranking. Two people who fit in full bring its weight in points, others a
/// part of it, rounded to whole points; where nothing is known it brings 0 and its line says so.
pub struct Criterion {
    /// Its id, as in JSON.
    pub id: &'static str,
    /// Its weight: the setting with the points that it brings at most. A criterion of weight 0 is
    /// left out.
    pub weight: Key,
    /// What it measures, for participants (M7).
    pub says: &'static str,
    /// How well two fit, in thousandths of the weight; 0 to 1000, of extra fields 1000 for each.
    fits: fn(&Both) -> i64,
    /// The sentence with the facts, without a full stop.
    why: fn(&Both) -> String,
}

impl std::fmt::Debug for Criterion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Criterion({})", self.id)
    }
}

/// A mentee and a mentor held against each other.
#[derive(Debug)]
pub(super) struct Both<'a> {
    pub(super) prepared: &'a Prepared,
    pub(super) mentee: &'a MenteeFacts,
    pub(super) mentor: &'a MentorFacts,
}

impl Criterion {
    /// The points of two people under a weight.
    pub(super) fn points(&self, both: &Both, weight: i64) -> i64 {
        (weight * (self.fits)(both) + 500) / 1000
    }

    /// The line that says why.
    pub(super) fn why(&self, both: &Both) -> String {
        (self.why)(both)
    }
}

/// Every criterion, in the order in which its line is shown.
pub const CRITERIA: &[Criterion] = &[
    Criterion {
        id: "topics",
        weight: Key::WeightTopics,
        says: "The mentor offers the topics that the mentee wants. The topic of a request counts as \
               much as three others, of which up to three count. A topic counts as a whole, never by \
               a part of a word; another spelling or another form of the word counts less.",
        fits: topics::fits,
        why: topics::why,
    },
    Criterion {
        id: "preference",
        weight: Key::WeightPreference,
        says: "The mentee would like this mentor.",
        fits: people::wished,
        why: people::why_wished,
    },
    Criterion {
        id: "text",
        weight: Key::WeightText,
        says: "The mentee's goals and request share words with what the mentor says of themselves \
               and offers; words that few mentors use count more.",
        fits: text::fits,
        why: text::why,
    },
    Criterion {
        id: "seniority",
        weight: Key::WeightSeniority,
        says: "The mentor's grade is two steps above the mentee's; one or three steps count less, \
               and no step, more than four or a lower grade nothing. Where grades say nothing, \
               years since the degree do.",
        fits: position::seniority,
        why: position::why_seniority,
    },
    Criterion {
        id: "capacity",
        weight: Key::WeightCapacity,
        says: "The mentor has free places; up to three count.",
        fits: people::capacity,
        why: people::why_capacity,
    },
    Criterion {
        id: "answers",
        weight: Key::WeightAnswers,
        says: "The mentor usually answers requests within 3 days, or at least within the days that \
               there are to answer.",
        fits: people::answers,
        why: people::why_answers,
    },
    Criterion {
        id: "experience",
        weight: Key::WeightExperience,
        says: "A mentee who begins, or is a student, gets a mentor who has mentored before.",
        fits: people::experience,
        why: people::why_experience,
    },
    Criterion {
        id: "department",
        weight: Key::WeightDepartment,
        says: "The two come from different departments.",
        fits: position::department,
        why: position::why_department,
    },
    Criterion {
        id: "location",
        weight: Key::WeightLocation,
        says: "The two are in the same place; the same region or country counts less.",
        fits: place::location,
        why: place::why_location,
    },
    Criterion {
        id: "time-zone",
        weight: Key::WeightTimeZone,
        says: "The clocks of the two are no more than one hour apart; up to three count half.",
        fits: place::zone,
        why: place::why_zone,
    },
    Criterion {
        id: "languages",
        weight: Key::WeightLanguages,
        says: "The mentor speaks the mentee's languages.",
        fits: place::languages,
        why: place::why_languages,
    },
    Criterion {
        id: "formats",
        weight: Key::WeightFormats,
        says: "The two would meet in the same ways: by video, phone, in person, e-mail or chat.",
        fits: working::formats,
        why: working::why_formats,
    },
    Criterion {
        id: "availability",
        weight: Key::WeightAvailability,
        says: "The two are free on the same days.",
        fits: working::availability,
        why: working::why_availability,
    },
    Criterion {
        id: "fairness",
        weight: Key::WeightFairness,
        says: "The mentor has had no mentee for long; a year or more counts in full.",
        fits: people::fairness,
        why: people::why_fairness,
    },
    Criterion {
        id: "extra",
        weight: Key::WeightExtra,
        says: "The two say the same in a field that the scheme added; each field brings its points.",
        fits: fields::fits,
        why: fields::why,
    },
];
