//! People as sheets name them: "Last, First", "First Last" with a mail in angle brackets, a name alone, a mail alone.

use crate::text::fold;

/// A person as a cell names them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Named {
    /// First name before last name, as one would say it; empty when there is only an address.
    pub name: String,
    /// The address in lower case, if there is one.
    pub email: Option<String>,
}

impl Named {
    /// How a message names the person.
    pub fn words(&self) -> String {
        match &self.email {
            Some(email) if self.name.is_empty() => email.clone(),
            _ => self.name.clone(),
        }
    }
}

/// Whether a text is one e-mail address and nothing else.
pub fn is_address(text: &str) -> bool {
    let text = text.trim();
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    let Some((local, domain)) = text.split_once('@') else { return false };
    let plain = |part: &str| {
        !part.is_empty()
            && !part.contains(|c: char| {
                c.is_whitespace() || c.is_control() || "<>,;:\"()[]".contains(c)
            })
    };
    plain(local)
        && plain(domain)
        && !domain.contains('@')
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && !domain.contains("..")
}

/// An address as it is compared and stored: trimmed, lower case, without `mailto:`.
pub fn address(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    is_address(text).then(|| text.to_lowercase())
}

/// Reads a cell that names one person; nobody for "n/a", "none" and the like.
pub fn read(text: &str) -> Option<Named> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if is_nobody(&text) {
        return None;
    }
    if let Some(email) = address(&text) {
        return Some(Named { name: String::new(), email: Some(email) });
    }
    let (name, email) = match split_address(&text) {
        Some((name, email)) => (name, Some(email)),
        None => (text.clone(), None),
    };
    let name = name.trim_matches(|c: char| c == '"' || c == '\'' || c == ',' || c.is_whitespace());
    Some(Named { name: turned(name), email })
}

/// "Name <mail>", "Name (mail)", "Name mail", "Name - mail".
fn split_address(text: &str) -> Option<(String, String)> {
    let word =
        text.split([' ', '<', '>', '(', ')', '[', ']', ';']).find(|word| is_address(word))?;
    let email = address(word)?;
    let rest = text.replace(word, " ").replace(['<', '>', '(', ')', '[', ']', ';'], " ");
    let rest = rest.split_whitespace().collect::<Vec<_>>().join(" ");
    Some((rest.trim_end_matches(['-', '–', '—', ',', ' ']).to_owned(), email))
}

/// "Eze, Paul" is Paul Eze; a title behind the comma is left where it is.
fn turned(name: &str) -> String {
    let parts: Vec<&str> = name.split(',').map(str::trim).collect();
    match parts.as_slice() {
        [last, first] if !last.is_empty() && !first.is_empty() && !is_title(first) => {
            format!("{first} {last}")
        }
        [last, first, title] if !last.is_empty() && !is_title(first) && is_title(title) => {
            format!("{first} {last}, {title}")
        }
        _ => name.to_owned(),
    }
}

fn is_title(text: &str) -> bool {
    let folded = fold(text);
    ["phd", "ph.d.", "md", "jr", "jr.", "sr", "sr.", "dr", "dr.", "prof", "esq", "mba", "msc", "ba"]
        .contains(&folded.as_str())
}

/// Whether a text looks like the name of a person: two to five words of letters that begin with a
/// capital, but for particles such as "van der".
pub fn is_like_a_name(text: &str) -> bool {
    const PARTICLES: [&str; 12] =
        ["de", "da", "di", "do", "van", "von", "der", "den", "del", "la", "le", "al"];
    let words: Vec<&str> = text.split_whitespace().collect();
    let letters = |c: char| c.is_alphabetic() || "'’.,-".contains(c) || c == '\u{301}';
    (2..=5).contains(&words.len())
        && text.chars().count() <= 60
        && words.iter().all(|word| {
            let capital =
                word.chars().next().is_some_and(|c| !c.is_lowercase() && c.is_alphabetic());
            word.chars().all(letters) && (capital || PARTICLES.contains(word))
        })
}

/// Words that stand where a name would, and mean that there is none.
pub fn is_nobody(text: &str) -> bool {
    let folded = fold(text);
    let folded = folded.trim_matches(|c: char| !c.is_alphanumeric());
    folded.is_empty()
        || [
            "n/a",
            "na",
            "none",
            "no",
            "nobody",
            "no one",
            "noone",
            "nil",
            "not applicable",
            "tbc",
            "tbd",
            "unknown",
            "anonymous",
            "no preference",
            "not sure",
            "don't know",
            "any",
            "anyone",
            "vacant",
            "unassigned",
            "x",
            "null",
        ]
        .contains(&folded)
}

/// The key under which names are compared: order of first and last name as said, accents aside.
pub fn key(name: &str) -> String {
    let folded = fold(name);
    let words: Vec<&str> =
        folded.split(|c: char| c.is_whitespace() || c == '.').filter(|w| !w.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str, email: &str) -> Named {
        let email = (!email.is_empty()).then(|| email.to_owned());
        Named { name: name.into(), email }
    }

    #[test]
    fn people_are_read_in_every_way_in_which_they_are_written() {
        for (written, name, email) in [
            ("Eze, Paul", "Paul Eze", ""),
            ("Paul  Eze", "Paul Eze", ""),
            ("Nguyễn López <N.Lopez@Example.ac.uk>", "Nguyễn López", "n.lopez@example.ac.uk"),
            ("paul@example.org", "", "paul@example.org"),
            ("Paul Eze (paul@example.org)", "Paul Eze", "paul@example.org"),
            ("\"Eze, Paul\" <paul@example.org>", "Paul Eze", "paul@example.org"),
            ("Paul Eze, PhD", "Paul Eze, PhD", ""),
        ] {
            assert_eq!(read(written), Some(named(name, email)), "{written}");
        }
        for nobody in ["n/a", "", " - ", "None", "no preference"] {
            assert_eq!(read(nobody), None, "{nobody}");
        }
    }

    #[test]
    fn an_address_is_one_and_nothing_else() {
        assert!(is_address("a.b@example.ac.uk"));
        for wrong in ["anonymous", "a@b", "a b@example.org", "a@b@c.org", "@x.org", "a@x.", "a@.x"]
        {
            assert!(!is_address(wrong), "{wrong}");
        }
    }
}
