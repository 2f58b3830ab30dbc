//! A person: one record for whoever is mentor, mentee, both, line manager or sponsor (P1).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::codes::Channel;
use crate::domain::field::{
    Field, choice_field, day_field, number_field, text_field, yes_no_field,
};
use crate::domain::ids::PersonId;
use crate::domain::profile::Profile;
use crate::domain::tables::{Called, Link, Linked};
use crate::text::{Text, fold};

/// A person of the scheme (P1). Status is dated and kept in phases; the line manager in lines.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// Primary key, shown as `P12`.
    pub id: PersonId,
    /// The name as shown and searched; never empty.
    pub full_name: Text,
    /// First name, where a sheet or form gave it apart.
    pub first_name: Text,
    /// Last name, where a sheet or form gave it apart.
    pub last_name: Text,
    /// What the person wishes to be called.
    pub preferred_name: Text,
    /// Pronouns, as given.
    pub pronouns: Text,
    /// E-mail address as given; compared with case folded. One person an address.
    pub email: Text,
    /// Phone number as given.
    pub phone: Text,
    /// How the person prefers to be reached.
    pub preferred_channel: Option<Channel>,
    /// Organisation.
    pub organisation: Text,
    /// Department or school.
    pub department: Text,
    /// Research group or team (rule `group` of M2).
    pub team: Text,
    /// Job title.
    pub job_title: Text,
    /// Grade or seniority.
    pub grade: Text,
    /// Employer of an alumnus.
    pub employer: Text,
    /// Industry.
    pub industry: Text,
    /// Job function.
    pub job_function: Text,
    /// Town or campus.
    pub location: Text,
    /// Time zone.
    pub time_zone: Text,
    /// Year of matriculation or graduation.
    pub year: Option<i64>,
    /// Degree.
    pub degree: Text,
    /// Cohort of the scheme.
    pub cohort: Text,
    /// Languages, separated by commas.
    pub languages: Text,
    /// Short biography.
    pub biography: Text,
    /// Where the person heard of the scheme.
    pub source: Text,
    /// Remarks of the person (access needs, dates); nothing of what was said in a meeting.
    pub notes: Text,
    /// Day of joining the scheme.
    pub joined: Option<NaiveDate>,
    /// Day on which the role statement was accepted.
    pub role_accepted: Option<NaiveDate>,
    /// Day on which the equality commitment was accepted.
    pub equality_accepted: Option<NaiveDate>,
    /// Whether the person consents to the use of their data; none while unknown.
    pub consent: Option<bool>,
    /// Version of the notice consented to.
    pub consent_version: Text,
    /// Day of the consent.
    pub consent_on: Option<NaiveDate>,
    /// Last day on which the data may be kept.
    pub keep_until: Option<NaiveDate>,
    /// Why that day was put off (rule `keep-until-passed`).
    pub keep_reason: Text,
}

impl Person {
    /// A person of this name with nothing else known.
    pub fn named(id: PersonId, full_name: impl Into<Text>) -> Self {
        Self {
            id,
            full_name: full_name.into(),
            first_name: Text::default(),
            last_name: Text::default(),
            preferred_name: Text::default(),
            pronouns: Text::default(),
            email: Text::default(),
            phone: Text::default(),
            preferred_channel: None,
            organisation: Text::default(),
            department: Text::default(),
            team: Text::default(),
            job_title: Text::default(),
            grade: Text::default(),
            employer: Text::default(),
            industry: Text::default(),
            job_function: Text::default(),
            location: Text::default(),
            time_zone: Text::default(),
            year: None,
            degree: Text::default(),
            cohort: Text::default(),
            languages: Text::default(),
            biography: Text::default(),
            source: Text::default(),
            notes: Text::default(),
            joined: None,
            role_accepted: None,
            equality_accepted: None,
            consent: None,
            consent_version: Text::default(),
            consent_on: None,
            keep_until: None,
            keep_reason: Text::default(),
        }
    }

    /// The e-mail address as it is compared: without white space around it, in lower case.
    pub fn email_key(&self) -> String {
        self.email.exact().trim().to_lowercase()
    }
}

impl Linked for Person {
    fn links(&self, _: &mut dyn FnMut(Link, i64)) {}

    /// "Tom Reed", "Reed, Tom" and the address; parts of the name only where both are known.
    fn names(&self, name: &mut dyn FnMut(Called, String)) {
        name(Called::Person, fold(self.full_name.exact()));
        if !self.email.is_empty() {
            let address = fold(self.email.exact());
            name(Called::Person, address.clone());
            name(Called::Email, address);
        }
        if !self.first_name.is_empty() && !self.last_name.is_empty() {
            let (first, last) = (self.first_name.exact(), self.last_name.exact());
            name(Called::Person, fold(&format!("{first} {last}")));
            name(Called::Person, fold(&format!("{last}, {first}")));
        }
    }
}

/// The fields of a person: read by import, forms, cards, lists, export and commands. The headings
/// of sheets that mean a field stand in `import/fields.rs`.
pub const FIELDS: &[Field<Profile>] = &[
    text_field!("full_name", "Name", person.full_name),
    text_field!("first_name", "First name", person.first_name),
    text_field!("last_name", "Last name", person.last_name),
    text_field!("preferred_name", "Called", person.preferred_name),
    text_field!("pronouns", "Pronouns", person.pronouns),
    text_field!(email "email", "E-mail", person.email),
    text_field!("phone", "Phone", person.phone),
    text_field!("organisation", "Organisation", person.organisation),
    text_field!("department", "Department", person.department),
    text_field!("team", "Team or group", person.team),
    text_field!("job_title", "Job title", person.job_title),
    text_field!("grade", "Grade", person.grade),
    text_field!("employer", "Employer", person.employer),
    text_field!("industry", "Industry", person.industry),
    text_field!("job_function", "Job function", person.job_function),
    text_field!("location", "Location", person.location),
    text_field!("time_zone", "Time zone", person.time_zone),
    number_field!("year", "Year", 1900..=2100, person.year),
    text_field!("degree", "Degree", person.degree),
    text_field!("cohort", "Cohort", person.cohort),
    text_field!("languages", "Languages", person.languages),
    text_field!(long "biography", "Biography", person.biography),
    text_field!("source", "Heard of us", person.source),
    text_field!(
        long "notes",
        "Notes",
        person.notes
    ),
    day_field!("joined", "Joined", person.joined),
    yes_no_field!("consent", "Consent", person.consent),
    choice_field!("preferred_channel", "Prefers", Channel, person.preferred_channel),
    text_field!("consent_version", "Notice consented to", person.consent_version),
    day_field!("consent_on", "Consent given", person.consent_on),
    day_field!("role_accepted", "Role accepted", person.role_accepted),
    day_field!("equality_accepted", "Equality accepted", person.equality_accepted),
    day_field!("keep_until", "Keep until", person.keep_until),
    text_field!("keep_reason", "Kept longer because", person.keep_reason),
];
