//! Which files under a folder are API documents. The content decides, not the name.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::result::DocumentResult;

/// A file that says that it is an API document.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) path: PathBuf,
    /// The path from the folder, with `/` between.
    pub(crate) name: String,
    /// The name of its crate.
    pub(crate) krate: String,
    /// Whether it describes anything that can be called; a file of definitions does not.
    has_paths: bool,
}

/// The members at the top that tell.
#[derive(Deserialize)]
struct Head {
    openapi: Option<IgnoredAny>,
    swagger: Option<IgnoredAny>,
    #[serde(default)]
    paths: Option<BTreeMap<String, IgnoredAny>>,
    #[serde(default)]
    webhooks: Option<BTreeMap<String, IgnoredAny>>,
}

/// All candidates by name. Folders whose names begin with a dot, and links to folders, are not looked into.
pub(crate) fn candidates(folder: &Path) -> Result<Vec<Candidate>> {
    let mut paths = Vec::new();
    walk(folder, &mut paths)?;
    paths.sort();
    let mut taken = BTreeSet::new();
    let mut candidates = Vec::new();
    for path in paths {
        let bytes = std::fs::read(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
        let Some(has_paths) = document(&bytes) else { continue };
        let name = name(path.strip_prefix(folder).unwrap_or(&path));
        let krate = crate_name(&name, &mut taken);
        candidates.push(Candidate { path, name, krate, has_paths });
    }
    Ok(candidates)
}

/// Leaves out what describes nothing to call and is referred to by another document.
pub(super) fn without_parts(
    candidates: Vec<Candidate>,
    results: Vec<DocumentResult>,
) -> (Vec<Candidate>, Vec<DocumentResult>) {
    let of_others: BTreeSet<PathBuf> = candidates
        .iter()
        .zip(&results)
        .flat_map(|(candidate, result)| {
            let folder = candidate.path.parent().unwrap_or(Path::new(""));
            result.generation.parts.iter().map(|part| plain(&folder.join(part)))
        })
        .collect();
    let is_part = |candidate: &Candidate| !candidate.has_paths && of_others.contains(&plain(&candidate.path));
    candidates.into_iter().zip(results).filter(|(candidate, _)| !is_part(candidate)).unzip()
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<()> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read `{}`", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        let (path, kind) = (entry.path(), entry.file_type()?);
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let extension = path.extension().and_then(|extension| extension.to_str());
        match extension {
            _ if kind.is_dir() && !hidden => walk(&path, paths)?,
            Some("json" | "yaml" | "yml") if path.is_file() => paths.push(path),
            _ => {}
        }
    }
    Ok(())
}

/// Whether a file that is an API document has paths; `None` if it is none. One that cannot be read counts as one if its
/// text has a line that begins like one.
fn document(bytes: &[u8]) -> Option<bool> {
    let text = String::from_utf8_lossy(bytes);
    let head: Option<Head> = match text.trim_start().starts_with('{') {
        true => serde_json::from_str(&text).ok(),
        false => serde_yaml::from_str(&text).ok(),
    };
    let Some(head) = head else {
        return text.lines().any(begins_a_document).then_some(true);
    };
    let is_document = head.openapi.is_some() || head.swagger.is_some();
    let has_paths = [head.paths, head.webhooks].into_iter().flatten().any(|paths| !paths.is_empty());
    is_document.then_some(has_paths)
}

fn begins_a_document(line: &str) -> bool {
    let line = line.trim_start_matches(['\u{feff}', '{', ' ', '\t', '"', '\'']);
    let rest = line.strip_prefix("openapi").or_else(|| line.strip_prefix("swagger"));
    rest.is_some_and(|rest| rest.trim_start_matches(['"', '\'', ' ']).starts_with(':'))
}

fn name(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// A name that Cargo takes, the same whatever else is in the folder unless two are alike.
fn crate_name(name: &str, taken: &mut BTreeSet<String>) -> String {
    let letters = name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' });
    let base = format!("doc-{}", letters.collect::<String>());
    let numbered = std::iter::once(base.clone()).chain((2..).map(|number| format!("{base}-{number}")));
    let free = numbered.into_iter().find(|name| !taken.contains(name)).unwrap_or(base);
    taken.insert(free.clone());
    free
}

/// The path without `.` and, where it can be told, `..`.
fn plain(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut plain, part| {
        match part {
            Component::CurDir => {}
            Component::ParentDir if plain.file_name().is_some() => {
                plain.pop();
            }
            part => plain.push(part),
        }
        plain
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_tells_documents() {
        assert_eq!(document(b"{\"info\": {}, \"swagger\": \"2.0\", \"paths\": {\"/\": {}}}"), Some(true));
        assert_eq!(document(b"openapi: 3.0.0\npaths: {}\n"), Some(false));
        assert_eq!(document(b"openapi: 3.1.0\nwebhooks: {a: {}}\n"), Some(true));
        assert_eq!(document(b"components: {schemas: {openapi: {}}}\n"), None);
        assert_eq!(document(b"[1]"), None);
        // Broken, but meant as one.
        assert_eq!(document(b"{\n  \"openapi\": \"3.0.0\",\n"), Some(true));
        assert_eq!(document(b"swagger: '2.0'\n  paths: {}\n x\n"), Some(true));
        assert_eq!(document(b"openapis: [\n"), None);
    }

    #[test]
    fn crates_are_named_after_documents() {
        let mut taken = BTreeSet::new();
        assert_eq!(crate_name("a/B_1.json", &mut taken), "doc-a-b-1-json");
        assert_eq!(crate_name("a-b/1.json", &mut taken), "doc-a-b-1-json-2");
    }

    #[test]
    fn folders_are_walked_and_links_to_nowhere_are_not() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("a/.hidden")).unwrap();
        for file in ["a/one.json", "a/.hidden/two.json", "three.txt", "four.yml"] {
            std::fs::write(folder.path().join(file), "{\"swagger\": \"2.0\", \"paths\": {}}").unwrap();
        }
        let names: Vec<String> = candidates(folder.path()).unwrap().into_iter().map(|one| one.name).collect();
        assert_eq!(names, ["a/one.json", "four.yml"]);
    }
}
