//! `today` and `snooze`: what needs the coordinator, gravest first, and putting an item off.

use clap::Args;
use color_eyre::Result;
use color_eyre::eyre::eyre;

use super::DONE;
use super::desk::Desk;
use super::output::{ListFormat, Out, width};
use super::typed::word;
use crate::domain::codes::Code;
use crate::domain::ids::AnyId;
use crate::domain::lists::Sheet;
use crate::domain::rules::{self, Item, Section, Severity};
use crate::domain::settings::Key;
use crate::domain::verbs;
use crate::export;
use crate::text::days::{self, Lean};
use crate::text::fold;
use crate::text::width::{cells, cut, pad, wrap};

/// Where the sentence of an item begins.
const INDENT: usize = 16;

/// Options of `today`.
#[derive(Debug, Default, Args)]
pub(super) struct Today {
    /// Show the snoozed items too
    #[arg(long)]
    all: bool,
    /// How it is printed
    #[arg(long, value_enum, default_value_t)]
    format: ListFormat,
    /// Only items in which each of these words is found
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,
}

/// Options of `snooze`.
#[derive(Debug, Args)]
pub(super) struct Snooze {
    /// What the item is about (R42), or the rule of an item that is about nobody (backup-old)
    item: String,
    /// The day on which it comes back [default: in as many days as the scheme says]
    until: Option<String>,
    /// In which section, where it stands in several
    #[arg(long, value_parser = word::<Section>())]
    section: Option<Section>,
    /// Show it again at once
    #[arg(long, conflicts_with = "until")]
    wake: bool,
}

/// Prints Today.
pub(super) fn run(input: &Today, desk: &Desk, out: &mut Out<'_>) -> Result<u8> {
    let outside = desk.store.outside()?;
    let mut items = rules::today_all(&desk.scheme, desk.today, &outside);
    let snoozed = items.iter().filter(|item| item.snoozed_until.is_some()).count();
    if !input.all {
        items.retain(|item| item.snoozed_until.is_none());
    }
    let wanted = fold(input.filter.as_deref().unwrap_or_default());
    let words: Vec<_> = wanted.split(' ').collect();
    items.retain(|item| {
        let found = haystack(item);
        words.iter().all(|word| found.contains(word))
    });
    match input.format {
        ListFormat::Json => out.json(&items)?,
        ListFormat::Csv => {
            out.table(&export::list_csv(&Sheet::today(items.iter(), desk.today)))?;
        }
        ListFormat::Text if out.plain => plain(&items, out)?,
        ListFormat::Text => {
            text(&items, desk, out)?;
            if snoozed > 0 && !input.all {
                out.line("")?;
                out.line(&format!("{snoozed} snoozed (--all shows them)"))?;
            }
        }
    }
    Ok(DONE)
}

/// All that a filter looks at.
fn haystack(item: &Item) -> String {
    let mut found = format!("{} {} {} ", item.section.code(), item.rule, item.severity);
    for someone in &item.people {
        found = format!("{found}{} {} ", someone.id, someone.name.exact());
    }
    fold(&format!("{found}{} {} {}", item.subject_text(), item.also.join(" "), item.why))
}

fn text(items: &[Item], desk: &Desk, out: &mut Out<'_>) -> Result<()> {
    let count = i64::try_from(items.len()).unwrap_or(i64::MAX);
    let name = desk.scheme.settings().text(Key::Name);
    let head =
        if count == 0 { "nothing needs you".to_owned() } else { days::plural(count, "item") };
    out.line(&format!("{}, {name}: {head}", days::long(desk.today)))?;
    let room = width().unwrap_or(100).min(120);
    let mut section = None;
    for item in items {
        if section != Some(item.section) {
            section = Some(item.section);
            let here = items.iter().filter(|other| other.section == item.section).count();
            out.line("")?;
            out.line(&format!("{} {here}", item.section.label().to_uppercase()))?;
        }
        let id = item.subject_text();
        let head = format!("{} {:<5}  {id:<5}  ", sign(item), item.severity);
        let next = next(item, desk);
        out.line(&format!("{head}{}{next}", pad(&names(item, 40), 42)))?;
        for line in wrap(&item.why, room.saturating_sub(INDENT).max(40)) {
            out.line(&format!("{}{line}", " ".repeat(INDENT)))?;
        }
    }
    let day = rules::next_day(&desk.scheme, desk.today);
    if let Some(ahead) = rules::in_words(&rules::forecast(&desk.scheme, desk.today, day), day) {
        out.line("")?;
        out.line(&ahead)?;
    }
    Ok(())
}

