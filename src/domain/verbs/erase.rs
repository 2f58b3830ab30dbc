//! Erasing a person: which rows go and which lose their words, so that pairs, meetings and all counts stay (I4).

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::change::{Builder, Change};
use crate::domain::codes::{Status, Subject};
use crate::domain::erased::{ERASED, Ground};
use crate::domain::ids::{AnyId, PersonId, TopicId};
use crate::domain::records::{
    Absence, Agreement, Closure, Concern, DraftCell, ExtraField, Goal, Line, Mentee, Mentor,
    Milestone, Offer, Overrides, Pair, Person, PersonTopic, Phase, Preference, Request, Snooze,
    Story, Substitute, Topic,
};
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::tables::{Link, Table};
use crate::domain::verbs::status::{may_leave, put_status};
use crate::domain::verbs::traces::Traces;
use crate::text::Text;

/// What stands where a text must not be empty.
const BLANKED: &str = "erased";

/// Whether a person may be erased: nothing of theirs waits for anybody. Who must be kept is kept
/// with a reason instead ([`super::keep_longer`]).
pub fn may_erase(scheme: &Scheme, today: NaiveDate, id: PersonId) -> Result<(), Refusal> {
    let person = scheme.get::<Person>(id).ok_or_else(|| Refusal::NotFound(id.to_string()))?;
    if person.full_name.exact() == ERASED {
        return Err(Refusal::because(format!("{id} is erased already")));
    }
    may_leave(scheme, id, Status::Left)?;
    let name = &person.full_name;
    let open = |request: &&Request| request.ended.is_none() || request.is_open(today);
    if let Some(own) = scheme.linked::<Request>(Link::RequestsOfMentee, id).find(open) {
        let why = format!("{name} has an open request: withdraw {} first", own.id);
        return Err(Refusal::because(why));
    }
    let mut offers = scheme.linked::<Offer>(Link::OffersOfMentor, id);
    if let Some(offer) = offers.find(|offer| offer.answer.is_none()) {
        let why = format!("{name} is asked and has not answered: see to {} first", offer.request);
        return Err(Refusal::because(why));
    }
    let mut traces = Traces::of(scheme, id);
    traces.learn_all(scheme);
    let concerns = scheme.all::<Concern>().filter(|one| traces.concerns().contains(&one.id));
    if concerns.into_iter().any(|concern| concern.is_open(today)) {
        let why = format!(
            "a concern about {name} or a pair of theirs is open: close it, or keep the data longer with the reason"
        );
        return Err(Refusal::because(why));
    }
    Ok(())
}

/// The change that erases a person. The person's own row and those of the two roles stay without
/// anything that tells who it was; topics, wishes, line managers and extra fields go; every other
/// row keeps its days, numbers and codes and loses its words.
///
/// Where the person stands in an open pair, as in an old copy of the file, their status is left
/// as it is; [`may_erase`] refuses that in the scheme itself.
pub fn erase_person(
    scheme: &Scheme,
    today: NaiveDate,
    id: PersonId,
    ground: Ground,
) -> Result<(Change, Traces), Refusal> {
    let mut traces = Traces::of(scheme, id);
    traces.learn_all(scheme);
    let mut builder = Builder::new(scheme);
    own_rows(&mut builder, id);
    gone(&mut builder, &mut traces, id);
    requests(&mut builder, &traces);
    pairs(&mut builder, &traces);
    phases(&mut builder, &traces, id);
    if may_leave(scheme, id, Status::Left).is_ok() {
        let last = scheme.last_phase(id);
        if !last.is_some_and(|last| matches!(last.status, Status::Left | Status::Withdrawn)) {
            let since = last.map_or(today, |last| last.since.max(today));
            put_status(&mut builder, id, Status::Left, since, &Text::default())?;
        }
    }
    Ok((builder.done(format!("{id} was erased: {ground}")), traces))
}

/// The person's own rows, without anything that tells who it was.
fn own_rows(builder: &mut Builder<'_>, id: PersonId) {
    builder.change::<Person>(id, |person| {
        let joined = person.joined;
        *person = Person { joined, ..Person::named(id, ERASED) };
    });
    builder.change::<Mentor>(id, |mentor| {
        *mentor = Mentor {
            first_time: mentor.first_time,
            trained: mentor.trained,
            trained_on: mentor.trained_on,
            ..Mentor::with_capacity(id, mentor.capacity)
        };
    });
    builder.change::<Mentee>(id, |mentee| {
        *mentee = Mentee { first_time: mentee.first_time, ..Mentee::new(id) };
    });
    let absences: Vec<_> =
        builder.scheme().linked::<Absence>(Link::AbsencesOfPerson, id).map(|one| one.id).collect();
    for absence in absences {
        builder.change::<Absence>(absence, |absence| absence.reason = Text::default());
    }
}

