//! `cargo xtask upgrade`: from one api-version to another, up to a tree that is ready for review.

mod changelog;
mod manifests;
mod version;

use std::path::{Path, PathBuf};
use std::process::Command;

use bindery::Config;
use bindery::cli::{self, Console, Document, ImportTask, Status, Unusable};
use bindery::diagnostic::render::Renderer;
use bindery::diff::report::Report;
use bindery::diff::{Examined, compare, render};

use crate::{generate, workspace};

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The api-version to make current: a folder of spec/
    #[arg(value_name = "VERSION")]
    version: String,
    /// Import VERSION from this upstream document first, as `cargo xtask import` does
    #[arg(long, value_name = "DOCUMENT")]
    import: Option<PathBuf>,
    /// The day that the changelog names, such as 2024-07-01 [default: today]
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
}

pub(crate) fn run(arguments: Arguments, console: &mut Console<'_>) -> Result<Status, Unusable> {
    let date = arguments.date.unwrap_or_else(|| jiff::Timestamp::now().strftime("%Y-%m-%d").to_string());
    Upgrade::new(&workspace::root(), &arguments.version, date)?.from(arguments.import).run(console)
}

/// What an upgrade starts from.
struct Upgrade {
    root: PathBuf,
    old: String,
    new: String,
    /// The upstream document of the new version, if that is not there yet.
    upstream: Option<PathBuf>,
    date: String,
    /// What `spec/bindery.toml` says now.
    config: Config,
}

