//! What the colophon (版权页) of a volume says, in order, for paper and for screens.
//!
//! A volume with an ISBN is published: its CIP data have the form of GB/T 12451—2023, its
//! record the order of GB/T 12450—2001: title, responsibility, publisher, printer and
//! distributor, extent, edition and printing, number and price. Any other is internal
//! material (内部资料): for whom and with which permit it was printed.

use crate::article::Date;
use crate::project::Publication;
use crate::volume::Volume;

/// What a colophon says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Colophon {
    /// The CIP data, a paragraph each; empty when there are none.
    pub cip: Vec<String>,
    /// The record of the volume, the title first.
    pub record: Vec<Fact>,
    /// What stands below it: rights, and the publication's own lines.
    pub lines: Vec<String>,
}

/// A line of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub label: Label,
    /// What it says.
    pub value: Value,
}

/// What a line of the record is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Label {
    /// The title, which needs no label.
    Title,
    /// Editors (编者).
    Editors,
    /// Words of the publication's own, such as 责任编辑.
    Own(String),
    /// Publisher of published matter (出版).
    Publisher,
    /// The organisation that made internal material (编印).
    Issuer,
    /// Address of either.
    Address,
    /// Whom it is for (发送对象).
    Recipients,
    /// Printer (印刷).
    Printer,
    /// Distributor (发行).
    Distributor,
    /// Date (日期).
    Date,
    /// Size of the paper and its part (开本).
    Format,
    /// Printed sheets (印张).
    Sheets,
    /// Number of characters (字数).
    Extent,
    /// Number of articles (篇数).
    Articles,
    /// Edition (版次).
    Edition,
    /// Printing (印次).
    Printing,
    /// Number of copies (印数).
    Copies,
    /// ISBN (书号).
    Isbn,
    /// Price (定价).
    Price,
    /// Number of the permit (准印证号).
    Permit,
    /// Class of the Chinese Library Classification (中图分类号).
    Clc,
}

/// What a line of the record says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Words.
    Text(String),
    /// A date.
    Date(Date),
    /// A number: of characters, of articles.
    Count(usize),
    /// What only paper has and pages know: its size, its sheets. A size that the
    /// publication gives comes along.
    OfPaper(Option<String>),
}

impl Volume {
    /// What its colophon says.
    #[must_use]
    pub fn colophon(&self) -> Colophon {
        let publication = &*self.publication;
        let mut record = Record::default();
        record.text(Label::Title, Some(&self.full_title("——")));
        if publication.isbn.is_some() {
            self.published(&mut record);
        } else {
            self.internal(&mut record);
        }
        let rights = publication.rights.iter();
        let lines = rights.chain(&publication.colophon).filter(|line| is_said(line));
        let cip = if publication.isbn.is_some() { self.cip() } else { Vec::new() };
        Colophon { cip, record: record.facts, lines: lines.cloned().collect() }
    }

    /// The record of a published book.
    fn published(&self, record: &mut Record) {
        let publication = &*self.publication;
        let imprint = &publication.imprint;
        record.text(Label::Editors, Some(&publication.editors.join("　")));
        record.staff(&imprint.staff);
        record.text(Label::Publisher, publication.publisher.as_ref());
        record.text(Label::Address, imprint.address.as_ref());
        record.text(Label::Printer, imprint.printer.as_ref());
        record.text(Label::Distributor, imprint.distributor.as_ref());
        record.add(Label::Format, Value::OfPaper(imprint.format.clone()));
        record.add(Label::Sheets, Value::OfPaper(imprint.format.clone()));
        record.add(Label::Extent, Value::Count(self.characters()));
        match &imprint.edition {
            Some(edition) => record.text(Label::Edition, Some(edition)),
            None => record.date(publication),
        }
        record.text(Label::Printing, imprint.printing.as_ref());
        record.text(Label::Copies, imprint.copies.as_ref());
        record.text(Label::Isbn, publication.isbn.as_ref());
        record.text(Label::Price, imprint.price.as_ref());
        if imprint.cip.is_none() && imprint.cip_text.is_empty() {
            record.text(Label::Clc, publication.clc.as_ref());
        }
    }

