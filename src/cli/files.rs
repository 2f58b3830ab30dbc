//! Files of a command: read within a limit, and made whole or not at all, for their owner only, never over another.

use std::path::Path;

use color_eyre::Result;
use color_eyre::eyre::{Report, eyre};

use crate::runtime::{make_file, read_file};

/// The bytes of a file that may have at most so many. A pipe is read to its end.
pub(super) fn read(file: &Path, most: u64) -> Result<Vec<u8>> {
    read_file(file, most, true).map_err(Report::msg)
}

/// Makes a file with these bytes; one that exists is replaced only with `force`.
pub(super) fn put(file: &Path, bytes: &[u8], force: bool) -> Result<()> {
    if !force && !file.is_dir() && file.symlink_metadata().is_ok() {
        let name = file.display();
        return Err(eyre!(
            "{name} already exists: nothing was changed; name a new file, or replace it with --force"
        ));
    }
    make_file(file, bytes, force).map_err(Report::msg)
}

/// Refuses a name for a new file that something bears already.
pub(super) fn is_free(file: &Path) -> Result<()> {
    let name = file.display();
    if file.is_dir() {
        return Err(eyre!("{name} is a folder: name a new file in it"));
    }
    if file.symlink_metadata().is_ok() {
        return Err(eyre!("{name} already exists: nothing was changed; name a new file"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_up_to_its_limit_and_no_further() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.csv");
        std::fs::write(&file, b"four").unwrap();
        assert_eq!(read(&file, 4).unwrap(), b"four");
        assert!(read(&file, 3).unwrap_err().to_string().contains("too big"));
    }
}
