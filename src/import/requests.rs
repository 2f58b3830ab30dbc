//! Rows that are requests: taken in, offered, reminded and answered as the sheet tells, each on its day.

use chrono::NaiveDate;

use super::differences::Differences;
use super::drive::{About, Stop, Taken, drive};
use super::pairs::{as_sides, is_total};
use super::plan::{Outcome, RowOutcome};
use super::reader::Reader;
use super::values::{states, words};
use super::work::Work;
use crate::domain::codes::{Answer, Channel, ReminderKind, Subject};
use crate::domain::ids::{PairId, PersonId, RequestId};
use crate::domain::records::{Offer, Pair, Reminder, Request};
use crate::domain::verbs::{AddRequest, Leave, Reply, add_request, answer_request, remind_mentor};
use crate::domain::{Link, Refusal};
use crate::text::Text;

/// Two rows are the same request when mentee, day and the mentor asked are.
type RequestKey = (PersonId, Option<PersonId>, NaiveDate);

/// Takes all rows of a list of requests.
pub(super) fn rows(work: &mut Work<'_>) -> Vec<RowOutcome> {
    drive(work, about, |_, _, _| (), take)
}

fn about(work: &mut Work<'_>, reader: &mut Reader<'_>) -> Result<About<RequestKey>, Stop> {
    let day = reader.needed_day("request_date");
    let mentee = reader.side("mentee").ok_or("no mentee is named")?;
    if is_total(&mentee.name) {
        return Err(Stop::Refuse(format!(
            "'{}' is no person: this looks like a row of totals",
            mentee.name
        )));
    }
    let mentee = work.person(reader, "mentee", &mentee)?;
    let mentor = match reader.side("mentor") {
        Some(mentor) => Some(work.person(reader, "mentor", &mentor)?),
        None => None,
    };
    if mentor == Some(mentee) {
        return Err(Stop::Refuse(format!(
            "{} can't be their own mentor",
            work.scheme.name(mentee)
        )));
    }
    let day = day?.ok_or("the day of the request is missing")?;
    Ok(About { key: (mentee, mentor, day), at: None })
}

/// What a row says of a request, read.
struct Told {
    topic: Text,
    notes: Text,
    reminded: Option<NaiveDate>,
    reply: states::Reply,
    replied: Option<NaiveDate>,
    why: Text,
    extras: Vec<(String, String)>,
}

fn told(reader: &mut Reader<'_>) -> Result<Told, String> {
    let reply = match reader.cell("reply") {
        Some(cell) => states::reply(cell)?,
        None => states::Reply::Pending,
    };
    let replied = reader.needed_day("reply_date")?;
    let reminded = match reader.cell("reminder_sent") {
        Some(cell)
            if matches!(words::yes_no(cell), Ok(None | Some(words::Said { yes: false, .. }))) =>
        {
            None
        }
        _ => reader.day("reminder_sent"),
    };
    Ok(Told {
        topic: Text::new(reader.line("topic").unwrap_or_default()),
        notes: Text::new(reader.text("notes").unwrap_or_default()),
        reminded,
        reply,
        replied,
        why: Text::new(reader.line("decline_reason").unwrap_or_default()),
        extras: reader.extras(),
    })
}

fn take(work: &mut Work<'_>, reader: &mut Reader<'_>, key: &RequestKey) -> Taken {
    let told = told(reader)?;
    work.stays(&[key.0]);
    work.stays(key.1.as_slice());
    write(work, reader, key, &told).map_err(|why| why.to_string())
}

fn write(
    work: &mut Work<'_>,
    reader: &mut Reader<'_>,
    key: &RequestKey,
    told: &Told,
) -> Result<Outcome, Refusal> {
    let (mentee, mentor, _) = *key;
    let mut seen = Differences::default();
    let known = known(work, key);
    let id = if let Some(id) = known {
        compare(work, reader, id, told, &mut seen)?;
        id
    } else {
        as_sides(work, reader, mentor, mentee)?;
        add(work, reader, key, told)?
    };
    let extras = work.extras(Subject::Request, id.0, &told.extras)?;
    seen.extras(extras);
    Ok(if known.is_some() { seen.outcome() } else { Outcome::Added })
}

