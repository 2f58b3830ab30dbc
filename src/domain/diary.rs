//! What stands in a calendar: reviews, meetings, events and deadlines, each under a name that stays the same (V1, R3, S1, Q2, S4).

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

use crate::domain::codes::{PairKind, ReviewKind, Status};
use crate::domain::ids::{AnyId, PairId};
use crate::domain::records::{
    Agreement, Closure, Commitment, Event, Meeting, Offer, Pair, Request, Review,
};
use crate::domain::scheme::Scheme;
use crate::domain::settings::Key;
use crate::text::clock::read_times;

/// What kind of entry it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DiaryKind {
    /// Reviews of pairs.
    Reviews,
    /// Meetings of pairs.
    Meetings,
    /// Events of the scheme.
    Events,
    /// Answers due, signatures due, agreed ends, commitments to renew.
    Deadlines,
}

impl DiaryKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Reviews, Self::Meetings, Self::Events, Self::Deadlines];

    /// Its name on the command line and in forms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reviews => "reviews",
            Self::Meetings => "meetings",
            Self::Events => "events",
            Self::Deadlines => "deadlines",
        }
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Which scheme a calendar is of and how far its file had come, for names that stay and for numbers
/// that grow: the same file gives the same, and one that was changed a later one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edition {
    /// What no other scheme's file has.
    pub scheme: String,
    /// The number of the newest change.
    pub number: i64,
    /// The instant of that change.
    pub changed: DateTime<Utc>,
}

/// One entry of a calendar. It has names, and no word of what was said, noted or is of concern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiaryEntry {
    /// The record that it stands for.
    pub id: AnyId,
    /// Which of the record's days it is; with the id it names the entry.
    pub what: &'static str,
    /// What kind of entry.
    pub kind: DiaryKind,
    /// What it is called, harmless when shown.
    pub title: String,
    /// The day.
    pub day: NaiveDate,
    /// When it begins on that day; none: it is about the whole day.
    pub begins: Option<NaiveTime>,
    /// How many minutes it takes, where it begins at a time.
    pub minutes: i64,
    /// Where; may be empty.
    pub place: String,
    /// The day on which it was called off or settled, the first day of all where that is not known:
    /// it then stands in no calendar any more.
    pub off: Option<NaiveDate>,
}

impl DiaryEntry {
    fn on_day(id: AnyId, what: &'static str, kind: DiaryKind, day: NaiveDate) -> Self {
        let (title, place) = (String::new(), String::new());
        Self { id, what, kind, title, day, begins: None, minutes: 0, place, off: None }
    }
}

/// Days before the day on which a calendar is made from which its entries are in it: what was moved
/// or called off lately is to be known to whoever brings it in again.
pub const DIARY_BACK: i64 = 90;

/// The entries of these kinds from a day on, as they stand on a day, by their days.
pub fn diary(
    scheme: &Scheme,
    on: NaiveDate,
    from: NaiveDate,
    kinds: &[DiaryKind],
) -> Vec<DiaryEntry> {
    let mut all = Vec::new();
    for kind in DiaryKind::ALL.iter().filter(|kind| kinds.contains(kind)) {
        match kind {
            DiaryKind::Reviews => all.extend(scheme.all().map(|one| review(scheme, one, on))),
            DiaryKind::Meetings => all.extend(scheme.all().map(|one| meeting(scheme, one))),
            DiaryKind::Events => all.extend(scheme.all().map(|one| event(scheme, one, on))),
            DiaryKind::Deadlines => deadlines(scheme, on, &mut all),
        }
    }
    all.retain(|entry| entry.day >= from && entry.off.is_none_or(|off| off >= from));
    all.sort_by_key(|entry| (entry.day, entry.begins, entry.id, entry.what));
    all
}

