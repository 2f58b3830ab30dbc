//! Where a screen can send the user: every tab, list, form and menu by name.

use chrono::NaiveDate;

use crate::domain::figures::Period;
use crate::domain::ids::{AnyId, ConcernId, EventId, MatchDraftId, PairId, PersonId, RequestId};
use crate::domain::letters::Letter;
use crate::domain::lists::List;
use crate::domain::records::ConcernText;
use crate::screens::acts;
use crate::screens::forms::another::Another;
use crate::screens::forms::list_file::PutIntoFile;
use crate::screens::forms::snooze::Snoozed;
use crate::screens::importing::Looked;
use crate::screens::letter::Wanted;

/// A place of the program: a tab, or something that opens over one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// What needs the coordinator.
    Today,
    /// All requests.
    Requests,
    /// All pairs.
    Pairs,
    /// Everybody.
    People,
    /// All reviews.
    Reviews,
    /// The menu of what came of requests, or reminders of pairs.
    Respond(Vec<AnyId>),
    /// The form of a decline.
    Decline(RequestId),
    /// The form of a new pair, for a request or mentee.
    Match(AnyId),
    /// The same with the mentee to be chosen.
    MatchAnyone,
    /// The form that asks another mentor, for a request or pair.
    Reassign(AnyId),
    /// The form that closes a pair.
    Close(PairId),
    /// The closing steps of a closed pair.
    Steps(PairId),
    /// The form of a meeting, and the pairs to go on with.
    Log(PairId, Vec<PairId>),
    /// The agreement of a pair.
    Agree(PairId),
    /// The form that plans a series of meetings.
    PlanMeetings(PairId),
    /// The form of a review, or of a pair's next one.
    Review(AnyId),
    /// The same to plan one more.
    PlanReview(AnyId),
    /// The state of a pair.
    Hold(PairId),
    /// The state of a person.
    Hide(PersonId),
    /// The menu that snoozes items.
    Snooze(Vec<Snoozed>),
    /// The form that snoozes items until a day.
    SnoozeUntil(Vec<Snoozed>),
    /// A new person.
    AddPerson,
    /// A person's fields.
    EditPerson(PersonId),
    /// The fields of a person or an entry, with the cursor on one of them.
    EditAt(AnyId, &'static str),
    /// The menu of which of a person's pairs an act is about.
    WhichPair(acts::RowCmd, PersonId),
    /// The form that makes a copy outside the data folder.
    CopyElsewhere,
    /// A new request, of a person if known.
    AddRequest(Option<PersonId>),
    /// A list without a tab: meetings, what is missing in the records.
    Records(List),
    /// How long people's data are kept.
    Kept,
    /// Every setting of the scheme.
    Settings,
    /// The rules and criteria of matching.
    Criteria,
    /// The form of a setting, by its name.
    Setting(&'static str),
    /// The form that opens another scheme.
    OpenScheme,
    /// What a line manager said.
    Manager(PersonId),
    /// The form that keeps a person's data longer.
    Keep(PersonId),
    /// The form that puts all data of a person into a file.
    Hand(PersonId),
    /// The form that erases a person.
    Erase(PersonId),
    /// The list of a kind of entry, by the letter of its ids.
    Entries(char),
    /// A new entry of a kind, about a record if known.
    AddEntry(char, Option<AnyId>),
    /// An entry's fields.
    EditEntry(AnyId),
    /// The question before an entry is taken out.
    RemoveEntry(AnyId),
    /// The menu of what can be written down about a record.
    More(AnyId),
    /// What is on a day.
    Day(NaiveDate),
    /// The form that invites people to an event; with the event, nobody is chosen yet.
    Invite(Vec<PersonId>, Option<EventId>),
    /// The people of an event.
    Attendance(EventId),
    /// The menu of who came to an event.
    Attend(EventId, Vec<PersonId>),
    /// The menu of what can be added, beside the selected row.
    Add(Option<AnyId>),
    /// The concerns, those about a record first (V5).
    Concerns(Option<AnyId>),
    /// A new concern, about a record if known.
    RaiseConcern(Option<AnyId>),
    /// A concern's fields with what it says, as it was read for this form.
    EditConcern(ConcernId, Option<Box<ConcernText>>),
    /// The day on which a concern is closed.
    CloseConcern(ConcernId),
    /// The question which sheet is imported, or a sheet as it was understood.
    Import(Option<Looked>),
    /// The monitoring summary, or something about it.
    OfSummary(OfSummary),
    /// Drafts of matching.
    Matching(Drafting),
    /// The form that puts a list into a file; without one, a calendar of the whole scheme.
    IntoFile(Option<Box<PutIntoFile>>),
    /// Letters, to be read before anything happens.
    Letters(Vec<Wanted>),
    /// The form that puts letters into files.
    SaveLetters(Vec<Letter>),
    /// What was done with a record.
    History(AnyId),
}

/// A place about drafts of matching (M4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Drafting {
    /// All drafts.
    All,
    /// One draft, beside another one where they are compared.
    One(MatchDraftId, Option<MatchDraftId>),
    /// The menu of other mentors for a mentee of a draft.
    Another(Box<Another>),
    /// The form that starts all pairs of a draft.
    Confirm(MatchDraftId),
}

/// A place of the monitoring summary (U5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfSummary {
    /// The figures of a period.
    Figures,
    /// The records behind a figure, by its id.
    Records(&'static str, Period),
    /// The form that puts the summary into a file.
    File(Period),
    /// The form that keeps its figures as they are.
    Freeze(Period),
}
