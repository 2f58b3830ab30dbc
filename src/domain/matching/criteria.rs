//! What speaks for a mentor: one table of criteria, each with its points and the line that says why (M1, M7).

use chrono::NaiveDate;

use crate::domain::codes::{Answer, PreferenceKind, TopicSide};
use crate::domain::ids::PersonId;
use crate::domain::matching::places::free_places;
use crate::domain::records::{Mentor, Offer, Person, PersonTopic, Preference, Topic};
use crate::domain::scheme::Scheme;
use crate::domain::search::{is_named, words};
use crate::domain::settings::Key;
use crate::domain::tables::Link;
use crate::text::days::{count, plural};
use crate::text::{Text, fold};

/// One criterion of the ranking.
pub struct Criterion {
    /// Its id, as in JSON.
    pub id: &'static str,
    /// What it counts, for participants (M7).
    pub says: &'static str,
    /// Points and the line that says why; points may be 0.
    pub(super) score: fn(&Fit) -> (i64, String),
}

impl std::fmt::Debug for Criterion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Criterion({})", self.id)
    }
}

/// Points for a shared topic that the request is about, and for any other that is wanted.
const REQUEST_TOPIC: i64 = 40;
const WANTED_TOPIC: i64 = 15;
/// Other shared topics that still count.
const WANTED_COUNTED: usize = 3;
const PREFERRED: i64 = 30;
const FREE_PLACE: i64 = 4;
/// Free places that still count.
const PLACES_COUNTED: i64 = 3;
const OTHER_DEPARTMENT: i64 = 5;
/// What each soft rule that speaks against a mentor costs.
pub(super) const SOFT_RULE: i64 = -20;

/// Every criterion, in the order in which its line is shown.
pub const CRITERIA: &[Criterion] = &[
    Criterion {
        id: "topics",
        says: "40 points for the topic of the request, 15 for each of up to 3 other topics wanted.",
        score: topics,
    },
    Criterion {
        id: "preference",
        says: "30 points if the mentee would like this mentor.",
        score: preference,
    },
    Criterion {
        id: "capacity",
        says: "4 points for each of up to 3 free places.",
        score: capacity,
    },
    Criterion {
        id: "answers",
        says: "10 points for a usual answer within 3 days, 5 within the days to answer.",
        score: answers,
    },
    Criterion { id: "department", says: "5 points for another department.", score: department },
];

/// A mentor held against what a mentee wants.
pub(super) struct Fit<'a> {
    pub(super) scheme: &'a Scheme,
    pub(super) mentor: PersonId,
    pub(super) mentee: PersonId,
    pub(super) on: NaiveDate,
    pub(super) wish: &'a Wish,
}

/// The topics that a mentee wants, folded.
pub(super) struct Wish {
    /// The words of the request, with spaces around them so that whole terms can be found.
    request: String,
    wanted: Vec<String>,
}

impl Wish {
    pub(super) fn of(scheme: &Scheme, mentee: PersonId, topic: Option<&str>) -> Self {
        let wanted = topics_of(scheme, mentee, TopicSide::Wanted).map(term).collect();
        Self { request: topic.map(words).unwrap_or_default(), wanted }
    }

    fn is_empty(&self) -> bool {
        self.wanted.is_empty() && self.request.trim().is_empty()
    }
}

/// The topics of a person, each by the word that stands for its synonyms.
fn topics_of(scheme: &Scheme, person: PersonId, side: TopicSide) -> impl Iterator<Item = &Text> {
    scheme
        .linked::<PersonTopic>(Link::TopicsOfPerson, person)
        .filter(move |row| row.side == side)
        .filter_map(|row| scheme.get::<Topic>(row.topic))
        .map(|topic| topic.same_as.and_then(|id| scheme.get::<Topic>(id)).unwrap_or(topic))
        .map(|topic| &topic.name)
}

fn term(topic: &Text) -> String {
    words(topic.exact())
}

