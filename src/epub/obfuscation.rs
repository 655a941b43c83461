//! Fonts that nobody can take out of a book and install without trouble: EPUB 3.3, section
//! 4.4 (font obfuscation). It hides nothing from those who read the standard; some licences
//! ask for it.

use sha1_smol::Sha1;

use crate::epub::package::{FOLDER, Resource};

/// The file of the container that says which resources are obfuscated.
pub(super) const LIST: &str = "META-INF/encryption.xml";

/// Bytes at the beginning of a font that are obfuscated.
const HEAD: usize = 1040;

/// Obfuscates fonts with the identifier of their book and gives the text of the list.
pub(super) fn obfuscate(fonts: &mut [Resource], identifier: &str) -> String {
    let is_white = |c: char| matches!(c, ' ' | '\t' | '\r' | '\n');
    let key = Sha1::from(identifier.replace(is_white, "")).digest().bytes();
    let mut list = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <encryption xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\" \
        xmlns:enc=\"http://www.w3.org/2001/04/xmlenc#\">\n"
        .to_owned();
    for font in fonts {
        let mut bytes = font.content.as_bytes().to_vec();
        let head = bytes.iter_mut().take(HEAD);
        head.zip(key.iter().cycle()).for_each(|(byte, key)| *byte ^= key);
        font.content = bytes.into();
        list.push_str(&format!(
            "  <enc:EncryptedData>\n    \
             <enc:EncryptionMethod Algorithm=\"http://www.idpf.org/2008/embedding\"/>\n    \
             <enc:CipherData><enc:CipherReference URI=\"{FOLDER}{}\"/></enc:CipherData>\n  \
             </enc:EncryptedData>\n",
            font.name
        ));
    }
    list + "</encryption>\n"
}
