//! Settings: one table of every limit and default, with its range, meaning and source (S5).

mod kind;

use std::collections::BTreeMap;

use chrono_tz::Tz;

use crate::domain::field::{FieldError, cut, read_amount, read_number};
use crate::domain::letters::{LetterKind, is_address};
use crate::domain::records::SettingRow;
use crate::text::money::{plain_money, read_money};

pub use kind::SettingKind;

/// One setting of the scheme.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// Which one.
    pub key: Key,
    /// Its name in the store and on the command line.
    pub id: &'static str,
    /// What may stand in it.
    pub kind: SettingKind,
    /// The default, in canonical text.
    pub default: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// The requirement or publication that the default comes from.
    pub source: &'static str,
}

macro_rules! settings {
    ($($key:ident $id:literal $kind:expr, $default:expr, $meaning:literal, $source:literal;)+) => {
        /// The key of a setting.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Key {
            $(#[doc = $meaning] $key,)+
        }

        /// Every setting, in the order in which they are shown.
        pub const SETTINGS: &[Setting] = &[$(Setting {
            key: Key::$key,
            id: $id,
            kind: $kind,
            default: $default,
            meaning: $meaning,
            source: $source,
        }),+];
    };
}

use SettingKind::{
    Address, Count, Days, Letter, Line, Lines, Money, Months, Note, Percent, Word, YesNo, Zone,
};

