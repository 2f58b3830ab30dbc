//! How the import answers to keys, clicks, pastes and to what comes back, and how it is drawn.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::work::{SheetAnswer, SheetTold};
use super::{Doing, ImportScreen};
use crate::screens::contract::{AnyScreen, Ctx, Step, World};
use crate::ui::keys::{Hint, Key, find, hints};
use crate::ui::theme::Role;
use crate::ui::{layout, paint};

impl ImportScreen {
    fn is_saving(&self) -> bool {
        matches!(self.doing, Some((Doing::Saving, _)))
    }

    /// How far the work is, in a box over the middle; a question that is open stands before it.
    fn draw_progress(&self, ctx: &Ctx<'_>, buf: &mut Buffer) {
        let late = self.doing.as_ref().filter(|(_, pace)| pace.is_late());
        let Some((doing, pace)) = late.filter(|_| self.asking.is_none()) else { return };
        let title = match doing {
            Doing::Looking => "Looking at the columns",
            Doing::Reading => "Reading the file",
            Doing::Planning(_) => "Looking at the rows",
            Doing::Saving => "Saving as one change",
        };
        let area = layout::centred(ctx.area, 50, 3);
        let caption = paint::Caption { title, note: "", foot: "Esc stops; nothing is changed" };
        let inner = paint::boxed(buf, area, caption, ctx.theme);
        let Some((done, of)) = pace.steps() else {
            let words = "This takes a moment ...";
            paint::put_cut(buf, inner, (1, 0), u16::MAX, words, ctx.theme.style(Role::Plain));
            return;
        };
        // the bar, and the share in words at the right end
        let wide = usize::from(inner.width).saturating_sub(8);
        let [full, empty] = ctx.theme.bar();
        let steps = (done * wide / of.max(1)).min(wide);
        let bar = format!("{}{}", full.repeat(steps), empty.repeat(wide - steps));
        paint::put(buf, inner, 1, 0, &bar, ctx.theme.style(Role::Info));
        let words = format!("{:>3} %", pace.percent());
        let at = inner.width.saturating_sub(6);
        paint::put(buf, inner, at, 0, &words, ctx.theme.style(Role::Plain));
    }
}

impl AnyScreen for ImportScreen {
    fn title(&self, world: &World) -> String {
        self.list().title(world)
    }

    fn key(&mut self, key: Key, ctx: &Ctx<'_>) -> Step {
        if matches!(self.doing, Some((Doing::Saving, _))) {
            let saving = "It is being saved: Esc stops that.";
            return if key == Key::Esc { self.stop() } else { Step::Say(saving.to_owned()) };
        }
        if self.asking.is_some() {
            return self.answer_key(key, ctx);
        }
        if self.list().is_typing() {
            return self.list_mut().key(key, ctx);
        }
        if key == Key::Esc && self.doing.is_some() {
            return self.stop();
        }
        let bind = find(self.keys(), key);
        // on a card Enter and the arrows are the card's
        if let Some(bind) = bind.filter(|_| key != Key::Enter || !self.is_on_card()) {
            return self.command(bind.cmd, ctx);
        }
        let step = self.list_mut().key(key, ctx);
        if step == Step::Pass && key == Key::Esc && self.on_plan {
            self.on_plan = false;
            return Step::Stay;
        }
        step
    }

    fn pasted(&mut self, text: &str, ctx: &Ctx<'_>) -> Step {
        match &mut self.asking {
            Some((_, chooser)) => {
                chooser.paste(text);
                Step::Stay
            }
            None => self.list_mut().pasted(text, ctx),
        }
    }

    fn clicked(&mut self, at: Position, ctx: &Ctx<'_>) -> Step {
        if self.asking.is_some() { Step::Stay } else { self.list_mut().clicked(at, ctx) }
    }

    fn run(&mut self, id: &str, ctx: &Ctx<'_>) -> Step {
        match self.keys().iter().find(|bind| bind.id == id) {
            Some(bind) => self.command(bind.cmd, ctx),
            None => self.list_mut().run(id, ctx),
        }
    }

    fn hints(&self, ctx: &Ctx<'_>) -> Vec<Hint> {
        let why = |cmd| self.can(cmd, ctx.world).err().map(|why| why.to_string());
        let mut all = hints(self.keys(), why);
        let is_free = |hint: &Hint| self.on_plan || hint.id != "open";
        all.extend(self.list().hints(ctx).into_iter().filter(is_free));
        all
    }

