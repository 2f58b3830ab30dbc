//! The form of a person: every field of the fields tables, the usual ones first (P1 to P4).

use crate::domain::field::Kind;
use crate::domain::ids::PersonId;
use crate::domain::profile::{self, Profile};
use crate::domain::records::{Person, mentee, mentor, person};
use crate::domain::search::person_named;
use crate::domain::verbs::save_person;
use crate::domain::{Change, Refusal, Scheme};
use crate::screens::contract::World;
use crate::screens::form::Act;
use crate::screens::forms::fields;
use crate::text::{Text, fold};
use crate::ui::field::{Field, Input, Pick, PickOption};
use crate::ui::form::Form;

/// Adds a person, or edits one.
#[derive(Debug)]
pub struct Edit {
    /// The person; none for somebody new.
    pub person: Option<PersonId>,
    /// The field with the cursor; none begins with the first.
    pub at: Option<&'static str>,
}

/// The fields that come first, because most people have them.
const FIRST: &[&str] = &[
    "full_name",
    "role",
    "email",
    "department",
    "job_title",
    "grade",
    "topics_offered",
    "topics_wanted",
    "capacity",
    "goals",
    MANAGER,
];

/// The field that is picked among all people, or written.
const MANAGER: &str = "line_manager";

/// What labels of one or two words leave open.
const HELP: &[(&str, &str)] = &[
    ("preferred_name", "if by another name"),
    ("year", "of matriculation or graduation"),
    ("source", "of the scheme"),
    ("consent", "to the use of their data"),
    ("preferred_channel", "how to reach them"),
    ("keep_until", "the record may go then"),
];

/// Fields that follow from others: the form asks for the whole name only.
const LEFT_OUT: &[&str] = &["first_name", "last_name"];

impl Edit {
    fn profile(&self, world: &World) -> Result<Profile, Refusal> {
        match self.person {
            Some(id) => Profile::of(&world.scheme, id, world.today)
                .ok_or_else(|| Refusal::NotFound(id.to_string())),
            None => Ok(Profile::new(&world.scheme, "")),
        }
    }
}

/// All fields in the order of the form: the usual ones, those of a mentor, of a mentee, of the
/// people around them, and then all else that is known of a person.
fn in_order() -> Vec<&'static crate::domain::Field<Profile>> {
    let first = FIRST.iter().filter_map(|id| Profile::field(id));
    let tables = [mentor::FIELDS, mentee::FIELDS, profile::FIELDS, person::FIELDS];
    let rest = tables.into_iter().flatten();
    let rest = rest.filter(|field| !FIRST.contains(&field.id) && !LEFT_OUT.contains(&field.id));
    first.chain(rest).collect()
}

/// What a field says, with people of the scheme by name where their name means just them.
fn readable(field: &crate::domain::Field<Profile>, profile: &Profile, scheme: &Scheme) -> String {
    let value = (field.get)(profile);
    if !matches!(field.kind, Kind::Person) {
        return value;
    }
    let name = |part: &str| {
        let name = part.trim().parse::<PersonId>().map(|id| scheme.name(id)).ok();
        let clear = name.filter(|name| {
            let meant = person_named(scheme, &Text::new(name));
            !name.contains(';') && meant.is_some_and(|id| id.to_string() == part.trim())
        });
        clear.unwrap_or_else(|| part.trim().to_owned())
    };
    value.split(';').map(name).collect::<Vec<_>>().join("; ")
}

/// Everybody but the person, by name, as line manager.
fn managers(scheme: &Scheme, person: Option<PersonId>) -> Vec<PickOption> {
    let mut people: Vec<&Person> =
        scheme.all::<Person>().filter(|other| Some(other.id) != person).collect();
    people.sort_by_cached_key(|other| (fold(other.full_name.exact()), other.id));
    let option = |other: &Person| {
        let known = [&other.job_title, &other.department].map(ToString::to_string);
        let known: Vec<String> = known.into_iter().filter(|text| !text.is_empty()).collect();
        PickOption::new(other.id.to_string(), other.full_name.to_string(), known.join(", "))
    };
    people.into_iter().map(option).collect()
}

impl Act for Edit {
    fn title(&self, world: &World) -> String {
        match self.person {
            Some(id) => format!("Edit {id}: {}", world.scheme.name(id)),
            None => "New person".into(),
        }
    }

    fn form(&self, world: &World) -> Result<Form, Refusal> {
        let profile = self.profile(world)?;
        let fields: Vec<Field> = in_order()
            .into_iter()
            .map(|field| {
                if field.id == MANAGER {
                    let people = managers(&world.scheme, self.person);
                    let manager = Pick::or_text(people, &(field.get)(&profile));
                    return Field::new(field.id, field.label, Input::pick(manager))
                        .help("a person, or any text; Backspace empties it");
                }
                let value = readable(field, &profile, &world.scheme);
                let mut shown = fields::shown(field.id, field.label, field.kind, &value, world);
                if let Some((_, words)) = HELP.iter().find(|(id, _)| *id == field.id) {
                    shown = shown.help(*words);
                }
                if field.id == "full_name" { shown.required() } else { shown }
            })
            .collect();
        let mut form = Form::new(self.title(world), "save the person", fields, world.calendar());
        if let Some(at) = self.at {
            form.focus(at);
        }
        Ok(form)
    }

    fn draft_key(&self) -> String {
        format!("person:{}", self.person.map(|id| id.to_string()).unwrap_or_default())
    }

    fn changed(&self, form: &mut Form, field: &str, _world: &World) {
        if field.is_empty() || field == "role" {
            let roles = form.many("role");
            let has = |role: &str| roles.iter().any(|other| other == role);
            for of_mentor in mentor::FIELDS {
                form.show(of_mentor.id, has("mentor"));
            }
            for of_mentee in mentee::FIELDS {
                form.show(of_mentee.id, has("mentee"));
            }
        }
    }

    fn change(&self, form: &Form, world: &World) -> Result<Change, Refusal> {
        let mut profile = self.profile(world)?;
        let roles = form.many("role");
        profile.is_mentor = roles.iter().any(|role| role == "mentor");
        profile.is_mentee = roles.iter().any(|role| role == "mentee");
        for field in in_order().into_iter().filter(|field| field.id != "role") {
            let Some(value) = fields::entered(form, field.id, field.kind) else { continue };
            (field.set)(&mut profile, &value).map_err(|error| Refusal::from((field.id, error)))?;
        }
        save_person(&world.scheme, world.today, &profile).map(|(_, change)| change)
    }

    fn watched(&self, world: &World) -> Vec<(String, String)> {
        let Ok(profile) = self.profile(world) else { return Vec::new() };
        let said = |field| readable(field, &profile, &world.scheme);
        in_order().into_iter().map(|field| (field.label.to_owned(), said(field))).collect()
    }
}
