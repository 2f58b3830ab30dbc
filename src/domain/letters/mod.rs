//! Letters: one table of the kinds that a coordinator writes, and what makes one from a record and a template.

mod case;
mod facts;
mod fields;
mod likely;
mod names;
mod template;
mod whom;

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::codes::{Code, NotACode, codes};
use crate::domain::ids::{AnyId, PersonId};
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::settings::Key;

pub use fields::{FIELDS, LetterField};
pub use likely::{kinds_for, kinds_for_item};
pub use names::{is_address, line as one_line};
pub use template::{Fault, check};

codes! {
    /// A kind of letter, in the order of a pair's life.
    LetterKind {
        Welcome = "welcome" "welcome",
        Manager = "manager" "line manager's agreement",
        Offer = "offer" "offer to a mentor",
        Reminder = "reminder" "reminder to the mentor",
        Waiting = "waiting" "still looking for a mentor",
        Courtesy = "courtesy" "courtesy after a decline",
        Introduction = "introduction" "introduction of the pair",
        Nudge = "nudge" "no meeting on record",
        Agreement = "agreement" "signature missing",
        Review = "review" "review invitation",
        Evaluation = "evaluation" "mentor's evaluation",
        Closing = "closing" "closing and thanks",
        Invitation = "invitation" "event invitation",
    }
}

/// A row of the table of letters.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// Which kind.
    pub kind: LetterKind,
    /// Letters of the ids that it can be about (`RM`), the most natural first.
    pub about: &'static str,
    /// Whom it goes to, in words.
    pub to: &'static str,
    /// What it is for, in one sentence.
    pub help: &'static str,
    /// The setting that holds its text.
    pub key: Key,
    /// The text that Matchbook brings: a subject line, an empty line, the letter.
    pub shipped: &'static str,
    /// The fields that its text may use beside those of every letter.
    pub own: &'static [&'static str],
}

/// The shipped text of a kind.
macro_rules! shipped {
    ($name:literal) => {
        include_str!(concat!("../../../assets/letters/", $name, ".txt")).trim_ascii_end()
    };
}

macro_rules! letters {
    ($($kind:ident $file:literal $key:ident, $about:literal, $to:literal, $help:literal, $own:expr;)+) => {
        /// Every kind of letter.
        pub const LETTERS: &[Row] = &[$(LetterKind::$kind.row()),+];

        impl LetterKind {
            /// Its row of the table.
            pub const fn row(self) -> Row {
                match self {
                    $(Self::$kind => Row {
                        kind: Self::$kind,
                        about: $about,
                        to: $to,
                        help: $help,
                        key: Key::$key,
                        shipped: shipped!($file),
                        own: $own,
                    },)+
                }
            }
        }
    };
}

letters! {
    Welcome "welcome" LetterWelcome, "P", "the person",
        "Welcomes somebody who has joined, and says what happens next",
        &["person.name", "person.first_name", "person.role", "person.is_mentor",
          "person.is_mentee", "event.title", "event.when", "event.where"];
    Manager "manager" LetterManager, "PM", "the line manager",
        "Asks a line manager to agree to somebody taking part",
        &["manager.name", "person.name", "person.first_name", "person.role", "pair.start",
          "pair.term", "scheme.commitment"];
    Offer "offer" LetterOffer, "R", "the mentor who is asked",
        "Offers a request to a mentor, with the day by which to answer",
        &["mentor.name", "mentor.first_name", "mentee.name", "mentee.first_name",
          "request.topic", "request.kind", "request.is_chat", "request.message",
          "request.asked_on", "request.answer_by", "pair.term", "scheme.commitment"];
    Reminder "reminder" LetterReminder, "R", "the mentor who was asked",
        "Reminds a mentor of a request that waits for an answer",
        &["mentor.name", "mentor.first_name", "mentee.name", "mentee.first_name",
          "request.topic", "request.kind", "request.is_chat", "request.asked_on",
          "request.answer_by", "days"];
    Waiting "waiting" LetterWaiting, "RP", "the mentee",
        "Tells a mentee that a mentor is still being sought",
        &["mentee.name", "mentee.first_name", "request.topic", "request.kind",
          "request.is_chat", "request.received", "next.asked_on", "next.answer_by", "days"];
    Courtesy "courtesy" LetterCourtesy, "R", "the mentee",
        "Tells a mentee kindly that a mentor declined, and what happens next",
        &["mentor.name", "mentor.first_name", "mentee.name", "mentee.first_name",
          "request.topic", "request.kind", "request.is_chat", "request.is_open", "request.is_settled", "decline.reason",
          "next.asked_on", "next.answer_by", "pointed_to"];
    Introduction "introduction" LetterIntroduction, "MR", "mentor and mentee",
        "Introduces the two of a pair to each other",
        &["mentor.name", "mentor.first_name", "mentor.email", "mentee.name",
          "mentee.first_name", "mentee.email", "request.topic", "pair.start", "pair.end",
          "pair.is_chat", "pair.cadence", "meet_by", "review.due"];
    Nudge "nudge" LetterNudge, "MVS", "mentor and mentee",
        "Asks a pair of which no meeting is known for their next day",
        &["mentor.name", "mentor.first_name", "mentee.name", "mentee.first_name", "pair.start",
          "pair.last_met", "pair.cadence", "days"];
    Agreement "agreement" LetterAgreement, "M", "who has not signed",
        "Asks for the signature that an agreement lacks",
        &["mentor.name", "mentor.first_name", "mentee.name", "mentee.first_name", "pair.start",
          "days"];
    Review "review" LetterReview, "VM", "mentor and mentee",
        "Invites a pair to its next review",
        &["mentor.name", "mentor.first_name", "mentee.name", "mentee.first_name",
          "review.name", "review.due", "review.late", "pair.start", "pair.end"];
    Evaluation "evaluation" LetterEvaluation, "PM", "the mentor",
        "Asks a mentor for the yearly evaluation",
        &["mentor.name", "mentor.first_name", "evaluation.last", "mentor.since"];
    Closing "closing" LetterClosing, "M", "mentor and mentee, each their own",
        "Thanks both of a pair at its end, and asks how it was",
        &["mentor.name", "mentor.first_name", "mentee.name", "mentee.first_name",
          "other.name", "other.first_name", "closing.day", "closing.evaluated", "pair.start",
          "pair.end", "pointed_to"];
    Invitation "invitation" LetterInvitation, "E", "each person invited",
        "Invites people to an event",
        &["event.title", "event.kind", "event.when", "event.where", "event.length"];
}

