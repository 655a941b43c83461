//! The shapes of what commands print with `--json` and of the files they write, as JSON
//! Schemas made from the types. They are kept in docs/schema/, where a test holds them.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};

use crate::cli::{
    books, build, catalog, fonts, import, list, terminal, watch, whereabouts,
};
use crate::schedule::Schedule;

/// The schemas by the names of their files.
#[must_use]
pub fn schemas() -> Vec<(&'static str, Schema)> {
    vec![
        ("build", of::<build::Outcome<'static>>()),
        ("build-plan", of::<build::Planned>()),
        ("catalog", of::<catalog::Written<'static>>()),
        ("check-books", of::<books::Outcome>()),
        ("fonts", of::<fonts::Answer<'static>>()),
        ("import-report", of::<import::Reports<'static>>()),
        ("list", of::<list::Listing>()),
        ("log-line", of::<terminal::LogLine<'static>>()),
        ("schedule", of::<Schedule>()),
        ("watch", of::<watch::Round>()),
        ("where", of::<whereabouts::Answer>()),
    ]
}

/// The schema of what a type is written as; what is left out when it is empty is optional.
fn of<T: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator().into_root_schema_for::<T>()
}
