//! How the bytes of sheets are read, and which column is taken for which field.

use matchbook::import::mapping::Wishes;
use matchbook::import::{Cell, Reading, Role, Sheet, SheetError, SheetKind, map, read};

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/data/sheets/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn sheet(text: &str) -> Sheet {
    read("x.csv", text.as_bytes(), &Reading::default()).unwrap()
}

fn fields(name: &str) -> (SheetKind, Option<Role>, Vec<&'static str>) {
    let sheet = read(name, &bytes(name), &Reading::default()).unwrap();
    let mapping = map(name, &sheet, &Wishes::default()).unwrap();
    (mapping.kind, mapping.role, mapping.columns.iter().map(|column| column.field).collect())
}

#[test]
fn the_mentors_of_a_google_form_are_understood() {
    let (kind, role, fields) = fields("mentors-google-forms.csv");
    assert_eq!((kind, role), (SheetKind::People, Some(Role::Mentor)));
    let wanted = "submitted_at email first_name last_name job_title department grade capacity \
        topics_offered formats trained extra line_manager consent notes";
    assert_eq!(fields, wanted.split_whitespace().collect::<Vec<_>>());
}

#[test]
fn the_mentees_of_a_microsoft_form_are_understood() {
    let (kind, role, fields) = fields("mentees-microsoft-forms.xlsx");
    assert_eq!((kind, role), (SheetKind::People, Some(Role::Mentee)));
    let wanted = "ignore ignore submitted_at extra extra full_name department job_title grade \
        topics_wanted goals email first_time line_manager manager_agreed avoids prefers";
    assert_eq!(fields, wanted.split_whitespace().collect::<Vec<_>>());
}

#[test]
fn lists_of_pairs_meetings_and_requests_are_understood() {
    let (kind, _, pairs) = fields("pairs-own-list.csv");
    assert_eq!(kind, SheetKind::Pairs);
    let wanted = "mentor mentee start end frequency minutes agreement_signed status closed_on \
        last_contact notes";
    assert_eq!(pairs, wanted.split_whitespace().collect::<Vec<_>>());
    let (kind, _, meetings) = fields("meetings-log.tsv");
    assert_eq!(kind, SheetKind::Meetings);
    let wanted = "meeting_date mentee mentor meeting_status minutes formats";
    assert_eq!(meetings, wanted.split_whitespace().collect::<Vec<_>>());
    let (kind, _, requests) = fields("requests.csv");
    assert_eq!(kind, SheetKind::Requests);
    let wanted = "request_date mentee mentor topic reminder_sent reply reply_date decline_reason";
    assert_eq!(requests, wanted.split_whitespace().collect::<Vec<_>>());
}

#[test]
fn encodings_and_separators_are_recognised_and_said() {
    let pairs = read("pairs-own-list.csv", &bytes("pairs-own-list.csv"), &Reading::default());
    let pairs = pairs.unwrap();
    assert_eq!((pairs.encoding.as_str(), pairs.separator), ("windows-1252", Some(';')));
    assert_eq!(pairs.rows[1].cells[1], Cell::Text("López, Ivan".into()));
    assert_eq!(pairs.rows.last().unwrap().number, 16);
    let mentors = read("m.csv", &bytes("mentors-google-forms.csv"), &Reading::default()).unwrap();
    assert_eq!((mentors.encoding.as_str(), mentors.separator), ("UTF-8", Some(',')));
    assert_eq!(mentors.blank, 6);
    let wide: Vec<u8> =
        "Name\tEmail\nZoë Ng\tz@example.org\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let wide = read("wide.txt", &wide, &Reading::default()).unwrap();
    assert_eq!((wide.encoding.as_str(), wide.separator), ("UTF-16LE", Some('\t')));
    assert_eq!(wide.rows[0].cells[0], Cell::Text("Zoë Ng".into()));
}

#[test]
fn rows_are_counted_as_a_spreadsheet_counts_them() {
    let sheet = sheet(
        "sep=;\r\n\r\nMy scheme\r\n\r\nName;Email\r\n\"Bo\nNg\";b@x.org\r\n\r\nAl;a@x.org\r\n",
    );
    assert_eq!(sheet.header_row, Some(4));
    let numbers: Vec<usize> = sheet.rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [5, 7]);
    assert_eq!(sheet.blank, 1);
}

#[test]
fn a_mark_that_is_not_closed_is_refused_with_its_line() {
    let open = "Name,Notes\nBo,fine\nAl,\"lost\nCy,x\nDi,y\n";
    let error = read("x.csv", open.as_bytes(), &Reading::default()).unwrap_err();
    assert_eq!(error, SheetError::OpenQuote { row: 3, line: 3, lines: 3 });
    let long = format!("Name,Notes\nAl,\"lost{}\"\nBo,x\n", "\nCy,x".repeat(25));
    let error = read("x.csv", long.as_bytes(), &Reading::default()).unwrap_err();
    assert_eq!(error, SheetError::OpenQuote { row: 2, line: 2, lines: 26 });
}

