//! Matchbook: the coordinator's desk of a mentoring scheme.

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
