//! The table of all fields that a column can mean, with the headings under which they are met.

use Takes::{Addresses, Anything, Days, Numbers, Spans, YesNo};

/// What one row of a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SheetKind {
    /// A person: mentor, mentee or both.
    People,
    /// A request of a mentee.
    Requests,
    /// A pair.
    Pairs,
    /// A meeting of a pair.
    Meetings,
}

impl SheetKind {
    /// All of them, in the order in which they are guessed.
    pub const ALL: [Self; 4] = [Self::People, Self::Pairs, Self::Meetings, Self::Requests];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Requests => "requests",
            Self::Pairs => "pairs",
            Self::Meetings => "meetings",
        }
    }

    /// The kind by the name that the command line gives it.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(name))
    }
}

/// What the values of a column look like when it is this field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// E-mail addresses.
    Addresses,
    /// Days.
    Days,
    /// Numbers, also in words.
    Numbers,
    /// Lengths of time.
    Spans,
    /// Yes and no in many words.
    YesNo,
    /// Any text.
    Anything,
}

/// One field.
#[derive(Debug)]
pub struct SheetField {
    /// Its id in mappings, on the command line and in JSON (design, part 5).
    pub id: &'static str,
    /// In which kinds of sheet it is looked for; `--map` gives it in the same ones.
    pub kinds: &'static [SheetKind],
    /// What its values look like.
    pub takes: Takes,
    /// Headings in normal form; one that begins with `=` must be the whole heading.
    pub headings: &'static [&'static str],
}

/// Kept as an extra field under its own heading.
pub const EXTRA: &str = "extra";
/// Not taken.
pub const IGNORE: &str = "ignore";

const P: &[SheetKind] = &[SheetKind::People];
const Q: &[SheetKind] = &[SheetKind::Requests];
const M: &[SheetKind] = &[SheetKind::Pairs];
const S: &[SheetKind] = &[SheetKind::Meetings];
const PAIRED: &[SheetKind] = &[SheetKind::Requests, SheetKind::Pairs, SheetKind::Meetings];
const ALL: &[SheetKind] = &SheetKind::ALL;

const fn field(
    id: &'static str,
    kinds: &'static [SheetKind],
    takes: Takes,
    headings: &'static [&'static str],
) -> SheetField {
    SheetField { id, kinds, takes, headings }
}

