//! Any bytes through `checks::ticket`.
#![no_main]

#[path = "../checks.rs"]
#[allow(dead_code, reason = "each target asks for one of the checks")]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::ticket(bytes));
