//! How well a heading fits a field: normal words, whole phrases, and small typing errors.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::fields::{EXTRA, FIELDS, IGNORE, PARTS, SheetField, SheetKind};
use super::foreign::FOREIGN;
use super::phrases::{Known, apart, fit, grid_part, stem, without_brackets};
use super::sides::{neutral, side_of};
use super::wishes::Role;
use crate::text::fold;

/// A heading that is exactly one of the table.
pub const EXACT: u32 = 1000;
/// From here on a heading is taken for a field.
pub const ENOUGH: u32 = 640;

/// Lower case, no accents, words of letters and digits with one space between them; "e-mail" is
/// one word.
pub fn normal(text: &str) -> String {
    let folded = fold(text).replace("e-mail", "email");
    let mut out = String::with_capacity(folded.len());
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Whether any kind of sheet has a field with nearly this heading.
pub fn is_known(heading: &str) -> bool {
    // no heading is that long; answers are
    if heading.len() > 400 {
        return false;
    }
    let words = normal(heading);
    words.split(' ').any(|word| WORDS.contains(word)) && Heading::new(heading).best() >= 800
}

/// All headings of the table.
static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let one = |field: &'static SheetField, heading: &'static str| {
        let whole = heading.strip_prefix('=');
        Known {
            field,
            whole: whole.is_some(),
            words: whole.unwrap_or(heading).split(' ').collect(),
        }
    };
    let mut known = Vec::new();
    for field in FIELDS {
        let abroad =
            FOREIGN.iter().filter(|(id, _)| *id == field.id).flat_map(|(_, all)| all.iter());
        known.extend(field.headings.iter().chain(abroad).map(|heading| one(field, heading)));
    }
    known
});

/// All words of all headings of the table.
pub(super) static WORDS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| KNOWN.iter().flat_map(|known| known.words.iter().copied()).collect());

