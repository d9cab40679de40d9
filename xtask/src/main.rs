//! This repository's automation: `cargo xtask COMMAND`.

mod bench;
mod conformance;
mod corpus;
mod crates;
mod diff;
mod generate;
mod import;
mod mutate;
mod upgrade;
mod workspace;

use std::process::ExitCode;

use bindery::cli::{Console, Status, Unusable};
use clap::{Parser, Subcommand};

/// This repository's automation.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Generate generated/ from the current api-version of spec/
    Generate {
        /// Write nothing; show what would change and fail if anything would
        #[arg(long)]
        check: bool,
    },
    /// Show what differs between two api-versions of spec/, on the wire and for code that uses the crate
    Diff(diff::Arguments),
    /// Make an api-version current: generate its client, raise the client's version, write the changelog
    Upgrade(upgrade::Arguments),
    /// Bring an upstream document into spec/, in the form and in the words of the versions there
    Import(import::Arguments),
    /// Measure generation per stage, what the generated crate costs to compile, and how fast it reads and writes JSON
    Bench(bench::Arguments),
    /// Generate every API document under a folder, and say what became of each
    Corpus(corpus::Arguments),
    /// Call a test server by the clients of its documents, and say which of its scenarios are passed
    Conformance(conformance::Arguments),
    /// Change API documents by chance, and generate from what comes out: nothing may panic, hang or run out of memory
    Mutate(mutate::Arguments),
    /// A part of `corpus` and `mutate`, in a process of its own
    #[command(hide = true)]
    CorpusStage(corpus::Stage),
}

/// Most of the work is many small values that live shortly.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let mut console = Console::standard();
    let outcome = match Arguments::parse().command {
        Command::Generate { check } => generate::run(check, &mut console),
        Command::Diff(arguments) => diff::run(arguments, &mut console),
        Command::Upgrade(arguments) => upgrade::run(arguments, &mut console),
        Command::Import(arguments) => import::run(arguments, &mut console),
        Command::Bench(arguments) => bench::run(&arguments, &mut console).map(|()| Status::Fine).map_err(unusable),
        Command::Corpus(arguments) => corpus::run(&arguments, &mut console).map_err(unusable),
        Command::Conformance(arguments) => conformance::run(&arguments, &mut console).map_err(unusable),
        Command::Mutate(arguments) => mutate::run(&arguments, &mut console).map_err(unusable),
        Command::CorpusStage(stage) => stage.run().map(|()| Status::Fine).map_err(unusable),
    };
    bindery::cli::finish(outcome, &mut console)
}

fn unusable(error: anyhow::Error) -> Unusable {
    Unusable::new(format!("{error:#}"))
}
