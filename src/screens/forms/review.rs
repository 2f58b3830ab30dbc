//! The form of `v`: hold a review, move it to another day, or plan one more (V1, V2).

use crate::domain::codes::{Fit, GoalsMet, Outcome, ReviewKind};
use crate::domain::ids::{AnyId, PairId, ReviewId};
use crate::domain::records::{Pair, Review};
use crate::domain::settings::Key as Setting;
use crate::domain::verbs::{HoldReview, hold_review, move_review, plan_review};
use crate::domain::{Change, Refusal};
use crate::screens::contract::World;
use crate::screens::form::Act;
use crate::screens::forms::{choice, chosen, coming_day, past_day};
use crate::text::days;
use crate::ui::field::{Choice, Field, Input, Opt};
use crate::ui::form::Form;

/// Holds, moves or plans a review.
#[derive(Debug)]
pub struct Reviewing {
    /// A review, or a pair whose next review it is.
    pub about: AnyId,
    /// Whether one more is to be planned.
    pub plan: bool,
}

const HELD: &str = "held";
const MOVE: &str = "move";
const PLAN: &str = "plan";

impl Reviewing {
    fn review<'w>(&self, world: &'w World) -> Option<&'w Review> {
        match self.about.letter {
            'V' => world.scheme.get::<Review>(ReviewId(self.about.number)),
            _ => world.scheme.next_review(PairId(self.about.number), world.today),
        }
    }

    fn pair(&self, world: &World) -> Result<PairId, Refusal> {
        let pair = match self.about.letter {
            'V' => self.review(world).map(|review| review.pair),
            _ => Some(PairId(self.about.number)),
        };
        pair.filter(|pair| world.scheme.get::<Pair>(*pair).is_some())
            .ok_or_else(|| Refusal::NotFound(self.about.to_string()))
    }
}

impl Act for Reviewing {
    fn title(&self, world: &World) -> String {
        let pair = self.pair(world).map(|pair| world.scheme.title(pair.into()));
        format!("Review of {}", pair.unwrap_or_else(|_| self.about.to_string()))
    }

    fn form(&self, world: &World) -> Result<Form, Refusal> {
        self.pair(world)?;
        let review = self.review(world).filter(|review| review.is_open(world.today));
        if self.about.letter == 'V' && review.is_none() {
            return Err(Refusal::because(format!(
                "{} is over: there is nothing to hold",
                self.about
            )));
        }
        let mut what = vec![Opt::new(PLAN, "plan one more")];
        if review.is_some() {
            what.insert(0, Opt::new(MOVE, "moved to another day"));
            what.insert(0, Opt::new(HELD, "it was held"));
        }
        let notice = world.scheme.settings().number(Setting::ReviewNoticeDays);
        let near = |review: &Review| (review.due - world.today).num_days() <= notice;
        let first = if self.plan || !review.is_some_and(near) { PLAN } else { HELD };
        let due = match review {
            Some(review) if first != PLAN => review.due.to_string(),
            _ => "+2w".to_owned(),
        };
        let fields = vec![
            Field::new("what", "What", Input::Choice(Choice::one(what, first))),
            past_day("held", "Held on", "today").required(),
            choice::<Outcome>("outcome", "Outcome", Some(Outcome::Continue)),
            coming_day("new_end", "New end", "").help("empty: as agreed, at its end one more term"),
            choice::<Fit>("mentor_fit", "Mentor's fit", None),
            choice::<Fit>("mentee_fit", "Mentee's fit", None),
            Field::number("mentor_score", "Mentor's score", "", (1, 5)).help("1 to 5"),
            Field::number("mentee_score", "Mentee's score", "", (1, 5)).help("1 to 5"),
            choice::<GoalsMet>("goals", "Goals met", None),
            coming_day("due", "Planned for", &due).required(),
            choice::<ReviewKind>("kind", "Kind", Some(ReviewKind::Extra)),
        ];
        let plan = review.map_or("none is planned".to_owned(), |review| {
            format!("{}, {}", review.kind, days::long(review.due))
        });
        Ok(Form::new(self.title(world), "record the review", fields, world.calendar())
            .heading("Next", plan))
    }

    fn draft_key(&self) -> String {
        format!("review:{}", self.about)
    }

    fn changed(&self, form: &mut Form, field: &str, world: &World) {
        let what = form.value("what");
        let held = what == HELD;
        for id in [
            "held",
            "outcome",
            "new_end",
            "mentor_fit",
            "mentee_fit",
            "mentor_score",
            "mentee_score",
            "goals",
        ] {
            form.show(id, held);
        }
        form.show("due", !held);
        form.show("kind", what == PLAN);
        let outcome = chosen::<Outcome>(form, "outcome");
        form.notes.clear();
        let at_the_end = self.review(world).is_some_and(|r| r.kind == ReviewKind::EndOfTerm);
        if held && at_the_end && outcome == Some(Outcome::Continue) {
            form.notes.push("They go on for one more term, or until the new end.".into());
        }
        if held && outcome == Some(Outcome::End) {
            form.notes.push("The pair stays open until you close it (c).".into());
        }
        if field == "outcome" && outcome == Some(Outcome::ContinueChanged) {
            form.notes.push("Say the new end.".into());
        }
    }

    fn change(&self, form: &Form, world: &World) -> Result<Change, Refusal> {
        let scheme = &world.scheme;
        let due = form.day("due").unwrap_or(world.today);
        let what = form.value("what");
        if what == PLAN {
            let kind = chosen(form, "kind").unwrap_or(ReviewKind::Extra);
            return plan_review(scheme, self.pair(world)?, kind, due).map(|(_, change)| change);
        }
        let review = self.review(world).ok_or_else(|| Refusal::NotFound(self.about.to_string()))?;
        if what == MOVE {
            return move_review(scheme, review.id, due);
        }
        let mut input = HoldReview::on(form.day("held").unwrap_or(world.today));
        input.outcome = chosen(form, "outcome").unwrap_or(Outcome::Continue);
        input.new_end = form.day("new_end");
        input.mentor_fit = chosen(form, "mentor_fit");
        input.mentee_fit = chosen(form, "mentee_fit");
        input.mentor_score = form.number("mentor_score");
        input.mentee_score = form.number("mentee_score");
        input.goals = chosen(form, "goals");
        hold_review(scheme, world.today, review.id, &input)
    }

    fn watched(&self, world: &World) -> Vec<(String, String)> {
        let review = self.review(world);
        vec![("Planned for".into(), review.map_or(String::new(), |review| days::long(review.due)))]
    }
}
