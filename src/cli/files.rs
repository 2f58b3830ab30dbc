//! Files that a command makes: whole or not at all, for their owner only, and never over another.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use color_eyre::Result;
use color_eyre::eyre::eyre;

/// Makes a file with these bytes. One that exists is left alone.
pub(super) fn create(file: &Path, bytes: &[u8]) -> Result<()> {
    let name = file.display();
    if file.symlink_metadata().is_ok() {
        return Err(eyre!("{name} already exists: nothing was changed; choose another name"));
    }
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let cannot = |why: io::Error| eyre!("{name} cannot be written: {}", plain(&why));
    let mut fresh = tempfile::NamedTempFile::new_in(folder).map_err(cannot)?;
    fresh.write_all(bytes).map_err(cannot)?;
    fresh.as_file().sync_all().map_err(cannot)?;
    fresh.persist_noclobber(file).map_err(|failed| cannot(failed.error))?;
    // the name is safe only when its folder is; where a folder cannot be synced nothing is lost
    let _unsynced = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// The reason without the path of the temporary file, which nobody asked about.
fn plain(why: &io::Error) -> String {
    let known = [
        (io::ErrorKind::NotFound, "there is no such folder"),
        (io::ErrorKind::PermissionDenied, "the folder does not allow it"),
        (io::ErrorKind::StorageFull, "the disk is full"),
    ];
    let found = known.iter().find(|(kind, _)| *kind == why.kind());
    found.map_or_else(|| why.to_string(), |(_, words)| (*words).to_owned())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_file_is_made_for_its_owner_and_never_over_another() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.md");
        create(&file, b"one").unwrap();
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        assert!(create(&file, b"two").unwrap_err().to_string().contains("already exists"));
        assert_eq!(std::fs::read(&file).unwrap(), b"one");
        let nowhere = create(&folder.path().join("no/such.md"), b"").unwrap_err();
        assert!(nowhere.to_string().ends_with("there is no such folder"), "{nowhere}");
    }
}
