//! Files made for people: whole or not at all, for their owner only, and over another one only if that is asked for.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use crate::store::why;

/// Makes a file with these bytes, or says in words why not. One that exists is left alone unless
/// it is to be replaced.
pub fn make_file(file: &Path, bytes: &[u8], replace: bool) -> Result<(), String> {
    let name = crate::text::inert(&file.to_string_lossy()).into_owned();
    if file.is_dir() {
        return Err(format!("{name} is a folder: name a new file in it"));
    }
    if !replace && file.symlink_metadata().is_ok() {
        return Err(format!("{name} already exists: nothing was changed; name a new file"));
    }
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let cannot =
        |error: io::Error| format!("{name} cannot be written: {}; name another file", why(&error));
    let mut fresh = tempfile::NamedTempFile::new_in(folder).map_err(cannot)?;
    fresh.write_all(bytes).map_err(cannot)?;
    fresh.as_file().sync_all().map_err(cannot)?;
    let put = if replace { fresh.persist(file) } else { fresh.persist_noclobber(file) };
    put.map_err(|failed| cannot(failed.error))?;
    // the name is safe only when its folder is; where a folder cannot be synced nothing is lost
    let _unsynced = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
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
        assert_eq!(std::fs::read(&file).unwrap(), b"one");
        make_file(&file, b"two", true).unwrap();
        assert_eq!(std::fs::read(&file).unwrap(), b"two");
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        assert!(make_file(folder.path(), b"", true).unwrap_err().contains("is a folder"));
        let nowhere = make_file(&folder.path().join("no/such.md"), b"", false).unwrap_err();
        assert!(nowhere.ends_with("there is no such folder; name another file"), "{nowhere}");
    }
}
