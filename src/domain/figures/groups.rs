//! The groups of a scheme by a field of its people, such as their cohorts: the largest by name, the small ones together (U4).

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::figures::breakdowns::{NOT_RECORDED, OTHERS};
use crate::domain::ids::PersonId;
use crate::domain::profile::Profile;
use crate::domain::records::{ExtraField, Mentee, Mentor, Person};
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::text::fold;

/// The fields of a person that make groups: whoever shares a value is in the same one.
pub(super) const GROUPING: &[&str] = &[
    "cohort",
    "department",
    "organisation",
    "team",
    "grade",
    "employer",
    "industry",
    "job_function",
    "location",
    "year",
    "degree",
];

/// Most groups with a column of their own; a page is no wider.
const COLUMNS: usize = 6;

/// People who are compared with others.
pub(super) struct Group {
    /// The value that they share.
    pub(super) label: String,
    /// Who they are.
    pub(super) people: BTreeSet<PersonId>,
}

/// A group on its way, with the spellings of its value.
#[derive(Default)]
struct Spelt {
    labels: BTreeMap<String, usize>,
    people: BTreeSet<PersonId>,
}

impl Spelt {
    /// The group under the spelling that most have; of equal ones the first.
    fn group(self) -> Group {
        let most = self.labels.into_iter().rev().max_by_key(|(_, many)| *many);
        Group { label: most.map(|(label, _)| label).unwrap_or_default(), people: self.people }
    }
}

/// What a field is called, and the value of each mentor and mentee in it.
pub(super) type Values = (String, BTreeMap<PersonId, String>);

/// What a field is called and who has which value; refused for a field that makes no groups.
pub(super) fn grouping(scheme: &Scheme, field: &str) -> Result<Values, Refusal> {
    let wanted = fold(field);
    let mut known = Profile::fields().filter(|one| GROUPING.contains(&one.id));
    let known = known.find(|one| fold(one.id) == wanted || fold(one.label) == wanted);
    let people = scheme.all::<Person>().filter(|person| {
        scheme.get::<Mentor>(person.id).is_some() || scheme.get::<Mentee>(person.id).is_some()
    });
    if let Some(known) = known {
        let value = |person: &Person| {
            (known.get)(&Profile { person: person.clone(), ..Profile::new(scheme, "") })
        };
        let label = known.label.to_lowercase();
        return Ok((label, people.map(|person| (person.id, value(person))).collect()));
    }
    let mut heading = None;
    let mut extras: BTreeMap<PersonId, String> = BTreeMap::new();
    for extra in scheme.all::<ExtraField>() {
        let is_of_person = extra.subject == crate::domain::codes::Subject::Person;
        if is_of_person && fold(extra.heading.exact()) == wanted {
            heading.get_or_insert_with(|| extra.heading.to_string());
            extras.insert(PersonId(extra.subject_id), extra.value.exact().to_owned());
        }
    }
    let Some(heading) = heading else {
        return Err(Refusal::because(format!(
            "'{field}' makes no groups: name one of {}, or the heading of an extra field",
            GROUPING.join(", ")
        )));
    };
    let value = |person: &Person| (person.id, extras.remove(&person.id).unwrap_or_default());
    Ok((heading, people.map(value).collect()))
}

/// The groups, the largest first; the small ones together, since their names may point to people.
/// None where nobody has a value.
pub(super) fn groups(values: &BTreeMap<PersonId, String>, limit: i64) -> Vec<Group> {
    let mut by_value: BTreeMap<String, Spelt> = BTreeMap::new();
    let mut unknown = BTreeSet::new();
    for (person, value) in values {
        let (key, label) = (fold(value), crate::text::Text::from(value.trim()).to_string());
        if key.is_empty() {
            unknown.insert(*person);
            continue;
        }
        let spelt = by_value.entry(key).or_default();
        *spelt.labels.entry(label).or_default() += 1;
        spelt.people.insert(*person);
    }
    if by_value.is_empty() {
        return Vec::new();
    }
    let mut all: Vec<Group> = by_value.into_values().map(Spelt::group).collect();
    all.sort_by(|a, b| b.people.len().cmp(&a.people.len()).then_with(|| a.label.cmp(&b.label)));
    let is_small = |people: &BTreeSet<PersonId>| {
        i64::try_from(people.len()).is_ok_and(|many| (1..=limit).contains(&many))
    };
    let mut groups = Vec::new();
    let mut others = BTreeSet::new();
    for group in all {
        if groups.len() == COLUMNS || is_small(&group.people) {
            others.extend(group.people);
        } else {
            groups.push(group);
        }
    }
    if is_small(&unknown) || is_small(&others) {
        others.append(&mut unknown);
    }
    for (label, people) in [(OTHERS, others), (NOT_RECORDED, unknown)] {
        if !people.is_empty() {
            let label = label.split(',').next().unwrap_or(label).to_owned();
            groups.push(Group { label, people });
        }
    }
    groups
}
