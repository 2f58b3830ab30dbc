//! The form of `n` on Requests: a request comes in, and may be sent to a mentor at once (Q1).

use crate::domain::codes::RequestKind;
use crate::domain::ids::PersonId;
use crate::domain::records::{Mentee, Person};
use crate::domain::verbs::{AddRequest, add_request};
use crate::domain::{Change, Link, Refusal};
use crate::screens::contract::World;
use crate::screens::form::Act;
use crate::screens::forms::{choice, chosen, leave, mentors, past_day, text};
use crate::text::fold;
use crate::ui::field::{Field, Input, Pick, PickOption};
use crate::ui::form::Form;

/// Takes in a request.
#[derive(Debug)]
pub struct Ask {
    /// Who asks, if that is known.
    pub mentee: Option<PersonId>,
}

const NOBODY: &str = "nobody";

impl Ask {
    fn mentor_options(world: &World, mentee: Option<PersonId>, topic: &str) -> Vec<PickOption> {
        let nobody = PickOption::new(NOBODY, "nobody yet", "the request waits");
        let topic = (!topic.trim().is_empty()).then_some(topic);
        let ranked = mentee.map(|mentee| mentors::options(world, mentee, topic, &[]));
        std::iter::once(nobody).chain(ranked.unwrap_or_default()).collect()
    }
}

impl Act for Ask {
    fn title(&self, world: &World) -> String {
        match self.mentee {
            Some(mentee) => format!("New request of {}", world.scheme.name(mentee)),
            None => "New request".into(),
        }
    }

    fn form(&self, world: &World) -> Result<Form, Refusal> {
        let people = who_may_ask(world);
        let asks = self.mentee.map(|id| id.to_string()).unwrap_or_default();
        let mentor = Pick::new(Self::mentor_options(world, self.mentee, ""), NOBODY);
        let fields = vec![
            Field::new("mentee", "From", Input::pick(Pick::new(people, &asks))).required(),
            Field::line("topic", "Topic", ""),
            Field::new("mentor", "To", Input::pick(mentor)),
            choice::<RequestKind>("kind", "Asks for", Some(RequestKind::Mentoring)),
            past_day("received", "Came on", "today").required(),
            Field::line("reason", "Why this mentor", ""),
            Field::note("message", "Message", ""),
            Field::line("source", "Came by", ""),
        ];
        Ok(Form::new(self.title(world), "record the request", fields, world.calendar()))
    }

    fn draft_key(&self) -> String {
        format!("request:{}", self.mentee.map(|id| id.to_string()).unwrap_or_default())
    }

    fn changed(&self, form: &mut Form, field: &str, world: &World) {
        if field == "mentee" || field == "topic" {
            let mentee = mentors::picked(&form.value("mentee"));
            let options = Self::mentor_options(world, mentee, &form.value("topic"));
            let now = form.value("mentor");
            if let Some(mentor) = form.field_mut("mentor") {
                mentor.input = Input::pick(Pick::new(options, &now));
            }
        }
    }

    fn change(&self, form: &Form, world: &World) -> Result<Change, Refusal> {
        let mentee = mentors::picked(&form.value("mentee"))
            .ok_or_else(|| Refusal::field("mentee", "choose who asks"))?;
        let mut input = AddRequest::by(mentee, form.day("received").unwrap_or(world.today));
        input.mentor = mentors::picked(&form.value("mentor"));
        input.kind = chosen(form, "kind").unwrap_or(RequestKind::Mentoring);
        input.topic = text(form, "topic");
        input.reason = text(form, "reason");
        input.message = text(form, "message");
        input.source = text(form, "source");
        input.leave = leave(form);
        add_request(&world.scheme, world.today, &input).map(|(_, change)| change)
    }
}

/// Everybody: mentees without a mentor first, those with one, then who would become a mentee; by
/// name.
fn who_may_ask(world: &World) -> Vec<PickOption> {
    let scheme = &world.scheme;
    let place = |person: &Person| {
        let mentor = scheme.standing(Link::PairsOfMentee, person.id).next();
        match (scheme.get::<Mentee>(person.id), mentor) {
            (Some(_), None) => (0, "no mentor".to_owned()),
            (Some(_), Some(pair)) => (1, format!("with {}", scheme.name(pair.mentor))),
            (None, _) => (2, "becomes a mentee".to_owned()),
        }
    };
    let mut people: Vec<_> = scheme.all::<Person>().map(|person| (place(person), person)).collect();
    people.sort_by_cached_key(|((rank, _), person)| {
        (*rank, fold(person.full_name.exact()), person.id)
    });
    let option = |((_, detail), person): ((i32, String), &Person)| {
        PickOption::new(person.id.to_string(), person.full_name.to_string(), detail)
    };
    people.into_iter().map(option).collect()
}
