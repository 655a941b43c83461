//! Texts looked through by the bytes of their UTF-8, some dozens at a time, for characters
//! that most texts have few or none of.

/// Bytes asked together: enough for several vectors of a processor, few enough that their
/// number is one of a byte.
const STRIDE: usize = 64;

/// Whether any byte of a text answers, with the two behind it (0 behind the last).
pub(crate) fn has(text: &str, is: impl Fn([u8; 3]) -> bool) -> bool {
    strides(text).any(|stride| stride.count(&is) > 0) || ends(text).into_iter().any(is)
}

/// How many bytes of a text answer, with the two behind them (0 behind the last).
pub(crate) fn count(text: &str, is: impl Fn([u8; 3]) -> bool) -> usize {
    let most = strides(text).map(|stride| usize::from(stride.count(&is)));
    most.sum::<usize>() + ends(text).into_iter().filter(|three| is(*three)).count()
}

/// Some bytes of a text, those behind them, and those behind these.
struct Stride<'a>(&'a [u8], &'a [u8], &'a [u8]);

impl Stride<'_> {
    /// No early end here: that is what makes it one instruction for many bytes.
    fn count(&self, is: impl Fn([u8; 3]) -> bool) -> u8 {
        let all = self.0.iter().zip(self.1).zip(self.2);
        all.map(|((a, b), c)| u8::from(is([*a, *b, *c]))).sum()
    }
}

/// All bytes that two others follow.
fn strides(text: &str) -> impl Iterator<Item = Stride<'_>> {
    let bytes = text.as_bytes();
    let from = |start: usize| bytes.get(start..).unwrap_or_default();
    let first = &bytes[..bytes.len().saturating_sub(2)];
    let all =
        first.chunks(STRIDE).zip(from(1).chunks(STRIDE)).zip(from(2).chunks(STRIDE));
    all.map(|((first, second), third)| Stride(first, second, third))
}

/// The last two bytes.
fn ends(text: &str) -> Vec<[u8; 3]> {
    match text.as_bytes() {
        [] => Vec::new(),
        [last] => vec![[*last, 0, 0]],
        [.., first, second] => vec![[*first, *second, 0], [*second, 0, 0]],
    }
}

#[cfg(test)]
mod tests {
    use super::{count, has};

    #[test]
    fn bytes_are_asked_with_those_behind_them_wherever_they_stand() {
        for length in [1, 2, 3, 63, 64, 65, 66, 67, 129, 130] {
            for at in 0..length {
                let mut text = ".".repeat(length);
                text.replace_range(at..=at, "x");
                let behind = |n| if at + n < length { b'.' } else { 0 };
                let is = |three| three == [b'x', behind(1), behind(2)];
                assert!(has(&text, is), "{length} {at}");
                assert_eq!(count(&text, is), 1, "{length} {at}");
                let is_behind = |[_, second, _]: [u8; 3]| second == b'x';
                assert_eq!(has(&text, is_behind), at > 0, "{length} {at}");
            }
            assert_eq!(count(&".".repeat(length), |[a, ..]| a == b'.'), length);
        }
        assert!(!has("", |_| true));
    }
}
