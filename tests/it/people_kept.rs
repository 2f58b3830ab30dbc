//! Everything on people (P1 to P4): every field by form and by command, line managers, and how long data are kept.

use matchbook::domain::ids::PersonId;
use matchbook::domain::records::{Line, Mentee, Mentor, Person, Preference};
use matchbook::domain::rules::{Outside, today};
use matchbook::domain::verbs::{keep_longer, retained};
use matchbook::domain::{Kind, Profile};
use serde_json::json;

use crate::cli_support;
use crate::harness::Desk;
use crate::small_scheme::{Small, day};

const ON: &str = "2026-03-03";

/// Tom (P1) mentors Ana (P2); Una (P3) is nobody's.
fn small() -> Small {
    let mut small = Small::default();
    let tom = small.mentor("Tom Reed", 2);
    let ana = small.mentee("Ana Costa");
    small.person("Una Bell");
    small.pair(tom, ana, "2026-01-05");
    small
}

/// A value that fits a field.
fn sample(field: &str, kind: Kind) -> String {
    match kind {
        Kind::Day if field == "keep_until" || field == "hidden_until" => "2026-12-01".into(),
        Kind::Day => "2026-02-01".into(),
        Kind::Number(least, _) => least.to_string(),
        Kind::YesNo => "yes".into(),
        Kind::Choice(options) | Kind::Choices(options) => match field {
            "role" => "mentor; mentee".into(),
            "status" => "approved".into(),
            _ => options()[0].0.into(),
        },
        Kind::Email => "una@example.org".into(),
        Kind::Topics => "leadership; writing".into(),
        Kind::Record(_) => "P1".into(),
        Kind::Person => "Mona Vale".into(),
        Kind::Line | Kind::Long | Kind::Money => format!("some {field}"),
    }
}

#[test]
fn p1_to_p4_every_field_is_kept_by_command_and_shown_again() {
    let desk = cli_support::Desk::with(&small());
    let mut args = vec!["person".to_owned(), "edit".into(), "P3".into()];
    let fields: Vec<_> = Profile::fields().filter(|field| field.id != "full_name").collect();
    for field in &fields {
        args.extend([format!("--{}", field.id.replace('_', "-")), sample(field.id, field.kind)]);
    }
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    desk.done(&args);
    let mut store =
        matchbook::store::Store::open(&desk.file, matchbook::store::Access::Look).unwrap();
    let scheme = store.load().unwrap().0;
    let una = Profile::of(&scheme, PersonId(3), day(ON)).unwrap();
    for field in &fields {
        assert_eq!((field.get)(&una), sample(field.id, field.kind), "{}", field.id);
    }
    // and the form of the same person shows them all
    let mut desk = Desk::open(scheme.clone(), day(ON), (100, 30));
    desk.keys("4 / \"una\" <Enter> e <Ctrl-S>");
    assert!(desk.heads()[0].words.contains("unchanged"), "{}", desk.screen());
    assert_eq!(desk.scheme().tables(), scheme.tables());
}

#[test]
fn p2_a_guide_is_another_person_of_the_scheme() {
    let desk = cli_support::Desk::with(&small());
    desk.done(&["person", "edit", "tom", "--guide", "una"]);
    let tom = desk.json(&["show", "P1", "--format", "json"]);
    assert_eq!((&tom["guide"], &tom["guide_id"]), (&json!("Una Bell"), &json!("P3")));
    assert!(
        desk.refused(&["person", "edit", "tom", "--guide", "tom"]).contains("guides themselves")
    );
}

#[test]
fn p2_p3_what_is_kept_of_mentor_and_mentee_is_entered_in_the_form() {
    let mut desk = Desk::open(small().scheme, day(ON), (100, 30));
    desk.keys("4 / \"tom\" <Enter> e");
    let fields = ["kinds", "training", "mentor_induction_on", "conduct_on", "guide"];
    for _ in 0..60 {
        desk.keys("<Tab>");
        let row = desk.cursor_row();
        if row.contains("Code of conduct") {
            desk.keys("\"1 feb\" <Ctrl-S>");
            break;
        }
    }
    let tom = desk.scheme().get::<Mentor>(PersonId(1)).unwrap();
    assert_eq!(tom.conduct_on, Some(day("2026-02-01")));
    for id in fields {
        assert!(Profile::field(id).is_some(), "{id}");
    }
    for id in ["plan", "student", "induction_on", "mentee_formats"] {
        assert!(Profile::field(id).is_some(), "{id}");
    }
    assert!(desk.scheme().get::<Mentee>(PersonId(1)).is_none());
}

