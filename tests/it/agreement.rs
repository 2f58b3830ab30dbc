//! Agreements, the life of a pair and series of meetings (R1, R2, R3, R6): what is written, what is refused, keys and commands alike.

use matchbook::domain::codes::{Fit, Format, Frequency, MeetingStatus, Several, Status};
use matchbook::domain::ids::PairId;
use matchbook::domain::records::{Agreement, Meeting, Mentee, Pair};
use matchbook::domain::rules::{Outside, today};
use matchbook::domain::verbs::{
    PlanSeries, agree_pair, as_usual, close_pair, confirm_pair, hold_pair, plan_series,
    resume_pair, wind_down,
};
use matchbook::domain::{Link, Refusal, Scheme};
use matchbook::store::{Access, Store};
use matchbook::text::Text;

use crate::cli_support::Desk as Cli;
use crate::harness::Desk;
use crate::small_scheme::{Small, day};

const TODAY: &str = "2026-03-03";

/// Ana Costa and Tom Reed, a pair since 5 January, with an agreed end.
fn one(end: &str) -> (Small, PairId) {
    let mut small = Small::default();
    let tom = small.mentor("Tom Reed", 2);
    let ana = small.mentee("Ana Costa");
    let pair = small.pair(tom, ana, "2026-01-05");
    small.change::<Pair>(pair, |pair| pair.agreed_end = Some(day(end)));
    (small, pair)
}

fn agreement(scheme: &Scheme, pair: PairId) -> Agreement {
    scheme.get::<Agreement>(pair).unwrap().clone()
}

fn field_of(refused: Result<matchbook::domain::Change, Refusal>) -> (&'static str, String) {
    match refused {
        Err(Refusal::Field { field, why }) => (field, why),
        other => panic!("{other:?}"),
    }
}

fn planned(scheme: &Scheme, pair: PairId) -> Vec<String> {
    let meetings = scheme.linked::<Meeting>(Link::MeetingsOfPair, pair);
    let planned = meetings.filter(|meeting| meeting.status == MeetingStatus::Planned);
    planned.map(|meeting| meeting.day.to_string()).collect()
}

#[test]
fn r2_every_clause_is_recorded_and_those_that_are_not_given_stay() {
    let (mut small, pair) = one("2026-07-05");
    let given = [
        ("frequency", "fortnightly".to_owned()),
        ("minutes", "45".to_owned()),
        ("formats", "video; in-person".to_owned()),
        ("venue", "the café on campus".to_owned()),
        ("recording", "no".to_owned()),
    ];
    let change = agree_pair(&small.scheme, day(TODAY), pair, &given).unwrap();
    small.accept(&change);
    let given = [("mentor_signed", TODAY.to_owned()), ("venue", String::new())];
    let change = agree_pair(&small.scheme, day(TODAY), pair, &given).unwrap();
    small.accept(&change);
    let kept = agreement(&small.scheme, pair);
    assert_eq!(kept.frequency, Some(Frequency::Fortnightly));
    assert_eq!(kept.minutes, Some(45));
    assert_eq!(kept.formats, Several(vec![Format::Video, Format::InPerson]));
    assert_eq!(kept.recording, Some(false));
    assert!(kept.venue.is_empty(), "an empty value takes a clause out");
    assert_eq!(kept.signatures(day(TODAY)), (true, false));
    assert!(kept.missing().contains(&"Venue") && !kept.missing().contains(&"Minutes"));
}

#[test]
fn r2_a_signature_of_tomorrow_and_a_length_of_nothing_are_refused_at_their_field() {
    let (small, pair) = one("2026-07-05");
    for (field, value, words) in [
        ("mentor_signed", "2026-03-04", "in the future"),
        ("mentee_signed", "2026-03-04", "in the future"),
        ("first_talk", "2026-03-04", "in the future"),
        ("plan_shared", "2026-03-04", "in the future"),
        ("minutes", "0", "from 1 to 600"),
        ("frequency", "hourly", "none of"),
    ] {
        let given = [(field, value.to_owned())];
        let (at, why) = field_of(agree_pair(&small.scheme, day(TODAY), pair, &given));
        assert_eq!(at, field);
        assert!(why.contains(words), "{field}: {why}");
    }
    let nothing = agree_pair(&small.scheme, day(TODAY), pair, &[]).unwrap_err();
    assert!(nothing.to_string().contains("nothing is filled in"), "{nothing}");
}

