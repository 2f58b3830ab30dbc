//! The summary as a list: section by section what is told and the figures behind it, each with its change, a bar or its twelve months.

use std::cell::Cell;

use super::period::Picked;
use super::{card, told};
use crate::domain::Refusal;
use crate::domain::figures::{
    BreakdownLine, FigureLine, Period, Section, Summary, Trend, Went, written,
};
use crate::domain::gaps::{GAPS, Gap};
use crate::domain::lists::List as Records;
use crate::domain::records::Person;
use crate::export::summary::tables;
use crate::screens::contract::{Ctx, Step, World};
use crate::screens::list::{Line, List};
use crate::screens::{OfSummary, Route};
use crate::text::days;
use crate::ui::card::Card;
use crate::ui::chart;
use crate::ui::keys::Bind;
use crate::ui::table::{Column, Row};
use crate::ui::theme::{Role, Theme};

/// A row of the summary, by its place there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    /// All that is told.
    Told,
    /// A figure.
    Figure(usize),
    /// A breakdown.
    Breakdown(usize),
    /// Something that is missing in the records.
    Gap(usize),
}

/// The keys are those of the screen that holds the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoCmd {}

/// The list.
#[derive(Debug)]
pub(super) struct Figures {
    /// Which period was chosen.
    pub(super) picked: Picked,
    summary: Summary,
    gaps: Vec<usize>,
    /// Whether there is anything to count.
    is_empty: bool,
    /// How bars are drawn; the screen says so before it draws.
    pub(super) theme: Cell<Theme>,
}

/// Steps of a bar, and months of a sparkline.
pub(super) const STEPS: usize = 12;

const COLUMNS: &[Column] = &[
    Column::grows("Figure", 26, 34),
    Column::grows("Value", 16, 20),
    Column::grows("Change", 10, 14),
    Column::fixed("", 12),
    Column::grows("Year earlier", 12, 12).optional(),
    Column::grows("Aim", 12, 13).optional(),
];

impl Figures {
    pub(super) fn new(picked: Picked, world: &World) -> Self {
        let period = picked.period(world.today);
        Self {
            picked,
            summary: Summary::new(&world.scheme, period, world.today),
            gaps: GAPS.iter().map(|gap| gap.count(&world.scheme, world.today)).collect(),
            is_empty: world.scheme.all::<Person>().len() == 0,
            theme: Cell::new(Theme::default()),
        }
    }

    /// Looks at another period.
    pub(super) fn pick(&mut self, picked: Picked, world: &World) {
        self.picked = picked;
        let theme = self.theme.take();
        *self = Self { theme: Cell::new(theme), ..Self::new(picked, world) };
    }

    /// The period that is shown.
    pub(super) fn period(&self) -> Period {
        self.summary.period
    }

    /// The summary that is shown.
    pub(super) fn summary(&self) -> &Summary {
        &self.summary
    }

    fn figure(&self, at: usize) -> Option<&FigureLine> {
        self.summary.figures.get(at)
    }

    fn breakdown(&self, at: usize) -> Option<&BreakdownLine> {
        self.summary.breakdowns.get(at)
    }

    /// What is missing, and how often.
    fn gap(&self, at: usize) -> Option<(&'static Gap, usize)> {
        GAPS.get(at).zip(self.gaps.get(at).copied())
    }

    fn trend(&self, line: &FigureLine) -> Option<&Trend> {
        self.summary.trends.iter().find(|trend| trend.figure.id == line.figure.id)
    }

    /// The twelve months, or the bar of what is a part of a whole.
    fn drawn(&self, line: &FigureLine) -> String {
        let theme = self.theme.get();
        match self.trend(line) {
            Some(trend) => {
                let points: Vec<_> =
                    trend.points.iter().map(|(_, value)| value.map(card::tenths)).collect();
                chart::spark(&points, theme)
            }
            None => card::bar(line, STEPS, theme).unwrap_or_default(),
        }
    }

