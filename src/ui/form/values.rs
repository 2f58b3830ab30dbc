//! What a form says, read by whoever saves it: a hidden field says nothing.

use super::Form;
use crate::ui::field::{Field, Input};

impl Form {
    /// The value of a field as text; nothing for a hidden or unknown one.
    pub fn value(&self, id: &str) -> String {
        self.visible(id).map(Field::value).unwrap_or_default()
    }

    /// The day of a field, `None` when it is empty, hidden or unreadable.
    pub fn day(&self, id: &str) -> Option<chrono::NaiveDate> {
        let Input::Day(day) = &self.visible(id)?.input else { return None };
        day.read(self.calendar).ok()
    }

    /// The minutes of a field, `None` when it is empty, hidden or unreadable.
    pub fn minutes(&self, id: &str) -> Option<u32> {
        crate::text::minutes::read_minutes(&self.value(id)).ok()
    }

    /// The number of a field, `None` when it is empty, hidden or unreadable.
    pub fn number(&self, id: &str) -> Option<i64> {
        self.value(id).trim().parse().ok()
    }

    /// Whether a yes-or-no field says yes.
    pub fn yes(&self, id: &str) -> bool {
        self.value(id) == "yes"
    }

    /// The ids of a choice of several.
    pub fn many(&self, id: &str) -> Vec<String> {
        let value = self.value(id);
        value.split(',').filter(|id| !id.is_empty()).map(str::to_owned).collect()
    }

    fn visible(&self, id: &str) -> Option<&Field> {
        self.field(id).filter(|field| !field.hidden)
    }
}
