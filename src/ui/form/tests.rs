//! What a form does with keys, and how it looks.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::*;
use crate::text::days::{Lean, Order};
use crate::ui::field::{Choice, DayInput, Input, Opt, Pick, PickOption};
use crate::ui::paint;
use crate::ui::theme::Theme;

fn form() -> Form {
    let calendar = Calendar { today: "2026-03-03".parse().unwrap(), order: Order::Dmy };
    let mentors = vec![
        PickOption::new("P2", "Priya Nair", "1 of 2 free  same field"),
        PickOption::new("P1", "Prisca Wolf", "0 of 1 free").refused("full, cannot be chosen"),
    ];
    let reasons = vec![Opt::new("no-reply", "No reply"), Opt::new("other", "Other")];
    let fields = vec![
        Field::new("mentor", "New mentor", Input::pick(Pick::first(mentors))).required().decides(),
        Field::new("reason", "Reason", Input::Choice(Choice::one(reasons, "no-reply"))),
        Field::new("sent", "Offer sent on", Input::Day(DayInput::new("today", Lean::Past))),
        Field::new("follow", "Follow up on", Input::Day(DayInput::new("+1w", Lean::Future))),
        Field::note("note", "Note", ""),
    ];
    Form::new("Reassign request R42: Amina Yusuf", "reassign now", fields, calendar)
        .heading("From", "Tom Reed (asked 8 Feb, no reply)")
}

fn typed(form: &mut Form, text: &str) -> FormStep {
    text.chars().fold(FormStep::Stay, |_, letter| form.key(Key::Char(letter)))
}

#[test]
fn enter_on_the_field_that_decides_saves_when_all_else_is_filled() {
    assert_eq!(form().key(Key::Enter), FormStep::Save);
}

#[test]
fn enter_goes_on_and_saves_on_the_last_field() {
    let mut form = form();
    form.key(Key::Tab);
    for expected in ["reason", "sent", "follow"] {
        assert_eq!(form.key(Key::Enter), FormStep::Changed(expected));
    }
    assert_eq!(form.focused().map(|field| field.id), Some("note"));
    assert_eq!(form.key(Key::Enter), FormStep::Save);
}

#[test]
fn a_wrong_day_keeps_the_cursor_and_saving_goes_to_it() {
    let mut form = form();
    form.focus("follow");
    typed(&mut form, "31/4");
    assert_eq!(form.key(Key::Enter), FormStep::Stay);
    form.focus("mentor");
    assert_eq!(form.key(Key::Ctrl('s')), FormStep::Stay);
    assert_eq!(form.focused().map(|field| field.id), Some("follow"));
    assert_eq!(form.problems(), [("Follow up on", "April has 30 days: try 30/4".to_owned())]);
}

#[test]
fn a_hidden_field_is_passed_over_and_has_no_value() {
    let mut form = form();
    form.show("reason", false);
    form.show("note", false);
    form.key(Key::Tab);
    assert_eq!(form.focused().map(|field| field.id), Some("sent"));
    assert_eq!(form.value("reason"), "");
    form.key(Key::BackTab);
    form.key(Key::BackTab);
    assert_eq!(form.focused().map(|field| field.id), Some("follow"));
}

#[test]
fn a_draft_holds_only_what_was_changed_and_restores_it() {
    let mut first = form();
    assert!(!first.is_changed());
    first.focus("note");
    typed(&mut first, "?q/:1u");
    first.focus("follow");
    typed(&mut first, "fri");
    let draft = first.draft();
    assert_eq!(
        draft.into_iter().collect::<Vec<_>>(),
        [("follow".to_owned(), "fri".to_owned()), ("note".to_owned(), "?q/:1u".to_owned())]
    );
    let mut second = form();
    second.restore(&first.draft());
    assert_eq!(second.draft(), first.draft());
    assert_eq!(second.day("follow"), "2026-03-06".parse().ok());
}

#[test]
fn a_refusal_stays_at_its_field_until_that_changes() {
    let mut form = form();
    form.refuse(Some("sent"), "before the request");
    assert_eq!(form.problems().len(), 1);
    assert_eq!(form.focused().map(|field| field.id), Some("sent"));
    typed(&mut form, "y");
    assert!(form.problems().is_empty());
    form.refuse(None, "the file is locked");
    assert_eq!(form.trouble.as_deref(), Some("the file is locked"));
}

#[test]
fn escape_leaves_but_first_closes_a_month_or_a_filter() {
    let mut form = form();
    typed(&mut form, "pri");
    assert_eq!(form.key(Key::Esc), FormStep::Stay);
    assert_eq!(form.key(Key::Esc), FormStep::Leave);
    form.focus("sent");
    form.key(Key::Char(' '));
    assert_eq!(form.key(Key::Esc), FormStep::Stay);
    assert_eq!(form.key(Key::Esc), FormStep::Leave);
}

fn rows(form: &Form, width: u16, height: u16) -> Vec<String> {
    let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
    form.draw(buf.area, &mut buf, Theme::new(true, true));
    paint::rows(&buf)
}

