//! Any bytes through `checks::article`.
#![no_main]

#[path = "../checks.rs"]
#[allow(dead_code, reason = "each target asks for one of the checks")]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::article(bytes));
