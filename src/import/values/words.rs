//! Words of sheets for the closed lists of a scheme: yes and no, how often, how it went, what was answered.

use super::dates::{self, When};
use super::people::is_nobody;
use crate::domain::codes::{
    CloseReason, DeclineReason, Format, Frequency, MeetingStatus, Party, Status,
};
use crate::import::headings::normal;
use crate::import::sheet::Cell;
use crate::text::Order;

/// Yes or no, with what was added to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Whether it is a yes.
    pub yes: bool,
    /// A day that was added: "Yes, 3 February".
    pub day: Option<When>,
    /// What else was added: "online module".
    pub more: String,
}

const YES: &[&str] = &[
    "yes", "y", "yep", "yeah", "true", "1", "x", "ok", "agreed", "agree", "i agree", "i do", "done",
    "signed", "completed", "complete", "confirmed", "approved", "ja", "oui", "si", "sure",
    "of course", "received", "accept", "i accept", "attended",
];
const NO: &[&str] = &[
    "not yet", "no", "n", "nope", "false", "0", "not", "nein", "non", "never", "pending",
    "in progress", "booked", "waiting", "awaiting", "outstanding", "declined", "refused", "disagree",
    "to do", "unsigned", "incomplete",
];

/// Yes or no in many words; `None` for "n/a" and the like, an error for what is neither.
pub fn yes_no(cell: &Cell) -> Result<Option<Said>, String> {
    let plain = |yes| Ok(Some(Said { yes, day: None, more: String::new() }));
    let text = match cell {
        Cell::Truth(yes) => return plain(*yes),
        Cell::Number(number) if *number == 1.0 => return plain(true),
        Cell::Number(number) if *number == 0.0 => return plain(false),
        Cell::Text(text) => text,
        Cell::Empty => return Ok(None),
        Cell::Fault(why) => return Err(why.clone()),
        Cell::Number(_) | Cell::Day(_) | Cell::Span(_) => {
            return Err(format!("“{}” is neither yes nor no", cell.text()));
        }
    };
    if matches!(text.as_str(), "✓" | "✔" | "☑" | "✅") {
        return plain(true);
    }
    if matches!(text.as_str(), "✗" | "✘" | "☐" | "❌") {
        return plain(false);
    }
    let words = normal(text);
    let begins = |list: &[&str]| {
        list.iter().any(|word| words == *word || words.starts_with(&format!("{word} ")))
    };
    if begins(NO) && !words.starts_with("no one") {
        return Ok(Some(Said { yes: false, day: None, more: more(text) }));
    }
    if begins(YES) {
        let more = more(text);
        let day = dates::read(&Cell::from_text(&more), Some(Order::Dmy)).ok();
        return Ok(Some(Said { yes: true, day, more }));
    }
    if is_nobody(text) {
        return Ok(None);
    }
    Err(format!("“{text}” is neither yes nor no"))
}

/// What stands behind the first word and its mark.
fn more(text: &str) -> String {
    let rest = text.split_once([',', '-', '–', '—', ':', ';', '(']).map_or("", |(_, rest)| rest);
    rest.trim().trim_end_matches(')').to_owned()
}

/// How often a pair meets.
pub fn frequency(text: &str) -> Option<Frequency> {
    let words = normal(text);
    let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
    if has(&["as needed", "as required", "when needed", "ad hoc", "adhoc", "flexible", "as and when"])
        || has(&["no fixed", "irregular", "varies", "on demand", "when required"])
    {
        return Some(Frequency::AsNeeded);
    }
    if has(&["6 week", "six week", "6 weeks", "42 days", "sixweek"]) {
        return Some(Frequency::SixWeekly);
    }
    if has(&["fortnight", "biweekly", "bi weekly", "2 week", "two week", "14 days", "other week"])
        || has(&["twice a month", "twice monthly", "second week"])
    {
        return Some(Frequency::Fortnightly);
    }
    if has(&["4 week", "four week", "30 days"]) || is_monthly(&words) {
        return Some(Frequency::Monthly);
    }
    let weekly = has(&["every week", "once a week", "each week", "per week", "7 days", "a week"]);
    (weekly || words == "weekly" || words == "1 week").then_some(Frequency::Weekly)
}

