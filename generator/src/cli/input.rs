//! The files that a run is given.

use std::io::ErrorKind;
use std::path::Path;

use super::error::Unusable;
use crate::config::Config;
use crate::locate::Lines;
use crate::source::Source;

/// What a document is called where several lie in a directory.
const USUAL_NAMES: [&str; 6] =
    ["openapi.yaml", "openapi.yml", "openapi.json", "swagger.yaml", "swagger.yml", "swagger.json"];

/// Reads a document; it is named in diagnostics as it is given here.
///
/// # Errors
///
/// A URL, a directory, or a file that cannot be read.
pub fn read_document(path: &Path) -> Result<Source, Unusable> {
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
    Ok(Source::new(name, read(path)?))
}

/// Reads a configuration; without a path, that is the default one.
///
/// # Errors
///
/// A file that cannot be read or is not a configuration; the message says where.
pub fn read_config(path: Option<&Path>) -> Result<Config, Unusable> {
    let Some(path) = path else { return Ok(Config::default()) };
    let bytes = read(path)?;
    let shown = path.display();
    let text = std::str::from_utf8(&bytes).map_err(|_| Unusable::new(format!("`{shown}` is not UTF-8 text")))?;
    Config::parse(text).map_err(|error| {
        let at = Lines::new(text).line_column(error.span().map_or(0, |span| span.start));
        let message = error.message().trim().replace('\n', "; ");
        Unusable::new(format!("`{shown}` cannot be used, line {} column {}: {message}", at.line, at.column))
    })
}

fn is_url(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with("http://") || name.starts_with("https://")
}

fn read(path: &Path) -> Result<Vec<u8>, Unusable> {
    std::fs::read(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => Unusable::new(format!("`{}` does not exist", path.display())),
        _ => Unusable::io("read", path, &error),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_file_gets_advice() {
        let directory = tempfile::tempdir().unwrap();
        let error = read_document(directory.path()).unwrap_err();
        assert_eq!(error.help.as_deref(), Some("name the file in it that is the OpenAPI document"));
        let inside = directory.path().join("swagger.json");
        std::fs::write(&inside, "{}").unwrap();
        let help = read_document(directory.path()).unwrap_err().help.unwrap();
        assert_eq!(help, format!("the document may be `{}`", inside.display()));
        let error = read_document(Path::new("HTTPS://example.com/a.json")).unwrap_err();
        assert_eq!(error.message, "`HTTPS://example.com/a.json` is a URL, but documents are read from files");
        assert_eq!(read_document(Path::new("none.yaml")).unwrap_err().message, "`none.yaml` does not exist");
    }

    #[test]
    fn configuration_errors_name_the_line() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("bindery.toml");
        std::fs::write(&path, "[crate]\nname = \"a\"\nnmae = 3\n").unwrap();
        let message = read_config(Some(&path)).unwrap_err().message;
        assert!(message.contains("line 3 column 1: unknown field `nmae`"), "{message}");
        std::fs::write(&path, b"\xff").unwrap();
        assert!(read_config(Some(&path)).unwrap_err().message.ends_with("is not UTF-8 text"));
    }
}
