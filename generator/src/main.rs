//! The `bindery` binary; see [`bindery::cli`].

use std::process::ExitCode;

/// Most of the work is many small values that live shortly.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    bindery::cli::main()
}
