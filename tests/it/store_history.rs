//! Changing and taking back: what is acknowledged is there, what is undone is gone, and who is in the way is named.

use matchbook::domain::ids::PersonId;
use matchbook::domain::records::{Person, Topic};
use matchbook::domain::{Builder, Change, Edit, Row, Scheme};
use matchbook::store::{Access, Act, Draft, News, Store, StoreError, Visit};

use crate::store_support::{by, day, dump, folder, noon, scheme_in, write};

fn open(file: &std::path::Path) -> (Store, Scheme) {
    let mut store = Store::open(file, Access::Write).unwrap();
    let (scheme, unreadable) = store.load().unwrap();
    assert_eq!(unreadable, []);
    (store, scheme)
}

fn add(store: &mut Store, scheme: &mut Scheme, who: &str, name: &str) -> PersonId {
    let mut id = PersonId(0);
    write(store, scheme, who, "a person was added", |b| {
        id = b.new_id::<Person>();
        b.put(Person::named(id, name));
    })
    .unwrap();
    id
}

fn rename(
    store: &mut Store,
    scheme: &mut Scheme,
    who: &str,
    id: PersonId,
    name: &str,
) -> Result<i64, StoreError> {
    let words = format!("{{{id}}} was renamed");
    write(store, scheme, who, &words, |b| b.change::<Person>(id, |p| p.full_name = name.into()))
        .map(|applied| applied.number)
}

#[test]
fn what_was_written_is_there_after_a_restart_and_equals_the_snapshot() {
    let folder = folder();
    let file = scheme_in(&folder);
    let (mut store, mut scheme) = open(&file);
    let id = add(&mut store, &mut scheme, "ada", "Zoë \u{0}'; DROP \"🌱\"");
    rename(&mut store, &mut scheme, "ada", id, "Zoë").unwrap();
    drop(store);
    let (store, again) = open(&file);
    assert_eq!(again, scheme);
    assert_eq!(
        store.check(noon("2026-03-03")).unwrap().iter().filter(|f| f.check != "backup").count(),
        0
    );
    let words: Vec<String> = store.heads(9).unwrap().into_iter().map(|h| h.words).collect();
    assert_eq!(words, ["{P1} was renamed", "a person was added"]);
}

#[test]
fn undo_and_redo_survive_a_restart_and_are_each_others_inverse() {
    let folder = folder();
    let file = scheme_in(&folder);
    let (mut store, mut scheme) = open(&file);
    let empty = dump(&file);
    let id = add(&mut store, &mut scheme, "ada", "Zoë");
    let one = dump(&file);
    rename(&mut store, &mut scheme, "ada", id, "Chloë").unwrap();
    let two = dump(&file);
    drop(store);
    let (mut store, mut scheme) = open(&file);
    for (undo, expected) in [
        (true, &one),
        (true, &empty),
        (false, &one),
        (false, &two),
        (true, &one),
        (true, &empty),
        (false, &one),
    ] {
        let done =
            if undo { store.undo(&scheme, &by("ada")) } else { store.redo(&scheme, &by("ada")) };
        done.unwrap().onto(&mut scheme).unwrap();
        assert_eq!(&dump(&file), expected);
    }
    assert!(matches!(store.undo(&scheme, &by("bob")), Err(StoreError::NothingToUndo)));
    assert!(matches!(store.redo(&scheme, &by("bob")), Err(StoreError::NothingToRedo)));
    // a new change empties what could be done again
    add(&mut store, &mut scheme, "ada", "Noë");
    assert!(matches!(store.redo(&scheme, &by("ada")), Err(StoreError::NothingToRedo)));
    let acts: Vec<Act> = store.heads(9).unwrap().into_iter().map(|h| h.act).collect();
    let expected = [
        Act::Change,
        Act::Redo(1),
        Act::Undo(1),
        Act::Undo(2),
        Act::Redo(2),
        Act::Redo(1),
        Act::Undo(1),
        Act::Undo(2),
        Act::Change,
    ];
    assert_eq!(acts, expected);
    assert_eq!(open(&file).1, scheme);
}

