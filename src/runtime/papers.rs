//! Files made for people: whole or not at all, for their owner only, and over another one only if that is asked for.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::store::why;

/// Makes a file with these bytes, or says in words why not. One that exists is left alone unless
/// it is to be replaced.
pub fn make_file(file: &Path, bytes: &[u8], replace: bool) -> Result<(), String> {
    make_files(&[(file, bytes)], replace)
}

/// Makes several files as [`make_file`] does: all of them, or none, and then says which one could
/// not be made. All are written out under other names before the first gets its own.
pub fn make_files<N: AsRef<Path>, B: AsRef<[u8]>>(
    files: &[(N, B)],
    replace: bool,
) -> Result<(), String> {
    let ready = files.iter().map(|(file, bytes)| written(file.as_ref(), bytes.as_ref(), replace));
    let ready = ready.collect::<Result<Vec<_>, _>>()?;
    let mut made: Vec<&Path> = Vec::new();
    for (fresh, (file, _)) in ready.into_iter().zip(files) {
        let file = file.as_ref();
        let is_new = file.symlink_metadata().is_err();
        let put = if replace { fresh.persist(file) } else { fresh.persist_noclobber(file) };
        if let Err(failed) = put {
            for file in made {
                let _kept = fs::remove_file(file);
            }
            return Err(cannot(file, &failed.error));
        }
        // what was there before and was to be replaced is not taken away as well
        made.extend(is_new.then_some(file));
    }
    for (file, _) in files {
        // a name is safe only when its folder is; where a folder cannot be synced nothing is lost
        let _unsynced = File::open(folder(file.as_ref())).and_then(|folder| folder.sync_all());
    }
    Ok(())
}

/// The bytes of a file to be, in its folder and not yet under its name; or why it cannot be.
fn written(file: &Path, bytes: &[u8], replace: bool) -> Result<NamedTempFile, String> {
    if file.is_dir() {
        return Err(format!("{} is a folder: name a new file in it", shown(file)));
    }
    if !replace && file.symlink_metadata().is_ok() {
        let name = shown(file);
        return Err(format!("{name} already exists: nothing was changed; name a new file"));
    }
    let fresh = || -> io::Result<NamedTempFile> {
        let mut fresh = NamedTempFile::new_in(folder(file))?;
        fresh.write_all(bytes)?;
        fresh.as_file().sync_all()?;
        Ok(fresh)
    };
    fresh().map_err(|error| cannot(file, &error))
}

fn folder(file: &Path) -> &Path {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

fn shown(file: &Path) -> String {
    crate::text::inert(&file.to_string_lossy()).into_owned()
}

fn cannot(file: &Path, error: &io::Error) -> String {
    format!("{} cannot be written: {}; name another file", shown(file), why(error))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_file_is_its_owners_and_replaced_only_if_asked() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.md");
        make_file(&file, b"one", false).unwrap();
        assert!(make_file(&file, b"two", false).unwrap_err().contains("already exists"));
        assert_eq!(fs::read(&file).unwrap(), b"one");
        make_file(&file, b"two", true).unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"two");
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        assert!(make_file(folder.path(), b"", true).unwrap_err().contains("is a folder"));
        let nowhere = make_file(&folder.path().join("no/such.md"), b"", false).unwrap_err();
        assert!(nowhere.ends_with("there is no such folder; name another file"), "{nowhere}");
    }
    #[test]
    fn several_files_are_all_made_or_none() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let there = || fs::read_dir(folder.path()).unwrap().count();
        make_file(&at("b"), b"old", false).unwrap();
        let why = make_files(&[(at("a"), "1"), (at("b"), "2"), (at("c"), "3")], false).unwrap_err();
        assert!(why.contains("/b already exists"), "{why}");
        assert_eq!((there(), fs::read(at("b")).unwrap()), (1, b"old".to_vec()));
        let why = make_files(&[(at("b"), "2"), (at("no/such"), "3")], true).unwrap_err();
        assert!(why.contains("such cannot be written"), "{why}");
        assert_eq!((there(), fs::read(at("b")).unwrap()), (1, b"old".to_vec()));
        // the same name twice is only found out when the first has it
        let why = make_files(&[(at("a"), "1"), (at("a"), "2")], false).unwrap_err();
        assert!(why.contains("/a cannot be written"), "{why}");
        assert_eq!(there(), 1);
        make_files(&[(at("a"), "1"), (at("b"), "2")], true).unwrap();
        assert_eq!((there(), fs::read(at("b")).unwrap()), (2, b"2".to_vec()));
    }
}
