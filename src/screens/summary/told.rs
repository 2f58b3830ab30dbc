//! What managers are told, as text for the clipboard.

use crate::domain::figures::{Section, Summary};
use crate::screens::contract::Effect;
use crate::text::inert;

/// The sentences, section by section, with what is to be known of them.
pub(super) fn copied(summary: &Summary) -> Effect {
    let mut lines = vec![format!("{}: summary of {}", summary.scheme, summary.period)];
    lines.extend(summary.remarks().iter().map(|remark| inert(remark).into_owned()));
    for section in Section::ALL {
        let told = summary.text.iter().filter(|sentence| sentence.section == *section);
        let told: Vec<String> =
            told.map(|sentence| format!("- {}", inert(&sentence.words))).collect();
        if !told.is_empty() {
            lines.extend([String::new(), section.title().to_owned()]);
            lines.extend(told);
        }
    }
    let text = lines.join("\n") + "\n";
    Effect::Copy { text, what: format!("what is told of {}", summary.period) }
}
