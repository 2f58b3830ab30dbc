//! Erasing a person outside undo: rows, history images, drafts and own backups lose them, and the counts stay (I4).

use std::collections::BTreeSet;
use std::path::PathBuf;

use chrono::NaiveDate;
use rusqlite::{Transaction, params};

use super::apply::{Act, Applied, Stamp};
use super::copies::COPIED;
use super::erase_copies::{Gone, copies_beside, rewrite};
use super::error::{Result, StoreError};
use super::image::record;
use super::open::Store;
use super::place::backups_folder;
use crate::domain::change::Edit;
use crate::domain::codes::Code;
use crate::domain::erased::{Ground, Tombstone};
use crate::domain::ids::{AnyId, PersonId};
use crate::domain::records::Person;
use crate::domain::scheme::Scheme;
use crate::domain::tables::{Record, Row, Table};
use crate::domain::verbs::{Traces, erase_person, mentions};
use crate::text::days::{long, plural};

/// What an erasure came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Erasure {
    /// What was written, for the snapshot.
    pub applied: Applied,
    /// Own backups that were written anew without the person.
    pub rewritten: Vec<PathBuf>,
    /// Files among the backups that cannot be read and so were left as they are.
    pub unreadable: Vec<PathBuf>,
    /// Days on which copies were made outside the data folder, and by whom: each is to be replaced.
    pub copies: Vec<(NaiveDate, String)>,
    /// Records that still name the person in words of others.
    pub mentions: Vec<String>,
}

impl Erasure {
    /// What was done beside, and what is left to do, a sentence each.
    pub fn words(&self) -> Vec<String> {
        let mut said = Vec::new();
        let count = i64::try_from(self.rewritten.len()).unwrap_or_default();
        if count > 0 {
            said.push(format!("{} written anew without them.", plural(count, "own backup")));
        }
        for file in &self.unreadable {
            let file = super::error::at(file);
            said.push(format!("{file} cannot be read: delete it when nobody needs it any more."));
        }
        if !self.copies.is_empty() {
            let days: BTreeSet<_> = self.copies.iter().map(|(day, _)| *day).collect();
            let days: Vec<_> = days.into_iter().map(long).collect();
            said.push(format!(
                "Copies were made elsewhere on {}: replace or delete them.",
                days.join(", ")
            ));
        }
        if !self.mentions.is_empty() {
            let named = self.mentions.join(", ");
            said.push(format!("Their name still stands in the words of {named}: edit those."));
        }
        said
    }
}

impl Store {
    /// Erases a person for good, in this file and in Matchbook's own backups of it. `Behind` if
    /// the history has moved since the snapshot. Whether the person may be erased is for
    /// [`crate::domain::verbs::may_erase`] to say before.
    pub fn erase(
        &mut self,
        scheme: &Scheme,
        person: PersonId,
        ground: Ground,
        at: &Stamp,
    ) -> Result<Erasure> {
        let born = self.born(person)?;
        let email = scheme.get::<Person>(person).map(|known| known.email.exact().to_owned());
        let (applied, traces) = self.erase_here(scheme, person, ground, at, email.as_deref())?;
        let mentions = scheme
            .after(&applied.change)
            .map(|after| mentions(&after, &traces))
            .unwrap_or_default();
        let mut erasure = Erasure {
            applied,
            rewritten: Vec::new(),
            unreadable: Vec::new(),
            copies: self.copies()?,
            mentions,
        };
        let gone: Vec<Gone> = born.into_iter().map(|born| Gone { person, born }).collect();
        let stones = self.tombstones()?;
        for file in copies_beside(&backups_folder(&self.place.file)) {
            match rewrite(&file, (&gone, &stones), ground, at) {
                Ok(true) => erasure.rewritten.push(file),
                Ok(false) => {}
                Err(_) => erasure.unreadable.push(file),
            }
        }
        Ok(erasure)
    }

    /// What is left of everybody who was erased.
    pub fn tombstones(&self) -> Result<Vec<Tombstone>> {
        let fail = |doing| StoreError::sql(doing, &self.place.file);
        let doing = "reading who was erased";
        let mut statement = self
            .conn
            .prepare(
                "SELECT id, erased_on, ground, email_digest FROM tombstone ORDER BY erased_on, id",
            )
            .map_err(fail(doing))?;
        let rows = statement
            .query_map([], |r| {
                let ground: String = r.get(2)?;
                Ok(Tombstone {
                    id: r.get(0)?,
                    day: r.get(1)?,
                    ground: Ground::from_code(&ground).unwrap_or(Ground::Other),
                    email_digest: r.get(3)?,
                })
            })
            .map_err(fail(doing))?;
        rows.collect::<rusqlite::Result<Vec<_>>>().map_err(fail(doing))
    }

    /// Erases a person in this file alone: one entry of the history, a note, so that no undo
    /// reaches it; its own images are gone with all others. With an address a tombstone is made.
    pub(super) fn erase_here(
        &mut self,
        scheme: &Scheme,
        person: PersonId,
        ground: Ground,
        at: &Stamp,
        email: Option<&str>,
    ) -> Result<(Applied, Traces)> {
        let (mut change, mut traces) = erase_person(scheme, at.day, person, ground)
            .map_err(|why| StoreError::NotAdmitted { words: why.to_string() })?;
        let places = self.fading(scheme, &mut traces)?;
        for concern in traces.concerns() {
            if let Some(text) = self.concern_text(*concern)? {
                change.edits.push(Edit { before: Some(text.wrap()), after: None });
            }
        }
        let file = self.place.file.clone();
        let applied = self.write_and(scheme, Act::Note, change, at, |one| {
            let fail = |doing| StoreError::sql(doing, &file);
            fade(one, &places).map_err(fail("blanking the history"))?;
            drop_drafts(one, &traces).map_err(fail("forgetting drafts"))?;
            let buried = email.map_or(Ok(()), |email| bury(one, ground, email, at.day));
            buried.map_err(fail("writing down the erasure"))
        })?;
        // what was freed is zeroed already; this also gives the room back
        self.conn
            .execute_batch("VACUUM")
            .map_err(StoreError::sql("clearing what was erased", &self.place.file))?;
        self.remember(applied.number)?;
        Ok((applied, traces))
    }

