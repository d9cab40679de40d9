//! `cargo xtask generate`: brings `generated/` up to date with `spec/`, or says that it is not.

use std::path::Path;

use bindery::cli::{self, Console, Mode, Shown, Status, Task, Unusable};

use crate::workspace;

pub(crate) fn run(check: bool, console: &mut Console<'_>) -> Result<Status, Unusable> {
    bring(&workspace::root(), check, console)
}

/// The same in a tree somewhere else.
pub(crate) fn bring(root: &Path, check: bool, console: &mut Console<'_>) -> Result<Status, Unusable> {
    let (document, mut config) = workspace::current(root)?;
    config.runtime_path = Some("../runtime".to_owned());
    let task = Task {
        document,
        config,
        directory: workspace::shown(&root.join("generated")),
        lock: Some(workspace::lock_of(root)),
        mode: if check { Mode::Check } else { Mode::Write { force: false } },
        shown: Shown::default(),
        strict: false,
        report: None,
        command: "cargo xtask generate".to_owned(),
    };
    cli::generate(&task, console)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Looks only: a test that repairs what it tests would pass the second time.
    #[test]
    fn generated_is_up_to_date() {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let status = run(true, &mut Console::new(&mut out, &mut err, false));
        assert_eq!(status, Ok(Status::Fine), "{}{}", String::from_utf8_lossy(&out), String::from_utf8_lossy(&err));
    }
}
