//! What a letter is about: its records, found from the one that was asked for, or why there is no such letter.

use chrono::NaiveDate;

use crate::domain::codes::{Answer, PairKind, Status, Subject};
use crate::domain::entry::Book;
use crate::domain::erased::ERASED;
use crate::domain::ids::{AnyId, EventId, PairId, PersonId, RequestId, ReviewId};
use crate::domain::letters::LetterKind;
use crate::domain::records::{Event, Mentee, Mentor, Offer, Pair, Person, Request, Review};
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::tables::Link;

/// The records that a letter is about. Which of them are there depends on its kind.
#[derive(Debug, Clone)]
pub(super) struct Case<'a> {
    pub(super) scheme: &'a Scheme,
    pub(super) today: NaiveDate,
    pub(super) kind: LetterKind,
    pub(super) request: Option<&'a Request>,
    /// The offer that it is about: the waiting one, the declined one, the one to the addressee.
    pub(super) offer: Option<&'a Offer>,
    pub(super) pair: Option<&'a Pair>,
    pub(super) review: Option<&'a Review>,
    pub(super) event: Option<&'a Event>,
    pub(super) mentor: Option<&'a Person>,
    pub(super) mentee: Option<&'a Person>,
    /// The person whom a welcome greets, or whose manager is asked.
    pub(super) person: Option<&'a Person>,
}

/// What records of a letter are called: "review", "a review (V9)".
pub(super) fn noun(letter: char) -> (&'static str, &'static str) {
    match letter {
        'P' => ("person", "a person (P12)"),
        'R' => ("request", "a request (R42)"),
        'M' => ("pair", "a pair (M17)"),
        'V' => ("review", "a review (V9)"),
        'E' => ("event", "an event (E2)"),
        'S' => ("meeting", "a meeting (S5)"),
        _ => (Book::lettered(letter).map_or("record", |book| book.noun), "a record"),
    }
}

impl<'a> Case<'a> {
    /// What a letter of this kind about this record is about. `to` may name the mentor to whom an
    /// offer is to go.
    pub(super) fn of(
        scheme: &'a Scheme,
        today: NaiveDate,
        kind: LetterKind,
        about: AnyId,
        to: Option<PersonId>,
    ) -> Result<Self, Refusal> {
        if !kind.row().about.contains(about.letter) {
            let is = noun(about.letter).0;
            let why = format!(
                "{about} is a {is}: the letter '{kind}' is about {}",
                kind.about_in_words()
            );
            return Err(Refusal::because(why));
        }
        if !scheme.has(about) {
            return Err(Refusal::NotFound(format!("{} {about}", noun(about.letter).0)));
        }
        let mut case = Self {
            scheme,
            today,
            kind,
            request: None,
            offer: None,
            pair: None,
            review: None,
            event: None,
            mentor: None,
            mentee: None,
            person: None,
        };
        case.find(about, to)?;
        Ok(case)
    }

    fn find(&mut self, about: AnyId, to: Option<PersonId>) -> Result<(), Refusal> {
        match self.kind {
            LetterKind::Reminder => self.waiting_offer(RequestId(about.number)),
            LetterKind::Offer => self.offered(RequestId(about.number), to),
            LetterKind::Courtesy => self.declined(RequestId(about.number)),
            LetterKind::Waiting if about.letter == 'R' => self.unanswered(RequestId(about.number)),
            LetterKind::Waiting => self.waiting_person(PersonId(about.number)),
            LetterKind::Welcome => self.person(PersonId(about.number)),
            LetterKind::Manager if about.letter == 'P' => {
                self.person(PersonId(about.number))?;
                let pair = self.scheme.pair_behind(Some(about));
                self.pair = pair.and_then(|pair| self.scheme.get::<Pair>(pair));
                Ok(())
            }
            LetterKind::Manager => {
                self.pair(PairId(about.number))?;
                self.person = self.mentee;
                Ok(())
            }
            LetterKind::Evaluation if about.letter == 'P' => {
                self.mentor_alone(PersonId(about.number))
            }
            LetterKind::Evaluation | LetterKind::Agreement | LetterKind::Closing => {
                self.pair(PairId(about.number))
            }
            LetterKind::Introduction if about.letter == 'R' => {
                self.pair_of_request(RequestId(about.number))
            }
            LetterKind::Introduction => self.pair(PairId(about.number)),
            LetterKind::Nudge => {
                let pair = self.scheme.pair_behind(Some(about));
                self.pair(pair.ok_or_else(|| Refusal::NotFound(format!("pair of {about}")))?)
            }
            LetterKind::Review => self.next_review(about),
            LetterKind::Invitation => self.event(EventId(about.number)),
        }
    }

