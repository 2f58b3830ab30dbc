//! What was reported of a period: put away when it is frozen, and told again whatever happens to the records (U4).

use chrono::{Datelike, NaiveDate};

use crate::domain::change::{Builder, Change};
use crate::domain::codes::FrozenPart;
use crate::domain::figures::{
    BreakdownLine, Cell, Figure, FigureLine, Period, Section, Sentence, Summary, Trend, Value,
};
use crate::domain::ids::FrozenFigureId;
use crate::domain::records::FrozenFigure;
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::text::{Text, days};

/// A figure whose frozen value is not what the records give today.
#[derive(Debug, Clone)]
pub struct Differs {
    /// The figure.
    pub figure: &'static Figure,
    /// What the records give today.
    pub now: Value,
}

impl Differs {
    /// "hours delivered 5 hours".
    pub fn said(&self) -> String {
        format!("{} {}", self.figure.name.to_lowercase(), self.now.said(self.figure.unit))
    }
}

/// What is to be known of a summary that is told from what was frozen.
#[derive(Debug, Clone)]
pub struct Frozen {
    /// Day on which it was frozen.
    pub on: NaiveDate,
    /// The figures that would be others today.
    pub differs: Vec<Differs>,
}

/// What is kept of one period.
#[derive(Debug)]
pub(super) struct Kept<'a> {
    rows: Vec<&'a FrozenFigure>,
}

impl<'a> Kept<'a> {
    /// What was frozen of a period, if it was.
    pub(super) fn of(scheme: &'a Scheme, period: Period) -> Option<Self> {
        let of = |row: &&FrozenFigure| row.period_from == period.from && row.period_to == period.to;
        let rows: Vec<_> = scheme.all::<FrozenFigure>().filter(of).collect();
        (!rows.is_empty()).then_some(Self { rows })
    }

    /// Day on which it was frozen.
    pub(super) fn on(&self) -> Option<NaiveDate> {
        self.rows.first().map(|row| row.frozen)
    }

    fn part(&self, part: FrozenPart) -> impl Iterator<Item = &'a FrozenFigure> + '_ {
        self.rows.iter().copied().filter(move |row| row.part == part)
    }

    /// The numbers of a figure as they were reported; none for a figure that came later.
    pub(super) fn value(&self, id: &str) -> Option<Value> {
        let row = self.part(FrozenPart::Figure).find(|row| row.name.exact() == id)?;
        Some(Value {
            value: number(row.value.as_ref()),
            numerator: number(row.numerator.as_ref()),
            denominator: number(row.denominator.as_ref()),
            not_kept: row.not_kept,
            ..Value::default()
        })
    }

    /// Puts the cells of a breakdown as they were reported in the place of those of today; one that
    /// came later stays as it is.
    pub(super) fn put_cells(&self, line: &mut BreakdownLine) {
        let of = |row: &&FrozenFigure| row.name.exact() == line.breakdown.id;
        let rows: Vec<_> = self.part(FrozenPart::Breakdown).filter(of).collect();
        if rows.is_empty() {
            return;
        }
        let cell = |row: &&FrozenFigure| Cell {
            label: row.label.exact().to_owned(),
            count: row.value.as_ref().and_then(|count| count.exact().parse().ok()),
        };
        let was_kept = rows.iter().all(|row| !row.not_kept);
        // the row without a label only says that the breakdown was there
        let told = rows.iter().filter(|row| !row.label.is_empty()).map(cell);
        line.cells = was_kept.then(|| told.collect());
    }

    /// The months of a trend as they were reported.
    pub(super) fn points(&self, id: &str) -> Vec<(Period, Option<f64>)> {
        let rows = self.part(FrozenPart::Trend).filter(|row| row.name.exact() == id);
        rows.filter_map(|row| Some((row.label.exact().parse().ok()?, number(row.value.as_ref()))))
            .collect()
    }

