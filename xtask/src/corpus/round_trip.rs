//! `--round-trip`: instances of each schema are read by the emitted type and written again.
//!
//! One program per document has all its models. Building is most of the cost, so all programs are built at once, before
//! each is run in the stage below.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use bindery::cli::Document;

use super::compare::difference;
use super::instance::{Intent, Maker};
use super::oracle::{self, Oracle, Schemas};
use super::package::{Folder, Kind};
use super::program::{self, Model};
use super::result::{RoundTrip, Run, SchemaResult, Status, Wrong};

/// How many wrong results of a schema are kept in full, and how much of an instance.
const SHOWN: usize = 4;
const LETTERS: usize = 1500;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    pub(super) document: PathBuf,
    /// The folder of the emitted crate
    pub(super) client: PathBuf,
    /// The program that reads and writes
    pub(super) program: PathBuf,
    /// Decides what is left to chance
    #[arg(long)]
    pub(super) seed: u64,
    /// Instances of a schema, at most
    #[arg(long)]
    pub(super) most: usize,
}

/// Writes and builds the programs of all crates there are; says which could not be built.
pub(super) fn build(folder: &Folder, run: &mut Run) -> Result<()> {
    let generated = run.documents.iter_mut().filter(|document| document.status == Status::Generated);
    let mut documents: BTreeMap<String, &mut Option<RoundTrip>> =
        generated.map(|document| (document.krate.clone(), &mut document.round_trip)).collect();
    documents.keys().try_for_each(|krate| program::write(folder, krate))?;
    let names: Vec<&str> = documents.keys().map(String::as_str).collect();
    let problems = compile(folder, &names)?;
    for (krate, round_trip) in &mut documents {
        let problem = problems.get(krate).cloned();
        **round_trip = Some(RoundTrip { problem, ..RoundTrip::default() });
    }
    Ok(())
}

/// Compiles programs; answers why some of them cannot be, by the name of the crate.
pub(super) fn compile(folder: &Folder, krates: &[&str]) -> Result<BTreeMap<String, String>> {
    // What an earlier run made is not taken for what this one makes.
    for program in krates.iter().map(|krate| folder.program(krate)).filter(|program| program.exists()) {
        std::fs::remove_file(program)?;
    }
    let output = folder.cargo(Kind::Program, krates, &["build", "--workspace", "--keep-going", "--quiet"])?;
    let missing = krates.iter().filter(|krate| !folder.program(krate).is_file());
    let problem = |krate: &str| format!("the program is not built:\n{}", first_error(&output.stderr, krate));
    Ok(missing.map(|krate| ((*krate).to_owned(), problem(krate))).collect())
}

/// What the compiler says first about a file of the crate.
fn first_error(stderr: &[u8], krate: &str) -> String {
    let text = String::from_utf8_lossy(stderr);
    let about = text.split("\n\n").find(|part| part.contains("error") && part.contains(&format!("{krate}/")));
    about.or_else(|| text.split("\n\n").next()).unwrap_or_default().to_owned()
}

/// The stage that runs in a child: prints a [`RoundTrip`] as JSON.
pub(super) fn run(arguments: &Arguments) -> Result<()> {
    println!("{}", serde_json::to_string(&round_trip(arguments)?)?);
    Ok(())
}

pub(super) fn round_trip(arguments: &Arguments) -> Result<RoundTrip> {
    let document = Document::read(&arguments.document)?;
    let values = document.load().values.context("the document cannot be read")?;
    let models = program::models(&arguments.client)?;
    let places = models.iter().filter_map(|model| oracle::place(&model.pointer));
    let mut schemas = Schemas::gather(&values, document.base_name(), places);
    let oracle = schemas.oracle()?;
    let maker = Maker::new(&schemas.defs, arguments.seed);
    let tries = models.iter().map(|model| tries(model, &maker, &oracle, arguments.most));
    let tries: Vec<Try> = tries.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect();
    let (answers, ended) = answers(&arguments.program, &tries)?;
    let mut results: BTreeMap<&str, SchemaResult> = models
        .iter()
        .map(|model| {
            let (schema, model_name) = (model.pointer.clone(), model.ident.clone());
            (model.ident.as_str(), SchemaResult { schema, model: model_name, ..SchemaResult::default() })
        })
        .collect();
    for (tried, answer) in tries.iter().zip(&answers) {
        if let Some(result) = results.get_mut(tried.model.ident.as_str()) {
            note(result, tried, answer)?;
        }
    }
    let died = tries.get(answers.len()).map(|tried| {
        let json: String = tried.json.chars().take(LETTERS).collect();
        format!("the program ends ({ended}) at {} with {json}", tried.model.ident)
    });
    Ok(RoundTrip { problem: died, unusable: schemas.unusable, schemas: results.into_values().collect() })
}

