//! What a record is called in a sentence: names for people, both names for pairs.

use crate::domain::entry::Book;
use crate::domain::ids::{AnyId, Id, MeetingId, PairId, PersonId, RequestId, ReviewId};
use crate::domain::records::{Meeting, Pair, Request, Review};
use crate::domain::scheme::Scheme;

impl Scheme {
    /// A record in a sentence: a person's name, "Ana Costa and Tom Reed" for a pair, "the request
    /// of Ana Costa"; the id itself where the record is not there.
    pub fn title(&self, id: AnyId) -> String {
        let number = id.number;
        match id.letter {
            'P' => self.name(PersonId::from_raw(number)),
            'M' => self.pair_title(PairId(number)).unwrap_or_else(|| id.to_string()),
            'R' => self
                .get::<Request>(RequestId(number))
                .map_or_else(|| id.to_string(), |r| format!("{id} of {}", self.name(r.mentee))),
            'S' => self
                .get::<Meeting>(MeetingId(number))
                .and_then(|meeting| self.pair_title(meeting.pair))
                .map_or_else(|| id.to_string(), |pair| format!("the meeting of {pair}")),
            'V' => self
                .get::<Review>(ReviewId(number))
                .and_then(|review| self.pair_title(review.pair))
                .map_or_else(|| id.to_string(), |pair| format!("the review of {pair}")),
            // nothing of a concern is said anywhere but on its own screen (V5)
            'C' => format!("concern {id}"),
            letter => Book::lettered(letter)
                .and_then(|book| (book.called)(self, number))
                .unwrap_or_else(|| id.to_string()),
        }
    }

    /// Both names of a pair, mentee first.
    pub fn pair_title(&self, id: PairId) -> Option<String> {
        let pair = self.get::<Pair>(id)?;
        Some(format!("{} and {}", self.name(pair.mentee), self.name(pair.mentor)))
    }
}
