//! What the user wrote in huikan.toml.

use serde::Deserialize;

/// huikan.toml as it is written.
#[derive(Debug, Default, Clone, Deserialize)]
pub struct Plan {}
