//! Cards: all that is known of one record, as lines beside its list; and the sign and word of every rule.

mod contact;
mod event;
mod meeting;
mod pair;
mod pair_work;
mod people;
mod person;
mod request;
mod review;

use chrono::NaiveDate;

use crate::domain::codes::Status;
use crate::domain::ids::{
    AnyId, ContactId, EventId, Id, MeetingId, PairId, PersonId, RequestId, ReviewId,
};
use crate::domain::matching::Matcher;
use crate::domain::records::{Contact, Event, Pair, Person, Request, Review};
use crate::domain::rules::{Item, Severity, Verb};
use crate::domain::scheme::Scheme;
use crate::screens::contract::World;
use crate::screens::suggested;
use crate::text::days;
use crate::ui::card::{Card, Part};
use crate::ui::theme::Role;

/// What a card is made from.
#[derive(Debug, Clone, Copy)]
pub struct Look<'a> {
    /// The scheme.
    pub scheme: &'a Scheme,
    /// Suggestions of mentors and mentees.
    pub matcher: &'a Matcher,
    /// The day it is.
    pub today: NaiveDate,
    /// The item of Today about the record, if there is one.
    pub item: Option<&'a Item>,
    /// All items of Today.
    pub items: &'a [Item],
}

/// The card of a record by its id; none if there is no such record or it has no card.
pub fn card(look: Look<'_>, id: AnyId) -> Option<Card> {
    let number = id.number;
    match id.letter {
        'P' => look.scheme.get::<Person>(PersonId::from_raw(number)).map(|p| person::card(look, p)),
        'R' => look.scheme.get::<Request>(RequestId(number)).map(|r| request::card(look, r)),
        'M' => look.scheme.get::<Pair>(PairId(number)).map(|pair| pair::card(look, pair)),
        'V' => look.scheme.get::<Review>(ReviewId(number)).map(|review| review::card(look, review)),
        'S' => meeting::card(look, MeetingId(number)),
        'E' => look.scheme.get::<Event>(EventId(number)).map(|event| event::card(look, event)),
        'K' => look.scheme.get::<Contact>(ContactId(number)).map(|k| contact::card(look, k)),
        _ => None,
    }
}

impl<'a> Look<'a> {
    /// Looks at a record of the world, with the item of Today about it.
    pub fn of(world: &'a World, item: Option<&'a Item>) -> Self {
        Self {
            scheme: &world.scheme,
            matcher: &world.matcher,
            today: world.today,
            item,
            items: &world.items,
        }
    }

    /// "WHY HERE" and "SUGGESTED": why the record is in Today and what would make it go away.
    fn why(&self) -> Vec<Part> {
        let Some(item) = self.item else { return Vec::new() };
        // yellow and cyan are for signs: words in them cannot be read on a light ground
        let grave = if item.severity == Severity::Red { Role::Urgent } else { Role::Plain };
        let mut why = vec![(grave, item.why.clone())];
        if !item.leaves.is_empty() {
            why.push((Role::Muted, format!("Settled by {}", item.leaves)));
        }
        if let Some(until) = item.snoozed_until {
            why.push((Role::Muted, format!("Snoozed until {}", days::long(until))));
        }
        vec![Part { heading: "WHY HERE".into(), lines: why }]
    }

    /// The letter that the item calls for, with its key.
    fn letter(&self) -> Option<String> {
        self.item.and_then(|item| suggested::letter(self.scheme, self.today, item))
    }

    /// The badge: what presses, with its days.
    fn badge(&self) -> (String, Role) {
        let Some(item) = self.item else { return (String::new(), Role::Plain) };
        let (sign, word) = sign_and_word(item);
        let days = item.days.map_or(String::new(), |days| match days {
            ahead if ahead < 0 => format!(" in {}", days::count(-ahead)),
            0 => " today".to_owned(),
            days => format!(" {}", days::count(days)),
        });
        let grave = if item.severity == Severity::Red { Role::Urgent } else { Role::Heading };
        (format!("{sign} {word}{days}"), grave)
    }

    fn short(&self, day: NaiveDate) -> String {
        days::short(day, self.today)
    }
}

/// The sign and the word of an item, so that nothing is said by colour alone: `!` overdue, `~`
/// stale, `*` due soon.
pub fn sign_and_word(item: &Item) -> (char, &'static str) {
    sign_of(item.rule).unwrap_or(match item.severity {
        Severity::Red => ('!', "LATE"),
        Severity::Amber => ('*', "DUE"),
        Severity::Info => ('*', "NOTE"),
    })
}

/// The sign and the word of a rule in a sentence: "* unsigned".
fn word_of(rule: &str) -> Option<String> {
    sign_of(rule).map(|(sign, word)| format!("{sign} {}", word.to_lowercase()))
}

