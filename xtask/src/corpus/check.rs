//! `--compile`: what compiler and clippy say of the emitted crates, with all their features.

use std::collections::BTreeMap;

use anyhow::Result;

use super::package::{Folder, Kind};
use super::result::{Compile, Run, Status};
use crate::crates::Message;

/// How many problems of a crate are kept in full.
const SHOWN: usize = 5;

/// Checks all crates there are. Clippy has the warnings of the compiler as well.
pub(super) fn run(folder: &Folder, run: &mut Run) -> Result<()> {
    let generated = run.documents.iter_mut().filter(|document| document.status == Status::Generated);
    let mut crates: BTreeMap<String, &mut Option<Compile>> =
        generated.map(|document| (document.krate.clone(), &mut document.compile)).collect();
    let names: Vec<&str> = crates.keys().map(String::as_str).collect();
    let arguments = ["clippy", "--workspace", "--all-features", "--keep-going", "--quiet", "--message-format=json"];
    let messages = crate::crates::messages(&folder.cargo(Kind::Client, &names, &arguments)?)?;
    crates.values_mut().for_each(|compile| **compile = Some(Compile::default()));
    for (krate, message) in messages {
        if let Some(compile) = crates.get_mut(&krate).and_then(|compile| compile.as_mut()) {
            note(compile, message);
        }
    }
    Ok(())
}

fn note(compile: &mut Compile, message: Message) {
    // A line such as `3 warnings emitted` has no code, and neither has an error of syntax.
    let code = match message.code {
        Some(code) => code.code,
        None if message.level == "error" && !message.message.starts_with("aborting due to") => "error".to_owned(),
        None => return,
    };
    *compile.problems.entry(code).or_default() += 1;
    if compile.shown.len() < SHOWN {
        compile.shown.extend(message.rendered);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_are_counted_by_code() {
        let mut compile = Compile::default();
        for line in [
            r#"{"level": "warning", "code": {"code": "dead_code"}, "rendered": "a", "message": "a"}"#,
            r#"{"level": "warning", "code": {"code": "dead_code"}, "rendered": "b", "message": "b"}"#,
            r#"{"level": "warning", "code": null, "rendered": "c", "message": "2 warnings emitted"}"#,
            r#"{"level": "error", "code": null, "rendered": "d", "message": "expected one of `,`"}"#,
            r#"{"level": "error", "code": null, "rendered": "e", "message": "aborting due to 1 previous error"}"#,
        ] {
            note(&mut compile, serde_json::from_str(line).unwrap());
        }
        assert_eq!(compile.problems, BTreeMap::from([("dead_code".to_owned(), 2), ("error".to_owned(), 1)]));
        assert_eq!(compile.shown, ["a", "b", "d"]);
    }
}
