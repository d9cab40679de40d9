//! What the test binaries share: reading cases, and short printed forms of what becomes of them.

#![allow(dead_code, reason = "each test binary uses its own part")]

pub(crate) mod excerpt;
pub(crate) mod ir;
pub(crate) mod mirror;
pub(crate) mod place;

use std::path::{Path, PathBuf};

use bindery::cli::Document;
use bindery::diagnostic::render::Renderer;
use bindery::{Config, Diagnostics, Generated, Lock, Report, Source, Sources, generate};

/// The folder with the tests of this crate.
pub(crate) fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// The Azure Batch service as far as one operation, in one file, and its configuration. It does not follow `spec/`: what
/// is said about it stays true when that grows.
pub(crate) fn batch() -> (String, Config) {
    let text = |name: &str| std::fs::read_to_string(tests().join(name)).expect("a readable file");
    (text("terminate.yaml"), Config::parse(&text("terminate.toml")).expect("a valid configuration"))
}

/// A document and the configuration beside it, if there is one.
pub(crate) struct Case {
    pub(crate) sources: Sources,
    pub(crate) config: Config,
    /// What is wrong with the configuration, if it cannot be used.
    pub(crate) refused: Option<Diagnostics>,
}

impl Case {
    /// Reads a case and the files it refers to. Documents are all called `name`, so that it does not matter to the output which one it is.
    pub(crate) fn read(path: &Path, name: &str) -> Self {
        let text = |extension: &str| std::fs::read_to_string(path.with_extension(extension)).ok();
        let configuration = Source::new("bindery.toml", text("toml").unwrap_or_default());
        let (mut config, refused) = match Config::read(configuration.clone()) {
            Ok(config) => (config, None),
            Err(problems) => (Config { source: Some(configuration), ..Config::default() }, Some(problems)),
        };
        config.lock = text("lock").map(|text| locked(&text));
        let sources = Document::read(path).expect("a readable case").named(name).load().sources.beside(&config);
        Self { sources, config, refused }
    }

    /// A document without a file.
    pub(crate) fn of(name: &str, text: impl Into<Vec<u8>>) -> Self {
        Self { sources: Sources::new(Source::new(name, text)), config: Config::default(), refused: None }
    }

    pub(crate) fn generate(&self) -> Generated {
        match &self.refused {
            Some(problems) => {
                let diagnostics = problems.clone();
                Generated { files: None, report: Report::default(), lock: None, diagnostics }
            }
            None => generate(&self.sources, &self.config),
        }
    }

    /// All diagnostics, as a terminal without colors shows them.
    pub(crate) fn diagnostics(&self) -> String {
        self.rendered(&self.generate())
    }

    pub(crate) fn rendered(&self, generated: &Generated) -> String {
        Renderer::new(&self.sources).text(&generated.diagnostics, false)
    }
}

/// A configuration.
pub(crate) fn configured(text: &str) -> Config {
    Config::read(Source::new("bindery.toml", text)).expect("a valid configuration")
}

/// A lock.
pub(crate) fn locked(text: &str) -> Lock {
    let lock = Lock::parse(text).expect("a valid lock");
    Lock { source: Some(Source::new("bindery.lock", text)), ..lock }
}

/// The emitted files as text, by path.
pub(crate) fn texts(generated: &Generated) -> Vec<(&str, &str)> {
    let files = generated.files.iter().flat_map(bindery::FileSet::iter);
    files.map(|(path, bytes)| (path, std::str::from_utf8(bytes).expect("emitted files are text"))).collect()
}

/// All cases in a folder of `tests/` and the folders in it, sorted: documents by their path without extension.
pub(crate) fn cases(folder: &str) -> Vec<(String, PathBuf)> {
    let root = tests().join(folder);
    let mut pending = vec![root.clone()];
    let mut cases = Vec::new();
    while let Some(folder) = pending.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            match path.extension().and_then(|extension| extension.to_str()) {
                _ if path.is_dir() => pending.push(path),
                Some("yaml" | "json") => {
                    let name = path.strip_prefix(&root).expect("a path below the root").with_extension("");
                    cases.push((name.to_str().expect("a name in UTF-8").replace('\\', "/"), path));
                }
                _ => {}
            }
        }
    }
    cases.sort();
    cases
}

/// Insta's settings: snapshots say which input they belong to, and nothing that changes with the test's code.
pub(crate) fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings
}