/// The names of a pair, mentee first.
fn both(scheme: &Scheme, pair: PairId) -> String {
    let names = scheme.get::<Pair>(pair);
    let names = names.map(|pair| (scheme.name(pair.mentee), scheme.name(pair.mentor)));
    names.map_or_else(|| pair.to_string(), |(mentee, mentor)| format!("{mentee} and {mentor}"))
}

/// A day that has come.
fn come(day: Option<NaiveDate>, on: NaiveDate) -> Option<NaiveDate> {
    day.filter(|day| *day <= on)
}

fn review(scheme: &Scheme, review: &Review, on: NaiveDate) -> DiaryEntry {
    let what = match review.kind {
        ReviewKind::FirstCheckIn => "First check-in",
        ReviewKind::MidTerm => "Mid-term review",
        ReviewKind::EndOfTerm => "End of term review",
        ReviewKind::Extra => "Review",
    };
    let day = review.held.filter(|held| *held <= on).unwrap_or(review.due);
    DiaryEntry {
        title: format!("{what}: {}", both(scheme, review.pair)),
        off: come(review.cancelled, on),
        ..DiaryEntry::on_day(review.id.into(), "review", DiaryKind::Reviews, day)
    }
}

fn meeting(scheme: &Scheme, meeting: &Meeting) -> DiaryEntry {
    DiaryEntry {
        title: format!("Meeting: {}", both(scheme, meeting.pair)),
        off: meeting.status.is_missed().then_some(meeting.day),
        ..DiaryEntry::on_day(meeting.id.into(), "meeting", DiaryKind::Meetings, meeting.day)
    }
}

fn event(scheme: &Scheme, event: &Event, on: NaiveDate) -> DiaryEntry {
    let times = read_times(event.time.exact());
    let told = times.and_then(|(_, minutes)| minutes);
    let usual = scheme.settings().number(Key::DefaultMinutes);
    // a time that cannot be read is at least said
    let time = if times.is_none() && !event.time.is_empty() {
        format!(", {}", event.time)
    } else {
        String::new()
    };
    DiaryEntry {
        title: format!("{}{time}", event.called()),
        begins: times.map(|(begins, _)| begins),
        minutes: event.minutes.or(told).unwrap_or(usual),
        place: event.place.to_string(),
        off: come(event.cancelled, on),
        ..DiaryEntry::on_day(event.id.into(), "event", DiaryKind::Events, event.day)
    }
}

fn deadlines(scheme: &Scheme, on: NaiveDate, all: &mut Vec<DiaryEntry>) {
    let requests = scheme.all::<Request>().filter(|request| request.received <= on);
    all.extend(requests.map(|request| answer(scheme, request, on)));
    for pair in scheme.all::<Pair>() {
        pair_deadlines(scheme, pair, on, all);
    }
    for commitment in scheme.all::<Commitment>() {
        all.extend(commitment.renewal.map(|day| DiaryEntry {
            title: format!("Commitment to renew: {}", commitment.who),
            off: come(commitment.ended, on),
            ..DiaryEntry::on_day(commitment.id.into(), "renewal", DiaryKind::Deadlines, day)
        }));
    }
}

/// The last day that an answer has, or that a mentor has to be found (Q2).
fn answer(scheme: &Scheme, request: &Request, on: NaiveDate) -> DiaryEntry {
    let offer: Option<&Offer> = scheme.current_offer(request.id, on);
    let waits = offer.filter(|offer| offer.is_pending(on));
    let mentee = scheme.name(request.mentee);
    let title = match waits {
        Some(offer) => format!("Answer due: {} to {mentee}", scheme.name(offer.mentor)),
        None => format!("Mentor to be asked for {mentee}"),
    };
    // what is settled keeps the day of the offer that settled it
    let since = if request.is_open(on) {
        scheme.clock(request, on)
    } else {
        offer.map_or(request.received, |offer| offer.sent)
    };
    let limit = TimeDelta::days(scheme.settings().number(Key::AnswerDays));
    DiaryEntry {
        title,
        off: come(request.ended, on),
        ..DiaryEntry::on_day(request.id.into(), "answer", DiaryKind::Deadlines, since + limit)
    }
}

