//! A run as text: a line per document, what went wrong, and the sums.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::result::{DocumentResult, RoundTrip, Run, SchemaResult, Status, Tally, Wrong};

/// How much of a path is shown.
const PATH: usize = 48;

/// How much of an instance is shown.
const INSTANCE: usize = 240;

pub(super) fn render(run: &Run) -> String {
    let mut text = String::new();
    let head = [
        "dialect",
        "operations",
        "skip",
        "schemas",
        "untyped",
        "errors",
        "warn",
        "files",
        "lines",
        "CPU s",
        "MB",
        "compiles",
        "wrong/tried",
    ];
    line(&mut text, &format!("{:PATH$}", "document"), &head);
    for document in &run.documents {
        line(&mut text, &format!("{:PATH$}", shortened(&document.path)), &cells(document));
    }
    failures(&mut text, run);
    totals(&mut text, run);
    text
}

/// The end of a path that is too long.
fn shortened(path: &str) -> String {
    let letters = path.chars().count();
    match letters.checked_sub(PATH) {
        None | Some(0) => path.to_owned(),
        Some(more) => format!("…{}", path.chars().skip(more + 1).collect::<String>()),
    }
}

fn line<S: AsRef<str>>(text: &mut String, name: &str, cells: &[S; 13]) {
    text.push_str(name);
    for (cell, width) in cells.iter().zip([12, 11, 6, 10, 8, 7, 6, 7, 9, 7, 6, 10, 13]) {
        let _ = write!(text, "{:>width$}", cell.as_ref());
    }
    text.push('\n');
}

fn cells(document: &DocumentResult) -> [String; 13] {
    let (generation, status) = (&document.generation, document.status);
    let of = |part: usize, whole: usize| format!("{part}/{whole}");
    [
        generation.dialect.clone().unwrap_or_else(|| "?".to_owned()),
        of(generation.operations.generated, generation.operations.total),
        generation.operations.skipped.len().to_string(),
        of(generation.schemas.generated, generation.schemas.total),
        generation.schemas.untyped.len().to_string(),
        diagnostics(document, "error ").to_string(),
        diagnostics(document, "warning ").to_string(),
        generation.emitted.files.to_string(),
        generation.emitted.lines.to_string(),
        format!("{:.2}", document.cpu_seconds),
        (document.peak_bytes / 1_000_000).to_string(),
        match (&document.compile, status) {
            (Some(compile), _) if compile.problems.is_empty() => "yes".to_owned(),
            (Some(compile), _) => compile.problems.values().sum::<usize>().to_string(),
            (None, Status::Generated) => "–".to_owned(),
            (None, Status::Unusable) => "unusable".to_owned(),
            (None, Status::Panicked) => "PANIC".to_owned(),
            (None, Status::Crashed) => "CRASH".to_owned(),
            (None, Status::TimedOut) => "TIME".to_owned(),
        },
        document.round_trip.as_ref().map_or_else(|| "–".to_owned(), tried),
    ]
}

/// How many instances had a wrong result, and how many there were.
fn tried(round_trip: &RoundTrip) -> String {
    let [valid, forward] = round_trip.tallies();
    let all = valid.and(forward);
    match round_trip.problem {
        Some(_) => "FAILED".to_owned(),
        None => format!("{}/{}", all.wrong(), all.equal + all.wrong()),
    }
}

/// How many diagnostics begin so.
fn diagnostics(document: &DocumentResult, severity: &str) -> usize {
    document.generation.diagnostics.iter().filter(|(code, _)| code.starts_with(severity)).map(|(_, count)| count).sum()
}

/// What never may be: processes that ended badly, and crates with problems.
fn failures(text: &mut String, run: &Run) {
    for document in &run.documents {
        if let Some(message) = &document.message {
            let _ = write!(text, "\n{}: {message}\n", document.path);
        }
        for (code, count) in document.compile.iter().flat_map(|compile| &compile.problems) {
            let _ = writeln!(text, "\n{}: {count} × {code}", document.path);
        }
        if let Some(first) = document.compile.iter().flat_map(|compile| &compile.shown).next() {
            text.push_str(first);
        }
        if let Some(round_trip) = &document.round_trip {
            wrong_results(text, document, round_trip);
        }
    }
}

