//! Tests of style.
