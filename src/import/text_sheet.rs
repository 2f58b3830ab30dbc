//! Text files (CSV, TSV and what spreadsheets call so): encoding, separator and rows from bytes.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::sheet::{Cell, Grid, MAX_BYTES, MAX_COLUMNS, MAX_ROWS, Reading, Row, SheetError};

/// A quoted text of more lines than this is suspected to lack its closing mark (fault 72).
const MAX_LINES_IN_CELL: usize = 20;
/// A text of more bytes than this is suspected to lack its closing mark (fault 72).
const MAX_BYTES_IN_CELL: usize = 64 * 1024;
/// The separators that are looked for; the earlier one wins between equals.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How many rows are looked at to find the separator.
const LOOK: usize = 60;

/// Reads a text file into rows.
pub(super) fn grid(file_name: &str, bytes: &[u8], reading: &Reading) -> Result<Grid, SheetError> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(SheetError::TooBig { what: "bytes", limit: MAX_BYTES });
    }
    if let Some(what) = foreign(bytes) {
        return Err(SheetError::NotASheet(what));
    }
    let mut notes = Vec::new();
    let (text, encoding) = decode(bytes, reading, &mut notes)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let text = one_kind_of_line_end(text);
    // DOS ended its files with Ctrl-Z
    let text = match text.trim_end().strip_suffix('\u{1a}') {
        Some(before) => before.trim_end_matches('\u{1a}'),
        None => text.as_str(),
    };
    if text.trim().is_empty() {
        return Err(SheetError::Empty);
    }
    if is_binary(text) {
        return Err(SheetError::NotASheet("a file of another kind"));
    }
    let (said, body) = said_separator(text);
    let chosen = reading.separator.and_then(|c| u8::try_from(c).ok()).or(said);
    let separator = chosen.unwrap_or_else(|| guess_separator(file_name, body));
    let rows = rows(body, separator)?;
    Ok(Grid {
        rows,
        encoding: encoding.to_owned(),
        separator: Some(char::from(separator)),
        worksheet: None,
        worksheets: Vec::new(),
        notes,
    })
}

/// What a file is that begins like something else than text.
fn foreign(bytes: &[u8]) -> Option<&'static str> {
    const BEGINNINGS: [(&[u8], &str); 6] = [
        (b"%PDF", "a PDF"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"\x1f\x8b", "a packed file"),
        (b"SQLite format 3", "a scheme's own file"),
        (b"{\\rtf", "a text document"),
    ];
    if let Some((_, what)) = BEGINNINGS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Some(what);
    }
    let start = String::from_utf8_lossy(bytes.get(..64).unwrap_or(bytes)).to_lowercase();
    let start = start.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    (start.starts_with("<html") || start.starts_with("<!doctype") || start.starts_with("<table"))
        .then_some("a web page")
}

/// Text, and the name of the encoding that it was in.
fn decode(
    bytes: &[u8],
    reading: &Reading,
    notes: &mut Vec<String>,
) -> Result<(String, &'static str), SheetError> {
    let encoding = match &reading.encoding {
        Some(name) => Encoding::for_label(name.as_bytes())
            .ok_or_else(|| SheetError::NoSuchEncoding(name.clone()))?,
        None => guess_encoding(bytes),
    };
    let (text, used, damaged) = encoding.decode(bytes);
    if damaged {
        notes.push(format!("some characters are not {}; they are shown as �", used.name()));
    } else if used != UTF_8 {
        notes.push(format!("the file was read as {}", used.name()));
    }
    Ok((text.into_owned(), used.name()))
}

/// A mark at the start, then UTF-8 if it is valid, then UTF-16 by its zeros, then by statistics.
fn guess_encoding(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    let start = bytes.get(..1024).unwrap_or(bytes);
    let zeros = |parity: usize| start.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 4 > start.len() && even * 10 < odd {
        return UTF_16LE;
    }
    if even * 4 > start.len() && odd * 10 < even {
        return UTF_16BE;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// CR and CRLF become LF, so that all counting of lines is the same.
fn one_kind_of_line_end(text: &str) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}

/// Whether more than a hundredth of it are control characters.
fn is_binary(text: &str) -> bool {
    let control = text.chars().filter(|c| c.is_control() && !"\n\t\0\u{1a}".contains(*c)).count();
    control > 8 && control * 100 > text.len()
}

/// Excel's own first line `sep=;`, which is no row.
fn said_separator(text: &str) -> (Option<u8>, &str) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let first = first.trim_matches('"');
    match first.get(..4).map(str::to_ascii_lowercase).as_deref() {
        Some("sep=") => match first.as_bytes().get(4) {
            Some(separator) if first.len() == 5 => (Some(*separator), rest),
            _ => (None, text),
        },
        _ => (None, text),
    }
}

