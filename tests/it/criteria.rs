//! The criteria of matching: each in full, in part and without facts; explanations that add up and tell only what the records hold.

use matchbook::domain::codes::{Format, PreferenceKind, Several, Status, Subject, TopicSide};
use matchbook::domain::ids::PersonId;
use matchbook::domain::matching::{
    CRITERIA, Part, Pool, RULES, Suggestion, objections, published, suggest, suggest_mentees,
};
use matchbook::domain::records::{
    ExtraField, Mentee, Mentor, Pair, Person, Preference, Request, Topic,
};
use matchbook::domain::settings::{Key, Setting};

use crate::cli_support::Desk as Commands;
use crate::harness::Desk;
use crate::random_pool::{records_of, scheme, told_words};
use crate::small_scheme::{Small, day};

const TODAY: &str = "2026-03-13";

/// A mentee and a mentor with nothing known of either.
fn two() -> (Small, PersonId, PersonId) {
    let mut small = Small::default();
    let mentee = small.mentee("Tom Reed");
    let mentor = small.mentor("Marta Costa", 1);
    (small, mentee, mentor)
}

fn explained(small: &Small, mentee: PersonId, mentor: PersonId) -> Suggestion {
    let suggestion = Pool::new(&small.scheme, day(TODAY)).explain(mentee, mentor);
    let sum: i64 = suggestion.lines.iter().map(|line| line.points).sum();
    assert_eq!(suggestion.points, sum);
    suggestion
}

/// The points and the sentence of one criterion for the two.
fn line(small: &Small, (mentee, mentor): (PersonId, PersonId), id: &str) -> (i64, String) {
    let suggestion = explained(small, mentee, mentor);
    let line = suggestion.lines.into_iter().find(|line| line.criterion == id).unwrap();
    (line.points, line.why)
}

/// What a criterion says when a field of the mentee and of the mentor has these texts.
fn with(
    id: &str,
    field: fn(&mut Person) -> &mut matchbook::text::Text,
    texts: (&str, &str),
) -> (i64, String) {
    let (mut small, mentee, mentor) = two();
    for (person, text) in [(mentee, texts.0), (mentor, texts.1)] {
        small.change::<Person>(person, |person| *field(person) = text.into());
    }
    line(&small, (mentee, mentor), id)
}

fn said(points: i64, why: &str) -> (i64, String) {
    (points, why.to_owned())
}

#[test]
fn whatever_the_scheme_lines_add_up_and_every_way_to_ask_gives_the_same() {
    let on = day(TODAY);
    for seed in 0..40 {
        let scheme = scheme(seed);
        let pool = Pool::new(&scheme, on);
        let mentors: Vec<_> = scheme.all::<Mentor>().map(|mentor| mentor.id).collect();
        for mentee in pool.mentees().iter().copied() {
            let newest = scheme.open_requests(mentee, on).max_by_key(|one| (one.received, one.id));
            let topic = newest.map(|request| request.topic.exact());
            let offers = scheme.all::<matchbook::domain::records::Offer>();
            let asked: Vec<_> = offers
                .filter(|offer| Some(offer.request) == newest.map(|request| request.id))
                .map(|offer| offer.mentor)
                .collect();
            let (ranked, excluded) = suggest(&scheme, mentee, on, topic, &asked);
            assert_eq!(ranked.len() + excluded.len(), mentors.len());
            for mentor in mentors.iter().copied() {
                let explained = pool.explain(mentee, mentor);
                let sum: i64 = explained.lines.iter().map(|line| line.points).sum();
                assert_eq!(explained.points, sum, "{seed}: {mentee} {mentor}");
                let against = objections(&scheme, mentor, mentee, on);
                let hard = against.iter().find(|objection| objection.hard).map(|o| o.rule);
                let hard = hard.or(asked.contains(&mentor).then_some("asked"));
                let why_not = pool.why_not(mentee, mentor).map(|objection| objection.rule);
                assert_eq!(why_not, hard, "{seed}: {mentee} {mentor}");
                match pool.score(mentee, mentor) {
                    Ok(score) => {
                        assert_eq!(
                            (score, hard),
                            (explained.points, None),
                            "{seed}: {mentee} {mentor}"
                        );
                        let own = ranked.iter().find(|one| one.mentor == mentor).unwrap();
                        assert_eq!(*own, explained);
                        let (mentees, _) = suggest_mentees(&scheme, mentor, on);
                        assert!(mentees.contains(&explained));
                    }
                    Err(rule) => {
                        assert_eq!(Some(rule), hard, "{seed}: {mentee} {mentor}");
                        let out = excluded.iter().find(|one| one.mentor == mentor).unwrap();
                        assert_eq!(out.objection.rule, rule);
                    }
                }
            }
        }
    }
}

