//! The lines of a card: one column, or two where only that brings all of it on one screen.

use super::card::Part;
use super::theme::Role;
use crate::text::width;

/// From this width in cells on a card may stand in two columns.
const TWO: usize = 76;
/// Cells between two columns.
const GAP: usize = 3;

/// Up to this many parts may change their order between the columns.
const MIXED: usize = 10;

/// A line: pieces with the column at which each begins.
pub(super) type Line = Vec<(usize, Role, String)>;

/// All lines below the heading: in one column where that fits a height or must be scrolled anyway,
/// else in two, with as much air as there is room for.
pub(super) fn lines(parts: &[Part], room: usize, height: usize) -> Vec<Line> {
    let one = column(parts, room, false);
    if one.len() <= height || room < TWO {
        return one;
    }
    for tight in [false, true] {
        let two = columns(parts, room, tight);
        if two.len() <= height {
            return two;
        }
    }
    one
}

/// Parts below each other; without air their headings stand before the first line.
fn column(parts: &[Part], room: usize, tight: bool) -> Vec<Line> {
    let mut lines = Vec::new();
    for part in parts {
        if !lines.is_empty() && !tight {
            lines.push(Line::new());
        }
        block(part, room, tight, &mut lines);
    }
    lines
}

fn block(part: &Part, room: usize, tight: bool, lines: &mut Vec<Line>) {
    let heading = width::cut(&part.heading, room);
    let mut before = 0;
    if !heading.is_empty() {
        if tight {
            before = width::cells(&heading) + 2;
        }
        lines.push(vec![(0, Role::Heading, heading)]);
    }
    for (at, (role, line)) in part.lines.iter().enumerate() {
        let joins = at == 0 && before > 0;
        let indent = if joins { before } else { 0 };
        let mut wrapped = width::wrap(&format!("{}{line}", " ".repeat(indent)), room).into_iter();
        let first = wrapped.next().unwrap_or_default();
        match lines.last_mut().filter(|_| joins) {
            Some(last) => last.push((indent, *role, first.trim_start().to_owned())),
            None => lines.push(vec![(0, *role, first)]),
        }
        let rest = wrapped.collect::<Vec<_>>().join(" ");
        if !rest.is_empty() {
            let indented = width::wrap(rest.trim_start(), room.saturating_sub(2));
            lines.extend(indented.into_iter().map(|line| vec![(2, *role, line)]));
        }
    }
}

/// The part without a heading over the whole width, the others in two columns of like height, each
/// read from top to bottom.
fn columns(parts: &[Part], room: usize, tight: bool) -> Vec<Line> {
    let top = usize::from(parts.first().is_some_and(|part| part.heading.is_empty()));
    let (head, rest) = parts.split_at_checked(top).unwrap_or((&[], parts));
    let wide = (room - GAP) / 2;
    let on_the_left = shared(rest, wide, tight);
    let side = |left: bool| {
        let parts = rest.iter().zip(&on_the_left).filter(|(_, is)| **is == left);
        column(&parts.map(|(part, _)| part.clone()).collect::<Vec<_>>(), wide, tight)
    };
    let (left, right) = (side(true), side(false));
    let mut lines = column(head, room, tight);
    if !lines.is_empty() && !tight {
        lines.push(Line::new());
    }
    let count = left.len().max(right.len());
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    for _ in 0..count {
        let mut line = left.next().unwrap_or_default();
        let beside = right.next().unwrap_or_default();
        line.extend(beside.into_iter().map(|(x, role, words)| (x + wide + GAP, role, words)));
        lines.push(line);
    }
    lines
}

/// Which parts stand in the left column, so that both are of like height: as few as may be are out
/// of their order, and the first is always on the left.
fn shared(parts: &[Part], wide: usize, tight: bool) -> Vec<bool> {
    let air = usize::from(!tight);
    let heights: Vec<usize> = parts
        .iter()
        .map(|part| column(std::slice::from_ref(part), wide, tight).len() + air)
        .collect();
    let few = parts.len() <= MIXED;
    let whole: Vec<bool> = vec![true; parts.len()];
    let kept_in_order = (0..parts.len()).map(|at| (0..parts.len()).map(|p| p <= at).collect());
    let mixed = (0..1_u32 << parts.len().min(MIXED)).filter(|mask| few && mask % 2 == 1);
    let mixed = mixed.map(|mask| (0..parts.len()).map(|p| mask >> p & 1 == 1).collect());
    let cost = |left: &Vec<bool>| {
        let of = |side: bool| -> usize {
            let mine = heights.iter().zip(left).filter(|(_, is)| **is == side);
            mine.map(|(height, _)| height).sum()
        };
        let switches = left.windows(2).filter(|two| two.first() != two.last()).count();
        (of(true).max(of(false)), switches)
    };
    kept_in_order.chain(mixed).min_by_key(cost).unwrap_or(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts() -> Vec<Part> {
        vec![
            Part::new("", ["Ana Costa and Tom Reed".to_owned()]),
            Part::new("MEETINGS", ["12 held".to_owned(), "1 planned".to_owned()]),
            Part::new("REVIEWS", ["mid-term held".to_owned()]),
            Part::new("GOALS", ["a first grant".to_owned()]),
        ]
    }

    fn text(lines: &[Line]) -> Vec<String> {
        let joined = |line: &Line| {
            line.iter().fold(String::new(), |text, (x, _, words)| {
                format!("{text}{}{words}", " ".repeat(x - text.chars().count()))
            })
        };
        lines.iter().map(joined).collect()
    }

    #[test]
    fn a_card_that_fits_stands_in_one_column_with_air() {
        assert_eq!(lines(&parts(), 80, 11).len(), 11);
        assert_eq!(lines(&parts(), 60, 3).len(), 11, "a narrow one is scrolled");
        assert_eq!(lines(&parts(), 80, 2).len(), 11, "so is one that fits in no way");
    }

    #[test]
    fn a_card_that_does_not_fit_takes_two_columns_and_then_gives_up_its_air() {
        assert_eq!(
            text(&lines(&parts(), 77, 10)),
            [
                "Ana Costa and Tom Reed",
                "",
                "MEETINGS                                REVIEWS",
                "12 held                                 mid-term held",
                "1 planned",
                "                                        GOALS",
                "                                        a first grant",
            ]
        );
        assert_eq!(
            text(&lines(&parts(), 77, 4)),
            [
                "Ana Costa and Tom Reed",
                "MEETINGS  12 held                       REVIEWS  mid-term held",
                "1 planned                               GOALS  a first grant",
            ]
        );
    }

    #[test]
    fn no_line_is_wider_than_its_column() {
        let long = "word ".repeat(60);
        let parts =
            [Part::new("", [long.clone()]), Part::new("A", [long.clone()]), Part::new("B", [long])];
        for room in 4..120 {
            for height in [5, 12, 20, 40, 200] {
                for line in lines(&parts, room, height) {
                    let ends = line.iter().map(|(x, _, words)| x + width::cells(words));
                    assert!(ends.max().unwrap_or(0) <= room, "{room} by {height}");
                }
            }
        }
    }
}