#[test]
fn r2_as_usual_fills_every_empty_clause_and_no_other() {
    let (mut small, pair) = one("2026-07-05");
    let ana = small.scheme.get::<Pair>(pair).unwrap().mentee;
    small.change::<Mentee>(ana, |mentee| {
        mentee.goals = "a first grant\nand a talk".into();
        mentee.availability = "Tuesdays".into();
    });
    small.topic(ana, matchbook::domain::codes::TopicSide::Wanted, "leadership");
    let given = [("frequency", "weekly".to_owned()), ("venue", "her office".to_owned())];
    let all = as_usual(&small.scheme, pair, &given);
    let change = agree_pair(&small.scheme, day(TODAY), pair, &all).unwrap();
    small.accept(&change);
    let kept = agreement(&small.scheme, pair);
    assert_eq!(kept.missing(), Vec::<&str>::new());
    assert_eq!(kept.frequency, Some(Frequency::Weekly), "what was given stands");
    assert_eq!(kept.venue.exact(), "her office");
    assert_eq!(kept.objective.exact(), "a first grant and a talk", "one line");
    assert_eq!(kept.activities.exact(), "leadership");
    assert_eq!(kept.availability.exact(), "Tuesdays");
    assert_eq!((kept.mentor_signed, kept.first_talk), (None, None), "nobody signs as usual");
    assert_eq!(as_usual(&small.scheme, pair, &[]), [], "nothing is empty any more");
}

#[test]
fn r2_the_usual_texts_are_settings_of_the_scheme() {
    let desk = Cli::small();
    desk.done(&["settings", "usual-venue", "the library café"]);
    desk.done(&["settings", "usual-agendas", ""]);
    let said = desk.done(&["pair", "agree", "M1", "--as-usual", "--signed", "t"]);
    assert!(said.contains("agreement of Ana Costa and Tom Reed is recorded"), "{said}");
    let mut store = Store::open(&desk.file, Access::Look).unwrap();
    let kept = agreement(&store.load().unwrap().0, PairId(1));
    assert_eq!(kept.venue.exact(), "the library café");
    assert!(kept.missing().contains(&"Agendas"), "{:?}", kept.missing());
    assert!(kept.is_signed(day(TODAY)));
}

#[test]
fn r2_the_command_takes_every_clause_and_says_what_is_wrong_in_one_line() {
    let desk = Cli::small();
    desk.done(&[
        "pair",
        "agree",
        "M1",
        "--length",
        "1h30",
        "--formats",
        "video,phone",
        "--recording",
        "no",
        "--signed",
        "mon",
        "--mentee-signed",
        "t",
        "--mentor-fit",
        "good",
        "--first-talk",
        "mon",
    ]);
    let mut store = Store::open(&desk.file, Access::Look).unwrap();
    let kept = agreement(&store.load().unwrap().0, PairId(1));
    assert_eq!(kept.minutes, Some(90));
    assert_eq!(kept.mentor_signed, Some(day("2026-03-02")));
    assert_eq!(kept.mentee_signed, Some(day(TODAY)), "a day of one side is more exact");
    assert_eq!(kept.mentor_fit, Some(Fit::Good));
    drop(store);
    let nothing = desk.refused(&["pair", "agree", "M1"]);
    assert!(nothing.contains("--as-usual"), "{nothing}");
    desk.refused(&["pair", "agree", "M1", "--signed", "+1w"]);
    desk.refused(&["pair", "agree", "M1", "--length", "soon"]);
}