#[test]
fn undo_passes_over_what_others_did_and_names_who_is_in_the_way() {
    let folder = folder();
    let file = scheme_in(&folder);
    let (mut store, mut scheme) = open(&file);
    let first = add(&mut store, &mut scheme, "ada", "Zoë");
    let second = add(&mut store, &mut scheme, "ada", "Noë");
    rename(&mut store, &mut scheme, "bob", first, "Chloë").unwrap();
    // ada's newest is the second person, and nobody touched it
    store.undo(&scheme, &by("ada")).unwrap().onto(&mut scheme).unwrap();
    assert_eq!(scheme.get::<Person>(second), None);
    // bob built on the first
    let error = store.undo(&scheme, &by("ada")).unwrap_err();
    assert!(matches!(error, StoreError::InTheWay { number: 1, later: 3, .. }), "{error}");
    assert!(error.to_string().contains("Chloë was renamed"), "{error}");
    store.undo_entry(&scheme, 3, &by("ada")).unwrap().onto(&mut scheme).unwrap();
    store.undo(&scheme, &by("ada")).unwrap().onto(&mut scheme).unwrap();
    assert_eq!(dump(&file), Vec::<String>::new());
    let twice = store.undo_entry(&scheme, 3, &by("ada")).unwrap_err().to_string();
    assert_eq!(twice, "entry 3 cannot be undone: it was undone already");
}

#[test]
fn undo_says_when_later_records_refer_to_what_it_would_take_out() {
    let folder = folder();
    let file = scheme_in(&folder);
    let (mut store, mut scheme) = open(&file);
    let topic =
        Topic { id: Builder::new(&scheme).new_id::<Topic>(), name: "Law".into(), same_as: None };
    let id = topic.id;
    write(&mut store, &mut scheme, "ada", "a topic", |b| b.put(topic)).unwrap();
    write(&mut store, &mut scheme, "ada", "another", |b| {
        let other = b.new_id::<Topic>();
        b.put(Topic { id: other, name: "Laws".into(), same_as: Some(id) });
    })
    .unwrap();
    let before = dump(&file);
    let error = store.undo_entry(&scheme, 1, &by("ada")).unwrap_err();
    assert!(matches!(error, StoreError::NotUndoable { number: 1, .. }), "{error}");
    assert_eq!(dump(&file), before);
}

#[test]
fn notes_are_kept_and_passed_over() {
    let folder = folder();
    let file = scheme_in(&folder);
    let (mut store, mut scheme) = open(&file);
    add(&mut store, &mut scheme, "ada", "Zoë");
    store
        .note(&scheme, "a backup was made".to_owned(), &by("ada"))
        .unwrap()
        .onto(&mut scheme)
        .unwrap();
    assert_eq!(scheme.history(), 2);
    assert!(matches!(
        store.undo_entry(&scheme, 2, &by("ada")),
        Err(StoreError::NotUndoable { .. })
    ));
    let undone = store.undo(&scheme, &by("ada")).unwrap();
    assert_eq!(undone.number, 3);
    assert_eq!(store.heads_on(day("2026-03-03")).unwrap().iter().filter(|h| h.live).count(), 2);
}

#[test]
fn a_stale_snapshot_is_behind_and_catches_up_with_the_missing_entries() {
    let folder = folder();
    let file = scheme_in(&folder);
    let (mut store, mut mine) = open(&file);
    let (mut other, mut theirs) = open(&file);
    assert_eq!(store.since(0).unwrap(), News::Nothing);
    let id = add(&mut other, &mut theirs, "bob", "Zoë");
    rename(&mut other, &mut theirs, "bob", id, "Chloë").unwrap();
    let mut builder = Builder::new(&mine);
    let taken = builder.new_id::<Person>();
    builder.put(Person::named(taken, "Noë"));
    let change = builder.done("a person was added");
    assert!(matches!(store.apply(&mine, &change, &by("ada")), Err(StoreError::Behind)));
    let News::Entries(entries) = store.since(mine.history()).unwrap() else { panic!("no news") };
    for entry in entries {
        entry.onto(&mut mine).unwrap();
    }
    assert_eq!(mine, theirs);
    assert_eq!(store.since(mine.history()).unwrap(), News::Nothing);
    // the number was taken by the other: the change has to be built anew
    assert!(matches!(store.apply(&mine, &change, &by("ada")), Err(StoreError::Stale { .. })));
    add(&mut store, &mut mine, "ada", "Noë");
    assert_eq!(open(&file).1, mine);
}

