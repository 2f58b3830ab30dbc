//! The list of people: everybody of the scheme by name, with all their fields.

use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::domain::codes::{Answer, PreferenceKind};
use crate::domain::ids::{AnyId, PersonId};
use crate::domain::lists::{Cell, Column, View};
use crate::domain::matching::free_places;
use crate::domain::profile::Profile;
use crate::domain::records::{Line, Mentor, Offer, Pair, Person, Preference};
use crate::domain::scheme::Scheme;
use crate::domain::tables::Link;
use crate::text::{Text, fold};

/// Everybody by name.
pub(super) fn rows(scheme: &Scheme, _: NaiveDate) -> Vec<AnyId> {
    let mut people: Vec<_> = scheme.all::<Person>().collect();
    people.sort_by_cached_key(|person| (fold(person.full_name.exact()), person.id));
    people.into_iter().map(|person| person.id.into()).collect()
}

/// The columns below, then every other field of a person.
pub(super) fn columns() -> Vec<Column> {
    let fields = Profile::fields()
        .filter(|field| COLUMNS.iter().all(|column| column.id != field.id))
        .map(Column::field);
    COLUMNS.iter().copied().chain(fields).collect()
}

/// Columns that are more than a field of a person.
const COLUMNS: &[Column] = &[
    Column::new("id", "Id", |view| Cell::Id(view.id)),
    Column::new("full_name", "Name", |view| view.of(|person: &Person| &person.full_name))
        .narrow(10, 22),
    Column::new("role", "Role", role).narrow(6, 6),
    Column::new("status", "Status", |view| {
        Cell::code(view.profile().and_then(|profile| profile.status))
    })
    .narrow(8, 9),
    Column::new("places", "Places", places).narrow(6, 7),
    Column::new("pairs", "Pairs", |view| open_pairs(view).into()).narrow(5, 5).right(),
    Column::new("topics", "Topics", topics).narrow(8, 28),
    Column::new("email", "E-mail", |view| view.of(|person: &Person| &person.email)).wide(12, 28),
    Column::new("answers", "Answers", |view| answers(view).into()).wide(7, 7).right(),
    Column::new("department", "Department", |view| view.of(|person: &Person| &person.department))
        .wide(8, 16),
    Column::new("free", "Free", |view| {
        view.of(|mentor: &Mentor| free_places(view.scheme, mentor.id, view.on).max(0))
    })
    .right(),
    Column::new("waiting", "Open requests", |view| {
        view.scheme.open_requests(PersonId(view.id.number), view.on).map(|_| 1).sum::<i64>().into()
    })
    .right(),
    Column::new("line_manager", "Line manager", |view| line(view).map(|l| manager(view, l)).into()),
    Column::new("line_manager_id", "Line manager's id", |view| {
        Cell::id(line(view).and_then(|line| line.manager))
    }),
    Column::new("guide", "Guided by", |view| guide(view).map(|id| view.name(id)).into()),
    Column::new("guide_id", "Guide's id", |view| Cell::id(guide(view))),
    Column::new("prefers", "Would like", |view| wishes(view, PreferenceKind::Prefers)),
    Column::new("avoids", "Would rather not", |view| wishes(view, PreferenceKind::Avoids)),
    Column::new("extra", "Extra fields", |view| view.extra(Link::ExtrasOfPerson)),
];

fn role(view: &View<'_>) -> Cell {
    let (mentor, mentee) =
        view.profile().map_or((false, false), |profile| (profile.is_mentor, profile.is_mentee));
    match (mentor, mentee) {
        (true, true) => Cell::Code("mentor; mentee", "both"),
        (true, false) => "mentor".into(),
        (false, true) => "mentee".into(),
        (false, false) => Cell::Empty,
    }
}

/// "1 of 2": free places of a mentor.
fn places(view: &View<'_>) -> Cell {
    view.of(|mentor: &Mentor| {
        format!("{} of {}", free_places(view.scheme, mentor.id, view.on).max(0), mentor.capacity)
    })
}

fn open_pairs(view: &View<'_>) -> i64 {
    open(view, Link::PairsOfMentor) + open(view, Link::PairsOfMentee)
}

fn open(view: &View<'_>, link: Link) -> i64 {
    view.scheme
        .linked::<Pair>(link, PersonId(view.id.number))
        .filter(|pair| view.scheme.is_pair_open(pair.id, view.on))
        .map(|_| 1)
        .sum()
}

/// Topics offered, then those wanted.
fn topics(view: &View<'_>) -> Cell {
    let Some(profile) = view.profile() else { return Cell::Empty };
    let all = profile.topics_offered.iter().chain(&profile.topics_wanted);
    all.map(Text::exact).collect::<Vec<_>>().join(", ").into()
}

/// The middle number of days in which a mentor answered offers.
fn answers(view: &View<'_>) -> Option<i64> {
    let mut days: Vec<i64> = view
        .scheme
        .linked::<Offer>(Link::OffersOfMentor, PersonId(view.id.number))
        .filter(|offer| {
            matches!(offer.answer_on(view.on), Some(Answer::Accepted | Answer::Declined))
        })
        .filter_map(|offer| offer.answered.map(|answered| (answered - offer.sent).num_days()))
        .collect();
    days.sort_by_key(|days| Reverse(*days));
    days.get(days.len() / 2).copied()
}

fn guide(view: &View<'_>) -> Option<PersonId> {
    view.scheme.get::<Mentor>(PersonId(view.id.number)).and_then(|mentor| mentor.guide)
}

fn line<'a>(view: &View<'a>) -> Option<&'a Line> {
    view.scheme.line(PersonId(view.id.number), view.on)
}

fn manager(view: &View<'_>, line: &Line) -> Cell {
    line.manager.map_or_else(|| (&line.manager_name).into(), |id| view.name(id))
}

/// Names of the people of one kind of wish.
fn wishes(view: &View<'_>, kind: PreferenceKind) -> Cell {
    let names: Vec<_> = view
        .scheme
        .linked::<Preference>(Link::PreferencesOfPerson, PersonId(view.id.number))
        .filter(|wish| wish.kind == kind)
        .map(|wish| match wish.other {
            Some(other) => view.name(other).exact(),
            None => wish.other_name.exact().to_owned(),
        })
        .collect();
    names.join("; ").into()
}