#[test]
fn p3_people_to_avoid_and_to_prefer_are_kept_by_command_and_taken_out_again() {
    let desk = cli_support::Desk::with(&small());
    desk.done(&["person", "edit", "ana", "--avoids", "Una Bell; Somebody Else", "--prefers", "P1"]);
    let ana = desk.json(&["show", "P2", "--format", "json"]);
    assert_eq!(ana["avoids"], json!("Una Bell; Somebody Else"));
    assert_eq!(ana["prefers"], json!("Tom Reed"));
    desk.done(&["person", "edit", "ana", "--avoids", ""]);
    assert_eq!(desk.json(&["show", "P2", "--format", "json"])["avoids"], json!(null));
}

#[test]
fn p3_avoid_lists_are_entered_in_the_form_by_name() {
    let mut desk = Desk::open(small().scheme, day(ON), (100, 30));
    desk.keys("4 / \"ana\" <Enter> e");
    for _ in 0..60 {
        desk.keys("<Tab>");
        if desk.cursor_row().contains("Would rather not") {
            desk.keys("\"Una Bell\" <Ctrl-S>");
            break;
        }
    }
    let wish = desk.scheme().all::<Preference>().next().expect("a wish");
    assert_eq!((wish.person, wish.other), (PersonId(2), Some(PersonId(3))));
}

/// The scheme asks for line managers, and Ana's is named but has not agreed.
fn with_manager() -> Small {
    use matchbook::domain::ids::{LineId, SettingId};
    use matchbook::domain::records::SettingRow;
    let mut small = small();
    small.put(SettingRow {
        id: SettingId(1),
        key: "manager-agreement".into(),
        value: "yes".into(),
    });
    small.put(Line {
        id: LineId(1),
        person: PersonId(2),
        manager: None,
        manager_name: "Mona Vale".into(),
        since: None,
        until: None,
        briefed: None,
        agreed: None,
        agreed_on: None,
    });
    small
}

fn raised(desk: &Desk, rule: &str) -> bool {
    let items = today(desk.scheme(), day(ON), &Outside::default());
    items.iter().any(|item| item.rule == rule || item.also.contains(&rule))
}

#[test]
fn p4_what_the_line_manager_said_is_written_down_from_the_pair_and_the_item_goes_and_comes_back() {
    let mut desk = Desk::open(with_manager().scheme, day(ON), (100, 30));
    assert!(raised(&desk, "manager-agreement-missing"));
    desk.keys("3 w l <Ctrl-S>");
    let line = desk.scheme().all::<Line>().next().unwrap();
    assert_eq!((line.agreed, line.agreed_on), (Some(true), Some(day(ON))));
    assert!(!raised(&desk, "manager-agreement-missing"));
    desk.keys("u");
    assert!(raised(&desk, "manager-agreement-missing"));
}

#[test]
fn p4_keys_and_command_write_the_same_agreement() {
    let mut desk = Desk::open(with_manager().scheme, day(ON), (100, 30));
    desk.keys("4 / \"ana\" <Enter> w l <Ctrl-S>");
    let cli = cli_support::Desk::with(&with_manager());
    cli.done(&["person", "agreed", "ana", "yes"]);
    let mut store =
        matchbook::store::Store::open(&cli.file, matchbook::store::Access::Look).unwrap();
    assert_eq!(store.load().unwrap().0.tables(), desk.scheme().tables());
}

