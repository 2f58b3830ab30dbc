//! Who manages a person: a person of the scheme or a name, and whether that manager was briefed and agreed (P4).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::ids::{LineId, PersonId};
use crate::domain::tables::{Link, Linked};
use crate::text::Text;

/// The line manager of a person in a span of days (P4).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Primary key.
    pub id: LineId,
    /// The person managed.
    pub person: PersonId,
    /// The manager, if in the scheme.
    pub manager: Option<PersonId>,
    /// The manager's name as told, if not in the scheme.
    pub manager_name: Text,
    /// First day; none means from the beginning.
    pub since: Option<NaiveDate>,
    /// Last day; none means until further notice.
    pub until: Option<NaiveDate>,
    /// Day on which the manager was briefed.
    pub briefed: Option<NaiveDate>,
    /// Whether the manager agreed; none while unknown.
    pub agreed: Option<bool>,
    /// Day of the agreement, where known.
    pub agreed_on: Option<NaiveDate>,
}

impl Line {
    /// Whether it holds on this day, both ends included.
    pub fn holds(&self, on: NaiveDate) -> bool {
        self.since.is_none_or(|since| since <= on) && self.until.is_none_or(|until| on <= until)
    }
}

impl Linked for Line {
    fn links(&self, link: &mut dyn FnMut(Link, i64)) {
        link(Link::LinesOfPerson, self.person.0);
        if let Some(manager) = self.manager {
            link(Link::LinesOfManager, manager.0);
        }
    }
}
