//! `Work`: the scheme as it would be after the rows so far, who is in it, and the edits that led there.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::directory::Directory;
use super::fields::SheetKind;
use super::joins::Joins;
use super::mapping::{Mapping, Wishes};
use super::progress::Progress;
use super::reader::Reader;
use super::sheet::Sheet;
use super::values::lists::{self, Between};
use super::values::people::{Named, key};
use crate::domain::codes::Subject;
use crate::domain::erased::Tombstone;
use crate::domain::ids::{AnyId, PairId, PersonId, RequestId};
use crate::domain::records::{ExtraField, Person, Review};
use crate::domain::verbs::take_person;
use crate::domain::{Builder, Change, Edit, Link, Profile, Record, Refusal, Scheme};
use crate::text::Text;

/// An import on its way through a sheet.
#[derive(Debug)]
pub(super) struct Work<'a> {
    /// The scheme as it would be after the rows so far.
    pub(super) scheme: Scheme,
    pub(super) today: NaiveDate,
    pub(super) sheet: &'a Sheet,
    pub(super) mapping: &'a Mapping,
    /// What is left of erased people.
    pub(super) erased: &'a [Tombstone],
    /// What a person said about the sheet.
    pub(super) wishes: Wishes,
    /// Rows that are refused whatever they say, by number, with the reason.
    pub(super) banned: HashMap<usize, String>,
    /// Who was entered for which row.
    pub(super) entered: HashMap<usize, PersonId>,
    /// Rows that are taken together.
    pub(super) joins: Joins,
    /// People who came in because a row named them, and whether a row that was taken did.
    pub(super) newcomers: HashMap<PersonId, bool>,
    /// How many rows named somebody who is not in the scheme.
    pub(super) unknown: usize,
    /// For a row that names several mentors the request of the first.
    first_asked: HashMap<usize, RequestId>,
    adds_people: bool,
    directory: Directory,
    edits: Vec<Edit>,
    /// For each address of this sheet the name and the row under which it stood first.
    claimed: HashMap<String, (String, usize)>,
    met: HashSet<PairId>,
    /// For each column what stands between its values, once somebody asked.
    marks: Vec<OnceCell<Between>>,
    progress: Progress<'a>,
}

impl<'a> Work<'a> {
    pub(super) fn new(
        scheme: &Scheme,
        today: NaiveDate,
        sheet: &'a Sheet,
        mapping: &'a Mapping,
        progress: Progress<'a>,
    ) -> Self {
        let mut directory = Directory::default();
        scheme.all::<Person>().for_each(|person| directory.add(person));
        Self {
            scheme: scheme.clone(),
            today,
            sheet,
            mapping,
            erased: &[],
            first_asked: HashMap::new(),
            adds_people: directory.by_name.is_empty(),
            wishes: Wishes::default(),
            banned: HashMap::new(),
            entered: HashMap::new(),
            joins: Joins::default(),
            newcomers: HashMap::new(),
            unknown: 0,
            directory,
            edits: Vec::new(),
            claimed: HashMap::new(),
            met: HashSet::new(),
            marks: vec![OnceCell::new(); mapping.columns.len()],
            progress,
        }
    }

    /// One step more is done; false when the import was called off.
    pub(super) fn step(&mut self) -> bool {
        self.progress.step()
    }

    /// Whether the import was called off.
    pub(super) fn is_stopped(&self) -> bool {
        self.progress.is_stopped()
    }

    /// What stands between several values in a column; the whole column decides.
    pub(super) fn between(&self, at: usize) -> Between {
        if self.mapping.own {
            return Between::Semicolons;
        }
        let column = || {
            let cells = self.sheet.rows.iter().filter_map(move |row| row.cells.get(at));
            lists::between(cells)
        };
        self.marks.get(at).map_or(Between::Commas, |mark| *mark.get_or_init(column))
    }

    /// All that was written, as one change without words, and the scheme after it.
    pub(super) fn done(self) -> (Change, Scheme) {
        (Change { words: String::new(), edits: self.edits }.settled(), self.scheme)
    }

    /// Writes what a verb built. Reviews that would have been before today are left out: nobody
    /// can hold them any more.
    pub(super) fn write(&mut self, mut change: Change) -> Result<(), Refusal> {
        let today = self.today;
        change.edits.retain(|edit| {
            !matches!(
                (&edit.before, &edit.after),
                (None, Some(Record::Review(review))) if is_missed(review, today)
            )
        });
        self.scheme.apply(&change)?;
        for person in change.put::<Person>() {
            self.directory.add(person);
        }
        self.edits.append(&mut change.edits);
        Ok(())
    }

