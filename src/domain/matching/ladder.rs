//! Steps of a career: what the grades of a scheme mean beside each other, by their numbers or by words that are known.

use crate::domain::matching::words::words_of;

/// Grades of the Civil Service below the numbered ones, from the lowest; there grade 6 stands above
/// grade 7.
const CIVIL: &[(&str, i64)] = &[
    ("aa", 1),
    ("ao", 2),
    ("eo", 3),
    ("heo", 4),
    ("seo", 5),
    ("g7", 6),
    ("g6", 7),
    ("scs", 8),
    ("scs1", 8),
    ("scs2", 9),
    ("scs3", 10),
];

/// Words of seniority with their step; of several in a grade the one of most words counts.
const WORDS: &[(&str, i64)] = &[
    ("student", 1),
    ("undergraduate", 1),
    ("apprentice", 1),
    ("intern", 1),
    ("trainee", 1),
    ("phd student", 2),
    ("entry level", 2),
    ("junior", 2),
    ("early career", 2),
    ("assistant", 2),
    ("research assistant", 2),
    ("administrator", 3),
    ("officer", 3),
    ("analyst", 3),
    ("associate", 3),
    ("research associate", 3),
    ("postdoc", 3),
    ("mid level", 4),
    ("mid career", 4),
    ("research fellow", 4),
    ("lecturer", 4),
    ("assistant professor", 4),
    ("senior", 5),
    ("senior officer", 5),
    ("senior lecturer", 5),
    ("senior research fellow", 5),
    ("manager", 5),
    ("lead", 5),
    ("associate professor", 6),
    ("reader", 6),
    ("principal", 6),
    ("senior manager", 6),
    ("head", 6),
    ("deputy director", 7),
    ("director", TOP),
    ("professor", TOP),
    ("partner", TOP),
    ("vice president", TOP),
    ("executive", TOP),
    ("dean", 9),
    ("chief", 9),
];

/// From here on a word stands above every number of a scheme.
const TOP: i64 = 8;

/// How the grades of a scheme are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Ladder {
    /// By words alone.
    #[default]
    Words,
    /// By the number in each, up to the highest of the scheme.
    Numbers(i64),
    /// As in the Civil Service.
    Civil,
}

impl Ladder {
    /// The ladder on which the grades of a scheme stand.
    pub(super) fn of<'a>(grades: impl Iterator<Item = &'a str>) -> Self {
        let mut highest = None;
        for grade in grades {
            let words = folded(grade);
            if words.iter().any(|word| CIVIL.iter().any(|(known, _)| known == word)) {
                return Self::Civil;
            }
            highest = highest.max(number(&words));
        }
        highest.map_or(Self::Words, Self::Numbers)
    }

    /// The step of a grade, a higher one further up; none where the grade makes no sense here.
    pub(super) fn step(self, grade: &str) -> Option<i64> {
        let words = folded(grade);
        match self {
            Self::Words => phrase(&words),
            Self::Numbers(highest) => number(&words).or_else(|| {
                let above = phrase(&words).filter(|step| *step >= TOP)? - TOP;
                Some(highest + 1 + above)
            }),
            Self::Civil => civil(&words),
        }
    }
}

fn folded(grade: &str) -> Vec<String> {
    words_of(grade).map(|(_, folded)| folded).collect()
}

/// The first number in the words, alone or before letters ("Grade 8", "7b").
fn number(words: &[String]) -> Option<i64> {
    words.iter().find_map(|word| {
        let start = word.find(|c: char| c.is_ascii_digit())?;
        let digits = word.get(start..)?;
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        digits.get(..end)?.parse().ok().filter(|number| (0..=99).contains(number))
    })
}

/// The step of the longest known phrase in the words, the highest of equally long ones.
fn phrase(words: &[String]) -> Option<i64> {
    let found = WORDS.iter().filter_map(|(phrase, step)| {
        let known: Vec<&str> = phrase.split(' ').collect();
        let stands = words.windows(known.len()).any(|part| part.iter().eq(known.iter()));
        stands.then_some((known.len(), *step))
    });
    found.max().map(|(_, step)| step)
}

fn civil(words: &[String]) -> Option<i64> {
    let step = |word: &String| CIVIL.iter().find(|(known, _)| known == word).map(|(_, step)| *step);
    let named = words.iter().filter_map(step).max();
    named.or_else(|| match (number(words), phrase(words)) {
        (Some(7), _) => Some(6),
        (Some(6), _) => Some(7),
        (_, Some(7)) => Some(8),
        (_, Some(TOP)) => Some(9),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(grades: &[&str]) -> Vec<Option<i64>> {
        let ladder = Ladder::of(grades.iter().copied());
        grades.iter().map(|grade| ladder.step(grade)).collect()
    }

    #[test]
    fn numbers_are_steps_and_a_professor_stands_above_them() {
        let found = steps(&["Grade 5", "grade 10", "Band 7b", "Professor", "Porter", ""]);
        assert_eq!(found, [Some(5), Some(10), Some(7), Some(11), None, None]);
    }

    #[test]
    fn the_civil_service_counts_down_to_grade_6() {
        let found = steps(&["EO", "HEO", "SEO", "Grade 7", "Grade 6", "Deputy Director", "?"]);
        assert_eq!(found, [Some(3), Some(4), Some(5), Some(6), Some(7), Some(8), None]);
    }

    #[test]
    fn words_are_steps_where_no_grade_has_a_number() {
        let found =
            steps(&["Lecturer", "Senior Lecturer", "Associate Professor", "Professor", "x"]);
        assert_eq!(found, [Some(4), Some(5), Some(6), Some(8), None]);
    }
}
