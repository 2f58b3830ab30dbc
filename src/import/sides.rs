//! The words for the two sides of a pair, in many languages and for all genders.

use super::headings::normal;
use super::wishes::Role;

const MENTOR: &[&str] = &[
    "mentor",
    "mentors",
    "mentorin",
    "mentorinnen",
    "mentoren",
    "mentora",
    "mentoras",
    "mentores",
    "mentorer",
    "mentoriaid",
    "mentori",
    "parrain",
    "marraine",
];
const MENTEE: &[&str] = &[
    "mentee",
    "mentees",
    "mentorado",
    "mentorada",
    "mentorados",
    "mentoradas",
    "mentore",
    "mentoree",
    "mentorees",
    "mentorand",
    "mentorandin",
    "mentoranden",
    "mentorai",
    "mentoreion",
    "protege",
    "protegee",
    "proteges",
    "filleul",
    "filleule",
];

/// The side that a word in normal form names.
pub(super) fn side_of(word: &str) -> Option<Role> {
    if MENTOR.contains(&word) {
        Some(Role::Mentor)
    } else if MENTEE.contains(&word) {
        Some(Role::Mentee)
    } else {
        None
    }
}

/// The sides that a text names, each once: "Mentor:in und Mentee" names both.
pub(super) fn sides_in(text: &str) -> Vec<Role> {
    let words = normal(&neutral(text));
    let mut found = Vec::new();
    for side in words.split(' ').filter_map(side_of) {
        if !found.contains(&side) {
            found.push(side);
        }
    }
    found.sort_unstable();
    found
}

/// A text without the endings that stand for all genders: "Mentor:in", "Mentor*innen",
/// "Mentoré(e)", "Mentorado/a".
pub(super) fn neutral(text: &str) -> String {
    const ENDINGS: [&str; 16] = [
        ":innen", "*innen", "_innen", "/innen", "(innen)", ":in", "*in", "_in", "/in", "(in)",
        "·e·s", "·e", "(e)", "(a)", "/a", "/e",
    ];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut letters = 0;
    while let Some(letter) = rest.chars().next() {
        let ending = ENDINGS.iter().find(|ending| {
            let behind = rest.get(ending.len()..).and_then(|behind| behind.chars().next());
            letters >= 4
                && rest.starts_with(**ending)
                && behind.is_none_or(|behind| !behind.is_alphabetic())
        });
        if let Some(ending) = ending {
            rest = rest.get(ending.len()..).unwrap_or_default();
            continue;
        }
        out.push(letter);
        letters = if letter.is_alphabetic() { letters + 1 } else { 0 };
        rest = rest.get(letter.len_utf8()..).unwrap_or_default();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_are_known_in_many_languages_and_for_all_genders() {
        for (text, sides) in [
            ("Mentor:in", vec![Role::Mentor]),
            ("Mentor*innen", vec![Role::Mentor]),
            ("Mentoré(e)", vec![Role::Mentee]),
            ("Mentorado/a", vec![Role::Mentee]),
            ("a mentor and a mentee", vec![Role::Mentor, Role::Mentee]),
            ("both sides", vec![]),
            ("a friend", vec![]),
        ] {
            assert_eq!(sides_in(text), sides, "{text}");
        }
        assert_eq!(neutral("on/in the or (e) n/a"), "on/in the or (e) n/a");
        assert_eq!(neutral("Teilnehmer:in (Name)"), "Teilnehmer (Name)");
    }
}
