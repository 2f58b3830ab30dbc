//! The import on the screen: what was understood of a sheet, then the plan row by row, then one act (I1, I2).

mod asks;
mod columns;
mod events;
mod keys;
mod paths;
mod picker;
mod picker_view;
mod rows;
mod words;
mod work;

pub use picker::FilePicker;
pub use work::{
    Folder, InFolder, Look, Looked, Save, SheetAnswer, SheetAsk, SheetFile, SheetTold, SheetWork,
};

use std::sync::Arc;

use crate::domain::lists::List as Records;
use crate::domain::records::{Meeting, Pair, Person, Request};
use crate::domain::{Change, Refusal, Row};
use crate::import::fields::{EXTRA, IGNORE};
use crate::import::{ImportError, MappingError, Options, Plan, SheetKind, needs_side};
use crate::screens::Route;
use crate::screens::contract::{AnyScreen, Ctx, Effect, Step, Then as After, World};
use crate::screens::list::ListScreen;
use crate::screens::scoring::Pace;
use crate::ui::chooser::{Chooser, ChooserStep};
use crate::ui::keys::{Bind, Key};
use asks::{About, Question, Then};
use columns::Columns;
use keys::{COLUMN_KEYS, Cmd, PLAN_KEYS};
use rows::{OUTCOMES, Rows};

/// A sheet on its way into the scheme.
#[derive(Debug)]
pub struct ImportScreen {
    look: Arc<Look>,
    /// How it was last asked to be understood; ahead of the look while that is worked at.
    options: Options,
    columns: ListScreen<Columns>,
    plan: Option<Planned>,
    /// Whether the plan is shown, not the columns.
    on_plan: bool,
    asking: Option<(Question, Chooser)>,
    /// The work under way.
    doing: Option<(Doing, Arc<Pace>)>,
}

/// A plan with its rows.
#[derive(Debug)]
struct Planned {
    plan: Arc<Plan>,
    /// The number of the history that the scheme had which it is for.
    history: i64,
    rows: ListScreen<Rows>,
}

/// What is worked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doing {
    /// Understanding the sheet in another way.
    Looking,
    /// Reading the file again.
    Reading,
    /// Working out the plan, for a scheme with this history.
    Planning(i64),
    /// Saving.
    Saving,
}

/// Opens the question for a sheet, or one that was understood.
pub fn open(sheet: Option<Looked>, world: &World) -> Box<dyn AnyScreen> {
    match sheet {
        Some(looked) => Box::new(ImportScreen::new(looked.0, world)),
        None => Box::new(FilePicker::default()),
    }
}

impl ImportScreen {
    /// The sheet as it was understood; what is not clear at all is asked at once.
    pub fn new(look: Arc<Look>, world: &World) -> Self {
        let columns = ListScreen::new(Columns::new(Arc::clone(&look)), world);
        let options = look.options.clone();
        let (plan, asking, doing) = (None, None, None);
        let mut screen = Self { look, options, columns, plan, on_plan: false, asking, doing };
        screen.begin_with_what_is_missing();
        screen
    }

    fn begin_with_what_is_missing(&mut self) {
        let look = &self.look;
        if matches!(look.missing, Some(MappingError::UnknownKind(_))) {
            let _asked = self.ask(Question::Sheet(About::Kind));
        } else if look.missing.is_none() && needs_side(&look.sheet, &look.mapping) {
            let _asked = self.ask(Question::Sheet(About::Side));
        }
    }

    fn ask(&mut self, question: Question) -> Step {
        match asks::ask(&question, &self.look) {
            Ok(chooser) => {
                self.asking = Some((question, chooser));
                Step::Stay
            }
            Err(why) => Step::Refuse(why),
        }
    }

    /// Has work done; what was under way is stopped.
    fn work(&mut self, doing: Doing, ask: SheetAsk) -> Step {
        if let Some((_, before)) = self.doing.take() {
            before.stop();
        }
        let pace = Arc::new(Pace::default());
        self.doing = Some((doing, Arc::clone(&pace)));
        Step::Do(Effect::Sheet(SheetWork { pace, ask }))
    }

    /// Has the sheet understood in another way.
    fn look_again(&mut self, options: Options) -> Step {
        self.options = options.clone();
        self.work(Doing::Looking, SheetAsk::Look(Arc::clone(&self.look), options))
    }

    fn read_again(&mut self) -> Step {
        let file = self.look.file.path.clone();
        let ask = SheetAsk::Read { file, options: self.options.clone() };
        self.work(Doing::Reading, ask)
    }

