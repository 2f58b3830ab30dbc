//! The card of a figure: its value with parts and aim, what it is compared with, its months, what it means and what is behind it.

use crate::domain::figures::{
    BreakdownLine, Change, FigureLine, Period, Summary, Trend, Unit, Value, rounded,
};
use crate::domain::ids::AnyId;
use crate::export::summary::tables;
use crate::screens::contract::World;
use crate::text::width;
use crate::ui::card::{Card, Part};
use crate::ui::chart;
use crate::ui::theme::{Role, Theme};

/// Most records that a card names.
const NAMED: usize = 8;
/// Cells that a line of the narrowest card holds, indented by two.
const LEAST: usize = 24;
/// Steps of the bar of a value.
const STEPS: usize = 20;
/// Steps of the bars of months and labels.
const SMALL: usize = 10;

/// A number in tenths, as bars take it.
pub(super) fn tenths(number: f64) -> u64 {
    // what is not finite or below nothing has no length
    format!("{:.0}", (number * 10.0).max(0.0)).parse().unwrap_or(0)
}

/// The bar of a share or a score, or of what has a least that is aimed at, with its aim.
pub(super) fn bar(line: &FigureLine, steps: usize, theme: Theme) -> Option<String> {
    let value = line.value.value?;
    let aim = line.figure.target.and_then(|target| target.least);
    let whole = match (line.figure.unit, aim) {
        (Unit::Share, _) => 1.0,
        (Unit::Score, _) => 5.0,
        (Unit::PerPairMonth, Some(aim)) => aim * 2.0,
        _ => return None,
    };
    // tenths of a per cent
    let of = |number: f64| tenths(number / whole * 100.0);
    Some(match aim {
        Some(aim) => chart::aimed_bar(of(value), of(whole), of(aim), steps, theme),
        None => chart::bar(of(value), of(whole), steps, theme),
    })
}

/// The card of a figure.
pub(super) fn figure(
    line: &FigureLine,
    summary: &Summary,
    trend: Option<&Trend>,
    world: &World,
    theme: Theme,
) -> Card {
    let unit = line.figure.unit;
    let aim = line.figure.target.map(|target| target.said(unit));
    let aim = aim.map(|aim| match line.is_on_aim() {
        Some(true) => (Role::Plain, format!("On aim: {aim}")),
        Some(false) => (Role::Urgent, format!("! Off aim: {aim}")),
        None => (Role::Plain, format!("Aim: {aim}")),
    });
    let mut top = vec![(Role::Heading, line.value.said(unit))];
    top.extend(bar(line, STEPS, theme).map(|bar| (bar_role(line), bar)));
    top.extend(aim.clone());
    let mut parts = vec![Part { heading: String::new(), lines: top }, compared(line, summary)];
    parts.extend(now(line, summary));
    parts.push(Part::new("WHAT IT MEANS", [line.definition.clone()]));
    parts.extend(trend.map(|trend| months(trend, theme)));
    parts.push(records(&line.value, world));
    let is_over = summary.is_over();
    let aim = aim.map(|(_, words)| format!("   {words}")).unwrap_or_default();
    let before = line.since_before(is_over);
    let earlier = line.since_year_earlier(is_over);
    let (before_in, earlier_in) = (summary.period.previous(), summary.period.year_earlier());
    let brief = vec![
        format!("{}{aim}", line.value.said(unit)),
        format!(
            "{}   {}",
            against(before_in, &line.previous, unit, before),
            against(earlier_in, &line.year_earlier, unit, earlier),
        ),
        line.definition.clone(),
    ];
    Card { title: line.figure.name.to_uppercase(), brief, parts, ..Card::default() }
}

/// How the bar of a figure is coloured.
pub(super) fn bar_role(line: &FigureLine) -> Role {
    match line.is_on_aim() {
        Some(true) => Role::Ok,
        Some(false) => Role::Urgent,
        None => Role::Info,
    }
}

/// `February 2026: 62 % (+8 better)`.
fn against(period: Period, value: &Value, unit: Unit, change: Option<Change>) -> String {
    let change = change.map(|change| format!(" ({})", change.said())).unwrap_or_default();
    format!("{period}: {}{change}", value.short(unit))
}

