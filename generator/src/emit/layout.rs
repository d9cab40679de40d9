//! Tokens → text, as `prettyplease` lays it out.
//!
//! `syn` and `prettyplease` know all of Rust, and most of the time that it takes to make a crate is theirs. What we emit
//! is little of Rust. So a file is read here token by token, never twice, and laid out while it is read. The stages:
//! `tokens` in a list → a `reader` that knows items, types, expressions → `boxes` → `fill` → `lines`.
//!
//! Whatever is not known gives `None`, so the layout is never a guess.

mod attribute;
mod block;
mod boxes;
mod branch;
mod chain;
mod declaration;
mod expression;
mod fill;
mod import;
mod invocation;
mod item;
mod lines;
mod operand;
mod pattern;
mod reader;
mod tokens;
mod ty;

#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;

use self::reader::Reader;
use self::tokens::Tokens;

/// The text of a file, if all of it is known. If it is `spaced`, there is an empty line behind each item and each method.
pub(super) fn file(tokens: TokenStream, spaced: bool) -> Option<String> {
    let tokens = Tokens::of(tokens)?;
    let mut reader = Reader::new(&tokens);
    reader.file()?;
    Some(fill::fill(&reader.out.0, spaced))
}
