//! The fixed week: 52 people, 20 open and 9 closed pairs, 14 items in Today whatever the day; all else in order.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::Record;
use crate::domain::codes::{CloseReason, Frequency, MeetingStatus, Status, Subject};
use crate::domain::ids::{PersonId, RequestId};
use crate::domain::records::{Absence, SettingRow};
use crate::sample::people::{MENTEES, MENTORS};
use crate::sample::plant::{Planter, Who};
use crate::sample::plant_pairs::Plan;
use crate::sample::requests::plant_requests;

/// People by the key of their row.
pub(super) struct People(BTreeMap<&'static str, PersonId>);

impl People {
    /// The person of this key; a key that is in no table stands for nobody.
    pub(super) fn get(&self, key: &str) -> PersonId {
        self.0.get(key).copied().unwrap_or(PersonId(0))
    }
}

/// An open pair: mentee, mentor, days since the start, frequency, days since the last meeting held.
type Open = (&'static str, &'static str, i64, Frequency, Option<i64>);

use Frequency::{Fortnightly, Monthly, SixWeekly};

/// The 17 open pairs beside the three whose reviews are due. The first five are in Today.
/// Starts are such that no other review falls into the next 30 days.
const OPEN: &[Open] = &[
    ("gita.rao", "mark.ellis", 130, Monthly, Some(75)),
    ("hana.sato", "joan.price", 110, Monthly, Some(40)),
    ("ivan.petrov", "lena.fox", 145, Monthly, Some(50)),
    ("jo.brandt", "amir.khan", 20, Monthly, None),
    ("rosa.martinez", "taro.yamada", 50, Fortnightly, Some(12)),
    ("zoe.oneill", "bjorn.hakon", 200, Monthly, Some(12)),
    ("ana.costa", "olga.smirnova", 285, SixWeekly, Some(30)),
    ("minjun.kim", "sofia.papadopoulou", 150, Monthly, Some(6)),
    ("zofia.zak", "tom.reed", 120, Monthly, Some(20)),
    ("chloe.dubois", "priya.nair", 100, Monthly, Some(9)),
    ("anushka.sharma", "uma.bell", 240, Monthly, Some(25)),
    ("tomas.obriain", "lukasz.wojcik", 58, Fortnightly, Some(4)),
    ("ifeoma.nwosu", "theodora.wolf", 148, SixWeekly, Some(40)),
    ("soren.lund", "mohamed.alarabi", 300, SixWeekly, Some(15)),
    ("eva.georgiou", "anhtuyet.nguyen", 45, Monthly, Some(14)),
    ("wei.chen", "mark.ellis", 105, Monthly, Some(33)),
    ("nia.pritchard", "orly.cohen", 3, Monthly, None),
    ("kemi.ade", "paul.stone", 95, Monthly, Some(10)),
    ("liam.burke", "nora.quinn", 33, Fortnightly, Some(8)),
    ("mia.lopez", "owen.hart", 180, Monthly, Some(20)),
];

/// Closed pairs: mentee, mentor, days since the start and since the end, why.
const CLOSED: &[(&str, &str, i64, i64, CloseReason)] = &[
    ("zofia.zak", "lena.fox", 300, 140, CloseReason::GoalsMet),
    ("ifeoma.nwosu", "paul.stone", 295, 170, CloseReason::Time),
    ("robin.clarke", "joan.price", 290, 110, CloseReason::TermCompleted),
    ("wei.chen", "nora.quinn", 290, 130, CloseReason::GoalsMet),
    ("chloe.dubois", "amir.khan", 280, 125, CloseReason::LostMomentum),
    ("tomas.obriain", "uma.bell", 270, 90, CloseReason::TermCompleted),
    ("nia.pritchard", "ana.costa", 260, 60, CloseReason::TermCompleted),
    ("sinead.murphy", "sam.hughes", 250, 95, CloseReason::ChangedJob),
    ("amina.yusuf", "taro.yamada", 240, 70, CloseReason::NotAFit),
];

/// The fixed week as of a day: the records of a whole scheme, each behind those it refers to.
pub fn week(day: NaiveDate) -> Vec<Record> {
    let mut plant = Planter::new(day);
    let id = plant.id::<SettingRow>();
    plant.put(SettingRow { id, key: "name".to_owned(), value: "Northfield mentoring".into() });
    let people = plant_people(&mut plant);
    let of_pairs = plant_requests(&mut plant, &people);
    plant_pairs(&mut plant, &people, &of_pairs);
    let id = plant.id::<Absence>();
    let leave = Absence {
        id,
        person: people.get("mahina.tuhoe"),
        since: plant.ago(30),
        until: Some(plant.ago(-60)),
        reason: "parental leave".into(),
        ended: None,
    };
    plant.put(leave);
    plant.records()
}

fn plant_people(plant: &mut Planter) -> People {
    let mut people = BTreeMap::new();
    for (row, place) in MENTORS.iter().zip(0..) {
        let email = format!("{}@northfield.example", row.key);
        let joined = 310 + place * 9;
        let who =
            Who { name: row.name, email: &email, department: row.department, job: row.job, joined };
        let id = plant.person(who);
        plant.mentor(id, joined, row.capacity, row.offers);
        if !row.wants.is_empty() {
            plant.mentee(id, joined, row.wants);
        }
        people.insert(row.key, id);
    }
    for row in MENTEES {
        let email = format!("{}@northfield.example", row.key);
        let joined = joined(row.key);
        let who =
            Who { name: row.name, email: &email, department: row.department, job: row.job, joined };
        let applied = row.key == "pat.underhill";
        let id = if applied { plant.newcomer(who) } else { plant.person(who) };
        if applied {
            plant.phase(Subject::Person, id.0, joined, Status::Applied);
        }
        plant.mentee(id, joined, row.wants);
        people.insert(row.key, id);
    }
    let people = People(people);
    for (key, ago) in [("robin.clarke", 110), ("sinead.murphy", 95)] {
        plant.phase(Subject::Person, people.get(key).0, ago, Status::Left);
    }
    people
}

/// Days since a mentee joined: some days before their first pair or request.
fn joined(key: &str) -> i64 {
    let closed = CLOSED.iter().filter(|row| row.0 == key).map(|row| row.2);
    let open = OPEN.iter().filter(|row| row.0 == key).map(|row| row.2);
    closed.chain(open).max().map_or(26, |first| first + 12)
}

fn plant_pairs(plant: &mut Planter, people: &People, requests: &BTreeMap<&str, RequestId>) {
    for (mentee, mentor, age, ended, reason) in CLOSED {
        let mut plan = Plan::of(people.get(mentor), people.get(mentee), *age, Some(ended + 8));
        plan.every = SixWeekly;
        plan.closed = Some((*ended, *reason));
        plant.pair(plan);
    }
    for (mentee, mentor, age, every, last) in OPEN {
        let mut plan = Plan::of(people.get(mentor), people.get(mentee), *age, *last);
        plan.every = *every;
        plan.request = requests.get(mentee).copied();
        match *mentee {
            // the mid-term review, due four days ago, was not held
            "kemi.ade" => plan.reviewed = 5,
            // two who have not met yet: their check-in was put off
            "jo.brandt" => plan.check_in = 58,
            _ => {}
        }
        let pair = plant.pair(plan);
        let extra: &[(i64, MeetingStatus)] = match *mentee {
            "hana.sato" => &[
                (30, MeetingStatus::Cancelled),
                (20, MeetingStatus::Postponed),
                (9, MeetingStatus::NoShow),
            ],
            "rosa.martinez" => &[(5, MeetingStatus::Planned)],
            "anushka.sharma" => &[(40, MeetingStatus::Cancelled), (-5, MeetingStatus::Planned)],
            "soren.lund" => &[(60, MeetingStatus::Postponed), (-15, MeetingStatus::Planned)],
            "zofia.zak" => &[(-10, MeetingStatus::Planned)],
            "chloe.dubois" => &[(-21, MeetingStatus::Planned)],
            "nia.pritchard" => &[(-4, MeetingStatus::Planned)],
            _ => &[],
        };
        for (ago, status) in extra {
            plant.meeting(pair, *ago, *status);
        }
        if *mentee == "wei.chen" {
            plant.phase(Subject::Pair, pair.0, 15, Status::OnHold);
        }
    }
}
