//! What the program asks for, done: each effect against the file or the terminal, and what it came to.

use super::session::Session;
use super::terminal;
use crate::app::Msg;
use crate::screens::{Effect, Then};
use crate::store::StoreError;

/// Does one effect; the messages tell the program what it came to, in order.
pub(super) fn perform(session: &mut Session, effect: Effect) -> Vec<Msg> {
    let done = match effect {
        Effect::Commit { change, then } => match session.commit(&change) {
            Ok(said) => saved(session, said, then),
            // the form stays as typed and shows what the others changed
            Err(StoreError::Behind) => renewed(session).map(|mut msgs| {
                msgs.push(Msg::Failed(StoreError::Behind.to_string()));
                msgs
            }),
            Err(error) => Err(error),
        },
        Effect::Undo => session.undo().and_then(|said| told(session, said)),
        Effect::Redo => session.redo().and_then(|said| told(session, said)),
        Effect::UndoEntry(number) => {
            session.undo_entry(number).and_then(|said| told(session, said))
        }
        Effect::KeepDraft(key, draft) => session.keep_draft(key, &draft).map(|()| Vec::new()),
        Effect::DropDraft(key) => session.drop_draft(&key).map(|()| Vec::new()),
        Effect::Copy { text, what } => Ok(vec![copied(&text, &what)]),
        Effect::Reload => {
            session.reload().and_then(|()| told(session, "The file was read again.".to_owned()))
        }
        Effect::Quit => Ok(Vec::new()),
    };
    done.unwrap_or_else(|error| vec![Msg::Failed(error.to_string())])
}

/// What others wrote since, as a message; none if there is nothing.
pub(super) fn news(session: &mut Session) -> Vec<Msg> {
    let news = session
        .catch_up()
        .and_then(|is_new| if is_new { renewed(session) } else { Ok(Vec::new()) });
    news.unwrap_or_else(|error| vec![Msg::Failed(error.to_string())])
}

/// The world as it is now.
pub(super) fn renewed(session: &Session) -> Result<Vec<Msg>, StoreError> {
    Ok(vec![Msg::World(Box::new(session.world()?))])
}

fn saved(session: &Session, said: String, then: Then) -> Result<Vec<Msg>, StoreError> {
    Ok(vec![Msg::Saved { world: Box::new(session.world()?), said, then }])
}

fn told(session: &Session, said: String) -> Result<Vec<Msg>, StoreError> {
    let mut msgs = renewed(session)?;
    msgs.push(Msg::Said(said));
    Ok(msgs)
}

fn copied(text: &str, what: &str) -> Msg {
    if terminal::copy_to_clipboard(text) {
        Msg::Said(format!("Copied: {what}."))
    } else {
        Msg::Failed(format!("Not copied: {what} is too long for the clipboard."))
    }
}
