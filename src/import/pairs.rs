//! Rows that are pairs: new ones start as they stand, known ones are compared, closed ones stay closed.

use chrono::NaiveDate;

use super::drive::{About, Stop, Taken, drive};
use super::pair_compare::compare;
use super::plan::{Outcome, RowOutcome};
use super::reader::Reader;
use super::values::dates::{self, When};
use super::values::states;
use super::values::words;
use super::work::Work;
use crate::domain::codes::{CloseReason, Frequency, Origin, Several, Status, Subject};
use crate::domain::ids::{PairId, PersonId};
use crate::domain::records::{Agreement, Closure, Mentee, Mentor, Overrides, Pair};
use crate::domain::settings::Key;
use crate::domain::verbs::{
    ClosePair, Leave, StartPair, close_pair, hold_pair, start_pair, wind_down,
};
use crate::domain::{Builder, Link, Refusal};
use crate::text::Text;

/// Two rows are the same pair when the two people and the first day are.
type PairKey = (PersonId, PersonId, Option<NaiveDate>);

/// Takes all rows of a list of pairs.
pub(super) fn rows(work: &mut Work<'_>) -> Vec<RowOutcome> {
    drive(work, about, |_, _, _| (), take)
}

fn about(work: &mut Work<'_>, reader: &mut Reader<'_>) -> Result<About<PairKey>, Stop> {
    let start = reader.day_if_sure("start");
    let (mentor, mentee) = two_people(work, reader)?;
    Ok(About { key: (mentor, mentee, start?), at: None })
}

/// Mentor and mentee of a row; a row of totals says that it is one.
pub(super) fn two_people(
    work: &mut Work<'_>,
    reader: &mut Reader<'_>,
) -> Result<(PersonId, PersonId), String> {
    let mentor = reader.side("mentor");
    let mentee = reader.side("mentee");
    for named in [&mentor, &mentee].into_iter().flatten() {
        if is_total(&named.name) {
            return Err(format!("'{}' is no person: this looks like a row of totals", named.name));
        }
    }
    let mentor = mentor.ok_or("no mentor is named")?;
    let mentee = mentee.ok_or("no mentee is named")?;
    let mentor = work.person(reader, "mentor", &mentor)?;
    let mentee = work.person(reader, "mentee", &mentee)?;
    if mentor == mentee {
        return Err(format!("{} can't be their own mentor", work.scheme.name(mentor)));
    }
    Ok((mentor, mentee))
}

/// Whether a cell that should hold a name holds the word of a sum (fault 75).
pub(super) fn is_total(name: &str) -> bool {
    let words = super::headings::normal(name);
    let first = words.split(' ').next().unwrap_or_default();
    let sum = matches!(
        first,
        "total"
            | "totals"
            | "sum"
            | "subtotal"
            | "average"
            | "count"
            | "gesamt"
            | "summe"
            | "totaal"
            | "totale"
    );
    // "Total" is no first name; "Sum Lee" may be one
    (sum && words.split(' ').nth(1).is_none_or(|next| first == "total" || !is_word(next)))
        || words.starts_with("grand total")
}

fn is_word(text: &str) -> bool {
    text.chars().all(char::is_alphabetic) && !matches!(text, "of" | "all" | "rows" | "people")
}

/// A mentor of a pair is a mentor, and a mentee a mentee, also where no list of people said so.
pub(super) fn as_sides(
    work: &mut Work<'_>,
    reader: &mut Reader<'_>,
    mentor: Option<PersonId>,
    mentee: PersonId,
) -> Result<(), Refusal> {
    if let Some(mentor) = mentor.filter(|id| work.scheme.get::<Mentor>(*id).is_none()) {
        let capacity = work.scheme.settings().number(Key::FirstCapacity);
        work.build(|builder| builder.put(Mentor::with_capacity(mentor, capacity)))?;
        reader.remark(format!("{} becomes a mentor by it", work.scheme.name(mentor)));
    }
    if work.scheme.get::<Mentee>(mentee).is_none() {
        work.build(|builder| builder.put(Mentee::new(mentee)))?;
        reader.remark(format!("{} becomes a mentee by it", work.scheme.name(mentee)));
    }
    Ok(())
}

/// What a row says of a pair, read.
pub(super) struct Told {
    pub(super) start: Option<NaiveDate>,
    pub(super) end: Option<NaiveDate>,
    pub(super) frequency: Option<Frequency>,
    pub(super) minutes: Option<i64>,
    pub(super) signed: Signed,
    pub(super) status: Option<Status>,
    pub(super) closed_on: Option<NaiveDate>,
    pub(super) reason: Option<CloseReason>,
    pub(super) extras: Vec<(String, String)>,
}