#[test]
fn every_sentence_tells_only_what_the_records_of_the_two_hold() {
    let on = day(TODAY);
    let mut told = 0;
    for seed in 0..40 {
        let scheme = scheme(seed);
        let pool = Pool::new(&scheme, on);
        for mentee in pool.mentees().iter().copied() {
            for (mentor, _) in pool.mentors().iter().copied() {
                let records = records_of(&scheme, &[mentee, mentor]);
                for line in pool.explain(mentee, mentor).lines {
                    let words = told_words(&line.why);
                    for word in &words {
                        assert!(
                            records.contains(word),
                            "{seed}: {}: {word}: {records:?}",
                            line.why
                        );
                    }
                    told += words.len();
                    let with_facts = ["topics", "text", "location", "languages", "extra"];
                    if line.points > 0 && with_facts.contains(&line.criterion) {
                        assert!(!words.is_empty(), "{}: {}", line.criterion, line.why);
                    }
                }
            }
        }
    }
    assert!(told > 500, "{told}");
}

#[test]
fn a_criterion_without_facts_gives_nothing_and_says_so() {
    let (small, mentee, mentor) = two();
    for (id, why) in [
        ("topics", "the mentee named no topic"),
        ("preference", "not named by the mentee"),
        ("text", "the mentee told no goals"),
        ("seniority", "grades not known"),
        ("answers", "no offer answered yet"),
        ("experience", "not known as a beginner"),
        ("department", "department not known"),
        ("location", "location not known"),
        ("time-zone", "time zone not known"),
        ("languages", "languages not known"),
        ("formats", "ways of meeting not known"),
        ("availability", "free days not known"),
    ] {
        assert_eq!(line(&small, (mentee, mentor), id), said(0, why), "{id}");
    }
}

#[test]
fn topics_count_as_whole_terms_stems_and_spellings_less_and_synonyms_in_full() {
    let topics = |wanted: &[&str], offered: &[&str]| {
        let (mut small, mentee, mentor) = two();
        for topic in wanted {
            small.topic(mentee, TopicSide::Wanted, topic);
        }
        for topic in offered {
            small.topic(mentor, TopicSide::Offered, topic);
        }
        line(&small, (mentee, mentor), "topics")
    };
    assert_eq!(topics(&["AI"], &["Retail"]), said(0, "no topic in common"));
    assert_eq!(topics(&["AI"], &[]), said(0, "the mentor named no topic"));
    assert_eq!(topics(&["leadership"], &["Leadership"]), said(60, "offers leadership"));
    assert_eq!(
        topics(&["Managing people"], &["People management"]),
        said(42, "offers People management (near Managing people)")
    );
    assert_eq!(
        topics(&["leader-ship"], &["Leadership"]),
        said(42, "offers Leadership (near leader-ship)")
    );
    assert_eq!(topics(&["AI", "Law"], &["Law"]), said(30, "offers Law (1 of 2 topics)"));
    // more than three wanted: three are enough
    assert_eq!(topics(&["A1", "B1", "C1", "D1"], &["A1", "B1", "C1"]).0, 60);

    let (mut small, mentee, mentor) = two();
    small.topic(mentee, TopicSide::Wanted, "Leadership");
    small.topic(mentor, TopicSide::Offered, "Leading people");
    let ids: Vec<_> = small.scheme.all::<Topic>().map(|topic| topic.id).collect();
    small.change::<Topic>(ids[1], |topic| topic.same_as = Some(ids[0]));
    let why = "offers Leading people (for Leadership)";
    assert_eq!(line(&small, (mentee, mentor), "topics"), said(60, why));
    // another word for what is offered is found in a request too; a circle of words ends
    let request = small.request(mentee, "2026-03-01");
    small.change::<Request>(request, |request| request.topic = "about leading people".into());
    assert_eq!(line(&small, (mentee, mentor), "topics").0, 60);
    small.change::<Topic>(ids[0], |topic| topic.same_as = Some(ids[1]));
    assert_eq!(line(&small, (mentee, mentor), "topics").0, 60);
}

