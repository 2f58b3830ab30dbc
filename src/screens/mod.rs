//! The screens: one file each, with its state, keys and look; where each of them is reached.

mod act_forms;
pub mod acts;
mod add;
mod attendance;
mod batch;
pub mod cards;
mod concerns;
pub mod contract;
mod criteria;
mod day;
mod draft;
mod drafts;
pub mod form;
pub mod forms;
pub mod importing;
mod kept;
mod letter;
pub mod list;
pub mod listing;
pub mod menu;
pub mod record_history;
mod records;
mod reviews;
mod route;
mod scoring;
mod settings;
mod suggested;
mod summary;
mod today;

pub use contract::{AnyScreen, Ctx, Effect, Head, Screen, Spot, Step, Then, World, named_in};
pub use letter::{By, Wanted, letter_keys};
pub use route::{Drafting, OfSummary, Route};
pub use scoring::{Pace, Scored, Scoring};
pub use summary::summary_keys;

use crate::domain::Refusal;
use crate::domain::entry::{BOOKS, Book};
use crate::domain::ids::{AnyId, ConcernId, PersonId};
use crate::domain::lists::List as Records;
use crate::domain::records::ConcernText;
use crate::ui::keys::Key;
use forms::list_file::PutIntoFile;
use list::ListScreen;

/// Opens a place, or says why it cannot be opened.
pub fn open(route: Route, world: &World) -> Result<Box<dyn AnyScreen>, Refusal> {
    Ok(match route {
        Route::Today => list(today::Today::default(), world),
        Route::Requests => records(Records::Requests, world),
        Route::Pairs => records(Records::Pairs, world),
        Route::People => records(Records::People, world),
        Route::Reviews => Box::new(reviews::Reviews::new(world)),
        Route::OfSummary(what) => of_summary(what, world)?,
        Route::Day(day) => list(day::Day { day }, world),
        Route::Respond(rows) => menu(forms::respond::Respond { rows }, world)?,
        Route::Snooze(items) => menu(forms::snooze::Snoozing { items }, world)?,
        Route::SnoozeUntil(items) => form(forms::snooze::Until { items }, world)?,
        Route::Decline(request) => form(forms::decline::Decline { request }, world)?,
        Route::Match(about) => form(forms::make_match::Match { about: Some(about) }, world)?,
        Route::MatchAnyone => form(forms::make_match::Match { about: None }, world)?,
        Route::Reassign(about) => form(forms::reassign::Reassign { about }, world)?,
        Route::Close(pair) => form(forms::close::Close { pair }, world)?,
        Route::Steps(pair) => form(forms::steps::Steps { pair }, world)?,
        Route::Log(pair, next) => form(forms::meeting::Log { pair, next }, world)?,
        Route::Agree(pair) => form(forms::agreement::Agreeing { pair }, world)?,
        Route::PlanMeetings(pair) => form(forms::series::Planning { pair }, world)?,
        Route::Review(about) => form(forms::review::Reviewing { about, plan: false }, world)?,
        Route::PlanReview(about) => form(forms::review::Reviewing { about, plan: true }, world)?,
        Route::Hold(pair) => form(forms::hold::Hold { pair }, world)?,
        Route::Hide(person) => form(forms::hide::Hide { person }, world)?,
        Route::AddPerson => form(forms::person::Edit { person: None, at: None }, world)?,
        Route::EditPerson(person) => edit(person.into(), None, world)?,
        Route::EditEntry(id) => edit(id, None, world)?,
        Route::EditAt(id, at) => edit(id, Some(at), world)?,
        Route::WhichPair(cmd, person) => menu(forms::which_pair::WhichPair { cmd, person }, world)?,
        Route::CopyElsewhere => form(forms::elsewhere::CopyElsewhere, world)?,
        Route::AddRequest(mentee) => form(forms::add_request::Ask { mentee }, world)?,
        Route::Settings => list(settings::SettingList, world),
        Route::Criteria => list(criteria::CriteriaList, world),
        Route::Setting(id) => setting(id, world)?,
        Route::OpenScheme => form(forms::open_scheme::OpenScheme, world)?,
        Route::Records(kind) => records(kind, world),
        Route::Kept => list(kept::Kept, world),
        Route::Manager(person) => form(forms::manager::Manager { person }, world)?,
        Route::Keep(person) => form(forms::keep::KeepLonger { person }, world)?,
        Route::Hand(person) => form(forms::privacy::Hand { person }, world)?,
        Route::Erase(person) => form(forms::privacy::Erase { person }, world)?,
        Route::Entries(letter) => records(Records::Entries(letter), world),
        Route::AddEntry(letter, about) => new_entry(letter, about, world)?,
        Route::RemoveEntry(entry) => remove_entry(entry, world)?,
        Route::More(about) => menu(forms::more::More { about }, world)?,
        Route::Invite(people, event) => form(forms::invite::Invite { people, event }, world)?,
        Route::Attendance(event) => list(attendance::People { event }, world),
        Route::Attend(event, people) => menu(forms::attend::Attend { event, people }, world)?,
        Route::Add(beside) => menu(add::Add { beside }, world)?,
        Route::Concerns(about) => concerns(about, world),
        Route::RaiseConcern(about) => form(forms::concern::Raise { about }, world)?,
        Route::EditConcern(id, text) => edit_concern(id, text, world)?,
        Route::CloseConcern(id) => form(forms::concern::Close { id }, world)?,
        Route::Import(sheet) => importing::open(sheet, world),
        Route::Matching(place) => drafting(place, world)?,
        Route::IntoFile(list) => into_file(list, world)?,
        Route::Letters(wanted) => Box::new(letter::LetterScreen::open(wanted, world)?),
        Route::SaveLetters(all) => form(forms::save_letters::SaveLetters { letters: all }, world)?,
        Route::History(about) => Box::new(record_history::RecordHistory::new(about)),
    })
}

