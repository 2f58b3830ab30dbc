//! Proving the history: that nobody has changed, added or taken out a line behind Matchbook's back.

use rusqlite::Row;

use super::apply::Line;
use super::error::{Result, StoreError};
use super::image::row_digest;
use super::open::Store;

impl Store {
    /// Where the chain of the history is broken, a line each.
    pub(super) fn broken_links(&self) -> Result<Vec<String>> {
        let fail = |doing| StoreError::sql(doing, &self.place.file);
        let doing = "checking the history";
        let mut statement = self
            .conn
            .prepare(
                "SELECT number, kind, undoes, at, day, who, host, words, chain
                 FROM history ORDER BY number",
            )
            .map_err(fail(doing))?;
        let mut rows = statement.query([]).map_err(fail(doing))?;
        let mut broken = Vec::new();
        let mut previous: Option<String> = None;
        let mut expected = 1;
        while let Some(row) = rows.next().map_err(fail(doing))? {
            let (mut line, chain) = read_line(row).map_err(fail(doing))?;
            if line.number != expected {
                broken.push(format!("entry {expected} of the history is missing"));
            }
            expected = line.number + 1;
            line.digests = self.digests(line.number, &mut broken)?;
            if line.chain(previous.as_deref()) != chain {
                broken.push(format!("entry {} of the history was changed afterwards", line.number));
            }
            previous = Some(chain);
        }
        Ok(broken)
    }

    /// The digests of an entry's rows; where the images are there, they must give the digest.
    fn digests(&self, number: i64, broken: &mut Vec<String>) -> Result<Vec<String>> {
        let mut digests = Vec::new();
        for row in self.kept_rows(number)? {
            let whole = row.before.is_some() || row.after.is_some();
            if let Some(salt) = row.salt.as_deref().filter(|_| whole) {
                let (before, after) = (row.before.as_deref(), row.after.as_deref());
                if row_digest(salt, row.table.name(), row.id, before, after) != row.digest {
                    let table = row.table.name();
                    broken.push(format!(
                        "what entry {number} keeps of {table} {} was changed afterwards",
                        row.id
                    ));
                }
            }
            digests.push(row.digest);
        }
        Ok(digests)
    }
}

fn read_line(row: &Row<'_>) -> rusqlite::Result<(Line, String)> {
    let line = Line {
        number: row.get(0)?,
        kind: row.get(1)?,
        undoes: row.get(2)?,
        at: row.get(3)?,
        day: row.get(4)?,
        who: row.get(5)?,
        host: row.get(6)?,
        words: row.get(7)?,
        digests: Vec::new(),
    };
    Ok((line, row.get(8)?))
}
