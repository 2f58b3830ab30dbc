//! Closed lists about goals, care and the scheme itself: contacts, concerns, events, campaigns, hours, the log.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::domain::codes::{Code, NotACode};

codes! {
    /// What a draft of matching is best at (M4).
    MatchAim {
        Total = "total" "best total",
        Most = "most" "most mentees matched",
        Fair = "fair" "nobody badly off",
    }
    /// What a cell of a draft of matching is (M4).
    CellKind {
        Pair = "pair" "pair",
        Lock = "lock" "locked pair",
        Forbid = "forbid" "forbidden",
        Out = "out" "left out",
    }
    /// What a frozen number is of the summary (U4).
    FrozenPart {
        Figure = "figure" "figure",
        Breakdown = "breakdown" "cell of a breakdown",
        Trend = "trend" "month of a trend",
        Sentence = "sentence" "sentence",
    }
    /// How a goal stands (R2).
    GoalStatus {
        Open = "open" "open",
        Met = "met" "met",
        PartlyMet = "partly-met" "partly met",
        NotMet = "not-met" "not met",
    }
    /// What a support contact was for (V4).
    ContactPurpose {
        CheckIn = "check-in" "check-in",
        Welcome = "welcome" "welcome",
        Chase = "chase" "chasing",
        Review = "review" "review",
        ReadyEar = "ready-ear" "ready ear",
        Concern = "concern" "concern",
        Other = "other" "other",
    }
    /// What came of a support contact (V4).
    ContactOutcome {
        Well = "well" "all is well",
        FollowUp = "follow-up" "to be followed up",
        Message = "message" "left a message",
        NoAnswer = "no-answer" "no answer",
        Referred = "referred" "pointed to a service",
    }
    /// What a concern is about (V5).
    ConcernCategory {
        Conduct = "conduct" "conduct",
        Harassment = "harassment" "harassment or bullying",
        Safety = "health-and-safety" "health and safety",
        Wellbeing = "wellbeing" "wellbeing",
        Confidentiality = "confidentiality" "confidentiality",
        Other = "other" "other",
    }
    /// How much a concern presses (V5).
    Priority {
        Routine = "routine" "routine",
        Immediate = "immediate" "immediate",
    }
    /// How a concern stands (V5).
    ConcernStatus {
        Open = "open" "open",
        Referred = "referred" "referred",
        Closed = "closed" "closed",
    }
    /// Kind of an event (S1).
    EventKind {
        Briefing = "briefing" "briefing",
        Induction = "induction" "induction",
        Training = "training" "mentor training",
        DropIn = "drop-in" "drop-in",
        Other = "other" "other",
    }
    /// How a campaign reaches people (S2).
    CampaignChannel {
        Newsletter = "newsletter" "newsletter",
        Email = "email" "e-mail",
        Website = "website" "website",
        SocialMedia = "social-media" "social media",
        Poster = "poster" "poster",
        Talk = "talk" "talk or stall",
        Other = "other" "other",
    }
    /// What the coordinator's hours went into (S3).
    HoursTask {
        Support = "support" "support of pairs",
        Matching = "matching" "matching",
        Reviews = "reviews" "reviews",
        Events = "events" "events",
        Publicity = "publicity" "publicity",
        Administration = "administration" "administration",
        Other = "other" "other",
    }
    /// What an entry of the scheme's log is (S4).
    LogKind {
        Note = "note" "note",
        Decision = "decision" "decision",
        Benchmark = "benchmark" "benchmark",
        Story = "story" "story",
    }
    /// Kind of a service or resource (S7).
    ServiceKind {
        Mediation = "mediation" "mediation",
        OccupationalHealth = "occupational-health" "occupational health",
        Counselling = "counselling" "counselling",
        Equality = "equality" "equality and diversity",
        Careers = "careers" "careers",
        Reading = "reading" "reading",
        Other = "other" "other",
    }
}
