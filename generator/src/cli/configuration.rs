//! The configuration and the lock that a run is given.

use std::io::ErrorKind;
use std::path::Path;

use super::error::Unusable;
use crate::config::Config;
use crate::diagnostic::render::Renderer;
use crate::locate::Lines;
use crate::lock::Lock;
use crate::source::{Source, Sources};

/// Reads a configuration; without a path, that is the default one.
///
/// # Errors
///
/// A file that cannot be read or is not a configuration; the message says where.
pub fn read_config(path: Option<&Path>) -> Result<Config, Unusable> {
    let Some(path) = path else { return Ok(Config::default()) };
    let source = Source::new(path.display().to_string(), read(path)?);
    utf8(&source)?;
    Config::read(source.clone()).map_err(|problems| {
        let config = Config { source: Some(source.clone()), ..Config::default() };
        let sources = Sources::new(source.clone()).beside(&config);
        Unusable::file(&source.name, &problems, &Renderer::new(&sources))
    })
}

/// Reads a lock; one that is not there yet is empty.
///
/// # Errors
///
/// A file that cannot be read or is not a lock; the message says where.
pub fn read_lock(path: &Path) -> Result<Lock, Unusable> {
    if matches!(path.try_exists(), Ok(false)) {
        return Ok(Lock::default());
    }
    let source = Source::new(path.display().to_string(), read(path)?);
    let text = utf8(&source)?;
    let lock = Lock::parse(text).map_err(|error| {
        let at = Lines::new(text).line_column(error.span().map_or(0, |span| span.start));
        let (name, message) = (&source.name, error.message().trim().replace('\n', "; "));
        Unusable::new(format!("`{name}` cannot be used, line {} column {}: {message}", at.line, at.column))
    })?;
    Ok(Lock { source: Some(source), ..lock })
}

/// The text of a file.
fn utf8(source: &Source) -> Result<&str, Unusable> {
    match std::str::from_utf8(&source.bytes) {
        Ok(_) => Ok(source.text()),
        Err(_) => Err(Unusable::new(format!("`{}` is not UTF-8 text", source.name))),
    }
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
    fn errors_in_a_lock_name_the_line_and_the_column() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("bindery.lock");
        assert_eq!(read_lock(&path), Ok(Lock::default()));
        for (text, expected) in [
            ("[types.A]\nrust = \"A\"\nfield.a = \"a\"\n", "line 3 column 1: unknown field `field`"),
            ("[types.A]\nrust = { nam = \"A\" }\n", "line 2 column 10: unknown field `nam`"),
            ("[types.A]\nrust = 1\n", "line 2 column 8: invalid type: integer `1`, expected a name, or a table"),
            ("[types.A]\n", "line 1 column 1: missing field `rust`"),
        ] {
            std::fs::write(&path, text).unwrap();
            let message = read_lock(&path).unwrap_err().message;
            assert!(message.contains(expected), "{message}");
        }
    }

    #[test]
    fn configuration_errors_name_the_line() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("bindery.toml");
        std::fs::write(&path, "[crate]\nname = \"a\"\nnmae = 3\n").unwrap();
        let error = read_config(Some(&path)).unwrap_err();
        assert!(error.message.ends_with("bindery.toml` cannot be used: 1 error"), "{error}");
        let problems = error.problems.expect("problems").plain;
        assert!(problems.starts_with("error[unknown-key]: unknown key `nmae` in `[crate]`\n"), "{problems}");
        assert!(problems.contains("bindery.toml:3:1") && problems.contains("did you mean `name`?"), "{problems}");
        std::fs::write(&path, b"\xff").unwrap();
        assert!(read_config(Some(&path)).unwrap_err().message.ends_with("is not UTF-8 text"));
    }
}
