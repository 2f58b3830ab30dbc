//! Overrides: rules that were over-ruled, each with the reason that was given (M3).

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::text::Text;

/// Rule ids with the reason for over-ruling each; kept with a pair or an offer (M3).
///
/// Stored as one line a rule, `full=sabbatical cover`, so that the database can see which rule
/// was over-ruled; line ends in a reason become spaces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overrides(BTreeMap<String, Text>);

impl Overrides {
    /// What an import brings in against a rule gets this reason (M3).
    pub const AS_IN_SHEET: &'static str = "as in the sheet";

    /// Adds or replaces the reason for a rule.
    pub fn set(&mut self, rule: &str, reason: &Text) {
        let line: String = reason.exact().split(['\n', '\r']).collect::<Vec<_>>().join(" ");
        self.0.insert(rule.to_owned(), Text::new(line.trim()));
    }

    /// The reason for over-ruling a rule.
    pub fn reason(&self, rule: &str) -> Option<&Text> {
        self.0.get(rule)
    }

    /// Whether nothing was over-ruled.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Rule ids and reasons, by rule.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Text)> {
        self.0.iter().map(|(rule, reason)| (rule.as_str(), reason))
    }
}

impl Serialize for Overrides {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let lines: Vec<_> =
            self.0.iter().map(|(rule, reason)| format!("{rule}={}", reason.exact())).collect();
        serializer.serialize_str(&lines.join("\n"))
    }
}

impl<'de> Deserialize<'de> for Overrides {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let mut rules = BTreeMap::new();
        for line in text.lines() {
            let (rule, reason) = line
                .split_once('=')
                .ok_or_else(|| serde::de::Error::custom("an override without its reason"))?;
            rules.insert(rule.to_owned(), Text::from(reason));
        }
        Ok(Self(rules))
    }
}
