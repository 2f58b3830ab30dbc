//! The form that puts a list into a file as it stands on the screen: in which form, which columns, and where (I3).

use std::path::Path;

use crate::domain::diary::DiaryKind;
use crate::domain::ids::AnyId;
use crate::domain::lists::{Leaving, List};
use crate::domain::{Change, Refusal};
use crate::export::{CalendarFile, FileKind, ListFile};
use crate::screens::contract::{Effect, World};
use crate::screens::form::Act;
use crate::text::days::plural;
use crate::text::width;
use crate::ui::field::{Choice, Field, Input, Opt};
use crate::ui::form::Form;

/// A list as it stands on a screen, to be put into a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutIntoFile {
    /// The rows, in their order.
    pub leaving: Leaving,
    /// Which of the rows these are, where they are not all: `3 marked of 29`.
    pub which: String,
    /// In which order, where it is not the list's own.
    pub order: String,
    /// Ids of the columns that the screen shows, in its order; empty where only all make sense.
    pub columns: Vec<&'static str>,
    /// Their headings.
    pub headings: Vec<&'static str>,
    /// How many columns the list has.
    pub all: usize,
}

/// A calendar file, which some lists can be too.
const ICS: &str = "ics";

impl PutIntoFile {
    /// What of a calendar the rows are, if they can stand in one.
    fn diary(&self) -> Option<(DiaryKind, Vec<AnyId>)> {
        let Leaving::Records(list, ids) = &self.leaving else { return None };
        let kinds = [
            (List::Reviews, DiaryKind::Reviews),
            (List::Meetings, DiaryKind::Meetings),
            (List::Entries('E'), DiaryKind::Events),
        ];
        let kind = kinds.iter().find(|(of, _)| of == list)?;
        Some((kind.1, ids.clone()))
    }
}

/// Where a file goes that a person makes: into the folder where the last one went.
pub(super) fn suggested(world: &World, name: &str, ending: &str) -> String {
    let name = format!("{name}-{}.{ending}", world.today);
    if world.folder.is_empty() { name } else { format!("{}/{name}", world.folder) }
}

/// The same name with another ending, if it had one of those known.
pub(super) fn with_ending(file: &str, ending: &str, known: &[&str]) -> Option<String> {
    let is_known =
        |file: &Path| known.iter().any(|one| file.extension().is_some_and(|e| e == *one));
    let path = Path::new(file);
    is_known(path).then(|| path.with_extension(ending).to_string_lossy().into_owned())
}

impl Act for PutIntoFile {
    fn title(&self, _: &World) -> String {
        match &self.leaving {
            Leaving::Today(_) => "Put Today into a file".to_owned(),
            Leaving::Records(..) | Leaving::Shown { .. } => {
                format!("Put {} into a file", self.leaving.name())
            }
        }
    }

    fn form(&self, world: &World) -> Result<Form, Refusal> {
        if self.leaving.is_empty() {
            return Err(Refusal::because("no row is here that could be put into a file"));
        }
        let mut kinds: Vec<Opt> =
            FileKind::ALL.iter().map(|kind| Opt::new(kind.ending(), kind.meaning())).collect();
        if self.diary().is_some() {
            kinds.push(Opt::new(ICS, "ICS, for a calendar program"));
        }
        let mut fields = vec![Field::new(
            "format",
            "Written as",
            Input::Choice(Choice::one(kinds, FileKind::Csv.ending())),
        )];
        if self.columns.len() < self.all && !self.columns.is_empty() {
            let shown = format!("the {} on the screen", self.columns.len());
            let all = format!("all {}, as an import reads them", self.all);
            let columns = vec![Opt::new("shown", shown), Opt::new("all", all)];
            fields.push(Field::new(
                "columns",
                "Columns",
                Input::Choice(Choice::one(columns, "shown")),
            ));
        }
        let file = suggested(world, self.leaving.name(), FileKind::Csv.ending());
        fields.push(Field::line("file", "File", &file).path().required());
        let mut form = Form::new(self.title(world), "write the file", fields, world.calendar());
        let count = plural(i64::try_from(self.leaving.len()).unwrap_or(i64::MAX), "row");
        let rows = if self.which.is_empty() {
            format!("all: {count}")
        } else {
            format!("{count}: {}", self.which)
        };
        form.heading = vec![("Rows".to_owned(), rows)];
        if !self.order.is_empty() {
            form.heading.push(("Order".to_owned(), self.order.clone()));
        }
        Ok(form)
    }

    fn draft_key(&self) -> String {
        format!("file:{}", self.leaving.name())
    }

    fn changed(&self, form: &mut Form, field: &str, _: &World) {
        let ending = form.value("format");
        let mut known = FileKind::ALL.map(FileKind::ending).to_vec();
        known.push(ICS);
        let renamed = with_ending(&form.value("file"), &ending, &known);
        if let (Some(renamed), "format") = (renamed, field)
            && let Some(file) = form.field_mut("file")
        {
            file.set(&renamed);
        }
        form.show("columns", ending != ICS);
        form.notes = if form.value("columns") == "shown" {
            width::wrap(&format!("Columns: {}", self.headings.join(", ")), 72)
        } else {
            Vec::new()
        };
    }

    fn change(&self, _: &Form, _: &World) -> Result<Change, Refusal> {
        Err(Refusal::because("nothing is to be saved here"))
    }

    fn effect(&self, form: &Form, _: &World) -> Option<Result<Effect, Refusal>> {
        let file = form.value("file").trim().to_owned();
        let replace = form.insists();
        if let (true, Some((kind, only))) = (form.value("format") == ICS, self.diary()) {
            let calendar = CalendarFile { kinds: vec![kind], only };
            return Some(Ok(Effect::CalendarFile { calendar, file, replace }));
        }
        let kind = FileKind::ending_in(&form.value("format")).unwrap_or(FileKind::Csv);
        let is_shown = form.value("columns") == "shown";
        let columns = if is_shown { self.columns.clone() } else { Vec::new() };
        let list = ListFile { leaving: self.leaving.clone(), columns, kind };
        Some(Ok(Effect::ListFile { list: Box::new(list), file, replace }))
    }
}
