//! The summary as a workbook: a sheet a section, typed numbers, and charts that a spreadsheet draws itself.

use chrono::NaiveTime;
use rust_xlsxwriter::{
    Chart as Drawn, ChartType, DocProperties, Format, FormatAlign, Workbook, Worksheet,
    XlsxError as Failure,
};

use super::charts::{Chart, Shape, charts};
use super::parts::{self, Table};
use crate::domain::figures::{Comparison, FigureLine, Section, Summary, Unit, Value, written};
use crate::export::xlsx::{WorkbookError, text};

/// The colour of bars, the same as on the page.
const ACCENT: &str = "#1F5F99";
/// Widths of the columns, in letters.
const WIDTHS: [f64; 8] = [34.0, 12.0, 12.0, 12.0, 12.0, 14.0, 14.0, 60.0];
/// The headings of the figures.
const FIGURES: [&str; 8] =
    ["Figure", "Value", "Part", "Whole", "Before", "A year earlier", "Aim", "What it means"];
/// Widths of the columns of the definitions.
const DEFINED: [f64; 2] = [34.0, 120.0];
/// The width of a column of a comparison.
const BESIDE: f64 = 16.0;
/// The height of a line, in points.
const LINE: f64 = 15.0;
/// How many rows a chart covers.
const CHART_ROWS: u32 = 16;

struct Formats {
    title: Format,
    quiet: Format,
    heading: Format,
    plain: Format,
    wrapped: Format,
    count: Format,
    decimal: Format,
    share: Format,
    money: Format,
    right: Format,
    right_heading: Format,
}

/// On the first line of a row that is higher than one.
fn top() -> Format {
    Format::new().set_align(FormatAlign::Top)
}

/// The summary as a workbook. The same summary gives the same bytes.
pub fn workbook(summary: &Summary) -> Result<Vec<u8>, WorkbookError> {
    book(summary).map_err(WorkbookError::from)
}

fn book(summary: &Summary) -> Result<Vec<u8>, Failure> {
    let formats = Formats {
        title: Format::new().set_bold().set_font_size(14),
        quiet: Format::new().set_font_color("#4D5B69"),
        heading: Format::new().set_bold().set_text_wrap(),
        plain: top(),
        wrapped: top().set_text_wrap().set_indent(1),
        count: top().set_num_format("0"),
        decimal: top().set_num_format("0.0"),
        share: top().set_num_format("0 %"),
        money: top().set_num_format("#,##0.00"),
        right: top().set_align(FormatAlign::Right),
        right_heading: Format::new().set_bold().set_align(FormatAlign::Right),
    };
    let mut book = Workbook::new();
    let made = summary.as_of.and_time(NaiveTime::MIN);
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let charts = charts(summary);
    for section in Section::ALL {
        let here = charts.iter().filter(|chart| chart.section == *section);
        let page = book.add_worksheet();
        Page { sheet: page, formats: &formats, row: 0 }.write(summary, *section, here)?;
    }
    if let Some(comparison) = &summary.comparison {
        let page = book.add_worksheet();
        Page { sheet: page, formats: &formats, row: 0 }.compare(summary, comparison)?;
    }
    book.save_to_buffer()
}

/// A sheet on its way from top to bottom.
struct Page<'a> {
    sheet: &'a mut Worksheet,
    formats: &'a Formats,
    row: u32,
}

