//! Several values in one cell: by `|||`, line, semicolon or comma, whichever the column uses.

use crate::import::sheet::Cell;

/// What stands between the values of a cell; a column uses one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Between {
    /// `|||`, as some programs write.
    Bars,
    /// Line breaks.
    Lines,
    /// Semicolons, as Microsoft Forms writes.
    Semicolons,
    /// Commas, as Google Forms writes.
    Commas,
}

/// What a column uses: the strongest mark that occurs in it, so that commas inside of values stay
/// when there are semicolons.
pub fn between<'a>(cells: impl Iterator<Item = &'a Cell>) -> Between {
    let mut best = Between::Commas;
    for cell in cells {
        let text = cell.text();
        let mark = if text.contains("|||") {
            return Between::Bars;
        } else if text.contains('\n') {
            Between::Lines
        } else if text.contains(';') {
            Between::Semicolons
        } else {
            continue;
        };
        if best != Between::Semicolons {
            best = mark;
        }
    }
    best
}

/// The values of a cell, trimmed, each once (case aside), in their order.
pub fn split(text: &str, between: Between) -> Vec<String> {
    let parts: Vec<&str> = match between {
        Between::Bars => text.split("|||").collect(),
        Between::Lines => text.split('\n').collect(),
        Between::Semicolons => text.split(';').collect(),
        Between::Commas => text.split(',').collect(),
    };
    let mut found: Vec<String> = Vec::new();
    for part in parts {
        let part = unmarked(part.trim());
        let part = part.split_whitespace().collect::<Vec<_>>().join(" ");
        let known = found.iter().any(|other| other.to_lowercase() == part.to_lowercase());
        if !part.is_empty() && !known {
            found.push(part);
        }
    }
    found
}

/// A value without the bullet or the number that stands before it: "- CVs", "2) CVs".
fn unmarked(text: &str) -> &str {
    let bare = text.trim_start_matches(['•', '*', '·', '▪', '◦', '●', '–']).trim_start();
    let bare = bare.strip_prefix("- ").unwrap_or(bare);
    let digits = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = digits.len() + 2 >= bare.len() && digits.len() < bare.len();
    let behind = digits.strip_prefix(") ").or_else(|| digits.strip_prefix(". "));
    behind.filter(|_| numbered).unwrap_or(bare).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_of_semicolons_keeps_its_commas_and_no_value_is_cut_at_an_and() {
        let cells =
            [Cell::from_text("CV and interviews;teaching, learning;"), Cell::from_text("teaching")];
        let mark = between(cells.iter());
        assert_eq!(mark, Between::Semicolons);
        assert_eq!(split(&cells[0].text(), mark), ["CV and interviews", "teaching, learning"]);
    }

    #[test]
    fn a_value_that_stands_twice_counts_once() {
        assert_eq!(split("Teaching, teaching , x", Between::Commas), ["Teaching", "x"]);
        assert_eq!(split("a|||b, c", Between::Bars), ["a", "b, c"]);
    }
}
