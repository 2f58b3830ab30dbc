//! Rules about reviews: overdue and due ones, and pairs past their agreed end.

use crate::domain::codes::Code;
use crate::domain::records::Review;
use crate::domain::rules::{Finding, Look, OpenPair, Severity, graded};
use crate::domain::settings::Key;
use crate::domain::tables::Link;
use crate::text::days::{count, relative};

const LEAVES: &str = "holding it, planning it for another day, or calling it off";

/// Planned and past.
pub(super) fn overdue(look: &Look) -> Vec<Finding> {
    let red = look.number(Key::ReviewRedDays);
    let late = planned(look).filter_map(|(open, review)| {
        let days = look.days_since(review.due);
        let (severity, limit) = graded(days, 0, red)?;
        let why = format!(
            "the {} review was planned for {}, {} ago",
            review.kind.label(),
            look.day(review.due),
            count(days)
        );
        Some(found(look, open, review, severity, why, days).limit(limit))
    });
    late.collect()
}

/// Due today or soon.
pub(super) fn due(look: &Look) -> Vec<Finding> {
    let notice = look.number(Key::ReviewNoticeDays);
    let soon = planned(look).filter_map(|(open, review)| {
        let days = look.days_since(review.due);
        let why = format!(
            "the {} review is planned for {}, {}",
            review.kind.label(),
            look.day(review.due),
            relative(review.due, look.on)
        );
        let soon = (-notice..=0).contains(&days);
        soon.then(|| found(look, open, review, Severity::Info, why, days).limit(0))
    });
    soon.collect()
}

/// The agreed end is past and the pair is open.
pub(super) fn term_ended(look: &Look) -> Vec<Finding> {
    let over = look.pairs.iter().filter_map(|open| {
        let end = open.pair.agreed_end.filter(|end| *end < look.on)?;
        let days = look.days_since(end);
        let why = format!("the agreed end was {}, {} ago", look.day(end), count(days));
        let leaves = "closing the pair, or a review that agrees on a new end";
        let finding = Finding::new(open.pair.id, Severity::Red, why, leaves)
            .clock(end, days)
            .limit(0)
            .people(look.both(open.pair));
        Some(finding)
    });
    over.collect()
}

/// The reviews of open pairs that wait to be held.
fn planned<'a, 'b>(
    look: &'b Look<'a>,
) -> impl Iterator<Item = (&'b OpenPair<'a>, &'a Review)> + use<'a, 'b> {
    let (scheme, on) = (look.scheme, look.on);
    look.pairs.iter().flat_map(move |open| {
        let reviews = scheme.linked::<Review>(Link::ReviewsOfPair, open.pair.id);
        reviews.filter(move |review| review.is_open(on)).map(move |review| (open, review))
    })
}

fn found(
    look: &Look,
    open: &OpenPair,
    review: &Review,
    severity: Severity,
    why: String,
    days: i64,
) -> Finding {
    Finding::new(review.id, severity, why, LEAVES)
        .clock(review.due, days)
        .people(look.both(open.pair))
}
