//! What the shaper looks up in a font before it can shape a script: its plans, made once.

use std::sync::OnceLock;

use harfrust::{Script, ShapePlan, script};

/// The scripts of nearly all words beside Chinese; digits and marks alone have none. What
/// is shaped in another makes its plan itself.
const KEPT: [Script; 2] = [script::LATIN, script::UNKNOWN];

/// The plans of a face, for the kept scripts with its ligatures and without.
#[derive(Default)]
pub(super) struct Plans([OnceLock<ShapePlan>; KEPT.len() * 2]);

impl Plans {
    /// The plan of a script, made on the first call; `None` for a script that is not kept.
    pub(super) fn get(
        &self,
        script: Script,
        plain: bool,
        make: impl FnOnce() -> ShapePlan,
    ) -> Option<&ShapePlan> {
        let place = KEPT.iter().position(|kept| *kept == script)?;
        self.0.get(place * 2 + usize::from(plain)).map(|plan| plan.get_or_init(make))
    }
}
