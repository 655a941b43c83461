//! The bytes of an EPUB file into what is wrong with it, without any other program.
//!
//! What readers stumble over is looked for: the container, the package document, whether
//! manifest, spine, contents and files agree, whether documents are well-formed, links
//! lead somewhere, nothing is fetched or run. Anything may be in the bytes: what is
//! unpacked and parsed has limits. Grammar of XHTML and CSS is EPUBCheck's business.
//! EPUB 3.3, <https://www.w3.org/TR/epub-33/>.

mod container;
mod content;
mod media;
mod navigation;
mod package;
mod reference;
mod xml;

use crate::diag::{Arg, Code, Diagnostic, Diagnostics};
use crate::epub::check::container::Container;
use crate::epub::check::package::Package;
use crate::limits::Limits;

/// More problems of one kind than this are counted but not listed.
const MOST_OF_A_KIND: usize = 20;

/// Reports what is wrong with an EPUB file of this name.
pub fn check(diagnostics: &mut Diagnostics, file: &str, bytes: &[u8], limits: &Limits) {
    let mut found = Found { file, list: Vec::new(), limits: *limits };
    if let Some(container) = Container::open(&mut found, bytes) {
        examine(&mut found, &container);
    }
    found.report(diagnostics);
}

fn examine(found: &mut Found<'_>, container: &Container) {
    let Some(package) = Package::read(found, container) else { return };
    package.check(found, container);
    let contents = content::read(found, container, &package);
    navigation::check(found, &package, &contents);
    reference::check(found, container, &package, &contents);
}

/// What was found so far.
pub(super) struct Found<'a> {
    file: &'a str,
    list: Vec<Diagnostic>,
    /// How much is taken in.
    pub(super) limits: Limits,
}

impl Found<'_> {
    /// Adds a problem of a file in the container (or of the container itself).
    pub(super) fn add(
        &mut self,
        code: Code,
        inside: &str,
        args: &[(&'static str, &str)],
    ) {
        let name = match inside {
            "" => self.file.to_owned(),
            inside => format!("{}/{inside}", self.file),
        };
        let diagnostic = Diagnostic::new(code).in_file(name).with("file", inside);
        let with = |diagnostic: Diagnostic, (name, value): &(&'static str, &str)| {
            diagnostic.with(name, *value)
        };
        self.list.push(args.iter().fold(diagnostic, with));
    }

    /// Hands over what was found, each once; of many problems of one kind the first, the
    /// last of which says how many there are.
    fn report(self, diagnostics: &mut Diagnostics) {
        let mut kinds = std::collections::BTreeMap::<&'static str, usize>::new();
        let mut seen = std::collections::HashSet::new();
        for diagnostic in &self.list {
            if !seen.insert(diagnostic.clone()) {
                continue;
            }
            let count = kinds.entry(diagnostic.code.as_str()).or_default();
            *count += 1;
            if *count <= MOST_OF_A_KIND {
                diagnostics.push(diagnostic.clone());
            }
        }
        for (code, count) in kinds.iter().filter(|(_, count)| **count > MOST_OF_A_KIND) {
            let more = Diagnostic::new(Code::E027).in_file(self.file);
            let more = more.with("code", *code);
            diagnostics.push(more.with("count", Arg::from(count - MOST_OF_A_KIND)));
        }
    }
}
