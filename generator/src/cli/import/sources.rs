//! `SOURCES.toml`: where each version comes from.

use std::path::Path;

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::cli::disk::{self, Real};
use crate::cli::error::Unusable;
use crate::source::Sources;

/// The list, beside the versions.
const LIST: &str = "SOURCES.toml";

const HEAD: &str = "\
# Where the documents come from, by version. `cargo xtask import` writes an entry for what it imports and leaves the
# others as they are. `sha256` is that of the upstream document; where it is in several files, that of what `sha256sum`
# prints for them, by path from the folder of the first.
";

/// An entry.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Origin {
    pub origin: String,
    pub date: String,
    pub dialect: String,
    pub files: usize,
    pub sha256: String,
}

/// The text of the list with this entry for a version.
pub(super) fn with(spec: &Path, version: &str, origin: &Origin) -> Result<String, Unusable> {
    let path = spec.join(LIST);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(Unusable::io("read", &path, &error)),
    };
    let unusable = |message: String| {
        let message = message.trim().replace('\n', "; ");
        Unusable::new(format!("`{}` cannot be used: {message}", path.display()))
            .help("correct it; it has a table for each version")
    };
    let mut list: toml::Table = text.parse().map_err(|error: toml::de::Error| unusable(error.to_string()))?;
    if let Some((version, _)) = list.iter().find(|(_, entry)| !entry.is_table()) {
        return Err(unusable(format!("`{version}` is not a table")));
    }
    let entry = toml::Table::try_from(origin).map_err(|error| unusable(error.to_string()))?;
    list.insert(version.to_owned(), entry.into());
    let list = toml::to_string(&list).map_err(|error| unusable(error.to_string()))?;
    Ok(format!("{HEAD}\n{list}"))
}

/// Writes the list.
pub(super) fn write(spec: &Path, text: &str) -> Result<(), Unusable> {
    disk::replace(&Real, &spec.join(LIST), text.as_bytes())
}

/// What identifies the content of a document.
pub(super) fn checksum(sources: &Sources) -> String {
    let entry = sources.entry();
    let parts: Vec<_> = sources.parts().filter_map(|(file, part)| Some((file.path()?, part.ok()?))).collect();
    if parts.is_empty() {
        return sha256(&entry.bytes);
    }
    let lines = std::iter::once((entry.base_name(), entry)).chain(parts);
    let lines: String = lines.map(|(path, source)| format!("{}  {path}\n", sha256(&source.bytes))).collect();
    sha256(lines.as_bytes())
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Source;

    fn origin() -> Origin {
        let (origin, date, dialect) = ("a \"b\"".to_owned(), "2024-07-01".to_owned(), "openapi-3.0".to_owned());
        Origin { origin, date, dialect, files: 1, sha256: "00".to_owned() }
    }

    #[test]
    fn entries_come_by_version_and_others_stay() {
        let spec = tempfile::tempdir().unwrap();
        std::fs::write(spec.path().join(LIST), "[\"2\"]\norigin = 'x'\nnote = 'mine'\n").unwrap();
        let text = with(spec.path(), "1.0", &origin()).unwrap();
        let list = text.strip_prefix(HEAD).unwrap();
        assert_eq!(
            list,
            "\n[\"1.0\"]\ndate = \"2024-07-01\"\ndialect = \"openapi-3.0\"\nfiles = 1\norigin = 'a \"b\"'\nsha256 = \"00\"\n\n\
             [2]\nnote = \"mine\"\norigin = \"x\"\n"
        );
        write(spec.path(), &text).unwrap();
        assert_eq!(with(spec.path(), "1.0", &origin()).unwrap(), text);
    }

    #[test]
    fn a_list_that_is_none_is_not_overwritten() {
        let spec = tempfile::tempdir().unwrap();
        for bad in ["[\"1\"", "a = 3"] {
            std::fs::write(spec.path().join(LIST), bad).unwrap();
            assert!(with(spec.path(), "1.0", &origin()).unwrap_err().message.contains("cannot be used"));
        }
    }

    #[test]
    fn the_checksum_of_one_file_is_its_own() {
        let mut sources = Sources::new(Source::new("x/a.yaml", "abc"));
        assert_eq!(checksum(&sources), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        sources.add("b.yaml", Ok(b"x".to_vec()));
        let of_two = checksum(&sources);
        sources.add("c.yaml", Err("does not exist".to_owned()));
        assert_eq!(checksum(&sources), of_two);
    }
}
