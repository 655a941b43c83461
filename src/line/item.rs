//! A paragraph into items: the cells that lines are made of.
//!
//! An item is never broken. Its width is its natural one inside a line: marks already cut
//! where two of them meet (3.3), Han–Latin gaps already counted (4.1). What a line gains
//! or loses at its edges and by shrinking or stretching is stored beside it, so that
//! `fit.rs` can weigh a line by subtracting two sums.

use std::ops::Range;

use crate::font::FontId;
use crate::geom::Length;
use crate::line::Orientation;
use crate::line::breaks::Break;
use crate::line::class::Class;
use crate::line::shape::Shaped;
use crate::line::spacing::Joint;
use crate::line::{Gap, Rules};

/// A cell of a line.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// Byte offset of its first character.
    pub(super) start: usize,
    /// Byte offset after its last character.
    pub(super) end: usize,
    /// How it behaves.
    pub(super) class: Class,
    /// Index of its run in the paragraph.
    pub(super) run: usize,
    /// The font of its glyphs.
    pub(super) font: FontId,
    /// What is drawn.
    pub(super) content: Content,
    /// How far from the start of the cell the glyphs stand.
    pub(super) shift: Length,
    /// Whether the font leaves no white that could be cut (1.14).
    pub(super) rigid: bool,
    /// Width of the cell inside a line.
    pub(super) width: Length,
    /// The white it still has on one side of its ink (3.2).
    pub(super) white: Length,
    /// The white that is lost at the start of a line.
    pub(super) lead: Length,
    /// The white that is lost at the end of a line.
    pub(super) trail: Length,
    /// How far it may stand outside the line it ends.
    pub(super) hang: Length,
    /// How it may shrink or stretch.
    pub(super) give: Give,
    /// The white after it.
    pub(super) joint: Joint,
    /// Whether a line may end after it.
    pub(super) break_after: Break,
    /// Width of the hyphen it gets when a line ends after it.
    pub(super) hyphen: Length,
    /// How its glyphs are drawn.
    pub(super) pose: Pose,
    /// Its annotation in the paragraph, and the how manieth item of its base it is.
    pub(super) ruby: Option<(usize, usize)>,
}

/// How the glyphs of an item are drawn.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pose {
    /// How they stand.
    pub(super) orientation: Orientation,
    /// How far above where their run stands.
    pub(super) lift: Length,
    /// Their size where it is not that of their run.
    pub(super) size: Option<Length>,
}

/// What an item draws.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    /// Nothing.
    Nothing,
    /// One glyph.
    Glyph(u16),
    /// Glyphs of the arena.
    Shaped(Range<usize>),
}

/// How an item may shrink or stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Give {
    /// Not at all.
    None,
    /// A mark that may lose this much white before its ink.
    Before {
        /// How much.
        white: Length,
        /// In which tier.
        tier: Tier,
    },
    /// A centred mark that may lose this much, half on each side (tier 3).
    Around {
        /// How much.
        white: Length,
    },
    /// A mark that may lose this much white after its ink.
    After {
        /// How much.
        white: Length,
        /// In which tier.
        tier: Tier,
    },
    /// A half mark that may have this much of its white before its ink again (3.10).
    RegainBefore {
        /// How much.
        white: Length,
    },
    /// A half mark that may have this much of its white after its ink again.
    RegainAfter {
        /// How much.
        white: Length,
    },
    /// A space between words.
    WordSpace,
    /// A typed space that stands for the Han–Latin gap (4.4).
    GapSpace,
}

/// When a mark loses its white (5.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tier {
    /// Tier 4: brackets and quotation marks.
    Bracket,
    /// Tier 5: ， 、 ；
    Comma,
    /// Tier 7: 。 ？ ！ ：, and in style raw what else would keep a line from its bounds.
    Stop,
}

