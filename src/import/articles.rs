//! Paragraphs and groups into articles: the best cut of the whole source.
//!
//! A title may stand before, after or inside its text, and a group of display lines may
//! as well be a heading. The uses of all groups are chosen together by dynamic
//! programming: each article wants a text and exactly one title, and each choice brings
//! the score that `evidence` gives it. Linear in the number of blocks.

use crate::import::blocks::Block;
use crate::import::cluster::Cluster;
use crate::import::evidence::{AROUND, NEVER, Scene, Scores, UNSIGNED};
use crate::import::odds::confidence;
use crate::import::unchanged::Unchanged;

/// What a group is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// A paragraph that goes on with the article.
    Text,
    /// A paragraph that begins an article.
    Start,
    /// A section heading.
    Heading,
    /// A title before its text; begins an article.
    Before,
    /// A title after its text; ends an article.
    After,
    /// A title inside its text.
    Inside,
    /// Captions, labels.
    Aside,
    /// A section heading that begins an article.
    Lead,
    /// A byline that begins an article.
    Opening,
    /// The head of the first brief of several; begins an article.
    Brief,
    /// The head of a brief after a brief; begins an article.
    NextBrief,
    /// A title below the byline that began its article.
    Named,
    /// Unit, persons and date at the end of a text.
    Signature,
}

/// One article: its blocks with their uses.
#[derive(Debug, Clone)]
pub(crate) struct Article {
    /// Index of each block and what it is used for.
    pub(crate) blocks: Vec<(usize, Use)>,
    /// How far the best reading is ahead of reading this beginning as none, 0 to 1.
    pub(crate) confidence: f64,
    /// What its first lines would be otherwise, and how far that is behind.
    pub(crate) otherwise: Option<(Use, i32)>,
}

/// Where in an article the reading stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// No title, no text yet.
    Blank,
    /// Text without title.
    Untitled,
    /// A title, no text yet.
    Announced,
    /// Text with title.
    Titled,
    /// Ended by a title after the text.
    Closed,
    /// The head of a brief.
    BriefHead,
    /// A brief with its paragraph.
    BriefText,
}

use State::{Announced, Blank, BriefHead, BriefText, Closed, Titled, Untitled};

const STATES: [State; 7] =
    [Blank, Untitled, Announced, Titled, Closed, BriefHead, BriefText];

const USES: [Use; COUNT] = [
    Use::Text,
    Use::Start,
    Use::Heading,
    Use::Before,
    Use::After,
    Use::Inside,
    Use::Aside,
    Use::Lead,
    Use::Opening,
    Use::Brief,
    Use::NextBrief,
    Use::Named,
    Use::Signature,
];

/// How many uses there are.
const COUNT: usize = 13;

/// What ending an article in a state costs.
fn ending(state: State) -> i32 {
    match state {
        // A source without any title for a text is rare but real.
        Untitled => -25,
        // A title without text is a misreading.
        Blank | Announced => -60,
        BriefHead => -60,
        Titled | Closed | BriefText => 0,
    }
}

/// What is known about a block before the search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moves {
    /// The score of each use, in the order of `USES`.
    scores: [i32; COUNT],
    /// Whether something says that a text may begin here without a title.
    signed: bool,
    /// Whether unit, persons or date stand beside what may be a title.
    named: bool,
    /// Whether a page begins with it.
    page: bool,
    /// How many blocks before and after it this depends on.
    around: (usize, usize),
}

/// How a source sets its titles.
#[derive(Debug, Clone, Copy)]
struct Style {
    /// Where they stand; `None` when here and there.
    place: Option<Use>,
    /// Whether unit, persons or date stand beside them.
    named: bool,
    /// Whether each page begins with an article.
    fresh: bool,
}

/// Where the titles of a source stand. Most sources do it in one way only.
const PLACES: [Option<Use>; 4] =
    [None, Some(Use::Before), Some(Use::After), Some(Use::Inside)];

/// What a title with a unit or persons gains where all titles of its source have them:
/// as much as one that stands where all do.
const NAMED: i32 = 5;

/// What it costs a title to have none in such a source.
const NAMELESS: i32 = -15;

/// What a title gains by standing where all titles of its source stand: a little more
/// than the noise of a single place, so that three titles carry a doubtful fourth.
const CONFORMS: i32 = 5;

