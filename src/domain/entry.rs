//! `Entry`: records that are kept by their fields alone; `BOOKS` lists them for forms, commands, lists and cards alike; long because each row of the table names functions that are nobody else's business.

use chrono::NaiveDate;

use crate::domain::change::{Builder, Change};
use crate::domain::field::{Field, FieldError, Kind};
use crate::domain::ids::{AnyId, Id};
use crate::domain::records::{
    BudgetLine, Campaign, Commitment, Contact, Event, Goal, Hours, LogEntry, Milestone, Service,
    Story, Substitute,
};
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::tables::{Row, Table};
use crate::text::days;

/// A record that is entered, changed and taken out by its fields: it says which they are, what a
/// new one begins with, and what may not be. Everything else follows from [`BOOKS`].
pub trait Entry: Row {
    /// Its fields in the order of forms.
    const FIELDS: &'static [Field<Self>];
    /// Ids of the fields that must not stay empty.
    const REQUIRED: &'static [&'static str];
    /// Id of the field on which a form begins, and on which Enter saves, once all that is required
    /// is known; empty for the first one.
    const QUICK: &'static str = "";

    /// One with nothing in it.
    fn blank(id: Self::Key) -> Self;
    /// Fills in what can be known of a new one, entered today about a record.
    fn begin(&mut self, scheme: &Scheme, today: NaiveDate, about: Option<AnyId>);
    /// Completes what follows from other fields, or refuses what cannot be.
    fn settle(&mut self, _scheme: &Scheme, _today: NaiveDate) -> Result<(), Refusal> {
        Ok(())
    }
    /// Why it cannot be taken out as things stand; none where it can.
    fn kept_by(&self, _scheme: &Scheme) -> Option<String> {
        None
    }
    /// Writes what follows in other records when it was changed from what it was `before`.
    fn follow(&self, _before: &Self, _builder: &mut Builder<'_>) {}
    /// What it is called in a sentence.
    fn title(&self, scheme: &Scheme) -> String;
    /// The records that it belongs to, for their cards.
    fn about(&self) -> Vec<AnyId>;
    /// The day by which lists order it, newest first.
    fn day(&self) -> Option<NaiveDate>;
}

/// A field of an entry without its type.
#[derive(Debug, Clone, Copy)]
pub struct EntryField {
    /// Its id in commands, lists and files.
    pub id: &'static str,
    /// Its label.
    pub label: &'static str,
    /// What may stand in it.
    pub kind: Kind,
    /// Whether it must not stay empty.
    pub required: bool,
}

