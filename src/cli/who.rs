//! Who is meant: people by id, e-mail address or name; pairs, requests and reviews by id or by the person in them.

use chrono::NaiveDate;
use color_eyre::Result;
use color_eyre::eyre::{Report, eyre};

use super::desk::Desk;
use crate::domain::entry::Book;
use crate::domain::ids::{AnyId, Id, MeetingId, PairId, PersonId, RequestId, ReviewId};
use crate::domain::records::{Meeting, Mentor, Pair, Person, Request, Review};
use crate::domain::search::is_named;
use crate::domain::tables::{Link, Row};
use crate::domain::{Scheme, matching};
use crate::text::{Text, fold};

/// No more than this many are listed when several could be meant.
const LISTED: usize = 8;

/// A kind of record as people name it: the letter of its ids, its word, how to name one, and the
/// list that shows them all.
struct Kind {
    letter: char,
    word: &'static str,
    name: &'static str,
    list: &'static str,
}

const PERSON: Kind = Kind {
    letter: 'P',
    word: "person",
    name: "the id (P12), e-mail address or name of a person",
    list: "people",
};
const REQUEST: Kind = Kind {
    letter: 'R',
    word: "request",
    name: "the id of a request (R42) or its mentee",
    list: "requests",
};
const PAIR: Kind = Kind {
    letter: 'M',
    word: "pair",
    name: "the id of a pair (M17) or somebody in it",
    list: "pairs",
};
const MEETING: Kind =
    Kind { letter: 'S', word: "meeting", name: "the id of a meeting (S5)", list: "meetings" };
const REVIEW: Kind = Kind {
    letter: 'V',
    word: "review",
    name: "the id of a review (V9) or its pair",
    list: "reviews",
};
const KINDS: [&Kind; 5] = [&PERSON, &REQUEST, &PAIR, &MEETING, &REVIEW];

impl Kind {
    fn of(id: AnyId) -> Option<&'static Self> {
        KINDS.into_iter().find(|kind| kind.letter == id.letter)
    }

    fn missing(&self, id: AnyId) -> Report {
        eyre!("there is no {} {id}: matchbook list {} shows them all", self.word, self.list)
    }
}

/// Refuses an id that no record has.
pub(super) fn known(scheme: &Scheme, id: AnyId) -> Result<()> {
    if let Some(book) = Book::lettered(id.letter) {
        let there = (book.values)(scheme, id.number).is_some();
        let (noun, list) = (book.noun, book.list);
        let missing = || eyre!("there is no {noun} {id}: matchbook list {list} shows them all");
        return if there { Ok(()) } else { Err(missing()) };
    }
    if id.letter == 'C' {
        let missing = || eyre!("there is no concern {id}: see matchbook concern list");
        return if scheme.has(id) { Ok(()) } else { Err(missing()) };
    }
    let Some(kind) = Kind::of(id) else {
        return Err(eyre!(
            "there are no ids with {}: people have P, requests R, pairs M, meetings S, reviews V",
            id.letter
        ));
    };
    let there = match id.letter {
        'P' => scheme.get::<Person>(PersonId(id.number)).is_some(),
        'R' => scheme.get::<Request>(RequestId(id.number)).is_some(),
        'M' => scheme.get::<Pair>(PairId(id.number)).is_some(),
        'S' => scheme.get::<Meeting>(MeetingId(id.number)).is_some(),
        _ => scheme.get::<Review>(ReviewId(id.number)).is_some(),
    };
    if there { Ok(()) } else { Err(kind.missing(id)) }
}

/// The person meant by an id, an e-mail address, a name, or the beginning of each word of a name.
/// More than one such person is no answer: they are listed.
pub(super) fn person(scheme: &Scheme, told: &str) -> Result<PersonId> {
    if let Ok(id) = told.parse::<PersonId>() {
        return existing::<Person>(scheme, id, &PERSON);
    }
    not_another_id(told, &PERSON)?;
    let text = Text::from(told);
    let mut found: Vec<_> = scheme.all::<Person>().filter(|one| is_named(one, &text)).collect();
    if found.is_empty() {
        found = scheme.all::<Person>().filter(|one| begins(one, told)).collect();
    }
    match found.as_slice() {
        [] => Err(eyre!("there is nobody called '{told}': matchbook list people shows everybody")),
        [one] => Ok(one.id),
        several => {
            let listed = list(several.iter().map(|one| with_mail(one)));
            Err(eyre!("'{told}' may be {listed}: name one by id"))
        }
    }
}

/// Whether each word that was told begins a word of the name.
fn begins(person: &Person, told: &str) -> bool {
    let name = fold(person.full_name.exact());
    let told = fold(told);
    let mut words = told.split(' ').filter(|word| !word.is_empty()).peekable();
    words.peek().is_some()
        && words.all(|word| name.split([' ', '-', '\'']).any(|part| part.starts_with(word)))
}

fn with_mail(person: &Person) -> String {
    let mail = if person.email.is_empty() { String::new() } else { format!(" ({})", person.email) };
    format!("{} {}{mail}", person.id, person.full_name)
}

impl Desk {
    /// The name of a person as it was typed, for JSON; their id if they are not in the scheme.
    pub(super) fn exact_name(&self, id: PersonId) -> String {
        let person = self.scheme.get::<Person>(id);
        person.map_or_else(|| id.to_string(), |person| person.full_name.exact().to_owned())
    }

    /// The person meant.
    pub(super) fn person(&self, told: &str) -> Result<PersonId> {
        person(&self.scheme, told)
    }

