//! Times away that somebody told in passing, such as "on research leave until 1 September 2026": only what is sure.

use chrono::{Datelike, Days, NaiveDate};

use super::dates::{self, When};
use super::months;
use crate::import::sheet::Cell;
use crate::text::days::end_of_month;
use crate::text::fold;

/// A time in which somebody is away, as they told it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Away {
    /// The first day, where one is told.
    pub since: Option<NaiveDate>,
    /// The last day.
    pub until: NaiveDate,
}

/// Words that say that somebody is away.
const AWAY: &[&str] = &[
    "leave",
    "sabbatical",
    "away",
    "unavailable",
    "abroad",
    "holiday",
    "holidays",
    "secondment",
    "fieldwork",
    "hidden",
];
/// Words before "leave" with which it is something that one does, not a time.
const LEAVING: &[&str] = &["i", "to", "will", "we", "can", "shall", "must", "people"];
/// Words behind which the last day stands.
const UNTIL: &[&str] = &["until", "till", "til", "through", "ending", "ends"];
/// Words with which a day of coming back begins, and those that may stand before that day.
const BACK: &[&str] = &["back", "return", "returning", "returns"];
const BEFORE_DAY: &[&str] = &[
    "in",
    "on",
    "from",
    "at",
    "the",
    "to",
    "work",
    "again",
    "beginning",
    "start",
    "of",
    "office",
    "leave",
    "sabbatical",
];
/// With one of these anywhere in the text it is not sure.
const UNSURE: &[&str] = &[
    "maybe",
    "perhaps",
    "possibly",
    "probably",
    "might",
    "could",
    "would",
    "should",
    "hope",
    "hoping",
    "hopefully",
    "expect",
    "expecting",
    "expected",
    "tbc",
    "tba",
    "unsure",
    "if",
    "unless",
    "or",
    "approx",
    "approximately",
    "around",
    "about",
    "roughly",
    "likely",
    "unlikely",
    "plan",
    "planning",
    "planned",
    "longer",
];
/// With one of these in its line it is not the whole time, is past, or is about somebody else.
const BESIDE: &[&str] = &[
    "no",
    "never",
    "except",
    "part",
    "partly",
    "half",
    "some",
    "sometimes",
    "every",
    "each",
    "mornings",
    "afternoons",
    "evenings",
    "weekends",
    "mondays",
    "tuesdays",
    "wednesdays",
    "thursdays",
    "fridays",
    "was",
    "were",
    "been",
    "had",
    "manager",
    "supervisor",
    "boss",
    "colleague",
    "mentee",
    "mentees",
    "student",
    "students",
    "partner",
    "she",
    "he",
    "they",
    "who",
    "their",
    "her",
    "his",
];
/// What may stand before a word of coming back: nothing is given back here.
const COMING: &[&str] = &[
    "",
    "be",
    "am",
    "im",
    "i'm",
    "come",
    "coming",
    "and",
    "then",
    "leave",
    "sabbatical",
    "will",
    "i",
    "i'll",
];
/// What may follow "may" where it is no month.
const MODAL: &[&str] = &["be", "have", "go", "take", "need", "not", "still", "also"];
/// An absence of more days than this from when it was told is a slip of the pen.
const FAR: u64 = 3 * 366;

/// The time away that a text tells; none where it tells none, several, or one that is not sure.
/// `told` is the day on which it was written: a day without a year is the next one from then on.
///
/// "until 1 May" is the last day away, "until May 2026" ends with April, "back in January 2027"
/// with December.
pub fn away(text: &str, told: NaiveDate) -> Option<Away> {
    if text.contains('?') || Part::new(text, told).find(UNSURE).is_some() {
        return None;
    }
    let mut found = text.split(['\n', ';']).filter_map(|part| Part::new(part, told).away());
    let first = found.next()?;
    let far = told.checked_add_days(Days::new(FAR))?;
    let sound = first.until <= far && first.since.is_none_or(|since| since <= first.until);
    (sound && found.all(|other| other == first)).then_some(first)
}