/// Whom it is about, mentee first, in at most so many cells.
fn names(item: &Item, room: usize) -> String {
    let names: Vec<_> = item.people.iter().map(|one| one.name.to_string()).collect();
    match names.as_slice() {
        [mentee, mentor] => {
            let both = format!("{mentee} and {mentor}");
            if cells(&both) <= room {
                return both;
            }
            let half = room.saturating_sub(5) / 2;
            format!("{} and {}", cut(mentee, half), cut(mentor, half))
        }
        [one] => cut(one, room),
        _ => item.section.label().to_lowercase(),
    }
}

/// What is suggested, and what else there is to say.
fn next(item: &Item, desk: &Desk) -> String {
    let mut words = format!("next: {}", item.suggest);
    if !item.also.is_empty() {
        words = format!("{words}; also {}", item.also.join(", "));
    }
    if let Some(until) = item.snoozed_until {
        words = format!("{words}; snoozed until {}", days::short(until, desk.today));
    }
    words
}

fn sign(item: &Item) -> char {
    match item.severity {
        Severity::Red => '!',
        Severity::Amber => '*',
        Severity::Info => ' ',
    }
}

/// One fact a line, its state first.
fn plain(items: &[Item], out: &mut Out<'_>) -> Result<()> {
    if items.is_empty() {
        return out.line("nothing needs you");
    }
    for item in items {
        let state = if item.snoozed_until.is_some() { "snoozed" } else { item.severity.code() };
        let subject = item.subject_text();
        let about = if subject.is_empty() { item.section.code().to_owned() } else { subject };
        let (rule, names) = (item.rule, names(item, usize::MAX));
        out.line(&format!(
            "{state}: {rule}: {about}: {names}: {}: next: {}",
            item.why, item.suggest
        ))?;
    }
    Ok(())
}

/// Puts an item of Today off, or calls it back.
pub(super) fn snooze(input: &Snooze, desk: &mut Desk, out: &mut Out<'_>) -> Result<u8> {
    let (section, subject) = item(input, desk)?;
    let section = section.code();
    if input.wake {
        desk.act(out, |scheme| verbs::wake(scheme, section, &subject))?;
        return Ok(DONE);
    }
    let usual = u64::try_from(desk.scheme.settings().number(Key::SnoozeDays)).unwrap_or_default();
    let until = desk.day_if("UNTIL", input.until.as_deref(), Lean::Future)?;
    let until = until.unwrap_or(desk.today + chrono::Days::new(usual));
    let today = desk.today;
    desk.act(out, |scheme| verbs::snooze(scheme, today, section, &subject, until))?;
    Ok(DONE)
}

/// The one item that is meant: its section and its subject as a snooze keeps them.
fn item(input: &Snooze, desk: &Desk) -> Result<(Section, String)> {
    let outside = desk.store.outside()?;
    let told = input.item.trim();
    if told.is_empty() {
        return Err(eyre!("ITEM is empty: name what Today is about, as in matchbook snooze R42"));
    }
    let meant: Vec<_> = rules::today_all(&desk.scheme, desk.today, &outside)
        .into_iter()
        .filter(|item| match (item.subject, told.parse::<AnyId>()) {
            (Some(subject), Ok(id)) => subject == id,
            (None, Err(_)) => item.rule == told,
            (Some(_), Err(_)) | (None, Ok(_)) => false,
        })
        .filter(|item| input.section.is_none_or(|section| section == item.section))
        .collect();
    match meant.as_slice() {
        [] => Err(eyre!("nothing in Today is about {told}: see matchbook today --all")),
        [one] => Ok((one.section, one.subject_text())),
        several => {
            let sections: Vec<_> = several.iter().map(|item| item.section.code()).collect();
            let sections = sections.join(", ");
            Err(eyre!("{told} stands in several sections: add --section with one of {sections}"))
        }
    }
}
