//! What import wrote for a source, remembered beside it: by these fingerprints the next
//! import tells a file that a person has edited from one that nobody touched.
//!
//! The ledger is a small TOML file in the folder of the source's articles. Its name is
//! hidden, so it is no content; it belongs into version control with the articles.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The name of a ledger in the folder of a source's articles.
pub const LEDGER: &str = ".imported.toml";

/// Version of the ledger's shape; another one is not read.
const VERSION: u32 = 1;

/// Stands above each ledger, for the person who opens it.
const HEAD: &str = "\
# huikan import 写下的指纹：没有人改过的文章，再导入时换成新的；改过的从不覆盖。
# 要让删去的文章重新写出，删去它那一段。
# What huikan import wrote: files that nobody edited are renewed, edited ones never are.
# To have a deleted article written again, delete its entry.
";

/// What import wrote for one source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    version: u32,
    /// File name of the source.
    pub source: String,
    /// Fingerprint of the source.
    pub sha256: String,
    /// The articles, in order.
    #[serde(default, rename = "file")]
    pub files: Vec<Entry>,
    /// New texts that stand beside edited files.
    #[serde(default)]
    pub beside: Vec<Beside>,
}

/// A file that import wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its name in the folder.
    pub name: String,
    /// The name import gave it, when a person has given it another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// The line of the source on which its article begins.
    pub line: u32,
    /// Fingerprint of what was written.
    pub sha256: String,
}

/// A new text that stands beside an edited file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// Its name in the folder.
    pub name: String,
    /// Fingerprint of what was written.
    pub sha256: String,
}

impl Ledger {
    /// A ledger without files.
    #[must_use]
    pub fn new(source: &str, sha256: String) -> Self {
        Self {
            version: VERSION,
            source: source.to_owned(),
            sha256,
            files: Vec::new(),
            beside: Vec::new(),
        }
    }

    /// Reads a ledger; `None` when it is damaged or of another version.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let ledger: Self = toml::from_str(text).ok()?;
        (ledger.version == VERSION).then_some(ledger)
    }

    /// The ledger as the text of its file.
    #[must_use]
    pub fn text(&self) -> String {
        let body = toml::to_string(self);
        format!("{HEAD}\n{}", body.expect("strings and numbers always have a TOML form"))
    }
}

impl Entry {
    /// The name import gave the file.
    #[must_use]
    pub fn given(&self) -> &str {
        self.was.as_deref().unwrap_or(&self.name)
    }
}

/// The fingerprint of a file: SHA-256 in hexadecimal. Line ends of a text that a version
/// control system changed on the way are no edit.
#[must_use]
pub fn fingerprint(bytes: &[u8]) -> String {
    let mut hash = Sha256::new();
    let mut rest = bytes;
    // Nearly no file has such line ends.
    let is_told = bytes.contains(&b'\r') && std::str::from_utf8(bytes).is_ok();
    while is_told && let Some(at) = rest.windows(2).position(|pair| pair == b"\r\n") {
        hash.update(&rest[..at]);
        rest = &rest[at + 1..];
    }
    hash.update(rest);
    hash.finalize().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
