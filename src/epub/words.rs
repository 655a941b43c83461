//! The few words that huikan itself puts into a book, in the book's language.

use serde::Serialize;

use crate::article::Date;
use crate::project::is_traditional;
use crate::volume::Label;
use crate::volume::index::Head;

/// Words for readers of the book, not for its makers.
#[derive(Debug, Serialize)]
pub(super) struct Words {
    contents: &'static str,
    cover: &'static str,
    title_page: &'static str,
    copyright: &'static str,
    pub(super) preface: &'static str,
    notes: &'static str,
    back: &'static str,
    note: &'static str,
    landmarks: &'static str,
    start: &'static str,
    pages: &'static str,
    pub(super) afterword: &'static str,
    pub(super) unit_index: &'static str,
    pub(super) author_index: &'static str,
    pub(super) sources: &'static str,
    pub(super) other: &'static str,
    cip: &'static str,
    editor: &'static str,
    publisher: &'static str,
    issuer: &'static str,
    address: &'static str,
    recipients: &'static str,
    printer: &'static str,
    distributor: &'static str,
    date: &'static str,
    extent: &'static str,
    articles: &'static str,
    edition: &'static str,
    printing: &'static str,
    copies: &'static str,
    price: &'static str,
    permit: &'static str,
    series: &'static str,
    title: &'static str,
    isbn: &'static str,
    clc: &'static str,
    identifier: &'static str,
    summary: &'static str,
    summary_images: &'static str,
    summary_pages: &'static str,
    /// Names a printed edition, by the title of the book and its own name.
    #[serde(skip)]
    printed: fn(&str, &str) -> String,
    /// Puts a date into words.
    #[serde(skip)]
    date_format: fn(Date) -> String,
    /// Puts a number of characters into words.
    #[serde(skip)]
    characters: fn(usize) -> String,
    /// Puts a number of strokes into words.
    #[serde(skip)]
    strokes: fn(u8) -> String,
    /// Puts the lines of a source into words.
    #[serde(skip)]
    lines: fn(&str) -> String,
}

impl Words {
    /// The words of a language: Chinese in either script, English for all others.
    pub(super) fn of(language: &str) -> &'static Self {
        let primary = language.split('-').next().map(str::to_ascii_lowercase);
        match primary.as_deref() {
            Some("zh") if is_traditional(language) => &TRADITIONAL,
            Some("zh") => &SIMPLIFIED,
            _ => &ENGLISH,
        }
    }

    /// A date in words.
    pub(super) fn date(&self, date: Date) -> String {
        (self.date_format)(date)
    }

    /// What to tell readers who ask whether the book is accessible to them.
    pub(super) fn summary(&self, has_images: bool, has_pages: bool) -> String {
        let images = if has_images { self.summary_images } else { "" };
        let pages = if has_pages { self.summary_pages } else { "" };
        format!("{}{images}{pages}", self.summary)
    }

    /// What a list of printed pages is called.
    pub(super) fn pages(&self) -> &'static str {
        self.pages
    }

    /// What a line of the colophon is about.
    pub(super) fn label<'a>(&self, label: &'a Label) -> &'a str
    where
        'static: 'a,
    {
        match label {
            Label::Title => self.title,
            Label::Own(own) => own,
            Label::Editors => self.editor,
            Label::Publisher => self.publisher,
            Label::Issuer => self.issuer,
            Label::Address => self.address,
            Label::Recipients => self.recipients,
            Label::Printer => self.printer,
            Label::Distributor => self.distributor,
            Label::Date => self.date,
            // What only paper has is not said on screens.
            Label::Format | Label::Sheets => "",
            Label::Extent => self.extent,
            Label::Articles => self.articles,
            Label::Edition => self.edition,
            Label::Printing => self.printing,
            Label::Copies => self.copies,
            Label::Isbn => self.isbn,
            Label::Price => self.price,
            Label::Permit => self.permit,
            Label::Clc => self.clc,
        }
    }

    /// A number of what a line of the colophon counts.
    pub(super) fn count(&self, label: &Label, count: usize) -> String {
        match label {
            Label::Extent => (self.characters)(count),
            _ => count.to_string(),
        }
    }

    /// What stands above a group of names.
    pub(super) fn head(&self, head: Head) -> String {
        match head {
            Head::Letter(letter) => letter.to_string(),
            Head::Strokes(count) => (self.strokes)(count),
            Head::Other => self.other.to_owned(),
        }
    }

    /// Where in a source a text stands.
    pub(super) fn lines(&self, lines: &str) -> String {
        (self.lines)(lines)
    }

    /// The name of the edition that page numbers are those of.
    pub(super) fn printed(&self, title: &str, edition: &str) -> String {
        (self.printed)(title, edition)
    }
}

