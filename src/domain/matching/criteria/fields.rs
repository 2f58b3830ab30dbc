//! The criterion of extra fields: what both say under headings that the scheme chose from its own sheets.

use crate::domain::codes::Subject;
use crate::domain::ids::PersonId;
use crate::domain::matching::criteria::Both;
use crate::domain::matching::criteria::place::in_common;
use crate::domain::matching::facts::{parts, shared};
use crate::domain::records::ExtraField;
use crate::domain::tables::Link;
use crate::text::fold;

/// 1000 for each heading under which both say the same.
pub(super) fn fits(both: &Both) -> i64 {
    let fields = both.mentor.side.extras.iter().zip(&both.mentee.side.extras);
    let same = fields.filter(|(own, other)| shared(own, other) > 0);
    same.map(|_| 1000).sum()
}

pub(super) fn why(both: &Both) -> String {
    let (mut same, mut unknown, mut differ) = (Vec::new(), Vec::new(), Vec::new());
    for (heading, folded) in &both.prepared.headings {
        let (own, other) =
            (values(both, both.mentor.id, folded), values(both, both.mentee.id, folded));
        let common = in_common(own.iter().copied(), other.iter().copied());
        if own.is_empty() || other.is_empty() {
            unknown.push(heading.as_str());
        } else if common.is_empty() {
            differ.push(heading.as_str());
        } else {
            same.push(format!("{heading}: {}", common.join(", ")));
        }
    }
    let mut said = Vec::new();
    if !same.is_empty() {
        said.push(format!("same {}", same.join("; ")));
    }
    if !differ.is_empty() {
        said.push(format!("another {}", differ.join(", ")));
    }
    if !unknown.is_empty() {
        said.push(format!("not known: {}", unknown.join(", ")));
    }
    said.join("; ")
}

/// What a person says under a heading.
fn values<'a>(both: &Both<'a>, id: PersonId, folded: &str) -> Vec<&'a str> {
    both.prepared
        .scheme
        .linked::<ExtraField>(Link::ExtrasOfPerson, id)
        .filter(|field| field.subject == Subject::Person && fold(field.heading.exact()) == folded)
        .flat_map(|field| parts(field.value.exact()))
        .collect()
}
