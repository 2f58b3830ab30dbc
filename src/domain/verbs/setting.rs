//! Settings: change one; a value equal to the default is not kept (S5).

use crate::domain::change::{Builder, Change};
use crate::domain::field::cut;
use crate::domain::records::SettingRow;
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::settings::Setting;
use crate::text::{Text, inert};

/// Gives a setting a value in canonical text; setting what it is already is an empty change.
pub fn set_setting(scheme: &Scheme, id: &str, value: &str) -> Result<Change, Refusal> {
    let Some(setting) = Setting::named(id) else {
        return Err(Refusal::NotFound(format!("setting '{}'", cut(id))));
    };
    let value = setting.check(value).map_err(|error| Refusal::from((setting.id, error)))?;
    let mut builder = Builder::new(scheme);
    let kept = scheme.all::<SettingRow>().find(|row| row.key == setting.id).map(|row| row.id);
    match kept {
        Some(row) if value == setting.default => builder.take::<SettingRow>(row),
        Some(row) => builder.change::<SettingRow>(row, |row| row.value = Text::new(&*value)),
        None if value == setting.default => {}
        None => {
            let row = builder.new_id::<SettingRow>();
            let key = setting.id.to_owned();
            builder.put(SettingRow { id: row, key, value: Text::new(&*value) });
        }
    }
    // the history has no room for a whole letter
    let is = match (setting.has_lines(), value == setting.default) {
        (true, true) => "back to its default".to_owned(),
        (true, false) => "a text of your own".to_owned(),
        (false, _) => inert(&value).into_owned(),
    };
    Ok(builder.done(format!("{} is now {is}", setting.id)))
}
