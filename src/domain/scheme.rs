//! `Scheme`: the whole scheme as one snapshot in memory, with its indexes; screens, commands and figures read it alone.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::change::{Change, Edit};
use crate::domain::codes::{Status, Subject};
use crate::domain::ids::{AnyId, Id, PairId, PersonId};
use crate::domain::records::{Person, Phase};
use crate::domain::settings::Settings;
use crate::domain::tables::{Called, Link, Linked, Record, Row, Table, Tables};

/// A snapshot of the scheme. Cloning shares the tables; a clone is changed apart.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scheme {
    tables: Tables,
    index: Arc<Index>,
    /// 1 + the highest id ever seen in a table or its history.
    next: BTreeMap<Table, i64>,
    settings: Arc<Settings>,
    /// Number of the last history entry that is in this snapshot.
    history: i64,
}

/// Rows by foreign key and by name, each list in the order of ids.
#[derive(Debug, Clone, Default, PartialEq)]
struct Index {
    links: HashMap<(Link, i64), Vec<i64>>,
    names: HashMap<(Called, String), Vec<i64>>,
}

/// A record that does not stand as a change expects: somebody else changed it meanwhile.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{} {id} has changed meanwhile", table.name())]
pub struct Mismatch {
    /// Its table.
    pub table: Table,
    /// Its primary key.
    pub id: i64,
}

impl Scheme {
    /// A snapshot of these tables. `seen` is the highest id that the history knows of each table,
    /// `history` the number of its last entry.
    pub fn new(tables: Tables, seen: &BTreeMap<Table, i64>, history: i64) -> Self {
        let mut next: BTreeMap<Table, i64> = BTreeMap::new();
        let mut index = Index::default();
        tables.each(&mut |table, id, row| {
            let free = next.entry(table).or_insert(1);
            *free = (*free).max(id + 1);
            index.add(row, id);
        });
        for (table, id) in seen {
            let free = next.entry(*table).or_insert(1);
            *free = (*free).max(id + 1);
        }
        let settings = Arc::new(Settings::read(tables.setting.values().map(Arc::as_ref)));
        Self { tables, index: Arc::new(index), next, settings, history }
    }

    /// The first id of a table that was never used.
    pub fn next(&self, table: Table) -> i64 {
        self.next.get(&table).copied().unwrap_or(1)
    }

    /// Number of the last history entry in this snapshot.
    pub fn history(&self) -> i64 {
        self.history
    }

    /// The same snapshot, known to stand at this history entry.
    #[must_use]
    pub fn at_history(mut self, history: i64) -> Self {
        self.history = history;
        self
    }

    /// The settings: what is stored, else the defaults.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The tables, for whoever handles them all alike.
    pub fn tables(&self) -> &Tables {
        &self.tables
    }

    /// A record by its key.
    pub fn get<T: Row>(&self, key: T::Key) -> Option<&T> {
        T::table(&self.tables).get(&key.raw()).map(Arc::as_ref)
    }