/// The items of a paragraph.
#[derive(Debug, Default)]
pub(super) struct Items {
    /// The cells.
    pub(super) list: Vec<Item>,
    /// Glyphs of shaped cells.
    pub(super) glyphs: Vec<Shaped>,
    /// What they are measured by.
    pub(super) unit: Unit,
    /// Where UAX #14 breaks beside characters of other scripts, ascending.
    pub(super) unicode: Vec<usize>,
    /// The width of the widest piece of a word, with its hyphen.
    pub(super) widest: Length,
    /// `totals[k]` sums the cells before item `k`, each with the joint after it.
    pub(super) totals: Vec<Totals>,
    /// All cells that give, tier by tier…
    pub(super) elastic: Sums,
    /// … and which these are.
    pub(super) giving: Vec<usize>,
    /// Whether lines are broken inside it by its author.
    pub(super) is_parted: bool,
}

/// Width and elasticity of a stretch of line, tier by tier.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sums {
    /// Natural width.
    pub(super) width: Length,
    /// What word spaces can lose (5.2, tier 2).
    pub(super) word_shrink: Length,
    /// What middle dots can lose (tier 3).
    pub(super) dot_shrink: Length,
    /// What brackets and quotation marks can lose (tier 4).
    pub(super) bracket_shrink: Length,
    /// What ， 、 ； can lose (tier 5).
    pub(super) comma_shrink: Length,
    /// What Han–Latin gaps can lose (tier 6).
    pub(super) gap_shrink: Length,
    /// What 。 ？ ！ ： can lose, where the style lets them (tier 7).
    pub(super) stop_shrink: Length,
    /// What word spaces can gain (5.3, tier 1).
    pub(super) word_stretch: Length,
    /// What Han–Latin gaps can gain (tier 2).
    pub(super) gap_stretch: Length,
    /// What half marks can have again of their white, before anything else opens (3.10).
    pub(super) mark_stretch: Length,
    /// How many places can gain without a limit of their own (tier 3).
    pub(super) places: i32,
    /// How many Han–Latin gaps there are that can gain.
    pub(super) gaps: i32,
}

impl Sums {
    /// All that can be lost.
    pub(super) fn shrink(&self) -> Length {
        self.word_shrink
            + self.dot_shrink
            + self.bracket_shrink
            + self.comma_shrink
            + self.gap_shrink
            + self.stop_shrink
    }

    /// All that can be gained before places without a limit of their own.
    pub(super) fn stretch(&self) -> Length {
        self.word_stretch + self.gap_stretch + self.mark_stretch
    }

    /// Adds another stretch.
    pub(super) fn add(&mut self, other: &Self) {
        self.width += other.width;
        self.word_shrink += other.word_shrink;
        self.dot_shrink += other.dot_shrink;
        self.bracket_shrink += other.bracket_shrink;
        self.comma_shrink += other.comma_shrink;
        self.gap_shrink += other.gap_shrink;
        self.stop_shrink += other.stop_shrink;
        self.word_stretch += other.word_stretch;
        self.gap_stretch += other.gap_stretch;
        self.mark_stretch += other.mark_stretch;
        self.places += other.places;
        self.gaps += other.gaps;
    }

    /// An item alone.
    pub(super) fn of(item: &Item, unit: &Unit) -> Self {
        let mut sums = match item.give {
            Give::GapSpace => unit.gap,
            Give::WordSpace => Self { places: 1, ..Self::default() },
            _ => Self::default(),
        };
        sums.width = item.width;
        sums.add_give(item, unit);
        sums
    }

    /// Adds what an item gives that is neither a gap nor a place.
    fn add_give(&mut self, item: &Item, unit: &Unit) {
        match item.give {
            Give::None | Give::GapSpace => {}
            Give::Before { white, tier } | Give::After { white, tier } => {
                *self.of_tier(tier) += white;
            }
            Give::RegainBefore { white } | Give::RegainAfter { white } => {
                self.mark_stretch += white;
            }
            Give::Around { white } => self.dot_shrink += white,
            Give::WordSpace => {
                self.word_shrink +=
                    (item.width - least_word_space(unit.em)).max(Length::ZERO);
                self.word_stretch +=
                    (widest_word_space(unit.em) - item.width).max(Length::ZERO);
            }
        }
    }

    /// What marks of a tier can lose.
    fn of_tier(&mut self, tier: Tier) -> &mut Length {
        match tier {
            Tier::Bracket => &mut self.bracket_shrink,
            Tier::Comma => &mut self.comma_shrink,
            Tier::Stop => &mut self.stop_shrink,
        }
    }
}

