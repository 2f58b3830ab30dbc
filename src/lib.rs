//! Matchbook: the coordinator's desk of a mentoring scheme, a dashboard over one local file.
//!
//! # The rooms
//!
//! Each room may use only what is named behind it; `text` is open to all. A test holds the walls.
//!
//! | Room | What it is | May use |
//! |---|---|---|
//! | `main` | arguments in, exit code out | cli, runtime |
//! | [`text`] | `Text` (harmless when shown), width, folding for search, days in and out of words | |
//! | [`domain`] | what a scheme is: records, verbs, rules, matching, figures, lists; no I/O, no clock | |
//! | [`sample`] | the sample schemes, pure | domain |
//! | [`store`] | the one file of a scheme: open, load, apply, history, undo, backup, restore, check | domain |
//! | [`import`] | bytes to a plan: what would be added, changed, refused | domain |
//! | [`export`] | lists, letters and summary to bytes | domain |
//! | [`ui`] | toolkit of keys, fields, forms, tables, charts; knows nothing of mentoring | |
//! | [`screens`] | the screens, with cards, forms and acts shared by them | domain, import, export, ui |
//! | [`app`] | the pure program: model, message, update, frame | screens, domain, ui |
//! | [`runtime`] | the impure half: loop, clock, terminal, jobs, files, effects | all of the above |
//! | [`cli`] | the command line, one file a command family | all but ui |
//!
//! # The tour
//!
//! A record has the same name in every room. Follow a meeting: `domain/records/meeting.rs` (its
//! columns), `domain/verbs/meeting.rs` (log one, or refuse in words), `domain/rules/pairs.rs` (what
//! Today says of it), `domain/lists/meetings.rs` (its columns in lists and exports),
//! `screens/forms/meeting.rs` (the form), `import/meetings.rs` (from a sheet), `cli/meeting.rs`
//! (the command), and its table in `assets/migrations/`.
//!
//! One key press: `runtime` reads it, `app` hands it to the top screen, the screen looks its command
//! up in its key table, calls a verb, and gives back an effect with a change; `runtime` has the
//! `store` apply it, and `app` shows what was done.
//!
//! # Where do I add ...
//!
//! | What | Where, all places |
//! |---|---|
//! | a rule of Today | its row in `domain/rules/mod.rs`, its check in the file of its section, its sign and word in `screens/cards/mod.rs`, its scenario in `tests/data/rules/`, and it is raised in `sample/every.rs` |
//! | a field of a person | struct and FIELDS in `domain/records/{person,mentor,mentee}.rs`, a column in a migration, headings in `import/fields.rs`; form, command, card and file follow |
//! | a limit or default | its row in `domain/settings.rs` |
//! | an act with a key | its row in `screens/acts.rs`, its verb in `domain/verbs/`, its form in `screens/forms/`, its place in `screens/mod.rs`, its command in `cli/` |
//! | a key of all lists, or of everywhere | `screens/list/keys.rs`, `app/keys.rs` |
//! | a column of a list | its row in `domain/lists/` |
//! | a kind of letter | its row in `domain/letters/mod.rs`, its facts in `domain/letters/facts.rs` and `fields.rs`, who gets it in `domain/letters/whom.rs`, its text in `assets/letters/`, its setting in `domain/settings.rs`, what it is recorded as in `domain/verbs/letter.rs` |
//! | a form of the summary in files | `export/summary/page.rs`, its writer beside it, `screens/forms/summary_file.rs`; `p` and `summary` follow |
//! | a key of the summary | `screens/summary/keys.rs`, its row in the README |
//! | a figure of the summary | its row in the file of its section in `domain/figures/` |
//! | a criterion of matching | its row in `domain/matching/criteria/mod.rs`, its points and sentence in the file of its theme there, what it needs of a person in `domain/matching/facts.rs`, its weight in `domain/settings.rs` |
//! | a matching rule or criterion | `domain/matching/objections.rs`, `domain/matching/criteria/` |
//! | a kind of entry (contact, goal, event ...) | its record in `domain/records/`, its row in `domain/entry.rs`, a migration; form, command, list and undo follow |
//! | a word of a closed list | `domain/codes/`, and the CHECK of its column in a migration |
//! | a refusal of a file | `store/sniff.rs` says what it looks like, `store/error.rs` the sentence |
//! | a form of lists in files | `export/file.rs`, and its writer in `export/`; `p` and `export` follow |
//! | an entry of calendars | `domain/diary.rs` |
//! | an output format of commands | `cli/output.rs`, and its writer in `export/` |
//! | a table | its record in `domain/records/`, its row in `domain/tables.rs`, a migration |

pub mod app;
pub mod cli;
pub mod domain;
pub mod export;
pub mod import;
pub mod runtime;
pub mod sample;
pub mod screens;
pub mod store;
pub mod text;
pub mod ui;
