//! What the dashboard gives to the worker, and what it makes of the answers.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::Dashboard;
use crate::app::Msg;
use crate::runtime::care::{Chore, Heard, do_chore, heard};
use crate::runtime::jobs::{Stop, Ticket, Worker};
use crate::runtime::sheets::{SheetDesk, SheetHeard};
use crate::screens::Scoring;
use crate::screens::importing::{SheetAsk, SheetWork};

/// What takes no longer says nothing of it.
const LATE: Duration = Duration::from_millis(300);

impl Dashboard {
    /// Has the worker work out the points of a pool; where there is none, does it here.
    pub(super) fn mind_scoring(&mut self, work: Scoring) -> Vec<Msg> {
        let pace = Arc::clone(&work.pace);
        let chore = Chore::Score(work);
        let Some(worker) = &mut self.worker else {
            return self.said(do_chore(&chore, &Stop::default()));
        };
        let ticket = worker.give(chore);
        self.long = Some((ticket, pace, Instant::now()));
        Vec::new()
    }

    /// Has the worker do something about a sheet; where there is none, does it here.
    pub(super) fn mind_sheet(&mut self, work: SheetWork) -> Vec<Msg> {
        let file = self.session.file();
        let desk = SheetDesk { file, stamp: self.session.stamp(), recent: self.recent.clone() };
        let pace = Arc::clone(&work.pace);
        let is_save = matches!(work.ask, SheetAsk::Save(_));
        let chore = Chore::Sheet(Box::new((work, desk)));
        let Some(worker) = &mut self.worker else {
            return self.said(do_chore(&chore, &Stop::default()));
        };
        let ticket = worker.give(chore);
        if is_save {
            self.saving = Some(ticket);
        }
        self.long = Some((ticket, pace, Instant::now()));
        Vec::new()
    }

    /// What the worker told, as messages.
    fn said(&mut self, told: Heard) -> Vec<Msg> {
        let Heard::Sheet(SheetHeard::Saved(said, then)) = told else {
            return heard(told).into_iter().collect();
        };
        match self.session.taken_in() {
            Ok(world) => vec![Msg::Saved { world: Box::new(world), said, then }],
            Err(error) => vec![Msg::Failed(error.to_string())],
        }
    }

    /// Has the worker make a copy; where there is none, makes it here.
    pub(super) fn back_up(&mut self) -> Vec<Msg> {
        let chore = Chore::Copy(self.session.file(), self.session.clock().now());
        match &mut self.worker {
            Some(worker) => {
                worker.give(chore);
                vec![Msg::Said("A copy is being made ...".to_owned())]
            }
            None => self.said(do_chore(&chore, &Stop::default())),
        }
    }

    /// Says what the worker has to say; true when it said anything.
    pub(super) fn hear_worker(&mut self) -> bool {
        let answers = self.worker.as_mut().map(Worker::answers).unwrap_or_default();
        let is_heard = |ticket: Ticket| answers.iter().any(|answer| answer.ticket == ticket);
        self.long = self.long.take().filter(|(ticket, ..)| !is_heard(*ticket));
        self.saving = self.saving.filter(|ticket| !is_heard(*ticket));
        let mut msgs: Vec<Msg> = Vec::new();
        for answer in answers {
            msgs.extend(match answer.outcome {
                Ok(told) => self.said(told),
                Err(place) => {
                    vec![Msg::Failed(format!("looking after the file stopped at {place}"))]
                }
            });
        }
        let any = !msgs.is_empty();
        for msg in msgs {
            self.tell(msg);
        }
        any
    }

    /// Whether long work is under way that is worth a word by now (tui-ux check 6).
    pub(super) fn mind_late(&self) -> bool {
        let Some((_, pace, since)) = &self.long else { return false };
        let is_late = since.elapsed() >= LATE;
        if is_late {
            pace.mark_late();
        }
        is_late
    }
}