/// What it costs to stand on the other side of its text in such a source.
const DIFFERS: i32 = -15;

/// What a text without a title gains by beginning a page where all pages begin with one:
/// it makes up for the title that it lacks.
const FRESH: i32 = 32;

/// Fewer pages make no habit.
const FEWEST_PAGES: usize = 3;

/// Periodicals with titles at the foot of the first page have others above one-page texts.
const MIXES: i32 = -3;

/// What each block of a source is by itself.
#[derive(Default)]
pub(crate) struct Known {
    /// What each group was read as.
    pub(crate) clusters: Vec<Option<Box<Cluster>>>,
    moves: Vec<Moves>,
}

/// What each block is by itself. What an earlier reading knew holds for those that have
/// not changed.
pub(crate) fn know(scene: &Scene<'_, '_>, earlier: Option<(Known, Unchanged)>) -> Known {
    let mut known = Known {
        clusters: Vec::with_capacity(scene.blocks.len()),
        moves: Vec::with_capacity(scene.blocks.len()),
    };
    let (mut old, unchanged) = earlier.unzip();
    for (at, block) in scene.blocks.iter().enumerate() {
        let again = old.as_mut().zip(unchanged.as_ref()).and_then(|(old, unchanged)| {
            let moves = old.moves[unchanged.alone(at)?];
            let twin = unchanged.twin(at, moves.around)?;
            Some((old.clusters[twin].take(), moves))
        });
        debug_assert!(again.as_ref().is_none_or(|it| *it == allowed(scene, at, block)));
        let (cluster, moves) = again.unwrap_or_else(|| allowed(scene, at, block));
        known.clusters.push(cluster);
        known.moves.push(moves);
    }
    known
}

/// The uses of a block that a person's decision leaves.
fn allowed(
    scene: &Scene<'_, '_>,
    at: usize,
    block: &Block,
) -> (Option<Box<Cluster>>, Moves) {
    let (cluster, mut moves) = moves(scene, at, block);
    let untitled = cluster.as_ref().is_some_and(Cluster::is_untitled);
    decide(scene.first(at).decided.article, untitled, &mut moves);
    (cluster.map(Box::new), moves)
}

/// The articles of a source.
pub(crate) fn find(scene: &Scene<'_, '_>, known: &Known) -> Vec<Article> {
    let all = with_runs(&known.moves);
    let mut best: Option<(Reading, Style)> = None;
    let styles = PLACES.into_iter().flat_map(|place| {
        [false, true].map(|named| Style { place, named, fresh: false })
    });
    for style in styles {
        let reading = search(&all, style);
        if best.as_ref().is_none_or(|(best, _)| reading.total > best.total) {
            best = Some((reading, style));
        }
    }
    let Some((best, style)) = best else { return Vec::new() };
    let articles = cut(&best);
    if begins_pages(scene, &articles) {
        let fresh = search(&all, Style { fresh: true, ..style });
        return cut(&fresh);
    }
    articles
}

/// What the head of a brief gains by each of the next two blocks but one being another.
const IN_A_RUN: i32 = 6;

/// A short head above one paragraph is a brief the more surely, the more follow it.
fn with_runs(known: &[Moves]) -> Vec<Moves> {
    let mut all = known.to_vec();
    let index = |wanted: Use| USES.into_iter().position(|use_| use_ == wanted);
    let (Some(first), Some(next)) = (index(Use::Brief), index(Use::NextBrief)) else {
        return all;
    };
    for at in 0..all.len() {
        let is_brief = |ahead: usize| {
            all.get(at + ahead).is_some_and(|moves| moves.scores[next] > IN_A_RUN)
        };
        let more = match (is_brief(2), is_brief(4)) {
            (true, true) => 2 * IN_A_RUN,
            (true, false) => IN_A_RUN,
            (false, _) => 0,
        };
        let score = &mut all[at].scores[first];
        *score = if *score > NEVER / 2 { *score + more } else { *score };
    }
    all
}

