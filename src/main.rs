//! The `huikan` program: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(huikan::cli::run(std::env::args_os()).status())
}
