//! The form that puts letters into files: one into a new file, several each into its own in a folder (I3).

use crate::domain::codes::Code;
use crate::domain::letters::Letter;
use crate::domain::{Change, Refusal};
use crate::export::letter_file_name;
use crate::screens::contract::{Effect, World};
use crate::screens::form::Act;
use crate::screens::letter::By;
use crate::ui::field::Field;
use crate::ui::form::Form;

/// Puts letters into files.
#[derive(Debug)]
pub struct SaveLetters {
    /// The letters, with the words that were changed on their screen.
    pub letters: Vec<Letter>,
}

impl SaveLetters {
    fn is_one(&self) -> bool {
        self.letters.len() == 1
    }
}

/// A name in the folder into which the last file went, else at home.
fn in_folder(world: &World, name: &str) -> String {
    let folder = if world.folder.is_empty() { "~" } else { &world.folder };
    format!("{folder}/{name}")
}

impl Act for SaveLetters {
    fn title(&self, _: &World) -> String {
        match self.letters.as_slice() {
            [only] => format!("Save the letter: {}", only.kind.label()),
            several => format!("Save {} letters", several.len()),
        }
    }

    fn form(&self, world: &World) -> Result<Form, Refusal> {
        let field = match self.letters.as_slice() {
            [] => return Err(Refusal::because("there is no letter to save")),
            [only] => {
                let name = letter_file_name(only, false);
                let mailed = only.to.iter().all(|someone| !someone.email.is_empty());
                let name = if mailed { name } else { name.replace(".eml", ".txt") };
                let file = in_folder(world, &name);
                let help = ".eml is a draft for mail programs, .txt plain text";
                Field::line("path", "File", &file).help(help).path()
            }
            _ => {
                let folder = in_folder(world, &format!("letters-{}", world.today));
                let help = "a draft of its own for each letter; plain text without an address";
                Field::line("path", "Folder", &folder).help(help).path()
            }
        };
        let save = if self.is_one() { "save the file" } else { "save the files" };
        let fields = vec![field.required()];
        Ok(Form::new(self.title(world), save, fields, world.calendar()))
    }

    fn draft_key(&self) -> String {
        let about = self.letters.first().map(|letter| letter.about.to_string());
        format!("save-letter:{}", about.filter(|_| self.is_one()).unwrap_or_default())
    }

    fn change(&self, _: &Form, _: &World) -> Result<Change, Refusal> {
        Err(Refusal::because("nothing is to be saved in the scheme"))
    }

    fn effect(&self, form: &Form, _: &World) -> Option<Result<Effect, Refusal>> {
        let path = form.value("path").trim().to_owned();
        let replace = form.insists();
        let by = if self.is_one() { By::File { path, replace } } else { By::Folder(path) };
        Some(Ok(Effect::Post { letters: self.letters.clone(), by }))
    }
}
