//! Support contacts on cards: the last ones with a person, the last one with a pair, and the card of one (V4).

use crate::domain::ids::PersonId;
use crate::domain::records::{Contact, Pair};
use crate::domain::tables::Link;
use crate::screens::cards::{Look, fact};
use crate::text::days;
use crate::ui::card::{Card, Part};
use crate::ui::theme::Role;

/// How many contacts the card of a person shows.
const SHOWN: usize = 3;

/// The last contacts with a person or about their pairs, newest first; none if there were none.
pub(super) fn part(look: Look<'_>, person: PersonId) -> Option<Part> {
    let scheme = look.scheme;
    let pairs = scheme
        .linked::<Pair>(Link::PairsOfMentor, person)
        .chain(scheme.linked::<Pair>(Link::PairsOfMentee, person));
    let mut contacts: Vec<&Contact> = scheme
        .linked::<Contact>(Link::ContactsOfPerson, person)
        .chain(pairs.flat_map(|pair| scheme.linked::<Contact>(Link::ContactsOfPair, pair.id)))
        .filter(|contact| contact.day <= look.today)
        .collect();
    contacts.sort_by_key(|contact| std::cmp::Reverse((contact.day, contact.id)));
    let line = |contact: &&Contact| {
        let pair = contact.pair.map_or(String::new(), |pair| format!(", about {pair}"));
        let role = if contact.is_next_due(scheme, look.today) { Role::Warn } else { Role::Plain };
        (role, format!("{}{pair}", in_words(look, contact)))
    };
    let lines: Vec<_> = contacts.iter().take(SHOWN).map(line).collect();
    (!lines.is_empty()).then(|| Part { heading: "CONTACTS".into(), lines })
}

/// "3 Mar  check-in by phone: all is well; next 17 Mar (due in 2 weeks)".
pub(super) fn in_words(look: Look<'_>, contact: &Contact) -> String {
    let outcome = contact.outcome.map_or(String::new(), |outcome| format!(": {outcome}"));
    let (day, purpose, channel) = (look.short(contact.day), contact.purpose, contact.channel);
    let next = contact.next_on.map_or(String::new(), |next| {
        let open = next > look.today || contact.is_next_due(look.scheme, look.today);
        let due = if open { days::due(next, look.today) } else { "done".to_owned() };
        format!("; next {} ({due})", look.short(next))
    });
    format!("{day:<6} {purpose} by {channel}{outcome}{next}")
}

/// The card of a contact.
pub(super) fn card(look: Look<'_>, contact: &Contact) -> Card {
    let scheme = look.scheme;
    let with = contact.person.map(Into::into).or(contact.pair.map(Into::into));
    let with = with.map_or(String::new(), |id| format!("{id} {}", scheme.title(id)));
    let next_due = contact.is_next_due(scheme, look.today);
    let mut facts = Vec::new();
    facts.extend(fact("With", with));
    facts.extend(fact("Day", days::long(contact.day)));
    facts.extend(fact("By", contact.channel.to_string()));
    facts.extend(fact("What for", contact.purpose.to_string()));
    let outcome = contact.outcome.map_or("not known".to_owned(), |outcome| outcome.to_string());
    facts.extend(fact("Outcome", outcome));
    facts.extend(contact.next_on.and_then(|next| {
        let due =
            if next_due { days::due(next, look.today) } else { days::relative(next, look.today) };
        fact("Next on", format!("{} ({due})", days::long(next)))
    }));
    let (badge, role) = match contact.next_on.filter(|_| next_due) {
        Some(next) => (format!("* NEXT STEP {}", days::due(next, look.today)), Role::Warn),
        None => (String::new(), Role::Plain),
    };
    let brief = facts.iter().take(4).cloned().collect();
    let title = format!("CONTACT {}", contact.id);
    Card { title, badge, role, brief, parts: vec![Part::new("", facts)] }
}
