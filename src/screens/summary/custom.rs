//! The question for any period: a month, quarter or year as it is written, or two days.

use super::period::against;
use crate::domain::figures::Period;
use crate::screens::contract::World;
use crate::text::days::Lean;
use crate::ui::field::{DayInput, Field, Input};
use crate::ui::form::Form;

/// The form, filled with the period that is shown.
pub(super) fn form(period: Period, world: &World) -> Form {
    let day = |id, label, day: chrono::NaiveDate| {
        Field::new(id, label, Input::Day(DayInput::new(&day.to_string(), Lean::Past)))
    };
    let mut written = Field::line("period", "Period", "");
    written = written.help("2026-03, 2026-Q1 or 2026; else the two days");
    written.decides = true;
    let fields =
        vec![written, day("from", "First day", period.from), day("to", "Last day", period.to)];
    let mut form = Form::new("Summary of any period", "show it", fields, world.calendar());
    form.leave_label = "back";
    changed(&mut form, world);
    form
}

/// Says which period it is, as far as it is known.
pub(super) fn changed(form: &mut Form, world: &World) {
    let is_written = !form.value("period").trim().is_empty();
    form.show("from", !is_written);
    form.show("to", !is_written);
    form.notes = match read(form, world) {
        Ok(period) => vec![
            format!("{period}: {}, both ends included.", crate::text::days::count(period.days())),
            format!("Compared with {} and {}.", period.previous(), period.year_earlier()),
        ],
        Err((_, why)) => vec![why],
    };
}

/// The period that was asked for, or at which field and why there is none.
pub(super) fn read(form: &Form, world: &World) -> Result<Period, (&'static str, String)> {
    let written = form.value("period");
    let (field, period) = if written.trim().is_empty() {
        let day = |id: &'static str| form.day(id).ok_or((id, "give a day".to_owned()));
        ("to", Period::new(day("from")?, day("to")?))
    } else {
        ("period", written.parse::<Period>())
    };
    let period = period.map_err(|why| (field, why.to_string()))?;
    match against(period, world.today) {
        Some(why) => Err((if field == "to" { "from" } else { field }, why)),
        None => Ok(period),
    }
}
