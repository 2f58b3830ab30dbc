//! An extra field: the value of an imported column that fits nothing else, kept and shown (P1).

use serde::{Deserialize, Serialize};

use crate::domain::codes::Subject;
use crate::domain::ids::ExtraFieldId;
use crate::domain::tables::{Link, Linked};
use crate::text::Text;

/// A value under the heading that it had in its sheet (P1).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExtraField {
    /// Primary key.
    pub id: ExtraFieldId,
    /// What it belongs to.
    pub subject: Subject,
    /// Its primary key.
    pub subject_id: i64,
    /// The heading, white space folded.
    pub heading: Text,
    /// The value as it stood in the sheet.
    pub value: Text,
}

impl Linked for ExtraField {
    fn links(&self, link: &mut dyn FnMut(Link, i64)) {
        let kind = match self.subject {
            Subject::Person => Link::ExtrasOfPerson,
            Subject::Pair => Link::ExtrasOfPair,
            Subject::Request => Link::ExtrasOfRequest,
            Subject::Meeting => Link::ExtrasOfMeeting,
        };
        link(kind, self.subject_id);
    }
}
