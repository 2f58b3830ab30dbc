//! The card of a review: which of the plan it is, when, what was found, and the pair behind it.

use crate::domain::records::{Pair, Review};
use crate::screens::cards::{Look, fact};
use crate::text::days;
use crate::ui::card::{Card, Part};

/// The card of a review.
pub(super) fn card(look: Look<'_>, review: &Review) -> Card {
    let (badge, role) = look.badge();
    let when = format!("{} ({})", days::long(review.due), days::due(review.due, look.today));
    let mut facts = Vec::new();
    facts.extend(fact("Review", review.kind.to_string()));
    facts.extend(fact("Due", &when));
    if let Some(held) = review.held {
        facts.extend(fact("Held", days::long(held)));
        facts.extend(fact("Outcome", review.outcome.map_or(String::new(), |o| o.to_string())));
        let fits = [
            ("Mentor", review.mentor_fit, review.mentor_score),
            ("Mentee", review.mentee_fit, review.mentee_score),
        ];
        for (side, fit, score) in fits {
            let fit = fit.map_or(String::new(), |fit| format!("fit {fit} "));
            let score = score.map_or(String::new(), |score| format!("score {score} of 5"));
            facts.extend(fact(side, format!("{fit}{score}")));
        }
        facts.extend(fact("Goals", review.goals.map_or(String::new(), |goals| goals.to_string())));
    }
    if let Some(day) = review.cancelled {
        facts.extend(fact("Called off", days::long(day)));
    }
    let mut brief = match look.item {
        Some(item) => vec![format!("Why here: {}", item.why)],
        None => vec![format!("{} review, {when}", review.kind)],
    };
    let mut parts = vec![Part::new("", facts)];
    if let Some(pair) = look.scheme.get::<Pair>(review.pair) {
        let pair = super::pair::card(look, pair);
        brief.extend(pair.brief.first().cloned());
        brief.extend(pair.brief.get(2).cloned());
        parts.extend(pair.parts);
    } else {
        parts.extend(look.why());
    }
    Card { title: format!("REVIEW {}", review.id), badge, role, brief, parts }
}
