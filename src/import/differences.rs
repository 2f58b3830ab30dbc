//! `Differences`: what a row says otherwise than the scheme, field by field.

use std::fmt::Display;

use super::plan::{FieldChange, Outcome};

/// What differs so far.
#[derive(Debug, Default)]
pub(super) struct Differences(Vec<FieldChange>);

impl Differences {
    /// Notes a field whose value in the sheet is given and other than what stands; says whether it
    /// is so. An empty cell differs from nothing.
    pub(super) fn saw<T: PartialEq + Display>(
        &mut self,
        field: &str,
        stands: Option<T>,
        said: Option<T>,
    ) -> bool {
        if said.is_none() || said == stands {
            return false;
        }
        let text = |value: Option<T>| value.map_or_else(String::new, |value| value.to_string());
        self.note(field, text(stands), text(said));
        true
    }

    /// Notes a change in words.
    pub(super) fn note(&mut self, field: &str, old: String, new: String) {
        self.0.push(FieldChange { field: field.to_owned(), old, new });
    }

    /// Notes extra fields, as heading, old and new value.
    pub(super) fn extras(&mut self, found: Vec<(String, String, String)>) {
        for (heading, old, new) in found {
            self.note(&heading, old, new);
        }
    }

    /// What becomes of a row about something that is known.
    pub(super) fn outcome(self) -> Outcome {
        if self.0.is_empty() { Outcome::Unchanged } else { Outcome::Changed(self.0) }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn an_empty_cell_differs_from_nothing() {
        let mut seen = Differences::default();
        let day = NaiveDate::from_ymd_opt(2026, 3, 3);
        assert!(!seen.saw("End", day, None));
        assert!(!seen.saw("End", day, day));
        assert!(seen.saw("End", None, day));
        assert!(matches!(seen.outcome(), Outcome::Changed(changes) if changes.len() == 1));
    }
}
