//! The form of one setting: its value, with what it means; empty goes back to the default (S5).

use crate::domain::settings::{Setting, SettingKind};
use crate::domain::verbs::set_setting;
use crate::domain::{Change, Refusal};
use crate::screens::contract::World;
use crate::screens::form::Act;
use crate::ui::field::{Choice, Field, Input, LineInput, Note, Opt};
use crate::ui::form::Form;

/// Changes a setting.
#[derive(Debug)]
pub struct EditSetting {
    /// Its name.
    pub id: &'static str,
}

impl EditSetting {
    fn setting(&self) -> Result<&'static Setting, Refusal> {
        Setting::named(self.id).ok_or_else(|| Refusal::NotFound(format!("setting {}", self.id)))
    }
}

impl Act for EditSetting {
    fn title(&self, _: &World) -> String {
        format!("Setting {}", self.id)
    }

    fn form(&self, world: &World) -> Result<Form, Refusal> {
        let setting = self.setting()?;
        let value = world.scheme.settings().text(setting.key);
        let words = |words: &[&'static str]| {
            let opts = words.iter().map(|word| Opt::new(*word, *word)).collect();
            Input::Choice(Choice::one(opts, value))
        };
        let input = match setting.kind {
            SettingKind::Days(least, most)
            | SettingKind::Months(least, most)
            | SettingKind::Count(least, most)
            | SettingKind::Percent(least, most) => {
                Input::Number(LineInput::replacing(value), least, most)
            }
            SettingKind::YesNo => words(&["yes", "no"]),
            SettingKind::Word(all) => words(all),
            SettingKind::Line
            | SettingKind::Note
            | SettingKind::Zone
            | SettingKind::Money
            | SettingKind::Address => Input::Line(LineInput::new(value)),
            SettingKind::Lines | SettingKind::Letter(_) => Input::Note(Box::new(Note::new(value))),
        };
        let default = match setting.default {
            _ if setting.is_letter() => "the letter that Matchbook brings",
            "" => "nothing",
            default => default,
        };
        let field = Field::new("value", "Value", input).help(setting.kind.in_words());
        let mut form = Form::new(self.title(world), "keep it", vec![field], world.calendar());
        form.heading = vec![
            ("Means".to_owned(), setting.meaning.to_owned()),
            ("From".to_owned(), setting.source.to_owned()),
        ];
        let may_be_empty = setting.may_be_empty();
        let empty = if may_be_empty { "Empty says nothing" } else { "Empty goes back" };
        form.notes = vec![format!("{empty}; the default: {default}")];
        Ok(form)
    }

    fn draft_key(&self) -> String {
        format!("setting:{}", self.id)
    }

    fn change(&self, form: &Form, world: &World) -> Result<Change, Refusal> {
        let value = form.value("value");
        let setting = self.setting()?;
        let is_default = value.trim().is_empty() && !setting.may_be_empty();
        let value = if is_default { setting.default } else { &value };
        match set_setting(&world.scheme, self.id, value) {
            Err(Refusal::Field { why, .. }) => Err(Refusal::field("value", why)),
            other => other,
        }
    }

    fn watched(&self, world: &World) -> Vec<(String, String)> {
        let Ok(setting) = self.setting() else { return Vec::new() };
        vec![("Value".to_owned(), world.scheme.settings().text(setting.key).to_owned())]
    }
}