settings! {
    Name "name" Line, "Mentoring scheme", "Name of the scheme", "S5";
    Weekday "weekday" Word(&["mon", "tue", "wed", "thu", "fri", "sat", "sun"]), "tue",
        "Weekday of the coordinator: the forecast looks to the next one", "S5";
    DateOrder "date-order" Word(&["dmy", "mdy", "ymd"]), "dmy", "Order in which days are typed", "I2";
    TimeZone "time-zone" Zone, "",
        "Time zone of the times of events; with none a calendar shows them by its own clock", "S1, I3";
    AnswerDays "answer-days" Days(1, 365), "10",
        "Days that a mentor has to answer; overdue from the day after", "Q2, Crossing Thresholds";
    AnswerNoticeDays "answer-notice-days" Days(0, 90), "2",
        "Days before that limit from which a request is due soon", "rule request-due";
    CourtesyRedDays "courtesy-red-days" Days(0, 365), "7",
        "Days after a decline after which a missing courtesy message is red", "rule courtesy-owed";
    StartDays "start-days" Days(1, 365), "14",
        "Days after the start without a meeting held: amber after more", "rule pair-not-started";
    StartRedDays "start-red-days" Days(1, 365), "28",
        "Days after the start without a meeting held: red after more", "rule pair-not-started";
    StalePercent "stale-percent" Percent(100, 1000), "150",
        "Share of the agreed interval after which a pair is stale: amber after more", "R4";
    StaleRedPercent "stale-red-percent" Percent(100, 1000), "200",
        "Share of the agreed interval after which a pair is stale: red after more", "R4";
    DefaultInterval "default-interval" Days(1, 365), "30",
        "Interval of pairs that agreed on none, or to meet as needed", "R2, R4";
    DefaultMinutes "default-minutes" Count(5, 600), "60", "Minutes of a meeting where none are known", "R2";
    MissedAmber "missed-amber" Count(1, 20), "2",
        "Meetings missed in a row that raise cancellations", "R5";
    MissedRed "missed-red" Count(1, 20), "3",
        "Meetings missed in a row that make it red: unpair?", "R5";
    UnloggedDays "unlogged-days" Days(0, 90), "3",
        "Days that a planned meeting may be past without a result", "rule meeting-unlogged";
    ReviewRedDays "review-red-days" Days(0, 365), "14",
        "Days after which an overdue review is red", "rule review-overdue";
    ReviewNoticeDays "review-notice-days" Days(0, 365), "30",
        "Days ahead in which a review is shown as due", "rule review-due";
    ClosingDays "closing-days" Days(0, 365), "7",
        "Days that closing steps may stay open", "rule closing-open";
    WaitingDays "waiting-days" Days(0, 365), "14",
        "Days that a mentee may wait without pair or request: amber after more", "rule mentee-waiting";
    WaitingRedDays "waiting-red-days" Days(0, 730), "45",
        "Days that a mentee may wait without pair or request: red after more", "rule mentee-waiting";
    ReturningDays "returning-days" Days(0, 90), "7",
        "Days ahead in which a mentor's return is shown", "rule mentor-returning";
    BackupDays "backup-days" Days(1, 365), "14",
        "Days without a copy outside the data folder", "rule backup-old";
    SnoozeDays "snooze-days" Days(1, 90), "3", "Days that a snoozed item stays out of sight", "keys";
    TermMonths "term-months" Months(1, 60), "6", "Months until the agreed end of a new pair", "R1, IDS";
    CheckInDays "check-in-days" Days(1, 365), "35", "Days after the start for the first check-in", "V1";
    ReviewGraceDays "review-grace-days" Days(0, 90), "14",
        "Days after its due day on which a review still counts as on time", "reviews-on-time";
    CommitmentMinutes "commitment-minutes" Count(5, 600), "60",
        "Minutes a month that a pair commits to", "R4, Crossing Thresholds";
    FirstCapacity "first-capacity" Count(0, 50), "1", "Capacity of a mentor who named none", "P2, IDS";
    ManagerAgreement "manager-agreement" YesNo, "no",
        "Whether a pair needs the line manager's agreement", "rule manager-agreement-missing";
    AgreementDays "agreement-days" Days(0, 365), "21",
        "Days after the start that a signature may be missing", "rule agreement-unsigned";
    UsualFrequency "usual-frequency" Word(&["weekly", "fortnightly", "monthly", "six-weekly", "as-needed"]),
        "monthly", "How often pairs meet, where an agreement is filled as usual", "R2, Crossing Thresholds";
    UsualFormat "usual-format" Word(&["video", "phone", "in-person", "email", "chat"]), "video",
        "How pairs meet, as usual", "R2, IDS";
    UsualRecording "usual-recording" YesNo, "no",
        "Whether pairs agree on recordings, as usual; all must consent", "R2, IDS";
    UsualSupport "usual-support" Note,
        "Listens, asks questions, shares experience and contacts, gives honest feedback",
        "How the mentor supports, as usual", "R2, IDS, One Step Beyond";
    UsualGroundRules "usual-ground-rules" Note,
        "Be on time and prepared; respect each other's time; follow through; the mentee drives",
        "Ground rules and mutual expectations, as usual", "R2, IDS, Crossing Thresholds";
    UsualVenue "usual-venue" Note, "By video or phone; face to face in a public place",
        "Where pairs meet, as usual", "R2, IDS";
    UsualCancellation "usual-cancellation" Note,
        "Tell the other by mail or phone the day before, and name a new day at once",
        "How a cancellation is notified and what then happens, as usual",
        "R2, WISEST, Crossing Thresholds";
    UsualAgendas "usual-agendas" Note,
        "The mentee sends points two days before; the mentor may add",
        "Who writes agendas, as usual", "R2, WISEST, Crossing Thresholds";
    UsualConfidentiality "usual-confidentiality" Note,
        "What is said stays between the two, unless somebody is at risk or a crime is concerned",
        "How confidentiality is handled, as usual", "R2, IDS";
    UsualContactBetween "usual-contact-between" Note,
        "Short questions by mail, answered within a week",
        "Contact between meetings, as usual", "R2, One Step Beyond";
    UsualEvaluation "usual-evaluation" Note,
        "A few minutes of feedback at the end of each meeting, and the reviews of the scheme",
        "How a pair evaluates itself, as usual", "R2, Crossing Thresholds";
    UsualEarlyEnd "usual-early-end" Note,
        "Either may end it without fault: say so to the other and to the coordinator",
        "What happens if it ends early, as usual", "R2, R6, WISEST";
    EvaluationDays "evaluation-days" Days(30, 1500), "365",
        "Days after which a mentor's evaluation is due again", "rule evaluation-due, IDS";
    Contacts "contacts" YesNo, "no", "Whether support contacts are asked for", "rule contact-due";
    ContactFirstDays "contact-first-days" Days(1, 365), "14",
        "Days after the start for the first support contact", "rule contact-due";
    ContactSecondDays "contact-second-days" Days(1, 365), "30",
        "Days after the start for the second support contact", "rule contact-due";
    ContactEveryDays "contact-every-days" Days(1, 365), "30",
        "Days between support contacts after the second", "rule contact-due";
    CommitmentNoticeDays "commitment-notice-days" Days(0, 365), "30",
        "Days ahead in which the renewal of a commitment is shown", "rule commitment-due";
    Currency "currency" Line, "GBP", "Currency of the budget", "S3";
    VolunteerRate "volunteer-rate" Money, "0.00",
        "Value of an hour that a volunteer gives; 0 values none", "S3";
    CoordinatorRate "coordinator-rate" Money, "0.00",
        "Cost of an hour of the coordinator; 0 counts none", "S3";
    WeightTopics "weight-topics" Count(0, 1000), "60", "Most points for the topics that a mentee wants and a mentor offers; 0 leaves it out", "M1, M2";
    WeightPreference "weight-preference" Count(0, 1000), "30", "Most points for a mentor whom the mentee would like; 0 leaves it out", "M1, M2";
    WeightText "weight-text" Count(0, 1000), "15", "Most points for words that goals and experience share; 0 leaves it out", "M1, M2";
    WeightSeniority "weight-seniority" Count(0, 1000), "12", "Most points for a mentor two steps above the mentee; 0 leaves it out", "M1, M2";
    WeightCapacity "weight-capacity" Count(0, 1000), "12", "Most points for free places; 0 leaves it out", "M1, M2";
    WeightAnswers "weight-answers" Count(0, 1000), "10", "Most points for a mentor who usually answers soon; 0 leaves it out", "M1, M2";
    WeightExperience "weight-experience" Count(0, 1000), "8", "Most points for an experienced mentor for a beginner; 0 leaves it out", "M1, M2";
    WeightDepartment "weight-department" Count(0, 1000), "5", "Most points for another department; 0 leaves it out", "M1, M2";
    WeightLocation "weight-location" Count(0, 1000), "5", "Most points for the same place; 0 leaves it out", "M1, M2";
    WeightTimeZone "weight-time-zone" Count(0, 1000), "3", "Most points for the same time of day; 0 leaves it out", "M1, M2";
    WeightLanguages "weight-languages" Count(0, 1000), "5", "Most points for the mentee's languages; 0 leaves it out", "M1, M2";
    WeightFormats "weight-formats" Count(0, 1000), "5", "Most points for the same ways of meeting; 0 leaves it out", "M1, M2";
    WeightAvailability "weight-availability" Count(0, 1000), "5", "Most points for the same free days; 0 leaves it out", "M1, M2";
    WeightFairness "weight-fairness" Count(0, 1000), "5", "Most points for a mentor long without a mentee; 0 leaves it out", "M1, M2";
    WeightExtra "weight-extra" Count(0, 1000), "5", "Most points for each extra field in which both say the same; 0 leaves it out", "M1, M2";
    WeightSoftRule "weight-soft-rule" Count(0, 1000), "20", "Points that each soft rule costs", "M2";
    MatchExtraFields "match-extra-fields" Note, "",
        "Headings of extra fields that count in matching, separated by commas", "M1, P1";
    UnmatchedCost "unmatched-cost" Count(0, 10_000), "20",
        "Points that a mentee left without a mentor costs a draft; a pair below minus that is not made", "M4";
    Coordinator "coordinator" Note, "", "Name of the coordinator, as it stands in letters", "S5";
    MailAddress "mail-address" Address, "",
        "E-mail address of the scheme: answers to drafts go there; none leaves it to the mail program", "I3";
    LetterSignature "letter-signature" Lines, "",
        "How letters are signed; none signs with the names of coordinator and scheme", "S5";
    LetterReplyDays "letter-reply-days" Days(1, 90), "7", "Days that a letter gives for an answer", "S5";
    LetterWelcome "letter-welcome" Letter(LetterKind::Welcome), LetterKind::Welcome.row().shipped,
        "The letter that welcomes somebody", "S5, S1";
    LetterManager "letter-manager" Letter(LetterKind::Manager), LetterKind::Manager.row().shipped,
        "The letter that asks a line manager to agree", "S5, P4";
    LetterOffer "letter-offer" Letter(LetterKind::Offer), LetterKind::Offer.row().shipped,
        "The letter that offers a request to a mentor", "S5, Q1, M5";
    LetterReminder "letter-reminder" Letter(LetterKind::Reminder), LetterKind::Reminder.row().shipped,
        "The letter that reminds a mentor of a request", "S5, Q5";
    LetterWaiting "letter-waiting" Letter(LetterKind::Waiting), LetterKind::Waiting.row().shipped,
        "The letter that tells a mentee that a mentor is still sought", "S5, Q2";
    LetterCourtesy "letter-courtesy" Letter(LetterKind::Courtesy), LetterKind::Courtesy.row().shipped,
        "The letter to a mentee after a decline", "S5, Q4";
    LetterIntroduction "letter-introduction" Letter(LetterKind::Introduction), LetterKind::Introduction.row().shipped,
        "The letter that introduces a pair", "S5, R1";
    LetterNudge "letter-nudge" Letter(LetterKind::Nudge), LetterKind::Nudge.row().shipped,
        "The letter to a pair of which no meeting is known", "S5, R4";
    LetterAgreement "letter-agreement" Letter(LetterKind::Agreement), LetterKind::Agreement.row().shipped,
        "The letter that asks for a missing signature", "S5, R2";
    LetterReview "letter-review" Letter(LetterKind::Review), LetterKind::Review.row().shipped,
        "The letter that invites to a review", "S5, V1";
    LetterEvaluation "letter-evaluation" Letter(LetterKind::Evaluation), LetterKind::Evaluation.row().shipped,
        "The letter that asks a mentor for the yearly evaluation", "S5, P2";
    LetterClosing "letter-closing" Letter(LetterKind::Closing), LetterKind::Closing.row().shipped,
        "The letter that thanks both at the end of a pair", "S5, V3";
    LetterInvitation "letter-invitation" Letter(LetterKind::Invitation), LetterKind::Invitation.row().shipped,
        "The letter that invites to an event", "S5, S1";
    SmallCells "small-cells" Count(0, 50), "4",
        "Largest count in a breakdown that is suppressed; 0 suppresses none", "U4";
}

