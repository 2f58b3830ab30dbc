//! How well the words of a heading fit a phrase of the table, small typing errors allowed.

use super::fields::SheetField;
use super::headings::{EXACT, WORDS, normal};

/// Words that say little about what a question asks for.
const SMALL: &[&str] = &[
    "a", "an", "the", "of", "is", "are", "you", "your", "do", "what", "which", "please", "in",
    "to", "for", "on", "at", "or", "and", "we", "us", "i", "my", "s", "be", "would", "any", "if",
    "this", "that", "have", "has", "as", "e", "g", "eg", "can", "will", "did", "it", "with", "all",
    "apply", "tick", "select", "choose", "there", "anyone", "optional", "required", "roughly",
    "name",
];

/// One heading of the table, taken apart once.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) field: &'static SheetField,
    /// Whether it must be the whole heading.
    pub(super) whole: bool,
    pub(super) words: Vec<&'static str>,
}

/// The question and the answer of one column of a grid: "I can help with [Grants]".
pub(super) fn grid_part(heading: &str) -> Option<(String, String)> {
    let (question, answer) = heading.trim().strip_suffix(']')?.split_once('[')?;
    let (question, answer) = (question.trim(), answer.trim());
    (!question.is_empty() && !answer.is_empty()).then(|| (question.to_owned(), answer.to_owned()))
}

/// A heading without the number that tells it from its like: "Topic 1", `topic_2` and "Third topic"
/// are all "topic".
pub(super) fn stem(heading: &str) -> String {
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

/// A text without what stands in brackets.
pub(super) fn without_brackets(text: &str) -> String {
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
pub(super) fn fit(words: &[String], known: &Known) -> u32 {
    let (whole, known) = (known.whole, known.words.as_slice());
    if words.len() < known.len() || (whole && words.len() > known.len()) {
        return 0;
    }
    if known.iter().any(|known| !words.iter().any(|word| typos(word, known).is_some())) {
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
    let mut all = 0;
    for (word, known) in words.iter().zip(known) {
        all += typos(word, known)?;
    }
    // of a single short word nothing would be left to know it by
    let short = known.len() == 1 && known.iter().all(|word| word.chars().count() < 6);
    (all <= 2 && !(short && all > 0)).then_some(all)
}

/// The number of typing errors of one word; `None` when it is another word. Short words differ by
/// meaning ("form" and "from"): they may only have two letters swapped, and not at the start.
fn typos(word: &str, known: &str) -> Option<u32> {
    if word == known {
        return Some(0);
    }
    // what is a word of the table itself is no slip of the pen ("employee" and "employer")
    let length = known.chars().count();
    if WORDS.contains(word)
        || length < 4
        || word.len().abs_diff(known.len()) > 4
        || word.chars().next() != known.chars().next()
    {
        return None;
    }
    let most = match length {
        10.. => 2,
        _ => 1,
    };
    let distance = strsim::osa_distance(word, known);
    let swapped = distance == 1 && strsim::levenshtein(word, known) == 2;
    let may = swapped || (length >= 6 && distance <= most);
    may.then(|| u32::try_from(distance).unwrap_or(u32::MAX))
}

/// `emailAddress` and `JobTitle` as words of their own; a heading with blanks stays as it is.
pub(super) fn apart(heading: &str) -> String {
    if heading.contains(char::is_whitespace) {
        return heading.to_owned();
    }
    let mut out = String::with_capacity(heading.len() + 4);
    let mut before = ' ';
    for letter in heading.chars() {
        if before.is_lowercase() && letter.is_uppercase() {
            out.push(' ');
        }
        out.push(letter);
        before = letter;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_typing_error_is_one_letter_or_two_swapped() {
        assert_eq!(typos("departmnet", "department"), Some(1));
        assert_eq!(typos("departmente", "department"), Some(1));
        assert_eq!(typos("naem", "name"), Some(1));
        assert_eq!(typos("apartments", "department"), None);
        assert_eq!(typos("repartment", "department"), None);
        assert_eq!(typos("goal", "role"), None);
        assert_eq!(typos("mentee", "mentor"), None);
    }
}
