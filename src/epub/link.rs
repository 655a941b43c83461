//! Addresses that an article names, as addresses a book may name.
//!
//! Only the web and mail are let through. Relative addresses lead nowhere in a book,
//! and `javascript:` and its kin run code: both give `None`.
//! URL Standard, <https://url.spec.whatwg.org/>.

/// The address in valid form; `None` when a book should not have it.
pub(super) fn safe(url: &str) -> Option<String> {
    let url = url.trim();
    let (scheme, rest) = url.split_once(':')?;
    match &*scheme.to_ascii_lowercase() {
        scheme @ ("http" | "https") => {
            let rest = rest.strip_prefix("//")?;
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            let (host, path) = rest.split_at(end);
            is_host(host).then(|| format!("{scheme}://{host}{}", encode(path)))
        }
        "mailto" if rest.contains('@') => Some(format!("mailto:{}", encode(rest))),
        _ => None,
    }
}

/// Whether a host (and port) is one that no parser of addresses stumbles over. Names of
/// users before the host are refused: they serve to deceive.
fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, "80"));
    let labels_are_sound = name.split('.').all(|label| {
        let is_edge = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        is_edge(label.chars().next())
            && is_edge(label.chars().next_back())
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            && label.len() <= 63
    });
    labels_are_sound && port.parse::<u16>().is_ok() && !is_bad_number(name)
}

/// Whether a host ends like an IPv4 address without being one.
fn is_bad_number(name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or(name);
    let is_number = last.bytes().all(|b| b.is_ascii_digit()) || last.starts_with("0x");
    is_number && name.parse::<std::net::Ipv4Addr>().is_err()
}

/// Percent-encodes what may not stand in a path, query or fragment; what is already
/// encoded stays.
fn encode(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut hashes = 0;
    for (at, character) in path.char_indices() {
        hashes += usize::from(character == '#');
        let keep = match character {
            '%' => is_escape(&path.as_bytes()[at..]),
            // A second # ends no fragment.
            '#' => hashes == 1,
            '!' | '$' | '&'..=';' | '=' | '?' | '@' | '_' | '~' => true,
            _ => character.is_alphanumeric(),
        };
        if keep {
            out.push(character);
            continue;
        }
        let mut buffer = [0; 4];
        for byte in character.encode_utf8(&mut buffer).bytes() {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Whether bytes begin with a percent sign and two hexadecimal digits.
fn is_escape(bytes: &[u8]) -> bool {
    matches!(bytes, [b'%', high, low, ..]
        if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
}