fn topics(fit: &Fit) -> (i64, String) {
    let (mut asked, mut wanted) = (Vec::new(), Vec::new());
    let mut seen = Vec::new();
    for topic in topics_of(fit.scheme, fit.mentor, TopicSide::Offered) {
        let term = term(topic);
        if term.trim().is_empty() || seen.contains(&term) {
            continue;
        }
        if fit.wish.request.contains(&term) {
            asked.push(topic.to_string());
        } else if fit.wish.wanted.contains(&term) {
            wanted.push(topic.to_string());
        }
        seen.push(term);
    }
    let counted = i64::try_from(wanted.len().min(WANTED_COUNTED)).unwrap_or_default();
    let points = counted * WANTED_TOPIC + if asked.is_empty() { 0 } else { REQUEST_TOPIC };
    asked.append(&mut wanted);
    let why = if !asked.is_empty() {
        format!("offers {}", asked.join(", "))
    } else if fit.wish.is_empty() {
        "the mentee named no topic".to_owned()
    } else {
        "no topic in common".to_owned()
    };
    (points, why)
}

fn preference(fit: &Fit) -> (i64, String) {
    let named = fit.scheme.get::<Person>(fit.mentor);
    let mut wishes = fit.scheme.linked::<Preference>(Link::PreferencesOfPerson, fit.mentee);
    let liked = wishes.any(|wish| {
        let meant = match wish.other {
            Some(id) => id == fit.mentor,
            None => named.is_some_and(|named| is_named(named, &wish.other_name)),
        };
        wish.kind == PreferenceKind::Prefers && meant
    });
    if liked {
        (PREFERRED, "wished for by the mentee".to_owned())
    } else {
        (0, "not named by the mentee".to_owned())
    }
}

fn capacity(fit: &Fit) -> (i64, String) {
    let free = free_places(fit.scheme, fit.mentor, fit.on);
    let capacity = fit.scheme.get::<Mentor>(fit.mentor).map_or(0, |mentor| mentor.capacity);
    let points = free.clamp(0, PLACES_COUNTED) * FREE_PLACE;
    (points, format!("{free} of {} free", plural(capacity, "place")))
}

/// The usual answer time: half of the mentor's past offers were answered within it. An offer that
/// went elsewhere or lapsed without an answer counts as longer than any.
fn answers(fit: &Fit) -> (i64, String) {
    let mut times: Vec<Option<i64>> = fit
        .scheme
        .linked::<Offer>(Link::OffersOfMentor, fit.mentor)
        .filter_map(|offer| match (offer.answer_on(fit.on)?, offer.answered) {
            (Answer::Accepted | Answer::Declined, Some(day)) => {
                Some(Some((day - offer.sent).num_days()))
            }
            (Answer::Reassigned | Answer::Lapsed, _) => Some(None),
            _ => None,
        })
        .collect();
    times.sort_by_key(|time| time.unwrap_or(i64::MAX));
    let Some(usual) = times.get(times.len() / 2) else {
        return (0, "no offer answered yet".to_owned());
    };
    let limit = fit.scheme.settings().number(Key::AnswerDays);
    match usual {
        Some(days) if *days <= 3 => (10, said(*days)),
        Some(days) if *days <= limit => (5, said(*days)),
        Some(days) => (0, said(*days)),
        None => {
            let open = times.iter().filter(|time| time.is_none()).count();
            (0, format!("left {open} of {} offers unanswered", times.len()))
        }
    }
}

fn said(days: i64) -> String {
    if days <= 0 {
        "usually answers on the same day".to_owned()
    } else {
        format!("usually answers within {}", count(days))
    }
}

fn department(fit: &Fit) -> (i64, String) {
    let of = |id| fit.scheme.get::<Person>(id).map(|person| &person.department);
    match (of(fit.mentor), of(fit.mentee)) {
        (Some(mentor), Some(mentee)) if !mentor.is_empty() && !mentee.is_empty() => {
            if fold(mentor.exact()) == fold(mentee.exact()) {
                (0, format!("same department, {mentor}"))
            } else {
                (OTHER_DEPARTMENT, format!("another department, {mentor}"))
            }
        }
        _ => (0, "department not known".to_owned()),
    }
}
