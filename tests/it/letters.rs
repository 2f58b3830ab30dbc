//! Letters: every kind on every record of the samples reads well, with facts missing too; and what a template may hold.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use matchbook::domain::codes::Code;
use matchbook::domain::ids::{AnyId, Id};
use matchbook::domain::letters::{
    LETTERS, Letter, LetterKind, check, compose, kinds_for, kinds_for_item, preview,
};
use matchbook::domain::records::{Event, Meeting, Pair, Person, Request, Review};
use matchbook::domain::rules::{Outside, today_all};
use matchbook::domain::{Row, Scheme};
use matchbook::sample;

use crate::small_scheme::{Small, day};

const TODAY: &str = "2026-03-03";

/// Every id of the kinds that letters are about.
fn all(scheme: &Scheme) -> Vec<AnyId> {
    fn ids<T: Row>(scheme: &Scheme, letter: char) -> Vec<AnyId> {
        scheme.all::<T>().map(|row| AnyId { letter, number: row.key().raw() }).collect()
    }
    let mut every = ids::<Person>(scheme, 'P');
    every.extend(ids::<Request>(scheme, 'R'));
    every.extend(ids::<Pair>(scheme, 'M'));
    every.extend(ids::<Review>(scheme, 'V'));
    every.extend(ids::<Event>(scheme, 'E'));
    every.extend(ids::<Meeting>(scheme, 'S'));
    every
}

/// What is wrong with how a letter reads.
fn faults(letter: &Letter) -> Vec<String> {
    let mut faults = Vec::new();
    let whole = format!("{}\n{}", letter.subject, letter.body);
    for wrong in [
        "  ",
        "undefined",
        "None",
        "none",
        "{{",
        "{%",
        " ,",
        " .",
        "..",
        "()",
        "!",
        "\n\n\n",
        "Dear ,",
    ] {
        if whole.contains(wrong) {
            faults.push(format!("{wrong:?} in\n{whole}"));
        }
    }
    if whole.lines().any(|line| line != line.trim()) {
        faults.push(format!("blanks around a line in\n{whole}"));
    }
    // a long line is a paragraph of its own
    let lines: Vec<&str> = letter.body.lines().collect();
    if lines.windows(2).any(|two| two[0].chars().count() > 70 && !two[1].is_empty()) {
        faults.push(format!("a paragraph runs into the next in\n{whole}"));
    }
    let words = letter.body.split_whitespace().count();
    if !(50..=150).contains(&words) {
        faults.push(format!("{words} words in\n{whole}"));
    }
    if letter.to.is_empty() || letter.subject.trim().is_empty() {
        faults.push(format!("nobody or nothing: {letter:?}"));
    }
    if !letter.body.starts_with("Dear ") || !letter.body.contains("With best wishes,\n") {
        faults.push(format!("no greeting or no end in\n{whole}"));
    }
    faults
}

/// Writes every letter that can be written, and gives the kinds that were.
fn write_all(scheme: &Scheme, today: NaiveDate) -> BTreeSet<LetterKind> {
    let mut written = BTreeSet::new();
    let mut wrong = Vec::new();
    for id in all(scheme) {
        for kind in kinds_for(scheme, today, id) {
            for letter in compose(scheme, today, kind, id, None).unwrap() {
                wrong.extend(
                    faults(&letter).into_iter().map(|fault| format!("{kind} {id}: {fault}")),
                );
                written.insert(kind);
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    written
}

#[test]
fn every_letter_about_every_record_of_the_samples_reads_well() {
    let today = day(TODAY);
    let mut written = write_all(&sample::scheme_of(sample::week(today)), today);
    written.extend(write_all(&sample::scheme_of(sample::every_rule(today)), today));
    let missing: Vec<_> = LetterKind::ALL.iter().filter(|kind| !written.contains(kind)).collect();
    assert_eq!(missing, [&LetterKind::Invitation], "the samples have no event to come");
}

#[test]
fn every_item_of_today_that_is_about_people_has_a_letter_first_that_settles_it() {
    let today = day(TODAY);
    let scheme = sample::scheme_of(sample::every_rule(today));
    let outside = Outside::default();
    for item in today_all(&scheme, today, &outside) {
        let kinds = kinds_for_item(&scheme, today, &item);
        let expected = match item.rule {
            "request-overdue" | "request-due" => LetterKind::Reminder,
            "courtesy-owed" => LetterKind::Courtesy,
            "pair-not-started" | "pair-stale" | "cancellations" => LetterKind::Nudge,
            "review-overdue" | "review-due" => LetterKind::Review,
            "agreement-unsigned" => LetterKind::Agreement,
            "manager-agreement-missing" => LetterKind::Manager,
            "term-ended" | "closing-open" => LetterKind::Closing,
            "evaluation-due" => LetterKind::Evaluation,
            "mentee-waiting" => LetterKind::Waiting,
            _ => continue,
        };
        assert_eq!(kinds.first(), Some(&expected), "{}: {:?}", item.rule, item.subject);
    }
}

/// A scheme of which nothing is known but names, and what must be for each kind.
fn bare() -> Small {
    use matchbook::domain::codes::EventKind;
    use matchbook::domain::entry::Entry;
    use matchbook::domain::ids::EventId;
    let mut small = Small::default();
    let mentor = small.mentor("Tom Reed", 2);
    let mentee = small.mentee("Ana Costa");
    small.pair(mentor, mentee, "2026-01-05");
    let request = small.request(mentee, "2026-02-10");
    small.offer(request, mentor, "2026-02-10");
    small.put(Event { kind: EventKind::Other, day: day("2026-03-12"), ..Event::blank(EventId(1)) });
    small
}

#[test]
fn letters_without_any_optional_fact_have_no_holes() {
    let scheme = bare().scheme;
    let today = day(TODAY);
    let written = write_all(&scheme, today);
    for kind in [LetterKind::Reminder, LetterKind::Nudge, LetterKind::Introduction] {
        assert!(written.contains(&kind), "{kind}");
    }
    let to = scheme.all::<Person>().next().unwrap().id;
    let event = "E1".parse().unwrap();
    for letter in compose(&scheme, today, LetterKind::Invitation, event, Some(to)).unwrap() {
        assert_eq!(faults(&letter), Vec::<String>::new());
    }
}

#[test]
fn every_shipped_text_is_a_template_and_its_preview_reads_well() {
    let today = day(TODAY);
    let empty = Scheme::default();
    for row in LETTERS {
        check(row.kind, row.shipped).unwrap();
        let made_up = preview(row.kind, row.shipped, &empty, today).unwrap();
        assert_eq!(faults(&made_up), Vec::<String>::new());
    }
}
