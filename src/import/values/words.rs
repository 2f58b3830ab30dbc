//! Words of sheets for the closed lists of a scheme: yes and no, how often, by which way, why not.

use super::dates::{self, When};
use super::people::is_nobody;
use crate::domain::codes::{DeclineReason, Format, Frequency};
use crate::import::headings::normal;
use crate::import::sheet::Cell;
use crate::text::days::Order;

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
    "yes",
    "y",
    "yep",
    "yeah",
    "true",
    "1",
    "x",
    "ok",
    "agreed",
    "agree",
    "i agree",
    "i do",
    "done",
    "signed",
    "completed",
    "complete",
    "confirmed",
    "approved",
    "ja",
    "oui",
    "si",
    "sure",
    "of course",
    "received",
    "accept",
    "i accept",
    "attended",
    "i consent",
    "consented",
    "i give",
    "accepted",
    "given",
    "sim",
    "tak",
    "ie",
    "ydw",
    "vrai",
    "verdadero",
    "vero",
    "wahr",
    "waar",
    "j accepte",
    "acepto",
    "einverstanden",
    "akkoord",
    "d accord",
    "de acuerdo",
];
const NO: &[&str] = &[
    "not yet",
    "no",
    "n",
    "nope",
    "false",
    "0",
    "not",
    "nein",
    "non",
    "never",
    "pending",
    "in progress",
    "booked",
    "waiting",
    "awaiting",
    "outstanding",
    "declined",
    "refused",
    "disagree",
    "to do",
    "unsigned",
    "incomplete",
    "i do not",
    "i don t",
    "do not",
    "don t",
    "does not",
    "have not",
    "haven t",
    "has not",
    "i have not",
    "i haven t",
    "i am not",
    "i m not",
    "no longer",
    "none",
    "nee",
    "nao",
    "nie",
    "falsch",
    "faux",
    "falso",
    "onwaar",
    "nicht",
    "ich nicht",
    "noch nicht",
    "pas encore",
    "todavia no",
    "nog niet",
    "nac ydw",
];

/// Yes or no in many words; `None` for "n/a" and the like, an error for what is neither.
pub fn yes_no(cell: &Cell) -> Result<Option<Said>, String> {
    let plain = |yes| Ok(Some(Said { yes, day: None, more: String::new() }));
    let text = match cell {
        Cell::Truth(yes) => return plain(*yes),
        Cell::Number(number) if (*number - 1.0).abs() < f64::EPSILON => return plain(true),
        Cell::Number(number) if number.abs() < f64::EPSILON => return plain(false),
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
    if is_nobody(text) && normal(text) != "no" && normal(text) != "x" {
        return Ok(None);
    }
    let words = normal(text);
    let begins = |list: &[&str]| {
        list.iter().any(|word| words == *word || words.starts_with(&format!("{word} ")))
    };
    if begins(NO) {
        return Ok(Some(Said { yes: false, day: None, more: more(text) }));
    }
    if begins(YES) {
        let more = more(text);
        let day = dates::read(&Cell::from_text(&more), Some(Order::Dmy)).ok();
        return Ok(Some(Said { yes: true, day, more }));
    }
    Err(format!("“{text}” is neither yes nor no"))
}

/// What stands behind the first word and its mark.
fn more(text: &str) -> String {
    let rest = text.split_once([',', '-', '–', '—', ':', ';', '(']).map_or("", |(_, rest)| rest);
    rest.trim().trim_end_matches(')').to_owned()
}

/// Parts of words that tell how often a pair meets; the first row with one of them counts.
#[rustfmt::skip]
const OFTEN: [(Frequency, &[&str]); 4] = [
    (Frequency::AsNeeded, &["as needed", "as required", "when needed", "ad hoc", "adhoc", "flexible", "as and when", "no fixed", "irregular", "varies", "on demand", "when required", "nach bedarf", "bei bedarf", "au besoin", "selon les besoins", "segun necesidad", "naar behoefte"]),
    (Frequency::SixWeekly, &["6 week", "six week", "42 days", "sixweek", "sechs wochen", "6 wochen", "six semaines", "6 semaines", "seis semanas", "6 semanas", "zes weken", "6 weken"]),
    (Frequency::Fortnightly, &["fortnight", "biweekly", "bi weekly", "2 week", "two week", "14 days", "other week", "twice a month", "twice monthly", "second week", "zwei wochen", "2 wochen", "14 tag", "zweiwochentlich", "quinze jours", "deux semaines", "2 semaines", "quincenal", "dos semanas", "2 semanas", "twee weken", "2 weken", "tweewekelijks", "om de week"]),
    (Frequency::Monthly, &["4 week", "four week", "30 days", "vier wochen", "4 wochen"]),
];
const MONTHLY: &[&str] = &[
    "monthly",
    "once a month",
    "every month",
    "each month",
    "per month",
    "1 month",
    "monatlich",
    "im monat",
    "jeden monat",
    "mensuel",
    "par mois",
    "chaque mois",
    "mensual",
    "al mes",
    "cada mes",
    "maandelijks",
    "per maand",
    "mensile",
    "misol",
];
/// With one of these it is not every month.
const SELDOM: &[&str] =
    &["bi month", "bimonth", "2 month", "two month", "3 month", "three month", "6 month"];
const WEEKLY: &[&str] = &[
    "every week",
    "once a week",
    "each week",
    "per week",
    "7 days",
    "a week",
    "jede woche",
    "chaque semaine",
    "cada semana",
    "elke week",
];
/// Words that say "weekly" only when they stand alone.
const WEEKLY_ALONE: &[&str] = &[
    "weekly",
    "1 week",
    "wochentlich",
    "hebdomadaire",
    "semanal",
    "wekelijks",
    "settimanale",
    "wythnosol",
];

/// How often a pair meets.
pub fn frequency(text: &str) -> Option<Frequency> {
    let words = normal(text);
    let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
    if let Some((frequency, _)) = OFTEN.iter().find(|(_, parts)| has(parts)) {
        return Some(*frequency);
    }
    if has(MONTHLY) && !has(SELDOM) {
        return Some(Frequency::Monthly);
    }
    (has(WEEKLY) || WEEKLY_ALONE.contains(&words.as_str())).then_some(Frequency::Weekly)
}

/// How people meet.
pub fn format(text: &str) -> Option<Format> {
    let words = normal(text);
    let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
    if has(&[
        "in person",
        "face to face",
        "f2f",
        "inperson",
        "on site",
        "coffee",
        "office",
        "lunch",
    ]) || has(&["campus", "walk", "cafe", "personlich", "en personne", "presen", "en persona"])
        || has(&["persoonlijk", "di persona", "vor ort"])
    {
        Some(Format::InPerson)
    } else if has(&["chat", "whatsapp", "slack", "messag", "text"]) {
        Some(Format::Chat)
    } else if has(&["teams", "zoom", "skype", "video", "online", "virtual", "webex", "google meet"])
        || has(&["facetime", "remote", "hangout", "visio", "distanciel", "en ligne", "en linea"])
        || words == "meet"
    {
        Some(Format::Video)
    } else if has(&["phone", "telephone", "call", "mobile", "telefon", "telefoon"]) {
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
        for yes in ["Yes", "Y", "yes - online module", "Yes, 3 February", "TRUE", "✓", "x", "Ja"]
        {
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
    fn ways_of_meeting_and_reasons_are_read() {
        assert_eq!(format("Teams"), Some(Format::Video));
        assert_eq!(format("Video call"), Some(Format::Video));
        assert_eq!(decline_reason("no time this term"), DeclineReason::NoTime);
        assert_eq!(format("by pigeon"), None);
    }
}