/// The form of a person or an entry, with the cursor on a field if one is named.
fn edit(id: AnyId, at: Option<&'static str>, world: &World) -> Result<Box<dyn AnyScreen>, Refusal> {
    if id.letter == 'P' {
        return form(forms::person::Edit { person: Some(PersonId(id.number)), at }, world);
    }
    let (book, entry) = (book(id.letter)?, Some(id));
    form(forms::entry::EditEntry { book, entry, about: None, at }, world)
}

fn of_summary(what: OfSummary, world: &World) -> Result<Box<dyn AnyScreen>, Refusal> {
    match what {
        OfSummary::Figures => Ok(Box::new(summary::SummaryScreen::new(world))),
        OfSummary::Records(figure, period) => {
            Ok(list(summary::Behind::new(figure, period, world)?, world))
        }
        OfSummary::File(period) => form(forms::summary_file::SummaryFile { period }, world),
        OfSummary::Freeze(period) => form(forms::freeze::Freeze { period }, world),
    }
}

/// The form that puts a list into a file, or the calendar of the whole scheme.
fn into_file(list: Option<Box<PutIntoFile>>, world: &World) -> Result<Box<dyn AnyScreen>, Refusal> {
    match list {
        Some(list) => form(*list, world),
        None => form(forms::calendar_file::MakeCalendar, world),
    }
}

fn edit_concern(
    id: ConcernId,
    text: Option<Box<ConcernText>>,
    world: &World,
) -> Result<Box<dyn AnyScreen>, Refusal> {
    form(forms::concern::EditConcern { id, text: text.map(|text| *text) }, world)
}

/// The form of a setting; that of a letter's text has the letter beside it.
fn setting(id: &'static str, world: &World) -> Result<Box<dyn AnyScreen>, Refusal> {
    match letter::TemplateScreen::kind_of(id) {
        Some(kind) => Ok(Box::new(letter::TemplateScreen::open(kind, world)?)),
        None => form(forms::setting::EditSetting { id }, world),
    }
}

/// The form of a new entry of a kind.
fn new_entry(
    letter: char,
    about: Option<AnyId>,
    world: &World,
) -> Result<Box<dyn AnyScreen>, Refusal> {
    let (book, entry, at) = (book(letter)?, None, None);
    form(forms::entry::EditEntry { book, entry, about, at }, world)
}

fn remove_entry(entry: AnyId, world: &World) -> Result<Box<dyn AnyScreen>, Refusal> {
    form(forms::entry::RemoveEntry { book: book(entry.letter)?, entry }, world)
}

fn drafting(place: Drafting, world: &World) -> Result<Box<dyn AnyScreen>, Refusal> {
    Ok(match place {
        Drafting::All => list(drafts::Drafts::default(), world),
        Drafting::One(id, beside) => list(draft::DraftScreen::new(id, beside, world), world),
        Drafting::Another(another) => menu(*another, world)?,
        Drafting::Confirm(draft) => form(forms::confirm_draft::ConfirmDraft { draft }, world)?,
    })
}

fn book(letter: char) -> Result<&'static Book, Refusal> {
    Book::lettered(letter).ok_or_else(|| Refusal::because("this is kept by no form of its own"))
}

fn records(kind: Records, world: &World) -> Box<dyn AnyScreen> {
    list(records::RecordList::new(kind), world)
}

fn concerns(about: Option<AnyId>, world: &World) -> Box<dyn AnyScreen> {
    list(concerns::Concerns::about(about, world), world)
}

fn list(rows: impl list::List, world: &World) -> Box<dyn AnyScreen> {
    Box::new(ListScreen::new(rows, world))
}

fn form(act: impl form::Act, world: &World) -> Result<Box<dyn AnyScreen>, Refusal> {
    Ok(Box::new(form::FormScreen::open(act, world)?))
}

fn menu(choice: impl menu::Choose, world: &World) -> Result<Box<dyn AnyScreen>, Refusal> {
    Ok(Box::new(menu::MenuScreen::open(choice, world)?))
}

