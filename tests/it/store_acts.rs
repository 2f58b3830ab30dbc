//! Random acts upon a scheme: every verb and edits of every table, with awkward values, from one seed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use matchbook::domain::codes::{
    Channel, CloseReason, Code, Frequency, MeetingStatus, Outcome, PairKind, PreferenceKind,
    ReminderKind, ReviewKind, Several, Status, Subject, TopicSide,
};
use matchbook::domain::ids::{ConcernId, ExtraFieldId, Id, PairId, PersonId};
use matchbook::domain::records::{
    Absence, ConcernText, ExtraField, Line, Meeting, Mentee, Mentor, Pair, Person, PersonTopic,
    Phase, Preference, Request, Review, SettingRow, Snooze, Topic,
};
use matchbook::domain::verbs::{
    AddRequest, ClosePair, ClosingSteps, HoldReview, Leave, LogMeeting, MeetingResult, PlanSeries,
    ReassignPair, Reply, SendOffer, StartPair, add_request, agree_pair, answer_request, as_usual,
    close_pair, complete_closing, confirm_pair, end_on, hold_pair, hold_review, log_meeting,
    meeting_result, move_review, offer_request, plan_review, plan_series, reassign_pair,
    reassign_request, remind_mentor, remind_pair, resume_pair, send_courtesy, start_pair,
    wind_down, withdraw_request,
};
use matchbook::domain::{Builder, Change, Refusal, Row, Scheme, admit};

use crate::store_entries;

/// A small generator of numbers: the same seed gives the same acts on every machine.
pub(crate) struct Dice {
    state: u64,
    /// What the concerns say that were raised by it: no snapshot holds that.
    pub(crate) texts: BTreeMap<ConcernId, ConcernText>,
}

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        let state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        Self { state, texts: BTreeMap::new() }
    }

    /// A number below `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from(self.state >> 33).unwrap() % n.max(1)
    }

    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(crate) fn one_of<T: Copy>(&mut self, values: &[T]) -> T {
        values[self.below(values.len())]
    }

    pub(crate) fn code<T: Code>(&mut self) -> T {
        self.one_of(T::ALL)
    }

    pub(crate) fn text(&mut self) -> &'static str {
        self.one_of(&[
            "",
            "Zoë",
            "O'Neill; DROP TABLE person; --",
            "a\u{0}b",
            "👩‍👩‍👧",
            "\u{202E}abc",
            "=1+1",
            "line\nend\r\n",
            "\"quoted\" %_*",
            "Ελένη",
            "-0",
            "9223372036854775807",
            "NULL",
            "true",
            "{P1}",
            "\\u0041",
            " ",
        ])
    }

    pub(crate) fn day(&mut self) -> NaiveDate {
        first_day() + Days::new(self.below(400) as u64)
    }

    pub(crate) fn any<T: Row>(&mut self, scheme: &Scheme) -> Option<T::Key> {
        let count = scheme.all::<T>().len();
        let n = self.below(count);
        scheme.all::<T>().nth(n).map(Row::key)
    }
}

fn first_day() -> NaiveDate {
    "2025-06-01".parse().unwrap()
}

/// The day on which all acts are done.
pub(crate) fn today() -> NaiveDate {
    "2026-03-03".parse().unwrap()
}

/// The next act that the scheme admits. Verbs answer for themselves; edits by hand are asked of
/// `admit`, so what is given is never refused, or the scheme and its store disagree.
pub(crate) fn next_act(dice: &mut Dice, scheme: &Scheme) -> Change {
    loop {
        let change = match dice.below(100) {
            0..45 => verb(dice, scheme),
            45..62 => store_entries::entry(dice, scheme),
            62..67 => store_entries::attendance(dice, scheme),
            67..73 => store_entries::concern(dice, scheme),
            73..76 => store_entries::draft(dice, scheme),
            _ => by_hand(dice, scheme),
        };
        if let Some(change) = change.filter(|c| !c.is_empty() && admit(scheme, c).is_ok()) {
            store_entries::remember(dice, &change);
            return change;
        }
    }
}

fn leave(dice: &mut Dice) -> Leave {
    if dice.chance(50) { Leave::as_in_sheet() } else { Leave::none() }
}

fn verb(dice: &mut Dice, scheme: &Scheme) -> Option<Change> {
    match dice.below(3) {
        0 => request_verb(dice, scheme),
        1 => pair_verb(dice, scheme),
        _ => meeting_verb(dice, scheme),
    }
}