#[test]
fn r2_the_suggested_key_reaches_the_agreement_and_signing_settles_the_rule() {
    let (mut small, pair) = one("2026-07-05");
    let held = matchbook::domain::verbs::LogMeeting::held(pair, day("2026-03-02"));
    let (_, change) =
        matchbook::domain::verbs::log_meeting(&small.scheme, day(TODAY), &held).unwrap();
    small.accept(&change);
    let unsigned = |scheme: &Scheme| {
        let items = today(scheme, day(TODAY), &Outside::default());
        items.iter().any(|item| item.rule == "agreement-unsigned")
    };
    assert!(unsigned(&small.scheme));
    let mut desk = Desk::open(small.scheme, day(TODAY), (100, 30));
    let screen = desk.screen();
    assert!(screen.contains("A  record the agreement"), "{screen}");
    desk.keys("A");
    let form = desk.screen();
    assert!(form.contains("Agreement of Ana Costa and Tom Reed"), "{form}");
    assert!(form.contains("Missing: How often, Minutes"), "{form}");
    desk.keys("<Ctrl-F>");
    assert!(desk.cursor_row().contains("Mentor signed"), "{}", desk.screen());
    assert!(!desk.screen().contains("Ground rules,"), "{}", desk.screen());
    desk.keys("\"t\" <Tab> \"t\" <Ctrl-S>");
    assert!(!unsigned(desk.scheme()), "{}", desk.screen());
    desk.keys("u");
    assert!(unsigned(desk.scheme()), "undo brings it back");
}

#[test]
fn r6_a_pair_that_is_no_fit_is_shown_the_way_out() {
    let (small, _) = one("2026-07-05");
    let mut desk = Desk::open(small.scheme, day(TODAY), (100, 30));
    desk.keys("3 A <Shift-Tab> \"not\"");
    assert!(desk.screen().contains("Nobody's fault"), "{}", desk.screen());
}

#[test]
fn r1_only_a_provisional_pair_is_confirmed_and_only_a_confirmed_one_goes_on() {
    let (mut small, pair) = one("2026-07-05");
    let on = day(TODAY);
    assert!(confirm_pair(&small.scheme, pair, on).is_err(), "it is active");
    small.status(
        matchbook::domain::codes::Subject::Pair,
        pair.0,
        "2026-02-01",
        Status::Provisional,
    );
    for refused in
        [resume_pair(&small.scheme, pair, on), wind_down(&small.scheme, pair, on, &Text::default())]
    {
        assert!(refused.unwrap_err().to_string().contains("provisional"));
    }
    let change = confirm_pair(&small.scheme, pair, on).unwrap();
    small.accept(&change);
    assert_eq!(small.scheme.pair_status(pair, on), Some(Status::Active));
    let change = hold_pair(&small.scheme, pair, on, &"leave".into()).unwrap();
    small.accept(&change);
    let change = resume_pair(&small.scheme, pair, on).unwrap();
    small.accept(&change);
    assert_eq!(small.scheme.pair_status(pair, on), Some(Status::Active));
}

#[test]
fn r1_time_on_hold_is_not_stale_and_a_closed_pair_takes_no_meeting_after_its_end() {
    let (mut small, pair) = one("2026-12-31");
    let log = |small: &Small, on: &str| {
        let held = matchbook::domain::verbs::LogMeeting::held(pair, day(on));
        matchbook::domain::verbs::log_meeting(&small.scheme, day("2026-08-01"), &held)
    };
    let (_, change) = log(&small, "2026-01-10").unwrap();
    small.accept(&change);
    let stale = |small: &Small, on: &str| {
        let items = today(&small.scheme, day(on), &Outside::default());
        items.iter().any(|item| item.rule == "pair-stale")
    };
    assert!(stale(&small, "2026-05-01"));
    let change = hold_pair(&small.scheme, pair, day("2026-01-20"), &"leave".into()).unwrap();
    small.accept(&change);
    assert!(!stale(&small, "2026-05-01"));
    let mut closing = matchbook::domain::verbs::ClosePair::on(day("2026-06-01"));
    closing.reasons = Several(vec![matchbook::domain::codes::CloseReason::NotAFit]);
    let change = close_pair(&small.scheme, day("2026-06-01"), pair, &closing).unwrap();
    small.accept(&change);
    assert!(log(&small, "2026-06-01").is_ok());
    assert!(log(&small, "2026-06-02").is_err());
    let series = PlanSeries { pair, from: day("2026-06-02"), every: 7, times: Some(1) };
    let refused = plan_series(&small.scheme, day("2026-06-01"), &series).unwrap_err();
    assert!(refused.to_string().contains("already closed"), "{refused}");
}

