//! Rust identifiers for the names of an API document.
//!
//! [`identifier`] spells one name and knows nothing of its neighbors; [`Scope`] gives each name of a set an identifier
//! of its own. Both depend on the text alone, never on the order in which names come, so that moving a property in a
//! document renames nothing.

mod case;
mod scope;
#[cfg(test)]
mod tests;
mod words;

use std::borrow::Cow;

use unicode_ident::{is_xid_continue, is_xid_start};

use case::convert;
pub(crate) use scope::{Names, Refusal, Scope};

/// The longest identifier that is not cut, in bytes. A module's name is a file's name too, and file systems end at 255.
const LONGEST: usize = 120;

/// How often a spelling is spelled again. One round is enough except for letters whose other case is several characters.
const ROUNDS: usize = 4;

/// The words that may not be identifiers in some edition, reserved ones included, sorted. `union`, `auto` and such may.
const KEYWORDS: [&str; 52] = [
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// What an identifier is for, which decides how its words are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// Types, traits and variants: `UpperCamel`.
    Type,
    /// Fields, functions, arguments and modules: `snake_case`.
    Value,
    /// Constants: `SCREAMING_CASE`.
    Constant,
}

/// The identifier for `words` alone, whatever else there is around it.
///
/// Spelling an identifier again in the same case changes nothing. That is why words of one letter merge in a type: `a-b`
/// would be `AB`, which reads as one word, so it is `Ab`.
///
/// ```text
/// clientRequestID   client_request_id   ClientRequestId
/// type              type_               Type
/// 2fa               _2fa                _2fa
/// -1                minus_1             Minus1
/// <=                less_equals         LessEquals
///                   empty               Empty
/// ```
pub(crate) fn identifier(words: &str, case: Case) -> String {
    settle(words::readable(words), case)
}

/// The words of things that have a name of their own, no two alike, and perhaps another one that clients should use:
/// the latter, unless another thing has the same.
pub(crate) fn told_apart<'n>(names: impl Iterator<Item = (&'n str, Option<&'n str>)>) -> Vec<String> {
    let (own, mut words): (Vec<&str>, Vec<&str>) = names.map(|(own, client)| (own, client.unwrap_or(own))).unzip();
    // Who falls back to the name of its own may meet one there who has chosen it.
    loop {
        let twice: Vec<bool> =
            words.iter().map(|word| words.iter().filter(|other| *other == word).count() > 1).collect();
        let changed = (0..own.len()).filter(|&index| twice[index] && words[index] != own[index]).collect::<Vec<_>>();
        if changed.is_empty() {
            return words.into_iter().map(str::to_owned).collect();
        }
        changed.into_iter().for_each(|index| words[index] = own[index]);
    }
}

/// The identifier for `words` with every character spelled out that an identifier cannot hold.
fn verbose_identifier(words: &str, case: Case) -> String {
    settle(words::spelled_out(words), case)
}

/// Joins words in `case` until joining them again changes nothing.
fn settle(words: Cow<'_, str>, case: Case) -> String {
    let mut spelled = join(&words, case);
    for _ in 1..ROUNDS {
        let again = join(&words::readable(&spelled), case);
        if again == spelled {
            break;
        }
        spelled = again;
    }
    spelled
}

/// Joins words in `case` and makes an identifier of the result.
fn join(words: &str, case: Case) -> String {
    let joined = convert(&words::keep_compounds(words), case);
    let mut spelled = shorten(without_others(joined), case);
    if !spelled.starts_with(is_xid_start) {
        spelled.insert(0, '_');
    }
    if is_keyword(&spelled) {
        spelled.push('_');
    }
    spelled
}

/// Leaves out what an identifier cannot hold.
fn without_others(mut joined: String) -> String {
    // Of ASCII there are only letters, digits and underscores left.
    if !joined.is_ascii() {
        joined.retain(is_xid_continue);
    }
    joined
}

/// Whether a text is an identifier as it stands.
fn is_identifier(text: &str) -> bool {
    let mut letters = text.chars();
    let starts = letters.next().is_some_and(|first| first == '_' || is_xid_start(first));
    starts && letters.all(is_xid_continue) && text != "_" && !is_keyword(text)
}

/// Whether a word may not be an identifier.
fn is_keyword(word: &str) -> bool {
    KEYWORDS.binary_search(&word).is_ok()
}

/// Cuts a name that is too long and ends it with a hash of all of it.
fn shorten(name: String, case: Case) -> String {
    if name.len() <= LONGEST {
        return name;
    }
    let hash = convert(&format!("h{:08x}", fnv1a(&name)), case);
    let end = (0..=LONGEST - hash.len() - 2).rev().find(|&end| name.is_char_boundary(end)).unwrap_or(0);
    let start = name[..end].trim_end_matches('_');
    format!("{start}{}{hash}", if case == Case::Type { "" } else { "_" })
}

/// The 32-bit FNV-1a hash, which is the same on every machine and in every release.
fn fnv1a(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
