//! Tokens → text by `syn` and `prettyplease`: for what [`layout`](super::layout) does not know, and to hold against it.

use proc_macro2::TokenStream;

use super::comment;

/// The text of a file. If it is `spaced`, there is an empty line behind each item and each method.
///
/// The tokens are made once more should they be wrong: kept until then, each would be copied to be parsed.
pub(super) fn file(tokens: impl Fn() -> TokenStream, spaced: bool) -> String {
    let text = match syn::parse2(tokens()) {
        Ok(file) => prettyplease::unparse(&file),
        Err(error) => {
            panic!("bindery emitted tokens that are not Rust, which is a bug in bindery: {error}: {}", tokens())
        }
    };
    arrived(&text, spaced)
}

/// `text` with the comments that traveled in it, and with space between items, where `prettyplease` puts none.
fn arrived(text: &str, spaced: bool) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut arrived = String::with_capacity(text.len() + text.len() / 20);
    for (index, line) in lines.iter().enumerate() {
        comment::write(line, &mut arrived);
        arrived.push('\n');
        if spaced
            && let Some(next) = lines.get(index + 1)
            && ends_item(line, next)
        {
            arrived.push('\n');
        }
    }
    arrived
}

fn ends_item(line: &str, next: &str) -> bool {
    let closes = match line.strip_prefix("    ") {
        Some(inner) => inner == "}",
        None if line.starts_with("///") => false,
        None if line.starts_with("#![") => !next.starts_with("#!["),
        None => line.starts_with('}') || line.starts_with("//!") || (line.ends_with(';') && !line.starts_with(' ')),
    };
    let continues = next.is_empty() || next.trim_start().starts_with('}') || next.starts_with("//!");
    let same_kind =
        ["use ", "mod ", "pub use ", "pub mod "].iter().any(|word| line.starts_with(word) && next.starts_with(word));
    closes && !continues && !same_kind
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use crate::Config;
    use crate::emit::layout;
    use crate::source::{Source, Sources};

    /// All files below a folder whose names end so.
    fn files(folder: &Path, ends: &[&str]) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut open = vec![folder.to_owned()];
        while let Some(next) = open.pop() {
            for entry in std::fs::read_dir(&next).into_iter().flatten().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    open.push(path);
                } else if path.extension().is_some_and(|end| ends.iter().any(|one| end == *one)) {
                    found.push(path);
                }
            }
        }
        found.sort();
        found
    }

    /// Emits the crates of documents, and holds that the layout of all of it is known. That it is the right one is held
    /// for each text that a debug build emits.
    fn all_known(documents: &[PathBuf]) {
        let mut texts = 0;
        for path in documents {
            let sources = Sources::new(Source::new("openapi.yaml", std::fs::read(path).expect("a document")));
            let Some(files) = crate::generate(&sources, &Config::default()).files else { continue };
            for (name, text) in files.iter().filter(|(name, _)| name.ends_with(".rs")) {
                let tokens = std::str::from_utf8(text).expect("text").parse().expect("tokens");
                assert!(layout::file(tokens, true).is_some(), "{name} of {}", path.display());
                texts += 1;
            }
        }
        println!("{texts} files of {} documents", documents.len());
        assert!(texts >= documents.len());
    }

    #[test]
    fn fixtures_need_no_parser() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
        all_known(&files(&folder, &["yaml", "json"]));
    }

    #[test]
    fn the_batch_client_needs_no_parser() {
        let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated/src");
        for path in files(&sources, &["rs"]) {
            let text = std::fs::read_to_string(&path).expect("a file");
            let emitted = text.starts_with("// @generated");
            let tokens = text.parse().expect("tokens");
            assert!(!emitted || layout::file(tokens, true).is_some(), "{}", path.display());
        }
    }

    /// Documents that others wrote, if they are at hand; the largest take minutes in a debug build.
    #[test]
    fn documents_of_others_need_no_parser() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/documents");
        if !folder.is_dir() {
            println!("skipped: there is no ../shared/corpus");
            return;
        }
        let mut documents = files(&folder, &["yaml", "json"]);
        documents.retain(|path| path.metadata().is_ok_and(|about| about.len() < 200_000));
        all_known(&documents);
    }
}