#[test]
fn r3_a_series_is_one_change_up_to_the_agreed_end_without_days_that_are_taken() {
    let (mut small, pair) = one("2026-05-05");
    let series = |from: &str, every, times| PlanSeries { pair, from: day(from), every, times };
    let plan = |small: &Small, input: &PlanSeries| plan_series(&small.scheme, day(TODAY), input);
    let change = plan(&small, &series("2026-03-24", 14, Some(1))).unwrap();
    small.accept(&change);
    let change = plan(&small, &series("2026-03-10", 14, None)).unwrap();
    assert!(change.words.contains("4 meetings"), "{}", change.words);
    small.accept(&change);
    assert_eq!(
        planned(&small.scheme, pair),
        ["2026-03-24", "2026-03-10", "2026-04-07", "2026-04-21", "2026-05-05"],
        "the agreed end is the last day that can be"
    );
    for (input, field, words) in [
        (series("2026-03-10", 14, None), "from", "have a meeting already"),
        (series("2026-03-02", 14, None), "from", "too early"),
        (series("2026-05-06", 14, None), "from", "agreed end"),
        (series("2026-03-10", 7, Some(10)), "times", "only 9 meetings fit"),
        (series("2026-03-10", 7, Some(61)), "times", "1 to 60"),
        (series("2026-03-10", 0, Some(1)), "every", "1 to 366"),
    ] {
        let (at, why) = field_of(plan(&small, &input));
        assert_eq!(at, field, "{why}");
        assert!(why.contains(words), "{why}");
    }
    small.change::<Pair>(pair, |pair| pair.agreed_end = None);
    let (at, why) = field_of(plan(&small, &series("2027-01-05", 7, None)));
    assert_eq!(at, "times", "{why}");
    let change = plan(&small, &series("2027-01-05", 1, Some(60))).unwrap();
    small.accept(&change);
    assert_eq!(planned(&small.scheme, pair).len(), 65);
}

#[test]
fn r3_a_series_keeps_the_weekday_of_the_agreed_interval() {
    let (mut small, pair) = one("2026-07-05");
    assert_eq!(small.scheme.usual_every(pair), 28, "30 days, in whole weeks");
    for (frequency, every) in [("weekly", 7), ("fortnightly", 14), ("six-weekly", 42)] {
        let given = [("frequency", frequency.to_owned())];
        let change = agree_pair(&small.scheme, day(TODAY), pair, &given).unwrap();
        small.accept(&change);
        assert_eq!(small.scheme.usual_every(pair), every);
    }
}

#[test]
fn r3_a_series_is_planned_by_keys_and_taken_back_by_one() {
    let (small, pair) = one("2026-07-05");
    let mut desk = Desk::open(small.scheme, day(TODAY), (80, 24));
    desk.keys("3 w p");
    let form = desk.screen();
    assert!(form.contains("5 meetings of Ana Costa and Tom Reed planned from"), "{form}");
    desk.keys("<Ctrl-S>");
    assert_eq!(planned(desk.scheme(), pair).len(), 5, "{}", desk.screen());
    desk.keys("u");
    assert_eq!(planned(desk.scheme(), pair).len(), 0);
}

#[test]
fn r1_a_provisional_pair_is_confirmed_by_keys_as_by_command() {
    let desk = Cli::small();
    desk.done(&["pair", "start", "Ben Okafor", "Priya Nair", "--provisional", "--request", "R1"]);
    let scheme = || Store::open(&desk.file, Access::Look).unwrap().load().unwrap().0;
    let mut keys = Desk::open(scheme(), day(TODAY), (100, 30));
    keys.keys("3 / \"ben\" <Enter> o <Ctrl-S>");
    assert_eq!(keys.scheme().pair_status(PairId(2), day(TODAY)), Some(Status::Active));
    desk.done(&["pair", "confirm", "M2"]);
    assert_eq!(keys.scheme().tables(), scheme().tables(), "{}", keys.screen());
    assert!(desk.refused(&["pair", "confirm", "M2"]).contains("only a provisional pair"));
}
