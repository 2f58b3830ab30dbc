//! What only the whole sheet settles: columns of ticks, what "Name" means beside its other part, and on whose side topics are.

use std::collections::HashSet;

use super::assign::column;
use super::headings::Heading;
use super::mapping::{Mapping, Sure};
use super::sheet::Sheet;
use super::values::people;
use super::wishes::Role;

/// Columns "Mentor" and "Mentee" of ticks say on which side somebody is.
pub(super) fn settle_ticks(
    mapping: &mut Mapping,
    sheet: &Sheet,
    looked: &[Heading],
    said: &[Option<&'static str>],
) {
    let side = |at: usize| looked.get(at).is_some_and(|heading| heading.is_side().is_some());
    if mapping.places("role").any(|at| !side(at)) {
        return;
    }
    for (at, heading) in looked.iter().enumerate() {
        let Some(side) = heading.is_side() else { continue };
        let free = said.get(at).copied().flatten().is_none_or(|said| said == "role");
        if let Some(column) = mapping.columns.get_mut(at)
            && free
            && super::kind::holds_ticks(sheet, at)
        {
            column.field = "role";
            column.sure = column.sure.max(Sure::Likely);
            column.tie = None;
            column.tick = Some(side.name().to_owned());
        }
    }
}

/// One part of a name without the other is the whole name; and where no heading says that it is one,
/// the first column that holds names is.
pub(super) fn settle_name(mapping: &mut Mapping, sheet: &Sheet, said: &[Option<&'static str>]) {
    let (first, last) = (mapping.place("first_name"), mapping.place("last_name"));
    if let Some(whole) = mapping.place("full_name") {
        // "Name" beside a surname, or beside a first name, is the other part
        let (part, other) = match (first, last) {
            (Some(part), None) => (part, "last_name"),
            (None, Some(part)) => (part, "first_name"),
            _ => return,
        };
        let free = said.get(whole).copied().flatten().is_none();
        if let Some(column) = mapping.columns.get_mut(whole)
            && free
            && !has_part(sheet, whole, part)
        {
            column.field = other;
            column.sure = Sure::Likely;
        }
        return;
    }
    if first.is_some() && last.is_some() {
        return;
    }
    let free = |at: &usize| said.get(*at).copied().flatten().is_none();
    let place = match first.or(last) {
        Some(at) => Some(at),
        None => (0..mapping.columns.len()).find(|at| {
            let column = mapping.columns.get(*at);
            let unknown = column.is_some_and(|column| column.sure == Sure::Unknown);
            unknown && holds_names(sheet, *at)
        }),
    };
    let Some(at) = place.filter(free) else { return };
    if let Some(column) = mapping.columns.get_mut(at) {
        column.sure = column.sure.clamp(Sure::Guessed, Sure::Likely);
        column.field = "full_name";
        column.tie = None;
    }
}

/// Whether at least half of the names of one column have what the other column holds in them.
fn has_part(sheet: &Sheet, whole: usize, part: usize) -> bool {
    let (mut all, mut within) = (0_usize, 0_usize);
    for row in sheet.rows.iter().take(200) {
        let text = |at: usize| row.cells.get(at).map(|cell| people::key(&cell.text()));
        let (Some(whole), Some(part)) = (text(whole), text(part)) else { continue };
        if !whole.is_empty() && !part.is_empty() {
            all += 1;
            within += usize::from(whole.contains(&part));
        }
    }
    within * 2 >= all && all > 0
}

/// Whether nearly all of what a column holds looks like the names of different people.
fn holds_names(sheet: &Sheet, at: usize) -> bool {
    let (mut all, mut names, mut seen) = (0_usize, 0_usize, HashSet::new());
    for cell in column(sheet, at).take(200) {
        all += 1;
        let text = cell.text();
        names += usize::from(people::is_like_a_name(&text));
        seen.insert(text.into_owned());
    }
    all > 0 && names * 5 >= all * 4 && seen.len() * 5 >= all * 4
}

/// A column called only "Topics" is on the side on which the people are.
pub(super) fn settle_topics(mapping: &mut Mapping, sheet: &Sheet, said: &[Option<&'static str>]) {
    let (wrong, right) = match mapping.role {
        Some(Role::Mentor) => ("topics_wanted", "topics_offered"),
        Some(Role::Mentee) => ("topics_offered", "topics_wanted"),
        None => return,
    };
    if mapping.place(right).is_some() {
        return;
    }
    for at in mapping.places(wrong).collect::<Vec<_>>() {
        let heading = sheet.headings.get(at).map(|text| Heading::new(text));
        let both = heading.is_some_and(|heading| {
            let fits = |id: &str| heading.fit_of(id);
            fits(wrong) > 0 && fits(wrong) == fits(right)
        });
        let free = said.get(at).copied().flatten().is_none();
        if let Some(column) = mapping.columns.get_mut(at).filter(|_| both && free) {
            column.field = right;
        }
    }
}
