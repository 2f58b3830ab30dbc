//! The form of a series of meetings that are planned at once (R3).

use chrono::Days;

use crate::domain::ids::PairId;
use crate::domain::records::{Meeting, Pair};
use crate::domain::tables::Link;
use crate::domain::verbs::{PlanSeries, plan_series};
use crate::domain::{Change, Refusal};
use crate::screens::contract::World;
use crate::screens::form::Act;
use crate::screens::forms::coming_day;
use crate::text::days;
use crate::text::every::{read_every, say_every};
use crate::ui::field::Field;
use crate::ui::form::Form;

/// Plans a series of meetings of a pair.
#[derive(Debug)]
pub struct Planning {
    /// The pair.
    pub pair: PairId,
}

/// How many meetings are offered where no end is agreed.
const TIMES: &str = "6";

impl Planning {
    fn input(&self, form: &Form, world: &World) -> Result<PlanSeries, Refusal> {
        let every = form.value("every");
        let every = read_every(&every).map_err(|why| Refusal::field("every", why.to_string()))?;
        let from = form.day("from").unwrap_or(world.today);
        Ok(PlanSeries { pair: self.pair, from, every, times: form.number("times") })
    }
}

impl Act for Planning {
    fn title(&self, world: &World) -> String {
        format!("Plan meetings: {}", world.scheme.title(self.pair.into()))
    }

    fn form(&self, world: &World) -> Result<Form, Refusal> {
        let scheme = &world.scheme;
        let pair = scheme
            .get::<Pair>(self.pair)
            .ok_or_else(|| Refusal::NotFound(format!("pair {}", self.pair)))?;
        let every = scheme.usual_every(self.pair);
        let last = scheme
            .linked::<Meeting>(Link::MeetingsOfPair, self.pair)
            .filter(|meeting| !meeting.was_missed())
            .map(|meeting| meeting.day)
            .max();
        let step = Days::new(u64::try_from(every).unwrap_or_default());
        let next = last.map_or(pair.start, |last| last + step).max(world.today);
        let (times, end) = match pair.agreed_end {
            Some(end) => ("", days::long(end)),
            None => (TIMES, "no end is agreed".to_owned()),
        };
        let fields = vec![
            coming_day("from", "First on", &next.to_string()).required(),
            Field::line("every", "Then every", &say_every(every)).required().help("2w, 4w, 10d"),
            Field::number("times", "How many", times, (1, 60)).help("empty: until the agreed end"),
        ];
        Ok(Form::new(self.title(world), "plan them", fields, world.calendar())
            .heading("Until", end))
    }

    fn draft_key(&self) -> String {
        format!("series:{}", self.pair)
    }

    fn changed(&self, form: &mut Form, _field: &str, world: &World) {
        let planned = self.change(form, world);
        form.notes.clear();
        if let Ok(change) = planned {
            form.notes.push(format!("{}.", world.scheme.words(&change.words)));
        }
    }

    fn change(&self, form: &Form, world: &World) -> Result<Change, Refusal> {
        plan_series(&world.scheme, world.today, &self.input(form, world)?)
    }
}
