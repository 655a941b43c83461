//! The keys of a style into a [`Style`], group by group.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Files};
use crate::geom::{Length, Sides, Size};
use crate::limits::Limits;
use crate::style::layers::Keys;
use crate::style::{
    ArticleStyle, CodeStyle, ColophonStyle, ContentsStyle, Direction, Display, FaceStyle,
    FolioStyle, NoteStyle, PartStyle, QuoteStyle, RunningHeadStyle, Style, TableStyle,
    TextStyle, Words, value,
};

/// The narrowest line that Chinese text can fill, in characters.
const LEAST: i64 = 8;

/// Reads the style called `name`. `overrides` are the files of the publication's
/// `styles/` by path below it; a file named like a built-in style changes that one.
///
/// ```
/// use std::collections::BTreeMap;
/// use huikan::diag::{Diagnostics, Files};
/// use huikan::limits::Limits;
/// use huikan::style;
///
/// let mut files = Files::default();
/// let own = files.add("styles/pocket.toml", "extends = \"book-a5\"\n[text]\nlines = 24\n");
/// let overrides = BTreeMap::from([("pocket.toml".to_owned(), own)]);
/// let mut found = Diagnostics::new();
/// let style = style::parse(&mut found, "pocket", (&files, &overrides), &Limits::default());
/// assert!(style.text.lines == 24 && found.is_empty());
/// ```
#[must_use]
pub fn parse(
    diagnostics: &mut Diagnostics,
    name: &str,
    files: (&Files, &BTreeMap<String, FileId>),
    limits: &Limits,
) -> Style {
    Keys::new(diagnostics, name, files, limits).style(name)
}

/// What must fit together.
struct Page {
    direction: Direction,
    trim: Size,
    margins: Sides,
    text: TextStyle,
}

