//! The form of `o` on a pair: confirmed, on hold, active again, winding down, or another agreed end (R1).

use crate::domain::codes::Status;
use crate::domain::ids::PairId;
use crate::domain::records::Pair;
use crate::domain::verbs::{confirm_pair, end_on, hold_pair, resume_pair, wind_down};
use crate::domain::{Change, Refusal};
use crate::screens::contract::World;
use crate::screens::form::Act;
use crate::screens::forms::{coming_day, past_day, text};
use crate::text::days;
use crate::ui::field::{Choice, Field, Input, Opt};
use crate::ui::form::Form;

/// Changes the state of an open pair.
#[derive(Debug)]
pub struct Hold {
    /// The pair.
    pub pair: PairId,
}

const CONFIRM: &str = "confirm";
const HOLD: &str = "hold";
const RESUME: &str = "resume";
const WIND_DOWN: &str = "wind-down";
const END: &str = "end";

/// Every act with its words.
const WHAT: &[(&str, &str)] = &[
    (CONFIRM, "active, both agreed"),
    (HOLD, "on hold"),
    (RESUME, "active"),
    (WIND_DOWN, "winding down"),
    (END, "another agreed end"),
];

/// What a status allows, the most likely first.
fn allowed(status: Option<Status>) -> &'static [&'static str] {
    match status {
        Some(Status::Provisional) => &[CONFIRM, HOLD, END],
        Some(Status::OnHold) => &[RESUME, WIND_DOWN, END],
        Some(Status::WindingDown) => &[RESUME, HOLD, END],
        _ => &[HOLD, WIND_DOWN, END],
    }
}

impl Act for Hold {
    fn title(&self, world: &World) -> String {
        format!("State of {}", world.scheme.title(self.pair.into()))
    }

    fn form(&self, world: &World) -> Result<Form, Refusal> {
        let pair = world
            .scheme
            .get::<Pair>(self.pair)
            .ok_or_else(|| Refusal::NotFound(format!("pair {}", self.pair)))?;
        let status = world.scheme.pair_status(self.pair, world.today);
        if status == Some(Status::Closed) {
            return Err(Refusal::because(format!("{} is closed", self.pair)));
        }
        let what: Vec<Opt> = allowed(status)
            .iter()
            .filter_map(|id| WHAT.iter().find(|(known, _)| known == id))
            .map(|(id, label)| Opt::new(*id, *label))
            .collect();
        let first = what.first().map_or(String::new(), |first| first.id.clone());
        let end = pair.agreed_end.map_or(String::new(), |end| end.to_string());
        let fields = vec![
            Field::new("what", "From now on", Input::Choice(Choice::one(what, &first))),
            past_day("since", "Since", "today").required(),
            Field::line("why", "Why", ""),
            coming_day("end", "Agreed end", &end).required(),
        ];
        let now = status.map_or("not begun".to_owned(), |status| status.to_string());
        Ok(Form::new(self.title(world), "record", fields, world.calendar())
            .heading("Now", format!("{now}, since {}", days::long(pair.start))))
    }

    fn draft_key(&self) -> String {
        format!("hold:{}", self.pair)
    }

    fn changed(&self, form: &mut Form, _field: &str, _world: &World) {
        let what = form.value("what");
        form.show("since", what != END);
        form.show("why", what == HOLD || what == WIND_DOWN);
        form.show("end", what == END);
    }

    fn change(&self, form: &Form, world: &World) -> Result<Change, Refusal> {
        let since = form.day("since").unwrap_or(world.today);
        let why = text(form, "why");
        match form.value("what").as_str() {
            CONFIRM => confirm_pair(&world.scheme, self.pair, since),
            HOLD => hold_pair(&world.scheme, self.pair, since, &why),
            WIND_DOWN => wind_down(&world.scheme, self.pair, since, &why),
            END => end_on(&world.scheme, self.pair, form.day("end").unwrap_or(world.today)),
            _ => resume_pair(&world.scheme, self.pair, since),
        }
    }

    fn watched(&self, world: &World) -> Vec<(String, String)> {
        let status = world.scheme.pair_status(self.pair, world.today);
        vec![("Status".into(), status.map_or(String::new(), |status| status.to_string()))]
    }
}
