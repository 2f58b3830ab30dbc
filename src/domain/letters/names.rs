//! Names and other words of records as they stand in a letter: on one line, harmless, and how somebody is greeted.

use crate::domain::records::Person;

/// Titles that are no given names, folded to lower case and without a full stop.
const TITLES: &[&str] = &[
    "dr",
    "prof",
    "professor",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "sir",
    "dame",
    "lord",
    "lady",
    "rev",
    "revd",
    "reverend",
    "herr",
    "frau",
    "mme",
    "m",
    "don",
    "hon",
];

/// What somebody is called whose name has no letter left.
const NOBODY: &str = "colleague";

/// Letters of an e-mail address at most (RFC 5321, 4.5.3.1).
const LONGEST_ADDRESS: usize = 254;

/// A text on one line: white space becomes single blanks; what controls a terminal, a mail
/// header or the direction of text is left out. Joiners stay: scripts need them.
pub fn line(exact: &str) -> String {
    let kept: String = exact.chars().filter_map(kept).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same with its paragraphs: line ends stay, at most one empty line between two.
pub(super) fn paragraphs(exact: &str) -> String {
    let exact = exact.replace("\r\n", "\n").replace('\r', "\n");
    let mut lines: Vec<String> = Vec::new();
    for text in exact.lines().map(line) {
        if !text.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(text);
        }
    }
    lines.join("\n").trim_end().to_owned()
}

/// A short text inside a sentence: on one line, without a full stop at its end.
pub(super) fn phrase(exact: &str) -> String {
    line(exact).trim_end_matches(['.', ',', ';', ':', '!', ' ']).to_owned()
}

fn kept(letter: char) -> Option<char> {
    match letter {
        white if white.is_whitespace() => Some(' '),
        control if control.is_control() => None,
        '\u{ad}'
        | '\u{61c}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => None,
        letter => Some(letter),
    }
}

/// A name as it is written.
pub(super) fn name(exact: &str) -> String {
    let name = line(exact);
    if name.is_empty() { NOBODY.to_owned() } else { name }
}

/// How a person is greeted: as they wish to be called, else by their first name.
pub(super) fn first(person: &Person) -> String {
    for told in [&person.preferred_name, &person.first_name] {
        let told = line(told.exact());
        if !told.is_empty() {
            return told;
        }
    }
    given(&name(person.full_name.exact()))
}

/// The given name in a full one. Where it cannot be told (a title, an initial, a script in which
/// the family name comes first) it is the whole name: better stiff than wrong.
fn given(name: &str) -> String {
    let told = name.split_once(',').map_or(name, |(_, after)| after.trim());
    let mut words = told.split(' ').filter(|word| !word.is_empty());
    let (Some(first), rest) = (words.next(), words.next()) else { return name.to_owned() };
    if rest.is_none() {
        return if told == name { name.to_owned() } else { first.to_owned() };
    }
    let plain = first.trim_end_matches('.').to_lowercase();
    let is_short = first.ends_with('.') || first.chars().count() < 2;
    let is_told = first.chars().all(|letter| reads_given_first(letter) || "-'’".contains(letter));
    if TITLES.contains(&plain.as_str()) || is_short || !is_told {
        name.to_owned()
    } else {
        first.to_owned()
    }
}

/// Whether names in the script of this letter begin with the given name: Latin, Greek, Cyrillic,
/// Armenian, Hebrew, Arabic and the scripts of India, with their marks.
fn reads_given_first(letter: char) -> bool {
    letter.is_alphabetic() && (letter as u32) < 0xe00
        || matches!(letter, '\u{300}'..='\u{36f}' | '\u{1e00}'..='\u{1fff}' | '\u{200c}' | '\u{200d}')
        || matches!(letter, '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{dff}')
}

/// "Ana", "Ana and Tom", "Ana, Tom and Uma".
pub(super) fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

/// Whether a text can stand as an address in a header: one name, one `@`, one host, and no sign
/// that would end the address or begin another. What is unusual but harmless passes.
pub fn is_address(text: &str) -> bool {
    let Some((local, host)) = text.split_once('@') else { return false };
    let may_stand = |letter: char| {
        letter.is_alphanumeric()
            || (letter.is_ascii_graphic() && !"@,;:<>()[]\\\"".contains(letter))
    };
    let parts = |text: &str| !text.is_empty() && !text.starts_with('.') && !text.ends_with('.');
    text.len() <= LONGEST_ADDRESS
        && parts(local)
        && parts(host)
        && local.chars().all(may_stand)
        && host.chars().all(|letter| letter.is_alphanumeric() || letter == '-' || letter == '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_greeting_is_the_first_name_where_it_can_be_told_and_else_the_whole_name() {
        for (name, greeted) in [
            ("Tom Reed", "Tom"),
            ("Łukasz Wójcik", "Łukasz"),
            ("Anne-Marie O'Neill", "Anne-Marie"),
            ("Иван Петров", "Иван"),
            ("Σοφία Παπαδοπούλου", "Σοφία"),
            ("अनुष्का शर्मा", "अनुष्का"),
            ("Reed, Tom", "Tom"),
            ("Reed, Tom Andrew", "Tom"),
            ("佐藤 花", "佐藤 花"),
            ("김 민준", "김 민준"),
            ("Dr Tom Reed", "Dr Tom Reed"),
            ("Prof. Uma Bell", "Prof. Uma Bell"),
            ("J. Smith", "J. Smith"),
            ("Sukarno", "Sukarno"),
        ] {
            assert_eq!(given(name), greeted, "{name}");
        }
    }

    #[test]
    fn hostile_marks_leave_a_text_and_letters_stay() {
        assert_eq!(
            line("Tom\r\nBcc: x@y.example\0 \u{202e}Reed\u{1b}[2J"),
            "Tom Bcc: x@y.example Reed[2J"
        );
        assert_eq!(line("می\u{200c}خواهم"), "می\u{200c}خواهم");
        assert_eq!(paragraphs("one\r\n\r\n\r\n two \rthree\n"), "one\n\ntwo\nthree");
        assert_eq!(phrase("I want help."), "I want help");
        assert_eq!(name(" \u{200b} "), NOBODY);
    }

    #[test]
    fn names_are_listed_as_in_a_sentence() {
        let all = ["Ana", "Tom", "Uma"].map(str::to_owned);
        assert_eq!(listed(&all), "Ana, Tom and Uma");
        assert_eq!(listed(&all[..2]), "Ana and Tom");
        assert_eq!(listed(&[]), "");
    }

    #[test]
    fn an_address_that_would_begin_another_is_none() {
        for good in
            ["a@b", "una.bell+mentoring@example.ac.uk", "o'neill@example.org", "用户@例子.广告"]
        {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "",
            "a",
            "@b",
            "a@",
            "a@b@c",
            "a b@c",
            "a@b, c@d",
            "<a@b>",
            "a@b>",
            "\"a\"@b",
            ".a@b",
            "a@b.",
            "a@b?cc=c",
            "a;b@c",
            "a@[127.0.0.1]",
        ] {
            assert!(!is_address(bad), "{bad}");
        }
        assert!(!is_address(&format!("{}@b", "a".repeat(300))));
    }
}
