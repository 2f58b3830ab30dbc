//! A sample scheme of any size: the same one from the same number, seed and day.

use chrono::NaiveDate;

use crate::domain::Record;
use crate::domain::codes::{
    Answer, CloseReason, Ending, Frequency, MeetingStatus, Status, Subject,
};
use crate::domain::ids::{PersonId, RequestId};
use crate::domain::records::SettingRow;
use crate::sample::plant::{Planter, Who};
use crate::sample::plant_pairs::Plan;
use crate::sample::random::Random;

/// The most pairs that a sample is grown to.
pub const MOST_PAIRS: i64 = 10_000;

/// Days over which the pairs of a grown scheme began.
const YEARS: i64 = 700;

/// First and last names that go together.
const NAMES: &[(&[&str], &[&str])] = &[
    (
        &[
            "Amina", "Ben", "Carla", "Dev", "Ella", "Finn", "Grace", "Hugo", "Isla", "Jack",
            "Kate", "Leon",
        ],
        &[
            "Abbott", "Brown", "Clarke", "Davies", "Evans", "Foster", "Green", "Hughes", "O'Neill",
            "Price", "Reed", "Walsh",
        ],
    ),
    (
        &[
            "Zofia", "Łukasz", "Chloé", "Søren", "Tomáš", "Måns", "Iñaki", "Gülşen", "Dragoș",
            "Ágnes",
        ],
        &[
            "Żak",
            "Nováková",
            "Dubois",
            "Kierkegård",
            "Müller-Lüdenscheidt",
            "Öztürk",
            "Ionescu",
            "Szabó",
            "García Márquez",
            "Þórsdóttir",
        ],
    ),
    (
        &["Adaeze", "Kwame", "Thandiwe", "Yusuf", "Nia", "Sipho", "Wanjiru", "Tariro"],
        &["Nwosu", "Mensah", "Dlamini", "Abubakar", "Okonkwo", "Nkosi", "Kamau", "Moyo"],
    ),
    (
        &["Priya", "Anh Tuyết", "Arjun", "Siti", "Hina", "Mei", "Ravi", "Linh"],
        &["Nair", "Nguyễn", "Sharma", "Rahman", "Qureshi", "Tan", "Iyer", "Trần"],
    ),
    (
        &["Иван", "Ольга", "Дмитрий", "Анна", "Сергей", "Мария"],
        &["Петров", "Шевченко", "Кузнец", "Коваль", "Бондар", "Мороз"],
    ),
    (&["山田", "佐藤", "高橋", "鈴木", "田中"], &["太郎", "花", "雪", "健", "美咲"]),
    (&["محمد", "ليلى", "طارق", "نور"], &["العربي", "عزيز", "حداد", "منصور"]),
    (&["Σοφία", "Γιώργος", "Ελένη", "Νίκος"], &["Παπαδοπούλου", "Γεωργίου", "Ιωάννου", "Νικολάου"]),
];

const DEPARTMENTS: &[&str] = &[
    "Biology",
    "Chemistry",
    "Classics",
    "Computing",
    "Economics",
    "Engineering",
    "Estates",
    "Finance",
    "Geography",
    "History",
    "Human Resources",
    "Law",
    "Library Services",
    "Mathematics",
    "Music",
    "Physics",
    "Psychology",
    "Registry",
    "Student Support",
];

const JOBS: &[&str] =
    &["Administrator", "Analyst", "Lecturer", "Professor", "Research Fellow", "Technician"];

const TOPICS: &[&str] = &[
    "leadership",
    "promotion",
    "career change",
    "academic writing",
    "grant income",
    "returning from leave",
    "work-life balance",
    "teaching",
    "managing people",
    "interview skills",
    "networking",
    "setting up a business",
    "confidence",
    "digital skills",
    "data analysis",
];

const ENDINGS: &[CloseReason] = &[
    CloseReason::TermCompleted,
    CloseReason::TermCompleted,
    CloseReason::GoalsMet,
    CloseReason::LostMomentum,
    CloseReason::Time,
    CloseReason::ChangedJob,
];

/// A scheme of this many pairs (0 to [`MOST_PAIRS`]; two of three are open) as of a day: its
/// records, each behind those it refers to.
pub fn grow(pairs: i64, seed: u64, day: NaiveDate) -> Vec<Record> {
    let pairs = pairs.clamp(0, MOST_PAIRS);
    let open = (pairs * 2 + 2) / 3;
    let random = Random::seeded(seed);
    let mut grower = Grower { plant: Planter::new(day), random, count: 0 };
    let id = grower.plant.id::<SettingRow>();
    let name = format!("Sample of {pairs} pairs");
    grower.plant.put(SettingRow { id, key: "name".to_owned(), value: name.into() });
    let mut places = grower.mentors(open + open / 5 + 2);
    for _ in 0..pairs - open {
        let mentor = grower.random.one(&places);
        grower.closed_pair(mentor);
    }
    for _ in 0..open {
        let mentor = places.pop();
        grower.open_pair(mentor);
    }
    for _ in 0..=pairs / 25 {
        grower.open_request(&places);
    }
    grower.plant.records()
}

struct Grower {
    plant: Planter,
    random: Random,
    count: i64,
}

