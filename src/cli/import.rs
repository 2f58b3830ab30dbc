//! `import`: a sheet comes in, or is only looked at; every row that is not taken is named with its reason.

use std::cell::RefCell;
use std::path::PathBuf;

use clap::Args;
use color_eyre::Result;
use color_eyre::eyre::{Report, WrapErr, eyre};

use super::desk::Desk;
use super::files;
use super::output::{Format, Out};
use super::watching::Watching;
use super::{DONE, FOUND};
use crate::domain::settings::Key;
use crate::domain::{Refusal, Scheme};
use crate::import::values::dates::order_named;
use crate::import::{
    Answer, ImportError, Options, Plan, Reading, Remembered, Role, SheetKind, Wishes, memory,
    plan_watched, report_json, report_text,
};
use crate::store::StoreError;

/// The most bytes of a file that is read at all (reliability reference, fault 76).
const MAX_FILE: u64 = 256 * 1024 * 1024;

/// Options of `import`.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// The sheet: CSV, TSV or XLSX
    file: PathBuf,
    /// What a row is [default: guessed from the headings]
    #[arg(long = "as", value_name = "KIND", value_parser = ["people", "requests", "pairs", "meetings"])]
    kind: Option<String>,
    /// On which side the people of the sheet are [default: guessed from the headings]
    #[arg(long, value_parser = ["mentor", "mentee"])]
    role: Option<String>,
    /// What a column means; may be given several times
    #[arg(long = "map", value_name = "HEADING=FIELD")]
    map: Vec<String>,
    /// The order of the numbers in days such as 03/04/2026 [default: as each column proves]
    #[arg(long, value_parser = ["dmy", "mdy", "ymd"])]
    date_order: Option<String>,
    /// What becomes of columns that fit nothing [default: extra; of meetings ignore]
    #[arg(long, value_parser = ["extra", "ignore"])]
    others: Option<String>,
    /// Rows that may be about somebody known: the same person, somebody new, or left out [default: refused]
    #[arg(long, value_parser = ["same", "new", "skip"])]
    duplicates: Option<String>,
    /// The same for one row, such as 12=same; may be given several times
    #[arg(long = "row", value_name = "ROW=ANSWER")]
    rows: Vec<String>,
    /// Add people of pairs and requests who are not in the scheme [default: only to an empty scheme]
    #[arg(long)]
    add_people: bool,
    /// Guess anew, whatever was said of such a sheet before
    #[arg(long)]
    fresh: bool,
    /// The worksheet of a workbook [default: the first with a list]
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// The row of headings as a spreadsheet counts it; 0 for none [default: found]
    #[arg(long, value_name = "ROW")]
    header_row: Option<usize>,
    /// What stands between the values of a text file: one sign, or tab [default: found]
    #[arg(long, value_name = "SIGN", value_parser = separator)]
    separator: Option<char>,
    /// The encoding of a text file, such as windows-1252 [default: found]
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// Only say what would be done
    #[arg(long)]
    dry_run: bool,
    /// How it is printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Brings a sheet in as one change; exit code 1 when rows were refused.
pub(super) fn run(input: &Import, desk: &mut Desk, out: &mut Out<'_>) -> Result<u8> {
    let bytes = files::read(&input.file, MAX_FILE)?;
    let name = input.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let options = options(input, desk)?;
    let watching = Watching::new("Reading the rows", out.plain)?;
    let look = |scheme: &_| {
        let step = |done, of| watching.step(done, of);
        plan_watched(scheme, &name, &bytes, &options, &step).map_err(|why| {
            if why == ImportError::Stopped {
                return Report::from(StoreError::Stopped);
            }
            eyre!("{}: {why}", input.file.display())
        })
    };
    let first = look(&desk.scheme)?;
    let mut saved = false;
    let plan = if input.dry_run || first.change.is_empty() {
        first
    } else {
        watching.saving();
        saved = true;
        save(desk, first, look, &watching)?
    };
    drop(watching);
    if saved {
        remember(input, desk, &plan)?;
    }
    print(input, &name, &plan, saved, out)?;
    let code = if plan.counts().refused > 0 { FOUND } else { DONE };
    // the command ends here: to give back each record of a long sheet one by one would take longer
    // than all that is left to do
    std::mem::forget((plan, std::mem::take(&mut desk.scheme)));
    Ok(code)
}

