//! A request into what is answered.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::net::SocketAddr;

use tera::{Context, Tera};
use tiny_http::{Header, Method, Request, Response};

use crate::cli::serve::book;
use crate::cli::serve::state::{State, is_epub};
use crate::cli::terminal::words;
use crate::diag::Language;

/// Everything the page may load comes from here, and no other page may frame it.
const PAGE: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
                    img-src 'self' data:; connect-src 'self'; frame-src 'self'; \
                    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What a document of a book may: show itself, run nothing.
const BOOK: &str = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
                    font-src 'self'; base-uri 'none'; form-action 'none'; \
                    frame-ancestors 'self'; sandbox allow-same-origin";

/// A PDF is shown by the browser's viewer, which has styles of its own.
const FILE: &str = "frame-ancestors 'self'";

/// The words of the page in a language, and its templates.
pub(super) struct Words {
    page: String,
    templates: Tera,
    language: &'static str,
}

/// The messages that the page says; templates know them without what all begin with.
const KEYS: [&str; 20] = [
    "serve-title",
    "serve-volume",
    "serve-edition",
    "serve-chapters",
    "serve-pages",
    "serve-page",
    "serve-of",
    "serve-previous",
    "serve-next",
    "serve-open",
    "serve-frame",
    "serve-empty",
    "serve-problems",
    "serve-none",
    "serve-more",
    "serve-first",
    "serve-ended",
    "serve-error",
    "serve-warning",
    "serve-note",
];

impl Words {
    /// Those of a language.
    pub(super) fn new(language: Language) -> Self {
        let say = |key: &&'static str| {
            (key.trim_start_matches("serve-"), words(language, key, &[]))
        };
        let all: BTreeMap<&str, String> = KEYS.iter().map(say).collect();
        let mut templates = Tera::default();
        let built_in = [
            ("page.html", include_str!("page.html")),
            ("source.html", include_str!("source.html")),
        ];
        // They are compiled in and tested; if one were broken, the page would be empty.
        drop(templates.add_raw_templates(built_in));
        let language = match language {
            Language::Chinese => "zh-CN",
            Language::English => "en",
        };
        let mut context = Context::new();
        context.insert("words", &all);
        context.insert("language", language);
        let page = templates.render("page.html", &context).unwrap_or_default();
        Self { page, templates, language }
    }
}

/// What is answered.
pub(super) struct Reply {
    status: u16,
    media_type: &'static str,
    policy: &'static str,
    bytes: Vec<u8>,
}

impl Reply {
    fn of(
        media_type: &'static str,
        policy: &'static str,
        bytes: impl Into<Vec<u8>>,
    ) -> Self {
        Self { status: 200, media_type, policy, bytes: bytes.into() }
    }

    fn refused(status: u16) -> Self {
        let bytes = format!("{status}\n").into_bytes();
        Self { status, media_type: "text/plain", policy: PAGE, bytes }
    }

    /// What is answered to a request without looking what it asks for; what it asks for, when
    /// it may ask.
    pub(super) fn to(request: &Request, address: SocketAddr) -> Result<Self, String> {
        let host = request.headers().iter().find(|header| header.field.equiv("Host"));
        let host = host.map_or("", |header| header.value.as_str());
        let port = address.port();
        let own = [format!("{}:{port}", address.ip()), format!("localhost:{port}")];
        if !own.iter().any(|own| own == host) {
            return Ok(Self::refused(403));
        }
        if !matches!(request.method(), Method::Get | Method::Head) {
            return Ok(Self::refused(405));
        }
        Err(request.url().to_owned())
    }

    pub(super) fn into_response(self) -> Response<Cursor<Vec<u8>>> {
        let headers = [
            ("Content-Type", self.media_type),
            ("Content-Security-Policy", self.policy),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            // The next round changes everything.
            ("Cache-Control", "no-store"),
        ];
        let mut response = Response::from_data(self.bytes).with_status_code(self.status);
        for (name, value) in headers {
            if let Ok(header) = Header::from_bytes(name, value) {
                response.add_header(header);
            }
        }
        response
    }
}

