//! The form that starts all pairs of a draft as one act (M4).

use crate::domain::ids::MatchDraftId;
use crate::domain::matching::kept_pairs;
use crate::domain::verbs::confirm_draft;
use crate::domain::{Change, Refusal};
use crate::screens::contract::World;
use crate::screens::form::Act;
use crate::screens::forms::{coming_day, leave};
use crate::text::days::plural;
use crate::ui::form::Form;

/// Confirms a draft.
#[derive(Debug)]
pub struct ConfirmDraft {
    /// The draft.
    pub draft: MatchDraftId,
}

impl Act for ConfirmDraft {
    const LETTERS: bool = true;

    fn title(&self, _: &World) -> String {
        format!("Confirm matching draft {}", self.draft)
    }

    fn form(&self, world: &World) -> Result<Form, Refusal> {
        let pairs = kept_pairs(&world.scheme, self.draft);
        let points: i64 = pairs.iter().map(|pair| pair.points).sum();
        let count = plural(i64::try_from(pairs.len()).unwrap_or(i64::MAX), "pair");
        let fields = vec![coming_day("start", "Start on", "today").required()];
        let mut form = Form::new(self.title(world), "start them all", fields, world.calendar())
            .heading("Draft", format!("{count}, {points} points"));
        form.notes = vec![
            "Each pair is provisional until both agree; o confirms one. Ctrl-T goes on to the \
             letters that introduce them."
                .to_owned(),
        ];
        Ok(form)
    }

    fn draft_key(&self) -> String {
        format!("confirm:{}", self.draft)
    }

    fn change(&self, form: &Form, world: &World) -> Result<Change, Refusal> {
        let start = form.day("start").unwrap_or(world.today);
        confirm_draft(&world.scheme, world.today, self.draft, start, &leave(form))
    }
}
