//! The configuration that a run is given.

use std::io::ErrorKind;
use std::path::Path;

use super::error::Unusable;
use crate::config::Config;
use crate::locate::Lines;

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