/// Whether no text runs on from page to page, though paragraphs have many lines, and most
/// pages begin with an article.
fn begins_pages(scene: &Scene<'_, '_>, articles: &[Article]) -> bool {
    let texts = scene.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(lines) => Some(lines.len()),
        Block::Group(_) => None,
    });
    let (long, short): (Vec<usize>, Vec<usize>) = texts.partition(|lines| *lines > 2);
    // Blank lines tell of pages, of sections and of articles alike.
    let is_told_by_blanks = scene.lines.iter().any(|line| line.page && line.gap > 2);
    if long.len() < short.len() || is_told_by_blanks {
        return false;
    }
    let pages = scene.lines.iter().filter(|line| line.page).count();
    let first = |at: &usize| scene.first(*at).page;
    let blocks = (0..scene.blocks.len()).filter(first).count();
    let begun = articles.iter().filter(|article| first(&article.blocks[0].0)).count();
    blocks == pages && begun >= FEWEST_PAGES && begun * 5 >= pages * 3
}

/// The best reading of a source for one style.
struct Reading {
    /// Its score.
    total: i64,
    /// For each block and state the state before and the use.
    back: Vec<[(u8, u8); 7]>,
    /// For each block how far the best beginning is ahead of the best continuation, and
    /// the use of that.
    margins: Vec<(i32, Use)>,
    /// The state at the end.
    last: usize,
}

/// Searches for the best reading.
fn search(all: &[Moves], style: Style) -> Reading {
    let mut reading =
        Reading { total: 0, back: Vec::new(), margins: Vec::new(), last: 0 };
    let mut best = [NEVER; 7];
    best[0] = 0;
    let [first, later] = [true, false]
        .map(|first| USES.map(|use_| STATES.map(|state| follow(first, state, use_))));
    let conforms = [false, true].map(|named| {
        [false, true].map(|page| USES.map(|use_| conformity(style, use_, (named, page))))
    });
    for (at, moves) in all.iter().enumerate() {
        let conforms = &conforms[usize::from(moves.named)][usize::from(moves.page)];
        let follows = if at == 0 { &first } else { &later };
        let (mut next, from, margin) = step(&best, moves, conforms, follows);
        // Scores stay small in sources of any length.
        let top = next.into_iter().max().unwrap_or(0);
        next = next.map(|score| (score - top).max(NEVER));
        reading.total += i64::from(top);
        reading.back.push(from);
        reading.margins.push(margin);
        best = next;
    }
    let end = |state: &usize| best[*state] + ending(STATES[*state]);
    reading.last = (0..7).max_by_key(end).unwrap_or(0);
    reading.total += i64::from(end(&reading.last));
    reading
}

/// A step of the search: the best score in each state, where it came from, and how far
/// the best beginning of an article is ahead of the best continuation.
type Step = ([i32; 7], [(u8, u8); 7], (i32, Use));

/// For each use and state the state after it and what the step itself costs.
type Follows = [[Option<(State, i32)>; 7]; COUNT];

/// One step of the search.
fn step(
    best: &[i32; 7],
    moves: &Moves,
    conforms: &[i32; COUNT],
    follows: &Follows,
) -> Step {
    let mut next = [NEVER; 7];
    let mut from = [(0, 0); 7];
    let (mut begins, mut goes_on) = (NEVER, (NEVER, Use::Text));
    for (index, use_) in USES.into_iter().enumerate() {
        let score = moves.scores[index];
        if score <= NEVER / 2 {
            continue;
        }
        let score = score + conforms[index];
        let begins_article = is_beginning(use_);
        let unsigned = !moves.signed && matches!(use_, Use::Start | Use::Lead);
        for (state, followed) in follows[index].iter().enumerate() {
            let Some((to, extra)) = *followed else { continue };
            // After a title that closed its text a new one begins without any sign.
            let lacks = unsigned && STATES[state] != Closed;
            let extra = if lacks { extra - UNSIGNED } else { extra };
            let total = (best[state] + score + extra).max(NEVER);
            if begins_article {
                begins = begins.max(total);
            } else if total > goes_on.0 {
                goes_on = (total, use_);
            }
            let to = to as usize;
            if total > next[to] {
                next[to] = total;
                let small = |n: usize| u8::try_from(n).unwrap_or(0);
                from[to] = (small(state), small(index));
            }
        }
    }
    (next, from, (begins - goes_on.0, goes_on.1))
}

