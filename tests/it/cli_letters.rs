//! Letters by command: shown, as draft or link, recorded as sent; and their texts as settings.

use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;

use matchbook::domain::codes::{Channel, ContactPurpose};
use matchbook::domain::ids::PersonId;
use matchbook::domain::records::{Contact, Person, Reminder};

use crate::cli_support::Desk;
use crate::reach::kept;
use crate::small_scheme::Small;

/// Tom mentors Ana as M1; Ben asked for leadership on 20 February, R1 waits with Tom since; all
/// but Priya have addresses.
fn desk() -> Desk {
    let mut small = Small::default();
    let tom = small.mentor("Tom Reed", 2);
    small.mentor("Priya Nair", 2);
    let ana = small.mentee("Ana Costa");
    let ben = small.mentee("Ben Okafor");
    for (id, email) in
        [(tom, "tom@example.org"), (ana, "ana@example.org"), (ben, "ben@example.org")]
    {
        small.change::<Person>(id, |person| person.email = email.into());
    }
    small.pair(tom, ana, "2026-01-05");
    let request = small.request(ben, "2026-02-20");
    small.offer(request, tom, "2026-02-20");
    Desk::with(&small)
}

#[test]
fn a_letter_is_printed_with_its_facts_and_nothing_is_written() {
    let desk = desk();
    let letter = desk.done(&["letter", "reminder", "R1"]);
    assert!(letter.starts_with("To: Tom Reed <tom@example.org>\nSubject: "), "{letter}");
    for fact in
        ["Dear Tom,", "Ben Okafor", "20 February 2026", "11 days ago", "Tuesday 10 March 2026"]
    {
        assert!(letter.contains(fact), "{fact}:\n{letter}");
    }
    assert_eq!(kept(&desk).all::<Reminder>().count(), 0);
    let named = desk.done(&["letter", "reminder", "ben okafor"]);
    assert_eq!(named, letter, "a request is found by its mentee");
}

#[test]
fn a_draft_is_a_file_of_its_owners_and_never_over_another_unless_asked() {
    let desk = desk();
    let file = desk.home().join("reminder.eml");
    desk.done(&["letter", "reminder", "R1", "--eml", "reminder.eml"]);
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("\r\nTo: \"Tom Reed\" <tom@example.org>\r\n"), "{text}");
    assert!(!text.contains("localhost"), "{text}");
    let why = desk.refused(&["letter", "reminder", "R1", "--eml", "reminder.eml"]);
    assert!(why.contains("already exists"), "{why}");
    desk.done(&["letter", "reminder", "R1", "--eml", "reminder.eml", "--force"]);
    desk.done(&["letter", "closing", "M1", "--eml", "end.eml"]);
    for (file, to) in [("end-1.eml", "ana@example.org"), ("end-2.eml", "tom@example.org")] {
        let text = std::fs::read_to_string(desk.home().join(file)).unwrap();
        assert!(text.contains(to), "each of a closed pair gets their own: {text}");
    }
}

#[test]
fn of_several_drafts_all_are_made_or_none() {
    let desk = desk();
    std::fs::write(desk.home().join("end-2.eml"), "my own").unwrap();
    let why = desk.refused(&["letter", "closing", "M1", "--eml", "end.eml"]);
    assert!(why.contains("end-2.eml already exists") && why.lines().count() == 1, "{why}");
    assert!(!desk.home().join("end-1.eml").exists());
    std::fs::remove_file(desk.home().join("end-2.eml")).unwrap();
    std::fs::create_dir(desk.home().join("end-2.eml")).unwrap();
    let why = desk.refused(&["letter", "closing", "M1", "--eml", "end.eml", "--force", "--sent"]);
    assert!(why.contains("end-2.eml is a folder") && why.lines().count() == 1, "{why}");
    assert!(!desk.home().join("end-1.eml").exists());
    assert_eq!(kept(&desk).all::<Contact>().count(), 0, "nor is it recorded as sent");
}

#[test]
fn a_link_opens_a_mail_program_with_all_in_it() {
    let link = desk().done(&["letter", "reminder", "R1", "--mailto"]);
    assert!(link.starts_with("mailto:tom@example.org?subject=Could%20you"), "{link}");
    assert!(link.contains("&body=Dear%20Tom%2C%0D%0A%0D%0A"), "{link}");
}

#[test]
fn what_was_sent_is_recorded_once_and_undone_at_once() {
    let desk = desk();
    desk.done(&["letter", "reminder", "R1", "--sent", "--channel", "phone", "--day", "mon"]);
    let scheme = kept(&desk);
    let reminders: Vec<_> = scheme.all::<Reminder>().collect();
    assert_eq!(reminders.len(), 1);
    assert_eq!(
        (reminders[0].channel, reminders[0].day),
        (Channel::Phone, "2026-03-02".parse().unwrap())
    );
    desk.done(&["undo"]);
    assert_eq!(kept(&desk).all::<Reminder>().count(), 0);
    desk.done(&["letter", "welcome", "Ana Costa", "--sent"]);
    let scheme = kept(&desk);
    let contact = scheme.all::<Contact>().next().unwrap();
    assert_eq!(contact.person, Some(PersonId(3)));
    assert_eq!(contact.purpose, ContactPurpose::Welcome);
    let done = desk.done(&["history", "--limit", "1"]);
    assert!(done.contains("the letter 'welcome' went to Ana Costa by e-mail"), "{done}");
}

