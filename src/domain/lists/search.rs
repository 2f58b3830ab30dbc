//! Search over people, requests and pairs (P5): which records hold all the words, and where.

use chrono::NaiveDate;

use crate::domain::ids::AnyId;
use crate::domain::lists::{List, Show, View};
use crate::domain::scheme::Scheme;
use crate::text::fold;

/// A record that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The record.
    pub id: AnyId,
    /// What it is called.
    pub title: String,
    /// Where the words stand besides the title: label and value as shown.
    pub found: Vec<(&'static str, String)>,
}

/// The lists that are searched, in the order of the hits.
const SEARCHED: &[List] = &[List::People, List::Requests, List::Pairs];

/// The records in which each word of `text` is found; those with all words in their title first.
/// Accents and case do not matter; an empty text finds nothing.
pub fn search(scheme: &Scheme, text: &str, on: NaiveDate) -> Vec<Hit> {
    let wanted = fold(text);
    let words: Vec<_> = wanted.split(' ').filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let mut hits = Vec::new();
    for list in SEARCHED {
        let columns = list.columns();
        for id in list.rows(scheme, on) {
            let view = View::new(scheme, on, id);
            let title = scheme.title(id);
            let mut missing: Vec<_> = words.clone();
            let in_title = fold(&format!("{id} {title}"));
            missing.retain(|word| !in_title.contains(word));
            let by_title = missing.is_empty();
            let mut found = Vec::new();
            for column in columns.iter().filter(|column| column.show != Show::File) {
                let shown = column.cell(&view).shown(on);
                let folded = fold(&shown);
                let before = missing.len();
                missing.retain(|word| !folded.contains(word));
                if missing.len() < before {
                    found.push((column.label, shown));
                }
            }
            if missing.is_empty() {
                hits.push((!by_title, Hit { id, title, found }));
            }
        }
    }
    hits.sort_by_key(|(by_content, _)| *by_content);
    hits.into_iter().map(|(_, hit)| hit).collect()
}
