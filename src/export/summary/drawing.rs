//! Charts drawn: where each bar, mark and word of a chart stands, in the units of its own picture.
//!
//! No library of charts draws a picture that carries its title and words, follows light and dark,
//! and prints; so the few shapes that the summary needs are laid out here, and the page's
//! template writes them.

use serde::Serialize;

use super::charts::{Bar, Chart, Shape};
use crate::text::width;

/// The width of every chart.
const WIDTH: f64 = 560.0;
/// Where bars begin; their labels stand before.
const BARS_FROM: f64 = 212.0;
/// How long the longest bar is, where the words behind it leave that room.
const BARS_LONG: f64 = 188.0;
/// The width of a letter at the largest size in which a page shows it, in print.
const LETTER: f64 = 9.6;
/// The height of a row of bars.
const ROW: f64 = 26.0;
/// The height of a bar.
const THICK: f64 = 14.0;
/// The height of the highest column.
const HIGH: f64 = 112.0;
/// Most letters of a label beside a bar.
const LABEL: usize = 24;

/// A chart laid out.
#[derive(Debug, Serialize)]
pub(super) struct Drawing {
    width: String,
    height: String,
    rects: Vec<Area>,
    words: Vec<Words>,
}

/// A filled area.
#[derive(Debug, Serialize)]
struct Area {
    x: String,
    y: String,
    width: String,
    height: String,
    class: &'static str,
}

/// Words at a place.
#[derive(Debug, Serialize)]
struct Words {
    x: String,
    y: String,
    anchor: &'static str,
    class: &'static str,
    text: String,
}

/// Lays a chart out.
pub(super) fn draw(chart: &Chart) -> Drawing {
    let mut drawing = Drawing {
        width: number(WIDTH),
        height: String::new(),
        rects: Vec::new(),
        words: Vec::new(),
    };
    match chart.shape {
        Shape::Months => months(&mut drawing, &chart.bars),
        Shape::Bars => bars(&mut drawing, &chart.bars, most(&chart.bars)),
        Shape::Shares => bars(&mut drawing, &chart.bars, 1.0),
    }
    drawing
}

fn months(drawing: &mut Drawing, bars: &[Bar]) {
    let most = most(bars);
    let pitch = WIDTH / f64::from(u16::try_from(bars.len().max(1)).unwrap_or(u16::MAX));
    let floor = 24.0 + HIGH;
    for (place, bar) in (0_u16..).zip(bars) {
        let middle = pitch * (f64::from(place) + 0.5);
        let value = bar.value.unwrap_or(0.0);
        let high = HIGH * value / most;
        drawing.area(middle - pitch * 0.31, floor - high, pitch * 0.62, high, "bar");
        drawing.words(middle, floor - high - 6.0, "middle", "value", &bar.said);
        let (month, year) = bar.label.split_once(' ').unwrap_or((&bar.label, ""));
        drawing.words(middle, floor + 18.0, "middle", "label", month);
        if !year.is_empty() {
            drawing.words(middle, floor + 35.0, "middle", "label", year);
        }
    }
    drawing.area(0.0, floor, WIDTH, 1.0, "axis");
    drawing.height = number(floor + 42.0);
}

fn bars(drawing: &mut Drawing, bars: &[Bar], most: f64) {
    let mut y = 4.0;
    let letters = bars.iter().map(|bar| width::cells(&bar.said)).max().unwrap_or_default();
    let words = LETTER * f64::from(u16::try_from(letters).unwrap_or(u16::MAX)) + 10.0;
    let longest = (WIDTH - BARS_FROM - words).clamp(BARS_LONG / 4.0, BARS_LONG);
    for bar in bars {
        let base = y + THICK - 3.0;
        drawing.words(0.0, base, "start", "label", &width::cut(&bar.label, LABEL));
        let Some(value) = bar.value else {
            drawing.words(BARS_FROM, base, "start", "label", &bar.said);
            y += ROW;
            continue;
        };
        // utilisation may be more than a whole; its words say how much
        let long = longest * (value / most).min(1.0);
        if bar.aim.is_some() {
            drawing.area(BARS_FROM, y, longest, THICK, "track");
        }
        drawing.area(BARS_FROM, y, long, THICK, "bar");
        if let Some(aim) = bar.aim {
            drawing.area(BARS_FROM + longest * aim - 1.0, y - 4.0, 2.0, THICK + 8.0, "aim");
            drawing.words(BARS_FROM + longest + 10.0, base, "start", "value", &bar.said);
        } else {
            drawing.words(BARS_FROM + long + 8.0, base, "start", "value", &bar.said);
        }
        y += ROW;
    }
    drawing.height = number(y);
}

/// The longest bar; never nothing.
fn most(bars: &[Bar]) -> f64 {
    let values = bars.iter().filter_map(|bar| bar.value);
    values.fold(0.0, f64::max).max(f64::MIN_POSITIVE)
}

/// At most one decimal, so that the same chart has the same bytes on every machine.
fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

impl Drawing {
    fn area(&mut self, x: f64, y: f64, width: f64, height: f64, class: &'static str) {
        let [x, y, width, height] = [x, y, width, height].map(number);
        self.rects.push(Area { x, y, width, height, class });
    }

    fn words(&mut self, x: f64, y: f64, anchor: &'static str, class: &'static str, text: &str) {
        let [x, y] = [x, y].map(number);
        self.words.push(Words { x, y, anchor, class, text: text.to_owned() });
    }
}