#[test]
fn what_cannot_be_written_is_refused_in_a_line_that_says_what_can() {
    let desk = desk();
    for (words, part) in [
        (&["letter", "reminder", "M1"][..], "is about a request (R42)"),
        (&["letter", "reminder", "R9"], "there is no request R9"),
        (&["letter", "courtesy", "R1"], "was not declined"),
        (&["letter", "review", "M1"], "no review planned"),
        (&["letter", "manager", "M1"], "no line manager on record"),
        (&["letter", "reminder", "R1", "--to", "Ana Costa"], "goes to Tom Reed, not to Ana Costa"),
        (
            &["letter", "offer", "R1", "--to", "Priya Nair", "--mailto"],
            "Priya Nair has no e-mail address",
        ),
        (&["letter", "reminder", "R1", "--sent", "--day", "1 feb"], "too early"),
        (&["letter", "reminder", "R1", "--eml", "a.eml", "--sent", "--day", "+1d"], "future"),
        (&["letter", "reminders", "R1"], "reminder"),
    ] {
        let why = desk.refused(words);
        assert!(why.contains(part) && why.trim_end().lines().count() == 1, "{words:?}: {why}");
    }
    assert!(!desk.home().join("a.eml").exists(), "nothing is made before a refusal");
}

#[test]
fn the_text_of_a_letter_is_a_setting_with_clear_errors_and_a_way_back() {
    let desk = desk();
    let shipped = desk.done(&["settings", "letter-reminder"]);
    assert!(shipped.starts_with("Subject: "), "{shipped}");
    let own = "Subject: Hello {{ mentor.name }}\n\nDear {{ to.first_name }},\n\nplease answer.";
    desk.done(&["settings", "letter-reminder", own]);
    let letter = desk.done(&["letter", "reminder", "R1"]);
    assert!(
        letter.contains("Subject: Hello Tom Reed\n\nDear Tom,\n\nplease answer.\n"),
        "{letter}"
    );
    assert_eq!(desk.done(&["settings", "letter-reminder"]).trim_end(), own);
    for (text, part) in [
        ("Hello", "line 1: the first line gives the subject"),
        (
            "Subject: a\n\nDear {{ mentor.nme }}",
            "line 3: 'mentor.nme' is no field of this letter: it has to.name, ",
        ),
        ("Subject: a\n\nDear\n{% if days %}x", "line 4: '{% if ... %}' has no '{% endif %}'"),
        ("Subject: a\n\nDear {{ days", "line 3: '{{' is not closed"),
        ("Subject: a\n\n{% for x in days %}", "line 3: 'for' is not known in letters"),
        ("Subject: a\nDear", "line 2: an empty line belongs"),
        ("Subject: a", "line 3: the letter itself is missing"),
    ] {
        let why = desk.refused(&["settings", "letter-reminder", text]);
        assert!(why.contains(part) && why.trim_end().lines().count() == 1, "{text}: {why}");
    }
    for back in ["", "default"] {
        desk.done(&["settings", "letter-reminder", own]);
        desk.done(&["settings", "letter-reminder", back]);
        assert_eq!(desk.done(&["settings", "letter-reminder"]), shipped);
    }
}

#[test]
fn the_text_of_a_letter_is_taken_from_a_file_or_standard_input() {
    let desk = desk();
    let shipped = desk.done(&["settings", "letter-nudge"]);
    let file = desk.home().join("nudge.txt");
    std::fs::write(
        &file,
        shipped.replace("Weeks fill up", "Diaries fill up").replace('\n', "\r\n"),
    )
    .unwrap();
    desk.done(&["settings", "letter-nudge", "--from", "nudge.txt"]);
    let own = desk.done(&["settings", "letter-nudge"]);
    assert!(own.contains("Diaries fill up") && !own.contains('\r'), "{own}");
    let mut command = desk.command(&["settings", "letter-nudge", "--from", "-"]);
    let mut ran = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    ran.stdin.take().unwrap().write_all(shipped.as_bytes()).unwrap();
    assert!(ran.wait_with_output().unwrap().status.success());
    assert_eq!(desk.done(&["settings", "letter-nudge"]), shipped);
    std::fs::write(&file, b"Subject: \xff\n\nx").unwrap();
    let why = desk.refused(&["settings", "letter-nudge", "--from", "nudge.txt"]);
    assert!(why.contains("UTF-8"), "{why}");
}

#[test]
fn a_kind_without_a_record_tells_its_fields_and_how_it_reads() {
    let told = desk().done(&["letter", "reminder"]);
    for part in ["request.asked_on", "matchbook settings letter-reminder", "Dear Tom,"] {
        assert!(told.contains(part), "{part}:\n{told}");
    }
    let help = desk().done(&["letter", "--help"]);
    for row in matchbook::domain::letters::LETTERS {
        assert!(help.contains(row.help), "{}", row.help);
    }
}
