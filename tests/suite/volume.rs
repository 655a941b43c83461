//! Tests of volume.
