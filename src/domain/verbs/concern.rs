//! Concerns (V5): raise, change, close and reopen; the words of these changes say nothing of what they are.

use chrono::NaiveDate;

use crate::domain::change::{Builder, Change};
use crate::domain::codes::{ConcernCategory, ConcernStatus, Priority};
use crate::domain::ids::{AnyId, ConcernId, PairId, PersonId};
use crate::domain::records::{Concern, ConcernText};
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::verbs::request::not_later;
use crate::text::{Text, days};

/// All that is kept of a concern (V5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConcernInput {
    /// The person or pair; none for the scheme as a whole.
    pub about: Option<AnyId>,
    /// Day on which it was raised; not after today.
    pub day: NaiveDate,
    /// What it is about; must be chosen.
    pub category: Option<ConcernCategory>,
    /// How much it presses.
    pub priority: Priority,
    /// Day on which it was closed; none while it is open.
    pub closed: Option<NaiveDate>,
    /// What was raised; must not be empty.
    pub text: Text,
    /// To whom it was referred; a concern that was is `referred` until it is closed.
    pub referred_to: Text,
    /// What was done about it.
    pub note: Text,
}

impl ConcernInput {
    /// A concern raised on a day with nothing else said yet.
    pub fn on(day: NaiveDate, about: Option<AnyId>) -> Self {
        Self {
            about,
            day,
            category: None,
            priority: Priority::Routine,
            closed: None,
            text: Text::default(),
            referred_to: Text::default(),
            note: Text::default(),
        }
    }

    /// A concern as it stands, to be changed.
    pub fn of(concern: &Concern, text: Option<&ConcernText>) -> Self {
        let mut input = Self::on(concern.day, concern.about());
        input.category = Some(concern.category);
        input.priority = concern.priority;
        input.closed = concern.closed;
        if let Some(text) = text {
            input.text = text.text.clone();
            input.referred_to = text.referred_to.clone();
            input.note = text.note.clone();
        }
        input
    }

    fn head(&self, id: ConcernId, category: ConcernCategory) -> Concern {
        let of = |letter| self.about.filter(|id| id.letter == letter).map(|id| id.number);
        Concern {
            id,
            person: of('P').map(PersonId),
            pair: of('M').map(PairId),
            day: self.day,
            category,
            priority: self.priority,
            status: status(self.closed, &self.referred_to),
            closed: self.closed,
        }
    }

    fn said(&self, id: ConcernId) -> ConcernText {
        let trimmed = |text: &Text| Text::new(text.exact().trim());
        ConcernText {
            id,
            text: trimmed(&self.text),
            referred_to: trimmed(&self.referred_to),
            note: trimmed(&self.note),
        }
    }
}

/// Raises a concern about a person, a pair or the scheme as a whole.
pub fn raise_concern(
    scheme: &Scheme,
    today: NaiveDate,
    input: &ConcernInput,
) -> Result<(ConcernId, Change), Refusal> {
    let mut builder = Builder::new(scheme);
    let id = builder.new_id::<Concern>();
    let category = checked(scheme, today, input)?;
    builder.put(input.head(id, category));
    builder.put(input.said(id));
    Ok((id, builder.done(format!("{{{id}}} is recorded"))))
}

/// Changes a concern; `before` is its text as it was read for this change.
pub fn change_concern(
    scheme: &Scheme,
    today: NaiveDate,
    id: ConcernId,
    before: Option<&ConcernText>,
    input: &ConcernInput,
) -> Result<Change, Refusal> {
    known(scheme, id)?;
    let category = checked(scheme, today, input)?;
    let mut builder = Builder::new(scheme);
    builder.put(input.head(id, category));
    builder.put_over(before, input.said(id));
    Ok(builder.done(format!("{{{id}}} is changed")))
}

/// Closes a concern on a day.
pub fn close_concern(
    scheme: &Scheme,
    today: NaiveDate,
    id: ConcernId,
    day: NaiveDate,
) -> Result<Change, Refusal> {
    let concern = known(scheme, id)?;
    if let Some(closed) = concern.closed {
        let closed = days::long(closed);
        return Err(Refusal::because(format!("concern {id} was closed on {closed} already")));
    }
    closed_days(concern.day, day, today)?;
    let mut builder = Builder::new(scheme);
    builder.change::<Concern>(id, |concern| {
        concern.closed = Some(day);
        concern.status = ConcernStatus::Closed;
    });
    Ok(builder.done(format!("{{{id}}} is closed")))
}

/// Opens a closed concern again; `text` is what it says, which tells whether it was referred.
pub fn reopen_concern(
    scheme: &Scheme,
    id: ConcernId,
    text: Option<&ConcernText>,
) -> Result<Change, Refusal> {
    if known(scheme, id)?.closed.is_none() {
        return Err(Refusal::because(format!("concern {id} is open")));
    }
    let referred_to = text.map(|text| text.referred_to.clone()).unwrap_or_default();
    let mut builder = Builder::new(scheme);
    builder.change::<Concern>(id, |concern| {
        concern.closed = None;
        concern.status = status(None, &referred_to);
    });
    Ok(builder.done(format!("{{{id}}} is open again")))
}

