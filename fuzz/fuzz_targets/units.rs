//! Any bytes through `checks::units`.
#![no_main]

#[path = "../checks.rs"]
#[allow(dead_code, reason = "each target asks for one of the checks")]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::units(bytes));