/// What a use gains or loses by the style of its source.
fn conformity(style: Style, use_: Use, (named, page): (bool, bool)) -> i32 {
    let titled = matches!(use_, Use::Before | Use::After | Use::Inside | Use::Named);
    let fresh = if style.fresh && page && use_ == Use::Start { FRESH } else { 0 };
    let naming = match (style.named && titled, named) {
        (false, _) => 0,
        (true, true) => NAMED,
        (true, false) => NAMELESS,
    };
    let place = match style.place {
        Some(place) if use_ == place => CONFORMS,
        // Their heads stand before their texts.
        Some(Use::Before | Use::Inside) if is_brief(use_) => CONFORMS,
        Some(Use::Inside) if matches!(use_, Use::Before | Use::After) => MIXES,
        Some(_) if matches!(use_, Use::Before | Use::After | Use::Inside) => DIFFERS,
        _ => 0,
    };
    naming + place + fresh
}

/// Whether a use is the head of a brief.
fn is_brief(use_: Use) -> bool {
    matches!(use_, Use::Brief | Use::NextBrief)
}

/// Whether a use begins an article.
pub(crate) fn is_beginning(use_: Use) -> bool {
    matches!(
        use_,
        Use::Start | Use::Lead | Use::Before | Use::Opening | Use::Brief | Use::NextBrief
    )
}

/// The state after a use, and what the step itself costs; `None` when it cannot be.
fn follow(first: bool, before: State, use_: Use) -> Option<(State, i32)> {
    // With the first block nothing has come before that a title could stand in or after.
    if first && matches!(use_, Use::After | Use::Inside | Use::Named) {
        return None;
    }
    if is_beginning(use_) {
        let close = if first { 0 } else { ending(before) };
        return Some(match use_ {
            Use::Start | Use::Lead => (Untitled, close),
            Use::Opening => (Blank, close),
            Use::Before => (Announced, close),
            Use::NextBrief if before != BriefText => return None,
            _ => (BriefHead, close),
        });
    }
    Some(match (use_, before) {
        (Use::Text, Blank | Untitled) => (Untitled, 0),
        (Use::Text, Announced | Titled) => (Titled, 0),
        (Use::Text, BriefHead) => (BriefText, 0),
        // A brief of two paragraphs is rarer than a new text.
        (Use::Text, BriefText) => (BriefText, -15),
        (Use::Heading, Untitled | Titled) => (before, 0),
        // A heading right below a title, before any text.
        (Use::Heading, Announced | Blank) => (before, -3),
        (Use::After, Untitled) => (Closed, 0),
        (Use::Inside, Blank | Untitled) => (Titled, 0),
        (Use::Named, Blank) => (Announced, 0),
        (Use::Signature, Titled | BriefText) => (Closed, 0),
        (Use::Signature, Untitled) => (Closed, ending(Untitled)),
        (Use::Signature, Announced) => (before, 0),
        (Use::Aside, state) => (state, 0),
        _ => return None,
    })
}

/// The uses a block may have, with their scores.
fn moves(scene: &Scene<'_, '_>, at: usize, block: &Block) -> (Option<Cluster>, Moves) {
    let Block::Group(group) = block else {
        let (start, signed) = start(scene, at);
        let mut scores = [NEVER; COUNT];
        (scores[0], scores[1]) = (0, start);
        let page = scene.first(at).page;
        return (None, Moves { scores, signed, named: false, page, around: AROUND });
    };
    let (cluster, scores) = scene.scores(at, group);
    let Scores {
        heading,
        before,
        after,
        inside,
        aside,
        lead,
        opening,
        brief,
        next_brief,
        named,
        signature,
        around,
    } = scores;
    let scores = [
        NEVER, NEVER, heading, before, after, inside, aside, lead, opening, brief,
        next_brief, named, signature,
    ];
    let signed = at == 0 || scene.is_signed(at);
    let named =
        cluster.unit.is_some() || !cluster.bylines.is_empty() || cluster.date.is_some();
    let page = scene.first(at).page;
    (Some(cluster), Moves { scores, signed, named, page, around })
}

/// The points of a use of a block by themselves, in tenths.
pub(crate) fn score(scene: &Scene<'_, '_>, at: usize, use_: Use) -> i32 {
    let (_, moves) = moves(scene, at, &scene.blocks[at]);
    let index = USES.into_iter().position(|known| known == use_);
    index.map_or(NEVER, |index| moves.scores[index])
}

