//! The acts on rows: one table of keys for Today and every list, and what each does to which record.

use crate::domain::Refusal;
use crate::domain::entry::Book;
use crate::domain::ids::{AnyId, EventId, Id, PairId, PersonId, RequestId};
use crate::domain::letters::LETTERS;
use crate::domain::records::{Mentee, Mentor, Pair, Request};
use crate::domain::tables::Link;
use crate::screens::act_forms::about_one;
use crate::screens::contract::{Step, World};
use crate::screens::{Route, batch};
use crate::ui::keys::{Bind, Key, bind};

/// What can be done with a row, wherever it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowCmd {
    /// Give a mentee a mentor.
    Match,
    /// Record what came of a request, or that somebody was reminded.
    Respond,
    /// Ask somebody else.
    Reassign,
    /// Close a pair, or work off the steps of a closing.
    Close,
    /// Log a meeting.
    Log,
    /// Record what a pair agreed on.
    Agree,
    /// Hold, move or plan a review.
    Review,
    /// On hold, hidden, or back.
    State,
    /// Edit the person, or the entry.
    Edit,
    /// Log a support contact.
    InTouch,
    /// Write something down about the record.
    More,
    /// Invite people to an event; of an event, its people.
    Event,
    /// Take an entry out that was entered by mistake.
    Remove,
    /// Read the letter about it, hand it over and log it.
    Letter,
    /// Copy the addresses.
    Copy,
    /// The history of the record.
    History,
    /// Go to the concerns.
    Concerns,
    /// Something new of the kind of the screen.
    New,
    /// Out of sight in Today for some days, or awake again.
    Snooze,
    /// Show or hide what is snoozed, on Today.
    Snoozed,
}

/// The keys of the acts on rows (tui-ux section 2).
pub const ROW_KEYS: &[Bind<RowCmd>] = &[
    bind(
        "respond",
        &[Key::Char('r')],
        RowCmd::Respond,
        "respond",
        "Record an answer, or that somebody was reminded",
    ),
    bind(
        "reassign",
        &[Key::Char('a')],
        RowCmd::Reassign,
        "reassign",
        "Ask another mentor; a pair is ended first, in the same act",
    ),
    bind(
        "snooze",
        &[Key::Char('z')],
        RowCmd::Snooze,
        "snooze",
        "Out of sight for some days, or awake; its age goes on",
    ),
    bind(
        "letter",
        &[Key::Char('M')],
        RowCmd::Letter,
        "letter",
        "Read the letter about it, open it in the mail program, log it as sent",
    ),
    bind(
        "match",
        &[Key::Char('m')],
        RowCmd::Match,
        "match",
        "Give the mentee a mentor, or the mentor a mentee: a pair starts",
    ),
    bind("log", &[Key::Char('l')], RowCmd::Log, "log", "Log a meeting of the pair"),
    bind(
        "agree",
        &[Key::Char('A')],
        RowCmd::Agree,
        "agreement",
        "Record what the pair agreed on, and who signed",
    ),
    bind(
        "close",
        &[Key::Char('c')],
        RowCmd::Close,
        "close",
        "Close the pair, or finish its closing",
    ),
    bind("review", &[Key::Char('v')], RowCmd::Review, "review", "Hold, move or plan a review"),
    bind("state", &[Key::Char('o')], RowCmd::State, "", "Put on hold, hide, or take back"),
    bind("edit", &[Key::Char('e')], RowCmd::Edit, "edit", "Edit the person; of a pair, the mentee"),
    bind(
        "in-touch",
        &[Key::Char('i')],
        RowCmd::InTouch,
        "in touch",
        "Log a support contact with the pair or person",
    ),
    bind(
        "write",
        &[Key::Char('w')],
        RowCmd::More,
        "write down",
        "Write down a goal, milestone, story, substitute or contact",
    ),
    bind(
        "event",
        &[Key::Char('E')],
        RowCmd::Event,
        "event",
        "Invite to an event; of an event, who is invited and who came",
    ),
    bind("remove", &[], RowCmd::Remove, "", "Take out an entry made by mistake, after a question"),
    bind(
        "copy",
        &[Key::Char('y')],
        RowCmd::Copy,
        "copy",
        "Copy names and addresses to the clipboard",
    ),
    bind("history", &[Key::Char('h')], RowCmd::History, "", "What was done with this record"),
    bind(
        "concerns",
        &[Key::Char('C')],
        RowCmd::Concerns,
        "",
        "Open the concerns, to read, raise or close one; they are shown nowhere else",
    ),
    bind(
        "new",
        &[Key::Char('n')],
        RowCmd::New,
        "new",
        "Add a request, person, pair, meeting or review",
    ),
    bind(
        "snoozed",
        &[Key::Char('b')],
        RowCmd::Snoozed,
        "",
        "Show or hide what is snoozed, on Today",
    ),
];

