//! `person` and `settings`: every field is an option, and what does not fit is refused in one line.

use matchbook::domain::Profile;
use serde_json::json;

use crate::cli_support::Desk;

#[test]
fn a_person_is_added_with_any_field_and_changed() {
    let desk = Desk::small();
    let added = desk.done(&[
        "person",
        "add",
        "Uma Bell",
        "--role",
        "mentor",
        "--capacity",
        "3",
        "--email",
        "uma@example.ac.uk",
        "--topics-offered",
        "writing; leadership",
        "--trained",
        "yes",
        "--joined",
        "2 jan",
        "--formats",
        "video, phone",
        "--line-manager",
        "Priya Nair",
    ]);
    assert!(added.contains("Uma Bell"), "{added}");
    let uma = desk.json(&["show", "uma@example.ac.uk", "--format", "json"]);
    for (field, value) in [
        ("capacity", json!(3)),
        ("joined", json!("2026-01-02")),
        ("topics_offered", json!("writing; leadership")),
        ("formats", json!("video; phone")),
        ("line_manager_id", json!("P2")),
    ] {
        assert_eq!(uma[field], value, "{field}");
    }
    desk.done(&["person", "edit", "Uma Bell", "--phone", "+44 20", "--name", "Uma Bell-Reed"]);
    desk.done(&["person", "edit", "Uma Bell-Reed", "--phone", ""]);
    assert_eq!(desk.json(&["show", "P5", "--format", "json"])["phone"], json!(null));
    assert_eq!(
        desk.done(&["person", "edit", "P5", "--capacity", "3"]),
        "Nothing to change: it is so already.\n"
    );
}

#[test]
fn every_field_of_a_person_is_an_option() {
    let help = Desk::empty().done(&["person", "add", "--help"]);
    for field in Profile::fields().filter(|field| field.id != "full_name") {
        let option = format!("--{} ", field.id.replace('_', "-"));
        assert!(help.contains(&option), "{option}");
    }
}

#[test]
fn a_value_that_does_not_fit_is_refused_with_its_field() {
    let desk = Desk::small();
    for (option, value, said) in [
        ("--capacity", "many", "capacity: 'many' is not a whole number from 0 to 50"),
        ("--email", "tom", "no e-mail address"),
        ("--joined", "31/4", "--joined '31/4': April has 30 days"),
        ("--trained", "perhaps", "neither yes nor no"),
        ("--role", "boss", "neither mentor nor mentee"),
    ] {
        let line = desk.refused(&["person", "edit", "P1", option, value]);
        assert!(line.contains(said), "{line}");
    }
}

#[test]
fn a_mentor_is_hidden_and_back_and_people_change_their_status() {
    let desk = Desk::small();
    desk.done(&["person", "hide", "priya", "--until", "31 mar", "--reason", "leave"]);
    let excluded = desk.json(&["match", "suggest", "ana", "--format", "json"]);
    assert_eq!(excluded["excluded"][0]["rule"], json!("hidden"));
    desk.done(&["person", "show", "priya"]);
    desk.done(&["person", "status", "priya", "paused"]);
    desk.done(&["person", "leave", "priya", "--why", "moved"]);
    assert_eq!(desk.json(&["show", "P2", "--format", "json"])["status"], json!("left"));
    assert!(desk.refused(&["person", "leave", "ana"]).contains("Ana Costa"));
    assert!(
        desk.refused(&["person", "status", "priya", "closed"])
            .contains("'closed' is none of: applied")
    );
}

#[test]
fn a_setting_is_shown_changed_and_taken_back_to_its_default() {
    let desk = Desk::small();
    assert!(desk.done(&["settings"]).contains("answer-days"));
    desk.done(&["settings", "answer-days", "14"]);
    let shown = desk.json(&["settings", "answer-days", "--format", "json"]);
    assert_eq!((&shown[0]["value"], &shown[0]["default"]), (&json!("14"), &json!("10")));
    assert!(!desk.done(&["today"]).contains("R1 "));
    desk.done(&["settings", "answer-days", "default"]);
    assert!(desk.refused(&["settings", "answer-days", "0"]).contains("from 1 to 365"));
    assert!(desk.refused(&["settings", "shoe-size"]).contains("shoe-size"));
}