/// The periods that the value is compared with.
fn compared(line: &FigureLine, summary: &Summary) -> Part {
    let unit = line.figure.unit;
    let is_over = summary.is_over();
    let mut lines = Vec::new();
    let mut put = |period: Period, value: &Value, change: Option<Change>| {
        lines.push((Role::Muted, period.to_string()));
        let said = value.said(unit);
        let change = change.map(|change| change.said()).unwrap_or_default();
        if width::cells(&said) + width::cells(&change) + 3 > LEAST {
            lines.push((Role::Plain, format!("  {said}")));
            lines.push((Role::Plain, format!("  {change}")));
        } else {
            lines.push((Role::Plain, format!("  {said}   {change}").trim_end().to_owned()));
        }
    };
    let (before, earlier) = (summary.period.previous(), summary.period.year_earlier());
    put(before, &line.previous, line.since_before(is_over));
    if before != earlier {
        put(earlier, &line.year_earlier, line.since_year_earlier(is_over));
    }
    if [&line.value, &line.previous, &line.year_earlier].iter().any(|value| value.not_kept) {
        let words = "Not kept: what it is made of is known only as it is today.";
        lines.push((Role::Muted, words.to_owned()));
    }
    if !is_over && line.figure.accrues() {
        lines.push((Role::Muted, "The period is not over: no change is told.".to_owned()));
    }
    Part { heading: "COMPARED WITH".to_owned(), lines }
}

/// What the records give now, where the reported number was frozen and differs.
fn now(line: &FigureLine, summary: &Summary) -> Option<Part> {
    let frozen = summary.frozen.as_ref()?;
    let differs = frozen.differs.iter().find(|one| one.figure.id == line.figure.id);
    let words = match differs {
        Some(differs) => {
            format!("frozen as it was reported; today's records give {}", {
                differs.now.said(line.figure.unit)
            })
        }
        None => "as it was reported; today's records give the same".to_owned(),
    };
    Some(Part::new("FROZEN", [words]))
}

/// A bar for each month, the newest first.
fn months(trend: &Trend, theme: Theme) -> Part {
    let numbers = trend.points.iter().filter_map(|(_, value)| *value).map(tenths);
    let most = numbers.max().unwrap_or(0).max(1);
    let lines = trend.points.iter().rev().map(|(month, value)| {
        let name = month.from.format("%b %Y");
        let said = value.map_or_else(|| "none".to_owned(), rounded);
        let bar = value.map(|value| chart::bar(tenths(value), most, SMALL, theme));
        let line = format!("{name} {said:>6} {}", bar.unwrap_or_default());
        (Role::Plain, line.trim_end().to_owned())
    });
    Part { heading: "TWELVE MONTHS".to_owned(), lines: lines.collect() }
}

/// The first records behind a figure, and how many there are.
fn records(value: &Value, world: &World) -> Part {
    let counted = &value.counted;
    if counted.is_empty() && value.out_of.is_empty() {
        return Part::new("RECORDS", ["None is behind it.".to_owned()]);
    }
    let named = |id: &AnyId| format!("{:<5} {}", id.to_string(), world.scheme.title(*id));
    let mut lines: Vec<String> = counted.iter().take(NAMED).map(named).collect();
    if counted.len() > NAMED {
        lines.push(format!("and {} more", counted.len() - NAMED));
    }
    lines.push("Enter lists them all.".to_owned());
    Part::new(&format!("RECORDS {}", counted.len()), lines)
}

/// The card of a breakdown: a bar for each label.
pub(super) fn breakdown(line: &BreakdownLine, summary: &Summary, theme: Theme) -> Card {
    let row = line.breakdown;
    let all = tables(summary, row.section);
    let table = all.into_iter().find(|table| table.id == row.id);
    let (rows, note) = table.map(|table| (table.rows, table.note)).unwrap_or_default();
    let length = |count: Option<i64>| count.and_then(|count| u64::try_from(count).ok());
    let most = rows.iter().filter_map(|(_, count)| length(*count)).max().unwrap_or(0).max(1);
    let mut bars = Vec::new();
    for (label, count) in &rows {
        let said = count.map_or_else(|| "suppressed".to_owned(), |count| count.to_string());
        let bar = length(*count).map(|count| chart::bar(count, most, SMALL, theme));
        let bar = bar.map(|bar| format!("{bar} ")).unwrap_or_default();
        bars.push(format!("{bar}{said} {label}"));
    }
    let brief: Vec<String> = rows
        .iter()
        .map(|(label, count)| match count {
            Some(count) => format!("{label} {count}"),
            None => format!("{label} suppressed"),
        })
        .collect();
    let mut parts = vec![Part::new("", bars)];
    if !note.is_empty() {
        parts.push(Part::new("", [note.to_owned()]));
    }
    parts.push(Part::new("WHAT IT MEANS", [row.definition.to_owned()]));
    let brief = vec![brief.join(", "), note.to_owned(), row.definition.to_owned()];
    let brief = brief.into_iter().filter(|line| !line.is_empty()).collect();
    Card { title: row.name.to_uppercase(), brief, parts, ..Card::default() }
}

/// The card of what is missing in the records.
pub(super) fn gap(counted: &str, many: usize) -> Card {
    let words = "Enter opens the list to work through.";
    let lines = vec![format!("{many} {counted}"), words.to_owned()];
    Card {
        title: "MISSING IN RECORDS".to_owned(),
        brief: lines.clone(),
        parts: vec![Part::new("", lines)],
        ..Card::default()
    }
}
