//! Random acts on entries and concerns: every kind of entry is added, changed and taken out, with awkward values.

use std::collections::BTreeSet;

use matchbook::domain::entry::{BOOKS, Book};
use matchbook::domain::field::Kind;
use matchbook::domain::figures::{Period, freeze};
use matchbook::domain::ids::{AnyId, ConcernId, PersonId};
use matchbook::domain::matching::{Board, Wishes};
use matchbook::domain::records::{Concern, ConcernText, Event, MatchDraft, Pair, Person};
use matchbook::domain::verbs::{
    ConcernInput, Leave, change_concern, change_draft, close_concern, confirm_draft, drop_draft,
    invite, mark_attendance, raise_concern, reopen_concern, save_draft, uninvite,
};
use matchbook::domain::{Change, Row, Scheme, Table};

use crate::store_acts::{Dice, next_act, today};

/// An entry of any kind added, changed or taken out.
pub(crate) fn entry(dice: &mut Dice, scheme: &Scheme) -> Option<Change> {
    if dice.chance(1) {
        // the figures of some month that is over are kept as they are
        let month = Period::month(dice.day().min(today()));
        return freeze(scheme, month.previous(), today()).ok();
    }
    let book = &BOOKS[dice.below(BOOKS.len())];
    let rows = (book.rows)(scheme);
    let one = (!rows.is_empty()).then(|| rows[dice.below(rows.len())].number);
    match dice.below(10) {
        0 | 1 => (book.remove)(scheme, one?).ok(),
        2..5 => {
            let fields = (book.fields)();
            let field = fields[dice.below(fields.len())];
            let given = [(field.id, value(dice, scheme, field.kind)?)];
            (book.save)(scheme, today(), Some(one?), &given).ok().map(|(_, change)| change)
        }
        _ => add(dice, scheme, book),
    }
}

fn add(dice: &mut Dice, scheme: &Scheme, book: &Book) -> Option<Change> {
    let mut given = Vec::new();
    for field in (book.fields)() {
        if field.required || dice.chance(70) {
            given.push((field.id, value(dice, scheme, field.kind)?));
        }
    }
    (book.save)(scheme, today(), None, &given).ok().map(|(_, change)| change)
}

/// A value that fits the field, or nearly.
fn value(dice: &mut Dice, scheme: &Scheme, kind: Kind) -> Option<String> {
    Some(match kind {
        Kind::Line | Kind::Long | Kind::Email | Kind::Topics => dice.text().to_owned(),
        Kind::Day => dice.day().to_string(),
        Kind::Number(least, most) => {
            dice.one_of(&[least, most, i64::midpoint(least, most)]).to_string()
        }
        Kind::YesNo => dice.one_of(&["yes", "no", ""]).to_owned(),
        Kind::Choice(options) => {
            let options = options();
            options[dice.below(options.len())].0.to_owned()
        }
        Kind::Choices(options) => {
            let options = options();
            let first = options[dice.below(options.len())].0;
            let second = options[dice.below(options.len())].0;
            if first == second { first.to_owned() } else { format!("{first}; {second}") }
        }
        Kind::Person => match dice.any::<Person>(scheme) {
            Some(id) if dice.chance(70) => id.to_string(),
            _ => dice.text().to_owned(),
        },
        Kind::Money => dice.one_of(&["0", "12.50", "100000", "0.01", ""]).to_owned(),
        Kind::Record(letters) => record(dice, scheme, letters)?.to_string(),
    })
}

/// Any record of these letters.
fn record(dice: &mut Dice, scheme: &Scheme, letters: &str) -> Option<AnyId> {
    let mut all: Vec<AnyId> = Vec::new();
    for letter in letters.chars() {
        match letter {
            'P' => all.extend(scheme.all::<Person>().map(|one| AnyId::from(one.id))),
            'M' => all.extend(scheme.all::<Pair>().map(|one| AnyId::from(one.id))),
            _ => {
                let book = Book::lettered(letter);
                all.extend(book.into_iter().flat_map(|book| (book.rows)(scheme)));
            }
        }
    }
    (!all.is_empty()).then(|| all[dice.below(all.len())])
}

/// Some people invited to an event, crossed out, or said to have come or not.
pub(crate) fn attendance(dice: &mut Dice, scheme: &Scheme) -> Option<Change> {
    let id = dice.any::<Event>(scheme)?;
    let mut people: Vec<PersonId> = Vec::new();
    for _ in 0..=dice.below(3) {
        people.push(dice.any::<Person>(scheme)?);
    }
    match dice.below(4) {
        0 => uninvite(scheme, id, &people),
        1 => invite(scheme, today(), id, &people, dice.day()),
        _ => {
            let came = dice.one_of(&[Some(true), Some(true), Some(false), None]);
            mark_attendance(scheme, today(), id, &people, came)
        }
    }
    .ok()
}