#[test]
fn texts_share_words_by_their_stems_and_name_them() {
    let (mut small, mentee, mentor) = two();
    let other = small.mentor("Other Mentor", 1);
    small.change::<Mentee>(mentee, |one| one.goals = "I want to publish physics papers".into());
    small.change::<Person>(other, |one| one.biography = "Wine, opera and horses".into());
    assert_eq!(
        line(&small, (mentee, mentor), "text"),
        said(0, "the mentor told nothing of themselves")
    );
    let none = "no word of the goals in what the mentor says";
    assert_eq!(line(&small, (mentee, other), "text"), said(0, none));
    small.change::<Mentor>(mentor, |one| one.experience = "Physics; published paper".into());
    let (points, why) = line(&small, (mentee, mentor), "text");
    assert_eq!(
        (points, why.as_str()),
        (15, "both write of physics, publish/published, papers/paper")
    );
    small.change::<Person>(mentor, |one| {
        one.biography = "Physics of sound and of light, music, teaching, gardens, rivers".into();
    });
    small.change::<Mentor>(mentor, |one| one.experience = "".into());
    let (points, why) = line(&small, (mentee, mentor), "text");
    assert!((1..15).contains(&points), "{points}");
    assert_eq!(why, "both write of physics");
}

#[test]
fn two_steps_up_are_best_by_grades_or_else_by_years() {
    let grades = |mentee, mentor| with("seniority", |person| &mut person.grade, (mentee, mentor));
    assert_eq!(grades("Grade 6", "Grade 8"), said(12, "2 steps up, Grade 8 for Grade 6"));
    assert_eq!(grades("Grade 7", "Grade 8"), said(9, "1 step up, Grade 8 for Grade 7"));
    assert_eq!(grades("Grade 7", "Professor"), said(9, "1 step up, Professor for Grade 7"));
    assert_eq!(grades("Grade 8", "Grade 8"), said(0, "both at one step, Grade 8 and Grade 8"));
    assert_eq!(grades("Grade 9", "Grade 8"), said(0, "1 step below, Grade 8 for Grade 9"));
    assert_eq!(grades("", "Grade 8"), said(0, "the mentee's grade is not known"));
    assert_eq!(grades("Porter", "Grade 8"), said(0, "grades not comparable, Grade 8 and Porter"));
    assert_eq!(grades("HEO", "Grade 7"), said(12, "2 steps up, Grade 7 for HEO"));
    let (mut small, mentee, mentor) = two();
    small.change::<Person>(mentee, |person| person.year = Some(2020));
    for (year, points, why) in [
        (2010, 12, "10 years ahead, 2010 and 2020"),
        (2018, 6, "2 years ahead, 2018 and 2020"),
        (2021, 0, "not ahead in years, 2021 and 2020"),
    ] {
        small.change::<Person>(mentor, |person| person.year = Some(year));
        assert_eq!(line(&small, (mentee, mentor), "seniority"), said(points, why));
    }
}

#[test]
fn place_clock_and_languages_count_in_full_and_in_part() {
    let place = |mentee, mentor| with("location", |person| &mut person.location, (mentee, mentor));
    assert_eq!(place("york", "York, UK"), said(5, "both in York"));
    assert_eq!(place("Leeds, UK", "York, UK"), said(2, "both in UK"));
    assert_eq!(place("Leeds", "York"), said(0, "in York and Leeds"));
    let clock =
        |mentee, mentor| with("time-zone", |person| &mut person.time_zone, (mentee, mentor));
    assert_eq!(clock("Europe/London", "GMT"), said(3, "same time, GMT and Europe/London"));
    assert_eq!(clock("Mars", "mars"), said(3, "same time zone, mars"));
    assert_eq!(clock("UTC+3", "UTC"), said(2, "3 hours apart, UTC and UTC+3"));
    assert_eq!(clock("UTC+5:30", "UTC"), said(0, "5 h 30 min apart, UTC and UTC+5:30"));
    assert_eq!(clock("Mars", "UTC"), said(0, "time zones not comparable, UTC and Mars"));
    let speech =
        |mentee, mentor| with("languages", |person| &mut person.languages, (mentee, mentor));
    assert_eq!(speech("welsh", "English, Welsh"), said(5, "both speak Welsh"));
    assert_eq!(speech("Welsh and French", "English/Welsh"), said(3, "both speak Welsh"));
    assert_eq!(speech("French", "English"), said(0, "no language in common"));
    let unit =
        |mentee, mentor| with("department", |person| &mut person.department, (mentee, mentor));
    assert_eq!(unit("Law", "Physics"), said(5, "another department, Physics"));
    assert_eq!(unit("Law", "law"), said(0, "same department, law"));
}

