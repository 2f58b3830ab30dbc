//! `letter`: write a letter about a record, as text, mail draft or link, and record that it was sent (Q4, Q5, I3).

use std::path::{Path, PathBuf};

use clap::Args;
use color_eyre::Result;
use color_eyre::eyre::{Report, eyre};

use super::DONE;
use super::desk::{Desk, refused};
use super::fail;
use super::output::Out;
use super::typed::word;
use crate::domain::codes::{Channel, Code};
use crate::domain::ids::{AnyId, PersonId};
use crate::domain::letters::{LETTERS, Letter, LetterKind, compose, preview};
use crate::domain::settings::Key;
use crate::domain::verbs::{SentLetter, letter_sent};
use crate::export::{letter_eml, letter_mailto, letter_text};
use crate::runtime::make_files;
use crate::text::days::Lean;
use crate::text::width::pad;

/// Options of `letter`.
#[derive(Debug, Args)]
pub(super) struct WriteLetter {
    /// Which letter
    #[arg(value_parser = word::<LetterKind>(), hide_possible_values = true)]
    kind: LetterKind,
    /// The record that it is about: an id, or a person's name for what is theirs [default: what the
    /// letter is for, its fields, and how it reads]
    record: Option<String>,
    /// Only to this person: of a pair one side, of an offer the mentor to be asked
    #[arg(long, value_name = "PERSON", requires = "record")]
    to: Option<String>,
    /// Make a draft that a mail program opens; of several letters one file each, numbered
    #[arg(long, value_name = "FILE", requires = "record", conflicts_with = "mailto")]
    eml: Option<PathBuf>,
    /// Print a link that opens a mail program
    #[arg(long, requires = "record")]
    mailto: bool,
    /// Replace a file that exists
    #[arg(long, requires = "eml")]
    force: bool,
    /// Record that it was sent; nothing of its text is kept
    #[arg(long, requires = "record")]
    sent: bool,
    /// The day on which it was sent [default: today]
    #[arg(long, value_name = "DAY", requires = "sent")]
    day: Option<String>,
    /// How it was sent
    #[arg(long, value_parser = word::<Channel>(), default_value = "email", requires = "sent")]
    channel: Channel,
}

/// The kinds of letter for the help, a line each.
pub(super) fn kinds() -> String {
    let widest = LetterKind::ALL.iter().map(|kind| kind.code().len()).max().unwrap_or_default();
    let line = |row: &crate::domain::letters::Row| {
        let letters: Vec<_> = row.about.chars().map(|letter| format!("{letter}12")).collect();
        let about = pad(&letters.join(" "), 11);
        format!("  {}  {about}  {}\n", pad(row.kind.code(), widest), row.help)
    };
    format!(
        "Letters, and the ids that they are about:\n{}
Examples:
  matchbook letter reminder                        how it reads, and its fields
  matchbook letter reminder R8
  matchbook letter reminder R8 --eml reminder.eml
  matchbook letter reminder R8 --sent --channel phone
  matchbook letter offer R9 --to 'Priya Nair'

Matchbook sends nothing by itself. The texts are settings: matchbook settings letter-reminder",
        LETTERS.iter().map(line).collect::<String>()
    )
}

/// Writes a letter, or tells what it is for.
pub(super) fn run(input: &WriteLetter, desk: &mut Desk, out: &mut Out<'_>) -> Result<u8> {
    let Some(told) = &input.record else {
        return explain(input.kind, desk, out);
    };
    let about = record(input.kind, told, desk)?;
    let to = input.to.as_deref().map(|told| desk.person(told)).transpose()?;
    let letters = compose(&desk.scheme, desk.today, input.kind, about, to)
        .map_err(|refusal| refused(&refusal))?;
    let sent = sent(input, about, to, desk)?;
    if let Some(file) = &input.eml {
        drafts(&letters, file, input.force, desk, out)?;
    } else if input.mailto {
        links(&letters, out)?;
    } else if sent.is_none() {
        let texts: Vec<_> = letters.iter().map(letter_text).collect();
        out.lines(&texts.join("\n----\n\n"))?;
    }
    if let Some(sent) = sent {
        let today = desk.today;
        desk.act(out, |scheme| letter_sent(scheme, today, &sent))?;
    }
    Ok(DONE)
}

