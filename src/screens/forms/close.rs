//! The form of `c`: a pair ends, with its reasons and the closing steps that are known (V3).

use crate::domain::codes::{CloseReason, GoalsMet, Party};
use crate::domain::ids::PairId;
use crate::domain::records::{Closure, Pair, Review};
use crate::domain::tables::Link;
use crate::domain::verbs::{ClosePair, ClosingSteps, close_pair};
use crate::domain::{Change, Refusal};
use crate::screens::contract::World;
use crate::screens::form::Act;
use crate::screens::forms::{choice, choices, chosen, maybe, past_day, perhaps, pointing, several};
use crate::text::{Text, days};
use crate::ui::field::Field;
use crate::ui::form::Form;

/// Closes a pair.
#[derive(Debug)]
pub struct Close {
    /// The pair.
    pub pair: PairId,
}

impl Act for Close {
    const LETTERS: bool = true;

    fn title(&self, world: &World) -> String {
        format!("Close pair {}: {}", self.pair, world.scheme.title(self.pair.into()))
    }

    fn form(&self, world: &World) -> Result<Form, Refusal> {
        let scheme = &world.scheme;
        let pair = scheme
            .get::<Pair>(self.pair)
            .ok_or_else(|| Refusal::NotFound(format!("pair {}", self.pair)))?;
        if let Some(closure) = scheme.get::<Closure>(self.pair) {
            let day = days::long(closure.day);
            return Err(Refusal::because(format!("{} was closed on {day}", self.pair)));
        }
        let [services, other] = pointing::fields(world, "Pointed to", &Text::default());
        let fields = vec![
            choices::<CloseReason>("reasons", "Why it ends").required(),
            past_day("day", "Last day", "today").required(),
            choice::<Party>("by", "Ended by", None),
            choice::<GoalsMet>("goals", "Goals met", None),
            past_day("mentor_evaluated", "Mentor evaluated", "").help("day it came, if it did"),
            past_day("mentee_evaluated", "Mentee evaluated", ""),
            past_day("debriefed", "Debriefed on", ""),
            maybe("celebrated", "Celebrated", None),
            services,
            other,
            maybe("contact_after", "Stay in contact", None),
            Field::yes_no("again", "May pair again", true),
            maybe("mentor_rematch", "Mentor wants more", None),
            Field::yes_no("rematch", "Mentee wants more", false).help("starts the next request"),
        ];
        let met = scheme.last_held(self.pair, world.today);
        let met = met.map_or("no meeting held".to_owned(), |meeting| {
            format!("last met {}", days::short(meeting.day, world.today))
        });
        let since = days::long(pair.start);
        Ok(Form::new(self.title(world), "close the pair", fields, world.calendar())
            .heading("Since", format!("{since}, {met}")))
    }

    fn draft_key(&self) -> String {
        format!("close:{}", self.pair)
    }

    fn changed(&self, form: &mut Form, _field: &str, world: &World) {
        let open = world
            .scheme
            .linked::<Review>(Link::ReviewsOfPair, self.pair)
            .filter(|review| review.is_open(world.today))
            .map(|review| days::short(review.due, world.today));
        let open: Vec<_> = open.collect();
        form.notes.clear();
        if !open.is_empty() {
            form.notes.push(format!("Called off: the reviews of {}.", open.join(", ")));
        }
        if form.yes("rematch") {
            form.notes.push("A new request of the mentee starts.".into());
        }
    }

    fn change(&self, form: &Form, world: &World) -> Result<Change, Refusal> {
        let input = ClosePair {
            day: form.day("day").unwrap_or(world.today),
            initiated_by: chosen(form, "by"),
            reasons: several(form, "reasons"),
            steps: ClosingSteps {
                goals: chosen(form, "goals"),
                mentor_evaluated: form.day("mentor_evaluated"),
                mentee_evaluated: form.day("mentee_evaluated"),
                debriefed: form.day("debriefed"),
                celebrated: perhaps(form, "celebrated"),
                signposted: Some(pointing::entered(form, world)),
                contact_after: perhaps(form, "contact_after"),
                mentor_rematch: perhaps(form, "mentor_rematch"),
                mentee_rematch: form.yes("rematch").then_some(true),
                may_pair_again: (!form.yes("again")).then_some(false),
                ..ClosingSteps::default()
            },
            new_request: form.yes("rematch"),
        };
        close_pair(&world.scheme, world.today, self.pair, &input)
    }

    fn watched(&self, world: &World) -> Vec<(String, String)> {
        let status = world.scheme.pair_status(self.pair, world.today);
        vec![("Status".into(), status.map_or(String::new(), |status| status.to_string()))]
    }
}
