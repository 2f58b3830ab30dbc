//! One record that a picker offers, and which of many fit what is typed.

use std::cmp::Reverse;
use std::fmt;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::text::fold;

/// One record that may be offered.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct PickOption {
    /// What is stored and returned.
    pub id: String,
    /// Its name.
    pub label: String,
    /// What helps to choose: free places, shared topics.
    pub detail: String,
    /// What speaks against it although it can be chosen.
    pub warning: Option<String>,
    /// Why it cannot be chosen; `None`: it can.
    pub refused: Option<String>,
    key: String,
}

impl fmt::Debug for PickOption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PickOption({})", self.id)
    }
}

impl PickOption {
    /// An option that can be chosen.
    pub fn new(id: impl Into<String>, label: impl Into<String>, detail: impl Into<String>) -> Self {
        let (label, detail) = (label.into(), detail.into());
        let key = fold(&format!("{label} {detail}"));
        Self { id: id.into(), label, detail, key, ..Self::default() }
    }

    /// The same, with what speaks against it; an empty text is nothing.
    #[must_use]
    pub fn warned(mut self, why: impl Into<String>) -> Self {
        let why = why.into();
        self.warning = (!why.is_empty()).then_some(why);
        self
    }

    /// The same, with a reason why it cannot be chosen.
    #[must_use]
    pub fn refused(mut self, why: impl Into<String>) -> Self {
        self.refused = Some(why.into());
        self
    }

    /// Whether its name begins with what is typed (folded).
    pub(super) fn begins(&self, query: &str) -> bool {
        fold(&self.label).starts_with(query)
    }

    /// Whether each word typed begins a word of its name.
    pub(super) fn is_called(&self, query: &str) -> bool {
        let name = fold(&self.label);
        query.split(' ').all(|typed| name.split(' ').any(|word| word.starts_with(typed)))
    }
}

/// Indexes of the options that fit what is typed (folded), best first; the order of the options
/// decides between equals, and what cannot be chosen comes last.
pub(super) fn best(options: &[PickOption], query: &str) -> Vec<usize> {
    if query.is_empty() {
        return (0..options.len()).collect();
    }
    // letters strewn over name and details would choose somebody whom nobody meant
    let kind = AtomKind::Substring;
    let pattern = Pattern::new(query, CaseMatching::Ignore, Normalization::Never, kind);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut letters = Vec::new();
    let mut fits: Vec<(bool, Reverse<u32>, usize)> = options
        .iter()
        .enumerate()
        .filter_map(|(at, option)| {
            let score = pattern.score(Utf32Str::new(&option.key, &mut letters), &mut matcher)?;
            Some((option.refused.is_some(), Reverse(score), at))
        })
        .collect();
    fits.sort();
    fits.into_iter().map(|(_, _, at)| at).collect()
}