/// The few figures by which most lines are weighed: of the text before a line, of the text
/// up to its end, and, as their difference, of the line.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Totals {
    /// Natural width.
    pub(super) width: Length,
    /// All that can be lost.
    pub(super) shrink: Length,
    /// All that can be gained before places without a limit of their own.
    pub(super) stretch: Length,
    /// How many of those there are.
    pub(super) places: i32,
    /// How many Han–Latin gaps there are that can gain.
    pub(super) gaps: i32,
}

impl Totals {
    /// Those of a stretch.
    pub(super) fn of(sums: &Sums) -> Self {
        Self {
            width: sums.width,
            shrink: sums.shrink(),
            stretch: sums.stretch(),
            places: sums.places,
            gaps: sums.gaps,
        }
    }

    fn add(&mut self, other: &Self) {
        self.width += other.width;
        self.shrink += other.shrink;
        self.stretch += other.stretch;
        self.places += other.places;
        self.gaps += other.gaps;
    }

    /// Those of the line from where a text ends to where this one does.
    pub(super) fn since(&self, start: &Self) -> Self {
        Self {
            width: self.width - start.width,
            shrink: self.shrink - start.shrink,
            stretch: self.stretch - start.stretch,
            places: self.places - start.places,
            gaps: self.gaps - start.gaps,
        }
    }
}

/// What cells and joints are measured by.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Unit {
    /// One 字.
    pub(super) em: Length,
    /// A Han–Latin gap.
    pub(super) gap: Sums,
}

impl Unit {
    /// The unit of a paragraph.
    pub(super) fn of(rules: &Rules) -> Self {
        Self { em: rules.em, gap: gap(rules.gap, rules.em) }
    }
}

/// A Han–Latin gap: 1/4 em (4.1), down to 1/8 em, up to 1/3 em (4.7).
fn gap(gap: Gap, em: Length) -> Sums {
    match gap {
        Gap::Elastic => Sums {
            width: em / 4,
            gap_shrink: em / 4 - em / 8,
            gap_stretch: em / 3 - em / 4,
            gaps: 1,
            ..Sums::default()
        },
        Gap::Fixed => Sums { width: em / 4, ..Sums::default() },
        Gap::Eighth => Sums { width: em / 8, ..Sums::default() },
        Gap::None => Sums { places: 1, ..Sums::default() },
    }
}

/// The narrowest word space (5.2, tier 2).
fn least_word_space(em: Length) -> Length {
    em / 4
}

/// The widest word space before Han stretches (5.3, tier 1).
fn widest_word_space(em: Length) -> Length {
    em / 2
}

impl Item {
    /// Whether it is one glyph that stands as it is wherever its line has room.
    pub(super) fn is_glyph(&self) -> bool {
        let is_itself = !matches!(self.class, Class::Space | Class::Middot);
        let gives = self.give != Give::None || self.ruby.is_some();
        is_itself && !gives && matches!(self.content, Content::Glyph(_))
    }

    /// Takes the white that the first item of a line loses from a stretch of it.
    pub(super) fn start_line(&self, sums: &mut Sums) {
        self.cut(sums, self.lead);
        sums.mark_stretch -= self.regained(true);
    }

    /// Takes the white that the last item of a line loses from a stretch of it.
    pub(super) fn end_line(&self, sums: &mut Sums) {
        self.cut(sums, self.trail);
        sums.mark_stretch -= self.regained(false);
    }

    /// Takes an edge's white from a stretch; what is cut cannot shrink any more.
    fn cut(&self, sums: &mut Sums, white: Length) {
        if white == Length::ZERO {
            return;
        }
        sums.width -= white;
        if let Give::Before { tier, .. } | Give::After { tier, .. } = self.give {
            *sums.of_tier(tier) -= white;
        }
    }

    /// How much of the white that an edge cuts could have shrunk.
    fn shrinking(&self, white: Length) -> Length {
        match self.give {
            Give::Before { .. } | Give::After { .. } => white,
            _ => Length::ZERO,
        }
    }