fn request_verb(dice: &mut Dice, scheme: &Scheme) -> Option<Change> {
    let person = dice.any::<Person>(scheme)?;
    let day = dice.day();
    if dice.chance(30) {
        let mentor = dice.chance(60).then(|| dice.any::<Mentor>(scheme)).flatten();
        let asked = AddRequest {
            mentor,
            topic: dice.text().into(),
            kind: dice.code(),
            leave: leave(dice),
            group_of: dice.chance(20).then(|| dice.any::<Request>(scheme)).flatten(),
            ..AddRequest::by(person, day)
        };
        return add_request(scheme, today(), &asked).ok().map(|(_, change)| change);
    }
    let id = dice.any::<Request>(scheme)?;
    let mentor = dice.any::<Mentor>(scheme)?;
    let leave = leave(dice);
    match dice.below(6) {
        0 => offer_request(scheme, today(), &SendOffer { request: id, mentor, sent: day, leave }),
        1 => {
            let offer = SendOffer { request: id, mentor, sent: day, leave };
            reassign_request(scheme, today(), &offer)
        }
        2 => remind_mentor(scheme, today(), id, day, dice.code::<Channel>()),
        3 => send_courtesy(scheme, today(), id, day, &dice.text().into()),
        4 => withdraw_request(scheme, today(), id, day),
        _ => {
            let reply = match dice.below(5) {
                0 => Reply::NeedsMore(dice.code::<ReminderKind>()),
                1 => Reply::Declined {
                    reason: Some(dice.code()),
                    text: dice.text().into(),
                    courtesy: dice.chance(50),
                    alternative: dice.text().into(),
                },
                2 => Reply::Lapsed,
                _ => Reply::Accepted { start: None, leave },
            };
            answer_request(scheme, today(), id, day, &reply)
        }
    }
    .ok()
}

fn agreement(dice: &mut Dice, scheme: &Scheme, id: PairId) -> Result<Change, Refusal> {
    let given = [
        ("frequency", dice.code::<Frequency>().code().to_owned()),
        ("minutes", "60".to_owned()),
        ("venue", dice.text().to_owned()),
        ("mentor_signed", dice.day().to_string()),
    ];
    let given = if dice.chance(50) { as_usual(scheme, id, &given) } else { given.to_vec() };
    agree_pair(scheme, today(), id, &given)
}

fn pair_verb(dice: &mut Dice, scheme: &Scheme) -> Option<Change> {
    let day = dice.day();
    if dice.chance(35) {
        let (mentee, mentor) = (dice.any::<Person>(scheme)?, dice.any::<Mentor>(scheme)?);
        let start = StartPair {
            end: dice.chance(50).then(|| day + Days::new(180)),
            kind: dice.code::<PairKind>(),
            provisional: dice.chance(20),
            frequency: Some(dice.code()),
            reasons: dice.text().into(),
            leave: leave(dice),
            ..StartPair::of(mentee, mentor, day)
        };
        return start_pair(scheme, today(), &start).ok().map(|(_, change)| change);
    }
    let id = dice.any::<Pair>(scheme)?;
    let why = dice.text().into();
    match dice.below(11) {
        9 => confirm_pair(scheme, id, day),
        10 => {
            let times = dice.chance(80).then(|| i64::from(dice.chance(50)) * 5 + 1);
            let series = PlanSeries { pair: id, from: today(), every: 14, times };
            plan_series(scheme, today(), &series)
        }
        0 => hold_pair(scheme, id, day, &why),
        1 => resume_pair(scheme, id, day),
        2 => wind_down(scheme, id, day, &why),
        3 => end_on(scheme, id, day),
        4 => agreement(dice, scheme, id),
        5 => remind_pair(scheme, today(), id, day, dice.code::<Channel>()),
        6 => {
            let input = ReassignPair {
                mentor: dice.any::<Mentor>(scheme),
                day,
                reasons: Several(vec![dice.code::<CloseReason>()]),
                initiated_by: None,
                leave: leave(dice),
            };
            reassign_pair(scheme, today(), id, &input)
        }
        7 => {
            let steps = ClosingSteps {
                celebrated: Some(true),
                waived: Some(day),
                ..ClosingSteps::default()
            };
            complete_closing(scheme, today(), id, &steps)
        }
        _ => {
            let reasons = Several(vec![dice.code::<CloseReason>()]);
            let new_request = dice.chance(50);
            let close = ClosePair { reasons, new_request, ..ClosePair::on(day) };
            close_pair(scheme, today(), id, &close)
        }
    }
    .ok()
}

fn meeting_verb(dice: &mut Dice, scheme: &Scheme) -> Option<Change> {
    let pair = dice.any::<Pair>(scheme)?;
    let day = dice.day();
    match dice.below(5) {
        0 => {
            let meeting =
                LogMeeting { status: dice.code::<MeetingStatus>(), ..LogMeeting::held(pair, day) };
            log_meeting(scheme, today(), &meeting).map(|(_, change)| change)
        }
        1 => {
            let id = dice.any::<Meeting>(scheme)?;
            let result =
                MeetingResult { status: dice.code(), minutes: Some(30), by: Some(dice.code()) };
            meeting_result(scheme, today(), id, &result)
        }
        2 => plan_review(scheme, pair, dice.code::<ReviewKind>(), day).map(|(_, change)| change),
        3 => move_review(scheme, dice.any::<Review>(scheme)?, day),
        _ => {
            let id = dice.any::<Review>(scheme)?;
            let held = HoldReview {
                outcome: dice.code::<Outcome>(),
                new_end: dice.chance(50).then(|| day + Days::new(90)),
                mentor_score: Some(4),
                ..HoldReview::on(day)
            };
            hold_review(scheme, today(), id, &held)
        }
    }
    .ok()
}