fn is_monthly(words: &str) -> bool {
    let other = ["bi month", "bimonth", "2 month", "two month", "3 month", "three month", "6 month"];
    let month = ["monthly", "once a month", "every month", "each month", "per month", "1 month"];
    !other.iter().any(|part| words.contains(part))
        && month.iter().any(|part| words.contains(part))
}

/// How a meeting went, and by whom it was cancelled, postponed or missed.
pub fn meeting_status(cell: &Cell) -> Result<(MeetingStatus, Option<Party>), String> {
    let text = cell.text();
    let words = normal(&text);
    let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
    if has(&["no show", "noshow", "did not attend", "didn t attend", "not turn up", "didn t turn"])
        || has(&["missed", "absent", "did not show", "didn t show"])
        || words == "dna"
    {
        return Ok((MeetingStatus::NoShow, party(&words)));
    }
    if has(&["cancel", "called off", "did not happen", "didn t happen", "not held"]) {
        return Ok((MeetingStatus::Cancelled, party(&words)));
    }
    if has(&["postpone", "reschedul", "moved", "deferred", "put off", "rearrange"]) {
        return Ok((MeetingStatus::Postponed, party(&words)));
    }
    if has(&["planned", "scheduled", "upcoming", "booked", "to come", "arranged"]) {
        return Ok((MeetingStatus::Planned, None));
    }
    if has(&["held", "happened", "took place", "met", "attended", "went ahead"]) {
        return Ok((MeetingStatus::Held, None));
    }
    match yes_no(cell) {
        Ok(Some(Said { yes: true, .. })) => Ok((MeetingStatus::Held, None)),
        Ok(Some(_)) if words == "not yet" || words == "pending" => Ok((MeetingStatus::Planned, None)),
        Ok(Some(_)) => Ok((MeetingStatus::Cancelled, party(&words))),
        _ => Err(format!("“{text}” does not say how the meeting went")),
    }
}

fn party(words: &str) -> Option<Party> {
    let has = |side: &str| words.split(' ').any(|word| word.trim_end_matches('s') == side);
    match (has("mentor"), has("mentee") || has("student")) {
        (true, true) => Some(Party::Both),
        (true, false) => Some(Party::Mentor),
        (false, true) => Some(Party::Mentee),
        (false, false) if has("both") => Some(Party::Both),
        (false, false) => None,
    }
}

/// What came back on a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    /// Nothing yet.
    Pending,
    /// Yes.
    Accepted,
    /// No.
    Declined,
    /// More time or information is needed; the clock goes on.
    NeedsMore,
    /// The mentee took it back.
    Withdrawn,
    /// It came to nothing.
    Lapsed,
}

/// Reads a mentor's reply.
pub fn reply(cell: &Cell) -> Result<Reply, String> {
    let text = cell.text();
    let words = normal(&text);
    let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
    if has(&["more time", "more info", "needs more", "thinking", "will get back", "holding"]) {
        return Ok(Reply::NeedsMore);
    }
    if has(&["pending", "waiting", "awaiting", "no reply", "no answer", "no response", "not yet"])
        || has(&["sent", "open", "unanswered", "none yet"])
    {
        return Ok(Reply::Pending);
    }
    if has(&["withdr", "retracted"]) {
        return Ok(Reply::Withdrawn);
    }
    if has(&["lapsed", "expired", "timed out"]) {
        return Ok(Reply::Lapsed);
    }
    if has(&["declin", "reject", "refus", "can t", "cannot", "unable", "sorry", "not able"]) {
        return Ok(Reply::Declined);
    }
    if has(&["accept", "matched", "happy to"]) {
        return Ok(Reply::Accepted);
    }
    match yes_no(cell) {
        Ok(Some(Said { yes: true, .. })) => Ok(Reply::Accepted),
        Ok(Some(_)) => Ok(Reply::Declined),
        _ => Err(format!("“{text}” is no reply: accepted, declined, …")),
    }
}

