//! Commands under a limit on the size of files, which fails the n-th write as a full or broken disk does: done whole or not at all.

use std::process::{Command, Output};

use crate::cli_support::{Desk, Ran};
use crate::store_support::{dump, names};

/// Limits in the blocks of `ulimit -f` that are tried: close together where the journal is written,
/// further apart where the pages of the file are. No multiple of a page, so that writes are cut at
/// many of their places; a command that still fails at the last fails for another reason.
fn limits() -> impl Iterator<Item = usize> {
    (0..140).step_by(13).chain((140..20_000).step_by(61))
}

/// Runs the program where no file may grow beyond so many blocks of 512 bytes. None where the shell
/// cannot set that.
fn limited(desk: &Desk, blocks: usize, args: &[&str]) -> Option<Ran> {
    let plain = desk.command(args);
    let script = "ulimit -f \"$1\" || exit 77; shift; exec \"$0\" \"$@\"";
    let env = plain.get_envs().filter_map(|(name, value)| Some((name, value?)));
    let ran = Command::new("sh")
        .args(["-c", script])
        .arg(plain.get_program())
        .arg(blocks.to_string())
        .args(plain.get_args())
        .env_clear()
        .envs(env)
        .current_dir(desk.home())
        .output();
    let Output { status, stdout, stderr } = ran.unwrap();
    let code = status.code().unwrap_or_else(|| panic!("{blocks} blocks: {status}"));
    let [out, err] = [stdout, stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    (code != 77).then_some(Ran { code, out, err })
}

/// Runs a command with more and more room until it is done, and has `look` look at what is there
/// after each try that failed. Gives how many those were.
fn until_done(desk: &Desk, args: &[&str], mut look: impl FnMut(usize)) -> usize {
    for (tries, blocks) in limits().enumerate() {
        let Some(ran) = limited(desk, blocks, args) else { return 0 };
        if ran.code == 0 {
            assert!(tries > 15, "{args:?} was done with {blocks} blocks");
            return tries;
        }
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{blocks} blocks: {}", ran.err);
        assert_eq!(ran.err.lines().count(), 1, "{blocks} blocks: {}", ran.err);
        assert!(ran.err.contains("disk") || ran.err.contains("too large"), "{}", ran.err);
        look(blocks);
    }
    panic!("{args:?} is never done");
}

/// What `check` finds but that there is no backup yet; it also takes back what was cut short.
fn findings(desk: &Desk) -> Vec<String> {
    let checked = desk.run(&["check"]);
    assert_eq!(checked.err, "");
    let found = checked.out.lines().filter(|line| !line.starts_with("warning backup:"));
    found.filter(|line| !line.ends_with("all is in order.")).map(str::to_owned).collect()
}

#[test]
fn a_change_that_the_disk_does_not_take_leaves_the_scheme_as_it_was_at_every_write() {
    let desk = Desk::small();
    let (whole, rows) = (desk.bytes(), dump(&desk.file));
    let tries = until_done(&desk, &["request", "answer", "R1", "accepted"], |blocks| {
        assert_eq!(findings(&desk), [""; 0], "{blocks} blocks");
        assert!(desk.bytes() == whole, "{blocks} blocks: the file was changed");
        assert_eq!(names(desk.home()), ["scheme.db"], "{blocks} blocks");
    });
    assert_eq!(findings(&desk), [""; 0]);
    assert_eq!(dump(&desk.file) == rows, tries == 0);
}

#[test]
fn an_import_that_the_disk_does_not_take_brings_in_no_row() {
    let desk = Desk::small();
    let rows = dump(&desk.file);
    let sheet = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/sheets/mentors-google-forms.csv");
    let tries = until_done(&desk, &["import", sheet, "--role", "mentor"], |blocks| {
        assert_eq!(findings(&desk), [""; 0], "{blocks} blocks");
        assert!(dump(&desk.file) == rows, "{blocks} blocks: rows were written");
    });
    assert_eq!(findings(&desk), [""; 0]);
    assert_eq!(dump(&desk.file) == rows, tries == 0);
}

#[test]
fn a_copy_or_a_new_scheme_that_the_disk_does_not_take_leaves_nothing_behind() {
    let desk = Desk::small();
    let whole = desk.bytes();
    until_done(&desk, &["backup", "copy.db"], |blocks| {
        assert_eq!(names(desk.home()), ["scheme.db"], "{blocks} blocks");
        assert!(desk.bytes() == whole, "{blocks} blocks: the file was changed");
    });
    assert_eq!(findings(&desk), [""; 0]);
    for command in ["init", "sample"] {
        let desk = Desk::empty();
        until_done(&desk, &[command], |blocks| {
            assert_eq!(names(desk.home()), [""; 0], "{command} with {blocks} blocks");
        });
        assert_eq!(findings(&desk), [""; 0]);
    }
}
