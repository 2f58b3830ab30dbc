//! The sentences of the summary: each is made from figures, and is left out where they say nothing.

use crate::domain::figures::value::{cents, many, real};
use crate::domain::figures::{Section, Sentence, Summary, Unit, percent, rounded, written};
use crate::domain::settings::{Key, Settings};
use crate::text::days::{self, plural};

/// What a sentence is made from.
struct Told<'a> {
    summary: &'a Summary,
    settings: &'a Settings,
}

/// A sentence of a section: its words, if its figures say anything.
type Saying = (Section, fn(&Told<'_>) -> Option<String>);

/// Every sentence, in the order in which they are read.
const SAYINGS: &[Saying] = &[
    (Section::Headline, open_pairs),
    (Section::Headline, on_aim),
    (Section::Headline, off_aim),
    (Section::Headline, asked_for),
    (Section::Participation, waiting),
    (Section::Matching, overdue),
    (Section::Matching, answers),
    (Section::Relationships, cadence),
    (Section::Relationships, time_together),
    (Section::Relationships, reviews),
    (Section::Outcomes, satisfaction),
    (Section::Outcomes, goals),
    (Section::Outcomes, stories),
    (Section::Closures, endings),
    (Section::Risks, mentors_wanted),
    (Section::Risks, managers),
    (Section::Risks, training),
    (Section::Risks, courtesy),
    (Section::Risks, concerns),
    (Section::Effort, hours),
    (Section::Effort, money),
    (Section::Effort, worth),
];

/// The sentences of a summary.
pub(super) fn sentences(summary: &Summary, settings: &Settings) -> Vec<Sentence> {
    let told = Told { summary, settings };
    SAYINGS
        .iter()
        .filter_map(|(section, say)| Some(Sentence { section: *section, words: say(&told)? }))
        .collect()
}

impl Told<'_> {
    /// The value of a figure, if it has one.
    fn value(&self, id: &str) -> Option<f64> {
        self.summary.figure(id)?.value.value
    }

    /// A count as a whole number.
    fn count(&self, id: &str) -> Option<i64> {
        rounded(self.value(id)?).parse().ok()
    }

    /// Numerator and denominator of a share; none if there is nothing to share.
    fn share(&self, id: &str) -> Option<(i64, i64)> {
        let value = &self.summary.figure(id)?.value;
        value.value?;
        let whole = |number: Option<f64>| rounded(number?).parse().ok();
        Some((whole(value.numerator)?, whole(value.denominator)?))
    }

    /// How many of a whole lack what a share counts.
    fn missing(&self, id: &str) -> i64 {
        self.share(id).map_or(0, |(part, whole)| whole - part)
    }

    /// The figures that are where a source aims, or those that are not, with value and aim.
    fn aims(&self, met: bool) -> Vec<String> {
        let lines = self.summary.figures.iter().filter(|line| line.is_on_aim() == Some(met));
        lines
            .filter_map(|line| {
                let unit = line.figure.unit;
                let (value, aim) = (line.value.short(unit), line.figure.target?.said(unit));
                Some(format!("{} {value} (aim: {aim})", lowered(line.figure.name)))
            })
            .collect()
    }

    /// ", 60 % in the period before" where that is known and differs.
    fn before(&self, id: &str) -> String {
        let Some(line) = self.summary.figure(id) else { return String::new() };
        let unit = line.figure.unit;
        match line.previous.value {
            Some(_) if line.previous.short(unit) != line.value.short(unit) => {
                format!("; {} in the period before", line.previous.short(unit))
            }
            _ => String::new(),
        }
    }
}

/// A figure's name in the middle of a sentence.
fn lowered(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(char::to_lowercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// "is" or "are".
fn is(number: i64) -> &'static str {
    if number == 1 { "is" } else { "are" }
}

/// "was" or "were".
fn was(number: i64) -> &'static str {
    if number == 1 { "was" } else { "were" }
}

/// "14 of 20 pairs (70 %)".
fn of((part, whole): (i64, i64), noun: &str) -> String {
    let share = real(part) / real(whole);
    format!("{part} of {} ({} %)", plural(whole, noun), percent(share))
}

fn open_pairs(told: &Told<'_>) -> Option<String> {
    let (open, served) = (told.count("active-pairs")?, told.count("pairs-served")?);
    let new = told.count("new-pairs")?;
    Some(format!(
        "On {}, {} {} open; {} {} served in the period, {new} of them new{}.",
        written(told.summary.as_of),
        plural(open, "pair"),
        was(open),
        plural(served, "pair"),
        was(served),
        told.before("pairs-served"),
    ))
}

/// What a source aims at and the scheme reaches.
fn on_aim(told: &Told<'_>) -> Option<String> {
    let met = told.aims(true);
    (!met.is_empty()).then(|| format!("On aim: {}.", met.join("; ")))
}

/// What is below or above its aim, with what is overdue.
fn off_aim(told: &Told<'_>) -> Option<String> {
    let mut missed = told.aims(false);
    let late = told.count("overdue-now").unwrap_or(0);
    if late > 0 {
        missed.push(format!("{} overdue", plural(late, "request")));
    }
    (!missed.is_empty()).then(|| format!("At risk: {}.", missed.join("; ")))
}

/// What senior managers are asked for, said once more under the risks with its reasons.
fn asked_for(told: &Told<'_>) -> Option<String> {
    let mut asks = Vec::new();
    match told.summary.asks.len() {
        0 => {}
        1 => asks.push("mentors for 1 topic".to_owned()),
        topics => asks.push(format!("mentors for {topics} topics")),
    }
    let missing = told.missing("lm-agreement-coverage");
    if missing > 0 {
        asks.push(format!("the agreement of {}", plural(missing, "line manager")));
    }
    let untrained = told.missing("mentor-training-coverage");
    if untrained > 0 {
        asks.push(format!("training for {}", plural(untrained, "mentor")));
    }
    (!asks.is_empty()).then(|| format!("Asked for: {}.", asks.join("; ")))
}

fn overdue(told: &Told<'_>) -> Option<String> {
    let limit = days::count(told.settings.number(Key::AnswerDays));
    let before = told.before("overdue-now");
    Some(match told.count("overdue-now")? {
        0 => format!("No request has waited for more than {limit}{before}."),
        1 => format!("1 request has waited for more than {limit}{before}."),
        late => format!("{late} requests have waited for more than {limit}{before}."),
    })
}

fn cadence(told: &Told<'_>) -> Option<String> {
    let kept = of(told.share("on-cadence-pairs")?, "pair");
    Some(format!(
        "{kept} kept to the rhythm that they agreed on{}.",
        told.before("on-cadence-pairs")
    ))
}

fn waiting(told: &Told<'_>) -> Option<String> {
    let waiting = told.count("unmatched-waiting")?;
    let before = told.before("unmatched-waiting");
    let Some(days) = told.value("median-days-waiting").filter(|_| waiting > 0) else {
        return Some(format!("No mentee waits without a pair or a request{before}."));
    };
    let waits = if waiting == 1 { "waits" } else { "wait" };
    Some(format!(
        "{} {waits} without a pair or a request, with a median of {}{before}.",
        plural(waiting, "mentee"),
        many(days, "day"),
    ))
}

fn answers(told: &Told<'_>) -> Option<String> {
    let answered = of(told.share("request-response-rate")?, "request");
    let limit = days::count(told.settings.number(Key::AnswerDays));
    let before = told.before("request-response-rate");
    Some(format!("Mentors answered {answered} within {limit}{before}."))
}

fn time_together(told: &Told<'_>) -> Option<String> {
    let each = told.value("hours-per-pair-month")?;
    let agreed = real(told.settings.number(Key::CommitmentMinutes)) / 60.0;
    Some(format!(
        "Pairs met for {}: {} for each pair and month, against an agreed {}{}.",
        many(told.value("hours-delivered")?, "hour"),
        many(each, "hour"),
        rounded(agreed),
        told.before("hours-per-pair-month"),
    ))
}

fn reviews(told: &Told<'_>) -> Option<String> {
    let on_time = of(told.share("reviews-on-time")?, "review");
    Some(format!(
        "{on_time} due in the period took place on time{}.",
        told.before("reviews-on-time")
    ))
}

fn satisfaction(told: &Told<'_>) -> Option<String> {
    let line = told.summary.figure("satisfaction")?;
    line.value.value?;
    let before = told.before("satisfaction");
    Some(format!("Satisfaction is {}{before}.", line.value.said(Unit::Score)))
}

fn goals(told: &Told<'_>) -> Option<String> {
    let met = of(told.share("goals-met")?, "pair");
    let before = told.before("goals-met");
    Some(format!("{met} that ended and told had met their goals fully or mostly{before}."))
}

fn endings(told: &Told<'_>) -> Option<String> {
    let ended = of(told.share("closure-rate")?, "pair");
    let before = told.before("closure-rate");
    let early = match told.share("early-closure-rate") {
        Some((early, _)) => format!(", {early} of them early"),
        None => String::new(),
    };
    Some(format!("{ended} ended in the period{early}{before}."))
}

fn stories(told: &Told<'_>) -> Option<String> {
    let count = told.count("success-stories").filter(|count| *count > 0)?;
    let tell = if count == 1 { "tells" } else { "tell" };
    let naming = told.summary.stories.naming;
    let left_out = match naming {
        0 => String::new(),
        1 => "; 1 that names somebody is left out here".to_owned(),
        several => format!("; {several} that name somebody are left out here"),
    };
    let stories = plural(count, "success story");
    Some(format!("{stories} of the period {tell} what came of it{left_out}."))
}

/// "Mentors for Research funding: 6 mentees wait, nobody is free."
fn mentors_wanted(told: &Told<'_>) -> Option<String> {
    let asks = &told.summary.asks;
    let wait = |waiting: Option<i64>| match waiting {
        Some(waiting) => format!("{} wait", plural(waiting, "mentee")),
        None => "mentees wait".to_owned(),
    };
    let mut words: Vec<String> = asks
        .iter()
        .filter_map(|ask| Some(format!("{} ({})", ask.topic.as_ref()?, wait(ask.waiting))))
        .collect();
    match asks.iter().filter(|ask| ask.topic.is_none()).count() {
        0 => {}
        1 => words.push("1 topic that few people name".to_owned()),
        others => words.push(format!("{others} topics that few people name")),
    }
    (!words.is_empty())
        .then(|| format!("Mentors are asked for, as nobody is free for: {}.", words.join("; ")))
}

fn managers(told: &Told<'_>) -> Option<String> {
    let missing = told.missing("lm-agreement-coverage");
    let word = if missing == 1 { "agreement" } else { "agreements" };
    (missing > 0).then(|| {
        format!(
            "{missing} {word} of line managers {} missing for mentees in open pairs.",
            is(missing)
        )
    })
}

fn concerns(told: &Told<'_>) -> Option<String> {
    let (raised, open) = (told.count("concerns-raised")?, told.count("concerns-open")?);
    if raised == 0 && open == 0 {
        return None;
    }
    let long = match told.count("concerns-open-long")? {
        0 => String::new(),
        long => format!(", {long} of them for more than 14 days"),
    };
    Some(format!(
        "{} {} raised in the period; {open} {} open{long}.",
        plural(raised, "concern"),
        was(raised),
        is(open),
    ))
}

fn training(told: &Told<'_>) -> Option<String> {
    let missing = told.missing("mentor-training-coverage");
    (missing > 0).then(|| format!("{} {} not trained.", plural(missing, "mentor"), is(missing)))
}

fn courtesy(told: &Told<'_>) -> Option<String> {
    Some(match told.count("declines-without-courtesy-message")? {
        0 => return None,
        1 => "1 mentee whose request was declined is still owed a courtesy message.".to_owned(),
        owed => format!(
            "{owed} mentees whose requests were declined are still owed a courtesy message."
        ),
    })
}

fn hours(told: &Told<'_>) -> Option<String> {
    let hours = told.value("coordinator-hours").filter(|hours| *hours > 0.0)?;
    let each = told.value("coordinator-hours-per-pair")?;
    Some(format!(
        "The coordinator recorded {}, {} for each pair served{}.",
        many(hours, "hour"),
        many(each, "hour"),
        told.before("coordinator-hours-per-pair"),
    ))
}

fn money(told: &Told<'_>) -> Option<String> {
    let spent = told.value("spent").filter(|spent| *spent > 0.0)?;
    let currency = told.settings.text(Key::Currency);
    let planned = told.value("planned").filter(|planned| *planned > 0.0);
    let planned = planned
        .map_or_else(String::new, |planned| format!(" of {currency} {} planned", cents(planned)));
    let each = told.value("cost-per-pair")?;
    Some(format!(
        "{currency} {} were spent{planned}; the cost of a pair is {currency} {}{}.",
        cents(spent),
        cents(each),
        told.before("cost-per-pair"),
    ))
}

fn worth(told: &Told<'_>) -> Option<String> {
    let worth = told.value("value-of-volunteer-hours").filter(|worth| *worth > 0.0)?;
    let currency = told.settings.text(Key::Currency);
    let back = told
        .value("return-on-cost")
        .map_or_else(String::new, |back| format!(", {} for each {currency} of cost", cents(back)));
    Some(format!("The hours that mentors gave are worth {currency} {}{back}.", cents(worth)))
}
