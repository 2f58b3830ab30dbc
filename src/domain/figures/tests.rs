//! What the summary makes of its figures: comparison, breakdowns, sentences; and that every figure is defined.

use super::autumn::autumn;
use super::by_hand::said;
use super::*;
use crate::domain::hand::day;
use crate::domain::ids::PairId;

#[test]
fn a_period_that_is_not_over_counts_as_of_today_and_knows_what_is_not_dated() {
    let figures = said(&autumn(), "2026-10", "2026-10-10");
    let figure = |id: &str| figures.iter().find(|(one, _)| *one == id).unwrap().1.clone();
    assert_eq!(figure("pairs-served"), "3"); // M1, M2, M4
    assert_eq!(figure("active-pairs"), "2"); // M1, M4
    assert_eq!(figure("new-pairs"), "1"); // M4
    assert_eq!(figure("meeting-completion"), "2 of 2 (100 %)");
    // 2 open pairs for the 2 places of Ann and 1 of Bob; Cy is not trained
    assert_eq!(figure("mentor-utilisation"), "2 of 3 (67 %)");
}

#[test]
fn a_period_is_put_beside_the_one_before_and_the_year_before() {
    let hand = autumn();
    let summary = Summary::new(hand.scheme(), "2026-Q4".parse().unwrap(), day("2026-12-31"));
    let line = summary.figure("pairs-served").unwrap();
    assert_eq!(line.value.value, Some(4.0));
    assert_eq!(line.previous.value, Some(3.0));
    assert_eq!(line.year_earlier.value, Some(0.0));
    assert_eq!(line.value.counted, [1, 2, 3, 4].map(|id| PairId(id).into()));
    let rate = summary.figure("closure-rate").unwrap();
    assert_eq!(rate.value.out_of.len(), 4);
    assert_eq!(rate.year_earlier.value, None);
}

#[test]
fn breakdowns_count_what_the_figures_count() {
    let hand = autumn();
    let view = View::new(hand.scheme(), "2026-10".parse().unwrap(), day("2026-10-31"));
    let rows = |id: &str| {
        let breakdown = BREAKDOWNS.iter().find(|breakdown| breakdown.id == id).unwrap();
        let mut rows = (breakdown.rows)(&view);
        rows.retain(|(_, count)| *count > 0);
        rows
    };
    let row = |label: &str, count| (label.to_owned(), count);
    // Ann has M1 and M3
    assert_eq!(rows("mentor-balance"), [row("no open pair", 2), row("2 open pairs", 1)]);
    assert_eq!(rows("closures-by-reason"), [row("goals met", 1), row("time or workload", 1)]);
    assert_eq!(rows("closures-by-who-ended"), [row("mentee", 1), row("both", 1)]);
    assert_eq!(rows("goals-met"), [row("fully", 1), row("partly", 1)]);
    assert_eq!(
        rows("review-outcomes"),
        [row("continue", 1), row("continue with changes", 1), row("not recorded", 1)]
    );
}

#[test]
fn sentences_say_what_the_figures_say() {
    let hand = autumn();
    let summary = Summary::new(hand.scheme(), "2026-10".parse().unwrap(), day("2026-11-05"));
    let text: Vec<_> = summary.text.iter().map(|sentence| sentence.words.as_str()).collect();
    insta::assert_snapshot!(text.join("\n"), @r"
    On 31 October 2026, 2 pairs were open; 4 pairs were served in the period, 2 of them new; 3 in the period before.
    On aim: on-cadence pairs 100 % (aim: 75 % or more); hours per pair-month 3.5 (aim: 1 or more).
    At risk: match rate 43 % (aim: 70 % or more); meeting completion 57 % (aim: 80 % or more); satisfaction 3.5 (aim: 4 or more); 2 requests overdue.
    Asked for: the agreement of 1 line manager; training for 1 mentor.
    2 mentees wait without a pair or a request, with a median of 15.5 days; 1 in the period before.
    2 requests have waited for more than 10 days; 0 in the period before.
    Mentors answered 2 of 5 requests (40 %) within 10 days; 0 % in the period before.
    1 of 1 pair (100 %) kept to the rhythm that they agreed on; 50 % in the period before.
    Pairs met for 4.3 hours: 3.5 hours for each pair and month, against an agreed 1; 0.3 in the period before.
    1 of 3 reviews (33 %) due in the period took place on time; 0 % in the period before.
    Satisfaction is 3.5 of 5 (4 answers).
    1 of 2 pairs (50 %) that ended and told had met their goals fully or mostly.
    1 success story of the period tells what came of it.
    2 of 4 pairs (50 %) ended in the period, 1 of them early; 33 % in the period before.
    1 agreement of line managers is missing for mentees in open pairs.
    1 mentor is not trained.
    2 mentees whose requests were declined are still owed a courtesy message.
    3 concerns were raised in the period; 2 are open, 1 of them for more than 14 days.
    The coordinator recorded 3 hours, 0.8 hours for each pair served; 0.5 in the period before.
    GBP 120.00 were spent of GBP 200.00 planned; the cost of a pair is GBP 41.25; 17.50 in the period before.
    The hours that mentors gave are worth GBP 85.00, 0.52 for each GBP of cost.
    ");
}

#[test]
fn every_figure_has_a_name_of_its_own_and_is_defined() {
    let settings = Settings::default();
    let mut ids: Vec<_> = figures().map(|figure| figure.id).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id stands twice");
    for figure in figures() {
        let kebab = figure.name.to_lowercase().replace(' ', "-");
        assert_eq!(figure.id, kebab);
        let definition = figure.definition(&settings);
        assert!(definition.ends_with('.') && !definition.contains(['{', '}']), "{}", figure.id);
        let settings_named = figure.definition.matches('{').count();
        let numbers = definition.len() < figure.definition.len();
        assert!(settings_named == 0 || numbers, "{}: an unknown setting", figure.id);
        assert_eq!(Figure::named(figure.id).map(|found| found.id), Some(figure.id));
    }
    let sections: Vec<_> = figures().map(|figure| figure.section).collect();
    assert!(sections.is_sorted(), "figures stand in the order of their sections");
    assert!(BREAKDOWNS.iter().map(|breakdown| breakdown.section).is_sorted());
}
