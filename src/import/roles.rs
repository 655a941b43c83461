//! The roles that lines have in a text, and what two lines that follow one another say
//! about theirs.

use crate::import::flow::{AGAINST_DECISION, fills};
use crate::import::lines::{Line, Page, Width};

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// First of several lines of a paragraph.
    First,
    /// Neither first nor last.
    Middle,
    /// Last of several lines.
    Last,
    /// A paragraph of one line.
    Only,
    /// A display line between paragraphs.
    Display,
    /// A display line at the foot of a page, inside a paragraph that goes on after it.
    Interruption,
    /// A display line at the head of a page, inside a paragraph that began before it.
    Intrusion,
}

use Role::{Display, First, Interruption, Intrusion, Last, Middle, Only};

/// All of them.
pub(crate) const ROLES: [Role; 7] =
    [First, Middle, Last, Only, Display, Interruption, Intrusion];

/// A reading that cannot be.
pub(crate) const NEVER: i32 = -1_000_000;

/// What two lines that follow one another say about their roles.
pub(crate) struct Meeting {
    /// What a blank line between them is worth.
    blank: i32,
    /// Whether a paragraph without one is unlikely.
    parted: bool,
    /// Whether a page begins between them.
    page: bool,
    /// Whether a page or a section does.
    opens: bool,
    /// Whether the first fills its column.
    fills: bool,
    /// Whether only the first names a person and a post.
    signed: bool,
    /// Whether both are printed twice, as bold type is.
    bold: bool,
    /// Whether they are words below pictures.
    captions: [bool; 2],
    /// Whether blank lines part them from the sentences around.
    set_off: [bool; 2],
    /// Whether titles stand at the feet of the pages.
    footed: bool,
    /// Whether the column gets wider after a first line, after a line of the middle.
    wider: [bool; 2],
    /// Whether it gets narrower.
    narrower: bool,
    /// Whether it gets more than twice as wide.
    leaps: bool,
    /// Whether the text says that it goes on elsewhere.
    leads_away: bool,
}

impl Meeting {
    /// The first line has lost its indent.
    const LOST: Width = 4;

    /// What they say.
    pub(crate) fn of(page: &Page<'_>, last: &Line<'_>, line: &Line<'_>) -> Self {
        let blank = if page.single && line.gap > 0 { 10 } else { 0 };
        let reach = last.span.1 + last.give + 2;
        let wider = |lost: Width| page.wrapped && line.span.0 > reach + lost;
        Self {
            blank,
            parted: blank == 0 && page.parted && page.wrapped,
            page: line.page,
            opens: line.page || line.label,
            fills: fills(last),
            signed: last.signed && !line.signed,
            bold: last.doubled && line.doubled,
            captions: [last.is_caption(), line.is_caption()],
            set_off: [last.set_off, line.set_off],
            footed: page.footed,
            wider: [wider(Self::LOST), wider(0)],
            narrower: page.wrapped && line.span.1 + line.give + 2 < last.span.0,
            leaps: line.span.0 * 4 > last.span.1 * 9,
            leads_away: last.leads_away,
        }
    }

    /// What following one another says: a row for each role of the first line, a column
    /// for each of the second, in the order of `ROLES`.
    pub(crate) fn steps(&self) -> [[i32; 7]; 7] {
        const N: i32 = NEVER;
        let either = |yes: bool, score: i32, or: i32| if yes { score } else { or };
        let on = |before, role| self.goes_on(before, role);
        let new = match (self.opens, self.parted) {
            (true, _) => self.blank + 6,
            // Where blank lines part paragraphs a paragraph without one is unlikely.
            (false, true) => -8,
            (false, false) => self.blank,
        };
        // Headings are rarer than paragraphs.
        let head = self.blank - 5 + either(self.opens, 6, 0);
        // A heading that fills its line goes on in the next.
        let text = either(self.fills, -3, 3);
        // A person's name and post stand beside a title, not above a text.
        let more = either(self.signed, 12, either(self.fills, 6, -3));
        // Inside a text lines may fill their column by chance, bold ones do not.
        let bold = either(self.bold && self.fills, 6, -3);
        let foot = match (self.captions[1], self.set_off[1]) {
            (false, true) => -20,
            // Where other texts of a source have their titles there, many are.
            (caption, _) if caption || self.footed => either(self.page, N, -20),
            // Most paragraphs that a page breaks are not interrupted as well.
            _ => either(self.page, N, -35),
        };
        let top = either(self.page, -25, N);
        let both = either(self.page, -3, N);
        let back = match (self.captions[0], self.set_off[0]) {
            (true, _) => -5,
            (false, true) => 0,
            (false, false) => -20,
        };
        let back = either(self.page, 20, back);
        let open = |before| match self.leads_away {
            true => [AGAINST_DECISION; 7],
            false => [N, on(before, Middle), on(before, Last), N, N, foot, top],
        };
        [
            open(First),
            open(Middle),
            [new, N, N, new, head, N, N],
            [new, N, N, new, head, N, N],
            [text, N, N, 0, more, N, N],
            [N, back, back, N, N, bold, both],
            [N, 8, 8, N, N, N, bold],
        ]
    }

    /// What going on in one paragraph says. Columns of different widths are rare but
    /// real where a text flows around a picture.
    fn goes_on(&self, before: Role, role: Role) -> i32 {
        let is_first = before == First;
        let changes =
            self.wider[usize::from(!is_first)] || role == Middle && self.narrower;
        // No text goes on in a column more than twice as wide.
        let change = if is_first && self.leaps { 30 } else { 15 };
        -self.blank / 3 - if changes { change } else { 0 }
    }
}