/// Wrong results by what they have in common, each with how often it is among those kept, and one of them.
fn wrong_results(text: &mut String, document: &DocumentResult, round_trip: &RoundTrip) {
    if let Some(problem) = &round_trip.problem {
        let _ = writeln!(text, "\n{}: round trip: {problem}", document.path);
    }
    for (schema, why) in &round_trip.unusable {
        let _ = writeln!(text, "\n{}: no JSON Schema: {schema}: {why}", document.path);
    }
    let mut kinds: BTreeMap<String, Vec<(&SchemaResult, &Wrong)>> = BTreeMap::new();
    for schema in &round_trip.schemas {
        for wrong in &schema.wrong {
            kinds.entry(kind(wrong)).or_default().push((schema, wrong));
        }
    }
    for (kind, wrong) in kinds {
        let shortest = wrong.iter().min_by_key(|(_, wrong)| wrong.instance.len());
        let Some((schema, example)) = shortest else { continue };
        let _ =
            writeln!(text, "\n{}: {kind} ({} kept), as {} {}", document.path, wrong.len(), schema.model, schema.schema);
        let _ = writeln!(text, "    {}\n    {}", cut(&example.instance), cut(&example.outcome));
    }
}

/// What a wrong result has in common with others: the reason of a refusal without its place.
fn kind(wrong: &Wrong) -> String {
    let forward = if wrong.forward { " though it may come some day" } else { "" };
    let why = match wrong.kind.as_str() {
        "different" => String::new(),
        _ => wrong.outcome.split_once(": ").map_or(wrong.outcome.as_str(), |(_, why)| why).to_owned(),
    };
    let why = why.split(" (at byte").next().unwrap_or_default();
    format!("{}{forward} {why}", wrong.kind).trim_end().to_owned()
}

fn cut(text: &str) -> String {
    let mut letters = text.chars();
    let shown: String = letters.by_ref().take(INSTANCE).collect();
    if letters.next().is_some() { format!("{shown}…") } else { shown }
}

fn totals(text: &mut String, run: &Run) {
    let sum = |of: fn(&DocumentResult) -> usize| run.documents.iter().map(of).sum::<usize>();
    let count = |status: Status| run.documents.iter().filter(|document| document.status == status).count();
    let _ = writeln!(
        text,
        "\n{} documents: {} generated, {} unusable, {} panicked, {} crashed, {} took too long",
        run.documents.len(),
        count(Status::Generated),
        count(Status::Unusable),
        count(Status::Panicked),
        count(Status::Crashed),
        count(Status::TimedOut),
    );
    let _ = writeln!(
        text,
        "{} of {} operations, {} skipped; {} of {} named schemas, {} schemas untyped",
        sum(|document| document.generation.operations.generated),
        sum(|document| document.generation.operations.total),
        sum(|document| document.generation.operations.skipped.len()),
        sum(|document| document.generation.schemas.generated),
        sum(|document| document.generation.schemas.total),
        sum(|document| document.generation.schemas.untyped.len()),
    );
    let seconds: f64 = run.documents.iter().map(|document| document.cpu_seconds).sum();
    let peak = run.documents.iter().map(|document| document.peak_bytes).max().unwrap_or(0) / 1_000_000;
    let (files, lines) = (sum(|one| one.generation.emitted.files), sum(|one| one.generation.emitted.lines));
    let _ = writeln!(text, "{files} files, {lines} lines of Rust; {seconds:.1} CPU seconds, {peak} MB at most");
    let checked: Vec<_> = run.documents.iter().filter_map(|document| document.compile.as_ref()).collect();
    if !checked.is_empty() {
        let clean = checked.iter().filter(|compile| compile.problems.is_empty()).count();
        let _ = writeln!(text, "{clean} of {} crates compile without warnings", checked.len());
    }
    round_trips(text, run);
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for (code, count) in run.documents.iter().flat_map(|document| &document.generation.diagnostics) {
        *codes.entry(code).or_default() += count;
    }
    for (code, count) in codes {
        let _ = writeln!(text, "{count:>8} {code}");
    }
}

fn round_trips(text: &mut String, run: &Run) {
    let all: Vec<&RoundTrip> = run.documents.iter().filter_map(|document| document.round_trip.as_ref()).collect();
    if all.is_empty() {
        return;
    }
    let schemas: usize = all.iter().map(|one| one.schemas.len()).sum();
    let failed = all.iter().filter(|one| one.problem.is_some()).count();
    let _ = writeln!(text, "round trips of {} documents, {failed} failed, {schemas} schemas:", all.len());
    for (index, name) in ["valid", "with something unknown"].into_iter().enumerate() {
        let tally = all.iter().map(|one| one.tallies()[index]).fold(Tally::default(), Tally::and);
        let Tally { equal, different, refused, broken } = tally;
        let _ = writeln!(text, "{equal:>8} {name}: equal; {different} different, {refused} refused, {broken} broken");
    }
    let verdicts = || all.iter().flat_map(|one| &one.schemas).map(|schema| schema.invalid);
    let accepted: usize = verdicts().map(|verdicts| verdicts.accepted).sum();
    let refused: usize = verdicts().map(|verdicts| verdicts.refused).sum();
    let _ = writeln!(text, "{refused:>8} not valid: refused; {accepted} accepted");
}
