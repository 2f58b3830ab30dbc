//! Today: what needs the coordinator, section by section, with why it is here and the pairs at a glance.

use crate::domain::Refusal;
use crate::domain::ids::AnyId;
use crate::domain::letters::kinds_for_item;
use crate::domain::lists::Leaving;
use crate::domain::matching::free_places;
use crate::domain::records::{Mentor, Pair, Request};
use crate::domain::rules::{Item, Section, Severity, Verb};
use crate::domain::settings::Key as Setting;
use crate::screens::acts::{self, ROW_KEYS, RowCmd};
use crate::screens::cards::{self, Look, PAIR_SIGNS, pair_sign, sign_and_word};
use crate::screens::contract::{Ctx, Step, World};
use crate::screens::forms::snooze::named;
use crate::screens::list::{Line, List};
use crate::screens::suggested::{self, in_words};
use crate::screens::{Route, Wanted};
use crate::text::{days, width};
use crate::ui::card::{Card, Part};
use crate::ui::chart::strip;
use crate::ui::keys::Bind;
use crate::ui::table::{Column, Row};
use crate::ui::theme::Role;

/// The screen Today.
#[derive(Debug, Default)]
pub(super) struct Today {
    /// Whether snoozed items are shown.
    snoozed: bool,
}

/// What names an item: its section and subject.
pub(super) type ItemKey = (Section, Option<AnyId>);

/// Width in cells of words below a section: what fits the list of a screen 96 cells wide.
const NOTE: usize = 52;

const COLUMNS: &[Column] = &[
    Column::grows("Who", 13, 26),
    Column::grows("With", 15, 26),
    Column::fixed("Days", 10).right(),
    Column::grows("State", 15, 24),
];

/// How many items wait: those not snoozed.
pub(super) fn waiting(world: &World) -> usize {
    world.items.iter().filter(|item| item.snoozed_until.is_none()).count()
}

fn item(key: ItemKey, world: &World) -> Option<&Item> {
    world.items.iter().find(|item| (item.section, item.subject) == key)
}

/// The heading under which an item stands, and what it means.
fn heading(item: &Item, world: &World) -> (&'static str, String) {
    let limit = |key| world.scheme.settings().number(key);
    match (item.section, item.severity) {
        (Section::Requests, Severity::Red) => {
            let days = days::count(limit(Setting::AnswerDays));
            ("OVERDUE REQUESTS", format!("no answer for more than {days}"))
        }
        (Section::Requests, _) => {
            ("REQUESTS DUE SOON", "or with nobody, or owed a courtesy".into())
        }
        (Section::Pairs, _) => ("STALE RELATIONSHIPS", "by the pair's own cadence".into()),
        (Section::Reviews, _) => {
            let days = days::count(limit(Setting::ReviewNoticeDays));
            ("UPCOMING REVIEWS", format!("due in the next {days}, or late"))
        }
        (Section::Paperwork, _) => ("PAPERWORK", String::new()),
        (Section::People, _) => ("PEOPLE", String::new()),
        (Section::Care, _) => ("CARE", String::new()),
        (Section::Scheme, _) => ("SCHEME", String::new()),
    }
}

impl List for Today {
    type Key = ItemKey;
    type Cmd = RowCmd;
    const KEYS: &'static [Bind<RowCmd>] = ROW_KEYS;
    const HEADINGS: bool = false;
    const ADVANCES: bool = true;

    fn title(&self, _world: &World) -> String {
        "Today".into()
    }

    fn columns(&self) -> &[Column] {
        COLUMNS
    }

    fn lines(&self, world: &World) -> Vec<Line<ItemKey>> {
        let shown = world.items.iter().filter(|item| item.snoozed_until.is_none());
        let mut lines: Vec<Line<ItemKey>> = Vec::new();
        let mut groups: Vec<(&str, String, Vec<ItemKey>)> = Vec::new();
        for item in shown {
            let (title, note) = heading(item, world);
            let key = (item.section, item.subject);
            match groups.last_mut() {
                Some((last, _, keys)) if *last == title => keys.push(key),
                _ => groups.push((title, note, vec![key])),
            }
        }
        for (title, note, keys) in groups {
            lines.push(Line::Section(format!("{title} {}", keys.len()), note));
            lines.extend(keys.into_iter().map(Line::Row));
        }
        let snoozed: Vec<&Item> =
            world.items.iter().filter(|item| item.snoozed_until.is_some()).collect();
        if let Some(first) = snoozed.iter().filter_map(|item| item.snoozed_until).min() {
            let note = format!("first back on {} (b shows or hides)", days::with_weekday(first));
            lines.push(Line::Section(format!("SNOOZED {}", snoozed.len()), note));
            if self.snoozed {
                lines.extend(snoozed.iter().map(|item| Line::Row((item.section, item.subject))));
            }
        }
        if let Some((before, counts)) = world.forecast.as_deref().and_then(|f| f.split_once(": ")) {
            let note = format!("{before}, if nothing is done");
            lines.push(Line::Section("AHEAD".into(), note));
            let counts = width::wrap(counts, NOTE);
            lines.extend(counts.into_iter().map(Line::Note));
        }
        lines
    }