/// Every field of design part 5, with the headings met in real sheets (products reference,
/// section 6) and their like.
#[rustfmt::skip]
pub const FIELDS: &[SheetField] = &[
    field("submitted_at", P, Days, &["timestamp", "completion time", "submitted", "submitted at", "submission date", "date submitted", "response time", "zeitstempel", "horodateur", "marca temporal", "=date", "date of application", "signed up on", "sign up date", "=created", "created at", "=joined", "joined at", "date joined", "registered on", "registration date", "=registered", "=date submitted"]),
    field("role", P, Anything, &["=role", "role in the scheme", "sign up as a mentor", "sign up as", "mentor or mentee", "both mentor and mentee", "i want to be a", "i would like to be a", "participant type", "mentoring role", "=type", "=mentor mentee", "taking part as", "=user type", "program role", "programme role", "participant role", "would like to be", "participate as", "applying as", "applying to be", "register as", "registering as", "join as", "=mentee or mentor", "mentee or mentor", "i am a", "are you a mentor"]),
    field("full_name", P, Anything, &["=name", "full name", "your name", "name and surname", "participant name", "first and last name", "name of applicant", "=participant", "=person", "=mentor", "=mentee", "=mentor name", "=mentee name", "=vollstandiger name", "=nom complet", "=nombre completo", "name first last", "=user name", "=display name", "=employee name", "=preferred full name", "name of participant", "=member", "=contact name", "=staff name"]),
    field("first_name", P, Anything, &["first name", "given name", "forename", "=first", "christian name", "vorname", "prenom", "=nombre"]),
    field("last_name", P, Anything, &["last name", "surname", "family name", "=last", "nachname", "familienname", "=nom", "nom de famille", "apellido", "apellidos"]),
    field("preferred_name", P, Anything, &["preferred name", "known as", "familiar name", "what should we call you", "nickname"]),
    field("pronouns", P, Anything, &["pronouns", "your pronouns"]),
    field("email", P, Addresses, &["email", "email address", "mail", "=mail address", "email id", "contact email", "work email", "emailadresse", "adresse email", "courriel", "correo electronico", "correo", "user email", "primary email", "business email"]),
    field("phone", P, Anything, &["phone", "phone number", "telephone", "telephone number", "mobile", "mobile number", "contact number", "=tel", "telefon", "telefono"]),
    field("organisation", P, Anything, &["organisation", "organization", "institution", "college", "university", "agency", "account"]),
    field("department", P, Anything, &["department", "your department", "department or agency", "department or school", "school", "faculty", "unit", "division", "directorate", "business area", "=dept", "abteilung", "departement", "departamento", "=org unit", "department name", "organisational unit", "organizational unit", "which department"]),
    field("team", P, Anything, &["team", "research group", "group", "lab", "research team", "section"]),
    field("job_title", P, Anything, &["job title", "job title or role", "current role", "current job", "position", "job role", "role title", "your role", "=job", "=title", "occupation", "stelle", "poste", "puesto"]),
    field("grade", P, Anything, &["grade", "employment level", "seniority", "=level", "career stage", "band", "pay grade", "job level"]),
    field("employer", P, Anything, &["employer", "company", "current employer", "company name", "place of work"]),
    field("industry", P, Anything, &["industry", "sector", "business sector", "what industry"]),
    field("job_function", P, Anything, &["job function", "function", "profession", "your profession", "specialism"]),
    field("location", P, Anything, &["location", "city", "town", "campus", "geography", "country", "where are you based", "based in", "site", "office location", "ort", "lieu", "ciudad"]),
    field("time_zone", P, Anything, &["time zone", "timezone"]),
    field("year", P, Numbers, &["class year", "year of graduation", "graduation year", "year of matriculation", "matriculation year", "matriculation", "year of study", "=year", "graduated in"]),
    field("degree", P, Anything, &["degree", "degree code", "course", "programme of study", "subject studied", "degree subject"]),
    field("languages", P, Anything, &["languages", "languages spoken", "which languages", "language", "sprachen", "langues", "idiomas"]),
    field("biography", P, Anything, &["biography", "bio", "about you", "about yourself", "tell us about yourself", "short biography", "profile"]),
    field("source", P, Anything, &["how did you hear", "heard about", "hear about us", "where did you hear", "=source", "heard of the scheme"]),
    field("topics_offered", P, Anything, &["offer help with", "topics offered", "can you offer", "areas of expertise", "expertise", "can help with", "help others with", "can you mentor on", "topics you can help with", "willing to mentor in", "specialty", "=topics", "=skills", "could you offer", "support can you offer", "topics could you help with", "could you help with", "=topic", "topic offered", "skills to share", "subjects you can mentor", "strengths", "i can help with", "able to help with", "mentoring areas"]),
    field("topics_wanted", P, Anything, &["topics you want to work on", "topics wanted", "want to work on", "would like help with", "areas of interest", "want help with", "like to learn", "what do you want to learn", "looking for help with", "development areas", "areas for development", "support are you looking for", "topics of interest", "like to work on", "=topics", "want to develop", "topic wanted", "=topic", "=interests", "=interest", "skills to develop", "areas to develop", "would you like to learn", "need help with", "i want to learn", "mentoring needs"]),
    field("goals", P, Anything, &["goals", "your goals", "career goals", "hope to achieve", "want to achieve", "expectations", "objectives", "aims", "hope to get out", "hope to gain", "looking to gain", "ziele", "objectifs", "objetivos"]),
    field("capacity", P, Numbers, &["capacity", "how many mentees", "how many students", "number of mentees", "willing to take on", "max mentees", "maximum mentees", "max mentee count", "mentees at a time", "willing to mentor", "how many people", "mentor capacity", "max number of mentees", "mentee limit", "mentees can you take", "maximum number of mentees"]),
    field("formats", &[SheetKind::People, SheetKind::Meetings], Anything, &["formats", "format", "how would you like to meet", "like to meet", "meeting format", "preferred communication method", "communication method", "prefer to meet", "way of meeting", "=how", "how did you meet", "how was it held", "channel", "medium", "=mode", "meeting type", "preferred way of meeting"]),
    field("availability", P, Anything, &["availability", "when are you available", "preferred days", "preferred days and times", "preferred times", "days and times", "best time"]),
    field("experience", P, Anything, &["experience", "mentoring experience", "previous mentoring experience", "mentored before", "years experience", "been a mentor before"]),
    field("trained", P, YesNo, &["mentor training", "attended mentor training", "training", "attended training", "trained", "had training", "training completed", "completed training", "=training attended"]),
    field("first_time", P, YesNo, &["first time", "first time as a mentee", "first time as a mentor", "first time mentee", "first time mentor", "first time in the scheme"]),
    field("line_manager", P, Anything, &["line manager", "name of your line manager", "manager", "manager name", "supervisor", "manager email", "line manager email", "who manages you", "reports to", "your manager", "vorgesetzter", "vorgesetzte", "=boss"]),
    field("manager_agreed", P, YesNo, &["line manager agreed", "has your line manager agreed", "manager agreed", "manager approval", "line manager approval", "approval of your manager", "manager consent", "manager support", "line manager aware", "discussed with your line manager", "line manager supports"]),
    field("prefers", P, Anything, &["like as a mentor", "preferred mentor", "preferred mentors", "mentor preference", "prefer as a mentor", "anyone you would like", "would like to be matched with", "mentor in mind", "choice of mentor", "like to be paired with", "choice mentor", "mentor choice"]),
    field("avoids", P, Anything, &["prefer not to have", "prefer not", "not to have as a mentor", "not like to be matched", "avoid", "people to avoid", "should not be matched", "rather not", "conflicts of interest", "not be paired with", "not want to be matched"]),
    field("consent", P, YesNo, &["consent", "keep your details", "privacy notice", "agree to us using", "data protection", "gdpr", "consent to", "agree to the use", "use of my data", "happy for us to keep", "store my data"]),
    field("hidden_until", P, Days, &["hidden until", "unavailable until", "away until", "on leave until", "available from", "available again"]),
    field("mentor", PAIRED, Anything, &["=mentor", "=to mentor", "=mentor name", "=to", "=name of mentor", "=mentors", "=mentor full name", "=mentor asked", "=asked", "=mentor requested", "=requested mentor", "=offered to", "=preferred mentor", "=adviser", "=tutor", "=name of the mentor", "=your mentor", "=who is your mentor", "=first choice of mentor", "=first choice mentor", "=choice of mentor", "=choice mentor", "=mentor choice", "=first choice", "=preferred mentors", "=mentor assigned", "=assigned mentor", "=allocated mentor", "=matched mentor", "=current mentor", "=matched with"]),
    field("mentor_email", PAIRED, Addresses, &["=mentor email", "=mentor email address", "=mentor mail", "=email of mentor", "=email mentor", "=email address of mentor"]),
    field("mentee", PAIRED, Anything, &["=mentee", "=from mentee", "=mentee name", "=from", "=name of mentee", "=mentees", "=mentee full name", "=student", "=student name", "=requester", "=requested by", "=applicant", "=protege", "=name of the mentee", "=your mentee", "=name", "=full name", "=your name", "=assigned mentee", "=matched mentee", "=current mentee"]),
    field("mentee_email", PAIRED, Addresses, &["=mentee email", "=mentee email address", "=mentee mail", "=email of mentee", "=email mentee", "=email address of mentee", "=student email", "=email", "=email address", "=your email", "=your email address", "=work email"]),
    field("start", M, Days, &["match date", "start", "start date", "started", "date matched", "matched on", "matched", "date of match", "paired on", "pair date", "since", "begin", "beginning", "from date", "date paired", "=date", "=from", "connected on", "first day", "beginn", "connection date", "started on", "begin date", "=commenced", "assigned on", "date assigned", "allocated on", "date allocated"]),
    field("end", M, Days, &["end", "ends", "end date", "agreed end", "ends on", "planned end", "expected end", "end of match", "finish", "finish date", "until", "to date", "due to end", "=to", "last day", "ende", "expires on", "expires", "expiry date", "expiration date", "target end date", "projected end date"]),
    field("frequency", M, Anything, &["how often", "frequency", "meeting frequency", "cadence", "often do you meet", "meet every", "interval", "haufigkeit"]),
    field("minutes", &[SheetKind::Pairs, SheetKind::Meetings], Spans, &["length min", "length", "minutes", "duration", "how long", "meeting length", "preferred duration", "=mins", "=min", "time spent", "hours", "length of meeting", "duration min", "dauer"]),
    field("status", &[SheetKind::People, SheetKind::Pairs], Anything, &["status", "current status", "match status", "pair status", "state", "progress"]),
    field("agreement_signed", M, Anything, &["agreement signed", "agreement", "signed agreement", "contract signed", "mentoring agreement", "agreement date", "signed"]),
    field("meeting_date", S, Days, &["date of meeting", "meeting date", "=date", "when did you meet", "=when", "date met", "session date", "date of session", "=day", "met on", "=meeting", "=session", "datum", "=meeting day", "date of the meeting", "date of your meeting"]),
    field("meeting_status", S, Anything, &["did it happen", "status", "outcome", "did you meet", "happened", "held", "took place", "did the meeting take place", "attendance", "attended", "result", "meeting status"]),
    field("request_date", Q, Days, &["request date", "date of request", "requested on", "requested", "date requested", "=date", "submitted", "timestamp", "completion time", "date sent", "sent", "sent on", "date asked", "asked on", "received", "date received"]),
    field("topic", Q, Anything, &["topic", "topics", "subject", "help with", "area", "about", "theme", "what would you like help with"]),
    field("reply", Q, Anything, &["reply", "response", "answer", "outcome", "decision", "mentor response", "mentor reply", "accepted", "accept", "accepted or declined", "status", "result"]),
    field("reply_date", Q, Days, &["reply date", "date of reply", "response date", "replied on", "answered on", "date answered", "date replied", "date of response", "decision date", "responded on"]),
    field("decline_reason", Q, Anything, &["if declined why", "reason for declining", "decline reason", "why declined", "reason declined", "reason", "if no why", "if not why", "why not"]),
    field("reminder_sent", Q, Days, &["reminder sent", "reminder", "reminded on", "reminded", "date of reminder", "chased", "chased on", "last reminder", "chaser sent"]),
    field("last_contact", M, Days, &["last contact", "last contacted", "last spoke", "last heard", "last touched base"]),
    field("closed_on", M, Days, &["closed on", "date closed", "closed", "closing date", "actual end", "ended on", "date ended", "ended"]),
    field("notes", &[SheetKind::People, SheetKind::Pairs, SheetKind::Requests], Anything, &["notes", "note", "anything else", "comments", "comment", "remarks", "additional information", "other information", "any other comments", "further information", "message", "bemerkungen", "commentaires", "comentarios"]),
    field(EXTRA, ALL, Anything, &[]),
    field(IGNORE, ALL, Anything, &["=id", "=start time", "=last modified time", "=row", "=no", "=nr", "=respondent id", "=response id", "=collector id", "=ip address", "=score", "=lastly updated", "=total points", "=quiz feedback"]),
];