    /// The rows of a section, with the sentences before them.
    fn section(&self, section: Section) -> Vec<Line<Item>> {
        let summary = &self.summary;
        let mut lines: Vec<Line<Item>> = Vec::new();
        if section == Section::Headline {
            lines.push(Line::Row(Item::Told));
        }
        lines.extend(told::sentences(summary, section).into_iter().map(Line::Said));
        let figures = summary.figures.iter().enumerate();
        let figures = figures.filter(|(_, line)| line.figure.section == section);
        lines.extend(figures.map(|(at, _)| Line::Row(Item::Figure(at))));
        if section == Section::Definitions {
            lines.extend((0..GAPS.len()).map(|at| Line::Row(Item::Gap(at))));
        } else {
            let shown = tables(summary, section);
            let all = summary.breakdowns.iter().enumerate();
            let all = all.filter(|(_, line)| shown.iter().any(|one| one.id == line.breakdown.id));
            lines.extend(all.map(|(at, _)| Line::Row(Item::Breakdown(at))));
        }
        lines
    }

    fn figure_row(&self, line: &FigureLine) -> Row {
        let unit = line.figure.unit;
        let is_over = self.summary.is_over();
        let change = line.since_before(is_over);
        let earlier = line.since_year_earlier(is_over);
        let tint = |went: Option<Went>| match went {
            Some(Went::Worse) => Role::Urgent,
            Some(Went::Same) => Role::Muted,
            // green words cannot be read on every light ground
            Some(Went::Better | Went::Other) | None => Role::Plain,
        };
        let is_off = line.is_on_aim() == Some(false);
        let tints = vec![
            Role::Plain,
            Role::Plain,
            tint(change.as_ref().map(|change| change.went)),
            card::bar_role(line),
            tint(earlier.as_ref().map(|change| change.went)),
            Role::Muted,
        ];
        let said = |change: Option<crate::domain::figures::Change>| {
            change.map(|change| change.said()).unwrap_or_default()
        };
        let cells = vec![
            line.figure.name.to_owned(),
            line.value.brief(unit),
            said(change),
            self.drawn(line),
            said(earlier),
            line.figure.target.map(|target| target.said(unit)).unwrap_or_default(),
        ];
        let (sign, role) = if is_off { ('!', Role::Urgent) } else { (' ', Role::Plain) };
        Row { sign, cells, role, tints, ..Row::default() }
    }

    /// The labels with their numbers, where they are told.
    fn breakdown_row(&self, line: &BreakdownLine) -> Row {
        let table = tables(&self.summary, line.breakdown.section);
        let table = table.into_iter().find(|table| table.id == line.breakdown.id);
        let numbers = table.map(|table| {
            let counts = table.rows.iter();
            let counts =
                counts.map(|(_, count)| count.map_or("-".to_owned(), |count| count.to_string()));
            counts.collect::<Vec<_>>().join(", ")
        });
        let numbers = numbers.filter(|numbers| !numbers.is_empty());
        let numbers = numbers.unwrap_or_else(|| "not shown".to_owned());
        let cells = vec![line.breakdown.name.to_owned(), numbers];
        Row { sign: ' ', cells, ..Row::default() }
    }

    /// "March 2026, 3 of 31 days; beside February 2026 and March 2025".
    fn compared(&self) -> String {
        let summary = &self.summary;
        let period = summary.period;
        let state = match &summary.frozen {
            Some(frozen) => format!(", FROZEN on {}", written(frozen.on)),
            None if !summary.is_over() => {
                let so_far = (summary.as_of - period.from).num_days() + 1;
                format!(", not over: {so_far} of {}", days::count(period.days()))
            }
            None => String::new(),
        };
        let (before, earlier) = (period.previous(), period.year_earlier());
        let beside =
            if before == earlier { before.to_string() } else { format!("{before} and {earlier}") };
        format!("{period}{state}; beside {beside}")
    }
}

impl List for Figures {
    type Key = Item;
    type Cmd = NoCmd;
    const KEYS: &'static [Bind<NoCmd>] = &[];
    const SHARE: u16 = 71;
    const FILE: (&'static str, &'static str) = ("summary", "Summary");

