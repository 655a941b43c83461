//! Tests of font.
