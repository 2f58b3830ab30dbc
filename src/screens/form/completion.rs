//! Tab in a field for a path: what was just typed is completed by what is in its folder.

use std::sync::Arc;

use crate::screens::contract::{Effect, Step};
use crate::screens::importing::{Folder, SheetAnswer, SheetAsk, SheetTold, SheetWork};
use crate::screens::scoring::Pace;
use crate::ui::form::Form;

/// What is completed in a form, or is about to be.
#[derive(Debug, Default)]
pub(super) struct Completion {
    /// The field in which something was typed since Tab was pressed last.
    typed: Option<&'static str>,
    /// The field that waits for what is in its folder, and what it said.
    asked: Option<(Arc<Pace>, &'static str, String)>,
}

/// What is to be done about a path once its folder is known.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Completed {
    /// The field goes on so.
    To(&'static str, String),
    /// There is nothing to complete: Tab goes to the next field, as in all others.
    Not,
}

impl Completion {
    /// Notes that this field was changed by typing.
    pub(super) fn typed(&mut self, field: &'static str) {
        self.typed = Some(field);
    }

    /// Tab: asks what is in the folder of a path that was just typed. Where nothing was, Tab is what
    /// it is in every form.
    pub(super) fn ask(&mut self, form: &Form) -> Option<Step> {
        let typed = self.typed.take();
        let field = form.focused().filter(|field| field.is_path() && typed == Some(field.id))?;
        let text = field.value();
        let pace = Arc::new(Pace::default());
        let ask = SheetAsk::Folder(Folder::of(&text).to_owned());
        self.asked = Some((Arc::clone(&pace), field.id, text));
        Some(Step::Do(Effect::Sheet(SheetWork { pace, ask })))
    }

    /// Takes what is in the folder; none where somebody else had asked for it, or the cursor or the
    /// path moved on meanwhile.
    pub(super) fn answer(&mut self, told: &SheetTold, form: &Form) -> Option<Completed> {
        let (_, field, text) = self.asked.take_if(|(pace, ..)| Arc::ptr_eq(pace, &told.pace))?;
        let SheetAnswer::Folder(folder) = &told.answer else { return None };
        form.focused().filter(|focused| focused.id == field && focused.value() == text)?;
        let further = folder.complete(&text).filter(|further| *further != text);
        Some(further.map_or(Completed::Not, |further| Completed::To(field, further)))
    }
}
