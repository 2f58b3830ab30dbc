//! How well a heading fits a field: normal words, whole phrases, and small typing errors.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::fields::{EXTRA, FIELDS, IGNORE, PARTS, SheetField, SheetKind};
use crate::text::fold;

/// A heading that is exactly one of the table.
pub const EXACT: u32 = 1000;
/// From here on a heading is taken for a field.
pub const ENOUGH: u32 = 640;

/// Words that say little about what a question asks for.
const SMALL: &[&str] = &[
    "a", "an", "the", "of", "is", "are", "you", "your", "do", "what", "which", "please", "in",
    "to", "for", "on", "at", "or", "and", "we", "us", "i", "my", "s", "be", "would", "any", "if",
    "this", "that", "have", "has", "as", "e", "g", "eg", "can", "will", "did", "it", "with", "all",
    "apply", "tick", "select", "choose", "there", "anyone", "optional", "required", "roughly",
    "name",
];

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

/// One heading of the table, taken apart once.
#[derive(Debug)]
struct Known {
    field: &'static SheetField,
    /// Whether it must be the whole heading.
    whole: bool,
    words: Vec<&'static str>,
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
    FIELDS
        .iter()
        .flat_map(|field| field.headings.iter().map(move |heading| one(field, heading)))
        .collect()
});

/// All words of all headings of the table.
static WORDS: LazyLock<HashSet<&'static str>> =
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
        let first_line = heading.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let mut shapes: Vec<Vec<String>> = Vec::new();
        let whole = match grid_part(heading) {
            Some((question, _)) => question,
            None => heading.to_owned(),
        };
        let texts = [whole, without_brackets(heading), without_brackets(first_line), stem(heading)];
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

    /// "Mentor first name", "Email address of mentee" and the like.
    fn of_a_side(&self) -> Vec<(u32, &'static str)> {
        let mut found = Vec::new();
        for words in &self.shapes {
            for (side, ids) in SIDES {
                let rest: Vec<String> = words
                    .iter()
                    .filter(|word| word.trim_end_matches('s') != side && *word != "s")
                    .cloned()
                    .collect();
                if rest.len() == words.len() || rest.is_empty() {
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
}

type SideIds = [(&'static str, &'static str); 4];

/// For each side: the field of a person and what it is called in a sheet of two people a row.
const SIDES: [(&str, SideIds); 2] = [
    (
        "mentor",
        [
            ("first_name", PARTS[0].2),
            ("last_name", PARTS[1].2),
            ("full_name", "mentor"),
            ("email", "mentor_email"),
        ],
    ),
    (
        "mentee",
        [
            ("first_name", PARTS[2].2),
            ("last_name", PARTS[3].2),
            ("full_name", "mentee"),
            ("email", "mentee_email"),
        ],
    ),
];

/// The question and the answer of one column of a grid: "I can help with [Grants]".
pub fn grid_part(heading: &str) -> Option<(String, String)> {
    let (question, answer) = heading.trim().strip_suffix(']')?.split_once('[')?;
    let (question, answer) = (question.trim(), answer.trim());
    (!question.is_empty() && !answer.is_empty()).then(|| (question.to_owned(), answer.to_owned()))
}

/// A heading without the number that tells it from its like: "Topic 1", `topic_2` and "Third topic"
/// are all "topic".
pub fn stem(heading: &str) -> String {
    const NUMBERED: [&str; 12] = [
        "first", "second", "third", "fourth", "fifth", "1st", "2nd", "3rd", "4th", "5th", "no",
        "nr",
    ];
    let words = normal(heading);
    let first_name = words.contains("first name") || words.contains("second name");
    let bare = |word: &str| word.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
    let kept = words.split(' ').filter(|word| first_name || !NUMBERED.contains(word)).map(bare);
    kept.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    text.chars()
        .filter(|c| match c {
            '(' | '[' => {
                depth += 1;
                false
            }
            ')' | ']' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect()
}

/// How well the words of a heading fit one known heading.
fn fit(words: &[String], known: &Known) -> u32 {
    let (whole, known) = (known.whole, known.words.as_slice());
    if words.len() < known.len() || (whole && words.len() > known.len()) {
        return 0;
    }
    // a short word must stand there as it is; a long one may have an error
    if known.iter().any(|known| known.len() < 7 && !words.iter().any(|word| word == known)) {
        return 0;
    }
    if let Some(typos) = alike(words, known) {
        return EXACT - typos * 40;
    }
    if whole {
        return 0;
    }
    let place = words.windows(known.len()).position(|window| alike(window, known).is_some());
    let weight = |words: &mut dyn Iterator<Item = &str>| {
        u32::try_from(words.filter(|word| !SMALL.contains(word)).count()).unwrap_or(u32::MAX)
    };
    let share = weight(&mut known.iter().copied());
    let all = weight(&mut words.iter().map(String::as_str)).max(1);
    let covered = 350 * share.min(all) / all;
    let phrase = 10 * u32::try_from(known.len().min(5)).unwrap_or(0);
    match place {
        Some(place) => {
            let late = 8 * u32::try_from(place.min(8)).unwrap_or(0);
            (600 + covered + phrase).saturating_sub(late).min(EXACT - 10)
        }
        None if known.len() > 1 && known.iter().all(|k| words.iter().any(|w| w == k)) => {
            500 + covered + phrase
        }
        None => 0,
    }
}

/// The number of typing errors between two phrases; `None` when they are different.
fn alike(words: &[String], known: &[&str]) -> Option<u32> {
    if words.len() != known.len() {
        return None;
    }
    let mut typos = 0;
    for (word, known) in words.iter().zip(known) {
        if word == known {
            continue;
        }
        // Short words differ by meaning ("mentor", "mentee" too): only long ones may have an error.
        if known.chars().count() < 7 || !one_error(word, known) {
            return None;
        }
        typos += 1;
    }
    (typos <= 1).then_some(typos)
}

/// Whether one letter is missing, too many, wrong, or two are swapped.
fn one_error(a: &str, b: &str) -> bool {
    if a.len().abs_diff(b.len()) > 4 || a.chars().next() != b.chars().next() {
        return false;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let rest =
        |text: &[char], skip: usize| text.iter().skip(same + skip).copied().collect::<Vec<_>>();
    let swapped = a.get(same) == b.get(same + 1)
        && a.get(same + 1) == b.get(same)
        && rest(&a, 2) == rest(&b, 2);
    swapped
        || rest(&a, 1) == rest(&b, 1)
        || rest(&a, 1) == rest(&b, 0)
        || rest(&a, 0) == rest(&b, 1)
}

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
    fn one_typing_error_is_one_letter_or_two_swapped() {
        assert!(one_error("departmnet", "department"));
        assert!(one_error("departmen", "department"));
        assert!(!one_error("apartments", "department"));
        assert!(!one_error("repartment", "department"));
    }
}
