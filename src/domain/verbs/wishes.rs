//! Lists that belong to a person: topics, people they would like or avoid, and extra fields, written where they differ.

use crate::domain::change::Builder;
use crate::domain::codes::{PreferenceKind, Subject, TopicSide};
use crate::domain::ids::{PersonId, TopicId};
use crate::domain::profile::Profile;
use crate::domain::records::{ExtraField, Mentee, Mentor, Person, PersonTopic, Preference, Topic};
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::search::{is_named, person_named};
use crate::domain::tables::{Called, Link};
use crate::text::{Text, fold};

/// Writes the topics that a person offers as mentor and wants as mentee. A topic that the scheme
/// knows in another spelling is that topic. With a role that is taken away its topics go.
pub(super) fn save_topics(builder: &mut Builder<'_>, id: PersonId, profile: &Profile) {
    let scheme = builder.scheme();
    let left = [
        scheme.get::<Mentor>(id).is_some() && !profile.is_mentor,
        scheme.get::<Mentee>(id).is_some() && !profile.is_mentee,
    ];
    let sides = [
        (TopicSide::Offered, &profile.topics_offered),
        (TopicSide::Wanted, &profile.topics_wanted),
    ];
    for ((side, told), left) in sides.into_iter().zip(left) {
        let told: &[Text] = if left { &[] } else { told };
        let mut wanted: Vec<(String, &Text)> = Vec::new();
        for name in told {
            let folded = fold(name.exact());
            if !folded.is_empty() && !wanted.iter().any(|(known, _)| *known == folded) {
                wanted.push((folded, name));
            }
        }
        let rows: Vec<_> = builder
            .scheme()
            .linked::<PersonTopic>(Link::TopicsOfPerson, id)
            .filter(|row| row.side == side)
            .map(|row| (row.id, row.topic))
            .collect();
        for (row, topic) in rows {
            let name = builder.get::<Topic>(topic).map(|topic| fold(topic.name.exact()));
            match wanted.iter().position(|(folded, _)| Some(folded) == name.as_ref()) {
                Some(place) => drop(wanted.remove(place)),
                None => builder.take::<PersonTopic>(row),
            }
        }
        for (folded, name) in wanted {
            let topic = topic_named(builder, &folded, name);
            let row = builder.new_id::<PersonTopic>();
            builder.put(PersonTopic { id: row, person: id, topic, side });
        }
    }
}

/// The topic of this folded name, made if the scheme has none.
fn topic_named(builder: &mut Builder<'_>, folded: &str, name: &Text) -> TopicId {
    let is = |topic: &&Topic| fold(topic.name.exact()) == folded;
    if let Some(topic) = builder.scheme().called::<Topic>(Called::Topic, folded).next() {
        return topic.id;
    }
    // one that this change made for the other side
    let first = builder.scheme().next(crate::domain::tables::Table::Topic);
    let made = (first..).map_while(|raw| builder.get::<Topic>(TopicId(raw))).find(is);
    if let Some(topic) = made {
        return topic.id;
    }
    let id = builder.new_id::<Topic>();
    builder.put(Topic { id, name: name.clone(), same_as: None });
    id
}

/// Writes whom a person would like as mentor, and whom they would avoid.
pub(super) fn save_wishes(
    builder: &mut Builder<'_>,
    id: PersonId,
    profile: &Profile,
) -> Result<(), Refusal> {
    for (kind, field, told) in [
        (PreferenceKind::Prefers, "prefers", &profile.prefers),
        (PreferenceKind::Avoids, "avoids", &profile.avoids),
    ] {
        let mut wanted: Vec<&Text> = told.iter().filter(|name| !name.is_empty()).collect();
        let scheme = builder.scheme();
        let rows = scheme.linked::<Preference>(Link::PreferencesOfPerson, id);
        for row in rows.filter(|row| row.kind == kind) {
            let means = |name: &&&Text| means(scheme, row.other, &row.other_name, name);
            if wanted.iter().any(|name| means(&name)) {
                wanted.retain(|name| !means(&name));
            } else {
                builder.take::<Preference>(row.id);
            }
        }
        let mut written: Vec<(Option<PersonId>, String)> = Vec::new();
        for name in wanted {
            let (other, other_name) = person_or_name(scheme, field, name)?;
            if other == Some(id) {
                return Err(Refusal::field(field, "name somebody else than the person"));
            }
            let key = (other, fold(other_name.exact()));
            if !written.contains(&key) {
                let row = builder.new_id::<Preference>();
                builder.put(Preference { id: row, person: id, other, other_name, kind });
                written.push(key);
            }
        }
    }
    Ok(())
}

/// The person of the scheme whom a text means, else the text. An id of nobody is refused.
pub(super) fn person_or_name(
    scheme: &Scheme,
    field: &'static str,
    told: &Text,
) -> Result<(Option<PersonId>, Text), Refusal> {
    match person_named(scheme, told) {
        Some(id) => Ok((Some(id), Text::default())),
        None if told.exact().parse::<PersonId>().is_ok() => Err(Refusal::field(
            field,
            format!("there is no person {told}: give another id, or a name"),
        )),
        None => Ok((None, told.clone())),
    }
}

/// Whether what is kept (a person, else a name) is what a text says. A name that is kept stays
/// what it is although somebody of that name came into the scheme since.
pub(super) fn means(scheme: &Scheme, kept: Option<PersonId>, name: &Text, told: &Text) -> bool {
    match kept {
        Some(id) => {
            told.exact().parse::<PersonId>().is_ok_and(|told| told == id)
                || scheme.get::<Person>(id).is_some_and(|person| is_named(person, told))
        }
        None => fold(name.exact()) == fold(told.exact()),
    }
}

/// Writes the extra fields of a person, each found by its heading.
pub(super) fn save_extras(builder: &mut Builder<'_>, id: PersonId, told: &[(Text, Text)]) {
    let mut kept: Vec<_> = builder
        .scheme()
        .linked::<ExtraField>(Link::ExtrasOfPerson, id)
        .map(|field| (field.id, fold(field.heading.exact())))
        .collect();
    for (heading, value) in told {
        let folded = fold(heading.exact());
        if let Some(place) = kept.iter().position(|(_, known)| *known == folded) {
            let (row, _) = kept.remove(place);
            builder.change::<ExtraField>(row, |field| field.value = value.clone());
        } else {
            let row = builder.new_id::<ExtraField>();
            builder.put(ExtraField {
                id: row,
                subject: Subject::Person,
                subject_id: id.0,
                heading: heading.clone(),
                value: value.clone(),
            });
        }
    }
    for (row, _) in kept {
        builder.take::<ExtraField>(row);
    }
}