/// The request of this mentee and day that was first offered to this mentor.
fn known(work: &Work<'_>, key: &RequestKey) -> Option<RequestId> {
    let (mentee, mentor, day) = *key;
    let first_asked = |request: &Request| {
        work.scheme
            .linked::<Offer>(Link::OffersOfRequest, request.id)
            .min_by_key(|offer| (offer.sent, offer.id))
            .map(|offer| offer.mentor)
    };
    let of_day = || {
        let requests = work.scheme.linked::<Request>(Link::RequestsOfMentee, mentee);
        requests.filter(|request| request.received == day)
    };
    let asked = |request: &&Request| {
        let mut offers = work.scheme.linked::<Offer>(Link::OffersOfRequest, request.id);
        offers.any(|offer| Some(offer.mentor) == mentor)
    };
    // a request that waited with nobody may have been offered to somebody since, and the program's
    // own list names the mentor asked last
    of_day()
        .find(|request| mentor.is_none() || first_asked(request) == mentor)
        .or_else(|| of_day().find(|request| work.mapping.own && asked(request)))
        .map(|request| request.id)
}

fn add(
    work: &mut Work<'_>,
    reader: &mut Reader<'_>,
    key: &RequestKey,
    told: &Told,
) -> Result<RequestId, Refusal> {
    let (mentee, mentor, day) = *key;
    let mut input = AddRequest::by(mentee, day);
    input.mentor = mentor;
    input.topic = told.topic.clone();
    input.message = told.notes.clone();
    input.leave = Leave::as_in_sheet();
    // several mentors of one row were asked at once (Q1)
    input.group_of = work.asked_first(reader);
    let (id, change) = add_request(&work.scheme, work.today, &input)?;
    work.write(change)?;
    work.asked(reader, id);
    remind(work, reader, id, told)?;
    answer(work, reader, id, told)?;
    Ok(id)
}

/// Records the reminder of a row, unless it is there.
fn remind(
    work: &mut Work<'_>,
    reader: &mut Reader<'_>,
    id: RequestId,
    told: &Told,
) -> Result<bool, Refusal> {
    let Some(day) = told.reminded else { return Ok(false) };
    let there = work
        .scheme
        .linked::<Reminder>(Link::RemindersOfRequest, id)
        .any(|reminder| reminder.day == day && reminder.kind == ReminderKind::Reminder);
    let waits = work.scheme.linked::<Offer>(Link::OffersOfRequest, id).any(|o| o.answer.is_none());
    if there {
        return Ok(false);
    }
    if !waits {
        reader.remark("nobody was asked, so the reminder was left out");
        return Ok(false);
    }
    let change = remind_mentor(&work.scheme, work.today, id, day, Channel::Email)?;
    work.write(change)?;
    Ok(true)
}

/// Records the reply of a row; a yes starts the pair on the day of the reply.
fn answer(
    work: &mut Work<'_>,
    reader: &mut Reader<'_>,
    id: RequestId,
    told: &Told,
) -> Result<(), Refusal> {
    let reply = match told.reply {
        states::Reply::Pending => return Ok(()),
        states::Reply::Accepted => Reply::Accepted { start: None, leave: Leave::as_in_sheet() },
        states::Reply::Declined => Reply::Declined {
            reason: (!told.why.is_empty()).then(|| words::decline_reason(told.why.exact())),
            text: told.why.clone(),
            courtesy: false,
            alternative: Text::default(),
        },
        states::Reply::NeedsMore => Reply::NeedsMore(ReminderKind::NeedsTime),
        states::Reply::Withdrawn => Reply::Withdrawn,
        states::Reply::Lapsed => Reply::Lapsed,
    };
    let today = work.today;
    let day = told.replied.unwrap_or_else(|| {
        reader.remark(format!("no day of the reply: {today}, the day of the import, is taken"));
        today
    });
    if told.reply == states::Reply::Accepted
        && let Some(pair) = standing(work, id)
    {
        return accepted_before(work, reader, id, pair, day);
    }
    let change = answer_request(&work.scheme, today, id, day, &reply)?;
    work.write(change)
}

