//! The one list of tables: for each its name, record and id; from it come snapshot, edits, history images and store; long because every table stands in each of its lists.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Serialize, Serializer};

use crate::domain::ids::{
    AbsenceId, AttendanceId, BudgetLineId, CampaignId, CommitmentId, ConcernId, ContactId,
    DraftCellId, EventId, ExtraFieldId, FrozenFigureId, GoalId, HoursId, Id, LineId, LogEntryId,
    MatchDraftId, MeetingId, MilestoneId, OfferId, PairId, PersonId, PersonTopicId, PhaseId,
    PreferenceId, ReminderId, RequestId, ReviewId, ServiceId, SettingId, SnoozeId, StoryId,
    SubstituteId, TopicId,
};
use crate::domain::records::{
    Absence, Agreement, Attendance, BudgetLine, Campaign, Closure, Commitment, Concern,
    ConcernText, Contact, DraftCell, Event, ExtraField, FrozenFigure, Goal, Hours, Line, LogEntry,
    MatchDraft, Meeting, Mentee, Mentor, Milestone, Offer, Pair, Person, PersonTopic, Phase,
    Preference, Reminder, Request, Review, Service, SettingRow, Snooze, Story, Substitute, Topic,
};

/// A foreign key by which rows are found: which rows, of whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Link {
    /// Absences of a person.
    AbsencesOfPerson,
    /// Lines of management above a person.
    LinesOfPerson,
    /// Lines of management below a person.
    LinesOfManager,
    /// Topics of a person.
    TopicsOfPerson,
    /// Person topics of a topic.
    PeopleOfTopic,
    /// Preferences that a person stated.
    PreferencesOfPerson,
    /// Requests of a mentee.
    RequestsOfMentee,
    /// Requests of a group, found by its first request.
    RequestsOfGroup,
    /// Offers of a request.
    OffersOfRequest,
    /// Offers to a mentor.
    OffersOfMentor,
    /// Reminders about a request.
    RemindersOfRequest,
    /// Reminders about a pair.
    RemindersOfPair,
    /// Pairs of a mentor.
    PairsOfMentor,
    /// Pairs of a mentee.
    PairsOfMentee,
    /// Pairs that came of a request.
    PairsOfRequest,
    /// Phases of a person.
    PhasesOfPerson,
    /// Phases of a pair.
    PhasesOfPair,
    /// Meetings of a pair.
    MeetingsOfPair,
    /// Reviews of a pair.
    ReviewsOfPair,
    /// Extra fields of a person.
    ExtrasOfPerson,
    /// Extra fields of a pair.
    ExtrasOfPair,
    /// Extra fields of a request.
    ExtrasOfRequest,
    /// Extra fields of a meeting.
    ExtrasOfMeeting,
    /// Goals of a pair.
    GoalsOfPair,
    /// Milestones of a goal.
    MilestonesOfGoal,
    /// Success stories of a pair.
    StoriesOfPair,
    /// Substitute mentors of a pair.
    SubstitutesOfPair,
    /// Pairs in which a person stands in.
    SubstitutesOfPerson,
    /// Support contacts with a person.
    ContactsOfPerson,
    /// Support contacts about a pair.
    ContactsOfPair,
    /// Concerns about a person.
    ConcernsOfPerson,
    /// Concerns about a pair.
    ConcernsOfPair,
    /// Who was invited to an event or came.
    AttendanceOfEvent,
    /// Events to which a person was invited or came.
    AttendanceOfPerson,
    /// Cells of a draft of matching.
    CellsOfDraft,
    /// Cells of drafts with a person on either side.
    CellsOfPerson,
}

/// What kind of name a record is found by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Called {
    /// A person by name or e-mail address, as sheets and commands name people.
    Person,
    /// A person by e-mail address alone.
    Email,
    /// A topic.
    Topic,
}

/// What a record is found by besides its id.
pub trait Linked {
    /// Calls `link` for each foreign key with the key's value.
    fn links(&self, link: &mut dyn FnMut(Link, i64));
    /// Calls `name` for each name, folded for search; a name may come twice.
    fn names(&self, _name: &mut dyn FnMut(Called, String)) {}
}

/// A record of one of the tables.
pub trait Row: Linked + Clone + PartialEq + Debug + Serialize + DeserializeOwned + 'static {
    /// Its table.
    const TABLE: Table;
    /// The type of its primary key.
    type Key: Id;
    /// Its primary key.
    fn key(&self) -> Self::Key;
    /// The record as one of any table.
    fn wrap(self) -> Record;
    /// The record back from one of any table; none if it is of another.
    fn of(record: &Record) -> Option<&Self>;
    /// Its table in a snapshot.
    fn table(tables: &Tables) -> &Rows<Self>;
}

