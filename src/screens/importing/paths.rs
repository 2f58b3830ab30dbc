//! Paths as they are typed or dropped: where the name begins, what completes it, what quotes and `file://` mean.

/// The folder of what was typed, with its last stroke, and the beginning of a name in it.
pub(super) fn split(typed: &str) -> (&str, &str) {
    match typed.rfind('/') {
        Some(at) => typed.split_at(at + 1),
        None => ("", typed),
    }
}

/// The longest beginning that all names share, as the first one writes it; capitals count as small
/// letters.
fn shared<'a>(mut names: impl Iterator<Item = &'a str>) -> String {
    let mut shared = names.next().unwrap_or_default().to_owned();
    for name in names {
        let same = shared.chars().zip(name.chars());
        let same = same.take_while(|(a, b)| a.to_lowercase().eq(b.to_lowercase())).count();
        shared = shared.chars().take(same).collect();
    }
    shared
}

/// What Tab makes of a path: its name goes on as far as all names agree that begin so, and with a
/// stroke behind it where it can only be one folder. None where that is not a letter more and there
/// are several, or none is called so.
pub(super) fn completed<'a>(
    typed: &str,
    folders: impl Iterator<Item = &'a str>,
    files: impl Iterator<Item = &'a str>,
) -> Option<String> {
    let (folder, name) = split(typed);
    let is_seen = |entry: &str| !entry.starts_with('.') || name.starts_with('.');
    let both = folders.map(|folder| (folder, "/")).chain(files.map(|file| (file, "")));
    let fits: Vec<(&str, &str)> =
        both.filter(|(entry, _)| begins(entry, name) && is_seen(entry)).collect();
    if let [(only, end)] = fits.as_slice() {
        return Some(format!("{folder}{only}{end}"));
    }
    let further = shared(fits.iter().map(|(name, _)| *name));
    (further.chars().count() > name.chars().count()).then(|| format!("{folder}{further}"))
}

/// Whether a name begins so; capitals count as small letters.
pub(super) fn begins(name: &str, typed: &str) -> bool {
    name.to_lowercase().starts_with(&typed.to_lowercase())
}

/// The path in a text that was dropped on the terminal: without quotes, `file://`, the signs that
/// shells put before blanks, and line ends.
pub(super) fn dropped(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or_default().trim();
    let quoted = ['\'', '"'].iter().find_map(|mark| line.strip_prefix(*mark)?.strip_suffix(*mark));
    if let Some(inside) = quoted {
        return without_scheme(inside);
    }
    if line.starts_with("file:") {
        return without_scheme(line);
    }
    let mut letters = line.chars();
    let mut path = String::new();
    while let Some(letter) = letters.next() {
        path.extend(if letter == '\\' { letters.next() } else { Some(letter) });
    }
    path
}

/// `file:///home/ann/my%20sheet.csv` as a path; anything else stays.
fn without_scheme(text: &str) -> String {
    let Some(rest) = text.strip_prefix("file:") else { return text.to_owned() };
    // file://HOST/path, file:///path and file:/path
    let path = match rest.strip_prefix("//") {
        Some(rest) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or(rest),
        None => rest,
    };
    let mut bytes = Vec::with_capacity(path.len());
    let mut left = path.as_bytes();
    while let Some((first, rest)) = left.split_first() {
        let code = rest.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let code = code.and_then(|two| u8::from_str_radix(two, 16).ok()).filter(|_| *first == b'%');
        bytes.push(code.unwrap_or(*first));
        left = if code.is_some() { rest.get(2..).unwrap_or_default() } else { rest };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_a_folder_and_the_beginning_of_a_name() {
        assert_eq!(split("~/Down"), ("~/", "Down"));
        assert_eq!(split("~/Downloads/"), ("~/Downloads/", ""));
        assert_eq!(split("men"), ("", "men"));
    }

    #[test]
    fn names_are_completed_as_far_as_they_agree() {
        assert_eq!(shared(["Mentors.csv", "mentees.csv"].into_iter()), "Ment");
        assert_eq!(shared(["a.csv"].into_iter()), "a.csv");
        assert_eq!(shared(std::iter::empty()), "");
    }

    #[test]
    fn a_path_goes_on_as_far_as_there_is_no_choice() {
        let completed = |typed| {
            let (folders, files) = (["Papers", ".git"], ["mentees.csv", "mentors.csv"]);
            completed(typed, folders.into_iter(), files.into_iter())
        };
        assert_eq!(completed("~/pa").as_deref(), Some("~/Papers/"));
        assert_eq!(completed("~/m").as_deref(), Some("~/ment"));
        assert_eq!(completed("~/mento").as_deref(), Some("~/mentors.csv"));
        assert_eq!(completed("~/.g").as_deref(), Some("~/.git/"));
        for open in ["~/", "~/ment", "~/x"] {
            assert_eq!(completed(open), None, "{open}");
        }
    }

    #[test]
    fn what_is_dropped_on_the_terminal_is_a_path() {
        for text in [
            "'/home/ann/my sheet.csv' ",
            "\"/home/ann/my sheet.csv\"",
            "/home/ann/my\\ sheet.csv\n",
            "file:///home/ann/my%20sheet.csv\r\n",
            "file://desk/home/ann/my%20sheet.csv",
            "'file:///home/ann/my%20sheet.csv'",
            "  /home/ann/my sheet.csv",
        ] {
            assert_eq!(dropped(text), "/home/ann/my sheet.csv", "{text}");
        }
        assert_eq!(dropped("file:///100%"), "/100%");
        assert_eq!(dropped(""), "");
    }
}
