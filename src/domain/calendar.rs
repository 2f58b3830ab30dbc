//! What is on which day: reviews by the day they are due or were held, events, planned meetings (V1, S1, R3).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::codes::MeetingStatus;
use crate::domain::ids::AnyId;
use crate::domain::records::{Event, Meeting, Review};
use crate::domain::scheme::Scheme;

/// Events, reviews and planned meetings by their day, in this order. What was called off is left
/// out, and so are meetings that were held or missed.
pub fn calendar(scheme: &Scheme) -> BTreeMap<NaiveDate, Vec<AnyId>> {
    let events = scheme.all::<Event>().filter(|event| event.cancelled.is_none());
    let reviews = scheme.all::<Review>().filter(|review| review.cancelled.is_none());
    let meetings = scheme.all::<Meeting>().filter(|one| one.status == MeetingStatus::Planned);
    let all = events
        .map(|event| (event.day, event.id.into()))
        .chain(reviews.map(|review| (review.held.unwrap_or(review.due), review.id.into())))
        .chain(meetings.map(|meeting| (meeting.day, meeting.id.into())));
    let mut days: BTreeMap<NaiveDate, Vec<AnyId>> = BTreeMap::new();
    for (day, id) in all {
        days.entry(day).or_default().push(id);
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::hand::{Hand, day};

    #[test]
    fn what_is_planned_stands_on_its_day_and_what_is_over_or_called_off_does_not() {
        let mut hand = Hand::default();
        let mentor = hand.mentor("Tom Reed", "2026-01-01", 2);
        let mentee = hand.mentee("Ana Costa", "2026-01-01");
        let pair = hand.pair(mentee, mentor, "2026-01-05", "2026-07-05");
        let due = hand.review(pair, "2026-03-06", |_| {});
        let held = hand.review(pair, "2026-02-09", |review| review.held = Some(day("2026-02-11")));
        hand.review(pair, "2026-03-06", |review| review.cancelled = Some(day("2026-03-01")));
        let planned = hand.meeting(pair, "2026-03-06", MeetingStatus::Planned, None);
        hand.meeting(pair, "2026-03-06", MeetingStatus::Held, Some(60));
        let days = calendar(hand.scheme());
        assert_eq!(
            days.into_iter().collect::<Vec<_>>(),
            [
                (day("2026-02-11"), vec![held.into()]),
                (day("2026-03-06"), vec![due.into(), planned.into()]),
            ]
        );
    }
}