/// A date as ISO 8601 writes it, as precise as it is known.
pub(super) fn iso(date: Date) -> String {
    match (date.month, date.day) {
        (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", date.year),
        (Some(month), None) => format!("{:04}-{month:02}", date.year),
        (None, _) => format!("{:04}", date.year),
    }
}

/// A number of characters in thousands, at least one.
fn thousands(count: usize) -> usize {
    (count + 500).div_euclid(1000).max(1)
}

fn chinese_date(date: Date) -> String {
    let month = date.month.map_or(String::new(), |month| format!("{month}月"));
    let day = date.day.map_or(String::new(), |day| format!("{day}日"));
    format!("{}年{month}{day}", date.year)
}

static SIMPLIFIED: Words = Words {
    contents: "目录",
    cover: "封面",
    title_page: "书名页",
    copyright: "版权页",
    preface: "前言",
    notes: "注释",
    back: "返回正文",
    note: "注",
    landmarks: "导览",
    start: "正文",
    pages: "印刷版页码",
    editor: "编者",
    afterword: "后记",
    unit_index: "单位索引",
    author_index: "作者索引",
    sources: "文章来源",
    other: "其他",
    cip: "图书在版编目（CIP）数据",
    publisher: "出版",
    issuer: "编印",
    address: "地址",
    recipients: "发送对象",
    printer: "印刷",
    distributor: "发行",
    extent: "字数",
    articles: "篇数",
    edition: "版次",
    printing: "印次",
    copies: "印数",
    price: "定价",
    permit: "准印证号",
    date: "日期",
    series: "丛编",
    title: "书名",
    isbn: "ISBN",
    clc: "中图分类号",
    identifier: "标识符",
    summary: "全书文字可重排，有目录和逐级标题，脚注可往返跳转。",
    summary_images: "图片附有文字说明。",
    summary_pages: "标有印刷版的页码。",
    printed: |title, edition| format!("《{title}》印刷版（{edition}）"),
    date_format: chinese_date,
    characters: |count| format!("{} 千字", thousands(count)),
    strokes: |count| format!("{count}画"),
    lines: |lines| format!("第{lines}行"),
};

static TRADITIONAL: Words = Words {
    contents: "目錄",
    cover: "封面",
    title_page: "書名頁",
    copyright: "版權頁",
    preface: "前言",
    notes: "註釋",
    back: "返回正文",
    note: "註",
    landmarks: "導覽",
    start: "正文",
    pages: "印刷版頁碼",
    editor: "編者",
    afterword: "後記",
    unit_index: "單位索引",
    author_index: "作者索引",
    sources: "文章來源",
    other: "其他",
    cip: "圖書在版編目（CIP）數據",
    publisher: "出版",
    issuer: "編印",
    address: "地址",
    recipients: "發送對象",
    printer: "印刷",
    distributor: "發行",
    extent: "字數",
    articles: "篇數",
    edition: "版次",
    printing: "印次",
    copies: "印數",
    price: "定價",
    permit: "准印證號",
    date: "日期",
    series: "叢編",
    title: "書名",
    isbn: "ISBN",
    clc: "中圖分類號",
    identifier: "識別碼",
    summary: "全書文字可重排，有目錄和逐級標題，腳註可往返跳轉。",
    summary_images: "圖片附有文字說明。",
    summary_pages: "標有印刷版的頁碼。",
    printed: |title, edition| format!("《{title}》印刷版（{edition}）"),
    date_format: chinese_date,
    characters: |count| format!("{} 千字", thousands(count)),
    strokes: |count| format!("{count}畫"),
    lines: |lines| format!("第{lines}行"),
};

static ENGLISH: Words = Words {
    contents: "Contents",
    cover: "Cover",
    title_page: "Title page",
    copyright: "Copyright page",
    preface: "Preface",
    notes: "Notes",
    back: "Back to the text",
    note: "Note",
    landmarks: "Landmarks",
    start: "Text",
    pages: "Printed pages",
    editor: "Editor",
    afterword: "Afterword",
    unit_index: "Index of organisations",
    author_index: "Index of authors",
    sources: "Sources",
    other: "Other",
    cip: "Cataloguing in publication",
    publisher: "Publisher",
    issuer: "Issued by",
    address: "Address",
    recipients: "For",
    printer: "Printer",
    distributor: "Distributor",
    extent: "Extent",
    articles: "Articles",
    edition: "Edition",
    printing: "Printing",
    copies: "Copies",
    price: "Price",
    permit: "Permit",
    date: "Date",
    series: "Series",
    title: "Title",
    isbn: "ISBN",
    clc: "Chinese Library Classification",
    identifier: "Identifier",
    summary: "Reflowable text with a table of contents, nested headings and footnotes that \
              link back.",
    summary_images: " Images have text alternatives.",
    summary_pages: " Page numbers are those of the printed edition.",
    printed: |title, edition| format!("{title}, printed edition ({edition})"),
    date_format: iso,
    characters: |count| format!("{},000 characters", thousands(count)),
    strokes: |count| format!("{count} strokes"),
    lines: |lines| format!("lines {lines}"),
};
