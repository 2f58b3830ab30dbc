//! The picker of mentors: ranked with what speaks for each, and below them who may not be asked and why (M1).

use crate::domain::ids::{PersonId, RequestId};
use crate::domain::matching::{Objection, free_places, objections_except};
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
    Field::new(id, label, Input::pick(Pick::first(options(world, mentee, topic, asked))))
}

/// The same as bare options.
pub(super) fn options(
    world: &World,
    mentee: PersonId,
    topic: Option<&str>,
    asked: &[PersonId],
) -> Vec<PickOption> {
    let scheme = &world.scheme;
    let (ranked, excluded) = world.matcher.mentors(mentee, topic, asked);
    let mut options: Vec<PickOption> = ranked
        .iter()
        .map(|best| {
            let detail =
                format!("{}  {}", places(world, best.mentor), best.reason_without(&["capacity"]));
            let name = scheme.name(best.mentor);
            PickOption::new(best.mentor.to_string(), name, detail.trim_end())
                .warned(in_words(&best.warnings))
        })
        .collect();
    for other in &excluded {
        let (id, name) = (other.mentor.to_string(), scheme.name(other.mentor));
        let why = &other.objection.why;
        let never = matches!(other.objection.rule, "self" | "asked");
        let option = PickOption::new(id, name, "");
        options.push(if never { option.refused(why) } else { option.warned(why) });
    }
    options
}

/// The waiting mentees for a mentor, best first, and below them those whom a rule keeps from the
/// mentor; the first is chosen.
pub(super) fn mentees(world: &World, mentor: PersonId) -> Vec<PickOption> {
    let (ranked, excluded) = world.matcher.mentees(mentor);
    let ranked = ranked.iter().map(|best| {
        let (id, name) = (best.mentee.to_string(), world.scheme.name(best.mentee));
        // what is the mentor's alone is the same beside each
        let reason = best.reason_without(&["capacity", "answers", "fairness"]);
        PickOption::new(id, name, reason).warned(in_words(&best.warnings))
    });
    let excluded = excluded.iter().map(|other| {
        let (id, name) = (other.mentee.to_string(), world.scheme.name(other.mentee));
        let option = PickOption::new(id, name, "");
        let why = &other.objection.why;
        if other.objection.rule == "self" { option.refused(why) } else { option.warned(why) }
    });
    ranked.chain(excluded).collect()
}

/// "1 of 2 free".
fn places(world: &World, mentor: PersonId) -> String {
    let free = free_places(&world.scheme, mentor, world.today);
    let capacity = world.scheme.get::<Mentor>(mentor).map_or(0, |mentor| mentor.capacity);
    format!("{free} of {capacity} free")
}

/// The rules that speak against a mentor, in words; nothing where none does.
fn in_words(against: &[Objection]) -> String {
    against.iter().map(|objection| objection.why.as_str()).collect::<Vec<_>>().join("; ")
}

/// The mentor who has the offer of a request: whoever accepts, with what speaks against it by now.
pub(super) fn who_has_it(world: &World, mentee: PersonId, offer: &Offer) -> PickOption {
    let scheme = &world.scheme;
    let against =
        objections_except(scheme, offer.mentor, mentee, world.today, None, Some(offer.id));
    let open: Vec<Objection> = against
        .into_iter()
        .filter(|objection| offer.overrides.reason(objection.rule).is_none())
        .collect();
    let detail = "asked already: the one who accepts";
    PickOption::new(offer.mentor.to_string(), scheme.name(offer.mentor), detail)
        .warned(in_words(&open))
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
