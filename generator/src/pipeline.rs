//! The stages in order.

use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

use crate::analyze::{Facts, analyze};
use crate::config::Config;
use crate::correct::correct;
use crate::diagnostic::Diagnostics;
use crate::diff::Side;
use crate::emit::{Origin, emit};
use crate::ir::Api;
use crate::load::Loaded;
use crate::lock::{self, Lock, Pins};
use crate::lower::{Coverage, lower};
use crate::normalize::normalize;
use crate::plan::plan;
use crate::read::{Values, read};
use crate::report::{DocumentReport, Report, UntypedSchema};
use crate::resolve::{Resolved, resolve};
use crate::rust::Crate;
use crate::source::{Places, Sources};
use crate::stack::with_stack;
use crate::{FileSet, Generated};

/// What reading gives.
type Read = (Option<Values>, Diagnostics);

/// What planning gives: a crate, and what to call everything in the next run.
type Decided = (Crate, Option<Lock>);

/// What the stages up to `lower` give: an API, and how much of the description is in it.
struct Front {
    api: Api,
    coverage: Coverage,
    /// The canonical document, its references settled.
    values: Values,
    /// Where what is in it was in the files.
    places: Places,
}

impl Front {
    /// From here on, places are those in the files.
    fn original(mut self) -> Self {
        if !self.places.is_empty() {
            self.api.for_each_place(&mut |place| *place = self.places.original(place));
        }
        self
    }
}

/// Generates the client crate for a description.
///
/// Never panics on any input; the same input gives the same bytes.
pub fn generate(sources: &Sources, config: &Config) -> Generated {
    generate_timed(sources, config).0
}

