//! From a document to a version of `spec/`: the flow behind `cargo xtask import`.

mod folder;
mod sources;
mod summary;
mod version;

use std::path::{Path, PathBuf};

use super::Status;
use super::console::Console;
use super::document::Document;
use super::error::Unusable;
use crate::config::Config;
use crate::diagnostic::render::Renderer;
use crate::import::{self, Imported};
use crate::load::Loaded;
use folder::Folder;
use sources::{Origin, checksum};

/// What a version's entry document is called.
const ENTRY: &str = "openapi.yaml";

/// What to import and where to.
#[derive(Clone, Debug)]
pub struct ImportTask {
    /// The document, named as diagnostics show it.
    pub document: Document,
    /// The folder of all versions.
    pub spec: PathBuf,
    /// The version to make, which becomes a folder.
    pub version: String,
    /// The version whose words and layout are kept; without it, the newest one before `version`.
    pub from: Option<String>,
    /// Where the document comes from, in a few words; without them, its name.
    pub origin: Option<String>,
    /// The day that is noted, as `YYYY-MM-DD`.
    pub date: String,
    /// Whether to keep the words of the document where we have none.
    pub keep_descriptions: bool,
    /// Whether to write into a version that is there already.
    pub force: bool,
    /// Whether to say only what would be written.
    pub dry_run: bool,
    /// What groups of operations are called.
    pub config: Config,
}

/// Imports. Diagnostics are printed on the way, and at the end what was written and what is left to write.
///
/// # Errors
///
/// A version that has no folder name, is there already or is not there, or what the disk refuses. That the document is
/// unusable is a [`Status`].
pub fn import(task: &ImportTask, console: &mut Console<'_>) -> Result<Status, Unusable> {
    version::check(&task.version)?;
    check_date(&task.date)?;
    let origin = task.origin.clone().unwrap_or_else(|| task.document.base_name().to_owned());
    check_origin(&origin)?;
    let folder = Folder::open(&task.spec, &task.version)?;
    if folder.is_there() && !task.force {
        let message = format!("`{}` is there already", folder.shown());
        return Err(Unusable::new(message).help("choose another version, or pass `--force` to replace it"));
    }
    let from = version::previous(&task.spec, &task.version, task.from.as_deref())?;
    let previous = from.as_deref().map(|from| read(&task.spec.join(from))).transpose()?;
    let upstream = task.document.load();
    let imported = import::import(&upstream, previous.as_ref(), &task.config, task.keep_descriptions);
    let imported = match (imported, &previous) {
        (Ok(imported), _) => imported,
        (Err(diagnostics), previous) => {
            if let Some(previous) = previous {
                let text = Renderer::new(&previous.sources).text(&diagnostics, console.color());
                console.diagnostics(&text)?;
            }
            let from = from.unwrap_or_default();
            return Err(Unusable::new(format!("version `{from}` cannot be used; nothing was written"))
                .help("correct it, or choose another one with `--from`"));
        }
    };
    let text = Renderer::new(&upstream.sources).text(&imported.diagnostics, console.color());
    console.diagnostics(&text)?;
    let Some(files) = &imported.files else {
        let message = format!("`{}` cannot be used; nothing was written", task.document.name());
        console.error(&Unusable::new(message))?;
        return Ok(Status::Unusable);
    };
    let before = match (folder.is_there(), &from) {
        (true, _) => Some((task.version.as_str(), folder.texts()?)),
        (false, Some(from)) => Some((from.as_str(), folder::texts(&task.spec.join(from))?)),
        (false, None) => None,
    };
    let said =
        summary::text(&imported, files, before.as_ref().map(|(name, files)| (*name, files)), &folder, task.dry_run);
    let entry = entry(task, &upstream, &imported, origin);
    // Also a dry run says what is wrong with the list of origins.
    let list = sources::with(&task.spec, &task.version, &entry)?;
    if !task.dry_run {
        folder.write(files)?;
        sources::write(&task.spec, &list)?;
    }
    console.result(&said)?;
    Ok(Status::Fine)
}

fn read(folder: &Path) -> Result<Loaded, Unusable> {
    let path = folder.join(ENTRY);
    Document::read(&path).map(|document| document.named(shown(&path)).load())
}

/// A path with `/`, as people read it.
fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

fn entry(task: &ImportTask, upstream: &Loaded, imported: &Imported, origin: String) -> Origin {
    Origin {
        origin,
        date: task.date.clone(),
        dialect: imported.dialect.clone().unwrap_or_default(),
        files: upstream.sources.iter().count(),
        sha256: checksum(&upstream.sources),
    }
}

/// A day of the calendar; days of a month are not counted too exactly.
fn check_date(date: &str) -> Result<(), Unusable> {
    let parts: Vec<&str> = date.split('-').collect();
    let number = |part: &str| part.chars().all(|c| c.is_ascii_digit()).then(|| part.parse::<u32>().ok()).flatten();
    let is_date = match parts.as_slice() {
        [year, month, day] if (year.len(), month.len(), day.len()) == (4, 2, 2) => {
            number(year).is_some()
                && number(month).is_some_and(|month| (1..=12).contains(&month))
                && number(day).is_some_and(|day| (1..=31).contains(&day))
        }
        _ => false,
    };
    if is_date {
        return Ok(());
    }
    let message = format!("`{}` is not a date", date.escape_debug());
    Err(Unusable::new(message).help("write it as year, month and day, such as `2024-07-01`"))
}

/// What is noted for everyone must not say where things are on this computer.
fn check_origin(origin: &str) -> Result<(), Unusable> {
    let drive = origin.as_bytes().get(1) == Some(&b':') && origin.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_path = origin.starts_with(['/', '\\', '~']) || drive || origin.to_lowercase().starts_with("file:");
    let problem = if origin.trim().is_empty() {
        "is empty"
    } else if origin.contains(char::is_control) {
        "is not one line of text"
    } else if is_path {
        "is a path of this computer"
    } else {
        return Ok(());
    };
    let message = format!("the origin `{}` {problem}", origin.escape_debug());
    Err(Unusable::new(message).help("say where the document is published, such as `the API's repository, at v3.1`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_origins_are_what_they_should_be() {
        assert!(check_date("2024-02-29").is_ok());
        for bad in ["", "2024", "2024-13-01", "2024-00-10", "2024-1-1", "2024-01-32", "24-01-01", "2024-01-+1", "today"]
        {
            assert!(check_date(bad).is_err(), "{bad}");
        }
        for good in ["BatchService.json", "https://example.com/api.json", "specs at v3: a/b.json"] {
            assert!(check_origin(good).is_ok(), "{good}");
        }
        for bad in ["", " ", "/home/me/a.json", "C:\\a.json", "~/a.json", "file:///a", "a\nb"] {
            assert!(check_origin(bad).is_err(), "{bad}");
        }
    }
}
