//! What the program does with what it is told: one hop to the screen on top, else the keys that count everywhere.

use ratatui::layout::Position;

use super::finder::{Finder, Found};
use super::frame;
use super::keys::{GLOBAL_KEYS, Global};
use super::log::{Log, LogStep};
use super::model::{Model, Msg, Tone};
use super::overlay::Overlay;
use crate::screens::{self, AnyScreen, Ctx, Effect, Route, Step, TABS, Then, World, tab_of};
use crate::ui::keys::{Key, find};
use crate::ui::layout;

/// Takes one message; the effects are for the impure half, in order.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let is_typed = matches!(msg, Msg::Key(_) | Msg::Paste(_) | Msg::Click(..) | Msg::Wheel(_));
    if is_typed && std::mem::take(&mut model.covered) && !matches!(msg, Msg::Key(Key::Ctrl('c'))) {
        return Vec::new();
    }
    match msg {
        Msg::Key(key) => model.key(key),
        Msg::Paste(text) => model.paste(&text),
        Msg::Click(column, row) => model.click(Position::new(column, row)),
        Msg::Wheel(notches) => model.wheel(notches),
        Msg::Resize(width, height) => {
            model.size = (width, height);
            Vec::new()
        }
        Msg::World(world) => model.take_in(*world),
        Msg::Saved { world, said, then } => {
            model.last = std::mem::take(&mut model.typed);
            let newest = |world: &World| world.heads.first().map(|head| head.number);
            let stands = world.heads.first().is_some_and(|head| head.stands);
            let is_new = newest(&world) != newest(&model.world);
            model.say(said, if stands && is_new { Tone::Saved } else { Tone::Done });
            let mut effects = model.saved(&then);
            if then != Then::Stay
                && let Some((screen, _)) = model.top_mut()
            {
                screen.acted();
            }
            model.renew(*world);
            match then {
                Then::Open(route) => effects.extend(model.push(route)),
                Then::Show { route, row } => effects.extend(model.show(route, row)),
                Then::Stay | Then::Close => {}
            }
            effects
        }
        Msg::Asked(words) => model.ask(&words),
        Msg::Failed(why) => {
            if let Some((screen, ctx)) = model.top_mut() {
                screen.refused(&why, &ctx);
            }
            model.say(why, Tone::Failed);
            Vec::new()
        }
        Msg::Said(words) => {
            model.say(words, Tone::Said);
            Vec::new()
        }
        Msg::Concern(id, text) => {
            model.hand_over(|screen, ctx| screen.concern(id, text.map(|text| *text), ctx))
        }
        Msg::Scored(scored) => model.hand_over(|screen, ctx| screen.scored(&scored, ctx)),
        Msg::Sheet(told) => model.tell_of_sheet(&told),
        Msg::Visit(place) => model.run(place),
        Msg::KeepDrafts => model.keep_drafts(),
        Msg::Cover => {
            model.cover();
            Vec::new()
        }
    }
}

