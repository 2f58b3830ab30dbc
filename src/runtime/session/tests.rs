//! Tests of a session: two of them over one file, drafts, visits and places.

use chrono::TimeDelta;

use super::*;
use crate::domain::change::Builder;
use crate::domain::records::{Person, Topic};
use crate::runtime::clock::Fixed;
use crate::store::Access;

/// A session of its own over the file.
fn session(folder: &tempfile::TempDir, access: Access) -> Session {
    let file = folder.path().join("scheme.db");
    let store = if file.exists() { Store::open(&file, access) } else { Store::create(&file) };
    let now = DateTime::UNIX_EPOCH + TimeDelta::days(20_515);
    let clock = Fixed { today: now.date_naive(), now };
    let places = Places::in_file(folder.path().join("places.json"));
    Session::open(store.unwrap(), Box::new(clock), places, false).unwrap()
}

/// A change that adds a topic.
fn topic(session: &Session, name: &str) -> Change {
    let mut builder = Builder::new(&session.scheme);
    let id = builder.new_id::<Topic>();
    builder.put(Topic { id, name: name.into(), same_as: None });
    builder.done(format!("{name} added"))
}

fn topics(session: &Session) -> Vec<String> {
    session.scheme.all::<Topic>().map(|topic| topic.name.to_string()).collect()
}

#[test]
fn words_become_a_sentence_once() {
    assert_eq!(sentence("ana accepted; a pair starts"), "Ana accepted; a pair starts.");
    assert_eq!(sentence("Done."), "Done.");
    assert_eq!(sentence(""), "");
}

#[test]
fn what_is_saved_is_in_the_world_and_undone_and_done_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut one = session(&folder, Access::Write);
    let change = topic(&one, "writing");
    assert_eq!(one.commit(&change).unwrap(), "Writing added.");
    assert_eq!(topics(&one), ["writing"]);
    assert_eq!(one.world().unwrap().done_today(), 1);
    assert_eq!(one.undo().unwrap(), "Undone: writing added.");
    assert_eq!(topics(&one), [""; 0]);
    assert_eq!(one.world().unwrap().done_today(), 0);
    one.redo().unwrap();
    assert_eq!(topics(&one), ["writing"]);
    assert!(matches!(one.redo(), Err(StoreError::NothingToRedo)));
}

#[test]
fn a_change_built_before_anothers_is_written_when_it_touches_other_records() {
    let folder = tempfile::tempdir().unwrap();
    let mut one = session(&folder, Access::Write);
    one.commit(&topic(&one, "writing")).unwrap();
    let mut two = session(&folder, Access::Write);
    let mut rename = Builder::new(&one.scheme);
    let id = one.scheme.all::<Topic>().next().unwrap().id;
    rename.change::<Topic>(id, |topic| topic.name = "speaking".into());
    let rename = rename.done("renamed");
    two.commit(&topic(&two, "coding")).unwrap();
    one.commit(&rename).unwrap();
    assert_eq!(topics(&one), ["speaking", "coding"]);
    assert_eq!(two.catch_up().unwrap(), Caught::New);
    assert_eq!(topics(&two), topics(&one));
    assert_eq!(two.catch_up().unwrap(), Caught::Nothing);
}

#[test]
fn a_change_of_a_record_that_another_changed_is_refused_and_the_other_one_stands() {
    let folder = tempfile::tempdir().unwrap();
    let mut one = session(&folder, Access::Write);
    one.commit(&topic(&one, "writing")).unwrap();
    let mut two = session(&folder, Access::Write);
    let rename = |session: &Session, name: &str| {
        let mut builder = Builder::new(&session.scheme);
        let id = session.scheme.all::<Topic>().next().unwrap().id;
        builder.change::<Topic>(id, |topic| topic.name = name.into());
        builder.done("renamed")
    };
    let late = rename(&one, "speaking");
    two.commit(&rename(&two, "listening")).unwrap();
    assert!(matches!(one.commit(&late), Err(StoreError::Behind)));
    assert_eq!(topics(&one), ["listening"], "what the other did is taken in");
}

#[test]
fn drafts_come_back_until_they_are_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let one = session(&folder, Access::Write);
    let draft = BTreeMap::from([("note".to_owned(), "half a sent".to_owned())]);
    one.keep_draft("close:M17".to_owned(), &draft).unwrap();
    let two = session(&folder, Access::Write);
    assert_eq!(two.world().unwrap().drafts.get("close:M17"), Some(&draft));
    two.drop_draft("close:M17").unwrap();
    assert!(one.world().unwrap().drafts.is_empty());
}

#[test]
fn the_last_visit_and_place_are_known_next_time_even_of_a_file_opened_to_look() {
    let folder = tempfile::tempdir().unwrap();
    let mut one = session(&folder, Access::Write);
    assert_eq!(one.world().unwrap().last_visit, None);
    one.commit(&topic(&one, "writing")).unwrap();
    one.leave("Pairs", Some("M17".to_owned()));
    let two = session(&folder, Access::Look);
    assert!(two.world().unwrap().read_only.is_some());
    assert_eq!(two.last_visit.map(|(_, seen)| seen), Some(1));
    let place = two.place().unwrap();
    assert_eq!((place.screen.as_str(), place.row.as_deref()), ("Pairs", Some("M17")));
    two.leave("People", None);
    assert_eq!(session(&folder, Access::Look).place().unwrap().screen, "People");
}

#[test]
fn a_person_is_erased_and_their_data_are_handed_over_from_the_screen() {
    let folder = tempfile::tempdir().unwrap();
    let mut one = session(&folder, Access::Write);
    let mut builder = Builder::new(&one.scheme);
    let id = builder.new_id::<Person>();
    builder.put(Person::named(id, "Ana Costa"));
    one.commit(&builder.done("{P1} is added")).unwrap();
    let file = folder.path().join("ana.md");
    let said = one.hand_over(id, &file, false, &[]).unwrap();
    assert!(said.starts_with("All data of Ana Costa are in "), "{said}");
    assert!(std::fs::read_to_string(&file).unwrap().contains("Ana Costa"));
    assert!(one.hand_over(id, &file, false, &[]).unwrap_err().contains("already exists"));
    assert_eq!(one.erase(id, Ground::Asked).unwrap(), "P1 was erased: they asked for it.");
    assert_eq!(one.scheme.name(id), "Erased person");
    assert!(one.erase(id, Ground::Asked).is_err(), "nobody is erased twice");
    assert!(one.undo().is_err(), "what was erased is not taken back");
}