/// A screen with a place on the tab line.
#[derive(Debug)]
pub struct Tab {
    /// Where it leads.
    pub route: Route,
    /// The key of its number.
    pub key: Key,
    /// Name in the palette, in stored places and on wide tab lines.
    pub name: &'static str,
    /// Name on narrow tab lines.
    pub short: &'static str,
    /// What is shown there, in a sentence for help.
    pub help: &'static str,
    /// How many things wait there; asked once a world. None where nothing is counted.
    pub count: Option<fn(&World) -> usize>,
}

/// The tabs, in the order of their numbers.
pub const TABS: &[Tab] = &[
    Tab {
        route: Route::Today,
        key: Key::Char('1'),
        name: "Today",
        short: "Today",
        help: "What needs you: requests, pairs, reviews and all else that is late or due",
        count: Some(today::waiting),
    },
    Tab {
        route: Route::Requests,
        key: Key::Char('2'),
        name: "Requests",
        short: "Req",
        help: "Requests of mentees and who was asked",
        count: Some(records::open_requests),
    },
    Tab {
        route: Route::Pairs,
        key: Key::Char('3'),
        name: "Pairs",
        short: "Pairs",
        help: "All pairs by name with their state",
        count: Some(records::open_pairs),
    },
    Tab {
        route: Route::People,
        key: Key::Char('4'),
        name: "People",
        short: "People",
        help: "Everybody: mentors, mentees and others",
        count: Some(records::all_people),
    },
    Tab {
        route: Route::Reviews,
        key: Key::Char('5'),
        name: "Reviews",
        short: "Rev",
        help: "Reviews that wait and those that were held, with a month of all that is planned",
        count: Some(records::open_reviews),
    },
    Tab {
        route: Route::OfSummary(OfSummary::Figures),
        key: Key::Char('6'),
        name: "Summary",
        short: "Sum",
        help: "What managers are told of a month, quarter or year: figures, their change and charts",
        count: None,
    },
];

/// A place without a tab, reached by its name.
#[derive(Debug)]
pub struct Place {
    /// Where it leads.
    pub route: Route,
    /// Name in the palette.
    pub name: &'static str,
    /// What is shown there, in a sentence for help.
    pub help: &'static str,
}

/// The concerns, which are found by their name but never by what they say.
const CONCERNS: Place = Place {
    route: Route::Concerns(None),
    name: "Concerns",
    help: "Read, raise and close concerns; they are shown nowhere else (V5)",
};

/// Every place without a tab: the lists of entries, and the concerns.
pub fn places() -> impl Iterator<Item = Place> {
    let entries = |book: &'static Book| Place {
        route: Route::Entries(book.letter),
        name: book.title,
        help: book.help,
    };
    fixed().into_iter().chain(BOOKS.iter().map(entries)).chain([CONCERNS])
}

/// The places that are no list of entries.
fn fixed() -> [Place; 10] {
    [
        Place {
            route: Route::Matching(Drafting::All),
            name: "Matching drafts",
            help: "The best pairs for everybody who waits, to be changed by hand and confirmed (M4)",
        },
        Place {
            route: Route::Records(Records::Meetings),
            name: "Meetings",
            help: "Every meeting, planned, held or not; p puts them into a file or calendar (R3)",
        },
        Place {
            route: Route::Import(None),
            name: "Import",
            help: "Bring in a sheet of people, pairs, meetings or requests: CSV, TSV or XLSX (I1)",
        },
        Place {
            route: Route::Settings,
            name: "Settings",
            help: "Every limit, default and rate of the scheme, with what it means (S5)",
        },
        Place {
            route: Route::Criteria,
            name: "Selection criteria",
            help: "By which rules and points mentors are suggested, to be shown to participants (M7)",
        },
        Place {
            route: Route::Records(Records::Gaps),
            name: "Data gaps",
            help: "What is missing in the records of people and pairs, to be worked through (S6)",
        },
        Place {
            route: Route::CopyElsewhere,
            name: "Copy elsewhere",
            help: "Make a checked copy outside the data folder, best on another machine (I5)",
        },
        Place {
            route: Route::IntoFile(None),
            name: "Calendar file",
            help: "Reviews, meetings, events and deadlines for your calendar program (I3)",
        },
        Place {
            route: Route::Kept,
            name: "Data kept",
            help: "Until when people's data are kept, and whose may be kept no longer (I4)",
        },
        Place {
            route: Route::OpenScheme,
            name: "Open another scheme",
            help: "Switch to another scheme, or make a new one (S5)",
        },
    ]
}

/// Which tab a route is.
pub fn tab_of(route: &Route) -> Option<usize> {
    TABS.iter().position(|tab| tab.route == *route)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tab_has_its_own_number_and_words() {
        for (at, tab) in TABS.iter().enumerate() {
            assert!(matches!(tab.key, Key::Char('1'..='9')), "{}", tab.name);
            assert!(!tab.help.is_empty() && !tab.help.ends_with('.'), "{}", tab.name);
            assert!(tab.short.len() <= tab.name.len());
            assert_eq!(tab_of(&tab.route), Some(at), "a route stands twice");
            assert!(TABS.iter().skip(at + 1).all(|other| other.key != tab.key), "a key twice");
        }
    }
}
