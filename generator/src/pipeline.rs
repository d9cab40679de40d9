//! The stages in order.

use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

use crate::analyze::analyze;
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::emit::emit;
use crate::ir::Api;
use crate::lower::{Coverage, lower};
use crate::normalize::normalize;
use crate::plan::plan;
use crate::read::read;
use crate::report::{DocumentReport, Report, UntypedSchema};
use crate::resolve::resolve;
use crate::source::Sources;
use crate::{FileSet, Generated};

/// Bytes of stack for the stages: some 25 kB for each of 127 levels in a debug build, several times over. Pages that
/// are not used cost nothing.
const STACK: usize = 64 << 20;

/// Generates the client crate for a description.
///
/// Never panics on any input; the same input gives the same bytes.
pub fn generate(sources: &Sources, config: &Config) -> Generated {
    generate_timed(sources, config).0
}

/// [`generate`], and how long each stage took.
pub fn generate_timed(sources: &Sources, config: &Config) -> (Generated, Vec<(&'static str, Duration)>) {
    let mut run = Run::default();
    let bytes = sources.iter().map(|source| source.bytes.len()).sum();
    let document = DocumentReport { dialect: None, files: sources.iter().count(), bytes };
    let mut report = Report { document, ..Report::default() };
    let files = run.front(sources, config, &mut report).map(|(api, coverage, hash)| {
        report.operations = coverage.operations;
        report.schemas = coverage.schemas;
        run.back(&api, sources, config, &hash)
    });
    (Generated { files, report, diagnostics: run.diagnostics }, run.timings)
}

/// What Bindery understands of a description, without making a crate of it; `None` if the document is unusable.
pub fn understand(sources: &Sources, config: &Config) -> (Option<Api>, Diagnostics) {
    let mut run = Run::default();
    let api = run.front(sources, config, &mut Report::default()).map(|(api, ..)| api);
    (api, run.diagnostics)
}

/// Runs `work`, which must not wait for a thread pool, on a thread whose stack holds the deepest document that `read`
/// lets through, whatever the stack of the caller's thread. On a system that gives no thread, it runs where it is.
fn with_stack<T: Send>(work: impl FnOnce() -> Option<T> + Send) -> Option<T> {
    let mut work = Some(work);
    let done = std::thread::scope(|scope| {
        let run = || work.take().and_then(|work| work());
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, run).ok()?;
        thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    });
    done.or_else(|| work.and_then(|work| work()))
}

#[derive(Default)]
struct Run {
    diagnostics: Diagnostics,
    timings: Vec<(&'static str, Duration)>,
}

impl Run {
    /// From text to `Api`. These stages go as deep as the document does; the later ones do not.
    fn front(&mut self, sources: &Sources, config: &Config, report: &mut Report) -> Option<(Api, Coverage, String)> {
        with_stack(|| self.understand(sources, config, report))
    }

    fn understand(
        &mut self,
        sources: &Sources,
        config: &Config,
        report: &mut Report,
    ) -> Option<(Api, Coverage, String)> {
        let value = self.stage("read", || read(sources))?;
        let hash = hash(&value);
        let document = self.stage("normalize", || {
            let (dialect, document, diagnostics) = normalize(value);
            report.document.dialect = dialect.map(|dialect| dialect.name().to_owned());
            (document, diagnostics)
        })?;
        let (description, untyped) = self.stage("resolve", || {
            let (description, untyped, diagnostics) = resolve(document);
            ((description, untyped), diagnostics)
        });
        let (api, mut coverage) = self.stage("lower", || {
            let (api, coverage, diagnostics) = lower(&description, config);
            ((api, coverage), diagnostics)
        });
        let reason = "its reference leads to nothing";
        coverage
            .schemas
            .untyped
            .extend(untyped.iter().map(|at| UntypedSchema { pointer: at.to_string(), reason: reason.to_owned() }));
        Some((api, coverage, hash))
    }

    /// From `Api` to files.
    fn back(&mut self, api: &Api, sources: &Sources, config: &Config, hash: &str) -> FileSet {
        let facts = self.stage("analyze", || (analyze(api), Diagnostics::new()));
        let name = &sources.get(Sources::ENTRY).name;
        let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let krate = self.stage("plan", || plan(api, &facts, config, base));
        self.stage("emit", || (emit(&krate, hash), Diagnostics::new()))
    }

    fn stage<T>(&mut self, name: &'static str, work: impl FnOnce() -> (T, Diagnostics)) -> T {
        let start = Instant::now();
        let (result, diagnostics) = work();
        self.timings.push((name, start.elapsed()));
        self.diagnostics.extend(diagnostics);
        result
    }
}

/// Identifies what a document says, whatever its layout and the order of its maps.
fn hash(value: &serde_json::Value) -> String {
    let digest = Sha256::digest(value.to_string().as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