    fn renewed(&mut self, ctx: &Ctx<'_>) {
        self.columns.renewed(ctx);
        if let Some(planned) = &mut self.plan {
            planned.rows.renewed(ctx);
        }
    }

    fn sheet(&mut self, told: &SheetTold, ctx: &Ctx<'_>) -> Step {
        let mine = self.doing.take_if(|(_, pace)| Arc::ptr_eq(pace, &told.pace));
        let Some((doing, _)) = mine else { return Step::Pass };
        match (&told.answer, doing) {
            (SheetAnswer::Looked(look), _) => self.looked(look, ctx),
            (SheetAnswer::Planned(plan), Doing::Planning(history)) => {
                self.planned(plan, history, ctx)
            }
            (SheetAnswer::Refused(why), _) => self.refused(why),
            (SheetAnswer::Failed(why), _) => {
                self.options = self.look.options.clone();
                Step::Refuse(why.clone())
            }
            (SheetAnswer::Stopped | SheetAnswer::Folder(_) | SheetAnswer::Planned(_), _) => {
                Step::Stay
            }
        }
    }

    fn view(&self, ctx: &Ctx<'_>, buf: &mut Buffer) -> Option<Position> {
        let at = self.list().view(ctx, buf);
        let at = match &self.asking {
            Some((_, chooser)) => chooser.draw(ctx.area, buf, ctx.theme),
            None => at,
        };
        self.draw_progress(ctx, buf);
        at
    }

    fn is_typing(&self) -> bool {
        self.asking.is_some() || self.list().is_typing() || self.is_saving()
    }

    fn foot(&self) -> &'static str {
        // a question says its keys in its own frame
        if self.asking.is_some() || self.is_saving() { "" } else { self.list().foot() }
    }

    fn is_private(&self) -> bool {
        true
    }
}

impl Drop for ImportScreen {
    fn drop(&mut self) {
        if let Some((_, pace)) = &self.doing {
            pace.stop();
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;
    use crate::domain::Scheme;
    use crate::import::Options;
    use crate::screens::contract::Effect;
    use crate::screens::importing::{Look, SheetFile, SheetWork};
    use crate::ui::theme::Theme;

    #[test]
    fn how_far_it_is_stands_in_a_box_and_a_question_stands_before_it() {
        let bytes = b"Mentor,E-mail,Joined\nAnn Fox,ann@example.org,03/04/2026\n".to_vec();
        let (path, name) = ("/mentors.csv".to_owned(), "mentors.csv".to_owned());
        let file = SheetFile { path, name, bytes, mark: (0, 0) };
        let day = "2026-03-03".parse().unwrap();
        let look = Look::new(Arc::new(file), Options::on(day)).unwrap();
        let world = World::new(Arc::new(Scheme::default()), day);
        let ctx = Ctx { world: &world, area: Rect::new(0, 0, 80, 20), theme: Theme::default() };
        let mut screen = ImportScreen::new(Arc::new(look), &world);
        let shown = |screen: &ImportScreen| {
            let mut buf = Buffer::empty(ctx.area);
            screen.view(&ctx, &mut buf);
            paint::rows(&buf).join("\n")
        };
        let step = screen.key(Key::Char('v'), &ctx);
        let Step::Do(Effect::Sheet(SheetWork { pace, .. })) = step else { panic!("{step:?}") };
        assert!(!shown(&screen).contains("Looking at the rows"), "not before it takes long");
        pace.mark_late();
        assert!(shown(&screen).contains("This takes a moment"));
        pace.step(1, 4);
        let [full, empty] = ctx.theme.bar();
        let bar = format!("{}{}  25 %", full.repeat(10), empty.repeat(30));
        assert!(shown(&screen).contains(&bar), "{}", shown(&screen));
        screen.key(Key::Char('d'), &ctx);
        let asked = shown(&screen);
        assert!(asked.contains("How are days written here?") && !asked.contains("25 %"), "{asked}");
        screen.key(Key::Esc, &ctx);
        assert!(shown(&screen).contains("25 %") && !pace.is_stopped());
        let step = screen.key(Key::Esc, &ctx);
        assert_eq!(step, Step::Say("Stopped: nothing was changed.".to_owned()));
        assert!(pace.is_stopped() && !shown(&screen).contains("25 %"));
    }
}
