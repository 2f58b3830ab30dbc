//! That every setting is sound, and what is stored in one is what counts.

use super::*;

#[test]
fn every_default_is_allowed_and_every_row_is_explained() {
    let mut ids: Vec<_> = SETTINGS.iter().map(|setting| setting.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), SETTINGS.len(), "an id stands twice");
    for setting in SETTINGS {
        assert_eq!(setting.check(setting.default).as_deref(), Ok(setting.default));
        assert!(!setting.meaning.is_empty() && !setting.source.is_empty(), "{}", setting.id);
    }
}

#[test]
fn a_value_out_of_range_is_refused_in_words() {
    let days = Setting::named("answer-days").unwrap();
    assert_eq!(days.check(" 10 ").as_deref(), Ok("10"));
    for wrong in ["0", "366", "-1", "NaN", "", "ten"] {
        assert!(days.check(wrong).is_err(), "{wrong}");
    }
}