impl LetterKind {
    /// The name of its setting (`letter-reminder`).
    pub fn setting(self) -> &'static str {
        self.row().key.setting().map_or("", |setting| setting.id)
    }

    /// The fields that its text may use, in the order in which they are offered.
    pub fn fields(self) -> impl Iterator<Item = &'static LetterField> {
        let own = self.row().own;
        FIELDS.iter().filter(move |field| field.everywhere || own.contains(&field.name))
    }

    /// What it can be about, in words: "a request (R42)", "a person (P12) or a pair (M17)".
    pub fn about_in_words(self) -> String {
        let nouns: Vec<_> = self.row().about.chars().map(|letter| case::noun(letter).1).collect();
        nouns.join(" or ")
    }
}

/// Somebody to whom a letter goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressee {
    /// The person; none for a line manager who is not in the scheme.
    pub person: Option<PersonId>,
    /// The name on one line, without marks that reorder text.
    pub name: String,
    /// The e-mail address; empty where none is known.
    pub email: String,
}

/// A letter, ready to be read before anything happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Which kind.
    pub kind: LetterKind,
    /// The record that it is about: the one that was asked for.
    pub about: AnyId,
    /// To whom it goes, mentee first.
    pub to: Vec<Addressee>,
    /// Its subject, one line.
    pub subject: String,
    /// Its text; paragraphs are lines, with an empty line between them.
    pub body: String,
}

/// Writes a letter about a record from the template of the scheme, usually one; an invitation
/// once for each person invited, and where two should not see each other's addresses once for
/// each. `to` asks for one addressee only.
pub fn compose(
    scheme: &Scheme,
    today: NaiveDate,
    kind: LetterKind,
    about: AnyId,
    to: Option<PersonId>,
) -> Result<Vec<Letter>, Refusal> {
    let template = scheme.settings().text(kind.row().key);
    let case = case::Case::of(scheme, today, kind, about, to)?;
    let letters = case.envelopes(to)?.into_iter().map(|to| {
        let facts = facts::facts(&case, &to);
        let (subject, body) = template::render(kind, template, &facts)
            .map_err(|fault| Refusal::because(format!("{}: {fault}", kind.setting())))?;
        Ok(Letter { kind, about, to, subject, body })
    });
    letters.collect()
}

/// To whom a letter about a record would go, without writing it.
pub fn addressees(
    scheme: &Scheme,
    today: NaiveDate,
    kind: LetterKind,
    about: AnyId,
    to: Option<PersonId>,
) -> Result<Vec<Addressee>, Refusal> {
    let case = case::Case::of(scheme, today, kind, about, to)?;
    Ok(case.envelopes(to)?.into_iter().flatten().collect())
}

/// How a letter would read with another template: about a record of the scheme that fits it best,
/// else with made-up facts.
pub fn preview(
    kind: LetterKind,
    template: &str,
    scheme: &Scheme,
    today: NaiveDate,
) -> Result<Letter, Fault> {
    check(kind, template)?;
    let found = likely::fitting(scheme, today, kind);
    if let Some((about, case, to)) = found {
        let (subject, body) = template::render(kind, template, &facts::facts(&case, &to))?;
        return Ok(Letter { kind, about, to, subject, body });
    }
    let (subject, body) = template::render(kind, template, &fields::examples(kind, today))?;
    let name = "Ana Costa".to_owned();
    let email = "ana.costa@example.org".to_owned();
    let to = vec![Addressee { person: None, name, email }];
    let letter = kind.row().about.chars().next().unwrap_or('P');
    Ok(Letter { kind, about: AnyId { letter, number: 1 }, to, subject, body })
}
