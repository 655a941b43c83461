//! Addresses that files name: whether they lead to something in the container, and to
//! nothing that would be fetched.

use std::collections::BTreeSet;

use crate::diag::Code;
use crate::epub::check::container::Container;
use crate::epub::check::content::{Contents, Use};
use crate::epub::check::package::Package;
use crate::epub::check::{Found, media, xml};

/// Where an address leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reference {
    /// To a file of the container and, perhaps, an id in it.
    Inside {
        /// The file.
        path: String,
        /// The id.
        id: Option<String>,
    },
    /// Out of the container.
    Outside,
    /// To the web.
    Web,
    /// To something that runs.
    Script,
    /// To what is written in the address itself.
    Data,
}

/// Where an address leads that stands in the file `from`.
pub(super) fn resolve(from: &str, address: &str) -> Reference {
    let address = address.trim();
    if let Some((scheme, _)) = address.split_once(':')
        && !scheme.is_empty()
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    {
        return match &*scheme.to_ascii_lowercase() {
            "javascript" | "vbscript" => Reference::Script,
            "data" => Reference::Data,
            "file" => Reference::Outside,
            _ => Reference::Web,
        };
    }
    if address.starts_with("//") {
        return Reference::Web;
    }
    let (path, id) = match address.split_once('#') {
        Some((path, id)) => (path, Some(decoded(id))),
        None => (address, None),
    };
    let path = path.split('?').next().unwrap_or(path);
    if path.is_empty() {
        return Reference::Inside { path: from.to_owned(), id };
    }
    let mut steps: Vec<String> = from.split('/').map(str::to_owned).collect();
    steps.pop();
    if path.starts_with('/') {
        return Reference::Outside;
    }
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                if steps.pop().is_none() {
                    return Reference::Outside;
                }
            }
            step => steps.push(decoded(step)),
        }
    }
    Reference::Inside { path: steps.join("/"), id }
}

/// An address without its percent signs.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let digits = text.get(at + 1..at + 3).filter(|_| *byte == b'%');
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(code) => {
                out.push(code);
                at += 3;
            }
            None => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Reports addresses in documents and style sheets that lead nowhere.
pub(super) fn check(
    found: &mut Found<'_>,
    container: &Container,
    package: &Package,
    contents: &Contents,
) {
    for link in &contents.links {
        check_link(found, container, contents, link);
    }
    let sheets = package.items.values().filter(|item| item.media_type == media::CSS);
    for path in sheets.filter_map(|item| item.path.as_deref()) {
        let Some(bytes) = container.file(path) else { continue };
        let Some(css) = xml::text(found, path, bytes) else { continue };
        for address in css_addresses(css) {
            let link = Use::resource(path, &address);
            check_link(found, container, contents, &link);
        }
    }
}

fn check_link(
    found: &mut Found<'_>,
    container: &Container,
    contents: &Contents,
    link: &Use,
) {
    let url = [("url", link.address.as_str())];
    match resolve(&link.from, &link.address) {
        Reference::Web if !link.is_resource => {}
        Reference::Data if link.is_resource => {}
        Reference::Web | Reference::Data => found.add(Code::E024, &link.from, &url),
        Reference::Script => {
            found.add(Code::E023, &link.from, &[("what", &link.address)])
        }
        Reference::Outside => found.add(Code::E021, &link.from, &url),
        Reference::Inside { path, id } => {
            let has_id = |id: &String| match contents.ids.get(&path) {
                Some(ids) => ids.contains(id),
                // What is no document has no ids that we know of.
                None => true,
            };
            let leads = container.files.contains_key(&path);
            if !leads || !id.as_ref().is_none_or(has_id) {
                found.add(Code::E021, &link.from, &url);
            }
        }
    }
}

/// The addresses that a style sheet names, without those in its comments.
fn css_addresses(css: &str) -> BTreeSet<String> {
    let mut plain = String::new();
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    let is_mark = |c: char| c == '"' || c == '\'' || c.is_whitespace();
    let urls = plain.split("url(").skip(1).filter_map(|part| part.split(')').next());
    let imports = plain.split("@import").skip(1).filter_map(|part| {
        let part = part.trim_start();
        let quote = part.chars().next().filter(|c| *c == '"' || *c == '\'')?;
        part[1..].split(quote).next()
    });
    urls.chain(imports).map(|address| address.trim_matches(is_mark).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Reference, css_addresses, resolve};

    #[test]
    fn addresses_are_resolved_from_the_file_they_stand_in() {
        let inside = |path: &str, id: Option<&str>| Reference::Inside {
            path: path.to_owned(),
            id: id.map(str::to_owned),
        };
        let cases = [
            ("a.xhtml#n1", inside("OEBPS/text/a.xhtml", Some("n1"))),
            ("../images/%E6%A1%A5.png", inside("OEBPS/images/桥.png", None)),
            ("#n1", inside("OEBPS/text/b.xhtml", Some("n1"))),
            ("../../../secret", Reference::Outside),
            ("/etc/passwd", Reference::Outside),
            ("file:///etc/passwd", Reference::Outside),
            ("//example.org/a", Reference::Web),
            ("HTTPS://example.org", Reference::Web),
            (" JavaScript:alert(1)", Reference::Script),
            ("data:image/png;base64,AA", Reference::Data),
        ];
        for (address, expected) in cases {
            assert_eq!(resolve("OEBPS/text/b.xhtml", address), expected, "{address}");
        }
    }

    #[test]
    fn comments_of_a_style_sheet_name_nothing() {
        let css = "/* url(a.png) */ @import 'b.css'; p { background: url( \"c.png\" ) }";
        let addresses: Vec<String> = css_addresses(css).into_iter().collect();
        assert_eq!(addresses, ["b.css", "c.png"]);
    }
}
