//! The roles that lines have in a text, and what two lines that follow one another say
//! about theirs.

use crate::import::flow::fills;
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

/// Which role may follow which: all that `transition` knows a score for.
pub(crate) const FOLLOWING: [(Role, Role); 24] = [
    (Last, First),
    (Only, First),
    (Display, First),
    (First, Middle),
    (Middle, Middle),
    (Interruption, Middle),
    (Intrusion, Middle),
    (First, Last),
    (Middle, Last),
    (Interruption, Last),
    (Intrusion, Last),
    (Last, Only),
    (Only, Only),
    (Display, Only),
    (Last, Display),
    (Only, Display),
    (Display, Display),
    (First, Interruption),
    (Middle, Interruption),
    (Interruption, Interruption),
    (First, Intrusion),
    (Middle, Intrusion),
    (Interruption, Intrusion),
    (Intrusion, Intrusion),
];

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
    /// Whether they are words below pictures.
    captions: [bool; 2],
    /// Whether the column gets wider after a first line, after a line of the middle.
    wider: [bool; 2],
    /// Whether it gets narrower.
    narrower: bool,
    /// Whether it gets more than twice as wide.
    leaps: bool,
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
            captions: [last.is_caption(), line.is_caption()],
            wider: [wider(Self::LOST), wider(0)],
            narrower: page.wrapped && line.span.1 + line.give + 2 < last.span.0,
            leaps: line.span.0 * 4 > last.span.1 * 9,
        }
    }

    /// Whether two lines of one paragraph would stand in columns of different widths:
    /// rare but real where a text flows around a picture.
    fn changes_column(&self, before: Role, role: Role) -> bool {
        self.wider[usize::from(before != First)] || role == Middle && self.narrower
    }
}

/// What following one another says.
pub(crate) fn transition(meeting: &Meeting, before: Role, role: Role) -> i32 {
    let Meeting { blank, page, opens, fills, .. } = *meeting;
    let either =
        |yes: bool, score: i32, otherwise: i32| if yes { score } else { otherwise };
    match (before, role) {
        (First | Middle, Middle | Last) => {
            let changed = meeting.changes_column(before, role);
            // No text goes on in a column more than twice as wide.
            let leaps = before == First && meeting.leaps;
            -blank / 3 - either(changed, either(leaps, 30, 15), 0)
        }
        // Where blank lines part paragraphs a paragraph without one is unlikely.
        (Last | Only, First | Only) if meeting.parted => -8,
        (Last | Only, First | Only) => blank + either(opens, 6, 0),
        // Headings are rarer than paragraphs.
        (Last | Only, Display) => blank - 5,
        // A heading that fills its line goes on in the next.
        (Display, First) => either(fills, -3, 3),
        (Display, Only) => 0,
        // A person's name and post stand beside a title, not above a text.
        (Display, Display) if meeting.signed => 12,
        (Display, Display) => either(fills, 6, -3),
        // Most paragraphs that a page breaks are not interrupted as well.
        (First | Middle, Interruption) if meeting.captions[1] => either(page, NEVER, -20),
        (First | Middle, Interruption) => either(page, NEVER, -35),
        (First | Middle, Intrusion) => either(page, -25, NEVER),
        (Interruption, Interruption) | (Intrusion, Intrusion) => -3,
        (Interruption, Intrusion) => either(page, -3, NEVER),
        (Interruption, Middle | Last) if meeting.captions[0] => either(page, 20, -5),
        (Interruption, Middle | Last) => either(page, 20, -20),
        (Intrusion, Middle | Last) => 8,
        _ => NEVER,
    }
}