/// The rows of a table by primary key; snapshots and changes share them.
pub type Rows<T> = BTreeMap<i64, Arc<T>>;

/// Where all rows come from: the store, or a test.
pub trait Source {
    /// What can go wrong.
    type Error;
    /// All rows of a table, in any order.
    fn rows<T: Row>(&mut self) -> Result<Vec<T>, Self::Error>;
}

macro_rules! tables {
    ($($(#[$meta:meta])* $field:ident: $record:ident, $key:ident, $name:literal;)+) => {
        /// A table of the scheme.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Table {
            $($(#[$meta])* $record,)+
        }

        impl Table {
            /// Every table; a table stands behind those that it refers to.
            pub const ALL: &'static [Self] = &[$(Self::$record),+];

            /// Its name in the store.
            pub fn name(self) -> &'static str {
                match self { $(Self::$record => $name),+ }
            }

            /// The table whose records are shown with this letter: `P` for people.
            pub fn lettered(letter: char) -> Option<Self> {
                LETTERS.iter().find(|(of, _)| *of == letter).map(|(_, table)| *table)
            }

            /// The letter with which its records are shown.
            pub fn letter(self) -> Option<char> {
                LETTERS.iter().find(|(_, table)| *table == self).map(|(letter, _)| *letter)
            }

            /// Whether its rows are kept out of every snapshot: what concerns say is read for
            /// their screen alone (design part 2).
            pub fn is_aside(self) -> bool {
                self == Self::ConcernText
            }

            /// Whether its rows are drafts of matching, which no other record hangs on.
            pub fn is_of_drafts(self) -> bool {
                matches!(self, Self::MatchDraft | Self::DraftCell)
            }

            /// The table with this name.
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|table| table.name() == name)
            }
        }

        /// All tables of a scheme, each shared until it is changed.
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct Tables {
            $($(#[$meta])* pub(crate) $field: Arc<Rows<$record>>,)+
        }

        impl Tables {
            /// Reads every table from a source.
            pub fn read<S: Source>(source: &mut S) -> Result<Self, S::Error> {
                Ok(Self {
                    $($field: Arc::new(if Table::$record.is_aside() {
                        Rows::new()
                    } else {
                        source.rows::<$record>()?.into_iter().map(|row| (row.key().raw(), Arc::new(row))).collect()
                    }),)+
                })
            }

            /// Calls `visit` for every row of every table.
            pub fn each(&self, visit: &mut dyn FnMut(Table, i64, &dyn Linked)) {
                $(for (id, row) in self.$field.iter() {
                    visit(Table::$record, *id, row.as_ref());
                })+
            }

            /// The record with this primary key.
            pub fn record(&self, table: Table, id: i64) -> Option<Record> {
                match table {
                    $(Table::$record => self.$field.get(&id).cloned().map(Record::$record),)+
                }
            }

            /// Puts a record in its place and gives back what stood there.
            pub(crate) fn put(&mut self, record: Record) -> Option<Record> {
                match record {
                    $(Record::$record(row) => {
                        let id = row.key().raw();
                        Arc::make_mut(&mut self.$field).insert(id, row).map(Record::$record)
                    })+
                }
            }

            /// Takes a record out and gives it back.
            pub(crate) fn take(&mut self, table: Table, id: i64) -> Option<Record> {
                match table {
                    $(Table::$record => {
                        Arc::make_mut(&mut self.$field).remove(&id).map(Record::$record)
                    })+
                }
            }

            /// The tables that are not the very same as in another snapshot. A table that was
            /// changed and changed back counts too; this only compares where they stand.
            pub fn differ_in(&self, other: &Self) -> Vec<Table> {
                let mut differ = Vec::new();
                $(if !Arc::ptr_eq(&self.$field, &other.$field) {
                    differ.push(Table::$record);
                })+
                differ
            }

            /// How many rows a table has.
            pub fn len(&self, table: Table) -> usize {
                match table { $(Table::$record => self.$field.len(),)+ }
            }
        }

        /// A record of any table, shared with the snapshots that hold it. Serialises as the record itself.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Record {
            $($(#[$meta])* $record(Arc<$record>),)+
        }

        impl Record {
            /// Its table.
            pub fn table(&self) -> Table {
                match self { $(Self::$record(_) => Table::$record),+ }
            }

            /// Its primary key.
            pub fn id(&self) -> i64 {
                match self { $(Self::$record(row) => row.key().raw()),+ }
            }

            /// Reads a record of a table from anything that serde reads.
            pub fn deserialize<'de, D: serde::Deserializer<'de>>(
                table: Table,
                from: D,
            ) -> Result<Self, D::Error> {
                match table {
                    $(Table::$record => {
                        <$record as serde::Deserialize>::deserialize(from).map(|row| Self::$record(Arc::new(row)))
                    })+
                }
            }
        }

        impl Linked for Record {
            fn links(&self, link: &mut dyn FnMut(Link, i64)) {
                match self { $(Self::$record(row) => row.links(link)),+ }
            }
            fn names(&self, name: &mut dyn FnMut(Called, String)) {
                match self { $(Self::$record(row) => row.names(name)),+ }
            }
        }

        impl Serialize for Record {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self { $(Self::$record(row) => row.serialize(serializer)),+ }
            }
        }

        $(
            impl Row for $record {
                const TABLE: Table = Table::$record;
                type Key = $key;
                fn key(&self) -> $key {
                    self.id
                }
                fn wrap(self) -> Record {
                    Record::$record(Arc::new(self))
                }
                fn of(record: &Record) -> Option<&Self> {
                    if let Record::$record(row) = record { Some(row) } else { None }
                }
                fn table(tables: &Tables) -> &Rows<Self> {
                    &tables.$field
                }
            }
        )+
    };
}

tables! {
    /// People.
    person: Person, PersonId, "person";
    /// What is kept of people as mentors.
    mentor: Mentor, PersonId, "mentor";
    /// What is kept of people as mentees.
    mentee: Mentee, PersonId, "mentee";
    /// Topics.
    topic: Topic, TopicId, "topic";
    /// Topics of people.
    person_topic: PersonTopic, PersonTopicId, "person_topic";
    /// Preferences.
    preference: Preference, PreferenceId, "preference";
    /// Lines of management.
    line: Line, LineId, "line";
    /// Absences of mentors.
    absence: Absence, AbsenceId, "absence";
    /// Requests.
    request: Request, RequestId, "request";
    /// Offers.
    offer: Offer, OfferId, "offer";
    /// Pairs.
    pair: Pair, PairId, "pair";
    /// Reminders.
    reminder: Reminder, ReminderId, "reminder";
    /// Phases of people and pairs.
    phase: Phase, PhaseId, "phase";
    /// Agreements.
    agreement: Agreement, PairId, "agreement";
    /// Meetings.
    meeting: Meeting, MeetingId, "meeting";
    /// Reviews.
    review: Review, ReviewId, "review";
    /// Closures.
    closure: Closure, PairId, "closure";
    /// Extra fields.
    extra_field: ExtraField, ExtraFieldId, "extra_field";
    /// Snoozed items.
    snooze: Snooze, SnoozeId, "snooze";
    /// Settings.
    setting: SettingRow, SettingId, "setting";
    /// Goals of pairs.
    goal: Goal, GoalId, "goal";
    /// Milestones of goals.
    milestone: Milestone, MilestoneId, "milestone";
    /// Success stories.
    story: Story, StoryId, "story";
    /// Substitute mentors.
    substitute: Substitute, SubstituteId, "substitute";
    /// Support contacts.
    contact: Contact, ContactId, "contact";
    /// Heads of concerns.
    concern: Concern, ConcernId, "concern";
    /// What concerns say; aside of every snapshot.
    concern_text: ConcernText, ConcernId, "concern_text";
    /// Events.
    event: Event, EventId, "event";
    /// Who was invited to events, and who came.
    attendance: Attendance, AttendanceId, "attendance";
    /// Campaigns.
    campaign: Campaign, CampaignId, "campaign";
    /// Lines of the budget.
    budget_line: BudgetLine, BudgetLineId, "budget_line";
    /// Hours of the coordinator.
    hours: Hours, HoursId, "hours";
    /// Commitments of seniors.
    commitment: Commitment, CommitmentId, "commitment";
    /// The scheme's log.
    log_entry: LogEntry, LogEntryId, "log_entry";
    /// The directory of services.
    service: Service, ServiceId, "service";
    /// Drafts of matching.
    match_draft: MatchDraft, MatchDraftId, "match_draft";
    /// Their cells.
    draft_cell: DraftCell, DraftCellId, "draft_cell";
    /// What was reported of periods.
    frozen_figure: FrozenFigure, FrozenFigureId, "frozen_figure";
}

/// The letters under which people see records, and their tables.
const LETTERS: &[(char, Table)] = &[
    ('P', Table::Person),
    ('R', Table::Request),
    ('M', Table::Pair),
    ('S', Table::Meeting),
    ('V', Table::Review),
    ('G', Table::Goal),
    ('L', Table::Milestone),
    ('Y', Table::Story),
    ('U', Table::Substitute),
    ('K', Table::Contact),
    ('C', Table::Concern),
    ('E', Table::Event),
    ('A', Table::Attendance),
    ('J', Table::Campaign),
    ('B', Table::BudgetLine),
    ('H', Table::Hours),
    ('W', Table::Commitment),
    ('N', Table::LogEntry),
    ('I', Table::Service),
    ('D', Table::MatchDraft),
];