#[test]
fn a_form_looks_as_in_the_picture() {
    let mut form = form();
    form.corner = "draft saved";
    form.focus("follow");
    for letter in "31/4".chars() {
        form.key(Key::Char(letter));
    }
    form.focus("mentor");
    for letter in "pri".chars() {
        form.key(Key::Char(letter));
    }
    let expected = "\
+-- Reassign request R42: Amina Yusuf ------------------------- draft saved --+
| From            Tom Reed (asked 8 Feb, no reply)                            |
| New mentor      pri                                                         |
|               > Priya Nair   1 of 2 free  same field                        |
|                 Prisca Wolf  0 of 1 free (full, cannot be chosen)           |
| Reason          No reply                                                    |
| Offer sent on   today               = Tue 3 Mar 2026 (today)                |
| Follow up on    31/4                ! April has 30 days: try 30/4           |
| Note                                                                        |
| ! 1 problem: Follow up on. Nothing is saved yet; your text is kept.         |
+-- Enter reassign now   Tab next   Ctrl-S save   Esc keep draft -------------+";
    assert_eq!(rows(&form, 79, 11).join("\n"), expected);
}

#[test]
fn the_cursor_stands_in_the_field_at_every_usable_size() {
    for (width, height) in [(60, 13), (79, 20), (200, 60)] {
        let mut form = form();
        for _ in 0..5 {
            let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
            let at = form.draw(buf.area, &mut buf, Theme::default()).unwrap();
            assert!(buf.area.contains(at), "{width}x{height}");
            form.key(Key::Tab);
        }
    }
}

#[test]
fn no_size_panics_with_any_field_open() {
    let mut form = form();
    form.refuse(None, "the file is locked by another program");
    for field in ["mentor", "reason", "sent", "note"] {
        form.focus(field);
        if field == "sent" {
            form.key(Key::Char(' '));
        }
        for (width, height) in (0..90).flat_map(|width| (0..30).map(move |height| (width, height)))
        {
            let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
            form.draw(buf.area, &mut buf, Theme::default());
        }
    }
}

fn long_form() -> Form {
    let ids = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
    let fields = ids.into_iter().map(|id| Field::line(id, id, "")).collect();
    Form::new("Person", "save", fields, form().calendar())
}

#[test]
fn a_form_that_does_not_fit_says_how_many_fields_are_above_and_below() {
    let mut form = long_form();
    let said = |form: &Form| rows(form, 60, 8).into_iter().nth_back(1).unwrap();
    assert!(said(&form).contains("  v 7 more fields "), "{}", said(&form));
    for _ in 0..6 {
        form.key(Key::Tab);
    }
    assert!(said(&form).contains("^ 4 fields above   v 3 more fields"), "{}", said(&form));
    form.key(Key::BackTab);
    form.focus("l");
    assert!(said(&form).contains("^ 7 fields above "), "{}", said(&form));
    assert!(!said(&form).contains("more"), "nothing follows: {}", said(&form));
    let mut buf = Buffer::empty(Rect::new(0, 0, 60, 8));
    form.focus("a");
    form.draw(buf.area, &mut buf, Theme::default());
    assert!(paint::rows(&buf).concat().contains("↓ 7 more fields"));
    assert!(!rows(&form, 60, 20).concat().contains("more field"), "all fit");
}

#[test]
fn what_speaks_against_a_choice_stands_at_its_field_with_the_cursor_and_without() {
    let why = "Priya Nair is not trained yet and would be asked to begin before the induction";
    let options = vec![
        PickOption::new("P2", "Priya Nair", "1 of 2 free  offers grant writing").warned(why),
        PickOption::new("P3", "Tom Reed", "1 of 1 free").warned(""),
    ];
    let fields = vec![
        Field::new("mentor", "Mentor", Input::pick(Pick::first(options))),
        Field::line("note", "Note", ""),
    ];
    let mut form = Form::new("Match", "start", fields, form().calendar());
    let said = |form: &Form| {
        let rows: Vec<_> = rows(form, 60, 14).iter().map(|row| row.replace('|', " ")).collect();
        rows.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(said(&form).contains(&format!("! {why} 1 of 2 free offers")), "{}", said(&form));
    form.key(Key::Tab);
    assert!(said(&form).contains(&format!("! {why} Note")), "{}", said(&form));
    form.key(Key::BackTab);
    form.key(Key::Down);
    form.key(Key::Tab);
    assert!(!said(&form).contains('!'), "{}", said(&form));
}

#[test]
fn a_question_is_answered_by_saving_again_and_dropped_by_any_other_key() {
    let ask = |form: &mut Form| {
        form.question = Some(Question { words: "There is one: log a second?".into(), extra: None });
    };
    let mut form = form();
    form.focus("sent");
    ask(&mut form);
    let shown = rows(&form, 79, 14).join("\n");
    assert!(shown.contains("! There is one: log a second? Enter again saves it"), "{shown}");
    assert_eq!((form.key(Key::Enter), form.insists()), (FormStep::Save, true));
    ask(&mut form);
    assert_eq!((form.key(Key::Ctrl('s')), form.insists()), (FormStep::Save, true));
    ask(&mut form);
    assert_eq!((form.key(Key::Esc), form.question.is_none()), (FormStep::Stay, true));
    assert_eq!((form.key(Key::Ctrl('s')), form.insists()), (FormStep::Save, false));
    ask(&mut form);
    typed(&mut form, "y");
    assert_eq!((form.key(Key::Ctrl('s')), form.insists()), (FormStep::Save, false));
    form.question = Some(Question { words: "Sure?".into(), extra: Some("next") });
    assert_eq!(form.key(Key::Enter), FormStep::Extra("next"), "it goes on as it was asked for");
}
