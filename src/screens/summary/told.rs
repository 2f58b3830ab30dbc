//! What managers are told: the sentences of the summary for its list, its card and the clipboard.

use crate::domain::figures::{Section, Summary, Went};
use crate::screens::contract::Effect;
use crate::text::inert;
use crate::ui::card::{Card, Part};
use crate::ui::theme::Role;

/// The sentences of a section; with the headline what differs from a frozen period, with the
/// outcomes the stories that may be shared.
pub(super) fn sentences(summary: &Summary, section: Section) -> Vec<String> {
    let told = summary.text.iter().filter(|sentence| sentence.section == section);
    let mut told: Vec<String> = told.map(|one| inert(&one.words).into_owned()).collect();
    match (section, &summary.frozen) {
        (Section::Headline, Some(frozen)) => {
            let differs = frozen.differs.iter();
            told.extend(differs.map(|one| format!("Today's records give: {}.", one.said())));
        }
        (Section::Outcomes, _) => {
            let stories = summary.stories.told.iter();
            told.extend(stories.map(|story| format!("A story: {story}")));
        }
        _ => {}
    }
    told
}

/// How the figures stand, and all that is told, to be read at once.
pub(super) fn card(summary: &Summary) -> Card {
    let mut parts = Vec::new();
    if let Some(remark) = summary.remarks().into_iter().next() {
        parts.push(Part { heading: String::new(), lines: vec![(Role::Muted, remark)] });
    }
    parts.extend(standing(summary));
    for section in Section::ALL {
        let told = sentences(summary, *section);
        if !told.is_empty() {
            parts.push(Part::new(&section.title().to_uppercase(), told));
        }
    }
    let words = "Enter reads all of it, y copies it, p writes it into a file.".to_owned();
    let counts = standing(summary).into_iter().map(|part| part.heading.to_lowercase());
    let counts = counts.collect::<Vec<_>>().join(", ");
    let brief = vec![words, counts].into_iter().chain(summary.remarks().into_iter().take(1));
    let title = format!("TOLD OF {}", summary.period.to_string().to_uppercase());
    Card { title, brief: brief.filter(|line| !line.is_empty()).collect(), parts, ..Card::default() }
}

/// The figures off and on their aims, and those that went up or down, with their numbers.
fn standing(summary: &Summary) -> Vec<Part> {
    let is_over = summary.is_over();
    let at_aim = |met: bool, sign: &str| -> Vec<String> {
        let lines = summary.figures.iter().filter(|line| line.is_on_aim() == Some(met));
        lines
            .map(|line| {
                format!("{sign}{} {}", line.figure.name, line.value.short(line.figure.unit))
            })
            .collect()
    };
    let changed = |wanted: Went| -> Vec<String> {
        let changes = summary.figures.iter().filter_map(|line| {
            let change = line.since_before(is_over).filter(|change| change.went == wanted)?;
            Some(format!("{} {}", line.figure.name, change.by))
        });
        changes.collect()
    };
    [
        ("OFF AIM", at_aim(false, "! ")),
        ("WORSE THAN BEFORE", changed(Went::Worse)),
        ("ON AIM", at_aim(true, "")),
        ("BETTER THAN BEFORE", changed(Went::Better)),
    ]
    .into_iter()
    .filter(|(_, lines)| !lines.is_empty())
    .map(|(title, lines)| Part::new(&format!("{title} {}", lines.len()), lines))
    .collect()
}

/// The same as text for the clipboard.
pub(super) fn copied(summary: &Summary) -> Effect {
    let mut lines = vec![format!("{}: summary of {}", summary.scheme, summary.period)];
    lines.extend(summary.remarks().iter().map(|remark| inert(remark).into_owned()));
    for section in Section::ALL {
        let told = sentences(summary, *section);
        if !told.is_empty() {
            lines.extend([String::new(), section.title().to_owned()]);
            lines.extend(told.iter().map(|words| format!("- {words}")));
        }
    }
    let text = lines.join("\n") + "\n";
    Effect::Copy { text, what: format!("what is told of {}", summary.period) }
}