#[test]
fn a_row_that_swallowed_the_next_one_is_a_fault_with_its_number() {
    let sheet = sheet("Name,Notes,More\nAl,\"lost,1\nBo,\"fine\",2\nCy,x,3\n");
    assert!(sheet.rows[0].fault.as_deref().unwrap().contains("mark is probably missing"));
    assert_eq!(sheet.rows[1].fault, None);
}

#[test]
fn long_rows_are_faults_and_control_characters_too() {
    let sheet = sheet("Name,Email\nAl,a@x.org,more\nBo\nC\0y,c@x.org\nDi,d@x.org\n\u{1a}");
    let faults: Vec<bool> = sheet.rows.iter().map(|row| row.fault.is_some()).collect();
    assert_eq!(faults, [true, false, true, false]);
}

#[test]
fn a_sheet_without_headings_is_lettered_and_says_so() {
    let sheet = sheet("Bo Ng,bo@example.org\nAl Li,al@example.org\n");
    assert_eq!(sheet.headings, ["Column A", "Column B"]);
    assert_eq!((sheet.header_row, sheet.rows.len()), (None, 2));
    assert!(sheet.notes.iter().any(|note| note.contains("no row of headings")));
}

#[test]
fn two_storey_headings_are_joined() {
    let sheet = sheet(
        "Mentor,,Mentee,,\nFirst name,Email,First name,Email,Start\nA,a@x.org,B,b@x.org,2026-01-01\n",
    );
    let mapping = map("x.csv", &sheet, &Wishes::default()).unwrap();
    let fields: Vec<&str> = mapping.columns.iter().map(|column| column.field).collect();
    let wanted =
        ["mentor|first_name", "mentor_email", "mentee|first_name", "mentee_email", "start"];
    assert_eq!(fields, wanted);
}

#[test]
fn what_is_no_sheet_is_refused_in_words() {
    let refused = |bytes: &[u8]| read("x", bytes, &Reading::default()).unwrap_err();
    assert_eq!(refused(b""), SheetError::Empty);
    assert_eq!(refused(b"\n \n"), SheetError::Empty);
    assert_eq!(refused(b"%PDF-1.7 ..."), SheetError::NotASheet("a PDF"));
    assert_eq!(refused(b"<!DOCTYPE html><table>"), SheetError::NotASheet("a web page"));
    assert_eq!(refused(&[0xd0, 0xcf, 0x11, 0xe0, 1, 2]), SheetError::OldWorkbook);
    assert!(matches!(refused(b"PK\x03\x04 cut off"), SheetError::Damaged(_)));
    assert_eq!(refused(b"Name,Email\n"), SheetError::NoRows);
}

#[test]
fn a_column_of_addresses_is_the_email_whatever_its_heading() {
    let sheet = sheet(
        "Who,Reach me at,Email\nBo Ng,bo@example.org,anonymous\nAl Li,al@example.org,anonymous\n",
    );
    let wishes = Wishes { map: vec![("who".into(), "full_name".into())], ..Wishes::default() };
    let mapping = map("x.csv", &sheet, &wishes).unwrap();
    let fields: Vec<&str> = mapping.columns.iter().map(|column| column.field).collect();
    assert_eq!(fields, ["full_name", "email", "extra"]);
}

#[test]
fn a_wish_overrules_the_guess_and_a_wrong_one_says_what_there_is() {
    let sheet = sheet("Name,Email,Unit\nBo Ng,bo@example.org,Ops\n");
    let with = |heading: &str, field: &str| {
        let wishes = Wishes { map: vec![(heading.into(), field.into())], ..Wishes::default() };
        map("x.csv", &sheet, &wishes)
    };
    assert_eq!(with("unit", "team").unwrap().columns[2].field, "team");
    assert!(with("Dept", "team").unwrap_err().to_string().contains("Name, Email, Unit"));
    assert!(with("Unit", "colour").unwrap_err().to_string().contains("department"));
}

#[test]
fn what_was_said_at_a_meeting_has_no_place() {
    let sheet =
        sheet("Date,Mentor,Mentee,Notes,Topics discussed\n2026-01-01,A B,C D,secret,more\n");
    let wishes = Wishes { kind: Some(SheetKind::Meetings), ..Wishes::default() };
    let mapping = map("x.csv", &sheet, &wishes).unwrap();
    let fields: Vec<&str> = mapping.columns.iter().map(|column| column.field).collect();
    assert_eq!(fields, ["meeting_date", "mentor", "mentee", "ignore", "ignore"]);
}
