//! The arithmetic that figures obey on any scheme: balances, wholes of their parts, and months that make a quarter.

use proptest::prelude::*;

use super::*;
use crate::domain::codes::{Answer, MeetingStatus, Party};
use crate::domain::hand::{Hand, day};
use crate::domain::ids::SettingId;
use crate::domain::records::{Person, SettingRow};

use MeetingStatus::{Cancelled, Held, NoShow};

/// A pair of a random scheme: start, length, whether it ended, and days of its meetings.
type RandomPair = (u16, u16, bool, Vec<(u16, u8)>);

fn random_scheme(pairs: &[RandomPair], requests: &[(u16, u16, u8)]) -> Hand {
    let first = day("2026-01-01");
    let iso = |days: u16| (first + chrono::Days::new(u64::from(days))).to_string();
    let mut hand = Hand::default();
    for (start, length, ended, met) in pairs {
        let mentor = hand.mentor("mentor", "2026-01-01", 1);
        let mentee = hand.mentee("mentee", &iso(*start / 2));
        let pair = hand.pair(mentee, mentor, &iso(*start), &iso(start + 150));
        for (after, status) in met {
            let status = [Held, Cancelled, NoShow][usize::from(*status % 3)];
            hand.meeting(pair, &iso(start + after), status, Some(30));
        }
        hand.review(pair, &iso(start + 35), |review| {
            review.held = ended.then(|| day(&iso(start + length)));
        });
        if *ended {
            hand.close(pair, &iso(start + length), |closure| {
                closure.initiated_by = Some(Party::Mentor);
            });
        }
    }
    for (received, took, kind) in requests {
        let mentor = hand.mentor("asked", "2026-01-01", 1);
        let mentee = hand.mentee("asking", "2026-01-01");
        let request = hand.request(mentee, &iso(*received), "topic");
        let answer = [Answer::Accepted, Answer::Declined, Answer::Withdrawn][usize::from(kind % 3)];
        let answered = iso(received + took);
        let answer = (*took < 20).then_some((answer, answered.as_str()));
        hand.offer(request, mentor, &iso(*received), answer);
    }
    hand
}

fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap())
}

fn value(hand: &Hand, id: &str, period: Period) -> f64 {
    let view = View::new(hand.scheme(), period, day("2027-12-31"));
    Figure::named(id).unwrap().value(&view).value.unwrap_or(0.0)
}

fn count(hand: &Hand, id: &str, period: Period) -> usize {
    let view = View::new(hand.scheme(), period, day("2027-12-31"));
    Figure::named(id).unwrap().value(&view).counted.len()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn figures_obey_their_own_arithmetic(
        pairs in prop::collection::vec(
            (0_u16..300, 0_u16..200, any::<bool>(), prop::collection::vec((0_u16..200, 0_u8..3), 0..5)),
            0..8,
        ),
        requests in prop::collection::vec((0_u16..300, 0_u16..25, 0_u8..3), 0..6),
        from in 0_u64..300,
        days in 0_u64..120,
    ) {
        let hand = random_scheme(&pairs, &requests);
        let from = day("2026-01-01") + chrono::Days::new(from);
        let period = Period::new(from, from + chrono::Days::new(days)).unwrap();
        let eve = Period::new(period.previous().to, period.previous().to).unwrap();
        let opening = count(&hand, "active-pairs", eve);
        let (new, closing) = (count(&hand, "new-pairs", period), count(&hand, "active-pairs", period));
        let view = View::new(hand.scheme(), period, day("2027-12-31"));
        let ended = view.ended().len();
        prop_assert_eq!(opening + new, closing + ended);
        prop_assert_eq!(opening + new, count(&hand, "pairs-served", period));
        for figure in figures() {
            let found = figure.value(&view);
            if figure.unit == Unit::Share && figure.id != "mentor-utilisation" {
                prop_assert!(found.value.is_none_or(|share| (0.0..=1.0).contains(&share)), "{}", figure.id);
            }
            prop_assert!(found.value.is_none_or(f64::is_finite));
        }
        let (pairs, people) = (value(&hand, "closure-rate", period), view.participants.len());
        prop_assert!((pairs * real(opening + new) - real(ended)).abs() < 1e-9);
        for (breakdown, whole) in [
            ("participants-by-department", people),
            ("participants-by-grade", people),
            ("mentor-balance", view.participants.iter().filter(|one| one.mentor.is_some()).count()),
            ("review-outcomes", view.reviews_held().len()),
        ] {
            let breakdown = BREAKDOWNS.iter().find(|one| one.id == breakdown).unwrap();
            let sum: i64 = (breakdown.rows)(&view).iter().map(|(_, count)| count).sum();
            prop_assert_eq!(sum, i64::try_from(whole).unwrap(), "{}", breakdown.id);
        }
        for breakdown in ["closures-by-who-ended", "goals-met"] {
            let breakdown = BREAKDOWNS.iter().find(|one| one.id == breakdown).unwrap();
            let sum: i64 = (breakdown.rows)(&view).iter().map(|(_, count)| count).sum();
            prop_assert_eq!(sum, i64::try_from(ended).unwrap());
        }
    }

    #[test]
    fn groups_add_up_to_the_whole_scheme(
        pairs in prop::collection::vec(
            (0_u16..300, 0_u16..200, any::<bool>(), prop::collection::vec((0_u16..200, 0_u8..3), 0..5)),
            0..8,
        ),
        requests in prop::collection::vec((0_u16..300, 0_u16..25, 0_u8..3), 0..6),
        cohorts in prop::collection::vec(prop::option::of(0_u8..3), 30),
        month in 1_u32..=12,
    ) {
        let mut hand = random_scheme(&pairs, &requests);
        let ids: Vec<_> = hand.scheme().all::<Person>().map(|person| person.id).collect();
        for (id, cohort) in ids.into_iter().zip(&cohorts) {
            let cohort = cohort.map(|number| format!("cohort {number}")).unwrap_or_default();
            hand.change::<Person>(id, |person| person.cohort = cohort.into());
        }
        let (key, value) = ("small-cells".into(), "0".into());
        hand.put(SettingRow { id: SettingId(1), key, value });
        let period = format!("2026-{month:02}").parse().unwrap();
        let by = Comparison::by_field(hand.scheme(), period, day("2027-12-31"), "cohort");
        let Ok(by) = by else { return Ok(()) };
        for line in by.lines {
            let sizes: Vec<(usize, usize)> = line.values.iter().flatten()
                .map(|value| (value.counted.len(), value.out_of.len()))
                .collect();
            prop_assert_eq!(sizes.len(), by.columns.len());
            let parts = sizes.iter().skip(1);
            let sum = parts.fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
            prop_assert_eq!(Some(&sum), sizes.first(), "{}", line.figure.id);
        }
    }

    #[test]
    fn three_months_add_up_to_their_quarter(
        pairs in prop::collection::vec(
            (0_u16..300, 0_u16..200, any::<bool>(), prop::collection::vec((0_u16..200, 0_u8..3), 0..5)),
            0..8,
        ),
        quarter in 1_u32..=4,
    ) {
        let hand = random_scheme(&pairs, &[]);
        let whole: Period = format!("2026-Q{quarter}").parse().unwrap();
        let months = [quarter * 3 - 2, quarter * 3 - 1, quarter * 3];
        for id in ["new-pairs", "hours-delivered"] {
            let sum: f64 = months
                .iter()
                .map(|month| value(&hand, id, format!("2026-{month:02}").parse().unwrap()))
                .sum();
            prop_assert!((sum - value(&hand, id, whole)).abs() < 1e-9, "{id}");
        }
    }
}
