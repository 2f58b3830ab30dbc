//! The form of `A`: every clause of a pair's agreement, signatures and first conversation; one key fills the rest as usual (R2, R6).

use crate::domain::codes::{Code, Fit};
use crate::domain::field::Field as Clause;
use crate::domain::ids::PairId;
use crate::domain::records::agreement::{FIELDS, clauses};
use crate::domain::records::{Agreement, Pair};
use crate::domain::verbs::{agree_pair, usual_clause};
use crate::domain::{Change, Refusal};
use crate::screens::contract::World;
use crate::screens::form::Act;
use crate::screens::forms::fields;
use crate::text::days;
use crate::text::minutes::say_minutes;
use crate::ui::field::Field;
use crate::ui::form::{Extra, Form};
use crate::ui::keys::Key;

/// Records the agreement of a pair.
#[derive(Debug)]
pub struct Agreeing {
    /// The pair.
    pub pair: PairId,
}

/// The extra key that fills every empty clause.
const AS_USUAL: &str = "as-usual";
/// The length of a meeting, which is typed as people say it.
const MINUTES: &str = "minutes";
/// Where the cursor goes once the clauses are filled.
const FIRST_SIGNATURE: &str = "mentor_signed";

impl Agreeing {
    fn agreement(&self, world: &World) -> Agreement {
        let kept = world.scheme.get::<Agreement>(self.pair);
        kept.cloned().unwrap_or_else(|| Agreement::blank(self.pair))
    }
}

impl Act for Agreeing {
    fn title(&self, world: &World) -> String {
        format!("Agreement of {}", world.scheme.title(self.pair.into()))
    }

    fn form(&self, world: &World) -> Result<Form, Refusal> {
        let scheme = &world.scheme;
        let pair = scheme
            .get::<Pair>(self.pair)
            .ok_or_else(|| Refusal::NotFound(format!("pair {}", self.pair)))?;
        let agreement = self.agreement(world);
        let shown = |clause: &Clause<Agreement>| {
            let value = (clause.get)(&agreement);
            if clause.id == MINUTES {
                return Field::minutes(clause.id, clause.label, &length(&value)).help("45, 1h30");
            }
            fields::shown(clause.id, clause.label, clause.kind, &value, world)
        };
        let until = pair.agreed_end.map_or(String::new(), |end| {
            format!(", until {}", days::long(end)) // another end is agreed on with o
        });
        let form = Form::new(
            self.title(world),
            "record the agreement",
            FIELDS.iter().map(shown).collect(),
            world.calendar(),
        );
        let mut form = form.heading("Pair", format!("since {}{until}", days::long(pair.start)));
        let (key, label) = (Key::Ctrl('f'), "as usual");
        form.extras = vec![Extra { key, id: AS_USUAL, label, saves: false }];
        Ok(form)
    }

    fn draft_key(&self) -> String {
        format!("agreement:{}", self.pair)
    }

    fn changed(&self, form: &mut Form, field: &str, world: &World) {
        if field == AS_USUAL {
            for clause in clauses() {
                let usual = usual_clause(&world.scheme, self.pair, clause.id);
                let usual = if clause.id == MINUTES { length(&usual) } else { usual };
                if let Some(empty) = form.field_mut(clause.id).filter(|field| field.is_empty()) {
                    empty.set(&usual);
                }
            }
            form.focus(FIRST_SIGNATURE);
        }
        let missing: Vec<&str> = clauses()
            .filter(|clause| form.field(clause.id).is_some_and(Field::is_empty))
            .map(|clause| clause.label)
            .collect();
        form.notes.clear();
        if missing.is_empty() {
            form.notes.push("No clause is missing.".into());
        } else {
            form.notes.push(format!("Missing: {}.", missing.join(", ")));
        }
        let not_a_fit = |id: &str| form.value(id) == Fit::NotAFit.code();
        if not_a_fit("mentor_fit") || not_a_fit("mentee_fit") {
            form.notes.push("Nobody's fault: end it with c, or find another mentor with a.".into());
        }
    }

    fn change(&self, form: &Form, world: &World) -> Result<Change, Refusal> {
        let entered = |clause: &'static Clause<Agreement>| {
            let value = if clause.id == MINUTES {
                form.minutes(clause.id).map(|minutes| minutes.to_string()).unwrap_or_default()
            } else {
                fields::entered(form, clause.id, clause.kind)?
            };
            Some((clause.id, value))
        };
        let given: Vec<_> = FIELDS.iter().filter_map(entered).collect();
        agree_pair(&world.scheme, world.today, self.pair, &given)
    }

    fn watched(&self, world: &World) -> Vec<(String, String)> {
        let agreement = self.agreement(world);
        FIELDS.iter().map(|field| (field.label.to_owned(), (field.get)(&agreement))).collect()
    }
}

/// Minutes in canonical text as a person says them: "1h".
fn length(minutes: &str) -> String {
    minutes.parse::<u32>().map(say_minutes).unwrap_or_default()
}
