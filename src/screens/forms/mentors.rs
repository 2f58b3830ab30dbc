//! The picker of mentors: ranked with what speaks for each, and below them who may not be asked and why (M1).

use crate::domain::ids::{PersonId, RequestId};
use crate::domain::matching::{free_places, suggest};
use crate::domain::records::{Mentor, Offer, Request};
use crate::domain::tables::Link;
use crate::screens::contract::World;
use crate::ui::field::{Field, Input, Pick, PickOption};

/// The mentors for a mentee, best first; the first is chosen. Those against whom a hard rule
/// speaks come last and say so; choosing one leads to the question why all the same (M3).
pub(super) fn field(
    id: &'static str,
    label: &'static str,
    world: &World,
    mentee: PersonId,
    topic: Option<&str>,
    asked: &[PersonId],
) -> Field {
    Field::new(id, label, Input::Pick(Pick::first(options(world, mentee, topic, asked))))
}

/// The same as bare options.
pub(super) fn options(
    world: &World,
    mentee: PersonId,
    topic: Option<&str>,
    asked: &[PersonId],
) -> Vec<PickOption> {
    let scheme = &world.scheme;
    let (ranked, excluded) = suggest(scheme, mentee, world.today, topic, asked);
    let places = |mentor: PersonId| {
        let free = free_places(scheme, mentor, world.today);
        let capacity = scheme.get::<Mentor>(mentor).map_or(0, |mentor| mentor.capacity);
        format!("{free} of {capacity} free")
    };
    let mut options: Vec<PickOption> = ranked
        .iter()
        .map(|best| {
            let warning = best.warnings.first().map_or(String::new(), |w| format!("! {}  ", w.why));
            let detail = format!("{warning}{}  {}", places(best.mentor), best.reason());
            PickOption::new(best.mentor.to_string(), scheme.name(best.mentor), detail)
        })
        .collect();
    for other in &excluded {
        let why = &other.objection.why;
        let option = PickOption::new(
            other.mentor.to_string(),
            scheme.name(other.mentor),
            format!("! {why}"),
        );
        let never = matches!(other.objection.rule, "self" | "asked");
        options.push(if never { option.refused(why.clone()) } else { option });
    }
    options
}

/// Mentors who were asked already for a request.
pub(super) fn asked(world: &World, request: RequestId) -> Vec<PersonId> {
    let offers = world.scheme.linked::<Offer>(Link::OffersOfRequest, request);
    offers.map(|offer| offer.mentor).collect()
}

/// The topic of a request, if it names one.
pub(super) fn topic(request: &Request) -> Option<&str> {
    (!request.topic.is_empty()).then(|| request.topic.exact())
}

/// The person whom a picker chose.
pub(super) fn picked(value: &str) -> Option<PersonId> {
    value.parse().ok()
}