#[test]
fn ways_of_meeting_and_free_days_count_in_full_and_in_part() {
    use Format::{Email, Phone, Video};

    let (mut small, mentee, mentor) = two();
    let mut formats = |own: &[Format], other: &[Format]| {
        small.change::<Mentor>(mentor, |one| one.formats = Several(own.to_vec()));
        small.change::<Mentee>(mentee, |one| one.formats = Several(other.to_vec()));
        line(&small, (mentee, mentor), "formats")
    };
    assert_eq!(formats(&[Video, Phone], &[Phone]), said(5, "both meet by phone"));
    assert_eq!(formats(&[Video, Phone], &[Phone, Email]), said(3, "both meet by phone"));
    assert_eq!(formats(&[Video], &[Email]), said(0, "no way of meeting in common"));
    let mut free = |own: &str, other: &str| {
        small.change::<Mentor>(mentor, |one| one.availability = own.into());
        small.change::<Mentee>(mentee, |one| one.availability = other.into());
        line(&small, (mentee, mentor), "availability")
    };
    assert_eq!(free("Tue, Thu", "Tuesdays"), said(5, "both free Tue"));
    assert_eq!(free("Tue, Thu", "Mon-Tue"), said(3, "both free Tue"));
    assert_eq!(free("Thu", "Mondays"), said(0, "free Thu and Mondays"));
    assert_eq!(free("Thu", "ask me"), said(0, "free days not comparable, Thu and ask me"));
}

#[test]
fn experience_counts_for_a_beginner_alone() {
    let (mut small, mentee, mentor) = two();
    small.change::<Mentee>(mentee, |one| one.first_time = Some(true));
    let says = |small: &Small| line(small, (mentee, mentor), "experience");
    assert_eq!(says(&small), said(0, "the mentor's experience is not known"));
    small.change::<Mentor>(mentor, |one| one.experience = "many years".into());
    assert_eq!(says(&small), said(4, "tells of experience as a mentor"));
    small.change::<Mentor>(mentor, |one| one.first_time = Some(true));
    assert_eq!(says(&small), said(0, "the first time for both"));
    small.change::<Mentor>(mentor, |one| one.first_time = Some(false));
    assert_eq!(says(&small), said(8, "has mentored before"));
    let former = small.mentee("Former Mentee");
    let pair = small.pair(mentor, former, "2025-01-01");
    small.status(Subject::Pair, pair.0, "2025-09-12", Status::Closed);
    assert_eq!(says(&small), said(8, "has mentored 1 pair before"));
    let rest = line(&small, (mentee, mentor), "fairness");
    assert_eq!(rest, said(2, "no mentee since 12 Sep 2025"));
    small.change::<Mentee>(mentee, |one| one.first_time = Some(false));
    assert_eq!(says(&small), said(0, "not known as a beginner"));
}

#[test]
fn a_wish_counts_by_id_and_by_name() {
    let (mut small, mentee, mentor) = two();
    for other in [Some(mentor), None] {
        small.build(|builder| {
            let id = builder.new_id::<Preference>();
            let other_name = if other.is_none() { "COSTA, Marta".into() } else { "".into() };
            let kind = PreferenceKind::Prefers;
            builder.put(Preference { id, person: mentee, other, other_name, kind });
        });
        let wished = line(&small, (mentee, mentor), "preference");
        assert_eq!(wished, said(30, "wished for by the mentee"));
        let ids: Vec<_> = small.scheme.all::<Preference>().map(|one| one.id).collect();
        small.build(|builder| {
            for id in ids {
                builder.take::<Preference>(id);
            }
        });
        small.change::<Person>(mentor, |person| {
            person.first_name = "Marta".into();
            person.last_name = "Costa".into();
        });
    }
}

#[test]
fn chosen_extra_fields_count_where_both_say_the_same() {
    let (mut small, mentee, mentor) = two();
    small.set("match-extra-fields", "Campus, Interests, campus");
    let extra = |small: &mut Small, person: PersonId, heading: &str, value: &str| {
        small.build(|builder| {
            let id = builder.new_id::<ExtraField>();
            let (subject, subject_id) = (Subject::Person, person.0);
            let (heading, value) = (heading.into(), value.into());
            builder.put(ExtraField { id, subject, subject_id, heading, value });
        });
    };
    let says = |small: &Small| line(small, (mentee, mentor), "extra");
    assert_eq!(says(&small), said(0, "not known: Campus, Interests"));
    extra(&mut small, mentee, "campus", "north ");
    extra(&mut small, mentor, "Campus", "North");
    extra(&mut small, mentor, "Interests", "opera; Chess");
    assert_eq!(says(&small), said(5, "same Campus: North; not known: Interests"));
    extra(&mut small, mentee, "Interests", "chess, wine");
    assert_eq!(says(&small), said(10, "same Campus: North; Interests: Chess"));
}

