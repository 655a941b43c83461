//! The templates of `styles/epub/`, compiled in, and the publication's own in their place.

use serde::Serialize;
use tera::{Context, Tera};

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::epub::Templates;
use crate::epub::book::Book;
use crate::epub::look;
use crate::epub::text::escape;
use crate::style::{Direction, Style};

/// The folder of the templates below styles/, for messages.
const FOLDER: &str = "styles/epub/";

/// The style sheet's name among the files of the folder; it is no template.
const STYLE: &str = "book.css";

/// The one that follows it in a vertical book.
const VERTICAL: &str = "vertical.css";

macro_rules! built_in {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../styles/epub/", $name)))),*]
    };
}

/// Every template, by name.
const BUILT_IN: &[(&str, &str)] = built_in! {
    "page.xhtml" "cover.xhtml" "title.xhtml" "copyright.xhtml" "part.xhtml"
    "chapter.xhtml" "nav.xhtml" "cover.svg"
};

/// Templates ready to be filled.
pub(super) struct Pages {
    tera: Tera,
    style: String,
}

impl Pages {
    /// Compiles the templates; `None` when one of them is wrong, which is reported.
    pub(super) fn compile(
        diagnostics: &mut Diagnostics,
        look: &Style,
        templates: &Templates,
    ) -> Option<Self> {
        let mut tera = Tera::default();
        tera.autoescape_on(vec![".xhtml", ".svg"]);
        tera.set_escape_fn(escape);
        let own = |name: &str| templates.files.get(name).map(String::as_str);
        let texts =
            BUILT_IN.iter().map(|(name, text)| (*name, own(name).unwrap_or(text)));
        if let Err(error) = tera.add_raw_templates(texts) {
            diagnostics.push(wrong("", &error));
            return None;
        }
        let mut style = look::rules(look);
        style.push_str(own(STYLE).unwrap_or(include_str!("../../styles/epub/book.css")));
        if look.direction == Direction::Vertical {
            let turned = include_str!("../../styles/epub/vertical.css");
            style.push_str(own(VERTICAL).unwrap_or(turned));
        }
        Some(Self { tera, style })
    }

    /// The style sheet.
    pub(super) fn style(&self) -> &str {
        &self.style
    }

    /// Fills a template with what all share and with `page`.
    pub(super) fn fill(
        &self,
        diagnostics: &mut Diagnostics,
        book: &Book<'_>,
        (name, page): (&str, &impl Serialize),
    ) -> Option<String> {
        let mut context = Context::new();
        context.insert("book", &book.facts);
        context.insert("words", book.words());
        context.insert("page", page);
        self.tera
            .render(name, &context)
            .map_err(|error| diagnostics.push(wrong(name, &error)))
            .ok()
    }
}

/// The diagnostic of a template that does not compile or cannot be filled, with all that
/// the library says about it: the innermost error is the one that helps.
fn wrong(name: &str, error: &tera::Error) -> Diagnostic {
    let mut problem = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(error) = source {
        problem = format!("{problem}: {error}");
        source = error.source();
    }
    let diagnostic = Diagnostic::new(Code::E002).with("problem", problem);
    diagnostic.in_file(format!("{FOLDER}{name}"))
}
