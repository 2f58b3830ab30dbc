//! The program's own exports: known by their column of ids, and read exactly, without guessing.

use super::fields::{EXTRA, IGNORE, SheetKind, by_id, row};
use super::sheet::Sheet;
use crate::domain::ids::AnyId;
use crate::domain::lists::List;

/// The list of which a kind of sheet is an export.
fn list(kind: SheetKind) -> List {
    match kind {
        SheetKind::People => List::People,
        SheetKind::Requests => List::Requests,
        SheetKind::Pairs => List::Pairs,
        SheetKind::Meetings => List::Meetings,
    }
}

/// The list that was exported into this sheet: its first column is `id` with an id of that list in
/// every row, and at least two more headings are its columns.
pub(super) fn kind(sheet: &Sheet) -> Option<SheetKind> {
    if sheet.headings.first().is_none_or(|heading| heading != "id") {
        return None;
    }
    let of = |row: &super::sheet::Row| row.cells.first()?.text().parse::<AnyId>().ok();
    let first = List::of(of(sheet.rows.first()?)?)?;
    let kind = SheetKind::ALL.into_iter().find(|kind| list(*kind) == first)?;
    let same = |row| of(row).is_some_and(|id| List::of(id) == Some(first));
    let columns = first.columns();
    let known = |heading: &&String| columns.iter().any(|column| column.id == heading.as_str());
    let enough = sheet.headings.iter().filter(known).count() > 2;
    (enough && sheet.rows.iter().all(same)).then_some(kind)
}

/// The fields of the columns: what a list works out by itself is left out, and what is no column of
/// the list is an extra field.
pub(super) fn fields(
    sheet: &Sheet,
    kind: SheetKind,
    said: &[Option<&'static str>],
) -> Vec<&'static str> {
    let columns = list(kind).columns();
    let has = |wanted: &str| sheet.headings.iter().any(|heading| heading == wanted);
    let of = |at: usize, heading: &str| {
        let again = sheet.headings.iter().take(at).any(|before| before == heading);
        if again || columns.iter().all(|column| column.id != heading) {
            return EXTRA;
        }
        let field = match (kind, heading) {
            (SheetKind::Meetings, "format") => "formats",
            // where a request stands says more than the last answer
            (SheetKind::Requests, "status") => "reply",
            (SheetKind::Requests, "reply") if has("status") => IGNORE,
            (SheetKind::Requests, "message") => "notes",
            (_, heading) => heading,
        };
        let known = by_id(field).filter(|id| row(id).is_some_and(|row| row.kinds.contains(&kind)));
        known.unwrap_or(IGNORE)
    };
    let headings = sheet.headings.iter().enumerate();
    headings
        .map(|(at, heading)| said.get(at).copied().flatten().unwrap_or_else(|| of(at, heading)))
        .collect()
}
