//! Paragraphs and groups into articles: the best cut of the whole source.
//!
//! A title may stand before, after or inside its text, and a group of display lines may
//! as well be a heading. The uses of all groups are chosen together by dynamic
//! programming: each article wants a text and exactly one title, and each choice brings
//! the score that `evidence` gives it. Linear in the number of blocks.

use crate::import::blocks::Block;
use crate::import::cluster::Cluster;
use crate::import::evidence::{NEVER, Scene, Scores};

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
    /// A byline that begins an article.
    Opening,
    /// The head of the first brief of several; begins an article.
    Brief,
    /// The head of a brief after a brief; begins an article.
    NextBrief,
}

/// One article: its blocks with their uses.
#[derive(Debug, Clone)]
pub(crate) struct Article {
    /// Index of each block and what it is used for.
    pub(crate) blocks: Vec<(usize, Use)>,
    /// How far the best reading is ahead of reading this beginning as none, 0 to 1.
    pub(crate) confidence: f64,
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

const USES: [Use; 10] = [
    Use::Text,
    Use::Start,
    Use::Heading,
    Use::Before,
    Use::After,
    Use::Inside,
    Use::Aside,
    Use::Opening,
    Use::Brief,
    Use::NextBrief,
];

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

/// The articles of a source, and what each group was read as.
pub(crate) fn find(scene: &Scene<'_, '_>) -> (Vec<Article>, Vec<Option<Cluster>>) {
    let mut clusters = Vec::with_capacity(scene.blocks.len());
    let mut back: Vec<[(u8, u8); 7]> = Vec::with_capacity(scene.blocks.len());
    let mut margins = Vec::with_capacity(scene.blocks.len());
    let mut best = [NEVER; 7];
    for (at, block) in scene.blocks.iter().enumerate() {
        let (cluster, moves) = moves(scene, at, block);
        let (next, from, margin) = step(at == 0, &best, &moves);
        best = next;
        back.push(from);
        margins.push(margin);
        clusters.push(cluster);
    }
    let last =
        (0..7).max_by_key(|state| best[*state] + ending(STATES[*state])).unwrap_or(0);
    (cut(&back, &margins, last), clusters)
}

/// A step of the search: the best score in each state, where it came from, and how far
/// the best beginning of an article is ahead of the best continuation.
type Step = ([i32; 7], [(u8, u8); 7], i32);

/// One step of the search.
fn step(first: bool, best: &[i32; 7], moves: &[(Use, i32)]) -> Step {
    let mut next = [NEVER; 7];
    let mut from = [(0, 0); 7];
    let (mut begins, mut goes_on) = (NEVER, NEVER);
    for (index, use_) in USES.iter().enumerate() {
        let Some((_, score)) = moves.iter().find(|(other, _)| other == use_) else {
            continue;
        };
        for (state, before) in STATES.iter().enumerate() {
            let base = if first {
                if state == 0 && !matches!(use_, Use::After | Use::Inside) {
                    0
                } else {
                    NEVER
                }
            } else {
                best[state]
            };
            let Some((to, extra)) = follow(first, *before, *use_) else { continue };
            let total = base.saturating_add(*score).saturating_add(extra).max(NEVER);
            if is_beginning(*use_) {
                begins = begins.max(total)
            } else {
                goes_on = goes_on.max(total)
            }
            let to = to as usize;
            if total > next[to] {
                next[to] = total;
                let small = |n: usize| u8::try_from(n).unwrap_or(0);
                from[to] = (small(state), small(index));
            }
        }
    }
    let top = next.into_iter().max().unwrap_or(0);
    (next.map(|score| (score - top).max(NEVER)), from, begins.saturating_sub(goes_on))
}

/// Whether a use begins an article.
pub(crate) fn is_beginning(use_: Use) -> bool {
    matches!(use_, Use::Start | Use::Before | Use::Opening | Use::Brief | Use::NextBrief)
}

/// The state after a use, and what the step itself costs; `None` when it cannot be.
fn follow(first: bool, before: State, use_: Use) -> Option<(State, i32)> {
    if is_beginning(use_) {
        let close = if first { 0 } else { ending(before) };
        return Some(match use_ {
            Use::Start => (Untitled, close),
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
        (Use::Text, BriefText) => (BriefText, -30),
        (Use::Heading, Untitled | Titled) => (before, 0),
        // A heading right below a title, before any text.
        (Use::Heading, Announced | Blank) => (before, -3),
        (Use::After, Untitled) => (Closed, 0),
        (Use::Inside, Blank | Untitled) => (Titled, 0),
        (Use::Aside, state) => (state, 0),
        _ => return None,
    })
}

/// The uses a block may have, with their scores.
fn moves(
    scene: &Scene<'_, '_>,
    at: usize,
    block: &Block,
) -> (Option<Cluster>, Vec<(Use, i32)>) {
    match block {
        Block::Paragraph(_) => {
            (None, vec![(Use::Text, 0), (Use::Start, start(scene, at))])
        }
        Block::Group(group) => {
            let (cluster, scores) = scene.scores(at, group);
            let Scores {
                heading,
                before,
                after,
                inside,
                aside,
                opening,
                brief,
                next_brief,
            } = scores;
            let moves = vec![
                (Use::Heading, heading),
                (Use::Before, before),
                (Use::After, after),
                (Use::Inside, inside),
                (Use::Aside, aside),
                (Use::Opening, opening),
                (Use::Brief, brief),
                (Use::NextBrief, next_brief),
            ];
            (
                Some(cluster),
                moves.into_iter().filter(|(_, score)| *score > NEVER / 2).collect(),
            )
        }
    }
}

/// What speaks for a paragraph that begins an article without any display line.
fn start(scene: &Scene<'_, '_>, at: usize) -> i32 {
    if at == 0 {
        return 0;
    }
    let line = scene.first(at);
    let mut score = -10;
    score += if line.page { 10 } else { 0 };
    // Letter-spaced labels and vertical heads open sections.
    score += if line.label { 33 } else { 0 };
    let (old, new) = (scene.last(at - 1).column[0], line.column[2]);
    score += if old > 0 && new > 0 && (old - new).abs() >= 3 { 8 } else { 0 };
    let noted = scene.is_after_note(at);
    score += if noted { 30 } else { 0 };
    // After a title that closed its text anything may begin; elsewhere a sign is needed.
    let closed = matches!(scene.blocks[at - 1], Block::Group(_));
    if line.page || line.label || noted || closed { score } else { score - 60 }
}

/// Follows the best reading back and cuts it into articles.
fn cut(back: &[[(u8, u8); 7]], margins: &[i32], last: usize) -> Vec<Article> {
    let mut uses = vec![Use::Text; back.len()];
    let mut state = last;
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
            let confidence =
                confidence(if articles.is_empty() { 100 } else { margins[at] });
            articles.push(Article { blocks: Vec::new(), confidence });
        }
        if let Some(article) = articles.last_mut() {
            article.blocks.push((at, use_));
        }
    }
    articles
}

/// A lead in tenths of a point as a share between 0 and 1, in hundredths.
fn confidence(lead: i32) -> f64 {
    let lead = f64::from(lead.clamp(-100, 100));
    // A point is a factor of three: odds of 3^(lead/10), without a power function.
    let share = 0.5 + lead / (2.0 * (lead.abs() + 10.0));
    (share * 100.0).round() / 100.0
}