    fn row(&self, key: ItemKey, world: &World) -> Row {
        let Some(item) = item(key, world) else { return Row::default() };
        let (sign, said) = sign_and_word(item);
        let who = item.person("mentee").or_else(|| item.people.first());
        let who = who.map_or_else(
            || item.subject.map_or_else(|| item.why.clone(), |id| world.scheme.title(id)),
            |someone| someone.name.to_string(),
        );
        let with = match item.person("mentor").filter(|_| item.person("mentee").is_some()) {
            Some(mentor) if item.section == Section::Requests => format!("-> {}", mentor.name),
            Some(mentor) => format!("=  {}", mentor.name),
            None if item.section == Section::Requests => "-> (nobody yet)".into(),
            None => String::new(),
        };
        let days = match (item.days, item.since) {
            (Some(days), _) if item.section == Section::Reviews && days <= 0 => {
                let due = world.today + chrono::TimeDelta::days(-days);
                days::with_weekday(due)
            }
            (Some(0), _) => "today".into(),
            (Some(days), _) => days::count(days),
            (None, _) => String::new(),
        };
        let role = cards::role(item.severity);
        let cells = vec![who, with, days, state(item, said, world)];
        Row { sign, cells, role, ..Row::default() }
    }

    fn name(&self, (section, subject): ItemKey) -> String {
        let subject = subject.map(|id| id.to_string()).unwrap_or_default();
        format!("{}:{subject}", crate::domain::codes::Code::code(section))
    }

    fn card(&self, key: ItemKey, world: &World) -> Card {
        let item = item(key, world);
        let look = Look::of(world, item);
        let card = item.and_then(|item| item.subject).and_then(|id| cards::card(look, id));
        card.unwrap_or_else(|| {
            let Some(item) = item else { return Card::default() };
            let brief = vec![item.why.clone(), in_words(item.suggest)];
            let settled = format!("Settled by {}", item.leaves);
            let why = Part::new("WHY HERE", [item.why.clone(), settled]);
            let parts = vec![why, suggested::part(item, None)];
            Card { title: "SCHEME".into(), brief, parts, ..Card::default() }
        })
    }

    fn leaving(&self, rows: &[ItemKey], _: &World) -> Result<Leaving, Refusal> {
        Ok(Leaving::Today(rows.to_vec()))
    }

    fn empty(&self, world: &World) -> String {
        if world.scheme.all::<Pair>().len() == 0 && world.scheme.all::<Request>().len() == 0 {
            return "Nothing is here yet. Bring your sheets in: press : and type import. Or add a person \
                    on People (4) with n."
                .into();
        }
        let next = days::with_weekday(world.next_day);
        format!("Done until {next}: nothing needs you. All pairs are on Pairs (3).")
    }

    fn head(&self, world: &World, room: usize) -> Vec<String> {
        vec![visit(world, room), glance(world, room)]
    }

    fn third(&self, world: &World) -> Option<Card> {
        Some(all_pairs(world))
    }

    fn open(&mut self, key: ItemKey, ctx: &Ctx<'_>) -> Step {
        match item(key, ctx.world) {
            Some(item) if item.suggest == Verb::Concern => Step::Go(Route::Concerns(None)),
            Some(item) if item.suggest == Verb::Backup => Step::Go(Route::CopyElsewhere),
            _ => Step::Pass,
        }
    }

    fn available(
        &self,
        cmd: RowCmd,
        selected: Option<ItemKey>,
        world: &World,
    ) -> Result<(), Refusal> {
        if cmd == RowCmd::Snooze && selected.is_some() && world.read_only.is_none() {
            return Ok(());
        }
        acts::available(cmd, selected.and_then(|(_, subject)| subject), world)
    }

    fn run(&mut self, cmd: RowCmd, rows: &[ItemKey], ctx: &Ctx<'_>) -> Step {
        let world = ctx.world;
        if cmd == RowCmd::Snoozed {
            self.snoozed = !self.snoozed;
            return Step::Renew;
        }
        if cmd == RowCmd::Snooze {
            // just these items, not all about the same records
            let items = rows.iter().filter_map(|key| item(*key, world)).map(named).collect();
            return Step::Go(Route::Snooze(items));
        }
        if cmd == RowCmd::Letter {
            return Step::Go(Route::Letters(letters(rows, world)));
        }
        if let (RowCmd::Edit, [key]) = (cmd, rows)
            && let Some((at, id)) = item(*key, world).and_then(suggested::field).zip(key.1)
        {
            return Step::Go(Route::EditAt(id, at));
        }
        let mut ids: Vec<AnyId> = Vec::new();
        for id in rows.iter().filter_map(|(_, subject)| *subject) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        acts::run(cmd, &ids, Route::Add(ids.first().copied()), world)
    }
}