impl Page<'_> {
    fn write<'c>(
        mut self,
        summary: &Summary,
        section: Section,
        charts: impl Iterator<Item = &'c Chart>,
    ) -> Result<(), Failure> {
        self.begin(summary, section.title())?;
        let widths = if section == Section::Definitions { &DEFINED[..] } else { &WIDTHS[..] };
        for (column, width) in (0_u16..).zip(widths) {
            self.sheet.set_column_width(column, *width)?;
        }
        for remark in summary.remarks() {
            self.sheet.write_string_with_format(self.row, 0, remark, &self.formats.quiet)?;
            self.row += 1;
        }
        self.row += 1;
        for said in parts::sentences(summary, section) {
            self.sheet.write_string(self.row, 0, text(&said))?;
            self.row += 1;
        }
        for story in parts::stories(summary, section) {
            self.sheet.write_string_with_format(self.row, 0, text(&story), &self.formats.quiet)?;
            self.row += 1;
        }
        self.row += 1;
        self.figures(parts::figures(summary, section))?;
        let charts: Vec<&Chart> = charts.collect();
        for table in parts::tables(summary, section) {
            if !charts.iter().any(|chart| chart.id == table.id) {
                self.table(&table)?;
            }
        }
        for chart in charts {
            self.chart(chart)?;
        }
        if section == Section::Definitions {
            self.definitions(summary)?;
        }
        Ok(())
    }

    /// Name, paper and title of a sheet.
    fn begin(&mut self, summary: &Summary, name: &str) -> Result<(), Failure> {
        let page = &mut *self.sheet;
        page.set_name(name)?;
        // one sheet of paper each, so that no chart is cut
        page.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 1);
        let title = format!("{}: {name}", summary.scheme);
        page.write_string_with_format(0, 0, text(&title), &self.formats.title)?;
        let about = format!("{}; figures as of {}", summary.period, written(summary.as_of));
        page.write_string_with_format(1, 0, text(&about), &self.formats.quiet)?;
        self.row = 2;
        Ok(())
    }

    /// The sheet with schemes or groups side by side.
    fn compare(mut self, summary: &Summary, comparison: &Comparison) -> Result<(), Failure> {
        self.begin(summary, "Comparison")?;
        self.sheet.set_column_width(0, WIDTHS[0])?;
        self.sheet.write_string_with_format(2, 0, text(&comparison.title), &self.formats.quiet)?;
        self.row = 4;
        self.heading(0, "Figure")?;
        for (column, name) in (1_u16..).zip(&comparison.columns) {
            self.sheet.set_column_width(column, BESIDE)?;
            let right = &self.formats.right_heading;
            self.sheet.write_string_with_format(self.row, column, text(name), right)?;
        }
        self.row += 1;
        for line in parts::compared(comparison) {
            self.sheet.write_string(self.row, 0, line.figure.name)?;
            for (column, value) in (1_u16..).zip(&line.values) {
                if let Some(value) = value {
                    self.value(column, value, line.figure.unit)?;
                } else {
                    let (right, word) = (&self.formats.right, "suppressed");
                    self.sheet.write_string_with_format(self.row, column, word, right)?;
                }
            }
            self.row += 1;
        }
        let columns = u16::try_from(comparison.columns.len()).unwrap_or(1);
        self.row += 1;
        let note = text(&comparison.note);
        let quiet = self.formats.quiet.clone().set_text_wrap().set_align(FormatAlign::Top);
        self.sheet.merge_range(self.row, 0, self.row, columns, &note, &quiet)?;
        let width = BESIDE * f64::from(columns) + WIDTHS[0];
        self.sheet.set_row_height(self.row, lines(&note, width) * LINE)?;
        Ok(())
    }

    /// Words that may take several lines, in a row that is high enough for them: not every
    /// spreadsheet finds the height by itself.
    fn wrapped(&mut self, column: u16, width: f64, words: &str) -> Result<(), Failure> {
        let words = text(words);
        self.sheet.set_row_height(self.row, lines(&words, width) * LINE)?;
        self.sheet.write_string_with_format(self.row, column, words, &self.formats.wrapped)?;
        Ok(())
    }

    fn heading(&mut self, column: u16, words: &str) -> Result<(), Failure> {
        self.sheet.write_string_with_format(self.row, column, words, &self.formats.heading)?;
        Ok(())
    }

    fn figures<'f>(&mut self, lines: impl Iterator<Item = &'f FigureLine>) -> Result<(), Failure> {
        let mut lines = lines.peekable();
        if lines.peek().is_none() {
            return Ok(());
        }
        for (column, heading) in (0_u16..).zip(FIGURES) {
            let is_number = (1..=6).contains(&column);
            let right = &self.formats.right_heading;
            let format = if is_number { right } else { &self.formats.heading };
            self.sheet.write_string_with_format(self.row, column, heading, format)?;
        }
        self.row += 1;
        for line in lines {
            let unit = line.figure.unit;
            let name = line.figure.name;
            self.sheet.write_string_with_format(self.row, 0, name, &self.formats.plain)?;
            self.value(1, &line.value, unit)?;
            for (column, part) in [(2, line.value.numerator), (3, line.value.denominator)] {
                if let Some(part) = part {
                    let format = if unit == Unit::Money || unit == Unit::MoneyPer && column == 2 {
                        &self.formats.money
                    } else if part.fract() == 0.0 {
                        &self.formats.count
                    } else {
                        &self.formats.decimal
                    };
                    self.sheet.write_number_with_format(self.row, column, part, format)?;
                }
            }
            self.value(4, &line.previous, unit)?;
            self.value(5, &line.year_earlier, unit)?;
            let aim = line.figure.target.map(|target| target.said(unit)).unwrap_or_default();
            if !aim.is_empty() {
                self.sheet.write_string_with_format(self.row, 6, aim, &self.formats.right)?;
            }
            self.wrapped(7, WIDTHS[7], &line.definition)?;
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    /// A value as a number, or "none" and "not kept" as words.
    fn value(&mut self, column: u16, value: &Value, unit: Unit) -> Result<(), Failure> {
        let Some(number) = value.value.filter(|_| !value.not_kept) else {
            let words = value.short(unit);
            self.sheet.write_string_with_format(self.row, column, words, &self.formats.right)?;
            return Ok(());
        };
        let format = match unit {
            Unit::Share => &self.formats.share,
            Unit::Money | Unit::MoneyPer => &self.formats.money,
            _ if number.fract() == 0.0 => &self.formats.count,
            Unit::Count
            | Unit::Days
            | Unit::MeanMonths
            | Unit::MedianMonths
            | Unit::Hours
            | Unit::PerPairMonth
            | Unit::Score
            | Unit::Ratio => &self.formats.decimal,
        };
        self.sheet.write_number_with_format(self.row, column, number, format)?;
        Ok(())
    }

    fn table(&mut self, table: &Table) -> Result<(), Failure> {
        self.heading(0, table.title)?;
        self.row += 1;
        for (label, count) in &table.rows {
            self.sheet.write_string(self.row, 0, text(label))?;
            match count {
                #[expect(clippy::cast_precision_loss, reason = "no count is beyond 2^52")]
                Some(count) => self.sheet.write_number_with_format(
                    self.row,
                    1,
                    *count as f64,
                    &self.formats.count,
                )?,
                None => self.sheet.write_string_with_format(
                    self.row,
                    1,
                    "suppressed",
                    &self.formats.right,
                )?,
            };
            self.row += 1;
        }
        if !table.note.is_empty() {
            self.sheet.write_string_with_format(self.row, 0, table.note, &self.formats.quiet)?;
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    /// The numbers of a chart, and the chart beside them.
    fn chart(&mut self, chart: &Chart) -> Result<(), Failure> {
        self.heading(0, &chart.title)?;
        let first = self.row + 1;
        let format = match chart.shape {
            Shape::Shares => &self.formats.share,
            Shape::Bars => &self.formats.count,
            Shape::Months => &self.formats.decimal,
        };
        self.row += 1;
        for bar in &chart.bars {
            self.sheet.write_string(self.row, 0, text(&bar.label))?;
            if let Some(value) = bar.value {
                let whole = chart.shape == Shape::Months && value.fract() == 0.0;
                let format = if whole { &self.formats.count } else { format };
                self.sheet.write_number_with_format(self.row, 1, value, format)?;
            } else {
                let right = &self.formats.right;
                self.sheet.write_string_with_format(self.row, 1, &bar.said, right)?;
            }
            if let Some(aim) = bar.aim {
                self.sheet.write_number_with_format(self.row, 2, aim, &self.formats.share)?;
            }
            self.row += 1;
        }
        let last = self.row - 1;
        self.sheet.insert_chart(first - 1, 3, &drawn(chart, first, last))?;
        self.row = (first + CHART_ROWS).max(self.row + 1);
        Ok(())
    }

    fn definitions(&mut self, summary: &Summary) -> Result<(), Failure> {
        for (name, definition) in parts::definitions(summary) {
            self.sheet.write_string_with_format(self.row, 0, name, &self.formats.plain)?;
            self.wrapped(1, DEFINED[1], definition)?;
            self.row += 1;
        }
        self.wrapped(1, DEFINED[1], parts::CLOSING)
    }
}

/// How many lines words take in a column of this width, a little too many rather than too few.
fn lines(words: &str, width: f64) -> f64 {
    let cells = u16::try_from(crate::text::width::cells(words)).unwrap_or(u16::MAX);
    (f64::from(cells) / (width * 0.95)).ceil().max(1.0)
}

/// A chart over the rows that hold its numbers.
fn drawn(chart: &Chart, first: u32, last: u32) -> Drawn {
    let sheet = chart.section.title();
    let kind = if chart.shape == Shape::Months { ChartType::Column } else { ChartType::Bar };
    let mut drawn = Drawn::new(kind);
    drawn
        .add_series()
        .set_name("Value")
        .set_categories((sheet, first, 0, last, 0))
        .set_values((sheet, first, 1, last, 1))
        .set_format(
            rust_xlsxwriter::ChartFormat::new()
                .set_solid_fill(rust_xlsxwriter::ChartSolidFill::new().set_color(ACCENT)),
        )
        .set_data_label(rust_xlsxwriter::ChartDataLabel::new().show_value());
    if chart.shape == Shape::Shares {
        drawn
            .add_series()
            .set_name("Aim")
            .set_categories((sheet, first, 0, last, 0))
            .set_values((sheet, first, 2, last, 2))
            .set_format(
                rust_xlsxwriter::ChartFormat::new()
                    .set_solid_fill(rust_xlsxwriter::ChartSolidFill::new().set_color("#B8C4D0")),
            );
    } else {
        drawn.legend().set_hidden();
    }
    if kind == ChartType::Bar {
        // as in the table: the first on top
        drawn.y_axis().set_reverse();
    }
    drawn.title().set_name(&chart.title);
    drawn.set_alt_text(&chart.words).set_width(620).set_height(300);
    drawn
}
