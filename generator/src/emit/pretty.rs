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