/// Leaves only the uses that a person's decision allows a block, where there is one.
fn decide(begins: Option<bool>, untitled: bool, moves: &mut Moves) {
    let Some(begins) = begins else { return };
    moves.signed |= begins;
    for (use_, score) in USES.into_iter().zip(&mut moves.scores) {
        if is_beginning(use_) != begins {
            *score = NEVER;
        }
    }
    let none = moves.scores.iter().all(|score| *score <= NEVER / 2);
    if begins && none {
        // Display lines that never open a text by themselves: captions, a date.
        let use_ = if untitled { Use::Opening } else { Use::Before };
        let at = USES.into_iter().position(|known| known == use_);
        moves.scores[at.unwrap_or(0)] = 0;
    }
}

/// What speaks for a paragraph that begins an article without any display line, and
/// whether anything but a title before it does.
fn start(scene: &Scene<'_, '_>, at: usize) -> (i32, bool) {
    if at == 0 {
        return (0, true);
    }
    let line = scene.first(at);
    let mut score = -10;
    score += if line.page { 10 } else { 0 };
    // Letter-spaced labels and vertical heads open sections.
    score += if line.label { 33 } else { 0 };
    let (old, new) = (scene.last(at - 1).column[0], line.column[2]);
    score += if old > 0 && new > 0 && (old - new).abs() >= 3 { 8 } else { 0 };
    let noted = scene.is_after_note(at);
    score += if noted { 45 } else { 0 };
    (score, scene.is_signed(at))
}

/// Titles inside their texts that make them the way of a source.
const HABIT: usize = 2;

/// Whether titles inside their texts are the way of a source.
pub(crate) fn has_feet(articles: &[Article]) -> bool {
    let uses = articles.iter().flat_map(|article| &article.blocks);
    uses.filter(|(_, use_)| *use_ == Use::Inside).count() >= HABIT
}

/// Where titles are missing in a source whose titles stand at the foot of the first page:
/// the lines with which the second page of such an article begins.
pub(crate) fn untitled_feet(scene: &Scene<'_, '_>, articles: &[Article]) -> Vec<usize> {
    if !has_feet(articles) {
        return Vec::new();
    }
    articles.iter().filter_map(|article| untitled_foot(scene, article)).collect()
}

/// The line with which the second page of an article begins, if its first has no title,
/// or only bold type, as names of series are set.
fn untitled_foot(scene: &Scene<'_, '_>, article: &Article) -> Option<usize> {
    let blocks = article.blocks.iter().map(|(at, _)| scene.blocks[*at].lines());
    let mut lines: Vec<usize> = blocks.flatten().copied().collect();
    lines.sort_unstable();
    let foot = lines.into_iter().skip(2).find(|at| scene.lines[*at].page)?;
    // A title may also open the second page.
    let first_page =
        article.blocks.iter().filter(|(at, _)| scene.blocks[*at].lines()[0] <= foot);
    let mut uses = first_page.map(|(at, use_)| match use_ {
        Use::After | Use::Inside | Use::Named | Use::Brief | Use::NextBrief => false,
        Use::Before => scene.first(*at).doubled,
        _ => true,
    });
    uses.all(|untitled| untitled).then_some(foot)
}

/// Follows the best reading back and cuts it into articles.
fn cut(reading: &Reading) -> Vec<Article> {
    let Reading { back, margins, last, .. } = reading;
    let mut uses = vec![Use::Text; back.len()];
    let mut state = *last;
    for at in (0..back.len()).rev() {
        let (before, use_) = back[at][state];
        uses[at] = USES[usize::from(use_)];
        state = usize::from(before);
    }
    let mut articles: Vec<Article> = Vec::new();
    for (at, use_) in uses.into_iter().enumerate() {
        let closed = articles
            .last()
            .and_then(|article| article.blocks.last())
            .is_some_and(|(_, last)| *last == Use::After && use_ == Use::Text);
        if articles.is_empty() || is_beginning(use_) || closed {
            let (lead, use_) = margins[at];
            // Something has to begin with the first block.
            let is_first = articles.is_empty();
            let otherwise = (!is_first && lead < -NEVER / 2).then_some((use_, lead));
            let confidence = confidence(if is_first { 100 } else { lead });
            articles.push(Article { blocks: Vec::new(), confidence, otherwise });
        }
        if let Some(article) = articles.last_mut() {
            article.blocks.push((at, use_));
        }
    }
    articles
}
