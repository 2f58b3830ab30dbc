//! Names of months and of seasons, as they stand in sheets in English, German, French and Spanish.

/// The beginnings of each month's names, accents and points taken off; at least three letters.
const MONTHS: [&[&str]; 12] = [
    &["january", "januar", "janner", "janvier", "enero"],
    &["february", "februar", "fevrier", "febrero"],
    &["march", "marz", "maerz", "mrz", "mars", "marzo"],
    &["april", "avril", "abril"],
    &["may", "mai", "mayo"],
    &["june", "juni", "juin", "junio"],
    &["july", "juli", "juillet", "julio"],
    &["august", "aout", "agosto"],
    &["september", "sept", "septembre", "septiembre"],
    &["october", "oktober", "octobre", "octubre"],
    &["november", "novembre", "noviembre"],
    &["december", "dezember", "decembre", "diciembre"],
];

/// Words that make a text a time without a day: kept as text, and said.
const SEASONS: [&str; 42] = [
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "term",
    "semester",
    "michaelmas",
    "lent",
    "easter",
    "hilary",
    "trinity",
    "christmas",
    "q1",
    "q2",
    "q3",
    "q4",
    "early",
    "late",
    "mid",
    "end",
    "beginning",
    "start",
    "fruhjahr",
    "fruhling",
    "sommer",
    "herbst",
    "wintersemester",
    "sommersemester",
    "anfang",
    "mitte",
    "ende",
    "printemps",
    "ete",
    "automne",
    "hiver",
    "primavera",
    "verano",
    "otono",
    "invierno",
    "najaar",
    "voorjaar",
];

/// Names of months in more languages (Dutch, Italian, Portuguese, Welsh, Polish, and the Nordic
/// ones), only as they stand: their beginnings are words of others.
const FURTHER: [&[&str]; 12] = [
    &["januari", "gennaio", "janeiro", "ionawr", "stycznia"],
    &["februari", "febbraio", "fevereiro", "chwefror", "lutego"],
    &["maart", "marco", "mawrth", "marca", "marts"],
    &["aprile", "ebrill", "kwietnia"],
    &["mei", "maggio", "maio", "maja", "maj"],
    &["giugno", "junho", "mehefin", "czerwca"],
    &["luglio", "julho", "gorffennaf", "lipca"],
    &["augustus", "augusti", "awst", "sierpnia"],
    &["settembre", "setembro", "medi", "wrzesnia"],
    &["ottobre", "outubro", "hydref", "pazdziernika"],
    &["novembro", "tachwedd", "listopada"],
    &["dicembre", "dezembro", "rhagfyr", "grudnia"],
];

/// The month, 1 to 12, that a word is or begins; the word is lower case without accents.
pub(super) fn month(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.');
    if word.chars().count() < 3 {
        return None;
    }
    let whole = |names: &&[&str]| names.contains(&word);
    let begun = |names: &&[&str]| names.iter().any(|name| name.starts_with(word));
    let at = MONTHS.iter().position(whole).or_else(|| FURTHER.iter().position(whole));
    let at = at.or_else(|| {
        // "jui" begins both June and July, "mar" both forms of March: one month, or none.
        let mut hits = MONTHS.iter().enumerate().filter(|(_, names)| begun(names));
        match (hits.next(), hits.next()) {
            (Some((at, _)), None) => Some(at),
            _ => None,
        }
    })?;
    u32::try_from(at + 1).ok()
}

/// Whether a word names a part of a year.
pub(super) fn season(word: &str) -> bool {
    SEASONS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_known_by_its_name_or_its_beginning_and_never_by_a_doubtful_one() {
        assert_eq!(month("sep"), Some(9));
        assert_eq!(month("mar"), Some(3));
        assert_eq!(month("may"), Some(5));
        assert_eq!(month("mai"), Some(5));
        assert_eq!(month("jui"), None);
        assert_eq!(month("ma"), None);
        assert_eq!(month("marketing"), None);
    }
}
