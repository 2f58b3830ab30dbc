//! That another scheme can be made and opened from the dashboard, and the one before is offered.

use std::path::PathBuf;

use chrono::{DateTime, TimeDelta};

use super::*;
use crate::runtime::clock::Fixed;

fn dashboard(folder: &tempfile::TempDir) -> Dashboard {
    let store = Store::create(&folder.path().join("one.db")).unwrap();
    let now = DateTime::UNIX_EPOCH + TimeDelta::days(20_515);
    let clock = Fixed { today: now.date_naive(), now };
    let places = Places::in_file(folder.path().join("places.json"));
    Dashboard::new(store, Box::new(clock), places, Looks::default(), (80, 24)).unwrap()
}

#[test]
fn another_scheme_is_made_and_opened_and_the_one_before_is_offered() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = dashboard(&folder);
    let [one, two] = ["one.db", "two.db"].map(|name| folder.path().join(name));
    let open = |desk: &mut Dashboard, file: &PathBuf, create| {
        desk.open_scheme(&file.to_string_lossy(), create)
    };
    assert!(open(&mut desk, &two, false).is_err(), "there is no such file yet");
    assert_eq!(desk.session.file(), one.canonicalize().unwrap());
    open(&mut desk, &two, true).unwrap();
    assert_eq!(desk.session.file(), two.canonicalize().unwrap());
    let before = one.canonicalize().unwrap().to_string_lossy().into_owned();
    assert_eq!(desk.model.world().schemes, [before]);
    open(&mut desk, &one, false).unwrap();
    assert_eq!(desk.session.file(), one.canonicalize().unwrap());
    assert!(open(&mut desk, &two, true).is_err(), "a file that is there is not made anew");
}
