//! A draft of matching as a table: lock, forbid, give to another, leave out by key, worked out anew at once (M4).

mod deeds;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::Refusal;
use crate::domain::codes::{CellKind, MatchAim};
use crate::domain::ids::{MatchDraftId, PersonId};
use crate::domain::matching::{Board, Lack, Placed, Pool, Wishes, kept_pairs, lacking, unmatched};
use crate::domain::records::{DraftCell, MatchDraft};
use crate::domain::tables::Link;
use crate::screens::contract::{Ctx, Step, World};
use crate::screens::list::{Line, List};
use crate::screens::scoring::{Pace, Scored};
use crate::screens::{Drafting, Route};
use crate::text::days::plural;
use crate::ui::card::{Card, Part};
use crate::ui::keys::Bind;
use crate::ui::table::{Column, Row};
use crate::ui::theme::Role;
use deeds::{Cmd, Deed, KEYS};

/// A draft on the screen.
#[derive(Debug)]
pub(in crate::screens) struct DraftScreen {
    id: MatchDraftId,
    /// The draft that it is compared with.
    beside: Option<MatchDraftId>,
    pool: Pool,
    pairs: BTreeMap<PersonId, Placed>,
    /// The mentors of the other draft, by mentee.
    others: BTreeMap<PersonId, PersonId>,
    /// Why mentees are unmatched.
    alone: BTreeMap<PersonId, String>,
    /// The points of the whole pool, once they were needed.
    board: Option<Arc<Board>>,
    /// What waits for them, and how far they are.
    waiting: Option<(Deed, Arc<Pace>)>,
}

const COLUMNS: &[Column] = &[
    Column::grows("Mentee", 14, 26),
    Column::grows("Mentor", 14, 26),
    Column::fixed("Points", 6).right(),
    Column::fixed("By hand", 8),
    Column::grows("Why", 16, 60).optional(),
];

const COMPARED: &[Column] = &[
    Column::grows("Mentee", 14, 26),
    Column::grows("Mentor", 14, 26),
    Column::fixed("Points", 6).right(),
    Column::fixed("By hand", 8),
    Column::grows("Other", 12, 26),
];

/// A lack of mentors in words.
pub(in crate::screens) fn lack_in_words(lack: &Lack) -> String {
    let free = plural(lack.free, "free place");
    format!("{}: wanted by {}, {free}", lack.topic, plural(lack.wanted, "mentee"))
}

impl DraftScreen {
    /// The draft, beside another one where they are compared.
    pub(in crate::screens) fn new(
        id: MatchDraftId,
        beside: Option<MatchDraftId>,
        world: &World,
    ) -> Self {
        let mut screen = Self {
            id,
            beside,
            pool: Pool::new(&world.scheme, world.today),
            pairs: BTreeMap::new(),
            others: BTreeMap::new(),
            alone: BTreeMap::new(),
            board: None,
            waiting: None,
        };
        screen.read(world);
        screen
    }

    /// Reads what the draft says.
    fn read(&mut self, world: &World) {
        let kept = kept_pairs(&world.scheme, self.id);
        let wishes = self.wishes(world);
        let is_open = self.is_open(world).is_ok();
        let alone = if is_open { unmatched(&self.pool, &wishes, &kept) } else { Vec::new() };
        self.alone = alone.into_iter().collect();
        self.pairs = kept.into_iter().map(|pair| (pair.mentee, pair)).collect();
        let others = self.beside.map(|id| kept_pairs(&world.scheme, id)).unwrap_or_default();
        self.others = others.into_iter().map(|pair| (pair.mentee, pair.mentor)).collect();
    }