/// The open pair of the two of a request, if a list of pairs brought it already.
fn standing(work: &Work<'_>, id: RequestId) -> Option<PairId> {
    let request = work.scheme.get::<Request>(id)?;
    let offer = work.scheme.linked::<Offer>(Link::OffersOfRequest, id).last()?;
    work.scheme
        .standing(Link::PairsOfMentee, request.mentee)
        .find(|pair| pair.mentor == offer.mentor)
        .map(|pair| pair.id)
}

/// A yes to a request whose pair is there: the two are tied together, and no second pair starts.
fn accepted_before(
    work: &mut Work<'_>,
    reader: &mut Reader<'_>,
    id: RequestId,
    pair: PairId,
    day: NaiveDate,
) -> Result<(), Refusal> {
    let offers: Vec<_> =
        work.scheme.linked::<Offer>(Link::OffersOfRequest, id).map(|offer| offer.id).collect();
    reader.remark(format!("it led to pair {pair}, which is there already"));
    work.build(|builder| {
        for offer in offers {
            builder.change::<Offer>(offer, |offer| {
                offer.answer = offer.answer.or(Some(Answer::Accepted));
                offer.answered = offer.answered.or(Some(day));
            });
        }
        builder.change::<Request>(id, |request| {
            request.ended = Some(day);
            request.ending = Some(crate::domain::codes::Ending::Accepted);
        });
        builder.change::<Pair>(pair, |pair| pair.request = pair.request.or(Some(id)));
    })
}

/// What a known request lacks of what its row says. What was answered or ended here stays so.
fn compare(
    work: &mut Work<'_>,
    reader: &mut Reader<'_>,
    id: RequestId,
    told: &Told,
    seen: &mut Differences,
) -> Result<(), Refusal> {
    let Some(request) = work.scheme.get::<Request>(id).cloned() else { return Ok(()) };
    let topic = Some(told.topic.clone()).filter(|topic| !topic.is_empty());
    if let Some(topic) = topic.filter(|topic| seen.saw("Topic", Some(&request.topic), Some(topic)))
    {
        work.build(|builder| builder.change::<Request>(id, |request| request.topic = topic))?;
    }
    if request.ended.is_none() && remind(work, reader, id, told)? {
        seen.saw("Reminder", None, told.reminded);
    }
    let open = work.scheme.linked::<Offer>(Link::OffersOfRequest, id).any(|o| o.answer.is_none());
    let said_before = told.reply == states::Reply::NeedsMore
        && work.scheme.linked::<Reminder>(Link::RemindersOfRequest, id).any(|reminder| {
            reminder.kind != ReminderKind::Reminder
                && told.replied.is_none_or(|d| d == reminder.day)
        });
    let news = told.reply != states::Reply::Pending && !said_before;
    if news && request.ended.is_none() && open {
        answer(work, reader, id, told)?;
        seen.note("Reply", String::new(), told.reply.words().to_owned());
    } else if news && !agrees(work, id, told) {
        reader.remark("it was answered otherwise here, and stays so");
    }
    Ok(())
}

/// Whether a request ended as its row says.
fn agrees(work: &Work<'_>, id: RequestId, told: &Told) -> bool {
    let wanted = match told.reply {
        states::Reply::Accepted => Answer::Accepted,
        states::Reply::Declined => Answer::Declined,
        states::Reply::Withdrawn => Answer::Withdrawn,
        states::Reply::Lapsed => Answer::Lapsed,
        states::Reply::Pending | states::Reply::NeedsMore => return true,
    };
    work.scheme.linked::<Offer>(Link::OffersOfRequest, id).any(|offer| offer.answer == Some(wanted))
}
