//! The figures of a month, quarter or year in the program: each beside the period before and a year earlier, with what it means (U1, U2, S3, S6).

use crate::domain::Refusal;
use crate::domain::figures::{FigureLine, Period, Section, Summary};
use crate::domain::gaps::GAPS;
use crate::domain::ids::AnyId;
use crate::screens::contract::{Ctx, Step, World};
use crate::screens::list::{Line, List};
use crate::ui::card::{Card, Part};
use crate::ui::keys::{Bind, Key};
use crate::ui::table::{Column, Row};
use crate::ui::theme::Role;

/// What can be done with the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FigureCmd {
    /// Look at another period.
    Period,
}

const KEYS: &[Bind<FigureCmd>] = &[Bind {
    id: "period",
    keys: &[Key::Char('m')],
    cmd: FigureCmd::Period,
    label: "period",
    help: "The figures of this month, of this quarter, of this year",
}];

const COLUMNS: &[Column] = &[
    Column::grows("Figure", 24, 44),
    Column::grows("Now", 12, 34),
    Column::fixed("Before", 9).right(),
    Column::fixed("Year earlier", 12).right().optional(),
];

/// Most records that the card of a figure names.
const NAMED: usize = 12;

/// How long the period is that is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Span {
    Month,
    Quarter,
    Year,
}

impl Span {
    fn period(self, world: &World) -> Period {
        match self {
            Self::Month => Period::month(world.today),
            Self::Quarter => Period::quarter(world.today),
            Self::Year => Period::year(world.today),
        }
    }

    fn next(self) -> Self {
        match self {
            Self::Month => Self::Quarter,
            Self::Quarter => Self::Year,
            Self::Year => Self::Month,
        }
    }
}

/// The list of figures: first those of the summary, by their places there, then the gaps.
#[derive(Debug)]
pub(super) struct Figures {
    span: Span,
    summary: Summary,
    gaps: Vec<usize>,
}

impl Figures {
    /// The figures of this year.
    pub(super) fn new(world: &World) -> Self {
        Self::of(Span::Year, world)
    }

    fn of(span: Span, world: &World) -> Self {
        let summary = Summary::new(&world.scheme, span.period(world), world.today);
        let gaps = GAPS.iter().map(|gap| gap.count(&world.scheme, world.today)).collect();
        Self { span, summary, gaps }
    }

    fn line(&self, at: usize) -> Option<&FigureLine> {
        self.summary.figures.get(at)
    }

    /// What is missing, and how often.
    fn gap(&self, at: usize) -> Option<(&'static str, usize)> {
        let at = at.checked_sub(self.summary.figures.len())?;
        Some((GAPS.get(at)?.counted, *self.gaps.get(at)?))
    }

    fn figure_card(line: &FigureLine, world: &World) -> Card {
        let unit = line.figure.unit;
        let values = vec![
            format!("Now           {}", line.value.said(unit)),
            format!("Before        {}", line.previous.said(unit)),
            format!("Year earlier  {}", line.year_earlier.said(unit)),
        ];
        let counted = &line.value.counted;
        let named = |id: &AnyId| format!("{:<5} {}", id.to_string(), world.scheme.title(*id));
        let mut records: Vec<String> = counted.iter().take(NAMED).map(named).collect();
        if counted.len() > NAMED {
            records.push(format!("and {} more", counted.len() - NAMED));
        }
        let mut parts = vec![
            Part::new("", values.clone()),
            Part::new("WHAT IT MEANS", [line.definition.clone()]),
        ];
        if !records.is_empty() {
            parts.push(Part::new("COUNTED", records));
        }
        Card {
            title: line.figure.name.to_uppercase(),
            badge: String::new(),
            role: Role::Info,
            brief: values,
            parts,
        }
    }
}

impl List for Figures {
    type Key = usize;
    type Cmd = FigureCmd;
    const KEYS: &'static [Bind<FigureCmd>] = KEYS;
    const FILE: (&'static str, &'static str) = ("figures", "Figures");

    fn title(&self, _: &World) -> String {
        "Figures".to_owned()
    }

    fn columns(&self) -> &[Column] {
        COLUMNS
    }

    fn lines(&self, _: &World) -> Vec<Line<usize>> {
        let figures = &self.summary.figures;
        let mut lines = Vec::new();
        for section in Section::ALL {
            let here = |(at, line): (usize, &FigureLine)| {
                (line.figure.section == *section).then_some(Line::Row(at))
            };
            let mut rows: Vec<_> = figures.iter().enumerate().filter_map(here).collect();
            if *section == Section::Definitions {
                rows.extend((0..GAPS.len()).map(|gap| Line::Row(figures.len() + gap)));
            }
            if !rows.is_empty() {
                let title = format!("{} {}", section.title().to_uppercase(), rows.len());
                lines.push(Line::Section(title, String::new()));
                lines.append(&mut rows);
            }
        }
        lines
    }

    fn row(&self, at: usize, _: &World) -> Row {
        let cells = match (self.line(at), self.gap(at)) {
            (Some(line), _) => {
                let unit = line.figure.unit;
                let (now, before) = (line.value.said(unit), line.previous.short(unit));
                vec![line.figure.name.to_owned(), now, before, line.year_earlier.short(unit)]
            }
            (None, Some((counted, how_many))) => {
                vec![counted.to_owned(), how_many.to_string(), "not kept".into(), "not kept".into()]
            }
            (None, None) => return Row::default(),
        };
        Row { sign: ' ', cells, ..Row::default() }
    }

    fn name(&self, at: usize) -> String {
        let gap = self.gap(at).map_or("", |(counted, _)| counted);
        self.line(at).map_or(gap, |line| line.figure.id).to_owned()
    }

    fn card(&self, at: usize, world: &World) -> Card {
        match (self.line(at), self.gap(at)) {
            (Some(line), _) => Self::figure_card(line, world),
            (None, Some((counted, how_many))) => Card {
                title: counted.to_uppercase(),
                badge: how_many.to_string(),
                role: Role::Info,
                brief: vec!["Type :gaps for the list to work through".to_owned()],
                parts: vec![Part::new("", ["Type :gaps for the list to work through".to_owned()])],
            },
            (None, None) => Card::default(),
        }
    }

    fn empty(&self, _: &World) -> String {
        "No figure has these words.".to_owned()
    }

    fn head(&self, _: &World, _room: usize) -> Vec<String> {
        let (period, before) = (self.summary.period, self.summary.period.previous());
        vec![format!("{period}, beside {before}; p goes to another period")]
    }

    fn available(&self, _: FigureCmd, _: Option<usize>, _: &World) -> Result<(), Refusal> {
        Ok(())
    }

    fn run(&mut self, cmd: FigureCmd, _: &[usize], ctx: &Ctx<'_>) -> Step {
        match cmd {
            FigureCmd::Period => *self = Self::of(self.span.next(), ctx.world),
        }
        Step::Stay
    }

    fn renewed(&mut self, world: &World) {
        *self = Self::of(self.span, world);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_table_has_no_faults() {
        assert_eq!(crate::screens::list::faults::<Figures>(), Vec::<String>::new());
    }
}
