//! From crossterm's key events to the keys that screens know.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::ui::keys::Key;

/// The keys that one event stands for: none for releases and keys without a meaning here, two for
/// Alt with a key.
///
/// No action is bound to Alt, because Esc followed quickly by a letter arrives as Alt and that
/// letter; so it is taken for the two keys that were pressed. Ctrl-H is what some terminals send
/// for Backspace, Ctrl-J is a line feed, Ctrl-I a tab and Ctrl-M a return.
pub(super) fn keys_of(event: KeyEvent) -> impl Iterator<Item = Key> {
    let pressed = event.kind != KeyEventKind::Release;
    let escape = event.modifiers.contains(KeyModifiers::ALT).then_some(Key::Esc);
    let key = key_of(event.code, event.modifiers);
    let keys = if pressed && key.is_some() { [escape, key] } else { [None, None] };
    keys.into_iter().flatten()
}

fn key_of(code: KeyCode, modifiers: KeyModifiers) -> Option<Key> {
    Some(match code {
        KeyCode::Char(letter) if modifiers.contains(KeyModifiers::CONTROL) => {
            match letter.to_ascii_lowercase() {
                'h' => Key::Backspace,
                'i' => Key::Tab,
                'j' | 'm' => Key::Enter,
                other => Key::Ctrl(other),
            }
        }
        KeyCode::Char(letter) if letter.is_control() => return None,
        KeyCode::Char(letter) => Key::Char(letter),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab if modifiers.contains(KeyModifiers::SHIFT) => Key::BackTab,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Insert
        | KeyCode::F(_)
        | KeyCode::Null
        | KeyCode::CapsLock
        | KeyCode::ScrollLock
        | KeyCode::NumLock
        | KeyCode::PrintScreen
        | KeyCode::Pause
        | KeyCode::Menu
        | KeyCode::KeypadBegin
        | KeyCode::Media(_)
        | KeyCode::Modifier(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(code: KeyCode, modifiers: KeyModifiers) -> Vec<Key> {
        keys_of(KeyEvent::new(code, modifiers)).collect()
    }

    #[test]
    fn alt_with_a_letter_is_escape_and_the_letter() {
        assert_eq!(keys(KeyCode::Char('r'), KeyModifiers::ALT), [Key::Esc, Key::Char('r')]);
    }

    #[test]
    fn control_letters_that_are_other_keys_on_the_wire_are_those_keys() {
        let pressed = |letter| keys(KeyCode::Char(letter), KeyModifiers::CONTROL);
        assert_eq!(pressed('h'), [Key::Backspace]);
        assert_eq!(pressed('j'), [Key::Enter]);
        assert_eq!(pressed('i'), [Key::Tab]);
        assert_eq!(pressed('C'), [Key::Ctrl('c')]);
    }

    #[test]
    fn releases_and_function_keys_are_nothing() {
        let event =
            KeyEvent::new_with_kind(KeyCode::Char('a'), KeyModifiers::NONE, KeyEventKind::Release);
        assert_eq!(keys_of(event).count(), 0);
        assert!(keys(KeyCode::F(1), KeyModifiers::ALT).is_empty());
    }

    #[test]
    fn upper_case_is_a_character_of_its_own() {
        assert_eq!(keys(KeyCode::Char('U'), KeyModifiers::SHIFT), [Key::Char('U')]);
    }
}
