//! All tests that need more than one room, in one crate so that linking stays cheap.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "test code"
)]

mod agreement;
mod at_a_glance;
mod calendar_file;
#[cfg(unix)]
mod cli;
mod cli_changes;
#[cfg(unix)]
mod cli_letters;
mod cli_lists;
mod cli_people;
#[cfg(unix)]
mod cli_setup;
mod cli_summary;
mod cli_support;
mod cli_wrong;
#[cfg(unix)]
mod concern_secret;
mod concerns;
mod contacts;
mod criteria;
mod desk;
mod drafts;
mod entries;
mod erasing;
mod events;
mod export_lists;
mod export_screen;
mod forms;
mod harness;
mod hostile;
mod import_absences;
mod import_awkward;
mod import_books;
mod import_cli;
mod import_corpus;
mod import_damaged;
mod import_plan;
mod import_screen;
mod import_sheets;
#[cfg(unix)]
mod import_stop;
mod item_actions;
mod layers;
mod letter_facts;
mod letter_files;
mod letter_screen;
mod letters;
mod matching;
mod month;
mod pair_card;
mod parity;
mod people_kept;
mod people_saved;
mod people_status;
#[cfg(unix)]
mod pty;
#[cfg(unix)]
mod pty_child;
#[cfg(unix)]
mod pty_dashboard;
#[cfg(unix)]
mod pty_desk;
#[cfg(unix)]
mod pty_first;
#[cfg(unix)]
mod pty_home;
mod pty_letters;
#[cfg(unix)]
mod pty_mishaps;
mod random_pool;
mod reach;
mod reach_agreed;
mod reach_closing;
mod reach_pairs;
mod reach_people;
mod reach_scheme;
mod readme;
mod rules;
mod sample;
mod searching;
mod small_scheme;
mod solving;
mod store_acts;
mod store_copies;
mod store_entries;
mod store_files;
#[cfg(unix)]
mod store_full;
mod store_history;
mod store_random;
mod store_rough;
mod store_states;
mod store_support;
mod subject_access;
mod suggesting;
mod summary_output;
mod summary_page;
mod summary_screen;
mod verbs;
mod week;
