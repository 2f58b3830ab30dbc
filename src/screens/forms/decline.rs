//! The form of a decline: why, whether the mentee was told, and whom to ask next.

use crate::domain::codes::DeclineReason;
use crate::domain::ids::RequestId;
use crate::domain::records::Request;
use crate::domain::verbs::{Reply, SendOffer, answer_request, offer_request};
use crate::domain::{Builder, Change, Refusal};
use crate::screens::contract::World;
use crate::screens::form::Act;
use crate::screens::forms::{choice, chosen, leave, mentors, past_day, pointing, text};
use crate::text::{Text, days};
use crate::ui::field::{Field, Input, Pick, PickOption};
use crate::ui::form::Form;

/// A mentor declined a request.
#[derive(Debug)]
pub struct Decline {
    /// The request.
    pub request: RequestId,
}

/// What the picker of the next mentor says for nobody.
const NOBODY: &str = "nobody";

impl Act for Decline {
    const LETTERS: bool = true;

    fn title(&self, world: &World) -> String {
        format!("Declined: request {}", world.scheme.title(self.request.into()))
    }

    fn form(&self, world: &World) -> Result<Form, Refusal> {
        let scheme = &world.scheme;
        let request = scheme
            .get::<Request>(self.request)
            .ok_or_else(|| Refusal::NotFound(format!("request {}", self.request)))?;
        let offer = scheme.pending_offer(self.request, world.today).ok_or_else(|| {
            Refusal::because(format!("{} waits with nobody: press m or a", self.request))
        })?;
        let asked = mentors::asked(world, self.request);
        let mut next = mentors::options(world, request.mentee, mentors::topic(request), &asked);
        next.push(PickOption::new(NOBODY, "nobody yet", "the request waits"));
        let [services, other] = pointing::fields(world, "Pointed to", &Text::default());
        let fields = vec![
            Field::new("next", "Offer to", Input::pick(Pick::first(next))).decides(),
            choice::<DeclineReason>("reason", "Why", None).help("empty: not told"),
            Field::line("words", "In their words", ""),
            past_day("day", "Answered on", "today").required(),
            Field::yes_no("courtesy", "Mentee was told", false)
                .help("courtesy message; else it is owed"),
            services,
            other,
        ];
        let name = scheme.name(offer.mentor);
        Ok(Form::new(self.title(world), "record the decline", fields, world.calendar())
            .heading("From", format!("{name}, asked on {}", days::long(offer.sent))))
    }

    fn draft_key(&self) -> String {
        format!("decline:{}", self.request)
    }

    fn change(&self, form: &Form, world: &World) -> Result<Change, Refusal> {
        let day = form.day("day").unwrap_or(world.today);
        let reply = Reply::Declined {
            reason: chosen::<DeclineReason>(form, "reason"),
            text: text(form, "words"),
            courtesy: form.yes("courtesy"),
            alternative: pointing::entered(form, world),
        };
        let scheme = &world.scheme;
        let declined = answer_request(scheme, world.today, self.request, day, &reply)?;
        let Some(next) = mentors::picked(&form.value("next")) else { return Ok(declined) };
        let after = scheme.after(&declined)?;
        let (request, sent) = (self.request, world.today);
        let offer = SendOffer { request, mentor: next, sent, leave: leave(form) };
        let offered = offer_request(&after, world.today, &offer)?;
        let words = format!("{}; {}", declined.words, offered.words);
        let mut both = Builder::new(scheme);
        both.extend(declined);
        both.extend(offered);
        Ok(both.done(words))
    }
}
