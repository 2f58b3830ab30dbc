//! What a file that is no Matchbook file looks like, so that the refusal can say what to do with it.

use std::fmt;
use std::io::Read;
use std::path::Path;

/// The first bytes of every `SQLite` database.
pub(super) const SQLITE_MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// What the first bytes of a file look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looks {
    /// An Excel or `LibreOffice` workbook.
    Spreadsheet,
    /// Text in columns.
    Table,
    /// Any other text.
    Text,
    /// A zip archive that holds no workbook.
    Archive,
    /// A picture.
    Image,
    /// A PDF document.
    Pdf,
    /// A database whose first bytes are in order and the rest is not there.
    CutDatabase,
    /// Nothing that is known.
    Unknown,
}

impl Looks {
    /// What to do with such a file, as the end of a message.
    pub(super) fn advice(self) -> &'static str {
        match self {
            Self::Spreadsheet | Self::Table => {
                " (this is a spreadsheet: use `matchbook import` to bring it in)"
            }
            Self::CutDatabase => {
                ": if this was your scheme, bring the newest backup back with `matchbook restore`"
            }
            Self::Text | Self::Archive | Self::Image | Self::Pdf | Self::Unknown => {
                ": name the scheme's file"
            }
        }
    }
}

impl fmt::Display for Looks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Spreadsheet => "an Excel or LibreOffice sheet",
            Self::Table => "a table of text such as CSV",
            Self::Text => "a text",
            Self::Archive => "a zip archive",
            Self::Image => "a picture",
            Self::Pdf => "a PDF document",
            Self::CutDatabase => "the first bytes of a database that was cut off",
            Self::Unknown => "nothing that is known, or a database whose beginning is damaged",
        })
    }
}

/// Looks at the first bytes of a file. Never call it on a file that this process has open as a
/// database: closing a second descriptor drops the locks of the first.
pub(super) fn sniff(file: &Path) -> Looks {
    let mut head = Vec::new();
    let read = std::fs::File::open(file).and_then(|f| f.take(4096).read_to_end(&mut head));
    match read {
        Ok(_) => looks_like(&head),
        Err(_) => Looks::Unknown,
    }
}

/// The same for bytes in hand.
pub(super) fn looks_like(head: &[u8]) -> Looks {
    let starts = |magic: &[u8]| head.starts_with(magic);
    let holds = |part: &[u8]| head.windows(part.len()).any(|w| w == part);
    if !head.is_empty() && (starts(SQLITE_MAGIC) || SQLITE_MAGIC.starts_with(head)) {
        Looks::CutDatabase
    } else if starts(b"PK\x03\x04") {
        let workbook = [&b"xl/"[..], b"[Content_Types]", b"opendocument.spreadsheet"];
        if workbook.iter().any(|w| holds(w)) { Looks::Spreadsheet } else { Looks::Archive }
    } else if starts(b"\xD0\xCF\x11\xE0") {
        Looks::Spreadsheet
    } else if starts(b"%PDF") {
        Looks::Pdf
    } else if is_image(head) {
        Looks::Image
    } else {
        text(head)
    }
}

fn is_image(head: &[u8]) -> bool {
    let magics: [&[u8]; 7] =
        [b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"<svg"];
    let webp = head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP".as_slice());
    webp || magics.iter().any(|m| head.starts_with(m))
}

/// Text has no control characters but tabs and line ends; UTF-16 has a mark in front.
fn text(head: &[u8]) -> Looks {
    let utf16 = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF");
    let control = |b: &u8| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r');
    if head.is_empty() || (!utf16 && head.iter().any(control)) {
        return Looks::Unknown;
    }
    let bytes: Vec<u8> = head.iter().copied().filter(|b| *b != 0).collect();
    let lines: Vec<&[u8]> = bytes.split(|b| matches!(b, b'\n' | b'\r')).collect();
    let columns = |sign: u8| {
        let counts = lines.iter().filter(|l| !l.is_empty()).take(3);
        counts.map(|l| l.split(|b| *b == sign).count()).min().unwrap_or(1)
    };
    // at least one separator in each of the first lines, and more than one line
    let table = lines.len() > 1 && [b',', b';', b'\t'].into_iter().any(|s| columns(s) > 1);
    if table { Looks::Table } else { Looks::Text }
}

#[cfg(test)]
mod tests {
    use super::{Looks, looks_like};

    #[test]
    fn each_kind_of_file_is_told_by_its_first_bytes() {
        for (head, looks) in [
            (&b"PK\x03\x04....[Content_Types].xml"[..], Looks::Spreadsheet),
            (b"PK\x03\x04....readme.txt", Looks::Archive),
            (b"\xD0\xCF\x11\xE0\xA1\xB1", Looks::Spreadsheet),
            (b"name,email\nAda,a@x.org\n", Looks::Table),
            (b"\xEF\xBB\xBFname;email\r\nAda;a@x.org\r\n", Looks::Table),
            (b"\xFF\xFEn\0\t\0e\0\n\0A\0\t\0b\0", Looks::Table),
            (b"Dear Ada, thank you\nfor the chat\n", Looks::Text),
            (b"%PDF-1.7", Looks::Pdf),
            (b"\x89PNG\r\n\x1a\n", Looks::Image),
            (b"SQLite format 3\0\x10", Looks::CutDatabase),
            (b"S", Looks::CutDatabase),
            (b"\0\0\0\0", Looks::Unknown),
            (b"", Looks::Unknown),
        ] {
            assert_eq!(looks_like(head), looks, "{head:?}");
        }
    }
}
