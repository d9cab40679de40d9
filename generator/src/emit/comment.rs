//! Doc comments on their way through tokens.
//!
//! Two of three emitted lines are documentation, and an attribute for each would be most of what is parsed and laid out
//! again. So a comment travels as one attribute, its lines joined by a character that no line holds, and is cut into
//! lines when all else is formatted. It is a raw string, because nothing in that has to be escaped and read back.
//!
//! Items that many files have alike travel in the same way, laid out once.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// What is between two lines of a comment that travels.
pub(super) const BETWEEN: char = '\u{1e}';

/// The doc comment of an item, from lines of safe Markdown.
pub(super) fn attributes(lines: &[String]) -> TokenStream {
    joined(lines).map(|text| quote! { #[doc = #text] }).unwrap_or_default()
}

/// The doc comment of the module it stands in.
pub(super) fn inner(lines: &[String]) -> TokenStream {
    joined(lines).map(|text| quote! { #![doc = #text] }).unwrap_or_default()
}

/// Lines of an item that is laid out already and goes in front of the next one. They travel in the same way, as a
/// comment that documents nothing.
pub(super) fn laid_out(lines: &[String]) -> TokenStream {
    let mut text = String::with_capacity(lines.iter().map(|line| line.len() + 1).sum::<usize>() + 1);
    for line in lines {
        text.push(BETWEEN);
        text.push_str(line);
    }
    text.push(BETWEEN); // the empty line behind an item
    let text = raw(&text);
    quote! { #[comment = #text] }
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

/// Writes a formatted line; if it is something that traveled, each of its lines, indented as it is.
pub(super) fn write(line: &str, out: &mut String) {
    let Some((first, others)) = line.split_once(BETWEEN) else { return out.push_str(line) };
    let indent = first.len() - first.trim_start_matches(' ').len();
    match &first[indent..] {
        "//" => write_laid_out(&first[..indent], others, out),
        _ => write_comment(first, &first[..indent + "///".len()], others, out),
    }
}

fn write_laid_out(indent: &str, lines: &str, out: &mut String) {
    for (index, line) in lines.split(BETWEEN).enumerate() {
        if index > 0 {
            out.push('\n');
        }
        if !line.is_empty() {
            out.push_str(indent);
            out.push_str(line);
        }
    }
}

fn write_comment(first: &str, marker: &str, others: &str, out: &mut String) {
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
    fn what_is_laid_out_arrives_as_it_is() {
        let item = laid_out(&["/// One \"#".to_owned(), "fn one() {}".to_owned(), String::new(), "x".to_owned()]);
        let file = syn::parse2(quote! { impl A { #item const A: u8 = 0; } }).unwrap();
        let mut written = String::new();
        prettyplease::unparse(&file).lines().for_each(|line| {
            write(line, &mut written);
            written.push('\n');
        });
        assert_eq!(written, "impl A {\n    /// One \"#\n    fn one() {}\n\n    x\n\n    const A: u8 = 0;\n}\n");
    }

    #[test]
    fn no_lines_are_no_comment() {
        assert_eq!(traveled(&[]), "mod a {\n    const A: u8 = 0;\n}\n");
    }
}
