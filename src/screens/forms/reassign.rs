//! The form of `a`: a request, or the mentee of a pair that ends, goes to another mentor in one act (M5).

use crate::domain::codes::{CloseReason, Party};
use crate::domain::ids::{AnyId, PairId, RequestId};
use crate::domain::records::{Pair, Request};
use crate::domain::verbs::{ReassignPair, SendOffer, reassign_pair, reassign_request};
use crate::domain::{Change, Refusal};
use crate::screens::contract::World;
use crate::screens::form::Act;
use crate::screens::forms::{choice, choices, chosen, leave, mentors, past_day, several};
use crate::text::days;
use crate::ui::form::Form;

/// Offers a request, or the mentee of a pair, to another mentor.
#[derive(Debug)]
pub struct Reassign {
    /// A request or a pair.
    pub about: AnyId,
}

impl Reassign {
    fn request<'w>(&self, world: &'w World) -> Option<&'w Request> {
        let request = RequestId(self.about.number);
        (self.about.letter == 'R').then(|| world.scheme.get::<Request>(request)).flatten()
    }

    fn pair<'w>(&self, world: &'w World) -> Option<&'w Pair> {
        let pair = PairId(self.about.number);
        (self.about.letter == 'M').then(|| world.scheme.get::<Pair>(pair)).flatten()
    }
}

impl Act for Reassign {
    const LETTERS: bool = true;

    fn title(&self, world: &World) -> String {
        format!("Reassign {}", world.scheme.title(self.about))
    }

    fn form(&self, world: &World) -> Result<Form, Refusal> {
        let scheme = &world.scheme;
        if let Some(request) = self.request(world) {
            let asked = mentors::asked(world, request.id);
            let topic = mentors::topic(request);
            let mentor =
                mentors::field("mentor", "New mentor", world, request.mentee, topic, &asked);
            let fields = vec![
                mentor.required().decides(),
                past_day("sent", "Offer sent on", "today").required(),
            ];
            let from = scheme.pending_offer(request.id, world.today).map_or_else(
                || "nobody is asked yet".to_owned(),
                |offer| {
                    let since = days::long(offer.sent);
                    format!("{}, asked on {since}, no reply", scheme.name(offer.mentor))
                },
            );
            return Ok(Form::new(self.title(world), "reassign now", fields, world.calendar())
                .heading("From", from)
                .heading("Wants", request.topic.to_string()));
        }
        let pair = self.pair(world).ok_or_else(|| Refusal::NotFound(self.about.to_string()))?;
        let mentor =
            mentors::field("mentor", "New mentor", world, pair.mentee, None, &[pair.mentor]);
        let fields = vec![
            choices::<CloseReason>("reasons", "Why it ends").required(),
            mentor.required(),
            choice::<Party>("by", "Ended by", None),
            past_day("day", "Last day", "today").required(),
        ];
        let from = format!("{}, since {}", scheme.name(pair.mentor), days::long(pair.start));
        let mut form = Form::new(self.title(world), "reassign now", fields, world.calendar())
            .heading("From", from);
        form.notes = vec!["The pair is closed and its reviews are called off.".into()];
        Ok(form)
    }

    fn draft_key(&self) -> String {
        format!("reassign:{}", self.about)
    }

    fn change(&self, form: &Form, world: &World) -> Result<Change, Refusal> {
        let mentor = mentors::picked(&form.value("mentor"))
            .ok_or_else(|| Refusal::field("mentor", "choose the new mentor"))?;
        if let Some(request) = self.request(world) {
            let sent = form.day("sent").unwrap_or(world.today);
            let offer = SendOffer { request: request.id, mentor, sent, leave: leave(form) };
            return reassign_request(&world.scheme, world.today, &offer);
        }
        let pair = self.pair(world).ok_or_else(|| Refusal::NotFound(self.about.to_string()))?;
        let input = ReassignPair {
            mentor: Some(mentor),
            day: form.day("day").unwrap_or(world.today),
            reasons: several(form, "reasons"),
            initiated_by: chosen(form, "by"),
            leave: leave(form),
        };
        reassign_pair(&world.scheme, world.today, pair.id, &input)
    }

    fn watched(&self, world: &World) -> Vec<(String, String)> {
        let waits = self.request(world).and_then(|request| {
            let offer = world.scheme.pending_offer(request.id, world.today)?;
            Some(world.scheme.name(offer.mentor))
        });
        vec![("With".into(), waits.unwrap_or_else(|| "nobody".into()))]
    }
}
