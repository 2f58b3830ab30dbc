//! The agreement of a pair: how often and how long they meet, and who signed (R2).

use chrono::NaiveDate;

use crate::domain::change::{Builder, Change};
use crate::domain::codes::{Format, Frequency, Several};
use crate::domain::ids::PairId;
use crate::domain::records::Agreement;
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::verbs::pair::pair_of;
use crate::domain::verbs::request::not_later;

/// What a pair agreed on; what is none stays as it is (R2).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Agree {
    /// How often they meet.
    pub frequency: Option<Frequency>,
    /// Minutes of a meeting, 1 to 600.
    pub minutes: Option<i64>,
    /// Formats of the meetings.
    pub formats: Option<Several<Format>>,
    /// Day on which the mentor signed.
    pub mentor_signed: Option<NaiveDate>,
    /// Day on which the mentee signed.
    pub mentee_signed: Option<NaiveDate>,
}

/// Records what a pair agreed on (R2). A signature of a day to come is none yet.
pub fn agree_pair(
    scheme: &Scheme,
    today: NaiveDate,
    id: PairId,
    input: &Agree,
) -> Result<Change, Refusal> {
    pair_of(scheme, id)?;
    for day in [input.mentor_signed, input.mentee_signed].into_iter().flatten() {
        not_later("signed", day, today)?;
    }
    if input.minutes.is_some_and(|minutes| !(1..=600).contains(&minutes)) {
        return Err(Refusal::field("minutes", "a meeting lasts from 1 to 600 minutes"));
    }
    let mut agreement =
        scheme.get::<Agreement>(id).cloned().unwrap_or_else(|| Agreement::blank(id));
    agreement.frequency = input.frequency.or(agreement.frequency);
    agreement.minutes = input.minutes.or(agreement.minutes);
    agreement.formats = input.formats.clone().unwrap_or(agreement.formats);
    agreement.mentor_signed = input.mentor_signed.or(agreement.mentor_signed);
    agreement.mentee_signed = input.mentee_signed.or(agreement.mentee_signed);
    let mut builder = Builder::new(scheme);
    builder.put(agreement);
    Ok(builder.done(format!("the agreement of {{{id}}} is recorded")))
}