impl Model {
    /// Hands an answer to the screen on top, which may go on with it.
    fn hand_over(
        &mut self,
        take: impl FnOnce(&mut dyn AnyScreen, &Ctx<'_>) -> Step,
    ) -> Vec<Effect> {
        let step = self.top_mut().map_or(Step::Stay, |(screen, ctx)| take(screen, &ctx));
        self.apply(step)
    }

    /// Takes in another world; nothing is to be done for it.
    fn take_in(&mut self, world: World) -> Vec<Effect> {
        self.renew(world);
        Vec::new()
    }

    /// Has the screen on top ask back before it goes on.
    fn ask(&mut self, words: &str) -> Vec<Effect> {
        if let Some((screen, _)) = self.top_mut() {
            screen.asked(words);
        }
        Vec::new()
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        if key == Key::Ctrl('c') {
            return self.leave();
        }
        let failed = self.notice.take().filter(|notice| notice.tone == Tone::Failed);
        if failed.is_some() && key == Key::Esc && self.overlay.is_none() {
            return Vec::new();
        }
        if self.overlay.is_some() {
            return self.overlay_key(key);
        }
        let is_typing = self.top().is_some_and(AnyScreen::is_typing);
        if layout::too_small(self.size.0, self.size.1) {
            return if key == Key::Char('q') && !is_typing { self.leave() } else { Vec::new() };
        }
        if self.stack.is_empty() && !is_typing {
            self.typed.clear();
        }
        if self.top().is_some_and(AnyScreen::is_private) {
            // keys would spell what was typed
            self.typed.clear();
        } else {
            self.typed.push(key);
        }
        let step = match self.top_mut() {
            Some((screen, ctx)) => screen.key(key, &ctx),
            None => Step::Pass,
        };
        let effects =
            if step == Step::Pass && !is_typing { self.global_key(key) } else { self.apply(step) };
        // an error of before stays while nothing new is said
        if self.notice.is_none() && failed.is_some() {
            self.notice = failed;
        }
        effects
    }

    fn global_key(&mut self, key: Key) -> Vec<Effect> {
        if let Some(tab) = TABS.iter().find(|tab| tab.key == key) {
            return self.go(tab.route.clone());
        }
        match find(GLOBAL_KEYS, key) {
            Some(bind) => self.global(bind.cmd),
            // what lies over a tab closes once it has nothing else to close
            None if key == Key::Esc && !self.stack.is_empty() => self.close(),
            None => Vec::new(),
        }
    }

    fn global(&mut self, cmd: Global) -> Vec<Effect> {
        match cmd {
            Global::Palette => self.overlay = Some(Overlay::Finder(Finder::palette(self))),
            Global::Help => self.overlay = Some(Overlay::Finder(Finder::help(self))),
            Global::Log => self.overlay = Some(Overlay::Log(Log::new(self))),
            Global::Quit => return self.leave(),
            Global::Undo => return self.effect(Effect::Undo),
            Global::Redo => return self.effect(Effect::Redo),
            Global::Reload => return self.effect(Effect::Reload),
            Global::Back => return self.back(),
            Global::Previous => return self.go_beside(self.tab.checked_sub(1)),
            Global::Next => return self.go_beside(self.tab.checked_add(1)),
            Global::Repeat => {
                let keys = self.last.clone();
                if keys.is_empty() {
                    self.say("Nothing was done yet that could be repeated.", Tone::Said);
                }
                return keys.into_iter().flat_map(|key| self.key(key)).collect();
            }
            Global::Backup => return self.effect(Effect::Backup),
            Global::Mouse => return self.effect(Effect::Mouse),
            Global::AddRequest => return self.go(Route::AddRequest(None)),
            Global::AddPerson => return self.go(Route::AddPerson),
            Global::StartPair => return self.go(Route::MatchAnyone),
            Global::Nothing => {
                self.say("Nothing is deleted here. To end a pair press c.", Tone::Said);
            }
        }
        Vec::new()
    }

    fn go_beside(&mut self, at: Option<usize>) -> Vec<Effect> {
        match at.and_then(|at| TABS.get(at)) {
            Some(tab) => self.go(tab.route.clone()),
            None => Vec::new(),
        }
    }

    /// Goes to a place: a tab, or something over the present one.
    pub(super) fn go(&mut self, route: Route) -> Vec<Effect> {
        let Some(at) = tab_of(&route) else {
            return self.push(route);
        };
        let mut effects = Vec::new();
        while !self.stack.is_empty() {
            effects.extend(self.close());
        }
        if at != self.tab {
            self.before.push(self.tab);
            self.show_tab(at);
        }
        effects
    }

    fn back(&mut self) -> Vec<Effect> {
        if !self.stack.is_empty() {
            return self.close();
        }
        if let Some(at) = self.before.pop() {
            self.show_tab(at);
        }
        Vec::new()
    }

    /// Closes what is on top; what was typed is kept as a draft.
    fn close(&mut self) -> Vec<Effect> {
        let Some(screen) = self.stack.pop() else { return Vec::new() };
        match (screen.draft(), screen.draft_key()) {
            (Some((key, draft)), _) => {
                let title = screen.title(&self.world);
                self.say(format!("Draft kept: {title}. Open it again to go on."), Tone::Said);
                self.effect(Effect::KeepDraft(key, draft))
            }
            (None, Some(key)) if self.world.drafts.contains_key(&key) => {
                self.effect(Effect::DropDraft(key))
            }
            (None, _) => Vec::new(),
        }
    }

    /// What a screen asked for was saved: it closes, and its draft is forgotten.
    fn saved(&mut self, then: &Then) -> Vec<Effect> {
        if *then == Then::Stay {
            return Vec::new();
        }
        let key = self.stack.pop().and_then(|screen| screen.draft_key());
        match key.filter(|key| self.world.drafts.contains_key(key)) {
            Some(key) => self.effect(Effect::DropDraft(key)),
            None => Vec::new(),
        }
    }

    pub(super) fn apply(&mut self, step: Step) -> Vec<Effect> {
        match step {
            Step::Stay | Step::Pass | Step::Renew => Vec::new(),
            Step::Go(route) => self.go(route),
            Step::Become(route) => {
                self.stack.pop();
                self.go(route)
            }
            Step::Close => self.close(),
            Step::Say(words) => {
                self.say(words, Tone::Said);
                Vec::new()
            }
            Step::Refuse(why) => {
                self.say(why, Tone::Failed);
                Vec::new()
            }
            Step::Do(effect) => self.effect(effect),
        }
    }

    /// Passes an effect on, unless nothing may be written.
    fn effect(&mut self, effect: Effect) -> Vec<Effect> {
        let writes = matches!(
            effect,
            Effect::Commit { .. }
                | Effect::Erase { .. }
                | Effect::Undo
                | Effect::Redo
                | Effect::UndoEntry(_)
                | Effect::Backup
                | Effect::CopyElsewhere { .. }
        );
        match (&effect, &self.world.read_only) {
            (_, Some(why)) if writes => {
                self.say(format!("Nothing is saved: {why}"), Tone::Failed);
                return Vec::new();
            }
            (Effect::KeepDraft(..) | Effect::DropDraft(_), Some(_)) => return Vec::new(),
            (Effect::KeepDraft(key, draft), None) => {
                self.world.drafts.insert(key.clone(), draft.clone());
            }
            (Effect::DropDraft(key), None) => {
                self.world.drafts.remove(key);
            }
            _ => {}
        }
        vec![effect]
    }

    fn keep_drafts(&mut self) -> Vec<Effect> {
        let drafts = self.unkept_drafts();
        drafts
            .into_iter()
            .flat_map(|(key, draft)| self.effect(Effect::KeepDraft(key, draft)))
            .collect()
    }

    fn leave(&mut self) -> Vec<Effect> {
        let mut effects = self.keep_drafts();
        self.quit = true;
        effects.push(Effect::Quit);
        effects
    }

    fn overlay_key(&mut self, key: Key) -> Vec<Effect> {
        match &mut self.overlay {
            Some(Overlay::Finder(finder)) => match finder.key(key) {
                Found::Stay => Vec::new(),
                Found::Close => {
                    self.overlay = None;
                    Vec::new()
                }
                Found::Run(id) => {
                    self.overlay = None;
                    self.run(id)
                }
            },
            Some(Overlay::Log(log)) => match log.key(key) {
                LogStep::Stay => Vec::new(),
                LogStep::Close => {
                    self.overlay = None;
                    Vec::new()
                }
                LogStep::Undo(number) => {
                    self.overlay = None;
                    self.effect(Effect::UndoEntry(number))
                }
            },
            None => Vec::new(),
        }
    }

    /// Runs a command by its name: of the screen on top, of everywhere, or a tab's.
    fn run(&mut self, id: &'static str) -> Vec<Effect> {
        let step = match self.top_mut() {
            Some((screen, ctx)) => screen.run(id, &ctx),
            None => Step::Pass,
        };
        if step != Step::Pass {
            return self.apply(step);
        }
        if let Some(tab) = TABS.iter().find(|tab| tab.name == id) {
            return self.go(tab.route.clone());
        }
        if let Some(place) = screens::places().find(|place| place.name == id) {
            return self.go(place.route);
        }
        match GLOBAL_KEYS.iter().find(|bind| bind.id == id) {
            Some(bind) => self.global(bind.cmd),
            None => Vec::new(),
        }
    }

    /// Turns the wheel: the row under the cursor moves, or what lies over everything scrolls. In
    /// forms the arrows change days, so there the wheel does nothing.
    fn wheel(&mut self, notches: i16) -> Vec<Effect> {
        let is_typing = self.top().is_some_and(AnyScreen::is_typing);
        if is_typing && self.overlay.is_none() {
            return Vec::new();
        }
        let key = if notches > 0 { Key::Down } else { Key::Up };
        (0..notches.unsigned_abs().min(50)).flat_map(|_| self.key(key)).collect()
    }

    fn paste(&mut self, text: &str) -> Vec<Effect> {
        if let Some(Overlay::Finder(finder)) = &mut self.overlay {
            finder.paste(text);
            return Vec::new();
        }
        let step = match self.top_mut() {
            Some((screen, ctx)) => screen.pasted(text, &ctx),
            None => Step::Pass,
        };
        if step == Step::Pass {
            self.say("Paste ignored: no field is open.", Tone::Said);
            return Vec::new();
        }
        self.apply(step)
    }

    fn click(&mut self, at: Position) -> Vec<Effect> {
        if self.overlay.is_some() || at.x >= self.size.0 || at.y >= self.size.1 {
            return Vec::new();
        }
        if at.y == 0 {
            let is_typing = self.top().is_some_and(AnyScreen::is_typing);
            let tab = frame::tab_at(self, at.x).filter(|_| !is_typing);
            return tab
                .and_then(|at| TABS.get(at))
                .map_or(Vec::new(), |tab| self.go(tab.route.clone()));
        }
        let step = match self.top_mut() {
            Some((screen, ctx)) if ctx.area.contains(at) => screen.clicked(at, &ctx),
            _ => Step::Pass,
        };
        self.apply(step)
    }
}