#[test]
fn p4_a_line_manager_who_is_not_known_is_named_in_the_same_form() {
    let mut desk = Desk::open(small().scheme, day(ON), (100, 30));
    desk.keys("4 / \"ana\" <Enter> w l \"Mona Vale\" <Tab> w <Ctrl-S>");
    let line = desk.scheme().all::<Line>().next().expect("a line");
    assert_eq!(line.manager_name.exact(), "Mona Vale");
    assert_eq!((line.briefed, line.agreed), (Some(day(ON)), None));
}

fn kept_until(until: &str) -> Small {
    let mut small = small();
    small.change::<Person>(PersonId(3), |person| person.keep_until = Some(day(until)));
    small
}

#[test]
fn i4_data_are_kept_longer_only_until_a_later_day_and_with_a_reason() {
    let small = kept_until("2026-03-02");
    let keep = |until: &str, why: &str| {
        keep_longer(&small.scheme, day(ON), PersonId(3), day(until), &why.into())
    };
    assert!(keep("2026-03-03", "why").is_err(), "today is not ahead");
    assert!(keep("2026-03-04", " ").is_err(), "no reason");
    let change = keep("2026-03-04", "a legal claim").unwrap();
    let after = small.scheme.after(&change).unwrap();
    let una = after.get::<Person>(PersonId(3)).unwrap();
    assert_eq!(una.keep_until, Some(day("2026-03-04")));
    assert_eq!(una.keep_reason.exact(), "a legal claim");
    let again = keep_longer(&after, day(ON), PersonId(3), day("2026-03-04"), &"why".into());
    assert!(again.is_err(), "not later than it is");
}

#[test]
fn i4_the_item_of_a_day_that_has_passed_goes_with_a_later_day_and_comes_back() {
    let mut desk = Desk::open(kept_until("2026-03-02").scheme, day(ON), (100, 30));
    assert!(raised(&desk, "keep-until-passed"));
    desk.keys("4 / \"una\" <Enter> w k <Tab> \"she mentors again\" <Ctrl-S>");
    assert!(!raised(&desk, "keep-until-passed"), "{}", desk.screen());
    desk.keys("u");
    assert!(raised(&desk, "keep-until-passed"));
}

#[test]
fn i4_the_retention_list_has_its_boundary_and_leap_days() {
    let mut small = kept_until("2024-02-29");
    small.change::<Person>(PersonId(1), |person| person.keep_until = Some(day("2024-03-01")));
    let over = |on: &str| -> Vec<(i64, i64)> {
        let list = retained(&small.scheme, day(on), day(on));
        list.iter().map(|one| (one.person.id.0, one.over)).collect()
    };
    assert_eq!(over("2024-02-29"), []);
    assert_eq!(over("2024-03-01"), [(3, 1)]);
    assert_eq!(over("2024-03-02"), [(3, 2), (1, 1)]);
}

#[test]
fn i4_the_retention_list_is_printed_in_three_formats_and_a_day_put_off_by_command() {
    let desk = cli_support::Desk::with(&kept_until("2026-02-21"));
    assert_eq!(
        desk.done(&["privacy", "due"]),
        "P3    Una Bell: until Sat 21 Feb 2026, 10 days over\n"
    );
    let list = desk.json(&["privacy", "due", "--format", "json"]);
    assert_eq!(
        list,
        json!([{"id": "P3", "name": "Una Bell", "keep_until": "2026-02-21", "days_over": 10,
                "reason": null}])
    );
    let csv = desk.done(&["privacy", "due", "--format", "csv"]);
    assert!(csv.contains("\"P3\",\"Una Bell\",\"2026-02-21\",\"10\""), "{csv}");
    assert!(
        desk.refused(&["privacy", "keep", "P3", "1 feb 2026", "--because", "x"]).contains("ahead")
    );
    desk.done(&["privacy", "keep", "una", "2027-03-01", "--because", "a legal claim"]);
    assert!(desk.done(&["privacy", "due"]).starts_with("Nobody"));
    let later = desk.done(&["privacy", "due", "--by", "2027-03-02"]);
    assert!(later.contains("in 363 days; kept because a legal claim"), "{later}");
    desk.done(&["undo"]);
    assert!(desk.done(&["privacy", "due"]).contains("10 days over"));
}