/// [`generate`], and how long each stage took.
pub fn generate_timed(sources: &Sources, config: &Config) -> (Generated, Vec<(&'static str, Duration)>) {
    let mut run = Run::default();
    let generated = run.all(sources, config, || read(sources));
    (Generated { diagnostics: run.diagnostics, ..generated }, run.timings)
}

/// [`generate`] for what [`load`](crate::load::load) has read already. Answers also the files, to show diagnostics
/// with.
pub fn generate_loaded(loaded: Loaded, config: &Config) -> (Generated, Sources) {
    let Loaded { sources, values, diagnostics } = loaded;
    let sources = sources.beside(config);
    let mut run = Run::default();
    let generated = run.all(&sources, config, || (values, diagnostics));
    (Generated { diagnostics: run.diagnostics, ..generated }, sources)
}

/// What Bindery understands of a description, without making a crate of it; `None` if the document is unusable.
pub fn understand(sources: &Sources, config: &Config) -> (Option<Api>, Diagnostics) {
    let mut run = Run::default();
    let api = run.front(config, &mut Report::default(), || read(sources)).map(|front| front.original().api);
    (api, run.diagnostics)
}

/// A description as far as a crate is planned for it.
pub(crate) struct Examination {
    pub sources: Sources,
    /// `None` if the document is unusable.
    pub side: Option<Side>,
    pub diagnostics: Diagnostics,
}

/// Everything about a description that can be compared with another.
pub(crate) fn examine(loaded: Loaded, config: &Config) -> Examination {
    let Loaded { sources, values, diagnostics } = loaded;
    let sources = sources.beside(config);
    let mut run = Run::default();
    let front = run.front(config, &mut Report::default(), || (values, diagnostics));
    let side = front.map(|front| {
        let ((krate, _), diagnostics) = run.decide(&front.api, config, sources.entry().base_name());
        run.diagnostics.extend(diagnostics.original(&front.places));
        Side::new(front.values, front.places, front.api, krate)
    });
    Examination { sources, side, diagnostics: run.diagnostics }
}

#[derive(Default)]
struct Run {
    diagnostics: Diagnostics,
    timings: Vec<(&'static str, Duration)>,
}

impl Run {
    /// All stages; the diagnostics stay here.
    fn all(&mut self, sources: &Sources, config: &Config, read: impl FnOnce() -> Read + Send) -> Generated {
        let bytes = sources.iter().map(|source| source.bytes.len()).sum();
        let document = DocumentReport { dialect: None, files: sources.iter().count(), bytes };
        let mut report = Report { document, ..Report::default() };
        let mut content = String::new();
        let read = || {
            let (values, said) = read();
            content = values.as_ref().map(hash).unwrap_or_default();
            (values, said)
        };
        let made = self.front(config, &mut report, read).map(|front| {
            let front = front.original();
            report.operations = front.coverage.operations;
            report.schemas = front.coverage.schemas;
            self.back(&front.api, sources, config, &content)
        });
        let (files, lock) = made.unzip();
        Generated { files, report, lock: lock.flatten(), diagnostics: Diagnostics::new() }
    }

    /// From text to `Api`. These stages go as deep as the document does; the later ones do not.
    fn front(&mut self, config: &Config, report: &mut Report, read: impl FnOnce() -> Read + Send) -> Option<Front> {
        with_stack(|| self.understand(config, report, read))
    }

    fn understand(&mut self, config: &Config, report: &mut Report, read: impl FnOnce() -> Read) -> Option<Front> {
        let mut values = self.stage("read", read)?;
        let removed = match config.corrections.is_empty() {
            true => Vec::new(),
            false => self.stage("correct", || correct(&mut values, config)),
        };
        let corrected = Places::default().after_removing(removed.clone());
        let mut document = self.stage("normalize", || {
            let (dialect, document, diagnostics) = normalize(values);
            report.document.dialect = dialect.map(|dialect| dialect.name().to_owned());
            (document, diagnostics.original(&corrected))
        })?;
        let places = std::mem::take(&mut document.places).after_removing(removed);
        let Resolved { description, untyped, mut values } = self.stage("resolve", || {
            let (resolved, diagnostics) = resolve(document, &places);
            (resolved, diagnostics.original(&places))
        });
        let (api, mut coverage) = self.stage("lower", || {
            let (api, coverage, diagnostics) = lower(&description, config);
            ((api, coverage), diagnostics.original(&places))
        });
        // What is left out is not compared with another version either.
        if !config.krate.types_only {
            coverage.operations.left_out.iter().for_each(|left_out| values.remove(&left_out.pointer));
        }
        let reason = "its reference leads to nothing";
        coverage
            .schemas
            .untyped
            .extend(untyped.into_iter().map(|pointer| UntypedSchema { pointer, reason: reason.to_owned() }));
        coverage.for_each_place(|place| *place = places.original(place));
        Some(Front { api, coverage, values, places })
    }

    /// From `Api` to files.
    fn back(&mut self, api: &Api, sources: &Sources, config: &Config, hash: &str) -> (FileSet, Option<Lock>) {
        let base = sources.entry().base_name();
        let ((krate, lock), diagnostics) = self.decide(api, config, base);
        self.diagnostics.extend(diagnostics);
        let parts = sources.parts().filter(|(_, part)| part.is_ok()).filter_map(|(file, _)| file.path());
        let origin = Origin { hash, sources: std::iter::once(base).chain(parts).collect() };
        (self.stage("emit", || (emit(&krate, &origin), Diagnostics::new())), lock)
    }

    /// From `Api` to the crate, and what to call everything in the next run. What it has to say is handed out: only the
    /// caller knows whether places are those in the files.
    fn decide(&mut self, api: &Api, config: &Config, base: &str) -> (Decided, Diagnostics) {
        let facts = self.stage("analyze", || (analyze(api), Diagnostics::new()));
        let decided = || match lock::is_asked_for(config) {
            true => settled(api, &facts, config, base),
            false => {
                let (krate, said) = plan(api, &facts, config, &Pins::default(), base);
                ((krate, None), said)
            }
        };
        self.stage("plan", || (decided(), Diagnostics::new()))
    }

    fn stage<T>(&mut self, name: &'static str, work: impl FnOnce() -> (T, Diagnostics)) -> T {
        let start = Instant::now();
        let (result, diagnostics) = work();
        self.timings.push((name, start.elapsed()));
        self.diagnostics.extend(diagnostics);
        result
    }
}

/// The crate that the document alone would give; if something of it is settled otherwise, another one with that.
fn settled(api: &Api, facts: &Facts, config: &Config, base: &str) -> (Decided, Diagnostics) {
    let (mut krate, mut said) = plan(api, facts, config, &Pins::default(), base);
    let mut lock = lock::record(&krate);
    let (pins, mut diagnostics) = lock::settle(&lock, config);
    if pins.matter {
        let api = lock::arrange(api.clone(), &pins);
        (krate, said) = plan(&api, &analyze(&api), config, &pins, base);
        lock = lock::record(&krate);
        diagnostics = lock::without_refused(diagnostics, &said);
    }
    diagnostics.extend(said);
    ((krate, config.lock.as_ref().map(|_| lock)), diagnostics)
}

/// Identifies what a description says, whatever the layout of its files and the order of their maps.
fn hash(values: &Values) -> String {
    let mut hasher = Sha256::new();
    let mut text = Vec::new();
    for (file, value) in values.iter() {
        text.clear();
        if let Some(path) = file.path() {
            text.extend([b"\0", path.as_bytes(), b"\0"].concat());
        }
        // Writing a value into memory cannot fail.
        let _ = serde_json::to_writer(&mut text, value);
        hasher.update(&text);
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
