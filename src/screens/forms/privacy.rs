//! The forms of a person's rights: all of their data as a file, and erasing them for good (I4).

use crate::domain::codes::Code;
use crate::domain::erased::Ground;
use crate::domain::ids::{Id, PersonId};
use crate::domain::records::Person;
use crate::domain::verbs::may_erase;
use crate::domain::{Change, Refusal};
use crate::screens::contract::{Effect, World};
use crate::screens::form::Act;
use crate::screens::forms::choice;
use crate::text::fold;
use crate::ui::field::{Choice, Field, Input, Opt};
use crate::ui::form::Form;

/// Puts all that is kept of a person into a file.
#[derive(Debug)]
pub struct Hand {
    /// Whose data.
    pub person: PersonId,
}

impl Act for Hand {
    fn title(&self, world: &World) -> String {
        format!("All data of {} as a file", world.scheme.name(self.person))
    }

    fn form(&self, world: &World) -> Result<Form, Refusal> {
        if world.scheme.get::<Person>(self.person).is_none() {
            return Err(Refusal::NotFound(self.person.to_string()));
        }
        let formats = vec![Opt::new("md", "to be read"), Opt::new("json", "for programs")];
        let file = format!("data-of-{}.md", self.person);
        let fields = vec![
            Field::line("file", "File", &file).path().required(),
            Field::new("format", "Written", Input::Choice(Choice::one(formats, "md"))),
            Field::line("include", "Include too", "")
                .help("what is held back, by id: C1, P7; look at the file first"),
        ];
        let form = Form::new(self.title(world), "write the file", fields, world.calendar());
        Ok(form.heading("Held back", "concerns, and what others said: for a decision one by one"))
    }

    fn draft_key(&self) -> String {
        format!("data:{}", self.person)
    }

    fn changed(&self, form: &mut Form, field: &str, _: &World) {
        let ending = if form.value("format") == "json" { ".json" } else { ".md" };
        let file = form.value("file");
        let stem = file.strip_suffix(".md").or_else(|| file.strip_suffix(".json"));
        if let (Some(stem), "format") = (stem, field) {
            let file = format!("{stem}{ending}");
            if let Some(shown) = form.field_mut("file") {
                shown.set(&file);
            }
        }
    }

    fn change(&self, _: &Form, _: &World) -> Result<Change, Refusal> {
        Err(Refusal::because("nothing is to be saved here"))
    }

    fn effect(&self, form: &Form, _: &World) -> Option<Result<Effect, Refusal>> {
        let include = form.value("include");
        let ids = include.split([',', ';', ' ']).map(str::trim).filter(|id| !id.is_empty());
        Some(Ok(Effect::PersonFile {
            person: self.person,
            file: form.value("file").trim().to_owned(),
            json: form.value("format") == "json",
            include: ids.map(str::to_owned).collect(),
        }))
    }
}

/// Erases a person for good, once their name was typed.
#[derive(Debug)]
pub struct Erase {
    /// Who.
    pub person: PersonId,
}

impl Act for Erase {
    fn title(&self, world: &World) -> String {
        format!("Erase {} for good", world.scheme.name(self.person))
    }

    fn form(&self, world: &World) -> Result<Form, Refusal> {
        may_erase(&world.scheme, world.today, self.person)?;
        let person = world.scheme.get::<Person>(self.person);
        let missing = || Refusal::NotFound(self.person.to_string());
        let kept_over = person.ok_or_else(missing)?.keep_until.is_some_and(|day| day < world.today);
        let ground = if kept_over { Ground::Passed } else { Ground::Asked };
        let help = format!("the name, or {}", self.person);
        let fields = vec![
            choice("ground", "Because", Some(ground)),
            Field::line("confirm", "Type the name", "").help(help).required(),
        ];
        let mut form = Form::new(self.title(world), "erase for good", fields, world.calendar());
        form.heading = vec![
            (
                "Goes".into(),
                "names, addresses, words, topics, wishes; in history, drafts and own copies too"
                    .into(),
            ),
            ("Stays".into(), "pairs, meetings, requests and figures, of an erased person".into()),
            ("Undo".into(), "never; copies elsewhere are named, to be replaced".into()),
        ];
        Ok(form)
    }

    fn draft_key(&self) -> String {
        format!("erase:{}", self.person)
    }

    fn change(&self, _: &Form, _: &World) -> Result<Change, Refusal> {
        Err(Refusal::because("nothing is to be saved here"))
    }

    fn effect(&self, form: &Form, world: &World) -> Option<Result<Effect, Refusal>> {
        let name = fold(&world.scheme.name(PersonId::from_raw(self.person.raw())));
        let typed = form.value("confirm");
        let is_meant = fold(typed.trim()) == name || typed.trim().parse() == Ok(self.person);
        let ground = Ground::from_code(&form.value("ground")).unwrap_or(Ground::Other);
        Some(if is_meant {
            may_erase(&world.scheme, world.today, self.person)
                .map(|()| Effect::Erase { person: self.person, ground })
        } else {
            let why = format!("type {} or the whole name", self.person);
            Err(Refusal::field("confirm", why))
        })
    }
}
