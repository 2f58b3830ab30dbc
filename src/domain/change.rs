//! `Change`: what one act of the coordinator writes, as edits of records; and the builder of one.

use std::collections::{BTreeMap, HashMap};

use crate::domain::ids::Id;
use crate::domain::scheme::Scheme;
use crate::domain::tables::{Record, Row, Table};

/// One record before and after. Both are of the same table and key; at least one is there.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// The record as it must stand in the store now; none for a new record.
    pub before: Option<Record>,
    /// The record as it shall stand; none to take it out.
    pub after: Option<Record>,
}

impl Edit {
    /// Table and primary key of the record.
    pub fn row(&self) -> Option<(Table, i64)> {
        let record = self.after.as_ref().or(self.before.as_ref())?;
        Some((record.table(), record.id()))
    }

    /// The edit that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self { before: self.after.clone(), after: self.before.clone() }
    }
}

/// What one act writes: all of it or nothing, as one entry of the history and one undo.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Change {
    /// What was done, in words with ids only (`{P12} accepted; {M17} starts`): shown through
    /// [`Scheme::words`], so that the history holds no name.
    pub words: String,
    /// The edits, in the order in which they are written.
    pub edits: Vec<Edit>,
}

impl Change {
    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(&self, words: String) -> Self {
        Self { words, edits: self.edits.iter().rev().map(Edit::inverse).collect() }
    }

    /// The same change with each new record written once, as it stands in the end; one that does not
    /// stay is not written. Records that were there before keep their steps.
    #[must_use]
    pub fn settled(self) -> Self {
        let mut places: HashMap<(Table, i64), usize> = HashMap::new();
        let mut edits: Vec<Edit> = Vec::with_capacity(self.edits.len());
        for edit in self.edits {
            let Some(row) = edit.row() else { continue };
            if let Some(first) = places.get(&row).and_then(|place| edits.get_mut(*place)) {
                first.after = edit.after;
                continue;
            }
            if edit.before.is_none() {
                places.insert(row, edits.len());
            }
            edits.push(edit);
        }
        edits.retain(|edit| edit.row().is_some());
        Self { words: self.words, edits }
    }

    /// The last state of a record in this change, if it touches it.
    pub fn after<T: Row>(&self, key: T::Key) -> Option<Option<&T>> {
        let touched = |edit: &&Edit| edit.row() == Some((T::TABLE, key.raw()));
        let edit = self.edits.iter().rev().find(touched)?;
        Some(edit.after.as_ref().and_then(T::of))
    }

    /// The records of one table that the change puts in place, in order.
    pub fn put<T: Row>(&self) -> impl Iterator<Item = &T> {
        self.edits.iter().filter_map(|edit| edit.after.as_ref().and_then(T::of))
    }
}

/// Builds a change upon a scheme: gives out ids, remembers what it has written already, and
/// leaves out edits that change nothing.
#[derive(Debug)]
pub struct Builder<'a> {
    scheme: &'a Scheme,
    next: BTreeMap<Table, i64>,
    written: BTreeMap<(Table, i64), Option<Record>>,
    edits: Vec<Edit>,
}

impl<'a> Builder<'a> {
    /// A change of this scheme with nothing in it yet.
    pub fn new(scheme: &'a Scheme) -> Self {
        Self { scheme, next: BTreeMap::new(), written: BTreeMap::new(), edits: Vec::new() }
    }

    /// The scheme as it was before the change.
    pub fn scheme(&self) -> &'a Scheme {
        self.scheme
    }

    /// An id that was never used.
    pub fn new_id<T: Row>(&mut self) -> T::Key {
        let next = self.next.entry(T::TABLE).or_insert_with(|| self.scheme.next(T::TABLE));
        let id = *next;
        *next += 1;
        T::Key::from_raw(id)
    }

    /// The record as it stands with what was written so far.
    pub fn get<T: Row>(&self, key: T::Key) -> Option<&T> {
        match self.written.get(&(T::TABLE, key.raw())) {
            Some(record) => record.as_ref().and_then(T::of),
            None => self.scheme.get::<T>(key),
        }
    }

    /// Puts a record in place, new or instead of the one with its key.
    pub fn put<T: Row>(&mut self, row: T) {
        let key = row.key();
        let before = self.get::<T>(key).cloned();
        if before.as_ref() != Some(&row) {
            self.write(T::TABLE, key.raw(), before.map(T::wrap), Some(row.wrap()));
        }
    }

    /// Changes a record that is there; does nothing if it is not.
    pub fn change<T: Row>(&mut self, key: T::Key, change: impl FnOnce(&mut T)) {
        if let Some(mut row) = self.get::<T>(key).cloned() {
            change(&mut row);
            self.put(row);
        }
    }

    /// Puts a record in place of one that no snapshot holds ([`Table::is_aside`]) and that was
    /// read for this change alone.
    pub fn put_over<T: Row>(&mut self, before: Option<&T>, row: T) {
        if before != Some(&row) {
            let key = row.key().raw();
            self.write(T::TABLE, key, before.cloned().map(T::wrap), Some(row.wrap()));
        }
    }

    /// Takes a record out.
    pub fn take<T: Row>(&mut self, key: T::Key) {
        if let Some(before) = self.get::<T>(key).cloned() {
            self.write(T::TABLE, key.raw(), Some(before.wrap()), None);
        }
    }

    /// Takes in the edits of another change that was built upon the same scheme and touches
    /// other rows or continues from where this builder stands.
    pub fn extend(&mut self, change: Change) {
        for edit in change.edits {
            if let Some((table, id)) = edit.row() {
                let next = self.next.entry(table).or_insert_with(|| self.scheme.next(table));
                *next = (*next).max(id + 1);
                self.write(table, id, edit.before, edit.after);
            }
        }
    }

    /// Whether a record of this table was written.
    pub fn touches<T: Row>(&self) -> bool {
        self.edits.iter().any(|edit| matches!(edit.row(), Some((table, _)) if table == T::TABLE))
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// The change, with its words.
    pub fn done(self, words: impl Into<String>) -> Change {
        Change { words: words.into(), edits: self.edits }
    }

    fn write(&mut self, table: Table, id: i64, before: Option<Record>, after: Option<Record>) {
        self.written.insert((table, id), after.clone());
        self.edits.push(Edit { before, after });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::hand::Hand;
    use crate::domain::records::Topic;

    #[test]
    fn a_settled_change_writes_a_new_record_once_and_leads_to_the_same_scheme() {
        let topic = |id: i64, name: &str| {
            let topic = Topic { id: Id::from_raw(id), name: name.into(), same_as: None };
            Some(topic.wrap())
        };
        let edit = |before, after| Edit { before, after };
        let change = Change {
            words: "topics".to_owned(),
            edits: vec![
                edit(None, topic(1, "grants")),
                edit(None, topic(2, "papers")),
                edit(topic(1, "grants"), topic(1, "Grants")),
                edit(topic(2, "papers"), None),
                edit(None, topic(3, "talks")),
            ],
        };
        let settled = change.clone().settled();
        let both = [edit(None, topic(1, "Grants")), edit(None, topic(3, "talks"))];
        assert_eq!(settled.edits, both);
        let hand = Hand::default();
        let after = |change| hand.scheme().after(change).map(|scheme| scheme.tables().clone());
        assert_eq!(after(&settled), after(&change));
        // what was there before keeps its steps, so that each is compared with what stands
        let steps = Change {
            words: String::new(),
            edits: vec![edit(topic(1, "a"), topic(1, "b")), edit(topic(1, "b"), topic(1, "c"))],
        };
        assert_eq!(steps.clone().settled(), steps);
    }
}
