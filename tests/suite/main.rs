//! The tests: one module for each stage, cases as data under `tests/cases/`.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on should stop, and tests read their own cases"
)]

mod architecture;
mod bad_input;
mod begin;
mod cases;
mod cli;
mod commands;
mod corrections;
mod cover;
mod docs;
mod epub;
mod explain;
mod font;
mod fuzz;
mod import;
mod import_again;
mod import_formats;
mod kept;
mod limits;
mod line;
mod lines;
mod lint;
mod locate;
mod markdown;
mod marks;
mod messages;
mod page;
mod pdf;
mod project;
mod repeats;
mod rules;
mod sample;
mod scale;
mod sheet;
mod style;
mod sweep;
mod together;
mod units;
mod volume;
mod watch;