/// The settings of a scheme: stored values over defaults.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    stored: BTreeMap<Key, String>,
}

impl Settings {
    /// Reads the stored settings; what is unknown or out of range counts as its default.
    pub fn read<'a>(rows: impl Iterator<Item = &'a SettingRow>) -> Self {
        let mut stored = BTreeMap::new();
        for row in rows {
            if let Some(setting) = Setting::named(&row.key)
                && let Ok(value) = setting.check(row.value.exact())
            {
                stored.insert(setting.key, value);
            }
        }
        Self { stored }
    }

    /// The value in canonical text.
    pub fn text(&self, key: Key) -> &str {
        self.stored
            .get(&key)
            .map_or_else(|| key.setting().map_or("", |s| s.default), String::as_str)
    }

    /// The value as a number: days, months, counts, per cent.
    pub fn number(&self, key: Key) -> i64 {
        self.text(key).parse().unwrap_or_default()
    }

    /// The value as an amount of money in minor units.
    pub fn amount(&self, key: Key) -> i64 {
        read_money(self.text(key)).unwrap_or_default()
    }

    /// The value as yes or no.
    pub fn is_on(&self, key: Key) -> bool {
        self.text(key) == "yes"
    }
}

impl Key {
    /// The row of the settings table.
    pub fn setting(self) -> Option<&'static Setting> {
        SETTINGS.iter().find(|setting| setting.key == self)
    }
}

