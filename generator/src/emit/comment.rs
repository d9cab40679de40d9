//! Doc comments on their way through `syn` and `prettyplease`.
//!
//! Two of three emitted lines are documentation, and an attribute for each would be most of what is parsed and laid out
//! again. So a comment travels as one attribute, its lines joined by a character that no line holds, and is cut into
//! lines when all else is formatted. It is a raw string, because nothing in that has to be escaped and read back.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// What is between two lines of a comment that travels.
const BETWEEN: char = '\u{1e}';

/// The doc comment of an item, from lines of safe Markdown.
pub(super) fn attributes(lines: &[String]) -> TokenStream {
    joined(lines).map(|text| quote! { #[doc = #text] }).unwrap_or_default()
}

/// The doc comment of the module it stands in.
pub(super) fn inner(lines: &[String]) -> TokenStream {
    joined(lines).map(|text| quote! { #![doc = #text] }).unwrap_or_default()
}

/// The lines in one literal, each that is not empty with a space in front; `None` without lines.
fn joined(lines: &[String]) -> Option<Literal> {
    let mut text = String::with_capacity(lines.iter().map(|line| line.len() + 2).sum());
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            text.push(BETWEEN);
        }
        if !line.is_empty() {
            text.push(' ');
            text.push_str(line);
        }
    }
    (!lines.is_empty()).then(|| raw(&text))
}

/// A raw string literal, with as many `#` as keep `text` from ending it.
fn raw(text: &str) -> Literal {
    let longest = text.split('"').skip(1).map(|behind| behind.len() - behind.trim_start_matches('#').len()).max();
    let fence = "#".repeat(longest.map_or(0, |longest| longest + 1));
    // There is none for a lone carriage return.
    format!("r{fence}\"{text}\"{fence}").parse().unwrap_or_else(|_| Literal::string(text))
}

/// Writes a formatted line; if it is a comment that traveled, each of its lines, indented as it is.
pub(super) fn write(line: &str, out: &mut String) {
    let Some((first, others)) = line.split_once(BETWEEN) else { return out.push_str(line) };
    let indent = first.len() - first.trim_start_matches(' ').len();
    let marker = &first[..indent + "///".len()];
    out.push_str(first.trim_end_matches(' '));
    for line in others.split(BETWEEN) {
        out.push('\n');
        out.push_str(marker);
        out.push_str(line.trim_end_matches(' '));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The comment of a constant in a module, formatted.
    fn traveled(lines: &[&str]) -> String {
        let lines: Vec<String> = lines.iter().map(|&line| line.to_owned()).collect();
        let (outer, inner) = (attributes(&lines), inner(&lines));
        let file = syn::parse2(quote! { mod a { #inner #outer const A: u8 = 0; } }).unwrap();
        let mut written = String::new();
        for line in prettyplease::unparse(&file).lines() {
            write(line, &mut written);
            written.push('\n');
        }
        written
    }

    #[test]
    fn lines_arrive_as_they_were_sent() {
        let lines = ["One \"quoted\" \\ word", "", "```text", "/// {}", "```", "r#\"raw\"# \"## é"];
        let comment =
            |marker: &str| lines.map(|line| format!("    {marker} {line}").trim_end().to_owned() + "\n").concat();
        assert_eq!(
            traveled(&lines),
            format!("mod a {{\n{}{}    const A: u8 = 0;\n}}\n", comment("//!"), comment("///"))
        );
    }

    #[test]
    fn what_ends_a_raw_string_arrives_too() {
        for line in ["\"", "\"#", "\"###\"#", "a\rb"] {
            assert!(traveled(&[line, line]).contains(&format!("    /// {line}\n    /// {line}\n")), "{line:?}");
        }
    }

    #[test]
    fn no_lines_are_no_comment() {
        assert_eq!(traveled(&[]), "mod a {\n    const A: u8 = 0;\n}\n");
    }
}