impl Keys<'_> {
    fn style(&mut self, name: &str) -> Style {
        let Page { direction, trim, margins, text } = self.page();
        let em = Some(text.size);
        Style {
            name: name.to_owned(),
            direction,
            trim,
            margins,
            text,
            article: self.article(em),
            headings: ["heading.1", "heading.2", "heading.3", "heading.4"]
                .map(|key| self.display(key, em)),
            follow: usize::try_from(self.number("heading.follow", 1, 3)).unwrap_or(2),
            quote: self.quote(),
            note: self.note(em),
            table: self.table(em),
            code: CodeStyle {
                font: self.choice("code.font", value::typeface),
                size: self.size("code.size", em),
            },
            caption: self.display("figure.caption", em),
            running_head: self.running_head(em),
            folio: self.folio(em),
            contents: ContentsStyle {
                dots: self.dots("contents.dots", em),
                title: self.display("contents.title", em),
                part: self.display("contents.part", em),
                article: self.display("contents.article", em),
                units: self.flag("contents.units"),
                unit: self.display("contents.unit", em),
            },
            part: PartStyle {
                fewest: self.number("part.fewest", 0, 1000),
                contents: self.flag("part.contents"),
                title: self.display("part.title", em),
            },
            cover: self.face("cover", em),
            title_page: self.face("title-page", em),
            half_title: self.display("half-title.title", em),
            colophon: ColophonStyle {
                font: self.choice("colophon.font", value::typeface),
                size: self.size("colophon.size", em),
                pitch: self.size("colophon.pitch", em),
            },
            words: self.words(),
        }
    }

    /// Direction, trim, margins and type area, which must fit each other; those of the
    /// base when they do not.
    fn page(&mut self) -> Page {
        if let Some(page) = self.fitting_page() {
            return page;
        }
        let span = self.forget(&[
            "direction",
            "page.",
            "text.characters",
            "text.lines",
            "text.columns",
            "text.gap",
            "text.size",
            "text.pitch",
            "folio.distance",
            "running-head.",
        ]);
        self.push(Diagnostic::new(Code::S005), span);
        self.fitting_page().expect("book-a5 fits, and a test lays it out")
    }

    fn fitting_page(&mut self) -> Option<Page> {
        let direction = self.choice("direction", value::direction);
        let text = self.body();
        let em = Some(text.size);
        let trim = Size {
            width: self.size("page.width", em),
            height: self.size("page.height", em),
        };
        let inner = self.length("page.inner", em);
        let top = self.length("page.top", em);
        let along = text.size * text.characters;
        let across = text.pitch * (text.lines - 1) + text.size;
        let (width, height) = match direction {
            Direction::Horizontal => (along, across),
            Direction::Vertical => (across, along),
        };
        let outer = trim.width - inner - width;
        let bottom = trim.height - top - height;
        let fits = outer >= Length::ZERO && bottom >= Length::ZERO;
        // What stands above and below the text stands on the page too.
        let folio = self.length("folio.distance", em);
        let head = match self.length("running-head.distance", em) {
            Length::ZERO => Length::ZERO,
            distance => distance + self.size("running-head.size", em),
        };
        let fits = fits && folio <= bottom && head <= top;
        let apart = text.pitch >= text.size;
        // Columns are as wide as each other and hold whole characters (spec 7.12).
        let of_columns = text.characters - text.gap * (text.columns - 1);
        let parted = of_columns % text.columns == 0 && of_columns / text.columns >= LEAST;
        let margins = Sides { top, bottom, inner, outer };
        (fits && apart && parted).then_some(Page { direction, trim, margins, text })
    }

    fn body(&mut self) -> TextStyle {
        let size = self.size("text.size", None);
        TextStyle {
            // Four lines are the least page on which a heading and its text can stand.
            characters: self.number("text.characters", LEAST, 200),
            lines: self.number("text.lines", 4, 500),
            // More than three columns are for dictionaries, which have their own ways.
            columns: self.number("text.columns", 1, 3),
            gap: self.number("text.gap", 1, 10),
            font: self.choice("text.font", value::typeface),
            size,
            pitch: self.size("text.pitch", Some(size)),
            indent: self.number("text.indent", 0, 4),
            strong: self.choice("text.strong", value::typeface),
            emphasis: self.choice("text.emphasis", value::typeface),
            level: self.choice("text.level", value::level),
            punctuation: self.choice("text.punctuation", value::punctuation),
            opening: self.choice("text.opening", value::opening),
            wide_space: self.flag("text.wide-space"),
            hanging: self.flag("text.hanging"),
            shrink_stops: self.flag("text.shrink-stops"),
        }
    }

    fn display(&mut self, key: &str, em: Option<Length>) -> Display {
        Display {
            font: self.choice(&format!("{key}.font"), value::typeface),
            bold: self.flag(&format!("{key}.bold")),
            size: self.size(&format!("{key}.size"), em),
            lines: self.number(&format!("{key}.lines"), 1, 20),
            align: self.choice(&format!("{key}.align"), value::align),
        }
    }

    fn article(&mut self, em: Option<Length>) -> ArticleStyle {
        ArticleStyle {
            start: self.choice("article.start", value::start),
            brief: self.number("article.brief", 0, 500),
            sink: self.number("article.sink", 0, 100),
            after: self.number("article.after", 0, 100),
            title: self.display("article.title", em),
            subtitle: self.display("article.subtitle", em),
            unit: self.display("article.unit", em),
            authors: self.display("article.authors", em),
            date: self.display("article.date", em),
        }
    }

    fn quote(&mut self) -> QuoteStyle {
        QuoteStyle {
            font: self.choice("quote.font", value::typeface),
            indent: self.number("quote.indent", 0, 10),
            space: self.number("quote.space", 0, 10),
        }
    }

    fn note(&mut self, em: Option<Length>) -> NoteStyle {
        NoteStyle {
            font: self.choice("note.font", value::typeface),
            size: self.size("note.size", em),
            pitch: self.size("note.pitch", em),
            rule: self.number("note.rule", 0, 100),
            numbering: self.choice("note.numbering", value::numbering),
        }
    }

    fn table(&mut self, em: Option<Length>) -> TableStyle {
        TableStyle {
            font: self.choice("table.font", value::typeface),
            head: self.choice("table.head", value::typeface),
            size: self.size("table.size", em),
            pitch: self.size("table.pitch", em),
            thick: self.length("table.thick", em),
            thin: self.length("table.thin", em),
            caption: self.display("table.caption", em),
        }
    }

    fn running_head(&mut self, em: Option<Length>) -> RunningHeadStyle {
        RunningHeadStyle {
            font: self.choice("running-head.font", value::typeface),
            size: self.size("running-head.size", em),
            distance: self.length("running-head.distance", em),
            rule: self.length("running-head.rule", em),
        }
    }

    fn folio(&mut self, em: Option<Length>) -> FolioStyle {
        FolioStyle {
            font: self.choice("folio.font", value::typeface),
            size: self.size("folio.size", em),
            distance: self.length("folio.distance", em),
            align: self.choice("folio.align", value::align),
            indent: self.number("folio.indent", 0, 10),
            before: self.text("folio.before"),
            after: self.text("folio.after"),
        }
    }

    fn face(&mut self, key: &str, em: Option<Length>) -> FaceStyle {
        FaceStyle {
            title: self.display(&format!("{key}.title"), em),
            subtitle: self.display(&format!("{key}.subtitle"), em),
            imprint: self.display(&format!("{key}.imprint"), em),
        }
    }

    fn words(&mut self) -> Words {
        Words {
            cover: self.text("words.cover"),
            cover_back: self.text("words.cover-back"),
            contents: self.text("words.contents"),
            colophon: self.text("words.colophon"),
            unit_index: self.text("words.unit-index"),
            author_index: self.text("words.author-index"),
            sources: self.text("words.sources"),
            line_before: self.text("words.line-before"),
            line_after: self.text("words.line-after"),
            strokes: self.text("words.strokes"),
            other: self.text("words.other"),
            cip: self.text("words.cip"),
            continued: self.text("words.continued"),
            editors: self.text("words.editors"),
            edited: self.text("words.edited"),
            publisher: self.text("words.publisher"),
            issuer: self.text("words.issuer"),
            address: self.text("words.address"),
            recipients: self.text("words.recipients"),
            printer: self.text("words.printer"),
            distributor: self.text("words.distributor"),
            date: self.text("words.date"),
            format: self.text("words.format"),
            sheets: self.text("words.sheets"),
            extent: self.text("words.extent"),
            thousand: self.text("words.thousand"),
            articles: self.text("words.articles"),
            article_count: self.text("words.article-count"),
            edition: self.text("words.edition"),
            printing: self.text("words.printing"),
            copies: self.text("words.copies"),
            price: self.text("words.price"),
            permit: self.text("words.permit"),
            isbn: self.text("words.isbn"),
            clc: self.text("words.clc"),
        }
    }
}