    fn draft<'w>(&self, world: &'w World) -> Option<&'w MatchDraft> {
        world.scheme.get::<MatchDraft>(self.id)
    }

    fn wishes(&self, world: &World) -> Wishes {
        let draft = self.draft(world);
        draft
            .map_or_else(|| Wishes::of(MatchAim::Total), |draft| Wishes::kept(&world.scheme, draft))
    }

    fn is_open(&self, world: &World) -> Result<(), Refusal> {
        match self.draft(world) {
            None => Err(Refusal::because(format!("draft {} is gone: Esc goes back", self.id))),
            Some(draft) if draft.confirmed.is_some() => {
                Err(Refusal::because("it is confirmed: a new one is made on Matching drafts"))
            }
            Some(_) => Ok(()),
        }
    }

    fn points(&self) -> i64 {
        self.pairs.values().map(|pair| pair.points).sum()
    }

    /// What was decided by hand about a mentee, for their card.
    fn by_hand(&self, mentee: PersonId, world: &World) -> Vec<String> {
        let cells = world.scheme.linked::<DraftCell>(Link::CellsOfPerson, mentee);
        let cells = cells.filter(|cell| cell.draft == self.id && cell.mentee == mentee);
        let line = |cell: &DraftCell| match (cell.kind, cell.mentor) {
            (CellKind::Forbid, Some(mentor)) => {
                Some(format!("not with {}", world.scheme.name(mentor)))
            }
            (CellKind::Lock, Some(mentor)) => {
                Some(format!("stays with {}", world.scheme.name(mentor)))
            }
            (CellKind::Out, _) => Some("left out".to_owned()),
            _ => None,
        };
        cells.filter_map(line).collect()
    }
}

impl List for DraftScreen {
    type Key = PersonId;
    type Cmd = Cmd;
    const KEYS: &'static [Bind<Cmd>] = KEYS;
    const FILE: (&'static str, &'static str) = ("draft", "Matching draft");

    fn title(&self, _: &World) -> String {
        format!("Matching draft {}", self.id)
    }

    fn columns(&self) -> &[Column] {
        if self.beside.is_some() { COMPARED } else { COLUMNS }
    }

    fn lines(&self, world: &World) -> Vec<Line<PersonId>> {
        let part = |title: &str, count: usize, note: &str| {
            Line::Section(format!("{title} {count}"), note.to_owned())
        };
        let mut lines = vec![part("PAIRS", self.pairs.len(), "")];
        lines.extend(self.pairs.keys().copied().map(Line::Row));
        if !self.alone.is_empty() {
            lines.push(part("UNMATCHED", self.alone.len(), ""));
            lines.extend(self.alone.keys().copied().map(Line::Row));
        }
        let lacks = lacking(&world.scheme, &self.pool);
        if !lacks.is_empty() && self.is_open(world).is_ok() {
            lines.push(part("TOPICS THAT LACK MENTORS", lacks.len(), ""));
            lines.extend(lacks.iter().map(lack_in_words).map(Line::Note));
        }
        lines
    }

    fn row(&self, key: PersonId, world: &World) -> Row {
        let name = |id| world.scheme.name(id);
        let pair = self.pairs.get(&key);
        let other = self.others.get(&key).copied();
        let by_hand = match pair {
            Some(pair) if pair.locked => "locked",
            None if self.by_hand(key, world).iter().any(|line| line == "left out") => "left out",
            _ => "",
        };
        let last = if self.beside.is_some() {
            other.map_or_else(|| "nobody".to_owned(), name)
        } else {
            match pair {
                Some(pair) => self.pool.explain(key, pair.mentor).reason(),
                None => self.alone.get(&key).cloned().unwrap_or_default(),
            }
        };
        let differs = self.beside.is_some() && pair.map(|pair| pair.mentor) != other;
        let cells = vec![
            name(key),
            pair.map_or_else(|| "-".to_owned(), |pair| name(pair.mentor)),
            pair.map(|pair| pair.points.to_string()).unwrap_or_default(),
            by_hand.to_owned(),
            last,
        ];
        let (sign, role) = match pair {
            _ if differs => ('~', Role::Warn),
            Some(_) => (' ', Role::Plain),
            None => ('*', Role::Warn),
        };
        Row { sign, cells, role, ..Row::default() }
    }

    fn name(&self, key: PersonId) -> String {
        key.to_string()
    }

    fn card(&self, key: PersonId, world: &World) -> Card {
        let name = |id| world.scheme.name(id);
        let (badge, first, lines) = if let Some(pair) = self.pairs.get(&key) {
            let told = self.pool.explain(key, pair.mentor).lines;
            let lines = told.iter().filter(|line| line.points != 0);
            let lines = lines.map(|line| format!("{:>+4}  {}", line.points, line.why));
            let with = format!("with {}", name(pair.mentor));
            (format!("{} points", pair.points), with, lines.collect())
        } else {
            let why = self.alone.get(&key).cloned().unwrap_or_default();
            ("unmatched".to_owned(), why, Vec::new())
        };
        let mut brief = vec![first.clone()];
        brief.extend(lines.iter().take(3).cloned());
        let mut parts = vec![Part::new("", [first])];
        if !lines.is_empty() {
            parts.push(Part::new("WHY", lines));
        }
        let by_hand = self.by_hand(key, world);
        if !by_hand.is_empty() {
            parts.push(Part::new("DECIDED BY HAND", by_hand));
        }
        if self.is_open(world).is_ok() {
            let keys = ["a  another mentor, with what it costs", "l lock  f forbid  o leave out"];
            parts.push(Part::new("INSTEAD", keys.map(str::to_owned)));
        }
        Card { title: name(key), badge, role: Role::Info, brief, parts }
    }