/// A draft of matching kept, changed by hand, confirmed or dropped.
pub(crate) fn draft(dice: &mut Dice, scheme: &Scheme) -> Option<Change> {
    let board = Board::new(scheme, today(), &|_, _| true).unwrap();
    let any =
        |dice: &mut Dice, ids: Vec<PersonId>| (!ids.is_empty()).then(|| ids[dice.below(ids.len())]);
    let Some(id) = dice.any::<MatchDraft>(scheme).filter(|_| dice.chance(70)) else {
        let wishes = Wishes::of(dice.code());
        let best = board.solve(&wishes, &|_, _| true).unwrap();
        return save_draft(scheme, today(), &wishes, &best).ok().map(|(_, change)| change);
    };
    match dice.below(4) {
        0 => drop_draft(scheme, id).ok(),
        1 => {
            let reason = "talked through with both".into();
            let leave = Leave { reason, confirmed: dice.chance(20) };
            confirm_draft(scheme, today(), id, today(), &leave).ok()
        }
        _ => {
            let mut wishes = Wishes::kept(scheme, scheme.get::<MatchDraft>(id)?);
            let mentee = any(dice, board.pool().mentees().to_vec())?;
            let mentors = board.pool().mentors().iter().map(|(mentor, _)| *mentor);
            let mentor = any(dice, mentors.collect())?;
            match dice.below(3) {
                0 => wishes.lock(mentee, mentor),
                1 => wishes.forbid(mentee, mentor),
                _ => wishes.leave_out(mentee),
            }
            let best = board.solve(&wishes, &|_, _| true).ok()?;
            change_draft(scheme, id, &wishes, &best, "changed by hand").ok()
        }
    }
}

/// A concern raised, changed, closed or opened again.
pub(crate) fn concern(dice: &mut Dice, scheme: &Scheme) -> Option<Change> {
    let about = if dice.chance(80) { record(dice, scheme, "PM") } else { None };
    if dice.chance(40) {
        let day = dice.day();
        let raised = input(dice, &ConcernInput::on(day, about));
        return raise_concern(scheme, today(), &raised).ok().map(|(_, change)| change);
    }
    let id = dice.any::<Concern>(scheme)?;
    let text = dice.texts.get(&id).cloned();
    match dice.below(4) {
        0 => close_concern(scheme, today(), id, dice.day()),
        1 => reopen_concern(scheme, id, text.as_ref()),
        _ => {
            let old = ConcernInput::of(scheme.get::<Concern>(id)?, text.as_ref());
            let new = input(dice, &ConcernInput { about, ..old });
            change_concern(scheme, today(), id, text.as_ref(), &new)
        }
    }
    .ok()
}

fn input(dice: &mut Dice, old: &ConcernInput) -> ConcernInput {
    ConcernInput {
        category: Some(dice.code()),
        priority: dice.code(),
        closed: if dice.chance(30) { Some(dice.day()) } else { old.closed },
        text: if dice.chance(70) { dice.text().into() } else { "what was said".into() },
        referred_to: dice.text().into(),
        note: dice.text().into(),
        ..old.clone()
    }
}

/// Keeps what the concerns say after a change that will be written.
pub(crate) fn remember(dice: &mut Dice, change: &Change) {
    for edit in &change.edits {
        if let Some((Table::ConcernText, id)) = edit.row() {
            match edit.after.as_ref().and_then(ConcernText::of) {
                Some(text) => dice.texts.insert(ConcernId(id), text.clone()),
                None => dice.texts.remove(&ConcernId(id)),
            };
        }
    }
}

/// How a record can be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum How {
    Added,
    Changed,
    TakenOut,
}

#[test]
fn the_sequences_touch_every_kind_of_entry_in_every_way_and_concerns_too() {
    let mut seen: BTreeSet<(Table, How)> = BTreeSet::new();
    for seed in 0..200 {
        let (mut dice, mut scheme) = (Dice::new(seed), Scheme::default());
        for _ in 0..100 {
            let change = next_act(&mut dice, &scheme);
            for edit in &change.edits {
                let how = match (&edit.before, &edit.after) {
                    (None, _) => How::Added,
                    (Some(_), Some(_)) => How::Changed,
                    (Some(_), None) => How::TakenOut,
                };
                seen.extend(edit.row().map(|(table, _)| (table, how)));
            }
            scheme = scheme.after(&change).unwrap();
        }
    }
    for book in BOOKS {
        for how in [How::Added, How::Changed, How::TakenOut] {
            assert!(seen.contains(&(book.table, how)), "{} {how:?}", book.name);
        }
    }
    for table in [Table::Attendance, Table::Concern, Table::ConcernText] {
        let ways = [How::Added, How::Changed].map(|how| seen.contains(&(table, how)));
        assert_eq!(ways, [true, true], "{} is added and changed", table.name());
    }
    for table in Table::ALL {
        assert!(seen.contains(&(*table, How::Added)), "{} is never written", table.name());
    }
}
