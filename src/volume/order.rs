//! The order of volumes, parts and articles.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::article::{Article, Image};
use crate::diag::Diagnostics;
use crate::project::Config;
use crate::volume::Volume;

/// Gathers articles into volumes: the two series, then the hand-made ones.
#[must_use]
pub fn gather(
    _diagnostics: &mut Diagnostics,
    _config: &Config,
    _articles: &[Arc<Article>],
    _images: &BTreeMap<String, Arc<Image>>,
) -> Vec<Volume> {
    Vec::new()
}
