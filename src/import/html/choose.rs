//! Which part of a web page is its text, and what is not.
//!
//! A page that says where its text is (`article`, `itemprop`, the content element of
//! WeChat) is believed; elsewhere the element wins whose own paragraphs hold the most
//! characters outside links.

use crate::import::html::body::below;
use crate::import::html::tree::{BLOCKS, Node, Tree};

/// Words in the names of classes and identifiers, and why such an element is left out.
const ASIDES: &[(&str, &str)] = &[
    ("share", "share-bar"),
    ("sharebar", "share-bar"),
    ("social", "share-bar"),
    ("comment", "comments"),
    ("comments", "comments"),
    ("nav", "navigation"),
    ("navbar", "navigation"),
    ("menu", "navigation"),
    ("breadcrumb", "navigation"),
    ("breadcrumbs", "navigation"),
    ("crumb", "navigation"),
    ("crumbs", "navigation"),
    ("sidebar", "navigation"),
    ("footer", "navigation"),
    ("pager", "navigation"),
    ("pagination", "navigation"),
    ("toolbar", "navigation"),
    ("related", "related"),
    ("recommend", "related"),
    ("ad", "advertisement"),
    ("ads", "advertisement"),
    ("advert", "advertisement"),
    ("qrcode", "share-bar"),
];

/// What public accounts put around their texts, and why it is left out.
const CALLS: &[(&str, &str)] = &[
    ("点击蓝字", "share-bar"),
    ("点击上方蓝", "share-bar"),
    ("点蓝字关注", "share-bar"),
    ("关注我们", "share-bar"),
    ("关注公众号", "share-bar"),
    ("长按识别", "share-bar"),
    ("长按二维码", "share-bar"),
    ("识别二维码", "share-bar"),
    ("扫码关注", "share-bar"),
    ("扫码加入", "share-bar"),
    ("扫一扫", "share-bar"),
    ("点亮在看", "share-bar"),
    ("点个在看", "share-bar"),
    ("点“在看”", "share-bar"),
    ("点个“在看”", "share-bar"),
    ("分享收藏", "share-bar"),
    ("点赞在看", "share-bar"),
    ("阅读原文", "share-bar"),
    ("END", "label"),
    ("向上滑动", "share-bar"),
    ("轻触阅读", "share-bar"),
    ("预览时标签不可点", "share-bar"),
    ("收录于合集", "navigation"),
    ("收录于话题", "navigation"),
    ("当前位置：", "navigation"),
    ("您的位置：", "navigation"),
    ("您现在的位置", "navigation"),
    ("上一篇：", "navigation"),
    ("下一篇：", "navigation"),
    ("【字体：", "navigation"),
    ("字体：【", "navigation"),
    ("【打印", "navigation"),
    ("打印本页", "navigation"),
    ("关闭窗口", "navigation"),
    ("关闭本页", "navigation"),
    ("返回顶部", "navigation"),
    ("往期推荐", "related"),
    ("往期回顾", "related"),
    ("相关阅读", "related"),
];

/// The longest line that is such a call, in characters without spaces.
const LONGEST_CALL: usize = 28;

/// The most nodes of one.
const MOST_CALL_NODES: usize = 40;

/// A page with what was found about each node.
pub(super) struct Page {
    /// Why a node is no text, by its index.
    pub(super) dropped: Vec<Option<&'static str>>,
    /// How many characters stand in each node.
    lengths: Vec<usize>,
    /// Whether a table stands in each node.
    pub(super) has_table: Vec<bool>,
    /// The element of the text.
    pub(super) main: usize,
}

/// Finds the text of a page.
pub(super) fn choose(tree: &Tree) -> Page {
    let count = tree.nodes.len();
    let mut page = Page {
        dropped: vec![None; count],
        lengths: vec![0; count],
        has_table: vec![false; count],
        main: 0,
    };
    page.measure(tree);
    for at in 1..count {
        let parent = tree.nodes[at].parent;
        let own = page.reason(tree, at);
        let is_code = matches!(own, Some("script" | "style"));
        page.dropped[at] = if is_code { own } else { page.dropped[parent].or(own) };
    }
    page.measure(tree);
    page.main = declared(tree, &page).unwrap_or_else(|| densest(tree, &page));
    page
}

impl Page {
    /// How many characters stand in an element.
    pub(super) fn length(&self, at: usize) -> usize {
        self.lengths[at]
    }

    /// Leaves out an element and what stands in it.
    pub(super) fn leave_out(&mut self, tree: &Tree, at: usize, reason: &'static str) {
        for at in std::iter::once(at).chain(below(tree, at)) {
            self.dropped[at].get_or_insert(reason);
        }
    }

    /// Sums up the characters that are not dropped: children stand behind parents.
    fn measure(&mut self, tree: &Tree) {
        self.lengths.fill(0);
        for at in (1..tree.nodes.len()).rev() {
            let node = &tree.nodes[at];
            let is_code = matches!(node.name.as_str(), "script" | "style" | "head");
            if self.dropped[at].is_some() || is_code {
                self.lengths[at] = 0;
                continue;
            }
            if node.is_text() {
                self.lengths[at] = node.text.trim().chars().count();
            }
            self.lengths[node.parent] += self.lengths[at];
            let is_table = node.name == "table" || self.has_table[at];
            self.has_table[node.parent] |= is_table;
        }
    }