    /// The record of internal material.
    fn internal(&self, record: &mut Record) {
        let publication = &*self.publication;
        let imprint = &publication.imprint;
        record.text(Label::Editors, Some(&publication.editors.join("　")));
        record.staff(&imprint.staff);
        record.text(Label::Issuer, publication.publisher.as_ref());
        record.text(Label::Address, imprint.address.as_ref());
        record.text(Label::Recipients, imprint.recipients.as_ref());
        record.text(Label::Printer, imprint.printer.as_ref());
        record.date(publication);
        record.add(Label::Format, Value::OfPaper(imprint.format.clone()));
        record.add(Label::Extent, Value::Count(self.characters()));
        record.add(Label::Articles, Value::Count(self.chapters().count()));
        record.text(Label::Edition, imprint.edition.as_ref());
        record.text(Label::Printing, imprint.printing.as_ref());
        record.text(Label::Copies, imprint.copies.as_ref());
        record.text(Label::Permit, imprint.permit.as_ref());
        record.text(Label::Clc, publication.clc.as_ref());
    }

    /// The CIP data: as they were issued, or put together in their form.
    fn cip(&self) -> Vec<String> {
        let publication = &*self.publication;
        let imprint = &publication.imprint;
        let number = imprint
            .cip
            .iter()
            .map(|number| format!("中国国家版本馆CIP数据核字第{}号", number.trim()));
        if !imprint.cip_text.is_empty() {
            return imprint.cip_text.iter().cloned().chain(number).collect();
        }
        if imprint.cip.is_none() {
            return Vec::new();
        }
        let clc = publication.clc.iter().map(|clc| format!("Ⅰ．{clc}"));
        std::iter::once(self.described()).chain(clc).chain(number).collect()
    }

    /// Its description: `书名：副书名／编者编．—出版地：出版者，2024．5．—（丛书名）．—ISBN …`.
    fn described(&self) -> String {
        let publication = &*self.publication;
        let mut areas = vec![self.full_title("：")];
        if !publication.editors.is_empty() {
            areas[0] += &format!("／{}编", publication.editors.join("，"));
        }
        let date = publication.date.map(|date| {
            let month = date.month.map_or(String::new(), |month| format!("．{month}"));
            format!("{}{month}", date.year)
        });
        let by: Vec<String> = publication.publisher.iter().cloned().chain(date).collect();
        let place = publication.imprint.place.as_ref();
        let place = place.map_or(String::new(), |place| format!("{place}："));
        areas.extend(Some(place + &by.join("，")).filter(|area| !area.is_empty()));
        if publication.title != self.title {
            areas.push(format!("（{}）", publication.title));
        }
        let isbn = publication.isbn.iter().map(|isbn| format!("ISBN {isbn}"));
        areas.into_iter().chain(isbn).collect::<Vec<_>>().join("．—")
    }

    /// Title and subtitle.
    fn full_title(&self, between: &str) -> String {
        let subtitle = self.subtitle.as_ref().filter(|words| is_said(words));
        let subtitle = subtitle.map(|words| format!("{between}{words}"));
        format!("{}{}", self.title, subtitle.unwrap_or_default())
    }

    /// How many characters its articles have, white space not counted.
    fn characters(&self) -> usize {
        self.chapters().map(|chapter| chapter.article.extent).sum()
    }
}

/// Lines of a record as they are added; what says nothing is left out.
#[derive(Default)]
struct Record {
    facts: Vec<Fact>,
}

impl Record {
    fn add(&mut self, label: Label, value: Value) {
        self.facts.push(Fact { label, value });
    }

    fn text(&mut self, label: Label, words: Option<&String>) {
        if let Some(words) = words.filter(|words| is_said(words)) {
            self.add(label, Value::Text(words.clone()));
        }
    }

    fn date(&mut self, publication: &Publication) {
        if let Some(date) = publication.date {
            self.add(Label::Date, Value::Date(date));
        }
    }

    /// Lines such as `责任编辑：陆桥生`.
    fn staff(&mut self, lines: &[String]) {
        for line in lines.iter().filter(|line| is_said(line)) {
            let parted = line.split_once(['：', ':']);
            let (label, words) = parted.unwrap_or(("", line));
            let label = Label::Own(label.trim().to_owned());
            self.add(label, Value::Text(words.trim().to_owned()));
        }
    }
}

fn is_said(words: &str) -> bool {
    !words.trim().is_empty()
}
