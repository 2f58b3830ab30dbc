//! Who gets a letter: the people of its case, together or each their own.

use crate::domain::ids::PersonId;
use crate::domain::letters::case::Case;
use crate::domain::letters::{Addressee, LetterKind, names};
use crate::domain::records::{Agreement, Attendance, Person};
use crate::domain::refusal::Refusal;
use crate::domain::tables::Link;

impl Case<'_> {
    /// The addressees, letter by letter; `to` leaves only one of them.
    pub(super) fn envelopes(&self, to: Option<PersonId>) -> Result<Vec<Vec<Addressee>>, Refusal> {
        let people: Vec<&Person> = match self.kind {
            LetterKind::Reminder | LetterKind::Offer | LetterKind::Evaluation => {
                self.mentor.into_iter().collect()
            }
            LetterKind::Courtesy | LetterKind::Waiting => self.mentee.into_iter().collect(),
            LetterKind::Welcome => self.person.into_iter().collect(),
            LetterKind::Manager => return self.manager(to),
            LetterKind::Invitation => return self.invited(to),
            LetterKind::Agreement => self.unsigned()?,
            LetterKind::Introduction
            | LetterKind::Nudge
            | LetterKind::Review
            | LetterKind::Closing => self.mentee.into_iter().chain(self.mentor).collect(),
        };
        let wanted = |person: &&Person| to.is_none_or(|to| person.id == to);
        let chosen: Vec<_> = people.iter().copied().filter(wanted).map(addressee).collect();
        if chosen.is_empty() {
            let names: Vec<_> = people.iter().map(|one| one.full_name.to_string()).collect();
            let name = to.map(|to| self.scheme.name(to)).unwrap_or_default();
            let goes = names::listed(&names);
            return Err(Refusal::because(format!("this letter goes to {goes}, not to {name}")));
        }
        if self.each_their_own() {
            return Ok(chosen.into_iter().map(|one| vec![one]).collect());
        }
        Ok(vec![chosen])
    }

    /// Whether two people get a letter each, so that neither sees the other's address: after a
    /// closing, and where one has refused consent to the use of their data.
    fn each_their_own(&self) -> bool {
        self.kind == LetterKind::Closing || !self.may_share()
    }

    /// Whether the two of the pair may see each other's addresses.
    pub(super) fn may_share(&self) -> bool {
        let mut both = self.mentor.into_iter().chain(self.mentee);
        both.all(|person| person.consent != Some(false))
    }

    /// Who of the pair has not signed the agreement.
    fn unsigned(&self) -> Result<Vec<&Person>, Refusal> {
        let agreement = self.pair.and_then(|pair| self.scheme.get::<Agreement>(pair.id));
        let (mentor, mentee) =
            agreement.map_or((false, false), |agreement| agreement.signatures(self.today));
        let both = [(self.mentee, mentee), (self.mentor, mentor)];
        let missing: Vec<_> = both
            .into_iter()
            .filter(|(_, signed)| !signed)
            .filter_map(|(person, _)| person)
            .collect();
        if missing.is_empty() {
            return Err(Refusal::because("both have signed: there is nothing to ask for"));
        }
        Ok(missing)
    }

    fn manager(&self, to: Option<PersonId>) -> Result<Vec<Vec<Addressee>>, Refusal> {
        let Some(person) = self.person else { return Ok(Vec::new()) };
        let line = self.scheme.line(person.id, self.today);
        let line = line.filter(|line| line.manager.is_some() || !line.manager_name.is_empty());
        let Some(line) = line else {
            let name = &person.full_name;
            let why = format!("{name} has no line manager on record: name the manager first");
            return Err(Refusal::because(why));
        };
        let manager = line.manager.map(|id| self.known(id).map(addressee)).transpose()?;
        let manager = manager.unwrap_or_else(|| {
            let told = line.manager_name.exact();
            Addressee { person: None, name: names::name(told), email: String::new() }
        });
        if to.is_some_and(|to| manager.person != Some(to)) {
            return Err(Refusal::because(format!("this letter goes to {}", manager.name)));
        }
        Ok(vec![vec![manager]])
    }

    /// Everybody who is invited to the event and has not come yet; whoever is named, invited or
    /// not.
    fn invited(&self, to: Option<PersonId>) -> Result<Vec<Vec<Addressee>>, Refusal> {
        if let Some(to) = to {
            return Ok(vec![vec![addressee(self.known(to)?)]]);
        }
        let Some(event) = self.event else { return Ok(Vec::new()) };
        let listed = self.scheme.linked::<Attendance>(Link::AttendanceOfEvent, event.id);
        let people = listed
            .filter(|one| one.attended.is_none() && !self.is_gone(one.person))
            .filter_map(|one| self.known(one.person).ok());
        let letters: Vec<_> = people.map(|person| vec![addressee(person)]).collect();
        if letters.is_empty() {
            let why = "nobody is invited yet: invite people first, or say to whom the letter goes";
            return Err(Refusal::because(why));
        }
        Ok(letters)
    }
}

fn addressee(person: &Person) -> Addressee {
    Addressee {
        person: Some(person.id),
        name: names::name(person.full_name.exact()),
        email: names::line(person.email.exact()),
    }
}
