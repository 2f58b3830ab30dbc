//! What the program asks for, done: each effect against the file or the terminal, and what it came to.

use super::files_out::Unmade;
use super::opener::Opener;
use super::places::from_home;
use super::post::{Handed, Post};
use super::session::{Caught, Session};
use super::terminal;
use crate::app::Msg;
use crate::domain::letters::Letter;
use crate::screens::{By, Effect, Then};
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
        Effect::Erase { person, ground } => {
            session.erase(person, ground).and_then(|said| saved(session, said, Then::Close))
        }
        Effect::PersonFile { person, file, json, include } => {
            match session.hand_over(person, &from_home(&file), json, &include) {
                Ok(said) => saved(session, said, Then::Close),
                Err(why) => Ok(vec![Msg::Failed(why)]),
            }
        }
        Effect::ListFile { list, file, replace } => {
            let done = session.put_into_file(&list, &from_home(&file), replace);
            filed(session, done)
        }
        Effect::SummaryFile { period, page, file, replace } => {
            let done = session.make_summary(period, page, &from_home(&file), replace);
            filed(session, done)
        }
        Effect::CalendarFile { calendar, file, replace } => {
            let done = session.make_calendar(&calendar, &from_home(&file), replace);
            filed(session, done)
        }
        Effect::CopyElsewhere { file } => session
            .copy_elsewhere(&from_home(&file))
            .and_then(|said| saved(session, said, Then::Close)),
        Effect::Copy { text, what } => Ok(vec![copied(&text, &what)]),
        Effect::OpenConcern(id) => {
            session.concern_text(id).map(|text| vec![Msg::Concern(id, text.map(Box::new))])
        }
        Effect::Reload => {
            session.reload().and_then(|()| told(session, "The file was read again.".to_owned()))
        }
        // the dashboard does these: they are long, about the terminal, or about another file
        Effect::Score(_)
        | Effect::Sheet(_)
        | Effect::Backup
        | Effect::Post { .. }
        | Effect::Mouse
        | Effect::OpenScheme { .. }
        | Effect::Quit => Ok(Vec::new()),
    };
    done.unwrap_or_else(|error| vec![Msg::Failed(error.to_string())])
}

/// What others wrote since, as messages, and whether it is to be looked for again soon.
pub(super) fn news(session: &mut Session) -> (Vec<Msg>, bool) {
    let caught = session.catch_up();
    let is_busy = matches!(caught, Ok(Caught::Busy));
    let msgs = match caught {
        Ok(Caught::New) => renewed(session),
        Ok(Caught::Nothing | Caught::Busy) => Ok(Vec::new()),
        Err(error) => Err(error),
    };
    (msgs.unwrap_or_else(|error| vec![Msg::Failed(error.to_string())]), is_busy)
}

/// The world as it is now.
pub(super) fn renewed(session: &Session) -> Result<Vec<Msg>, StoreError> {
    Ok(vec![Msg::World(Box::new(session.world()?))])
}

fn saved(session: &Session, said: String, then: Then) -> Result<Vec<Msg>, StoreError> {
    Ok(vec![Msg::Saved { world: Box::new(session.world()?), said, then }])
}

/// What came of making a file.
fn filed(session: &Session, done: Result<String, Unmade>) -> Result<Vec<Msg>, StoreError> {
    match done {
        Ok(said) => saved(session, said, Then::Close),
        Err(Unmade::Exists(words)) => Ok(vec![Msg::Asked(words)]),
        Err(Unmade::Failed(why)) => Ok(vec![Msg::Failed(why)]),
    }
}

fn told(session: &Session, said: String) -> Result<Vec<Msg>, StoreError> {
    let mut msgs = renewed(session)?;
    msgs.push(Msg::Said(said));
    Ok(msgs)
}

/// Hands letters over; where that made files, what asked for them is done.
pub(super) fn posted(
    session: &mut Session,
    opener: &Opener,
    letters: &[Letter],
    by: &By,
) -> Vec<Msg> {
    let handed = Post { session: &mut *session, opener, letters }.hand_over(by);
    match handed {
        Ok(Handed::Opened(said)) => vec![Msg::Said(said)],
        Ok(Handed::Saved(said)) => saved(session, said, Then::Close)
            .unwrap_or_else(|error| vec![Msg::Failed(error.to_string())]),
        Err(Unmade::Exists(words)) => vec![Msg::Asked(words)],
        Err(Unmade::Failed(why)) => vec![Msg::Failed(why)],
    }
}

fn copied(text: &str, what: &str) -> Msg {
    if terminal::copy_to_clipboard(text) {
        Msg::Said(format!("Sent to the terminal's clipboard: {what}."))
    } else {
        Msg::Failed(format!("Not copied: {what} is too long for the clipboard."))
    }
}