fn known(scheme: &Scheme, id: ConcernId) -> Result<&Concern, Refusal> {
    scheme.get::<Concern>(id).ok_or_else(|| Refusal::NotFound(format!("concern {id}")))
}

fn status(closed: Option<NaiveDate>, referred_to: &Text) -> ConcernStatus {
    match closed {
        Some(_) => ConcernStatus::Closed,
        None if referred_to.exact().trim().is_empty() => ConcernStatus::Open,
        None => ConcernStatus::Referred,
    }
}

/// Refuses what cannot be, and gives the category.
fn checked(
    scheme: &Scheme,
    today: NaiveDate,
    input: &ConcernInput,
) -> Result<ConcernCategory, Refusal> {
    if let Some(about) = input.about {
        if !matches!(about.letter, 'P' | 'M') {
            return Err(Refusal::field(
                "about",
                "a concern is about a person, a pair or the scheme: choose one of them",
            ));
        }
        if !scheme.has(about) {
            return Err(Refusal::field("about", format!("there is no {about}")));
        }
    }
    not_later("day", input.day, today)?;
    if let Some(closed) = input.closed {
        closed_days(input.day, closed, today)?;
    }
    if input.text.exact().trim().is_empty() {
        return Err(Refusal::field("text", "say what was raised, in a few words"));
    }
    input.category.ok_or_else(|| Refusal::field("category", "choose what it is about"))
}

fn closed_days(raised: NaiveDate, closed: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    not_later("closed", closed, today)?;
    if closed < raised {
        let raised = days::long(raised);
        return Err(Refusal::field(
            "closed",
            format!("it was raised on {raised}: give that day or a later one"),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::records::Person;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn someone() -> Scheme {
        let empty = Scheme::default();
        let mut builder = Builder::new(&empty);
        builder.put(Person::named(PersonId(1), "Ana Costa"));
        empty.after(&builder.done("")).unwrap()
    }

    fn input() -> ConcernInput {
        ConcernInput {
            category: Some(ConcernCategory::Conduct),
            text: "what was said".into(),
            ..ConcernInput::on(day("2026-03-01"), Some(PersonId(1).into()))
        }
    }

    #[test]
    fn v5_the_words_of_every_change_say_that_there_is_one_and_nothing_else() {
        let (scheme, today) = (someone(), day("2026-03-03"));
        let (id, raised) = raise_concern(&scheme, today, &input()).unwrap();
        let open = scheme.after(&raised).unwrap();
        let closed = close_concern(&open, today, id, today).unwrap();
        let shut = open.after(&closed).unwrap();
        let again = reopen_concern(&shut, id, None).unwrap();
        let words: Vec<_> = [&raised, &closed, &again].map(|c| shut.words(&c.words)).into();
        let expected =
            ["concern C1 is recorded", "concern C1 is closed", "concern C1 is open again"];
        assert_eq!(words, expected);
        assert_eq!(scheme.words(&raised.words), expected[0], "it is named when it is gone too");
    }

    #[test]
    fn v5_the_snapshot_holds_the_head_and_never_the_text() {
        let (scheme, today) = (someone(), day("2026-03-03"));
        let referred = ConcernInput { referred_to: "the dean".into(), ..input() };
        let (id, raised) = raise_concern(&scheme, today, &referred).unwrap();
        let after = scheme.after(&raised).unwrap();
        assert_eq!(after.get::<Concern>(id).unwrap().status, ConcernStatus::Referred);
        assert_eq!(after.all::<ConcernText>().len(), 0);
        let text = raised.put::<ConcernText>().next().unwrap().clone();
        let noted = ConcernInput { note: "spoke to both".into(), ..referred };
        let changed = change_concern(&after, today, id, Some(&text), &noted).unwrap();
        assert_eq!(changed.edits.len(), 1, "the head is as it was");
        let closed = after.after(&close_concern(&after, today, id, today).unwrap()).unwrap();
        let again = closed.after(&reopen_concern(&closed, id, Some(&text)).unwrap()).unwrap();
        assert_eq!(again.get::<Concern>(id).unwrap().status, ConcernStatus::Referred);
    }

    #[test]
    fn what_cannot_be_is_refused_at_its_field() {
        let (scheme, today) = (someone(), day("2026-03-03"));
        let cases: [(&str, ConcernInput); 7] = [
            ("about", ConcernInput { about: "P9".parse().ok(), ..input() }),
            ("about", ConcernInput { about: "R1".parse().ok(), ..input() }),
            ("day", ConcernInput { day: day("2026-03-04"), ..input() }),
            ("closed", ConcernInput { closed: Some(day("2026-02-28")), ..input() }),
            ("closed", ConcernInput { closed: Some(day("2026-03-04")), ..input() }),
            ("text", ConcernInput { text: " ".into(), ..input() }),
            ("category", ConcernInput { category: None, ..input() }),
        ];
        for (field, wrong) in cases {
            let refused = raise_concern(&scheme, today, &wrong);
            let Err(Refusal::Field { field: at, .. }) = refused else { panic!("{field}") };
            assert_eq!(at, field);
        }
        let gone = close_concern(&scheme, today, ConcernId(7), today);
        assert_eq!(gone, Err(Refusal::NotFound("concern C7".into())));
    }
}
