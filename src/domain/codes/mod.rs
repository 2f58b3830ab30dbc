//! Closed lists of words: each an enum with the code that is stored and exchanged and the label that is shown; long because every word that is typed, stored or shown is looked for here.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An enum with a code (kebab case, stored, in JSON and on the command line) and a label (shown).
pub trait Code: Copy + Eq + Ord + fmt::Debug + 'static {
    /// Every value, in the order in which they are offered.
    const ALL: &'static [Self];
    /// The code.
    fn code(self) -> &'static str;
    /// The label.
    fn label(self) -> &'static str;
    /// The value with this code.
    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.code() == code)
    }
}

/// A text that is none of a list's codes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{given}' is none of: {known}")]
pub struct NotACode {
    /// What was given, cut to 40 characters.
    pub given: String,
    /// The codes, separated by commas.
    pub known: String,
}

impl NotACode {
    /// The refusal for a value of the list `T`.
    pub fn of<T: Code>(given: &str) -> Self {
        Self::among(T::ALL, given)
    }

    /// The refusal for a value where only some of a list may stand.
    pub fn among<T: Code>(allowed: &[T], given: &str) -> Self {
        let known: Vec<_> = allowed.iter().map(|value| value.code()).collect();
        Self { given: given.chars().take(40).collect(), known: known.join(", ") }
    }
}