/// A line of a text, word by word.
struct Part<'a> {
    raw: Vec<&'a str>,
    words: Vec<String>,
    told: NaiveDate,
}

/// A day that was read, and the place behind it.
type Read = (NaiveDate, usize);

impl<'a> Part<'a> {
    fn new(text: &'a str, told: NaiveDate) -> Self {
        let marks = |c: char| c.is_ascii_punctuation() && c != '/';
        let raw: Vec<&str> = text.split_whitespace().map(|word| word.trim_matches(marks)).collect();
        let words = raw.iter().map(|word| fold(word)).collect();
        Self { raw, words, told }
    }

    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", String::as_str)
    }

    fn find(&self, list: &[&str]) -> Option<usize> {
        self.words.iter().position(|word| list.contains(&word.as_str()))
    }

    fn away(&self) -> Option<Away> {
        if self.is_doubtful() {
            return None;
        }
        let (away, end) = self.until().or_else(|| self.back())?;
        // another day behind it makes it a longer story
        let sure =
            self.words.iter().skip(end).all(|word| !word.contains(|c: char| c.is_ascii_digit()));
        sure.then_some(away)
    }

    fn is_doubtful(&self) -> bool {
        let modal = |at: usize| self.word(at) == "may" && MODAL.contains(&self.word(at + 1));
        let not = |at: usize| self.word(at) == "not" && self.word(at + 1) != "available";
        self.find(BESIDE).is_some() || (0..self.words.len()).any(|at| modal(at) || not(at))
    }

    /// "on leave until 1 May 2026", "away from 3 May 2026 to 1 June 2026".
    fn until(&self) -> Option<(Away, usize)> {
        let away = self.away_word()?;
        let from = (away + 1..self.words.len()).find(|at| self.word(*at) == "from");
        if let Some(from) = from {
            let (since, behind) = self.day(from + 1)?;
            let ends = UNTIL.contains(&self.word(behind)) || self.word(behind) == "to";
            let (until, end) = self.last_day(behind + 1).filter(|_| ends)?;
            return Some((Away { since: Some(since), until }, end));
        }
        let at = (away + 1..self.words.len()).find(|at| UNTIL.contains(&self.word(*at)))?;
        let (until, end) = self.last_day(at + 1)?;
        Some((Away { since: None, until }, end))
    }

    /// The place of the word that says that somebody is away.
    fn away_word(&self) -> Option<usize> {
        (0..self.words.len()).find(|at| {
            let before = at.checked_sub(1).map_or("", |before| self.word(before));
            match self.word(*at) {
                "leave" => !LEAVING.contains(&before),
                "available" => before == "not",
                "office" => before == "of",
                word => AWAY.contains(&word),
            }
        })
    }

    /// The last day away behind "until": a month alone is one in which somebody is back.
    fn last_day(&self, at: usize) -> Option<Read> {
        let at = if self.word(at) == "the" { at + 1 } else { at };
        if (self.word(at), self.word(at + 1)) == ("end", "of") {
            let (first, end) = self.month(at + 2)?;
            return Some((end_of_month(first), end));
        }
        match self.month(at) {
            Some((first, end)) => Some((first.pred_opt()?, end)),
            None => self.day(at),
        }
    }

    /// "back in January 2027", "returns on 3 May 2026", "available again from 3 May 2026".
    fn back(&self) -> Option<(Away, usize)> {
        let back = (0..self.words.len()).find(|at| {
            let before = at.checked_sub(1).map_or("", |before| self.word(before));
            let next = (self.word(at + 1), self.word(at + 2));
            match self.word(*at) {
                "available" => before != "not" && (next.0 == "from" || next == ("again", "from")),
                word => BACK.contains(&word) && COMING.contains(&before),
            }
        })?;
        let mut at = back + 1;
        while BEFORE_DAY.contains(&self.word(at)) {
            at += 1;
        }
        let (day, end) = self.month(at).or_else(|| self.day(at))?;
        Some((Away { since: None, until: day.pred_opt()? }, end))
    }

    /// The first day of "September 2026".
    fn month(&self, at: usize) -> Option<Read> {
        let month = months::month(self.word(at))?;
        let year = self.word(at + 1);
        let year = year.parse().ok().filter(|_| year.len() == 4)?;
        Some((NaiveDate::from_ymd_opt(year, month, 1)?, at + 2))
    }

    /// A day in words or in numbers that can be read in one way only: the longest run of words
    /// that is one.
    fn day(&self, at: usize) -> Option<Read> {
        (1..=5).rev().find_map(|count| {
            let piece = self.raw.get(at..at + count)?.join(" ");
            if piece.bytes().all(|byte| byte.is_ascii_digit()) {
                return None;
            }
            let day = match dates::read(&Cell::from_text(&piece), None).ok()? {
                When::At(day, _) => day,
                When::NoYear { month, day } => self.next(month, day)?,
                When::Vague(_) => return None,
            };
            Some((day, at + count))
        })
    }

    /// The next such day of the year from the day of telling on.
    fn next(&self, month: u32, day: u32) -> Option<NaiveDate> {
        let year = self.told.year();
        (year..=year + 1)
            .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
            .find(|found| *found >= self.told)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<(Option<String>, String)> {
        let away = away(text, "2026-01-14".parse().unwrap())?;
        Some((away.since.map(|since| since.to_string()), away.until.to_string()))
    }

    #[test]
    fn a_time_away_is_read_as_people_tell_it() {
        for (text, until) in [
            ("On research leave until 1 September 2026", "2026-09-01"),
            ("On research leave until 1 May 2026", "2026-05-01"),
            ("I am on maternity leave until 31st May 2026.", "2026-05-31"),
            ("sabbatical until September 2026", "2026-08-31"),
            ("Sabbatical until the end of September 2026", "2026-09-30"),
            ("back in January 2027", "2026-12-31"),
            ("Returning to work on Monday 4 May 2026", "2026-05-03"),
            ("available from 1 May 2026", "2026-04-30"),
            ("not available until 2026-05-04", "2026-05-04"),
            ("away until 25/06/2026", "2026-06-25"),
            ("on leave until 1 May", "2026-05-01"),
            ("I was a mentor last year;\non leave until 1 May 2026", "2026-05-01"),
            ("out of office until 2 Feb 2026, then happy to help", "2026-02-02"),
        ] {
            assert_eq!(told(text), Some((None, until.to_owned())), "{text}");
        }
        let range = told("On leave from 1 May 2026 to 1 September 2026");
        assert_eq!(range, Some((Some("2026-05-01".into()), "2026-09-01".into())));
    }

    #[test]
    fn what_is_not_sure_is_left_alone() {
        for text in [
            "",
            "happy to do it again",
            "I may be on leave until 1 May 2026",
            "On leave until 1 May 2026?",
            "probably on leave until 1 May 2026",
            "on leave until 1 May or 1 June 2026",
            "on leave until spring 2026",
            "on leave until early May 2026",
            "on leave until May",
            "on leave from 1 May 2026",
            "My line manager is on leave until 1 May 2026",
            "I was on leave until 1 May 2025",
            "available until 1 May 2026",
            "not on leave until 1 May 2026",
            "away on Fridays until 1 May 2026",
            "away until 03/04/2026",
            "away until 1 May 2026 and from 1 July 2026 on",
            "on leave until 1 May 2026; back in July 2026",
            "on leave until 1 May 2206",
            "I leave the university until 1 May 2026",
            "available on Mondays from 1 May 2026",
            "on leave until 46115",
            "back pain since January 2026",
            "I would like to give something back in January 2027",
            "glad to give back in January 2027",
            "not available from 1 May 2026",
            "on leave until 1 May 2026; maybe longer",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