/// Whether there can be letters about a record of this kind.
fn has_letters(id: AnyId) -> bool {
    LETTERS.iter().any(|row| row.about.contains(id.letter))
}

/// The pair that a row is about: itself, that of a review or meeting, a person's only one.
pub(super) fn pair_of(id: AnyId, world: &World) -> Option<PairId> {
    world.scheme.pair_behind(Some(id))
}

/// The pairs of a person that did not end, as mentee and as mentor, the newest first.
pub(super) fn pairs_of(person: PersonId, world: &World) -> Vec<&Pair> {
    let standing = |link| world.scheme.standing(link, person);
    let mut pairs: Vec<&Pair> =
        standing(Link::PairsOfMentee).chain(standing(Link::PairsOfMentor)).collect();
    pairs.sort_by_key(|pair| std::cmp::Reverse((pair.start, pair.id)));
    pairs
}

/// The person whom a row is about: for a pair or request its mentee.
pub(super) fn person_of(id: AnyId, world: &World) -> Option<PersonId> {
    let scheme = &world.scheme;
    match id.letter {
        'P' => Some(PersonId::from_raw(id.number)),
        'R' => scheme.get::<Request>(RequestId(id.number)).map(|request| request.mentee),
        _ => scheme.get::<Pair>(pair_of(id, world)?).map(|pair| pair.mentee),
    }
}

/// Whether an act makes sense for a row, or why not.
pub fn available(cmd: RowCmd, row: Option<AnyId>, world: &World) -> Result<(), Refusal> {
    if let Some(why) = world.read_only.as_ref().filter(|_| cmd.writes()) {
        return Err(Refusal::because(format!("read-only: {why}")));
    }
    if matches!(cmd, RowCmd::New | RowCmd::Snoozed | RowCmd::Concerns)
        || (cmd == RowCmd::Match && row.is_none())
    {
        return Ok(());
    }
    let id = row.ok_or_else(|| Refusal::because("no row is selected"))?;
    let against = match cmd {
        RowCmd::Respond => (!"RMV".contains(id.letter))
            .then_some("an answer belongs to a request, a reminder to a request or pair"),
        RowCmd::Reassign => (!"RMV".contains(id.letter))
            .then_some("only a request or a pair goes to another mentor"),
        RowCmd::Match => against_match(id, world),
        RowCmd::Close | RowCmd::Log | RowCmd::Agree | RowCmd::Review => against_pair(id, world),
        RowCmd::State => (id.letter == 'R').then_some("a request is neither on hold nor hidden"),
        RowCmd::Edit if Book::lettered(id.letter).is_some() => None,
        RowCmd::Edit | RowCmd::Copy => {
            person_of(id, world).is_none().then_some("this is about nobody")
        }
        RowCmd::InTouch => {
            person_of(id, world).is_none().then_some("a contact is with a person or a pair")
        }
        RowCmd::More => {
            let fits = pair_of(id, world).is_some() || "PG".contains(id.letter);
            (!fits).then_some("this is about no pair and no person")
        }
        RowCmd::Event => (!"PE".contains(id.letter))
            .then_some("people are invited to events: mark them on People (4)"),
        RowCmd::Remove => Book::lettered(id.letter)
            .is_none()
            .then_some("nothing else is taken out: to end a pair press c"),
        RowCmd::Letter => (!has_letters(id)).then_some("there is no letter about this"),
        RowCmd::Snooze => world.gravest(id).is_none().then_some("this is not in Today"),
        RowCmd::History | RowCmd::New | RowCmd::Snoozed | RowCmd::Concerns => None,
    };
    against.map_or(Ok(()), |why| Err(Refusal::because(why)))
}

