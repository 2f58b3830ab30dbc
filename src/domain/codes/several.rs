//! Several values of a closed list, as they are stored and exchanged.

use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::codes::{Code, NotACode};

/// Several values of a closed list, in the order in which they were given; stored as `a,b`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Several<T>(pub Vec<T>);

impl<T> Default for Several<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Code> Several<T> {
    /// Whether the value is among them.
    pub fn has(&self, value: T) -> bool {
        self.0.contains(&value)
    }

    /// The codes with `separator` between them.
    pub fn codes(&self, separator: &str) -> String {
        self.0.iter().map(|value| value.code()).collect::<Vec<_>>().join(separator)
    }

    /// The labels with commas between them.
    pub fn labels(&self) -> String {
        self.0.iter().map(|value| value.label()).collect::<Vec<_>>().join(", ")
    }
}

impl<T: Code> FromStr for Several<T> {
    type Err = NotACode;
    /// Reads codes separated by commas or semicolons; a value twice counts once.
    fn from_str(text: &str) -> Result<Self, NotACode> {
        let mut several = Vec::new();
        for part in text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
            let value = T::from_code(part).ok_or_else(|| NotACode::of::<T>(part))?;
            if !several.contains(&value) {
                several.push(value);
            }
        }
        Ok(Self(several))
    }
}

impl<T: Code> Serialize for Several<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.codes(","))
    }
}

impl<'de, T: Code> Deserialize<'de> for Several<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
