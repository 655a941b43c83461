//! Names that are safe everywhere: titles into ids, and the order of file names.

use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Longest id in bytes: with the names of editions and endings around it, a product's
/// name must stay below the 255 bytes that file systems allow.
const MAX_ID: usize = 120;

/// Names that Windows keeps for devices, also with an ending.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// An id from a name: lower case, letters (Han too), digits and `_` kept, everything
/// between them one `-`.
pub(super) fn id(name: &str) -> String {
    let mut id = String::new();
    for character in name.to_lowercase().chars() {
        if id.len() + character.len_utf8() > MAX_ID {
            break;
        }
        match character {
            c if c.is_alphanumeric() || c == '_' => id.push(c),
            _ if id.is_empty() || id.ends_with('-') => {}
            _ => id.push('-'),
        }
    }
    let id = id.trim_end_matches('-');
    let is_device = DEVICES.contains(&id.trim_end_matches(|c: char| c.is_ascii_digit()));
    match id {
        "" => "volume".to_owned(),
        id if is_device => format!("{id}-volume"),
        id => id.to_owned(),
    }
}

/// The id itself, or with the first number behind it that makes it new.
pub(super) fn unique(id: &str, taken: &mut BTreeSet<String>) -> String {
    let numbered = (2_u64..).map(|number| format!("{id}-{number}"));
    let free = std::iter::once(id.to_owned())
        .chain(numbered)
        .find(|candidate| !taken.contains(candidate))
        .expect("numbers do not end");
    taken.insert(free.clone());
    free
}

/// The order of paths as people read them: numbers in them by value, so that `9-x`
/// stands before `10-x`.
pub(super) fn compare(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    loop {
        let (Some(l), Some(r)) = (left.chars().next(), right.chars().next()) else {
            // Equal but for zeros before numbers: any order, if always the same.
            return left.len().cmp(&right.len()).then_with(|| a.cmp(b));
        };
        let order = if l.is_ascii_digit() && r.is_ascii_digit() {
            let (l, r) = (take_number(&mut left), take_number(&mut right));
            l.len().cmp(&r.len()).then_with(|| l.cmp(r))
        } else {
            left = &left[l.len_utf8()..];
            right = &right[r.len_utf8()..];
            // A folder's files stand before those of folders whose name continues its.
            let key = |c: char| if c == '/' { '\0' } else { c };
            key(l).cmp(&key(r))
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

/// Takes the digits a text starts with, without zeros before them.
fn take_number<'a>(text: &mut &'a str) -> &'a str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = &text[..text.len() - rest.len()];
    *text = rest;
    digits.trim_start_matches('0')
}