/// The sign and the word of a rule.
fn sign_of(rule: &str) -> Option<(char, &'static str)> {
    Some(match rule {
        "request-overdue" => ('!', "OVERDUE"),
        "request-due" => ('*', "DUE"),
        "request-blocked" => ('!', "BLOCKED"),
        "request-unassigned" => ('*', "NOBODY ASKED"),
        "courtesy-owed" => ('*', "COURTESY OWED"),
        "pair-not-started" => ('~', "NOT STARTED"),
        "pair-stale" => ('~', "STALE"),
        "cancellations" => ('!', "CANCELLING"),
        "meeting-unlogged" => ('*', "UNLOGGED"),
        "review-overdue" => ('!', "REVIEW OVERDUE"),
        "term-ended" => ('!', "TERM ENDED"),
        "review-due" => ('*', "REVIEW DUE"),
        "agreement-unsigned" => ('*', "UNSIGNED"),
        "training-missing" => ('*', "UNTRAINED"),
        "manager-agreement-missing" => ('*', "MANAGER TO AGREE"),
        "evaluation-due" => ('*', "EVALUATION DUE"),
        "contact-due" => ('*', "CONTACT DUE"),
        "concern-open" => ('!', "CONCERN OPEN"),
        "commitment-due" => ('*', "RENEWAL DUE"),
        "keep-until-passed" => ('*', "KEPT TOO LONG"),
        "closing-open" => ('*', "CLOSING OPEN"),
        "line-conflict" => ('!', "IN THE LINE"),
        "over-capacity" => ('!', "OVER CAPACITY"),
        "second-mentor" => ('!', "TWO MENTORS"),
        "mentee-waiting" => ('~', "WAITING"),
        "mentor-returning" => ('*', "RETURNING"),
        "backup-old" => ('*', "COPY DUE"),
        _ => return None,
    })
}

/// The sign of a pair at a glance: that of the gravest item about it or its reviews, `h` on hold,
/// `.` in order; each with its word in [`PAIR_SIGNS`].
pub fn pair_sign(pair: PairId, world: &World) -> char {
    match world.gravest(pair.into()) {
        Some(item) => sign_and_word(item).0,
        None if world.scheme.pair_status(pair, world.today) == Some(Status::OnHold) => 'h',
        None => '.',
    }
}

/// What the signs of pairs at a glance mean, those that press first.
pub const PAIR_SIGNS: &[(char, &str)] =
    &[('!', "late"), ('~', "stale"), ('*', "due"), ('h', "on hold"), ('.', "in order")];

/// How a severity is coloured.
pub fn role(severity: Severity) -> Role {
    match severity {
        Severity::Red => Role::Urgent,
        Severity::Amber => Role::Warn,
        Severity::Info => Role::Info,
    }
}

/// The act of a verb in a sentence that begins with it.
pub fn act(verb: Verb) -> &'static str {
    match verb {
        Verb::Answer => "record the response",
        Verb::Reassign => "reassign",
        Verb::Match => "match",
        Verb::Courtesy => "record the courtesy message",
        Verb::Log => "log a meeting, or remind them",
        Verb::Hold => "put the pair on hold",
        Verb::Resume => "note that the mentor is back",
        Verb::Close => "close",
        Verb::Review => "hold the review",
        Verb::Person => "edit the person",
        Verb::Snooze => "snooze",
        Verb::Agree => "record the agreement",
        Verb::Manager => "record whether the line manager agreed",
        Verb::Contact => "log a support contact",
        Verb::Concern => "open the concerns",
        Verb::Renew => "renew the commitment",
        Verb::Keep => "keep until a later day; w e erases",
        Verb::Backup => "make a copy outside the data folder",
        Verb::Show => "look at it",
    }
}

/// A line "Label  value" with its value at one place, "Long label: value" where it cannot be;
/// nothing where the value is empty.
fn fact(label: &str, value: impl AsRef<str>) -> Option<String> {
    const PLACE: usize = 12;
    let value = value.as_ref().trim();
    let is_long = crate::text::width::cells(label) > PLACE;
    let line =
        if is_long { format!("{label}: {value}") } else { format!("{label:<PLACE$} {value}") };
    (!value.is_empty()).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::RULES;

    #[test]
    fn every_rule_has_its_sign_and_word() {
        for rule in RULES {
            assert!(sign_of(rule.id).is_some(), "{}", rule.id);
        }
    }

    #[test]
    fn every_sign_of_a_rule_is_explained_at_a_glance() {
        for rule in RULES {
            let sign = sign_of(rule.id).map(|(sign, _)| sign);
            assert!(PAIR_SIGNS.iter().any(|(known, _)| Some(*known) == sign), "{}", rule.id);
        }
    }
}
