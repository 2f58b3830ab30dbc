//! One search over people, requests and pairs (P5): hits with what they are called and where the words stand.

use crate::domain::ids::AnyId;
use crate::domain::scheme::Scheme;
use crate::domain::search::{Finder, Hit as Found};

/// A record that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The record.
    pub id: AnyId,
    /// What it is called.
    pub title: String,
    /// Labels of the fields in which the words stand.
    pub found: Vec<&'static str>,
}

/// The people, then requests, then pairs in which each word of `text` is found, each best first.
/// Accents and case do not matter; an empty text finds nothing.
pub fn search(scheme: &Scheme, text: &str) -> Vec<Hit> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    let finder = Finder::new(scheme);
    let people = finder.people(text).into_iter().map(|hit| called(scheme, hit));
    let requests = finder.requests(text).into_iter().map(|hit| called(scheme, hit));
    let pairs = finder.pairs(text).into_iter().map(|hit| called(scheme, hit));
    people.chain(requests).chain(pairs).collect()
}

fn called(scheme: &Scheme, hit: Found<impl Into<AnyId>>) -> Hit {
    let id = hit.id.into();
    Hit { id, title: scheme.title(id), found: hit.found_in }
}
