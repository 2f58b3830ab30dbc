//! Who is in the scheme as far as a sheet has been read: by address, and by name.

use std::collections::HashMap;

use super::values::people::key;
use crate::domain::ids::PersonId;
use crate::domain::records::Person;

/// Who is in the scheme, by address and by name.
#[derive(Debug, Default)]
pub(super) struct Directory {
    pub(super) by_email: HashMap<String, PersonId>,
    pub(super) by_name: HashMap<String, Vec<PersonId>>,
}

impl Directory {
    /// Somebody came in, or has another address or name.
    pub(super) fn add(&mut self, person: &Person) {
        if !person.email.is_empty() {
            self.by_email.insert(person.email_key(), person.id);
        }
        let named = self.by_name.entry(key(person.full_name.exact())).or_default();
        if !named.contains(&person.id) {
            named.push(person.id);
        }
    }

    /// Somebody was taken out again.
    pub(super) fn remove(&mut self, person: &Person) {
        self.by_email.remove(&person.email_key());
        if let Some(named) = self.by_name.get_mut(&key(person.full_name.exact())) {
            named.retain(|id| *id != person.id);
        }
    }
}
