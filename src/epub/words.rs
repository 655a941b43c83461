//! The few words that huikan itself puts into a book, in the book's language.

use serde::Serialize;

use crate::article::Date;

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
    editor: &'static str,
    publisher: &'static str,
    date: &'static str,
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
}

/// Whether a language is written in Traditional Chinese.
pub(super) fn is_traditional(language: &str) -> bool {
    let language = language.to_ascii_lowercase();
    ["hant", "-tw", "-hk", "-mo"].iter().any(|mark| language.contains(mark))
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
    publisher: "编印",
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
    publisher: "編印",
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
    publisher: "Publisher",
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
};
