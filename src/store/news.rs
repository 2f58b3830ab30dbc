//! What others have written since: a second program's changes, brought into a snapshot without reading everything again.

use std::time::Duration;

use super::apply::Applied;
use super::backup::last_number;
use super::connect::WRITE_WAIT;
use super::error::{Result, StoreError};
use super::image::record;
use super::open::Store;
use crate::domain::change::{Change, Edit};

/// What happened since a history number.
#[derive(Debug, Clone, PartialEq)]
pub enum News {
    /// Nothing.
    Nothing,
    /// Somebody is writing at this very moment: look again in a moment.
    Busy,
    /// These entries, oldest first: take each into the snapshot with [`Applied::onto`].
    Entries(Vec<Applied>),
    /// Too much, or another file stands in its place: load anew.
    Reload,
}

/// More entries than this are quicker read as a whole.
const MANY: i64 = 500;

impl Store {
    /// Looks for entries after a number. Where nothing was written since the last look this costs
    /// some microseconds; it never waits for another program.
    pub fn since(&self, number: i64) -> Result<News> {
        if !self.place.is_still_there() {
            return Err(StoreError::Moved { file: self.place.file.clone() });
        }
        let fail = |doing| StoreError::sql(doing, &self.place.file);
        self.conn.busy_timeout(Duration::ZERO).map_err(fail("looking for news"))?;
        let news = self.look(number);
        self.conn.busy_timeout(WRITE_WAIT).map_err(fail("looking for news"))?;
        match news {
            Err(StoreError::Busy) => Ok(News::Busy),
            other => other,
        }
    }

    fn look(&self, number: i64) -> Result<News> {
        let fail = |doing| StoreError::sql(doing, &self.place.file);
        let version = self.data_version()?;
        if self.seen.get() == Some((version, number)) {
            return Ok(News::Nothing);
        }
        let one = self.conn.unchecked_transaction().map_err(fail("looking for news"))?;
        one.query_row("SELECT count(*) FROM history WHERE number = ?1", [number], |_| Ok(()))
            .map_err(fail("looking for news"))?;
        let last = last_number(&one);
        if last < number || last - number > MANY {
            return Ok(News::Reload);
        }
        let mut entries = Vec::new();
        for entry in number + 1..=last {
            match self.entry(entry)? {
                Some(change) => entries.push(Applied { number: entry, change }),
                None => return Ok(News::Reload),
            }
        }
        self.seen.set(Some((version, last)));
        Ok(if entries.is_empty() { News::Nothing } else { News::Entries(entries) })
    }

    /// The change of an entry from its images; none if they do not hold all of it.
    fn entry(&self, number: i64) -> Result<Option<Change>> {
        let Some(head) = self.head(number)? else { return Ok(None) };
        let mut edits = Vec::new();
        for row in self.kept_rows(number)? {
            if row.before.is_none() && row.after.is_none() {
                return Ok(None);
            }
            let read = |image: Option<String>| match image {
                Some(image) => record(row.table, &image).map(Some),
                None => Some(None),
            };
            let (Some(before), Some(after)) = (read(row.before), read(row.after)) else {
                return Ok(None);
            };
            edits.push(Edit { before, after });
        }
        Ok(Some(Change { words: head.words, edits }))
    }

    /// Remembers the last number that this store has seen, so that the next look is cheap.
    pub(super) fn remember(&self, number: i64) -> Result<()> {
        self.seen.set(Some((self.data_version()?, number)));
        Ok(())
    }

    /// A number that moves when another connection has written.
    fn data_version(&self) -> Result<i64> {
        self.conn
            .prepare_cached("PRAGMA data_version")
            .and_then(|mut s| s.query_row([], |r| r.get(0)))
            .map_err(StoreError::sql("looking for news", &self.place.file))
    }
}
