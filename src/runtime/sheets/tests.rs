//! Sheets by the worker: stopped without a trace, never over what others wrote, within a limit.

use chrono::TimeDelta;

use super::*;
use crate::domain::Scheme;
use crate::store::newest_backup;

const SHEET: &str = "Name,E-mail,Topics you can offer\nAnn Fox,ann@example.org,writing\n";

fn desk(folder: &Path) -> SheetDesk {
    let file = folder.join("one.db");
    drop(Store::create(&file).unwrap());
    let now = DateTime::UNIX_EPOCH + TimeDelta::days(20_515);
    let (who, host) = ("ann".to_owned(), "desk".to_owned());
    let stamp = Stamp { now, day: now.date_naive(), who, host };
    SheetDesk { file, stamp, recent: Recent::in_file(folder.join("sheets.json")) }
}

fn told(ask: SheetAsk, pace: &Arc<Pace>, desk: &SheetDesk) -> SheetAnswer {
    match do_sheet(&SheetWork { pace: Arc::clone(pace), ask }, desk) {
        SheetHeard::Told(told) => told.answer,
        SheetHeard::Saved(..) => panic!("it was saved"),
    }
}

/// What an import of the sheet would do.
fn planned(folder: &Path, desk: &SheetDesk) -> (Arc<Look>, Arc<Plan>, Arc<Scheme>) {
    let (look, scheme) = read_in(folder, desk, SHEET);
    let ask = SheetAsk::Plan(Arc::clone(&look), Arc::clone(&scheme));
    let pace = Arc::new(Pace::default());
    let SheetAnswer::Planned(plan) = told(ask, &pace, desk) else { panic!("no plan") };
    (look, plan, scheme)
}

/// A sheet as it was understood, and the scheme as it is.
fn read_in(folder: &Path, desk: &SheetDesk, text: &str) -> (Arc<Look>, Arc<Scheme>) {
    let sheet = folder.join("mentors.csv");
    fs::write(&sheet, text).unwrap();
    let scheme = Arc::new(Store::open(&desk.file, Access::Look).unwrap().load().unwrap().0);
    let file = sheet.to_string_lossy().into_owned();
    let options = Options::on(desk.stamp.day);
    let pace = Arc::new(Pace::default());
    let ask = SheetAsk::Read { file, options };
    let SheetAnswer::Looked(look) = told(ask, &pace, desk) else { panic!("not read") };
    (look, scheme)
}

#[test]
fn work_that_was_stopped_leaves_no_trace() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let (look, plan, scheme) = planned(folder.path(), &desk);
    let pace = Arc::new(Pace::default());
    pace.stop();
    let save = Save {
        look: Arc::clone(&look),
        plan,
        scheme: Arc::clone(&scheme),
        said: String::new(),
        then: Then::Stay,
    };
    assert!(keep(&save, &pace, &desk).is_err());
    for ask in [SheetAsk::Plan(look, Arc::clone(&scheme)), SheetAsk::Save(Box::new(save))] {
        assert!(matches!(told(ask, &pace, &desk), SheetAnswer::Stopped));
    }
    let after = Store::open(&desk.file, Access::Look).unwrap().load().unwrap().0;
    assert_eq!((after.history(), newest_backup(&desk.file)), (scheme.history(), None));
}

/// A sheet of so many mentors.
fn long(many: usize) -> String {
    let rows = (0..many).map(|at| format!("Ann Fox{at},ann{at}@example.org\n"));
    format!("Mentor,E-mail\n{}", rows.collect::<String>())
}

#[test]
fn a_plan_under_way_is_stopped_at_its_next_step() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let (look, scheme) = read_in(folder.path(), &desk, &long(3_000));
    let pace = Arc::new(Pace::default());
    let answer = std::thread::scope(|threads| {
        let worker = threads.spawn(|| told(SheetAsk::Plan(look, scheme), &pace, &desk));
        while pace.steps().is_none_or(|(done, _)| done == 0) && !worker.is_finished() {
            std::thread::yield_now();
        }
        pace.stop();
        worker.join().unwrap()
    });
    assert!(matches!(answer, SheetAnswer::Stopped));
    let (done, of) = pace.steps().unwrap();
    assert!(done < of, "it went on to the end");
}

#[test]
fn saving_that_is_stopped_under_way_leaves_the_scheme_as_it_was_and_no_copy() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    // a scheme that holds nothing yet needs no copy: something is in it
    let other = folder.path().join("other");
    fs::create_dir(&other).unwrap();
    let (look, plan, scheme) = planned(&other, &desk);
    let save = Save { look, plan, scheme, said: "done".to_owned(), then: Then::Stay };
    assert_eq!(keep(&save, &Pace::default(), &desk), Ok(()));
    let (look, scheme) = read_in(folder.path(), &desk, &long(400));
    let pace = Arc::new(Pace::default());
    let ask = SheetAsk::Plan(Arc::clone(&look), Arc::clone(&scheme));
    let SheetAnswer::Planned(plan) = told(ask, &pace, &desk) else { panic!("no plan") };
    let before = scheme.history();
    let save = Save { look, plan, scheme, ..save };
    let answer = std::thread::scope(|threads| {
        let worker = threads.spawn(|| told(SheetAsk::Save(Box::new(save)), &pace, &desk));
        // the copy is made before the first row is written
        while newest_backup(&desk.file).is_none() && !worker.is_finished() {
            std::thread::yield_now();
        }
        pace.stop();
        worker.join().unwrap()
    });
    assert!(matches!(answer, SheetAnswer::Stopped));
    let after = Store::open(&desk.file, Access::Look).unwrap().load().unwrap().0;
    assert_eq!((after.history(), newest_backup(&desk.file)), (before, None));
}

#[test]
fn what_somebody_else_wrote_meanwhile_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let (look, plan, scheme) = planned(folder.path(), &desk);
    let (said, then) = ("done".to_owned(), Then::Stay);
    let save = Save { look, plan, scheme, said, then };
    let pace = Arc::new(Pace::default());
    assert_eq!(keep(&save, &pace, &desk), Ok(()));
    let again = keep(&save, &pace, &desk).unwrap_err();
    assert!(again.contains("meanwhile"), "{again}");
    assert_eq!(newest_backup(&desk.file), None, "a copy for nothing is not left behind");
}

#[test]
fn a_folder_tells_its_folders_and_sheets_and_what_was_opened_last() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    planned(folder.path(), &desk);
    fs::create_dir(folder.path().join("old")).unwrap();
    fs::write(folder.path().join("B.TSV"), "a").unwrap();
    let typed = format!("{}/", folder.path().display());
    let seen = super::folder(&typed, &desk.recent);
    let names: Vec<&str> = seen.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!((names, seen.folders), (vec!["B.TSV", "mentors.csv"], vec!["old".to_owned()]));
    assert_eq!(seen.recent.len(), 1);
    assert!(super::folder("/no/such/", &desk.recent).fault.is_some());
}

#[test]
fn only_a_file_within_the_limit_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.csv");
    fs::write(&file, b"four").unwrap();
    assert_eq!(read_file(&file, 4, false).unwrap(), b"four");
    assert!(read_file(&file, 3, false).unwrap_err().contains("too big"));
    assert!(read_file(folder.path(), 3, false).unwrap_err().contains("is a folder"));
    assert!(read_file(Path::new("/dev/null"), 3, false).unwrap_err().contains("a device"));
}