/// Rows that go altogether: topics, wishes of and about the person, line managers, extra fields.
fn gone(builder: &mut Builder<'_>, traces: &mut Traces, id: PersonId) {
    let scheme = builder.scheme();
    let mut topics: BTreeSet<TopicId> = BTreeSet::new();
    for row in scheme.linked::<PersonTopic>(Link::TopicsOfPerson, id) {
        topics.insert(row.topic);
        builder.take::<PersonTopic>(row.id);
    }
    for topic in topics {
        let others = scheme.linked::<PersonTopic>(Link::PeopleOfTopic, topic);
        let is_used = others.into_iter().any(|row| row.person != id)
            || scheme.all::<Topic>().any(|other| other.same_as == Some(topic));
        if !is_used {
            builder.take::<Topic>(topic);
            traces.topics.insert(topic);
        }
    }
    for wish in scheme.all::<Preference>().filter(|wish| {
        wish.person == id || wish.other == Some(id) || traces.names_them(&wish.other_name)
    }) {
        builder.take::<Preference>(wish.id);
    }
    for line in scheme.all::<Line>() {
        if line.person == id {
            builder.take::<Line>(line.id);
        } else if traces.names_them(&line.manager_name) {
            builder.change::<Line>(line.id, |line| line.manager_name = ERASED.into());
        }
    }
    for field in scheme.all::<ExtraField>().filter(|field| traces.has_extra(field)) {
        builder.take::<ExtraField>(field.id);
    }
    for cell in scheme.linked::<DraftCell>(Link::CellsOfPerson, id) {
        builder.take::<DraftCell>(cell.id);
    }
    let own = id.to_string();
    for snooze in scheme.all::<Snooze>().filter(|snooze| snooze.subject == own) {
        builder.take::<Snooze>(snooze.id);
    }
}

/// Requests and offers keep their days and answers.
fn requests(builder: &mut Builder<'_>, traces: &Traces) {
    let scheme = builder.scheme();
    for request in &traces.requests {
        builder.change::<Request>(*request, |request| {
            for text in
                [&mut request.topic, &mut request.reason, &mut request.message, &mut request.source]
            {
                *text = Text::default();
            }
        });
    }
    for offer in scheme.all::<Offer>() {
        if traces.has_offer(offer) {
            builder.change::<Offer>(offer.id, |offer| {
                offer.decline_text = Text::default();
                offer.alternative = Text::default();
                blank_reasons(&mut offer.overrides);
            });
        } else if traces.names_them(&offer.alternative) {
            builder.change::<Offer>(offer.id, |offer| offer.alternative = Text::default());
        }
    }
}

/// A rule stays over-ruled, without the words that say why.
fn blank_reasons(overrides: &mut Overrides) {
    let rules: Vec<String> = overrides.iter().map(|(rule, _)| rule.to_owned()).collect();
    for rule in rules {
        overrides.set(&rule, &BLANKED.into());
    }
}

/// Pairs keep their days, meetings, reviews and codes.
fn pairs(builder: &mut Builder<'_>, traces: &Traces) {
    let scheme = builder.scheme();
    for id in &traces.pairs {
        builder.change::<Pair>(*id, |pair| {
            pair.reasons = Text::default();
            blank_reasons(&mut pair.overrides);
        });
        builder.change::<Agreement>(*id, blank_clauses);
        builder.change::<Closure>(*id, |closure| closure.signposted = Text::default());
        for story in scheme.linked::<Story>(Link::StoriesOfPair, *id) {
            builder.change::<Story>(story.id, |story| {
                story.story = BLANKED.into();
                story.consent = None;
            });
        }
    }
    for goal in &traces.goals {
        builder.change::<Goal>(*goal, |goal| goal.goal = BLANKED.into());
        for step in scheme.linked::<Milestone>(Link::MilestonesOfGoal, *goal) {
            builder.change::<Milestone>(step.id, |step| step.milestone = BLANKED.into());
        }
    }
    for substitute in scheme.all::<Substitute>().filter(|one| traces.has_substitute(one)) {
        builder.change::<Substitute>(substitute.id, |one| one.reason = Text::default());
    }
}

/// The clauses in words; how often, how long and how they meet are codes and stay.
fn blank_clauses(agreement: &mut Agreement) {
    *agreement = Agreement {
        frequency: agreement.frequency,
        minutes: agreement.minutes,
        formats: agreement.formats.clone(),
        signed: agreement.signed,
        mentor_signed: agreement.mentor_signed,
        mentee_signed: agreement.mentee_signed,
        recording: agreement.recording,
        plan_shared: agreement.plan_shared,
        first_talk: agreement.first_talk,
        mentor_fit: agreement.mentor_fit,
        mentee_fit: agreement.mentee_fit,
        ..Agreement::blank(agreement.id)
    };
}

fn phases(builder: &mut Builder<'_>, traces: &Traces, id: PersonId) {
    let scheme = builder.scheme();
    let pairs = traces.pairs.iter().map(|pair| (Subject::Pair, pair.0));
    for (subject, number) in pairs.chain([(Subject::Person, id.0)]) {
        for phase in scheme.phases(subject, number) {
            builder.change::<Phase>(phase.id, |phase| phase.why = Text::default());
        }
    }
}

/// The records that still name an erased person in the words of others, by what they are called:
/// `N6`, or the table and number of one without a letter. The coordinator decides what becomes of
/// them.
pub fn mentions(scheme: &Scheme, traces: &Traces) -> Vec<String> {
    let mut found = Vec::new();
    scheme.tables().each(&mut |table, id, _| {
        let record = scheme.tables().record(table, id);
        if record.is_some_and(|record| !traces.are_in(&record) && traces.named_in(&record)) {
            found.push(called(table, id));
        }
    });
    found
}

fn called(table: Table, number: i64) -> String {
    match table.letter() {
        Some(letter) => AnyId { letter, number }.to_string(),
        None => format!("{} {number}", table.name().replace('_', " ")),
    }
}
