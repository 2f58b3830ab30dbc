//! A list on its way into a file: which of its rows, in which order, with which columns, told in words.

use super::{List, ListScreen};
use crate::domain::lists::Leaving;
use crate::screens::Route;
use crate::screens::contract::{Ctx, Step};
use crate::screens::forms::list_file::PutIntoFile;
use crate::ui::table;

impl<L: List> ListScreen<L> {
    /// Asks where the rows shown go, or the marked ones if any are.
    pub(super) fn put_into_file(&self, ctx: &Ctx<'_>) -> Step {
        let shown: Vec<L::Key> = self.rows().collect();
        let marked: Vec<L::Key> =
            shown.iter().filter(|row| self.marks.contains(row)).copied().collect();
        let rows = if marked.is_empty() { &shown } else { &marked };
        let leaving = match self.list.leaving(rows, ctx.world) {
            Ok(leaving) => leaving,
            Err(why) => return why.into(),
        };
        let (columns, headings) = self.on_screen(ctx);
        let all = match &leaving {
            Leaving::Records(list, _) => list.columns().len(),
            Leaving::Today(_) | Leaving::Shown { .. } => 0,
        };
        let (which, order) = (self.which(marked.len()), self.order());
        Step::Go(Route::IntoFile(Some(Box::new(PutIntoFile {
            leaving,
            which,
            order,
            columns,
            headings,
            all,
        }))))
    }

    /// The columns for which there is room on the screen: their names in files, and headings.
    fn on_screen(&self, ctx: &Ctx<'_>) -> (Vec<&'static str>, Vec<&'static str>) {
        let columns = self.list.columns();
        let widths = table::column_widths(columns, self.areas(ctx).table.width);
        let ids = self.list.in_files();
        let seen = columns.iter().zip(ids).zip(widths).filter(|(_, width)| *width > 0);
        seen.map(|((column, id), _)| (id, column.title)).unzip()
    }

    /// Which rows these are, where they are not all.
    fn which(&self, marked: usize) -> String {
        let filter = self.filter.text();
        let mut parts = Vec::new();
        if marked > 0 {
            parts.push(format!("only the marked ones, of {}", self.total()));
        } else if !filter.is_empty() {
            parts.push(format!("those shown, of {}", self.total()));
        }
        if !filter.is_empty() {
            parts.push(format!("filtered by /{filter}"));
        }
        parts.join(", ")
    }

    /// In which order they are, where it is not the list's own.
    fn order(&self) -> String {
        let Some((column, down)) = self.sort else { return String::new() };
        let title = self.list.columns().get(column).map_or("", |column| column.title);
        let way = if down { ", downwards" } else { "" };
        format!("by {}{way}", title.to_lowercase())
    }
}
