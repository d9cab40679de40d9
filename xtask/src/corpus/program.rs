//! The program that reads and writes JSON with the models of a document: a line in, a line out.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;
use toml::Table;

use super::package::{Folder, Kind};
use crate::{crates, workspace};

const MAIN: &str = include_str!("program/main.rs");

/// A type of the emitted crate, and the schema that it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Model {
    pub(super) ident: String,
    pub(super) pointer: String,
}

/// The types of an emitted crate that are not within another one's schema.
pub(super) fn models(client: &Path) -> Result<Vec<Model>> {
    let manifest: Value = serde_json::from_slice(&std::fs::read(client.join("bindery.json"))?)?;
    let items = manifest.get("items").and_then(Value::as_object).context("`bindery.json` has no items")?;
    let models = items.iter().filter_map(|(name, item)| {
        let ident = name.strip_prefix("models::").filter(|ident| !ident.contains("::"))?;
        Some(Model { ident: ident.to_owned(), pointer: item.get("pointer")?.as_str()?.to_owned() })
    });
    let models = models.filter(|model| !is_path_item(&model.pointer));
    Ok(outermost(models.collect()))
}

/// Whether a place is that of a path: an enum may come from what is fixed in its query, without any schema.
fn is_path_item(pointer: &str) -> bool {
    let mut tokens = pointer.rsplit('/').skip(1);
    matches!((tokens.next(), tokens.next()), (Some("paths" | "x-ms-paths"), Some(file)) if file.ends_with('#'))
}

fn outermost(models: Vec<Model>) -> Vec<Model> {
    let by_place: BTreeMap<String, Model> = models.into_iter().map(|model| (model.pointer.clone(), model)).collect();
    let is_within = |pointer: &str| {
        let mut ends = pointer.match_indices('/').map(|(end, _)| end);
        ends.any(|end| by_place.contains_key(&pointer[..end]))
    };
    by_place.values().filter(|model| !is_within(&model.pointer)).cloned().collect()
}

/// Writes the program for an emitted crate: its models alone, without what calls the service.
pub(super) fn write(folder: &Folder, krate: &str) -> Result<()> {
    let (client, program) = (folder.client(krate), folder.of(Kind::Program, krate));
    let manifest: Table = std::fs::read_to_string(client.join("Cargo.toml"))?.parse()?;
    crates::write(&program.join("Cargo.toml"), &manifest_of(krate, &manifest))?;
    let arms = models(&client)?.into_iter().map(|model| {
        let ident = model.ident;
        format!("        {ident:?} => answer::<models::{ident}>,\n")
    });
    crates::write(&program.join("src/main.rs"), &MAIN.replace("        // MODELS\n", &arms.collect::<String>()))?;
    let models = client.join("src/models.rs");
    let root = std::fs::read_to_string(&models).unwrap_or_default();
    crates::write(&program.join("src/models.rs"), &root)?;
    mirror(&client.join("src/models"), &program.join("src/models"))
}

/// A manifest with the features of the client, all of them on, as far as they say which models there are.
fn manifest_of(krate: &str, client: &Table) -> String {
    let features = client.get("features").and_then(toml::Value::as_table).into_iter().flatten();
    let names: Vec<&str> = features.map(|(name, _)| name.as_str()).filter(|name| *name != "default").collect();
    let lines: String = names.iter().map(|name| format!("{name:?} = []\n")).collect();
    let default: Vec<&&str> = names.iter().filter(|name| **name != "serde").collect();
    let runtime = workspace::portable(&workspace::root().join("runtime"));
    format!(
        "[package]\nname = \"{}\"\nedition = \"2024\"\n\n[features]\ndefault = {default:?}\n{lines}\n\
         [dependencies]\nbindery-runtime = {{ path = {runtime:?}, default-features = false }}\n",
        name(krate)
    )
}

/// What the program of a crate is called.
pub(super) fn name(krate: &str) -> String {
    format!("read-{krate}")
}

/// Makes the files of a folder those of another one.
fn mirror(from: &Path, to: &Path) -> Result<()> {
    let names = |folder: &Path| -> Vec<std::ffi::OsString> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.file_name()).collect()
    };
    let wanted = names(from);
    for stale in names(to).into_iter().filter(|name| !wanted.contains(name)) {
        std::fs::remove_file(to.join(stale))?;
    }
    for file in wanted {
        crates::write(&to.join(&file), &std::fs::read_to_string(from.join(&file))?)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_within_another_schema_is_not_tried_by_itself() {
        let model = |ident: &str, pointer: &str| Model { ident: ident.to_owned(), pointer: pointer.to_owned() };
        let all = vec![model("JobA", "#/s/Job/properties/a"), model("Job", "#/s/Job"), model("Jobs", "#/s/Jobs")];
        let idents: Vec<String> = outermost(all).into_iter().map(|model| model.ident).collect();
        assert_eq!(idents, ["Job", "Jobs"]);
        assert!(is_path_item("#/x-ms-paths/~1a?b") && is_path_item("a.yaml#/paths/~1a"));
        assert!(!is_path_item("#/s/paths/A") && !is_path_item("#/paths/~1a/get"));
    }
}
