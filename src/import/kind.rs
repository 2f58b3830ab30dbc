//! What the rows of a sheet are (people, requests, pairs, meetings), and on which side its people stand.

use super::assign::{assign, column};
use super::fields::{IGNORE, SheetKind};
use super::headings::{Heading, normal};
use super::mapping::{Column, Mapping, Role};
use super::sections::title;
use super::sheet::Sheet;
use super::sides::{neutral, side_of};
use super::values::words;

/// A column that fits at least so well speaks for a kind.
const CLEAR: u32 = 850;

/// Fields that hardly stand in another kind of sheet.
const TELLING: [(SheetKind, &[&str]); 3] = [
    (
        SheetKind::Pairs,
        &["start", "end", "frequency", "agreement_signed", "closed_on", "last_contact", "status"],
    ),
    (SheetKind::Meetings, &["meeting_date", "meeting_status", "minutes", "formats"]),
    (
        SheetKind::Requests,
        &["request_date", "topic", "reply", "reply_date", "decline_reason", "reminder_sent"],
    ),
];

/// Words of a file's name that speak for a kind.
const NAMED: [(SheetKind, &[&str]); 3] = [
    (SheetKind::Pairs, &["pair", "pairs", "match", "matches", "relationships"]),
    (SheetKind::Meetings, &["meeting", "meetings", "log", "sessions", "session"]),
    (SheetKind::Requests, &["request", "requests", "enquiries"]),
];

/// The kind for which most speaks: two sides make pairs, meetings or requests, else it is people.
pub(super) fn guess(file_name: &str, sheet: &Sheet, looked: &[Heading]) -> Option<SheetKind> {
    let best = |kind: SheetKind, heading: &Heading| {
        heading.candidates(kind).first().copied().filter(|(score, _)| *score >= CLEAR)
    };
    // a column "Mentor" of ticks says on which side somebody is, and names nobody
    let naming: Vec<&Heading> = looked
        .iter()
        .enumerate()
        .filter(|(at, heading)| heading.is_side().is_none() || !holds_ticks(sheet, *at))
        .map(|(_, heading)| heading)
        .collect();
    let side = |kind: SheetKind, side: &str| {
        naming.iter().any(|heading| best(kind, heading).is_some_and(|(_, id)| id.starts_with(side)))
    };
    let plain = naming.iter().all(|heading| is_plain(heading));
    let named = words_of(file_name, sheet);
    let mut scores: Vec<(usize, SheetKind)> = Vec::new();
    for (kind, telling) in TELLING {
        let fields = fields_as(sheet, looked, kind);
        let mentee = side(kind, "mentee");
        let own = looked.iter().zip(&fields).filter(|(heading, field)| {
            field.is_some_and(|field| {
                best(kind, heading).is_some_and(|(_, id)| id == field) && telling.contains(&field)
            })
        });
        let own = own.count();
        let asked = fields.iter().any(|field| matches!(field, Some("reply" | "request_date")));
        let possible = mentee && (side(kind, "mentor") || (kind == SheetKind::Requests && asked));
        if possible && own > 0 {
            let hint = NAMED.iter().any(|(of, words)| {
                *of == kind && words.iter().any(|word| named.iter().any(|named| named == word))
            });
            scores.push((own * 2 + usize::from(hint), kind));
        }
    }
    // "Name" and "Email" alone are a side of nothing: a form with many questions about one person.
    let people = fields_as(sheet, looked, SheetKind::People);
    let person =
        people.iter().any(|field| matches!(field, Some("full_name" | "last_name" | "email")));
    let both = |kind| side(kind, "mentor") && side(kind, "mentee");
    let two_sides = both(SheetKind::Pairs);
    let winner = scores.iter().max_by_key(|(score, kind)| (*score, std::cmp::Reverse(*kind)));
    let known = people.iter().filter(|field| field.is_some_and(|field| field != IGNORE)).count();
    let fits = |kind: SheetKind| {
        let fields = fields_as(sheet, looked, kind);
        fields.iter().filter(|field| field.is_some_and(|field| field != IGNORE)).count()
    };
    let better = |kind: SheetKind| {
        let hint = NAMED.iter().any(|(of, words)| {
            *of == kind && words.iter().any(|word| named.iter().any(|n| n == word))
        });
        hint || !plain || !person || fits(kind) > known
    };
    match winner {
        Some((_, kind)) if two_sides && better(*kind) => Some(*kind),
        Some((score, kind)) if !two_sides && *score > known * 2 => Some(*kind),
        _ if two_sides && better(SheetKind::Pairs) => Some(SheetKind::Pairs),
        _ if person => Some(SheetKind::People),
        Some((_, kind)) => Some(*kind),
        None => None,
    }
}

