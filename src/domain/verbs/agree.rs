//! The agreement of a pair: every clause, who signed, the first conversation; and what is usual (R2, R6).

use chrono::NaiveDate;

use crate::domain::change::{Builder, Change};
use crate::domain::codes::TopicSide;
use crate::domain::entry::Given;
use crate::domain::ids::PairId;
use crate::domain::records::agreement::{FIELDS, clauses};
use crate::domain::records::{Agreement, Mentee, Mentor, Pair, Request};
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::settings::Key;
use crate::domain::verbs::pair::pair_of;
use crate::domain::verbs::request::not_later;
use crate::text::Text;

/// The clauses whose usual text is a setting of the scheme.
const USUAL: &[(&str, Key)] = &[
    ("frequency", Key::UsualFrequency),
    ("minutes", Key::DefaultMinutes),
    ("formats", Key::UsualFormat),
    ("support", Key::UsualSupport),
    ("ground_rules", Key::UsualGroundRules),
    ("venue", Key::UsualVenue),
    ("cancellation", Key::UsualCancellation),
    ("agendas", Key::UsualAgendas),
    ("confidentiality", Key::UsualConfidentiality),
    ("recording", Key::UsualRecording),
    ("contact_between", Key::UsualContactBetween),
    ("evaluation", Key::UsualEvaluation),
    ("early_end", Key::UsualEarlyEnd),
];

/// Records what a pair agreed on, who signed on which day, and what came of the first conversation
/// (R2, R6): field ids of [`FIELDS`] with their canonical values; fields that are not given stay.
/// Only a plan or a signature of a day that has come is one.
pub fn agree_pair(
    scheme: &Scheme,
    today: NaiveDate,
    id: PairId,
    given: &Given,
) -> Result<Change, Refusal> {
    pair_of(scheme, id)?;
    let mut agreement = agreement_of(scheme, id);
    for (field, value) in given {
        let known = FIELDS.iter().find(|known| known.id == *field);
        let known = known.ok_or_else(|| Refusal::NotFound(format!("clause '{field}'")))?;
        (known.set)(&mut agreement, value).map_err(|error| Refusal::from((known.id, error)))?;
    }
    for (field, day) in [
        ("plan_shared", agreement.plan_shared),
        ("mentor_signed", agreement.mentor_signed),
        ("mentee_signed", agreement.mentee_signed),
        ("first_talk", agreement.first_talk),
    ] {
        day.map_or(Ok(()), |day| not_later(field, day, today))?;
    }
    if agreement == Agreement::blank(id) && scheme.get::<Agreement>(id).is_none() {
        return Err(Refusal::because("nothing is filled in yet: give a clause or a signature"));
    }
    let missing = agreement.missing();
    let mut builder = Builder::new(scheme);
    builder.put(agreement);
    let rest = match missing.as_slice() {
        [] => "nothing is missing".to_owned(),
        [only] => format!("missing: {}", only.to_lowercase()),
        several => format!("{} clauses are missing", several.len()),
    };
    Ok(builder.done(format!("the agreement of {{{id}}} is recorded, {rest}")))
}

/// The values that are given, and for every clause that then is still empty the usual one: what the
/// scheme has as its default, or what request, mentee and mentor tell of it. A clause of which
/// nothing is known stays empty.
pub fn as_usual(scheme: &Scheme, id: PairId, given: &Given) -> Vec<(&'static str, String)> {
    let kept = agreement_of(scheme, id);
    let mut all = given.to_vec();
    for field in clauses() {
        let told = given.iter().find(|(id, _)| *id == field.id);
        let is_empty = told.map_or_else(|| (field.get)(&kept).is_empty(), |(_, v)| v.is_empty());
        let usual = usual_clause(scheme, id, field.id);
        if is_empty && !usual.is_empty() {
            all.retain(|(id, _)| *id != field.id);
            all.push((field.id, usual));
        }
    }
    all
}

/// What a clause usually says in a pair, in canonical text; empty where nothing is known.
pub fn usual_clause(scheme: &Scheme, id: PairId, clause: &str) -> String {
    if let Some((_, key)) = USUAL.iter().find(|(usual, _)| *usual == clause) {
        return scheme.settings().text(*key).to_owned();
    }
    let Some(pair) = scheme.get::<Pair>(id) else { return String::new() };
    let mentee = scheme.get::<Mentee>(pair.mentee);
    let told = match clause {
        "objective" => {
            let request = pair.request.and_then(|request| scheme.get::<Request>(request));
            first_of([request.map(|request| &request.topic), mentee.map(|mentee| &mentee.goals)])
        }
        "activities" => {
            let wanted = scheme.topics(pair.mentee, TopicSide::Wanted).map(Text::exact);
            wanted.collect::<Vec<_>>().join("; ")
        }
        "availability" => {
            let mentor = scheme.get::<Mentor>(pair.mentor).map(|mentor| &mentor.availability);
            first_of([mentor, mentee.map(|mentee| &mentee.availability)])
        }
        _ => String::new(),
    };
    // a clause is one line
    told.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The first of some texts in which something stands.
fn first_of(texts: [Option<&Text>; 2]) -> String {
    let told = texts.into_iter().flatten().find(|text| !text.is_empty());
    told.map_or_else(String::new, |text| text.exact().to_owned())
}

fn agreement_of(scheme: &Scheme, id: PairId) -> Agreement {
    scheme.get::<Agreement>(id).cloned().unwrap_or_else(|| Agreement::blank(id))
}