impl Grower {
    fn person(&mut self, joined: i64) -> PersonId {
        self.count += 1;
        let email = format!("p{}@sample.example", self.count);
        let (first, last) = self.random.one(NAMES).unwrap_or((&[], &[]));
        let first = self.random.one(first).unwrap_or_default();
        let last = self.random.one(last).unwrap_or_default();
        let initial = self.random.one(b"ABCDEFGHJKLMNPRSTW").map_or('X', char::from);
        let name = if first.is_ascii() {
            format!("{first} {initial}. {last}")
        } else {
            format!("{first} {last}")
        };
        let department = self.random.one(DEPARTMENTS).unwrap_or_default();
        let job = self.random.one(JOBS).unwrap_or_default();
        self.plant.person(Who { name: &name, email: &email, department, job, joined })
    }

    fn topics(&mut self) -> String {
        let mut topics: Vec<&str> = Vec::new();
        for _ in 0..3 {
            topics.extend(self.random.one(TOPICS));
        }
        topics.sort_unstable();
        topics.dedup();
        topics.join(", ")
    }

    /// Mentors until they have this many places together; each as often as they have places, in
    /// a drawn order.
    fn mentors(&mut self, needed: i64) -> Vec<PersonId> {
        let mut places = Vec::new();
        while i64::try_from(places.len()).is_ok_and(|places| places < needed) {
            let joined = YEARS + 20 + self.random.below(200);
            let id = self.person(joined);
            let capacity = self.random.one(&[1, 1, 2, 2, 3, 4]).unwrap_or(1);
            let topics = self.topics();
            self.plant.mentor(id, joined, capacity, &topics);
            places.extend((0..capacity).map(|_| id));
        }
        for place in (1..places.len()).rev() {
            let with = self.random.below(i64::try_from(place + 1).unwrap_or(1));
            places.swap(place, usize::try_from(with).unwrap_or(0));
        }
        places
    }

    fn mentee(&mut self, joined: i64) -> PersonId {
        let id = self.person(joined);
        let topics = self.topics();
        self.plant.mentee(id, joined, &topics);
        id
    }

    fn frequency(&mut self) -> Frequency {
        match self.random.below(100) {
            0..4 => Frequency::Weekly,
            4..18 => Frequency::Fortnightly,
            18..74 => Frequency::Monthly,
            74..94 => Frequency::SixWeekly,
            _ => Frequency::AsNeeded,
        }
    }

    fn open_pair(&mut self, mentor: Option<PersonId>) {
        let Some(mentor) = mentor else { return };
        let age = self.random.between(1, YEARS);
        let mentee = self.mentee(age + 20);
        let every = self.frequency();
        let interval = every.days().unwrap_or(30);
        // most pairs meet as agreed, one in twelve has gone quiet
        let quiet = self.random.chance(8);
        let last = if quiet {
            interval * 3 / 2 + self.random.between(1, interval)
        } else {
            self.random.between(1, interval)
        };
        let last = (age > 10).then(|| last.min(age - 1));
        let mut plan = Plan::of(mentor, mentee, age, last);
        plan.every = every;
        plan.reviewed = if self.random.chance(4) { 20 } else { 0 };
        plan.request = self.random.chance(40).then(|| self.accepted(mentee, mentor, age));
        let pair = self.plant.pair(plan);
        if last.is_some() && self.random.chance(20) {
            let missed = self.random.between(1, age - 1);
            self.plant.meeting(pair, missed, MeetingStatus::Cancelled);
        }
        if self.random.chance(30) {
            let ahead = self.random.between(1, interval);
            self.plant.meeting(pair, -ahead, MeetingStatus::Planned);
        }
    }

    fn closed_pair(&mut self, mentor: Option<PersonId>) {
        let Some(mentor) = mentor else { return };
        let age = self.random.between(60, YEARS);
        let ended = self.random.between(1, age - 30);
        let mentee = self.mentee(age + 20);
        let mut plan = Plan::of(mentor, mentee, age, Some(ended + 4));
        plan.every = self.frequency();
        plan.closed = self.random.one(ENDINGS).map(|reason| (ended, reason));
        plan.request = self.random.chance(40).then(|| self.accepted(mentee, mentor, age));
        self.plant.pair(plan);
        self.plant.phase(Subject::Person, mentee.0, ended, Status::Left);
    }

    /// The request that led to a pair.
    fn accepted(&mut self, mentee: PersonId, mentor: PersonId, age: i64) -> RequestId {
        let topic = self.random.one(TOPICS).unwrap_or_default();
        let sent = age + self.random.between(1, 9);
        let end = Some((age, Ending::Accepted));
        let request = self.plant.request(mentee, sent + 1, topic, end);
        self.plant.offer(request, mentor, sent, Some((age, Answer::Accepted)));
        request
    }

    /// A request that waits: most young, some overdue, one in four with nobody.
    fn open_request(&mut self, free: &[PersonId]) {
        let sent = if self.random.chance(25) {
            self.random.between(8, 20)
        } else {
            self.random.between(0, 7)
        };
        let mentee = self.mentee(sent + 3);
        let topic = self.random.one(TOPICS).unwrap_or_default();
        let request = self.plant.request(mentee, sent + 1, topic, None);
        if let Some(mentor) = self.random.one(free).filter(|_| !self.random.chance(25)) {
            self.plant.offer(request, mentor, sent, None);
        }
    }
}
