//! The act that Today suggests as a key: what is read on a card is what is pressed.

use crate::domain::rules::Verb;
use crate::screens::acts::{ROW_KEYS, RowCmd};
use crate::screens::cards::act;

/// The act of a verb on a row; none where it is done elsewhere.
fn command(verb: Verb) -> Option<RowCmd> {
    Some(match verb {
        Verb::Answer | Verb::Courtesy => RowCmd::Respond,
        Verb::Reassign => RowCmd::Reassign,
        Verb::Match => RowCmd::Match,
        Verb::Log => RowCmd::Log,
        Verb::Hold | Verb::Resume => RowCmd::State,
        Verb::Close => RowCmd::Close,
        Verb::Review => RowCmd::Review,
        Verb::Person | Verb::Manager | Verb::Renew | Verb::Keep => RowCmd::Edit,
        Verb::Snooze => RowCmd::Snooze,
        Verb::Agree => RowCmd::Agree,
        Verb::Contact => RowCmd::InTouch,
        Verb::Concern | Verb::Backup | Verb::Show => return None,
    })
}

/// "A  record the agreement": the suggested act with its key, where it has one.
pub(super) fn in_words(verb: Verb) -> String {
    let bind = command(verb).and_then(|cmd| ROW_KEYS.iter().find(|bind| bind.cmd == cmd));
    let key = bind.and_then(|bind| bind.keys.first());
    key.map_or_else(|| act(verb).to_owned(), |key| format!("{key}  {}", act(verb)))
}
