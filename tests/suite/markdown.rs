//! Tests of markdown.

use huikan::article::{Article, Block, BlockKind, plain_text};
use huikan::diag::{Diagnostics, Files};
use huikan::markdown::{self, FrontMatter, Piece};
use proptest::prelude::*;

/// Reads a text as the file content/river/01.md.
fn read(text: &str) -> (Article, Diagnostics) {
    let mut files = Files::default();
    let file = files.add("content/river/01.md", text);
    let mut diagnostics = Diagnostics::new();
    let article = markdown::read(&mut diagnostics, &files, file);
    (article, diagnostics)
}

/// The characters of a block of running text.
fn words(block: &Block) -> String {
    match &block.kind {
        BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } => plain_text(text),
        other => panic!("no words in {other:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..<_>::default() })]

    #[test]
    fn what_import_writes_is_read_back_unchanged(
        paragraphs in prop::collection::vec("[ -~\t\n\r河水。“”　*_#>`-]{1,20}", 1..6),
        title in "[^\0]{1,12}",
    ) {
        let title = title.trim().to_owned();
        let front_matter = FrontMatter {
            title: (!title.is_empty()).then(|| title.clone()),
            ..FrontMatter::default()
        };
        let pieces = paragraphs.iter().map(|text| Piece::Paragraph(text));
        let file = markdown::write(&front_matter, &pieces.collect::<Vec<_>>());
        let (article, _) = read(&file);

        let paragraphs: Vec<String> =
            paragraphs.iter().map(|text| text.trim_matches('\n').to_owned()).filter(|text| !text.trim().is_empty()).collect();
        let read: Vec<String> = article.body.iter().map(words).collect();
        prop_assert_eq!(read, paragraphs, "{}", file);
        prop_assert_eq!(article.title.unwrap_or_default(), title, "{}", file);
    }
}