/// Answers with what is asked for, as far as it is on one of the lists.
pub(super) fn respond(url: &str, words: &Words, state: &State) -> Reply {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let Some(path) = decoded(path) else { return Reply::refused(400) };
    const HTML: &str = "text/html; charset=utf-8";
    const CSS: &str = "text/css; charset=utf-8";
    const JS: &str = "text/javascript; charset=utf-8";
    let found = match path.as_str() {
        "/" => Some(Reply::of(HTML, PAGE, &*words.page)),
        "/page.css" => Some(Reply::of(CSS, PAGE, include_str!("page.css"))),
        "/page.js" => Some(Reply::of(JS, PAGE, include_str!("page.js"))),
        "/source.css" => Some(Reply::of(CSS, PAGE, include_str!("source.css"))),
        "/state" => Some(told(query, state)),
        path => match path.trim_start_matches('/').split_once('/') {
            Some(("out", file)) => product(file, state),
            Some(("book", rest)) => document(rest, state),
            Some(("source", name)) => source(name, query, (words, state)),
            _ => None,
        },
    };
    found.unwrap_or_else(|| Reply::refused(404))
}

const JSON: &str = "application/json; charset=utf-8";

/// What the last round made; nothing for those who know it.
fn told(query: &str, state: &State) -> Reply {
    match parameter(query, "after") {
        Some(round) if round == state.round.to_string() => {
            Reply { status: 204, ..Reply::of(JSON, PAGE, "") }
        }
        _ => Reply::of(JSON, PAGE, &*state.shown),
    }
}

/// A product.
fn product(file: &str, state: &State) -> Option<Reply> {
    state.products.get(file)?;
    let media_type =
        if is_epub(file) { "application/epub+zip" } else { "application/pdf" };
    Some(Reply::of(media_type, FILE, state.bytes(file)?))
}

/// A file of an EPUB: the product's name, then the file's.
fn document(rest: &str, state: &State) -> Option<Reply> {
    let is_in = |file: &&String| {
        rest.strip_prefix(file.as_str()).is_some_and(|rest| rest.starts_with('/'))
    };
    let epub = state.products.keys().filter(|file| is_epub(file)).find(is_in)?;
    let name = rest.get(epub.len() + 1..)?;
    let bytes = book::file(&state.bytes(epub)?, name)?;
    Some(Reply::of(book::media_type(name), BOOK, bytes))
}

/// A text of the publication, with a line marked.
fn source(name: &str, query: &str, (words, state): (&Words, &State)) -> Option<Reply> {
    let text = state.texts.get(name)?;
    let line = parameter(query, "line").and_then(|line| line.parse::<usize>().ok());
    let lines: Vec<&str> = text.lines().collect();
    let mut context = Context::new();
    context.insert("language", words.language);
    context.insert("file", name);
    context.insert("line", &line.unwrap_or(1));
    context.insert("lines", &lines);
    let page = words.templates.render("source.html", &context).ok()?;
    Some(Reply::of("text/html; charset=utf-8", PAGE, page))
}

/// The value of a parameter.
fn parameter<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.into_iter().find(|(known, _)| *known == name).map(|(_, value)| value)
}

/// A path with its percent signs resolved; none when that is no text.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        if *byte != b'%' {
            bytes.push(*byte);
            continue;
        }
        let (digits, after) = rest.split_at_checked(2)?;
        let digits = std::str::from_utf8(digits).ok()?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = after;
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::{Words, decoded, parameter};
    use crate::diag::Language;

    #[test]
    fn addresses_are_read_as_browsers_write_them() {
        assert_eq!(decoded("/out/%E6%B0%B4/a.pdf").as_deref(), Some("/out/水/a.pdf"));
        for wrong in ["/%", "/%4", "/%zz", "/%ff"] {
            assert_eq!(decoded(wrong), None, "{wrong}");
        }
        assert_eq!(parameter("round=3&line=12", "line"), Some("12"));
        assert_eq!(parameter("round=3", "line"), None);
    }

    #[test]
    fn the_page_has_all_its_words_in_both_languages() {
        for language in [Language::Chinese, Language::English] {
            let page = Words::new(language).page;
            assert!(page.contains("</html>"), "{language:?}");
            assert!(!page.contains('⟦'), "{language:?}: {page}");
        }
    }
}
