//! What is said in the normal screen when the dashboard is left: what was done, and what comes next.

use crate::app::{Model, Tone};
use crate::text::days;

/// Changes that are named; of more the number is told.
const NAMED: usize = 3;

/// At most five plain lines to be copied into the week's notes (tui-ux 6.7); none when nothing was
/// saved, so that a look leaves nothing behind.
pub(super) fn lines(model: &Model) -> Vec<String> {
    let world = model.world();
    let saved: Vec<&str> = model
        .messages()
        .iter()
        .filter(|notice| matches!(notice.tone, Tone::Saved | Tone::Done))
        .map(|notice| notice.words.as_str())
        .collect();
    if saved.is_empty() {
        return Vec::new();
    }
    let day = days::with_weekday(world.today);
    let changes =
        if saved.len() == 1 { "1 change".into() } else { format!("{} changes", saved.len()) };
    let mut lines = vec![format!("{}, {day}: {changes} saved.", world.name())];
    lines.extend(saved.iter().take(NAMED).map(|words| format!("  {words}")));
    if let Some(more) = saved.len().checked_sub(NAMED).filter(|more| *more > 0)
        && let Some(last) = lines.last_mut()
    {
        *last = format!("{last} And {more} more.");
    }
    lines.extend(world.forecast.clone());
    lines
}
