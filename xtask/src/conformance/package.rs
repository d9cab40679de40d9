//! Clients and suites: a crate each per document, in one workspace in `target/conformance`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use bindery::cli::{self, read_config};
use serde::Deserialize;

use crate::{crates, workspace};

/// A document of the server.
pub(super) struct Document {
    path: PathBuf,
    /// The name of the file, without its end.
    pub(super) name: String,
}

/// What a suite prints about a scenario.
#[derive(Deserialize)]
pub(super) struct Played {
    /// `*` for all that the suite does not name.
    pub(super) name: String,
    /// Why it is not passed.
    pub(super) reason: Option<String>,
}

fn folder() -> PathBuf {
    workspace::root().join("target/conformance/crates")
}

fn target() -> PathBuf {
    workspace::root().join("target/conformance/target")
}

impl Document {
    pub(super) fn all(folder: &Path) -> Result<Vec<Self>> {
        let files = std::fs::read_dir(folder).with_context(|| format!("cannot read `{}`", folder.display()))?;
        let paths = files.map(|file| Ok(file?.path())).collect::<Result<Vec<_>>>()?;
        let documents = paths.into_iter().filter(|path| path.extension().is_some_and(|end| end == "json"));
        let mut documents: Vec<Self> =
            documents.filter_map(|path| Some(Self { name: path.file_stem()?.to_str()?.to_owned(), path })).collect();
        documents.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(documents)
    }

    /// What is written by hand about it: a suite, or a configuration.
    fn by_hand(&self, end: &str) -> Option<PathBuf> {
        let path = workspace::root().join("xtask/conformance/src").join(format!("{}.{end}", self.name));
        path.is_file().then_some(path)
    }

    /// The name of its crate of a kind, which is that of its folder too.
    fn krate(&self, kind: &str) -> String {
        format!("{kind}-{}", self.name.replace('.', "-").to_lowercase())
    }

    /// The program of the suite.
    fn program(&self) -> PathBuf {
        target().join("debug").join(format!("{}{}", self.krate("suite"), std::env::consts::EXE_SUFFIX))
    }

    /// Makes the client; answers which operations have no method.
    fn generate(&self) -> Result<Vec<String>> {
        let mut config = read_config(self.by_hand("toml").as_deref())?;
        config.krate.name = Some(self.krate("client"));
        config.runtime_path = Some(workspace::portable(&workspace::root().join("runtime")));
        let (generated, _) = bindery::generate_loaded(cli::Document::read(&self.path)?.load(), &config);
        let files = generated.files.with_context(|| format!("`{}` cannot be generated", self.name))?;
        cli::write(&files, &folder().join(self.krate("client")), true)?;
        let skipped = generated.report.operations.skipped.into_iter();
        Ok(skipped.map(|one| format!("skipped: {}: {}: {}", self.name, one.operation, one.reason)).collect())
    }

    /// Writes the crate of the suite, if there is a suite.
    fn write_suite(&self) -> Result<Option<String>> {
        let Some(suite) = self.by_hand("rs") else { return Ok(None) };
        let krate = self.krate("suite");
        let support = workspace::root().join("xtask/conformance/support");
        let manifest = format!(
            "[package]\nname = {krate:?}\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n\
             client = {{ path = \"../{}\", package = {:?} }}\nconformance = {{ path = {:?} }}\n\
             futures-util = {{ version = \"0.3\", default-features = false }}\n",
            self.krate("client"),
            self.krate("client"),
            workspace::portable(&support),
        );
        crates::write(&folder().join(&krate).join("Cargo.toml"), &manifest)?;
        let main = format!(
            "#[path = {:?}]\nmod suite;\n\nfn main() {{\n    conformance::main(suite::suite);\n}}\n",
            workspace::portable(&suite)
        );
        crates::write(&folder().join(&krate).join("src/main.rs"), &main)?;
        Ok(Some(krate))
    }

    /// Runs the suite.
    pub(super) fn play(&self, url: &str) -> Result<Vec<Played>> {
        if !self.program().is_file() {
            let reason = if self.by_hand("rs").is_some() { "its suite does not compile" } else { "it has no suite" };
            return Ok(vec![Played { name: "*".to_owned(), reason: Some(reason.to_owned()) }]);
        }
        let output = Command::new(self.program()).arg(url).output()?;
        ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Ok(serde_json::Deserializer::from_slice(&output.stdout).into_iter().collect::<Result<_, _>>()?)
    }
}

/// Makes all clients; answers which operations have no method.
pub(super) fn generate(documents: &[Document]) -> Result<Vec<String>> {
    let skipped = documents.iter().map(Document::generate).collect::<Result<Vec<_>>>()?;
    Ok(skipped.into_iter().flatten().collect())
}

/// Builds clients and suites; answers what the compiler says, the first of it per crate.
pub(super) fn build(documents: &[Document]) -> Result<Vec<String>> {
    let mut members: Vec<String> = documents.iter().map(|document| document.krate("client")).collect();
    for document in documents {
        // What an earlier run made is not taken for what this one makes.
        if document.program().exists() {
            std::fs::remove_file(document.program())?;
        }
        members.extend(document.write_suite()?);
    }
    let members: Vec<&str> = members.iter().map(String::as_str).collect();
    let arguments = ["build", "--workspace", "--keep-going", "--message-format=json"];
    let mut messages = crates::messages(&crates::cargo(&folder(), &target(), &members, &arguments)?)?;
    messages.dedup_by(|(second, _), (first, _)| first == second);
    let texts = messages.into_iter().map(|(krate, message)| (krate, message.rendered.unwrap_or(message.message)));
    Ok(texts.map(|(krate, text)| format!("{krate}: {text}")).collect())
}
