//! `cargo xtask diff`: what differs between two api-versions of `spec/`.

use bindery::cli::diff::{self, Options, Task};
use bindery::cli::{Console, Status, Unusable};

use crate::workspace;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The api-version before, a folder of spec/; by default the one before NEW
    #[arg(value_name = "OLD")]
    old: Option<String>,
    /// The api-version after, a folder of spec/; by default the current one
    #[arg(value_name = "NEW")]
    new: Option<String>,
    #[command(flatten)]
    options: Options,
}

pub(crate) fn run(arguments: Arguments, console: &mut Console<'_>) -> Result<Status, Unusable> {
    let (current, config) = workspace::configuration()?;
    let versions = workspace::versions()?;
    let new = arguments.new.unwrap_or(current);
    check(&new, &versions)?;
    let old = match arguments.old {
        Some(old) => old,
        None => before(&new, &versions)?,
    };
    check(&old, &versions)?;
    let (old, new) = (workspace::document(&old)?, workspace::document(&new)?);
    diff::run(&Task { old, new, config, options: arguments.options }, console)
}

fn check(version: &str, versions: &[String]) -> Result<(), Unusable> {
    if versions.iter().any(|other| other == version) {
        return Ok(());
    }
    let message = format!("`{}` is not an api-version of `spec/`", version.escape_debug());
    Err(Unusable::new(message).help(format!("there are {}", versions.join(", "))))
}

/// The version before another one.
fn before(version: &str, versions: &[String]) -> Result<String, Unusable> {
    versions.iter().rfind(|other| other.as_str() < version).cloned().ok_or_else(|| {
        let message = format!("`spec/` has no api-version before {version}");
        Unusable::new(message).help(format!("name two of {}", versions.join(", ")))
    })
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        arguments: Arguments,
    }

    /// What a command line gives: the outcome and what is printed.
    fn diff(line: &[&str]) -> (Result<Status, Unusable>, String) {
        let line = Line::parse_from(["diff"].iter().chain(line));
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let outcome = run(line.arguments, &mut Console::new(&mut out, &mut err, false));
        (outcome, String::from_utf8_lossy(&out).into_owned())
    }

    #[test]
    fn previous_and_current_are_compared_by_default() {
        let (current, _) = workspace::configuration().expect("a configuration");
        let previous = before(&current, &workspace::versions().expect("versions")).expect("a previous one");
        let (outcome, text) = diff(&["--fail-on", "none"]);
        assert_eq!(outcome, Ok(Status::Fine));
        assert!(text.starts_with(&format!("Azure Batch {previous} → {current}\n")), "{text}");
        assert_eq!(diff(&[&previous, &current, "--fail-on", "none"]).1, text);
        let (outcome, text) = diff(&[&current, &current]);
        assert_eq!((outcome, text), (Ok(Status::Fine), format!("Azure Batch {current}: nothing differs\n")));
    }

    #[test]
    fn places_are_those_of_this_repository() {
        let (_, text) = diff(&["--format", "github", "--fail-on", "none"]);
        let file = |line: &str| Some(line.split_once(" file=")?.1.split_once(',')?.0.to_owned());
        let files: Vec<String> = text.lines().filter_map(file).collect();
        assert!(!files.is_empty() && files.iter().all(|file| workspace::root().join(file).is_file()), "{files:?}");
    }

    #[test]
    fn other_names_are_refused_with_those_there_are() {
        let versions = workspace::versions().expect("versions").join(", ");
        for line in [&["1999-01-01"] as &[&str], &["../spec"], &["", ""]] {
            let error = diff(line).0.expect_err("no such version");
            assert!(error.message.ends_with("` is not an api-version of `spec/`"), "{error}");
            assert_eq!(error.help, Some(format!("there are {versions}")));
        }
        let versions = ["1".to_owned(), "2".to_owned(), "3".to_owned()];
        assert_eq!(before("2", &versions), Ok("1".to_owned()));
        assert_eq!(before("1", &versions).map_err(|error| error.help), Err(Some("name two of 1, 2, 3".to_owned())));
    }
}