/// The separator under which most rows have equally many values.
fn guess_separator(file_name: &str, text: &str) -> u8 {
    let ending = file_name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let tabs = matches!(ending.as_deref(), Some("tsv" | "tab"));
    let mut best = (0_usize, b',');
    for separator in SEPARATORS {
        let mut score = regularity(text, separator);
        if score > 0 && separator == b'\t' && tabs {
            score += 200;
        }
        if score > best.0 {
            best = (score, separator);
        }
    }
    best.1
}

/// In thousandths: the share of rows with the usual number of values, and a little for many.
fn regularity(text: &str, separator: u8) -> usize {
    let widths: Vec<usize> =
        reader(text, separator).into_records().take(LOOK).flatten().map(|r| r.len()).collect();
    let usual = widths
        .iter()
        .filter(|width| **width > 1)
        .max_by_key(|width| (widths.iter().filter(|other| other == width).count(), **width))
        .copied()
        .unwrap_or(0);
    if usual < 2 {
        return 0;
    }
    let regular = widths.iter().filter(|width| **width == usual).count();
    let first = if widths.first() == Some(&usual) { 100 } else { 0 };
    regular * 1000 / widths.len().max(1) + usual.min(50) + first
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .terminator(csv::Terminator::Any(b'\n'))
        .from_reader(text.as_bytes())
}

/// The rows with their numbers; blank lines, which the reader passes over, are counted.
fn rows(text: &str, separator: u8) -> Result<Vec<Row>, SheetError> {
    let mut reader = reader(text, separator);
    let mut record = csv::StringRecord::new();
    let mut rows = Vec::new();
    let mut number = 0;
    loop {
        let start = offset(&reader);
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(rows),
            Err(error) => return Err(SheetError::Damaged(error.to_string())),
        }
        let raw = text.get(start..offset(&reader)).unwrap_or_default();
        let body = raw.trim_start_matches('\n');
        number += raw.len() - body.len() + 1;
        let filled = record.iter().enumerate().filter(|(_, field)| !field.trim().is_empty()).last();
        let filled = filled.map_or(0, |(last, _)| last + 1);
        if filled > MAX_COLUMNS {
            return Err(SheetError::TooBig { what: "columns", limit: MAX_COLUMNS as u64 });
        }
        if rows.len() >= MAX_ROWS {
            return Err(SheetError::TooBig { what: "rows", limit: MAX_ROWS as u64 });
        }
        let quoting = quoting(body, separator);
        let long = record.iter().any(|field| {
            field.len() > MAX_BYTES_IN_CELL || field.matches('\n').count() > MAX_LINES_IN_CELL
        });
        if long || quoting == Quoting::Open {
            let line = text.get(..start).unwrap_or_default().matches('\n').count()
                + (raw.len() - body.len())
                + 1;
            let lines = body.trim_end_matches('\n').matches('\n').count() + 1;
            return Err(SheetError::OpenQuote { row: number, line, lines });
        }
        rows.push(Row {
            number,
            cells: record.iter().take(filled).map(Cell::from_text).collect(),
            fault: fault(&record, body, quoting),
            remark: None,
        });
    }
}

fn offset(reader: &csv::Reader<&[u8]>) -> usize {
    usize::try_from(reader.position().byte()).unwrap_or(usize::MAX)
}

/// What makes a row unfit to be taken, whatever its columns mean (fault 72).
fn fault(record: &csv::StringRecord, body: &str, quoting: Quoting) -> Option<String> {
    if record.iter().any(|field| field.contains(['\0', '\u{1a}'])) {
        return Some("a character is in it that no sheet holds (NUL or Ctrl-Z)".to_owned());
    }
    (quoting == Quoting::TextBehind && body.trim_end_matches('\n').contains('\n')).then(|| {
        "a text in quotation marks goes on behind its closing mark: one mark is probably missing"
            .to_owned()
    })
}

/// What a row's quotation marks look like.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quoting {
    /// None, or all in their places.
    Sound,
    /// One that opens is not closed.
    Open,
    /// Text stands behind one that closes.
    TextBehind,
}

/// Looks at the marks of one row as it stands in the file.
fn quoting(raw: &str, separator: u8) -> Quoting {
    #[derive(PartialEq)]
    enum At {
        Start,
        Plain,
        Quoted,
        Closed,
    }
    let raw = raw.strip_suffix('\n').unwrap_or(raw);
    let mut at = At::Start;
    let mut found = Quoting::Sound;
    for byte in raw.bytes() {
        at = match (at, byte) {
            (At::Quoted, b'"') => At::Closed,
            (At::Quoted, _) | (At::Start | At::Closed, b'"') => At::Quoted,
            (_, byte) if byte == separator => At::Start,
            (At::Closed, b' ') => At::Closed,
            (At::Closed, _) => {
                found = Quoting::TextBehind;
                At::Plain
            }
            (At::Start | At::Plain, _) => At::Plain,
        };
    }
    if at == At::Quoted { Quoting::Open } else { found }
}
