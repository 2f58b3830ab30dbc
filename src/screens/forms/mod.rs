//! Forms and small menus of the acts: one file an act, filled with all that can be known.

pub mod add_request;
pub mod agreement;
pub mod another;
pub mod attend;
pub mod beginning;
pub mod calendar_file;
pub mod close;
pub mod concern;
pub mod confirm_draft;
pub mod decline;
pub mod elsewhere;
pub mod entry;
mod fields;
pub mod freeze;
pub mod hide;
pub mod hold;
pub mod invite;
pub mod keep;
pub mod list_file;
pub mod make_match;
pub mod manager;
pub mod meeting;
pub mod mentors;
pub mod more;
pub mod open_scheme;
pub mod person;
mod pointing;
pub mod privacy;
pub mod reassign;
pub mod respond;
pub mod review;
pub mod save_letters;
pub mod series;
pub mod setting;
pub mod snooze;
pub mod steps;
pub mod summary_file;
pub mod which_pair;

use crate::domain::codes::{Code, Several};
use crate::domain::field::options;
use crate::domain::verbs::Leave;
use crate::screens::form::{REALLY, WHY_ALL_THE_SAME};
use crate::text::Text;
use crate::text::days::Lean;
use crate::ui::field::{Choice, DayInput, Field, Input, Opt};
use crate::ui::form::Form;

/// A field that offers a closed list; nothing chosen where `chosen` is none.
fn choice<C: Code>(id: &'static str, label: &'static str, chosen: Option<C>) -> Field {
    let chosen = chosen.map_or("", Code::code);
    Field::new(id, label, Input::Choice(Choice::one(opts::<C>(), chosen)))
}

/// A field that offers several of a closed list.
fn choices<C: Code>(id: &'static str, label: &'static str) -> Field {
    Field::new(id, label, Input::Choice(Choice::many(opts::<C>(), "")))
}

fn opts<C: Code>() -> Vec<Opt> {
    options::<C>().into_iter().map(|(code, label)| Opt::new(code, label)).collect()
}

/// A field that is yes, no or not known.
fn maybe(id: &'static str, label: &'static str, known: Option<bool>) -> Field {
    let known = known.map_or("", |yes| if yes { "yes" } else { "no" });
    let options = vec![Opt::new("yes", "yes"), Opt::new("no", "no")];
    Field::new(id, label, Input::Choice(Choice::one(options, known)))
}

/// Yes, no or not known.
fn perhaps(form: &Form, id: &str) -> Option<bool> {
    match form.value(id).as_str() {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

/// A day that has happened, today at the latest.
fn past_day(id: &'static str, label: &'static str, text: &str) -> Field {
    Field::new(id, label, Input::Day(DayInput::new(text, Lean::Past)))
}

/// A day that will come, or any day.
fn coming_day(id: &'static str, label: &'static str, text: &str) -> Field {
    Field::new(id, label, Input::Day(DayInput::new(text, Lean::Future)))
}

/// What was chosen of a closed list.
fn chosen<C: Code>(form: &Form, id: &str) -> Option<C> {
    C::from_code(&form.value(id))
}

/// What was chosen of several.
fn several<C: Code>(form: &Form, id: &str) -> Several<C> {
    Several(form.many(id).iter().filter_map(|code| C::from_code(code)).collect())
}

/// A field's text, trimmed.
fn text(form: &Form, id: &str) -> Text {
    Text::new(form.value(id).trim())
}

/// The leave to over-rule that a form gives (M3).
fn leave(form: &Form) -> Leave {
    Leave { reason: text(form, WHY_ALL_THE_SAME), confirmed: form.yes(REALLY) }
}
