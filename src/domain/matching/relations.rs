//! Who is related to whom so that a rule between two people may speak: management, wishes, former pairs, those asked.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use crate::domain::codes::PreferenceKind;
use crate::domain::ids::PersonId;
use crate::domain::matching::asking::Asking;
use crate::domain::records::{Line, Pair, Person, Preference};
use crate::domain::scheme::Scheme;
use crate::domain::tables::Link;
use crate::text::{Text, fold};

/// People by the names that lines and wishes tell instead of an id.
#[derive(Debug, Default)]
pub(super) struct Relations(HashMap<String, Vec<PersonId>>);

impl Relations {
    /// Everybody whom a line of management or a wish names, as
    /// [`crate::domain::search::is_named`] has it.
    pub(super) fn of(scheme: &Scheme) -> Self {
        let lines = scheme.all::<Line>().filter(|line| line.manager.is_none());
        let wishes = scheme.all::<Preference>().filter(|wish| wish.other.is_none());
        let told = lines.map(|line| &line.manager_name).chain(wishes.map(|wish| &wish.other_name));
        let mut sought: HashMap<String, Vec<PersonId>> =
            told.map(|name| (fold(name.exact()), Vec::new())).collect();
        sought.remove("");
        if sought.is_empty() {
            return Self::default();
        }
        for person in scheme.all::<Person>() {
            let (first, last) = (person.first_name.exact(), person.last_name.exact());
            let mut names = vec![fold(person.full_name.exact()), fold(person.email.exact())];
            if !first.is_empty() && !last.is_empty() {
                names.extend([fold(&format!("{first} {last}")), fold(&format!("{last}, {first}"))]);
            }
            for name in names {
                if let Some(people) = sought.get_mut(&name)
                    && people.last() != Some(&person.id)
                {
                    people.push(person.id);
                }
            }
        }
        Self(sought)
    }

    /// Whom an id, or else a name, means.
    fn meant(&self, id: Option<PersonId>, name: &Text) -> Vec<PersonId> {
        match id {
            Some(id) => vec![id],
            None => self.0.get(&fold(name.exact())).cloned().unwrap_or_default(),
        }
    }

    /// Everybody above a person in the line of management on a day, each visited once.
    fn above(&self, scheme: &Scheme, person: PersonId, on: NaiveDate) -> BTreeSet<PersonId> {
        let (mut above, mut next) = (BTreeSet::new(), vec![person]);
        let mut seen = BTreeSet::from([person]);
        while let Some(person) = next.pop() {
            let lines = scheme.linked::<Line>(Link::LinesOfPerson, person);
            for line in lines.filter(|line| line.holds(on)) {
                above.extend(self.meant(line.manager, &line.manager_name));
                next.extend(line.manager.filter(|manager| seen.insert(*manager)));
            }
        }
        above
    }

    fn wished(
        &self,
        scheme: &Scheme,
        person: PersonId,
        kind: PreferenceKind,
    ) -> impl Iterator<Item = PersonId> {
        scheme
            .linked::<Preference>(Link::PreferencesOfPerson, person)
            .filter(move |wish| wish.kind == kind)
            .flat_map(|wish| self.meant(wish.other, &wish.other_name))
    }

    /// Whom a mentee would like, ascending.
    pub(super) fn wishes(&self, scheme: &Scheme, mentee: PersonId) -> Vec<PersonId> {
        let all: BTreeSet<_> = self.wished(scheme, mentee, PreferenceKind::Prefers).collect();
        all.into_iter().collect()
    }

    /// Who stands above a mentor, and whom they would avoid; ascending.
    pub(super) fn of_mentor(
        &self,
        scheme: &Scheme,
        mentor: PersonId,
        on: NaiveDate,
    ) -> Vec<PersonId> {
        let mut all = self.above(scheme, mentor, on);
        all.extend(self.wished(scheme, mentor, PreferenceKind::Avoids));
        all.into_iter().collect()
    }

    /// Who stands above a mentee, whom they would avoid, with whom they were or are a pair, on
    /// either side, and who was asked; ascending.
    pub(super) fn of_mentee(
        &self,
        scheme: &Scheme,
        mentee: PersonId,
        on: NaiveDate,
        asking: &Asking,
    ) -> Vec<PersonId> {
        let mut all = self.above(scheme, mentee, on);
        all.extend(self.wished(scheme, mentee, PreferenceKind::Avoids));
        all.extend(scheme.linked::<Pair>(Link::PairsOfMentee, mentee).map(|pair| pair.mentor));
        all.extend(scheme.linked::<Pair>(Link::PairsOfMentor, mentee).map(|pair| pair.mentee));
        all.extend(&asking.asked);
        all.into_iter().collect()
    }
}
