//! `Entry`: records that are kept by their fields alone; `BOOKS` lists them for forms, commands, lists and cards alike; long because each row of the table names functions that are nobody else's business.

use chrono::NaiveDate;

use crate::domain::change::{Builder, Change};
use crate::domain::field::{Field, FieldError, Kind};
use crate::domain::ids::{AnyId, Id, PairId, ReviewId};
use crate::domain::records::{
    BudgetLine, Campaign, Commitment, Contact, Event, Goal, Hours, LogEntry, Meeting, Milestone,
    Review, Service, Story, Substitute,
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

    /// One with nothing in it.
    fn blank(id: Self::Key) -> Self;
    /// Fills in what can be known of a new one, entered today about a record.
    fn begin(&mut self, scheme: &Scheme, today: NaiveDate, about: Option<AnyId>);
    /// Completes what follows from other fields, or refuses what cannot be.
    fn settle(&mut self, _scheme: &Scheme, _today: NaiveDate) -> Result<(), Refusal> {
        Ok(())
    }
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
    /// Letters of the records that a new one may be about; empty for the scheme as a whole.
    pub about: &'static str,
    /// Its fields in the order of forms.
    pub fields: fn() -> Vec<EntryField>,
    /// The values that a new one begins with, in the order of the fields.
    pub begin: fn(&Scheme, NaiveDate, Option<AnyId>) -> Vec<String>,
    /// The values of one, in the order of the fields.
    pub values: fn(&Scheme, i64) -> Option<Vec<String>>,
    /// Adds one, or changes the one of this id; fields that are not given stay.
    pub save: fn(&Scheme, NaiveDate, Option<i64>, &Given) -> Result<(AnyId, Change), Refusal>,
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
        "Log",
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
    let mut entry = match id {
        Some(number) => scheme
            .get::<T>(T::Key::from_raw(number))
            .cloned()
            .ok_or_else(|| Refusal::NotFound(format!("{} {}", book.noun, book.id(number))))?,
        None => {
            let mut entry = T::blank(builder.new_id::<T>());
            entry.begin(scheme, today, None);
            entry
        }
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
    if scheme.get::<T>(key).is_none() {
        return Err(Refusal::NotFound(format!("{} {}", book.noun, book.id(number))));
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

impl Scheme {
    /// The pair that a record is, or belongs to: itself, that of a review or meeting, or the one
    /// open pair of a person.
    pub fn pair_behind(&self, about: Option<AnyId>) -> Option<PairId> {
        use crate::domain::tables::Link;
        let id = about?;
        match id.letter {
            'M' => Some(PairId(id.number)),
            'V' => self.get::<Review>(ReviewId(id.number)).map(|review| review.pair),
            'S' => self
                .get::<Meeting>(crate::domain::ids::MeetingId(id.number))
                .map(|meeting| meeting.pair),
            'P' => {
                let person = crate::domain::ids::PersonId(id.number);
                let mut pairs = self
                    .standing(Link::PairsOfMentor, person)
                    .chain(self.standing(Link::PairsOfMentee, person));
                let first = pairs.next().map(|pair| pair.id);
                if pairs.next().is_some() { None } else { first }
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::PersonId;
    use crate::domain::records::Person;

    fn someone() -> Scheme {
        let empty = Scheme::default();
        let mut builder = Builder::new(&empty);
        builder.put(Person::named(PersonId(1), "Ana Costa"));
        empty.after(&builder.done("")).unwrap()
    }

    #[test]
    fn names_and_letters_stand_once_and_are_those_of_the_tables() {
        for (at, book) in BOOKS.iter().enumerate() {
            assert_eq!(Table::lettered(book.letter), Some(book.table), "{}", book.name);
            assert!(!book.help.ends_with('.') && !book.noun.is_empty(), "{}", book.name);
            for other in BOOKS.iter().skip(at + 1) {
                assert!(other.name != book.name && other.letter != book.letter, "{}", book.name);
            }
            let fields = (book.fields)();
            for (place, field) in fields.iter().enumerate() {
                let twice = fields.iter().skip(place + 1).any(|other| other.id == field.id);
                assert!(!twice, "{}: {}", book.name, field.id);
            }
        }
    }

    #[test]
    fn a_new_entry_begins_with_what_is_known_and_reads_back_as_it_was_given() {
        let scheme = someone();
        let today: NaiveDate = "2026-03-03".parse().unwrap();
        let book = Book::named("contact").unwrap();
        let begun = (book.begin)(&scheme, today, Some("P1".parse().unwrap()));
        let ids = (book.fields)().into_iter().map(|field| field.id);
        let given: Vec<_> = ids.zip(begun.clone()).collect();
        let (id, change) = (book.save)(&scheme, today, None, &given).unwrap();
        assert_eq!(id.to_string(), "K1");
        let after = scheme.after(&change).unwrap();
        assert_eq!((book.values)(&after, 1), Some(begun));
        assert_eq!(after.title(id), "the contact with Ana Costa on Tue 3 Mar 2026");
        let gone = after.after(&(book.remove)(&after, 1).unwrap()).unwrap();
        assert_eq!((book.rows)(&gone), []);
    }

    #[test]
    fn what_is_missing_unknown_or_still_to_come_is_refused_at_its_field() {
        let scheme = someone();
        let today: NaiveDate = "2026-03-03".parse().unwrap();
        let book = Book::named("contact").unwrap();
        for (field, given) in [
            ("about", vec![]),
            ("about", vec![("about", "P9".to_owned())]),
            ("about", vec![("about", "R1".to_owned())]),
            ("day", vec![("about", "P1".to_owned()), ("day", "2026-03-04".to_owned())]),
            ("channel", vec![("about", "P1".to_owned()), ("channel", "pigeon".to_owned())]),
        ] {
            let refused = (book.save)(&scheme, today, None, &given);
            let Err(Refusal::Field { field: at, .. }) = refused else { panic!("{refused:?}") };
            assert_eq!(at, field);
        }
    }
}
