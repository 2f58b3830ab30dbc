//! What the desk keeps for itself in the file, outside the history: begun forms, visits, and how sheets were mapped.

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Params, params};

use super::error::{Result, StoreError};
use super::open::Store;

/// A form that was begun and not saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Which form about what.
    pub key: String,
    /// Its fields as the form wrote them.
    pub fields: String,
    /// When it was last kept.
    pub saved: DateTime<Utc>,
}

/// One time that somebody had the scheme open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Who.
    pub who: String,
    /// On which machine.
    pub host: String,
    /// From when.
    pub since: DateTime<Utc>,
    /// Until when.
    pub until: DateTime<Utc>,
    /// The last history number that they had seen when they left.
    pub history: i64,
}

/// Visits kept of each person: the last is asked for, a few more help to see who works when.
const VISITS: i64 = 20;

impl Store {
    /// Keeps a draft, instead of an earlier one of the same person and key.
    pub fn draft_save(&self, who: &str, draft: &Draft) -> Result<()> {
        self.keep(
            "INSERT INTO draft (who, key, fields, saved) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (who, key) DO UPDATE SET fields = excluded.fields, saved = excluded.saved",
            params![who, draft.key, draft.fields, draft.saved],
        )
    }

    /// Forgets a draft; nothing happens if there is none.
    pub fn draft_drop(&self, who: &str, key: &str) -> Result<()> {
        self.keep("DELETE FROM draft WHERE who = ?1 AND key = ?2", [who, key])
    }

    /// A person's drafts, the newest first.
    pub fn drafts(&self, who: &str) -> Result<Vec<Draft>> {
        let fail = |doing| StoreError::sql(doing, &self.place.file);
        let mut statement = self
            .conn
            .prepare_cached(
                "SELECT key, fields, saved FROM draft WHERE who = ?1 ORDER BY saved DESC, key",
            )
            .map_err(fail("reading drafts"))?;
        let rows = statement
            .query_map([who], |r| Ok(Draft { key: r.get(0)?, fields: r.get(1)?, saved: r.get(2)? }))
            .map_err(fail("reading drafts"))?;
        rows.collect::<rusqlite::Result<Vec<_>>>().map_err(fail("reading drafts"))
    }

    /// Keeps a visit that ends.
    pub fn visit_save(&self, visit: &Visit) -> Result<()> {
        self.keep(
            "INSERT INTO visit (who, host, since, until, history) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![visit.who, visit.host, visit.since, visit.until, visit.history],
        )?;
        self.keep(
            "DELETE FROM visit WHERE who = ?1 AND id NOT IN
             (SELECT id FROM visit WHERE who = ?1 ORDER BY id DESC LIMIT ?2)",
            params![visit.who, VISITS],
        )
    }

    /// A person's last visit.
    pub fn visit_last(&self, who: &str) -> Result<Option<Visit>> {
        self.conn
            .query_row(
                "SELECT who, host, since, until, history FROM visit
                 WHERE who = ?1 ORDER BY id DESC LIMIT 1",
                [who],
                |r| {
                    Ok(Visit {
                        who: r.get(0)?,
                        host: r.get(1)?,
                        since: r.get(2)?,
                        until: r.get(3)?,
                        history: r.get(4)?,
                    })
                },
            )
            .optional()
            .map_err(StoreError::sql("reading visits", &self.place.file))
    }

    /// Keeps how a sheet with these headings was mapped.
    pub fn mapping_save(&self, headings: &str, mapping: &str, used: DateTime<Utc>) -> Result<()> {
        self.keep(
            "INSERT INTO import_profile (headings, mapping, used) VALUES (?1, ?2, ?3)
             ON CONFLICT (headings) DO UPDATE SET mapping = excluded.mapping, used = excluded.used",
            params![headings, mapping, used],
        )
    }

    /// Every set of headings with its mapping and when it was used last, the newest first.
    pub fn mappings(&self) -> Result<Vec<(String, String, DateTime<Utc>)>> {
        let fail = |doing| StoreError::sql(doing, &self.place.file);
        let mut statement = self
            .conn
            .prepare_cached("SELECT headings, mapping, used FROM import_profile ORDER BY used DESC")
            .map_err(fail("reading mappings"))?;
        let rows = statement
            .query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
            .map_err(fail("reading mappings"))?;
        rows.collect::<rusqlite::Result<Vec<_>>>().map_err(fail("reading mappings"))
    }

    /// Forgets how a sheet with these headings was mapped; nothing happens if it is not known.
    pub fn mapping_drop(&self, headings: &str) -> Result<()> {
        self.keep("DELETE FROM import_profile WHERE headings = ?1", [headings])
    }

    /// How a sheet with these headings was mapped the last time.
    pub fn mapping(&self, headings: &str) -> Result<Option<String>> {
        self.conn
            .query_row("SELECT mapping FROM import_profile WHERE headings = ?1", [headings], |r| {
                r.get(0)
            })
            .optional()
            .map_err(StoreError::sql("reading mappings", &self.place.file))
    }

    /// One write of the desk's own; a statement alone is a transaction.
    fn keep(&self, sql: &str, params: impl Params) -> Result<()> {
        self.may_write()?;
        if !self.place.is_still_there() {
            return Err(StoreError::Moved { file: self.place.file.clone() });
        }
        self.conn
            .prepare_cached(sql)
            .and_then(|mut s| s.execute(params))
            .map(drop)
            .map_err(StoreError::sql("saving", &self.place.file))
    }
}