/// What is to be recorded, if anything; what cannot be is refused before a draft is made.
fn sent(
    input: &WriteLetter,
    about: AnyId,
    to: Option<PersonId>,
    desk: &Desk,
) -> Result<Option<SentLetter>> {
    if !input.sent {
        return Ok(None);
    }
    let day = desk.day("--day", input.day.as_deref(), Lean::Past)?;
    let sent = SentLetter { kind: input.kind, about, to, day, channel: input.channel };
    let change = letter_sent(&desk.scheme, desk.today, &sent);
    change.map_err(|refusal| refused(&refusal))?;
    Ok(Some(sent))
}

/// The record meant: by its id, or by the name of somebody whose it is.
fn record(kind: LetterKind, told: &str, desk: &Desk) -> Result<AnyId> {
    if let Ok(id) = told.trim().parse::<AnyId>() {
        super::who::known(&desk.scheme, id)?;
        return Ok(id);
    }
    // the first kind of record that a letter is about is the one that a name stands for
    Ok(match kind.row().about.chars().next() {
        Some('R') => desk.request(told)?.into(),
        Some('M') => desk.pair(told)?.into(),
        Some('V') => desk.review(told)?.into(),
        Some('P') => desk.person(told)?.into(),
        _ => {
            let about = kind.about_in_words();
            return Err(eyre!("'{told}' is no id: the letter '{kind}' is about {about}"));
        }
    })
}

/// Makes a draft for each letter.
fn drafts(
    letters: &[Letter],
    file: &Path,
    force: bool,
    desk: &Desk,
    out: &mut Out<'_>,
) -> Result<()> {
    let reply_to = desk.scheme.settings().text(Key::MailAddress);
    let at = desk.stamp().now;
    let made = letters.iter().enumerate().map(|(place, letter)| {
        let name = if letters.len() == 1 { file.to_owned() } else { numbered(file, place + 1) };
        Ok((name, letter_eml(letter, at, reply_to)?))
    });
    // all of them can be written, or none is begun
    let made = made.collect::<Result<Vec<_>, crate::export::LetterError>>()?;
    make_files(&made, force).map_err(Report::msg)?;
    for ((name, _), letter) in made.iter().zip(letters) {
        let to: Vec<_> = letter.to.iter().map(|one| one.name.as_str()).collect();
        out.line(&format!("A draft to {} is in {}.", to.join(" and "), name.display()))?;
    }
    Ok(())
}

/// `invitation-2.eml` for the second of several.
fn numbered(file: &Path, number: usize) -> PathBuf {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let ending = file.extension().map(|end| format!(".{}", end.to_string_lossy()));
    file.with_file_name(format!("{stem}-{number}{}", ending.unwrap_or_default()))
}

fn links(letters: &[Letter], out: &mut Out<'_>) -> Result<()> {
    for letter in letters {
        let made = letter_mailto(letter)?;
        out.line(&made.link)?;
        if let Some(words) = made.too_long {
            fail::say(&words);
        }
    }
    Ok(())
}

/// Tells what a letter is for, which fields it has, and how it reads.
fn explain(kind: LetterKind, desk: &Desk, out: &mut Out<'_>) -> Result<u8> {
    let row = kind.row();
    out.line(&format!("{}.", row.help))?;
    out.line(&format!("About: {}", kind.about_in_words()))?;
    out.line(&format!("To: {}", row.to))?;
    out.line(&format!("Its text: matchbook settings {}", kind.setting()))?;
    out.line("")?;
    out.line("Fields, empty where nothing is known:")?;
    let widest = kind.fields().map(|field| field.name.len()).max().unwrap_or_default();
    for field in kind.fields() {
        out.line(&format!("  {}  {}", pad(field.name, widest), field.means))?;
    }
    let template = desk.scheme.settings().text(row.key);
    let letter = preview(kind, template, &desk.scheme, desk.today)?;
    out.line("")?;
    out.line("How it reads:")?;
    out.line("")?;
    out.lines(&letter_text(&letter))?;
    Ok(DONE)
}