    fn empty(&self, _: &World) -> String {
        "Nobody waits and no pair is proposed.".to_owned()
    }

    fn head(&self, world: &World, _room: usize) -> Vec<String> {
        if let Some((_, pace)) = &self.waiting {
            return vec![format!("Working out the points: {} %  (x stops)", pace.percent())];
        }
        let aim = self.draft(world).map(|draft| draft.aim.to_string()).unwrap_or_default();
        let all = self.pairs.len() + self.alone.len();
        let all = plural(i64::try_from(all).unwrap_or(i64::MAX), "mentee");
        let worst = self.pairs.values().map(|pair| pair.points).min();
        let worst = worst.map_or(String::new(), |worst| format!(", the least {worst}"));
        let (pairs, points) = (self.pairs.len(), self.points());
        let beside = self.beside.map_or(String::new(), |other| format!("; ~ differs from {other}"));
        vec![format!("{}, {aim}: {pairs} of {all}, {points} points{worst}{beside}", self.id)]
    }

    fn available(
        &self,
        cmd: Cmd,
        selected: Option<PersonId>,
        world: &World,
    ) -> Result<(), Refusal> {
        if cmd == Cmd::Stop {
            let busy = self.waiting.is_some();
            return busy
                .then_some(())
                .ok_or_else(|| Refusal::because("nothing is being worked out"));
        }
        if let Some(why) = &world.read_only {
            return Err(Refusal::because(format!("read-only: {why}")));
        }
        self.is_open(world)?;
        let row = matches!(cmd, Cmd::Lock | Cmd::Forbid | Cmd::Another | Cmd::Out);
        if row && selected.is_none() {
            return Err(Refusal::because("nobody is selected"));
        }
        if self.waiting.is_some() {
            return Err(Refusal::because("the points are being worked out: x stops"));
        }
        Ok(())
    }

    fn run(&mut self, cmd: Cmd, rows: &[PersonId], ctx: &Ctx<'_>) -> Step {
        match cmd {
            Cmd::Confirm => Step::Go(Route::Matching(Drafting::Confirm(self.id))),
            Cmd::Stop => {
                if let Some((_, pace)) = self.waiting.take() {
                    pace.stop();
                }
                Step::Say("Stopped: nothing was changed.".to_owned())
            }
            Cmd::Lock
            | Cmd::Forbid
            | Cmd::Another
            | Cmd::Out
            | Cmd::Aim
            | Cmd::Again
            | Cmd::Reset => {
                let all = matches!(cmd, Cmd::Aim | Cmd::Again | Cmd::Reset);
                let rows = if all { Vec::new() } else { rows.to_vec() };
                self.begin(Deed { cmd, rows }, ctx.world)
            }
        }
    }

    fn scored(&mut self, scored: &Scored, ctx: &Ctx<'_>) -> Step {
        let mine = self.waiting.take_if(|(_, pace)| Arc::ptr_eq(pace, &scored.pace));
        match (mine, &scored.board) {
            (None, _) => Step::Stay,
            (Some((deed, _)), Ok(board)) => {
                self.board = Some(Arc::clone(board));
                self.perform(&deed, board, ctx.world)
            }
            (Some(_), Err(why)) => why.clone().into(),
        }
    }

    fn renewed(&mut self, world: &World) {
        let stands = self.board.as_ref().is_some_and(|board| board.is_of(&world.scheme));
        if !stands {
            self.board = None;
            self.pool = Pool::new(&world.scheme, world.today);
        }
        self.read(world);
    }
}

impl Drop for DraftScreen {
    fn drop(&mut self) {
        if let Some((_, pace)) = &self.waiting {
            pace.stop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_table_has_no_faults() {
        assert_eq!(crate::screens::list::faults::<DraftScreen>(), Vec::<String>::new());
    }
}
