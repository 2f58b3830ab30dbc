//! In which order the days of each column are read; what was only supposed is said (fault 73).

use super::assign::column;
use super::fields::{Takes, row};
use super::mapping::{Column, Mapping, Wishes};
use super::sheet::Sheet;
use super::values::dates::{self, Evidence};
use crate::text::days::Order;

/// Decides for each column of days how they are read, and says what was only supposed (fault 73).
pub(super) fn decide(mapping: &mut Mapping, sheet: &Sheet, wishes: &Wishes) {
    let is_days = |field: &str| row(field).is_some_and(|row| row.takes == Takes::Days);
    let found: Vec<Option<Evidence>> = mapping
        .columns
        .iter()
        .enumerate()
        .map(|(at, held)| is_days(held.field).then(|| dates::evidence(column(sheet, at))))
        .collect();
    // What a form stamps by itself says nothing about how people write days in it.
    let mut typed =
        mapping.columns.iter().zip(&found).filter_map(|(column, evidence)| match evidence {
            Some(Evidence::Proved(order)) if column.field != "submitted_at" => Some(*order),
            _ => None,
        });
    let first = typed.next();
    let shared = first.filter(|first| typed.all(|other| other == *first));
    let usual = wishes.usual_order;
    for (at, held) in mapping.columns.iter_mut().enumerate() {
        held.order = match (wishes.date_order, found.get(at).copied().flatten()) {
            (Some(order), _) | (None, Some(Evidence::Proved(order))) => Some(order),
            (None, Some(Evidence::Both)) => {
                mapping.notes.push(format!(
                    "'{}' has days in both orders: a day that could be two is refused; --date-order \
                     decides",
                    held.label
                ));
                None
            }
            (None, Some(Evidence::Open)) if shared.is_none() => {
                held.order_supposed = true;
                mapping.notes.push(supposed(held, sheet, at, usual));
                Some(usual)
            }
            (None, _) => Some(shared.unwrap_or(usual)),
        };
    }
}

/// "03/04/2026 in 'Start' is read as 3 April 2026, ..."
fn supposed(held: &Column, sheet: &Sheet, at: usize, order: Order) -> String {
    let (other, name) = match order {
        Order::Mdy => (Order::Dmy, "dmy"),
        Order::Dmy | Order::Ymd => (Order::Mdy, "mdy"),
    };
    let example = column(sheet, at).find_map(|cell| {
        let read = |order| dates::read(cell, Some(order)).ok();
        let (one, two) = (read(order)?, read(other)?);
        (one != two).then(|| (cell.text(), dates::in_words(&one), dates::in_words(&two)))
    });
    match example {
        Some((text, one, two)) => format!(
            "{text} in '{}' is read as {one}, as the scheme writes days; nothing in the column \
             proves it: say --date-order {name} for {two}",
            held.label
        ),
        None => format!(
            "nothing in '{}' proves the order of its days; they are read as {}; --date-order decides",
            held.label,
            dates::order_words(order)
        ),
    }
}
