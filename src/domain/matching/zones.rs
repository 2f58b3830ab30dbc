//! Time zones as people write them, in minutes from universal time, summer time left aside.

use crate::text::fold;

/// Names with their hours in winter, in half hours.
const KNOWN: &[(&str, i64)] = &[
    ("utc", 0),
    ("gmt", 0),
    ("bst", 0),
    ("wet", 0),
    ("uk", 0),
    ("europe/london", 0),
    ("europe/dublin", 0),
    ("europe/lisbon", 0),
    ("cet", 2),
    ("cest", 2),
    ("europe/paris", 2),
    ("europe/berlin", 2),
    ("europe/madrid", 2),
    ("europe/rome", 2),
    ("europe/amsterdam", 2),
    ("europe/brussels", 2),
    ("europe/stockholm", 2),
    ("europe/warsaw", 2),
    ("africa/lagos", 2),
    ("eet", 4),
    ("sast", 4),
    ("europe/athens", 4),
    ("europe/helsinki", 4),
    ("europe/kyiv", 4),
    ("africa/cairo", 4),
    ("africa/johannesburg", 4),
    ("msk", 6),
    ("eat", 6),
    ("europe/istanbul", 6),
    ("africa/nairobi", 6),
    ("asia/dubai", 8),
    ("asia/karachi", 10),
    ("asia/kolkata", 11),
    ("asia/dhaka", 12),
    ("asia/bangkok", 14),
    ("asia/jakarta", 14),
    ("asia/singapore", 16),
    ("asia/hong_kong", 16),
    ("asia/shanghai", 16),
    ("asia/manila", 16),
    ("awst", 16),
    ("jst", 18),
    ("asia/tokyo", 18),
    ("asia/seoul", 18),
    ("aest", 20),
    ("australia/sydney", 20),
    ("australia/melbourne", 20),
    ("nzst", 24),
    ("pacific/auckland", 24),
    ("brt", -6),
    ("america/sao_paulo", -6),
    ("america/bogota", -10),
    ("america/lima", -10),
    ("est", -10),
    ("edt", -10),
    ("et", -10),
    ("america/new_york", -10),
    ("america/toronto", -10),
    ("cst", -12),
    ("cdt", -12),
    ("america/chicago", -12),
    ("america/mexico_city", -12),
    ("mst", -14),
    ("america/denver", -14),
    ("pst", -16),
    ("pdt", -16),
    ("pt", -16),
    ("america/los_angeles", -16),
    ("america/vancouver", -16),
];

/// The minutes of a zone ahead of universal time: a known name, or an offset ("UTC+5:30").
pub(super) fn minutes(zone: &str) -> Option<i64> {
    let folded = fold(zone);
    let name = folded.replace(' ', "_");
    if let Some((_, half_hours)) = KNOWN.iter().find(|(known, _)| *known == name) {
        return Some(half_hours * 30);
    }
    let bare = folded.replace(' ', "");
    let offset = bare.strip_prefix("utc").or_else(|| bare.strip_prefix("gmt")).unwrap_or(&bare);
    let (sign, digits) = match offset.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-" | "−", digits) => (-1, digits),
        _ => return None,
    };
    let (hours, rest) = match digits.split_once(':') {
        Some((hours, rest)) => (hours, rest),
        None if digits.len() == 4 => digits.split_at_checked(2)?,
        None => (digits, "0"),
    };
    let part = |text: &str, most: i64| text.parse().ok().filter(|n| (0..=most).contains(n));
    Some(sign * (part(hours, 14)? * 60 + part(rest, 59)?))
}

/// How many minutes two zones lie apart, the short way round.
pub(super) fn apart(one: i64, two: i64) -> i64 {
    const DAY: i64 = 24 * 60;
    let gap = (one - two).abs() % DAY;
    gap.min(DAY - gap)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_read_by_name_and_by_offset() {
        for (zone, expected) in [
            ("Europe/London", Some(0)),
            ("America/New York", Some(-300)),
            ("UTC+5:30", Some(330)),
            ("GMT -3", Some(-180)),
            ("+0200", Some(120)),
            ("Middle Earth", None),
            ("UTC+99", None),
            ("", None),
        ] {
            assert_eq!(minutes(zone), expected, "{zone}");
        }
        assert_eq!(apart(12 * 60, -11 * 60), 60);
    }
}
