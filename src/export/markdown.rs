//! Text from outside in Markdown: escaped, so that it can neither form nor break anything.

use crate::text::inert;

/// The inert form of a text with all signs escaped that Markdown or HTML would obey.
pub fn escaped(text: &str) -> String {
    let shown = inert(text);
    let mut out = String::with_capacity(shown.len());
    for (at, sign) in shown.char_indices() {
        match sign {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' => {
                out.push('\\');
                out.push(sign);
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // only at the beginning of a line would these be a list or a rule
            '-' | '+' | '=' if at == 0 => {
                out.push('\\');
                out.push(sign);
            }
            // a number with a stop would begin a list
            '.' | ')' if at > 0 && shown.as_bytes().iter().take(at).all(u8::is_ascii_digit) => {
                out.push('\\');
                out.push(sign);
            }
            _ => out.push(sign),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_from_outside_is_obeyed() {
        assert_eq!(escaped("a|b *c* <d>"), "a\\|b \\*c\\* &lt;d&gt;");
        assert_eq!(escaped("- item"), "\\- item");
        assert_eq!(escaped("1. first"), "1\\. first");
        assert_eq!(escaped("two\nlines [x](y)"), "two lines \\[x\\](y)");
        assert_eq!(escaped("Estates and R.E."), "Estates and R.E.");
    }
}
