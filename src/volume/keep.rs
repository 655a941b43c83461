//! The articles that stay when `[volumes] keep` lets texts go that stand in another
//! article too.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::article::Article;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::project::Keep;
use crate::repeats::{self, Print};
use crate::volume::names;

/// Articles in the order of their paths as people read them, with their fingerprints.
pub(super) fn in_order(
    articles: &[Arc<Article>],
    prints: Vec<Print>,
) -> (Vec<Arc<Article>>, Vec<Print>) {
    let mut prints = prints.into_iter();
    let mut both: Vec<(Arc<Article>, Option<Print>)> =
        articles.iter().map(|article| (Arc::clone(article), prints.next())).collect();
    both.sort_by(|(a, _), (b, _)| names::compare(&a.path, &b.path));
    let (articles, prints): (Vec<_>, Vec<_>) = both.into_iter().unzip();
    (articles, prints.into_iter().flatten().collect())
}

/// The articles that stay. For each that goes it is said which one stays for it.
pub(super) fn kept(
    diagnostics: &mut Diagnostics,
    keep: Keep,
    (articles, prints): (Vec<Arc<Article>>, &[Print]),
) -> Vec<Arc<Article>> {
    let gone = gone(keep, prints);
    for (text, twin) in &gone {
        let [article, twin] = [*text, *twin].map(|number| &articles[number]);
        let diagnostic = Diagnostic::new(Code::I051).at(article.span);
        diagnostics.push(
            diagnostic
                .with("file", article.path.as_str())
                .with("other", twin.path.as_str()),
        );
    }
    let all = articles.into_iter().enumerate();
    all.filter(|(number, _)| !gone.contains_key(number)).map(|(_, a)| a).collect()
}

/// The fingerprints that tell which articles go; none when all stay.
pub(crate) fn prints(keep: Keep, articles: &[Arc<Article>]) -> Vec<Print> {
    match keep {
        Keep::All => Vec::new(),
        Keep::First | Keep::Longest => {
            articles.par_iter().map(|article| repeats::of_article(article)).collect()
        }
    }
}

/// The articles that go, each with the one that stays for it.
fn gone(keep: Keep, prints: &[Print]) -> BTreeMap<usize, usize> {
    let mut order: Vec<usize> = (0..prints.len()).collect();
    if keep == Keep::Longest {
        order.sort_by_key(|number| Reverse(prints[*number].length));
    }
    repeats::surplus(&repeats::find(prints), &order)
}
