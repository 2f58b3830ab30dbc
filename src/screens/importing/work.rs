//! What the import asks of the impure half, and what comes back: folders, files, their meaning, plans, saving.

use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;

use super::paths::{completed, split};
use crate::domain::Scheme;
use crate::domain::erased::Tombstone;
use crate::import::{
    ImportError, Mapping, MappingError, Options, Plan, Sheet, SheetError, Wishes, first_rows,
    memory, plan_watched, read, understand, worksheets,
};
use crate::screens::contract::Then;
use crate::screens::scoring::Pace;

/// A piece of work about sheets.
#[derive(Debug, Clone)]
pub struct SheetWork {
    /// How far it is.
    pub pace: Arc<Pace>,
    /// What is asked.
    pub ask: SheetAsk,
}

impl PartialEq for SheetWork {
    /// The same piece of work.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.pace, &other.pace)
    }
}

/// What is asked about sheets.
#[derive(Debug, Clone)]
pub enum SheetAsk {
    /// What is in a folder, by its path as it was typed.
    Folder(String),
    /// What a file is understood to be, by its path as it was typed.
    Read {
        /// The path.
        file: String,
        /// How it is read.
        options: Options,
    },
    /// What it is when read or understood in another way.
    Look(Arc<Look>, Options),
    /// What importing it would do to this scheme.
    Plan(Arc<Look>, Arc<Scheme>),
    /// Do what was planned for this scheme.
    Save(Box<Save>),
}

/// An import that is to be done.
#[derive(Debug, Clone)]
pub struct Save {
    /// The sheet as it was understood.
    pub look: Arc<Look>,
    /// What is to be done.
    pub plan: Arc<Plan>,
    /// The scheme for which it was planned.
    pub scheme: Arc<Scheme>,
    /// What is said once it is done.
    pub said: String,
    /// What happens then.
    pub then: Then,
}

/// A file as it was read once.
pub struct SheetFile {
    /// Its path, with the home folder spelt out.
    pub path: String,
    /// Its name alone.
    pub name: String,
    /// All that is in it.
    pub bytes: Vec<u8>,
    /// Its length and the instant of its last change, in nanoseconds, to notice another one.
    pub mark: (u64, i128),
}

impl fmt::Debug for SheetFile {
    /// How much it is; what is in it is personal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SheetFile({} bytes)", self.bytes.len())
    }
}

/// A file with what it is understood to be.
pub struct Look {
    /// The file.
    pub file: Arc<SheetFile>,
    /// How it was read and understood.
    pub options: Options,
    /// The day of an earlier import at which some of that was said.
    pub remembered: Option<NaiveDate>,
    /// The first rows as they stand, with their numbers, to choose the headings among them.
    pub first_rows: Vec<(usize, String)>,
    /// The sheet.
    pub sheet: Sheet,
    /// What its columns mean.
    pub mapping: Mapping,
    /// What is missing before it can be imported.
    pub missing: Option<MappingError>,
}

impl fmt::Debug for Look {
    /// How much it is; what is in it is personal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Look({} rows)", self.sheet.rows.len())
    }
}

/// So many of the first rows are shown to choose the headings among them.
const FIRST: usize = 12;

impl Look {
    /// Reads and understands a file. A worksheet without rows is passed over for the next one
    /// unless it was asked for.
    pub fn new(file: Arc<SheetFile>, mut options: Options) -> Result<Self, ImportError> {
        let mut sheet = read(&file.name, &file.bytes, &options.reading);
        if options.reading.worksheet.is_none() && sheet == Err(SheetError::NoRows) {
            for other in worksheets(&file.bytes) {
                options.reading.worksheet = Some(other);
                sheet = read(&file.name, &file.bytes, &options.reading);
                if sheet.is_ok() {
                    break;
                }
            }
        }
        let sheet = sheet?;
        let first_rows = first_rows(&file.name, &file.bytes, &options.reading, FIRST);
        let remembered = std::mem::take(&mut options.remembered);
        let recalled = memory::recall(&sheet, &options.wishes, &remembered);
        // what was kept and no longer fits these values is guessed again
        let fits =
            |wishes: &Wishes| matches!(understand(&file.name, &sheet, wishes), Ok((_, None)));
        let recalled = recalled.filter(|(wishes, _)| fits(wishes));
        let remembered = recalled.as_ref().map(|(_, used)| *used);
        if let Some((wishes, _)) = recalled {
            options.wishes = wishes;
        }
        let (mapping, missing) = understand(&file.name, &sheet, &options.wishes)?;
        Ok(Self { file, options, remembered, first_rows, sheet, mapping, missing })
    }

    /// The same file read or understood in another way.
    pub fn again(&self, options: Options) -> Result<Self, ImportError> {
        let remembered = self.remembered;
        Ok(Self { remembered, ..Self::new(Arc::clone(&self.file), options)? })
    }

    /// What importing it would do; `pace` is told how far that is, and stops it.
    pub fn plan(
        &self,
        scheme: &Scheme,
        erased: Vec<Tombstone>,
        pace: &Pace,
    ) -> Result<Plan, ImportError> {
        let options = Options { erased, ..self.options.clone() };
        let step = |done, of| pace.step(done, of);
        plan_watched(scheme, &self.file.name, &self.file.bytes, &options, &step)
    }
}

/// What is in a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folder {
    /// Its path as it was typed, with its last stroke.
    pub typed: String,
    /// The names of the folders in it.
    pub folders: Vec<String>,
    /// The sheets in it.
    pub sheets: Vec<InFolder>,
    /// How many files are no sheets by their names.
    pub others: usize,
    /// The names of those that are shown.
    pub files: Vec<String>,
    /// Whether there is more than was read.
    pub more: bool,
    /// Why it cannot be looked into.
    pub fault: Option<String>,
    /// Paths of the sheets that were opened last, the last one first.
    pub recent: Vec<String>,
}

impl Folder {
    /// What Tab makes of a path in this folder, whatever file it leads to.
    pub fn complete(&self, typed: &str) -> Option<String> {
        let sheets = self.sheets.iter().map(|sheet| sheet.name.as_str());
        let files = sheets.chain(self.files.iter().map(String::as_str));
        completed(typed, self.folders.iter().map(String::as_str), files)
    }

    /// The folder of a path as it is typed, with its last stroke.
    pub fn of(typed: &str) -> &str {
        split(typed).0
    }
}

/// A sheet in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InFolder {
    /// Its name.
    pub name: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// The day of its last change.
    pub changed: Option<NaiveDate>,
}

/// What came of a piece of work about sheets.
#[derive(Debug, Clone)]
pub struct SheetTold {
    /// Whose work it was.
    pub pace: Arc<Pace>,
    /// The answer.
    pub answer: SheetAnswer,
}

/// An answer about sheets. That something was saved is told as of any change.
#[derive(Debug, Clone)]
pub enum SheetAnswer {
    /// What is in a folder.
    Folder(Folder),
    /// What a file is understood to be.
    Looked(Arc<Look>),
    /// What would be done.
    Planned(Arc<Plan>),
    /// The plan can't be made, or the import is refused.
    Refused(ImportError),
    /// It did not work: why, and what to do.
    Failed(String),
    /// It was stopped; nothing was changed.
    Stopped,
}

/// What was understood of a sheet, as a place to go to.
#[derive(Debug, Clone)]
pub struct Looked(pub Arc<Look>);

impl PartialEq for Looked {
    /// The same look.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Looked {}
