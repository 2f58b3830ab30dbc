//! Letters as files: a draft read back by a mail parser has the same addresses, subject and text, whatever the names hold; and mail links.

use chrono::{DateTime, Utc};
use mail_parser::{Address, MessageParser};
use matchbook::domain::ids::PersonId;
use matchbook::domain::letters::{Addressee, Letter, LetterKind, one_line};
use matchbook::export::{LINK_LIMIT, letter_eml, letter_mailto, letter_text};
use proptest::prelude::*;

/// Names of many scripts, and names that would like to be headers.
const NAMES: &[&str] = &[
    "Tom Reed",
    "Łukasz Wójcik",
    "Ella Nováková",
    "Иван Петров",
    "Σοφία Παπαδοπούλου",
    "佐藤 花",
    "김민준",
    "محمد العربي",
    "אורלי כהן",
    "अनुष्का शर्मा",
    "Nguyễn Thị Ánh Tuyết",
    "می\u{200c}خواهم",
    "ไพศาล",
    "Zoë 👩\u{200d}🔬 O'Neill",
    "Reed, Tom",
    "Tom \"The Rock\" Reed",
    "Tom <tom@evil.example>",
    "Tom (Library); Ana",
    "Back\\slash",
    "=?utf-8?q?Tom?=",
    "Tom\r\nBcc: victim@example.org",
    "Tom\nX-Evil: 1\n\nbody",
    "nul\0name",
    "right\u{202e}to left",
    "a@b.example",
    "group: member;",
];

fn at() -> DateTime<Utc> {
    "2026-03-03T09:30:00Z".parse().unwrap()
}

fn letter(name: &str, email: &str, subject: &str, body: &str) -> Letter {
    let to = vec![Addressee { person: Some(PersonId(1)), name: name.into(), email: email.into() }];
    let (subject, body) = (subject.to_owned(), body.to_owned());
    Letter { kind: LetterKind::Reminder, about: "R8".parse().unwrap(), to, subject, body }
}

/// Names, addresses, subject and text of a draft.
type Read = (Vec<(String, String)>, String, String);

fn read(bytes: &[u8]) -> Read {
    let message = MessageParser::default().parse(bytes).unwrap();
    let to = match message.to().unwrap() {
        Address::List(list) => list.clone(),
        Address::Group(group) => panic!("a group: {group:?}"),
    };
    let to = to.into_iter().map(|one| {
        (one.name.unwrap_or_default().into_owned(), one.address.unwrap_or_default().into_owned())
    });
    let body = message.body_text(0).unwrap().replace("\r\n", "\n");
    (to.collect(), message.subject().unwrap_or_default().to_owned(), body)
}

/// A text as it stands in a header.
fn shown(text: &str) -> String {
    one_line(text).replace("=?", "= ?")
}

/// The names of the headers, in order.
fn headers(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let head = text.split("\r\n\r\n").next().unwrap();
    let begins = |line: &&str| !line.starts_with([' ', '\t']);
    head.split("\r\n").filter(begins).map(|line| line.split(':').next().unwrap().into()).collect()
}

const HEADERS: &[&str] = &[
    "Date",
    "Message-ID",
    "X-Unsent",
    "To",
    "Subject",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
];

#[test]
fn a_draft_reads_back_for_names_of_any_script_and_hostile_ones() {
    for name in NAMES {
        let subject = format!("About {name}");
        let body = format!(
            "Dear {},\n\nlong {}\n.\nFrom here\n\nBye",
            one_line(name),
            "é ".repeat(600).trim()
        );
        let made = letter(name, "tom.reed@example.org", &subject, &body);
        let bytes = letter_eml(&made, at(), "").unwrap();
        let (to, read_subject, text) = read(&bytes);
        assert_eq!(to, [(shown(name), "tom.reed@example.org".to_owned())], "{name:?}");
        assert_eq!(read_subject, shown(&subject), "{name:?}");
        assert_eq!(text.trim_end(), body, "{name:?}");
        assert_eq!(headers(&bytes), HEADERS, "{name:?}");
    }
}

#[test]
fn two_addressees_stand_in_one_header_and_answers_go_where_the_scheme_says() {
    let mut made = letter("Costa, Ana", "ana@example.org", "Hello", "Dear both");
    made.to.push(Addressee {
        person: None,
        name: "山田 太郎".into(),
        email: "taro@example.org".into(),
    });
    let bytes = letter_eml(&made, at(), "mentoring@example.org").unwrap();
    let (to, ..) = read(&bytes);
    let expected = [("Costa, Ana", "ana@example.org"), ("山田 太郎", "taro@example.org")];
    assert_eq!(to, expected.map(|(name, email)| (name.to_owned(), email.to_owned())));
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.contains("\r\nReply-To: <mentoring@example.org>\r\n"), "{text}");
    assert!(text.contains("\r\nX-Unsent: 1\r\n"), "{text}");
    let twisted = letter_eml(&made, at(), "a@b\r\nBcc: x@y").unwrap();
    assert!(!String::from_utf8(twisted).unwrap().contains("Bcc"));
}

