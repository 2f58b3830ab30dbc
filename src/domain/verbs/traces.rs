//! `Traces`: where a person has left words behind, so that erasing finds them in the snapshot and in the history alike.

use std::collections::BTreeSet;

use crate::domain::codes::Subject;
use crate::domain::ids::{
    AnyId, ConcernId, GoalId, MeetingId, PairId, PersonId, RequestId, TopicId,
};
use crate::domain::records::{ExtraField, Offer, Substitute};
use crate::domain::scheme::Scheme;
use crate::domain::tables::Record;
use crate::text::{Text, fold};

/// The shortest name that is looked for in the words of others; shorter ones are in many words.
const SHORTEST: usize = 4;

/// A person and all that hangs on them: their names and addresses, pairs, requests, goals,
/// meetings and concerns, now and as far back as the history tells.
#[derive(Debug, Clone)]
pub struct Traces {
    person: PersonId,
    /// Names and addresses, folded.
    names: BTreeSet<String>,
    pub(super) pairs: BTreeSet<PairId>,
    pub(super) requests: BTreeSet<RequestId>,
    pub(super) goals: BTreeSet<GoalId>,
    meetings: BTreeSet<MeetingId>,
    concerns: BTreeSet<ConcernId>,
    /// Topics that nobody else has.
    pub(super) topics: BTreeSet<TopicId>,
}

impl Traces {
    /// Those of a person, nothing learnt yet but their name.
    pub(super) fn of(scheme: &Scheme, person: PersonId) -> Self {
        let mut traces = Self {
            person,
            names: BTreeSet::new(),
            pairs: BTreeSet::new(),
            requests: BTreeSet::new(),
            goals: BTreeSet::new(),
            meetings: BTreeSet::new(),
            concerns: BTreeSet::new(),
            topics: BTreeSet::new(),
        };
        if let Some(record) = scheme.tables().record(crate::domain::tables::Table::Person, person.0)
        {
            traces.learn(&record);
        }
        traces
    }

    /// Learns from every row of a snapshot.
    pub(super) fn learn_all(&mut self, scheme: &Scheme) {
        let tables = scheme.tables();
        // a row stands behind those that it refers to, so one walk is enough
        tables.each(&mut |table, id, _| {
            if let Some(record) = tables.record(table, id) {
                self.learn(&record);
            }
        });
    }

    /// Learns from a record, as it stands or once stood, what else hangs on the person.
    pub fn learn(&mut self, record: &Record) {
        if let Record::Person(person) = record {
            if person.id == self.person {
                let whole = format!("{} {}", person.first_name.exact(), person.last_name.exact());
                let texts = [person.full_name.exact(), person.email.exact(), &whole];
                self.names.extend(texts.map(fold).into_iter().filter(|name| !name.is_empty()));
            }
        } else if let Record::Pair(pair) = record {
            if [pair.mentor, pair.mentee].contains(&self.person) {
                self.pairs.insert(pair.id);
            }
        } else if let Record::Request(request) = record {
            if request.mentee == self.person {
                self.requests.insert(request.id);
            }
        } else if let Record::Goal(goal) = record {
            if self.pairs.contains(&goal.pair) {
                self.goals.insert(goal.id);
            }
        } else if let Record::Meeting(meeting) = record {
            if self.pairs.contains(&meeting.pair) {
                self.meetings.insert(meeting.id);
            }
        } else if let Record::Concern(concern) = record {
            let of_pair = concern.pair.is_some_and(|pair| self.pairs.contains(&pair));
            if concern.person == Some(self.person) || of_pair {
                self.concerns.insert(concern.id);
            }
        }
    }

    /// The concerns about the person or a pair of theirs.
    pub fn concerns(&self) -> &BTreeSet<ConcernId> {
        &self.concerns
    }