/// Status of a pair: "Active", "on hold", "Closed – completed".
pub fn pair_status(text: &str) -> Option<Status> {
    let words = normal(text);
    let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
    if has(&["closed", "complete", "ended", "finished", "terminated", "cancelled", "dissolved"])
        || has(&["unmatched", "withdr", "inactive"])
        || matches!(words.as_str(), "end" | "done" | "over")
    {
        Some(Status::Closed)
    } else if has(&["hold", "paused", "suspended", "dormant", "pause"]) {
        Some(Status::OnHold)
    } else if has(&["winding", "closing", "ending", "phasing"]) {
        Some(Status::WindingDown)
    } else if has(&["provisional", "proposed", "draft", "tentative", "pending", "offered"]) {
        Some(Status::Provisional)
    } else if has(&["active", "ongoing", "on going", "current", "in progress", "matched", "open"])
        || has(&["in review", "running", "live", "started", "going well", "extended"])
    {
        Some(Status::Active)
    } else {
        None
    }
}

/// Why a pair closed, as far as its status says so.
pub fn close_reason(text: &str) -> Option<CloseReason> {
    let words = normal(text);
    let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
    let table: [(&[&str], CloseReason); 10] = [
        (&["goals met", "goal met", "goals achieved"], CloseReason::GoalsMet),
        (&["completed", "complete", "term", "finished"], CloseReason::TermCompleted),
        (&["mentor withdr", "mentor left"], CloseReason::MentorWithdrew),
        (&["mentee withdr", "mentee left"], CloseReason::MenteeWithdrew),
        (&["momentum", "fizzled"], CloseReason::LostMomentum),
        (&["workload", "no time", "too busy"], CloseReason::Time),
        (&["not a fit", "no fit", "not a good fit", "mismatch"], CloseReason::NotAFit),
        (&["left", "changed job", "new job", "moved"], CloseReason::ChangedJob),
        (&["leave", "illness", "sick"], CloseReason::Leave),
        (&["unreachable", "no contact", "no response"], CloseReason::Unreachable),
    ];
    table.iter().find(|(parts, _)| has(parts)).map(|(_, reason)| *reason)
}

/// Status of a person in the scheme.
pub fn person_status(text: &str) -> Option<Status> {
    let words = normal(text);
    let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
    if has(&["withdr"]) {
        Some(Status::Withdrawn)
    } else if has(&["left", "leaver", "inactive", "terminated"]) || words == "t" {
        Some(Status::Left)
    } else if has(&["pause", "suspended", "hold", "on leave"]) || words == "l" {
        Some(Status::Paused)
    } else if has(&["applied", "applicant", "pending", "new", "waiting"]) {
        Some(Status::Applied)
    } else if has(&["approved", "accepted", "ready"]) {
        Some(Status::Approved)
    } else if has(&["active", "current", "matched"]) || words == "a" {
        Some(Status::Active)
    } else {
        None
    }
}

/// How people meet.
pub fn format(text: &str) -> Option<Format> {
    let words = normal(text);
    let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
    if has(&["in person", "face to face", "f2f", "inperson", "on site", "coffee", "office", "lunch"])
        || has(&["campus", "walk", "cafe", "personlich"])
    {
        Some(Format::InPerson)
    } else if has(&["chat", "whatsapp", "slack", "messag", "text"]) {
        Some(Format::Chat)
    } else if has(&["teams", "zoom", "skype", "video", "online", "virtual", "webex", "google meet"])
        || has(&["facetime", "remote", "hangout"])
        || words == "meet"
    {
        Some(Format::Video)
    } else if has(&["phone", "telephone", "call", "mobile"]) {
        Some(Format::Phone)
    } else if has(&["email", "mail"]) {
        Some(Format::Email)
    } else {
        None
    }
}