/// Writes a plan, or the one that takes its place where others wrote meanwhile. Called off, it
/// leaves nothing behind, not even the copy that it makes first.
fn save(
    desk: &mut Desk,
    first: Plan,
    look: impl Fn(&Scheme) -> Result<Plan>,
    watching: &Watching,
) -> Result<Plan> {
    watching.go_on()?;
    let copy = if desk.scheme.history() > 0 {
        // an own copy first, whatever the sheet does (reliability reference, decision 6)
        let now = desk.stamp().now;
        Some(desk.store.backup_own(now).wrap_err("making a backup before the import")?)
    } else {
        None
    };
    desk.store.stop_on(watching.stop());
    let kept = RefCell::new((desk.scheme.history(), first));
    let written = desk.keep(|scheme| {
        let mut kept = kept.borrow_mut();
        if kept.0 != scheme.history() {
            let again = look(scheme).map_err(|why| Refusal::because(format!("{why:#}")))?;
            *kept = (scheme.history(), again);
        }
        Ok(kept.1.change.clone())
    });
    if let Err(error) = written {
        watching.go_on().inspect_err(|_| {
            if let Some(copy) = &copy {
                desk.store.drop_own(copy);
            }
        })?;
        return Err(error);
    }
    Ok(kept.into_inner().1)
}

/// Keeps what was said of a sheet that was saved for the next one with the same headings.
fn remember(input: &Import, desk: &Desk, plan: &Plan) -> Result<()> {
    let now = desk.stamp().now;
    match &plan.memory {
        Some((headings, mapping)) => desk.store.mapping_save(headings, mapping, now)?,
        None if input.fresh => desk.store.mapping_drop(&memory::key(&plan.sheet))?,
        None => {}
    }
    Ok(())
}

/// One sign, also by name.
fn separator(text: &str) -> Result<char, String> {
    let mut letters = text.chars();
    match (text, letters.next(), letters.next()) {
        ("tab" | "\\t", _, _) => Ok('\t'),
        (_, Some(sign), None) if sign.is_ascii() && sign != '"' => Ok(sign),
        _ => Err("write one sign, such as ';', or tab".to_owned()),
    }
}

fn print(input: &Import, name: &str, plan: &Plan, saved: bool, out: &mut Out<'_>) -> Result<()> {
    if input.format == Format::Json {
        return out.json(&report_json(plan));
    }
    for line in report_text(plan, name) {
        out.line(&line)?;
    }
    out.line("")?;
    match (saved, input.dry_run) {
        (true, _) => out.line("Saved as one change; undo with: matchbook undo"),
        (false, true) => out.line("Nothing was changed: this was a dry run."),
        (false, false) => out.line("Nothing to change."),
    }
}

fn options(input: &Import, desk: &Desk) -> Result<Options> {
    let usual = desk.scheme.settings().text(Key::DateOrder);
    let mut wishes = Wishes {
        kind: input.kind.as_deref().and_then(SheetKind::named),
        role: input.role.as_deref().and_then(Role::named),
        date_order: input.date_order.as_deref().and_then(order_named),
        usual_order: order_named(usual).unwrap_or_default(),
        leave_others_out: input.others.as_deref().map(|others| others == "ignore"),
        duplicates: input.duplicates.as_deref().and_then(Answer::named),
        add_people: input.add_people.then_some(true),
        ..Wishes::default()
    };
    for said in &input.rows {
        let (row, answer) = said.split_once('=').unwrap_or((said, ""));
        let answer = row.trim().parse().ok().zip(Answer::named(answer.trim()));
        wishes.rows.push(answer.ok_or_else(|| {
            eyre!("--row '{said}': write it as ROW=same, ROW=new or ROW=skip, such as 12=same")
        })?);
    }
    for said in &input.map {
        // a heading may hold an equals sign, a field can't
        let (heading, field) = said
            .rsplit_once('=')
            .ok_or_else(|| eyre!("--map '{said}': write it as 'HEADING=FIELD'"))?;
        wishes.map.push((heading.to_owned(), field.trim().to_owned()));
    }
    let mut options = Options::on(desk.today);
    options.wishes = wishes;
    options.erased = desk.store.tombstones()?;
    options.reading = Reading {
        encoding: input.encoding.clone(),
        separator: input.separator,
        header_row: input.header_row,
        worksheet: input.sheet.clone(),
    };
    if !input.fresh {
        let kept = desk.store.mappings()?.into_iter();
        options.remembered = kept
            .map(|(headings, mapping, used)| Remembered {
                headings,
                mapping,
                used: used.date_naive(),
            })
            .collect();
    }
    Ok(options)
}
