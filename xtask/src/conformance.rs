//! `cargo xtask conformance`: how much of a test server's API the clients of its documents can call.
//!
//! The server is somebody else's, and counts which of its scenarios were played as it wants them. Each of its documents
//! becomes a crate, and has a suite in `xtask/conformance/src` that calls the methods of that. What became of each
//! scenario is held against `xtask/conformance/score.json`.

mod package;
mod score;
mod server;

use anyhow::{Context, Result, ensure};
use bindery::cli::{Console, Status, write_file};

use package::Document;
use score::Score;
use server::Installation;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Take only this document; may be given several times
    #[arg(long, value_name = "DOCUMENT")]
    only: Vec<String>,
    /// Make what was found the expectations
    #[arg(long)]
    bless: bool,
}

pub(crate) fn run(arguments: &Arguments, console: &mut Console<'_>) -> Result<Status> {
    let installation = Installation::find()?;
    let mut documents = Document::all(&installation.documents())?;
    documents.retain(|document| arguments.only.is_empty() || arguments.only.contains(&document.name));
    ensure!(!documents.is_empty(), "the server has no such document");
    let skipped = package::generate(&documents)?;
    let mut findings = package::build(&documents)?;
    let server = installation.start()?;
    let mut score = Score::read()?;
    for document in &documents {
        let played = document.play(&server.url());
        let played = played.with_context(|| format!("the suite of `{}` fails", document.name))?;
        findings.extend(score.note(&document.name, played));
    }
    let names: Vec<&str> = documents.iter().map(|document| document.name.as_str()).collect();
    console.result(&score.table(&names))?;
    let lines = skipped.iter().chain(&findings).map(|line| format!("{line}\n"));
    console.diagnostics(&lines.collect::<String>())?;
    if arguments.bless {
        write_file(&Score::path(), score.text()?.as_bytes())?;
    }
    Ok(if findings.is_empty() { Status::Fine } else { Status::Finding })
}
