//! The configuration and the lock that a run is given.

use std::io::ErrorKind;
use std::path::Path;

use super::error::Unusable;
use crate::config::Config;
use crate::locate::Lines;
use crate::lock::Lock;
use crate::source::Source;

/// Reads a configuration; without a path, that is the default one.
///
/// # Errors
///
/// A file that cannot be read or is not a configuration; the message says where.
pub fn read_config(path: Option<&Path>) -> Result<Config, Unusable> {
    let Some(path) = path else { return Ok(Config::default()) };
    let (mut config, source) = parse(path, read(path)?, Config::parse)?;
    config.source = Some(source);
    Ok(config)
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
    let (mut lock, source) = parse(path, read(path)?, Lock::parse)?;
    lock.source = Some(source);
    Ok(lock)
}

/// What a file in TOML says, and its text.
fn parse<T>(
    path: &Path,
    bytes: Vec<u8>,
    parse: impl Fn(&str) -> Result<T, toml::de::Error>,
) -> Result<(T, Source), Unusable> {
    let shown = path.display().to_string();
    let text = std::str::from_utf8(&bytes).map_err(|_| Unusable::new(format!("`{shown}` is not UTF-8 text")))?;
    let parsed = parse(text).map_err(|error| {
        let at = Lines::new(text).line_column(error.span().map_or(0, |span| span.start));
        let message = error.message().trim().replace('\n', "; ");
        Unusable::new(format!("`{shown}` cannot be used, line {} column {}: {message}", at.line, at.column))
    })?;
    Ok((parsed, Source::new(shown, bytes)))
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
        let message = read_config(Some(&path)).unwrap_err().message;
        assert!(message.contains("line 3 column 1: unknown field `nmae`"), "{message}");
        std::fs::write(&path, b"\xff").unwrap();
        assert!(read_config(Some(&path)).unwrap_err().message.ends_with("is not UTF-8 text"));
    }
}
