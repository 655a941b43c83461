//! Bold words below pictures, told from the titles beside them.
//!
//! Where bold type also stands alone beside the texts of a source, and its titles have
//! one line as a rule, the second bold line of a title is the words below a picture, if
//! it holds no verb that titles are made with.

use crate::import::articles::{Article, Use};
use crate::import::cluster::Cluster;
use crate::import::evidence::Scene;
use crate::import::organs;

/// As many bold lines beside texts make the way of a source.
const HABIT: usize = 3;

/// Fewer titles show no habit.
const FEWEST_TITLES: usize = 5;

/// Takes the words below pictures out of titles.
pub(crate) fn part(
    scene: &Scene<'_, '_>,
    articles: &[Article],
    clusters: &mut [Option<Box<Cluster>>],
) {
    let uses = || articles.iter().flat_map(|article| article.blocks.iter().copied());
    let bold = |at: &usize| scene.lines[*at].doubled;
    let (mut beside, mut titles, mut single) = (0, 0, 0);
    for (at, use_) in uses() {
        let Some(cluster) = &clusters[at] else { continue };
        beside += cluster.kickers.iter().filter(|at| bold(at)).count();
        if use_ == Use::Aside {
            beside += cluster.title.iter().filter(|at| bold(at)).count();
        } else if is_title(use_) {
            titles += 1;
            single += usize::from(cluster.title.len() == 1);
        }
    }
    if beside < HABIT || titles < FEWEST_TITLES || single * 4 < titles * 3 {
        return;
    }
    // Above a text no picture stands between the title and the author.
    let below = uses().filter(|(_, use_)| matches!(use_, Use::Inside | Use::After));
    for (at, _) in below {
        let Some(cluster) = clusters[at].as_mut() else { continue };
        let [first, second] = cluster.title.as_slice() else { continue };
        let names = !organs::has_verb(&scene.lines[*second].text);
        if bold(first) && bold(second) && names {
            cluster.captions.extend(cluster.title.drain(1..));
        }
    }
}

/// Whether a group gives its article the title.
fn is_title(use_: Use) -> bool {
    matches!(use_, Use::Before | Use::After | Use::Inside | Use::Named)
}