/// What a row says of the signatures.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Signed {
    Unsaid,
    Plain(bool),
    On(NaiveDate),
}

fn told(reader: &mut Reader<'_>, start: Option<NaiveDate>) -> Told {
    if reader.is_vague("start") {
        let text = reader.text("start").unwrap_or_default();
        reader.keep("start", &format!("“{text}” is no day"));
    }
    let end = reader.day("end");
    let frequency = reader.line("frequency").and_then(|text| {
        let frequency = words::frequency(&text);
        if frequency.is_none() {
            reader.keep("frequency", "not a frequency that pairs can have");
        }
        frequency
    });
    let minutes = reader.minutes().unwrap_or_else(|_| {
        reader.keep("minutes", "not a length of a meeting");
        None
    });
    let signed = signed(reader);
    let text = reader.line("status");
    let mut status = text.as_deref().and_then(states::pair_status);
    if text.is_some() && status.is_none() {
        reader.keep("status", "not a status of a pair");
    }
    let closed_on = reader.day("closed_on");
    if closed_on.is_some() && status.is_none_or(|status| status != Status::Closed) {
        if status.is_some() {
            reader.remark("it has a closing day, so it is taken as closed");
        }
        status = Some(Status::Closed);
    }
    reader.keep_quietly("last_contact");
    reader.keep_quietly("notes");
    Told {
        start,
        end,
        frequency,
        minutes,
        signed,
        status,
        closed_on,
        reason: text.as_deref().and_then(states::close_reason),
        extras: reader.extras(),
    }
}

/// A day, or yes and no: "Y", "12/12/2025", "Yes, 3 February".
fn signed(reader: &mut Reader<'_>) -> Signed {
    let Some(cell) = reader.cell("agreement_signed") else { return Signed::Unsaid };
    if let Ok(When::At(day, _)) = dates::read(cell, reader.order("agreement_signed")) {
        return Signed::On(day);
    }
    match reader.yes_no("agreement_signed") {
        // a list says of every pair whether it is signed, also where nobody said that it is not
        Some(said) if reader.is_own() && !said.yes => Signed::Unsaid,
        Some(said) => match said.day {
            Some(When::At(day, _)) if said.yes => Signed::On(day),
            _ => Signed::Plain(said.yes),
        },
        None => Signed::Unsaid,
    }
}

fn take(work: &mut Work<'_>, reader: &mut Reader<'_>, key: &PairKey) -> Taken {
    let (mentor, mentee, start) = *key;
    let told = told(reader, start);
    work.stays(&[mentor, mentee]);
    match known(work, mentor, mentee, &told)? {
        Some(pair) => {
            work.met(pair);
            if told.status != Some(Status::Closed) && is_closed(work, pair) {
                reader.remark(format!("pair {pair} is closed; a sheet does not open it again"));
                return Ok(Outcome::Skipped);
            }
            compare(work, reader, pair, &told).map_err(|why| why.to_string())
        }
        None => add(work, reader, mentor, mentee, &told).map_err(|why| why.to_string()),
    }
}

pub(super) fn is_closed(work: &Work<'_>, pair: PairId) -> bool {
    work.scheme
        .phases(Subject::Pair, pair.0)
        .max_by_key(|phase| (phase.since, phase.id))
        .is_some_and(|phase| phase.status == Status::Closed)
}

/// The pair that a row is about: of the same first day, else the open one of the two, else the only
/// one when the row gives no day.
fn known(
    work: &Work<'_>,
    mentor: PersonId,
    mentee: PersonId,
    told: &Told,
) -> Result<Option<PairId>, String> {
    let both: Vec<&Pair> = work
        .scheme
        .linked::<Pair>(Link::PairsOfMentor, mentor)
        .filter(|pair| pair.mentee == mentee)
        .collect();
    let same_day = both.iter().find(|pair| told.start == Some(pair.start));
    if let Some(pair) = same_day {
        return Ok(Some(pair.id));
    }
    if told.start.is_none() {
        return Ok(both.iter().max_by_key(|pair| (pair.start, pair.id)).map(|pair| pair.id));
    }
    let open = both.iter().find(|pair| !is_closed(work, pair.id));
    match open {
        Some(pair) if told.status != Some(Status::Closed) => {
            if work.has_met(pair.id) {
                return Err(format!("the two have an open pair already: {}", pair.id));
            }
            Ok(Some(pair.id))
        }
        _ => Ok(None),
    }
}

