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
    (Section::Headline, overdue),
    (Section::Headline, cadence),
    (Section::Participation, waiting),
    (Section::Matching, answers),
    (Section::Relationships, time_together),
    (Section::Relationships, reviews),
    (Section::Outcomes, satisfaction),
    (Section::Outcomes, goals),
    (Section::Closures, endings),
    (Section::Risks, training),
    (Section::Risks, courtesy),
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

fn training(told: &Told<'_>) -> Option<String> {
    let (trained, mentors) = told.share("mentor-training-coverage")?;
    let missing = mentors - trained;
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
