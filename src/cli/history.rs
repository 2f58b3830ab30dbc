//! `undo`, `redo`, `history`: what was done, taking it back and doing it again.

use clap::Args;
use color_eyre::Result;
use serde_json::json;

use super::DONE;
use super::desk::{Desk, capital};
use super::output::{Format, Out};
use super::typed::whole;
use super::who;
use crate::domain::Table;
use crate::domain::ids::AnyId;
use crate::screens::named_in;
use crate::store::{Act, Head};
use crate::text::width::pad;
use crate::text::{days, inert};

/// Options of `undo`.
#[derive(Debug, Args)]
pub(super) struct Undo {
    /// The entry to take back, by its number in matchbook history [default: your own newest change
    /// that stands]
    #[arg(allow_negative_numbers = true, value_parser = whole(1_i64, None))]
    number: Option<i64>,
}

/// Options of `history`.
#[derive(Debug, Args)]
pub(super) struct History {
    /// Only what touched this person, request, pair, meeting or review, by id (P12) or, of a person,
    /// by name
    id: Option<String>,
    /// No more entries than this
    #[arg(long, value_name = "COUNT", default_value_t = 20, allow_negative_numbers = true, value_parser = whole(1_usize, None))]
    limit: usize,
    /// How it is printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Takes back a change.
pub(super) fn undo(input: &Undo, desk: &mut Desk, out: &mut Out<'_>) -> Result<u8> {
    let number = input.number;
    let before = desk.scheme.clone();
    let undone = desk.write(|desk| {
        let stamp = desk.stamp();
        Ok(match number {
            Some(number) => desk.store.undo_entry(&desk.scheme, number, &stamp)?,
            None => desk.store.undo(&desk.scheme, &stamp)?,
        })
    })?;
    // what was taken back is known by name only in the scheme before
    let words = before.words(&undone.words);
    out.line(&format!("{}.", capital(&words)))?;
    out.line("do it again with: matchbook redo")?;
    Ok(DONE)
}

/// Does again what was taken back last.
pub(super) fn redo(desk: &mut Desk, out: &mut Out<'_>) -> Result<u8> {
    let done = desk.write(|desk| {
        let stamp = desk.stamp();
        Ok(desk.store.redo(&desk.scheme, &stamp)?)
    })?;
    out.line(&format!("{}.", capital(&desk.scheme.words(&done.words))))?;
    out.line("undo with: matchbook undo")?;
    Ok(DONE)
}

/// Prints what was done, newest first.
pub(super) fn history(input: &History, desk: &Desk, out: &mut Out<'_>) -> Result<u8> {
    let mut heads = match &input.id {
        Some(told) => {
            let id = match told.parse::<AnyId>() {
                Ok(id) => id,
                Err(_) => desk.person(told)?.into(),
            };
            let heads = heads_of(desk, id)?;
            if heads.is_empty() {
                who::known(&desk.scheme, id)?;
            }
            heads
        }
        None => desk.store.heads(input.limit)?,
    };
    heads.truncate(input.limit);
    match input.format {
        Format::Text => text(&heads, desk, out)?,
        Format::Json => {
            let entries: Vec<_> = heads.iter().map(|head| entry(head, desk)).collect();
            out.json(&entries)?;
        }
    }
    Ok(DONE)
}

fn text(heads: &[Head], desk: &Desk, out: &mut Out<'_>) -> Result<()> {
    if heads.is_empty() {
        return out.line("Nothing was done yet that is kept in the history.");
    }
    for head in heads {
        let state = if head.live { "" } else { "undone" };
        let words = desk.scheme.words(&head.words);
        if out.plain {
            let state = if head.live { kind(head.act) } else { state };
            let day = days::long(head.day);
            out.line(&format!("{state}: {} on {day} by {}: {words}", head.number, head.who))?;
            continue;
        }
        let number = format!("{:>4}", head.number);
        let day = pad(&days::short(head.day, desk.today), 11);
        let kind = if head.live { kind(head.act) } else { state };
        let (who, kind) = (pad(&inert(&head.who), 10), pad(kind, 6));
        out.line(&format!("{number}  {day}  {who}  {kind}  {words}"))?;
    }
    Ok(())
}

/// The entries that touched a record or name it, newest first.
pub(super) fn heads_of(desk: &Desk, id: AnyId) -> Result<Vec<Head>> {
    let tables: &[Table] = match id.letter {
        'P' => &[Table::Person, Table::Mentor, Table::Mentee],
        'R' => &[Table::Request],
        'M' => &[Table::Pair, Table::Agreement, Table::Closure],
        'S' => &[Table::Meeting],
        'V' => &[Table::Review],
        'C' => &[Table::Concern, Table::ConcernText],
        _ => &[],
    };
    // what belongs to it in other tables (a reminder, a meeting) names it in its words
    let all = desk.store.heads(usize::MAX)?;
    let mut heads: Vec<Head> =
        all.into_iter().filter(|head| named_in(&head.words).contains(&id)).collect();
    for table in tables {
        heads.extend(desk.store.heads_of(*table, id.number)?);
    }
    heads.sort_by_key(|head| std::cmp::Reverse(head.number));
    heads.dedup_by_key(|head| head.number);
    Ok(heads)
}

fn kind(act: Act) -> &'static str {
    match act {
        Act::Change => "change",
        Act::Undo(_) => "undo",
        Act::Redo(_) => "redo",
        Act::Note => "note",
    }
}

fn entry(head: &Head, desk: &Desk) -> serde_json::Value {
    let about = match head.act {
        Act::Undo(number) | Act::Redo(number) => Some(number),
        Act::Change | Act::Note => None,
    };
    json!({
        "number": head.number,
        "kind": kind(head.act),
        "about": about,
        "live": head.live,
        "at": head.at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        "day": head.day,
        "who": head.who,
        "host": head.host,
        "words": desk.scheme.words(&head.words),
    })
}