/// A new pair, as it stands in the sheet, rules or no rules (M3).
fn add(
    work: &mut Work<'_>,
    reader: &mut Reader<'_>,
    mentor: PersonId,
    mentee: PersonId,
    told: &Told,
) -> Result<Outcome, Refusal> {
    let today = work.today;
    as_sides(work, reader, Some(mentor), mentee)?;
    let start = told.start.unwrap_or_else(|| {
        let start = told.closed_on.or(told.end).unwrap_or(today).min(today);
        reader.remark(format!("no first day: {start} is taken"));
        start
    });
    let mut input = StartPair::of(mentee, mentor, start);
    input.end = told.end;
    input.origin = Origin::Imported;
    input.provisional = told.status == Some(Status::Provisional);
    input.frequency = told.frequency;
    input.minutes = told.minutes;
    input.leave = Leave::as_in_sheet();
    let (pair, change) = start_pair(&work.scheme, today, &input)?;
    work.write(change)?;
    work.met(pair);
    put_signed(work, pair, told.signed)?;
    set_status(work, reader, pair, told)?;
    say_overrides(work, reader, pair, told)?;
    let extras: Vec<(String, String)> = told.extras.clone();
    work.extras(Subject::Pair, pair.0, &extras)?;
    Ok(Outcome::Added)
}

/// A closed pair needs no leave; of an open one it is said what speaks against it.
fn say_overrides(
    work: &mut Work<'_>,
    reader: &mut Reader<'_>,
    id: PairId,
    told: &Told,
) -> Result<(), Refusal> {
    let Some(pair) = work.scheme.get::<Pair>(id) else { return Ok(()) };
    if told.status == Some(Status::Closed) {
        return work.build(|builder| {
            builder.change::<Pair>(id, |pair| pair.overrides = Overrides::default());
        });
    }
    let rules: Vec<&str> = pair.overrides.iter().map(|(rule, _)| rule).collect();
    if !rules.is_empty() {
        reader.remark(format!("against {}: kept as in the sheet", rules.join(", ")));
    }
    Ok(())
}

fn put_signed(work: &mut Work<'_>, pair: PairId, signed: Signed) -> Result<bool, Refusal> {
    let mark = work.mark();
    let agreement =
        work.scheme.get::<Agreement>(pair).cloned().unwrap_or_else(|| Agreement::blank(pair));
    work.build(|builder: &mut Builder<'_>| {
        let mut agreement = agreement;
        match signed {
            Signed::Unsaid => return,
            Signed::Plain(signed) => agreement.signed = Some(signed),
            Signed::On(day) => {
                agreement.mentor_signed = Some(day);
                agreement.mentee_signed = Some(day);
            }
        }
        builder.put(agreement);
    })?;
    Ok(work.wrote_since(mark))
}

/// Brings a pair into the state that its row gives; "on hold" counts from the day of the import, as
/// no sheet says since when.
pub(super) fn set_status(
    work: &mut Work<'_>,
    reader: &mut Reader<'_>,
    id: PairId,
    told: &Told,
) -> Result<(), Refusal> {
    let today = work.today;
    let Some(pair) = work.scheme.get::<Pair>(id) else { return Ok(()) };
    let since = today.max(pair.start);
    let why = Text::from(Overrides::AS_IN_SHEET);
    let change = match told.status {
        Some(Status::OnHold) => {
            reader.remark(format!("on hold from {since}, the day of the import"));
            hold_pair(&work.scheme, id, since, &why)?
        }
        Some(Status::WindingDown) => wind_down(&work.scheme, id, since, &why)?,
        Some(Status::Closed) => return close(work, reader, id, told),
        _ => return Ok(()),
    };
    work.write(change)
}

/// Closes a pair on its day in the sheet. A reason that the sheet does not give is left open.
fn close(
    work: &mut Work<'_>,
    reader: &mut Reader<'_>,
    id: PairId,
    told: &Told,
) -> Result<(), Refusal> {
    let today = work.today;
    let day = told.closed_on.unwrap_or_else(|| {
        let day = told.end.filter(|end| *end <= today).unwrap_or(today);
        reader.remark(format!("no closing day: {day} is taken"));
        day
    });
    let mut closing = ClosePair::on(day);
    // The verb asks for a reason; where the sheet has none, it is taken out again below.
    closing.reasons = Several(vec![told.reason.unwrap_or(CloseReason::TermCompleted)]);
    let change = close_pair(&work.scheme, today, id, &closing)?;
    work.write(change)?;
    if told.reason.is_none() {
        work.build(|builder| {
            builder.change::<Closure>(id, |closure| closure.reasons = Several::default());
        })?;
    }
    Ok(())
}
