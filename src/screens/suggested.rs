//! The act that Today suggests as keys: what is read on a card is what is pressed, and the form opens on what settles it.

use chrono::NaiveDate;

use crate::domain::Scheme;
use crate::domain::letters::kinds_for_item;
use crate::domain::rules::{Item, Verb};
use crate::screens::acts::{ROW_KEYS, RowCmd};
use crate::screens::cards::act;
use crate::ui::card::Part;

/// The key that opens a row, where that is the act.
const OPEN: &str = "Enter";

/// The act of a verb on a row, and the key of the line in the menu that it opens, if it opens one;
/// none where it is done by opening the row.
fn command(verb: Verb) -> Option<(RowCmd, &'static str)> {
    Some(match verb {
        Verb::Courtesy => (RowCmd::Respond, "c"),
        Verb::Manager => (RowCmd::More, "l"),
        Verb::Keep => (RowCmd::More, "k"),
        Verb::Answer => (RowCmd::Respond, ""),
        Verb::Reassign => (RowCmd::Reassign, ""),
        Verb::Match => (RowCmd::Match, ""),
        Verb::Log => (RowCmd::Log, ""),
        Verb::Hold | Verb::Resume => (RowCmd::State, ""),
        Verb::Close => (RowCmd::Close, ""),
        Verb::Review => (RowCmd::Review, ""),
        Verb::Person | Verb::Renew => (RowCmd::Edit, ""),
        Verb::Snooze => (RowCmd::Snooze, ""),
        Verb::Agree => (RowCmd::Agree, ""),
        Verb::Contact => (RowCmd::InTouch, ""),
        Verb::Concern => (RowCmd::Concerns, ""),
        Verb::Backup | Verb::Show => return None,
    })
}

/// "A  record the agreement": the suggested act behind its keys.
pub(super) fn in_words(verb: Verb) -> String {
    let keys = command(verb).and_then(|(cmd, then)| {
        let key = ROW_KEYS.iter().find(|bind| bind.cmd == cmd)?.keys.first()?;
        Some(format!("{key} {then}").trim_end().to_owned())
    });
    let keys = keys.unwrap_or_else(|| OPEN.to_owned());
    format!("{keys}  {}", act(verb))
}

/// "SUGGESTED": the act of an item, and its letter.
pub(super) fn part(item: &Item, letter: Option<String>) -> Part {
    Part::new("SUGGESTED", std::iter::once(in_words(item.suggest)).chain(letter))
}

/// "M  letter: reminder to the mentor": the one that an item calls for.
pub(super) fn letter(scheme: &Scheme, today: NaiveDate, item: &Item) -> Option<String> {
    let kind = kinds_for_item(scheme, today, item).first().copied()?;
    let key = ROW_KEYS.iter().find(|bind| bind.cmd == RowCmd::Letter)?.keys.first()?;
    Some(format!("{key}  letter: {kind}"))
}

/// The field that settles an item when its record is edited: of its gravest rule that has one.
pub(super) fn field(item: &Item) -> Option<&'static str> {
    std::iter::once(&item.rule).chain(&item.also).find_map(|rule| match *rule {
        "over-capacity" => Some("capacity"),
        "training-missing" => Some("trained"),
        "evaluation-due" => Some("evaluated_on"),
        "commitment-due" => Some("renewal"),
        _ => None,
    })
}
