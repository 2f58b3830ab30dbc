//! What is typed wrongly: for each slip the one line that says what, where and what to do.

use std::fs;
use std::process::Command;

use crate::cli_support::Desk;

/// A small scheme with files beside it that are no scheme and no sheet.
fn desk() -> Desk {
    let desk = Desk::small();
    let file = |name: &str| desk.home().join(name);
    fs::create_dir(file("folder")).unwrap();
    fs::write(file("text.txt"), "hello").unwrap();
    fs::write(file("empty.db"), "").unwrap();
    fs::write(file("empty.csv"), "").unwrap();
    fs::write(file("sheet.csv"), "Name,Email\nAl Li,al@example.org\n").unwrap();
    desk
}

/// What is typed, and the line.
const WRONG: &[(&[&str], &str)] = &[
    (
        &["today", "--format", "xml"],
        "--format 'xml' is none of: text, json, csv: see matchbook today --help",
    ),
    (&["fly"], "there is no command 'fly': see matchbook --help"),
    (&[""], "there is no command '': see matchbook --help"),
    (&["--colour"], "there is no option --colour here: see matchbook --help"),
    (&["--db"], "--db needs a value: see matchbook --help"),
    (
        &["request"],
        "say what to do: add, offer, answer, remind, courtesy, withdraw, reassign: see matchbook request --help",
    ),
    (
        &["person", "edit", "Ana", "Costa"],
        "'Costa' is one word too many (words that belong together stand in quotation marks): see matchbook person edit --help",
    ),
    (
        &["person", "edit", "P3", "--emial", "x"],
        "there is no option --emial here (did you mean --email?): see matchbook person edit --help",
    ),
    (
        &["--db", "scheme.db", "init"],
        "scheme.db already exists and stays as it is: open it with matchbook --db scheme.db, or make the new one elsewhere with --db FILE",
    ),
    (
        &["--db", "scheme.db", "sample"],
        "scheme.db already exists and stays as it is: open it with matchbook --db scheme.db, or make the new one elsewhere with --db FILE",
    ),
    (
        &["--db", "new.db", "init", "--name", " "],
        "--name is empty: give the scheme a name, or leave it out",
    ),
    (
        &["--db", "new.db", "sample", "--pairs", "99999"],
        "--pairs '99999': a whole number from 0 to 10000 is needed: see matchbook sample --help",
    ),
    (
        &["--db", "new.db", "sample", "--pairs", "3", "--seed", "-1"],
        "--seed '-1': a whole number from 0 on is needed: see matchbook sample --help",
    ),
    (
        &["--db", "new.db", "sample", "--seed", "3"],
        "--pairs COUNT is missing: see matchbook sample --help",
    ),
    (
        &["--db", "missing.db", "today"],
        "missing.db does not exist: check the name, or make a new scheme there with `matchbook init`",
    ),
    (
        &["--db", "folder", "today"],
        "folder is a folder, not a Matchbook file: name the scheme's file",
    ),
    (
        &["--db", "text.txt", "today"],
        "text.txt is not a Matchbook file: it looks like a text: name the scheme's file",
    ),
    (
        &["--db", "empty.db", "today"],
        "empty.db is empty, not a Matchbook file: delete it and use `matchbook init`, or bring a backup back with `matchbook restore`",
    ),
    (
        &["--db", "no/such.db", "today"],
        "the folder no cannot be used: there is no such folder; make it, or name another place",
    ),
    (
        &["--db", "text.txt/x.db", "today"],
        "text.txt/x.db cannot be opened: a part of the path is a file and no folder; check its path and who may read it",
    ),
    (
        &["--db", "sheet.csv", "today"],
        "sheet.csv is not a Matchbook file: it looks like a table of text such as CSV (this is a spreadsheet: use `matchbook import` to bring it in)",
    ),
    (&["import", "missing.csv"], "missing.csv does not exist: check its name and its folder"),
    (&["import", "folder"], "folder is a folder: name a file in it"),
    (
        &["import", "text.txt/x.csv"],
        "text.txt/x.csv cannot be read: a part of the path is a file and no folder; check its path and who may read it",
    ),
    (
        &["import", "empty.csv"],
        "empty.csv: the file is empty: save the sheet again, as CSV or XLSX",
    ),
    (
        &["import", "scheme.db"],
        "scheme.db: this is no sheet but a scheme's own file; a CSV, TSV or XLSX file is needed: save it as one",
    ),
    (
        &["import", "text.txt"],
        "text.txt: there is no row under the headings: name a sheet that has some",
    ),
    (
        &["import", "sheet.csv"],
        "sheet.csv: it is not clear whether these people are mentors or mentees: say --role mentor or --role mentee",
    ),
    (&["import", ""], "FILE needs a value: see matchbook import --help"),
    (
        &["import", "sheet.csv", "--role", "boss"],
        "--role 'boss' is none of: mentor, mentee: see matchbook import --help",
    ),
    (
        &["import", "sheet.csv", "--role", "mentor", "--map", "Name"],
        "--map 'Name': write it as 'HEADING=FIELD'",
    ),
    (
        &["import", "sheet.csv", "--role", "mentor", "--map", "Nme=full_name"],
        "sheet.csv: no column is called 'Nme'; there are: Name, Email",
    ),
    (
        &["import", "sheet.csv", "--role", "mentor", "--map", "Name=email", "--map", "Email=email"],
        "sheet.csv: two columns can't both be email: map one of them to another field, or to extra",
    ),
    (
        &["import", "sheet.csv", "--as", "pairs"],
        "sheet.csv: a sheet of pairs needs a column of mentors and one of mentees; say which with --map 'HEADING=FIELD' (headings: Name, Email)",
    ),
    (
        &["import", "sheet.csv", "--as", "things"],
        "--as 'things' is none of: people, requests, pairs, meetings: see matchbook import --help",
    ),
    (
        &["import", "sheet.csv", "--date-order", "xyz"],
        "--date-order 'xyz' is none of: dmy, mdy, ymd: see matchbook import --help",
    ),
    (&["backup", "folder"], "folder is a folder: name a new file in it"),
    (&["backup", "sheet.csv"], "sheet.csv already exists: nothing was changed; name a new file"),
    (
        &["backup", "no/such.db"],
        "the folder no cannot be used: there is no such folder; make it, or name another place",
    ),
    (
        &["backup", "text.txt/x.db"],
        "the folder text.txt cannot be used: a part of the path is a file and no folder; make it, or name another place",
    ),
    (&["backup", ""], "FILE needs a value: see matchbook backup --help"),
    (
        &["restore"],
        "HOME/scheme.db has no backups of its own: name the copy to bring back, as in matchbook restore FILE",
    ),
    (&["restore", "missing.db"], "missing.db does not exist: name a copy that does"),
    (&["restore", "folder"], "folder is a folder: name the copy in it to bring back"),
    (
        &["restore", "sheet.csv"],
        "sheet.csv is not a Matchbook file: it looks like a table of text such as CSV (this is a spreadsheet: use `matchbook import` to bring it in)",
    ),
    (
        &["restore", "empty.db"],
        "empty.db is empty, not a Matchbook file: delete it and use `matchbook init`, or bring a backup back with `matchbook restore`",
    ),
    (&["restore", "scheme.db"], "scheme.db is the scheme itself: name a copy of it to bring back"),
    (
        &["undo"],
        "there is nothing of yours to undo: matchbook history lists what others did, to be undone by its number",
    ),
    (
        &["undo", "banana"],
        "NUMBER 'banana': a whole number from 1 on is needed: see matchbook undo --help",
    ),
    (&["undo", "P3"], "NUMBER 'P3': a whole number from 1 on is needed: see matchbook undo --help"),
    (&["undo", "-1"], "NUMBER '-1': a whole number from 1 on is needed: see matchbook undo --help"),
    (&["undo", "0"], "NUMBER '0': a whole number from 1 on is needed: see matchbook undo --help"),
    (
        &["undo", "99"],
        "entry 99 cannot be undone: there is no such entry: matchbook history lists the entries",
    ),
    (
        &["undo", "99999999999999999999"],
        "NUMBER '99999999999999999999': a whole number from 1 on is needed: see matchbook undo --help",
    ),
    (&["redo"], "there is nothing to redo: only what was undone last can be done again"),
    (
        &["redo", "3"],
        "'3' is one word too many (words that belong together stand in quotation marks): see matchbook redo --help",
    ),
    (
        &["history", "banana"],
        "there is nobody called 'banana': matchbook list people shows everybody",
    ),
    (&["history", "R9"], "there is no request R9: matchbook list requests shows them all"),
    (
        &["history", "X1"],
        "there are no ids with X: people have P, requests R, pairs M, meetings S, reviews V",
    ),
    (
        &["history", "12"],
        "'12' lacks the letter of its kind: give the id (P12), e-mail address or name of a person",
    ),
    (
        &["history", "--limit", "0"],
        "--limit '0': a whole number from 1 on is needed: see matchbook history --help",
    ),
    (
        &["history", "--limit", "-1"],
        "--limit '-1': a whole number from 1 on is needed: see matchbook history --help",
    ),
    (
        &["settings", "weight-topics", "-5"],
        "weight-topics: '-5' is not a whole number from 0 to 1000",
    ),
    (&["show", "banana"], "there is nobody called 'banana': matchbook list people shows everybody"),
    (&["show", "P99"], "there is no person P99: matchbook list people shows them all"),
    (&["show", "V9"], "there is no review V9: matchbook list reviews shows them all"),
    (
        &["show", "T1"],
        "there are no ids with T: people have P, requests R, pairs M, meetings S, reviews V",
    ),
    (
        &["show", "12"],
        "'12' lacks the letter of its kind: give the id (P12), e-mail address or name of a person",
    ),
    (&["show", ""], "no person is named: give the id (P12), e-mail address or name of a person"),
    (&["search"], "TEXT is missing: see matchbook search --help"),
    (&["search", " "], "TEXT is empty: say what to look for, as in matchbook search costa"),
    (&["list", "people", "--reverse"], "--sort COLUMN is missing: see matchbook list --help"),
    (&["snooze", "R9"], "nothing in Today is about R9: see matchbook today --all"),
    (&["snooze", "banana"], "nothing in Today is about banana: see matchbook today --all"),
    (&["snooze", ""], "ITEM is empty: name what Today is about, as in matchbook snooze R42"),
    (&["snooze", "R1", "nonsense"], "UNTIL 'nonsense': this is no day: try 14/3, fri or +2w"),
    (
        &["snooze", "R1", "2020-01-01"],
        "until: Wed 1 Jan 2020 is not after today, Tue 3 Mar 2026: give a later day",
    ),
    (
        &["snooze", "R1", "9999-01-01"],
        "UNTIL '9999-01-01': only days between 1900 and 2199 are taken",
    ),
    (&["snooze", "R1", "--wake"], "this item is not snoozed: it stands in Today"),
    (
        &["snooze", "R1", "fri", "--wake"],
        "UNTIL and --wake do not go together: see matchbook snooze --help",
    ),
    (
        &["snooze", "R1", "--section", "pairs"],
        "nothing in Today is about R1: see matchbook today --all",
    ),
    (&["person", "add", ""], "full name: a person needs a name: give one"),
    (
        &["person", "add", "Al Li", "--role", "boss"],
        "role: 'boss' is neither mentor nor mentee: write mentor, mentee or both",
    ),
    (
        &["person", "add", "Al Li", "--role", "mentor", "--capacity", "99"],
        "capacity: '99' is not a whole number from 0 to 50",
    ),
    (
        &["person", "add", "Al Li", "--capacity", "2"],
        "capacity: '2' is kept of mentors only: add --role mentor",
    ),
    (
        &["person", "add", "Al Li", "--role", "mentor", "--goals", "x"],
        "goals: 'x' is kept of mentees only: add --role both",
    ),
    (
        &["person", "add", "Al Li", "--email", "nonsense"],
        "email: 'nonsense' is no e-mail address: write it like name@example.org",
    ),
    (
        &["person", "add", "Al Li", "--status", "closed"],
        "status: 'closed' is none of: applied, approved, active, paused, withdrawn, left",
    ),
    (
        &["person", "add", "Al Li", "--consent", "perhaps"],
        "consent: 'perhaps' is neither yes nor no",
    ),
    (
        &["person", "add", "Al Li", "--joined", "2026-02-30"],
        "--joined '2026-02-30': February has 28 days: try 28/2",
    ),
    (
        &["person", "add", "Al Li", "--year", "99"],
        "year: '99' is not a whole number from 1900 to 2100",
    ),
    (
        &["person", "add", "Al Li", "--role", "mentor", "--formats", "pigeon"],
        "formats: 'pigeon' is none of: video, phone, in-person, email, chat",
    ),
    (
        &["person", "add", "Al Li", "--line-manager", "P99"],
        "line manager: there is no person P99: give another id, or a name",
    ),
    (
        &["person", "add", "Al Li", "--role", "mentor", "--hidden-until", "2020-01-01"],
        "--hidden-until '2020-01-01': Wed 1 Jan 2020 is past: give a day to come, or '' for none",
    ),
    (
        &["person", "add", "Al Li", "--hidden-until", "fri"],
        "hidden until: '2026-03-06' is kept of mentors only: add --role mentor",
    ),
    (
        &["person", "edit", "P3"],
        "say what to change, such as --phone or --department: matchbook person edit --help lists every field",
    ),
    (
        &["person", "edit", "P99", "--phone", "1"],
        "there is no person P99: matchbook list people shows them all",
    ),
    (
        &["person", "edit", "M1", "--phone", "1"],
        "M1 is a pair, not a person: give the id (P12), e-mail address or name of a person",
    ),
    (&["person", "edit", "P3", "--name", ""], "full name: a person needs a name: give one"),
    (
        &["person", "edit", "P3", "--line-manager", "P3"],
        "line manager: nobody is their own line manager: name somebody else",
    ),
    (&["person", "edit", "P3", "--avoids", "P3"], "avoids: name somebody else than the person"),
    (
        &["person", "hide", "P3"],
        "Ana Costa is no mentor: only mentors are hidden; make them one first",
    ),
    (
        &["person", "hide", "P1", "--until", "2020-01-01"],
        "the end, Wed 1 Jan 2020, is before the start, Tue 3 Mar 2026: give a later end",
    ),
    (
        &["person", "hide", "P1", "--since", "2026-05-01", "--until", "2026-04-01"],
        "the end, Wed 1 Apr 2026, is before the start, Fri 1 May 2026: give a later end",
    ),
    (
        &["person", "hide", "P1", "--until", "never"],
        "--until 'never': this is no day: try 14/3, fri or +2w",
    ),
    (&["person", "show", "P1"], "Tom Reed is not hidden: there is nothing to end"),
    (
        &["person", "leave", "P1"],
        "status: Tom Reed has an open pair with Ana Costa: close M1 first",
    ),
    (
        &["person", "status", "P3", "banana"],
        "STATUS 'banana' is none of: applied, approved, active, paused, withdrawn, left: see matchbook person status --help",
    ),
    (&["person", "status", "P3", "active"], "Ana Costa is active already"),
    (
        &["person", "agreed", "P3", "maybe"],
        "AGREED 'maybe' is none of: yes, no: see matchbook person agreed --help",
    ),
    (
        &["person", "agreed", "P3", "yes", "--day", "2027-01-01"],
        "manager agreed: Fri 1 Jan 2027 is in the future: give a day up to today, Tue 3 Mar 2026",
    ),
    (&["person", "briefed", "P99"], "there is no person P99: matchbook list people shows them all"),
    (
        &["request", "add", "nobody"],
        "there is nobody called 'nobody': matchbook list people shows everybody",
    ),
    (
        &["request", "add", ""],
        "no person is named: give the id (P12), e-mail address or name of a person",
    ),
    (
        &["request", "add", "P4", "--to", "P4"],
        "Ben Okafor (P4) is no mentor: make them one with matchbook person edit P4 --role mentor",
    ),
    (
        &["request", "add", "P1", "--to", "P1"],
        "Tom Reed cannot be their own mentor (hard rule self): name somebody else",
    ),
    (
        &["request", "add", "P4", "--received", "2099-01-01"],
        "received: Thu 1 Jan 2099 is in the future: give a day up to today, Tue 3 Mar 2026",
    ),
    (
        &["request", "add", "P4", "--sent", "fri"],
        "--to MENTOR is missing: see matchbook request add --help",
    ),
    (
        &["request", "add", "P4", "--kind", "banana"],
        "--kind 'banana' is none of: mentoring, help: see matchbook request add --help",
    ),
    (
        &["request", "add", "P3", "--group", "R1"],
        "there is no request R1 of the same mentee: matchbook search finds people, requests and pairs",
    ),
    (&["request", "offer", "R1", "P2"], "R1 waits with Tom Reed: reassign it instead"),
    (
        &["request", "offer", "M1", "P2"],
        "M1 is a pair, not a request: give the id of a request (R42) or its mentee",
    ),
    (
        &["request", "offer", "R1", "R1"],
        "R1 is a request, not a person: give the id (P12), e-mail address or name of a person",
    ),
    (
        &["request", "offer", "1", "P2"],
        "'1' lacks the letter of its kind: give the id of a request (R42) or its mentee",
    ),
    (
        &["request", "answer", "R1", "yes"],
        "ANSWER 'yes' is none of: accepted, declined, needs-time, needs-information, withdrawn, lapsed: see matchbook request answer --help",
    ),
    (
        &["request", "answer", "R9", "accepted"],
        "there is no request R9: matchbook list requests shows them all",
    ),
    (
        &["request", "answer", "R1", "accepted", "--day", "2099-01-01"],
        "day: Thu 1 Jan 2099 is in the future: give a day up to today, Tue 3 Mar 2026",
    ),
    (
        &["request", "answer", "R1", "accepted", "--day", "2000-01-01"],
        "day: Sat 1 Jan 2000 is too early: give a day from Fri 20 Feb 2026 on",
    ),
    (
        &["request", "answer", "R1", "accepted", "--why", "full"],
        "--why, --words, --courtesy and --alternative belong to the answer 'declined': leave them out",
    ),
    (
        &["request", "answer", "R1", "declined", "--start", "fri"],
        "--start belongs to the answer 'accepted': leave it out",
    ),
    (
        &["request", "answer", "R1", "declined", "--why", "banana"],
        "--why 'banana' is none of: no-time, full, not-my-expertise, conflict-of-interest, someone-else, other: see matchbook request answer --help",
    ),
    (
        &["request", "answer", "R1", "accepted", "--confirm"],
        "--because REASON is missing: see matchbook request answer --help",
    ),
    (
        &["request", "remind", "R9"],
        "there is no request R9: matchbook list requests shows them all",
    ),
    (
        &["request", "remind", "R1", "--by", "pigeon"],
        "--by 'pigeon' is none of: email, phone, chat, in-person, letter, other: see matchbook request remind --help",
    ),
    (
        &["request", "remind", "R1", "--day", "2000-01-01"],
        "day: Sat 1 Jan 2000 is too early: give a day from Fri 20 Feb 2026 on",
    ),
    (&["request", "courtesy", "R1"], "no courtesy message is owed for R1: only a decline owes one"),
    (
        &["request", "withdraw", "R1", "--day", "2099-01-01"],
        "day: Thu 1 Jan 2099 is in the future: give a day up to today, Tue 3 Mar 2026",
    ),
    (
        &["request", "reassign", "R1", "P1"],
        "mentor: R1 is with Tom Reed already: name somebody else",
    ),
    (
        &["pair", "start", "P1", "P1"],
        "Tom Reed cannot be their own mentor (hard rule self): name somebody else",
    ),
    (
        &["pair", "start", "P1", "P4"],
        "Ben Okafor (P4) is no mentor: make them one with matchbook person edit P4 --role mentor",
    ),
    (
        &["pair", "start", "P4", "P2", "--start", "2026-03-01", "--end", "2026-02-01"],
        "the end, Sun 1 Feb 2026, is before the start, Sun 1 Mar 2026: give a later end",
    ),
    (
        &["pair", "start", "P4", "P2", "--length", "0"],
        "--length '0': between 1 minute and 24 hours: try 45 or 1h30: see matchbook pair start --help",
    ),
    (
        &["pair", "start", "P4", "P2", "--length", "soon"],
        "--length 'soon': this is no length: try 45, 1h or 1h30: see matchbook pair start --help",
    ),
    (
        &["pair", "start", "P4", "P2", "--frequency", "banana"],
        "--frequency 'banana' is none of: weekly, fortnightly, monthly, six-weekly, as-needed: see matchbook pair start --help",
    ),
    (
        &["pair", "start", "P4", "P2", "--request", "R9"],
        "there is no request R9: matchbook list requests shows them all",
    ),
    (
        &["pair", "start", "P4", "P2", "--answered", "t"],
        "--request REQUEST is missing: see matchbook pair start --help",
    ),
    (
        &["pair", "start", "P3", "P2"],
        "Ana Costa already has a mentor, Tom Reed (rule second-mentor): to do it all the same add --because 'REASON'",
    ),
    (
        &["pair", "agree", "M1"],
        "say what they agreed on, such as --as-usual, --frequency monthly or --signed t",
    ),
    (
        &["pair", "agree", "M9", "--signed", "t"],
        "there is no pair M9: matchbook list pairs shows them all",
    ),
    (
        &["pair", "agree", "M1", "--signed", "2099-01-01"],
        "mentor signed: Thu 1 Jan 2099 is in the future: give a day up to today, Tue 3 Mar 2026",
    ),
    (
        &["pair", "agree", "M1", "--length", "-5"],
        "--length '-5': this is no length: try 45, 1h or 1h30: see matchbook pair agree --help",
    ),
    (
        &["pair", "hold", "R1"],
        "R1 is a request, not a pair: give the id of a pair (M17) or somebody in it",
    ),
    (&["pair", "hold", ""], "no pair is named: give the id of a pair (M17) or somebody in it"),
    (&["pair", "hold", "P2"], "P2 has no pair: see matchbook list pairs"),
    (
        &["pair", "hold", "M1", "--since", "2000-01-01"],
        "day: Sat 1 Jan 2000 is too early: give a day from Mon 5 Jan 2026 on",
    ),
    (&["pair", "resume", "M1"], "pair M1 is active already"),
    (&["pair", "extend", "M1"], "DAY is missing: see matchbook pair extend --help"),
    (
        &["pair", "extend", "M1", "2000-01-01"],
        "the end, Sat 1 Jan 2000, is before the start, Mon 5 Jan 2026: give a later end",
    ),
    (&["pair", "extend", "M1", "nonsense"], "DAY 'nonsense': this is no day: try 14/3, fri or +2w"),
    (
        &["pair", "remind", "M1", "--day", "2099-01-01"],
        "day: Thu 1 Jan 2099 is in the future: give a day up to today, Tue 3 Mar 2026",
    ),
    (&["pair", "reassign", "M1"], "--reason REASON is missing: see matchbook pair reassign --help"),
    (
        &["pair", "reassign", "M1", "--reason", "not-a-fit", "--to", "P3"],
        "Ana Costa (P3) is no mentor: make them one with matchbook person edit P3 --role mentor",
    ),
    (&["pair", "close", "M1"], "--reason REASON is missing: see matchbook pair close --help"),
    (
        &["pair", "close", "M1", "--reason", "x"],
        "--reason 'x' is none of: term-completed, goals-met, lost-momentum, time, cancelling, not-a-fit, changed-job, line-managed, leave, concern, mentee-withdrew, mentor-withdrew, unreachable: see matchbook pair close --help",
    ),
    (
        &["pair", "close", "M1", "--reason", "not-a-fit", "--day", "2000-01-01"],
        "day: Sat 1 Jan 2000 is too early: give a day from Mon 5 Jan 2026 on",
    ),
    (
        &["pair", "close", "M1", "--reason", "not-a-fit", "--day", "2099-01-01"],
        "day: Thu 1 Jan 2099 is in the future: give a day up to today, Tue 3 Mar 2026",
    ),
    (
        &["pair", "close", "M1", "--reason", "not-a-fit", "--celebrated", "maybe"],
        "--celebrated 'maybe' is none of: yes, no: see matchbook pair close --help",
    ),
    (
        &["pair", "steps", "M1"],
        "say which step was done, such as --debriefed t or --celebrated yes",
    ),
    (&["pair", "steps", "M1", "--debriefed", "t"], "pair M1 is not closed: close it first"),
    (&["meeting", "log", "M9"], "there is no pair M9: matchbook list pairs shows them all"),
    (
        &["meeting", "log", "M1", "--day", "2099-01-01"],
        "day: Thu 1 Jan 2099 is in the future: give a day up to today, Tue 3 Mar 2026",
    ),
    (
        &["meeting", "log", "M1", "--day", "2000-01-01"],
        "day: Sat 1 Jan 2000 is too early: give a day from Mon 5 Jan 2026 on",
    ),
    (
        &["meeting", "log", "M1", "--length", "0"],
        "--length '0': between 1 minute and 24 hours: try 45 or 1h30: see matchbook meeting log --help",
    ),
    (
        &["meeting", "log", "M1", "--length", "700"],
        "minutes: a meeting lasts from 1 to 600 minutes",
    ),
    (
        &["meeting", "log", "M1", "--status", "lovely"],
        "--status 'lovely' is none of: planned, held, cancelled, postponed, no-show: see matchbook meeting log --help",
    ),
    (
        &["meeting", "log", "M1", "--next", "2020-01-01"],
        "next: Wed 1 Jan 2020 is too early: give a day from Tue 3 Mar 2026 on",
    ),
    (
        &["meeting", "log", "M1", "--format", "pigeon"],
        "--format 'pigeon' is none of: video, phone, in-person, email, chat: see matchbook meeting log --help",
    ),
    (
        &["meeting", "result", "S9", "held"],
        "there is no meeting S9: matchbook list meetings shows them all",
    ),
    (
        &["meeting", "result", "M1", "held"],
        "M1 is a pair, not a meeting: give the id of a meeting (S5)",
    ),
    (
        &["meeting", "result", "P1", "held"],
        "P1 is a person, not a meeting: give the id of a meeting (S5)",
    ),
    (
        &["meeting", "result", "banana", "held"],
        "'banana' is no id of a meeting: give one like S5; matchbook list meetings shows them all",
    ),
    (
        &["meeting", "result", "S1", "planned"],
        "STATUS 'planned' is none of: held, cancelled, postponed, no-show: see matchbook meeting result --help",
    ),
    (
        &["review", "plan", "M1", "2000-01-01"],
        "due: Sat 1 Jan 2000 is too early: give a day from Mon 5 Jan 2026 on",
    ),
    (&["review", "plan", "M1", "nonsense"], "DAY 'nonsense': this is no day: try 14/3, fri or +2w"),
    (&["review", "plan", "M1"], "DAY is missing: see matchbook review plan --help"),
    (
        &["review", "move", "M1", "+2w"],
        "Ana Costa and Tom Reed have no review planned: plan one with matchbook review plan M1 DAY",
    ),
    (
        &["review", "move", "R1", "+2w"],
        "R1 is a request, not a review: give the id of a review (V9) or its pair",
    ),
    (
        &["review", "hold", "M1"],
        "Ana Costa and Tom Reed have no review planned: plan one with matchbook review plan M1 DAY",
    ),
    (&["review", "hold", "V9"], "there is no review V9: matchbook list reviews shows them all"),
    (
        &["review", "hold", "M1", "--mentor-score", "9"],
        "--mentor-score '9': a whole number from 1 to 5 is needed: see matchbook review hold --help",
    ),
    (
        &["review", "hold", "M1", "--outcome", "banana"],
        "--outcome 'banana' is none of: continue, continue-changed, phase-out, end: see matchbook review hold --help",
    ),
    (
        &["match"],
        "say what to do: suggest, draft, drafts, show, compare, confirm, drop: see matchbook match --help",
    ),
    (&["match", "draft", "--lock", "P4"], "--lock 'P4': write it as MENTEE=MENTOR, as in P3=P7"),
    (
        &["match", "draft", "--lock", "P4=P4"],
        "--lock 'P4=P4': one must be a mentee, the other a mentor",
    ),
    (
        &["match", "draft", "--lock", "P1=P4", "--forbid", "P4=P1"],
        "--lock 'P1=P4' and --forbid or --out say the opposite: leave one out",
    ),
    (
        &["match", "confirm", "D1"],
        "there is no matching draft D1: matchbook match drafts shows them all",
    ),
    (
        &["match", "show", "D1"],
        "there is no matching draft D1: matchbook match drafts shows them all",
    ),
    (
        &["match", "suggest", "P4", "--mentees"],
        "Ben Okafor (P4) is no mentor: --mentees ranks mentees for a mentor",
    ),
    (
        &["match", "suggest", "nobody"],
        "there is nobody called 'nobody': matchbook list people shows everybody",
    ),
    (&["match", "suggest", "R9"], "there is no request R9: matchbook list requests shows them all"),
    (
        &["match", "suggest", "M1"],
        "M1 is a pair, not a person: give the id (P12), e-mail address or name of a person",
    ),
    (
        &["match", "suggest", "P4", "--limit", "0"],
        "--limit '0': a whole number from 1 on is needed: see matchbook match suggest --help",
    ),
    (
        &["summary", "--period", "banana"],
        "--period 'banana': write a month (2026-10), quarter (2026-Q3), year (2026) or two days (2026-10-01..2026-10-31): see matchbook summary --help",
    ),
    (
        &["summary", "--period", "2026-13"],
        "--period '2026-13': write a month (2026-10), quarter (2026-Q3), year (2026) or two days (2026-10-01..2026-10-31): see matchbook summary --help",
    ),
    (
        &["summary", "--period", "2026-03-01..2026-02-01"],
        "--period '2026-03-01..2026-02-01': it ends before it begins: write the earlier day first: see matchbook summary --help",
    ),
    (
        &["summary", "--period", "2099-01"],
        "--period January 2099 has not begun: today is Tue 3 Mar 2026; name an earlier one",
    ),
    (
        &["summary", "--period", "1800"],
        "--period '1800': only days between 1900 and 2199 are taken: see matchbook summary --help",
    ),
    (
        &["summary", "--format", "pdf"],
        "--format 'pdf' is none of: md, html, csv, xlsx, json: see matchbook summary --help",
    ),
    (
        &["summary", "-o", "sheet.csv"],
        "sheet.csv already exists: nothing was changed; name a new file, or replace it with --force",
    ),
    (&["summary", "-o", "folder"], "folder is a folder: name a new file in it"),
    (
        &["summary", "-o", "no/such.md"],
        "no/such.md cannot be written: there is no such folder; name another file",
    ),
    (&["settings", "banana"], "there is no KEY 'banana': matchbook settings lists them"),
    (
        &["settings", "answer-days", "banana"],
        "answer-days: 'banana' is not a whole number from 1 to 365",
    ),
    (&["settings", "answer-days", "0"], "answer-days: '0' is not a whole number from 1 to 365"),
    (
        &["settings", "answer-days", ""],
        "answer-days needs a value: matchbook settings answer-days shows what may stand there",
    ),
    (&["settings", "date-order", "x"], "date-order: 'x' is none of: dmy, mdy, ymd"),
    (
        &["settings", "answer-days", "1", "2"],
        "'2' is one word too many (words that belong together stand in quotation marks): see matchbook settings --help",
    ),
    (
        &["completions", "tcsh"],
        "SHELL 'tcsh' is none of: bash, elvish, fish, powershell, zsh: see matchbook completions --help",
    ),
    (&["man", "fly"], "there is no command 'fly': see matchbook --help"),
    (&["man", "request", "fly"], "there is no command 'request fly': see matchbook request --help"),
    (
        &["check", "--format", "xml"],
        "--format 'xml' is none of: text, json: see matchbook check --help",
    ),
    (
        &["--read-only", "undo", "1"],
        "the scheme is open to look only: it was opened with --read-only: leave that out to change something",
    ),
    (
        &["--read-only", "import", "sheet.csv", "--role", "mentor"],
        "the scheme is open to look only: it was opened with --read-only: leave that out to change something",
    ),
    (
        &["--read-only", "backup"],
        "the scheme is open to look only: it was opened with --read-only: leave that out to change something",
    ),
    (&["--read-only", "restore"], "restore writes the scheme: leave out --read-only"),
    (&["--read-only", "demo"], "demo writes a new file: leave out --read-only"),
    (
        &["--read-only", "snooze", "R1"],
        "the scheme is open to look only: it was opened with --read-only: leave that out to change something",
    ),
    (&["contact", "add", "R1"], "about: 'R1' is not the id of such a record: write it like P12"),
    (&["contact", "add", "M9"], "there is no pair M9: matchbook list pairs shows them all"),
    (
        &["contact", "add", ""],
        "about needs a value: matchbook contact add --help says what may stand there",
    ),
    (
        &["contact", "add", "M1", "--day", "2099-01-01"],
        "day: Thu 1 Jan 2099 is still to come: give a day that has passed",
    ),
    (
        &["contact", "edit", "K9", "--outcome", "well"],
        "there is no support contact K9: matchbook list contacts shows them all",
    ),
    (
        &["contact", "remove", "M1"],
        "'M1' is no support contact: write it like K3; see matchbook list contacts",
    ),
    (&["goal", "add", "M1"], "GOAL is missing: see matchbook goal add --help"),
    (
        &["goal", "add", "M1", ""],
        "goal needs a value: matchbook goal add --help says what may stand there",
    ),
    (
        &["milestone", "add", "M1", "A draft"],
        "goal: 'M1' is not the id of such a record: write it like G12",
    ),
    (
        &["substitute", "add", "M1", "P1"],
        "mentor: the two of the pair cannot stand in: choose another mentor",
    ),
    (
        &["event", "add", "--day", "nonsense"],
        "--day 'nonsense': this is no day: try 14/3, fri or +2w",
    ),
    (
        &["budget", "add", "Lunch", "--planned", "-5"],
        "planned: '-5' is no amount: write it like 120 or 120.50",
    ),
    (&["hours", "add", "--minutes", "0"], "minutes: '0' is not a whole number from 1 to 1440"),
    (&["show", "K9"], "there is no support contact K9: matchbook list contacts shows them all"),
];