    /// The rows whose images must go: those that stand, and those that the history once knew.
    fn fading(&self, scheme: &Scheme, traces: &mut Traces) -> Result<BTreeSet<(Table, i64)>> {
        // twice: what hangs on a pair may stand in the history before the pair itself
        for _ in 0..2 {
            self.each_image(&mut |_, _, record| {
                if let Some(record) = record {
                    traces.learn(&record);
                }
            })?;
        }
        let mut places = BTreeSet::new();
        scheme.tables().each(&mut |table, id, _| {
            let record = scheme.tables().record(table, id);
            if record.is_some_and(|record| traces.are_in(&record)) {
                places.insert((table, id));
            }
        });
        places.extend(traces.concerns().iter().map(|id| (Table::ConcernText, id.0)));
        self.each_image(&mut |table, id, record| {
            // an image of before an upgrade can be read by nobody any more, so nobody misses it
            if record.is_none_or(|record| traces.are_in(&record)) {
                places.insert((table, id));
            }
        })?;
        Ok(places)
    }

    /// Every image of the history with its place; none where it no longer reads as a record.
    fn each_image(&self, visit: &mut dyn FnMut(Table, i64, Option<Record>)) -> Result<()> {
        let fail = |doing| StoreError::sql(doing, &self.place.file);
        let doing = "reading the history";
        let mut statement = self
            .conn
            .prepare_cached(
                "SELECT table_name, row_id, before, after FROM history_row
                 WHERE before IS NOT NULL OR after IS NOT NULL",
            )
            .map_err(fail(doing))?;
        let mut rows = statement.query([]).map_err(fail(doing))?;
        while let Some(row) = rows.next().map_err(fail(doing))? {
            let name: String = row.get(0).map_err(fail(doing))?;
            let Some(table) = Table::named(&name) else { continue };
            let id: i64 = row.get(1).map_err(fail(doing))?;
            for column in [2, 3] {
                let image: Option<String> = row.get(column).map_err(fail(doing))?;
                if let Some(image) = image {
                    visit(table, id, record(table, &image));
                }
            }
        }
        Ok(())
    }

    /// Days on which copies were made elsewhere, and by whom.
    fn copies(&self) -> Result<Vec<(NaiveDate, String)>> {
        let fail = |doing| StoreError::sql(doing, &self.place.file);
        let mut statement = self
            .conn
            .prepare(
                "SELECT day, who FROM history WHERE kind = 'note' AND words = ?1 ORDER BY number",
            )
            .map_err(fail("reading the history"))?;
        let rows = statement
            .query_map([COPIED], |r| Ok((r.get(0)?, r.get(1)?)))
            .map_err(fail("reading the history"))?;
        rows.collect::<rusqlite::Result<Vec<_>>>().map_err(fail("reading the history"))
    }
}

/// Blanks every image of these rows; keys and digests stay, so the chain holds.
fn fade(one: &Transaction<'_>, places: &BTreeSet<(Table, i64)>) -> rusqlite::Result<()> {
    let mut statement = one.prepare(
        "UPDATE history_row SET before = NULL, after = NULL, salt = NULL
         WHERE table_name = ?1 AND row_id = ?2",
    )?;
    for (table, id) in places {
        statement.execute(params![table.name(), id])?;
    }
    Ok(())
}

/// Forgets every begun form, whoever began it, that is about the person or names them.
fn drop_drafts(one: &Transaction<'_>, traces: &Traces) -> rusqlite::Result<()> {
    let mut drafts = one.prepare("SELECT who, key, fields FROM draft")?;
    let kept = drafts.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
    let kept = kept.collect::<rusqlite::Result<Vec<(String, String, String)>>>()?;
    for (who, key, fields) in kept {
        let is_theirs = |text: &str| text.parse::<AnyId>().is_ok_and(|id| traces.has(id));
        let words = |text: &str| text.split(|c: char| !c.is_alphanumeric()).any(is_theirs);
        if words(&key) || words(&fields) || traces.mentioned_in(&fields) {
            one.execute("DELETE FROM draft WHERE who = ?1 AND key = ?2", [who, key])?;
        }
    }
    Ok(())
}

/// Writes the tombstone: a random number, the day, the ground, and the keyed digest of the address.
fn bury(
    one: &Transaction<'_>,
    ground: Ground,
    email: &str,
    day: NaiveDate,
) -> rusqlite::Result<()> {
    let random = |r: &rusqlite::Row<'_>| Ok((r.get::<_, i64>(0)?, r.get::<_, String>(1)?));
    let (id, key) = one.query_row(
        "SELECT abs(random() % 1000000000000) + 1, lower(hex(randomblob(16)))",
        [],
        random,
    )?;
    one.execute(
        "INSERT INTO tombstone (id, erased_on, ground, email_digest) VALUES (?1, ?2, ?3, ?4)",
        params![id, day, ground.code(), Tombstone::digest(&key, email)],
    )?;
    Ok(())
}