    /// The white before or after the ink of a half mark that it could have again.
    fn regained(&self, before: bool) -> Length {
        match self.give {
            Give::RegainBefore { white } if before => white,
            Give::RegainAfter { white } if !before => white,
            _ => Length::ZERO,
        }
    }
}

impl Items {
    /// What stands before a line that starts with item `k`, the white included that the
    /// item loses there; with the end of the list, everything.
    pub(super) fn before_line(&self, k: usize) -> Totals {
        let mut totals = self.totals[k];
        // Han lose nothing.
        if let Some(item) = self.list.get(k).filter(|item| item.class != Class::Han) {
            totals.width += item.lead;
            totals.shrink += item.shrinking(item.lead);
            totals.stretch += item.regained(true);
        }
        totals
    }

    /// What stands before a line that starts with item `k` and up to the end of one that
    /// ends with the item before it, when both are Han, of which edges cut nothing.
    #[inline]
    pub(super) fn between_han(
        &self,
        before: &Item,
        k: usize,
    ) -> Option<(Totals, Totals)> {
        if (before.class, self.list.get(k)?.class) != (Class::Han, Class::Han) {
            return None;
        }
        let start = self.totals[k];
        let places = match before.joint {
            Joint::Rigid => start.places,
            Joint::Loose => start.places - 1,
            Joint::Gap => return None,
        };
        Some((start, Totals { places, ..start }))
    }

    /// What stands up to the end of a line whose last item is `k`.
    pub(super) fn through_line(&self, k: usize) -> Totals {
        let mut totals = self.totals[k + 1];
        let item = &self.list[k];
        match item.joint {
            Joint::Rigid => {}
            Joint::Loose => totals.places -= 1,
            Joint::Gap => totals = totals.since(&Totals::of(&self.unit.gap)),
        }
        if item.class != Class::Han {
            totals.width -= item.trail;
            totals.shrink -= item.shrinking(item.trail);
            totals.stretch -= item.regained(false);
        }
        totals
    }

    /// The stretch from item `first` to item `last`, both included, as a whole line: with
    /// the white at its edges cut.
    pub(super) fn line(&self, first: usize, last: usize) -> Sums {
        let own = self.through_line(last).since(&self.before_line(first));
        let gap = &self.unit.gap;
        let gaps = i64::from(own.gaps);
        let mut sums = Sums {
            gap_shrink: gap.gap_shrink * gaps,
            gap_stretch: gap.gap_stretch * gaps,
            places: own.places,
            gaps: own.gaps,
            ..Sums::default()
        };
        let giving = &self.giving[self.giving.partition_point(|at| *at < first)..];
        for &at in giving.iter().take_while(|at| **at <= last) {
            sums.add_give(&self.list[at], &self.unit);
        }
        self.list[first].start_line(&mut sums);
        self.list[last].end_line(&mut sums);
        Sums { width: own.width, ..sums }
    }

    /// The room that is left on a line of a width: below zero what it lacks. A stop at the
    /// end that may hang gives its ink where the line would lack room otherwise (5.8).
    pub(super) fn slack(&self, room: Length, width: Length, last: usize) -> Length {
        let slack = room - width;
        if slack < Length::ZERO { slack + self.list[last].hang } else { slack }
    }

    /// Sums up the list; call it when the items are complete.
    pub(super) fn sum_up(&mut self, rules: &Rules) {
        self.unit = Unit::of(rules);
        let Self { list, unit, elastic, giving, totals, .. } = self;
        let gap = Totals::of(&unit.gap);
        let mut sum = Totals::default();
        totals.reserve_exact(list.len() + 1);
        totals.push(sum);
        totals.extend(list.iter().enumerate().map(|(at, item)| {
            if item.give == Give::None {
                sum.width += item.width;
            } else {
                let own = Sums::of(item, unit);
                giving.push(at);
                elastic.add(&own);
                sum.add(&Totals::of(&own));
            }
            match item.joint {
                Joint::Rigid => {}
                Joint::Loose => sum.places += 1,
                Joint::Gap => sum.add(&gap),
            }
            sum
        }));
    }
}