/// What it writes besides `generated/`: paths from the root, and texts.
type Edits = Vec<(&'static str, String)>;

impl Upgrade {
    fn new(root: &Path, version: &str, date: String) -> Result<Self, Unusable> {
        let (old, config) = workspace::configuration_of(root)?;
        if old == version {
            return Err(Unusable::new(format!("`{version}` is the current api-version"))
                .help("`cargo xtask generate` brings `generated/` up to date with it"));
        }
        Ok(Self { root: root.to_owned(), old, new: version.to_owned(), upstream: None, date, config })
    }

    fn from(self, upstream: Option<PathBuf>) -> Self {
        Self { upstream, ..self }
    }

    fn run(&self, console: &mut Console<'_>) -> Result<Status, Unusable> {
        let old = self.document(&self.old)?;
        if let Some(upstream) = &self.upstream {
            match self.import(upstream, console)? {
                Status::Fine => {}
                status => return Ok(status),
            }
        }
        let new = self.document(&self.new)?;
        let comparison = compare(old.load(), new.load(), &self.config);
        let Some(report) = &comparison.report else {
            for side in [&comparison.old, &comparison.new] {
                show(side, console)?;
            }
            console.error(&Unusable::new("one of the documents cannot be used; nothing was written"))?;
            return Ok(Status::Unusable);
        };
        let released = version::released(&self.config)?;
        let next = version::raised(&released, report.bump);
        // All that can be wrong with a file is found before the first one is written.
        for (path, text) in self.edits(report, &released, &next)? {
            cli::write_file(&self.root.join(path), text.as_bytes())?;
        }
        let status = generate::bring(&self.root, false, console)?;
        self.lock_file()?;
        console.result(&self.summary(report, &released.to_string(), &next.to_string()))?;
        Ok(status)
    }

    /// Makes the new version of its upstream document; one that is there already is not replaced.
    fn import(&self, upstream: &Path, console: &mut Console<'_>) -> Result<Status, Unusable> {
        let task = ImportTask {
            document: Document::read(upstream)?,
            spec: self.root.join("spec"),
            version: self.new.clone(),
            from: Some(self.old.clone()),
            origin: None,
            date: self.date.clone(),
            keep_descriptions: false,
            force: false,
            dry_run: false,
            config: self.config.clone(),
        };
        cli::import(&task, console)
    }

    /// The document of an api-version, named from the root.
    fn document(&self, version: &str) -> Result<Document, Unusable> {
        let name = format!("spec/{version}/openapi.yaml");
        if !self.root.join(&name).is_file() {
            let message = format!("there is no `{name}`");
            let import = format!("`cargo xtask upgrade {version} --import DOCUMENT` makes it of a published document");
            return Err(Unusable::new(message).help(import));
        }
        workspace::document_of(&self.root, version)
    }

    fn edits(&self, report: &Report, released: &semver::Version, next: &semver::Version) -> Result<Edits, Unusable> {
        let name = self.config.krate.name.clone().unwrap_or_else(|| "the client".to_owned());
        let heading = format!("{name} {next} ({}), api-version {}", self.date, self.new);
        let entry = render::changelog(report, &heading);
        let config = self.text("spec/bindery.toml")?;
        let mut edits = vec![
            ("spec/bindery.toml", manifests::configuration(&config, (&self.old, &self.new), next)?),
            ("CHANGELOG.md", changelog::with(&self.text("CHANGELOG.md")?, &entry)),
        ];
        let manifest = self.text("Cargo.toml")?;
        edits.extend(manifests::workspace(&manifest, &name, released, next)?.map(|text| ("Cargo.toml", text)));
        Ok(edits)
    }

    fn text(&self, path: &str) -> Result<String, Unusable> {
        let path = self.root.join(path);
        std::fs::read_to_string(&path).map_err(|error| Unusable::io("read", &path, &error))
    }

    /// Cargo writes the new version into its lock file by itself, but not when it is told to trust that.
    fn lock_file(&self) -> Result<(), Unusable> {
        if !self.root.join("Cargo.lock").is_file() {
            return Ok(());
        }
        let mut command = Command::new(workspace::cargo());
        command.args(["update", "--workspace", "--offline", "--quiet"]).current_dir(&self.root);
        match command.status() {
            Ok(status) if status.success() => Ok(()),
            _ => Err(Unusable::new("`cargo update --workspace --offline` failed").help("run it to see why")),
        }
    }

    fn summary(&self, report: &Report, released: &str, next: &str) -> String {
        let (old, new) = (&self.old, &self.new);
        let name = self.config.krate.name.as_deref().unwrap_or("the client");
        let mut text = format!("{}\n{name} {released} → {next}: {}\n", render::summary(report), report.because);
        text.push_str("spec/bindery.toml, Cargo.toml, CHANGELOG.md: written\n\n");
        let breaking: Vec<_> = report.changes.iter().filter(|change| change.breaks()).collect();
        if !breaking.is_empty() {
            text.push_str("What breaks:\n");
        }
        for change in &breaking {
            text.push_str(&format!("  {}\n", render::plain(&change.sentence)));
        }
        text.push_str(&format!(
            "\nLook at, in this order:\n  \
             cargo xtask diff {old} {new}    what changed and why, worst first\n  \
             cargo xtask diff {old} {new} --format html -o target/upgrade.html\n  \
             git diff --stat generated/src && git diff CHANGELOG.md generated/src\n  \
             cargo test --workspace    what is written by hand meets the new version\n"
        ));
        let mentions = self.mentions();
        if !mentions.is_empty() {
            text.push_str(&format!("\nThese name {old} still; see whether they should:\n"));
            mentions.iter().for_each(|file| text.push_str(&format!("  {file}\n")));
        }
        text.push_str("\nUndo: git checkout -- . && git clean -fd generated/src\n");
        text
    }

    /// Files written by hand that name the old version; none without git.
    fn mentions(&self) -> Vec<String> {
        let mut command = Command::new("git");
        command.args(["grep", "--files-with-matches", "--fixed-strings", &self.old, "--"]);
        command.args([".", ":!spec", ":!CHANGELOG.md", ":!generated/src"]).current_dir(&self.root);
        let found = command.output().map(|run| String::from_utf8_lossy(&run.stdout).into_owned());
        found.unwrap_or_default().lines().map(str::to_owned).collect()
    }
}

fn show(side: &Examined, console: &mut Console<'_>) -> Result<(), Unusable> {
    let text = Renderer::new(&side.sources).text(&side.diagnostics, console.color());
    console.diagnostics(&text)
}

#[cfg(test)]
mod tests;
