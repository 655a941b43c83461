//! W004: full-width digits and letters in a text that has half-width ones as well.
//!
//! A text of full-width digits only is a matter of taste.

use crate::diag::Code;
use crate::lint::{Finding, MOST, Sheet, characters};

/// Full-width forms stand at this distance from the characters of ASCII.
/// Unicode 16.0, chart FF00.
const DISTANCE: u32 = 0xFEE0;

/// What was seen of either width in an article.
#[derive(Debug, Default)]
pub(super) struct Widths {
    wide_digits: Vec<Finding>,
    wide_letters: Vec<Finding>,
    /// Whether digits of ASCII stand in the text.
    pub(super) has_digits: bool,
    /// Whether letters of ASCII stand in the text.
    pub(super) has_letters: bool,
}

impl Widths {
    /// The slips, once the whole article is read.
    pub(super) fn finish(self) -> Vec<Finding> {
        let digits = self.wide_digits.into_iter().filter(|_| self.has_digits);
        digits.chain(self.wide_letters.into_iter().filter(|_| self.has_letters)).collect()
    }
}

/// Keeps a run of full-width digits.
pub(super) fn digits(sheet: &mut Sheet<'_>, at: usize, c: char) -> usize {
    if c == '０' && characters::is_zero(sheet, at, c) {
        return at + c.len_utf8();
    }
    let end = sheet.run(at, |c| c.is_ascii_digit() || matches!(c, '０'..='９'));
    sheet.widths.has_digits |= sheet.text[at..end].bytes().any(|b| b.is_ascii_digit());
    let finding = halved(sheet, at, end);
    if sheet.widths.wide_digits.len() < MOST {
        sheet.widths.wide_digits.push(finding);
    }
    end
}

/// Keeps a run of full-width letters.
pub(super) fn letters(sheet: &mut Sheet<'_>, at: usize, c: char) -> usize {
    if c == 'Ｏ' && characters::is_zero(sheet, at, c) {
        return at + c.len_utf8();
    }
    let end = sheet.run(at, |c| matches!(c, 'Ａ'..='Ｚ' | 'ａ'..='ｚ'));
    let finding = halved(sheet, at, end);
    if sheet.widths.wide_letters.len() < MOST {
        sheet.widths.wide_letters.push(finding);
    }
    end
}

fn halved(sheet: &Sheet<'_>, at: usize, end: usize) -> Finding {
    let half = |c: char| {
        u32::from(c).checked_sub(DISTANCE).and_then(char::from_u32).unwrap_or(c)
    };
    let replacement = Some(sheet.text[at..end].chars().map(half).collect());
    Finding { passage: sheet.passage, code: Code::W004, range: at..end, replacement }
}
