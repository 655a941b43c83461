//! The look of a book as data. The files in `styles/` are the only defaults.

/// The look of a book.
#[derive(Debug, Clone)]
pub struct Style {}
