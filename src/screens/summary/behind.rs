//! The records behind a figure: those that it counts, and those out of which they were counted, each with its card and the keys of its row.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::domain::Refusal;
use crate::domain::figures::{Figure, Period, Unit, View, written};
use crate::domain::ids::AnyId;
use crate::domain::lists::{Leaving, List as Records};
use crate::domain::records::FrozenFigure;
use crate::screens::Route;
use crate::screens::acts::{self, ROW_KEYS, RowCmd};
use crate::screens::cards::{self, Look, sign_and_word};
use crate::screens::contract::{Ctx, Step, World};
use crate::screens::list::{Line, List};
use crate::screens::listing::Listing;
use crate::ui::card::Card;
use crate::ui::keys::Bind;
use crate::ui::table::{Column, Row};

/// The records of a figure.
#[derive(Debug)]
pub(in crate::screens) struct Behind {
    figure: &'static Figure,
    period: Period,
    records: Records,
    listing: Listing,
    counted: Vec<AnyId>,
    others: Vec<AnyId>,
    /// The figure as it is counted from these records.
    said: String,
}

impl Behind {
    /// The records of a figure in a period, or why there are none to be listed.
    pub(in crate::screens) fn new(
        id: &str,
        period: Period,
        world: &World,
    ) -> Result<Self, Refusal> {
        let figure = Figure::named(id).ok_or_else(|| Refusal::NotFound(id.to_owned()))?;
        let (counted, others, said) = gathered(figure, period, world);
        let first = counted.first().or_else(|| others.first());
        let records = first.and_then(|id| Records::of(*id)).ok_or_else(|| none(figure, &said))?;
        Ok(Self { figure, period, listing: Listing::new(records), records, counted, others, said })
    }

    fn headings(&self) -> [String; 2] {
        let (counted, others) = (self.counted.len(), self.others.len());
        if self.figure.unit == Unit::Ratio {
            [format!("COUNTED {counted}"), format!("SET AGAINST {others}")]
        } else {
            [format!("COUNTED {counted}"), format!("NOT COUNTED {others}")]
        }
    }
}

/// Why a figure has no records to list.
fn none(figure: &Figure, said: &str) -> Refusal {
    if figure.id.starts_with("concerns-") {
        return Refusal::because(
            "concerns are a number here; what they are about is on their own screen (: concerns)",
        );
    }
    let name = figure.name.to_lowercase();
    Refusal::because(format!("no record is behind {name}: it reads {said}"))
}

/// What a figure counts, what it leaves out of the whole, and how it reads; each record once, in
/// the order of its list.
fn gathered(
    figure: &'static Figure,
    period: Period,
    world: &World,
) -> (Vec<AnyId>, Vec<AnyId>, String) {
    let value = figure.value(&View::new(&world.scheme, period, world.today));
    let records = value.counted.first().or_else(|| value.out_of.first());
    let order = records.and_then(|id| Records::of(*id));
    let order = order.map(|list| list.rows(&world.scheme, world.today)).unwrap_or_default();
    let sorted = |ids: &[AnyId]| {
        let mut left: BTreeSet<AnyId> = ids.iter().copied().collect();
        let mut sorted: Vec<AnyId> = order.iter().filter(|id| left.remove(id)).copied().collect();
        // what its list leaves out
        sorted.extend(left);
        sorted
    };
    let counted = sorted(&value.counted);
    let is_counted: BTreeSet<AnyId> = counted.iter().copied().collect();
    let others = value.out_of.iter().filter(|id| !is_counted.contains(id));
    let others = sorted(&others.copied().collect::<Vec<_>>());
    (counted, others, value.said(figure.unit))
}

impl List for Behind {
    type Key = AnyId;
    type Cmd = RowCmd;
    const KEYS: &'static [Bind<RowCmd>] = ROW_KEYS;
    const FILE: (&'static str, &'static str) = ("records", "Records");

    fn title(&self, _: &World) -> String {
        self.figure.name.to_owned()
    }

    fn columns(&self) -> &[Column] {
        self.listing.columns()
    }

    fn lines(&self, _: &World) -> Vec<Line<AnyId>> {
        let mut lines = Vec::new();
        let notes =
            ["", if self.figure.unit == Unit::Ratio { "" } else { "but of the same whole" }];
        for ((title, note), ids) in
            self.headings().into_iter().zip(notes).zip([&self.counted, &self.others])
        {
            if !ids.is_empty() {
                lines.push(Line::Section(title, note.to_owned()));
                lines.extend(ids.iter().copied().map(Line::Row));
            }
        }
        lines
    }

    fn row(&self, id: AnyId, world: &World) -> Row {
        let mut row = self.listing.row(id, world);
        if let Some(item) = world.gravest(id) {
            row.sign = sign_and_word(item).0;
            row.role = cards::role(item.severity);
        }
        row
    }

    fn name(&self, id: AnyId) -> String {
        id.to_string()
    }

    fn sought(&self, id: AnyId, world: &World) -> String {
        self.listing.sought(id, world)
    }

    fn compare(&self, by: (usize, bool), a: AnyId, b: AnyId, world: &World) -> Ordering {
        self.listing.compare(by, a, b, world)
    }

    fn card(&self, id: AnyId, world: &World) -> Card {
        let look = Look::of(world, world.gravest(id));
        cards::card(look, id)
            .unwrap_or_else(|| self.listing.card(id, &world.scheme.title(id), world))
    }

    fn leaving(&self, rows: &[AnyId], _: &World) -> Result<Leaving, Refusal> {
        Ok(Leaving::Records(self.records, rows.to_vec()))
    }

    fn in_files(&self) -> Vec<&'static str> {
        self.listing.in_files()
    }

    fn empty(&self, _: &World) -> String {
        "No record is behind this figure any more. Esc goes back.".to_owned()
    }

    fn head(&self, world: &World, _room: usize) -> Vec<String> {
        let as_of = written(self.period.as_of(world.today));
        let (name, period, said) = (self.figure.name, self.period, &self.said);
        let of = |row: &FrozenFigure| (row.period_from, row.period_to) == (period.from, period.to);
        let is_frozen = world.scheme.all::<FrozenFigure>().any(of);
        let by = if is_frozen { ", by the records of today; the period is FROZEN" } else { "" };
        vec![format!("{name} in {period}, as of {as_of}: {said}{by}")]
    }

    fn available(
        &self,
        cmd: RowCmd,
        selected: Option<AnyId>,
        world: &World,
    ) -> Result<(), Refusal> {
        acts::available(cmd, selected, world)
    }

    fn run(&mut self, cmd: RowCmd, rows: &[AnyId], ctx: &Ctx<'_>) -> Step {
        acts::run(cmd, rows, Route::Add(rows.first().copied()), ctx.world)
    }

    fn renewed(&mut self, world: &World) {
        (self.counted, self.others, self.said) = gathered(self.figure, self.period, world);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_table_has_no_faults() {
        assert_eq!(crate::screens::list::faults::<Behind>(), Vec::<String>::new());
    }
}
