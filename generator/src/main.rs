//! The `bindery` binary; see [`bindery::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    bindery::cli::main()
}
