//! A service or resource of the directory, to be pointed to (S7).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::codes::ServiceKind;
use crate::domain::entry::Entry;
use crate::domain::field::{Field, choice_must_field, text_field};
use crate::domain::ids::{AnyId, ServiceId};
use crate::domain::scheme::Scheme;
use crate::domain::tables::{Link, Linked};
use crate::text::Text;

/// A service or resource (S7).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Service {
    /// Primary key, shown as `I3`.
    pub id: ServiceId,
    /// What it is called.
    pub name: Text,
    /// What kind it is.
    pub kind: ServiceKind,
    /// How to reach it.
    pub contact: Text,
    /// When to point to it.
    pub hint: Text,
}

impl Linked for Service {
    fn links(&self, _: &mut dyn FnMut(Link, i64)) {}
}

impl Entry for Service {
    const FIELDS: &'static [Field<Self>] = &[
        text_field!("name", "Name", name),
        choice_must_field!("kind", "Kind", ServiceKind, kind),
        text_field!("contact", "How to reach it", contact),
        text_field!("hint", "When to point to it", hint),
    ];
    const REQUIRED: &'static [&'static str] = &["name"];

    fn blank(id: ServiceId) -> Self {
        Self {
            id,
            name: Text::default(),
            kind: ServiceKind::Other,
            contact: Text::default(),
            hint: Text::default(),
        }
    }

    fn begin(&mut self, _scheme: &Scheme, _today: NaiveDate, _about: Option<AnyId>) {}

    fn title(&self, _scheme: &Scheme) -> String {
        self.name.to_string()
    }

    fn about(&self) -> Vec<AnyId> {
        Vec::new()
    }

    fn day(&self) -> Option<NaiveDate> {
        None
    }
}