    /// Whether the words of a record are about the person. Rows of ids, days and codes alone are
    /// in none: they tell nothing once the person is anonymous.
    pub fn are_in(&self, record: &Record) -> bool {
        match record {
            Record::Person(row) => row.id == self.person,
            Record::Mentor(row) => row.id == self.person,
            Record::Mentee(row) => row.id == self.person,
            Record::Topic(row) => self.topics.contains(&row.id),
            Record::PersonTopic(row) => row.person == self.person,
            Record::Preference(row) => {
                row.person == self.person
                    || row.other == Some(self.person)
                    || self.names_them(&row.other_name)
            }
            Record::Line(row) => row.person == self.person || self.names_them(&row.manager_name),
            Record::Absence(row) => row.person == self.person,
            Record::Request(row) => self.requests.contains(&row.id),
            Record::Offer(row) => self.has_offer(row) || self.names_them(&row.alternative),
            Record::Pair(row) => self.pairs.contains(&row.id),
            Record::Phase(row) => match row.subject {
                Subject::Person => row.subject_id == self.person.0,
                Subject::Pair => self.pairs.contains(&PairId(row.subject_id)),
                Subject::Request | Subject::Meeting => false,
            },
            Record::Agreement(row) => self.pairs.contains(&row.id),
            Record::Closure(row) => self.pairs.contains(&row.id),
            Record::ExtraField(row) => self.has_extra(row),
            Record::Goal(row) => self.pairs.contains(&row.pair),
            Record::Milestone(row) => self.goals.contains(&row.goal),
            Record::Story(row) => self.pairs.contains(&row.pair),
            Record::Substitute(row) => self.has_substitute(row),
            Record::ConcernText(row) => self.concerns.contains(&row.id),
            Record::Reminder(_)
            | Record::Meeting(_)
            | Record::Review(_)
            | Record::Snooze(_)
            | Record::SettingRow(_)
            | Record::Contact(_)
            | Record::Concern(_)
            | Record::Event(_)
            | Record::Attendance(_)
            | Record::Campaign(_)
            | Record::BudgetLine(_)
            | Record::Hours(_)
            | Record::Commitment(_)
            | Record::LogEntry(_)
            | Record::Service(_)
            | Record::MatchDraft(_)
            | Record::DraftCell(_)
            | Record::FrozenFigure(_) => false,
        }
    }

    /// Whether a record, seen by its id, is theirs: the person, a pair, request, goal, meeting or
    /// concern of theirs.
    pub fn has(&self, id: AnyId) -> bool {
        match id.letter {
            'P' => id.number == self.person.0,
            'M' => self.pairs.contains(&PairId(id.number)),
            'R' => self.requests.contains(&RequestId(id.number)),
            'G' => self.goals.contains(&GoalId(id.number)),
            'S' => self.meetings.contains(&MeetingId(id.number)),
            'C' => self.concerns.contains(&ConcernId(id.number)),
            _ => false,
        }
    }

    /// Whether a text is one of their names or addresses.
    pub(super) fn names_them(&self, text: &Text) -> bool {
        !text.is_empty() && self.names.contains(&fold(text.exact().trim()))
    }

    /// Whether one of their names or addresses stands somewhere in a text.
    pub fn mentioned_in(&self, text: &str) -> bool {
        let text = fold(text);
        self.names.iter().any(|name| name.len() >= SHORTEST && text.contains(name.as_str()))
    }

    /// Whether one of their names or addresses stands in the words of a record.
    pub(super) fn named_in(&self, record: &Record) -> bool {
        serde_json::to_string(record).is_ok_and(|text| self.mentioned_in(&text))
    }

    pub(super) fn has_offer(&self, offer: &Offer) -> bool {
        offer.mentor == self.person || self.requests.contains(&offer.request)
    }

    pub(super) fn has_substitute(&self, substitute: &Substitute) -> bool {
        substitute.mentor == self.person || self.pairs.contains(&substitute.pair)
    }

    pub(super) fn has_extra(&self, field: &ExtraField) -> bool {
        let id = field.subject_id;
        match field.subject {
            Subject::Person => id == self.person.0,
            Subject::Pair => self.pairs.contains(&PairId(id)),
            Subject::Request => self.requests.contains(&RequestId(id)),
            Subject::Meeting => self.meetings.contains(&MeetingId(id)),
        }
    }
}
