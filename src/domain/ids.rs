//! Ids of records: a number in the store, shown with the letter of their kind (`P12`, `R42`).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A typed id: the primary key of a table.
pub trait Id: Copy + Ord + fmt::Debug + 'static {
    /// Wraps a primary key.
    fn from_raw(raw: i64) -> Self;
    /// The primary key.
    fn raw(self) -> i64;
}

/// Ids; those of one letter are shown to people and are one of [`AnyId`], those of two letters
/// stay inside.
macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident $letter:literal;)+) => {
        $(
            $(#[$meta])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
            #[serde(transparent)]
            pub struct $name(pub i64);

            impl Id for $name {
                fn from_raw(raw: i64) -> Self {
                    Self(raw)
                }
                fn raw(self) -> i64 {
                    self.0
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.pad(&format!("{}{}", $letter, self.0))
                }
            }

            impl FromStr for $name {
                type Err = NotAnId;
                fn from_str(text: &str) -> Result<Self, NotAnId> {
                    parse(text, $letter).map(Self).ok_or_else(|| NotAnId {
                        given: text.chars().take(40).collect(),
                        example: concat!($letter, "12"),
                    })
                }
            }
        )+
    };
}

/// The ids that people see, as one of [`AnyId`].
macro_rules! shown {
    ($($name:ident $letter:literal;)+) => {
        $(impl From<$name> for AnyId {
            fn from(id: $name) -> Self {
                Self { letter: $letter, number: id.0 }
            }
        })+
    };
}

/// A text that is no id of the kind asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{given}' is not an id: write it like {example}")]
pub struct NotAnId {
    /// What was given, cut to 40 characters.
    pub given: String,
    /// How such an id looks.
    pub example: &'static str,
}

/// An id of any kind: its letter and number (`show P12`, history rows, Today's subjects).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnyId {
    /// The letter of the kind, upper case.
    pub letter: char,
    /// The primary key.
    pub number: i64,
}

impl fmt::Display for AnyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}{}", self.letter, self.number))
    }
}

impl FromStr for AnyId {
    type Err = NotAnId;
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let wrong = || NotAnId { given: text.chars().take(40).collect(), example: "P12" };
        let letter = text.trim().chars().next().filter(char::is_ascii_alphabetic);
        let letter = letter.ok_or_else(wrong)?.to_ascii_uppercase();
        let number = parse(text, &letter.to_string()).ok_or_else(wrong)?;
        Ok(Self { letter, number })
    }
}

/// The number behind `letter` (either case), if it is one of 1 and above.
fn parse(text: &str, letter: &str) -> Option<i64> {
    let text = text.trim();
    let digits = text.strip_prefix(letter).or_else(|| text.strip_prefix(&letter.to_lowercase()))?;
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten().filter(|number| *number > 0)
}

ids! {
    /// A person: mentor, mentee, line manager or sponsor.
    PersonId "P";
    /// A request of a mentee.
    RequestId "R";
    /// An offer of a request to one mentor.
    OfferId "OF";
    /// A reminder or holding answer.
    ReminderId "RE";
    /// A pair (match).
    PairId "M";
    /// A meeting (session) of a pair.
    MeetingId "S";
    /// A review of a pair.
    ReviewId "V";
    /// A topic of the scheme's list.
    TopicId "TO";
    /// A topic that a person offers or wants.
    PersonTopicId "PT";
    /// A mentor whom a mentee prefers, or anyone to avoid.
    PreferenceId "PF";
    /// Who manages a person.
    LineId "LM";
    /// A time in which a mentor is hidden.
    AbsenceId "AB";
    /// A value of an imported column that fits no field.
    ExtraFieldId "XF";
    /// A status of a person or pair from a day on.
    PhaseId "PH";
    /// A snoozed item of Today.
    SnoozeId "SN";
    /// A setting that differs from its default.
    SettingId "ST";
    /// A goal of a pair.
    GoalId "G";
    /// A milestone of a goal.
    MilestoneId "L";
    /// A success story of a pair.
    StoryId "Y";
    /// A mentor who stands in for a time.
    SubstituteId "U";
    /// A support contact.
    ContactId "K";
    /// A concern.
    ConcernId "C";
    /// An event.
    EventId "E";
    /// Who was invited to an event and who came.
    AttendanceId "A";
    /// A campaign of publicity.
    CampaignId "J";
    /// A line of the budget.
    BudgetLineId "B";
    /// Hours of the coordinator.
    HoursId "H";
    /// A commitment of a senior manager.
    CommitmentId "W";
    /// An entry of the scheme's log.
    LogEntryId "N";
    /// A service or resource of the directory.
    ServiceId "I";
    /// A draft of matching.
    MatchDraftId "D";
    /// A cell of a draft of matching.
    DraftCellId "DC";
    /// A number of a summary as it was reported.
    FrozenFigureId "FF";
}

shown! {
    PersonId 'P';
    RequestId 'R';
    PairId 'M';
    MeetingId 'S';
    ReviewId 'V';
    GoalId 'G';
    MilestoneId 'L';
    StoryId 'Y';
    SubstituteId 'U';
    ContactId 'K';
    ConcernId 'C';
    EventId 'E';
    AttendanceId 'A';
    CampaignId 'J';
    BudgetLineId 'B';
    HoursId 'H';
    CommitmentId 'W';
    LogEntryId 'N';
    ServiceId 'I';
    MatchDraftId 'D';
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_in_either_case_and_shown_with_their_letter() {
        assert_eq!("P12".parse(), Ok(PersonId(12)));
        assert_eq!(" r42".parse(), Ok(RequestId(42)));
        assert_eq!(PairId(17).to_string(), "M17");
        assert_eq!("m17".parse::<AnyId>().map(|id| id.to_string()), Ok("M17".into()));
        assert!("12".parse::<AnyId>().is_err());
    }

    #[test]
    fn what_is_no_id_says_how_one_looks() {
        for wrong in ["", "P", "P0", "P-1", "P1x", "R1", "12", "P99999999999999999999"] {
            let error = wrong.parse::<PersonId>().unwrap_err();
            assert!(error.to_string().contains("P12"), "{wrong}");
        }
    }
}