#[test]
fn an_edit_is_written_only_where_every_column_still_stands() {
    let folder = folder();
    let file = scheme_in(&folder);
    let (mut store, mut scheme) = open(&file);
    let id = add(&mut store, &mut scheme, "ada", "Zoë");
    let person = scheme.get::<Person>(id).unwrap().clone();
    let before = dump(&file);
    let mut other = person.clone();
    other.phone = "1".into();
    let mut after = person.clone();
    after.full_name = "Chloë".into();
    for (before, after) in
        [(Some(other.clone()), Some(after)), (Some(other), None), (None, Some(person))]
    {
        let edit = Edit { before: before.map(Row::wrap), after: after.map(Row::wrap) };
        let change = Change { words: "x".to_owned(), edits: vec![edit] };
        let error = store.apply(&scheme, &change, &by("ada")).unwrap_err();
        assert!(
            matches!(&error, StoreError::Stale { subject } if subject == "person 1"),
            "{error}"
        );
    }
    assert_eq!(dump(&file), before);
    assert_eq!(store.heads(9).unwrap().len(), 1);
}

#[test]
fn a_file_that_was_moved_or_replaced_is_not_written_to() {
    let folder = folder();
    let file = scheme_in(&folder);
    let (mut store, mut scheme) = open(&file);
    let moved = folder.path().join("moved.db");
    std::fs::rename(&file, &moved).unwrap();
    let before = dump(&moved);
    let id = Builder::new(&scheme).new_id::<Person>();
    let adding = |b: &mut Builder<'_>| b.put(Person::named(id, "Zoë"));
    let error = write(&mut store, &mut scheme, "ada", "x", adding).unwrap_err();
    assert!(matches!(error, StoreError::Moved { .. }), "{error}");
    assert!(matches!(store.since(0), Err(StoreError::Moved { .. })));
    // another scheme now stands in its place
    drop(Store::create(&file).unwrap());
    let error = write(&mut store, &mut scheme, "ada", "x", adding).unwrap_err();
    assert!(matches!(error, StoreError::Moved { .. }), "{error}");
    assert_eq!((dump(&moved), dump(&file)), (before.clone(), before));
}

#[test]
fn looking_writes_nothing_and_says_why() {
    let folder = folder();
    let file = scheme_in(&folder);
    let bytes = std::fs::read(&file).unwrap();
    let mut store = Store::open(&file, Access::Look).unwrap();
    let (mut scheme, _) = store.load().unwrap();
    let id = Builder::new(&scheme).new_id::<Person>();
    let error = write(&mut store, &mut scheme, "ada", "x", |b| b.put(Person::named(id, "Zoë")))
        .unwrap_err();
    assert!(error.to_string().contains("--read-only"), "{error}");
    assert!(matches!(store.draft_drop("ada", "x"), Err(StoreError::LookOnly { .. })));
    drop(store);
    assert_eq!(std::fs::read(&file).unwrap(), bytes);
}

#[test]
fn a_big_change_is_undone_and_redone_although_it_keeps_no_images() {
    let folder = folder();
    let file = scheme_in(&folder);
    let (mut store, mut scheme) = open(&file);
    let empty = dump(&file);
    write(&mut store, &mut scheme, "ada", "1,200 people were imported", |b| {
        for n in 0..1200 {
            let id = b.new_id::<Person>();
            b.put(Person::named(id, format!("Person {n}")));
        }
        b.change::<Person>(PersonId(7), |p| p.full_name = "Zoë".into());
    })
    .unwrap();
    let full = dump(&file);
    for expected in [&empty, &full, &empty, &full] {
        let undo = expected == &empty;
        let done =
            if undo { store.undo(&scheme, &by("ada")) } else { store.redo(&scheme, &by("ada")) };
        done.unwrap().onto(&mut scheme).unwrap();
        assert_eq!(&dump(&file), expected);
    }
    let (_, again) = open(&file);
    assert_eq!(again, scheme);
    let found = store.check(noon("2026-03-03")).unwrap();
    assert_eq!(found, [], "a new scheme needs no backup yet");
    let found = store.check(noon("2026-03-18")).unwrap();
    assert_eq!(found.iter().map(|f| f.check).collect::<Vec<_>>(), ["backup"]);
    assert_eq!(store.since(0).unwrap(), News::Reload);
}

