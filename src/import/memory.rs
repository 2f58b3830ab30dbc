//! What a person said about a sheet is kept with its headings, and counts the next time such a sheet comes.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::fields::{EXTRA, IGNORE, SheetKind, by_id, holds_several, row};
use super::headings::normal;
use super::mapping::{Mapping, labels};
use super::sheet::Sheet;
use super::values::dates::{order_id, order_named};
use super::wishes::{Role, Wishes};
use crate::text::days::month_name;

/// How sheets with these headings were understood the last time, as the store keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remembered {
    /// The set of headings, as [`key`] gives it.
    pub headings: String,
    /// What was said, as [`Plan::memory`](super::Plan) gives it.
    pub mapping: String,
    /// The day on which it was used last.
    pub used: NaiveDate,
}

/// What is kept. A file of a newer version may hold more, which is passed over.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    kind: Option<String>,
    role: Option<String>,
    date_order: Option<String>,
    leave_others_out: Option<bool>,
    /// The field of each heading, by its words.
    fields: BTreeMap<String, String>,
}

/// The set of headings of a sheet: in normal form, in alphabetical order, one a line.
pub fn key(sheet: &Sheet) -> String {
    let mut words: Vec<String> =
        labels(&sheet.headings).iter().map(|label| normal(label)).collect();
    words.sort_unstable();
    words.join("\n")
}

/// What is kept for a sheet that was imported as the person said, if they said anything: the set of
/// its headings, and what they mean.
pub(super) fn keep(sheet: &Sheet, mapping: &Mapping, said: &Wishes) -> Option<(String, String)> {
    let silent = said.kind.is_none()
        && said.role.is_none()
        && said.map.is_empty()
        && said.date_order.is_none()
        && said.leave_others_out.is_none();
    if silent || mapping.own || sheet.header_row.is_none() {
        return None;
    }
    let kept = Kept {
        kind: Some(mapping.kind.name().to_owned()),
        role: mapping.role.map(|role| role.name().to_owned()),
        date_order: said.date_order.map(|order| order_id(order).to_owned()),
        leave_others_out: said.leave_others_out,
        fields: mapping
            .columns
            .iter()
            .map(|column| (normal(&column.label), column.field.to_owned()))
            .collect(),
    };
    Some((key(sheet), serde_json::to_string(&kept).ok()?))
}

/// What was said the last time together with what is said now, which counts for more; and the day of
/// the last time.
pub fn recall(sheet: &Sheet, said: &Wishes, all: &[Remembered]) -> Option<(Wishes, NaiveDate)> {
    if all.is_empty() {
        return None;
    }
    let key = key(sheet);
    let remembered = all.iter().find(|remembered| remembered.headings == key)?;
    let kept: Kept = serde_json::from_str(&remembered.mapping).ok()?;
    let mut wishes = said.clone();
    let kind = kept.kind.as_deref().and_then(SheetKind::named)?;
    if said.kind.is_some_and(|said| said != kind) {
        return None;
    }
    wishes.kind = Some(kind);
    wishes.role = said.role.or(kept.role.as_deref().and_then(Role::named));
    wishes.date_order = said.date_order.or(kept.date_order.as_deref().and_then(order_named));
    wishes.leave_others_out = said.leave_others_out.or(kept.leave_others_out);
    let now: Vec<(String, &str)> =
        said.map.iter().map(|(heading, field)| (normal(heading), field.as_str())).collect();
    for label in labels(&sheet.headings) {
        let words = normal(&label);
        let field = kept.fields.get(&words).and_then(|field| by_id(field));
        let of_kind =
            |id: &&str| row(id).map_or(kind != SheetKind::People, |row| row.kinds.contains(&kind));
        let Some(field) = field.filter(of_kind) else { continue };
        let free = field == EXTRA || field == IGNORE || holds_several(field);
        let overruled = now.iter().any(|(heading, other)| {
            words.starts_with(heading.as_str()) || (!free && *other == field)
        });
        if !overruled {
            wishes.map.push((label, field.to_owned()));
        }
    }
    Some((wishes, remembered.used))
}

/// What is said of a sheet that is understood as the last time.
pub(super) fn note(used: NaiveDate) -> String {
    format!(
        "mapped as on {} {} {}; --fresh guesses anew",
        used.day(),
        month_name(used),
        used.year()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Reading, map, read};

    fn sheet(text: &str) -> Sheet {
        read("mentees.csv", text.as_bytes(), &Reading::default()).unwrap()
    }

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 3).unwrap()
    }

    fn mapped(heading: &str, field: &str) -> Wishes {
        Wishes { map: vec![(heading.into(), field.into())], ..Wishes::default() }
    }

    fn kept(sheet: &Sheet, said: &Wishes) -> Vec<Remembered> {
        let mapping = map("mentees.csv", sheet, said).unwrap();
        let (headings, mapping) = keep(sheet, &mapping, said).unwrap();
        vec![Remembered { headings, mapping, used: day() }]
    }

    #[test]
    fn what_was_said_counts_for_the_same_headings_in_any_order_and_no_others() {
        let all = kept(&sheet("Name,E-Mail,Unit\nA B,a@x.org,Ops\n"), &mapped("Unit", "team"));
        let turned = sheet("unit,NAME,E-mail\nOps,A B,a@x.org\n");
        let (wishes, used) = recall(&turned, &Wishes::default(), &all).unwrap();
        assert_eq!(used, day());
        let mapping = map("x.csv", &turned, &wishes).unwrap();
        let fields: Vec<&str> = mapping.columns.iter().map(|column| column.field).collect();
        assert_eq!(fields, ["team", "full_name", "email"]);
        let other = sheet("Name,E-Mail,Unit,More\nA B,a@x.org,Ops,x\n");
        assert!(recall(&other, &Wishes::default(), &all).is_none());
    }

    #[test]
    fn what_is_said_now_counts_for_more() {
        let sheet = sheet("Name,E-Mail,Unit,Group\nA B,a@x.org,Ops,Z\n");
        let all = kept(&sheet, &mapped("Unit", "team"));
        let (wishes, _) = recall(&sheet, &mapped("group", "team"), &all).unwrap();
        let mapping = map("x.csv", &sheet, &wishes).unwrap();
        assert_eq!(mapping.place("team"), Some(3));
        let pairs = Wishes { kind: Some(SheetKind::Pairs), ..Wishes::default() };
        assert!(recall(&sheet, &pairs, &all).is_none());
    }

    #[test]
    fn what_a_newer_version_wrote_or_nobody_can_read_does_no_harm() {
        let sheet = sheet("Name,E-Mail\nA B,a@x.org\n");
        let with = |mapping: &str| {
            let headings = key(&sheet);
            let all = [Remembered { headings, mapping: mapping.into(), used: day() }];
            recall(&sheet, &Wishes::default(), &all).map(|(wishes, _)| wishes.map)
        };
        let newer = r#"{"kind":"people","shape":7,"fields":{"name":"full_name","email":"aura"}}"#;
        assert_eq!(with(newer), Some(vec![("Name".to_owned(), "full_name".to_owned())]));
        assert_eq!(with("{"), None);
        assert_eq!(with("{}"), None);
    }

    #[test]
    fn what_nobody_said_is_not_kept() {
        let sheet = sheet("Name,E-Mail\nA B,a@x.org\n");
        let mapping = map("mentees.csv", &sheet, &Wishes::default()).unwrap();
        assert_eq!(keep(&sheet, &mapping, &Wishes::default()), None);
    }
}
