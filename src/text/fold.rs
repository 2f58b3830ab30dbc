//! The search key of a text: "Łukasz  Brøndby" and "lukasz brondby" are found by each other.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters whose plain form is not a decomposition, in lower case.
const PLAIN: &[(char, &str)] = &[
    ('ł', "l"),
    ('ø', "o"),
    ('đ', "d"),
    ('ð', "d"),
    ('ħ', "h"),
    ('ŧ', "t"),
    ('ŋ', "n"),
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('þ', "th"),
    ('ı', "i"),
    ('ĸ', "k"),
    ('ſ', "s"),
    ('ə', "e"),
    ('ς', "σ"),
    ('’', "'"),
    ('‘', "'"),
    ('ʼ', "'"),
    ('–', "-"),
    ('—', "-"),
    ('‐', "-"),
    ('‑', "-"),
];

/// Lower case, without accents, compatibility forms made plain, every run of white space (of any
/// kind) one space, none at the ends. Folding twice changes nothing.
pub fn fold(text: &str) -> String {
    // most texts are plain already, and every name of a scheme is folded at each look
    if text.is_ascii() { folded(text.chars()) } else { folded(text.nfkd()) }
}

fn folded(letters: impl Iterator<Item = char>) -> String {
    let mut key = String::with_capacity(letters.size_hint().0);
    let mut gap = false;
    for letter in letters.filter(|letter| !is_combining_mark(*letter)) {
        if letter.is_whitespace() || letter.is_control() {
            gap = true;
            continue;
        }
        if gap && !key.is_empty() {
            key.push(' ');
        }
        gap = false;
        if letter.is_ascii() {
            key.push(letter.to_ascii_lowercase());
            continue;
        }
        for lower in letter.to_lowercase().flat_map(|lower| lower.nfkd().collect::<Vec<_>>()) {
            push_plain(&mut key, lower);
        }
    }
    key
}

/// Adds one lower-case letter in its plain form.
fn push_plain(key: &mut String, lower: char) {
    if is_combining_mark(lower) {
        return;
    }
    match PLAIN.iter().find(|(letter, _)| *letter == lower) {
        Some((_, plain)) => key.push_str(plain),
        None => key.push(lower),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn accents_case_and_kinds_of_space_do_not_matter() {
        assert_eq!(fold("Łukasz\u{a0} Brøndby"), "lukasz brondby");
        assert_eq!(fold("ZOË"), fold("Zoe\u{308}"));
        assert_eq!(fold("Weiß"), "weiss");
        assert_eq!(fold("İpek Işık"), "ipek isik");
        assert_eq!(fold(" Ægir\tÞór "), "aegir thor");
        assert_eq!(fold("ｆｕｌｌ"), "full");
        assert_eq!(fold("O’Neill"), "o'neill");
        assert_eq!(fold("ΣΟΦΟΣ"), fold("σοφος"));
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,30}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }
    }
}
