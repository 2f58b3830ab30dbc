//! Goals of a pair and the milestones on the way (R2).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::codes::GoalStatus;
use crate::domain::entry::Entry;
use crate::domain::field::{Field, choice_must_field, day_field, id_field, text_field};
use crate::domain::ids::{AnyId, GoalId, MilestoneId, PairId};
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::tables::{Link, Linked};
use crate::text::Text;

/// A goal of a pair (R2).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Goal {
    /// Primary key, shown as `G3`.
    pub id: GoalId,
    /// The pair.
    pub pair: PairId,
    /// What is to be reached.
    pub goal: Text,
    /// Day by which.
    pub target: Option<NaiveDate>,
    /// How it stands.
    pub status: GoalStatus,
    /// Day since when it stands so; none while open.
    pub settled: Option<NaiveDate>,
}

impl Linked for Goal {
    fn links(&self, link: &mut dyn FnMut(Link, i64)) {
        link(Link::GoalsOfPair, self.pair.0);
    }
}

impl Entry for Goal {
    const FIELDS: &'static [Field<Self>] = &[
        id_field!("pair", "Pair", "M", PairId, pair),
        text_field!("goal", "Goal", goal),
        day_field!("target", "By", target),
        choice_must_field!("status", "Status", GoalStatus, status),
        day_field!("settled", "Settled on", settled),
    ];
    const REQUIRED: &'static [&'static str] = &["pair", "goal"];

    fn blank(id: GoalId) -> Self {
        Self {
            id,
            pair: PairId(0),
            goal: Text::default(),
            target: None,
            status: GoalStatus::Open,
            settled: None,
        }
    }

    fn begin(&mut self, scheme: &Scheme, _today: NaiveDate, about: Option<AnyId>) {
        if let Some(pair) = scheme.pair_behind(about) {
            self.pair = pair;
            self.target =
                scheme.get::<crate::domain::records::Pair>(pair).and_then(|p| p.agreed_end);
        }
    }

    fn settle(&mut self, scheme: &Scheme, today: NaiveDate) -> Result<(), Refusal> {
        let known = scheme.get::<Self>(self.id).and_then(|goal| goal.settled);
        if self.status == GoalStatus::Open && self.settled.is_some() && self.settled != known {
            let why = "an open goal is not settled: say too that it is met, partly met or not met";
            return Err(Refusal::field("settled", why));
        }
        self.settled = match self.status {
            GoalStatus::Open => None,
            GoalStatus::Met | GoalStatus::PartlyMet | GoalStatus::NotMet => {
                self.settled.or(Some(today))
            }
        };
        crate::domain::entry::not_after("settled", self.settled, today)
    }

    fn title(&self, _scheme: &Scheme) -> String {
        format!("the goal \"{}\"", self.goal)
    }

    fn about(&self) -> Vec<AnyId> {
        vec![self.pair.into()]
    }

    fn day(&self) -> Option<NaiveDate> {
        self.target
    }
}

/// A step on the way to a goal (R2).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Milestone {
    /// Primary key, shown as `L3`.
    pub id: MilestoneId,
    /// The goal.
    pub goal: GoalId,
    /// What is to be done.
    pub milestone: Text,
    /// Day by which.
    pub due: Option<NaiveDate>,
    /// Day on which it was reached; none while open.
    pub reached: Option<NaiveDate>,
}

impl Linked for Milestone {
    fn links(&self, link: &mut dyn FnMut(Link, i64)) {
        link(Link::MilestonesOfGoal, self.goal.0);
    }
}

impl Entry for Milestone {
    const FIELDS: &'static [Field<Self>] = &[
        id_field!("goal", "Goal", "G", GoalId, goal),
        text_field!("milestone", "Milestone", milestone),
        day_field!("due", "By", due),
        day_field!("reached", "Reached on", reached),
    ];
    const REQUIRED: &'static [&'static str] = &["goal", "milestone"];

    fn blank(id: MilestoneId) -> Self {
        Self { id, goal: GoalId(0), milestone: Text::default(), due: None, reached: None }
    }

    fn begin(&mut self, scheme: &Scheme, _today: NaiveDate, about: Option<AnyId>) {
        if let Some(AnyId { letter: 'G', number }) = about {
            self.goal = GoalId(number);
        } else if let Some(pair) = scheme.pair_behind(about) {
            let goals = scheme.linked::<Goal>(Link::GoalsOfPair, pair);
            let mut open = goals.filter(|goal| goal.status == GoalStatus::Open);
            if let Some(goal) = open.next_back() {
                self.goal = goal.id;
            }
        }
    }

    fn settle(&mut self, _scheme: &Scheme, today: NaiveDate) -> Result<(), Refusal> {
        crate::domain::entry::not_after("reached", self.reached, today)
    }

    fn title(&self, _scheme: &Scheme) -> String {
        format!("the milestone \"{}\"", self.milestone)
    }

    fn about(&self) -> Vec<AnyId> {
        vec![self.goal.into()]
    }

    fn day(&self) -> Option<NaiveDate> {
        self.due
    }
}