    /// The sentences as they were reported.
    pub(super) fn sentences(&self) -> Vec<Sentence> {
        let section = |id: &str| Section::ALL.iter().copied().find(|section| section.id() == id);
        let rows = self.part(FrozenPart::Sentence);
        rows.filter_map(|row| {
            Some(Sentence { section: section(row.name.exact())?, words: row.label.exact().into() })
        })
        .collect()
    }
}

/// Keeps the figures of a period as they are reported. Refused while the period is not over, and
/// for one that is frozen already: what was published stays.
pub fn freeze(scheme: &Scheme, period: Period, today: NaiveDate) -> Result<Change, Refusal> {
    if today < period.to {
        return Err(Refusal::because(format!(
            "{period} is not over: it can be frozen from {} on",
            days::long(period.to)
        )));
    }
    if let Some(on) = Kept::of(scheme, period).and_then(|kept| kept.on()) {
        let on = days::long(on);
        return Err(Refusal::because(format!(
            "the figures of {period} were frozen on {on}; what was reported stays"
        )));
    }
    let summary = Summary::new(scheme, period, today);
    let mut builder = Builder::new(scheme);
    let mut put = |part, name: &str, label: &str, value: &Value| {
        let id: FrozenFigureId = builder.new_id::<FrozenFigure>();
        let text = |number: Option<f64>| number.map(|number| Text::new(number.to_string()));
        builder.put(FrozenFigure {
            id,
            period_from: period.from,
            period_to: period.to,
            frozen: today,
            part,
            name: name.into(),
            label: label.into(),
            value: text(value.value),
            numerator: text(value.numerator),
            denominator: text(value.denominator),
            not_kept: value.not_kept,
        });
    };
    for line in &summary.figures {
        put(FrozenPart::Figure, line.figure.id, "", &line.value);
    }
    for line in &summary.breakdowns {
        let not_kept = Value { not_kept: line.cells.is_none(), ..Value::default() };
        put(FrozenPart::Breakdown, line.breakdown.id, "", &not_kept);
        for cell in line.cells.iter().flatten() {
            #[expect(clippy::cast_precision_loss, reason = "no count of a scheme is beyond 2^52")]
            let count = cell.count.map(|count| count as f64);
            let value = Value { value: count, ..Value::default() };
            put(FrozenPart::Breakdown, line.breakdown.id, &cell.label, &value);
        }
    }
    for trend in &summary.trends {
        for (month, value) in &trend.points {
            let label = format!("{:04}-{:02}", month.from.year(), month.from.month());
            let value = Value { value: *value, ..Value::default() };
            put(FrozenPart::Trend, trend.figure.id, &label, &value);
        }
    }
    for sentence in &summary.text {
        put(FrozenPart::Sentence, sentence.section.id(), &sentence.words, &Value::default());
    }
    Ok(builder.done(format!("froze the figures of {period}")))
}

/// Puts what was frozen in the place of what the records give, and says where the two differ.
pub(super) fn thaw(summary: &mut Summary, kept: &Kept<'_>) -> Option<Frozen> {
    let mut differs = Vec::new();
    for line in &mut summary.figures {
        let Some(was) = kept.value(line.figure.id) else { continue };
        let unit = line.figure.unit;
        // what is not dated is not kept for a past day: that is no difference
        if !line.value.not_kept && was.said(unit) != line.value.said(unit) {
            differs.push(Differs { figure: line.figure, now: line.value.clone() });
        }
        put_back(&mut line.value, &was);
    }
    for line in &mut summary.breakdowns {
        kept.put_cells(line);
    }
    for trend in &mut summary.trends {
        let points = kept.points(trend.figure.id);
        if !points.is_empty() {
            *trend = Trend { figure: trend.figure, points };
        }
    }
    let sentences = kept.sentences();
    if !sentences.is_empty() {
        summary.text = sentences;
    }
    Some(Frozen { on: kept.on()?, differs })
}

