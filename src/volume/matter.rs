//! What stands before and behind the articles of a volume, as far as there is something
//! to say.

use crate::project::{Matter, Matters};
use crate::volume::Volume;

/// Puts what is wanted before and behind the articles, without what would be empty. A
/// preface or afterword that is named but has no place in the lists stands next to the
/// articles: it was named in order to be read.
pub(super) fn place(volume: &mut Volume, wanted: &Matters) {
    let kept = |list: &[Matter]| -> Vec<Matter> {
        list.iter().copied().filter(|item| has(volume, *item)).collect()
    };
    let (mut front, mut back) = (kept(&wanted.front), kept(&wanted.back));
    if volume.preface.is_some() && !front.contains(&Matter::Preface) {
        front.push(Matter::Preface);
    }
    if volume.afterword.is_some() && !back.contains(&Matter::Afterword) {
        back.insert(0, Matter::Afterword);
    }
    (volume.front, volume.back) = (front, back);
}

/// Whether a volume has something to say there.
fn has(volume: &Volume, item: Matter) -> bool {
    let mut chapters = volume.chapters();
    match item {
        Matter::HalfTitle | Matter::TitlePage | Matter::Colophon | Matter::Contents => {
            true
        }
        Matter::Preface => volume.preface.is_some(),
        Matter::Afterword => volume.afterword.is_some(),
        Matter::UnitIndex => chapters
            .any(|chapter| chapter.unit.is_some() || chapter.article.unit.is_some()),
        Matter::AuthorIndex => {
            chapters.any(|chapter| !chapter.article.authors.is_empty())
        }
        Matter::Sources => chapters.any(|chapter| chapter.article.source.is_some()),
    }
}