    /// All records of a table, by id.
    pub fn all<T: Row>(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator {
        T::table(&self.tables).values().map(Arc::as_ref)
    }

    /// Whether there is a record of this id.
    pub fn has(&self, id: AnyId) -> bool {
        Table::lettered(id.letter)
            .is_some_and(|table| self.tables.record(table, id.number).is_some())
    }

    /// The records that refer to a key, by id.
    pub fn linked<T: Row>(&self, link: Link, key: impl Id) -> impl DoubleEndedIterator<Item = &T> {
        let ids = self.index.links.get(&(link, key.raw())).map_or(&[][..], Vec::as_slice);
        let table = T::table(&self.tables);
        ids.iter().filter_map(|id| table.get(id).map(Arc::as_ref))
    }

    /// The records of this name, folded for search ([`crate::text::fold`]), by id.
    pub fn called<T: Row>(&self, kind: Called, folded: &str) -> impl Iterator<Item = &T> {
        let ids = self.index.names.get(&(kind, folded.to_owned())).map_or(&[][..], Vec::as_slice);
        let table = T::table(&self.tables);
        ids.iter().filter_map(|id| table.get(id).map(Arc::as_ref))
    }

    /// Writes a change into the snapshot: exactly what a reload of the store would give after it.
    /// If a record does not stand as the change expects, nothing is changed.
    pub fn apply(&mut self, change: &Change) -> Result<(), Mismatch> {
        self.expect(change)?;
        let mut settings = false;
        for edit in &change.edits {
            settings |= matches!(edit.row(), Some((Table::SettingRow, _)));
            self.write(edit);
        }
        if settings {
            self.settings = Arc::new(Settings::read(self.tables.setting.values().map(Arc::as_ref)));
        }
        Ok(())
    }

    /// The snapshot as it would be after a change.
    pub fn after(&self, change: &Change) -> Result<Self, Mismatch> {
        let mut after = self.clone();
        after.apply(change)?;
        Ok(after)
    }

    /// Whether every record that the change touches stands as it expects, step by step.
    fn expect(&self, change: &Change) -> Result<(), Mismatch> {
        let mut written: HashMap<(Table, i64), Option<&Record>> = HashMap::new();
        for edit in &change.edits {
            let Some((table, id)) = edit.row() else { continue };
            if table.is_aside() {
                continue; // only the store knows how such a row stands, and compares it
            }
            let stands = match written.get(&(table, id)) {
                Some(record) => edit.before.as_ref() == *record,
                None => edit.before == self.tables.record(table, id),
            };
            if !stands {
                return Err(Mismatch { table, id });
            }
            written.insert((table, id), edit.after.as_ref());
        }
        Ok(())
    }

    fn write(&mut self, edit: &Edit) {
        let Some((table, id)) = edit.row() else { return };
        let free = self.next.entry(table).or_insert(1);
        *free = (*free).max(id + 1);
        if table.is_aside() {
            return;
        }
        let before = match &edit.after {
            Some(record) => self.tables.put(record.clone()),
            None => self.tables.take(table, id),
        };
        let index = Arc::make_mut(&mut self.index);
        if let Some(before) = before {
            index.remove(&before, id);
        }
        if let Some(after) = &edit.after {
            index.add(after, id);
        }
    }

    /// The status of a person or pair on a day: of the last phase since then or earlier; none
    /// before the first.
    pub fn state_on(&self, subject: Subject, id: i64, on: NaiveDate) -> Option<Status> {
        self.phase_on(subject, id, on).map(|phase| phase.status)
    }

    /// The phase that counts on a day.
    pub fn phase_on(&self, subject: Subject, id: i64, on: NaiveDate) -> Option<&Phase> {
        self.phases(subject, id).filter(|phase| phase.since <= on).max_by_key(|p| (p.since, p.id))
    }

    /// The phases of a person or pair, by id.
    pub fn phases(&self, subject: Subject, id: i64) -> impl Iterator<Item = &Phase> {
        let link = match subject {
            Subject::Person => Link::PhasesOfPerson,
            Subject::Pair | Subject::Request | Subject::Meeting => Link::PhasesOfPair,
        };
        self.linked::<Phase>(link, PairId(id))
    }

    /// The name of a person as shown; their id if the person is not in the snapshot.
    pub fn name(&self, id: PersonId) -> String {
        self.get::<Person>(id).map_or_else(|| id.to_string(), |person| person.full_name.to_string())
    }

    /// Words with ids in braces as a person reads them: names instead of `{P12}`, both names
    /// instead of `{M17}`, the mentee's instead of `{R42}`.
    pub fn words(&self, words: &str) -> String {
        let mut shown = String::with_capacity(words.len());
        let mut rest = words;
        while let Some((before, tail)) = rest.split_once('{') {
            shown.push_str(before);
            let Some((id, after)) = tail.split_once('}') else {
                shown.push('{');
                rest = tail;
                continue;
            };
            match id.parse::<AnyId>() {
                Ok(id) => shown.push_str(&self.title(id)),
                Err(_) => shown.push_str(id),
            }
            rest = after;
        }
        shown.push_str(rest);
        shown
    }
}

impl Index {
    fn add(&mut self, record: &dyn Linked, id: i64) {
        record.links(&mut |link, key| insert(self.links.entry((link, key)).or_default(), id));
        record.names(&mut |kind, name| insert(self.names.entry((kind, name)).or_default(), id));
    }

    fn remove(&mut self, record: &dyn Linked, id: i64) {
        record.links(&mut |link, key| remove(&mut self.links, &(link, key), id));
        record.names(&mut |kind, name| remove(&mut self.names, &(kind, name), id));
    }
}

/// Puts an id into a list in order, once.
fn insert(ids: &mut Vec<i64>, id: i64) {
    match ids.last() {
        Some(last) if *last < id => ids.push(id),
        None => ids.push(id),
        Some(_) => {
            if let Err(place) = ids.binary_search(&id) {
                ids.insert(place, id);
            }
        }
    }
}

/// Takes an id out of its list, and the list if nothing is left: as if it had never been there.
fn remove<K: Eq + Hash>(lists: &mut HashMap<K, Vec<i64>>, key: &K, id: i64) {
    if let Some(ids) = lists.get_mut(key) {
        if let Ok(place) = ids.binary_search(&id) {
            ids.remove(place);
        }
        if ids.is_empty() {
            lists.remove(key);
        }
    }
}
