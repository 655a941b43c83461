//! PDF files: what readers get out of them.
//!
//! Files are read back with lopdf, and by qpdf and Poppler where these are installed; a
//! test that could not ask one of them says so, and fails where `CI` is set.

mod drawings;
mod images;
mod made;
mod standards;
mod structure;
mod tags;
mod words;
