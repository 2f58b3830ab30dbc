//! Rows that are no records: titles of blocks ("Mentees"), headings that stand again, a second storey of them.

use super::fields::SheetKind;
use super::headings::normal;
use super::sheet::{Cell, Row, Sheet};
use super::sides::{neutral, side_of};
use super::wishes::Role;

/// What is to be known of a row before it is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// Why it is no record.
    pub(super) skip: Option<&'static str>,
    /// The side that the title above it names.
    pub(super) side: Option<Role>,
}

/// One for each row of the sheet.
pub(super) fn places(sheet: &Sheet, kind: SheetKind) -> Vec<Place> {
    let headings: Vec<String> = sheet.headings.iter().map(|heading| normal(heading)).collect();
    let mut side = None;
    let mut place = |row: &Row| {
        if kind == SheetKind::People
            && let Some(found) = titled(row)
        {
            side = Some(found);
            return Place { skip: Some("a title, for the rows under it"), side };
        }
        let skip = if is_headings(row, &headings) {
            Some("the headings again")
        } else if is_second_storey(row) {
            Some("it only says what kind of answers stand under it")
        } else {
            None
        };
        Place { skip, side }
    };
    sheet.rows.iter().map(&mut place).collect()
}

/// Whether titles in the sheet say on which side the people under them are.
pub(super) fn have_sides(sheet: &Sheet) -> bool {
    sheet.rows.iter().any(|row| titled(row).is_some())
}

/// The side that a row names which holds nothing else: "Mentors", "Mentees (12)", "List of mentees".
fn titled(row: &Row) -> Option<Role> {
    let mut filled = row.cells.iter().filter(|cell| !cell.is_empty());
    let (Some(Cell::Text(text)), None) = (filled.next(), filled.next()) else { return None };
    title(text)
}

/// The side that a title names and nothing else.
pub(super) fn title(text: &str) -> Option<Role> {
    const BESIDE: [&str; 10] =
        ["list", "of", "our", "the", "all", "active", "current", "in", "scheme", "programme"];
    if text.len() > 60 {
        return None;
    }
    let words = normal(&neutral(text));
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let mut sides =
        words.split(' ').filter(|word| !BESIDE.contains(word) && !is_number(word)).map(side_of);
    let side = sides.next()??;
    sides.all(|other| other == Some(side)).then_some(side)
}

/// Whether a row holds what stands in the row of headings.
fn is_headings(row: &Row, headings: &[String]) -> bool {
    let mut filled = 0_usize;
    let same = row.cells.iter().zip(headings).filter(|(cell, _)| !cell.is_empty()).all(
        |(cell, heading)| {
            filled += 1;
            let Cell::Text(text) = cell else { return false };
            text.len() < 400 && normal(text) == *heading
        },
    );
    same && filled >= 2
}

/// Whether all that a row holds is "Response" or "Open-Ended Response", as surveys export it.
fn is_second_storey(row: &Row) -> bool {
    let mut filled = row.cells.iter().filter(|cell| !cell.is_empty()).peekable();
    filled.peek().is_some()
        && filled.all(|cell| {
            matches!(cell, Cell::Text(text) if text.len() < 30
                && matches!(normal(text).as_str(), "open ended response" | "response"))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_names_one_side_and_nothing_else() {
        assert_eq!(title("Mentors"), Some(Role::Mentor));
        assert_eq!(title("MENTEES (12)"), Some(Role::Mentee));
        assert_eq!(title("Mentor:innen 2026"), Some(Role::Mentor));
        for none in ["Mentors and mentees", "Anna Mentor", "", "2026", "Mentoring"] {
            assert_eq!(title(none), None, "{none}");
        }
    }
}
