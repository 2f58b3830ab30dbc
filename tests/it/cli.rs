//! The command line as a whole: exit codes, one line for what is not done, closed pipes, modes, help and man pages.

use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;

use crate::cli_support::Desk;

#[test]
fn what_is_mistyped_is_told_in_one_line_with_what_to_do() {
    let desk = Desk::small();
    for (args, said) in [
        (&["fly"][..], "there is no command 'fly'"),
        (&["request"], "say what to do: add, offer"),
        (&["pair", "close", "M1"], "--reason"),
        (&["request", "answer", "R1", "accept"], "none of: accepted"),
        (&["history", "--limit", "many"], "--limit"),
        (&["list", "things"], "'things' is none of: people, requests"),
    ] {
        let line = desk.refused(args);
        assert!(line.contains(said) && line.contains("--help"), "{line}");
    }
}

#[test]
fn a_day_that_is_none_says_what_to_try() {
    let desk = Desk::small();
    let line = desk.refused(&["pair", "hold", "M1", "--since", "31/4"]);
    assert_eq!(line, "--since '31/4': April has 30 days: try 30/4");
}

#[test]
fn a_file_that_is_missing_is_told_with_what_to_do() {
    let desk = Desk::empty();
    let line = desk.refused(&["history"]);
    assert!(line.contains("does not exist") && line.contains("matchbook init"), "{line}");
}

#[test]
fn a_reader_that_closes_the_pipe_has_seen_enough() {
    let desk = Desk::small();
    let mut child =
        desk.command(&["man"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""));
}

#[test]
fn files_are_for_their_owner_only_whatever_the_mask() {
    let desk = Desk::empty();
    let file = desk.home().join("data").join("new.db");
    let named = file.to_str().unwrap();
    let script = "umask 000; exec \"$0\" \"$@\"";
    let mut shell = std::process::Command::new("/bin/sh");
    shell.args(["-c", script, env!("CARGO_BIN_EXE_matchbook"), "--db", named, "init"]);
    let ran = shell.env("HOME", desk.home()).output().unwrap();
    assert!(ran.status.success(), "{ran:?}");
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&file), mode(file.parent().unwrap())), (0o600, 0o700));
}

#[test]
fn read_only_writes_nothing() {
    let desk = Desk::small();
    for args in [
        &["request", "remind", "R1"][..],
        &["pair", "hold", "M1"],
        &["restore"],
        &["undo", "1"],
        &["init"],
    ] {
        let with: Vec<&str> = args.iter().copied().chain(["--read-only"]).collect();
        let line = desk.refused(&with);
        assert!(line.contains("read-only") || line.contains("look only"), "{line}");
    }
}

#[test]
fn help_version_completions_and_man_pages_are_printed_for_every_command() {
    let desk = Desk::empty();
    assert!(desk.done(&["--help"]).contains("Examples:"));
    assert!(desk.done(&["--version"]).starts_with("matchbook 0."));
    for shell in ["bash", "zsh", "fish"] {
        assert!(desk.done(&["completions", shell]).contains("wind-down"), "{shell}");
    }
    assert!(desk.done(&["man"]).contains(".TH MATCHBOOK 1"));
    for words in [&["request"][..], &["pair", "close"], &["match", "suggest"]] {
        let args: Vec<&str> = ["man"].iter().chain(words).copied().collect();
        let title = format!(".TH MATCHBOOK-{} 1", words.join("-").to_uppercase());
        assert!(desk.done(&args).contains(&title), "{title}");
    }
    assert!(desk.refused(&["man", "fly"]).contains("no command 'fly'"));
}
