//! The rules of Today: scenarios from `tests/data/rules`, one file a section, each with its boundary days.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;
use matchbook::domain::codes::{
    Answer, Channel, CloseReason, Code, ConcernCategory, ConcernStatus, Ending, Frequency,
    GoalsMet, MeetingStatus, Origin, PairKind, Priority, ReminderKind, RequestKind, ReviewKind,
    Several, Status, Subject,
};
use matchbook::domain::entry::Entry;
use matchbook::domain::ids::{PairId, PersonId, RequestId};
use matchbook::domain::records::{
    Absence, Agreement, Closure, Commitment, Concern, Contact, Line, Meeting, Mentee, Mentor,
    Offer, Overrides, Pair, Person, Phase, Reminder, Request, Review, SettingRow, Snooze,
};
use matchbook::domain::rules::{
    Item, Outside, RULES, forecast, in_words, next_day, today, today_all,
};
use matchbook::domain::{Builder, Scheme};
use matchbook::text::Text;
use serde::Deserialize;

/// A file of scenarios: what is in the scheme, and what Today then shows of one section.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    scenario: Vec<Scenario>,
}

/// People are numbered P1, P2, ... mentors first; other records from 1 in the order given.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Scenario {
    name: String,
    mentors: Vec<String>,
    mentees: Vec<String>,
    untrained: Vec<String>,
    capacity: BTreeMap<String, i64>,
    requests: Vec<Asked>,
    offers: Vec<Sent>,
    reminders: Vec<Reminded>,
    pairs: Vec<Paired>,
    phases: Vec<Phased>,
    meetings: Vec<Met>,
    reviews: Vec<Reviewed>,
    closures: Vec<Closed>,
    absences: Vec<Away>,
    lines: Vec<Managed>,
    snoozes: Vec<Snoozed>,
    trained: BTreeMap<String, NaiveDate>,
    joined: BTreeMap<String, NaiveDate>,
    evaluated: BTreeMap<String, NaiveDate>,
    keep_until: BTreeMap<String, NaiveDate>,
    contacts: Vec<Touched>,
    concerns: Vec<Raised>,
    commitments: Vec<Promised>,
    settings: BTreeMap<String, String>,
    copied: Option<NaiveDate>,
    created: Option<NaiveDate>,
    /// Day to the items shown then: "subject rule+also severity days/limit > suggestion".
    today: BTreeMap<NaiveDate, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Touched {
    pair: Option<i64>,
    person: Option<String>,
    on: NaiveDate,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raised {
    person: String,
    on: NaiveDate,
    priority: Priority,
    closed: Option<NaiveDate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Promised {
    made: NaiveDate,
    renewal: Option<NaiveDate>,
    ended: Option<NaiveDate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    from: String,
    on: NaiveDate,
    ended: Option<(NaiveDate, Ending)>,
    group: Option<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    request: i64,
    to: String,
    on: NaiveDate,
    answer: Option<(NaiveDate, Answer)>,
    courtesy: Option<NaiveDate>,
    #[serde(default)]
    overrides: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reminded {
    offer: i64,
    request: i64,
    on: NaiveDate,
    kind: ReminderKind,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Paired {
    mentor: String,
    mentee: String,
    start: NaiveDate,
    every: Option<Frequency>,
    kind: Option<PairKind>,
    end: Option<NaiveDate>,
    /// Days on which mentor and mentee signed, empty for not; without it both did.
    signed: Option<(String, String)>,
    #[serde(default)]
    overrides: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Phased {
    pair: Option<i64>,
    person: Option<String>,
    on: NaiveDate,
    status: Status,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Met {
    pair: i64,
    on: Vec<NaiveDate>,
    status: MeetingStatus,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reviewed {
    pair: i64,
    due: NaiveDate,
    held: Option<NaiveDate>,
    cancelled: Option<NaiveDate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Closed {
    pair: i64,
    on: NaiveDate,
    waived: Option<NaiveDate>,
    /// The day on which the last of the closing steps was done.
    done: Option<NaiveDate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Away {
    person: String,
    since: NaiveDate,
    until: Option<NaiveDate>,
    ended: Option<NaiveDate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Managed {
    person: String,
    by: String,
    since: Option<NaiveDate>,
    until: Option<NaiveDate>,
    agreed: Option<NaiveDate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Snoozed {
    section: String,
    subject: String,
    since: NaiveDate,
    until: NaiveDate,
}

impl Scenario {
    fn scheme(&self) -> Scheme {
        let empty = Scheme::default();
        let mut builder = Builder::new(&empty);
        let people: BTreeMap<&str, PersonId> = self
            .mentors
            .iter()
            .chain(&self.mentees)
            .map(|name| {
                let id = builder.new_id::<Person>();
                builder.put(Person {
                    joined: self.joined.get(name).copied(),
                    keep_until: self.keep_until.get(name).copied(),
                    ..Person::named(id, name.as_str())
                });
                let phased = |phase: &Phased| phase.person.as_deref() == Some(name);
                if !self.phases.iter().any(phased) {
                    phase(&mut builder, Subject::Person, id.0, day("2025-12-01"), Status::Active);
                }
                (name.as_str(), id)
            })
            .collect();
        for name in &self.mentors {
            let capacity = self.capacity.get(name).copied().unwrap_or(2);
            let mentor = Mentor::with_capacity(people[name.as_str()], capacity);
            let trained = Some(!self.untrained.contains(name));
            let trained_on = self.trained.get(name).copied();
            let evaluated_on = self.evaluated.get(name).copied();
            builder.put(Mentor { trained, trained_on, evaluated_on, ..mentor });
        }
        for name in &self.mentees {
            builder.put(Mentee::new(people[name.as_str()]));
        }
        self.put_requests(&mut builder, &people);
        self.put_pairs(&mut builder, &people);
        self.put_life(&mut builder);
        self.put_rest(&mut builder, &people);
        let mut scheme = empty.clone();
        scheme.apply(&builder.done("a scenario")).unwrap();
        scheme
    }

    fn put_requests(&self, builder: &mut Builder, people: &BTreeMap<&str, PersonId>) {
        for asked in &self.requests {
            let id = builder.new_id::<Request>();
            builder.put(Request {
                id,
                mentee: people[asked.from.as_str()],
                kind: RequestKind::Mentoring,
                received: asked.on,
                topic: Text::default(),
                reason: Text::default(),
                message: Text::default(),
                source: Text::default(),
                group_of: asked.group.map(RequestId),
                ended: asked.ended.map(|(day, _)| day),
                ending: asked.ended.map(|(_, how)| how),
            });
        }
        for sent in &self.offers {
            let id = builder.new_id::<Offer>();
            builder.put(Offer {
                id,
                request: RequestId(sent.request),
                mentor: people[sent.to.as_str()],
                sent: sent.on,
                answer: sent.answer.map(|(_, answer)| answer),
                answered: sent.answer.map(|(day, _)| day),
                decline_reason: None,
                decline_text: Text::default(),
                courtesy: sent.courtesy,
                alternative: Text::default(),
                overrides: overrides(&sent.overrides),
            });
        }
        for reminded in &self.reminders {
            let id = builder.new_id::<Reminder>();
            builder.put(Reminder {
                id,
                request: Some(RequestId(reminded.request)),
                offer: Some(matchbook::domain::ids::OfferId(reminded.offer)),
                pair: None,
                day: reminded.on,
                channel: Channel::Email,
                kind: reminded.kind,
            });
        }
    }

    fn put_pairs(&self, builder: &mut Builder, people: &BTreeMap<&str, PersonId>) {
        for (number, paired) in (1..).zip(&self.pairs) {
            let id = builder.new_id::<Pair>();
            builder.put(Pair {
                id,
                mentor: people[paired.mentor.as_str()],
                mentee: people[paired.mentee.as_str()],
                origin: Origin::Coordinator,
                kind: paired.kind.unwrap_or(PairKind::Tactical),
                start: paired.start,
                agreed_end: paired.end,
                request: None,
                reasons: Text::default(),
                overrides: overrides(&paired.overrides),
            });
            let begins = |phase: &Phased| phase.pair == Some(number) && phase.on == paired.start;
            if !self.phases.iter().any(begins) {
                phase(builder, Subject::Pair, id.0, paired.start, Status::Active);
            }
            let signed = |side: fn(&(String, String)) -> &String| {
                paired.signed.as_ref().and_then(|days| side(days).parse().ok())
            };
            builder.put(Agreement {
                frequency: paired.every,
                signed: paired.signed.is_none().then_some(true),
                mentor_signed: signed(|days| &days.0),
                mentee_signed: signed(|days| &days.1),
                ..Agreement::blank(id)
            });
        }
    }

    fn put_life(&self, builder: &mut Builder) {
        for met in &self.meetings {
            for on in &met.on {
                let id = builder.new_id::<Meeting>();
                builder.put(Meeting {
                    id,
                    pair: PairId(met.pair),
                    day: *on,
                    minutes: None,
                    format: None,
                    status: met.status,
                    by: None,
                    agenda_sent: None,
                    actions_recorded: None,
                });
            }
        }
        for row in &self.reviews {
            let id = builder.new_id::<Review>();
            let planned = Review::planned(id, PairId(row.pair), ReviewKind::MidTerm, row.due);
            builder.put(Review { held: row.held, cancelled: row.cancelled, ..planned });
        }
        for row in &self.closures {
            let id = PairId(row.pair);
            let mut closure = Closure { steps_waived: row.waived, ..Closure::on(id, row.on) };
            if row.done.is_some() {
                closure.reasons = Several(vec![CloseReason::TermCompleted]);
                closure.goals = Some(GoalsMet::Fully);
                closure.mentor_evaluated = Some(row.on);
                closure.mentee_evaluated = Some(row.on);
                closure.debriefed = row.done;
            }
            builder.put(closure);
            phase(builder, Subject::Pair, id.0, row.on, Status::Closed);
        }
    }

    fn put_rest(&self, builder: &mut Builder, people: &BTreeMap<&str, PersonId>) {
        for row in &self.phases {
            let (subject, id) = match &row.person {
                Some(name) => (Subject::Person, people[name.as_str()].0),
                None => (Subject::Pair, row.pair.unwrap()),
            };
            phase(builder, subject, id, row.on, row.status);
        }
        for row in &self.absences {
            let id = builder.new_id::<Absence>();
            builder.put(Absence {
                id,
                person: people[row.person.as_str()],
                since: row.since,
                until: row.until,
                reason: Text::default(),
                ended: row.ended,
            });
        }
        for row in &self.lines {
            let id = builder.new_id::<Line>();
            builder.put(Line {
                id,
                person: people[row.person.as_str()],
                manager: Some(people[row.by.as_str()]),
                manager_name: Text::default(),
                since: row.since,
                until: row.until,
                briefed: None,
                agreed: row.agreed.map(|_| true),
                agreed_on: row.agreed,
            });
        }
        self.put_care(builder, people);
        for row in &self.snoozes {
            let id = builder.new_id::<Snooze>();
            builder.put(Snooze {
                id,
                section: row.section.clone(),
                subject: row.subject.clone(),
                since: row.since,
                until: row.until,
            });
        }
        for (key, value) in &self.settings {
            let id = builder.new_id::<SettingRow>();
            builder.put(SettingRow { id, key: key.clone(), value: value.as_str().into() });
        }
    }

    fn put_care(&self, builder: &mut Builder, people: &BTreeMap<&str, PersonId>) {
        for row in &self.contacts {
            let blank = Contact::blank(builder.new_id::<Contact>());
            let person = row.person.as_deref().map(|name| people[name]);
            builder.put(Contact { person, pair: row.pair.map(PairId), day: row.on, ..blank });
        }
        for row in &self.concerns {
            let id = builder.new_id::<Concern>();
            builder.put(Concern {
                id,
                person: Some(people[row.person.as_str()]),
                pair: None,
                day: row.on,
                category: ConcernCategory::Wellbeing,
                priority: row.priority,
                status: ConcernStatus::Open,
                closed: row.closed,
            });
        }
        for row in &self.commitments {
            let blank = Commitment::blank(builder.new_id::<Commitment>());
            let Promised { made, renewal, ended } = *row;
            let who = Text::from("the Provost");
            builder.put(Commitment { who, made, renewal, ended, ..blank });
        }
    }
}

fn phase(
    builder: &mut Builder,
    subject: Subject,
    subject_id: i64,
    since: NaiveDate,
    status: Status,
) {
    let id = builder.new_id::<Phase>();
    builder.put(Phase { id, subject, subject_id, since, status, why: Text::default() });
}

fn overrides(reasons: &BTreeMap<String, String>) -> Overrides {
    let mut overrides = Overrides::default();
    for (rule, reason) in reasons {
        overrides.set(rule, &reason.as_str().into());
    }
    overrides
}

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

/// An item as the scenarios write it.
fn said(item: &Item) -> String {
    let mut rules = vec![item.rule];
    rules.extend(&item.also);
    let subject = item.subject.map_or_else(|| "-".to_owned(), |id| id.to_string());
    let number = |number: Option<i64>| number.map_or_else(|| "-".to_owned(), |n| n.to_string());
    format!(
        "{subject} {} {} {}/{} > {}",
        rules.join("+"),
        item.severity.code(),
        number(item.days),
        number(item.limit),
        item.suggest.code()
    )
}

fn scenarios(section: &str) -> Vec<Scenario> {
    let path = format!("tests/data/rules/{section}.toml");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = std::fs::read_to_string(&path).unwrap();
    let file: File = toml::from_str(&text).unwrap_or_else(|error| panic!("{section}: {error}"));
    file.scenario
}

#[rstest::rstest]
fn each_rule_is_raised_from_its_day_on_and_not_before(
    #[values("requests", "pairs", "reviews", "paperwork", "people", "care", "scheme")]
    section: &str,
) {
    for scenario in scenarios(section) {
        let scheme = scenario.scheme();
        let outside = Outside { copied: scenario.copied, created: scenario.created };
        assert!(!scenario.today.is_empty(), "{}", scenario.name);
        for (on, expected) in &scenario.today {
            let mut items = today(&scheme, *on, &outside);
            items.retain(|item| item.section.code() == section);
            let shown: Vec<_> = items.iter().map(said).collect();
            assert_eq!(&shown, expected, "{section}, {}, on {on}", scenario.name);
            for item in &items {
                let text = &item.why;
                assert!(!text.is_empty() && !text.ends_with('.') && !item.leaves.is_empty());
            }
        }
    }
}

/// Which subjects a rule names in the lines of a day, each with the severity where it leads.
fn named<'a>(rule: &str, lines: &'a [String]) -> BTreeMap<&'a str, Option<&'a str>> {
    let parts = lines.iter().map(|line| line.split(' ').collect::<Vec<_>>());
    let mine = parts.filter(|parts| parts[1].split('+').any(|id| id == rule));
    mine.map(|parts| (parts[0], parts[1].starts_with(rule).then_some(parts[2]))).collect()
}

/// Rules whose end no scenario can show: a copy, the result of a meeting and a later day for
/// keeping are not dated here.
const ENDLESS: &[&str] = &["meeting-unlogged", "backup-old", "keep-until-passed"];

#[test]
fn every_rule_has_its_boundary_days_one_beside_the_other() {
    let sections = ["requests", "pairs", "reviews", "paperwork", "people", "care", "scheme"];
    let scenarios: Vec<Scenario> = sections.into_iter().flat_map(scenarios).collect();
    for rule in RULES {
        let (mut begins, mut ends, mut reddens) = (false, false, false);
        let mut grades = BTreeSet::new();
        for scenario in &scenarios {
            for (day, lines) in &scenario.today {
                let before = named(rule.id, lines);
                grades.extend(before.values().flatten().copied());
                let Some(lines) = scenario.today.get(&day.succ_opt().unwrap()) else { continue };
                let after = named(rule.id, lines);
                begins |= after.keys().any(|subject| !before.contains_key(subject));
                ends |= before.keys().any(|subject| !after.contains_key(subject));
                let red = |subject: &&str| after.get(*subject) == Some(&Some("red"));
                let mut amber = before.iter().filter(|(_, grade)| **grade == Some("amber"));
                reddens |= amber.any(|(subject, _)| red(subject));
            }
        }
        assert!(begins, "no scenario has the day before {} and its first day", rule.id);
        assert!(ends || ENDLESS.contains(&rule.id), "none has the last day of {}", rule.id);
        let two = grades.contains("amber") && grades.contains("red");
        assert!(reddens || !two, "none has the last amber day of {} and its first red", rule.id);
    }
}

fn scenario(toml: &str) -> Scheme {
    toml::from_str::<Scenario>(toml).unwrap().scheme()
}

#[test]
fn an_item_reads_as_the_interface_says() {
    let scheme = scenario(
        r#"
        mentors = ["Tom Reed"]
        mentees = ["Amina Yusuf"]
        requests = [{ from = "Amina Yusuf", on = "2026-02-06" }]
        offers = [{ request = 1, to = "Tom Reed", on = "2026-02-08" }]
        reminders = [{ request = 1, offer = 1, on = "2026-02-20", kind = "reminder" }]
        "#,
    );
    let items = today(&scheme, day("2026-03-03"), &Outside::default());
    let json = serde_json::to_value(&items).unwrap();
    assert_eq!(
        json,
        serde_json::json!([{
            "section": "requests", "rule": "request-overdue", "also": [], "severity": "red",
            "subject": "R1",
            "people": [
                { "id": "P2", "name": "Amina Yusuf", "as": "mentee" },
                { "id": "P1", "name": "Tom Reed", "as": "mentor" },
            ],
            "days": 23, "limit": 10, "since": "2026-02-08",
            "why": "Tom Reed was asked on 8 Feb and has not answered for 23 days; the limit is 10, \
                    late since 19 Feb; reminded on 20 Feb",
            "suggest": "reassign", "snoozed_until": null,
        }])
    );
    let backup = Outside { copied: None, created: Some(day("2026-01-01")) };
    let items = today(&scheme, day("2026-03-03"), &backup);
    let json = serde_json::to_value(items.last().unwrap()).unwrap();
    assert_eq!(json["subject"], serde_json::Value::Null);
    assert_eq!(json["rule"], "backup-old");
}

#[test]
fn items_come_by_section_severity_and_days_over_the_limit() {
    let scheme = scenario(
        r#"
        mentors = ["Tom"]
        mentees = ["Amina", "Ben", "Carla", "Dev"]
        requests = [
            { from = "Amina", on = "2026-02-23" },
            { from = "Ben", on = "2026-02-14" },
            { from = "Carla", on = "2026-01-14" },
        ]
        pairs = [{ mentor = "Tom", mentee = "Dev", start = "2026-01-20", end = "2026-02-20" }]
        "#,
    );
    let items = today(&scheme, day("2026-03-03"), &Outside::default());
    let rows: Vec<_> = items.iter().map(|item| (item.subject_text(), item.rule)).collect();
    let expected = [
        ("R3", "request-overdue"),
        ("R2", "request-overdue"),
        ("R1", "request-due"),
        ("M1", "pair-not-started"),
        ("M1", "term-ended"),
    ];
    assert_eq!(rows, expected.map(|(subject, rule)| (subject.to_owned(), rule)));
}

#[test]
fn a_snoozed_item_is_out_of_sight_until_its_day_and_shown_when_asked_for() {
    let scheme = scenario(
        r#"
        mentees = ["Amina"]
        requests = [{ from = "Amina", on = "2026-02-01" }]
        snoozes = [
            { section = "requests", subject = "R1", since = "2026-03-01", until = "2026-03-03" },
            { section = "requests", subject = "R1", since = "2026-03-02", until = "2026-03-05" },
        ]
        "#,
    );
    let hidden = |on: &str| {
        let all = today_all(&scheme, day(on), &Outside::default());
        assert_eq!(all.len(), 1);
        let left = today(&scheme, day(on), &Outside::default());
        assert_eq!(left.is_empty(), all[0].snoozed_until.is_some());
        (all[0].snoozed_until, all[0].days)
    };
    assert_eq!(hidden("2026-02-28"), (None, Some(27)));
    assert_eq!(hidden("2026-03-01"), (Some(day("2026-03-03")), Some(28)));
    assert_eq!(hidden("2026-03-04"), (Some(day("2026-03-05")), Some(31)));
    assert_eq!(hidden("2026-03-05"), (None, Some(32)), "snoozing does not reset the age");
}

#[test]
fn the_forecast_names_what_passes_its_limit_before_the_next_day_of_the_coordinator() {
    let scheme = scenario(
        r#"
        mentors = ["Tom"]
        mentees = ["Amina", "Ben", "Dev", "Eve"]
        requests = [{ from = "Amina", on = "2026-02-24" }, { from = "Ben", on = "2026-02-28" }]
        offers = [
            { request = 1, to = "Tom", on = "2026-02-24" },
            { request = 2, to = "Tom", on = "2026-02-28" },
        ]
        pairs = [
            { mentor = "Tom", mentee = "Dev", start = "2025-10-01", every = "monthly" },
            { mentor = "Tom", mentee = "Eve", start = "2025-10-01", every = "monthly" },
        ]
        meetings = [
            { pair = 1, status = "held", on = ["2026-01-22"] },
            { pair = 2, status = "held", on = ["2026-03-01"] },
        ]
        capacity = { Tom = 9 }
        "#,
    );
    let on = day("2026-03-03");
    let next = next_day(&scheme, on);
    assert_eq!(next, day("2026-03-10"), "the Tuesday after a Tuesday");
    assert_eq!(next_day(&scheme, day("2026-03-09")), next);
    let ahead = forecast(&scheme, on, next);
    let rows: Vec<_> = ahead.iter().map(|f| (said(&f.item), f.day.to_string())).collect();
    assert_eq!(
        rows,
        [
            ("R1 request-overdue red 14/10 > reassign".to_owned(), "2026-03-07".to_owned()),
            ("R2 request-due amber 10/10 > answer".to_owned(), "2026-03-10".to_owned()),
            ("M1 pair-stale amber 47/45 > log".to_owned(), "2026-03-09".to_owned()),
        ]
    );
    assert_eq!(
        in_words(&ahead, next).as_deref(),
        Some("before Tue 10 Mar: 1 request overdue, 1 request due, 1 pair stale")
    );
    assert_eq!(in_words(&[], next), None);
}
