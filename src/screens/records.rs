//! The screens of all requests, pairs, people and reviews: one row each here, on the domain's lists.

use std::cmp::Ordering;

use crate::domain::Refusal;
use crate::domain::ids::AnyId;
use crate::domain::lists::{Leaving, List as Records};
use crate::domain::records::{Mentee, Mentor, Pair, Person, Request, Review};
use crate::screens::Route;
use crate::screens::acts::{self, ROW_KEYS, RowCmd};
use crate::screens::cards::{self, Look, sign_and_word};
use crate::screens::contract::{Ctx, Step, World};
use crate::screens::list::{Line, List};
use crate::screens::listing::Listing;
use crate::text::days::plural;
use crate::ui::card::Card;
use crate::ui::keys::Bind;
use crate::ui::table::{Column, Row};

/// All records of one kind.
#[derive(Debug)]
pub(super) struct RecordList {
    records: Records,
    listing: Listing,
}

/// What a screen says when it is empty: the one next key.
const EMPTY: &[(Records, &str)] = &[
    (
        Records::Requests,
        "No requests yet. Press n to record one, or bring your sheet in: press : and type import.",
    ),
    (
        Records::Pairs,
        "No pairs yet. Go to Requests (2) or People (4) and press m on a mentee, or bring your sheet \
         in: press : and type import.",
    ),
    (
        Records::People,
        "Nobody yet. Press n to add a person, or bring your sheet in: press : and type import.",
    ),
    (Records::Reviews, "No reviews yet: they are planned when a pair starts."),
    (
        Records::Gaps,
        "Nothing is missing: addresses, consents, line managers, agreements are all there.",
    ),
];

impl RecordList {
    /// The screen of a list.
    pub(super) fn new(records: Records) -> Self {
        Self { records, listing: Listing::new(records) }
    }
}

/// How many requests are open.
pub(super) fn open_requests(world: &World) -> usize {
    world.scheme.all::<Request>().filter(|request| request.is_open(world.today)).count()
}

/// How many pairs are open.
pub(super) fn open_pairs(world: &World) -> usize {
    let pairs = world.scheme.all::<Pair>();
    pairs.filter(|pair| world.scheme.is_pair_open(pair.id, world.today)).count()
}

/// How many people there are.
pub(super) fn all_people(world: &World) -> usize {
    world.scheme.all::<Person>().len()
}

/// How many reviews wait to be held.
pub(super) fn open_reviews(world: &World) -> usize {
    world.scheme.all::<Review>().filter(|review| review.is_open(world.today)).count()
}

fn count(number: usize, noun: &str) -> String {
    plural(i64::try_from(number).unwrap_or_default(), noun)
}

impl List for RecordList {
    type Key = AnyId;
    type Cmd = RowCmd;
    const KEYS: &'static [Bind<RowCmd>] = ROW_KEYS;

    fn title(&self, _: &World) -> String {
        self.records.title().to_owned()
    }

    fn columns(&self) -> &[Column] {
        self.listing.columns()
    }

    fn lines(&self, world: &World) -> Vec<Line<AnyId>> {
        self.listing.lines(world)
    }

    fn row(&self, id: AnyId, world: &World) -> Row {
        let mut row = self.listing.row(id, world);
        if let Some(item) = world.gravest(id) {
            row.sign = sign_and_word(item).0;
            row.role = cards::role(item.severity);
        } else if world.is_new(id) {
            row.sign = '+';
        }
        row
    }

    fn name(&self, id: AnyId) -> String {
        id.to_string()
    }

    fn sought(&self, id: AnyId, world: &World) -> String {
        self.listing.sought(id, world)
    }

    fn compare(&self, by: (usize, bool), a: AnyId, b: AnyId, world: &World) -> Ordering {
        self.listing.compare(by, a, b, world)
    }

    fn is_over(&self, id: AnyId, world: &World) -> bool {
        self.records.is_over(&world.scheme, id, world.today)
    }

    fn card(&self, id: AnyId, world: &World) -> Card {
        let look = Look::of(world, world.gravest(id));
        cards::card(look, id).unwrap_or_else(|| self.listing.card(id, &id.to_string(), world))
    }

    fn leaving(&self, rows: &[AnyId], _: &World) -> Result<Leaving, Refusal> {
        Ok(Leaving::Records(self.records, rows.to_vec()))
    }

    fn in_files(&self) -> Vec<&'static str> {
        self.listing.in_files()
    }

    fn empty(&self, _: &World) -> String {
        let words = EMPTY.iter().find(|(records, _)| *records == self.records);
        if let Some((_, words)) = words {
            return (*words).to_owned();
        }
        match self.records.book() {
            Some(book) => format!("{}: none yet. Press n for the first.", book.help),
            None => "Nothing here.".to_owned(),
        }
    }

    fn head(&self, world: &World, _room: usize) -> Vec<String> {
        let scheme = &world.scheme;
        let words = match self.records {
            Records::Requests => {
                let all = scheme.all::<Request>().len();
                format!("{} open of {}", open_requests(world), count(all, "request"))
            }
            Records::Pairs => {
                let all = scheme.all::<Pair>().len();
                format!("{} open of {}", open_pairs(world), count(all, "pair"))
            }
            Records::People => {
                let mentors = scheme.all::<Mentor>().len();
                let mentees = scheme.all::<Mentee>().len();
                format!("{}, {}", count(mentors, "mentor"), count(mentees, "mentee"))
            }
            Records::Reviews => format!("{} to hold", count(open_reviews(world), "review")),
            Records::Gaps => {
                let rows = self.records.rows(scheme, world.today).len();
                format!("{} with something missing", count(rows, "record"))
            }
            Records::Entries(_) => {
                let noun = self.records.book().map_or("entry", |book| book.noun);
                count(self.records.rows(scheme, world.today).len(), noun)
            }
            Records::Kept | Records::Drafts => {
                count(self.records.rows(scheme, world.today).len(), "row")
            }
            Records::Meetings => {
                count(scheme.all::<crate::domain::records::Meeting>().len(), "meeting")
            }
        };
        vec![words]
    }

    fn above_card(&self) -> u16 {
        if self.records == Records::Reviews { crate::screens::reviews::ABOVE } else { 0 }
    }

    fn available(
        &self,
        cmd: RowCmd,
        selected: Option<AnyId>,
        world: &World,
    ) -> Result<(), Refusal> {
        if cmd == RowCmd::Match && selected.is_none() && self.records.book().is_some() {
            return Err(Refusal::because("no row is selected"));
        }
        acts::available(cmd, selected, world)
    }

    fn run(&mut self, cmd: RowCmd, rows: &[AnyId], ctx: &Ctx<'_>) -> Step {
        let fresh = match self.records {
            Records::People => Route::AddPerson,
            Records::Pairs => Route::MatchAnyone,
            Records::Requests
            | Records::Meetings
            | Records::Reviews
            | Records::Gaps
            | Records::Kept
            | Records::Drafts => Route::AddRequest(None),
            Records::Entries(letter) => Route::AddEntry(letter, None),
        };
        let fresh = match (self.records, rows.first()) {
            (Records::Reviews, Some(id)) => Route::PlanReview(*id),
            _ => fresh,
        };
        acts::run(cmd, rows, fresh, ctx.world)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_table_has_no_faults() {
        assert_eq!(crate::screens::list::faults::<RecordList>(), Vec::<String>::new());
    }
}