macro_rules! codes {
    ($($(#[$meta:meta])* $name:ident { $($variant:ident = $code:literal $label:literal,)+ })+) => {
        $(
            $(#[$meta])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
            pub enum $name {
                $(
                    #[doc = $label]
                    #[serde(rename = $code)]
                    $variant,
                )+
            }

            impl Code for $name {
                const ALL: &'static [Self] = &[$(Self::$variant),+];
                fn code(self) -> &'static str {
                    match self { $(Self::$variant => $code),+ }
                }
                fn label(self) -> &'static str {
                    match self { $(Self::$variant => $label),+ }
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.pad(self.label())
                }
            }

            impl FromStr for $name {
                type Err = NotACode;
                fn from_str(text: &str) -> Result<Self, NotACode> {
                    Self::from_code(text.trim()).ok_or_else(|| NotACode::of::<Self>(text))
                }
            }
        )+
    };
}

pub(crate) use codes;

mod scheme;
mod several;

pub use scheme::*;
pub use several::Several;

codes! {
    /// Kind of a request (Q1).
    RequestKind {
        Mentoring = "mentoring" "mentoring",
        Help = "help" "help, one chat",
    }
    /// How an offer was answered (Q3).
    Answer {
        Accepted = "accepted" "accepted",
        Declined = "declined" "declined",
        Reassigned = "reassigned" "offered elsewhere",
        Withdrawn = "withdrawn" "withdrawn by the mentee",
        Lapsed = "lapsed" "lapsed",
    }
    /// How a request ended (Q3).
    Ending {
        Accepted = "accepted" "accepted",
        Withdrawn = "withdrawn" "withdrawn by the mentee",
        Lapsed = "lapsed" "lapsed",
    }
    /// Why a mentor declined (Q3).
    DeclineReason {
        NoTime = "no-time" "no time",
        Full = "full" "full",
        NotMyExpertise = "not-my-expertise" "not my expertise",
        ConflictOfInterest = "conflict-of-interest" "conflict of interest",
        SomeoneElse = "someone-else" "someone else is better",
        Other = "other" "other",
    }
    /// What was recorded about an unanswered offer (Q3, Q5).
    ReminderKind {
        Reminder = "reminder" "reminded",
        NeedsTime = "needs-time" "needs more time",
        NeedsInformation = "needs-information" "needs more information",
    }
    /// By which way someone was reached.
    Channel {
        Email = "email" "e-mail",
        Phone = "phone" "phone",
        Chat = "chat" "chat",
        InPerson = "in-person" "in person",
        Letter = "letter" "letter",
        Other = "other" "other",
    }
    /// Where a pair comes from (R1, M6).
    Origin {
        Request = "request" "request",
        Coordinator = "coordinator" "coordinator",
        SelfFound = "self-found" "found each other",
        Imported = "imported" "imported",
    }
    /// Kind of a pair (R1).
    PairKind {
        OneOff = "one-off" "one-off",
        Tactical = "tactical" "tactical",
        Strategic = "strategic" "strategic",
    }
    /// Status of a pair or a person from a day on (R1, P1); which of them a subject may have,
    /// [`Status::fits`] says.
    Status {
        Applied = "applied" "applied",
        Approved = "approved" "approved",
        Active = "active" "active",
        Paused = "paused" "paused",
        Withdrawn = "withdrawn" "withdrawn",
        Left = "left" "left",
        Provisional = "provisional" "provisional",
        OnHold = "on-hold" "on hold",
        WindingDown = "winding-down" "winding down",
        Closed = "closed" "closed",
    }
    /// What a phase or an extra field belongs to.
    Subject {
        Person = "person" "person",
        Pair = "pair" "pair",
        Request = "request" "request",
        Meeting = "meeting" "meeting",
    }
    /// How often a pair agreed to meet (R2).
    Frequency {
        Weekly = "weekly" "weekly",
        Fortnightly = "fortnightly" "fortnightly",
        Monthly = "monthly" "monthly",
        SixWeekly = "six-weekly" "every six weeks",
        AsNeeded = "as-needed" "as needed",
    }
    /// How people meet (R2).
    Format {
        Video = "video" "video call",
        Phone = "phone" "phone",
        InPerson = "in-person" "in person",
        Email = "email" "e-mail",
        Chat = "chat" "live chat",
    }
    /// Status of a meeting (R3).
    MeetingStatus {
        Planned = "planned" "planned",
        Held = "held" "held",
        Cancelled = "cancelled" "cancelled",
        Postponed = "postponed" "postponed",
        NoShow = "no-show" "no-show",
    }
    /// Who did something: a side of the pair, both, or the coordinator.
    Party {
        Mentor = "mentor" "mentor",
        Mentee = "mentee" "mentee",
        Both = "both" "both",
        Coordinator = "coordinator" "coordinator",
        LineManager = "line-manager" "change of line manager",
    }
    /// Kind of a review (V1).
    ReviewKind {
        FirstCheckIn = "first-check-in" "first check-in",
        MidTerm = "mid-term" "mid-term",
        EndOfTerm = "end-of-term" "end of term",
        Extra = "extra" "extra",
    }
    /// How a side sees the match (R6, V2).
    Fit {
        Good = "good" "good",
        Deciding = "deciding" "still deciding",
        NotAFit = "not-a-fit" "not a fit",
    }
    /// What a review decided (V2).
    Outcome {
        Continue = "continue" "continue",
        ContinueChanged = "continue-changed" "continue with changes",
        PhaseOut = "phase-out" "phase out",
        End = "end" "end",
    }
    /// How far goals were met (V2, V3).
    GoalsMet {
        Fully = "fully" "fully",
        Mostly = "mostly" "mostly",
        Partly = "partly" "partly",
        No = "no" "not met",
    }
    /// Why a pair ended (V3; list of the products reference, section 6).
    CloseReason {
        TermCompleted = "term-completed" "completed the term",
        GoalsMet = "goals-met" "goals met",
        LostMomentum = "lost-momentum" "lost momentum",
        Time = "time" "time or workload",
        Cancelling = "cancelling" "repeated cancelling",
        NotAFit = "not-a-fit" "not a fit",
        ChangedJob = "changed-job" "changed job or left",
        LineManaged = "line-managed" "became line-managed",
        Leave = "leave" "leave or illness",
        Concern = "concern" "a concern",
        MenteeWithdrew = "mentee-withdrew" "mentee withdrew",
        MentorWithdrew = "mentor-withdrew" "mentor withdrew",
        Unreachable = "unreachable" "unreachable",
    }
    /// On which side of a topic a person stands (P2, P3).
    TopicSide {
        Offered = "offered" "offers",
        Wanted = "wanted" "wants",
    }
    /// A wish about another person (P3).
    PreferenceKind {
        Prefers = "prefers" "would like",
        Avoids = "avoids" "would rather not",
    }
}

impl Status {
    /// Statuses of a person, in the order of a life in the scheme (P1).
    pub const OF_PERSON: &'static [Self] =
        &[Self::Applied, Self::Approved, Self::Active, Self::Paused, Self::Withdrawn, Self::Left];
    /// Statuses of a pair (R1).
    pub const OF_PAIR: &'static [Self] =
        &[Self::Provisional, Self::Active, Self::OnHold, Self::WindingDown, Self::Closed];

    /// Whether a subject of this kind may have the status.
    pub fn fits(self, subject: Subject) -> bool {
        match subject {
            Subject::Person => Self::OF_PERSON.contains(&self),
            Subject::Pair => Self::OF_PAIR.contains(&self),
            Subject::Request | Subject::Meeting => false,
        }
    }
}

impl MeetingStatus {
    /// Whether the meeting did not take place although it was planned: cancelled, postponed or not
    /// shown up to (R5).
    pub fn is_missed(self) -> bool {
        match self {
            Self::Cancelled | Self::Postponed | Self::NoShow => true,
            Self::Planned | Self::Held => false,
        }
    }
}

impl Frequency {
    /// The agreed interval in days; none for "as needed" (R2).
    pub fn days(self) -> Option<i64> {
        match self {
            Self::Weekly => Some(7),
            Self::Fortnightly => Some(14),
            Self::Monthly => Some(30),
            Self::SixWeekly => Some(42),
            Self::AsNeeded => None,
        }
    }
}