/// The letters that the items call for, one about each record.
fn letters(rows: &[ItemKey], world: &World) -> Vec<Wanted> {
    let mut wanted: Vec<Wanted> = Vec::new();
    for item in rows.iter().filter_map(|key| item(*key, world)) {
        let Some(about) = item.subject.filter(|id| wanted.iter().all(|one| one.about != *id))
        else {
            continue;
        };
        let kind = kinds_for_item(&world.scheme, world.today, item).first().copied();
        wanted.push(Wanted { kind, ..Wanted::about(about) });
    }
    wanted
}

/// The last column: a draft that was begun, when somebody was reminded, else the word for the
/// state; and when a snoozed item is back.
fn state(item: &Item, said: &str, world: &World) -> String {
    let mut parts: Vec<String> = Vec::new();
    let key = item.subject.map(|id| id.to_string()).unwrap_or_default();
    if world.drafts.keys().any(|draft| draft.ends_with(&format!(":{key}"))) {
        parts.push("draft".into());
    }
    match item.reminded.as_slice() {
        [] => {}
        [day] => parts.push(format!("reminded {}", days::brief(*day, world.today))),
        [.., _] => parts.push(format!("reminded {}x", item.reminded.len())),
    }
    if parts.is_empty() {
        // the section says that it is about reviews
        let said = said.to_lowercase();
        parts.push(said.strip_prefix("review ").unwrap_or(&said).to_owned());
    }
    if let Some(until) = item.snoozed_until {
        parts.push(format!("back {}", days::brief(until, world.today)));
    }
    parts.join(" ")
}

/// "Last visit Tue 24 Feb: +3 requests. Done today: 1 of 15".
fn visit(world: &World, room: usize) -> String {
    let done = world.done_today();
    let whole = done + waiting(world);
    let places = world.scheme.all::<Mentor>();
    let free: i64 = places.map(|m| free_places(&world.scheme, m.id, world.today).max(0)).sum();
    let right = if done == 0 {
        format!("{free} places free   {whole} to do")
    } else {
        format!("{free} places free   Done today: {done} of {whole}")
    };
    let left = match world.last_visit {
        Some((day, _)) => {
            let count = world.since_last_visit().count();
            let changes = days::plural(i64::try_from(count).unwrap_or_default(), "change");
            format!("Last visit {}: {changes} since", days::with_weekday(day))
        }
        None => "? shows all keys, u takes anything back".to_owned(),
    };
    let space = room.saturating_sub(right.len() + 2);
    format!("{}  {right}", width::pad(&left, space))
}

/// All pairs at a glance: one sign each, those that press first, and what the signs mean; as many
/// signs as fit beside that.
fn glance(world: &World, room: usize) -> String {
    let rank = |sign: char| PAIR_SIGNS.iter().position(|(known, _)| *known == sign);
    let mut signs: Vec<char> = open_pairs(world).map(|pair| pair_sign(pair.id, world)).collect();
    signs.sort_by_key(|sign| rank(*sign).unwrap_or_default());
    let meant: Vec<String> = PAIR_SIGNS
        .iter()
        .filter(|(sign, _)| signs.contains(sign))
        .map(|(sign, word)| format!("{sign} {word}"))
        .collect();
    let label = format!("Pairs {} ", signs.len());
    let legend = format!("   {}", meant.join("  "));
    let used = label.len() + legend.len();
    let line = format!("{label}{}{legend}", strip(&signs, room.saturating_sub(used)));
    let more = "   3 lists them";
    if line.len() + more.len() > room { line } else { line + more }
}

fn open_pairs(world: &World) -> impl Iterator<Item = &Pair> {
    world.scheme.all::<Pair>().filter(|pair| world.scheme.is_pair_open(pair.id, world.today))
}

/// Cells of a line of the third column where it is narrowest.
const THIRD: usize = 31;

/// The third column: every open pair by name with its state.
fn all_pairs(world: &World) -> Card {
    let scheme = &world.scheme;
    let mut open: Vec<&Pair> = open_pairs(world).collect();
    open.sort_by_key(|pair| crate::text::fold(&scheme.name(pair.mentee)));
    let line = |pair: &&Pair| {
        let sign = pair_sign(pair.id, world);
        let role = if sign == '!' { Role::Urgent } else { Role::Plain };
        let meant = PAIR_SIGNS.iter().find(|(known, _)| *known == sign && sign != '.');
        let state = meant.map_or("", |(_, meant)| meant);
        let names = format!("{} = {}", scheme.name(pair.mentee), scheme.name(pair.mentor));
        let room = THIRD.saturating_sub(width::cells(state) + 3);
        (role, format!("{sign} {} {state}", width::pad(&names, room)).trim_end().to_owned())
    };
    let lines = open.iter().map(line).collect();
    let parts = vec![Part { heading: String::new(), lines }];
    Card { title: format!("ALL PAIRS {}", open.len()), parts, ..Card::default() }
}
