//! Letters handed over: as drafts and links to the mail program, as files to people; Matchbook sends nothing by itself (I3).

use std::fs;
use std::path::{Path, PathBuf};

use super::files_out::Unmade;
use super::opener::Opener;
use super::papers::make_files;
use super::places::from_home;
use super::session::Session;
use crate::domain::letters::Letter;
use crate::export::{MailLink, letter_eml, letter_file_name, letter_mailto, letter_text};
use crate::screens::By;
use crate::store::why;
use crate::text::days::plural;
use crate::text::inert;

/// What came of it, in words.
pub(super) enum Handed {
    /// The mail program was asked.
    Opened(String),
    /// Files are there.
    Saved(String),
}

/// Letters on their way out.
pub(super) struct Post<'a> {
    pub(super) session: &'a mut Session,
    pub(super) opener: &'a Opener,
    pub(super) letters: &'a [Letter],
}

impl Post<'_> {
    /// Hands the letters over; what could not be done is said in words.
    pub(super) fn hand_over(&mut self, by: &By) -> Result<Handed, Unmade> {
        match by {
            By::Draft => self.open_drafts().map_err(Unmade::Failed),
            By::Link => self.open_link().map_err(Unmade::Failed),
            By::File { path, replace } => self.save_one(&from_home(path), *replace),
            By::Folder(typed) => self.save_all(&from_home(typed)),
        }
    }

    fn draft(&self, letter: &Letter) -> Result<Vec<u8>, String> {
        let now = self.session.clock().now();
        letter_eml(letter, now, self.session.reply_to()).map_err(|why| why.to_string())
    }

    /// Opens the drafts; a letter that cannot go by mail holds back no other.
    fn open_drafts(&self) -> Result<Handed, String> {
        let mut opened = 0_usize;
        let mut odd = Vec::new();
        for letter in self.letters {
            match self.draft(letter) {
                Ok(draft) => {
                    self.opener.open_draft(&draft)?;
                    opened += 1;
                }
                Err(why) => odd.push(why),
            }
        }
        if opened == 0 {
            return Err(odd.join("; "));
        }
        let what = match self.letters {
            [only] => format!("the draft \"{}\"", inert(&only.subject)),
            _ => plural(i64::try_from(opened).unwrap_or(i64::MAX), "draft"),
        };
        let odd =
            odd.first().map_or(String::new(), |first| format!(" {} not: {first}.", odd.len()));
        Ok(Handed::Opened(format!("Given to the mail program: {what}.{odd} You send it there.")))
    }

    fn open_link(&self) -> Result<Handed, String> {
        let mut long = String::new();
        for letter in self.letters {
            let MailLink { link, too_long } =
                letter_mailto(letter).map_err(|why| why.to_string())?;
            self.opener.open_link(&link)?;
            long = too_long.map_or(long, |why| format!(" But {why} (o)."));
        }
        Ok(Handed::Opened(format!("Given to the mail program as a link.{long}")))
    }

    fn save_one(&mut self, file: &Path, replace: bool) -> Result<Handed, Unmade> {
        let Some(letter) = self.letters.first() else { return Err(nothing()) };
        let is_text = file.extension().is_some_and(|end| end.eq_ignore_ascii_case("txt"));
        let bytes = if is_text {
            letter_text(letter).into_bytes()
        } else {
            self.draft(letter).map_err(Unmade::Failed)?
        };
        self.session.make(file, &bytes, replace, "a letter was put into a file")?;
        Ok(Handed::Saved(format!("The letter is in {}.", inert(&file.to_string_lossy()))))
    }

    /// Each letter into a new file, as plain text where it cannot go by mail; names that are taken
    /// get a number. All of them or none.
    fn save_all(&mut self, folder: &Path) -> Result<Handed, Unmade> {
        let shown = inert(&folder.to_string_lossy()).into_owned();
        let is_new = !folder.is_dir();
        if is_new {
            let cannot = |error| Unmade::Failed(format!("{shown}: {}", why(&error)));
            fs::create_dir(folder).map_err(cannot)?;
        }
        let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
        for letter in self.letters {
            let same = self.letters.iter().filter(|other| other.about == letter.about);
            let name = letter_file_name(letter, same.count() > 1);
            let (bytes, ending) = match self.draft(letter) {
                Ok(draft) => (draft, "eml"),
                Err(_) => (letter_text(letter).into_bytes(), "txt"),
            };
            let name = Path::new(&name).with_extension("");
            let is_taken = |file: &Path| files.iter().any(|(other, _)| other == file);
            files.push((free_name(folder, &name.to_string_lossy(), ending, is_taken), bytes));
        }
        if let Err(why) = make_files(&files, false) {
            if is_new {
                let _still_used = fs::remove_dir(folder);
            }
            return Err(Unmade::Failed(why));
        }
        let count = plural(i64::try_from(self.letters.len()).unwrap_or(i64::MAX), "letter");
        self.session.note_file(&format!("{count} were put into files"))?;
        Ok(Handed::Saved(format!("{count} in {shown}.")))
    }
}

fn nothing() -> Unmade {
    Unmade::Failed("there is no letter to save".to_owned())
}

fn free_name(folder: &Path, stem: &str, ending: &str, is_taken: impl Fn(&Path) -> bool) -> PathBuf {
    let first = folder.join(format!("{stem}.{ending}"));
    let others = (2..).map(|number| folder.join(format!("{stem}-{number}.{ending}")));
    let is_free = |file: &PathBuf| file.symlink_metadata().is_err() && !is_taken(file);
    std::iter::once(first.clone()).chain(others).find(is_free).unwrap_or(first)
}
