#![doc = include_str!("../ARCHITECTURE.md")]

pub mod article;
pub mod cli;
pub mod diag;
pub mod disk;
pub mod epub;
pub mod font;
pub mod geom;
pub mod import;
pub mod limits;
pub mod line;
pub mod lint;
pub mod markdown;
pub mod page;
pub mod pdf;
pub mod project;
pub mod repeats;
pub mod sheet;
pub mod style;
pub mod units;
pub mod volume;

mod build;
mod deflate;
mod gather;
mod locate;
mod plan;
mod proof;
mod schedule;
mod trace;

pub use build::{Bookmark, Look, Memory, Places, Product, build, build_again, look};
pub use gather::{Gathered, gather, gather_again};
pub use locate::{Passage, called, locate};
pub use plan::{Plan, plan};
pub use proof::{Corrected, correct, proof};
pub use schedule::{Job, Schedule, Ticket};
