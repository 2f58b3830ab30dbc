//! The scheme's selection criteria as rows for participants: hard rules, soft rules and criteria with their points (M7).

use crate::domain::matching::criteria::CRITERIA;
use crate::domain::matching::objections::RULES;
use crate::domain::settings::{Key, Settings};
use crate::text::days::plural;
use crate::text::inert;

/// What kind of row it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A rule that forbids a pair.
    Hard,
    /// A rule that speaks against a pair and costs points.
    Soft,
    /// What brings points.
    Criterion,
}

/// Every part, in the order in which it is shown.
pub const PARTS: [Part; 3] = [Part::Hard, Part::Soft, Part::Criterion];

/// What is said of sectors, below the rules.
pub const NEVER: &str = "Sector and industry are never a reason to refuse.";

/// One rule or criterion as participants read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Its id.
    pub id: &'static str,
    /// What kind of row it is.
    pub part: Part,
    /// Points at most, below zero for what costs them; none for a hard rule.
    pub points: Option<i64>,
    /// What it says, in whole sentences.
    pub says: String,
    /// The setting that holds the points, if one does.
    pub setting: Option<Key>,
}

impl Part {
    /// Its name in files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Hard => "hard",
            Self::Soft => "soft",
            Self::Criterion => "criterion",
        }
    }

    /// What its rows have in common, in words.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Hard => "Who cannot be a pair",
            Self::Soft => "What speaks against a pair",
            Self::Criterion => "What speaks for a pair",
        }
    }

    /// What follows from its rows, in words.
    pub fn note(self) -> &'static str {
        match self {
            Self::Hard => "only with a reason and a second confirmation, both kept with the pair",
            Self::Soft => "each costs points and is over-ruled with a reason, kept with the pair",
            Self::Criterion => "points are added; who has most is suggested first",
        }
    }
}

impl Published {
    /// Its points where there is little room.
    pub fn shortly(&self) -> String {
        match self.points {
            None => "never".to_owned(),
            Some(points) if points > 0 => format!("up to {points}"),
            Some(points) => points.to_string(),
        }
    }

    /// Its points in words.
    pub fn in_words(&self) -> String {
        match self.points {
            None => "never".to_owned(),
            Some(0) => "not counted".to_owned(),
            Some(points) if points < 0 => format!("costs {}", plural(-points, "point")),
            Some(points) => format!("up to {}", plural(points, "point")),
        }
    }
}

/// The selection criteria under these settings, in the order in which they are shown.
pub fn published(settings: &Settings) -> Vec<Published> {
    let cost = settings.number(Key::WeightSoftRule);
    let rules = RULES.iter().map(|rule| Published {
        id: rule.id,
        part: if rule.hard { Part::Hard } else { Part::Soft },
        points: (!rule.hard).then_some(-cost),
        says: rule.says.to_owned(),
        setting: (!rule.hard).then_some(Key::WeightSoftRule),
    });
    let criteria = CRITERIA.iter().map(|criterion| {
        let mut row = Published {
            id: criterion.id,
            part: Part::Criterion,
            points: Some(settings.number(criterion.weight)),
            says: criterion.says.to_owned(),
            setting: Some(criterion.weight),
        };
        if criterion.weight == Key::WeightExtra {
            let fields = settings.text(Key::MatchExtraFields);
            if fields.is_empty() {
                row.points = Some(0);
                row.says.push_str(" None is chosen.");
            } else {
                row.says = format!("{} Chosen: {}.", row.says, inert(fields));
            }
        }
        row
    });
    rules.chain(criteria).collect()
}
