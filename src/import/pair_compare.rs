//! A known pair beside its row: what differs is written, an empty cell changes nothing.

use super::differences::Differences;
use super::pairs::{Signed, Told, is_closed, set_status};
use super::plan::Outcome;
use super::reader::Reader;
use super::work::Work;
use crate::domain::Refusal;
use crate::domain::codes::{Status, Subject};
use crate::domain::ids::PairId;
use crate::domain::records::{Agreement, Pair};
use crate::domain::verbs::{end_on, resume_pair};

/// Compares a known pair with its row and writes what differs.
pub(super) fn compare(
    work: &mut Work<'_>,
    reader: &mut Reader<'_>,
    id: PairId,
    told: &Told,
) -> Result<Outcome, Refusal> {
    let mut seen = Differences::default();
    let Some(pair) = work.scheme.get::<Pair>(id).cloned() else { return Ok(seen.outcome()) };
    days(work, &mut seen, &pair, told)?;
    agreement(work, &mut seen, id, told)?;
    let stands = work.scheme.phases(Subject::Pair, id.0).max_by_key(|p| (p.since, p.id));
    let stands = stands.map(|phase| phase.status);
    if seen.saw("Status", stands, told.status) {
        if told.status == Some(Status::Active) {
            let since = work.today.max(pair.start);
            let change = resume_pair(&work.scheme, id, since)?;
            work.write(change)?;
        } else {
            set_status(work, reader, id, told)?;
        }
    }
    let extras = work.extras(Subject::Pair, id.0, &told.extras)?;
    seen.extras(extras);
    Ok(seen.outcome())
}

/// First day and agreed last day.
fn days(
    work: &mut Work<'_>,
    seen: &mut Differences,
    pair: &Pair,
    told: &Told,
) -> Result<(), Refusal> {
    let id = pair.id;
    if let Some(start) =
        told.start.filter(|start| seen.saw("Start", Some(pair.start), Some(*start)))
    {
        work.build(|builder| builder.change::<Pair>(id, |pair| pair.start = start))?;
    }
    let Some(end) = told.end.filter(|end| seen.saw("End", pair.agreed_end, Some(*end))) else {
        return Ok(());
    };
    if is_closed(work, id) {
        return work.build(|builder| {
            builder.change::<Pair>(id, |pair| pair.agreed_end = Some(end));
        });
    }
    let change = end_on(&work.scheme, id, end)?;
    work.write(change)
}

/// How often and how long they meet, and who signed.
fn agreement(
    work: &mut Work<'_>,
    seen: &mut Differences,
    id: PairId,
    told: &Told,
) -> Result<(), Refusal> {
    let stands = work.scheme.get::<Agreement>(id).cloned();
    let mut agreement = stands.clone().unwrap_or_else(|| Agreement::blank(id));
    if seen.saw("How often", agreement.frequency, told.frequency) {
        agreement.frequency = told.frequency;
    }
    if seen.saw("Minutes", agreement.minutes, told.minutes) {
        agreement.minutes = told.minutes;
    }
    let plain = |signed: bool| if signed { "yes" } else { "no" };
    match told.signed {
        Signed::On(on) if seen.saw("Signed", agreement.mentor_signed, Some(on)) => {
            agreement.mentor_signed = Some(on);
            agreement.mentee_signed = Some(on);
        }
        // a day that is known says more than a yes
        Signed::Plain(yes)
            if agreement.mentor_signed.is_none()
                && seen.saw("Signed", agreement.signed.map(plain), Some(plain(yes))) =>
        {
            agreement.signed = Some(yes);
        }
        Signed::Unsaid | Signed::On(_) | Signed::Plain(_) => {}
    }
    if stands.as_ref() == Some(&agreement) || agreement == Agreement::blank(id) {
        return Ok(());
    }
    work.build(|builder| builder.put(agreement))
}