#[test]
fn every_slip_is_told_in_one_line_and_changes_nothing() {
    let desk = desk();
    let home = desk.home().to_str().unwrap().to_owned();
    let mut other = Vec::new();
    for (typed, wanted) in WRONG {
        let line = desk.refused(typed).replace(&home, "HOME");
        if line != *wanted {
            other.push(format!("{typed:?}\n  is   {line}\n  not  {wanted}"));
        }
    }
    assert!(other.is_empty(), "{}", other.join("\n"));
    assert!(!desk.home().join("new.db").exists());
}

/// Runs the program with nothing added to what is typed, and gives its one line of refusal.
fn line_of(command: &mut Command) -> String {
    let ran = command.output().unwrap();
    let said = String::from_utf8(ran.stderr).unwrap();
    assert_eq!((ran.status.code(), said.lines().count()), (Some(2), 1), "{said}");
    said.strip_prefix("matchbook: ").unwrap().trim_end().to_owned()
}

#[test]
fn a_day_that_it_cannot_be_is_told_with_what_to_try() {
    let desk = desk();
    for (on, wanted) in [
        ("nonsense", "--on 'nonsense': this is no day: try 14/3, fri or +2w"),
        ("31/4", "--on '31/4': April has 30 days: try 30/4"),
        ("", "--on '': a day is needed: try t for today, or fri, or +2w"),
        ("1700-01-01", "--on '1700-01-01': only days between 1900 and 2199 are taken"),
        ("2500-01-01", "--on '2500-01-01': only days between 1900 and 2199 are taken"),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_matchbook"));
        command
            .args(["today", "--on", on])
            .env("HOME", desk.home())
            .env("MATCHBOOK_DB", &desk.file);
        assert_eq!(line_of(&mut command), wanted);
    }
    let twice = desk.refused(&["today", "--on", "t"]);
    assert_eq!(twice, "--on is given twice: see matchbook today --help");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_written_is_shown_and_refuses_changes_in_one_line() {
    use std::os::unix::fs::PermissionsExt;
    let desk = desk();
    fs::set_permissions(&desk.file, fs::Permissions::from_mode(0o400)).unwrap();
    assert!(desk.done(&["today"]).contains("Ben Okafor"));
    let line = "the scheme is open to look only: the file is read-only: nothing was changed; make it \
                writable, or work on a copy";
    assert_eq!(desk.refused(&["request", "remind", "R1"]), line);
    assert_eq!(desk.refused(&["backup"]), line);
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_done_and_cannot_be_printed_is_done_and_says_so() {
    let desk = desk();
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = desk.command(&["request", "remind", "R1"]);
    let line = line_of(command.stdout(full()));
    assert_eq!(
        line,
        "what was done cannot be printed: the disk is full; nothing needs to be done again"
    );
    assert!(desk.done(&["history", "R1"]).contains("reminded"));
    let mut command = desk.command(&["man"]);
    assert!(line_of(command.stdout(full())).contains("the disk is full"));
}
