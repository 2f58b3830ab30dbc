//! A stored setting: only what differs from its default is kept (S5).

use serde::{Deserialize, Serialize};

use crate::domain::ids::SettingId;
use crate::domain::tables::{Link, Linked};
use crate::text::Text;

/// A setting that differs from its default (S5).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SettingRow {
    /// Primary key.
    pub id: SettingId,
    /// Key of the settings table (`answer-days`).
    pub key: String,
    /// Its value in canonical text.
    pub value: Text,
}

impl Linked for SettingRow {
    fn links(&self, _: &mut dyn FnMut(Link, i64)) {}
}