    /// Writes what `build` puts into a change.
    pub(super) fn build(&mut self, build: impl FnOnce(&mut Builder<'_>)) -> Result<(), Refusal> {
        let mut builder = Builder::new(&self.scheme);
        build(&mut builder);
        let change = builder.done("");
        self.write(change)
    }

    /// Where the work stands, to come back to.
    pub(super) fn mark(&self) -> usize {
        self.edits.len()
    }

    /// Whether anything was written since a mark.
    pub(super) fn wrote_since(&self, mark: usize) -> bool {
        self.edits.len() > mark
    }

    /// Takes back everything since a mark.
    pub(super) fn back_to(&mut self, mark: usize) {
        let edits: Vec<Edit> =
            self.edits.drain(mark.min(self.edits.len())..).rev().map(|e| e.inverse()).collect();
        for person in edits.iter().filter_map(gone) {
            self.directory.remove(person);
        }
        let back = Change { words: String::new(), edits };
        // The inverse of what was just written fits by construction.
        let _fits = self.scheme.apply(&back).is_ok();
    }

    /// Notes that a row of this sheet is about this pair.
    pub(super) fn met(&mut self, pair: PairId) {
        self.met.insert(pair);
    }

    /// Whether a row of this sheet was about this pair already.
    pub(super) fn has_met(&self, pair: PairId) -> bool {
        self.met.contains(&pair)
    }

    /// Why an address can't be the one of this name: it stands in the scheme or in an earlier row
    /// under a name with no word in common (fault 77).
    pub(super) fn conflict(&self, email: &str, name: &str) -> Option<String> {
        let other = |known: &str| {
            let (known, said) = (key(known), key(name));
            !known.is_empty()
                && !said.is_empty()
                && !known.split(' ').any(|word| said.split(' ').any(|other| other == word))
        };
        if let Some(id) = self.by_email(email) {
            let known = self.scheme.name(id);
            if other(&known) {
                return Some(format!("{known} ({id}) has the address {email} already"));
            }
        }
        let (known, row) = self.claimed.get(email)?;
        other(known).then(|| format!("row {row} has the address {email} for {known}"))
    }

    /// Notes under which name an address stands in this sheet.
    pub(super) fn claim(&mut self, email: &str, name: &str, row: usize) {
        self.claimed.entry(email.to_owned()).or_insert_with(|| (name.to_owned(), row));
    }

    /// The person with this address.
    pub(super) fn by_email(&self, email: &str) -> Option<PersonId> {
        self.directory.by_email.get(&email.trim().to_lowercase()).copied()
    }

    /// Why an address that nobody has may not come in by a sheet: its person was erased.
    pub(super) fn was_erased(&self, email: &str) -> Option<String> {
        if self.by_email(email).is_some() {
            return None;
        }
        let stone = self.erased.iter().find(|stone| stone.is_of(email))?;
        Some(format!("{}; add them by hand if they want to be back", stone.words()))
    }

    /// The people of this name, accents and case aside.
    pub(super) fn by_name(&self, name: &str) -> &[PersonId] {
        self.directory.by_name.get(&key(name)).map_or(&[], Vec::as_slice)
    }

    /// The one person whom a sheet names: by address, or by a name that only one has.
    pub(super) fn find(&self, named: &Named) -> Result<PersonId, String> {
        if let Some(email) = &named.email {
            return self.by_email(email).ok_or_else(|| {
                if let Some(why) = self.was_erased(email) {
                    return why;
                }
                let words = named.words();
                match self.by_name(&named.name) {
                    [_, ..] if !named.name.is_empty() => {
                        format!("{words} is in the scheme, but not with the address {email}")
                    }
                    _ => format!("nobody in the scheme has the address {email}"),
                }
            });
        }
        match self.by_name(&named.name) {
            [only] => Ok(*only),
            [] => Err(format!("nobody in the scheme is called {}", named.name)),
            several => Err(format!(
                "{} people are called {}; give the e-mail address",
                several.len(),
                named.name
            )),
        }
    }

    /// The person whom a row names on one side. Whoever is not there comes in with the row where
    /// that was asked for, or where the scheme has nobody yet.
    pub(super) fn person(
        &mut self,
        reader: &mut Reader<'_>,
        side: &str,
        named: &Named,
    ) -> Result<PersonId, String> {
        if let Some(id) = self.own_person(reader, &format!("{side}_id"), named) {
            return Ok(id);
        }
        let why = match self.find(named) {
            Ok(id) => return Ok(id),
            Err(why) => why,
        };
        let erased = named.email.as_deref().is_some_and(|email| self.was_erased(email).is_some());
        self.unknown += usize::from(!erased);
        let is_new = !named.name.is_empty() && self.by_name(&named.name).is_empty() && !erased;
        let paired = matches!(self.mapping.kind, SheetKind::Pairs | SheetKind::Requests);
        if !(is_new && paired && self.wishes.add_people.unwrap_or(self.adds_people)) {
            return Err(why);
        }
        let mut profile = Profile::new(&self.scheme, named.name.as_str());
        profile.person.email = Text::new(named.email.clone().unwrap_or_default());
        profile.person.joined = Some(self.today);
        let (id, change) =
            take_person(&self.scheme, self.today, &profile).map_err(|why| why.to_string())?;
        self.write(change).map_err(|why| why.to_string())?;
        self.newcomers.insert(id, false);
        reader.remark(format!("{} is new and comes in by it", named.words()));
        Ok(id)
    }

    /// The person whose id stands in a column of the program's own sheets, if the name or the address
    /// says that it is still the same person.
    pub(super) fn own_person(
        &self,
        reader: &Reader<'_>,
        heading: &str,
        named: &Named,
    ) -> Option<PersonId> {
        let Some(AnyId { letter: 'P', number }) = reader.own_id(heading) else { return None };
        let person = self.scheme.get::<Person>(PersonId(number))?;
        let same_name = key(person.full_name.exact()) == key(&named.name);
        let same_address = named.email.as_ref().is_some_and(|email| *email == person.email_key());
        (same_name || same_address).then_some(person.id)
    }

    /// The request of the first mentor of a row that names several.
    pub(super) fn asked_first(&self, reader: &Reader<'_>) -> Option<RequestId> {
        self.first_asked.get(&reader.number()).copied()
    }

    /// Notes a request of a row that may name several mentors.
    pub(super) fn asked(&mut self, reader: &Reader<'_>, request: RequestId) {
        if reader.is_one_of_several() {
            self.first_asked.entry(reader.number()).or_insert(request);
        }
    }

    /// A row that names these people was taken.
    pub(super) fn stays(&mut self, people: &[PersonId]) {
        for id in people {
            if let Some(stays) = self.newcomers.get_mut(id) {
                *stays = true;
            }
        }
    }

    /// A person of the scheme by address as an id, anybody else by name, which the verb compares
    /// with what is there: for wishes and line managers.
    pub(super) fn person_or_name(&self, named: &Named) -> Text {
        match named.email.as_deref().and_then(|email| self.by_email(email)) {
            Some(id) => Text::new(id.to_string()),
            None => Text::new(named.words()),
        }
    }

    /// Puts extra fields in place; says which are new or other than before, as label, old, new.
    pub(super) fn extras(
        &mut self,
        subject: Subject,
        id: i64,
        wanted: &[(String, String)],
    ) -> Result<Vec<(String, String, String)>, Refusal> {
        let link = match subject {
            Subject::Person => Link::ExtrasOfPerson,
            Subject::Pair => Link::ExtrasOfPair,
            Subject::Request => Link::ExtrasOfRequest,
            Subject::Meeting => Link::ExtrasOfMeeting,
        };
        let there: Vec<ExtraField> =
            self.scheme.linked::<ExtraField>(link, PersonId(id)).cloned().collect();
        let mut changed = Vec::new();
        self.build(|builder| {
            for (heading, value) in wanted {
                let known = there.iter().find(|field| field.heading.exact() == heading);
                if known.is_some_and(|field| field.value.exact() == value) {
                    continue;
                }
                let old = known.map(|field| field.value.exact().to_owned()).unwrap_or_default();
                changed.push((heading.clone(), old, value.clone()));
                let field = known.map_or_else(|| builder.new_id::<ExtraField>(), |known| known.id);
                builder.put(ExtraField {
                    id: field,
                    subject,
                    subject_id: id,
                    heading: Text::new(heading.clone()),
                    value: Text::new(value.clone()),
                });
            }
        })?;
        Ok(changed)
    }
}

/// The person whom an edit takes out.
fn gone(edit: &Edit) -> Option<&Person> {
    match (&edit.before, &edit.after) {
        (Some(Record::Person(person)), None) => Some(person),
        _ => None,
    }
}

fn is_missed(review: &Review, today: NaiveDate) -> bool {
    review.held.is_none() && review.due < today
}