    fn make_plan(&mut self, world: &World) -> Step {
        if let Some(why) = &self.look.missing {
            self.on_plan = false;
            return Step::Refuse(words::missing(why));
        }
        let ask = SheetAsk::Plan(Arc::clone(&self.look), Arc::clone(&world.scheme));
        self.work(Doing::Planning(world.scheme.history()), ask)
    }

    /// From the columns to the plan and back.
    fn turn(&mut self, world: &World) -> Step {
        if self.on_plan {
            self.on_plan = false;
            return Step::Stay;
        }
        let stands = |plan: &Planned| plan.history == world.scheme.history();
        if self.plan.as_ref().is_some_and(stands) {
            self.on_plan = true;
            return Step::Stay;
        }
        self.make_plan(world)
    }

    /// Brings the sheet in; where rows are refused that is asked first.
    fn import(&mut self, world: &World, asked: bool) -> Step {
        let Some(planned) = &self.plan else { return self.make_plan(world) };
        if planned.history != world.scheme.history() {
            let step = self.make_plan(world);
            return step;
        }
        let counts = planned.plan.counts();
        if counts.refused > 0 && !asked {
            let others = counts.added + counts.changed + counts.unchanged;
            return self.ask(Question::StayOut(others));
        }
        let kind = planned.plan.mapping.kind;
        let save = Save {
            look: Arc::clone(&self.look),
            plan: Arc::clone(&planned.plan),
            scheme: Arc::clone(&world.scheme),
            said: words::imported(counts, kind),
            then: After::Show { route: tab(kind), row: first_new(&planned.plan.change) },
        };
        self.work(Doing::Saving, SheetAsk::Save(Box::new(save)))
    }

    /// Gives the marked columns, or the selected one, a way out: extra or left out.
    fn set_aside(&mut self, id: &str) -> Step {
        let mut options = self.options.clone();
        for at in self.columns.targets() {
            asks::say(&mut options, &self.look, at, id);
        }
        self.look_again(options)
    }

    /// The rows of the sheet that the keys are about, by their numbers.
    fn row_numbers(&self) -> Vec<usize> {
        let Some(planned) = &self.plan else { return Vec::new() };
        let rows = planned.rows.targets().into_iter();
        rows.filter_map(|at| Some(planned.plan.rows.get(at)?.row)).collect()
    }

    fn can(&self, cmd: Cmd, world: &World) -> Result<(), Refusal> {
        let because = |why: String| Err(Refusal::because(why));
        match cmd {
            Cmd::Import => match (&world.read_only, &self.plan) {
                (Some(why), _) => because(format!("read-only: {why}")),
                (None, Some(planned)) if planned.plan.change.is_empty() => {
                    because("nothing would change".to_owned())
                }
                (None, _) => Ok(()),
            },
            Cmd::Known if self.look.mapping.kind != SheetKind::People => {
                because("that is asked of a sheet of people".to_owned())
            }
            Cmd::Known if self.row_numbers().is_empty() => because("no row is selected".to_owned()),
            Cmd::Ask(about) => asks::fits(about, &self.look).or_else(because),
            Cmd::Field | Cmd::Extra | Cmd::Out if self.columns.selected().is_none() => {
                because("no column is selected".to_owned())
            }
            Cmd::Field
            | Cmd::Extra
            | Cmd::Out
            | Cmd::Turn
            | Cmd::Again
            | Cmd::Only(_)
            | Cmd::Known => Ok(()),
        }
    }

    fn command(&mut self, cmd: Cmd, ctx: &Ctx<'_>) -> Step {
        if let Err(why) = self.can(cmd, ctx.world) {
            return why.into();
        }
        match cmd {
            Cmd::Ask(about) => self.ask(Question::Sheet(about)),
            Cmd::Field => {
                let at = self.columns.selected().unwrap_or(0);
                self.ask(asks::of_column(at, &self.look))
            }
            Cmd::Extra => self.set_aside(EXTRA),
            Cmd::Out => self.set_aside(IGNORE),
            Cmd::Turn => self.turn(ctx.world),
            Cmd::Again => self.read_again(),
            Cmd::Import => self.import(ctx.world, false),
            Cmd::Known => self.ask(Question::Known(self.row_numbers())),
            Cmd::Only(place) => {
                let word = OUTCOMES.get(place).map_or("", |(word, ..)| word);
                let rows = self.plan.as_mut().map(|planned| &mut planned.rows);
                match rows.map(|rows| rows.change(ctx.world, |rows| rows.show(word))) {
                    Some(false) => Step::Say(format!("No row is {word}.")),
                    _ => Step::Stay,
                }
            }
        }
    }

