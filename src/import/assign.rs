//! Gives each field to the column that fits it best, heading and values taken together.

use super::fields::{IGNORE, SheetKind, Takes, holds_several, row};
use super::headings::{ENOUGH, EXACT, Heading};
use super::mapping::Sure;
use super::phrases::{grid_part, stem};
use super::sheet::{Cell, Sheet};
use super::values::{dates, numbers, people, words};
use crate::text::days::Order;

/// So many rows of a long sheet, spread over all of it, tell what its columns hold.
const LOOK: usize = 1_000;
/// In hundredths of the better one: so near to each other two columns fit a field equally well.
const NEAR: u32 = 95;

/// What a column became.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Given {
    /// The field; none where nothing fits.
    pub(super) field: Option<&'static str>,
    pub(super) sure: Sure,
    /// The place of the column that has the field which this one could have had just as well.
    pub(super) tie: Option<usize>,
    /// What a tick in the column stands for.
    pub(super) tick: Option<String>,
}

/// How well a column fits a field: score, place and field.
type Offer = (u32, usize, &'static str);

/// Gives each field to the column that fits it best; what was said stands.
pub(super) fn assign(
    sheet: &Sheet,
    looked: &[Heading],
    kind: SheetKind,
    said: &[Option<&'static str>],
) -> Vec<Given> {
    let free = |at: usize| said.get(at).copied().flatten().is_none();
    let mut offers: Vec<Offer> = Vec::new();
    for (at, heading) in looked.iter().enumerate().filter(|(at, _)| free(*at)) {
        offers.extend(of_column(sheet, at, heading, kind));
    }
    offers.sort_by_key(|(score, at, _)| (std::cmp::Reverse(*score), *at));
    let mut given: Vec<Given> = said
        .iter()
        .map(|field| Given {
            field: *field,
            sure: if field.is_some() { Sure::Told } else { Sure::Unknown },
            ..Given::default()
        })
        .collect();
    for (score, at, field) in &offers {
        let taken = *field != IGNORE && given.iter().any(|given| given.field == Some(*field));
        if let Some(place) = given.get_mut(*at).filter(|place| place.field.is_none() && !taken) {
            place.field = Some(field);
            place.sure = sure(*score);
        }
    }
    siblings(sheet, &mut given, said);
    ties(&mut given, &offers, said);
    given
}

fn sure(score: u32) -> Sure {
    match score {
        900.. => Sure::Certain,
        720.. => Sure::Likely,
        _ => Sure::Guessed,
    }
}

/// What a column may be.
fn of_column(sheet: &Sheet, at: usize, heading: &Heading, kind: SheetKind) -> Vec<Offer> {
    let mut offers = Vec::new();
    for (score, field) in heading.candidates(kind) {
        if at > 0 && heading.asks_when() && field != IGNORE {
            continue;
        }
        let fits = suits(sheet, at, field);
        if score >= ENOUGH && (fits > 0 || is_empty(sheet, at)) {
            offers.push((score * (50 + fits) / 150, at, field));
        }
    }
    if let Some(field) = by_addresses(sheet, at, heading, kind) {
        offers.push((EXACT * (50 + suits(sheet, at, field)) / 150, at, field));
    }
    offers
}

/// Numbered columns ("Topic 1", "Topic 2") and grids of ticks ("Topics [Grants]", "Topics [CVs]") are
/// one question: where its field holds several values, all of them are the field.
fn siblings(sheet: &Sheet, given: &mut [Given], said: &[Option<&'static str>]) {
    let grids: Vec<Option<(String, String)>> =
        sheet.headings.iter().map(|heading| grid_part(heading)).collect();
    let leaders: Vec<(usize, &'static str, Sure)> = given
        .iter()
        .enumerate()
        .filter_map(|(at, given)| Some((at, given.field?, given.sure)))
        .filter(|(_, field, _)| holds_several(field))
        .collect();
    for (leader, field, sure) in leaders {
        let question = |at: usize| match grids.get(at).cloned().flatten() {
            Some((question, _)) => question,
            None => sheet.headings.get(at).map(|heading| stem(heading)).unwrap_or_default(),
        };
        let wanted = question(leader);
        let led = given.get(leader).is_none_or(|given| given.field != Some(field));
        if wanted.is_empty() || led {
            continue;
        }
        for at in 0..given.len() {
            let same_words = sheet.headings.get(at) == sheet.headings.get(leader);
            let free = said.get(at).copied().flatten().is_none();
            if at == leader || same_words || !free || question(at) != wanted {
                continue;
            }
            let place = given.get_mut(at).filter(|place| place.field.is_none_or(holds_several));
            if let Some(place) = place {
                place.field = Some(field);
                place.sure = sure;
            }
        }
    }
    for (at, place) in given.iter_mut().enumerate() {
        let grid = grids.get(at).cloned().flatten();
        let ticks = || column(sheet, at).all(|cell| words::yes_no(cell).is_ok());
        if place.field.is_some_and(holds_several) && grid.is_some() && ticks() {
            place.tick = grid.map(|(_, value)| value);
        }
    }
}

/// A column that became nothing although it fits a field as well as the one that has it.
fn ties(given: &mut [Given], offers: &[Offer], said: &[Option<&'static str>]) {
    for at in 0..given.len() {
        if given.get(at).is_none_or(|given| given.field.is_some()) {
            continue;
        }
        // offers are sorted: the first of a column is its best
        let Some((score, _, field)) = offers.iter().find(|(_, of, _)| *of == at) else { continue };
        let Some(winner) = given.iter().position(|given| given.field == Some(*field)) else {
            continue;
        };
        let told = said.get(winner).copied().flatten().is_some();
        let best = offers.iter().find(|(_, of, id)| *of == winner && id == field);
        let near = best.is_some_and(|(best, _, _)| score * 100 >= best * NEAR);
        if let Some(place) = given.get_mut(at).filter(|_| near && !told && *field != IGNORE) {
            place.tie = Some(winner);
        }
    }
}

/// The values of a column.
pub(super) fn column(sheet: &Sheet, at: usize) -> impl Iterator<Item = &Cell> {
    sheet.rows.iter().filter_map(move |row| row.cells.get(at)).filter(|cell| !cell.is_empty())
}

/// Cells of a column, blank ones too, from all over the sheet.
fn sample(sheet: &Sheet, at: usize) -> impl Iterator<Item = &Cell> {
    let step = sheet.rows.len() / LOOK + 1;
    sheet.rows.iter().step_by(step).filter_map(move |row| row.cells.get(at))
}

fn is_empty(sheet: &Sheet, at: usize) -> bool {
    column(sheet, at).next().is_none()
}

/// In hundredths: how many of the rows hold a value in this column that the field can take.
fn suits(sheet: &Sheet, at: usize, field: &str) -> u32 {
    let takes = row(field).map_or(Takes::Anything, |row| row.takes);
    let fits = |cell: &Cell| match takes {
        Takes::Addresses => people::read(&cell.text()).is_some_and(|named| named.email.is_some()),
        Takes::Days => {
            dates::is_like_a_day(cell)
                || dates::read(cell, Some(Order::Dmy)).is_ok()
                || dates::read(cell, Some(Order::Mdy)).is_ok()
                || words::yes_no(cell).is_ok()
        }
        Takes::Numbers => numbers::count(cell).is_ok(),
        Takes::Spans => numbers::minutes(cell).is_ok(),
        Takes::YesNo => words::yes_no(cell).is_ok() || dates::read(cell, Some(Order::Dmy)).is_ok(),
        Takes::Anything => true,
    };
    let (mut all, mut filled, mut good) = (0_usize, 0_usize, 0_usize);
    for cell in sample(sheet, at) {
        all += 1;
        filled += usize::from(!cell.is_empty());
        good += usize::from(!cell.is_empty() && fits(cell));
    }
    // One value in four must be fit, or the column means something else.
    if good * 4 < filled {
        return 0;
    }
    u32::try_from(good * 100 / all.max(1)).unwrap_or(100).max(u32::from(good > 0))
}

/// A column of addresses is an e-mail column whatever its heading, unless it is the manager's.
fn by_addresses(
    sheet: &Sheet,
    at: usize,
    heading: &Heading,
    kind: SheetKind,
) -> Option<&'static str> {
    let (mut filled, mut addresses) = (0_usize, 0_usize);
    for cell in sample(sheet, at).filter(|cell| !cell.is_empty()) {
        filled += 1;
        addresses += usize::from(people::is_address(&cell.text()));
    }
    let manager = heading.has(&["manager", "supervisor", "boss", "managers", "vorgesetzte"]);
    if filled == 0 || addresses * 5 < filled * 4 || manager {
        return None;
    }
    match kind {
        SheetKind::People if heading.has(&["mentor", "mentors", "mentee", "mentees"]) => None,
        SheetKind::People => Some("email"),
        _ if heading.has(&["mentor", "mentors", "to"]) => Some("mentor_email"),
        _ if heading.has(&["mentee", "mentees", "from", "student"]) => Some("mentee_email"),
        SheetKind::Requests | SheetKind::Pairs | SheetKind::Meetings => None,
    }
}