/// Why a mentor declined; "other" when the words say nothing known.
pub fn decline_reason(text: &str) -> DeclineReason {
    let words = normal(text);
    let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
    if has(&["time", "busy", "workload", "leave"]) {
        DeclineReason::NoTime
    } else if has(&["full", "capacity", "already have"]) {
        DeclineReason::Full
    } else if has(&["expertise", "not my", "outside", "field", "knowledge"]) {
        DeclineReason::NotMyExpertise
    } else if has(&["conflict", "interest", "know each other", "line manage"]) {
        DeclineReason::ConflictOfInterest
    } else if has(&["someone else", "another mentor", "better"]) {
        DeclineReason::SomeoneElse
    } else {
        DeclineReason::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_and_no_are_read_in_many_words() {
        let read = |text: &str| yes_no(&Cell::from_text(text));
        for yes in ["Yes", "Y", "yes - online module", "Yes, 3 February", "TRUE", "✓", "x", "Ja"] {
            assert!(matches!(read(yes), Ok(Some(Said { yes: true, .. }))), "{yes}");
        }
        for no in ["No", "N", "Not yet", "false", "no time yet", "pending"] {
            assert!(matches!(read(no), Ok(Some(Said { yes: false, .. }))), "{no}");
        }
        assert_eq!(read("n/a"), Ok(None));
        assert!(read("perhaps").is_err());
        let said = read("Yes, 3 February").unwrap().unwrap();
        assert_eq!(said.day, Some(When::NoYear { month: 2, day: 3 }));
        assert_eq!(read("yes - online module").unwrap().unwrap().more, "online module");
    }

    #[test]
    fn how_often_is_read_as_people_say_it() {
        for (said, wanted) in [
            ("monthly", Some(Frequency::Monthly)),
            ("Once a month", Some(Frequency::Monthly)),
            ("every 6 weeks", Some(Frequency::SixWeekly)),
            ("six-weekly", Some(Frequency::SixWeekly)),
            ("Fortnightly", Some(Frequency::Fortnightly)),
            ("every two weeks", Some(Frequency::Fortnightly)),
            ("weekly", Some(Frequency::Weekly)),
            ("as needed", Some(Frequency::AsNeeded)),
            ("every 4 weeks", Some(Frequency::Monthly)),
            ("every 3 months", None),
            ("sometimes", None),
        ] {
            assert_eq!(frequency(said), wanted, "{said}");
        }
    }

    #[test]
    fn how_a_meeting_went_and_who_was_missing_is_read() {
        for (said, wanted) in [
            ("Yes", (MeetingStatus::Held, None)),
            ("cancelled by mentor", (MeetingStatus::Cancelled, Some(Party::Mentor))),
            ("no show (mentee)", (MeetingStatus::NoShow, Some(Party::Mentee))),
            ("postponed", (MeetingStatus::Postponed, None)),
            ("No", (MeetingStatus::Cancelled, None)),
            ("Planned", (MeetingStatus::Planned, None)),
            ("did not happen", (MeetingStatus::Cancelled, None)),
        ] {
            assert_eq!(meeting_status(&Cell::from_text(said)), Ok(wanted), "{said}");
        }
        assert!(meeting_status(&Cell::from_text("lovely")).is_err());
    }

    #[test]
    fn replies_and_states_are_read() {
        let replied = |text: &str| reply(&Cell::from_text(text));
        assert_eq!(replied("accepted"), Ok(Reply::Accepted));
        assert_eq!(replied("No"), Ok(Reply::Declined));
        assert_eq!(replied("needs more time"), Ok(Reply::NeedsMore));
        assert_eq!(replied("no reply yet"), Ok(Reply::Pending));
        assert_eq!(pair_status("Closed – completed"), Some(Status::Closed));
        assert_eq!(pair_status("on hold"), Some(Status::OnHold));
        assert_eq!(close_reason("Closed – completed"), Some(CloseReason::TermCompleted));
        assert_eq!(format("Teams"), Some(Format::Video));
        assert_eq!(format("Video call"), Some(Format::Video));
        assert_eq!(decline_reason("no time this term"), DeclineReason::NoTime);
    }
}
