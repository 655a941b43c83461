//! How fast a build goes: a bar of its volumes, with the pages it makes in a second.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use indicatif::ProgressBar;

use crate::cli::make::Made;
use crate::cli::terminal::Terminal;
use crate::diag::Arg;

/// The bar of a build; seen on a terminal only.
pub(crate) struct Pace<'a> {
    terminal: &'a Terminal,
    bar: ProgressBar,
    /// Pages made until now.
    pages: AtomicUsize,
}

impl<'a> Pace<'a> {
    /// The bar of so many volumes, at its start.
    pub(crate) fn start(terminal: &'a Terminal, volumes: usize) -> Self {
        let bar = terminal.progress(volumes);
        bar.set_message(terminal.words("build-begins", &[]));
        bar.tick();
        Self { terminal, bar, pages: AtomicUsize::new(0) }
    }

    /// One volume further.
    pub(crate) fn step(&self, title: &str, made: &Made) {
        let new = pages(made);
        let pages = self.pages.fetch_add(new, Ordering::Relaxed) + new;
        let args = [
            ("pages", Arg::from(rate(pages, self.bar.elapsed()))),
            ("title", title.into()),
        ];
        self.bar.set_message(self.terminal.words("build-pace", &args));
        self.bar.inc(1);
    }

    /// Takes the bar away.
    pub(crate) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

/// The pages of the products that were made, not kept.
fn pages(made: &Made) -> usize {
    let is_kept = |file: &str| {
        made.reasons.iter().any(|(known, why)| known == file && why.is_none())
    };
    let new = made.entries.iter().filter(|entry| !is_kept(&entry.file));
    new.filter_map(|entry| entry.pages).sum()
}

/// How many pages that are in a second; a build that has just begun has no rate yet.
fn rate(pages: usize, elapsed: Duration) -> usize {
    let milliseconds = usize::try_from(elapsed.as_millis()).unwrap_or(usize::MAX);
    pages.saturating_mul(1000).checked_div(milliseconds).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::rate;

    #[test]
    fn pages_are_counted_by_the_second() {
        assert_eq!(rate(90, Duration::from_millis(500)), 180);
        assert_eq!(rate(90, Duration::from_secs(60)), 1);
        assert_eq!(rate(90, Duration::ZERO), 0);
    }
}