#[test]
fn the_same_letter_gives_the_same_draft_and_another_another_id() {
    let made = letter("Tom Reed", "tom@example.org", "Hello", "Dear Tom");
    let bytes = letter_eml(&made, at(), "").unwrap();
    assert_eq!(letter_eml(&made, at(), "").unwrap(), bytes);
    let other = letter("Tom Reed", "tom@example.org", "Hello", "Dear Thomas");
    let id = |bytes: &[u8]| {
        MessageParser::default().parse(bytes).unwrap().message_id().unwrap().to_owned()
    };
    let other = letter_eml(&other, at(), "").unwrap();
    assert_ne!(id(&bytes), id(&other));
    assert!(id(&bytes).ends_with("@matchbook.invalid"));
}

#[test]
fn a_letter_without_a_usable_address_is_refused_in_words_and_stays_as_text() {
    let none = letter("Tom Reed", "", "Hello", "Dear Tom");
    let why = letter_eml(&none, at(), "").unwrap_err().to_string();
    assert!(why.starts_with("Tom Reed has no e-mail address"), "{why}");
    for email in ["tom", "a@b, c@d", "a@b\r\nBcc: c@d", "Tom <a@b>", "\"a@b"] {
        let made = letter("Tom Reed", email, "Hello", "Dear Tom");
        let why = letter_eml(&made, at(), "").unwrap_err().to_string();
        assert!(why.contains("is no e-mail address") && !why.contains('\n'), "{why}");
        assert!(letter_mailto(&made).is_err(), "{email}");
    }
    assert_eq!(
        letter_text(&none),
        "To: Tom Reed (no e-mail address)\nSubject: Hello\n\nDear Tom\n"
    );
}

#[test]
fn a_mail_link_is_percent_encoded_and_says_when_it_is_too_long() {
    let made = letter("Tom Reed", "o'neill+x@example.org", "A & B?", "Dear Zoë,\n\n50 %");
    let made = letter_mailto(&made).unwrap();
    assert_eq!(
        made.link,
        "mailto:o%27neill%2Bx@example.org?subject=A%20%26%20B%3F\
         &body=Dear%20Zo%C3%AB%2C%0D%0A%0D%0A50%20%25"
    );
    assert_eq!(made.too_long, None);
    let long = letter("Tom Reed", "tom@example.org", "Hello", &"word ".repeat(LINK_LIMIT / 4));
    let why = letter_mailto(&long).unwrap().too_long.unwrap();
    assert!(why.contains("2000") && why.contains("draft file"), "{why}");
}

/// Texts with what headers, mail programs and terminals might obey among ordinary letters.
fn hostile() -> impl Strategy<Value = String> {
    let bits = prop_oneof![
        4 => "[a-zA-Z ]{1,6}",
        2 => any::<String>(),
        3 => prop::sample::select(vec![
            "\r\n", "\n", "\r", "\0", "\"", ",", "<", ">", ";", ":", "\\", "=?utf-8?b?", "?=", "@",
            "\u{202e}", "\u{2028}", "\u{85}", "\u{feff}", "\r\nBcc: x@y.example\r\n", "--", "\t", " ",
            "é", "花", "👩", "(", ")", "\u{1b}[2J",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(bits, 0..12).prop_map(|bits| bits.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_name_subject_or_text_gets_out_of_its_place(name in hostile(), subject in hostile(), body in hostile()) {
        let made = letter(&name, "tom.reed@example.org", &subject, &body);
        let bytes = letter_eml(&made, at(), "").unwrap();
        prop_assert_eq!(headers(&bytes), HEADERS);
        let (to, read_subject, text) = read(&bytes);
        prop_assert_eq!(&to, &[(shown(&name), "tom.reed@example.org".to_owned())]);
        prop_assert_eq!(read_subject, shown(&subject));
        let sent = body.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "");
        prop_assert_eq!(text.trim_end(), sent.trim_end());
        let link = letter_mailto(&made).unwrap().link;
        prop_assert!(link.bytes().all(|byte| byte.is_ascii_graphic()));
        prop_assert_eq!(link.matches(['?', '&', '=']).count(), 4);
    }
}
