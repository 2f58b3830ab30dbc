//! Amounts of money in minor units: in ("120", "120.5", "1,250.50") and out ("1,250.50").

/// The largest amount that is taken, in minor units.
pub const LARGEST: i64 = 100_000_000_000;

/// Reads an amount with at most two decimals as minor units, 0 to [`LARGEST`]; thousands may be
/// parted by commas, spaces or apostrophes. None if it is no such amount.
pub fn read_money(typed: &str) -> Option<i64> {
    let plain: String =
        typed.trim().chars().filter(|c| !matches!(c, ',' | ' ' | '\u{a0}' | '\'')).collect();
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || whole.len() > 12 || part.len() > 2 || !digits(whole) || !digits(part) {
        return None;
    }
    let minor: i64 = format!("{part:0<2}").parse().ok()?;
    let amount = whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(minor)?;
    (amount <= LARGEST).then_some(amount)
}

/// An amount in canonical text, without separators: "1250.50".
pub fn plain_money(minor: i64) -> String {
    format!("{}.{:02}", minor / 100, (minor % 100).abs())
}

/// An amount as people read it: "1,250.50".
pub fn say_money(minor: i64) -> String {
    let plain = plain_money(minor);
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, "00"));
    let mut parted = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            parted.push(',');
        }
        parted.push(digit);
    }
    format!("{parted}.{part}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (typed, minor) in [
            ("120", 12_000),
            ("120.5", 12_050),
            (" 1,250.50 ", 125_050),
            ("0", 0),
            ("1 000", 100_000),
        ] {
            assert_eq!(read_money(typed), Some(minor), "{typed}");
        }
        for wrong in ["", "-1", "1.234", "ten", "1e5", ".5", "NaN", "99999999999999"] {
            assert_eq!(read_money(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn amounts_are_shown_with_thousands_parted_and_read_back() {
        assert_eq!(say_money(123_456_789), "1,234,567.89");
        assert_eq!(say_money(5), "0.05");
        assert_eq!(read_money(&say_money(125_050)), Some(125_050));
        assert_eq!(read_money(&plain_money(125_050)), Some(125_050));
    }
}