    fn person(&mut self, id: PersonId) -> Result<(), Refusal> {
        self.person = Some(self.known(id)?);
        Ok(())
    }

    /// A person who is still there.
    pub(super) fn known(&self, id: PersonId) -> Result<&'a Person, Refusal> {
        let person = self.scheme.get::<Person>(id);
        let person = person.ok_or_else(|| Refusal::NotFound(format!("person {id}")))?;
        if person.full_name.exact() == ERASED {
            return Err(Refusal::because(format!("{id} was erased: there is nobody to write to")));
        }
        Ok(person)
    }

    fn request(&mut self, id: RequestId) -> Result<&'a Request, Refusal> {
        let request = self.scheme.get::<Request>(id);
        let request = request.ok_or_else(|| Refusal::NotFound(format!("request {id}")))?;
        self.request = Some(request);
        self.mentee = Some(self.known(request.mentee)?);
        Ok(request)
    }

    /// An open request, whoever is asked.
    fn open_request(&mut self, id: RequestId) -> Result<&'a Request, Refusal> {
        let request = self.request(id)?;
        if request.is_open(self.today) {
            return Ok(request);
        }
        Err(Refusal::because(format!("{id} is not open: there is nothing to wait for")))
    }

    fn waiting_offer(&mut self, id: RequestId) -> Result<(), Refusal> {
        self.open_request(id)?;
        self.offer = self.scheme.pending_offer(id, self.today);
        let Some(offer) = self.offer else {
            let why = format!(
                "{id} waits with nobody who could be reminded: write to the mentee that a mentor \
                 is sought (waiting), or offer it to a mentor"
            );
            return Err(Refusal::because(why));
        };
        self.mentor = Some(self.known(offer.mentor)?);
        Ok(())
    }

    fn offered(&mut self, id: RequestId, to: Option<PersonId>) -> Result<(), Refusal> {
        self.open_request(id)?;
        let pending = self.scheme.pending_offer(id, self.today);
        self.offer = pending.filter(|offer| to.is_none_or(|to| offer.mentor == to));
        let Some(mentor) = to.or(self.offer.map(|offer| offer.mentor)) else {
            return Err(Refusal::because(format!(
                "{id} waits with nobody: say to which mentor the offer goes"
            )));
        };
        let person = self.known(mentor)?;
        if self.scheme.get::<Mentor>(mentor).is_none() {
            let name = &person.full_name;
            return Err(Refusal::because(format!("{name} is no mentor: name one")));
        }
        self.mentor = Some(person);
        Ok(())
    }

    fn declined(&mut self, id: RequestId) -> Result<(), Refusal> {
        self.request(id)?;
        let declines = || {
            self.scheme
                .linked::<Offer>(Link::OffersOfRequest, id)
                .filter(|offer| offer.answer_on(self.today) == Some(Answer::Declined))
        };
        // the decline that owes a message, else the last one
        let owed = declines().find(|offer| offer.courtesy.is_none_or(|day| day > self.today));
        let last = || declines().max_by_key(|offer| (offer.answered, offer.id));
        self.offer = owed.or_else(last);
        let Some(offer) = self.offer else {
            return Err(Refusal::because(format!("{id} was not declined: no courtesy is owed")));
        };
        // the letter is to the mentee: who declined may be gone
        self.mentor = self.known(offer.mentor).ok();
        Ok(())
    }

    fn unanswered(&mut self, id: RequestId) -> Result<(), Refusal> {
        self.open_request(id)?;
        Ok(())
    }

    fn waiting_person(&mut self, id: PersonId) -> Result<(), Refusal> {
        let person = self.known(id)?;
        if self.scheme.get::<Mentee>(id).is_none() {
            let name = &person.full_name;
            return Err(Refusal::because(format!(
                "{name} is no mentee: nobody else waits for a mentor"
            )));
        }
        self.mentee = Some(person);
        self.person = self.mentee;
        Ok(())
    }

    fn mentor_alone(&mut self, id: PersonId) -> Result<(), Refusal> {
        let person = self.known(id)?;
        if self.scheme.get::<Mentor>(id).is_none() {
            let name = &person.full_name;
            return Err(Refusal::because(format!(
                "{name} is no mentor: only mentors are evaluated"
            )));
        }
        self.mentor = Some(person);
        Ok(())
    }

    fn pair(&mut self, id: PairId) -> Result<(), Refusal> {
        let pair = self.scheme.get::<Pair>(id);
        let pair = pair.ok_or_else(|| Refusal::NotFound(format!("pair {id}")))?;
        self.pair = Some(pair);
        self.request = pair.request.and_then(|request| self.scheme.get::<Request>(request));
        self.review = self.scheme.next_review(id, self.today);
        // after a closing each gets a letter of their own, and one of the two may be gone
        if self.kind == LetterKind::Closing {
            self.mentor = self.known(pair.mentor).ok();
            self.mentee = self.known(pair.mentee).ok();
            return match (self.mentor, self.mentee) {
                (None, None) => self.known(pair.mentee).map(|_| ()),
                _ => Ok(()),
            };
        }
        self.mentor = Some(self.known(pair.mentor)?);
        self.mentee = Some(self.known(pair.mentee)?);
        let closed = self.scheme.pair_status(id, self.today) == Some(Status::Closed);
        let is_open_matter = matches!(
            self.kind,
            LetterKind::Nudge
                | LetterKind::Agreement
                | LetterKind::Introduction
                | LetterKind::Review
        );
        if closed && is_open_matter {
            let title = self.scheme.pair_title(id).unwrap_or_default();
            let why = format!("{title} are closed: the letter for them is closing and thanks");
            return Err(Refusal::because(why));
        }
        Ok(())
    }

    fn pair_of_request(&mut self, id: RequestId) -> Result<(), Refusal> {
        let pair = self.scheme.linked::<Pair>(Link::PairsOfRequest, id).next_back();
        let pair = pair.map(|pair| pair.id);
        self.pair(pair.ok_or_else(|| {
            Refusal::because(format!("{id} has led to no pair yet: there is nobody to introduce"))
        })?)
    }

    fn next_review(&mut self, about: AnyId) -> Result<(), Refusal> {
        let asked = (about.letter == 'V').then_some(ReviewId(about.number));
        let asked = asked.and_then(|id| self.scheme.get::<Review>(id));
        let pair = asked.map_or(PairId(about.number), |review| review.pair);
        self.pair(pair)?;
        self.review = asked.or(self.review);
        match self.review {
            None => Err(Refusal::because(format!("{about} has no review planned: plan one first"))),
            Some(review) if !review.is_open(self.today) => {
                let why = format!("{} is over: there is nothing to invite to", review.id);
                Err(Refusal::because(why))
            }
            Some(_) => Ok(()),
        }
    }

    fn event(&mut self, id: EventId) -> Result<(), Refusal> {
        let event = self.scheme.get::<Event>(id);
        let event = event.ok_or_else(|| Refusal::NotFound(format!("event {id}")))?;
        let day = crate::text::days::long(event.day);
        if event.cancelled.is_some() {
            return Err(Refusal::because(format!("{id} was called off")));
        }
        if event.day < self.today {
            return Err(Refusal::because(format!("{id} was on {day}: it is too late to invite")));
        }
        self.event = Some(event);
        Ok(())
    }

    /// Whether the pair, or what the request asks for, is one conversation.
    pub(super) fn is_chat(&self) -> bool {
        use crate::domain::codes::RequestKind;
        self.pair.is_some_and(|pair| pair.kind == PairKind::OneOff)
            || self.pair.is_none()
                && self.request.is_some_and(|request| request.kind == RequestKind::Help)
    }

    /// Whether a person has left the scheme or withdrawn.
    pub(super) fn is_gone(&self, person: PersonId) -> bool {
        let status = self.scheme.state_on(Subject::Person, person.0, self.today);
        matches!(status, Some(Status::Left | Status::Withdrawn))
    }
}
