//! The template of a letter: checked line by line in words, and filled in.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use minijinja::value::Value;
use minijinja::{Environment, UndefinedBehavior};

use crate::domain::field::{FieldError, cut};
use crate::domain::letters::LetterKind;
use crate::domain::letters::fields::{Facts, examples};

/// More letters than this are no letter.
const LONGEST: usize = 20_000;
/// Steps that filling in a template may take; a letter takes some hundred.
const STEPS: u64 = 50_000;
/// Words of conditions beside fields.
const CONDITION: &[&str] = &["not", "and", "or"];

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {why}")]
pub struct Fault {
    /// The line, counted from 1.
    pub line: usize,
    /// The word that is wrong; empty where it is not one word.
    pub word: String,
    /// What is wrong and what may stand there.
    pub why: String,
}

impl From<Fault> for FieldError {
    fn from(fault: Fault) -> Self {
        Self::Other(fault.to_string())
    }
}

impl Fault {
    fn new(line: usize, word: &str, why: impl Into<String>) -> Self {
        Self { line, word: cut(word), why: why.into() }
    }
}

/// Whether a text can be the template of a kind of letter.
pub fn check(kind: LetterKind, template: &str) -> Result<(), Fault> {
    if template.chars().count() > LONGEST {
        return Err(Fault::new(1, "", format!("the text is longer than {LONGEST} letters")));
    }
    shape(template)?;
    Scan { kind, line: 1, open: Vec::new() }.whole(template)?;
    let full = examples(kind, NaiveDate::default());
    let bare = full.keys().map(|name| (*name, String::new())).collect();
    for facts in [full, bare] {
        render(kind, template, &facts)?;
    }
    Ok(())
}

/// Whether it begins with a subject and goes on with a text.
fn shape(template: &str) -> Result<(), Fault> {
    let mut lines = template.lines();
    let first = lines.next().unwrap_or_default();
    match subject_of(first) {
        None => {
            let why = "the first line gives the subject: write it like 'Subject: Your mentoring'";
            return Err(Fault::new(1, first, why));
        }
        Some("") => {
            return Err(Fault::new(1, "", "the subject is empty: write it behind 'Subject:'"));
        }
        Some(_) => {}
    }
    match lines.next() {
        Some(second) if !second.trim().is_empty() => {
            Err(Fault::new(2, "", "an empty line belongs between the subject and the letter"))
        }
        _ if lines.all(|line| line.trim().is_empty()) => {
            Err(Fault::new(3, "", "the letter itself is missing below the subject"))
        }
        _ => Ok(()),
    }
}

/// What stands behind `Subject:` in a line.
fn subject_of(line: &str) -> Option<&str> {
    let (name, rest) = line.split_once(':')?;
    name.trim().eq_ignore_ascii_case("subject").then(|| rest.trim())
}

/// A look through the tags of a template: which line, and which conditions are open.
struct Scan {
    kind: LetterKind,
    line: usize,
    /// The lines of the conditions that are open, and whether each has had its `else`.
    open: Vec<(usize, bool)>,
}

impl Scan {
    fn whole(&mut self, template: &str) -> Result<(), Fault> {
        let mut rest = template;
        while let Some(at) = rest.find('{') {
            let (before, tag) = rest.split_at(at);
            self.line += ends(before);
            let Some((closing, look)) = bounds(tag) else {
                rest = tag.get(1..).unwrap_or_default();
                continue;
            };
            let inner = tag.get(2..).unwrap_or_default();
            let Some((inside, after)) = inner.split_once(closing) else {
                let open = tag.get(..2).unwrap_or_default();
                let why = format!("'{open}' is not closed: '{closing}' is missing");
                return Err(Fault::new(self.line, open, why));
            };
            look(self, inside.trim_matches(['-', '+']).trim())?;
            self.line += ends(inside);
            rest = after;
        }
        match self.open.last() {
            Some((line, _)) => {
                let why = "'{% if ... %}' has no '{% endif %}'";
                Err(Fault::new(*line, "if", why))
            }
            None => Ok(()),
        }
    }

    /// Inside `{{ }}`: one field.
    fn value(&mut self, inside: &str) -> Result<(), Fault> {
        if self.is_field(inside) {
            return Ok(());
        }
        if inside.is_empty() {
            return Err(self.wrong("", "'{{ }}' holds no field"));
        }
        match inside.split(|letter: char| !is_of_word(letter)).next() {
            Some(word) if self.is_field(word) => {
                let why = format!("only a field may stand here, nothing behind '{word}'");
                Err(self.wrong(inside, &why))
            }
            _ => Err(self.no_field(inside)),
        }
    }

    /// Inside `{% %}`: a condition.
    fn condition(&mut self, inside: &str) -> Result<(), Fault> {
        let (word, rest) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
        match word {
            "if" => {
                self.open.push((self.line, false));
                self.asked(word, rest)
            }
            "elif" | "else" | "endif" if self.open.is_empty() => {
                Err(self.wrong(word, &format!("'{word}' has no '{{% if ... %}}' before it")))
            }
            "elif" | "else" if self.open.last().is_some_and(|(_, had)| *had) => {
                Err(self.wrong(word, &format!("'{word}' comes after 'else'")))
            }
            "elif" => self.asked(word, rest),
            "else" | "endif" if !rest.trim().is_empty() => {
                Err(self.wrong(rest, &format!("nothing stands behind '{word}'")))
            }
            "else" => {
                if let Some(open) = self.open.last_mut() {
                    open.1 = true;
                }
                Ok(())
            }
            "endif" => {
                self.open.pop();
                Ok(())
            }
            other => {
                let why = format!(
                    "'{}' is not known in letters: they take if, elif, else and endif",
                    cut(other)
                );
                Err(self.wrong(other, &why))
            }
        }
    }

