//! Styles by role: the only file that names colours.
//!
//! The standard look uses the terminal's own sixteen colours beside bold, dim and reverse, so it
//! follows light and dark backgrounds. Meaning is never carried by colour alone.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of text is, for its style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// Ordinary text.
    #[default]
    Plain,
    /// Titles of sections, columns and boxes.
    Heading,
    /// Less important text.
    Muted,
    /// Needs attention soon.
    Warn,
    /// Needs attention now.
    Urgent,
    /// Good to know.
    Info,
    /// Went well.
    Ok,
    /// Went wrong; problems in forms.
    Error,
    /// The row or option that keys act on.
    Selected,
    /// The field that is being filled.
    Focus,
    /// Lines and frames.
    Border,
}

/// How the program looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    colour: bool,
    ascii: bool,
}

impl Default for Theme {
    fn default() -> Self {
        Self::new(true, false)
    }
}

impl Theme {
    /// `colour` false sets no colour at all (`NO_COLOR`); `ascii` draws lines with `- | +`.
    pub const fn new(colour: bool, ascii: bool) -> Self {
        Self { colour, ascii }
    }

    /// Whether lines are drawn with `- | +`.
    pub const fn ascii(self) -> bool {
        self.ascii
    }

    /// Whether colours are used.
    pub const fn colour(self) -> bool {
        self.colour
    }

    /// The style of a role. Bold and reverse stay without colours.
    pub fn style(self, role: Role) -> Style {
        let style = Style::new();
        let tint = |colour: Color| if self.colour { style.fg(colour) } else { style };
        match role {
            Role::Plain | Role::Border => style,
            Role::Heading => style.add_modifier(Modifier::BOLD),
            Role::Muted => style.add_modifier(Modifier::DIM),
            Role::Warn => tint(Color::Yellow),
            Role::Urgent | Role::Error => tint(Color::Red).add_modifier(Modifier::BOLD),
            Role::Info => tint(Color::Cyan),
            Role::Ok => tint(Color::Green),
            Role::Selected => style.add_modifier(Modifier::REVERSED),
            Role::Focus => style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
        }
    }

    /// The sign of a horizontal line.
    pub const fn horizontal(self) -> &'static str {
        if self.ascii { "-" } else { "─" }
    }

    /// The sign of a vertical line.
    pub const fn vertical(self) -> &'static str {
        if self.ascii { "|" } else { "│" }
    }

    /// Corners: top left, top right, bottom left, bottom right.
    pub const fn corners(self) -> [&'static str; 4] {
        if self.ascii { ["+"; 4] } else { ["┌", "┐", "└", "┘"] }
    }

    /// Where a vertical line meets a horizontal one from above, and from below.
    pub const fn joints(self) -> [&'static str; 2] {
        if self.ascii { ["+"; 2] } else { ["┴", "┬"] }
    }

    /// The signs of what lies above, and of what lies below.
    pub const fn arrows(self) -> [&'static str; 2] {
        if self.ascii { ["^", "v"] } else { ["↑", "↓"] }
    }

    /// The full and the empty step of a bar.
    pub const fn bar(self) -> [&'static str; 2] {
        if self.ascii { ["#", "."] } else { ["▆", "▁"] }
    }

    /// The sign in a bar of where it should reach.
    pub const fn aim(self) -> &'static str {
        if self.ascii { "+" } else { "┃" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROLES: [Role; 11] = [
        Role::Plain,
        Role::Heading,
        Role::Muted,
        Role::Warn,
        Role::Urgent,
        Role::Info,
        Role::Ok,
        Role::Error,
        Role::Selected,
        Role::Focus,
        Role::Border,
    ];

    #[test]
    fn without_colour_no_style_names_one_and_selection_is_still_reversed() {
        let plain = Theme::new(false, false);
        for role in ROLES {
            assert_eq!((plain.style(role).fg, plain.style(role).bg), (None, None), "{role:?}");
        }
        assert!(plain.style(Role::Selected).add_modifier.contains(Modifier::REVERSED));
    }

    #[test]
    fn the_standard_look_uses_the_terminals_own_colours_only() {
        for role in ROLES {
            for colour in [Theme::default().style(role).fg, Theme::default().style(role).bg] {
                assert!(!matches!(colour, Some(Color::Rgb(..) | Color::Indexed(_))), "{role:?}");
            }
        }
    }
}