    /// The mentor meant.
    pub(super) fn mentor(&self, told: &str) -> Result<PersonId> {
        let id = self.person(told)?;
        if self.scheme.get::<Mentor>(id).is_some() {
            return Ok(id);
        }
        let name = self.scheme.name(id);
        Err(eyre!(
            "{name} ({id}) is no mentor: make them one with matchbook person edit {id} --role mentor"
        ))
    }

    /// The pair meant by its id, or by somebody whose only open pair it is (or, for what comes
    /// after a closing, whose only pair).
    pub(super) fn pair(&self, told: &str) -> Result<PairId> {
        if let Ok(id) = told.parse::<PairId>() {
            return existing::<Pair>(&self.scheme, id, &PAIR);
        }
        not_another_id(told, &PAIR)?;
        let person = self.person(told)?;
        let pairs = || {
            let of = |link| self.scheme.linked::<Pair>(link, person);
            of(Link::PairsOfMentee).chain(of(Link::PairsOfMentor))
        };
        let mut found: Vec<_> =
            pairs().filter(|pair| matching::holds_place(&self.scheme, pair, self.today)).collect();
        if found.is_empty() {
            found = pairs().collect();
        }
        let title = |pair: &&Pair| {
            format!("{} {}", pair.id, self.scheme.pair_title(pair.id).unwrap_or_default())
        };
        one_of(&found, told, "pair", |pair| pair.id, title)
    }

    /// The request meant by its id, or by the mentee whose only open request it is.
    pub(super) fn request(&self, told: &str) -> Result<RequestId> {
        if let Ok(id) = told.parse::<RequestId>() {
            return existing::<Request>(&self.scheme, id, &REQUEST);
        }
        not_another_id(told, &REQUEST)?;
        let mentee = self.person(told)?;
        let all = || self.scheme.linked::<Request>(Link::RequestsOfMentee, mentee);
        let mut found: Vec<_> = all().filter(|request| request.ended.is_none()).collect();
        if found.is_empty() {
            found = all().collect();
        }
        let title = |request: &&Request| format!("{} ({})", request.id, request.topic);
        one_of(&found, told, "request", |request| request.id, title)
    }

    /// The review meant by its id, or the next one of a pair.
    pub(super) fn review(&self, told: &str) -> Result<ReviewId> {
        if let Ok(id) = told.parse::<ReviewId>() {
            return existing::<Review>(&self.scheme, id, &REVIEW);
        }
        if told.parse::<PairId>().is_err() {
            not_another_id(told, &REVIEW)?;
        }
        let pair = self.pair(told)?;
        self.scheme.next_review(pair, far(self.today)).map(|review| review.id).ok_or_else(|| {
            let title = self.scheme.pair_title(pair).unwrap_or_default();
            eyre!("{title} have no review planned: plan one with matchbook review plan {pair} DAY")
        })
    }

    /// The meeting with this id.
    pub(super) fn meeting(&self, told: &str) -> Result<MeetingId> {
        if let Ok(id) = told.parse::<MeetingId>() {
            return existing::<Meeting>(&self.scheme, id, &MEETING);
        }
        not_another_id(told, &MEETING)?;
        Err(eyre!(
            "'{told}' is no id of a meeting: give one like S5; matchbook list meetings shows them all"
        ))
    }
}

/// A review that was held in the future, as far as `--on` is concerned, is held all the same.
fn far(today: NaiveDate) -> NaiveDate {
    today.max(NaiveDate::from_ymd_opt(2199, 12, 31).unwrap_or(today))
}

/// The key, if there is such a record.
fn existing<T: Row>(scheme: &Scheme, id: T::Key, kind: &Kind) -> Result<T::Key>
where
    AnyId: From<T::Key>,
{
    scheme.get::<T>(id).map(|_| id).ok_or_else(|| kind.missing(id.into()))
}

/// Nothing, a bare number and an id of another kind are slips and no names. People stand for the
/// pair, request or review that is theirs; a meeting is named by its id alone.
fn not_another_id(told: &str, kind: &Kind) -> Result<()> {
    let (told, name) = (told.trim(), kind.name);
    if told.is_empty() {
        return Err(eyre!("no {} is named: give {name}", kind.word));
    }
    if told.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(eyre!("'{told}' lacks the letter of its kind: give {name}"));
    }
    let other = told.parse::<AnyId>().ok().and_then(Kind::of);
    match other.filter(|other| other.letter != PERSON.letter || kind.letter == MEETING.letter) {
        Some(other) => Err(eyre!("{told} is a {}, not a {}: give {name}", other.word, kind.word)),
        None => Ok(()),
    }
}

/// The one that was found; none and several are refused in words.
fn one_of<T, K: Id>(
    found: &[T],
    told: &str,
    what: &str,
    key: impl Fn(&T) -> K,
    title: impl Fn(&T) -> String,
) -> Result<K> {
    match found {
        [] => Err(eyre!("{told} has no {what}: see matchbook list {what}s")),
        [one] => Ok(key(one)),
        several => {
            let listed = list(several.iter().map(title));
            Err::<K, Report>(eyre!("{told} has several {what}s: {listed}: name one by id"))
        }
    }
}

fn list(names: impl ExactSizeIterator<Item = String>) -> String {
    let more = names.len().saturating_sub(LISTED);
    let mut shown = names.take(LISTED).collect::<Vec<_>>().join(", ");
    if more > 0 {
        shown = format!("{shown} and {more} more");
    }
    shown
}