/// An instance for a model.
struct Try<'m> {
    model: &'m Model,
    json: String,
    class: Class,
}

/// What is expected of an instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Valid,
    Forward,
    Invalid,
}

/// The instances of a model whose class is clear.
fn tries<'m>(model: &'m Model, maker: &Maker<'_>, oracle: &Oracle, most: usize) -> Result<Vec<Try<'m>>> {
    let at = oracle::place(&model.pointer).with_context(|| format!("`{}` is no place", model.pointer))?;
    let key = oracle::key(&at);
    let mut tries = Vec::new();
    for instance in maker.instances(&key, most) {
        // Who refers to a type adds the null; the type has none.
        if instance.value.is_null() {
            continue;
        }
        let class = match (instance.intent, oracle.is_valid(&key, &instance.value)?) {
            (Intent::Forward, _) => Class::Forward,
            (Intent::Valid, true) => Class::Valid,
            (_, false) => Class::Invalid,
            // The schema says less than it seems to.
            (Intent::Invalid, true) => continue,
        };
        tries.push(Try { model, class, json: instance.value.to_string() });
    }
    Ok(tries)
}

/// Has the program read and write all instances. The answers end early if it dies; what the system says of its end.
fn answers(program: &Path, tries: &[Try<'_>]) -> Result<(Vec<String>, String)> {
    let mut command = Command::new(program);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let answers = std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut stdin = stdin?;
            // A program that dies takes no more lines.
            tries.iter().try_for_each(|one| writeln!(stdin, "{}\t{}", one.model.ident, one.json)).ok()
        });
        let lines = stdout.into_iter().flat_map(|stdout| BufReader::new(stdout).lines());
        lines.collect::<Result<Vec<String>, _>>()
    })?;
    Ok((answers, child.wait()?.to_string()))
}

/// Adds an answer to what is known of a schema.
fn note(result: &mut SchemaResult, tried: &Try<'_>, answer: &str) -> Result<()> {
    let (kind, text) = answer.split_once('\t').context("the program answers something else")?;
    if tried.class == Class::Invalid {
        match kind {
            "=" => result.invalid.accepted += 1,
            "-" => result.invalid.refused += 1,
            _ => wrong(result, tried, "broken", String::new(), text),
        }
        return Ok(());
    }
    let tally = if tried.class == Class::Valid { &mut result.valid } else { &mut result.forward };
    match kind {
        "=" => match difference(&tried.json, text)? {
            None => tally.equal += 1,
            Some(at) => {
                tally.different += 1;
                wrong(result, tried, "different", at, text);
            }
        },
        "-" => {
            tally.refused += 1;
            wrong(result, tried, "refused", String::new(), text);
        }
        _ => {
            tally.broken += 1;
            wrong(result, tried, "broken", String::new(), text);
        }
    }
    Ok(())
}

fn wrong(result: &mut SchemaResult, tried: &Try<'_>, kind: &str, at: String, outcome: &str) {
    let forward = tried.class == Class::Forward;
    let same = result.wrong.iter().filter(|other| other.kind == kind && other.forward == forward).count();
    if same < SHOWN {
        let cut = |text: &str| text.chars().take(LETTERS).collect::<String>();
        result.wrong.push(Wrong {
            kind: kind.to_owned(),
            forward,
            at,
            instance: cut(&tried.json),
            outcome: cut(outcome),
        });
    }
}