/// The last day for signatures, and the agreed end (R1, R2); of a pair that has begun.
fn pair_deadlines(scheme: &Scheme, pair: &Pair, on: NaiveDate, all: &mut Vec<DiaryEntry>) {
    let status = scheme.pair_status(pair.id, on);
    if matches!(status, None | Some(Status::Provisional)) {
        return;
    }
    let ended = scheme.get::<Closure>(pair.id).map_or(NaiveDate::MIN, |closure| closure.day);
    let closed = (status == Some(Status::Closed)).then_some(ended);
    let both = both(scheme, pair.id);
    if pair.kind != PairKind::OneOff {
        let days = TimeDelta::days(scheme.settings().number(Key::AgreementDays));
        let agreement = scheme.get::<Agreement>(pair.id).filter(|one| one.is_signed(on));
        let signed =
            agreement.map(|one| one.mentor_signed.max(one.mentee_signed).unwrap_or(NaiveDate::MIN));
        all.push(DiaryEntry {
            title: format!("Agreement to be signed: {both}"),
            off: signed.or(closed),
            ..DiaryEntry::on_day(
                pair.id.into(),
                "signatures",
                DiaryKind::Deadlines,
                pair.start + days,
            )
        });
    }
    all.extend(pair.agreed_end.map(|day| DiaryEntry {
        title: format!("Agreed end: {both}"),
        off: closed,
        ..DiaryEntry::on_day(pair.id.into(), "end", DiaryKind::Deadlines, day)
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes::{Answer, MeetingStatus};
    use crate::domain::hand::{Hand, day};

    #[test]
    fn what_is_called_off_or_settled_is_off_and_an_answer_moves_with_its_offer() {
        let mut hand = Hand::default();
        let tom = hand.mentor("Tom Reed", "2026-01-01", 2);
        let uma = hand.mentor("Uma Bell", "2026-01-01", 2);
        let ana = hand.mentee("Ana Costa", "2026-01-01");
        let pair = hand.pair(ana, tom, "2026-01-05", "2026-07-05");
        hand.review(pair, "2026-03-06", |review| review.cancelled = Some(day("2026-03-01")));
        hand.meeting(pair, "2026-03-20", MeetingStatus::Postponed, None);
        let request = hand.request(ana, "2026-02-20", "writing");
        hand.offer(request, tom, "2026-02-20", Some((Answer::Declined, "2026-02-25")));
        let all = |hand: &Hand| {
            let on = day("2026-03-03");
            let all = diary(hand.scheme(), on, day("2026-01-01"), &DiaryKind::ALL);
            let told =
                |one: DiaryEntry| (one.what, one.day.to_string(), one.off.is_some(), one.title);
            all.into_iter().map(told).collect::<Vec<_>>()
        };
        let told = |what: &'static str, day: &str, is_off, title: &str| {
            (what, day.to_owned(), is_off, title.to_owned())
        };
        let rest = [
            told("review", "2026-03-06", true, "First check-in: Ana Costa and Tom Reed"),
            told("meeting", "2026-03-20", true, "Meeting: Ana Costa and Tom Reed"),
            told("end", "2026-07-05", false, "Agreed end: Ana Costa and Tom Reed"),
        ];
        let found = all(&hand);
        assert_eq!(found[0].0, "signatures");
        assert_eq!(
            found[1],
            told("answer", "2026-03-02", false, "Mentor to be asked for Ana Costa")
        );
        assert_eq!(found[2..], rest);
        hand.offer(request, uma, "2026-03-01", None);
        let found = all(&hand);
        let answer = told("answer", "2026-03-11", false, "Answer due: Uma Bell to Ana Costa");
        assert!(found.contains(&answer), "{found:?}");
    }
}