    fn title(&self, _: &World) -> String {
        "Summary".to_owned()
    }

    fn columns(&self) -> &[Column] {
        COLUMNS
    }

    fn lines(&self, _: &World) -> Vec<Line<Item>> {
        let mut lines = Vec::new();
        if self.is_empty {
            return lines;
        }
        for section in Section::ALL {
            let mut rows = self.section(*section);
            if !rows.is_empty() {
                if !lines.is_empty() {
                    lines.push(Line::Note(String::new()));
                }
                lines.push(Line::Section(section.title().to_uppercase(), String::new()));
                lines.append(&mut rows);
            }
        }
        lines
    }

    fn row(&self, key: Item, _: &World) -> Row {
        let row = match key {
            Item::Told => {
                let count =
                    Section::ALL.iter().map(|one| told::sentences(&self.summary, *one).len());
                let said = format!("{} sentences", count.sum::<usize>());
                let cells = vec!["All that is told".to_owned(), said];
                Some(Row { sign: ' ', cells, ..Row::default() })
            }
            Item::Figure(at) => self.figure(at).map(|line| self.figure_row(line)),
            Item::Breakdown(at) => self.breakdown(at).map(|line| self.breakdown_row(line)),
            Item::Gap(at) => self.gap(at).map(|(gap, how_many)| Row {
                sign: ' ',
                cells: vec![format!("Missing: {}", gap.missing), how_many.to_string()],
                ..Row::default()
            }),
        };
        row.unwrap_or_default()
    }

    fn name(&self, key: Item) -> String {
        match key {
            Item::Told => "told",
            Item::Figure(at) => self.figure(at).map_or("", |line| line.figure.id),
            Item::Breakdown(at) => self.breakdown(at).map_or("", |line| line.breakdown.id),
            Item::Gap(at) => self.gap(at).map_or("", |(gap, _)| gap.counted),
        }
        .to_owned()
    }

    fn sought(&self, key: Item, world: &World) -> String {
        format!("{} {}", self.row(key, world).cells.join(" "), self.name(key))
    }

    fn card(&self, key: Item, world: &World) -> Card {
        let summary = &self.summary;
        let card = match key {
            Item::Told => Some(told::card(summary)),
            Item::Figure(at) => self
                .figure(at)
                .map(|line| card::figure(line, summary, self.trend(line), world, self.theme.get())),
            Item::Breakdown(at) => {
                self.breakdown(at).map(|line| card::breakdown(line, summary, self.theme.get()))
            }
            Item::Gap(at) => self.gap(at).map(|(gap, many)| card::gap(gap.counted, many)),
        };
        card.unwrap_or_default()
    }

    fn empty(&self, _: &World) -> String {
        "There is nobody yet to count. Bring your sheets in: press : and type import. Or add a person \
         on People (4) with n. The summary then tells what managers ask for, with every figure."
            .to_owned()
    }

    /// The line of periods is drawn by the screen.
    fn head(&self, _: &World, _room: usize) -> Vec<String> {
        vec![String::new(), self.compared()]
    }

    fn open(&mut self, key: Item, _: &Ctx<'_>) -> Step {
        match key {
            Item::Figure(at) => match self.figure(at) {
                Some(line) => {
                    Step::Go(Route::OfSummary(OfSummary::Records(line.figure.id, self.period())))
                }
                None => Step::Stay,
            },
            Item::Gap(_) => Step::Go(Route::Records(Records::Gaps)),
            Item::Told | Item::Breakdown(_) => Step::Pass,
        }
    }

    fn available(&self, cmd: NoCmd, _: Option<Item>, _: &World) -> Result<(), Refusal> {
        match cmd {}
    }

    fn run(&mut self, cmd: NoCmd, _: &[Item], _: &Ctx<'_>) -> Step {
        match cmd {}
    }

    fn renewed(&mut self, world: &World) {
        self.pick(self.picked, world);
    }
}
