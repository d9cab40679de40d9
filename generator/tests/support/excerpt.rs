//! The part of a crate that a fixture is about.
//!
//! Emitted files come in blocks: items and methods with an empty line between. A block that the crate of the smallest
//! document has as well, word for word, says nothing about a fixture and is left out. So a snapshot shows what a feature
//! adds, and a change to what every crate has touches one snapshot: that of the smallest document.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use bindery::Generated;

use super::texts;

/// Which files and blocks a topic shows.
struct Part {
    /// Files besides those of groups, operations, models, servers and the client.
    files: &'static [&'static str],
    /// Whether files of operations and models are shown.
    details: bool,
    /// Whether the ways from and to JSON are shown.
    codecs: bool,
    /// Whether blocks are shown that every operation or model has, but with its own name in them.
    routine: bool,
}

fn part(topic: &str) -> Part {
    let files: &[&str] = match topic {
        "crate" => &["Cargo.toml", "README.md", "bindery.json", "src/error.rs", "src/lib.rs", "src/rustfmt.toml"],
        "docs" => &["README.md", "src/lib.rs"],
        "config" => &["Cargo.toml", "src/lib.rs"],
        "pollers" => &["Cargo.toml"],
        "renames" => &["Cargo.toml", "src/lib.rs", "src/models.rs"],
        "groups" => &["Cargo.toml", "src/models.rs"],
        "errors" => &["src/error.rs"],
        _ => &[],
    };
    let codecs = ["config", "crate", "enums", "maps", "objects", "recursion"].contains(&topic);
    Part { files, details: topic != "groups", codecs, routine: topic == "crate" }
}

/// What `generated` has and `smallest` has not, as far as it belongs to the topic.
pub(crate) fn excerpt(topic: &str, generated: &Generated, smallest: &Generated) -> String {
    let part = part(topic);
    let common: BTreeSet<&str> = texts(smallest).into_iter().flat_map(|(_, text)| blocks(text)).collect();
    let mut excerpt = String::new();
    for (path, text) in texts(generated) {
        let is_detail = path.matches('/').count() > 1;
        if !part.files.contains(&path) && !(is_telling(path) && (part.details || !is_detail)) {
            continue;
        }
        let shown = |block: &&str| {
            !common.contains(block) && (part.codecs || !is_codec(block)) && (part.routine || !is_routine(block))
        };
        let blocks: Vec<&str> = blocks(text).filter(shown).collect();
        if !blocks.is_empty() {
            let _ = write!(excerpt, "-- {path}\n\n{}\n\n", blocks.join("\n\n"));
        }
    }
    excerpt
}

/// Whether the file is about one operation, group, model, or the servers and credentials.
fn is_telling(path: &str) -> bool {
    let general = ["src/lib.rs", "src/error.rs", "src/models.rs"];
    path.ends_with(".rs") && !general.contains(&path)
}

/// The blocks between empty lines.
fn blocks(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n\n").map(|block| block.trim_matches('\n')).filter(|block| !block.is_empty())
}

fn is_codec(block: &str) -> bool {
    let codecs = ["impl rt::FromJson", "impl rt::ToJson", "rt::impl_serde!"];
    codecs.iter().any(|codec| block.starts_with(codec))
}

fn is_routine(block: &str) -> bool {
    let starts = ["impl std::future::IntoFuture", "    /// The HTTP request that would be sent"];
    let is_head = |line: &str| ["// @generated", "//! `", "use "].iter().any(|start| line.starts_with(start));
    starts.iter().any(|start| block.starts_with(start)) || block.lines().all(is_head)
}
