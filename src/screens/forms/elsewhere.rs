//! The form that makes a checked copy of the scheme outside its data folder (rule `backup-old`, I5).

use crate::domain::{Change, Refusal};
use crate::screens::contract::{Effect, World};
use crate::screens::form::Act;
use crate::ui::field::Field;
use crate::ui::form::Form;

/// Makes a copy elsewhere.
#[derive(Debug)]
pub struct CopyElsewhere;

impl Act for CopyElsewhere {
    fn title(&self, _: &World) -> String {
        "A copy outside the data folder".to_owned()
    }

    fn form(&self, world: &World) -> Result<Form, Refusal> {
        if let Some(why) = &world.read_only {
            return Err(Refusal::because(format!("read-only: {why}")));
        }
        if world.practice {
            return Err(Refusal::because("this copy is thrown away"));
        }
        let file = format!("~/matchbook-{}.db", world.today);
        let file = Field::line("file", "File", &file);
        let file = file.help("best on a stick or another machine").path().required();
        let mut form = Form::new(self.title(world), "make the copy", vec![file], world.calendar());
        form.heading = vec![("Undo".into(), "takes no copy back: a copy changes nothing".into())];
        Ok(form)
    }

    fn draft_key(&self) -> String {
        "copy-elsewhere".to_owned()
    }

    fn change(&self, _: &Form, _: &World) -> Result<Change, Refusal> {
        Err(Refusal::because("nothing is to be saved here"))
    }

    fn effect(&self, form: &Form, _: &World) -> Option<Result<Effect, Refusal>> {
        Some(Ok(Effect::CopyElsewhere { file: form.value("file").trim().to_owned() }))
    }
}
