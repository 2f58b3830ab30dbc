//! Lists, records and search results as JSON with exact values, keys in the order of the columns.

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use crate::domain::lists::{Cell, Column, Hit, Sheet, SheetRow};

/// A list: an array of records under the import names; what is missing is null.
pub fn list(sheet: &Sheet) -> String {
    pretty(&Rows(sheet))
}

/// The one record of a sheet; null if there is none.
pub fn record(sheet: &Sheet) -> String {
    pretty(&sheet.rows.first().map(|row| Fields(&sheet.columns, row)))
}

/// What a search found.
pub fn hits(hits: &[Hit]) -> String {
    pretty(&hits.iter().map(Found).collect::<Vec<_>>())
}

/// Indented JSON with a line end. Control characters beyond ASCII are escaped too, so that no
/// terminal obeys them; the value stays exact.
pub(super) fn pretty(value: &impl Serialize) -> String {
    // values are texts, numbers and maps with text keys: there is nothing that could fail
    let plain = serde_json::to_string_pretty(value).unwrap_or_default();
    let mut json = String::with_capacity(plain.len() + 1);
    for character in plain.chars() {
        if matches!(character, '\u{7f}'..='\u{9f}') {
            json.push_str("\\u00");
            json.extend(character.escape_unicode().filter(char::is_ascii_hexdigit));
        } else {
            json.push(character);
        }
    }
    json.push('\n');
    json
}

struct Rows<'a>(&'a Sheet);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(Some(self.0.rows.len()))?;
        for row in &self.0.rows {
            rows.serialize_element(&Fields(&self.0.columns, row))?;
        }
        rows.end()
    }
}

struct Fields<'a>(&'a [Column], &'a SheetRow);

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (column, cell) in self.0.iter().zip(&self.1.cells) {
            if column.id == "extra" {
                map.serialize_entry(column.id, &Extra(cell))?;
            } else {
                map.serialize_entry(column.id, &Value(cell))?;
            }
        }
        map.end()
    }
}

struct Value<'a>(&'a Cell);

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_empty() {
            return serializer.serialize_none();
        }
        match self.0 {
            Cell::Number(number) | Cell::Minutes(number) => serializer.serialize_i64(*number),
            Cell::YesNo(yes) => serializer.serialize_bool(*yes),
            Cell::Empty
            | Cell::Money(_)
            | Cell::Text(_)
            | Cell::Code(..)
            | Cell::Day(_)
            | Cell::Id(_)
            | Cell::Extra(_) => serializer.serialize_str(&self.0.exact()),
        }
    }
}

/// Extra fields: an object, empty where there are none. The same heading twice keeps both values
/// in one text.
struct Extra<'a>(&'a Cell);

impl Serialize for Extra<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields: Vec<(&str, String)> = Vec::new();
        if let Cell::Extra(all) = self.0 {
            for (heading, value) in all {
                match fields.iter_mut().find(|(known, _)| *known == heading.exact()) {
                    Some((_, values)) => {
                        values.push_str("; ");
                        values.push_str(value.exact());
                    }
                    None => fields.push((heading.exact(), value.exact().to_owned())),
                }
            }
        }
        let mut map = serializer.serialize_map(Some(fields.len()))?;
        for (heading, value) in &fields {
            map.serialize_entry(heading, value)?;
        }
        map.end()
    }
}

struct Found<'a>(&'a Hit);

impl Serialize for Found<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("id", &self.0.id.to_string())?;
        map.serialize_entry("title", &self.0.title)?;
        map.serialize_entry("found", &self.0.found)?;
        map.end()
    }
}