#[test]
fn sector_and_industry_never_refuse_and_never_count() {
    let (mut small, mentee, mentor) = two();
    let before = explained(&small, mentee, mentor);
    for (person, text) in [(mentee, "Banking"), (mentor, "Farming")] {
        small.change::<Person>(person, |person| {
            person.industry = text.into();
            person.job_function = text.into();
            person.employer = text.into();
        });
    }
    assert_eq!(explained(&small, mentee, mentor), before);
    assert!(Pool::new(&small.scheme, day(TODAY)).score(mentee, mentor).is_ok());
    let ids = RULES.iter().map(|rule| rule.id).chain(CRITERIA.iter().map(|row| row.id));
    assert!(ids.into_iter().all(|id| !id.contains("sector") && !id.contains("industry")));
}

#[test]
fn weights_scale_the_points_and_a_weight_of_nothing_leaves_the_line_out() {
    let (mut small, mentee, mentor) = two();
    small.topic(mentee, TopicSide::Wanted, "Law");
    small.topic(mentor, TopicSide::Offered, "Law");
    small.change::<Mentor>(mentor, |one| one.trained = Some(false));
    for criterion in CRITERIA {
        let setting = criterion.weight.setting().unwrap();
        assert!(setting.id.starts_with("weight-"), "{}", setting.id);
        for wrong in ["-1", "NaN", "1001", "99999999999999999999", "1.5", ""] {
            assert!(setting.check(wrong).is_err(), "{}: {wrong}", setting.id);
        }
        small.set(setting.id, "0");
    }
    small.set("weight-topics", "1000");
    let found = explained(&small, mentee, mentor);
    let lines: Vec<_> = found.lines.iter().map(|line| (line.criterion, line.points)).collect();
    assert_eq!(lines, [("topics", 1000), ("untrained", -20)]);
    small.set("weight-topics", "0");
    small.set("weight-soft-rule", "0");
    let found = explained(&small, mentee, mentor);
    assert_eq!((found.lines.len(), found.points, found.warnings.len()), (0, 0, 1));
    assert!(Setting::named("unmatched-cost").is_some());
}

#[test]
fn equal_scores_keep_one_order_for_mentees_too() {
    let mut small = Small::default();
    let mentor = small.mentor("Marta Costa", 1);
    let mentees: Vec<_> = (0..4).map(|n| small.mentee(&format!("Mentee {n}"))).collect();
    small.change::<Person>(mentees[2], |person| person.joined = Some(day("2024-05-01")));
    let paired = small.mentee("Paired Mentee");
    let other = small.mentor("Other Mentor", 1);
    small.pair(other, paired, "2026-01-01");
    let asked = small.mentee("Asking Mentee");
    let request = small.request(asked, "2026-03-01");
    small.offer(request, other, "2026-03-02");
    let (ranked, excluded) = suggest_mentees(&small.scheme, mentor, day(TODAY));
    let order: Vec<_> = ranked.iter().map(|one| one.mentee).collect();
    assert_eq!(order, [mentees[2], mentees[0], mentees[1], mentees[3]]);
    assert!(excluded.is_empty());
    let (ranked, excluded) = suggest_mentees(&small.scheme, other, day(TODAY));
    assert!(ranked.is_empty());
    assert!(excluded.iter().all(|one| one.objection.rule == "full" && one.mentor == other));
    assert_eq!(suggest_mentees(&small.scheme, paired, day(TODAY)), (vec![], vec![]));
}

#[test]
fn what_is_published_are_all_rules_and_criteria_with_their_points() {
    let mut small = Small::default();
    let rows = published(small.scheme.settings());
    assert_eq!(rows.len(), RULES.len() + CRITERIA.len());
    assert!(rows.iter().all(|row| row.says.ends_with('.')));
    let points = |part| rows.iter().filter(move |row| row.part == part).map(|row| row.points);
    assert!(points(Part::Hard).all(|points| points.is_none()));
    assert!(points(Part::Soft).all(|points| points == Some(-20)));
    assert!(points(Part::Criterion).all(|points| points.is_some_and(|points| points >= 0)));
    small.set("weight-topics", "7");
    small.set("match-extra-fields", "Campus");
    let rows = published(small.scheme.settings());
    let words = |id: &str| rows.iter().find(|row| row.id == id).unwrap().in_words();
    assert_eq!(words("topics"), "up to 7 points");
    assert_eq!(words("extra"), "up to 5 points");
    assert_eq!(words("self"), "never");
}