fn by_hand(dice: &mut Dice, scheme: &Scheme) -> Option<Change> {
    let mut b = Builder::new(scheme);
    if scheme.all::<Person>().len() < 8 || dice.chance(15) {
        new_person(dice, &mut b);
        return Some(b.done("a person was added"));
    }
    if dice.chance(10) {
        setting(dice, scheme, &mut b);
        return Some(b.done("a setting was changed"));
    }
    let person = dice.any::<Person>(scheme)?;
    for _ in 0..=dice.below(3) {
        edit(dice, scheme, &mut b, person);
    }
    Some(b.done(format!("{{{person}}} was changed")))
}

fn new_person(dice: &mut Dice, b: &mut Builder<'_>) {
    let id = b.new_id::<Person>();
    b.put(Person::named(id, format!("Person {}", dice.below(1000))));
    if dice.chance(60) {
        let capacity = i64::try_from(dice.below(3)).unwrap();
        b.put(Mentor { trained: Some(dice.chance(80)), ..Mentor::with_capacity(id, capacity) });
    } else {
        b.put(Mentee::new(id));
    }
    let phase = b.new_id::<Phase>();
    b.put(Phase {
        id: phase,
        subject: Subject::Person,
        subject_id: id.raw(),
        since: first_day(),
        status: Status::Active,
        why: dice.text().into(),
    });
}

fn edit(dice: &mut Dice, scheme: &Scheme, b: &mut Builder<'_>, person: PersonId) {
    let (text, day) = (dice.text(), dice.day());
    match dice.below(13) {
        0 => b.change::<Person>(person, |p| p.notes = text.into()),
        1 => b.change::<Person>(person, |p| {
            p.consent = if day < today() { Some(true) } else { None }
        }),
        2 => b.change::<Person>(person, |p| p.year = Some(i64::MAX)),
        3 => b.change::<Mentor>(person, |m| m.capacity = 2),
        4 => b.put(Mentee { goals: text.into(), ..Mentee::new(person) }),
        5 => {
            let id = b.new_id::<Topic>();
            b.put(Topic { id, name: "Law".into(), same_as: dice.any::<Topic>(scheme) });
            let of = b.new_id::<PersonTopic>();
            b.put(PersonTopic { id: of, person, topic: id, side: dice.code::<TopicSide>() });
        }
        6 => {
            let id = b.new_id::<Preference>();
            let kind = dice.code::<PreferenceKind>();
            b.put(Preference { id, person, other: None, other_name: text.into(), kind });
        }
        7 => {
            let id = b.new_id::<Line>();
            let manager = dice.any::<Person>(scheme);
            let since = dice.chance(50).then_some(day);
            b.put(Line {
                id,
                person,
                manager,
                manager_name: text.into(),
                since,
                until: None,
                briefed: None,
                agreed: None,
                agreed_on: None,
            });
        }
        8 => {
            let id = b.new_id::<Absence>();
            let until = dice.chance(50).then(|| day + Days::new(30));
            b.put(Absence { id, person, since: day, until, reason: text.into(), ended: None });
        }
        9 => {
            let id = b.new_id::<ExtraField>();
            b.put(ExtraField {
                id,
                subject: Subject::Person,
                subject_id: person.raw(),
                heading: "Shoe size".into(),
                value: text.into(),
            });
        }
        10 => {
            let id = b.new_id::<Snooze>();
            let (section, subject) = ("pairs".to_owned(), person.to_string());
            b.put(Snooze { id, section, subject, since: day, until: day + Days::new(7) });
        }
        _ => take_out(dice, scheme, b),
    }
}

fn setting(dice: &mut Dice, scheme: &Scheme, b: &mut Builder<'_>) {
    let key = dice.one_of(&["name", "request-days", "no such setting"]);
    let known = scheme.all::<SettingRow>().find(|row| row.key == key).map(Row::key);
    match known {
        Some(id) if dice.chance(50) => b.take::<SettingRow>(id),
        Some(id) => b.change::<SettingRow>(id, |row| row.value = dice.text().into()),
        None => {
            let id = b.new_id::<SettingRow>();
            b.put(SettingRow {
                id,
                key: key.to_owned(),
                value: dice.one_of(&["12", "", "x"]).into(),
            });
        }
    }
}

/// Takes out records that nothing refers to.
fn take_out(dice: &mut Dice, scheme: &Scheme, b: &mut Builder<'_>) {
    if let Some(id) = dice.any::<PersonTopic>(scheme) {
        b.take::<PersonTopic>(id);
    }
    let extras: BTreeSet<ExtraFieldId> = scheme.all::<ExtraField>().map(Row::key).collect();
    for id in extras.into_iter().take(2) {
        b.take::<ExtraField>(id);
    }
    if let Some(id) = dice.any::<Absence>(scheme) {
        b.take::<Absence>(id);
    }
}