/// The frozen numbers of the periods that a summary is compared with.
pub(super) fn compare(
    line: &mut FigureLine,
    before: Option<&Kept<'_>>,
    earlier: Option<&Kept<'_>>,
) {
    if let Some(was) = before.and_then(|kept| kept.value(line.figure.id)) {
        put_back(&mut line.previous, &was);
    }
    if let Some(was) = earlier.and_then(|kept| kept.value(line.figure.id)) {
        put_back(&mut line.year_earlier, &was);
    }
}

/// The frozen numbers, with the records that are behind the figure today.
fn put_back(value: &mut Value, was: &Value) {
    value.value = was.value;
    value.numerator = was.numerator;
    value.denominator = was.denominator;
    value.not_kept = was.not_kept;
}

fn number(text: Option<&Text>) -> Option<f64> {
    text.and_then(|text| text.exact().parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes::MeetingStatus;
    use crate::domain::hand::{Hand, day};
    use crate::domain::records::Meeting;

    fn hand() -> Hand {
        let mut hand = Hand::default();
        for number in 0..6 {
            let mentor = hand.mentor(&format!("Mentor {number}"), "2026-01-01", 2);
            let mentee = hand.mentee(&format!("Mentee {number}"), "2026-01-01");
            let pair = hand.pair(mentee, mentor, "2026-01-10", "2026-07-10");
            hand.meeting(pair, "2026-02-10", MeetingStatus::Held, Some(60));
        }
        hand
    }

    fn february(hand: &Hand, today: &str) -> Summary {
        Summary::new(hand.scheme(), "2026-02".parse().unwrap(), day(today))
    }

    fn freeze_on(hand: &mut Hand, today: &str) -> Result<(), String> {
        let change = freeze(hand.scheme(), "2026-02".parse().unwrap(), day(today));
        let change = change.map_err(|why| why.to_string())?;
        hand.apply(&change);
        Ok(())
    }

    #[test]
    fn what_was_reported_stays_whatever_happens_to_the_records() {
        let mut hand = hand();
        let reported = february(&hand, "2026-03-02");
        freeze_on(&mut hand, "2026-03-02").unwrap();
        let meeting = hand.scheme().all::<Meeting>().next().unwrap().id;
        hand.change::<Meeting>(meeting, |meeting| meeting.status = MeetingStatus::Cancelled);
        let later = february(&hand, "2026-05-09");
        assert_eq!(later.text, reported.text);
        for (one, other) in later.figures.iter().zip(&reported.figures) {
            let unit = one.figure.unit;
            assert_eq!(one.value.said(unit), other.value.said(unit), "{}", one.figure.id);
        }
        for (one, other) in later.breakdowns.iter().zip(&reported.breakdowns) {
            assert_eq!(one.cells, other.cells, "{}", one.breakdown.id);
        }
        for (one, other) in later.trends.iter().zip(&reported.trends) {
            assert_eq!(one.points, other.points, "{}", one.figure.id);
        }
        let frozen = later.frozen.unwrap();
        assert_eq!(frozen.on, day("2026-03-02"));
        let hours = frozen.differs.iter().find(|one| one.figure.id == "hours-delivered").unwrap();
        assert_eq!(hours.now.value, Some(5.0));
        assert!(frozen.differs.iter().all(|one| one.figure.id != "pairs-served"));
        // March is compared with February as it was reported
        let march = Summary::new(hand.scheme(), "2026-03".parse().unwrap(), day("2026-05-09"));
        assert_eq!(march.figure("hours-delivered").unwrap().previous.value, Some(6.0));
        assert!(march.frozen.is_none());
    }

    #[test]
    fn a_period_is_frozen_once_and_not_before_its_last_day() {
        let mut hand = hand();
        let early = freeze_on(&mut hand, "2026-02-27").unwrap_err();
        assert!(early.contains("is not over"), "{early}");
        freeze_on(&mut hand, "2026-02-28").unwrap();
        let again = freeze_on(&mut hand, "2026-03-02").unwrap_err();
        assert!(again.contains("were frozen on"), "{again}");
    }
}