/// The field ids that were given with their canonical values.
pub type Given = [(&'static str, String)];

/// Adds an entry on a day, or changes the one of this id: its id and the change.
pub type Save = fn(&Scheme, NaiveDate, Option<i64>, &Given) -> Result<(AnyId, Change), Refusal>;

/// One kind of entry: its names, and what can be done with it.
#[derive(Debug, Clone, Copy)]
pub struct Book {
    /// Its table.
    pub table: Table,
    /// Its name as a command (`contact`).
    pub name: &'static str,
    /// The name of its list (`contacts`).
    pub list: &'static str,
    /// What one is called in a sentence ("support contact").
    pub noun: &'static str,
    /// The title of its list ("Support contacts").
    pub title: &'static str,
    /// What it is for, in one sentence without a full stop.
    pub help: &'static str,
    /// The letter of its ids.
    pub letter: char,
    /// Id of the field on which a form begins when all that is required is known ([`Entry::QUICK`]).
    pub quick: &'static str,
    /// Letters of the records that a new one may be about; empty for the scheme as a whole.
    pub about: &'static str,
    /// Its fields in the order of forms.
    pub fields: fn() -> Vec<EntryField>,
    /// The values that a new one begins with, in the order of the fields.
    pub begin: fn(&Scheme, NaiveDate, Option<AnyId>) -> Vec<String>,
    /// The values of one, in the order of the fields.
    pub values: fn(&Scheme, i64) -> Option<Vec<String>>,
    /// Adds one, or changes the one of this id; fields that are not given stay.
    pub save: Save,
    /// Takes one out.
    pub remove: fn(&Scheme, i64) -> Result<Change, Refusal>,
    /// All of them, newest first.
    pub rows: fn(&Scheme) -> Vec<AnyId>,
    /// What one is called in a sentence.
    pub called: fn(&Scheme, i64) -> Option<String>,
    /// The records that one belongs to.
    pub about_of: fn(&Scheme, i64) -> Vec<AnyId>,
}

/// Every kind of entry, in the order in which they are offered.
pub const BOOKS: &[Book] = &[
    Book {
        about: "PM",
        ..Book::of::<Contact>(
            ("contact", "contacts"),
            'K',
            "support contact",
            "Support contacts",
            "Who was called or written to, when, and what is next (V4)",
        )
    },
    Book {
        about: "M",
        ..Book::of::<Goal>(
            ("goal", "goals"),
            'G',
            "goal",
            "Goals",
            "What pairs want to reach, and by when (R2)",
        )
    },
    Book {
        about: "GM",
        ..Book::of::<Milestone>(
            ("milestone", "milestones"),
            'L',
            "milestone",
            "Milestones",
            "Steps on the way to goals (R2)",
        )
    },
    Book {
        about: "M",
        ..Book::of::<Story>(
            ("story", "stories"),
            'Y',
            "success story",
            "Success stories",
            "What went well (R7)",
        )
    },
    Book {
        about: "M",
        ..Book::of::<Substitute>(
            ("substitute", "substitutes"),
            'U',
            "substitute",
            "Substitutes",
            "Mentors who stand in for a time (R1)",
        )
    },
    Book::of::<Event>(
        ("event", "events"),
        'E',
        "event",
        "Events",
        "Briefings, inductions, training, drop-ins (S1)",
    ),
    Book::of::<Campaign>(
        ("campaign", "campaigns"),
        'J',
        "campaign",
        "Campaigns",
        "Recruitment and publicity, with sign-ups (S2)",
    ),
    Book::of::<BudgetLine>(
        ("budget", "budget"),
        'B',
        "budget line",
        "Budget",
        "What is planned and spent (S3)",
    ),
    Book::of::<Hours>(
        ("hours", "hours"),
        'H',
        "hours",
        "Hours",
        "The coordinator's own hours (S3)",
    ),
    Book::of::<LogEntry>(
        ("note", "log"),
        'N',
        "log entry",
        "Scheme log",
        "Decisions, benchmarks and notes (S4)",
    ),
    Book::of::<Commitment>(
        ("commitment", "commitments"),
        'W',
        "commitment",
        "Commitments",
        "What seniors promised, until when (S4)",
    ),
    Book::of::<Service>(
        ("directory", "directory"),
        'I',
        "service",
        "Directory",
        "Services and resources to point to (S7)",
    ),
];

impl Book {
    const fn of<T: Entry>(
        (name, list): (&'static str, &'static str),
        letter: char,
        noun: &'static str,
        title: &'static str,
        help: &'static str,
    ) -> Self {
        Self {
            table: T::TABLE,
            name,
            list,
            noun,
            title,
            help,
            letter,
            quick: T::QUICK,
            about: "",
            fields: fields::<T>,
            begin: begin::<T>,
            values: values::<T>,
            save: save::<T>,
            remove: remove::<T>,
            rows: rows::<T>,
            called: |scheme, id| Some(scheme.get::<T>(T::Key::from_raw(id))?.title(scheme)),
            about_of: |scheme, id| {
                scheme.get::<T>(T::Key::from_raw(id)).map(T::about).unwrap_or_default()
            },
        }
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        BOOKS.iter().find(|book| book.name == name)
    }

    /// The kind whose ids have this letter.
    pub fn lettered(letter: char) -> Option<&'static Self> {
        BOOKS.iter().find(|book| book.letter == letter)
    }

    /// An id of this kind.
    pub fn id(&self, number: i64) -> AnyId {
        AnyId { letter: self.letter, number }
    }
}

fn fields<T: Entry>() -> Vec<EntryField> {
    let plain = |field: &Field<T>| EntryField {
        id: field.id,
        label: field.label,
        kind: field.kind,
        required: T::REQUIRED.contains(&field.id),
    };
    T::FIELDS.iter().map(plain).collect()
}

fn texts<T: Entry>(entry: &T) -> Vec<String> {
    // an entry that was just begun has days and ids that mean nothing yet
    let known =
        |text: String| if text == NaiveDate::MIN.to_string() { String::new() } else { text };
    T::FIELDS.iter().map(|field| known((field.get)(entry))).collect()
}

fn begin<T: Entry>(scheme: &Scheme, today: NaiveDate, about: Option<AnyId>) -> Vec<String> {
    let mut entry = T::blank(T::Key::from_raw(0));
    entry.begin(scheme, today, about);
    texts(&entry)
}

fn values<T: Entry>(scheme: &Scheme, id: i64) -> Option<Vec<String>> {
    scheme.get::<T>(T::Key::from_raw(id)).map(texts)
}

fn save<T: Entry>(
    scheme: &Scheme,
    today: NaiveDate,
    id: Option<i64>,
    given: &Given,
) -> Result<(AnyId, Change), Refusal> {
    let mut builder = Builder::new(scheme);
    let book = Book::lettered_of::<T>()?;
    let mut entry = if let Some(number) = id {
        let entry = scheme.get::<T>(T::Key::from_raw(number)).cloned();
        let missing = || Refusal::NotFound(format!("{} {}", book.noun, book.id(number)));
        entry.ok_or_else(missing)?
    } else {
        let mut entry = T::blank(builder.new_id::<T>());
        entry.begin(scheme, today, None);
        entry
    };
    for field in T::FIELDS {
        let told = given.iter().find(|(id, _)| *id == field.id);
        if let Some((_, value)) = told {
            stands(scheme, field, value)?;
            (field.set)(&mut entry, value).map_err(|error| Refusal::from((field.id, error)))?;
        }
        let empty = || (field.get)(&entry).trim().is_empty();
        if T::REQUIRED.contains(&field.id) && empty() {
            return Err((field.id, FieldError::Missing(field.label)).into());
        }
    }
    entry.settle(scheme, today)?;
    let shown = book.id(entry.key().raw());
    if let Some(before) = scheme.get::<T>(entry.key()) {
        entry.follow(before, &mut builder);
    }
    builder.put(entry);
    let done = if id.is_some() { "is changed" } else { "is recorded" };
    Ok((shown, builder.done(format!("{{{shown}}} {done}"))))
}

/// Whether a record that a field names is there.
fn stands<T>(scheme: &Scheme, field: &Field<T>, value: &str) -> Result<(), Refusal> {
    let Kind::Record(letters) = field.kind else { return Ok(()) };
    let id = crate::domain::field::read_id(value, letters);
    match id.map_err(|error| Refusal::from((field.id, error)))? {
        Some(id) if !scheme.has(id) => Err(Refusal::field(field.id, format!("there is no {id}"))),
        _ => Ok(()),
    }
}

fn remove<T: Entry>(scheme: &Scheme, number: i64) -> Result<Change, Refusal> {
    let book = Book::lettered_of::<T>()?;
    let key = T::Key::from_raw(number);
    let missing = || Refusal::NotFound(format!("{} {}", book.noun, book.id(number)));
    if let Some(why) = scheme.get::<T>(key).ok_or_else(missing)?.kept_by(scheme) {
        return Err(Refusal::because(why));
    }
    let mut builder = Builder::new(scheme);
    for other in BOOKS {
        for id in (other.rows)(scheme) {
            if (other.about_of)(scheme, id.number).contains(&book.id(number)) {
                let why = format!("{id} belongs to it: take {id} out first");
                return Err(Refusal::because(why));
            }
        }
    }
    builder.take::<T>(key);
    Ok(builder.done(format!("{} {} is taken out", book.noun, book.id(number))))
}

fn rows<T: Entry>(scheme: &Scheme) -> Vec<AnyId> {
    let mut entries: Vec<&T> = scheme.all::<T>().collect();
    entries.sort_by_key(|entry| std::cmp::Reverse((entry.day(), entry.key())));
    let letter = Book::lettered_of::<T>().map_or('?', |book| book.letter);
    entries.into_iter().map(|entry| AnyId { letter, number: entry.key().raw() }).collect()
}

impl Book {
    fn lettered_of<T: Entry>() -> Result<&'static Self, Refusal> {
        let book = BOOKS.iter().find(|book| book.table == T::TABLE);
        book.ok_or_else(|| Refusal::NotFound(T::TABLE.name().to_owned()))
    }
}

/// Refuses a day that is still to come.
pub fn not_after(
    field: &'static str,
    day: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<(), Refusal> {
    match day.filter(|day| *day > today) {
        Some(day) => {
            let day = days::long(day);
            Err(Refusal::field(
                field,
                format!("{day} is still to come: give a day that has passed"),
            ))
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
