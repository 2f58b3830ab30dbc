//! Every figure of the autumn scheme for a month, a quarter, a year and a day, as worked out by hand.

use super::autumn::autumn;
use super::*;
use crate::domain::hand::{Hand, day};

/// All figures of a period as they are said.
pub(super) fn said(hand: &Hand, period: &str, today: &str) -> Vec<(&'static str, String)> {
    let summary = Summary::new(hand.scheme(), period.parse().unwrap(), day(today));
    let line = |line: &FigureLine| (line.figure.id, line.value.said(line.figure.unit));
    summary.figures.iter().map(line).collect()
}

fn check(period: &str, expected: &[(&'static str, &str)]) {
    check_on(period, "2026-11-05", expected);
}

fn check_on(period: &str, today: &str, expected: &[(&'static str, &str)]) {
    let expected: Vec<_> = expected.iter().map(|(id, words)| (*id, (*words).to_owned())).collect();
    assert_eq!(said(&autumn(), period, today), expected);
}

#[test]
fn the_figures_of_a_month_are_those_worked_out_by_hand() {
    check(
        "2026-10",
        &[
            // M1, M2 (ends on the first day), M3 (begins on the last), M4; not M5
            ("pairs-served", "4"),
            ("active-pairs", "2"), // M1, M3
            ("new-pairs", "2"),    // M3, M4
            // Ann, Dee, Fay of Ann, Bob, Cy, Dee, Eli, Fay, Gus; Hal is paused from the 31st
            ("match-rate", "3 of 7 (43 %)"),
            ("unmatched-waiting", "2"), // Eli, Gus
            // Eli since M4 ended on the 20th: 11; Gus since the 11th: 20
            ("median-days-waiting", "15.5 days (median of 2)"),
            ("mentor-utilisation", "not kept"), // looked at in November, places may have changed
            ("mentor-balance", "1.3 (4 to 3)"), // Dee, Eli, Fay, Gus to Ann, Bob, Cy
            // M4: 28 September to 5 October: 7; M3: 20 September to 31 October: 41
            ("time-to-match", "24 days (median of 2)"),
            // day 10 in October: O1 and O3 in time, O4 on day 11, O5, O6; O2 before, O7 withdrawn
            ("request-response-rate", "2 of 5 (40 %)"),
            // O1 4, O3 10, O4 11, O2 15
            ("median-response-time", "10.5 days (median of 4)"),
            ("acceptance-rate", "2 of 4 (50 %)"), // O1, O3 of O1, O2, O3, O4
            // R3 with nobody asked since the 12th: 19; R5 on day 11; R4 is on day 10
            ("overdue-now", "2"),
            ("declines-without-courtesy-message", "2"), // O2; O4's came in November
            // 4 meetings in M1 31 - 10 on hold, M3 1, M4 15 days: 37 days, 1.2 months
            ("meeting-frequency", "3.3 (4 in 1.2 pair-months)"),
            ("meeting-completion", "4 of 7 (57 %)"),
            ("on-cadence-pairs", "1 of 1 (100 %)"), // M1; M3 is younger than its interval
            ("hours-delivered", "4.3 hours"),       // 60 + 45 + 60 + 90 = 255 minutes: 4.25
            ("hours-per-pair-month", "3.5 (4.3 in 1.2 pair-months)"), // 4.25 / 1.2156
            ("engaged-pairs", "1 of 4 (25 %)"),     // M1: 30 September, 1 and 31 October
            ("agreement-coverage", "1 of 1 (100 %)"), // M1; M3 is younger than 30 days
            ("reviews-on-time", "1 of 3 (33 %)"),   // V1 of V1, V2, V3
            ("satisfaction", "3.5 of 5 (4 answers)"), // 4, 5, 3, 2
            ("satisfaction-response-rate", "4 of 6 (67 %)"), // V1, V2, V6 held
            ("goals-met", "1 of 2 (50 %)"),         // M4 of M2, M4
            ("success-stories", "1"),               // Y1; Y2 may not be shared, Y3 came in November
            ("closure-rate", "2 of 4 (50 %)"),      // M2, M4
            ("early-closure-rate", "1 of 2 (50 %)"), // M2; M4 had met its goals
            // M2 92 days, M4 15 days: mean and median 53.5 days of 30.4375 to the month
            ("average-length", "1.8 months (mean of 2)"),
            ("median-length", "1.8 months (median of 2)"),
            ("lm-agreement-coverage", "1 of 2 (50 %)"), // Dee on the 31st; Fay's the day after
            ("mentor-training-coverage", "2 of 3 (67 %)"), // Ann, Bob; not Cy
            ("concerns-raised", "3"),                   // C1, C2, C3
            ("concerns-closed", "2"),                   // C1 on the last day, C4 on the first
            ("concerns-open", "2"),                     // C2, C3
            ("concerns-open-long", "1"),                // C2 for 15 days; C3 for 14
            ("support-contact-rate", "none"),           // the scheme asks for no contacts
            ("coordinator-hours", "3 hours"),           // 120 and 60 minutes
            ("coordinator-hours-per-pair", "0.8 (3 to 4)"),
            ("spent", "120.00"),
            ("planned", "200.00"),
            // 120 and 3 hours at 15 are 165, for 4 pairs
            ("cost-per-pair", "41.25 (165.00 for 4)"),
            ("value-of-volunteer-hours", "85.00"), // 4.25 hours at 20
            ("return-on-cost", "0.52 (85.00 for 165)"),
        ],
    );
}

#[test]
fn the_figures_of_a_quarter_are_those_worked_out_by_hand() {
    check(
        "2026-Q3",
        &[
            ("pairs-served", "3"), // M1, M2 (begins on the first day), M5 (ends on the last)
            ("active-pairs", "2"), // M1, M2
            ("new-pairs", "1"),    // M2
            // Ann, Bob, Dee, Eli of Ann, Bob, Cy, Dee, Eli, Fay, Hal; Gus came in October
            ("match-rate", "4 of 7 (57 %)"),
            ("unmatched-waiting", "1"), // Hal, whose pair ended that day; Fay has a request
            ("median-days-waiting", "0 days (median of 1)"),
            ("mentor-utilisation", "not kept"),
            ("mentor-balance", "1.3 (4 to 3)"), // Dee, Eli, Fay, Hal to three
            // M2 came from no request: Eli's first status of 1 January to 1 July
            ("time-to-match", "181 days (median of 1)"),
            ("request-response-rate", "0 of 1 (0 %)"), // O2: day 10 is 30 September
            ("median-response-time", "none"),
            ("acceptance-rate", "none"),
            ("overdue-now", "0"), // R2 is on day 10, R1 on day 2
            ("declines-without-courtesy-message", "0"),
            // 1 meeting in M1 92, M2 92, M5 91 days: 275 days, 9.03 months
            ("meeting-frequency", "0.1 (1 in 9 pair-months)"),
            ("meeting-completion", "1 of 1 (100 %)"),
            ("on-cadence-pairs", "1 of 2 (50 %)"), // M1; M2 has never met
            ("hours-delivered", "1 hour"),
            ("hours-per-pair-month", "0.1 (1 in 9 pair-months)"),
            ("engaged-pairs", "0 of 3 (0 %)"),
            ("agreement-coverage", "1 of 2 (50 %)"), // M1 of M1, M2
            ("reviews-on-time", "0 of 1 (0 %)"),     // V6 was held the day after
            ("satisfaction", "none"),
            ("satisfaction-response-rate", "none"),
            ("goals-met", "none"), // M5 told nothing
            ("success-stories", "0"),
            ("closure-rate", "1 of 3 (33 %)"), // M5
            ("early-closure-rate", "1 of 1 (100 %)"),
            // 1 May to 30 September: 152 days
            ("average-length", "5 months (mean of 1)"),
            ("median-length", "5 months (median of 1)"),
            ("lm-agreement-coverage", "0 of 2 (0 %)"), // neither Dee's nor Eli's
            ("mentor-training-coverage", "2 of 3 (67 %)"),
            ("concerns-raised", "1"), // C4
            ("concerns-closed", "0"),
            ("concerns-open", "1"),
            ("concerns-open-long", "0"),
            ("support-contact-rate", "none"),
            ("coordinator-hours", "1.5 hours"),
            ("coordinator-hours-per-pair", "0.5 (1.5 to 3)"),
            ("spent", "30.00"),
            ("planned", "0.00"),
            // 30 and 1.5 hours at 15 are 52.50, for 3 pairs
            ("cost-per-pair", "17.50 (52.50 for 3)"),
            ("value-of-volunteer-hours", "20.00"),
            ("return-on-cost", "0.38 (20.00 for 52.5)"),
        ],
    );
}

#[test]
fn the_figures_of_a_year_are_those_worked_out_by_hand() {
    check_on(
        "2026",
        "2027-01-05",
        &[
            ("pairs-served", "5"),
            ("active-pairs", "2"), // M1, though its agreed end has passed, and M3
            ("new-pairs", "5"),
            ("match-rate", "3 of 7 (43 %)"), // Ann, Dee, Fay; Hal is paused
            ("unmatched-waiting", "2"),      // Eli, Gus
            // Eli since 20 October: 11 + 30 + 31 = 72; Gus since the 11th: 81
            ("median-days-waiting", "76.5 days (median of 2)"),
            ("mentor-utilisation", "not kept"),
            ("mentor-balance", "1.3 (4 to 3)"),
            // M4 7, M3 41, M5 120 (Hal since 1 January), M1 160 (Dee), M2 181
            ("time-to-match", "120 days (median of 5)"),
            // O1 and O3 in time; O2 on day 15, O4 and O5 on day 11, O6 not at all; O7 withdrawn
            ("request-response-rate", "2 of 6 (33 %)"),
            // O1 4, O3 10, O4 11, O5 11, O2 15
            ("median-response-time", "11 days (median of 5)"),
            ("acceptance-rate", "3 of 5 (60 %)"), // O1, O3, O5
            ("overdue-now", "2"),                 // R3, R5
            ("declines-without-courtesy-message", "1"), // O2; O4's came in November
            // M1 205 - 10, M2 92, M3 62, M4 15, M5 152 days: 516 days, 16.95 months
            ("meeting-frequency", "0.4 (6 in 17 pair-months)"),
            ("meeting-completion", "6 of 9 (67 %)"),
            ("on-cadence-pairs", "0 of 2 (0 %)"), // M1 met 60 days ago, M3 never
            ("hours-delivered", "5.8 hours"),     // 255 + 60 + 30 = 345 minutes: 5.75
            ("hours-per-pair-month", "0.3 (5.8 in 17 pair-months)"),
            ("engaged-pairs", "1 of 5 (20 %)"),      // M1
            ("agreement-coverage", "1 of 2 (50 %)"), // M1; M3 is 61 days old
            ("reviews-on-time", "2 of 5 (40 %)"),    // V1, V6; not V2, V3, V5; V4 called off
            ("satisfaction", "3.5 of 5 (4 answers)"),
            ("satisfaction-response-rate", "4 of 6 (67 %)"),
            ("goals-met", "1 of 2 (50 %)"),
            ("success-stories", "2"), // Y1, Y3
            ("closure-rate", "3 of 5 (60 %)"),
            ("early-closure-rate", "2 of 3 (67 %)"), // M2, M5
            // 92, 15 and 152 days: 86.3 and 92 days
            ("average-length", "2.8 months (mean of 3)"),
            ("median-length", "3 months (median of 3)"),
            ("lm-agreement-coverage", "2 of 2 (100 %)"),
            ("mentor-training-coverage", "2 of 3 (67 %)"),
            ("concerns-raised", "4"),
            ("concerns-closed", "2"),
            ("concerns-open", "2"),
            ("concerns-open-long", "2"),
            ("support-contact-rate", "none"),
            ("coordinator-hours", "5 hours"), // 90 + 120 + 60 + 30 minutes
            ("coordinator-hours-per-pair", "1 (5 to 5)"),
            ("spent", "150.00"),
            ("planned", "250.00"),
            // 150 and 5 hours at 15 are 225, for 5 pairs
            ("cost-per-pair", "45.00 (225.00 for 5)"),
            ("value-of-volunteer-hours", "115.00"), // 5.75 hours at 20
            ("return-on-cost", "0.51 (115.00 for 225)"),
        ],
    );
}

#[test]
fn the_figures_of_one_day_are_those_worked_out_by_hand() {
    check(
        "2026-10-31..2026-10-31",
        &[
            ("pairs-served", "2"), // M1, M3
            ("active-pairs", "2"),
            ("new-pairs", "1"), // M3
            ("match-rate", "3 of 7 (43 %)"),
            ("unmatched-waiting", "2"),
            ("median-days-waiting", "15.5 days (median of 2)"),
            ("mentor-utilisation", "not kept"),
            ("mentor-balance", "1.3 (4 to 3)"),
            ("time-to-match", "41 days (median of 1)"),
            ("request-response-rate", "0 of 1 (0 %)"), // O5
            ("median-response-time", "11 days (median of 1)"), // O4
            ("acceptance-rate", "0 of 1 (0 %)"),
            ("overdue-now", "2"),
            ("declines-without-courtesy-message", "1"), // O4
            // 1 meeting in two days of pairs: 30.4375 / 2
            ("meeting-frequency", "15.2 (1 in 0.1 pair-months)"),
            ("meeting-completion", "1 of 1 (100 %)"),
            ("on-cadence-pairs", "1 of 1 (100 %)"),
            ("hours-delivered", "0.8 hours"), // 45 minutes
            ("hours-per-pair-month", "11.4 (0.8 in 0.1 pair-months)"),
            ("engaged-pairs", "1 of 2 (50 %)"), // M1: the third meeting is of this day
            ("agreement-coverage", "1 of 1 (100 %)"),
            ("reviews-on-time", "0 of 1 (0 %)"), // V3
            ("satisfaction", "none"),
            ("satisfaction-response-rate", "none"),
            ("goals-met", "none"),
            ("success-stories", "1"), // Y1
            ("closure-rate", "0 of 2 (0 %)"),
            ("early-closure-rate", "none"),
            ("average-length", "none"),
            ("median-length", "none"),
            ("lm-agreement-coverage", "1 of 2 (50 %)"),
            ("mentor-training-coverage", "2 of 3 (67 %)"),
            ("concerns-raised", "0"),
            ("concerns-closed", "1"), // C1
            ("concerns-open", "2"),
            ("concerns-open-long", "1"),
            ("support-contact-rate", "none"),
            ("coordinator-hours", "1 hour"),
            ("coordinator-hours-per-pair", "0.5 (1 to 2)"),
            ("spent", "120.00"),
            ("planned", "200.00"),
            // 120 and 1 hour at 15 are 135, for 2 pairs
            ("cost-per-pair", "67.50 (135.00 for 2)"),
            ("value-of-volunteer-hours", "15.00"),
            ("return-on-cost", "0.11 (15.00 for 135)"),
        ],
    );
}
