//! The templates of `styles/epub/`, compiled in, and the publication's own in their place.

use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Tera};

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::epub::Templates;
use crate::epub::book::Book;
use crate::epub::text::escape;
use crate::style::{Direction, Style};

/// The folder of the templates below styles/, for messages.
pub(super) const FOLDER: &str = "styles/epub/";

/// The name in the package of the style sheet that epub-builder always has.
pub(super) const MAIN_SHEET: &str = "stylesheet.css";

/// The name of the one that the style makes.
const LOOK_SHEET: &str = "look.css";

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
    "chapter.xhtml" "nav.xhtml" "index.xhtml" "sources.xhtml" "cover.svg" "note.svg"
};

/// Templates ready to be filled.
#[derive(Debug)]
pub(super) struct Pages {
    tera: Tera,
    styles: Vec<Sheet>,
}

/// A style sheet of the package. Checkers frown on a selector that comes twice in one
/// file, so what overrides stands in a file of its own.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Sheet {
    /// Its name in the package.
    pub(super) name: &'static str,
    /// Its text.
    #[serde(skip)]
    pub(super) text: Arc<String>,
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
        tera.set_escape_fn(|text| escape(text).into_owned());
        let own = |name: &str| templates.files.get(name).map(String::as_str);
        let texts =
            BUILT_IN.iter().map(|(name, text)| (*name, own(name).unwrap_or(text)));
        if let Err(error) = tera.add_raw_templates(texts) {
            diagnostics.push(wrong("", &error));
            return None;
        }
        let own_or = |name, built_in| Arc::new(own(name).unwrap_or(built_in).to_owned());
        let mut styles = vec![
            Sheet { name: LOOK_SHEET, text: Arc::default() },
            Sheet {
                name: MAIN_SHEET,
                text: own_or(STYLE, include_str!("../../styles/epub/book.css")),
            },
        ];
        if look.direction == Direction::Vertical {
            let turned = include_str!("../../styles/epub/vertical.css");
            styles.push(Sheet { name: VERTICAL, text: own_or(VERTICAL, turned) });
        }
        Some(Self { tera, styles })
    }

    /// The style sheets, with the rules that the style makes; later ones have the last
    /// word.
    pub(super) fn styles(&self, look: String) -> Vec<Sheet> {
        let mut styles = self.styles.clone();
        let sheet = styles.iter_mut().find(|sheet| sheet.name == LOOK_SHEET);
        if let Some(sheet) = sheet {
            sheet.text = Arc::new(look);
        }
        styles
    }

    /// The templates with what they can say about a book.
    pub(super) fn about(&self, book: &Book<'_>) -> Form<'_> {
        let mut context = Context::new();
        context.insert("book", book.facts());
        context.insert("words", book.words());
        context.insert("styles", &self.styles);
        Form { tera: &self.tera, context }
    }
}

/// Templates that know their book: a large one has hundreds of contributors, too many to
/// be told again for every document.
pub(super) struct Form<'a> {
    tera: &'a Tera,
    context: Context,
}

impl Form<'_> {
    /// Fills a template with what all share and with `page`, or says what is wrong with it.
    pub(super) fn fill(
        &mut self,
        name: &str,
        page: &impl Serialize,
    ) -> Result<String, Diagnostic> {
        self.context.insert("page", page);
        self.tera.render(name, &self.context).map_err(|error| wrong(name, &error))
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
