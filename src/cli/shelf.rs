//! Files of content/ that have been put away: read again when a volume is made of them.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::article::{Article, Image};
use crate::cli::open::Open;
use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Place};
use crate::disk;
use crate::limits::Limits;
use crate::markdown;
use crate::project::image;
use crate::trace::{self, Digest};
use crate::volume::Volume;

/// Why a volume could not be read again.
pub(crate) enum Lost {
    /// The machine failed.
    Unread(disk::Error),
    /// A file is not what it was when the volumes were gathered.
    Changed(Diagnostic),
}

impl From<disk::Error> for Lost {
    fn from(error: disk::Error) -> Self {
        Self::Unread(error)
    }
}

impl Open {
    /// A volume with everything that it is made of.
    ///
    /// # Errors
    /// When a file cannot be read or has changed since the volumes were gathered: a volume
    /// made of what nobody gathered would be a guess.
    pub(crate) fn filled(&self, volume: &Volume) -> Result<Volume, Lost> {
        let away = &self.gathered.away;
        if away.is_empty() {
            return Ok(volume.clone());
        }
        let folder = Path::new(".");
        let limits = &self.project.limits;
        let mut articles = BTreeMap::new();
        let chapters = volume.chapters().map(|chapter| &chapter.article);
        for known in volume.preface.iter().chain(chapters).chain(&volume.afterword) {
            if let Some(digest) = away.get(&known.path) {
                let place = (known.span.file, &*known.path);
                let article = article((folder, limits), place, digest)?;
                articles.insert(known.path.clone(), Arc::new(article));
            }
        }
        let mut images = BTreeMap::new();
        for known in volume.images.values().chain(&volume.cover) {
            if let Some(digest) = away.get(&known.path) {
                let image = picture((folder, limits), &known.path, digest)?;
                images.insert(known.path.clone(), Arc::new(image));
            }
        }
        Ok(volume.filled(&articles, &images))
    }

    /// Reads again the texts that diagnostics point into, so that they can be shown.
    pub(crate) fn recall(&mut self, diagnostics: &Diagnostics) {
        for diagnostic in diagnostics {
            let Some(Place::Span(span)) = diagnostic.place else { continue };
            let limits = &self.project.limits;
            let files = &mut self.project.files;
            let name = files.name(span.file).to_owned();
            let is_away = files.text(span.file).is_empty();
            if let Some(digest) = self.gathered.away.get(&name).filter(|_| is_away) {
                let text = disk::read_text(Path::new(&name), limits).unwrap_or_default();
                // Of another text the places would be wrong.
                if trace::of_bytes(text.as_bytes()) == *digest {
                    files.set(span.file, text);
                }
            }
        }
    }
}

/// An article that was read before; what is wrong with it was said then.
pub(crate) fn article(
    (folder, limits): (&Path, &Limits),
    (file, name): (FileId, &str),
    digest: &Digest,
) -> Result<Article, Lost> {
    let text = disk::read_text(&folder.join(name), limits)?;
    if trace::of_bytes(text.as_bytes()) != *digest {
        return Err(changed(name));
    }
    Ok(markdown::read_text(&mut Diagnostics::new(), (file, name), &text, limits))
}

/// A picture that was read before.
pub(crate) fn picture(
    (folder, limits): (&Path, &Limits),
    name: &str,
    digest: &Digest,
) -> Result<Image, Lost> {
    let bytes = disk::read_within(&folder.join(name), limits)?;
    let image =
        image(name, bytes).filter(|image| trace::of_bytes(&image.bytes) == *digest);
    image.ok_or_else(|| changed(name))
}

fn changed(name: &str) -> Lost {
    Lost::Changed(Diagnostic::new(Code::D008).in_file(name).with("file", name))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Lost, article, picture};
    use crate::diag::Files;
    use crate::disk;
    use crate::limits::Limits;
    use crate::trace;

    #[test]
    fn a_file_that_changed_since_it_was_gathered_is_not_built() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let limits = &Limits::default();
        let file = Files::default().add("README.md", "");
        let text =
            disk::read_text(&folder.join("README.md"), limits).expect("it is there");
        let read = |name: &str, digest: &str| match article(
            (folder, limits),
            (file, name),
            &digest.to_owned(),
        ) {
            Ok(_) => "read",
            Err(Lost::Unread(_)) => "unread",
            Err(Lost::Changed(_)) => "changed",
        };
        assert_eq!(read("README.md", &trace::of_bytes(text.as_bytes())), "read");
        assert_eq!(read("README.md", &trace::of_bytes(b"as it was before")), "changed");
        assert_eq!(read("no such file", ""), "unread");
        let picture = picture((folder, limits), "README.md", &String::new());
        assert!(matches!(picture, Err(Lost::Changed(_))));
    }
}
