//! The three questions of the first start: what the scheme is called, how days are typed, and how it begins (S5, tui-ux 4).

use chrono::NaiveDate;

use crate::domain::settings::Key;
use crate::domain::verbs::set_setting;
use crate::domain::{Change, Refusal, Scheme};
use crate::text::days::Order;
use crate::ui::field::{Calendar, Choice, Field, Input, LineInput, Opt};
use crate::ui::form::Form;

/// What a new scheme begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begin {
    /// Nothing: an empty scheme.
    Empty,
    /// A sheet: an empty scheme, and where sheets come in.
    Import,
    /// A look around in a sample, of which nothing is kept.
    Practice,
}

impl Begin {
    fn named(name: &str) -> Self {
        match name {
            "import" => Self::Import,
            "practice" => Self::Practice,
            _ => Self::Empty,
        }
    }
}

/// What was answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Beginning {
    /// The settings of the scheme that differ from their defaults.
    pub change: Change,
    /// How it begins.
    pub begin: Begin,
}

/// The questions, each with its usual answer. `file` is where the scheme will be.
pub fn questions(today: NaiveDate, file: &str) -> Form {
    let usual = |key: Key| key.setting().map_or("", |setting| setting.default);
    let orders = vec![
        Opt::new("dmy", "day first: 3/4 is 3 April"),
        Opt::new("mdy", "month first: 3/4 is 4 March"),
        Opt::new("ymd", "year first: 2026-4-3 is 3 April 2026"),
    ];
    let begins = vec![
        Opt::new("empty", "start empty"),
        Opt::new("import", "bring in a sheet: Excel, CSV, Google or Microsoft Forms"),
        Opt::new("practice", "look at a sample first; nothing of it is kept"),
    ];
    let name = Input::Line(LineInput::replacing(usual(Key::Name)));
    let order = Input::Choice(Choice::one(orders, usual(Key::DateOrder)));
    let fields = vec![
        Field::new("name", "Its name", name).required(),
        Field::new("order", "Days typed", order),
        Field::new("begin", "To begin", Input::Choice(Choice::one(begins, "empty"))),
    ];
    let calendar = Calendar { today, order: Order::Dmy };
    let mut form = Form::new("Welcome to Matchbook: a new scheme", "begin", fields, calendar);
    form.heading = vec![
        (
            "For".to_owned(),
            "the coordinator of a mentoring scheme, in one file of yours".to_owned(),
        ),
        ("File".to_owned(), file.to_owned()),
    ];
    form.notes = vec![
        "Nothing is written before you begin; Ctrl-C leaves. All of this can be changed later \
         (: settings), and ? shows the keys of every screen."
            .to_owned(),
    ];
    form.leave_label = "begin as it stands";
    form
}

/// What the form says; a name that was emptied is the usual one.
pub fn answers(form: &Form) -> Result<Beginning, Refusal> {
    let empty = Scheme::default();
    let name = form.value("name");
    let name = name.trim();
    let usual = Key::Name.setting().map_or("", |setting| setting.default);
    let named = set_setting(&empty, "name", if name.is_empty() { usual } else { name })?;
    let with_name = empty.after(&named).map_err(|why| Refusal::because(why.to_string()))?;
    let ordered = set_setting(&with_name, "date-order", &form.value("order"))?;
    let words = "the scheme was made".to_owned();
    let edits = [named.edits, ordered.edits].concat();
    let begin = Begin::named(&form.value("begin"));
    Ok(Beginning { change: Change { words, edits }, begin })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::form::FormStep;
    use crate::ui::keys::Key as Press;

    fn form() -> Form {
        questions(NaiveDate::MIN, "~/scheme.db")
    }

    fn typed(form: &mut Form, text: &str) {
        for letter in text.chars() {
            form.key(Press::Char(letter));
        }
    }

    #[test]
    fn untouched_it_is_an_empty_scheme_with_every_default() {
        let mut form = form();
        assert_eq!(form.key(Press::Esc), FormStep::Leave);
        let answers = answers(&form).unwrap();
        assert_eq!((answers.begin, answers.change.edits.len()), (Begin::Empty, 0));
    }

    #[test]
    fn three_answers_are_three_fields_and_enter() {
        let mut form = form();
        typed(&mut form, "Nursing");
        form.key(Press::Enter);
        typed(&mut form, "m");
        form.key(Press::Enter);
        typed(&mut form, "b");
        assert_eq!(form.key(Press::Enter), FormStep::Save);
        let answers = answers(&form).unwrap();
        let scheme = Scheme::default().after(&answers.change).unwrap();
        assert_eq!(scheme.settings().text(Key::Name), "Nursing");
        assert_eq!(scheme.settings().text(Key::DateOrder), "mdy");
        assert_eq!(answers.begin, Begin::Import);
    }
}