fn against_match(id: AnyId, world: &World) -> Option<&'static str> {
    match id.letter {
        'R' => None,
        'P' => {
            let person = PersonId::from_raw(id.number);
            let nobody = world.scheme.get::<Mentee>(person).is_none()
                && world.scheme.get::<Mentor>(person).is_none();
            nobody.then_some("this is neither a mentee nor a mentor")
        }
        _ => Some("they have each other: press a for another mentor"),
    }
}

fn against_pair(id: AnyId, world: &World) -> Option<&'static str> {
    match (pair_of(id, world), id.letter) {
        (Some(_), _) => None,
        // of several it is asked which one is meant
        (None, 'P') => {
            let none = pairs_of(PersonId::from_raw(id.number), world).is_empty();
            none.then_some("this person has no pair")
        }
        (None, _) => Some("there is no pair yet"),
    }
}

impl RowCmd {
    /// Whether it changes something.
    fn writes(self) -> bool {
        !matches!(self, Self::Letter | Self::Copy | Self::History | Self::Snoozed | Self::Concerns)
    }
}

/// Does an act on rows: the marked ones, else the selected one.
pub fn run(cmd: RowCmd, rows: &[AnyId], fresh: Route, world: &World) -> Step {
    if cmd == RowCmd::New {
        return Step::Go(fresh);
    }
    if cmd == RowCmd::Concerns {
        return Step::Go(Route::Concerns(rows.first().copied()));
    }
    let Some(first) = rows.first().copied() else {
        return if cmd == RowCmd::Match {
            Step::Go(Route::MatchAnyone)
        } else {
            Step::Refuse("no row is selected".into())
        };
    };
    if rows.len() > 1
        && !matches!(
            cmd,
            RowCmd::Respond
                | RowCmd::Letter
                | RowCmd::Log
                | RowCmd::Copy
                | RowCmd::Snooze
                | RowCmd::Event
        )
    {
        return Step::Refuse("one at a time: clear the marks with Esc, or mark one row".into());
    }
    if matches!(cmd, RowCmd::Close | RowCmd::Log | RowCmd::Agree | RowCmd::Review)
        && rows.len() == 1
        && first.letter == 'P'
        && pair_of(first, world).is_none()
    {
        return Step::Go(Route::WhichPair(cmd, PersonId::from_raw(first.number)));
    }
    match cmd {
        RowCmd::Respond => batch::respond(rows, world),
        RowCmd::Log => batch::log(rows, world),
        RowCmd::Letter => batch::letters(rows),
        RowCmd::Match => Step::Go(Route::Match(first)),
        RowCmd::Event if first.letter == 'E' => Step::Go(Route::Attendance(EventId(first.number))),
        RowCmd::Event => batch::invite(rows, world),
        RowCmd::Copy => batch::copy(rows, world),
        RowCmd::History => Step::Go(Route::History(first)),
        RowCmd::New => Step::Go(fresh),
        RowCmd::Snoozed => Step::Go(Route::Today),
        RowCmd::Concerns => Step::Go(Route::Concerns(Some(first))),
        RowCmd::Snooze => batch::snooze(rows, world),
        RowCmd::Reassign
        | RowCmd::Close
        | RowCmd::Agree
        | RowCmd::Review
        | RowCmd::State
        | RowCmd::InTouch
        | RowCmd::More
        | RowCmd::Remove
        | RowCmd::Edit => {
            let route = about_one(cmd, first, world);
            route.map_or_else(|| Step::Refuse("this is about no pair".into()), Step::Go)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_no_faults() {
        assert_eq!(crate::ui::keys::faults(ROW_KEYS), Vec::<String>::new());
    }
}
