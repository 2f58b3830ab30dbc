//! All that is kept of one person, as a file to be read and as JSON; what others said of them is held back one by one (I4).

mod gather;

use std::fmt::Write as _;

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use crate::domain::ids::{AnyId, ConcernId, PersonId};
use crate::domain::profile::Profile;
use crate::domain::records::ConcernText;
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::settings::Key;
use crate::export::markdown;
use crate::text::{days, inert};

use gather::Gather;

/// One line of a record: the name of its field, its label, and its value.
type Fact = (String, String, String);

/// Records of one kind.
#[derive(Debug, Clone, PartialEq)]
struct Part {
    id: &'static str,
    title: &'static str,
    rows: Vec<Vec<Fact>>,
}

/// What somebody else said of the person: given out only by a decision about it alone.
#[derive(Debug, Clone, PartialEq)]
pub struct HeldBack {
    /// By what it is released: `C1`, `P7`, `R4`.
    pub id: String,
    /// What it is, without its words.
    pub what: String,
    /// Its words, once released.
    pub words: Option<String>,
}

/// All that is kept of a person.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonData {
    id: PersonId,
    name: String,
    scheme: String,
    day: NaiveDate,
    keep_until: Option<NaiveDate>,
    source: String,
    parts: Vec<Part>,
    held: Vec<HeldBack>,
}

/// Gathers all that is kept of a person on a day. `released` names what of the held back is
/// included; the words of a concern are asked for only then.
pub fn person_data(
    scheme: &Scheme,
    day: NaiveDate,
    id: PersonId,
    released: &[String],
    concern: &mut dyn FnMut(ConcernId) -> Option<ConcernText>,
) -> Result<PersonData, Refusal> {
    let missing = || Refusal::NotFound(id.to_string());
    let profile = Profile::of(scheme, id, day).ok_or_else(missing)?;
    let gather = Gather { scheme, id };
    let mut held = gather.held();
    for wanted in released {
        let one = held.iter_mut().find(|one| one.id.eq_ignore_ascii_case(wanted));
        let one = one.ok_or_else(|| {
            Refusal::because(format!("{} is not among what is held back of {id}", inert(wanted)))
        })?;
        if let Ok(AnyId { letter: 'C', number }) = one.id.parse() {
            let text = concern(ConcernId(number));
            one.words = Some(text.map_or_else(|| "nothing is written there".to_owned(), spoken));
        } else {
            one.words = gather.said(&one.id);
        }
    }
    for one in &mut held {
        let is_released = released.iter().any(|wanted| one.id.eq_ignore_ascii_case(wanted));
        if !is_released {
            one.words = None;
        }
    }
    let mut parts =
        vec![Part { id: "person", title: "Person", rows: vec![gather.person(&profile)] }];
    parts.extend(gather.parts());
    parts.retain(|part| !part.rows.is_empty());
    Ok(PersonData {
        id,
        name: profile.person.full_name.exact().to_owned(),
        scheme: scheme.settings().text(Key::Name).to_owned(),
        day,
        keep_until: profile.person.keep_until,
        source: profile.person.source.exact().to_owned(),
        parts,
        held,
    })
}

fn spoken(text: ConcernText) -> String {
    let ConcernText { text, referred_to, note, .. } = text;
    let parts = [text, referred_to, note].map(|part| part.exact().trim().to_owned());
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

impl PersonData {
    /// What was held back, released or not.
    pub fn held(&self) -> &[HeldBack] {
        &self.held
    }

    /// The file to be read.
    pub fn markdown(&self) -> String {
        let mut text = format!("# What is kept of {}\n\n", markdown::escaped(&self.name));
        let scheme = if self.scheme.is_empty() { "a mentoring scheme" } else { &self.scheme };
        // a String takes everything
        let mut say = |words: String| writeln!(text, "{words}").is_ok();
        say(format!("As of {}. Kept by: {}.\n", days::long(self.day), markdown::escaped(scheme)));
        say("- Why: to find a mentor or mentee, to keep the pair going, and to report counts."
            .into());
        say("- From whom: from you, from the coordinator, and from sheets that were brought in."
            .into());
        if !self.source.is_empty() {
            say(format!("- Where you heard of the scheme: {}", markdown::escaped(&self.source)));
        }
        say(
            "- Who sees it: the coordinator; your mentor or mentee your name and how to reach you."
                .into(),
        );
        let until = self.keep_until.map_or("no day is set".to_owned(), days::long);
        say(format!("- Kept until: {until}.\n"));
        for part in &self.parts {
            say(format!("## {}\n", part.title));
            for row in &part.rows {
                for (_, label, value) in row {
                    say(format!("- {}: {}", markdown::escaped(label), markdown::escaped(value)));
                }
                say(String::new());
            }
        }
        if !self.held.is_empty() {
            say("## Held back, for a decision one by one\n".into());
            for one in &self.held {
                let words = one.words.as_deref().map_or("held back".to_owned(), markdown::escaped);
                say(format!("- {}, {}: {words}", one.id, one.what));
            }
        }
        text
    }

    /// The same for programs.
    pub fn json(&self) -> Value {
        let row = |row: &Vec<Fact>| {
            let facts = row.iter().map(|(id, _, value)| (id.clone(), Value::from(value.clone())));
            Value::Object(facts.collect::<Map<_, _>>())
        };
        let mut parts = Map::new();
        for part in &self.parts {
            let rows: Vec<Value> = part.rows.iter().map(row).collect();
            let only = (part.id == "person").then(|| rows.first().cloned()).flatten();
            parts.insert(part.id.to_owned(), only.unwrap_or(Value::Array(rows)));
        }
        let held = self.held.iter().map(|one| {
            json!({"id": one.id, "what": one.what, "released": one.words.is_some(), "words": one.words})
        });
        json!({
            "id": self.id.to_string(),
            "name": self.name,
            "scheme": self.scheme,
            "as_of": self.day,
            "keep_until": self.keep_until,
            "data": parts,
            "held_back": held.collect::<Vec<_>>(),
        })
    }
}
