//! Where people are pointed to: the services of the directory to choose from, and any other words (S7: at declines, closings, concerns).

use crate::domain::records::Service;
use crate::screens::contract::World;
use crate::text::Text;
use crate::ui::field::{Choice, Field, Input, Opt};
use crate::ui::form::Form;

/// The field with the services of the directory.
const SERVICES: &str = "services";
/// The field for any other words.
const OTHER: &str = "pointed-to";
/// What stands between several places.
const BETWEEN: &str = "; ";

/// The fields, with what is kept already; services are offered under `label` where the directory has any.
pub(super) fn fields(world: &World, label: &'static str, kept: &Text) -> [Field; 2] {
    let known: Vec<&Service> = world.scheme.all::<Service>().collect();
    let named = |name: &str| known.iter().find(|service| service.name.exact() == name);
    let (mut chosen, mut other) = (Vec::new(), Vec::new());
    for part in kept.exact().split(BETWEEN).map(str::trim).filter(|part| !part.is_empty()) {
        match named(part) {
            Some(service) => chosen.push(service.id.to_string()),
            None => other.push(part),
        }
    }
    let options = known.iter().map(|service| {
        let label = format!("{} ({})", service.name, service.kind);
        Opt::new(service.id.to_string(), label)
    });
    let choice = Choice::many(options.collect(), &chosen.join(","));
    let mut services = Field::new(SERVICES, label, Input::Choice(choice));
    services.hidden = known.is_empty();
    let label = if known.is_empty() { label } else { "Also to" };
    [services, Field::line(OTHER, label, &other.join(BETWEEN))]
}

/// The names that were chosen and the other words, with semicolons between them.
pub(super) fn entered(form: &Form, world: &World) -> Text {
    let chosen = form.many(SERVICES);
    let services = world.scheme.all::<Service>();
    let mut places: Vec<String> = services
        .filter(|service| chosen.contains(&service.id.to_string()))
        .map(|service| service.name.exact().to_owned())
        .collect();
    let other = form.value(OTHER);
    places.extend(Some(other.trim().to_owned()).filter(|other| !other.is_empty()));
    Text::new(places.join(BETWEEN))
}