    fn keys(&self) -> &'static [Bind<Cmd>] {
        if self.on_plan { PLAN_KEYS } else { COLUMN_KEYS }
    }

    /// The list that is shown.
    fn list(&self) -> &dyn AnyScreen {
        match &self.plan {
            Some(planned) if self.on_plan => &planned.rows,
            _ => &self.columns,
        }
    }

    fn list_mut(&mut self) -> &mut dyn AnyScreen {
        match &mut self.plan {
            Some(planned) if self.on_plan => &mut planned.rows,
            _ => &mut self.columns,
        }
    }

    fn is_on_card(&self) -> bool {
        match &self.plan {
            Some(planned) if self.on_plan => planned.rows.on_card(),
            _ => self.columns.on_card(),
        }
    }

    fn answer_key(&mut self, key: Key, ctx: &Ctx<'_>) -> Step {
        let Some((question, chooser)) = &mut self.asking else { return Step::Stay };
        let id = match chooser.key(key) {
            ChooserStep::Stay => return Step::Stay,
            ChooserStep::Close => {
                self.asking = None;
                return Step::Stay;
            }
            ChooserStep::Take(id) => id,
        };
        let question = question.clone();
        self.asking = None;
        match asks::answered(&question, &id, &self.look, self.options.clone()) {
            Then::Look(options) => self.look_again(*options),
            Then::Ask(next) => self.ask(next),
            Then::Save => self.import(ctx.world, true),
            Then::Nothing => Step::Stay,
        }
    }

    fn stop(&mut self) -> Step {
        if let Some((_, pace)) = self.doing.take() {
            pace.stop();
        }
        self.options = self.look.options.clone();
        Step::Say("Stopped: nothing was changed.".to_owned())
    }

    /// Takes in another understanding of the sheet.
    fn looked(&mut self, look: &Arc<Look>, ctx: &Ctx<'_>) -> Step {
        self.look = Arc::clone(look);
        self.options = look.options.clone();
        self.columns.change(ctx.world, |columns| columns.set(Arc::clone(look)));
        self.plan = None;
        if self.on_plan {
            return self.make_plan(ctx.world);
        }
        self.begin_with_what_is_missing();
        Step::Stay
    }

    fn planned(&mut self, plan: &Arc<Plan>, history: i64, ctx: &Ctx<'_>) -> Step {
        let before = self.plan.take().filter(|_| self.on_plan).map(|planned| planned.rows.spot());
        let rows = Rows::new(Arc::clone(&self.look), Arc::clone(plan));
        let mut rows = ListScreen::new(rows, ctx.world);
        if let Some(spot) = before {
            rows.go_to(&spot, ctx);
        }
        self.plan = Some(Planned { plan: Arc::clone(plan), history, rows });
        self.on_plan = true;
        Step::Stay
    }

    /// The plan can't be made: the columns are shown, and what is missing is asked.
    fn refused(&mut self, why: &ImportError) -> Step {
        self.on_plan = false;
        self.options = self.look.options.clone();
        if *why == ImportError::Role {
            return self.ask(Question::Sheet(About::Side));
        }
        Step::Refuse(words::refused(why))
    }
}

/// The list in which what a sheet brought in is seen.
fn tab(kind: SheetKind) -> Route {
    match kind {
        SheetKind::People => Route::People,
        SheetKind::Requests => Route::Requests,
        SheetKind::Pairs => Route::Pairs,
        SheetKind::Meetings => Route::Records(Records::Meetings),
    }
}

/// The row of that list which is new, as the list names it.
fn first_new(change: &Change) -> Option<String> {
    let fresh = change.edits.iter().filter(|edit| edit.before.is_none());
    let mut records = fresh.filter_map(|edit| edit.after.as_ref());
    records.find_map(|record| {
        let person = || Person::of(record).map(|person| person.id.to_string());
        let pair = || Pair::of(record).map(|pair| pair.id.to_string());
        let request = || Request::of(record).map(|request| request.id.to_string());
        let meeting = || Meeting::of(record).map(|meeting| meeting.id.to_string());
        person().or_else(pair).or_else(request).or_else(meeting)
    })
}
