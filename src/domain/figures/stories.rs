//! Success stories that may be shared, left out where they name somebody (U4, R7).

use std::collections::BTreeSet;

use crate::domain::figures::View;
use crate::domain::records::{Person, Story};
use crate::text::{Text, fold};

/// The stories of a period that may be shared.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Stories {
    /// Those that name nobody, in the order of their days.
    pub told: Vec<Text>,
    /// How many are left out because a word of them is part of a person's name or is an address.
    pub naming: usize,
}

/// The shared stories of a period. One that names somebody, whoever it is, is left out: whether
/// "Grace" is a person or a virtue is for the coordinator to say, by other words.
pub(super) fn stories(view: &View<'_>) -> Stories {
    let mut shared: Vec<&Story> = view.shared_stories();
    if shared.is_empty() {
        return Stories::default();
    }
    shared.sort_by_key(|story| (story.day, story.id));
    let names = names(view);
    let names_one = |story: &Story| {
        let text = story.story.exact();
        text.contains('@') || words(text).any(|word| names.contains(&fold(word)) && may_name(word))
    };
    let (naming, told): (Vec<_>, Vec<_>) = shared.into_iter().partition(|one| names_one(one));
    Stories { told: told.into_iter().map(|one| one.story.clone()).collect(), naming: naming.len() }
}

/// The words of all names, without case and accents.
fn names(view: &View<'_>) -> BTreeSet<String> {
    let all = view.scheme.all::<Person>();
    let names = all.flat_map(|person| [person.full_name.exact(), person.preferred_name.exact()]);
    names.flat_map(words).map(fold).collect()
}

/// The words of a text as they stand.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether a word that is part of a name may stand for it: "an" and "de" in small letters do not.
fn may_name(word: &str) -> bool {
    word.chars().count() > 3 || !word.starts_with(|c: char| c.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::figures::Period;
    use crate::domain::hand::{Hand, day};
    use crate::domain::ids::StoryId;

    #[test]
    fn only_stories_that_may_be_shared_and_name_nobody_are_told() {
        let mut hand = Hand::default();
        let mentor = hand.mentor("An Łukasik", "2026-01-01", 1);
        let mentee = hand.mentee("Grace O'Neil", "2026-01-01");
        let pair = hand.pair(mentee, mentor, "2026-01-10", "2026-07-10");
        for (id, on, story, consent) in [
            (1, "2026-03-31", "They found an office to share.", Some(true)),
            (2, "2026-03-02", "lukasik helped with the move.", Some(true)),
            (3, "2026-03-03", "Write to her: g@example.org", Some(true)),
            (4, "2026-03-04", "Nobody asked them.", None),
            (5, "2026-03-05", "They said no.", Some(false)),
            (6, "2026-04-01", "It was in April.", Some(true)),
            (7, "2026-03-01", "A promotion came of it.", Some(true)),
            (8, "2026-03-09", "An helped.", Some(true)),
        ] {
            let (day, story) = (day(on), Text::new(story));
            hand.put(Story { id: StoryId(id), pair, day, story, consent });
        }
        let period: Period = "2026-03".parse().unwrap();
        let stories = stories(&View::new(hand.scheme(), period, day("2026-04-20")));
        let told: Vec<_> = stories.told.iter().map(Text::exact).collect();
        assert_eq!(told, ["A promotion came of it.", "They found an office to share."]);
        assert_eq!(stories.naming, 3);
    }
}
