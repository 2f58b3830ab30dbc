//! The criteria about the mentor's own record: the mentee's wish, experience, places, fairness and answers.

use crate::domain::matching::criteria::Both;
use crate::domain::matching::past::{Answers, Experience, Rest};
use crate::domain::records::Mentor;
use crate::text::days::{count, plural, short};

/// Free places that count.
const PLACES: i64 = 3;
/// Days within which an answer counts in full.
const SOON: i64 = 3;
/// Days without a mentee that count in full.
const LONG: i64 = 365;

pub(super) fn wished(both: &Both) -> i64 {
    if both.mentee.wishes.binary_search(&both.mentor.id).is_ok() { 1000 } else { 0 }
}

pub(super) fn why_wished(both: &Both) -> String {
    let wished = wished(both) > 0;
    if wished { "wished for by the mentee" } else { "not named by the mentee" }.to_owned()
}

pub(super) fn capacity(both: &Both) -> i64 {
    both.mentor.free.clamp(0, PLACES) * 1000 / PLACES
}

pub(super) fn why_capacity(both: &Both) -> String {
    let mentor = both.prepared.scheme.get::<Mentor>(both.mentor.id);
    let capacity = mentor.map_or(0, |mentor| mentor.capacity);
    format!("{} of {} free", both.mentor.free, plural(capacity, "place"))
}

pub(super) fn answers(both: &Both) -> i64 {
    match both.mentor.answers {
        Answers::Within(days) if days <= SOON => 1000,
        Answers::Within(days) if days <= both.prepared.answer_days => 500,
        Answers::Within(_) | Answers::Left(..) | Answers::None => 0,
    }
}

pub(super) fn why_answers(both: &Both) -> String {
    match both.mentor.answers {
        Answers::Within(days) if days <= 0 => "usually answers on the same day".to_owned(),
        Answers::Within(days) => format!("usually answers within {}", count(days)),
        Answers::Left(left, all) => format!("left {left} of {all} offers unanswered"),
        Answers::None => "no offer answered yet".to_owned(),
    }
}

pub(super) fn experience(both: &Both) -> i64 {
    if !both.mentee.beginner {
        return 0;
    }
    match both.mentor.experience {
        Experience::Pairs(_) | Experience::NotNew => 1000,
        Experience::Told => 500,
        Experience::FirstTime | Experience::Unknown => 0,
    }
}

pub(super) fn why_experience(both: &Both) -> String {
    if !both.mentee.beginner {
        return "not known as a beginner".to_owned();
    }
    match both.mentor.experience {
        Experience::Pairs(pairs) => {
            format!("has mentored {} before", plural(pairs, "pair"))
        }
        Experience::NotNew => "has mentored before".to_owned(),
        Experience::Told => "tells of experience as a mentor".to_owned(),
        Experience::FirstTime => "the first time for both".to_owned(),
        Experience::Unknown => "the mentor's experience is not known".to_owned(),
    }
}

pub(super) fn fairness(both: &Both) -> i64 {
    match both.mentor.rest {
        Rest::Never => 1000,
        Rest::Since(end) => (both.prepared.on - end).num_days().clamp(0, LONG) * 1000 / LONG,
        Rest::Mentees(_) => 0,
    }
}

pub(super) fn why_fairness(both: &Both) -> String {
    match both.mentor.rest {
        Rest::Never => "no mentee so far".to_owned(),
        Rest::Since(end) => format!("no mentee since {}", short(end, both.prepared.on)),
        Rest::Mentees(now) => format!("has {} now", plural(now, "mentee")),
    }
}
