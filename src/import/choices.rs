//! The fields that a column of a sheet can be, with a label each, for whoever chooses one.

use super::fields::{FIELDS, PARTS, SheetKind};

/// A field to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The id, as `--map` and a remembered mapping have it.
    pub id: &'static str,
    /// What a person calls it.
    pub label: &'static str,
}

/// Labels of all fields, in the order in which they are offered.
const LABELS: &[(&str, &str)] = &[
    ("full_name", "Name"),
    ("first_name", "First name"),
    ("last_name", "Last name"),
    ("email", "E-mail"),
    ("role", "Mentor or mentee"),
    ("mentor", "Mentor"),
    ("mentor|first_name", "Mentor's first name"),
    ("mentor|last_name", "Mentor's last name"),
    ("mentor_email", "Mentor's e-mail"),
    ("mentee", "Mentee"),
    ("mentee|first_name", "Mentee's first name"),
    ("mentee|last_name", "Mentee's last name"),
    ("mentee_email", "Mentee's e-mail"),
    ("meeting_date", "Day of the meeting"),
    ("meeting_status", "How the meeting went"),
    ("request_date", "Day of the request"),
    ("topic", "Topic of the request"),
    ("reply", "Reply"),
    ("reply_date", "Day of the reply"),
    ("decline_reason", "Why declined"),
    ("reminder_sent", "Reminder sent on"),
    ("start", "First day"),
    ("end", "Agreed end"),
    ("frequency", "How often they meet"),
    ("minutes", "Length of a meeting"),
    ("status", "Status"),
    ("agreement_signed", "Agreement signed"),
    ("last_contact", "Last contact"),
    ("closed_on", "Closed on"),
    ("preferred_name", "Called"),
    ("pronouns", "Pronouns"),
    ("phone", "Phone"),
    ("organisation", "Organisation"),
    ("department", "Department"),
    ("team", "Team or group"),
    ("job_title", "Job title"),
    ("grade", "Grade"),
    ("employer", "Employer"),
    ("industry", "Industry"),
    ("job_function", "Job function"),
    ("location", "Location"),
    ("time_zone", "Time zone"),
    ("year", "Year"),
    ("degree", "Degree"),
    ("languages", "Languages"),
    ("biography", "Biography"),
    ("topics_offered", "Topics offered"),
    ("topics_wanted", "Topics wanted"),
    ("goals", "Goals"),
    ("capacity", "Capacity"),
    ("formats", "Ways of meeting"),
    ("availability", "Availability"),
    ("experience", "Experience"),
    ("trained", "Trained"),
    ("first_time", "First time"),
    ("line_manager", "Line manager"),
    ("manager_agreed", "Line manager agreed"),
    ("prefers", "Would like"),
    ("avoids", "Avoids"),
    ("consent", "Consent"),
    ("hidden_until", "Hidden until"),
    ("source", "Heard of us"),
    ("submitted_at", "Submitted"),
    ("notes", "Notes"),
    ("extra", "keep as an extra field"),
    ("ignore", "leave out"),
];

/// The fields of a kind of sheet, in the order in which they are offered; the last two are to keep
/// a column as it stands and to leave it out.
pub fn choices(kind: SheetKind) -> impl Iterator<Item = Choice> {
    let of_kind = move |id: &str| {
        let part = kind != SheetKind::People && PARTS.iter().any(|(_, _, part)| *part == id);
        part || FIELDS.iter().any(|field| field.id == id && field.kinds.contains(&kind))
    };
    LABELS.iter().filter(move |(id, _)| of_kind(id)).map(|(id, label)| Choice { id, label })
}

/// What a person calls a field.
pub fn label(id: &str) -> &str {
    LABELS.iter().find(|(known, _)| *known == id).map_or(id, |(_, label)| label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_a_label_and_every_label_a_field() {
        let parts = PARTS.iter().map(|(_, _, part)| *part);
        let mut ids: Vec<&str> = FIELDS.iter().map(|field| field.id).chain(parts).collect();
        let mut labelled: Vec<&str> = LABELS.iter().map(|(id, _)| *id).collect();
        ids.sort_unstable();
        labelled.sort_unstable();
        assert_eq!(labelled, ids);
    }

    #[test]
    fn a_kind_offers_its_own_fields_and_the_two_ways_out_last() {
        let meetings: Vec<&str> = choices(SheetKind::Meetings).map(|choice| choice.id).collect();
        assert!(meetings.contains(&"mentor|first_name") && !meetings.contains(&"email"));
        assert_eq!(meetings.last_chunk(), Some(&["extra", "ignore"]));
        assert!(choices(SheetKind::People).all(|choice| !choice.id.contains('|')));
    }
}
