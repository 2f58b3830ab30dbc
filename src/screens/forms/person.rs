//! The form of a person: every field of the fields tables, the usual ones first (P1 to P4).

use crate::domain::field::Kind;
use crate::domain::ids::PersonId;
use crate::domain::profile::Profile;
use crate::domain::verbs::save_person;
use crate::domain::{Change, Refusal};
use crate::screens::contract::World;
use crate::screens::form::Act;
use crate::screens::forms::coming_day;
use crate::text::days::Lean;
use crate::ui::field::{Choice, DayInput, Field, Input, LineInput, Opt};
use crate::ui::form::Form;

/// Adds a person, or edits one.
#[derive(Debug)]
pub struct Edit {
    /// The person; none for somebody new.
    pub person: Option<PersonId>,
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
    "line_manager",
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

/// All fields in the order of the form.
fn fields() -> Vec<&'static crate::domain::Field<Profile>> {
    let first = FIRST.iter().filter_map(|id| Profile::field(id));
    let rest = Profile::fields()
        .filter(|field| !FIRST.contains(&field.id) && !LEFT_OUT.contains(&field.id));
    first.chain(rest).collect()
}

/// A field of the domain as one of a form.
fn shown(field: &crate::domain::Field<Profile>, value: &str) -> Field {
    let (id, label) = (field.id, field.label);
    let opts = |options: Vec<(&'static str, &'static str)>| -> Vec<Opt> {
        options.into_iter().map(|(code, label)| Opt::new(code, label)).collect()
    };
    match field.kind {
        Kind::Line | Kind::Email => Field::line(id, label, value),
        Kind::Long => Field::note(id, label, value),
        Kind::Day if id == "hidden_until" => coming_day(id, label, value),
        Kind::Day => Field::new(id, label, Input::Day(DayInput::new(value, Lean::Past))),
        Kind::Number(least, most) => {
            let input = Input::Number(LineInput::replacing(value), least, most);
            Field::new(id, label, input).help(format!("{least} to {most}"))
        }
        Kind::YesNo => {
            let options = vec![Opt::new("yes", "yes"), Opt::new("no", "no")];
            Field::new(id, label, Input::Choice(Choice::one(options, value)))
        }
        Kind::Choice(options) => {
            Field::new(id, label, Input::Choice(Choice::one(opts(options()), value)))
        }
        Kind::Choices(options) => {
            let value = value.replace("; ", ",");
            Field::new(id, label, Input::Choice(Choice::many(opts(options()), &value)))
        }
        Kind::Topics => Field::line(id, label, value).help("with semicolons between them"),
        Kind::Person | Kind::Record(_) | Kind::Money => {
            Field::line(id, label, value).help("name or id")
        }
    }
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
        let fields: Vec<Field> = fields()
            .into_iter()
            .map(|field| {
                let value = (field.get)(&profile);
                let required = field.id == "full_name";
                let shown = shown(field, &value);
                if required { shown.required() } else { shown }
            })
            .collect();
        Ok(Form::new(self.title(world), "save the person", fields, world.calendar()))
    }

    fn draft_key(&self) -> String {
        format!("person:{}", self.person.map(|id| id.to_string()).unwrap_or_default())
    }

    fn changed(&self, form: &mut Form, field: &str, _world: &World) {
        if field.is_empty() || field == "role" {
            let roles = form.many("role");
            let has = |role: &str| roles.iter().any(|other| other == role);
            for of_mentor in crate::domain::records::mentor::FIELDS {
                form.show(of_mentor.id, has("mentor"));
            }
            for of_mentee in crate::domain::records::mentee::FIELDS {
                form.show(of_mentee.id, has("mentee"));
            }
        }
    }

    fn change(&self, form: &Form, world: &World) -> Result<Change, Refusal> {
        let mut profile = self.profile(world)?;
        let roles = form.many("role");
        profile.is_mentor = roles.iter().any(|role| role == "mentor");
        profile.is_mentee = roles.iter().any(|role| role == "mentee");
        for field in fields().into_iter().filter(|field| field.id != "role") {
            let hidden = form.field(field.id).is_none_or(|shown| shown.hidden);
            if hidden {
                continue;
            }
            let value = match field.kind {
                Kind::Day => form.day(field.id).map(|day| day.to_string()).unwrap_or_default(),
                Kind::Choices(_) => form.many(field.id).join("; "),
                Kind::Line
                | Kind::Long
                | Kind::Email
                | Kind::Number(..)
                | Kind::YesNo
                | Kind::Choice(_)
                | Kind::Topics
                | Kind::Person
                | Kind::Record(_)
                | Kind::Money => form.value(field.id),
            };
            (field.set)(&mut profile, &value).map_err(|error| Refusal::from((field.id, error)))?;
        }
        save_person(&world.scheme, world.today, &profile).map(|(_, change)| change)
    }

    fn watched(&self, world: &World) -> Vec<(String, String)> {
        let Ok(profile) = self.profile(world) else { return Vec::new() };
        fields().into_iter().map(|field| (field.label.to_owned(), (field.get)(&profile))).collect()
    }
}
