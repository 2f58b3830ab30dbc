//! The form that puts reviews, meetings, events and deadlines into a file for a calendar program (I3).

use crate::domain::diary::DiaryKind;
use crate::domain::{Change, Refusal};
use crate::export::CalendarFile;
use crate::screens::contract::{Effect, World};
use crate::screens::form::Act;
use crate::screens::forms::list_file::suggested;
use crate::ui::field::{Choice, Field, Input, Opt};
use crate::ui::form::Form;

/// Makes a calendar file of the whole scheme.
#[derive(Debug)]
pub struct MakeCalendar;

/// What each kind is, in a few words.
fn meaning(kind: DiaryKind) -> &'static str {
    match kind {
        DiaryKind::Reviews => "reviews",
        DiaryKind::Meetings => "meetings of pairs",
        DiaryKind::Events => "events",
        DiaryKind::Deadlines => "deadlines: answers, signatures, agreed ends, renewals",
    }
}

impl Act for MakeCalendar {
    fn title(&self, _: &World) -> String {
        "Make a calendar file".to_owned()
    }

    fn form(&self, world: &World) -> Result<Form, Refusal> {
        let kinds = DiaryKind::ALL.map(|kind| Opt::new(kind.name(), meaning(kind)));
        let all = DiaryKind::ALL.map(DiaryKind::name).join(",");
        let fields = vec![
            Field::new("kinds", "What", Input::Choice(Choice::many(kinds.to_vec(), &all)))
                .required(),
            Field::line("file", "File", &suggested(world, "calendar", "ics")).path().required(),
        ];
        let mut form = Form::new(self.title(world), "write the file", fields, world.calendar());
        form.notes = vec![
            "It has names, and no note and no concern. Import it again after changes: what is in \
             the calendar is updated, nothing doubled."
                .to_owned(),
        ];
        Ok(form)
    }

    fn draft_key(&self) -> String {
        "calendar-file".to_owned()
    }

    fn change(&self, _: &Form, _: &World) -> Result<Change, Refusal> {
        Err(Refusal::because("nothing is to be saved here"))
    }

    fn effect(&self, form: &Form, _: &World) -> Option<Result<Effect, Refusal>> {
        let kinds = form.many("kinds").iter().filter_map(|name| DiaryKind::named(name)).collect();
        Some(Ok(Effect::CalendarFile {
            calendar: CalendarFile { kinds, only: Vec::new() },
            file: form.value("file").trim().to_owned(),
            replace: form.insists(),
        }))
    }
}
