//! Words of sheets for states: how a meeting went, what was answered, where a pair or a person stands.

use super::words::{Said, yes_no};
use crate::domain::codes::{CloseReason, MeetingStatus, Party, Status};
use crate::import::headings::normal;
use crate::import::sheet::Cell;

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
    if has(&[
        "cancel",
        "called off",
        "did not happen",
        "didn t happen",
        "not held",
        "abgesagt",
        "ausgefallen",
    ]) || has(&["annul", "cancelad", "geannuleerd", "nicht stattgefunden"])
    {
        return Ok((MeetingStatus::Cancelled, party(&words)));
    }
    if has(&["postpone", "reschedul", "moved", "deferred", "put off", "rearrange"])
        || has(&["verschoben", "reporte", "aplazad", "uitgesteld"])
    {
        return Ok((MeetingStatus::Postponed, party(&words)));
    }
    if has(&["planned", "scheduled", "upcoming", "booked", "to come", "arranged"])
        || has(&["geplant", "prevu", "planifie", "programad", "gepland"])
    {
        return Ok((MeetingStatus::Planned, None));
    }
    if has(&["held", "happened", "took place", "met", "attended", "went ahead"])
        || has(&["stattgefunden", "a eu lieu", "celebrad", "doorgegaan", "erledigt"])
    {
        return Ok((MeetingStatus::Held, None));
    }
    match yes_no(cell) {
        Ok(Some(Said { yes: true, .. })) => Ok((MeetingStatus::Held, None)),
        Ok(Some(_)) if words == "not yet" || words == "pending" => {
            Ok((MeetingStatus::Planned, None))
        }
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

impl Reply {
    /// The word for it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::NeedsMore => "needs more time",
            Self::Withdrawn => "withdrawn",
            Self::Lapsed => "lapsed",
        }
    }
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
        || has(&["sent", "open", "unanswered", "none yet", "unassigned", "reassigned"])
        || has(&["offen", "en attente", "pendiente", "ausstehend", "in afwachting"])
    {
        return Ok(Reply::Pending);
    }
    if has(&["withdr", "retracted"]) {
        return Ok(Reply::Withdrawn);
    }
    if has(&["lapsed", "expired", "timed out"]) {
        return Ok(Reply::Lapsed);
    }
    if has(&["declin", "reject", "refus", "can t", "cannot", "unable", "sorry", "not able"])
        || has(&["abgelehnt", "rechazad", "afgewezen", "geweigerd"])
    {
        return Ok(Reply::Declined);
    }
    if has(&["accept", "matched", "happy to", "angenommen", "zugesagt", "aceptad", "geaccepteerd"])
    {
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
        || has(&["unmatched", "withdr", "inactive", "inaktiv", "inactif", "inactiv", "beendet"])
        || has(&["abgeschlossen", "termine", "cloture", "finalizad", "cerrad", "afgerond"])
        || has(&["expired"])
        || matches!(words.as_str(), "end" | "done" | "over")
    {
        Some(Status::Closed)
    } else if has(&["hold", "paus", "suspended", "dormant"]) {
        Some(Status::OnHold)
    } else if has(&["winding", "closing", "ending", "phasing"]) {
        Some(Status::WindingDown)
    } else if has(&["provisional", "proposed", "draft", "tentative", "pending", "offered"]) {
        Some(Status::Provisional)
    } else if has(&["active", "ongoing", "on going", "current", "in progress", "matched", "open"])
        || has(&["in review", "running", "live", "started", "going well", "extended"])
        || has(&["aktiv", "actif", "activ", "laufend", "en cours", "en curso", "actief"])
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
    } else if has(&["left", "leaver", "inactiv", "inaktiv", "inactif", "terminated"])
        || words == "t"
    {
        Some(Status::Left)
    } else if has(&["paus", "suspended", "hold", "on leave"]) || words == "l" {
        Some(Status::Paused)
    } else if has(&["applied", "applicant", "pending", "new", "waiting"]) {
        Some(Status::Applied)
    } else if has(&["approved", "accepted", "ready"]) {
        Some(Status::Approved)
    } else if has(&["active", "current", "matched", "aktiv", "actif", "activ", "actief"])
        || words == "a"
    {
        Some(Status::Active)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    }
}
