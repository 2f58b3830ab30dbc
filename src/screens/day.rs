//! What is on one day: reviews, events and planned meetings, each with its card and the keys of its row.

use chrono::NaiveDate;

use crate::domain::Refusal;
use crate::domain::calendar::calendar;
use crate::domain::ids::{AnyId, EventId, MeetingId, PairId, ReviewId};
use crate::domain::records::{Event, Meeting, Pair, Review};
use crate::screens::Route;
use crate::screens::acts::{self, ROW_KEYS, RowCmd};
use crate::screens::cards::{self, Look, sign_and_word};
use crate::screens::contract::{Ctx, Step, World};
use crate::screens::list::{Line, List};
use crate::text::days;
use crate::ui::card::Card;
use crate::ui::keys::Bind;
use crate::ui::table::{Column, Row};

/// The things of a day.
#[derive(Debug)]
pub(super) struct Day {
    /// The day.
    pub(super) day: NaiveDate,
}

const COLUMNS: &[Column] =
    &[Column::grows("What", 16, 36), Column::grows("Who", 16, 46), Column::grows("State", 13, 24)];

/// A thing of a calendar in words: what it is, whose, and how it stands.
pub(super) fn thing(id: AnyId, world: &World) -> [String; 3] {
    let scheme = &world.scheme;
    let both = |pair: PairId| {
        let pair = scheme.get::<Pair>(pair);
        let names = pair.map(|p| format!("{} = {}", scheme.name(p.mentee), scheme.name(p.mentor)));
        names.unwrap_or_default()
    };
    let review = scheme.get::<Review>(ReviewId(id.number)).filter(|_| id.letter == 'V');
    let event = scheme.get::<Event>(EventId(id.number)).filter(|_| id.letter == 'E');
    let meeting = scheme.get::<Meeting>(MeetingId(id.number)).filter(|_| id.letter == 'S');
    match (review, event, meeting) {
        (Some(review), ..) => {
            let open = review.held.is_none();
            let state = if open { days::due(review.due, world.today) } else { "held".to_owned() };
            [format!("{} review", review.kind), both(review.pair), state]
        }
        (_, Some(event), _) => {
            let place = [&event.time, &event.place].map(ToString::to_string);
            let place: Vec<_> = place.into_iter().filter(|part| !part.is_empty()).collect();
            let turnout = scheme.turnout(event.id);
            let state = if event.day <= world.today && turnout.came + turnout.missed > 0 {
                format!("{} came", turnout.came)
            } else {
                format!("{} invited", turnout.invited)
            };
            [event.called(), place.join(", "), state]
        }
        (_, _, Some(meeting)) => ["meeting".to_owned(), both(meeting.pair), "planned".to_owned()],
        (None, None, None) => [id.to_string(), String::new(), String::new()],
    }
}

/// The same in one line, with the sign that Today has for it.
pub(super) fn in_words(id: AnyId, world: &World) -> String {
    let sign = world.gravest(id).map_or(' ', |item| sign_and_word(item).0);
    let [what, who, state] = thing(id, world);
    let who = if who.is_empty() { String::new() } else { format!(" {who}") };
    format!("{sign} {what}:{who} ({state})")
}

impl List for Day {
    type Key = AnyId;
    type Cmd = RowCmd;
    const KEYS: &'static [Bind<RowCmd>] = ROW_KEYS;
    const FILE: (&'static str, &'static str) = ("day", "Day");

    fn title(&self, _world: &World) -> String {
        days::long(self.day)
    }

    fn columns(&self) -> &[Column] {
        COLUMNS
    }

    fn lines(&self, world: &World) -> Vec<Line<AnyId>> {
        let mut all = calendar(&world.scheme);
        all.remove(&self.day).unwrap_or_default().into_iter().map(Line::Row).collect()
    }

    fn row(&self, id: AnyId, world: &World) -> Row {
        let (sign, role) = world.gravest(id).map_or((' ', crate::ui::theme::Role::Plain), |item| {
            (sign_and_word(item).0, cards::role(item.severity))
        });
        Row { sign, role, cells: thing(id, world).into(), ..Row::default() }
    }

    fn name(&self, id: AnyId) -> String {
        id.to_string()
    }

    fn card(&self, id: AnyId, world: &World) -> Card {
        let look = Look::of(world, world.gravest(id));
        cards::card(look, id).unwrap_or_default()
    }

    fn empty(&self, _world: &World) -> String {
        "Nothing is on this day any more. Esc goes back.".into()
    }

    fn head(&self, world: &World, _room: usize) -> Vec<String> {
        vec![format!("{} ({})", days::long(self.day), days::relative(self.day, world.today))]
    }

    fn available(
        &self,
        cmd: RowCmd,
        selected: Option<AnyId>,
        world: &World,
    ) -> Result<(), Refusal> {
        acts::available(cmd, selected, world)
    }

    fn run(&mut self, cmd: RowCmd, rows: &[AnyId], ctx: &Ctx<'_>) -> Step {
        acts::run(cmd, rows, Route::AddEntry('E', None), ctx.world)
    }
}
