//! Letters as bytes: a draft for a mail program (`.eml`), a mail link (`mailto:`), plain text; no name and no address leaves its place.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::date::Date;
use mail_builder::headers::raw::Raw;
use sha2::{Digest, Sha256};

use crate::domain::letters::{Addressee, Letter, is_address, one_line};

/// A mail link longer than this is cut by some mail programs, on Windows by the system itself.
pub const LINK_LIMIT: usize = 2000;

/// Why a letter cannot go by mail.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LetterError {
    /// Somebody to whom it goes has no address.
    #[error("{0} has no e-mail address: add it, or take the letter as text")]
    NoAddress(String),
    /// What is kept as an address is none.
    #[error("'{email}' of {name} is no e-mail address: correct it, or take the letter as text")]
    BadAddress {
        /// Whose.
        name: String,
        /// What is kept.
        email: String,
    },
}

/// A mail link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailLink {
    /// The link, in ASCII.
    pub link: String,
    /// That it is too long for some mail programs, in words.
    pub too_long: Option<String>,
}

/// The text of a letter for people: to whom, the subject, the letter.
pub fn letter_text(letter: &Letter) -> String {
    let mut text = String::new();
    let to: Vec<_> = letter.to.iter().map(mailbox).collect();
    // a String takes everything
    let _taken = write!(
        text,
        "To: {}\nSubject: {}\n\n{}\n",
        to.join(", "),
        one_line(&letter.subject),
        letter.body.trim_end()
    );
    text
}

/// "Tom Reed <tom.reed@example.org>", for people.
fn mailbox(to: &Addressee) -> String {
    let (name, email) = (one_line(&to.name), one_line(&to.email));
    if email.is_empty() {
        format!("{name} (no e-mail address)")
    } else {
        format!("{name} <{email}>")
    }
}

/// A name for the file of a draft: `reminder-R8.eml`, with the person where a letter goes to one
/// of several.
pub fn letter_file_name(letter: &Letter, one_of_several: bool) -> String {
    use crate::domain::codes::Code;
    let person = letter.to.first().and_then(|one| one.person).filter(|_| one_of_several);
    let person = person.map(|person| format!("-{person}")).unwrap_or_default();
    format!("{}-{}{person}.eml", letter.kind.code(), letter.about)
}

/// A letter as a draft that a mail program opens for sending (`X-Unsent`). The same letter at the
/// same instant gives the same bytes; nothing of the machine is in them. `reply_to` is where answers
/// go; empty leaves that to the mail program.
pub fn letter_eml(
    letter: &Letter,
    at: DateTime<Utc>,
    reply_to: &str,
) -> Result<Vec<u8>, LetterError> {
    let to = mailboxes(letter)?;
    let subject = in_header(&letter.subject);
    // a mail has CR LF at the end of each line; nothing else of either stays
    let body = letter.body.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "");
    let body = format!("{}\r\n", body.trim_end().replace('\n', "\r\n"));
    let list =
        to.iter().map(|(name, email)| Address::new_address(Some(name.as_str()), email.as_str()));
    let mut message = MessageBuilder::new()
        .date(Date::new(at.timestamp()))
        .message_id(message_id(&to, at, &subject, &body))
        .header("X-Unsent", Raw::new("1"))
        .to(Address::new_list(list.collect()));
    let reply_to = one_line(reply_to);
    if is_address(&reply_to) {
        message = message.reply_to(reply_to);
    }
    let mut bytes = Vec::new();
    message.subject(subject).text_body(body).serialize(&mut bytes);
    Ok(bytes)
}

/// A text as it may stand in a header: on one line, and without what mail programs decode even
/// where the standard forbids it (RFC 2047, 5).
fn in_header(text: &str) -> String {
    one_line(text).replace("=?", "= ?")
}

/// An id that tells one draft from another and says nothing of where it was made.
fn message_id(to: &[(String, String)], at: DateTime<Utc>, subject: &str, body: &str) -> String {
    let mut hash = Sha256::new();
    let addresses = to.iter().flat_map(|(name, email)| [name.as_str(), email.as_str()]);
    let at = at.timestamp().to_string();
    for part in addresses.chain([at.as_str(), subject, body]) {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let digits: Vec<String> =
        hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("{}@matchbook.invalid", digits.concat())
}

/// A letter as a mail link: addresses, subject and text, all percent-encoded; names are left out,
/// since mail programs read them in different ways.
pub fn letter_mailto(letter: &Letter) -> Result<MailLink, LetterError> {
    let to: Vec<_> =
        mailboxes(letter)?.into_iter().map(|(_, email)| encoded(&email, "@")).collect();
    let body = letter.body.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "");
    let link = format!(
        "mailto:{}?subject={}&body={}",
        to.join(","),
        encoded(&one_line(&letter.subject), ""),
        encoded(&body.trim_end().replace('\n', "\r\n"), "")
    );
    let length = link.len();
    let too_long = (length > LINK_LIMIT).then(|| {
        format!(
            "the link has {length} letters, and some mail programs cut it after {LINK_LIMIT}: \
             a draft file is safer"
        )
    });
    Ok(MailLink { link, too_long })
}

/// Every letter and sign but those that RFC 3986 calls unreserved, as its bytes in UTF-8.
fn encoded(text: &str, also: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        let letter = char::from(byte);
        if letter.is_ascii_alphanumeric() || "-._~".contains(letter) || also.contains(letter) {
            encoded.push(letter);
        } else {
            // a String takes everything
            let _taken = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// The names and addresses of a letter; all of them must be there.
fn mailboxes(letter: &Letter) -> Result<Vec<(String, String)>, LetterError> {
    let boxes = letter.to.iter().map(|to| {
        let (name, email) = (one_line(&to.name), one_line(&to.email));
        if email.is_empty() {
            return Err(LetterError::NoAddress(name));
        }
        if !is_address(&email) {
            return Err(LetterError::BadAddress { name, email });
        }
        Ok((in_header(&name), email))
    });
    boxes.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reserved_sign_of_a_link_is_encoded() {
        assert_eq!(encoded("a b&c=d?é%+#", ""), "a%20b%26c%3Dd%3F%C3%A9%25%2B%23");
        assert_eq!(encoded("a+b@c", "@"), "a%2Bb@c");
    }
}