impl Setting {
    /// The setting of this name.
    pub fn named(id: &str) -> Option<&'static Self> {
        SETTINGS.iter().find(|setting| setting.id == id)
    }

    /// Whether it holds the text of a letter.
    pub fn is_letter(&self) -> bool {
        matches!(self.kind, Letter(_))
    }

    /// Whether its value may have several lines.
    pub fn has_lines(&self) -> bool {
        matches!(self.kind, Letter(_) | Lines)
    }

    /// A value in a few words, for lists: of a letter only whether it is the scheme's own.
    pub fn brief<'a>(&self, value: &'a str) -> &'a str {
        match (self.is_letter(), value == self.default) {
            (true, true) => "as it comes",
            (true, false) => "your own text",
            (false, _) if self.kind == Lines => value.lines().next().unwrap_or_default(),
            (false, _) => value,
        }
    }

    /// Whether an empty value says something; else it goes back to the default.
    pub fn may_be_empty(&self) -> bool {
        matches!(self.kind, Note | Lines | Address | Zone)
    }

    /// The canonical form of a value, or what is wrong with it.
    pub fn check(&self, value: &str) -> Result<String, FieldError> {
        let value = value.trim();
        match self.kind {
            Days(min, max) | Months(min, max) | Count(min, max) | Percent(min, max) => {
                let number = read_number(value, min, max)?.ok_or(FieldError::Missing(self.id))?;
                Ok(number.to_string())
            }
            YesNo => match value {
                "yes" | "no" => Ok(value.to_owned()),
                other => Err(FieldError::YesNo(cut(other))),
            },
            Money => {
                let minor = read_amount(value)?.ok_or(FieldError::Missing(self.id))?;
                Ok(plain_money(minor))
            }
            Line if value.is_empty() => Err(FieldError::Missing(self.id)),
            Line | Note => Ok(value.split_whitespace().collect::<Vec<_>>().join(" ")),
            Word(words) if words.contains(&value) => Ok(value.to_owned()),
            Word(words) => {
                Err(FieldError::Other(format!("'{}' is none of: {}", cut(value), words.join(", "))))
            }
            Zone if value.is_empty() => Ok(String::new()),
            Zone => {
                let known = |zone: &Tz| zone.name().eq_ignore_ascii_case(value);
                let zone = chrono_tz::TZ_VARIANTS.iter().copied().find(known);
                let unknown = || {
                    let zone = cut(value);
                    FieldError::Other(format!("'{zone}' is no time zone such as Europe/London"))
                };
                zone.map(|zone| zone.name().to_owned()).ok_or_else(unknown)
            }
            Address if value.is_empty() || is_address(value) => Ok(value.to_owned()),
            Address => {
                let why = "is no e-mail address: write it like name@example.org";
                Err(FieldError::Other(format!("'{}' {why}", cut(value))))
            }
            Lines => Ok(lines(value)),
            // a letter without a text is the one that Matchbook brings
            Letter(kind) if value.is_empty() => Ok(kind.row().shipped.to_owned()),
            Letter(kind) => {
                let text = lines(value);
                crate::domain::letters::check(kind, &text)?;
                Ok(text)
            }
        }
    }
}

/// A text of several lines with plain line ends, and no blanks at the ends of its lines.
fn lines(value: &str) -> String {
    let value = value.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<_> = value.trim_start_matches('\u{feff}').lines().map(str::trim_end).collect();
    lines.join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests;
