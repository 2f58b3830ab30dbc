//! `criteria`: by which rules and points mentors and mentees are matched, to be printed for participants (M7).

use clap::Args;
use color_eyre::Result;
use serde_json::json;

use super::DONE;
use super::desk::Desk;
use super::output::{ListFormat, Out, width};
use crate::domain::matching::{NEVER, PARTS, Published, published};
use crate::domain::settings::Key;
use crate::export;
use crate::text::width::{pad, wrap};

/// Options of `criteria`.
#[derive(Debug, Args)]
pub(super) struct Criteria {
    /// How they are printed
    #[arg(long, value_enum, default_value_t)]
    format: ListFormat,
}

/// Prints the selection criteria.
pub(super) fn run(input: &Criteria, desk: &Desk, out: &mut Out<'_>) -> Result<u8> {
    let rows = published(desk.scheme.settings());
    match input.format {
        ListFormat::Text if out.plain => {
            for row in &rows {
                let (kind, id) = (row.part.code(), row.id);
                out.line(&format!("{kind}: {id}: {}: {}", row.in_words(), row.says))?;
            }
            out.line(&format!("note: {NEVER}"))?;
        }
        ListFormat::Text => text(&rows, desk, out)?,
        ListFormat::Json => {
            let rows: Vec<_> = rows
                .iter()
                .map(|row| {
                    json!({
                        "id": row.id,
                        "kind": row.part.code(),
                        "points": row.points,
                        "says": row.says,
                        "setting": setting(row),
                    })
                })
                .collect();
            out.json(&rows)?;
        }
        ListFormat::Csv => {
            let head = ["id", "kind", "points", "says", "setting"].map(str::to_owned).to_vec();
            let cells = rows.iter().map(|row| {
                let points = row.points.map(|points| points.to_string()).unwrap_or_default();
                let setting = setting(row).unwrap_or_default().to_owned();
                let (id, kind) = (row.id.to_owned(), row.part.code().to_owned());
                vec![id, kind, points, row.says.clone(), setting]
            });
            let table: Vec<_> = std::iter::once(head).chain(cells).collect();
            out.table(&export::rows_csv(&table))?;
        }
    }
    Ok(DONE)
}

fn setting(row: &Published) -> Option<&'static str> {
    Some(row.setting?.setting()?.id)
}

fn text(rows: &[Published], desk: &Desk, out: &mut Out<'_>) -> Result<()> {
    const NAME: usize = 18;
    const POINTS: usize = 17;
    out.line(&format!("Selection criteria of {}", desk.scheme.settings().text(Key::Name)))?;
    for part in PARTS {
        out.line("")?;
        out.line(&format!("{}: {}", part.heading(), part.note()))?;
        for row in rows.iter().filter(|row| row.part == part) {
            let points =
                if row.points.is_some() { pad(&row.in_words(), POINTS) } else { String::new() };
            let head = format!("  {}{points}", pad(row.id, NAME));
            let room = width().map_or(usize::MAX, |all| all.saturating_sub(head.len()).max(20));
            let mut lines = wrap(&row.says, room).into_iter();
            out.line(&format!("{head}{}", lines.next().unwrap_or_default()))?;
            for line in lines {
                out.line(&format!("{}{line}", " ".repeat(head.len())))?;
            }
        }
    }
    out.line("")?;
    out.line(NEVER)
}