    /// What a condition asks: fields, with `not`, `and`, `or` and brackets.
    fn asked(&self, word: &str, rest: &str) -> Result<(), Fault> {
        if rest.trim().is_empty() {
            return Err(self.wrong(word, &format!("'{word}' asks for no field")));
        }
        let sign = |letter: char| !is_of_word(letter) && !letter.is_whitespace();
        if let Some(sign) = rest.chars().find(|letter| sign(*letter) && !"()".contains(*letter)) {
            let why = format!(
                "'{}' has no place in a condition: fields, not, and, or",
                cut(&sign.to_string())
            );
            return Err(self.wrong(&sign.to_string(), &why));
        }
        let words = rest.split(|letter: char| !is_of_word(letter)).filter(|word| !word.is_empty());
        for word in words.filter(|word| !CONDITION.contains(word)) {
            if !self.is_field(word) {
                return Err(self.no_field(word));
            }
        }
        Ok(())
    }

    /// Inside `{# #}`: a remark.
    #[expect(clippy::unnecessary_wraps, clippy::unused_self, reason = "one of three alike")]
    fn remark(&mut self, _: &str) -> Result<(), Fault> {
        Ok(())
    }

    fn is_field(&self, word: &str) -> bool {
        self.kind.fields().any(|field| field.name == word)
    }

    fn no_field(&self, word: &str) -> Fault {
        let known: Vec<_> = self.kind.fields().map(|field| field.name).collect();
        let why =
            format!("'{}' is no field of this letter: it has {}", cut(word), known.join(", "));
        self.wrong(word, &why)
    }

    fn wrong(&self, word: &str, why: &str) -> Fault {
        Fault::new(self.line, word, why)
    }
}

type Look = fn(&mut Scan, &str) -> Result<(), Fault>;

/// What closes the tag at the beginning of a text, and how its inside is looked at.
fn bounds(tag: &str) -> Option<(&'static str, Look)> {
    match tag.as_bytes() {
        [b'{', b'{', ..] => Some(("}}", Scan::value)),
        [b'{', b'%', ..] => Some(("%}", Scan::condition)),
        [b'{', b'#', ..] => Some(("#}", Scan::remark)),
        _ => None,
    }
}

fn ends(text: &str) -> usize {
    text.matches('\n').count()
}

fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || letter == '.'
}

/// A template filled in: subject and text. A field that the facts lack is empty.
pub(super) fn render(
    kind: LetterKind,
    template: &str,
    facts: &Facts,
) -> Result<(String, String), Fault> {
    let mut environment = Environment::empty();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(STEPS));
    let named = |error: &minijinja::Error| {
        let line = error.line().unwrap_or(1);
        let why = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
        Fault::new(line, "", format!("this cannot be read: {why}"))
    };
    let joined = joined(template);
    let filled = environment
        .template_from_str(&joined)
        .and_then(|ready| ready.render(nested(kind, facts)))
        .map_err(|error| named(&error))?;
    let (first, rest) = filled.split_once('\n').unwrap_or((&filled, ""));
    let subject = subject_of(first).unwrap_or(first);
    let subject = subject.split_whitespace().collect::<Vec<_>>().join(" ");
    let subject = if subject.is_empty() { kind.to_string() } else { subject };
    Ok((subject, tidy(rest)))
}

/// The facts as the template names them: `mentor.name` is `name` of `mentor`.
fn nested(kind: LetterKind, facts: &Facts) -> Value {
    let mut groups: BTreeMap<&str, BTreeMap<&str, Value>> = BTreeMap::new();
    let mut all: BTreeMap<&str, Value> = BTreeMap::new();
    for field in kind.fields() {
        let value = Value::from(facts.get(field.name).map_or("", String::as_str));
        match field.name.split_once('.') {
            Some((group, name)) => {
                groups.entry(group).or_default().insert(name, value);
            }
            None => {
                all.insert(field.name, value);
            }
        }
    }
    for (group, names) in groups {
        all.insert(group, Value::from_pairs(names));
    }
    Value::from_pairs(all)
}

/// The template with each line that holds nothing but conditions joined to the next, so that such
/// a line leaves none behind.
fn joined(template: &str) -> String {
    let mut joined = String::with_capacity(template.len());
    for line in template.split_inclusive('\n') {
        let bare = line.trim();
        let is_tag = |open, close| bare.starts_with(open) && bare.ends_with(close);
        let alone = is_tag("{%", "%}") || is_tag("{#", "#}");
        if alone && bare.matches("{%").count() + bare.matches("{#").count() == 1 {
            joined.push_str(bare);
        } else {
            joined.push_str(line);
        }
    }
    joined
}

/// Lines without blanks at their ends, at most one empty one between two, none at either end.
fn tidy(text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim_end) {
        let last_is_empty = lines.last().is_none_or(|last| last.is_empty());
        if !(line.is_empty() && last_is_empty) {
            lines.push(line);
        }
    }
    lines.join("\n").trim_end().to_owned()
}