/// A heading, ready to be compared.
#[derive(Debug)]
pub struct Heading {
    /// The whole heading, the heading without what is in brackets, and its first line; as words.
    shapes: Vec<Vec<String>>,
    /// Fields that it may mean, with how well it fits each, in the order of the table.
    fields: Vec<(u32, &'static SheetField)>,
    /// The same for the sides of a sheet of two people a row.
    sides: Vec<(u32, &'static str)>,
}

impl Heading {
    /// Takes a heading apart.
    pub fn new(heading: &str) -> Self {
        let heading = &neutral(&apart(heading));
        let first_line = heading.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let mut shapes: Vec<Vec<String>> = Vec::new();
        let whole = grid_part(heading).map_or_else(|| heading.clone(), |(question, _)| question);
        let numberless = stem(&whole);
        let texts = [whole, without_brackets(heading), without_brackets(first_line), numberless];
        for text in texts {
            let words: Vec<String> =
                normal(&text).split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect();
            if !words.is_empty() && !shapes.contains(&words) {
                shapes.push(words);
            }
        }
        let mut heading = Self { shapes, fields: Vec::new(), sides: Vec::new() };
        for known in KNOWN.iter() {
            let score = heading.fits(known);
            match heading.fields.last_mut() {
                _ if score < ENOUGH => {}
                Some((best, field)) if field.id == known.field.id => *best = (*best).max(score),
                _ => heading.fields.push((score, known.field)),
            }
        }
        heading.sides = heading.of_a_side();
        heading
    }

    /// How well it fits one field; 0 when not well enough.
    pub fn fit_of(&self, id: &str) -> u32 {
        let fields = self.fields.iter().filter(|(_, field)| field.id == id);
        fields.map(|(score, _)| *score).max().unwrap_or(0)
    }

    /// How well it fits what it fits best.
    fn best(&self) -> u32 {
        let fields = self.fields.iter().map(|(score, _)| *score);
        fields.chain(self.sides.iter().map(|(score, _)| *score)).max().unwrap_or(0)
    }

    /// Fields of this kind of sheet that the heading may mean, best first.
    pub fn candidates(&self, kind: SheetKind) -> Vec<(u32, &'static str)> {
        let fields = self.fields.iter().filter(|(_, field)| field.kinds.contains(&kind));
        let mut found: Vec<(u32, &'static str)> =
            fields.map(|(score, field)| (*score, field.id)).collect();
        if kind != SheetKind::People {
            found.extend(self.sides.iter().copied());
        }
        // An equal score goes to the earlier row of the table.
        found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        found
    }

    /// How well the heading fits one of the table, 0 to [`EXACT`].
    fn fits(&self, known: &Known) -> u32 {
        // What stands in brackets or below the first line counts a little.
        let shapes = self.shapes.iter().zip([0, 5, 5, 5]);
        shapes.map(|(words, lost)| fit(words, known).saturating_sub(lost)).max().unwrap_or(0)
    }

    /// Whether it asks when something was that the column before it asks for.
    pub fn asks_when(&self) -> bool {
        self.shapes.iter().any(|words| {
            matches!(words.first().map(String::as_str), Some("if" | "when"))
                && words.iter().any(|word| word == "when")
        })
    }

    /// Whether one of these words stands in it.
    pub fn has(&self, wanted: &[&str]) -> bool {
        self.shapes.iter().flatten().any(|word| wanted.contains(&word.as_str()))
    }

    /// "Mentor", "Mentor first name", "Email address of mentee" and the like.
    fn of_a_side(&self) -> Vec<(u32, &'static str)> {
        let mut found = Vec::new();
        for words in &self.shapes {
            for (side, ids) in SIDES {
                let of_side = |word: &str| word == "s" || side_of(word) == Some(side);
                let rest: Vec<String> =
                    words.iter().filter(|word| !of_side(word)).cloned().collect();
                if rest.len() == words.len() {
                    continue;
                }
                if rest.is_empty() {
                    found.push((EXACT, side.name()));
                    continue;
                }
                for (plain, id) in ids {
                    let of_field = KNOWN.iter().filter(|known| known.field.id == plain);
                    let whole = of_field.map(|known| fit(&rest, known)).max();
                    if let Some(score) = whole.filter(|score| *score >= 900) {
                        found.push((score.saturating_sub(10), id));
                    }
                }
            }
        }
        found
    }

    /// Whether a word of this side stands in it.
    pub fn names(&self, role: Role) -> bool {
        self.shapes.iter().flatten().any(|word| side_of(word) == Some(role))
    }

    /// Whether it is "Mentor", "Mentor name" or the like.
    pub fn is_name_of(&self, role: Role) -> bool {
        let mut sides = self.of_a_side().into_iter();
        sides.any(|(_, id)| id == role.name())
    }

    /// The side of which it is only the word: "Mentor", "Mentees", "Mentorin".
    pub fn is_side(&self) -> Option<Role> {
        let words = self.shapes.first()?;
        let side = side_of(words.first()?)?;
        words.iter().all(|word| side_of(word) == Some(side)).then_some(side)
    }
}

type SideIds = [(&'static str, &'static str); 4];

/// For each side: the field of a person and what it is called in a sheet of two people a row.
const SIDES: [(Role, SideIds); 2] = [
    (
        Role::Mentor,
        [
            ("first_name", PARTS[0].2),
            ("last_name", PARTS[1].2),
            ("full_name", "mentor"),
            ("email", "mentor_email"),
        ],
    ),
    (
        Role::Mentee,
        [
            ("first_name", PARTS[2].2),
            ("last_name", PARTS[3].2),
            ("full_name", "mentee"),
            ("email", "mentee_email"),
        ],
    ),
];

/// What an unknown column of this kind becomes: of a meeting nothing but its fields is kept, as
/// what was said has no place (R3).
pub fn unknown(kind: SheetKind) -> &'static str {
    if kind == SheetKind::Meetings { IGNORE } else { EXTRA }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(heading: &str, kind: SheetKind) -> Option<&'static str> {
        Heading::new(heading).candidates(kind).first().map(|(_, id)| *id)
    }

    #[test]
    fn questions_of_forms_are_known_by_what_they_ask_for() {
        for (heading, field) in [
            ("Email Address", "email"),
            ("Your first name", "first_name"),
            ("What is your job title, and in which department or school do you work?", "job_title"),
            ("Which department?", "department"),
            ("How many mentees are you willing to take on at a time?", "capacity"),
            ("What can you offer help with?\n(tick all that apply)", "topics_offered"),
            ("How would you like to meet? (e.g., video, phone)", "formats"),
            ("Have you attended mentor training?", "trained"),
            ("Name of your line manager", "line_manager"),
            ("Has your line manager agreed?", "manager_agreed"),
            ("Is this your first time as a mentee?", "first_time"),
            ("Is there anyone you would prefer NOT to have as a mentor?", "avoids"),
            ("Is there anyone you would like as a mentor?", "prefers"),
            ("Anything else?\nFor example: leave dates, access needs", "notes"),
            ("Your goals for the next six months", "goals"),
            ("Topics you want to work on", "topics_wanted"),
            ("Departmnet", "department"),
            ("Do you agree to us using the information you provide to us in this way?", "consent"),
            ("Your Civil Service email address", "email"),
            ("How many students are you willing to mentor?", "capacity"),
        ] {
            assert_eq!(best(heading, SheetKind::People), Some(field), "{heading}");
        }
    }

    #[test]
    fn a_side_of_a_pair_is_known_with_the_part_of_the_name() {
        for (heading, field) in [
            ("To (mentor)", "mentor"),
            ("From (mentee)", "mentee"),
            ("Mentor First Name", "mentor|first_name"),
            ("Surname of mentee", "mentee|last_name"),
            ("Mentee's e-mail address", "mentee_email"),
        ] {
            assert_eq!(best(heading, SheetKind::Pairs), Some(field), "{heading}");
        }
        assert_ne!(best("Is this your first time as a mentee?", SheetKind::Pairs), Some("mentee"));
    }

    #[test]
    fn headings_in_other_languages_stand_in_normal_form_under_fields_that_exist() {
        for (id, headings) in FOREIGN {
            assert!(FIELDS.iter().any(|field| field.id == *id), "{id}");
            for heading in *headings {
                let heading = heading.trim_start_matches('=');
                assert_eq!(normal(heading), heading, "{id}");
            }
        }
    }
}