    /// Why an element is left out, by itself.
    fn reason(&self, tree: &Tree, at: usize) -> Option<&'static str> {
        let node = &tree.nodes[at];
        match node.name.as_str() {
            "script" | "noscript" | "template" => return Some("script"),
            "style" => return Some("style"),
            "head" | "title" => return Some("head"),
            "nav" | "menu" | "aside" => return Some("navigation"),
            "form" | "button" | "select" | "textarea" => return Some("form"),
            "" | "html" | "body" | "main" | "article" => return None,
            _ => {}
        }
        // What holds most of the page is no aside, whatever it is called.
        let is_small = self.lengths[at] * 2 < self.lengths[0];
        let is_edge = matches!(node.name.as_str(), "header" | "footer")
            && !has_ancestor(tree, at, &["article", "main"])
            && !tree.nodes[at].children.iter().any(|at| tree.nodes[*at].name == "h1");
        if is_edge && is_small {
            return Some("navigation");
        }
        let style: String =
            node.attribute("style").chars().filter(|c| !c.is_whitespace()).collect();
        if node.attributes.contains_key("hidden") || style.contains("display:none") {
            return is_small.then_some("hidden");
        }
        let aside = ASIDES.iter().find(|(word, _)| is_small && has_word(node, word));
        aside.map(|(_, reason)| *reason).or_else(|| self.call(tree, at))
    }

    /// Why a line is a call to its readers and no text: the characters say so.
    fn call(&self, tree: &Tree, at: usize) -> Option<&'static str> {
        let name = tree.nodes[at].name.as_str();
        // Titles may say such words; calls to readers are no titles.
        let is_title = matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        let is_block = BLOCKS.contains(&name) && !is_title;
        let is_short = (1..=LONGEST_CALL * 2).contains(&self.lengths[at]);
        if !is_block || !is_short || self.lengths[at] * 2 > self.lengths[0] {
            return None;
        }
        let nodes = below(tree, at).take(MOST_CALL_NODES);
        let line: String = nodes.map(|at| tree.nodes[at].text.as_str()).collect();
        let line: String = line.chars().filter(|c| !c.is_whitespace()).collect();
        let is_mark = |c: char| !c.is_alphanumeric() && !matches!(c, '【' | '：');
        let is_call = line.chars().count() <= LONGEST_CALL && !line.contains('。');
        let core = line.trim_matches(is_mark);
        let opens_or_ends =
            |words: &str| core.starts_with(words) || core.ends_with(words);
        let call = CALLS.iter().find(|(words, _)| is_call && opens_or_ends(words));
        call.map(|(_, reason)| *reason)
    }
}

/// Whether one of some elements is around a node.
fn has_ancestor(tree: &Tree, at: usize, names: &[&str]) -> bool {
    let mut above = tree.nodes[at].parent;
    while above != 0 {
        if names.contains(&tree.nodes[above].name.as_str()) {
            return true;
        }
        above = tree.nodes[above].parent;
    }
    false
}

/// Whether a word stands in the classes or the identifier of an element.
pub(super) fn has_word(node: &Node, word: &str) -> bool {
    [node.attribute("class"), node.attribute("id")].iter().any(|names| {
        names
            .split(|c: char| !c.is_ascii_alphanumeric())
            .any(|name| name.eq_ignore_ascii_case(word))
    })
}

/// The element that a page declares to be its text.
fn declared(tree: &Tree, page: &Page) -> Option<usize> {
    let longest = |is: &dyn Fn(&Node) -> bool| {
        (1..tree.nodes.len())
            .filter(|at| page.lengths[*at] > 0 && is(&tree.nodes[*at]))
            .rev()
            .max_by_key(|at| page.lengths[*at])
    };
    let is_main = |node: &Node| node.name == "main" || node.attribute("role") == "main";
    longest(&|node| node.attribute("id") == "js_content")
        .or_else(|| longest(&|node| node.attribute("itemprop") == "articleBody"))
        .or_else(|| longest(&|node| node.name == "article"))
        .or_else(|| longest(&is_main))
}

/// The element whose paragraphs hold the most text.
fn densest(tree: &Tree, page: &Page) -> usize {
    let mut scores = vec![0_usize; tree.nodes.len()];
    for (at, node) in tree.nodes.iter().enumerate() {
        if page.dropped[at].is_some() || !node.is_text() {
            continue;
        }
        let mut block = node.parent;
        let mut is_link = false;
        while matches!(
            tree.nodes[block].name.as_str(),
            "a" | "b" | "em" | "font" | "i" | "span" | "strong" | "u"
        ) {
            is_link |= tree.nodes[block].name == "a";
            block = tree.nodes[block].parent;
        }
        if is_link {
            continue;
        }
        let length = page.lengths[at];
        let parent = tree.nodes[block].parent;
        // Text right in a division, between line breaks, is its own paragraph.
        if !matches!(tree.nodes[block].name.as_str(), "p" | "li" | "h1" | "h2" | "h3") {
            scores[block] += length;
        }
        scores[parent] += length;
        scores[tree.nodes[parent].parent] += length / 2;
    }
    let best = (0..scores.len()).rev().max_by_key(|at| scores[*at]).unwrap_or(0);
    // Rows and lists are parts of a text, never the whole of it.
    let mut best = best;
    while matches!(
        tree.nodes[best].name.as_str(),
        "p" | "ul" | "ol" | "li" | "tr" | "tbody" | "table" | "blockquote"
    ) {
        best = tree.nodes[best].parent;
    }
    best
}
