//! Books for reading programs that want something of their own.

use huikan::diag::Diagnostics;
use huikan::epub::{Setup, Templates, pack};
use huikan::limits::Limits;
use huikan::project::ReaderKind;

use crate::epub::{setup, style, texts, xml};

/// A chapter with a note, and the names of the book's files.
fn chapter(reader: ReaderKind) -> (String, Vec<String>) {
    let text = "---\ntitle: 桥\n---\n\n东桥[^1]先有，西桥[^1]后有。\n\n[^1]: 在“镇东”，见*县志*。\n";
    let volume = crate::page::volume(&[("1.md".to_owned(), text.to_owned())], None);
    let (style, templates) = (style("book-a5"), Templates::default());
    let mut diagnostics = Diagnostics::new();
    let setup = Setup { reader, ..setup(&style, &templates) };
    let bytes = pack(&mut diagnostics, &volume, &setup, None).unwrap();
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let mut problems = Diagnostics::new();
    huikan::epub::check(&mut problems, "a.epub", &bytes, &Limits::default());
    assert!(problems.is_empty(), "{problems:?}");
    let archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    let names = archive.file_names().map(str::to_owned).collect();
    (texts(&bytes)["OEBPS/chapter-001.xhtml"].clone(), names)
}

#[test]
fn notes_for_duokan_are_pictures_that_say_the_note_and_lists_of_one() {
    let (chapter, names) = chapter(ReaderKind::Duokan);
    assert!(names.contains(&"OEBPS/images/note.png".to_owned()));
    let document = xml(&chapter);
    let classed = |class: &str| {
        let has = |node: &roxmltree::Node<'_, '_>| node.attribute("class") == Some(class);
        document.descendants().filter(has).collect::<Vec<_>>()
    };
    let marks = classed("duokan-footnote");
    assert_eq!(marks.len(), 2);
    assert!(marks.iter().all(|mark| mark.attribute("href") == Some("#n1")));
    for mark in classed("qqreader-footnote") {
        assert_eq!(mark.attribute("alt"), Some("在“镇东”，见县志。"));
    }
    let items = classed("duokan-footnote-item");
    assert_eq!(items.len(), 1);
    assert_eq!(items[0].attribute("id"), Some("n1"));
    let list = items[0].parent().unwrap();
    assert_eq!(list.attribute("class"), Some("duokan-footnote-content"));
    let aside = list.ancestors().find(|node| node.tag_name().name() == "aside");
    assert_eq!(aside.unwrap().attribute("role"), Some("doc-footnote"));
}

#[test]
fn notes_for_any_reader_have_none_of_this() {
    let (chapter, names) = chapter(ReaderKind::Any);
    assert!(!chapter.contains("duokan") && chapter.contains(">[1]</a>"));
    assert!(!names.contains(&"OEBPS/images/note.png".to_owned()));
}