#[test]
fn criteria_are_printed_for_participants_in_every_format() {
    let desk = Commands::small();
    let text = desk.done(&["criteria"]);
    for words in ["Who cannot be a pair", "up to 60 points", "costs 20 points", "never a reason"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    desk.done(&["settings", "weight-topics", "0"]);
    let rows = desk.json(&["criteria", "--format", "json"]);
    let topics = rows.as_array().unwrap().iter().find(|row| row["id"] == "topics").unwrap();
    assert_eq!((&topics["points"], &topics["kind"]), (&0.into(), &"criterion".into()));
    assert_eq!(topics["setting"], "weight-topics");
    let csv = desk.done(&["criteria", "--format", "csv"]);
    assert_eq!(csv.lines().count(), 1 + RULES.len() + CRITERIA.len());
    let plain = desk.done(&["--plain", "criteria"]);
    assert!(plain.contains("criterion: topics: not counted: "), "{plain}");
}

#[test]
fn a_mentor_who_is_no_mentee_is_told_which_waiting_mentees_fit() {
    let mut small = Small::default();
    let tom = small.mentor("Tom Reed", 1);
    let ana = small.mentee("Ana Costa");
    let ben = small.mentee("Ben Okafor");
    small.topic(tom, TopicSide::Offered, "leadership");
    small.topic(ben, TopicSide::Wanted, "Leadership");
    for person in [tom, ana] {
        small.change::<Person>(person, |person| person.team = "Optics".into());
    }
    let desk = Commands::with(&small);
    let found = desk.json(&["match", "suggest", "Tom Reed", "--format", "json"]);
    assert_eq!(found["mentor"], "P1");
    let first = &found["ranked"][0];
    assert_eq!((&first["mentee"], &first["name"]), (&"P3".into(), &"Ben Okafor".into()));
    assert_eq!(first["criteria"][0]["why"], "offers leadership");
    let out = &found["excluded"][0];
    assert_eq!((&out["mentee"], &out["rule"]), (&"P2".into(), &"group".into()));
    let text = desk.done(&["match", "suggest", "tom", "--mentees"]);
    assert!(text.contains("Waiting mentees for Tom Reed, 1 free place"), "{text}");
    assert!(text.contains("group           Ana Costa: "), "{text}");
}

#[test]
fn m_on_a_mentor_matches_the_best_waiting_mentee_and_answers_their_request() {
    let mut small = Small::default();
    let tom = small.mentor("Tom Reed", 1);
    small.mentee("Ana Costa");
    let ben = small.mentee("Ben Okafor");
    small.topic(tom, TopicSide::Offered, "leadership");
    let request = small.request(ben, "2026-03-01");
    small.change::<Request>(request, |request| request.topic = "leadership".into());
    let mut desk = Desk::open(small.scheme, day(TODAY), (100, 30));
    desk.keys("4 / \"tom\" <Enter> m");
    assert!(desk.screen().contains("Ben Okafor"), "{}", desk.screen());
    desk.keys("<Enter>");
    let pairs: Vec<_> = desk.scheme().all::<Pair>().cloned().collect();
    assert_eq!(pairs.len(), 1, "{}", desk.screen());
    assert_eq!((pairs[0].mentor, pairs[0].mentee, pairs[0].request), (tom, ben, Some(request)));
    // nobody is left but one who has a hard rule against a full mentor
    desk.keys("m");
    assert!(desk.screen().contains("Tom Reed is full"), "{}", desk.screen());
}

#[test]
fn the_selection_criteria_are_a_screen_where_points_are_changed() {
    let mut desk = Desk::open(Small::default().scheme, day(TODAY), (100, 30));
    desk.keys(": \"selection\" <Enter>");
    assert!(desk.screen().contains("WHO CANNOT BE A PAIR"), "{}", desk.screen());
    desk.keys("e");
    assert!(desk.screen().contains("a hard rule has no points"), "{}", desk.screen());
    desk.keys("/ \"topics\" <Enter> e <Ctrl-U> \"7\" <Ctrl-S>");
    assert_eq!(desk.scheme().settings().text(Key::WeightTopics), "7", "{}", desk.screen());
    assert!(desk.screen().contains("up to 7"), "{}", desk.screen());
}
