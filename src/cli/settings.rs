//! `settings`: show the limits and defaults of the scheme, or change one (S5).

use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Args;
use color_eyre::Result;
use color_eyre::eyre::eyre;
use serde_json::json;

use super::DONE;
use super::desk::Desk;
use super::output::{Format, Out};
use crate::domain::settings::{SETTINGS, Setting};
use crate::domain::verbs;
use crate::text::width::pad;

/// A letter has no more bytes than this.
const MOST: u64 = 1024 * 1024;

/// Options of `settings`.
#[derive(Debug, Args)]
pub(super) struct Settings {
    /// The setting, by its name [default: all are shown with their names]
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(SETTINGS.iter().map(|one| one.id)), hide_possible_values = true)]
    key: Option<String>,
    /// Its new value; 'default' takes it back to the default
    #[arg(allow_negative_numbers = true)]
    value: Option<String>,
    /// Take the value from a file, for a letter; '-' reads standard input
    #[arg(long, value_name = "FILE", requires = "key", conflicts_with = "value")]
    from: Option<PathBuf>,
    /// How they are printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// The text of a file; of standard input where it is named '-'.
fn read(file: &Path) -> Result<String> {
    let bytes = if file == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().lock().take(MOST + 1).read_to_end(&mut bytes)?;
        bytes
    } else {
        super::files::read(file, MOST)?
    };
    let name = file.display();
    String::from_utf8(bytes)
        .map_err(|_| eyre!("{name} is no text in UTF-8: save it as plain text in UTF-8"))
}

/// Shows settings, or changes one.
pub(super) fn run(input: &Settings, desk: &mut Desk, out: &mut Out<'_>) -> Result<u8> {
    let one = input.key.as_deref().map(|key| {
        Setting::named(key)
            .ok_or_else(|| eyre!("there is no setting '{key}': see matchbook settings"))
    });
    let one = one.transpose()?;
    let value =
        input.from.as_deref().map_or_else(|| Ok(input.value.clone()), |file| read(file).map(Some));
    if let (Some(setting), Some(value)) = (one, &value?) {
        // a letter that is made empty is the one that Matchbook brings
        if !setting.is_letter() && value.trim().is_empty() && !setting.may_be_empty() {
            let id = setting.id;
            return Err(eyre!(
                "{id} needs a value: matchbook settings {id} shows what may stand there"
            ));
        }
        let value = if value == "default" { setting.default } else { value };
        desk.act(out, |scheme| verbs::set_setting(scheme, setting.id, value))?;
        return Ok(DONE);
    }
    if let (Some(setting), Format::Text) = (one, input.format)
        && setting.is_letter()
    {
        // as it is, so that it can be changed in a file and taken back with --from
        out.lines(desk.scheme.settings().text(setting.key))?;
        return Ok(DONE);
    }
    let shown: Vec<_> =
        SETTINGS.iter().filter(|each| one.is_none_or(|one| one.id == each.id)).collect();
    match input.format {
        Format::Text => text(&shown, desk, out)?,
        Format::Json => {
            let list: Vec<_> = shown
                .iter()
                .map(|setting| {
                    json!({
                        "key": setting.id,
                        "value": desk.scheme.settings().text(setting.key),
                        "default": setting.default,
                        "allowed": setting.kind.in_words(),
                        "meaning": setting.meaning,
                        "source": setting.source,
                    })
                })
                .collect();
            out.json(&list)?;
        }
    }
    Ok(DONE)
}

fn text(shown: &[&Setting], desk: &Desk, out: &mut Out<'_>) -> Result<()> {
    let widest = shown.iter().map(|setting| setting.id.len()).max().unwrap_or_default();
    for setting in shown {
        let value = desk.scheme.settings().text(setting.key);
        let changed = if value == setting.default { "" } else { "changed, " };
        let value = if shown.len() == 1 { value } else { setting.brief(value) };
        let rest = format!("{} ({changed}{})", setting.meaning, setting.kind.in_words());
        if out.plain {
            out.line(&format!("{}: {value}: {rest}", setting.id))?;
        } else {
            // of one that was asked for the whole value is shown
            let value = if shown.len() == 1 { value.to_owned() } else { pad(value, 16) };
            out.line(&format!("{}  {value}  {rest}", pad(setting.id, widest)))?;
        }
    }
    Ok(())
}
