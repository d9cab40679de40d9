//! The document that a run is given, and the files that it refers to.

use std::fs::read;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::error::{Unusable, in_our_style};
use crate::load::{Loaded, load};
use crate::source::{Source, Sources};

/// What a document is called where several lie in a directory.
const USUAL_NAMES: [&str; 6] =
    ["openapi.yaml", "openapi.yml", "openapi.json", "swagger.yaml", "swagger.yml", "swagger.json"];

/// An entry document, and where it is.
#[derive(Clone, Debug)]
pub struct Document {
    source: Source,
    path: PathBuf,
}

impl Document {
    /// Reads a document; it is named in diagnostics as it is given here.
    ///
    /// # Errors
    ///
    /// A URL, a directory, or a file that cannot be read.
    pub fn read(path: &Path) -> Result<Self, Unusable> {
        let name = path.display().to_string();
        if is_url(&name) {
            let help = format!("download the document first: `curl -fsSLo openapi.yaml '{name}'`");
            return Err(Unusable::new(format!("`{name}` is a URL, but documents are read from files")).help(help));
        }
        if path.is_dir() {
            let inside = USUAL_NAMES.iter().map(|name| path.join(name)).find(|path| path.is_file());
            let help = inside.map_or_else(
                || "name the file in it that is the OpenAPI document".to_owned(),
                |path| format!("the document may be `{}`", path.display()),
            );
            return Err(Unusable::new(format!("`{name}` is a directory, not a document")).help(help));
        }
        let bytes = read(path).map_err(|error| match error.kind() {
            ErrorKind::NotFound => Unusable::new(format!("`{name}` does not exist")),
            _ => Unusable::io("read", path, &error),
        })?;
        Ok(Self { source: Source::new(name, bytes), path: path.to_owned() })
    }

    /// The same document under another name, from which those of the files beside it follow.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.source.name = name.into();
        self
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.source.name
    }

    /// The folder that references stay in.
    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// Where the files of the description are.
    pub(super) fn files<'d>(&'d self, sources: &'d Sources) -> impl Iterator<Item = PathBuf> + use<'d> {
        let parts = sources.parts().filter_map(|(file, _)| file.path());
        std::iter::once(self.path.clone()).chain(parts.map(|path| self.folder().join(path)))
    }

    /// The name without folders.
    pub fn base_name(&self) -> &str {
        self.source.base_name()
    }

    /// Reads the files that the document refers to. Those that cannot be read are the business of diagnostics.
    pub fn load(&self) -> Loaded {
        load(self.source.clone(), |path| {
            let file = self.folder().join(path);
            if file.is_dir() {
                return Err("is a directory".to_owned());
            }
            read(&file).map_err(|error| match error.kind() {
                ErrorKind::NotFound => "does not exist".to_owned(),
                _ => format!("cannot be read, {}", in_our_style(&error)),
            })
        })
    }
}

fn is_url(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with("http://") || name.starts_with("https://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_file_gets_advice() {
        let directory = tempfile::tempdir().unwrap();
        let error = Document::read(directory.path()).unwrap_err();
        assert_eq!(error.help.as_deref(), Some("name the file in it that is the OpenAPI document"));
        let inside = directory.path().join("swagger.json");
        std::fs::write(&inside, "{}").unwrap();
        let help = Document::read(directory.path()).unwrap_err().help.unwrap();
        assert_eq!(help, format!("the document may be `{}`", inside.display()));
        let error = Document::read(Path::new("HTTPS://example.com/a.json")).unwrap_err();
        assert_eq!(error.message, "`HTTPS://example.com/a.json` is a URL, but documents are read from files");
        assert_eq!(Document::read(Path::new("none.yaml")).unwrap_err().message, "`none.yaml` does not exist");
    }
}