/// Parts of a person's name in a sheet that holds two people a row.
pub const PARTS: [(&str, &str, &str); 4] = [
    ("mentor", "first_name", "mentor|first_name"),
    ("mentor", "last_name", "mentor|last_name"),
    ("mentee", "first_name", "mentee|first_name"),
    ("mentee", "last_name", "mentee|last_name"),
];

/// The field or part with this id, as `--map` names it.
pub fn by_id(id: &str) -> Option<&'static str> {
    let id = id.trim().to_ascii_lowercase();
    FIELDS
        .iter()
        .map(|field| field.id)
        .chain(PARTS.iter().map(|(_, _, part)| *part))
        .find(|known| **known == id)
}

/// Whether a field holds several values, so that several columns may be it.
pub fn holds_several(id: &str) -> bool {
    const SEVERAL: [&str; 10] = [
        "topics_offered",
        "topics_wanted",
        "formats",
        "languages",
        "goals",
        "prefers",
        "avoids",
        "availability",
        "mentor",
        "mentee",
    ];
    SEVERAL.contains(&id)
}

/// The row of the table for an id; a part of a name is like any text.
pub fn row(id: &str) -> Option<&'static SheetField> {
    FIELDS.iter().find(|field| field.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::headings::normal;

    #[test]
    fn every_heading_of_the_table_stands_there_as_it_is_compared() {
        for field in FIELDS {
            for heading in field.headings {
                let heading = heading.trim_start_matches('=');
                assert_eq!(normal(heading), heading, "{}", field.id);
            }
        }
    }

    #[test]
    fn no_field_stands_in_the_table_twice_and_no_heading_in_one_field_twice() {
        for (at, field) in FIELDS.iter().enumerate() {
            assert!(FIELDS.iter().skip(at + 1).all(|other| other.id != field.id), "{}", field.id);
            for (at, heading) in field.headings.iter().enumerate() {
                assert!(!field.headings[at + 1..].contains(heading), "{} {heading}", field.id);
            }
        }
    }

    #[test]
    fn the_table_has_the_fields_of_the_interface_and_no_other() {
        let interface = "submitted_at role full_name first_name last_name preferred_name pronouns \
            email phone organisation department team job_title grade employer industry \
            job_function location time_zone year degree languages biography source topics_offered \
            topics_wanted goals capacity formats availability experience trained first_time \
            line_manager manager_agreed prefers avoids consent notes mentor mentor_email mentee \
            mentee_email start end frequency minutes status agreement_signed meeting_date \
            meeting_status request_date topic reply reply_date decline_reason reminder_sent \
            last_contact closed_on hidden_until extra ignore";
        let mut wanted: Vec<&str> = interface.split_whitespace().collect();
        let mut there: Vec<&str> = FIELDS.iter().map(|field| field.id).collect();
        wanted.sort_unstable();
        there.sort_unstable();
        assert_eq!(there, wanted);
    }
}
