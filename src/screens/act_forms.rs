//! Which form an act on one record opens.

use crate::domain::entry::Book;
use crate::domain::ids::{AnyId, Id, PersonId};
use crate::domain::records::Closure;
use crate::screens::Route;
use crate::screens::acts::{RowCmd, pair_of, person_of};
use crate::screens::contract::World;

/// The form of an act on one record, or on the pair behind it.
pub(super) fn about_one(cmd: RowCmd, id: AnyId, world: &World) -> Option<Route> {
    match cmd {
        RowCmd::Edit if Book::lettered(id.letter).is_some() => return Some(Route::EditEntry(id)),
        RowCmd::Edit => return person_of(id, world).map(Route::EditPerson),
        RowCmd::Remove => return Some(Route::RemoveEntry(id)),
        RowCmd::More => return Some(Route::More(id)),
        RowCmd::InTouch => {
            let about = match id.letter {
                'P' => Some(id),
                _ => pair_of(id, world).map(AnyId::from),
            };
            let about = about.or_else(|| person_of(id, world).map(AnyId::from));
            return Some(Route::AddEntry('K', about));
        }
        RowCmd::Match
        | RowCmd::Respond
        | RowCmd::Reassign
        | RowCmd::Close
        | RowCmd::Log
        | RowCmd::Agree
        | RowCmd::Review
        | RowCmd::State
        | RowCmd::Letter
        | RowCmd::Copy
        | RowCmd::History
        | RowCmd::Concerns
        | RowCmd::New
        | RowCmd::Snooze
        | RowCmd::Snoozed
        | RowCmd::Event => {}
    }
    match (cmd, id.letter) {
        (RowCmd::Reassign, 'R') => return Some(Route::Reassign(id)),
        (RowCmd::Review, 'V') => return Some(Route::Review(id)),
        (RowCmd::State, 'P') => return Some(Route::Hide(PersonId::from_raw(id.number))),
        _ => {}
    }
    let pair = pair_of(id, world)?;
    Some(match cmd {
        RowCmd::Close if world.scheme.get::<Closure>(pair).is_some() => Route::Steps(pair),
        RowCmd::Close => Route::Close(pair),
        RowCmd::Agree => Route::Agree(pair),
        RowCmd::Review => Route::Review(pair.into()),
        RowCmd::State => Route::Hold(pair),
        RowCmd::Reassign
        | RowCmd::Respond
        | RowCmd::Log
        | RowCmd::Match
        | RowCmd::Edit
        | RowCmd::InTouch
        | RowCmd::More
        | RowCmd::Remove
        | RowCmd::Event
        | RowCmd::Letter
        | RowCmd::Copy
        | RowCmd::History
        | RowCmd::Concerns
        | RowCmd::New
        | RowCmd::Snooze
        | RowCmd::Snoozed => Route::Reassign(pair.into()),
    })
}