#[test]
fn a_history_changed_by_hand_is_found_by_check() {
    for (drop_trigger, sql) in [
        ("history_stays", "UPDATE history SET words = 'x' WHERE number = 1"),
        ("history_stays", "UPDATE history SET who = 'bob' WHERE number = 2"),
        (
            "history_is_kept",
            "DELETE FROM history_row WHERE history = 2; DELETE FROM history WHERE number = 2",
        ),
        ("history_row_only_fades", "UPDATE history_row SET after = '{}' WHERE history = 1"),
    ] {
        let folder = folder();
        let file = scheme_in(&folder);
        let (mut store, mut scheme) = open(&file);
        for name in ["Zoë", "Noë", "Chloë"] {
            add(&mut store, &mut scheme, "ada", name);
        }
        drop(store);
        let conn = rusqlite::Connection::open(&file).unwrap();
        assert!(conn.execute_batch(sql).is_err(), "{sql}");
        conn.execute_batch(&format!("DROP TRIGGER {drop_trigger}; DROP TRIGGER history_row_is_kept; PRAGMA foreign_keys = OFF; {sql}")).unwrap();
        let store = Store::open(&file, Access::Write).unwrap();
        assert!(store.look_only().is_some());
        let found = store.check(noon("2026-03-03")).unwrap();
        assert!(found.iter().any(|f| f.check == "history"), "{sql}: {found:?}");
    }
}

#[test]
fn a_row_that_does_not_read_is_named_and_the_file_opens_to_look() {
    let folder = folder();
    let file = scheme_in(&folder);
    let (mut store, mut scheme) = open(&file);
    let id = add(&mut store, &mut scheme, "ada", "Zoë");
    add(&mut store, &mut scheme, "ada", "Noë");
    drop(store);
    let conn = rusqlite::Connection::open(&file).unwrap();
    conn.execute("UPDATE person SET full_name = CAST(X'C328' AS TEXT) WHERE id = ?1", [id.0])
        .unwrap();
    conn.execute("UPDATE person SET joined = 'soon' WHERE id = 2", []).unwrap();
    drop(conn);
    let mut store = Store::open(&file, Access::Write).unwrap();
    let (scheme, unreadable) = store.load().unwrap();
    let named: Vec<_> = unreadable.iter().map(|u| (u.table, u.id, u.column.as_deref())).collect();
    assert_eq!(named, [("person", 1, Some("full_name")), ("person", 2, Some("joined"))]);
    assert_eq!(scheme.all::<Person>().count(), 0);
    assert!(store.look_only().unwrap().contains("matchbook check"), "{:?}", store.look_only());
    let found = store.check(noon("2026-03-03")).unwrap();
    assert!(found.iter().any(|f| f.check == "unreadable"), "{found:?}");
}

#[test]
fn drafts_visits_and_mappings_are_kept_outside_the_history() {
    let folder = folder();
    let file = scheme_in(&folder);
    let (store, _) = open(&file);
    let draft = |key: &str, fields: &str| Draft {
        key: key.to_owned(),
        fields: fields.to_owned(),
        saved: noon("2026-03-03"),
    };
    store.draft_save("ada", &draft("close M1", "{}")).unwrap();
    store.draft_save("ada", &draft("close M1", "{\"day\":\"today\"}")).unwrap();
    store.draft_save("bob", &draft("close M1", "bob's")).unwrap();
    assert_eq!(store.drafts("ada").unwrap(), [draft("close M1", "{\"day\":\"today\"}")]);
    store.draft_drop("ada", "close M1").unwrap();
    assert_eq!(store.drafts("ada").unwrap(), []);
    assert_eq!(store.drafts("bob").unwrap().len(), 1);
    assert_eq!(store.visit_last("ada").unwrap(), None);
    let visit = |n: i64| Visit {
        who: "ada".to_owned(),
        host: "desk".to_owned(),
        since: noon("2026-03-03"),
        until: noon("2026-03-03"),
        history: n,
    };
    (0..30).for_each(|n| store.visit_save(&visit(n)).unwrap());
    assert_eq!(store.visit_last("ada").unwrap(), Some(visit(29)));
    store.mapping_save("Name,Email", "{}", noon("2026-03-03")).unwrap();
    assert_eq!(store.mapping("Name,Email").unwrap().as_deref(), Some("{}"));
    assert_eq!(store.mapping("Name").unwrap(), None);
    assert_eq!(store.heads(9).unwrap(), []);
}
