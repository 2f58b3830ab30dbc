//! The form of `c` on a closed pair: the closing steps that came in since (V3).

use crate::domain::codes::GoalsMet;
use crate::domain::ids::PairId;
use crate::domain::records::Closure;
use crate::domain::verbs::{ClosingSteps, complete_closing};
use crate::domain::{Change, Refusal};
use crate::screens::contract::World;
use crate::screens::form::Act;
use crate::screens::forms::{choice, chosen, maybe, past_day, perhaps, pointing};
use crate::text::days;
use crate::ui::field::Field;
use crate::ui::form::Form;

/// Works off the closing steps of a pair.
#[derive(Debug)]
pub struct Steps {
    /// The closed pair.
    pub pair: PairId,
}

impl Act for Steps {
    fn title(&self, world: &World) -> String {
        format!("Closing of {}", world.scheme.title(self.pair.into()))
    }

    fn form(&self, world: &World) -> Result<Form, Refusal> {
        let closure = world
            .scheme
            .get::<Closure>(self.pair)
            .ok_or_else(|| Refusal::because(format!("{} is not closed", self.pair)))?;
        let day = |day: Option<chrono::NaiveDate>| day.map_or(String::new(), |day| day.to_string());
        let [services, other] = pointing::fields(world, "Pointed to", &closure.signposted);
        let fields = vec![
            choice::<GoalsMet>("goals", "Goals met", closure.goals),
            past_day("mentor_evaluated", "Mentor evaluated", &day(closure.mentor_evaluated)),
            past_day("mentee_evaluated", "Mentee evaluated", &day(closure.mentee_evaluated)),
            past_day("debriefed", "Debriefed on", &day(closure.debriefed)),
            maybe("celebrated", "Celebrated", closure.celebrated),
            services,
            other,
            maybe("contact_after", "Stay in contact", closure.contact_after),
            maybe("again", "May pair again", closure.may_pair_again),
            maybe("mentor_rematch", "Mentor wants more", closure.mentor_rematch),
            maybe("mentee_rematch", "Mentee wants more", closure.mentee_rematch),
            Field::yes_no("rest", "Let it rest", false).help("the open steps will not come"),
        ];
        let open = closure.open_steps(world.today);
        let open = if open.is_empty() { "nothing".to_owned() } else { open.join(", ") };
        Ok(Form::new(self.title(world), "record", fields, world.calendar())
            .heading("Closed", days::long(closure.day))
            .heading("Open", open))
    }

    fn draft_key(&self) -> String {
        format!("steps:{}", self.pair)
    }

    fn change(&self, form: &Form, world: &World) -> Result<Change, Refusal> {
        let steps = ClosingSteps {
            goals: chosen(form, "goals"),
            mentor_evaluated: form.day("mentor_evaluated"),
            mentee_evaluated: form.day("mentee_evaluated"),
            debriefed: form.day("debriefed"),
            celebrated: perhaps(form, "celebrated"),
            signposted: Some(pointing::entered(form, world)),
            contact_after: perhaps(form, "contact_after"),
            mentor_rematch: perhaps(form, "mentor_rematch"),
            mentee_rematch: perhaps(form, "mentee_rematch"),
            may_pair_again: perhaps(form, "again"),
            waived: form.yes("rest").then_some(world.today),
        };
        complete_closing(&world.scheme, world.today, self.pair, &steps)
    }
}