/// Whether a heading names no mentee, or only as any person is named: "Name" and "Email" alone are a
/// side of nothing.
fn is_plain(heading: &Heading) -> bool {
    let best = heading.candidates(SheetKind::Pairs).first().copied();
    let mentee = best.is_some_and(|(score, id)| score >= CLEAR && id.starts_with("mentee"));
    let anybody = heading.fit_of("full_name") >= CLEAR || heading.fit_of("email") >= CLEAR;
    !mentee || (anybody && !heading.names(Role::Mentee))
}

/// Whether all that a column holds are ticks, or yes and no.
pub(super) fn holds_ticks(sheet: &Sheet, at: usize) -> bool {
    let mut cells = column(sheet, at).take(200).peekable();
    cells.peek().is_some() && cells.all(|cell| matches!(words::yes_no(cell), Ok(Some(_))))
}

/// What each column would be in a sheet of this kind.
fn fields_as(sheet: &Sheet, looked: &[Heading], kind: SheetKind) -> Vec<Option<&'static str>> {
    let unsaid = vec![None; looked.len()];
    assign(sheet, looked, kind, &unsaid).into_iter().map(|given| given.field).collect()
}

fn words_of(file_name: &str, sheet: &Sheet) -> Vec<String> {
    let worksheet = sheet.worksheet.as_deref().unwrap_or_default();
    let whole = normal(&neutral(&format!("{file_name} {worksheet}")));
    whole.split(' ').map(str::to_owned).collect()
}

/// Whose sheet it is: what is asked of them, then the name of the file.
pub(super) fn role(file_name: &str, sheet: &Sheet, mapping: &Mapping) -> Option<Role> {
    if mapping.kind != SheetKind::People || mapping.place("role").is_some() {
        return None;
    }
    let count = |fields: &[&str]| fields.iter().filter(|f| mapping.place(f).is_some()).count();
    let mentor = count(&["capacity", "topics_offered", "trained", "hidden_until"]);
    let mentee = count(&["topics_wanted", "goals", "manager_agreed", "avoids", "prefers"]);
    let named = words_of(file_name, sheet);
    let named: Vec<Role> = named.iter().filter_map(|word| side_of(word)).collect();
    let titles: Vec<Role> = sheet.titles.iter().filter_map(|text| title(text)).collect();
    let headings: Vec<Heading> = sheet.headings.iter().map(|text| Heading::new(text)).collect();
    // "Mentee" beside the name of a person is somebody whom a mentor has
    let of_person = |column: &Column| {
        matches!(column.field, "full_name" | "first_name" | "last_name" | "email")
    };
    let other = |role: Role| if role == Role::Mentor { Role::Mentee } else { Role::Mentor };
    let says = |role: Role| {
        let mut columns = headings.iter().zip(&mapping.columns);
        named.contains(&role)
            || titles.contains(&role)
            || columns.any(|(heading, column)| {
                let whose = if of_person(column) { role } else { other(role) };
                heading.is_name_of(whose)
            })
    };
    let by_questions = mentor.cmp(&mentee);
    match says(Role::Mentor).cmp(&says(Role::Mentee)).then(by_questions) {
        std::cmp::Ordering::Greater => Some(Role::Mentor),
        std::cmp::Ordering::Less => Some(Role::Mentee),
        std::cmp::Ordering::Equal => None,
    }
}
